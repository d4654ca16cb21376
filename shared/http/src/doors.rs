//! What both doors share.

use crate::access::Hosts;
use crate::wire::{ClockAction, Market, PlaybookFault, Totals};
use flow::Ports;
use jiff::Timestamp;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The clock of a simulated market.
#[async_trait::async_trait]
pub trait MarketClock: Send + Sync {
    /// How it stands.
    fn state(&self) -> Market;
    /// An operator decided something: for ten real seconds the clock runs no faster than a real one,
    /// so that an undo has its time whatever the speed.
    fn decided(&self);
    /// Does what the page asks.
    async fn set(
        &self,
        action: ClockAction,
        seconds_per_day: Option<u64>,
    ) -> Result<Market, String>;
}

/// Reads the playbook's files again.
#[async_trait::async_trait]
pub trait PlaybookReader: Send + Sync {
    /// Loads the files; without an error among the faults the new version is in force.
    async fn reload(&self) -> Result<(bool, Vec<PlaybookFault>), String>;
    /// When the version in force was loaded, and the faults of the last reading.
    fn state(&self) -> (Timestamp, Vec<PlaybookFault>);
}

/// The state of the doors.
#[derive(Clone)]
pub struct Doors {
    /// The ports.
    pub ports: Ports,
    /// Whom we answer.
    pub hosts: Hosts,
    /// Under which address the page is reached, without a slash at the end.
    pub address: String,
    /// The market's clock, if the market is on.
    pub market: Option<Arc<dyn MarketClock>>,
    /// The playbook's folder.
    pub playbook: Arc<dyn PlaybookReader>,
    /// Called when something was committed that a worker should see soon.
    pub wake: Arc<dyn Fn() + Send + Sync>,
    /// Counts of the queue, kept for a moment.
    pub totals: Arc<TotalsCache>,
}

/// Counting 100,000 cards takes a while: the counts of a moment ago are good enough for a badge.
#[derive(Default)]
pub struct TotalsCache(Mutex<Option<(Instant, Totals)>>);

impl TotalsCache {
    const FRESH: Duration = Duration::from_millis(1_000);

    /// The counts, if they are fresh.
    pub fn get(&self) -> Option<Totals> {
        let cache = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        cache
            .filter(|(at, _)| at.elapsed() < Self::FRESH)
            .map(|(_, totals)| totals)
    }

    /// Keeps counts.
    pub fn set(&self, totals: Totals) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), totals));
    }

    /// Forgets them: something was decided.
    pub fn clear(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
