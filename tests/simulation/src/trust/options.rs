//! What to simulate of a class.

use domain::trust::{Limit, Propensity};

/// What to simulate of a class.
#[derive(Debug, Clone)]
pub struct TrustOptions {
    /// The limit on kills.
    pub limit: Limit,
    /// The share of drafts that are truly to be killed.
    pub rate: f64,
    /// The share of drafts that truly need a must-fix edit.
    pub must_fix: f64,
    /// Classes.
    pub runs: u64,
    /// Decides everything.
    pub seed: u64,
    /// Drafts until a class without proof is given up, and again from the proof on, or from the jump
    /// if there is one.
    pub messages: u32,
    /// Each draft is looked at with a chance from here…
    pub look_least: Propensity,
    /// … to here, in whole percent, until the class is proven.
    pub look_most: Propensity,
    /// The share of cleared messages that is audited.
    pub audit: Propensity,
    /// Agents that share the class.
    pub agents: u32,
    /// Of these, so many that are worse.
    pub bad_agents: u32,
    /// What they are killed at.
    pub bad_rate: f64,
    /// Everything gets as bad as this after the proof.
    pub jump: Option<f64>,
    /// So many messages after it.
    pub jump_after: u32,
    /// Thresholds in the grid.
    pub thresholds: usize,
    /// How well confidence tells kills apart: 0 not at all, 1 as well as it can while kills fall evenly
    /// with it.
    pub skill: f64,
    /// The operator judges all that waits once in so many drafts.
    pub sitting: u32,
}

impl Default for TrustOptions {
    fn default() -> Self {
        let audit = domain::trust::Terms::default().audit_first;
        Self {
            limit: Limit::KILLS,
            rate: 0.01,
            must_fix: 0.0,
            runs: 1000,
            seed: 1,
            messages: 2000,
            look_least: Propensity::CERTAIN,
            look_most: Propensity::CERTAIN,
            audit,
            agents: 1,
            bad_agents: 0,
            bad_rate: 0.0,
            jump: None,
            jump_after: 300,
            thresholds: 1,
            skill: 0.0,
            sitting: 1,
        }
    }
}
