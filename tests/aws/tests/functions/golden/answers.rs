//! Conversations that somebody answers.

use super::{Story, cast};
use ::golden::casts::{
    out_of_office_then_a_reply, positive_after_step_2, reply_delivered_four_times,
};
use harness::Reply;
use serde_json::json;

const LETTER_AND_TWO: &[&str] = &["email", "email 3 working days", "email 4 working days"];

/// 01: two steps, then a positive reply in the thread. The third step is never drafted.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn positive_after_step_2() {
    let cast = cast(
        positive_after_step_2::labelled(),
        positive_after_step_2::ours,
    );
    let ingrid = &cast.contact;
    let mut story = Story::begin(LETTER_AND_TWO, ingrid).await;
    story.approve(1).await;
    assert_eq!(story.letters().len(), 0, "the window is shut");
    story.until(0, "09:59").await;
    assert_eq!(story.letters().len(), 1);

    story.until(2, "18:00").await;
    story.approve(2).await;
    assert_eq!(story.letters().len(), 1);
    story.until(3, "10:00").await;
    let letters = story.letters();
    assert_eq!(letters.len(), 2);
    assert_eq!(
        letters[1].read.in_reply_to,
        [letters[0].envelope.message_id.clone()]
    );

    story.until(3, "16:20").await;
    story.answer(ingrid, &letters[1], &cast.says[0]).await;
    let card = story.cards_of("reply").await.remove(0);
    assert_eq!(card["reply"]["intent"], json!("positive"));
    assert_eq!(
        card["reply"]["human_text"],
        json!(cast.says[0]),
        "without the quote"
    );
    assert_eq!(story.phase().await, "a reply waits for you");
    story.take_over(&card).await;

    // Step 3 would have been due on the next Wednesday.
    story.until(10, "18:00").await;
    assert_eq!(story.letters().len(), 2, "nothing else");
    assert_eq!(story.phase().await, "taken over by ada@quayline.example");
    assert!(story.waiting("draft").await.is_empty() && story.waiting("reply").await.is_empty());
    assert_eq!(
        story.is_stopped(&ingrid.email).await["stopped"],
        json!(false)
    );
    story.is_quiet().await;
}

/// 04: the same reply four times, once changed on the way, makes one card and is not back after it was decided.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_that_comes_four_times() {
    let cast = cast(
        reply_delivered_four_times::labelled(),
        reply_delivered_four_times::ours,
    );
    let blandine = &cast.contact;
    let mut story = Story::begin(&["email", "email 4 working days"], blandine).await;
    story.approve(1).await;
    story.until(0, "10:00").await;
    let letters = story.letters();
    assert_eq!(letters.len(), 1);
    story.until(2, "10:02").await;
    let name = blandine.name();
    let reply = Reply {
        from: (&name, &blandine.email),
        answers: Some(&letters[0]),
        text: &cast.says[0],
        message_id: Some("bd31.77@labo-venelle.example"),
        timezone: &blandine.timezone,
        ..Reply::default()
    };
    let written = story.stack.now();
    let raw = reply.raw(written);
    // Each notice comes twice by itself; here it is given twice, too.
    story.mail("r1", &letters[0], &raw).await;
    story.mail("r1", &letters[0], &raw).await;
    let changed = Reply {
        subject: Some("[EXT] Re: waiting at your gate"),
        headers: vec![("Received", "from gateway.example by mx.quayline.example")],
        ..reply
    };
    story.mail("r2", &letters[0], &changed.raw(written)).await;
    let mut cards = story.cards_of("reply").await;
    assert_eq!(cards.len(), 1);
    let card = cards.remove(0);
    assert_eq!(card["reply"]["intent"], json!("info_request"));
    story.take_over(&card).await;
    story.mail("r1", &letters[0], &raw).await;
    assert!(story.waiting("reply").await.is_empty(), "it is not back");
    story.until(7, "18:00").await;
    assert_eq!(story.letters().len(), 1);
    let one = story.conversation().await;
    let path = format!("/conversations/{}", one["id"].as_str().unwrap());
    let whole = story.get(&path).await.to_string();
    assert_eq!(
        whole.matches("\"info_request\"").count(),
        1,
        "one message came in: {whole}"
    );
    story.is_quiet().await;
}

/// 05: an automatic answer moves the sequence to after the return date; a real reply before it ends it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn out_of_office_then_a_reply() {
    let cast = cast(
        out_of_office_then_a_reply::labelled(),
        out_of_office_then_a_reply::ours,
    );
    let femke = &cast.contact;
    let mut story = Story::begin(LETTER_AND_TWO, femke).await;
    story.approve(1).await;
    story.until(0, "10:00").await;
    let letters = story.letters();
    assert_eq!(letters.len(), 1);
    // The day is another one than in the labelled conversation, so the words are ours.
    let back = story.time(14, "09:00").date();
    let away = format!(
        "Ik ben op vakantie. Vanaf {} ben ik weer bereikbaar.",
        back.strftime("%d-%m-%Y")
    );
    let name = femke.name();
    let automatic = Reply {
        from: (&name, &femke.email),
        answers: Some(&letters[0]),
        subject: Some("Automatisch antwoord"),
        text: &away,
        headers: vec![("Auto-Submitted", "auto-generated")],
        timezone: &femke.timezone,
        ..Reply::default()
    };
    let raw = automatic.raw(story.stack.now());
    story.mail("a1", &letters[0], &raw).await;
    let resumes = story.time(15, "09:00").date();
    assert_eq!(story.phase().await, format!("paused until {resumes}"));
    assert!(story.waiting("reply").await.is_empty());

    // Step 2 would have been due on Thursday.
    story.until(8, "19:22").await;
    assert_eq!(story.letters().len(), 1);
    story.answer(femke, &letters[0], &cast.says[1]).await;
    let card = story.cards_of("reply").await.remove(0);
    assert_eq!(card["reply"]["intent"], json!("info_request"));
    assert_eq!(story.phase().await, "a reply waits for you");
    story.take_over(&card).await;
    story.until(17, "18:00").await;
    assert_eq!(story.letters().len(), 1, "it does not resume");
    assert!(story.waiting("draft").await.is_empty());
    story.is_quiet().await;
}
