//! Seeds under heavy faults, and mutants that must be caught.

use simulation::{Level, Mutant, Options, run};

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

#[test]
fn a_run_without_faults_comes_to_its_end() {
    let report = run(&options(1, Level::None)).unwrap_or_else(|failure| panic!("{failure}"));
    eprintln!("{}", serde_json::to_string_pretty(&report).unwrap());
    assert!(report.letters > 20, "{} letters", report.letters);
}

#[test]
fn two_hundred_seeds_of_heavy_faults_break_nothing() {
    let (mut steps, mut faults) = (0, 0);
    for seed in 0..200 {
        let report =
            run(&options(seed, Level::Heavy)).unwrap_or_else(|failure| panic!("{failure}"));
        steps += report.steps;
        faults += report.faults.values().sum::<u64>();
    }
    eprintln!("200 seeds: {steps} steps, {faults} faults");
}

#[test]
fn every_mutant_is_caught_within_two_hundred_seeds() {
    let mut missed = Vec::new();
    for (mutant, invariant) in Mutant::ALL {
        let caught = (0..200).find_map(|seed| {
            let failure = run(&Options {
                mutant: Some(mutant),
                ..options(seed, Level::Light)
            })
            .err()?;
            failure
                .broken
                .iter()
                .any(|broken| broken.invariant == invariant)
                .then_some(seed)
        });
        match caught {
            Some(seed) => eprintln!("{mutant:?}: caught by invariant {invariant} at seed {seed}"),
            None => missed.push((mutant, invariant)),
        }
    }
    assert!(missed.is_empty(), "not caught: {missed:?}");
}

/// Crash points are numbered by the code itself: two for each port call. Killed at each of them once,
/// a run ends as the run without a crash did.
#[test]
fn killed_at_every_point_a_run_ends_alike() {
    let plain = Options {
        agents: 1,
        days: 1,
        plain: true,
        ..options(3, Level::None)
    };
    let whole = run(&plain).unwrap_or_else(|failure| panic!("{failure}"));
    assert!(whole.letters >= 3, "{} letters", whole.letters);
    for point in 0..whole.points {
        let report = run(&Options {
            crash_at: Some(point),
            ..plain.clone()
        })
        .unwrap_or_else(|failure| panic!("killed at point {point}: {failure}"));
        assert_eq!(report.left, whole.left, "killed at point {point}");
        assert_eq!(report.phases, whole.phases, "killed at point {point}");
    }
    eprintln!(
        "{} crash points ended alike: {} letters each",
        whole.points, whole.letters
    );
}
