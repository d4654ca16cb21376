//! Conversations that end without an answer, and one that is paused.

use super::{Story, approval, cast};
use ::golden::casts::{
    delay_then_hard_bounce, one_click_opt_out, reply_while_the_follow_up_is_queued,
};
use harness::delivery_status;
use serde_json::json;

/// 02: a link scanner opens every link, which changes nothing; a one-click POST ends it all, and its repeat adds
/// nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_click_opt_out() {
    let lucinda = cast(one_click_opt_out::labelled(), one_click_opt_out::ours).contact;
    let mut story = Story::begin(&["email", "email 4 working days"], &lucinda).await;
    story.approve(1).await;
    story.until(0, "10:00").await;
    let letter = story.letters().remove(0);
    assert_eq!(
        letter.read.header("List-Unsubscribe-Post"),
        Some("List-Unsubscribe=One-Click")
    );
    let path = letter.one_click_path();
    let (status, _) = story.stack.http("webhook", "GET", &path, None, None).await;
    assert_eq!(status, 200);
    story.settle().await;
    assert_eq!(
        story.is_stopped(&lucinda.email).await["stopped"],
        json!(false)
    );
    assert_eq!(story.phase().await, "active");

    story.until(3, "18:00").await;
    let draft = story.cards_of("draft").await.remove(0);
    story.until(5, "11:47").await;
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let mut since = None;
    for _ in 0..2 {
        let body = b"List-Unsubscribe=One-Click";
        let (status, told) = story.stack.post(&path, &form, body).await;
        assert_eq!(status, 200, "{told}");
        story.settle().await;
        let stop = story.is_stopped(&lucinda.email).await;
        assert_eq!(
            (&stop["stopped"], &stop["reason"]),
            (&json!(true), &json!("opted out"))
        );
        let first = since.get_or_insert_with(|| stop["since"].clone());
        assert_eq!(stop["since"], *first, "a repeat adds nothing");
    }
    assert!(
        story.waiting("draft").await.is_empty(),
        "the card is withdrawn"
    );
    let late = story.decide_card(&draft, approval(&draft)).await;
    assert!((400..500).contains(&late.0), "{}", late.1);
    story.until(9, "18:00").await;
    assert_eq!(story.letters().len(), 1, "nothing after the opt-out");
    assert_eq!(story.phase().await, "stopped: opted out");
    let company = story.is_stopped_at(&lucinda.email).await;
    assert_eq!(
        company["stopped"],
        json!(false),
        "and nothing for the company"
    );
    story.is_quiet().await;
}

/// 03: a delay, told twice, changes nothing; a hard bounce, told twice, stops the address and nothing else.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_delay_then_a_hard_bounce() {
    let jordan = cast(
        delay_then_hard_bounce::labelled(),
        delay_then_hard_bounce::ours,
    )
    .contact;
    let mut story = Story::begin(
        &["email", "email 2 working days", "email 5 working days"],
        &jordan,
    )
    .await;
    story.approve(1).await;
    story.until(0, "10:00").await;
    let letter = story.letters().remove(0);
    for id in ["d1", "d2"] {
        let late = delivery_status(&letter, id, "delayed", "4.2.2", "452 4.2.2 mailbox full");
        story.mail(id, &letter, &late).await;
    }
    assert_eq!(story.phase().await, "active");
    assert_eq!(
        story.is_stopped(&jordan.email).await["stopped"],
        json!(false)
    );

    story.until(1, "18:00").await;
    let loaded_yesterday = story.cards_of("draft").await.remove(0);
    story.until(2, "03:10").await;
    for id in ["b1", "b2"] {
        let gone = delivery_status(&letter, id, "failed", "5.1.1", "550 5.1.1 user unknown");
        story.mail(id, &letter, &gone).await;
    }
    let stop = story.is_stopped(&jordan.email).await;
    assert_eq!(
        (&stop["stopped"], &stop["reason"]),
        (&json!(true), &json!("the address bounced"))
    );
    let domain = story.is_stopped_at(&jordan.email).await;
    assert_eq!(domain["stopped"], json!(false));
    assert!(
        story.waiting("draft").await.is_empty(),
        "the card is withdrawn"
    );
    assert!(
        story.waiting("reply").await.is_empty(),
        "a status mail is no reply"
    );
    let late = story
        .decide_card(&loaded_yesterday, approval(&loaded_yesterday))
        .await;
    assert!((400..500).contains(&late.0), "{}", late.1);
    assert!(
        late.1.to_string().contains("the address bounced"),
        "{}",
        late.1
    );
    story.until(7, "18:00").await;
    assert_eq!(story.letters().len(), 1, "the delay causes no resend");
    story.is_quiet().await;
}

/// 06: an answer that comes while the approved follow-up is in the queue holds it, and "next year" pauses.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_while_the_follow_up_is_queued() {
    let henrike = cast(
        reply_while_the_follow_up_is_queued::labelled(),
        reply_while_the_follow_up_is_queued::ours,
    )
    .contact;
    let mut story = Story::begin(&["email", "email 3 working days"], &henrike).await;
    story.approve(1).await;
    story.until(0, "10:00").await;
    let letters = story.letters();
    story.until(2, "18:00").await;
    story.approve(2).await;
    story.until(3, "08:50").await;
    assert_eq!(story.letters().len(), 1, "the window is shut");
    let year = story.time(3, "09:00").date().year() + 1;
    // The year is another one than in the labelled conversation, so the words are ours.
    let text =
        format!("Not this year, we are rebuilding two halls. Please come back in Q2 {year}.");
    story.answer(&henrike, &letters[0], &text).await;
    story.until(3, "17:00").await;
    assert_eq!(story.letters().len(), 1, "what was cleared is held");
    assert!(
        story.waiting("reply").await.is_empty(),
        "it is not escalated"
    );
    assert!(
        story
            .phase()
            .await
            .starts_with(&format!("paused until {year}-04-0")),
        "{}",
        story.phase().await
    );
    story.until(9, "18:00").await;
    assert_eq!(story.letters().len(), 1);
    story.is_quiet().await;
}
