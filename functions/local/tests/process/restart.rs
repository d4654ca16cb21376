//! Stopping, starting again on the same data, signing in, and two operators at once.

use crate::common::api::{approval, fingerprints, verdict_id};
use crate::common::playbooks::{Playbook, leads};
use crate::common::server::Start;
use crate::common::{outbox, until};
use serde_json::{Value, json};
use std::io::Write;
use std::net::TcpStream;
use std::sync::Barrier;

struct Room {
    _dir: tempfile::TempDir,
    start: Start,
}

fn room(count: usize) -> Room {
    let dir = tempfile::tempdir().unwrap();
    let playbook = Playbook::roomy(&dir.path().join("playbook"));
    playbook.write("leads.csv", leads("again", count));
    let start = Start::new(&dir.path().join("data"), &playbook.dir);
    Room { _dir: dir, start }
}

/// Ids of the cards that wait, with what they show.
fn shown(cards: &[Value]) -> Vec<(String, Vec<String>)> {
    cards
        .iter()
        .map(|card| (card["id"].as_str().unwrap().to_owned(), fingerprints(card)))
        .collect()
}

#[test]
fn stopped_and_started_again_it_goes_on_where_it_was() {
    let room = room(8);
    let server = room.start.serve();
    let mut api = server.api();
    api.pause();
    api.accept_rest("first-agent");
    let cards = until("all leads are drafted", || {
        Some(api.cards("draft")).filter(|cards| cards.len() == 8)
    });
    api.decided(cards[0]["id"].as_str().unwrap(), approval(&cards[0]));
    for _ in 0..4 {
        api.skip_day();
    }
    let (now, waiting, letters) = (
        api.now(),
        shown(&api.cards("")),
        outbox::count(&server.data),
    );
    let log = api.log().len();
    assert!(letters > 0);
    let old_bearer = std::fs::read_to_string(server.data.join("api-token")).unwrap();
    assert!(server.terminate().success());

    let server = room.start.serve();
    let mut api = server.api();
    api.pause();
    assert!(
        api.now() >= now,
        "the clock went back from {now} to {}",
        api.now()
    );
    assert_eq!(shown(&api.cards("")), waiting);
    assert_eq!(outbox::count(&server.data), letters);
    assert!(api.log().len() >= log);
    // The session of before still holds: a phone needs no new link.
    api.with_bearer(old_bearer.trim()).get("/status");
    let card = api.cards("draft").remove(0);
    api.decided(card["id"].as_str().unwrap(), approval(&card));
    for _ in 0..4 {
        api.skip_day();
    }
    assert!(outbox::count(&server.data) > letters);
    assert!(server.terminate().success());
}

#[test]
fn the_simulated_clock_does_not_go_back_even_after_a_kill() {
    let room = room(2);
    let mut last: Option<jiff::Timestamp> = None;
    for action in ["skip_day", "next", "run", "skip_day"] {
        let server = room.start.serve();
        let mut api = server.api();
        api.pause();
        let begun = api.now();
        assert!(
            last.is_none_or(|last| begun >= last),
            "the clock went back from {last:?} to {begun}"
        );
        api.post("/clock", &json!({ "action": action, "seconds_per_day": 1 }));
        last = Some(until("the clock moves", || {
            Some(api.now()).filter(|now| *now > begun + jiff::SignedDuration::from_mins(5))
        }));
        server.kill();
    }
    let server = room.start.serve();
    assert!(server.api().now() >= last.unwrap());
    assert!(server.terminate().success());
}

#[test]
fn a_signal_right_after_the_first_line_is_heard() {
    let room = room(1);
    for _ in 0..8 {
        assert!(room.start.serve().terminate().success());
    }
}

#[test]
fn a_client_that_never_finishes_does_not_keep_it_from_stopping() {
    let room = room(1);
    let server = room.start.serve();
    let mut silent = TcpStream::connect(&server.address).unwrap();
    let mut half = TcpStream::connect(&server.address).unwrap();
    half.write_all(b"GET /api/v1/status HTTP/1.1\r\nhost: ")
        .unwrap();
    let mut body = TcpStream::connect(&server.address).unwrap();
    let bearer = std::fs::read_to_string(server.data.join("api-token")).unwrap();
    let request = format!(
        "POST /api/v1/inbound HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {}\r\ncontent-length: 5000\r\n\r\nFrom: a",
        server.address,
        bearer.trim()
    );
    body.write_all(request.as_bytes()).unwrap();
    // One call that goes through proves that the three before it were taken up.
    server.api().get("/status");
    assert!(server.terminate().success());
    let _ = silent.write_all(b"x");
}

#[test]
fn a_sign_in_link_is_used_once_and_names_its_operator() {
    let room = room(1);
    let server = room.start.serve();
    let api = server.api();
    let (mut ada, name) = api.sign_in(&server.token);
    assert_eq!(name, "Ada");
    assert_eq!(ada.get("/status")["operator"], "Ada");
    let used =
        api.with_bearer("")
            .call("POST", "/session", Some(&json!({ "token": server.token })));
    assert!(used.problem(401).contains("sign-in"));

    let link = ada.post("/sign-in-links", &json!({ "name": "Jonas" }));
    assert_eq!(link["operator"], "Jonas");
    let url = link["url"].as_str().unwrap();
    let token = url
        .strip_prefix(&format!("http://{}/#token=", server.address))
        .unwrap();
    // Two people with one link: one of them is let in.
    let answers: Vec<u16> = {
        let barrier = Barrier::new(2);
        std::thread::scope(|scope| {
            let tries: Vec<_> = (0..2)
                .map(|_| {
                    let mut api = api.with_bearer("");
                    let barrier = &barrier;
                    scope.spawn(move || {
                        barrier.wait();
                        api.call("POST", "/session", Some(&json!({ "token": token })))
                            .status
                    })
                })
                .collect();
            tries.into_iter().map(|one| one.join().unwrap()).collect()
        })
    };
    assert!(
        answers.contains(&200) && answers.contains(&401),
        "{answers:?}"
    );
    let link = ada.post("/sign-in-links", &json!({ "name": "Jonas" }));
    let (_, token) = link["url"].as_str().unwrap().split_once("#token=").unwrap();
    let (mut jonas, name) = api.sign_in(token);
    assert_eq!(name, "Jonas");
    assert_eq!(jonas.get("/status")["operator"], "Jonas");
    // Signing out ends the session at once.
    assert_eq!(jonas.call("DELETE", "/session", None).status, 204);
    jonas.call("GET", "/status", None).problem(401);
    // A link of one process does not open another one, and what lies in the data does not either.
    let store = std::fs::read(server.data.join("onloop.sqlite3")).unwrap();
    assert!(
        !store
            .windows(token.len())
            .any(|bytes| bytes == token.as_bytes())
    );
    let rights = std::os::unix::fs::PermissionsExt::mode(
        &std::fs::metadata(server.data.join("api-token"))
            .unwrap()
            .permissions(),
    );
    assert_eq!(rights & 0o777, 0o600);
    assert!(server.terminate().success());
}

#[test]
fn of_two_operators_on_one_card_one_decides_and_the_other_is_told_who() {
    let room = room(30);
    let server = room.start.serve();
    let mut ada = server.api();
    ada.pause();
    let link = ada.post("/sign-in-links", &json!({ "name": "Jonas" }));
    let (_, token) = link["url"].as_str().unwrap().split_once("#token=").unwrap();
    let (mut jonas, _) = ada.sign_in(token);
    ada.accept_rest("first-agent");
    let cards = until("all leads are drafted", || {
        Some(ada.cards("draft")).filter(|cards| cards.len() == 30)
    });
    let mut won = [0, 0];
    for (number, card) in cards.iter().enumerate() {
        let path = format!("/cards/{}/verdict", card["id"].as_str().unwrap());
        let seen = fingerprints(card);
        let bodies = [
            json!({ "verdict": verdict_id(), "decision": approval(card) }),
            match number % 3 {
                0 => json!({ "verdict": verdict_id(), "decision": approval(card) }),
                1 => {
                    json!({ "verdict": verdict_id(), "decision": { "type": "kill", "fingerprints": seen, "reason": "other" } })
                }
                _ => {
                    json!({ "verdict": verdict_id(), "decision": { "type": "redraft", "fingerprints": seen, "note": "no" } })
                }
            },
        ];
        let barrier = Barrier::new(2);
        let answers: Vec<_> = std::thread::scope(|scope| {
            let both: Vec<_> = [&mut ada, &mut jonas]
                .into_iter()
                .zip(&bodies)
                .map(|(api, body)| {
                    let (path, barrier) = (&path, &barrier);
                    scope.spawn(move || {
                        barrier.wait();
                        api.call("POST", path, Some(body))
                    })
                })
                .collect();
            both.into_iter().map(|one| one.join().unwrap()).collect()
        });
        let (winner, loser) = if answers[0].status == 200 {
            (0, 1)
        } else {
            (1, 0)
        };
        assert_eq!(answers[winner].status, 200, "{answers:?}");
        let name = ["Ada", "Jonas"][winner];
        let detail = answers[loser].problem(409);
        let problem = answers[loser].json();
        assert!(detail.contains(name), "{detail}");
        assert_eq!(problem["decided_by"], name);
        assert!(
            problem["decided_at"].is_string() && problem["decision"].is_string(),
            "{problem}"
        );
        won[winner] += 1;
    }
    eprintln!("races won by Ada and Jonas: {won:?}");
    assert!(server.terminate().success());
}
