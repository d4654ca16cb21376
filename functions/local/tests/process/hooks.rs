//! Replies that programs post to the public door of a running process, signed by the secret that `onloop webhook`
//! prints.

use crate::common::api::{Answer, Api, approval};
use crate::common::model::{self, draft};
use crate::common::playbooks::{Playbook, address};
use crate::common::server::{Server, Start};
use crate::common::{outbox, until};
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

const PROFILE: &str = "https://www.linkedin.com/in/person-one";

/// Two people were written to; the second one has a profile.
fn written_to(room: &Path) -> (Server, Vec<outbox::Letter>) {
    let playbook = Playbook::roomy(&room.join("playbook"));
    playbook.by_the_real_clock(2);
    let list = std::fs::read_to_string(playbook.dir.join("leads.csv")).unwrap();
    let mut lines = list.lines();
    let mut with_profiles = format!("{},linkedin\n", lines.next().unwrap());
    for (line, profile) in lines.zip(["", PROFILE]) {
        with_profiles.push_str(&format!("{line},{profile}\n"));
    }
    playbook.write("leads.csv", with_profiles);
    let mut start = Start::new(&room.join("data"), &playbook.dir);
    let args = ["--market", "none", "--public", "https://desk.example"];
    start.args = args.map(str::to_owned).to_vec();
    start.env = model::serve(|_| {
        Ok(draft(
            "trucks at your docks",
            "Hello,\n\nshall we talk about your docks?\n\nMara Lindholt",
        ))
    });
    let server = start.serve();
    let mut api = server.api();
    api.accept_rest("first-agent");
    let cards = until("both are drafted", || {
        Some(api.cards("draft")).filter(|cards| cards.len() == 2)
    });
    for card in &cards {
        api.decided(card["id"].as_str().unwrap(), approval(card));
    }
    let letters = until("both letters left", || {
        Some(outbox::letters(&server.data)).filter(|letters| letters.len() == 2)
    });
    (server, letters)
}

/// What the command prints.
fn webhook(server: &Server) -> Value {
    let printed = Command::new(env!("CARGO_BIN_EXE_onloop"))
        .args(["webhook", "--json", "--data"])
        .arg(&server.data)
        .output()
        .unwrap();
    let words = String::from_utf8_lossy(&printed.stderr);
    assert!(printed.status.success(), "{words}");
    serde_json::from_slice(&printed.stdout).unwrap()
}

/// The answer of a letter's reader, as bytes that are not all text.
fn answer_to(letter: &outbox::Letter) -> Vec<u8> {
    let mut raw = format!(
        "From: {}\r\nTo: mara@dockwell.example\r\nSubject: Re: {}\r\nMessage-ID: <yes@now.example>\r\n\
         In-Reply-To: <{}>\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\n",
        letter.to, letter.subject, letter.message_id
    )
    .into_bytes();
    raw.extend(b"Sounds great. Can we speak on Tuesday, at the caf\xe9?\r\n");
    raw
}

/// Whoever posts.
struct Sender {
    api: Api,
    secret: String,
}

impl Sender {
    /// Posts what was signed so many seconds ago; `signed` instead of what is posted, if it is another text.
    fn post(&mut self, kind: &str, body: &[u8], ago: i64, signed: &[u8]) -> Answer {
        let key = self.secret.strip_prefix("whsec_").unwrap();
        let key = data_encoding::BASE64.decode(key.as_bytes()).unwrap();
        let at = (jiff::Timestamp::now().as_second() - ago).to_string();
        let text = [format!("msg_1.{at}.").as_bytes(), signed].concat();
        let code = data_encoding::BASE64.encode(&hmac_sha256(&key, &text));
        let (signature, host) = (format!("v1,{code}"), "desk.example");
        let headers = [
            ("host", host),
            ("content-type", kind),
            ("webhook-id", "msg_1"),
            ("webhook-timestamp", &at),
            ("webhook-signature", &signature),
        ];
        self.api
            .raw("POST", "/hooks/replies", &headers, body)
            .unwrap()
    }

    fn good(&mut self, kind: &str, body: &[u8]) -> Answer {
        self.post(kind, body, 0, body)
    }
}

/// RFC 2104, by nothing of ours; the key is shorter than a block.
fn hmac_sha256(key: &[u8], text: &[u8]) -> Vec<u8> {
    use sha2::{Digest, Sha256};
    let pad = |with: u8| -> Vec<u8> {
        let zeros = std::iter::repeat_n(&0, 64 - key.len());
        key.iter().chain(zeros).map(|byte| byte ^ with).collect()
    };
    let inner = Sha256::digest([pad(0x36).as_slice(), text].concat());
    Sha256::digest([pad(0x5c).as_slice(), inner.as_slice()].concat()).to_vec()
}

/// Runs the script that the help shows.
fn script_of_the_help(url: &str, secret: &str, raw: &[u8]) -> Option<String> {
    let help = Command::new(env!("CARGO_BIN_EXE_onloop"))
        .args(["webhook", "--help"])
        .output()
        .unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let (_, after) = help.split_once("from its standard input:\n").unwrap();
    let (script, _) = after.split_once("\n\n").unwrap();
    let lines: Vec<&str> = script.lines().map(|line| &line[2..]).collect();
    let run = Command::new("python3")
        .args(["-c", &lines.join("\n")])
        .env("WEBHOOK_URL", url)
        .env("WEBHOOK_SECRET", secret)
        .env("NO_PROXY", "*")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut run) = run else {
        eprintln!("python3 is missing: NOT RUN");
        return None;
    };
    run.stdin.take().unwrap().write_all(raw).unwrap();
    let ended = run.wait_with_output().unwrap();
    let words = String::from_utf8_lossy(&ended.stderr);
    assert!(ended.status.success(), "{words}\n{script}");
    Some(String::from_utf8(ended.stdout).unwrap())
}

#[test]
fn signed_replies_become_one_card_each_and_all_else_is_refused() {
    let room = tempfile::tempdir().unwrap();
    let (server, letters) = written_to(room.path());
    let told = webhook(&server);
    assert_eq!(told["url"], "https://desk.example/hooks/replies");
    let mut api = server.api();
    let secret = told["secret"].as_str().unwrap().to_owned();
    let mut sender = Sender {
        api: api.with_bearer(""),
        secret: secret.clone(),
    };
    let letter_to = |number| {
        let address = address("now", number);
        letters.iter().find(|letter| letter.to.contains(&address))
    };
    let raw = answer_to(letter_to(0).unwrap());
    let mail = "message/rfc822";

    let forged = sender.post(mail, &raw, 0, b"something else").problem(401);
    assert!(forged.contains("does not fit"), "{forged}");
    let old = sender.post(mail, &raw, 3_700, &raw).problem(401);
    assert!(old.contains("1h 1m") && old.contains("behind"), "{old}");
    let unsigned = [("host", "desk.example"), ("content-type", mail)];
    let unsigned = api.raw("POST", "/hooks/replies", &unsigned, &raw).unwrap();
    assert!(unsigned.problem(401).contains("webhook-id"));
    let fax = br#"{"type": "reply.fax", "data": {}}"#;
    let fax = sender.good("application/json", fax).problem(422);
    assert!(fax.contains("reply.email"), "{fax}");

    let taken = sender.good(mail, &raw);
    assert_eq!(
        (taken.status, &taken.json()["duplicate"]),
        (202, &json!(false))
    );
    let card = until("the mail is shown", || {
        api.cards("reply").into_iter().next()
    });
    assert_eq!(card["reply"]["inbound"], taken.json()["inbound"], "{card}");
    assert_eq!(card["reply"]["intent"], "positive", "{card}");
    assert_eq!(card["reply"]["matched_by"], "thread", "{card}");
    let text = card["reply"]["human_text"].as_str().unwrap();
    assert!(text.ends_with("at the café?"), "{text}");

    let message =
        json!({"id": "m-1", "profile": PROFILE, "name": "One", "text": "Yes, call me on Monday."});
    let event =
        json!({"type": "reply.linkedin", "timestamp": "2026-11-30T10:00:00Z", "data": message});
    let event = event.to_string();
    for duplicate in [false, true] {
        let taken = sender.good("application/json", event.as_bytes());
        let answer = taken.json();
        assert_eq!(
            (taken.status, &answer["duplicate"]),
            (202, &json!(duplicate))
        );
    }
    until("the message is shown", || {
        (api.cards("reply").len() == 2).then_some(())
    });

    // The same mail again: raw, in an event, and by the script of the help.
    let encoded = data_encoding::BASE64.encode(&raw);
    let event = json!({"type": "reply.email", "data": {"raw": encoded}}).to_string();
    let local = format!("http://{}/hooks/replies", server.address);
    let again = [
        sender.good(mail, &raw).json(),
        sender.good("application/json", event.as_bytes()).json(),
    ];
    let by_script = script_of_the_help(&local, &secret, &raw);
    let by_script = by_script.map(|said| serde_json::from_str(&said).unwrap());
    for answer in again.into_iter().chain(by_script) {
        assert_eq!(answer["inbound"], taken.json()["inbound"], "{answer}");
        assert_eq!(answer["duplicate"], true, "{answer}");
    }
    let replied = |api: &mut Api| {
        let lines = api.log();
        lines
            .iter()
            .filter(|line| line["event"] == "replied")
            .count()
    };
    assert_eq!((api.cards("reply").len(), replied(&mut api)), (2, 2));
    let status = api.get("/status");
    assert_eq!(
        (&status["unmatched"], &status["dead_letters"]),
        (&json!(0), &json!(0))
    );
    assert!(!server.words().contains(&secret));
    assert!(server.terminate().success());
}

#[test]
fn under_the_market_a_post_is_told_whose_clock_counts_and_has_no_public_address() {
    let room = tempfile::tempdir().unwrap();
    let playbook = Playbook::roomy(&room.path().join("playbook"));
    let server = Start::new(&room.path().join("data"), &playbook.dir).serve();
    let told = webhook(&server);
    assert_eq!(told["url"], Value::Null, "{told}");
    let mut api = server.api();
    api.skip_day();
    api.pause();
    let mut sender = Sender {
        api: api.with_bearer(""),
        secret: told["secret"].as_str().unwrap().to_owned(),
    };
    let words = sender.good("message/rfc822", b"From: a@b.example\r\n\r\nx");
    let words = words.problem(401);
    assert!(words.contains("--market none"), "{words}");
    assert!(server.terminate().success());
}
