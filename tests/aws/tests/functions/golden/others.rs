//! Conversations that somebody else than the contact answers, or that are answered in a new thread.

use super::{Story, cast};
use ::golden::casts::{colleague_answers, new_thread};
use harness::{AgentText, HouseText, MAILBOX, Reply};
use serde_json::json;

const STEPS: &[&str] = &["email", "email 3 working days", "email 5 working days"];

/// 07: a colleague answers in place of the contact. Her sequence ends, the card says who answered, and no other
/// agent takes him for a stranger.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_colleague_answers() {
    let cast = cast(colleague_answers::labelled(), colleague_answers::ours);
    let agents = ["kilns", "energy"].map(|name| AgentText { name, steps: STEPS });
    let contact = &cast.contact;
    let mut story = Story::of(HouseText::default(), &agents, std::slice::from_ref(contact)).await;
    story.approve(1).await;
    story.until(0, "10:00").await;
    let letter = story.letters().remove(0);

    // To the plain mailbox, with her in copy; and the gateway of the two says that it was read.
    story.until(1, "15:40").await;
    let in_copy = format!("{} <{}>", contact.name(), contact.email);
    let reply = Reply {
        from: ("Korbinian Lechner", &cast.other_address),
        to: Some(MAILBOX),
        answers: Some(&letter),
        text: &cast.says[0],
        headers: vec![("Cc", &in_copy)],
        timezone: &contact.timezone,
        ..Reply::default()
    };
    let raw = reply.raw(story.stack.now());
    story.mail_to("r1", MAILBOX, &raw).await;
    let (_, domain) = cast.other_address.split_once('@').unwrap();
    let gateway = format!("gateway@{domain}");
    let receipt = Reply {
        from: ("", &gateway),
        to: Some(MAILBOX),
        subject: Some("Read: waiting at your gate"),
        text: "Your message was read.",
        headers: vec![("Auto-Submitted", "auto-replied")],
        timezone: &contact.timezone,
        ..Reply::default()
    };
    let raw = receipt.raw(story.stack.now());
    story.mail_to("a1", MAILBOX, &raw).await;
    let mut cards = story.cards_of("reply").await;
    assert_eq!(cards.len(), 1, "a receipt is no card: {cards:?}");
    let card = cards.remove(0);
    let shown = &card["reply"];
    assert_eq!(shown["other_writer"], json!(true), "{shown}");
    assert!(
        ["referral", "positive", "info_request"].contains(&shown["intent"].as_str().unwrap()),
        "{shown}"
    );
    assert_eq!(story.phase().await, "a reply waits for you");
    story.take_over(&card).await;

    // Step 2 would have been due on Thursday; the other agent finds him on the same day.
    let mut found = contact.clone();
    (found.first_name, found.last_name) = ("Korbinian".to_owned(), "Lechner".to_owned());
    found.email.clone_from(&cast.other_address);
    story.put("energy.csv", super::list(&[found])).await;
    let (status, told) = story.stack.api("POST", "/agents/energy/source", None).await;
    assert_eq!(status, 202, "{told}");
    story.until(8, "18:00").await;
    assert_eq!(story.letters().len(), 1);
    assert!(
        story.waiting("list").await.is_empty() && story.waiting("draft").await.is_empty(),
        "nobody begins with him"
    );
    let log = story.get("/log?limit=500").await.to_string();
    assert!(log.contains("recently_contacted"), "{log}");
    story.conversation().await;
    assert_eq!(
        story.is_stopped(&cast.other_address).await["stopped"],
        json!(false)
    );
    story.is_quiet().await;
}

/// 08: a reply in a new thread is found by its sender. Of one from an address that nobody knows the operator says
/// where it belongs.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_thread_and_a_stranger() {
    let cast = cast(new_thread::labelled(), new_thread::ours);
    let contact = &cast.contact;
    let mut story = Story::begin(&["email", "email 3 working days"], contact).await;
    story.approve(1).await;
    story.until(2, "20:15").await;
    assert_eq!(story.letters().len(), 1);

    let shouted = contact.email.to_uppercase();
    let name = contact.name();
    let reply = Reply {
        from: (&name, &shouted),
        to: Some(MAILBOX),
        subject: Some("your meter thing"),
        text: &cast.says[0],
        timezone: &contact.timezone,
        ..Reply::default()
    };
    let raw = reply.raw(story.stack.now());
    story.mail_to("r1", MAILBOX, &raw).await;
    let hers = story.cards_of("reply").await.remove(0);
    let shown = &hers["reply"];
    assert_eq!(
        (&shown["matched_by"], &shown["other_writer"]),
        (&json!("sender"), &json!(false)),
        "{shown}"
    );
    assert!(
        ["positive", "info_request"].contains(&shown["intent"].as_str().unwrap()),
        "{shown}"
    );
    assert!(
        story.waiting("draft").await.is_empty(),
        "the follow-up that waited is withdrawn"
    );

    let reply = Reply {
        from: ("", &cast.other_address),
        to: Some(MAILBOX),
        subject: Some("your letter"),
        text: &cast.says[1],
        timezone: &contact.timezone,
        ..Reply::default()
    };
    let raw = reply.raw(story.stack.now());
    story.mail_to("r2", MAILBOX, &raw).await;
    let strange = story.get("/unmatched").await;
    let mails = strange["mails"].as_array().unwrap();
    assert_eq!(mails.len(), 1, "{strange}");
    let inbound = mails[0]["inbound"].as_str().unwrap().to_owned();
    assert_eq!(
        story.phase().await,
        "a reply waits for you",
        "nobody was stopped by it"
    );

    // She is taken over, then the stranger's mail is put beside it and filed.
    story.take_over(&hers).await;
    let attach = json!({"conversation": contact.email});
    let path = format!("/unmatched/{inbound}/attach");
    let (status, told) = story.stack.api("POST", &path, Some(attach)).await;
    assert!((200..300).contains(&status), "{told}");
    story.settle().await;
    let card = story.cards_of("reply").await.remove(0);
    assert_eq!(card["reply"]["inbound"], json!(inbound));
    assert_eq!(card["reply"]["other_writer"], json!(true));
    story.take_over(&card).await;
    assert_eq!(story.get("/unmatched").await["mails"], json!([]));

    story.until(10, "18:00").await;
    assert_eq!(story.letters().len(), 1);
    for address in [&contact.email, &cast.other_address] {
        assert_eq!(story.is_stopped(address).await["stopped"], json!(false));
    }
    assert_eq!(story.phase().await, "taken over by ada@quayline.example");
    story.is_quiet().await;
}
