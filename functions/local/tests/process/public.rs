//! The public address: letters carry it for the opt-out by one click, the phone gets a link of its own, and
//! without it letters carry a mailto opt-out alone.

use crate::common::api::approval;
use crate::common::model::{self, draft};
use crate::common::playbooks::Playbook;
use crate::common::server::{Server, Start};
use crate::common::{outbox, until};
use std::path::Path;

fn start(room: &Path, public: Option<&str>) -> Start {
    let playbook = Playbook::roomy(&room.join("playbook"));
    playbook.by_the_real_clock(1);
    let mut start = Start::new(&room.join("data"), &playbook.dir);
    start.args = vec!["--market".to_owned(), "none".to_owned()];
    let public = public.map(|url| ["--public".to_owned(), url.to_owned()]);
    start.args.extend(public.into_iter().flatten());
    start.env = model::serve(|_| {
        Ok(draft(
            "trucks at your docks",
            "Hello,\n\nshall we talk about your docks?\n\nMara Lindholt",
        ))
    });
    start
}

/// The head of the first letter, folded lines joined.
#[track_caller]
fn head_of_letter(server: &Server) -> String {
    let mut api = server.api();
    api.accept_rest("first-agent");
    let card = until("the lead is drafted", || {
        api.cards("draft").into_iter().next()
    });
    api.decided(card["id"].as_str().unwrap(), approval(&card));
    let letter = until("the letter left", || {
        outbox::letters(&server.data).into_iter().next()
    });
    let text = String::from_utf8(letter.raw).unwrap();
    let (head, _) = text.split_once("\r\n\r\n").unwrap();
    head.replace("\r\n ", " ")
}

#[test]
fn with_a_public_address_letters_carry_it_and_the_phone_signs_in() {
    let room = tempfile::tempdir().unwrap();
    let server = start(room.path(), Some("https://desk.example/")).serve();
    let words = until("the link for the phone is printed", || {
        Some(server.words()).filter(|words| words.contains("▀") || words.contains("█"))
    });
    let link = "on your phone https://desk.example/#token=";
    let token = words.split(link).nth(1).unwrap().lines().next().unwrap();
    assert_ne!(token, server.token, "one link signs in once");
    let mut api = server.api();
    let session = format!(r#"{{"token":"{token}"}}"#);
    let headers = [
        ("host", "desk.example"),
        ("origin", "https://desk.example"),
        ("content-type", "application/json"),
    ];
    let answer = api.raw("POST", "/api/v1/session", &headers, session.as_bytes());
    assert_eq!(answer.unwrap().status, 200);
    let foreign = [("host", "other.example"), headers[2]];
    let answer = api.raw("POST", "/api/v1/session", &foreign, session.as_bytes());
    assert_eq!(answer.unwrap().status, 421);
    let head = head_of_letter(&server);
    assert!(head.contains("<https://desk.example/u/"), "{head}");
    assert!(head.contains("List-Unsubscribe-Post"), "{head}");
    assert!(server.terminate().success());
}

#[test]
fn without_one_letters_carry_a_mailto_opt_out_alone() {
    let room = tempfile::tempdir().unwrap();
    let server = start(room.path(), None).serve();
    let head = head_of_letter(&server);
    assert!(head.contains("List-Unsubscribe: <mailto:"), "{head}");
    assert!(!head.contains("https://"), "{head}");
    assert!(!head.contains("List-Unsubscribe-Post"), "{head}");
    assert!(!server.words().contains("on your phone"));
    assert!(server.terminate().success());
}

#[test]
fn a_public_address_is_https_and_names_a_host() {
    for wrong in ["http://desk.example", "desk.example", "https:///u"] {
        let room = tempfile::tempdir().unwrap();
        let (code, words) = start(room.path(), Some(wrong)).refused();
        assert_eq!(code, 1, "{words}");
        assert!(words.contains("--public: it"), "{words}");
    }
}
