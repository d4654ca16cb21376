//! `label`: one object, or lines of them.

use crate::support::ran;
use serde_json::{Value, json};

const KEYS: [&str; 10] = [
    "id",
    "intent",
    "confidence",
    "escalate",
    "stop",
    "return_date",
    "resume_on",
    "referral",
    "human_text",
    "evidence",
];

fn reply(id: impl Into<Value>, body: &str) -> Value {
    json!({"id": id.into(), "channel": "email", "received": "2026-11-16T09:00:00+01:00", "body": body,
        "headers": {"From": "Sam Example <sam@firm.example>", "To": "mara@dockwell.example", "Subject": "Re: docks"}})
}

fn keys(line: &str) -> Vec<&str> {
    KEYS.into_iter()
        .filter(|key| line.contains(&format!("\"{key}\":")))
        .collect()
}

#[test]
fn one_reply_is_labelled() {
    let input = reply(
        "r1",
        "Please stop writing to me.\n\nSam\n\n> Hello Sam, trucks wait.",
    );
    let done = ran(&["label"], input.to_string()).ends(0);
    assert_eq!(done.out.lines().count(), 1);
    assert_eq!(keys(&done.out), KEYS);
    let out = done.json();
    assert_eq!(out["id"], "r1");
    assert_eq!(out["intent"], "unsubscribe");
    assert_eq!(out["stop"], true);
    assert_eq!(out["human_text"], "Please stop writing to me.");
    assert_eq!(out["return_date"], Value::Null);
    assert!(!out["evidence"].as_array().unwrap().is_empty());
}

#[test]
fn relative_days_are_counted_in_the_writers_own_day() {
    let mut input = reply(1, "I am away and back tomorrow.");
    // Already the 17th where it was written, still the 16th in UTC.
    input["received"] = json!("2026-11-17T00:30:00+09:00");
    let out = ran(&["label"], input.to_string()).ends(0).json();
    assert_eq!(out["intent"], "out_of_office");
    assert_eq!(out["return_date"], "2026-11-18");
}

#[test]
fn a_file_is_read_as_standard_input_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("reply.json");
    let input = reply("r1", "Not interested, thanks.").to_string();
    std::fs::write(&file, format!("\u{feff}{input}\r\n")).unwrap();
    let by_file = ran(&["label".as_ref(), file.as_os_str()], "").ends(0);
    assert_eq!(by_file.out, ran(&["label", "-"], input).ends(0).out);
    assert_eq!(by_file.json()["intent"], "not_interested");
}

#[test]
fn linkedin_needs_no_headers() {
    let input = json!({"id": null, "channel": "linkedin", "headers": {}, "received": "2026-11-16T09:00:00Z",
        "body": "Sounds good, call me on Thursday at 10?"});
    let out = ran(&["label"], input.to_string()).ends(0).json();
    assert_eq!(
        (&out["id"], &out["intent"]),
        (&Value::Null, &json!("positive"))
    );
}

#[test]
fn lines_answer_lines_and_a_bad_one_stops_nothing() {
    let good = reply(7, "Not interested, thanks.").to_string();
    let mut input = Vec::new();
    for line in [
        good.as_bytes(),
        b"",
        b"{\"id\": 1",
        b"[1]",
        b"{\"id\": {\"row\": 2}, \"received\": \"2026-11-16T09:00:00Z\"}",
        b"{\"id\": \"x\", \"body\": \"hi\", \"received\": \"yesterday\"}",
        b"{\"id\": \"y\", \"body\": \"hi\", \"received\": \"2026-11-16T09:00:00\"}",
        b"{\"id\": \"z\", \"body\": 5, \"received\": \"2026-11-16T09:00:00Z\"}",
        b"{\"id\": \"c\", \"body\": \"hi\", \"channel\": \"fax\", \"received\": \"2026-11-16T09:00:00Z\"}",
        b"{\"id\": \"h\", \"body\": \"hi\", \"headers\": 3, \"received\": \"2026-11-16T09:00:00Z\"}",
        b"{\"id\": \"latin\", \"received\": \"2026-11-16T09:00:00Z\", \"body\": \"caf\xe9\"}",
        good.as_bytes(),
    ] {
        input.extend_from_slice(line);
        input.push(b'\n');
    }
    let done = ran(&["label", "--jsonl", "-"], &input).ends(1);
    let lines = done.json_lines();
    assert_eq!(lines.len(), 12);
    for at in [0, 11] {
        assert_eq!(
            (&lines[at]["id"], &lines[at]["intent"]),
            (&json!(7), &json!("not_interested"))
        );
    }
    let told: Vec<(Value, String)> = lines[1..11]
        .iter()
        .map(|line| {
            assert_eq!(line.as_object().unwrap().len(), 2, "{line}");
            (
                line["id"].clone(),
                line["error"].as_str().unwrap().to_owned(),
            )
        })
        .collect();
    let wanted = [
        (Value::Null, "line 2: it is empty"),
        (Value::Null, "line 3: it is no JSON"),
        (Value::Null, "line 4: it is a list"),
        (json!({"row": 2}), "line 5: `body` is missing"),
        (json!("x"), "line 6: `received`"),
        (json!("y"), "line 7: `received`"),
        (json!("z"), "line 8: `body`"),
        (json!("c"), "line 9: `channel`"),
        (json!("h"), "line 10: `headers`"),
        (json!("latin"), "line 11: byte "),
    ];
    for ((id, error), (wanted_id, start)) in told.iter().zip(wanted) {
        assert_eq!(*id, wanted_id);
        assert!(
            error.starts_with(start),
            "{error:?} doesn't begin with {start:?}"
        );
    }
}

#[test]
fn a_single_object_that_cannot_be_read_says_why() {
    for (input, why) in [
        (&b""[..], "standard input: it is empty"),
        (b"\n \n", "standard input: it is empty"),
        (b"hello", "it is no JSON"),
        (b"\xff\xfe{\x00", "isn't UTF-8"),
        (b"{\"id\":1}", "`received` is missing"),
        (b"{}{}", "it is no JSON"),
    ] {
        let done = ran(&["label"], input).ends(1);
        assert_eq!(done.out, "");
        assert!(
            done.err.contains(why) && done.err.contains("\n  fix: "),
            "{}",
            done.err
        );
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    ran(&["label"], format!("{{\"id\":{deep}}}")).ends(1);
}

#[test]
fn no_lines_are_no_fault() {
    assert_eq!(ran(&["label", "--jsonl", "-"], "").ends(0).out, "");
}

#[test]
fn a_file_that_is_not_there_is_misuse() {
    for args in [
        &["label", "/nowhere/reply.json"][..],
        &["label", "--jsonl", "/nowhere/replies.jsonl"],
    ] {
        let done = ran(args, "").ends(2);
        assert!(
            done.err.contains("can't read /nowhere/") && done.err.contains("fix: "),
            "{}",
            done.err
        );
    }
    ran(&["label", "/"], "").ends(2);
}

#[test]
fn a_line_of_ten_megabytes_is_answered_and_a_larger_one_is_passed_over() {
    let large = reply(
        "large",
        &"We thank you and are not interested. ".repeat(280_000),
    )
    .to_string();
    assert!(large.len() > 10_000_000);
    let small = reply("small", "Not interested.");
    let done = ran(&["label", "--jsonl", "-"], format!("{large}\n{small}")).ends(0);
    let lines = done.json_lines();
    assert_eq!(
        (&lines[0]["id"], &lines[1]["id"]),
        (&json!("large"), &json!("small"))
    );

    let beyond = "a".repeat(65 * 1024 * 1024);
    let lines = ran(&["label", "--jsonl", "-"], format!("{beyond}\n{small}\n"))
        .ends(1)
        .json_lines();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["error"], "line 1: it is longer than 64 MiB");
    assert_eq!(lines[1]["id"], "small");
}
