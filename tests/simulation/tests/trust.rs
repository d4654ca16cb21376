//! What certificates promise, held by classes whose truth is known. Fewer runs than a person would ask
//! for, with fixed seeds; `onloop simulate trust --runs 2000` is the same with more.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use domain::trust::{Limit, Propensity};
use simulation::{TrustOptions, TrustReport, simulate_trust};

fn options(limit: f64, rate: f64) -> TrustOptions {
    TrustOptions {
        limit: Limit::new(limit).unwrap(),
        rate,
        runs: 400,
        seed: 11,
        messages: 600,
        ..TrustOptions::default()
    }
}

fn share(thousandths: u16) -> Propensity {
    Propensity::new(thousandths).unwrap()
}

/// At most one in twenty, and not so few that nothing was tested.
#[track_caller]
fn seldom_wrong(report: &TrustReport) {
    let rate = report.false_promotion_rate;
    assert!(rate > 0.0 && rate <= 0.05, "{report:?}");
}

#[test]
fn at_the_limit_at_most_one_in_twenty_is_proven() {
    for limit in [0.03, 0.05] {
        seldom_wrong(&simulate_trust(&options(limit, limit)));
    }
}

#[test]
fn mixed_looks_and_late_verdicts_prove_no_more() {
    let mixed = TrustOptions {
        look_least: share(50),
        sitting: 40,
        ..options(0.05, 0.05)
    };
    seldom_wrong(&simulate_trust(&mixed));
}

#[test]
fn a_walk_over_thresholds_proves_no_more() {
    let walk = TrustOptions {
        thresholds: 6,
        ..options(0.05, 0.05)
    };
    let report = simulate_trust(&walk);
    assert!(report.false_promotion_rate <= 0.05, "{report:?}");
}

#[test]
fn a_confidence_that_tells_kills_apart_clears_what_is_sure_and_holds_the_rest() {
    // 6 % of all are bad, over the limit; of the surer half only 3 %.
    let skilled = TrustOptions {
        thresholds: 6,
        skill: 1.0,
        messages: 2500,
        runs: 200,
        ..options(0.05, 0.06)
    };
    let report = simulate_trust(&skilled);
    assert!(report.more.promoted > 60, "{report:?}");
    assert!(report.false_promotion_rate <= 0.05, "{report:?}");
}

#[test]
fn proof_costs_no_more_verdicts_than_stated() {
    for (limit, rate, most) in [
        (0.05, 0.0, 90),
        (0.05, 0.01, 140),
        (0.03, 0.0, 150),
        (0.03, 0.01, 300),
    ] {
        let many = TrustOptions {
            runs: 1500,
            messages: 400,
            ..options(limit, rate)
        };
        let report = simulate_trust(&many);
        let median = report.labels_to_promotion.median.unwrap();
        assert!(median <= most, "{limit} at {rate}: {report:?}");
        assert_eq!(report.false_promotion_rate, 0.0);
    }
}

#[test]
fn a_jump_is_found_within_the_budget() {
    for limit in [0.03, 0.05] {
        let jump = TrustOptions {
            jump: Some(0.15),
            ..options(limit, 0.01)
        };
        let report = simulate_trust(&jump);
        assert!(report.demoted_after.median.unwrap() <= 250, "{report:?}");
        assert!(report.bad_shipped.mean.unwrap() > 0.0, "{report:?}");
    }
}

#[test]
fn false_alarms_keep_the_run_length() {
    // A class at a third of its limit, 10,000 messages long: on average one alarm at most.
    let long = TrustOptions {
        messages: 10_000,
        runs: 60,
        ..options(0.06, 0.02)
    };
    let report = simulate_trust(&long);
    assert!(report.more.promoted >= 50, "{report:?}");
    let alarms = f64::from(report.more.demoted_early) / f64::from(report.more.promoted);
    // With a mean run length of 10,000 or more and alarms without memory: 1 - 1/e.
    assert!(alarms <= 0.63, "{report:?}");
    assert_eq!(report.demoted_after.median, None, "{report:?}");
}

#[test]
fn the_strata_find_the_one_bad_agent_of_ten() {
    let ten = TrustOptions {
        agents: 10,
        bad_agents: 1,
        bad_rate: 0.10,
        messages: 6000,
        runs: 100,
        ..options(0.05, 0.01)
    };
    let report = simulate_trust(&ten);
    assert!(report.more.found >= 90, "{report:?}");
    assert!(report.more.good_apart <= 5, "{report:?}");
    assert_eq!(
        report.false_promotion_rate, 0.0,
        "the average is claimed, and it is below"
    );
    assert!(report.more.promoted >= 98, "{report:?}");
}

#[test]
fn the_same_seed_tells_the_same() {
    let few = TrustOptions {
        runs: 20,
        ..options(0.05, 0.01)
    };
    assert_eq!(simulate_trust(&few), simulate_trust(&few));
    let other = TrustOptions {
        seed: 12,
        ..few.clone()
    };
    assert_ne!(simulate_trust(&few), simulate_trust(&other));
}
