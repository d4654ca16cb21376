//! Seeds under faults: nothing breaks, everything comes to its end, every kind of fault occurs.

use simulation::{FAULTS, Level, Options, Report, run, spread};
use std::collections::BTreeMap;

fn options(seed: u64, level: Level) -> Options {
    Options {
        seed,
        agents: 3,
        days: 10,
        level,
        mutant: None,
        crash_at: None,
        plain: false,
    }
}

/// Reports of seeds from 0 on, or the first failure.
fn reports(count: u64, level: Level) -> Vec<Report> {
    let mut all = Vec::new();
    spread(
        count,
        |seed| run(&options(seed, level)),
        |_, outcome| {
            all.push(outcome.unwrap_or_else(|failure| panic!("{failure}")));
            true
        },
    );
    all
}

#[test]
fn a_run_without_faults_sends_answers_and_comes_to_its_end() {
    for report in reports(3, Level::None) {
        assert!(report.letters > 40, "{} letters", report.letters);
        assert!(report.faults.is_empty(), "{:?}", report.faults);
        assert!(
            report.checked.values().all(|count| *count > 0),
            "{:?}",
            report.checked
        );
    }
}

#[test]
fn two_hundred_seeds_of_heavy_faults_break_nothing() {
    let (mut steps, mut letters) = (0, 0);
    let mut faults: BTreeMap<&str, u64> = BTreeMap::new();
    let mut trust: BTreeMap<String, u64> = BTreeMap::new();
    for report in reports(200, Level::Heavy) {
        for (what, count) in report.volume.get("trust").into_iter().flatten() {
            *trust.entry(what.clone()).or_default() += count;
        }
        steps += report.steps;
        letters += report.letters;
        for (fault, count) in report.faults {
            *faults.entry(fault).or_default() += count;
        }
    }
    for what in [
        "cleared by policy",
        "cleared and audited",
        "held",
        "claimed by policy",
    ] {
        assert!(
            trust.get(what).is_some_and(|count| *count > 200),
            "{what}: {trust:?}"
        );
    }
    println!("trust: {trust:?}");
    let all: u64 = faults.values().sum();
    println!("200 seeds: {steps} steps, {letters} letters, {all} faults: {faults:?}");
}

#[test]
fn every_kind_of_fault_occurs_within_twenty_heavy_seeds() {
    let mut seen: BTreeMap<&str, u64> = BTreeMap::new();
    for report in reports(20, Level::Heavy) {
        for (fault, count) in report.faults {
            *seen.entry(fault).or_default() += count;
        }
    }
    let missing: Vec<_> = FAULTS
        .iter()
        .filter(|fault| !seen.contains_key(**fault))
        .collect();
    assert!(missing.is_empty(), "never happened: {missing:?}; {seen:?}");
}

#[test]
fn a_seed_decides_everything() {
    let text = |report: Report| serde_json::to_string(&report).unwrap();
    let once = run(&options(7, Level::Heavy)).unwrap_or_else(|failure| panic!("{failure}"));
    let twice = run(&options(7, Level::Heavy)).unwrap_or_else(|failure| panic!("{failure}"));
    assert_eq!(text(once), text(twice));
}
