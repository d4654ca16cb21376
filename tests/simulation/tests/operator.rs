//! Weeks of one operator with a fleet: his time is kept within its budget, and a lazy one is found out.

use simulation::{OperatorOptions, OperatorReport, simulate_operator};

fn run(options: OperatorOptions) -> OperatorReport {
    simulate_operator(&options, |_| {})
}

#[test]
fn from_week_five_on_budgets_targets_and_limits_are_kept() {
    for seed in 1..=3 {
        let report = run(OperatorOptions {
            seed,
            ..OperatorOptions::default()
        });
        let weeks = &report.weeks;
        assert_eq!(report.broken, Vec::<String>::new(), "{seed}: {weeks:#?}");
        assert_eq!(report.weeks.len(), 13);
        assert!(report.trusted);
        let last = report.weeks.last().expect("thirteen weeks");
        assert_eq!(last.certified, 3, "{last:?}");
        assert!(last.cleared > last.cards, "most goes unseen: {last:?}");
        assert!(report.weeks.iter().all(|week| week.pushes > 1), "all push");
    }
}

#[test]
fn whoever_hardly_looks_is_not_trusted() {
    let report = run(OperatorOptions {
        misses: 0.3,
        ..OperatorOptions::default()
    });
    assert!(!report.trusted, "{} of {}", report.missed, report.planted);
    assert!(report.planted > 60, "one a day and class at most");
    assert!(report.planted <= 13 * 5 * 3);
    let words = report.words.join(" ");
    assert!(words.contains("is not to be trusted"), "{words}");
    assert_eq!(report.broken, Vec::<String>::new());
}

#[test]
fn a_fleet_that_proves_nothing_is_slowed_and_never_let_through() {
    let report = run(OperatorOptions {
        bad: 0.08,
        ..OperatorOptions::default()
    });
    let later = || report.weeks.iter().filter(|week| week.week >= 5);
    assert!(
        later().all(|week| week.certified == 0),
        "{:?}",
        report.weeks
    );
    assert_eq!(report.sent_unseen, 0, "no guard is lowered");
    assert!(later().all(|week| week.put_off > 0));
    for week in later() {
        assert!(week.minutes_a_day.mean <= 20.5, "{week:?}");
    }
    assert!(
        report
            .broken
            .iter()
            .any(|words| words.contains("weekly targets")),
        "{:?}",
        report.broken
    );
}

#[test]
fn the_same_seed_tells_the_same() {
    let options = OperatorOptions {
        weeks: 3,
        ..OperatorOptions::default()
    };
    assert_eq!(run(options.clone()), run(options.clone()));
    let other = OperatorOptions { seed: 2, ..options };
    assert_ne!(
        run(other.clone()).weeks,
        run(OperatorOptions { seed: 1, ..other }).weeks
    );
}
