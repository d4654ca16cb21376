//! A person's real mailbox: letters leave by SMTP, replies come in over IMAP once, whatever stops and starts
//! again, nothing in the mailbox is changed, and what the person writes by hand stops the sequence.

use crate::common::api::{Api, approval};
use crate::common::log_lines::Line;
use crate::common::model::{self, draft};
use crate::common::playbooks::Playbook;
use crate::common::server::Start;
use crate::common::until;
use crate::mail_servers::{Imap, PASSWORD, Smtp, USER};
use mail::Inbound;
use std::path::Path;

const LONG_AGO: Option<&str> = Some("01-Jan-2020 10:00:00 +0000");

/// A start without the market, with so many leads whom letters may reach at once.
fn start(room: &Path, leads: usize) -> Start {
    let playbook = Playbook::roomy(&room.join("playbook"));
    playbook.by_the_real_clock(leads);
    let mut start = Start::new(&room.join("data"), &playbook.dir);
    start.env = model::serve(|_| {
        Ok(draft(
            "trucks at your docks",
            "Hello,\n\nshall we talk about your docks?\n\nMara Lindholt",
        ))
    });
    // All that can be told: none of it may hold the password.
    let told = "trace,async_imap=trace,rustls=trace".to_owned();
    start.env.push(("ONLOOP_LOG".to_owned(), told));
    start
}

/// Approves every draft; the letters that left then.
#[track_caller]
fn written_to(api: &mut Api, smtp: &Smtp, leads: usize) -> Vec<Inbound> {
    api.accept_rest("first-agent");
    let cards = until("all leads are drafted", || {
        Some(api.cards("draft")).filter(|cards| cards.len() == leads)
    });
    for card in cards {
        api.decided(card["id"].as_str().unwrap(), approval(&card));
    }
    until("the first letters left by SMTP", || {
        Some(smtp.letters()).filter(|letters| letters.len() == leads)
    })
}

fn reply(letter: &Inbound, id: &str, words: &str) -> String {
    format!(
        "From: {}\r\nTo: {USER}\r\nSubject: Re: {}\r\nMessage-ID: <{id}@now.example>\r\nIn-Reply-To: <{}>\r\n\r\n{words}\r\n",
        letter.to[0].address,
        letter.subject,
        letter.message_id.as_deref().unwrap(),
    )
}

/// What the log tells of an event, oldest first.
fn told(api: &mut Api, event: &str) -> Vec<Line> {
    let lines = api.log().iter().map(Line::read).collect::<Vec<_>>();
    lines
        .into_iter()
        .filter(|line| line.event == event)
        .collect()
}

#[test]
fn a_reply_in_the_mailbox_comes_in_once_and_what_is_written_by_hand_stops_the_sequence() {
    let room = tempfile::tempdir().unwrap();
    let (Some(mut imap), Some(smtp)) = (Imap::start(), Smtp::start(&room.path().join("took")))
    else {
        return;
    };
    let mut start = start(room.path(), 3);
    start.env.extend(imap.env());
    start.env.extend(smtp.env());
    let old = "From: Old Friend <old@friend.example>\r\nTo: mara@dockwell.example\r\nMessage-ID: <old@friend.example>\r\nSubject: long ago\r\n\r\nDo you remember?\r\n";
    imap.mailbox().put("INBOX", LONG_AGO, old);
    let server = start.serve();
    let mut api = server.api();
    assert_eq!(api.get("/status")["mailer_is_real"], true);
    let letters = written_to(&mut api, &smtp, 3);

    // A reply becomes a card.
    let first = reply(
        &letters[0],
        "first",
        "Sounds great. Can we speak on Tuesday?",
    );
    imap.mailbox().put("INBOX", None, &first);
    let before = imap.mailbox().flags("INBOX");
    let card = until("the reply is shown", || {
        api.cards("reply").into_iter().next()
    });
    assert_eq!(card["reply"]["matched_by"], "thread", "{card}");
    assert_eq!(card["reply"]["intent"], "positive", "{card}");
    assert_eq!(imap.mailbox().flags("INBOX"), before, "a flag was changed");
    assert!(
        before.iter().all(|line| !line.contains("Seen")),
        "{before:?}"
    );
    let reading = api.get("/status")["reading"].clone();
    assert_eq!(reading[0]["trouble"], serde_json::Value::Null, "{reading}");
    assert!(
        reading[0]["mailbox"].as_str().unwrap().starts_with(USER),
        "{reading}"
    );

    // Killed and started again: what came meanwhile comes in, what came before does not come again.
    server.kill();
    let second = reply(&letters[1], "second", "Please send me your prices.");
    imap.mailbox().put("INBOX", None, &second);
    let server = start.serve();
    let mut api = server.api();
    until("the second reply is shown", || {
        (api.cards("reply").len() == 2).then_some(())
    });

    // The server is away: that is told in plain words, and what to expect.
    imap.stop();
    let trouble = until("the trouble is told", || {
        let status = api.get("/status");
        let next = status["next"]["text"].as_str().unwrap().to_owned();
        next.contains("connecting").then_some(next)
    });
    assert!(trouble.starts_with("Replies are not read"), "{trouble}");

    // A mailbox that numbers anew shows everything again, and one mail more.
    imap.start_again();
    let third = reply(&letters[2], "third", "Who are you?");
    for (arrived, raw) in [(LONG_AGO, old), (None, &first), (None, &second)] {
        imap.mailbox().put("INBOX", arrived, raw);
    }
    imap.mailbox().make_folder("Sent");
    let by_hand = format!(
        "From: Mara <{USER}>\r\nTo: {}\r\nSubject: a word\r\nMessage-ID: <hand@dockwell.example>\r\n\r\nShall I just call you?\r\n",
        letters[2].to[0].address
    );
    imap.mailbox().put("Sent", None, &by_hand);
    until("the letter by hand stops the sequence", || {
        (told(&mut api, "written_by_hand").len() == 1).then_some(())
    });
    imap.mailbox().put("INBOX", None, &third);
    until("the third reply is read", || {
        (told(&mut api, "replied").len() == 3).then_some(())
    });
    until("the mailbox is well again", || {
        api.get("/status")["reading"][0]["trouble"]
            .is_null()
            .then_some(())
    });
    assert_eq!(told(&mut api, "mailbox_unreadable").len(), 1);
    let status = api.get("/status");
    assert_eq!(status["unmatched"], 0, "an old mail came in: {status}");
    assert_eq!(smtp.letters().len(), 3);

    let words = server.words();
    assert!(words.contains("TRACE"), "nothing was told: {words}");
    assert!(!words.contains(PASSWORD), "the password was told");
    assert!(server.terminate().success());
}

#[test]
fn a_wrong_password_is_told_and_the_rest_goes_on() {
    let room = tempfile::tempdir().unwrap();
    let Some(imap) = Imap::start() else { return };
    let mut start = start(room.path(), 1);
    start.env.extend(imap.env());
    let wrong = "another-5c1e";
    let password = "ONLOOP_IMAP_PASSWORD".to_owned();
    start.env.push((password, wrong.to_owned()));
    let server = start.serve();
    let mut api = server.api();
    let trouble = until("the trouble is told", || {
        let status = api.get("/status");
        status["reading"][0]["trouble"].as_str().map(str::to_owned)
    });
    assert!(trouble.contains(USER), "{trouble}");
    assert!(
        trouble.contains("does not take this user and password"),
        "{trouble}"
    );
    api.list_of("first-agent");
    let words = server.words();
    assert!(words.contains("replies are not read"), "{words}");
    for told in [trouble.as_str(), words.as_str()] {
        assert!(!told.contains(wrong), "the password was told");
    }
    assert!(server.terminate().success());
}

#[test]
fn no_real_mailbox_is_read_in_the_simulated_market_nor_without_a_password() {
    let room = tempfile::tempdir().unwrap();
    let mut start = start(room.path(), 1);
    let url = "imap://mara@127.0.0.1:1?tls=none".to_owned();
    start.env.push(("ONLOOP_IMAP_URL".to_owned(), url));
    let (code, words) = start.refused();
    assert_eq!(code, 1, "{words}");
    assert!(words.contains("ONLOOP_IMAP_PASSWORD"), "{words}");
    let password = "ONLOOP_IMAP_PASSWORD".to_owned();
    start.env.push((password, PASSWORD.to_owned()));
    start.args = vec!["--market".to_owned(), "simulated".to_owned()];
    let (code, words) = start.refused();
    assert_eq!(code, 1, "{words}");
    assert!(
        words.contains("ONLOOP_IMAP_URL names a real mailbox"),
        "{words}"
    );
    assert!(words.contains("--market none"), "{words}");
}

/// A file of accounts that its owner alone can read.
fn accounts(room: &Path, accounts: &serde_json::Value) -> (String, String) {
    let path = room.join("mailboxes.json");
    std::fs::write(&path, accounts.to_string()).unwrap();
    let private = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    std::fs::set_permissions(&path, private).unwrap();
    ("ONLOOP_MAILBOXES".to_owned(), path.display().to_string())
}

#[test]
fn many_mailboxes_are_read_each_by_itself_and_letters_leave_by_their_senders_account() {
    let room = tempfile::tempdir().unwrap();
    let (Some(mut first), Some(second)) = (Imap::start(), Imap::start()) else {
        return;
    };
    let Some(smtp) = Smtp::start(&room.path().join("took")) else {
        return;
    };
    let mut start = start(room.path(), 1);
    start.env.push(accounts(
        room.path(),
        &serde_json::json!([
            {"address": USER, "smtp": smtp.url(), "imap": first.url(), "password": PASSWORD},
            {"address": "ole@dockwell.example", "imap": second.url(), "password": PASSWORD},
        ]),
    ));
    start
        .env
        .push(("ONLOOP_IMAP_SECONDS".to_owned(), "1".to_owned()));
    let server = start.serve();
    let mut api = server.api();
    let letters = written_to(&mut api, &smtp, 1);
    until("both are read", || {
        let status = api.get("/status");
        let rows = status["reading"].as_array().unwrap().clone();
        (rows.len() == 2 && rows.iter().all(|row| row["trouble"].is_null())).then_some(())
    });
    // One is away: the other is read all the same.
    first.stop();
    let words = "Sounds great. Can we speak on Tuesday?";
    second
        .mailbox()
        .put("INBOX", None, &reply(&letters[0], "first", words));
    until("the reply is shown", || {
        api.cards("reply").into_iter().next()
    });
    until("the trouble of the one is told", || {
        let status = api.get("/status");
        let rows = status["reading"].as_array().unwrap().clone();
        let away = rows.iter().filter(|row| !row["trouble"].is_null()).count();
        (away == 1).then_some(())
    });
    assert!(!server.words().contains(PASSWORD), "the password was told");
    assert!(server.terminate().success());
}

#[test]
fn a_faulty_file_of_accounts_is_told_without_its_secrets() {
    let room = tempfile::tempdir().unwrap();
    let imap = "imaps://mara%40a.example@imap.example:993";
    for (entries, word) in [
        (
            serde_json::json!([{"address": USER}]),
            "neither `smtp` nor `imap`",
        ),
        (
            serde_json::json!([{"address": USER, "imap": imap}]),
            "`password` nor `oauth`",
        ),
        (
            serde_json::json!([
                {"address": USER, "imap": imap, "password": PASSWORD},
                {"address": USER, "imap": imap, "password": PASSWORD},
            ]),
            "to be read twice",
        ),
        (
            serde_json::json!([{"address": USER, "imap": "imaps://a:sesame-7f3a@b.example", "password": PASSWORD}]),
            "must not hold the password",
        ),
        (
            serde_json::json!([{"adress": USER, "password": PASSWORD}]),
            "adress",
        ),
        (
            serde_json::json!([{"address": USER, "oauth": PASSWORD}]),
            "not what belongs there",
        ),
    ] {
        let mut start = start(room.path(), 1);
        start.env.push(accounts(room.path(), &entries));
        let (code, words) = start.refused();
        assert_eq!(code, 1, "{words}");
        assert!(words.contains(word), "{words}");
        assert!(!words.contains(PASSWORD), "{words}");
    }
    let mut start = start(room.path(), 1);
    let (name, path) = accounts(room.path(), &serde_json::json!([]));
    let open = std::os::unix::fs::PermissionsExt::from_mode(0o644);
    std::fs::set_permissions(&path, open).unwrap();
    start.env.push((name, path));
    let (code, words) = start.refused();
    assert_eq!(code, 1, "{words}");
    assert!(words.contains("chmod 600"), "{words}");
}
