//! 200 leads from their list to their end, through the API of a real process, with verdicts of every
//! kind; then the log alone has to say why each letter went out or did not.

#![expect(
    clippy::collapsible_match,
    reason = "an arm tries one decision and falls back to another"
)]

use crate::common::api::{Api, approval, fingerprints, unwritten, verdict_id};
use crate::common::audit::audit;
use crate::common::log_lines::Line;
use crate::common::playbooks::{Playbook, leads};
use crate::common::server::Start;
use crate::common::{outbox, until};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

const KILL_REASONS: [&str; 8] = [
    "wrong_person",
    "wrong_company",
    "bad_fact",
    "off_tone",
    "weak_offer",
    "too_long",
    "harmful",
    "other",
];
const REJECT_REASONS: [&str; 7] = [
    "wrong_segment",
    "wrong_role",
    "too_small",
    "too_large",
    "known_already",
    "bad_data",
    "other",
];

/// An operator who tries everything.
struct Ada {
    api: Api,
    /// Conversations in the order in which their drafts were first seen, and how often.
    seen: BTreeMap<String, (usize, usize)>,
    replies: usize,
    /// What was decided, and how often.
    given: BTreeMap<&'static str, usize>,
    /// Addresses that were put on the stop list by hand.
    stopped: Vec<String>,
}

impl Ada {
    fn note(&mut self, what: &'static str) {
        *self.given.entry(what).or_default() += 1;
    }

    /// Decides whatever waits. True if there was something.
    fn work(&mut self) -> bool {
        let cards = self.api.get("/queue?limit=100")["cards"]
            .as_array()
            .unwrap()
            .clone();
        for card in &cards {
            match card["kind"].as_str().unwrap() {
                "list" => self.list(card),
                "draft" => self.draft(card),
                "reply" => self.reply(card),
                "mailbox" => assert_eq!(self.api.resume_mailbox(card).unwrap().status, 200),
                other => panic!("no {other} is expected here: {card}"),
            }
        }
        !cards.is_empty()
    }

    fn list(&mut self, card: &Value) {
        let list = card["list"]["list"].as_str().unwrap().to_owned();
        let leads = self.api.all(
            &format!("/lists/{list}/leads?limit=200&sort=company"),
            "leads",
            "after",
        );
        assert_eq!(
            Some(leads.len()),
            card["list"]["waiting"]
                .as_u64()
                .and_then(|n| usize::try_from(n).ok())
        );
        let ids: Vec<&str> = leads
            .iter()
            .map(|lead| lead["lead"].as_str().unwrap())
            .collect();
        let path = format!("/lists/{list}/verdict");
        for (reason, lead) in REJECT_REASONS.into_iter().zip(&ids) {
            let body = json!({ "verdict": verdict_id(), "decision": { "type": "reject", "leads": [lead], "reason": reason } });
            self.api.post(&path, &body);
            // The same verdict once more decides nothing.
            self.api.post(&path, &body);
            self.note("reject");
        }
        let some: Vec<&&str> = ids.iter().skip(20).step_by(3).collect();
        self.api.post(
            &path,
            &json!({ "verdict": verdict_id(), "decision": { "type": "accept", "leads": some } }),
        );
        self.api.post(
            &path,
            &json!({ "verdict": verdict_id(), "decision": { "type": "accept", "leads": "rest" } }),
        );
        self.note("accept");
        let decided = self.api.list_decided(&list);
        assert_eq!(decided["rejected"], REJECT_REASONS.len());
        assert_eq!(decided["accepted"], ids.len() - REJECT_REASONS.len());
        let late = json!({ "verdict": verdict_id(), "decision": { "type": "reject", "leads": [ids[20]], "reason": "other" } });
        self.api.post(&path, &late);
    }

    fn approve(&mut self, card: &Value) {
        self.api
            .decided(card["id"].as_str().unwrap(), approval(card));
        self.note("approve");
    }

    /// Takes a verdict back and returns the card as it is then.
    fn undo(&mut self, verdict: &str) -> Value {
        let undone = self
            .api
            .post(&format!("/verdicts/{verdict}/undo"), &json!({}));
        assert_eq!(undone["undone"], true);
        self.note("undo");
        undone["card"].clone()
    }

    fn act(&mut self, conversation: &str, decision: &Value) {
        self.api.post(
            &format!("/conversations/{conversation}/act"),
            &json!({ "verdict": verdict_id(), "decision": decision }),
        );
    }

    fn draft(&mut self, card: &Value) {
        let conversation = card["conversation"].as_str().unwrap().to_owned();
        let id = card["id"].as_str().unwrap();
        let next = self.seen.len();
        let (number, looks) = self.seen.entry(conversation.clone()).or_insert((next, 0));
        let (number, look) = (*number, *looks);
        *looks += 1;
        let seen = fingerprints(card);
        if unwritten(card) {
            // The offline composer has no template for an answer: nothing to approve, and it says so.
            let detail = self.api.decide(id, approval(card)).problem(400);
            assert!(detail.contains("has no draft"), "{detail}");
            self.act(&conversation, &json!({ "type": "take_over" }));
            self.note("take over an answer");
            return;
        }
        assert!(!seen.is_empty(), "{card}");
        match (number % 20, look) {
            (0, 0) => {
                let reason = KILL_REASONS[(number / 20) % KILL_REASONS.len()];
                self.api.decided(id, json!({ "type": "kill", "fingerprints": seen, "reason": reason, "note": "not like this" }));
                self.note("kill");
            }
            (1, 0) => {
                let message = &card["draft"]["messages"][0];
                let body = format!("{}\n\nA word of mine.", message["body"].as_str().unwrap());
                let edit = json!({ "type": "edit", "fingerprint": message["fingerprint"], "subject": "loading docks", "body": body });
                let (_, edited) = self.api.decided(id, edit);
                self.note("edit");
                // What was seen before the edit clears nothing any more.
                let detail = self.api.decide(id, approval(card)).problem(409);
                assert!(detail.contains("Ada"), "{detail}");
                self.approve(&edited["card"]);
            }
            (2, 0) => {
                self.api.decided(
                    id,
                    json!({ "type": "redraft", "fingerprints": seen, "note": "shorter, please" }),
                );
                self.note("redraft");
            }
            (3, 0) => {
                let (verdict, _) = self.api.decided(id, approval(card));
                let card = self.undo(&verdict);
                // An undone verdict is dead.
                let again = json!({ "verdict": verdict, "decision": approval(&card) });
                self.api
                    .call("POST", &format!("/cards/{id}/verdict"), Some(&again))
                    .problem(409);
                self.approve(&card);
            }
            (4, 0) => {
                let kill = json!({ "type": "kill", "fingerprints": seen, "reason": "other", "note": null });
                let (verdict, _) = self.api.decided(id, kill);
                let card = self.undo(&verdict);
                self.approve(&card);
            }
            (5, 0) => {
                let (verdict, _) = self.api.decided(
                    id,
                    json!({ "type": "redraft", "fingerprints": seen, "note": "no" }),
                );
                let card = self.undo(&verdict);
                self.approve(&card);
            }
            (6, 0) => {
                self.act(&conversation, &json!({ "type": "take_over" }));
                self.note("take over a conversation");
            }
            (7, 0) => {
                self.act(
                    &conversation,
                    &json!({ "type": "stop", "reason_note": "asked by phone" }),
                );
                self.note("stop a conversation");
            }
            (8, 0) => {
                self.approve(card);
                let address = card["contact"]["email"].as_str().unwrap().to_owned();
                let stop = json!({ "kind": "email", "value": address, "note": "asked by phone" });
                assert_eq!(self.api.post("/stops", &stop)["added"], true);
                assert_eq!(self.api.post("/stops", &stop)["added"], false);
                self.note("stop a person");
                self.stopped.push(address);
            }
            (9, 0) => {
                // A repeat of the id decides nothing, and is no error.
                let body = json!({ "verdict": verdict_id(), "decision": approval(card) });
                for _ in 0..2 {
                    self.api.post(&format!("/cards/{id}/verdict"), &body);
                }
                self.note("approve");
            }
            _ => self.approve(card),
        }
    }

    fn reply(&mut self, card: &Value) {
        let id = card["id"].as_str().unwrap();
        let number = self.replies;
        self.replies += 1;
        let done = json!({ "type": "done" });
        let back = json!({ "type": "hand_back", "note": "Thank them and offer Tuesday or Thursday morning." });
        match number % 9 {
            0 | 8 => {
                if self.api.decide(id, back).status == 200 {
                    self.note("hand back");
                } else {
                    self.api.decided(id, done);
                    self.note("done");
                }
            }
            1 => {
                if self.api.decide(id, json!({ "type": "take_over" })).status == 200 {
                    self.note("take over a reply");
                } else {
                    self.api.decided(id, done);
                    self.note("done");
                }
            }
            3 => self.relabel(id, json!({ "type": "relabel", "intent": "not_interested" })),
            4 => {
                let verdict = verdict_id();
                let body = json!({ "verdict": verdict, "decision": { "type": "take_over" } });
                if self
                    .api
                    .call("POST", &format!("/cards/{id}/verdict"), Some(&body))
                    .status
                    == 200
                {
                    let card = self.undo(&verdict);
                    assert_eq!(card["id"], id);
                    self.note("undo of a take-over");
                }
                self.api.decided(id, done);
                self.note("done");
            }
            5 => {
                let (verdict, answer) = self.api.decided(id, done.clone());
                if answer["undo_until"].is_string() {
                    let card = self.undo(&verdict);
                    assert_eq!(card["id"], id);
                    self.note("undo of done");
                    self.api.decided(id, back);
                    self.note("hand back");
                } else {
                    self.note("done");
                }
            }
            6 => {
                let day = (self.api.now() + jiff::SignedDuration::from_hours(20 * 24)).to_string();
                let day = day.split('T').next().unwrap();
                self.relabel(
                    id,
                    json!({ "type": "relabel", "intent": "not_now", "resume_on": day }),
                );
            }
            7 => self.relabel(id, json!({ "type": "relabel", "intent": "unsubscribe" })),
            _ => {
                self.api.decided(id, done);
                self.note("done");
            }
        }
    }

    fn relabel(&mut self, id: &str, decision: Value) {
        self.api.decided(id, decision);
        self.note("relabel");
    }

    /// Halts something, lets a day pass, and sees that nothing left; then lets it go on.
    fn halt(&mut self, data: &Path, scope: &str, name: Option<&str>) {
        let halt = |on: bool| json!({ "scope": scope, "name": name, "on": on });
        let answer = self.api.post("/halt", &halt(true));
        assert_eq!(answer["in_flight"], 0);
        let before = outbox::count(data);
        self.api.skip_day();
        assert_eq!(
            outbox::count(data),
            before,
            "a letter left while {scope} {name:?} was halted"
        );
        self.api.post("/halt", &halt(false));
        self.note("halt and resume");
    }
}

#[test]
fn two_hundred_leads_reach_their_end_and_the_log_says_why() {
    let room = tempfile::tempdir().unwrap();
    let playbook = Playbook::roomy(&room.path().join("playbook"));
    playbook.write("leads.csv", leads("together", 120));
    playbook.second_agent("second-agent", "more.csv", "each");
    playbook.write("more.csv", leads("each", 80));
    let data = room.path().join("data");
    let server = Start::new(&data, &playbook.dir).serve();
    let mut ada = Ada {
        api: server.api(),
        seen: BTreeMap::new(),
        replies: 0,
        given: BTreeMap::new(),
        stopped: vec![],
    };
    ada.api.pause();
    for agent in ["first-agent", "second-agent"] {
        ada.api.list_of(agent);
    }
    while ada.work() {}
    until("the accepted leads are drafted", || {
        while ada.work() {}
        (ada.seen.len() == 200 - 2 * REJECT_REASONS.len()).then_some(())
    });
    ada.halt(&data, "fleet", None);
    ada.halt(&data, "mailbox", Some("mara@dockwell.example"));
    for agent in ["first-agent", "second-agent"] {
        ada.api.post(
            "/halt",
            &json!({ "scope": "agent", "name": agent, "on": true }),
        );
    }
    ada.halt(&data, "agent", Some("first-agent"));
    ada.api.post(
        "/halt",
        &json!({ "scope": "agent", "name": "second-agent", "on": false }),
    );

    let mut days = 3_u32;
    let left = loop {
        while ada.work() {}
        let left: Vec<Value> = if days.is_multiple_of(5) {
            let all = ada.api.conversations();
            assert_eq!(all.len(), 200);
            all.into_iter()
                .filter(|row| {
                    !["closed", "stopped", "with_operator"]
                        .contains(&row["phase"].as_str().unwrap())
                })
                .collect()
        } else {
            vec![Value::Null]
        };
        if left.is_empty() || days >= 420 {
            break left;
        }
        ada.api.skip_day();
        days += 1;
    };
    assert_eq!(
        left,
        Vec::<Value>::new(),
        "conversations without an end after {days} days"
    );
    let status = ada.api.get("/status");
    assert_eq!(
        (&status["dead_letters"], &status["in_flight"]),
        (&json!(0), &json!(0)),
        "{status}"
    );
    for what in [
        "accept",
        "reject",
        "approve",
        "edit",
        "kill",
        "redraft",
        "undo",
        "take over a conversation",
        "stop a conversation",
        "stop a person",
        "hand back",
        "take over a reply",
        "undo of a take-over",
        "undo of done",
        "done",
        "relabel",
        "halt and resume",
    ] {
        assert!(
            ada.given.contains_key(what),
            "no verdict of this kind was given: {what}; {:?}",
            ada.given
        );
    }

    let lines: Vec<Line> = ada.api.log().iter().map(Line::read).collect();
    let letters = outbox::letters(&data);
    let audit = audit(&lines);
    audit.agrees_with(&letters);
    for reason in KILL_REASONS {
        assert!(
            lines
                .iter()
                .any(|line| line.event == "killed" && line.words.ends_with(reason)),
            "{reason}"
        );
    }
    for reason in REJECT_REASONS {
        assert!(
            lines
                .iter()
                .any(|line| line.event == "rejected" && line.words.ends_with(reason)),
            "{reason}"
        );
    }
    assert_eq!(audit.count("rejected"), 2 * REJECT_REASONS.len());
    assert_eq!(audit.count("accepted"), 200 - 2 * REJECT_REASONS.len());
    // A letter to somebody stopped before the first one left would be told here.
    let written: BTreeSet<&str> = letters.iter().map(|letter| letter.to.as_str()).collect();
    for address in &ada.stopped {
        assert!(
            !written.contains(address.as_str()),
            "{address} was stopped before anything left"
        );
    }
    // Whoever opted out, bounced or was stopped is on the stop list.
    assert!(!audit.stopped.is_empty());
    eprintln!(
        "{} letters, {} drafts that did not go out, {} stopped, {days} days, {} lines; verdicts {:?}; events {:?}",
        letters.len(),
        audit.why_not.len(),
        audit.stopped.len(),
        lines.len(),
        ada.given,
        audit.events
    );
    assert!(server.terminate().success());
}

/// Takes each letter; the first one is never answered after its last dot.
fn mail_server(first_is_cut: bool) -> (u16, Arc<AtomicBool>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let cut = Arc::new(AtomicBool::new(first_is_cut));
    let cuts = cut.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(stream) = stream else { return };
            let cuts = cuts.clone();
            std::thread::spawn(move || {
                let mut lines = BufReader::new(stream.try_clone().unwrap());
                let mut out = stream;
                let mut letter = false;
                let _ = out.write_all(b"220 test.example ESMTP\r\n");
                loop {
                    let mut line = Vec::new();
                    if !matches!(lines.read_until(b'\n', &mut line), Ok(n) if n > 0) {
                        return;
                    }
                    let text = String::from_utf8_lossy(&line).to_uppercase();
                    let say = if letter {
                        if line != b".\r\n" {
                            continue;
                        }
                        letter = false;
                        if cuts.load(Ordering::SeqCst) {
                            return;
                        }
                        "250 2.0.0 Ok: queued as ABC123\r\n"
                    } else if text.starts_with("EHLO") {
                        "250-test.example\r\n250 8BITMIME\r\n"
                    } else if text.starts_with("DATA") {
                        letter = true;
                        "354 go on\r\n"
                    } else if text.starts_with("QUIT") {
                        "221 bye\r\n"
                    } else {
                        "250 ok\r\n"
                    };
                    if out.write_all(say.as_bytes()).is_err() {
                        return;
                    }
                }
            });
        }
    });
    (port, cut)
}

#[test]
fn a_send_without_an_answer_is_in_doubt_until_the_operator_settles_it() {
    let room = tempfile::tempdir().unwrap();
    let playbook = Playbook::roomy(&room.path().join("playbook"));
    playbook.by_the_real_clock(2);
    let (port, cut) = mail_server(true);
    let data = room.path().join("data");
    let mut start = Start::new(&data, &playbook.dir);
    start.args = vec!["--market".to_owned(), "none".to_owned()];
    start.env = vec![(
        "ONLOOP_SMTP_URL".to_owned(),
        format!("smtp://127.0.0.1:{port}?tls=none"),
    )];
    let server = start.serve();
    let mut api = server.api();
    api.accept_rest("first-agent");
    let cards = until("both leads are drafted", || {
        Some(api.cards("draft")).filter(|cards| cards.len() == 2)
    });
    for card in &cards {
        api.decided(card["id"].as_str().unwrap(), approval(card));
    }
    let doubts = until("both sends are in doubt", || {
        Some(api.cards("in_doubt")).filter(|cards| cards.len() == 2)
    });
    assert_eq!(api.get("/status")["in_flight"], 2);
    cut.store(false, Ordering::SeqCst);
    let [sent, not_sent] =
        [&doubts[0], &doubts[1]].map(|card| card["id"].as_str().unwrap().to_owned());
    // A send in doubt is not undone, approved or killed: it is settled.
    api.decide(&sent, json!({ "type": "done" })).problem(400);
    api.decided(&sent, json!({ "type": "settle", "outcome": "sent" }));
    api.decided(
        &not_sent,
        json!({ "type": "settle", "outcome": "not_sent" }),
    );
    let detail = api
        .decide(&sent, json!({ "type": "settle", "outcome": "not_sent" }))
        .problem(409);
    assert!(detail.contains("settled"), "{detail}");
    // "Not sent" by the operator's word brings the letter back for a verdict; then it goes out.
    let back = until("the letter is back", || {
        api.cards("draft").into_iter().next()
    });
    api.decided(back["id"].as_str().unwrap(), approval(&back));
    until("it is sent", || {
        let lines: Vec<Line> = api.log().iter().map(Line::read).collect();
        let events: Vec<&str> = lines.iter().map(|line| line.event.as_str()).collect();
        (events.iter().filter(|event| **event == "sent").count() == 2).then_some(())
    });
    assert_eq!(api.get("/status")["in_flight"], 0);
    let lines: Vec<Line> = api.log().iter().map(Line::read).collect();
    let told = audit(&lines);
    assert_eq!(
        (told.sent.len(), told.not_sent.len(), told.count("in_doubt")),
        (2, 1, 2)
    );
    assert!(server.terminate().success());
}
