//! A reply that is handed back: the model drafts the answer, the operator approves it, it leaves in the
//! thread.

use crate::common::api::approval;
use crate::common::audit::audit;
use crate::common::log_lines::Line;
use crate::common::model::draft;
use crate::common::playbooks::Playbook;
use crate::common::server::Start;
use crate::common::{model, outbox, until};
use serde_json::{Value, json};

/// A letter; for the operator's note another one.
fn write(asked: &str) -> Result<Value, u16> {
    Ok(if asked.contains("offer Tuesday") {
        draft(
            "",
            "Thank you. Tuesday at ten suits me well.\n\nMara Lindholt",
        )
    } else {
        draft(
            "trucks at your docks",
            "Hello,\n\nshall we talk about your docks?\n\nMara Lindholt",
        )
    })
}

#[test]
fn a_reply_that_is_handed_back_is_answered_once_the_answer_is_approved() {
    let room = tempfile::tempdir().unwrap();
    let playbook = Playbook::roomy(&room.path().join("playbook"));
    playbook.by_the_real_clock(1);
    let data = room.path().join("data");
    let mut start = Start::new(&data, &playbook.dir);
    start.args = vec!["--market".to_owned(), "none".to_owned()];
    start.env = model::serve(write);
    let server = start.serve();
    let mut api = server.api();
    api.accept_rest("first-agent");
    let card = until("the lead is drafted", || {
        api.cards("draft").into_iter().next()
    });
    assert_eq!(
        card["draft"]["messages"][0]["model"], "anthropic/claude-test",
        "{card}"
    );
    api.decided(card["id"].as_str().unwrap(), approval(&card));
    let first = until("the first letter left", || {
        outbox::letters(&data).into_iter().next()
    });
    let reply = format!(
        "From: {}\r\nTo: mara@dockwell.example\r\nSubject: Re: {}\r\nMessage-ID: <yes@now.example>\r\n\
         In-Reply-To: <{}>\r\n\r\nSounds great. Can we speak on Tuesday?\r\n",
        first.to, first.subject, first.message_id
    );
    assert_eq!(api.inbound(reply.as_bytes()).unwrap().status, 202);
    let card = until("the reply is shown", || {
        api.cards("reply").into_iter().next()
    });
    assert_eq!(card["reply"]["intent"], "positive", "{card}");
    assert_eq!(card["reply"]["matched_by"], "thread", "{card}");
    let id = card["id"].as_str().unwrap();
    let empty = api
        .decide(id, json!({ "type": "hand_back", "note": " " }))
        .problem(400);
    assert!(empty.contains("note"), "{empty}");
    api.decided(
        id,
        json!({ "type": "hand_back", "note": "Thank them and offer Tuesday at ten." }),
    );
    let answer = until("the answer is drafted", || {
        api.cards("draft").into_iter().next()
    });
    assert_eq!(
        outbox::count(&data),
        1,
        "nothing leaves before it is approved"
    );
    api.decided(answer["id"].as_str().unwrap(), approval(&answer));
    let letters = until("the answer left", || {
        Some(outbox::letters(&data)).filter(|letters| letters.len() == 2)
    });
    let sent = letters
        .iter()
        .find(|letter| letter.claim != first.claim)
        .unwrap();
    assert_eq!(sent.to, first.to);
    assert!(
        sent.text.starts_with("Thank you. Tuesday at ten"),
        "{}",
        sent.text
    );
    assert!(sent.subject.starts_with("Re: "), "{}", sent.subject);
    let raw = String::from_utf8(sent.raw.clone()).unwrap();
    assert!(
        raw.contains(&first.message_id),
        "the answer is not in the thread: {raw}"
    );
    let lines: Vec<Line> = until("the receipt is in the log", || {
        let lines: Vec<Line> = api.log().iter().map(Line::read).collect();
        (lines.iter().filter(|line| line.event == "sent").count() == 2).then_some(lines)
    });
    audit(&lines).agrees_with(&outbox::letters(&data));
    eprintln!("{}", raw.split("\r\n\r\n").next().unwrap());
    assert!(server.terminate().success());
}
