//! What every queue must do.

use crate::assert_refused;
use futures::future::{BoxFuture, join_all};
use ports::{Delivery, Depth, Outgoing, Queue, QueueName};
use std::any::Any;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

/// Fresh, empty queues, and a way to let time pass: a virtual clock moves, a real one is waited for.
pub struct QueueBed {
    /// The queues.
    pub queue: Arc<dyn Queue>,
    /// Whether a dead letter keeps what the last worker said. SQS has no place for it.
    pub keeps_reasons: bool,
    /// Lets so much time pass.
    pub pass: Box<dyn Fn(Duration) -> BoxFuture<'static, ()>>,
    /// Whatever must live as long as the queues, such as a folder.
    pub keep: Box<dyn Any + Send>,
}

impl QueueBed {
    async fn pass_ms(&self, milliseconds: u64) {
        (self.pass)(Duration::from_millis(milliseconds)).await;
    }

    async fn send(&self, bodies: &[&str]) {
        self.queue
            .send(Q, bodies.iter().map(|body| message(body, 0)).collect())
            .await
            .unwrap();
    }

    async fn receive(&self) -> Vec<Delivery> {
        self.queue.receive(Q, 10, VISIBILITY).await.unwrap()
    }

    async fn receive_one(&self) -> Delivery {
        let mut received = self.receive().await;
        assert_eq!(received.len(), 1, "one message is visible");
        received.remove(0)
    }

    async fn depth(&self) -> (u64, u64, u64) {
        let Depth {
            ready,
            hidden,
            dead,
        } = self.queue.depth(Q).await.unwrap();
        (ready, hidden, dead)
    }

    /// Hands the only message out five times and lets it die.
    async fn kill(&self, reason: Option<&str>) -> Delivery {
        let mut last = None;
        for receives in 1..=5 {
            let delivery = self.receive_one().await;
            assert_eq!(delivery.receives, receives);
            if let Some(reason) = reason {
                self.queue
                    .release(Q, &delivery.receipt, 0, reason)
                    .await
                    .unwrap();
            } else {
                self.pass_ms(u64::from(VISIBILITY)).await;
            }
            last = Some(delivery);
        }
        assert_eq!(self.receive().await, [], "there is no sixth time");
        last.unwrap()
    }
}

const Q: QueueName = QueueName::Sending;
/// Long against what a slow machine needs for a call: where the clock is a real one that is also moved,
/// what is to be hidden still is.
const VISIBILITY: u32 = 60_000;

fn message(body: &str, delay_ms: u32) -> Outgoing {
    Outgoing {
        body: body.to_owned(),
        delay_ms,
    }
}

fn bodies(deliveries: &[Delivery]) -> BTreeSet<&str> {
    deliveries
        .iter()
        .map(|delivery| delivery.body.as_str())
        .collect()
}

/// Runs all checks, each on fresh queues.
pub async fn queue_suite(make: impl Fn() -> QueueBed) {
    what_is_sent_is_received_once(&make()).await;
    queues_do_not_mix(&make()).await;
    a_message_comes_back_after_its_visibility(&make()).await;
    done_before_it_comes_back_is_done(&make()).await;
    a_stale_receipt_does_nothing(&make()).await;
    a_delay_hides(&make()).await;
    release_makes_visible_again(&make()).await;
    five_receives_and_then_dead(&make()).await;
    the_reason_is_kept(&make()).await;
    redrive_starts_anew(&make()).await;
    discard_throws_away(&make()).await;
    dead_letters_come_oldest_first(&make()).await;
    limits_are_refused(&make()).await;
    all_bodies_come_through(&make()).await;
    nobody_gets_what_another_got(&make()).await;
}

async fn what_is_sent_is_received_once(bed: &QueueBed) {
    assert_eq!(bed.receive().await, []);
    assert_eq!(bed.depth().await, (0, 0, 0));
    bed.queue.send(Q, vec![]).await.unwrap();
    bed.send(&["1", "2", "3"]).await;
    assert_eq!(bed.depth().await, (3, 0, 0));
    // Order is not promised; number is.
    let two = bed.queue.receive(Q, 2, VISIBILITY).await.unwrap();
    assert_eq!(two.len(), 2);
    assert_eq!(bed.depth().await, (1, 2, 0));
    let one = bed.receive().await;
    let all: Vec<Delivery> = two.into_iter().chain(one).collect();
    assert_eq!(bodies(&all), BTreeSet::from(["1", "2", "3"]));
    assert!(all.iter().all(|delivery| delivery.receives == 1));
    let ids: BTreeSet<&str> = all.iter().map(|delivery| delivery.id.as_str()).collect();
    let receipts: BTreeSet<&str> = all
        .iter()
        .map(|delivery| delivery.receipt.as_str())
        .collect();
    assert_eq!((ids.len(), receipts.len()), (3, 3));
    assert_eq!(bed.receive().await, []);
    for delivery in &all {
        bed.queue.done(Q, &delivery.receipt).await.unwrap();
    }
    assert_eq!(bed.depth().await, (0, 0, 0));
    bed.pass_ms(u64::from(VISIBILITY) * 2).await;
    assert_eq!(bed.receive().await, []);
}

async fn queues_do_not_mix(bed: &QueueBed) {
    for queue in QueueName::ALL {
        bed.queue
            .send(queue, vec![message(queue.as_str(), 0)])
            .await
            .unwrap();
    }
    for queue in QueueName::ALL {
        let received = bed.queue.receive(queue, 10, VISIBILITY).await.unwrap();
        assert_eq!(bodies(&received), BTreeSet::from([queue.as_str()]));
        // A receipt is good in its own queue only.
        for other in QueueName::ALL.into_iter().filter(|other| *other != queue) {
            bed.queue.done(other, &received[0].receipt).await.unwrap();
        }
        assert_eq!(bed.queue.depth(queue).await.unwrap().hidden, 1);
        bed.queue.done(queue, &received[0].receipt).await.unwrap();
        assert_eq!(bed.queue.depth(queue).await.unwrap(), Depth::default());
    }
}

async fn a_message_comes_back_after_its_visibility(bed: &QueueBed) {
    bed.send(&["1"]).await;
    let first = bed.receive_one().await;
    bed.pass_ms(u64::from(VISIBILITY) / 2).await;
    assert_eq!(bed.receive().await, []);
    bed.pass_ms(u64::from(VISIBILITY) / 2).await;
    let second = bed.receive_one().await;
    assert_eq!(
        (second.id.as_str(), second.body.as_str(), second.receives),
        (first.id.as_str(), "1", 2)
    );
    assert_ne!(second.receipt, first.receipt);
}

async fn done_before_it_comes_back_is_done(bed: &QueueBed) {
    bed.send(&["1"]).await;
    let slow = bed.receive_one().await;
    bed.pass_ms(u64::from(VISIBILITY) * 2).await;
    // Visible again, but nobody else has it: the work counts.
    bed.queue.done(Q, &slow.receipt).await.unwrap();
    assert_eq!(bed.receive().await, []);
    assert_eq!(bed.depth().await, (0, 0, 0));
    bed.queue.done(Q, &slow.receipt).await.unwrap();
}

async fn a_stale_receipt_does_nothing(bed: &QueueBed) {
    bed.send(&["1"]).await;
    let stale = bed.receive_one().await;
    bed.pass_ms(u64::from(VISIBILITY)).await;
    let current = bed.receive_one().await;
    bed.queue.done(Q, &stale.receipt).await.unwrap();
    bed.queue
        .release(Q, &stale.receipt, 0, "stale")
        .await
        .unwrap();
    assert_eq!(
        bed.receive().await,
        [],
        "the stale receipt has released nothing"
    );
    assert_eq!(bed.depth().await, (0, 1, 0));
    bed.queue.done(Q, &current.receipt).await.unwrap();
    assert_eq!(bed.depth().await, (0, 0, 0));
}

async fn a_delay_hides(bed: &QueueBed) {
    bed.queue
        .send(Q, vec![message("later", 90_000), message("now", 0)])
        .await
        .unwrap();
    assert_eq!(bed.depth().await, (1, 1, 0));
    assert_eq!(bed.receive_one().await.body, "now");
    bed.pass_ms(45_000).await;
    assert_eq!(bed.receive().await, []);
    bed.pass_ms(45_000).await;
    assert!(bodies(&bed.receive().await).contains("later"));
}

async fn release_makes_visible_again(bed: &QueueBed) {
    bed.send(&["1"]).await;
    let first = bed.receive_one().await;
    bed.queue
        .release(Q, &first.receipt, 0, "at once")
        .await
        .unwrap();
    let second = bed.receive_one().await;
    assert_eq!((second.receives, &second.id), (2, &first.id));
    bed.queue
        .release(Q, &second.receipt, VISIBILITY * 2, "later")
        .await
        .unwrap();
    bed.pass_ms(u64::from(VISIBILITY)).await;
    assert_eq!(
        bed.receive().await,
        [],
        "the release counts, not the visibility of before"
    );
    assert_eq!(bed.depth().await, (0, 1, 0));
    bed.pass_ms(u64::from(VISIBILITY)).await;
    assert_eq!(bed.receive_one().await.receives, 3);
}

async fn five_receives_and_then_dead(bed: &QueueBed) {
    bed.send(&["1"]).await;
    let last = bed.kill(None).await;
    assert_eq!(bed.depth().await, (0, 0, 1));
    let dead = bed.queue.dead(Q, 10).await.unwrap();
    assert_eq!(dead.len(), 1);
    assert_eq!(
        (dead[0].body.as_str(), dead[0].receives, &dead[0].reason),
        ("1", 5, &None)
    );
    assert_eq!(dead[0].id, last.id);
    // A worker that comes too late can't touch the dead.
    bed.queue.done(Q, &last.receipt).await.unwrap();
    bed.queue
        .release(Q, &last.receipt, 0, "late")
        .await
        .unwrap();
    assert_eq!(bed.depth().await, (0, 0, 1));
    // Others are not held up by it.
    bed.send(&["2"]).await;
    assert_eq!(bed.receive_one().await.body, "2");
    assert_eq!(bed.queue.dead(QueueName::Drafting, 10).await.unwrap(), []);
}

async fn the_reason_is_kept(bed: &QueueBed) {
    bed.send(&["1"]).await;
    bed.kill(Some("the model said nonsense: \u{1F642} 'quoted'"))
        .await;
    let dead = bed.queue.dead(Q, 10).await.unwrap();
    let expected = bed
        .keeps_reasons
        .then_some("the model said nonsense: \u{1F642} 'quoted'");
    assert_eq!(dead[0].reason.as_deref(), expected);
}

async fn redrive_starts_anew(bed: &QueueBed) {
    bed.send(&["1"]).await;
    let last = bed.kill(Some("x")).await;
    let id = bed.queue.dead(Q, 1).await.unwrap().remove(0).id;
    assert_refused(bed.queue.redrive(QueueName::Drafting, &id).await);
    bed.queue.redrive(Q, &id).await.unwrap();
    assert_refused(bed.queue.redrive(Q, &id).await);
    assert_eq!(bed.depth().await, (1, 0, 0));
    bed.queue.done(Q, &last.receipt).await.unwrap();
    assert_eq!(
        bed.depth().await,
        (1, 0, 0),
        "a receipt from before its death is stale"
    );
    bed.kill(None).await;
    assert_eq!(bed.depth().await, (0, 0, 1));
    for unknown in ["", "nonsense", "m999999", "m-1"] {
        assert_refused(bed.queue.redrive(Q, unknown).await);
    }
}

async fn discard_throws_away(bed: &QueueBed) {
    bed.send(&["1"]).await;
    bed.kill(None).await;
    bed.send(&["2"]).await;
    let living = bed.receive_one().await;
    let id = bed.queue.dead(Q, 1).await.unwrap().remove(0).id;
    assert_refused(bed.queue.discard(QueueName::Drafting, &id).await);
    bed.queue.discard(Q, &id).await.unwrap();
    for gone in [id.as_str(), living.id.as_str(), "", "nonsense"] {
        assert_refused(bed.queue.discard(Q, gone).await);
    }
    assert_eq!(bed.depth().await, (0, 1, 0));
}

async fn dead_letters_come_oldest_first(bed: &QueueBed) {
    for body in ["1", "2", "3"] {
        bed.send(&[body]).await;
        bed.kill(None).await;
        bed.pass_ms(1_000).await;
    }
    let dead = bed.queue.dead(Q, 10).await.unwrap();
    assert_eq!(
        dead.iter()
            .map(|letter| letter.body.as_str())
            .collect::<Vec<_>>(),
        ["1", "2", "3"]
    );
    assert!(dead.is_sorted_by_key(|letter| letter.at));
    assert_eq!(bed.queue.dead(Q, 2).await.unwrap(), dead[..2]);
    assert_eq!(bed.queue.dead(Q, 0).await.unwrap(), []);
}

async fn limits_are_refused(bed: &QueueBed) {
    let too_large = "x".repeat(256 * 1024 + 1);
    let all_or_none = vec![message("fine", 0), message(&too_large, 0)];
    assert_refused(bed.queue.send(Q, all_or_none).await);
    assert_refused(
        bed.queue
            .send(Q, vec![message("fine", 0), message("late", 900_001)])
            .await,
    );
    assert_eq!(bed.depth().await, (0, 0, 0));
    for (max, visibility) in [(0, 1), (11, 1), (1, 0), (1, 43_200_001)] {
        assert_refused(bed.queue.receive(Q, max, visibility).await);
    }
    let largest = "x".repeat(256 * 1024);
    bed.queue
        .send(Q, vec![message(&largest, 0), message("latest", 900_000)])
        .await
        .unwrap();
    assert_eq!(
        bed.queue.receive(Q, 10, 43_200_000).await.unwrap()[0].body,
        largest
    );
}

async fn all_bodies_come_through(bed: &QueueBed) {
    let strange = [
        "{}",
        "\"\u{1F642}\u{10FFFF}\"",
        "' OR 1=1 --",
        "[\"\\u0000\"]",
        "\"\\n\"",
    ];
    bed.send(&strange).await;
    assert_eq!(bodies(&bed.receive().await), BTreeSet::from(strange));
    for nonsense in [
        "",
        "nonsense",
        "m1",
        "m1.",
        "m1.x",
        "m99999999999999999999.1",
        ".",
        "m1.1.1",
    ] {
        bed.queue.done(Q, nonsense).await.unwrap();
        bed.queue.release(Q, nonsense, 0, "x").await.unwrap();
    }
    assert_eq!(bed.depth().await.1, 5);
}

async fn nobody_gets_what_another_got(bed: &QueueBed) {
    let many: Vec<String> = (0..200).map(|number| number.to_string()).collect();
    bed.queue
        .send(Q, many.iter().map(|body| message(body, 0)).collect())
        .await
        .unwrap();
    let workers = (0..8).map(|_| {
        let queue = Arc::clone(&bed.queue);
        tokio::spawn(async move {
            let mut received = Vec::new();
            for _ in 0..200 {
                let some = queue.receive(Q, 3, 43_200_000).await.unwrap();
                if some.is_empty() {
                    break;
                }
                for delivery in some {
                    queue.done(Q, &delivery.receipt).await.unwrap();
                    received.push(delivery.body);
                }
            }
            received
        })
    });
    let mut all: Vec<String> = join_all(workers)
        .await
        .into_iter()
        .flat_map(Result::unwrap)
        .collect();
    assert_eq!(all.len(), 200);
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 200);
    assert_eq!(bed.depth().await, (0, 0, 0));
}
