//! Bad input of every kind to a real process: each gets a clear error and loses nothing.

use crate::common::api::{Api, approval, verdict_id};
use crate::common::playbooks::{Playbook, address, leads};
use crate::common::server::{Server, Start};
use crate::common::{outbox, until};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

struct Room {
    dir: tempfile::TempDir,
    playbook: Playbook,
}

impl Room {
    fn new(list: impl AsRef<[u8]>) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let playbook = Playbook::roomy(&dir.path().join("playbook"));
        playbook.write("leads.csv", list);
        Self { dir, playbook }
    }

    fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    fn start(&self) -> Start {
        Start::new(&self.data(), &self.playbook.dir)
    }
}

fn serve(list: impl AsRef<[u8]>) -> (Room, Server, Api) {
    let room = Room::new(list);
    let server = room.start().serve();
    let mut api = server.api();
    api.pause();
    (room, server, api)
}

fn mail(from: &str, subject: &str, body: &[u8]) -> Vec<u8> {
    let mut raw = format!(
        "From: {from}\r\nTo: mara@dockwell.example\r\nSubject: {subject}\r\nMessage-ID: <{subject}@test.example>\r\n\
         Date: Mon, 23 Nov 2026 10:00:00 +0000\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    )
    .into_bytes();
    raw.extend(body);
    raw
}

#[test]
fn bad_rows_are_listed_with_line_and_reason_and_the_rest_goes_on() {
    let good = leads("good", 6);
    let mut list = good.into_bytes();
    let rows: [&[u8]; 7] = [
        b"Ann,Lee,Head of Logistics,Firm,no at sign,,,,30,5,Food,\n",
        b"Ben,Lee,Head of Logistics,Firm,,,,,30,5,Food,\n",
        b"Caf\xe9,Lee,Head of Logistics,Firm,cafe@firm.example,,,,30,5,Food,\n",
        b"Dan,Lee,Head of Logistics,Firm,dan@firm.example,,Atlantis,,30,5,Food,\n",
        b"Eve,Lee,Head of Logistics,Firm,eve@firm.example,,,Mars/Olympus,30,5,Food,\n",
        b"Fay,Lee,\"Head of Logistics,Firm,fay@firm.example,,,,30,5,Food,\n",
        b"Gus,Lee,Head of Logistics,Firm,gus@firm.example,,,,30,5,Food,,and,five,columns,too,many\n",
    ];
    for row in rows {
        list.extend_from_slice(row);
    }
    list.extend_from_slice(
        b"\n\nHal,Lee,Head of Logistics,Firm Z,hal@firm-z.example,,,,30,5,Food wholesale,\n",
    );
    let (_room, server, mut api) = serve(list);
    let card = api.list_of("first-agent");
    let id = card["list"]["list"].as_str().unwrap();
    let names: Vec<String> = api
        .all(&format!("/lists/{id}/leads?limit=200"), "leads", "after")
        .iter()
        .map(|lead| lead["email"].as_str().unwrap().to_owned())
        .collect();
    for number in 0..6 {
        assert!(names.contains(&address("good", number)), "{names:?}");
    }
    assert!(
        names.contains(&"hal@firm-z.example".to_owned()),
        "{names:?}"
    );
    let rows = api.all(&format!("/lists/{id}/excluded"), "rows", "after");
    let bad: BTreeMap<u64, String> = rows
        .iter()
        .filter(|row| row["reason"] == "bad_row")
        .map(|row| {
            (
                row["line"].as_u64().unwrap(),
                row["words"].as_str().unwrap().to_owned(),
            )
        })
        .collect();
    for (line, word) in [
        (8, "no @"),
        (9, "neither"),
        (10, "UTF-8"),
        (11, "Atlantis"),
        (12, "Mars/Olympus"),
        (13, "quote"),
    ] {
        let words = bad
            .get(&line)
            .unwrap_or_else(|| panic!("line {line} is not listed: {bad:?}"));
        assert!(words.contains(word), "{line}: {words}");
    }
    assert_eq!(card["list"]["bad_rows"], bad.len());
    assert!(server.terminate().success());
}

#[test]
fn a_mail_that_is_too_large_is_refused_whole_and_a_large_one_is_taken() {
    let (_room, server, mut api) = serve(leads("large", 2));
    let large = |megabytes: usize, subject: &str| {
        let line = [b"The truck waited at the dock again today.\r\n".as_slice(); 25_000].concat();
        let mut raw = mail("sam@elsewhere.example", subject, b"");
        while raw.len() + line.len() < megabytes * 1024 * 1024 {
            raw.extend(&line);
        }
        raw
    };
    let stored = || {
        std::fs::metadata(server.data.join("onloop.sqlite3"))
            .unwrap()
            .len()
    };
    let before = stored();
    let answer = api.inbound(&large(30, "too-large")).unwrap();
    let detail = answer.problem(413);
    assert!(
        detail.contains("25 MiB") && detail.contains("Nothing was stored"),
        "{detail}"
    );
    assert!(stored() < before + 1024 * 1024);
    assert_eq!(api.get("/status")["unmatched"], 0);
    let taken = api.inbound(&large(24, "large")).unwrap();
    assert_eq!(
        taken.status,
        202,
        "{}",
        String::from_utf8_lossy(&taken.body)
    );
    assert_eq!(taken.json()["duplicate"], false);
    until("it is on screen", || {
        (api.get("/status")["unmatched"] == 1).then_some(())
    });
    assert_eq!(api.get("/unmatched")["mails"][0]["subject"], "large");
    assert!(server.terminate().success());
}

#[test]
fn bytes_that_are_no_text_are_taken_labelled_or_shown() {
    let (_room, server, mut api) = serve(leads("bytes", 2));
    api.accept_rest("first-agent");
    let known = address("bytes", 0);
    let strange: [(&str, Vec<u8>); 5] = [
        (
            "latin",
            mail(
                &known,
                "latin",
                b"Yes, let's talk on Tuesday about the caf\xe9 and the d\xfcck.",
            ),
        ),
        (
            "zeros",
            mail("zeros@elsewhere.example", "zeros", &[0; 4_096]),
        ),
        ("noise", (0..=255_u8).cycle().take(9_000).collect()),
        ("headless", b"\xff\xfe\x00\x01no header at all".to_vec()),
        ("charset", {
            let raw = mail(
                "charset@elsewhere.example",
                "charset",
                b"\xfe\xff\x00h\x00i",
            );
            String::from_utf8_lossy(&raw[..raw.len() - 6])
                .replace("utf-8", "x-no-such")
                .into_bytes()
        }),
    ];
    let begun = api.get("/status")["unmatched"].as_u64().unwrap();
    for (name, raw) in &strange {
        let answer = api.inbound(raw).unwrap();
        assert_eq!(
            answer.status,
            202,
            "{name}: {}",
            String::from_utf8_lossy(&answer.body)
        );
        // The same bytes again are the same message.
        assert_eq!(
            api.inbound(raw).unwrap().json()["duplicate"],
            true,
            "{name}"
        );
    }
    until("all are read", || {
        let shown = api.get("/status")["unmatched"].as_u64().unwrap() - begun;
        let labelled = api
            .log()
            .iter()
            .filter(|line| line["event"] == "replied")
            .count();
        (shown == 4 && labelled == 1).then_some(())
    });
    let answer = api.inbound(b"").unwrap();
    assert!(answer.problem(400).contains("empty"));
    assert_eq!(api.get("/status")["dead_letters"], 0);
    assert!(server.terminate().success());
}

#[test]
fn what_a_call_does_not_know_is_named() {
    let (_room, server, mut api) = serve(leads("fields", 2));
    api.accept_rest("first-agent");
    let card = until("a draft waits", || api.cards("draft").into_iter().next());
    let path = format!("/cards/{}/verdict", card["id"].as_str().unwrap());
    let approve = approval(&card);
    let with = |extra: &str, inside: bool| {
        let mut body = json!({ "verdict": verdict_id(), "decision": approve });
        let target = if inside {
            &mut body["decision"]
        } else {
            &mut body
        };
        target[extra] = json!(true);
        body
    };
    let cases: Vec<(&str, String, Value)> = vec![
        ("surprise", path.clone(), with("surprise", false)),
        ("surprise", path.clone(), with("surprise", true)),
        (
            "shrug",
            path.clone(),
            json!({ "verdict": verdict_id(), "decision": { "type": "shrug" } }),
        ),
        (
            "fingerprints",
            path.clone(),
            json!({ "verdict": verdict_id(), "decision": { "type": "approve" } }),
        ),
        ("verdict", path.clone(), json!({ "decision": approve })),
        (
            "seven",
            path.clone(),
            json!({ "verdict": "seven", "decision": approve }),
        ),
        (
            "bored",
            path.clone(),
            json!({ "verdict": verdict_id(), "decision": { "type": "kill", "fingerprints": approve["fingerprints"], "reason": "bored" } }),
        ),
        (
            "surprise",
            "/halt".to_owned(),
            json!({ "scope": "fleet", "on": true, "surprise": 1 }),
        ),
        (
            "galaxy",
            "/halt".to_owned(),
            json!({ "scope": "galaxy", "on": true }),
        ),
        (
            "surprise",
            "/clock".to_owned(),
            json!({ "action": "run", "surprise": 1 }),
        ),
        (
            "seconds_per_day",
            "/clock".to_owned(),
            json!({ "action": "run", "seconds_per_day": 0 }),
        ),
        (
            "surprise",
            "/stops".to_owned(),
            json!({ "kind": "email", "value": "a@b.example", "surprise": 1 }),
        ),
        (
            "address",
            "/stops".to_owned(),
            json!({ "kind": "email", "value": "nobody" }),
        ),
        (
            "surprise",
            "/forget".to_owned(),
            json!({ "address": "a@b.example", "surprise": 1 }),
        ),
        (
            "surprise",
            "/session".to_owned(),
            json!({ "token": "x", "surprise": 1 }),
        ),
        (
            "surprise",
            "/sign-in-links".to_owned(),
            json!({ "name": "x", "surprise": 1 }),
        ),
    ];
    for (word, path, body) in cases {
        let detail = api.call("POST", &path, Some(&body)).problem(400);
        assert!(detail.contains(word), "{path} {body}: {detail}");
    }
    for body in [
        "",
        "{",
        "[]",
        "null",
        "\"text\"",
        "{\"verdict\": 1}",
        "\u{0}",
        "{}{}",
    ] {
        let (host, bearer) = (
            server.address.clone(),
            std::fs::read_to_string(server.data.join("api-token")).unwrap(),
        );
        let bearer = format!("Bearer {}", bearer.trim());
        let headers = [("host", host.as_str()), ("authorization", bearer.as_str())];
        api.raw("POST", &format!("/api/v1{path}"), &headers, body.as_bytes())
            .unwrap()
            .problem(400);
    }
    // A body that is too large for what it says.
    let huge = json!({ "verdict": verdict_id(), "decision": { "type": "edit", "fingerprint": "x", "body": "x".repeat(3 << 20) } });
    let detail = api.call("POST", &path, Some(&huge)).problem(413);
    assert!(detail.contains("1 MiB"), "{detail}");
    for path in [
        "/cards/nonsense",
        "/cards/cnv_nothing.d1",
        "/conversations/x",
        "/lists/x",
        "/agents/nobody",
        "/nothing/here",
    ] {
        api.call("GET", path, None).problem(404);
    }
    api.call("GET", "/queue?kind=nonsense", None).problem(400);
    // Nothing of all this decided anything.
    let still = until("the draft waits as before", || {
        api.cards("draft")
            .into_iter()
            .find(|other| other["id"] == card["id"])
    });
    assert_eq!(still["draft"], card["draft"]);
    assert_eq!(api.get("/status")["halted"]["fleet"], false);
    assert!(server.terminate().success());
}

#[test]
fn strangers_are_turned_away() {
    let (_room, server, mut api) = serve(leads("door", 1));
    let bearer = format!(
        "Bearer {}",
        std::fs::read_to_string(server.data.join("api-token"))
            .unwrap()
            .trim()
    );
    let host = server.address.as_str();
    for authorization in [
        "",
        "Bearer ",
        "Bearer brr_wrong",
        "Basic YTpi",
        &format!("{bearer}x"),
        &bearer.to_uppercase(),
    ] {
        for path in [
            "/api/v1/status",
            "/api/v1/queue",
            "/api/v1/log",
            "/api/v1/dead-letters",
        ] {
            let headers = [("host", host), ("authorization", authorization)];
            api.raw("GET", path, &headers, b"").unwrap().problem(401);
        }
        let headers = [("host", host), ("authorization", authorization)];
        api.raw(
            "POST",
            "/api/v1/inbound",
            &headers,
            &mail("a@b.example", "x", b"x"),
        )
        .unwrap()
        .problem(401);
    }
    for token in [
        "",
        "sgn_wrong",
        &server.token.to_uppercase(),
        "../../api-token",
    ] {
        api.call("POST", "/session", Some(&json!({ "token": token })))
            .problem(401);
    }
    api.sign_in(&server.token);
    let used = api
        .call("POST", "/session", Some(&json!({ "token": server.token })))
        .problem(401);
    assert!(used.contains("used"), "{used}");
    let port = host.split(':').nth(1).unwrap();
    for foreign in [
        "evil.example",
        "127.0.0.1",
        "127.0.0.1:1",
        &format!("evil.example:{port}"),
        "",
    ] {
        for path in ["/api/v1/status", "/", "/main.js"] {
            let headers = [("host", foreign), ("authorization", bearer.as_str())];
            api.raw("GET", path, &headers, b"").unwrap().problem(421);
        }
    }
    for origin in [
        "http://evil.example",
        "null",
        &format!("http://evil.example:{port}"),
        "http://127.0.0.1:1",
    ] {
        let headers = [
            ("host", host),
            ("authorization", bearer.as_str()),
            ("origin", origin),
        ];
        api.raw("GET", "/api/v1/status", &headers, b"")
            .unwrap()
            .problem(403);
    }
    for origin in [format!("http://{host}"), format!("http://localhost:{port}")] {
        let headers = [
            ("host", host),
            ("authorization", bearer.as_str()),
            ("origin", origin.as_str()),
        ];
        assert_eq!(
            api.raw("GET", "/api/v1/status", &headers, b"")
                .unwrap()
                .status,
            200,
            "{origin}"
        );
    }
    // The public door: no token of ours, nothing changes.
    assert_eq!(
        api.raw("POST", "/u/nonsense", &[("host", "anything.example")], b"")
            .unwrap()
            .status,
        404
    );
    assert!(server.terminate().success());
}

#[test]
fn a_second_process_on_the_same_data_is_told_who_has_it() {
    let (room, server, mut api) = serve(leads("lock", 2));
    let (code, words) = room.start().refused();
    assert_eq!(code, 1);
    let lock = room.data().join("lock");
    assert!(
        words.contains("in use") && words.contains(&lock.display().to_string()),
        "{words}"
    );
    api.get("/status");
    api.list_of("first-agent");
    let other = Room::new(leads("port", 1));
    let mut taken = other.start();
    taken.port = server.address.split(':').nth(1).unwrap().parse().unwrap();
    let (code, words) = taken.refused();
    assert_eq!(code, 1);
    assert!(
        words.contains(&format!("127.0.0.1:{}", taken.port)) && words.contains("--port"),
        "{words}"
    );
    assert!(server.terminate().success());
    // The lock goes with the process.
    assert!(room.start().serve().terminate().success());
}

#[test]
fn a_broken_playbook_is_told_by_file_line_and_column() {
    let room = Room::new(leads("broken", 1));
    room.playbook
        .change("house.md", "hold_seconds: 10", "hold_seconds: soon");
    let (code, words) = room.start().refused();
    assert_eq!(code, 1);
    let place = words
        .lines()
        .find(|line| line.contains("house.md:"))
        .unwrap_or_else(|| panic!("{words}"));
    let numbers: Vec<&str> = place
        .split("house.md:")
        .nth(1)
        .unwrap()
        .splitn(3, ':')
        .collect();
    assert!(
        numbers[0].parse::<u32>().unwrap() > 1 && numbers[1].trim().parse::<u32>().unwrap() > 0,
        "{place}"
    );
    assert!(words.contains("fix"), "{words}");
    assert!(
        !room.data().join("keys.json").exists(),
        "nothing is begun with a broken playbook"
    );
    room.playbook
        .change("house.md", "hold_seconds: soon", "hold_seconds: 10");
    let server = room.start().serve();
    // Broken while it runs: the last good version stays in force, and the fault is told.
    room.playbook
        .change("agents/first-agent.md", "motion: new", "motion: sideways");
    let mut api = server.api();
    let reloaded = api.post("/playbook/reload", &json!({}));
    assert_eq!(reloaded["changed"], false);
    assert!(
        reloaded["faults"][0]["file"]
            .as_str()
            .unwrap()
            .ends_with("first-agent.md"),
        "{reloaded}"
    );
    assert!(
        api.get("/status")["next"]["text"]
            .as_str()
            .unwrap()
            .contains("faults")
    );
    api.list_of("first-agent");
    assert!(server.terminate().success());
    let missing = Start::new(
        &room.dir.path().join("other"),
        &room.dir.path().join("no-such-folder"),
    );
    let (code, words) = missing.refused();
    assert!(
        code == 1 && words.contains("no-such-folder"),
        "{code} {words}"
    );
}

#[test]
fn data_that_can_not_be_used_is_named() {
    let room = Room::new(leads("data", 1));
    let at = |data: PathBuf| Start::new(&data, &room.playbook.dir).refused();
    // A file in the folder's place.
    let file = room.dir.path().join("file");
    std::fs::write(&file, "mine").unwrap();
    let (code, words) = at(file.clone());
    assert!(
        code == 1 && words.contains("file") && words.contains("move the file away"),
        "{words}"
    );
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "mine");
    // Where no folder can be made.
    let (code, words) = at(PathBuf::from("/proc/onloop-data"));
    assert!(code == 1 && words.contains("/proc/onloop-data"), "{words}");
    // A store that is none.
    let damaged = room.dir.path().join("damaged");
    assert!(
        Start::new(&damaged, &room.playbook.dir)
            .serve()
            .terminate()
            .success()
    );
    let store = damaged.join("onloop.sqlite3");
    let sound = std::fs::read(&store).unwrap();
    std::fs::write(
        &store,
        b"this is no store at all, but long enough to look at".repeat(200),
    )
    .unwrap();
    let (code, words) = at(damaged.clone());
    assert!(
        code == 1 && words.contains("onloop.sqlite3") && words.contains("damaged"),
        "{words}"
    );
    std::fs::write(&store, &sound).unwrap();
    // The keys are missing beside a store, or are none.
    let keys = damaged.join("keys.json");
    let kept = std::fs::read(&keys).unwrap();
    std::fs::remove_file(&keys).unwrap();
    let (code, words) = at(damaged.clone());
    assert!(
        code == 1 && words.contains("keys.json") && words.contains("backup"),
        "{words}"
    );
    assert!(!keys.exists(), "new keys would void every stop entry");
    for broken in [
        &b"{}"[..],
        b"\xff",
        b"",
        br#"{"v":1,"identity":"00","links":"","replies":"","draws":""}"#,
    ] {
        std::fs::write(&keys, broken).unwrap();
        let (code, words) = at(damaged.clone());
        assert!(code == 1 && words.contains("keys.json"), "{words}");
        assert_eq!(std::fs::read(&keys).unwrap(), broken);
    }
    std::fs::write(&keys, kept).unwrap();
    assert!(
        Start::new(&damaged, &room.playbook.dir)
            .serve()
            .terminate()
            .success()
    );
    unreadable(&room);
}

/// No right to read or write stops the superuser, so that this part may not run.
fn unreadable(room: &Room) {
    let data = room.dir.path().join("unreadable");
    std::fs::create_dir(&data).unwrap();
    let rights = std::os::unix::fs::PermissionsExt::from_mode(0o000);
    std::fs::set_permissions(&data, rights).unwrap();
    if std::fs::read_dir(&data).is_ok() {
        eprintln!("a folder without rights can be read by this user (root?): NOT RUN");
        return;
    }
    let (code, words) = Start::new(&data, &room.playbook.dir).refused();
    assert!(
        code == 1 && words.contains("unreadable") && words.contains("chmod"),
        "{words}"
    );
}

/// A small disk of its own; `None`, said aloud, where mounting is not permitted.
struct Disk(tempfile::TempDir);

impl Disk {
    fn small() -> Option<Self> {
        let dir = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=64m", "tmpfs"])
            .arg(dir.path())
            .output();
        if mounted.is_ok_and(|out| out.status.success()) {
            return Some(Self(dir));
        }
        eprintln!(
            "a small disk can't be mounted by this user: the test of the full disk is NOT RUN"
        );
        None
    }

    fn fill(&self) {
        use std::io::Write;
        let mut file = std::fs::File::create(self.0.path().join("filler")).unwrap();
        for size in [1 << 16, 1 << 12, 1] {
            while file.write_all(&vec![7; size]).is_ok() {}
        }
    }

    fn free(&self) {
        std::fs::remove_file(self.0.path().join("filler")).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    let Some(disk) = Disk::small() else { return };
    let room = Room::new(leads("full", 6));
    let data = disk.0.path().join("data");
    let start = Start::new(&data, &room.playbook.dir);
    let server = start.serve();
    let mut api = server.api();
    api.pause();
    api.accept_rest("first-agent");
    let cards = until("all are drafted", || {
        Some(api.cards("draft")).filter(|cards| cards.len() == 6)
    });
    let mut taken = 0;
    let mut post = |api: &mut Api, number: usize| -> bool {
        let body = vec![b'x'; 200_000];
        let raw = mail("sam@elsewhere.example", &format!("mail-{number}"), &body);
        let answer = api.inbound(&raw).unwrap();
        if answer.status == 202 {
            taken += 1;
            return true;
        }
        let detail = answer.problem(503);
        assert!(
            detail.contains("space") && detail.contains("Nothing is lost"),
            "{detail}"
        );
        false
    };
    assert!(post(&mut api, 0));
    disk.fill();
    let mut number = 1;
    while post(&mut api, number) {
        number += 1;
        assert!(number < 1_000, "the disk never gets full");
    }
    // Nothing can be decided either, and it says so; what is there can be read.
    let mut refused = 0;
    for card in &cards {
        let answer = api.decide(card["id"].as_str().unwrap(), approval(card));
        if answer.status != 200 {
            assert!(answer.problem(503).contains("space"));
            refused += 1;
        }
    }
    assert!(refused > 0, "a full disk took every verdict");
    assert!(api.cards("draft").len() >= refused);
    assert!(server.runs());
    disk.free();
    assert!(
        post(&mut api, number),
        "it does not go on after space was made"
    );
    let waiting = api.cards("draft");
    assert_eq!(
        waiting.len(),
        refused,
        "a verdict that was refused has decided"
    );
    for card in &waiting {
        api.decided(card["id"].as_str().unwrap(), approval(card));
    }
    let unmatched =
        |api: &mut Api| usize::try_from(api.get("/status")["unmatched"].as_u64().unwrap()).unwrap();
    for _ in 0..4 {
        api.skip_day();
    }
    until("every mail that was taken is on screen", || {
        (unmatched(&mut api) == taken).then_some(())
    });
    until("all first letters left", || {
        let sent = outbox::letters(&data)
            .iter()
            .map(|letter| letter.to.clone())
            .collect::<std::collections::BTreeSet<_>>();
        (sent.len() == 6).then_some(())
    });
    // Full again while letters are due: they wait, and the same data serves after a restart.
    disk.fill();
    server.kill();
    let (code, words) = start.refused();
    assert!(
        code == 1 && (words.contains("space") || words.contains("full")),
        "{words}"
    );
    disk.free();
    let server = start.serve();
    let mut api = server.api();
    assert_eq!(unmatched(&mut api), taken);
    assert_eq!(api.conversations().len(), 6);
    assert!(server.terminate().success());
}

#[test]
fn no_store_is_begun_on_a_full_disk() {
    let Some(disk) = Disk::small() else { return };
    let room = Room::new(leads("begin", 1));
    disk.fill();
    let start = Start::new(&disk.0.path().join("data"), &room.playbook.dir);
    let (code, words) = start.refused();
    assert!(
        code == 1 && words.to_lowercase().contains("space"),
        "{words}"
    );
    disk.free();
    // What was begun on the full disk does not stand in the way.
    assert!(start.serve().terminate().success());
}

#[test]
fn a_folder_of_data_holds_nothing_for_others_to_read() {
    let (room, server, _api) = serve(leads("rights", 1));
    for file in [
        "",
        "onloop.sqlite3",
        "keys.json",
        "api-token",
        "api-address",
        "outbox",
        "inbox",
    ] {
        let path = if file.is_empty() {
            room.data()
        } else {
            room.data().join(file)
        };
        assert_eq!(rights(&path) & 0o077, 0, "{}", path.display());
    }
    assert!(server.terminate().success());
}

fn rights(path: &Path) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(path).unwrap().permissions())
}
