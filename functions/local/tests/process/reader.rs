//! A second reader that is set up for the whole program: its objection holds the draft and stands on the card, and the
//! report tells what both models were charged for.

use crate::common::model::{self, draft};
use crate::common::playbooks::Playbook;
use crate::common::server::Start;
use crate::common::until;
use serde_json::{Value, json};

const READER: &str = "claude-reader-5";

/// The writer drafts, and the reader objects to a piece of it.
fn answer(asked: &str) -> Result<Value, u16> {
    let asked: Value = serde_json::from_str(asked).unwrap();
    Ok(if asked["model"] == READER {
        json!({ "objections": [{
            "rule": "wrong_company", "evidence": "your docks", "message": "They have none.",
        }] })
    } else {
        draft(
            "trucks at your docks",
            "Hello,\n\nshall we talk about your docks?\n\nMara Lindholt",
        )
    })
}

#[test]
fn what_a_second_reader_objects_to_stands_on_the_card() {
    let room = tempfile::tempdir().unwrap();
    let playbook = Playbook::roomy(&room.path().join("playbook"));
    playbook.by_the_real_clock(1);
    let mut start = Start::new(&room.path().join("data"), &playbook.dir);
    start.args = vec!["--market".to_owned(), "none".to_owned()];
    start.env = model::serve(answer);
    start
        .env
        .push(("ONLOOP_READER_MODEL".to_owned(), READER.to_owned()));
    let server = start.serve();
    let mut api = server.api();
    api.accept_rest("first-agent");
    let card = until("the lead is drafted", || {
        api.cards("draft").into_iter().next()
    });
    let findings = card["draft"]["messages"][0]["findings"].as_array().unwrap();
    let theirs: Vec<&Value> = findings
        .iter()
        .filter(|finding| finding["message"] == "second reader: They have none.")
        .collect();
    assert_eq!(theirs.len(), 1, "{card}");
    assert_eq!(theirs[0]["rule"], "wrong_company", "{card}");
    assert_eq!(theirs[0]["evidence"], "your docks", "{card}");
    let charged = api.get("/report")["judged"]["charged"].clone();
    let calls: u64 = (charged.as_array().unwrap().iter())
        .map(|one| one["calls"].as_u64().unwrap())
        .sum();
    let drafts = card["draft"]["messages"].as_array().unwrap().len();
    let both = u64::try_from(2 * drafts).unwrap();
    assert_eq!(calls, both, "each draft and its reading: {charged}");
    assert!(server.terminate().success());
}
