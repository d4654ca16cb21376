//! The relay by either of what wakes it, with the other off: the stream is for speed, the minute for certainty,
//! and a conversation comes to its end by each alone.

use crate::conversation::{accept_and_approve, answer, cards, letters};
use aws_tests::playbooks;
use aws_tests::{Deployed, Wakes};
use serde_json::json;
use std::time::Duration;

/// From lead to reply, and a lost message on the way.
async fn a_conversation(wakes: Wakes) {
    let mut stack = Deployed::start(playbooks::archive()).await;
    stack.wake_by(wakes);
    accept_and_approve(&mut stack).await;
    letters(&mut stack, 2).await;
    answer(&mut stack).await;
    assert_eq!(cards(&mut stack, "reply", 1).await.len(), 1);
    assert_eq!(stack.ses.letters().len(), 2, "each letter left once");
    let (_, status) = stack.api("GET", "/status", None).await;
    assert_eq!(
        (&status["dead_letters"], &status["in_flight"]),
        (&json!(0), &json!(0)),
        "{status}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_stream_alone_suffices() {
    a_conversation(Wakes::Stream).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_minute_alone_suffices() {
    a_conversation(Wakes::Minute).await;
}

/// Time alone writes nothing into the table: what is due later has no other way than the minute, or any later
/// record of the stream.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_due_later_comes_with_the_minute_or_with_the_next_record_of_the_stream() {
    let mut stack = Deployed::start(playbooks::archive()).await;
    accept_and_approve(&mut stack).await;
    letters(&mut stack, 2).await;
    stack.wake_by(Wakes::Stream);
    stack.work().await;
    stack.pass(Duration::from_secs(8 * 24 * 60 * 60));
    stack.work().await;
    assert_eq!(stack.ses.letters().len(), 2, "nothing wakes the relay");
    answer(&mut stack).await;
    letters(&mut stack, 3).await;
    assert_eq!(stack.ses.letters().len(), 3, "a record of another's does");
}
