//! The commands that ask a running `up`.

use crate::fake_server::FakeServer;
use crate::support::{Ran, ran};
use serde_json::{Value, json};
use std::path::Path;

fn on(data: &Path, args: &[&str]) -> Ran {
    let mut all: Vec<&std::ffi::OsStr> = args.iter().map(|arg| arg.as_ref()).collect();
    all.push("--data".as_ref());
    all.push(data.as_os_str());
    ran(&all, "")
}

fn always(status: u16, body: Value) -> FakeServer {
    FakeServer::start(move |_| (status, body.to_string()))
}

#[test]
fn a_halt_names_its_scope_and_says_what_was_on_its_way() {
    let server = always(
        200,
        json!({"acknowledged_at": "2026-11-23T10:00:00Z", "in_flight": 2, "on": true}),
    );
    let done = on(server.data(), &["halt"]).ends(0);
    assert_eq!(
        done.out,
        "halted: the whole fleet, at 2026-11-23T10:00:00Z; 2 messages were already on their way\n"
    );
    on(server.data(), &["halt", "--agent", "first-agent"]).ends(0);
    on(
        server.data(),
        &["halt", "--mailbox", "mara@dockwell.example"],
    )
    .ends(0);
    let done = on(server.data(), &["resume", "--agent", "first-agent"]).ends(0);
    assert_eq!(
        done.out,
        "resumed: the agent first-agent, at 2026-11-23T10:00:00Z\n"
    );
    let asked = server.asked();
    let bodies: Vec<&Value> = asked.iter().map(|asked| &asked.body).collect();
    assert_eq!(
        bodies,
        [
            &json!({"scope": "fleet", "name": null, "on": true}),
            &json!({"scope": "agent", "name": "first-agent", "on": true}),
            &json!({"scope": "mailbox", "name": "mara@dockwell.example", "on": true}),
            &json!({"scope": "agent", "name": "first-agent", "on": false}),
        ]
    );
    for asked in &asked {
        assert_eq!(asked.line, "POST /api/v1/halt");
        assert!(
            asked
                .headers
                .contains(&"authorization: bearer bearer-of-this-test".to_owned())
        );
        assert!(asked.headers.contains(&format!("host: {}", server.address)));
        assert!(
            !asked
                .headers
                .iter()
                .any(|header| header.starts_with("origin:"))
        );
    }
    on(server.data(), &["halt", "--agent", " "]).ends(2);
}

#[test]
fn a_sign_in_link_is_all_that_is_printed() {
    let server = always(200, json!({"url": "http://127.0.0.1:7420/#token=abc"}));
    assert_eq!(
        on(server.data(), &["sign-in"]).ends(0).out,
        "http://127.0.0.1:7420/#token=abc\n"
    );
    on(server.data(), &["sign-in", "--name", "Jonas"]).ends(0);
    on(server.data(), &["sign-in", "--name", ""]).ends(2);
    let asked = server.asked();
    assert_eq!(asked.len(), 2);
    assert_eq!(asked[0].line, "POST /api/v1/sign-in-links");
    assert_eq!(
        (&asked[0].body["name"], &asked[1].body["name"]),
        (&Value::Null, &json!("Jonas"))
    );
}

#[test]
fn the_webhook_is_an_address_and_a_secret() {
    let told = json!({"url": "https://desk.example/hooks/replies", "secret": "whsec_abc"});
    let server = always(200, told.clone());
    let said = on(server.data(), &["webhook"]).ends(0);
    assert_eq!(
        said.out,
        "address  https://desk.example/hooks/replies\nsecret   whsec_abc\n"
    );
    assert_eq!(said.err, "");
    assert_eq!(
        on(server.data(), &["webhook", "--json"]).ends(0).json(),
        told
    );
    assert_eq!(server.asked()[0].line, "GET /api/v1/webhook");
    // Without a public address a script on this machine is still served.
    let server = always(200, json!({"url": null, "secret": "whsec_abc"}));
    let said = on(server.data(), &["webhook"]).ends(0);
    let here = format!("http://{}/hooks/replies, from this machine", server.address);
    assert!(said.out.contains(&here), "{}", said.out);
    assert!(said.err.contains("ONLOOP_PUBLIC_URL"), "{}", said.err);
    assert!(!said.err.contains("whsec"), "{}", said.err);
}

#[test]
fn the_status_says_what_to_do_next() {
    let status = json!({"operator": "Mara", "now": "2026-11-23T10:00:00Z", "market": {"on": true, "running": false, "seconds_per_day": 10},
        "mailer": "outbox folder", "mailer_is_real": false, "model": "offline composer",
        "playbook": {"version": "pb_1", "loaded_at": "2026-11-23T09:00:00Z", "faults": [{}, {}]},
        "halted": {"fleet": false, "agents": ["first-agent"], "mailboxes": ["mara@dockwell.example"]},
        "cards": {"list": 1, "draft": 8, "reply": 2, "in_doubt": 1, "total": 12}, "minutes": 5.2, "in_flight": 0,
        "dead_letters": 3, "failing": {"tasks": 2, "why": "529 overloaded", "again": "2026-11-23T10:20:00Z"}, "unmatched": 0, "next": {"text": "Judge 8 drafts\u{1b}[2J", "href": "#/queue"}});
    let server = always(200, status.clone());
    let out = on(server.data(), &["status"]).ends(0).out;
    for row in [
        "next       Judge 8 drafts\\u{1b}[2J\n",
        "waiting    12 cards, about 6 min: 1 list, 8 drafts, 2 replies, 1 send in doubt\n",
        "halted     agent first-agent, mailbox mara@dockwell.example\n",
        "market     simulated, the clock is paused\n",
        "mailer     outbox folder: nothing leaves this machine\n",
        "playbook   pb_1, since 2026-11-23T09:00:00Z; the folder now has 2 faults: onloop check\n",
        "dead       3\n",
        "failing    2 tasks, again at 2026-11-23T10:20:00Z: 529 overloaded\n",
        "operator   Mara\n",
    ] {
        assert!(out.contains(row), "{row:?} is missing in\n{out}");
    }
    assert!(!out.contains("unmatched"));
    assert_eq!(
        on(server.data(), &["status", "--json"]).ends(0).json(),
        status
    );
    // An answer that tells nothing is no reason to fall.
    on(always(200, json!({})).data(), &["status"]).ends(0);
}

fn log_line(number: usize) -> Value {
    json!({"at": "2026-11-23T10:00:00Z", "who": "operator:Mara", "stream": format!("cnv_{number}"), "event": "approved",
        "words": "the letter\nmay go", "conversation": format!("cnv_{number}"), "agent": "first-agent"})
}

/// 250 lines in pages of at most 100, with the number of lines read so far as cursor.
fn log_server() -> FakeServer {
    FakeServer::start(|asked| {
        let value = |name: &str| {
            let query = asked.line.split_once('?').unwrap().1;
            query.split('&').find_map(|pair| {
                pair.strip_prefix(&format!("{name}="))?
                    .parse::<usize>()
                    .ok()
            })
        };
        let first = value("before").unwrap_or(0);
        let end = (first + value("limit").unwrap()).min(250);
        let lines: Vec<Value> = (first..end).map(log_line).collect();
        let next = (end < 250).then(|| end.to_string());
        (200, json!({"lines": lines, "next": next}).to_string())
    })
}

#[test]
fn the_log_is_read_to_its_end_one_line_an_event() {
    let server = log_server();
    let out = on(server.data(), &["log"]).ends(0).out;
    assert_eq!(out.lines().count(), 250);
    assert_eq!(
        out.lines().next().unwrap(),
        "2026-11-23T10:00:00Z cnv_0 first-agent operator:Mara approved: the letter\\nmay go"
    );
    let lines: Vec<String> = server.asked().into_iter().map(|asked| asked.line).collect();
    assert_eq!(
        lines,
        [
            "GET /api/v1/log?limit=100",
            "GET /api/v1/log?limit=100&before=100",
            "GET /api/v1/log?limit=100&before=200"
        ]
    );
    let limited = on(server.data(), &["log", "--limit", "120", "--json"])
        .ends(0)
        .json_lines();
    assert_eq!(limited.len(), 120);
    assert_eq!(limited[119], log_line(119));
}

#[test]
fn a_log_without_a_match_ends_with_1() {
    let server = always(200, json!({"lines": [], "next": null}));
    let done = on(server.data(), &["log", "--grep", "a & b=ü"]).ends(1);
    assert_eq!(
        (done.out.as_str(), done.err.as_str()),
        ("", "nothing in the log matches\n")
    );
    assert_eq!(
        server.asked()[0].line,
        "GET /api/v1/log?limit=100&grep=a+%26+b%3D%C3%BC"
    );
}

#[test]
fn a_cursor_that_stands_still_ends_the_log() {
    let server = always(200, json!({"lines": [log_line(1)], "next": "here"}));
    assert_eq!(on(server.data(), &["log"]).ends(0).out.lines().count(), 2);
}

#[test]
fn forget_asks_first_and_says_what_stays() {
    let server = always(200, json!({"conversations": 2, "blobs": 5}));
    let done = on(server.data(), &["forget", "sam@firm.example"]).ends(2);
    assert!(done.err.contains("--yes"), "{}", done.err);
    for address in ["", "sam", "sam@", "https://example.com/sam"] {
        on(server.data(), &["forget", address, "--yes"]).ends(2);
    }
    assert!(server.asked().is_empty());
    let done = on(server.data(), &["forget", "sam@firm.example", "--yes"]).ends(0);
    assert_eq!(
        done.out,
        "sam@firm.example: erased, 2 conversations and 5 texts; the stop-list entry is kept, as a keyed hash\n"
    );
    assert_eq!(
        server.asked()[0].body,
        json!({"address": "sam@firm.example"})
    );
    on(
        server.data(),
        &["forget", "https://www.linkedin.com/in/sam-example", "--yes"],
    )
    .ends(0);
    let nobody = always(200, json!({"conversations": 0, "blobs": 0}));
    assert!(
        on(nobody.data(), &["forget", "sam@firm.example", "--yes"])
            .ends(0)
            .out
            .contains("nobody was known")
    );
}

const ASKING: [&[&str]; 6] = [
    &["status"],
    &["halt"],
    &["resume"],
    &["sign-in"],
    &["log"],
    &["forget", "sam@firm.example", "--yes"],
];

#[test]
fn without_a_server_they_say_how_to_start_it() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("nowhere");
    // Left behind by a process that was killed.
    let left = tempfile::tempdir().unwrap();
    let closed = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    std::fs::write(
        left.path().join("api-address"),
        format!("http://{closed}\n"),
    )
    .unwrap();
    std::fs::write(left.path().join("api-token"), "x\n").unwrap();
    for data in [folder.path(), &nowhere, left.path()] {
        for args in ASKING {
            let done = on(data, args).ends(1);
            let start = format!("onloop up --data {}", data.display());
            assert!(
                done.err
                    .starts_with("error: no `onloop up` runs on the data in")
                    && done.err.contains(&start),
                "{}",
                done.err
            );
            assert_eq!(done.out, "");
        }
    }
}

#[test]
fn what_the_server_says_is_passed_on() {
    let problem = json!({"type": "about:blank", "title": "Not found", "status": 404, "detail": "there is no agent \"x\u{1b}\""});
    let done = on(always(404, problem).data(), &["halt", "--agent", "x"]).ends(1);
    assert_eq!(done.err, "error: there is no agent \"x\\u{1b}\"\n");
    let refused = always(401, json!({"title": "Unauthorized", "detail": "no"}));
    assert!(
        on(refused.data(), &["status"])
            .ends(1)
            .err
            .contains("doesn't take the token")
    );
    for (status, body) in [(500, "oops"), (200, "oops"), (200, ""), (302, "")] {
        let odd = FakeServer::start(move |_| (status, body.to_owned()));
        for args in ASKING {
            let done = on(odd.data(), args).ends(1);
            assert!(
                done.err.contains("\n  fix: "),
                "{args:?} {status}: {}",
                done.err
            );
        }
    }
}

#[test]
fn the_bearer_stays_on_this_machine_and_out_of_messages() {
    let server = always(401, json!({}));
    let done = on(server.data(), &["status"]).ends(1);
    assert!(!done.err.contains("bearer-of-this-test"));
    for address in [
        "http://192.0.2.1:80",
        "https://127.0.0.1:1",
        "http://firm.example",
        "",
        "\u{0}",
    ] {
        std::fs::write(server.data().join("api-address"), address).unwrap();
        let done = on(server.data(), &["status"]).ends(1);
        assert!(
            done.err.contains("doesn't hold an address of this machine"),
            "{}",
            done.err
        );
    }
}

#[test]
fn files_that_cannot_be_used_are_named() {
    let server = always(200, json!({}));
    for token in [&b""[..], b"two words", "schlüssel".as_bytes(), b"\n"] {
        std::fs::write(server.data().join("api-token"), token).unwrap();
        let done = on(server.data(), &["status"]).ends(1);
        assert!(done.err.contains("api-token"), "{}", done.err);
    }
    std::fs::write(server.data().join("api-address"), [0xff, 0xfe]).unwrap();
    assert!(
        on(server.data(), &["status"])
            .ends(1)
            .err
            .contains("api-address")
    );
    assert!(server.asked().is_empty());
}

#[test]
fn a_certificate_says_what_is_proven_and_what_befell_it() {
    let certificate = |proven: Value| {
        json!({"class": "email-0123456789abcdef", "agents": ["first-agent"], "proven": proven,
            "certified_since": null, "audited": 3, "last_audit": "2026-11-23T09:00:00Z",
            "words": ["Proven at 95 %: fewer than 3.0 % would have been killed."],
            "history": [{"at": "2026-11-20T09:00:00Z", "who": "policy", "words": "proven\u{1b}[2J"}]})
    };
    let live = always(200, certificate(json!({"kills_below": 0.03})));
    let out = on(live.data(), &["certificate", "first-agent"]).ends(0).out;
    for line in [
        "class      email-0123456789abcdef\n",
        "agents     first-agent\n",
        "audits     3, the last at 2026-11-23T09:00:00Z\n",
        "Proven at 95 %: fewer than 3.0 % would have been killed.\n",
        "2026-11-20T09:00:00Z  policy: proven\\u{1b}[2J\n",
    ] {
        assert!(out.contains(line), "{line:?} is missing in {out}");
    }
    assert_eq!(live.asked()[0].line, "GET /api/v1/certificates/first-agent");
    let none = always(200, certificate(Value::Null));
    let out = on(none.data(), &["certificate", "first-agent", "--json"])
        .ends(1)
        .out;
    assert_eq!(
        serde_json::from_str::<Value>(&out).unwrap(),
        certificate(Value::Null)
    );
    on(none.data(), &["certificate", "../halt"]).ends(2);
    assert_eq!(none.asked().len(), 1, "what is no name is not asked for");
}
