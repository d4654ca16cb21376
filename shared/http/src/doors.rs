//! What both doors share.

use crate::access::Hosts;
use crate::wire::{ClockAction, Market, PlaybookFault, Totals};
use flow::Ports;
use flow::attention::Waiting;
use playbook::{Files, Playbook};
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

/// What the stack's own folder held when it was read.
pub struct Reading {
    /// The files that make a version.
    pub files: Files,
    /// The playbook, if it is fit to use.
    pub playbook: Option<Playbook>,
}

/// The stack's own folder of the playbook: beside a process, or an archive in a bucket. It only reads;
/// what is in force is for [`flow::versions`].
#[async_trait::async_trait]
pub trait PlaybookReader: Send + Sync {
    /// Reads the files again.
    async fn read(&self) -> Result<Reading, String>;
    /// Version of what it holds, fit to use or not, where that can be told at once.
    async fn holds(&self) -> Option<String>;
    /// The faults of the last reading.
    fn faults(&self) -> Vec<PlaybookFault>;
    /// Edits the files where they are the operator's own; `becomes` is the version that is about to be in force.
    /// Elsewhere nothing is written, and the versions alone say what is in force.
    async fn amend(&self, _edit: &Edit, _becomes: &str) -> Result<Amended, String> {
        Ok(Amended::Elsewhere)
    }
}

/// Makes files of files, or says in words why it can't.
pub type Edit = dyn Fn(&Files) -> Result<Files, String> + Send + Sync;

/// What became of the operator's own files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amended {
    /// These were written.
    Written(Vec<String>),
    /// They are not with this stack.
    Elsewhere,
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
pub struct TotalsCache(Mutex<Kept>);

/// What waits: by kind for the page, and on whose account for the budgets.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counted {
    /// By kind.
    pub(crate) totals: Totals,
    /// On whose account.
    pub(crate) waiting: Arc<Waiting>,
}

#[derive(Default)]
struct Kept {
    totals: Counted,
    /// When counting them began; nothing: they were never counted.
    counted: Option<Instant>,
    /// How long that took.
    took: Duration,
    /// When something was decided last.
    changed: Option<Instant>,
    /// Somebody counts, since then.
    counting: Option<Instant>,
}

/// What to do about the counts.
pub(crate) enum Look {
    /// Take these.
    Fresh(Counted),
    /// Count, and wait for it.
    Count,
    /// Take these, and count meanwhile. Whoever was told so has to end it.
    CountMeanwhile(Counted),
}

impl TotalsCache {
    const FRESH: Duration = Duration::from_millis(1_000);
    /// Counting a long queue may take so much of the time, one part in so many: pages wait beside it.
    const SELDOM: u32 = 50;
    /// Up to so many cards are counted while a page waits.
    const FEW: usize = 1_000;
    /// A count that takes longer was given up.
    const LONGEST: Duration = Duration::from_secs(30);

    fn kept(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The counts, or what to do to get them.
    pub(crate) fn look(&self) -> Look {
        let mut kept = self.kept();
        let Some(counted) = kept.counted else {
            return Look::Count;
        };
        let changed = kept.changed.is_some_and(|changed| changed >= counted);
        if !changed && counted.elapsed() < Self::FRESH {
            return Look::Fresh(kept.totals.clone());
        }
        if kept.totals.totals.total <= Self::FEW {
            return Look::Count;
        }
        let is_counting = |since: Instant| since.elapsed() < Self::LONGEST;
        let is_soon = counted.elapsed() < kept.took.saturating_mul(Self::SELDOM);
        if is_soon || kept.counting.is_some_and(is_counting) {
            return Look::Fresh(kept.totals.clone());
        }
        kept.counting = Some(Instant::now());
        Look::CountMeanwhile(kept.totals.clone())
    }

    /// Keeps counts; counting began then.
    pub(crate) fn set(&self, totals: Counted, began: Instant) {
        let mut kept = self.kept();
        kept.totals = totals;
        kept.counted = Some(began);
        kept.took = began.elapsed();
        kept.counting = None;
    }

    /// They could not be counted.
    pub(crate) fn failed(&self) {
        self.kept().counting = None;
    }

    /// Something was decided: they are not exact any more.
    pub fn clear(&self) {
        self.kept().changed = Some(Instant::now());
    }
}
