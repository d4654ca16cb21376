//! Tasks that are given up: a model that fails for a day, and what the operator does about it, on the real
//! program with the simulated clock.

use crate::common::model::draft;
use crate::common::playbooks::{Playbook, leads};
use crate::common::server::Start;
use crate::common::{model, until};
use serde_json::{Value, json};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

const LEADS: usize = 4;

fn dead(api: &mut crate::common::api::Api) -> Vec<Value> {
    api.get("/dead-letters")["letters"]
        .as_array()
        .unwrap()
        .clone()
}

#[test]
fn tasks_given_up_outlive_a_kill_and_are_tried_again_or_thrown_away() {
    let room = tempfile::tempdir().unwrap();
    let playbook = Playbook::roomy(&room.path().join("playbook"));
    playbook.write("leads.csv", leads("given", LEADS));
    let is_mended = Arc::new(AtomicBool::new(false));
    let mut start = Start::new(&room.path().join("data"), &playbook.dir);
    start.env = model::serve({
        let is_mended = Arc::clone(&is_mended);
        move |_| match is_mended.load(Ordering::SeqCst) {
            false => Err(500),
            true => Ok(draft(
                "trucks at your docks",
                "Hello,\n\nshall we talk about your docks?\n\nMara Lindholt",
            )),
        }
    });
    let server = start.serve();
    let mut api = server.api();
    api.pause();
    api.accept_rest("first-agent");
    until("all drafts are given up", || {
        api.skip_day();
        (dead(&mut api).len() == LEADS).then_some(())
    });
    assert_eq!(api.cards("draft").len(), 0);
    server.kill();

    let server = start.serve();
    let mut api = server.api();
    api.pause();
    let letters = dead(&mut api);
    assert_eq!(letters.len(), LEADS, "{letters:?}");
    for letter in &letters {
        assert_eq!(letter["queue"], "drafting", "{letter}");
        let reason = letter["reason"].as_str().unwrap();
        assert!(reason.contains("500"), "{reason}");
    }
    assert_eq!(api.get("/status")["dead_letters"], LEADS);
    let status = Command::new(env!("CARGO_BIN_EXE_onloop"))
        .args(["status", "--data"])
        .arg(&server.data)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&status.stdout);
    assert!(
        told.lines()
            .any(|line| line.split_whitespace().eq(["dead", "4"])),
        "{told}"
    );

    // Tried again while its cause lasts, a task comes back.
    let id = letters[0]["id"].as_str().unwrap();
    api.post(&format!("/dead-letters/{id}/redrive"), &json!({}));
    until("it is given up once more", || {
        api.skip_day();
        (dead(&mut api).len() == LEADS).then_some(())
    });

    // Thrown away, its letter is the operator's to write: nothing waits for nobody.
    api.post(&format!("/dead-letters/{id}/discard"), &json!({}));
    let card = until("the lead comes back", || {
        api.cards("draft").into_iter().next()
    });
    let failure = &card["draft"]["messages"][0]["failure"];
    assert!(
        failure
            .as_str()
            .is_some_and(|why| why.contains("thrown away")),
        "{card}"
    );

    is_mended.store(true, Ordering::SeqCst);
    let redriven = api.post("/dead-letters/redrive", &json!({}));
    assert_eq!(redriven["redriven"], LEADS - 1, "{redriven}");
    until("the others are drafted", || {
        (api.cards("draft").len() == LEADS).then_some(())
    });
    assert_eq!(api.get("/status")["dead_letters"], 0);
    let log = api.log();
    for event in ["redriven", "discarded"] {
        assert!(log.iter().any(|line| line["event"] == event), "no {event}");
    }
    assert!(server.terminate().success());
}
