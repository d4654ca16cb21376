//! The adapters in memory keep to their ports.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use adapters_local::{ManualClock, MemoryBlobs, MemoryQueue, MemoryTable};
use contract::{QueueBed, TableBed, blobs_suite, queue_suite, table_suite};
use jiff::Timestamp;
use std::sync::Arc;

fn clock() -> ManualClock {
    ManualClock::new("2026-03-02T09:00:00Z".parse::<Timestamp>().unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_table_keeps_its_contract() {
    table_suite(|| {
        let clock = clock();
        TableBed {
            table: Arc::new(MemoryTable::new(clock.shared())),
            clock,
            keep: Box::new(()),
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_queue_keeps_its_contract() {
    queue_suite(|| {
        let clock = clock();
        let queue = Arc::new(MemoryQueue::new(clock.shared()));
        let pass = move |time| -> futures::future::BoxFuture<'static, ()> {
            clock.advance(time);
            Box::pin(async {})
        };
        QueueBed {
            queue,
            keeps_reasons: true,
            pass: Box::new(pass),
            keep: Box::new(()),
        }
    })
    .await;
}

#[tokio::test]
async fn the_blobs_keep_their_contract() {
    blobs_suite(&MemoryBlobs::new()).await;
}
