//! Conversations that somebody answers.

use super::{Story, person};
use harness::Reply;
use harness::corpora;
use serde_json::json;

const LETTER_AND_TWO: &[&str] = &["email", "email 3 working days", "email 4 working days"];

/// What is said in a labelled conversation, or in our own words where those are not there.
fn said(conversation: &str, time: &str, own: &str) -> String {
    let story = corpora::Story::open(conversation);
    story.map_or_else(|| own.to_owned(), |story| story.said(time).to_owned())
}

/// 01: two steps, then a positive reply in the thread. The third step is never drafted.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn positive_after_step_2() {
    let ingrid = person("Ingrid Hauge", "ingrid.hauge@nordstein.example");
    let mut story = Story::begin(LETTER_AND_TWO, &ingrid).await;
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
    let text = said(
        "01-positive-after-step-2.md",
        "2026-09-10 16:20+02:00",
        "Hei, good timing. Could we talk on Wednesday at 11, with one of your engineers?",
    );
    let name = ingrid.name();
    let reply = Reply {
        from: (&name, &ingrid.email),
        answers: Some(&letters[1]),
        text: &text,
        timezone: &ingrid.timezone,
        ..Reply::default()
    };
    let raw = reply.raw(story.stack.now());
    story.mail("r1", &letters[1], &raw).await;
    let card = story.cards_of("reply").await.remove(0);
    assert_eq!(card["reply"]["intent"], json!("positive"));
    assert_eq!(
        card["reply"]["human_text"],
        json!(text),
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
    let blandine = person("Blandine Rochefol", "b.rochefol@labo-venelle.example");
    let mut story = Story::begin(&["email", "email 4 working days"], &blandine).await;
    story.approve(1).await;
    story.until(0, "10:00").await;
    let letters = story.letters();
    assert_eq!(letters.len(), 1);
    story.until(2, "10:02").await;
    let text = said(
        "04-same-reply-three-times.md",
        "2026-09-10 10:02:11+02:00",
        "Bonjour, avez-vous des références dans le pharmaceutique ?",
    );
    let name = blandine.name();
    let reply = Reply {
        from: (&name, &blandine.email),
        answers: Some(&letters[0]),
        text: &text,
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
    let femke = person("Femke Dijkhuis", "f.dijkhuis@waterwerk.example");
    let mut story = Story::begin(LETTER_AND_TWO, &femke).await;
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
    let text = said(
        "05-out-of-office-then-real-reply.md",
        "2026-08-04 19:22+02:00",
        "Dit is precies waar wij mee zitten. Wat kost zo'n meting per poort?",
    );
    let reply = Reply {
        from: (&name, &femke.email),
        answers: Some(&letters[0]),
        text: &text,
        timezone: &femke.timezone,
        ..Reply::default()
    };
    let raw = reply.raw(story.stack.now());
    story.mail("r1", &letters[0], &raw).await;
    let card = story.cards_of("reply").await.remove(0);
    assert_eq!(card["reply"]["intent"], json!("info_request"));
    assert_eq!(story.phase().await, "a reply waits for you");
    story.take_over(&card).await;
    story.until(17, "18:00").await;
    assert_eq!(story.letters().len(), 1, "it does not resume");
    assert!(story.waiting("draft").await.is_empty());
    story.is_quiet().await;
}
