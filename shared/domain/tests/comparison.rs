//! Shares before and after, against the figures of the paper.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use domain::comparison::{Share, difference, more_needed};

#[track_caller]
fn between(before: (u32, u32), after: (u32, u32), expected: (f64, f64)) {
    let share = |(found, of)| Share { found, of };
    let got = difference(share(before), share(after)).unwrap();
    let near = |one: f64, other: f64| (one - other).abs() < 5e-5;
    assert!(
        near(got.low, expected.0) && near(got.high, expected.1),
        "{got:?}"
    );
}

/// Table II of the paper, the examples by method 10.
#[test]
fn the_bounds_are_those_of_the_paper() {
    between((48, 80), (56, 70), (0.0524, 0.3339));
    between((3, 10), (9, 10), (0.1705, 0.8090));
    between((2, 7), (6, 7), (0.0582, 0.8062));
    between((0, 29), (5, 56), (-0.0381, 0.1926));
    between((0, 20), (0, 10), (-0.1611, 0.2775));
    between((0, 10), (10, 10), (0.6075, 1.0));
}

#[test]
fn it_says_how_many_more_it_needs_and_that_many_do() {
    let (before, after) = (Share { found: 20, of: 100 }, Share { found: 2, of: 20 });
    assert!(!difference(before, after).unwrap().is_clear());
    let more = more_needed(before, after).unwrap();
    let then = Share {
        found: (20 + more) / 10,
        of: 20 + more,
    };
    assert!(difference(before, then).unwrap().is_clear(), "{more}");
    assert!(more > 10, "{more}");
    let same = Share { found: 10, of: 50 };
    assert_eq!(more_needed(before, same), None, "nothing to be seen");
    assert_eq!(difference(before, Share::default()), None);
}
