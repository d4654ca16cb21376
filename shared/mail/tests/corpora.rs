//! Floors under what is reached on real mail. Floors rise, they don't fall.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::path::Path;

use mail::{Inbound, Keep, MailKind};
use serde_json::Value;

fn gold(corpora: &Path, name: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(corpora.join(name)).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn raw(corpora: &Path, label: &Value) -> Vec<u8> {
    let set = corpora.join(label["set"].as_str().unwrap());
    let file = label["file"].as_str().unwrap();
    ["", "mails", "data", "emails"]
        .iter()
        .find_map(|folder| std::fs::read(set.join(folder).join(file)).ok())
        .unwrap()
}

#[track_caller]
fn at_least(what: &str, right: usize, of: usize, percent: usize) {
    eprintln!("{what}: {right} of {of}");
    assert!(
        right * 100 >= of * percent,
        "{what}: {right} of {of} is under {percent} %"
    );
}

#[test]
fn bounces_name_their_recipients_and_nothing_else_is_a_bounce() {
    let Some(corpora) = common::corpora() else {
        return;
    };
    let (mut labelled, mut found, mut judged, mut right) = (0, 0, 0, 0);
    for label in gold(&corpora, "score/gold/bounce.gold.jsonl") {
        let inbound = mail::read(&raw(&corpora, &label));
        let bounce = matches!(inbound.kind, MailKind::Bounce | MailKind::Delay);
        if label["kind"] != "bounce" {
            assert!(
                !bounce,
                "{} is {} and was called a bounce",
                label["file"], label["kind"]
            );
            continue;
        }
        let Some(recipients) = label["recipients"]
            .as_array()
            .filter(|list| !list.is_empty())
        else {
            continue;
        };
        labelled += 1;
        let mut all = true;
        for recipient in recipients {
            let any: Vec<&str> = recipient["any"]
                .as_array()
                .unwrap()
                .iter()
                .map(|one| one.as_str().unwrap())
                .collect();
            let hit = inbound
                .recipients
                .iter()
                .find(|one| bounce && any.contains(&one.address.to_lowercase().as_str()));
            all &= hit.is_some();
            if let Some(hard) = recipient["hard"].as_bool() {
                judged += 1;
                right += usize::from(hit.is_some_and(|hit| hit.permanent == Some(hard)));
            }
        }
        found += usize::from(all);
    }
    at_least("bounces with all recipients", found, labelled, 97);
    at_least(
        "recipients judged dead or alive as labelled",
        right,
        judged,
        95,
    );
}

#[test]
fn complaints_and_auto_replies_are_told_apart() {
    let Some(corpora) = common::corpora() else {
        return;
    };
    for label in gold(&corpora, "score/gold/bounce.gold.jsonl") {
        let kind = mail::read(&raw(&corpora, &label)).kind;
        match label["kind"].as_str().unwrap() {
            "arf" => assert_eq!(kind, MailKind::Complaint, "{}", label["file"]),
            "autoreply" => assert_eq!(kind, MailKind::AutoReply, "{}", label["file"]),
            _ => {}
        }
    }
}

#[test]
fn new_words_are_found_as_other_projects_label_them() {
    let Some(corpora) = common::corpora() else {
        return;
    };
    let mut groups: std::collections::BTreeMap<String, (usize, usize)> =
        std::collections::BTreeMap::new();
    for label in gold(&corpora, "score/gold/reply.gold.jsonl") {
        let Some(accepted) = label["kept"].as_array() else {
            continue;
        };
        let raw = raw(&corpora, &label);
        let text = String::from_utf8_lossy(&raw).into_owned();
        let body = match label["format"].as_str().unwrap() {
            "text" => text,
            "html" => mail::html_to_text(&text),
            _ => mail::read(&raw).text,
        };
        let kept = mail::human_text_with(&body, None, Keep { signature: true });
        let flat = |text: &str| {
            text.replace(['\u{feff}', '\u{200b}'], "")
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        };
        let tight = |text: &str| flat(text).replace(' ', "");
        let exact = accepted.iter().filter_map(Value::as_str).any(|one| {
            if label["nospace"] == true {
                tight(one) == tight(&kept)
            } else {
                flat(one) == flat(&kept)
            }
        });
        let group = groups
            .entry(label["group"].as_str().unwrap().to_owned())
            .or_default();
        group.0 += usize::from(exact);
        group.1 += 1;
    }
    for (group, floor) in [
        ("email_reply_trimmer", 82),
        ("github_email_reply_parser", 100),
        ("talon", 100),
        ("talon-html", 90),
        ("quotequail", 100),
    ] {
        let (right, of) = groups[group];
        at_least(group, right, of, floor);
    }
}

#[test]
fn new_words_of_labelled_sales_mail() {
    let Some(corpora) = common::corpora() else {
        return;
    };
    let (mut right, mut of) = (0, 0);
    for reply in gold(&corpora, "labelled/replies.jsonl") {
        let headers: Vec<(String, String)> = reply["headers"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned()))
            .collect();
        let inbound = mail::read_parts(&headers, reply["body"].as_str().unwrap());
        let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        right +=
            usize::from(flat(&inbound.human_text) == flat(reply["human_text"].as_str().unwrap()));
        of += 1;
        let intent = reply["intent"].as_str().unwrap();
        let bounce = matches!(inbound.kind, MailKind::Bounce | MailKind::Delay);
        assert_eq!(bounce, intent == "bounce", "{}", reply["id"]);
        if inbound.kind == MailKind::AutoReply {
            assert!(
                ["out_of_office", "auto_reply"].contains(&intent),
                "{}",
                reply["id"]
            );
        }
    }
    at_least("human text", right, of, 98);
}

#[test]
fn every_mail_is_read_or_said_to_be_unreadable() {
    let Some(corpora) = common::corpora() else {
        return;
    };
    for set in [
        "ruby-mail",
        "cpython-test-email",
        "sisimai",
        "flufl-bounce",
        "talon",
    ] {
        for file in common::files(&corpora.join(set)) {
            let raw = std::fs::read(&file).unwrap();
            let inbound = mail::read(&raw);
            assert_eq!(
                inbound.kind == MailKind::Unreadable,
                inbound.error.is_some(),
                "{}",
                file.display()
            );
            broken_in_many_ways(&raw);
        }
    }
}

/// Cut, and with bytes changed: nothing may panic.
fn broken_in_many_ways(raw: &[u8]) -> Vec<Inbound> {
    let mut seen = Vec::new();
    for step in 1..6 {
        seen.push(mail::read(&raw[..raw.len() * step / 6]));
    }
    let mut state = 0x9e37_79b9_u32;
    let mut mail = raw.to_vec();
    for _ in 0..40.min(raw.len()) {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        let at = usize::try_from(state).unwrap() % mail.len();
        mail[at] = state.to_le_bytes()[3];
    }
    seen.push(mail::read(&mail));
    seen
}
