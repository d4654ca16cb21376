//! A clock that is moved by hand.

use jiff::Timestamp;
use ports::Clock;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// [`Clock`] for tests and the simulation. Clones show the same time.
#[derive(Debug, Clone)]
pub struct ManualClock {
    now: Arc<Mutex<Timestamp>>,
}

impl ManualClock {
    /// A clock that stands at `start`.
    pub fn new(start: Timestamp) -> Self {
        Self {
            now: Arc::new(Mutex::new(start)),
        }
    }

    /// This clock as ports take it.
    pub fn shared(&self) -> Arc<dyn Clock> {
        Arc::new(self.clone())
    }

    /// Moves to an instant; one that has passed is ignored, since a clock never goes back.
    pub fn set(&self, to: Timestamp) {
        let mut now = self.lock();
        *now = to.max(*now);
    }

    /// Moves on; at the end of all time it stands still.
    pub fn advance(&self, by: Duration) {
        let mut now = self.lock();
        *now = now.saturating_add(by).unwrap_or(Timestamp::MAX);
    }

    fn lock(&self) -> MutexGuard<'_, Timestamp> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        *self.lock()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_never_goes_back_and_clones_agree() {
        let clock = ManualClock::new(Timestamp::UNIX_EPOCH);
        let other = clock.shared();
        clock.advance(Duration::from_secs(10));
        clock.set(Timestamp::UNIX_EPOCH);
        assert_eq!(other.now().as_second(), 10);
        clock.set(Timestamp::from_second(20).unwrap());
        assert_eq!(other.now().as_second(), 20);
        clock.advance(Duration::MAX);
        assert_eq!(other.now(), Timestamp::MAX);
    }
}
