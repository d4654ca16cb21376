//! One suite a port, run on every adapter.
//!
//! A suite takes a function that makes a fresh bed: the port, and what the suite needs to move
//! time. An adapter keeps to its port if the suite returns; it panics where one doesn't. Suites ask
//! only for what the port's documentation promises, so that they hold on AWS, too; what one adapter
//! promises beyond that is tested beside it.

#![expect(clippy::unwrap_used, reason = "a suite fails by panicking")]

pub mod blobs;
pub mod lead_source;
pub mod mailer;
pub mod queue;
pub mod table;
mod table_pages;
mod table_scan;

pub use blobs::blobs_suite;
pub use lead_source::{LeadBed, lead_source_suite};
pub use mailer::{mailer_suite, silent_mailer_suite};
pub use queue::{QueueBed, queue_suite};
pub use table::{TableBed, table_suite};

use ports::PortError;

/// Passes if the port refused, with a reason.
#[track_caller]
fn assert_refused<T: std::fmt::Debug>(answer: Result<T, PortError>) {
    match answer {
        Err(PortError::Refused(reason)) => assert!(!reason.is_empty(), "a refusal says why"),
        other => panic!("expected a refusal, got {other:?}"),
    }
}
