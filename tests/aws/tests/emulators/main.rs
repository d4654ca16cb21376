//! Every adapter for AWS keeps to its port, on emulators that speak the real protocols.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod blobs;
mod conversation_units;
mod mailer;
mod queue;
mod table;
mod table_faults;
mod units;

use adapters_local::ManualClock;
use jiff::Timestamp;
use std::future::Future;

/// A clock far ahead: what expires by it must not be deleted by a server that goes by the real one.
fn clock() -> ManualClock {
    ManualClock::new("2099-03-02T09:00:00Z".parse::<Timestamp>().unwrap())
}

/// Waits within a suite's `make`, which is no async function.
fn wait<T>(work: impl Future<Output = T>) -> T {
    tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(work))
}
