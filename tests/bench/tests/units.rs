//! What is written in `docs` of a conversation's units is what is measured. `ONLOOP_WRITE_DOCS=1` writes it
//! anew; then read what changed, because a bill changes with it.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

const COLUMNS: [(&str, &str); 7] = [
    ("read units", "read_units"),
    ("write units", "write_units"),
    ("table calls", "table_calls"),
    ("queue messages", "queue_messages"),
    ("bodies stored", "blobs_written"),
    ("bodies fetched", "blobs_read"),
    ("tasks", "tasks"),
];

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs")
}

fn measured() -> Value {
    let ran = Command::new(env!("CARGO_BIN_EXE_bench"))
        .args(["--only", "units", "--size", "small"])
        .output()
        .expect("the bench starts");
    assert!(
        ran.status.success(),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    let mut line: Value = serde_json::from_slice(&ran.stdout).expect("one object");
    let line = line.as_object_mut().expect("one object");
    line.retain(|name, _| name.ends_with("_answers"));
    Value::Object(line.clone())
}

/// A number as one reads it.
fn told(value: &Value) -> String {
    let number = value.as_f64().unwrap_or_default();
    if number == 0.0 {
        String::new()
    } else {
        format!("{number:.1}")
    }
}

fn table(scene: &Value) -> String {
    let mut text = String::from("| stage |");
    for (title, _) in COLUMNS {
        text.push_str(&format!(" {title} |"));
    }
    text.push_str("\n| --- |");
    text.push_str(&" ---: |".repeat(COLUMNS.len()));
    let stages = scene["by_stage"].as_object().expect("stages");
    for (stage, row) in stages {
        text.push_str(&format!("\n| {stage} |"));
        for (_, name) in COLUMNS {
            text.push_str(&format!(" {} |", told(&row[name])));
        }
    }
    text.push_str("\n| **all** |");
    for (_, name) in COLUMNS {
        let all: f64 = stages.values().filter_map(|row| row[name].as_f64()).sum();
        text.push_str(&format!(" **{all:.1}** |"));
    }
    text.push('\n');
    text
}

fn page(measured: &Value) -> String {
    let (silent, answered) = (&measured["nobody_answers"], &measured["everybody_answers"]);
    format!(
        "# What a conversation asks for\n\n\
        On average over {} conversations, by stage; units as DynamoDB counts them, on the table in memory.\n\
        Whole conversations cost the same on SQLite and on DynamoDB: `tests/run aws` compares them. Measured by\n\
        `cargo run -p bench -- --only units --size small`; a test fails where this page is not what is measured,\n\
        and `onloop cost` reckons from it.\n\n\
        ## Nobody answers: {} letters\n\n{}\n\
        ## Everybody says yes to the first letter: {} letter, {} reply\n\n{}",
        silent["conversations"],
        silent["letters"],
        table(silent),
        answered["letters"],
        answered["replies"],
        table(answered)
    )
}

#[test]
fn the_units_in_the_docs_are_those_that_are_measured() {
    let measured = measured();
    let json = format!(
        "{}\n",
        serde_json::to_string_pretty(&measured).expect("it is JSON")
    );
    for (name, now) in [("units.json", json), ("units.md", page(&measured))] {
        let file = docs().join(name);
        if std::env::var_os("ONLOOP_WRITE_DOCS").is_some() {
            std::fs::write(&file, &now).expect("the docs can be written");
        }
        let written = std::fs::read_to_string(&file).unwrap_or_default();
        assert!(
            written == now,
            "docs/{name} is not what is measured; run this test with ONLOOP_WRITE_DOCS=1 and read what changed:\n{now}"
        );
    }
}
