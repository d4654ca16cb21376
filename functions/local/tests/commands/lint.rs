//! `lint`: one draft, or lines of them.

use crate::support::ran;
use serde_json::{Value, json};

fn draft(id: impl Into<Value>, body: &str) -> Value {
    json!({
        "id": id.into(), "today": "2026-11-16", "step": 1, "channel": "email", "subject": "trucks at your docks",
        "facts": [{"id": "f1", "text": "Dockwell shows how long each truck waits.", "source": "house:product", "date": "2026-10-05"}],
        "contact": {"first_name": "Sam", "last_name": "Example", "title": "Head of Logistics", "company": "Firm", "country": "GB"},
        "body": body,
    })
}

const CLEAN: &str =
    "Hello Sam,\n\nDockwell shows how long each truck waits.\n\nShall I send you a sample?\n\nMara";

fn rules(line: &Value) -> Vec<&str> {
    line["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["rule"].as_str().unwrap())
        .collect()
}

#[test]
fn a_clean_draft_has_no_finding() {
    let done = ran(&["lint"], draft("d1", CLEAN).to_string()).ends(0);
    assert_eq!(
        done.json(),
        json!({"id": "d1", "findings": [], "hold": false})
    );
}

#[test]
fn a_finding_names_rule_evidence_and_what_to_do() {
    let body = CLEAN.replace("Sam", "{{ first_name }}");
    let out = ran(&["lint"], draft("d2", &body).to_string())
        .ends(0)
        .json();
    assert!(rules(&out).contains(&"leftover_placeholder"), "{out}");
    assert_eq!(out["hold"], true);
    let finding = &out["findings"][0];
    assert!(body.contains(finding["evidence"].as_str().unwrap()));
    assert!(!finding["message"].as_str().unwrap().is_empty());
}

#[test]
fn the_houses_own_phrases_are_asked_for() {
    let mut input = draft(1, CLEAN);
    input["banned_phrases"] = json!(["each truck"]);
    let out = ran(&["lint"], input.to_string()).ends(0).json();
    assert_eq!(rules(&out), ["banned_phrase"]);
}

#[test]
fn what_is_missing_or_null_is_empty() {
    let input = json!({"id": 3, "body": CLEAN, "facts": null, "contact": {"first_name": "Sam", "last_name": null}, "note": "unknown"});
    let out = ran(&["lint"], input.to_string()).ends(0).json();
    assert_eq!(out["id"], 3);
}

#[test]
fn lines_answer_lines_and_a_bad_one_stops_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("drafts.jsonl");
    let mut bytes = format!(
        "{}\n{{\"id\": \"e1\", \"facts\": 3, \"body\": \"x\"}}\n{{\"id\": \"e2\", \"today\": \"soon\", \"body\": \"x\"}}\n{{\"id\": \"e3\"}}\n",
        draft("a", CLEAN)
    )
    .into_bytes();
    bytes.extend_from_slice(b"{\"id\": \"e4\", \"body\": \"\xe9\"}\n");
    bytes.extend_from_slice(b"{\"id\": \"e5\", \"body\": \"x\", \"step\": -1}\n");
    bytes.extend_from_slice(draft("b", CLEAN).to_string().as_bytes());
    std::fs::write(&file, bytes).unwrap();
    let lines = ran(&["lint".as_ref(), "--jsonl".as_ref(), file.as_os_str()], "")
        .ends(1)
        .json_lines();
    let ids: Vec<&str> = lines
        .iter()
        .map(|line| line["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["a", "e1", "e2", "e3", "e4", "e5", "b"]);
    let field = |at: usize| lines[at]["error"].as_str().unwrap().to_owned();
    for (at, field_name) in [
        (1, "`facts`"),
        (2, "`today`"),
        (3, "`body`"),
        (4, "UTF-8"),
        (5, "`step`"),
    ] {
        assert!(field(at).contains(field_name), "{}", field(at));
    }
    assert_eq!(lines[6]["hold"], false);
}

#[test]
fn empty_and_large_input() {
    ran(&["lint"], "").ends(1);
    assert_eq!(ran(&["lint", "--jsonl", "-"], "").ends(0).out, "");
    let large = draft(
        "large",
        &"Hello Sam, what a long letter this is! ".repeat(270_000),
    )
    .to_string();
    assert!(large.len() > 10_000_000);
    let lines = ran(
        &["lint", "--jsonl", "-"],
        format!("{large}\n{}\n", draft("b", CLEAN)),
    )
    .ends(0)
    .json_lines();
    assert!(rules(&lines[0]).contains(&"too_long"));
    assert_eq!(lines[1]["id"], "b");
}
