//! `skim`, against a server that answers as the real one does.

use crate::fake_server::FakeServer;
use crate::support::ran;
use serde_json::{Value, json};

fn skim(server: &FakeServer, args: &[&str]) -> crate::support::Ran {
    let mut all: Vec<&std::ffi::OsStr> = vec!["skim".as_ref()];
    all.extend(args.iter().map(|arg| -> &std::ffi::OsStr { arg.as_ref() }));
    all.push("--data".as_ref());
    all.push(server.data().as_os_str());
    ran(&all, "")
}

#[test]
fn all_pages_are_told_and_what_was_found_of_those_looked_at() {
    let server = FakeServer::start(|asked| {
        let first = !asked.line.contains("after=");
        let line = json!({"card": "cnv_1.r1", "agent": "first-agent", "name": "Ana\u{1b}[2J", "company": "Nordkiste", "intent": "not_interested",
            "confidence": 0.62, "evidence": ["not", "for us"], "words": "That is not for us."});
        let plain = json!({"card": "cnv_2.r2", "agent": "first-agent", "name": "Ben", "company": "Koffie", "intent": "not_now", "confidence": 0.9, "evidence": [], "words": "Later."});
        let bounds = json!([{"agent": "first-agent", "negatives": 40, "looked_at": 20, "overturned": 1, "estimate": 0.05, "low": 0.0013, "high": 0.2487},
            {"agent": "renewals", "negatives": 3, "looked_at": 0, "overturned": 0, "estimate": null, "low": 0.0, "high": 1.0}]);
        (200, json!({"lines": [if first { line } else { plain }], "waiting": 2, "next": if first { json!("0620/x y") } else { Value::Null }, "bounds": bounds, "complete": true}).to_string())
    });
    let out = skim(&server, &[]).ends(0).out;
    assert_eq!(
        out,
        "62.0 % cnv_1.r1 first-agent Ana\\u{1b}[2J, Nordkiste: not_interested: not … for us\n\
         90.0 % cnv_2.r2 first-agent Ben, Koffie: not_now: Later.\n\
         first-agent: 20 of 40 negatives looked at, 1 overturned: 5.0 %, between 0.1 % and 24.9 %\n\
         renewals: 0 of 3 negatives looked at: not enough yet\n"
    );
    let asked: Vec<String> = server.asked().into_iter().map(|asked| asked.line).collect();
    assert_eq!(
        asked,
        ["GET /api/v1/skim", "GET /api/v1/skim?after=0620%2Fx+y"]
    );
    let whole = skim(&server, &["--agent", "first-agent", "--json"])
        .ends(0)
        .json();
    assert_eq!(whole["lines"].as_array().unwrap().len(), 2);
    assert_eq!(server.asked()[2].line, "GET /api/v1/skim?agent=first-agent");
}

#[test]
fn nothing_to_skim_ends_with_1() {
    let server = FakeServer::start(|_| {
        (
            200,
            json!({"lines": [], "waiting": 0, "next": null, "bounds": [], "complete": true})
                .to_string(),
        )
    });
    let done = skim(&server, &[]).ends(1);
    assert_eq!(done.err, "no negative of the last seven days is unread\n");
}
