//! Conversations in which operators change their minds.

use super::{ADA, BO, Story, approval, cast};
use ::golden::casts::{halt_in_a_batch, two_operators_and_an_edit};
use ::golden::person;
use aws_tests::{Report, SesAnswer};
use harness::{AgentText, HouseText, Person};
use serde_json::{Value, json};

/// What the letters say first, and what the operator makes of it.
const WRONG: &str = "may I show it to you?";
const RIGHT: &str = "may I show it to you on one page?";

/// Approves a card, or fails.
async fn approve(story: &mut Story, card: &Value) {
    let done = story.decide_card(card, approval(card)).await;
    assert_eq!(done.0, 200, "{}", done.1);
}

fn to(card: &Value) -> &str {
    card["draft"]["messages"][0]["to"].as_str().unwrap()
}

/// 10: the operator halts the agent in the middle of a batch, while nobody knows of one letter. It is settled as sent;
/// no other leaves until the resumption, and then only in the new text that was approved anew.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_halt_in_a_batch() {
    let cast = cast(halt_in_a_batch::labelled(), halt_in_a_batch::ours);
    let people: Vec<Person> = (1..=5)
        .map(|number| {
            let (name, firm) = (format!("Robin Tester{number}"), format!("Firm {number}"));
            let email = format!("robin@firm{number}.example");
            let zone = &cast.contact.timezone;
            person(&name, "IT Manager", &firm, &email, "", zone)
        })
        .collect();
    let house = HouseText {
        window: ("10:00", "17:00"),
        gap_seconds: 137,
        ..HouseText::default()
    };
    let agent = AgentText {
        name: "patch",
        steps: &["email", "email 3 working days"],
    };
    let mut story = Story::of(house, &[agent], &people).await;
    let cards = story.cards_of("draft").await;
    assert_eq!(cards.len(), 5);
    for card in &cards {
        approve(&mut story, card).await;
    }
    story.until(0, "09:57").await;
    assert_eq!(story.letters().len(), 0, "the window is shut");

    // Two leave. SES takes the third and nobody hears of it.
    story.until_left(2).await;
    assert_eq!(story.letters().len(), 2, "letters keep their distance");
    story.stack.ses.plan(SesAnswer::TakeAndBroken);
    story.until_left(3).await;
    let halt = |on| json!({"scope": "agent", "name": "patch", "on": on});
    let (status, halted) = story.stack.api("POST", "/halt", Some(halt(true))).await;
    assert_eq!(status, 200, "{halted}");
    story.cards_of("in_doubt").await;
    story.report(2, Report::Delivered).await;
    assert!(story.waiting("in_doubt").await.is_empty());

    // A halt does not hold up inbound mail.
    story.until(0, "11:00").await;
    let letters = story.letters();
    assert_eq!(letters.len(), 3, "nothing is claimed while halted");
    let first = people
        .iter()
        .find(|one| one.email == letters[0].envelope.to)
        .unwrap();
    story.answer(first, &letters[0], &cast.says[0]).await;
    let reply = story.cards_of("reply").await.remove(0);
    assert_eq!(reply["reply"]["intent"], json!("positive"));

    // What is left is written anew. Approvals of the old texts are void.
    let file = String::from_utf8(story.files["agents/patch.md"].clone()).unwrap();
    assert!(file.contains(WRONG));
    let file = file.replace(WRONG, RIGHT);
    story.put("agents/patch.md", file.into_bytes()).await;
    let (status, told) = story.stack.api("POST", "/agents/patch/redraft", None).await;
    assert!((200..300).contains(&status), "{told}");
    story.settle().await;
    let anew = story.cards_of("draft").await;
    assert_eq!(anew.len(), 2);
    for card in &anew {
        let old = cards.iter().find(|old| to(old) == to(card)).unwrap();
        let late = story.decide_card(old, approval(old)).await;
        assert!((400..500).contains(&late.0), "{}", late.1);
    }

    // The next morning.
    story.until(1, "08:45").await;
    assert_eq!(story.letters().len(), 3, "nothing is claimed while halted");
    let (status, resumed) = story.stack.api("POST", "/halt", Some(halt(false))).await;
    assert_eq!(status, 200, "{resumed}");
    approve(&mut story, &anew[0]).await;
    let seen = approval(&anew[1])["fingerprints"].clone();
    let kill = json!({"type": "kill", "fingerprints": seen, "reason": "wrong_person"});
    let killed = story.decide_card(&anew[1], kill).await;
    assert_eq!(killed.0, 200, "{}", killed.1);
    story.until(1, "12:00").await;
    let letters = story.letters();
    assert_eq!(letters.len(), 4);
    assert_eq!(letters[3].envelope.to, to(&anew[0]));
    for (number, letter) in letters.iter().enumerate() {
        let new = letter.read.text.contains(RIGHT);
        assert_eq!(new, number == 3, "{}", letter.read.text);
    }
    story.is_quiet().await;
}

/// 11: an edit takes back the approval of a colleague, who is told so; an undo within its time takes back one's own.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_operators_and_an_edit() {
    let cast = cast(
        two_operators_and_an_edit::labelled(),
        two_operators_and_an_edit::ours,
    );
    let contact = &cast.contact;
    let mut story = Story::begin(&["email", "email 3 working days"], contact).await;

    // Both have revision 1 open. Ada approves it, and Bo edits it.
    let old = story.cards_of("draft").await.remove(0);
    approve(&mut story, &old).await;
    let shown = &old["draft"]["messages"][0];
    let body = shown["body"].as_str().unwrap().replace(WRONG, RIGHT);
    let edit = json!({
        "type": "edit", "fingerprint": shown["fingerprint"], "subject": shown["subject"], "body": body,
    });
    let edited = story.decide_card_by(BO, &old, edit).await;
    assert_eq!(edited.0, 200, "{}", edited.1);
    let new = story.cards_of("draft").await.remove(0);
    assert_eq!(new["draft"]["messages"][0]["revision"], json!(2), "{new}");

    // Ada's other window still shows revision 1.
    let stale = story.decide_card(&old, approval(&old)).await;
    assert_eq!(stale.0, 409, "{}", stale.1);
    assert!(stale.1.to_string().contains(BO), "{}", stale.1);
    assert_eq!(story.waiting("draft").await.len(), 1);
    let approved = story.decide_card_by(BO, &new, approval(&new)).await;
    assert_eq!(approved.0, 200, "{}", approved.1);
    story.until(0, "10:00").await;
    let letters = story.letters();
    assert_eq!(letters.len(), 1);
    assert!(letters[0].read.text.contains(RIGHT));

    // Ada approves step 2, undoes it and approves.
    story.until(2, "18:00").await;
    let card = story.cards_of("draft").await.remove(0);
    approve(&mut story, &card).await;
    let undo = format!("/verdicts/vrd_{:08}/undo", story.verdicts);
    let (status, undone) = story.stack.api("POST", &undo, None).await;
    assert_eq!(status, 200, "{undone}");
    story.until(3, "12:00").await;
    assert_eq!(story.letters().len(), 1, "it was taken back");
    story.approve(2).await;
    let letters = story.letters();
    assert_eq!(letters.len(), 2);

    story.answer(contact, &letters[1], &cast.says[0]).await;
    let card = story.cards_of("reply").await.remove(0);
    // A "yes" to an either-or question; `positive` is acceptable.
    let first = card["reply"]["intent"].as_str().unwrap();
    assert!(["ambiguous", "positive"].contains(&first), "{first}");
    let relabel = json!({"type": "relabel", "intent": "positive"});
    let done = story.decide_card_by(BO, &card, relabel).await;
    assert_eq!(done.0, 200, "{}", done.1);
    let card = story.cards_of("reply").await.remove(0);
    assert_eq!(card["reply"]["relabelled_by"], json!(BO));
    let taken = story
        .decide_card_by(BO, &card, json!({"type": "take_over"}))
        .await;
    assert_eq!(taken.0, 200, "{}", taken.1);

    story.until(10, "18:00").await;
    assert_eq!(story.letters().len(), 2);
    assert_eq!(story.phase().await, format!("taken over by {BO}"));
    let log = story.get("/log?limit=500").await.to_string();
    for by in [ADA, BO] {
        assert!(log.contains(by), "{by} is not in the log");
    }
    story.is_quiet().await;
}
