//! Classes that earn and lose their certificates, with labels from a known truth: does the proof keep
//! what it promises, and what does it cost? The rules are the real ones of `domain::trust`; only truth
//! and operator are invented.

mod options;
mod run;

pub use options::TrustOptions;

use crate::spread::spread;
use domain::trust::{Rules, Terms};
use serde::Serialize;

/// What the runs told. Runs without a proof count as ones that need more labels than any other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TrustReport {
    /// Runs that were proven while what was tested was on average at or over the limit.
    pub false_promotion_rate: f64,
    /// Verdicts until the proof, over all runs.
    pub labels_to_promotion: Middle,
    /// Bad messages that policy cleared, over the runs that were proven.
    pub bad_shipped: Mean,
    /// Messages until the demotion, from the proof or the jump on, over the runs that held a
    /// certificate then.
    pub demoted_after: Middle,
    /// What isn't in the object that is printed.
    #[serde(skip)]
    pub more: More,
}

/// Half of the runs, and nine in ten. Nothing where so many never came to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Middle {
    /// Half of them.
    pub median: Option<u32>,
    /// Nine in ten.
    pub p90: Option<u32>,
}

/// The mean, and nine in ten. Nothing where there were none.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Mean {
    /// Mean.
    pub mean: Option<f64>,
    /// Nine in ten.
    pub p90: Option<u32>,
}

/// What isn't in the object that is printed.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct More {
    /// Runs.
    pub runs: u32,
    /// Runs that were proven.
    pub promoted: u32,
    /// Runs that lost their certificate although nothing had become worse.
    pub demoted_early: u32,
    /// Messages that policy cleared.
    pub shipped: u64,
    /// Worse agents that were set apart, over all runs.
    pub bad_apart: u32,
    /// Other agents that were set apart, over all runs.
    pub good_apart: u32,
    /// Runs in which a worse agent was set apart.
    pub found: u32,
}

/// Runs them all.
pub fn simulate_trust(options: &TrustOptions) -> TrustReport {
    let rules = Rules::new(Terms {
        kills: options.limit,
        audit_first: options.audit,
        audit_rising: Terms::default().audit_rising.max(options.audit),
        ..Terms::default()
    });
    let mut outcomes = Vec::new();
    spread(
        options.runs,
        |number| run::run(options, &rules, number),
        |_, outcome| {
            outcomes.push(outcome);
            true
        },
    );
    report(options, &outcomes)
}

fn report(options: &TrustOptions, outcomes: &[run::Ended]) -> TrustReport {
    let proven: Vec<&run::Ended> = outcomes
        .iter()
        .filter(|outcome| outcome.proven.is_some())
        .collect();
    let count = |of: &dyn Fn(&run::Ended) -> bool| {
        u32::try_from(outcomes.iter().filter(|outcome| of(outcome)).count()).unwrap_or(u32::MAX)
    };
    let sum = |of: &dyn Fn(&run::Ended) -> u32| outcomes.iter().map(of).sum::<u32>();
    let runs = count(&|_| true);
    let promoted = count(&|outcome| outcome.proven.is_some());
    let wrong = count(&|outcome| outcome.proven.is_some_and(|proven| proven.wrong));
    let bad: u32 = proven.iter().map(|outcome| outcome.bad_shipped).sum();
    // With a jump, who was demoted before it isn't asked how long it took afterwards.
    let held = proven
        .iter()
        .filter(|outcome| options.jump.is_none() || !outcome.demoted_early);
    TrustReport {
        false_promotion_rate: f64::from(wrong) / f64::from(runs.max(1)),
        labels_to_promotion: middle(
            outcomes
                .iter()
                .map(|outcome| outcome.proven.map(|proven| proven.labels)),
        ),
        bad_shipped: Mean {
            mean: (promoted > 0).then(|| f64::from(bad) / f64::from(promoted)),
            p90: middle(proven.iter().map(|outcome| Some(outcome.bad_shipped))).p90,
        },
        demoted_after: middle(held.map(|outcome| outcome.demoted_after)),
        more: More {
            runs,
            promoted,
            demoted_early: count(&|outcome| outcome.demoted_early),
            shipped: outcomes
                .iter()
                .map(|outcome| u64::from(outcome.shipped))
                .sum(),
            bad_apart: sum(&|outcome| outcome.bad_apart),
            good_apart: sum(&|outcome| outcome.good_apart),
            found: count(&|outcome| outcome.bad_apart > 0),
        },
    }
}

/// The nearest ranks; who never came to it is last.
fn middle(values: impl Iterator<Item = Option<u32>>) -> Middle {
    let mut values: Vec<Option<u32>> = values.collect();
    values.sort_by_key(|value| value.unwrap_or(u32::MAX));
    let rank = |tenths: usize| {
        let place = values.len().saturating_mul(tenths).div_ceil(10);
        place
            .checked_sub(1)
            .and_then(|place| values.get(place).copied())
            .flatten()
    };
    Middle {
        median: rank(5),
        p90: rank(9),
    }
}
