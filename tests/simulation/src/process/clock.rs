//! The clock of the simulated machine. Within one process it never goes back, as the port promises;
//! while the process is down it may.

use jiff::Timestamp;
use ports::Clock;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Clones show the same time.
#[derive(Clone)]
pub(crate) struct SimClock(Arc<Mutex<Timestamp>>);

impl SimClock {
    /// Stands at an instant.
    pub(crate) fn new(start: Timestamp) -> Self {
        Self(Arc::new(Mutex::new(start)))
    }

    /// Shows another time, earlier or later.
    pub(crate) fn set(&self, to: Timestamp) {
        *self.lock() = to;
    }

    fn lock(&self) -> MutexGuard<'_, Timestamp> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for SimClock {
    fn now(&self) -> Timestamp {
        *self.lock()
    }
}
