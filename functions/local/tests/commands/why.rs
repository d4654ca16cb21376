//! `why`, against a server that answers as the real one does.

use crate::fake_server::FakeServer;
use crate::support::{Ran, ran};
use serde_json::{Value, json};
use std::path::Path;

fn why(data: &Path, args: &[&str]) -> Ran {
    let mut all: Vec<&std::ffi::OsStr> = vec!["why".as_ref()];
    all.extend(args.iter().map(|arg| -> &std::ffi::OsStr { arg.as_ref() }));
    all.push("--data".as_ref());
    all.push(data.as_os_str());
    ran(&all, "")
}

fn conversation(id: &str) -> Value {
    json!({"id": id, "agent": "first-agent", "standing": "active", "name": "Ana\u{1b}[2J", "company": "Nordkiste",
        "came": {"at": "2026-11-20T06:00:00Z", "list": "lst_1", "score": 86, "playbook": "pb_1", "certain": true, "accepted_by": "operator Mara",
            "accepted_at": "2026-11-20T07:00:00Z", "places": [{"file": "leads.csv", "line": 7, "source": "trade-register", "date": null}]},
        "messages": [{"step": 1, "channel": "email", "state": "sent", "sent_at": "2026-11-23T09:00:00Z", "subject": "Returns", "message_id": "1@post.example",
            "written": {"at": "2026-11-23T08:00:00Z", "by": "agent first-agent", "model": "m/1", "playbook": "pb_2"},
            "cleared": {"by": "policy", "who": null, "at": "2026-11-23T08:01:00Z"},
            "policy": {"words": "cleared by policy", "confidence": 0.91, "threshold": 0.8, "propensity": 0.2, "class": "email-0123456789abcdef", "life": 2, "certified_days": 4},
            "known": [{"id": "f1", "text": "Opened a warehouse", "source": "news", "date": "2026-09-14", "age_days": 70, "claims": ["opened"]}]}],
        "mail": [{"id": "inb_1", "at": "2026-11-24T08:00:00Z", "intent": "unsubscribe"}]})
}

#[test]
fn all_pages_are_told_line_by_line_and_nothing_of_them_colours_the_terminal() {
    let server = FakeServer::start(|asked| {
        let first = asked.body["after"].is_null();
        let stop = json!({"about": "nordkiste.example", "reason": "opted out", "source": "reply", "since": "2026-11-24T08:00:00Z", "by": "policy"});
        let page = json!({"kind": "domain", "q": "nordkiste.example", "stops": [stop],
            "company": {"name": "Nordkiste", "domains": ["nordkiste.example"]},
            "conversations": [conversation(if first { "cnv_1" } else { "cnv_2" })], "next": if first { json!("first-agent/cnv_1") } else { Value::Null }});
        (200, page.to_string())
    });
    let out = why(server.data(), &["nordkiste.example"]).ends(0).out;
    for line in [
        "stopped: nordkiste.example: opted out since 2026-11-24T08:00:00Z, by policy, from reply\n",
        "company: Nordkiste nordkiste.example\n",
        "Ana\\u{1b}[2J, Nordkiste\n",
        "  from leads.csv:7 (trade-register, as of the day it was read)\n",
        "  taken from the list by operator Mara, 2026-11-20T07:00:00Z\n",
        "  step 1 (email): sent 2026-11-23T09:00:00Z\n",
        "    written 2026-11-23T08:00:00Z by agent first-agent: model m/1, playbook pb_2\n",
        "    cleared 2026-11-23T08:01:00Z by policy\n",
        "      confidence 91.0 %, threshold 80.0 %, drawn with a chance of 20.0 %, class email-0123456789abcdef, life 2, certificate 4 days old\n",
        "    rests on: f1: Opened a warehouse (news, 2026-09-14, 70 days old then)\n",
        "  mail inb_1 of 2026-11-24T08:00:00Z, taken for unsubscribe\n",
    ] {
        assert!(out.contains(line), "{line:?} is missing in\n{out}");
    }
    assert_eq!(out.matches("stopped:").count(), 1, "an entry is told once");
    let asked = server.asked();
    let cursors: Vec<&Value> = asked.iter().map(|asked| &asked.body["after"]).collect();
    assert_eq!(cursors, [&Value::Null, &json!("first-agent/cnv_1")]);
    assert!(asked.iter().all(|asked| asked.line == "POST /api/v1/why"));
    let whole = why(server.data(), &["nordkiste.example", "--json"])
        .ends(0)
        .json();
    assert_eq!(whole["conversations"].as_array().unwrap().len(), 2);
    assert_eq!(whole["next"], Value::Null);
}

#[test]
fn nothing_known_ends_with_1_and_nobody_with_2() {
    let server = FakeServer::start(|_| {
        (200, json!({"kind": "person", "q": "a@b.example", "stops": [], "company": null, "conversations": [], "next": null}).to_string())
    });
    let done = why(server.data(), &["a@b.example"]).ends(1);
    assert_eq!(
        (done.out.as_str(), done.err.as_str()),
        ("", "nothing is known of a@b.example\n")
    );
    why(server.data(), &[" "]).ends(2);
    why(server.data(), &[]).ends(2);
    assert_eq!(server.asked().len(), 1);
}
