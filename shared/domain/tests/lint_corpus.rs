//! Measures the draft lint on labelled drafts: our own cases, and the corpus where it is at hand.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use domain::lint::{LintInput, judge};
use jiff::civil::{Date, date};
use serde_json::Value;

/// The day by which all labels were given.
const TODAY: Date = date(2026, 11, 16);

/// Counts over a file of labelled drafts.
#[derive(Debug, Default)]
struct Score {
    drafts: usize,
    hits: usize,
    missed: usize,
    false_alarms: usize,
    overlapping: usize,
    clean: usize,
    clean_kept: usize,
    clean_held: usize,
    kills: usize,
    kills_held: usize,
    edits: usize,
    edits_held: usize,
    /// Per rule: hits, false alarms, missed.
    rules: BTreeMap<String, (usize, usize, usize)>,
}

impl Score {
    fn recall(&self) -> f64 {
        share(self.hits, self.hits + self.missed)
    }

    fn precision(&self) -> f64 {
        share(self.hits, self.hits + self.false_alarms)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap());
    if whole == 0 {
        1.0
    } else {
        number(part) / number(whole)
    }
}

fn strings(value: &Value) -> Vec<String> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item.as_str().unwrap().to_owned())
        .collect()
}

fn overlap(text: &str, one: &str, other: &str) -> bool {
    match (text.find(one), text.find(other)) {
        (Some(first), Some(second)) => first < second + other.len() && second < first + one.len(),
        _ => false,
    }
}

fn measure(path: &Path) -> Score {
    let mut score = Score::default();
    for line in std::fs::read_to_string(path)
        .unwrap()
        .lines()
        .filter(|line| !line.trim().is_empty())
    {
        let value: Value = serde_json::from_str(line).unwrap();
        let input: LintInput = serde_json::from_value(value.clone()).unwrap();
        let (subject, body) = (input.subject.clone(), input.body.clone());
        let output = judge(input, TODAY);
        let expected: Vec<(String, String)> = strings(&value["expected"])
            .into_iter()
            .zip(strings(&value["evidence"]))
            .collect();
        score.drafts += 1;
        for (rule, evidence) in &expected {
            let counts = score.rules.entry(rule.clone()).or_default();
            match output
                .findings
                .iter()
                .find(|finding| finding.rule.name() == rule)
            {
                Some(finding) => {
                    counts.0 += 1;
                    score.hits += 1;
                    let near = overlap(&body, evidence, &finding.evidence)
                        || overlap(&subject, evidence, &finding.evidence);
                    score.overlapping += usize::from(near);
                }
                None => {
                    counts.2 += 1;
                    score.missed += 1;
                    eprintln!("{}: missed {rule}: {evidence}", output.id);
                }
            }
        }
        for finding in &output.findings {
            assert!(
                body.contains(&finding.evidence) || subject.contains(&finding.evidence),
                "{}",
                output.id
            );
            if !expected.iter().any(|(rule, _)| rule == finding.rule.name()) {
                score
                    .rules
                    .entry(finding.rule.name().to_owned())
                    .or_default()
                    .1 += 1;
                score.false_alarms += 1;
                eprintln!(
                    "{}: false {}: {}",
                    output.id,
                    finding.rule.name(),
                    finding.evidence
                );
            }
        }
        if expected.is_empty() {
            score.clean += 1;
            score.clean_kept += usize::from(output.findings.is_empty());
        }
        let held = usize::from(output.hold);
        match value["verdict"].as_str().unwrap() {
            "kill" => {
                score.kills += 1;
                score.kills_held += held;
            }
            "edit" => {
                score.edits += 1;
                score.edits_held += held;
            }
            _ => score.clean_held += held,
        }
    }
    eprintln!("{}: {score:#?}", path.display());
    score
}

fn corpora() -> PathBuf {
    std::env::var_os("ONLOOP_CORPORA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora"),
        PathBuf::from,
    )
}

#[test]
fn the_labelled_corpus_is_judged_as_its_labels_say() {
    let path = corpora().join("labelled/drafts.jsonl");
    if !path.exists() {
        eprintln!("corpora missing at {}: NOT RUN", path.display());
        return;
    }
    let score = measure(&path);
    assert!(score.recall() >= 0.95, "recall {}", score.recall());
    assert!(score.precision() >= 0.95, "precision {}", score.precision());
    assert!(
        share(score.overlapping, score.hits) >= 0.95,
        "evidence {}",
        score.overlapping
    );
    assert!(
        score.clean_kept + 1 >= score.clean,
        "clean {} of {}",
        score.clean_kept,
        score.clean
    );
    assert_eq!(score.kills_held, score.kills);
}

#[test]
fn our_own_cases_are_judged_as_their_labels_say() {
    let score = measure(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lint_cases.jsonl"));
    assert!(score.drafts >= 80);
    assert!(score.recall() >= 0.95, "recall {}", score.recall());
    assert!(score.precision() >= 0.97, "precision {}", score.precision());
    assert!(
        share(score.overlapping, score.hits) >= 0.97,
        "evidence {}",
        score.overlapping
    );
    assert!(
        share(score.clean_kept, score.clean) >= 0.97,
        "clean {} of {}",
        score.clean_kept,
        score.clean
    );
}

/// Drafts of several hands and trades, written before the code had seen them; the letters of the ids tell
/// the batches, of which only `q` was never looked at while mending.
#[test]
fn fresh_drafts_are_held_as_their_verdicts_say() {
    let score = measure(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fresh_drafts.jsonl"));
    assert!(score.drafts >= 390);
    let kills = share(score.kills_held, score.kills);
    let edits = share(score.edits_held, score.edits);
    let clean = share(score.clean_held, score.clean);
    assert!(kills >= 0.90, "kills held {kills}");
    assert!(edits >= 0.90, "edits held {edits}");
    assert!(clean <= 0.10, "clean held {clean}");
    assert!(score.recall() >= 0.90, "recall {}", score.recall());
}
