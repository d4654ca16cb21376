//! The machine's clock.

use jiff::Timestamp;
use ports::Clock;
use std::sync::{Mutex, PoisonError};

/// The latest instant that anybody in this process was told.
static LATEST: Mutex<Timestamp> = Mutex::new(Timestamp::MIN);

/// [`Clock`] of the machine. When the machine's clock is set back, this one stands still until the
/// other has caught up; all instances in a process agree.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl SystemClock {
    /// The machine's clock.
    pub fn new() -> Self {
        Self
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let mut latest = LATEST.lock().unwrap_or_else(PoisonError::into_inner);
        *latest = Timestamp::now().max(*latest);
        *latest
    }
}
