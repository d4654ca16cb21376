//! How good the judgements are, measured through the command line on labelled cases. Prints scores;
//! what is asserted is that every line is answered under its own id.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;
use support::{corpus_file, ran};

/// Right answers of those that were asked for.
#[derive(Default)]
struct Share {
    right: u32,
    all: u32,
}

impl Share {
    fn count(&mut self, right: bool) {
        self.right += u32::from(right);
        self.all += 1;
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = 100.0 * f64::from(self.right) / f64::from(self.all.max(1));
        write!(f, "{}/{} ({share:.1} %)", self.right, self.all)
    }
}

/// Of all that is there how much was found, and of all that was found how much is there.
#[derive(Default)]
struct Found {
    recall: Share,
    precision: Share,
}

impl Found {
    fn count(&mut self, wanted: bool, got: bool) {
        if wanted {
            self.recall.count(got);
        }
        if got {
            self.precision.count(wanted);
        }
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "recall {} precision {}", self.recall, self.precision)
    }
}

/// Each line of a file with the line that a command answers.
fn answered(command: &str, path: &Path, prepare: impl Fn(&mut Value)) -> Vec<(Value, Value)> {
    let file = std::fs::read_to_string(path).unwrap();
    let cases: Vec<Value> = file
        .lines()
        .map(|line| {
            let mut case = serde_json::from_str(line).unwrap();
            prepare(&mut case);
            case
        })
        .collect();
    let input: String = cases.iter().map(|case| format!("{case}\n")).collect();
    let lines = ran(&[command, "--jsonl", "-"], input).ends(0).json_lines();
    assert_eq!(lines.len(), cases.len());
    let pairs: Vec<(Value, Value)> = cases.into_iter().zip(lines).collect();
    for (case, line) in &pairs {
        assert_eq!(case["id"], line["id"]);
    }
    pairs
}

fn flat(value: &Value) -> String {
    let words: Vec<&str> = value
        .as_str()
        .unwrap_or_default()
        .split_whitespace()
        .collect();
    words.join(" ")
}

#[test]
fn replies_are_labelled_through_the_command_line() {
    let Some(path) = corpus_file("labelled/replies.jsonl") else {
        return;
    };
    let (mut intent, mut text, mut dates, mut email, mut name) = (
        Share::default(),
        Share::default(),
        Share::default(),
        Share::default(),
        Share::default(),
    );
    let (mut escalate, mut stop) = (Found::default(), Found::default());
    let mut by_intent: BTreeMap<String, Share> = BTreeMap::new();
    for (case, line) in answered("label", &path, |_| {}) {
        let wanted = case["intent"].as_str().unwrap();
        let acceptable = case["acceptable"].as_array().unwrap();
        let fits = line["intent"] == wanted || acceptable.contains(&line["intent"]);
        intent.count(fits);
        by_intent.entry(wanted.to_owned()).or_default().count(fits);
        escalate.count(case["must_escalate"] == true, line["escalate"] == true);
        stop.count(case["must_stop"] == true, line["stop"] == true);
        text.count(flat(&case["human_text"]) == flat(&line["human_text"]));
        for date in ["return_date", "resume_on"] {
            if matches!(wanted, "out_of_office" | "not_now") || !line[date].is_null() {
                dates.count(case[date] == line[date]);
            }
        }
        if wanted == "referral" {
            let of = |from: &Value, field: &str| {
                from["referral"].get(field).cloned().unwrap_or_default()
            };
            email.count(of(&case, "email") == of(&line, "email"));
            name.count(of(&case, "name") == of(&line, "name"));
        }
    }
    eprintln!("label: intent {intent}, escalate {escalate}, stop {stop}");
    eprintln!("label: human text {text}, dates {dates}, referral name {name} email {email}");
    for (wanted, share) in by_intent {
        eprintln!("label:   {wanted:<15} {share}");
    }
}

#[test]
fn drafts_are_linted_through_the_command_line() {
    let Some(path) = corpus_file("labelled/drafts.jsonl") else {
        return;
    };
    let (mut all, mut hold, mut place) = (Found::default(), Found::default(), Share::default());
    let mut killed = Share::default();
    let mut by_rule: BTreeMap<String, Found> = BTreeMap::new();
    let judged_on = |case: &mut Value| {
        case["today"] = Value::from("2026-11-16");
    };
    for (case, line) in answered("lint", &path, judged_on) {
        let list = |value: &Value| -> Vec<String> {
            value
                .as_array()
                .unwrap()
                .iter()
                .map(|one| one.as_str().unwrap().to_owned())
                .collect()
        };
        let wanted = list(&case["expected"]);
        let findings = line["findings"].as_array().unwrap();
        let got: BTreeSet<String> = findings
            .iter()
            .map(|finding| finding["rule"].as_str().unwrap().to_owned())
            .collect();
        for rule in wanted
            .iter()
            .cloned()
            .chain(got.iter().cloned())
            .collect::<BTreeSet<_>>()
        {
            let (is, found) = (wanted.contains(&rule), got.contains(&rule));
            all.count(is, found);
            by_rule.entry(rule).or_default().count(is, found);
        }
        for (rule, evidence) in wanted.iter().zip(list(&case["evidence"])) {
            let same = findings.iter().filter(|finding| finding["rule"] == *rule);
            let mut near = same
                .filter_map(|finding| finding["evidence"].as_str())
                .peekable();
            if near.peek().is_some() {
                place
                    .count(near.any(|found| evidence.contains(found) || found.contains(&evidence)));
            }
        }
        hold.count(case["verdict"] != "approve", line["hold"] == true);
        if case["verdict"] == "kill" {
            killed.count(line["hold"] == true);
        }
    }
    eprintln!("lint: findings {all}, in their place {place}");
    eprintln!("lint: hold {hold}, of those to be killed {killed}");
    for (rule, found) in by_rule {
        eprintln!("lint:   {rule:<26} {found}");
    }
}

#[test]
fn mails_of_every_kind_are_read_through_the_command_line() {
    let Some(folder) = corpus_file("sisimai/mails") else {
        return;
    };
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let args: Vec<&std::ffi::OsStr> = std::iter::once("mail".as_ref())
        .chain(paths.iter().map(|path| path.as_os_str()))
        .collect();
    let done = ran(&args, "");
    assert!(!done.err.contains("panicked"), "{}", done.err);
    let lines = done.json_lines();
    assert_eq!(lines.len(), paths.len());
    let mut kinds: BTreeMap<String, u32> = BTreeMap::new();
    for (path, line) in paths.iter().zip(&lines) {
        assert_eq!(line["file"], path.to_str().unwrap());
        *kinds
            .entry(line["kind"].as_str().unwrap().to_owned())
            .or_default() += 1;
    }
    eprintln!("mail: {kinds:?} of {} notices", lines.len());
}
