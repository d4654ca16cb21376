//! 12, as far as it goes by mail: a send of which nobody knows is not repeated, and is settled by what SES reports,
//! or by the operator. On LinkedIn a stack on AWS sends by hand.

use super::{Story, cast};
use ::golden::casts::two_sends_in_doubt;
use aws_tests::{Report, SesAnswer};
use serde_json::json;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_sends_in_doubt() {
    let cast = cast(two_sends_in_doubt::labelled(), two_sends_in_doubt::ours);
    let contact = &cast.contact;
    let mut story = Story::begin(&["email", "email 3 working days"], contact).await;
    story.approve(1).await;
    story.stack.ses.plan(SesAnswer::TakeAndBroken);
    story.until(0, "10:00").await;
    story.cards_of("in_doubt").await;
    assert_eq!(story.stack.ses.calls().0, 1);
    story.report(0, Report::Delivered).await;
    assert!(story.waiting("in_doubt").await.is_empty());
    assert_eq!(story.phase().await, "active");

    // Of the second SES says nothing any more: the operator knows that it never left.
    story.until(2, "18:00").await;
    story.approve(2).await;
    story
        .stack
        .ses
        .plan(SesAnswer::Refuse(500, "InternalFailure"));
    story.until(3, "11:15").await;
    assert_eq!((story.letters().len(), story.stack.ses.calls().0), (1, 2));
    let card = story.cards_of("in_doubt").await.remove(0);
    let settled = json!({"type": "settle", "outcome": "not_sent"});
    let done = story.decide_card(&card, settled).await;
    assert_eq!(done.0, 200, "{}", done.1);
    story.approve(2).await;
    let letters = story.letters();
    assert_eq!(letters.len(), 2, "once, as far as he sees");

    story.answer(contact, &letters[1], &cast.says[0]).await;
    let card = story.cards_of("reply").await.remove(0);
    let intent = card["reply"]["intent"].as_str().unwrap();
    assert!(["complaint", "unsubscribe"].contains(&intent), "{intent}");
    let stop = story.is_stopped(&contact.email).await;
    assert_eq!(stop["stopped"], json!(true), "{stop}");
    let done = story.decide_card(&card, json!({"type": "done"})).await;
    assert_eq!(done.0, 200, "{}", done.1);
    story.until(10, "18:00").await;
    assert_eq!(story.letters().len(), 2);
    let phase = story.phase().await;
    assert!(phase.starts_with("stopped: "), "{phase}");
    story.is_quiet().await;
}
