//! The checks can fail: each guard that is taken away is missed by its invariant.

use simulation::{Level, Mutant, Options, run, spread};
use std::collections::BTreeSet;

/// The first seed at which the invariant catches the mutant.
fn caught(mutant: Mutant, invariant: u8) -> Option<u64> {
    (0..200).find(|seed| {
        let outcome = run(&Options {
            seed: *seed,
            agents: 3,
            days: 10,
            level: Level::Light,
            mutant: Some(mutant),
            crash_at: None,
            plain: false,
        });
        outcome.is_err_and(|failure| {
            failure
                .broken
                .iter()
                .any(|broken| broken.invariant == invariant)
        })
    })
}

#[test]
fn every_mutant_is_caught_by_its_invariant_within_two_hundred_seeds() {
    let mut missed = Vec::new();
    let count = u64::try_from(Mutant::ALL.len()).unwrap();
    let of = |number: u64| Mutant::ALL[usize::try_from(number).unwrap()];
    spread(
        count,
        |number| {
            let (mutant, invariant) = of(number);
            caught(mutant, invariant)
        },
        |number, seed| {
            let (mutant, invariant) = of(number);
            match seed {
                Some(seed) => {
                    println!("{mutant:?}: caught by invariant {invariant} at seed {seed}")
                }
                None => missed.push((mutant, invariant)),
            }
            true
        },
    );
    assert!(missed.is_empty(), "not caught: {missed:?}");
}

#[test]
fn every_invariant_has_a_mutant() {
    let covered: BTreeSet<u8> = Mutant::ALL
        .iter()
        .map(|(_, invariant)| *invariant)
        .collect();
    assert_eq!(covered, (1..=12).collect());
}

#[test]
fn a_failure_names_what_broke_shows_the_last_events_and_can_be_seen_again() {
    let options = Options {
        seed: 0,
        agents: 3,
        days: 10,
        level: Level::Light,
        mutant: Some(Mutant::TimeApproves),
        crash_at: None,
        plain: false,
    };
    let told = || {
        run(&options)
            .expect_err("nobody may approve by time")
            .to_string()
    };
    let first = told();
    assert!(
        first.starts_with("invariant 11 (no timeout decides) broken at step "),
        "{first}"
    );
    assert!(
        first.contains("operator timeout: approved step 1"),
        "{first}"
    );
    let rerun = "rerun: SEED=0 AGENTS=3 DAYS=10 FAULTS=light MUTANT=TimeApproves cargo test -p simulation --test one -- --nocapture";
    assert!(first.ends_with(rerun), "{first}");
    assert_eq!(first, told(), "the rerun shows the same");
    let plain = Options {
        mutant: None,
        ..options
    };
    assert_eq!(
        plain.rerun(),
        "onloop simulate --seed 0 --agents 3 --days 10 --faults light"
    );
}
