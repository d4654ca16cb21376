//! Replies read from a mailbox by IMAP: the cursor is in the table, so that a new instance goes on where the last
//! one was.

use crate::conversation::{accept_and_approve, cards, letters};
use aws_tests::playbooks;
use aws_tests::{Deployed, Imap};
use serde_json::{Value, json};
use std::time::Duration;

/// A mail to the reply address of that letter.
fn reply(to: &str, id: &str, text: &str) -> String {
    format!(
        "From: Jane Roe <jane@acme.example>\r\nTo: {to}\r\nSubject: Re: docks\r\nDate: Mon, 30 Nov 2026 09:00:00 +0000\r\n\
         Message-ID: <{id}@acme.example>\r\n\r\n{text}\r\n"
    )
}

pub(crate) async fn minute(stack: &mut Deployed) {
    stack.pass(Duration::from_secs(60));
    stack.function("mailbox").invoke(json!({})).await.unwrap();
}

pub(crate) async fn reading(stack: &mut Deployed) -> Value {
    let (_, status) = stack.api("GET", "/status", None).await;
    status["reading"].clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn replies_are_read_once_from_a_mailbox_whoever_reads_them() {
    let mut stack = Deployed::start(playbooks::archive()).await;
    let imap = Imap::start().await;
    accept_and_approve(&mut stack).await;
    letters(&mut stack, 2).await;
    let to_jane = stack.ses.letters();
    let to_jane = to_jane
        .iter()
        .find(|letter| letter.to == ["jane@acme.example"])
        .unwrap();
    let address = mail::read(&to_jane.raw).reply_to.unwrap().address;

    // A wrong password is told, and not tried again at once.
    stack.put_mailboxes(&imap.secret(Some("wrong-4c1e"))).await;
    minute(&mut stack).await;
    let told = reading(&mut stack).await;
    assert!(told[0]["trouble"].is_string(), "{told}");
    assert!(!told.to_string().contains("wrong-4c1e"), "{told}");
    stack.put_mailboxes(&imap.secret(None)).await;

    imap.put(&reply(
        &address,
        "r1",
        "Yes, this is interesting. Can we talk on Tuesday at ten?",
    ));
    minute(&mut stack).await;
    let shown = cards(&mut stack, "reply", 1).await;
    assert!(
        shown[0].to_string().contains("Can we talk on Tuesday"),
        "{shown:?}"
    );

    let told = reading(&mut stack).await;
    assert_eq!(
        (told.as_array().unwrap().len(), &told[0]["trouble"]),
        (1, &Value::Null),
        "{told}"
    );

    // Another instance goes on where this one was; a copy of a mail leads to nothing.
    stack.function("mailbox").kill();
    imap.put(&reply(
        &address,
        "r1",
        "Yes, this is interesting. Can we talk on Tuesday at ten?",
    ));
    imap.put(&reply(&address, "r2", "Or better on Wednesday?"));
    minute(&mut stack).await;
    let shown = cards(&mut stack, "reply", 2).await;
    assert!(format!("{shown:?}").contains("Wednesday"), "{shown:?}");
    assert_eq!(stack.ses.letters().len(), 2);
}
