//! The queues on SQS keep their contract.
//!
//! The emulator agrees with SQS where the contract looks, with three differences. It refuses a stale
//! receipt, where SQS says yes and does nothing (API reference, `DeleteMessage`): the adapter takes
//! both for nothing to be done. It hands out whatever is visible, where SQS may miss some in one call
//! (developer guide, "short polling"): callers poll anyway. Its counts are exact, where SQS's are
//! approximate.

use crate::wait;
use adapters_aws::{Aws, Endpoints, SqsQueue};
use aws_tests::Ministack;
use contract::{QueueBed, queue_suite};
use ports::{Outgoing, Queue, QueueName};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

async fn queues(server: &Ministack, name: &str) -> SqsQueue {
    let base = server.make_queues(name).await;
    let endpoints = Endpoints {
        sqs: Some(server.address().to_owned()),
        ..Endpoints::default()
    };
    Aws::at(endpoints).queue(&base)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_queue_keeps_its_contract() {
    let server = Ministack::start().await;
    let beds = AtomicUsize::new(0);
    queue_suite(|| {
        let name = format!("bed{}", beds.fetch_add(1, Ordering::Relaxed));
        let queue = wait(queues(&server, &name));
        let clock = server.clone();
        QueueBed {
            queue: Arc::new(queue),
            keeps_reasons: false,
            pass: Box::new(move |time| {
                clock.pass(time);
                Box::pin(async {})
            }),
            keep: Box::new(()),
        }
    })
    .await;
}

/// More than SQS takes at once goes in by parts, and more dead letters than it shows at once are found.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_and_large_messages_go_in_by_parts() {
    let server = Ministack::start().await;
    let queue = queues(&server, "parts").await;
    // Five of these are more than a mebibyte.
    let large: Vec<Outgoing> = (0..5)
        .map(|number| Outgoing {
            body: number.to_string().repeat(256 * 1024),
            delay_ms: 0,
        })
        .collect();
    queue.send(QueueName::Rounds, large).await.unwrap();
    assert_eq!(queue.depth(QueueName::Rounds).await.unwrap().ready, 5);
    let many: Vec<Outgoing> = (0..23)
        .map(|number| Outgoing {
            body: number.to_string(),
            delay_ms: 0,
        })
        .collect();
    queue.send(QueueName::Replies, many).await.unwrap();
    for _ in 0..ports::MOST_RECEIVES {
        for _ in 0..3 {
            for delivery in queue.receive(QueueName::Replies, 10, 60_000).await.unwrap() {
                queue
                    .release(QueueName::Replies, &delivery.receipt, 60_000, "x")
                    .await
                    .unwrap();
            }
        }
        server.pass(std::time::Duration::from_secs(60));
    }
    assert_eq!(
        queue.receive(QueueName::Replies, 10, 60_000).await.unwrap(),
        []
    );
    let dead = queue.dead(QueueName::Replies, 100).await.unwrap();
    assert_eq!(dead.len(), 23);
    // A look takes nothing away.
    assert_eq!(queue.dead(QueueName::Replies, 100).await.unwrap(), dead);
    assert_eq!(queue.dead(QueueName::Replies, 7).await.unwrap(), dead[..7]);
    queue
        .redrive(QueueName::Replies, &dead[17].id)
        .await
        .unwrap();
    queue
        .discard(QueueName::Replies, &dead[5].id)
        .await
        .unwrap();
    let depth = queue.depth(QueueName::Replies).await.unwrap();
    assert_eq!((depth.ready, depth.hidden, depth.dead), (1, 0, 21));
}
