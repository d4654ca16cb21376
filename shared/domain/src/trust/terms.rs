//! What a certificate is about: limits, level, run length, audits. Frozen for its life.

use super::betting::Bets;
use super::drift::Watch;
use super::tally::Fault;
use super::units::{Limit, Propensity};
use serde::{Deserialize, Serialize};

/// What a certificate is about.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Terms {
    /// Kills are below this.
    pub kills: Limit,
    /// Must-fix edits are below this.
    pub must_fix: Limit,
    /// The chance of a wrong proof, for each limit.
    pub delta: f64,
    /// Messages until the first false alarm of a class at a third of its limit, on average.
    pub run_length: u32,
    /// Audits in the first month.
    pub audit_first: Propensity,
    /// Audits for ever after.
    pub audit_later: Propensity,
    /// Audits while a detector rises.
    pub audit_rising: Propensity,
}

impl Default for Terms {
    fn default() -> Self {
        let share = |thousandths| Propensity::new(thousandths).unwrap_or(Propensity::CERTAIN);
        Self {
            kills: Limit::KILLS,
            must_fix: Limit::MUST_FIX,
            delta: 0.05,
            run_length: 10_000,
            audit_first: share(200),
            audit_later: share(50),
            audit_rising: share(500),
        }
    }
}

/// Terms with what has to be computed from them once.
#[derive(Debug, Clone)]
pub struct Rules {
    /// The terms.
    pub terms: Terms,
    /// Bets against the limit on kills.
    pub kills: Bets,
    /// Bets against the limit on must-fix edits.
    pub must_fix: Bets,
    /// What detectors compare.
    pub watch: Watch,
}

impl Rules {
    /// Of these terms.
    pub fn new(terms: Terms) -> Self {
        Self {
            terms,
            kills: Bets::new(terms.kills, Fault::Kill),
            must_fix: Bets::new(terms.must_fix, Fault::MustFix),
            watch: Watch::new(&terms),
        }
    }
}
