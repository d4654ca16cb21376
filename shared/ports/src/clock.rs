//! What time it is.

use jiff::Timestamp;

/// The only source of time. In the simulated market and in tests it is virtual.
pub trait Clock: Send + Sync {
    /// The present instant, in UTC. Never goes back within one process.
    fn now(&self) -> Timestamp;
}
