//! The live rate's interval, and bounds for counts that are looked at once.

use crate::given::{judged, share, waiting};
use domain::trust::exact::{at_least, at_most};
use domain::trust::{Fault, Label, Look, Outcome, Propensity, Rate, Tally, rate};

fn tally(propensity: Propensity, passed: u32, clean: u32, killed: u32, waits: u32) -> Tally {
    let first = Label {
        propensity,
        ..waiting(1, "ann")
    };
    let unseen = Label {
        look: Look::Passed,
        ..first.clone()
    };
    let mut tally = Tally::default();
    (0..passed).for_each(|_| tally.add(&unseen));
    (0..clean).for_each(|_| tally.add(&judged(&first, Outcome::Approved)));
    (0..killed).for_each(|_| tally.add(&judged(&first, Outcome::Killed)));
    (0..waits).for_each(|_| tally.add(&first));
    tally
}

fn live(tally: &Tally) -> Rate {
    rate(tally, Fault::Kill, 0.05)
}

#[test]
fn the_estimate_weighs_each_kill_by_how_likely_it_was_to_be_seen() {
    let mut both = tally(share(200), 400, 98, 2, 0);
    both.merge(&tally(Propensity::CERTAIN, 0, 97, 3, 0));
    let found = live(&both);
    assert!((found.estimate.unwrap() - (2.0 / 0.2 + 3.0) / 600.0).abs() < 1e-12);
    assert!(found.low < found.estimate.unwrap() && found.estimate.unwrap() < found.high);
    assert_eq!(live(&Tally::default()).estimate, None);
    assert_eq!(
        (live(&Tally::default()).low, live(&Tally::default()).high),
        (0.0, 1.0)
    );
}

#[test]
fn more_labels_make_it_narrower_and_what_waits_makes_it_wider() {
    let few = live(&tally(share(200), 800, 196, 4, 0));
    let many = live(&tally(share(200), 16_000, 3920, 80, 0));
    assert!(many.high - many.low < few.high - few.low);
    assert!(many.high < 0.035 && many.low > 0.01, "{many:?}");
    let late = live(&tally(share(200), 800, 190, 4, 6));
    assert!(late.high > few.high && late.low <= few.low);
}

/// The chance that the interval is ever wrong on either side within so many messages at a rate, computed
/// over all that can happen.
fn ever_wrong(truth: f64, propensity: Propensity, messages: u32) -> f64 {
    let seen_bad = truth * propensity.share();
    let (mut open, mut wrong) = (vec![1.0], 0.0);
    for number in 1..=messages {
        let mut next = vec![0.0; open.len() + 1];
        for (bad, chance) in open.iter().enumerate() {
            next[bad] += chance * (1.0 - seen_bad);
            next[bad + 1] += chance * seen_bad;
        }
        for (bad, chance) in next.iter_mut().enumerate() {
            let bad = u32::try_from(bad).unwrap();
            if *chance < 1e-12 || bad > number {
                continue;
            }
            // To the interval it is all one whether a message was clean or not looked at.
            let found = live(&tally(propensity, number - bad, 0, bad, 0));
            if truth < found.low || truth > found.high {
                wrong += *chance;
                *chance = 0.0;
            }
        }
        while next.last().is_some_and(|chance| *chance < 1e-12) {
            next.pop();
        }
        open = next;
    }
    wrong
}

#[test]
fn it_is_right_at_all_moments_at_once() {
    for (truth, propensity) in [(0.02, share(1000)), (0.1, share(200))] {
        let wrong = ever_wrong(truth, propensity, 150);
        assert!(wrong <= 0.05, "{truth}: {wrong}");
        assert!(wrong > 0.0, "an interval that is never wrong tells nothing");
    }
}

#[test]
fn exact_bounds_are_those_of_the_tables() {
    // Clopper and Pearson, two-sided 95 %: 2.5 % on each side.
    for (found, of, low, high) in [
        (0, 10, 0.0, 0.3085),
        (1, 20, 0.0013, 0.2487),
        (5, 50, 0.0333, 0.2181),
        (10, 10, 0.6915, 1.0),
    ] {
        assert!(
            (at_least(found, of, 0.025) - low).abs() < 5e-5,
            "{found}/{of}"
        );
        assert!(
            (at_most(found, of, 0.025) - high).abs() < 5e-5,
            "{found}/{of}"
        );
    }
    assert!((at_most(0, 59, 0.05) - (1.0 - 0.05_f64.powf(1.0 / 59.0))).abs() < 1e-9);
    assert_eq!(at_most(0, 0, 0.05), 1.0);
}
