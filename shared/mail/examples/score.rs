//! Writes what this package says of labelled mails, one JSON object a line, for outside scorers.
//!
//! `cargo run --release -p mail --example score -- bounce CORPORA > PREDICTIONS`, or `reply`.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    time::Instant,
};

use mail::{Keep, MailKind};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let what = arguments.next().unwrap_or_default();
    let corpora = PathBuf::from(arguments.next().unwrap_or_default());
    let gold = corpora.join(format!("score/gold/{what}.gold.jsonl"));
    let Ok(gold) = fs::read_to_string(&gold) else {
        eprintln!(
            "usage: score bounce|reply CORPORA; no file at {}",
            gold.display()
        );
        std::process::exit(2);
    };
    let mut out = std::io::stdout().lock();
    for line in gold.lines() {
        let Ok(label) = serde_json::from_str::<serde_json::Value>(line) else {
            continue;
        };
        let text = |key: &str| label[key].as_str().unwrap_or_default().to_owned();
        let (set, file) = (text("set"), text("file"));
        let Some(raw) = find(&corpora, &set, &file) else {
            eprintln!("no file {set}/{file}");
            continue;
        };
        let started = Instant::now();
        let mut prediction = if what == "bounce" {
            bounce(&raw)
        } else {
            reply(&raw, &text("format"), !file.contains("signature/"))
        };
        prediction["ms"] = serde_json::json!(started.elapsed().as_secs_f64() * 1e3);
        prediction["set"] = set.into();
        prediction["file"] = file.into();
        if writeln!(out, "{prediction}").is_err() {
            return;
        }
    }
}

fn find(corpora: &Path, set: &str, file: &str) -> Option<Vec<u8>> {
    ["", "mails", "data", "emails"]
        .iter()
        .find_map(|folder| fs::read(corpora.join(set).join(folder).join(file)).ok())
}

fn bounce(raw: &[u8]) -> serde_json::Value {
    let inbound = mail::read(raw);
    let kind = match inbound.kind {
        MailKind::Bounce | MailKind::Delay => "bounce",
        MailKind::Complaint => "arf",
        MailKind::AutoReply => "autoreply",
        MailKind::Unreadable => "error",
        MailKind::Human | MailKind::Calendar => "none",
    };
    let recipients: Vec<_> = inbound
        .recipients
        .iter()
        .map(|one| serde_json::json!({"address": one.address, "hard": one.permanent, "status": one.status, "diagnostic": one.diagnostic}))
        .collect();
    serde_json::json!({"kind": kind, "exact_kind": inbound.kind, "recipients": recipients, "error": inbound.error})
}

fn reply(raw: &[u8], format: &str, signature: bool) -> serde_json::Value {
    let keep = Keep { signature };
    let text = String::from_utf8_lossy(raw);
    let kept = match format {
        "text" => mail::human_text_with(&text, None, keep),
        "html" => mail::human_text_with(&mail::html_to_text(&text), None, keep),
        _ => mail::human_text_with(&mail::read(raw).text, None, keep),
    };
    serde_json::json!({ "kept": kept })
}
