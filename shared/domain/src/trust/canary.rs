//! A small, wholly reviewed share that has to be clean before the rest follows: a new version of a
//! class, a new agent, or a stratum that was demoted.

use super::betting;
use super::label::{Counts, Label};
use super::tally::{Fault, Tally};
use super::terms::Rules;
use super::units::Limit;
use serde::{Deserialize, Serialize};

/// The limit that is shown by [`clean_in_a_row`] letters without a kill: provisional, until the
/// full one is proven.
pub const PROVISIONAL: f64 = 0.05;

/// The share of new conversations that a new version writes while the certified one ships on: of a class that
/// writes 250 letters a week its canary is through in one.
pub const SHARE: f64 = 0.25;

/// What a canary has shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shown {
    /// Not enough: so many clean verdicts are missing.
    Needs(u32),
    /// Below the provisional limit.
    Provisional,
    /// Below the limit of the class.
    Full,
}

/// Reviewed labels of what is tried.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Canary {
    tally: Tally,
}

/// The provisional limit for a class: no stricter than the class's own.
pub fn provisional(rules: &Rules) -> f64 {
    PROVISIONAL.max(rules.terms.kills.share())
}

/// Clean verdicts from the first one on that show a limit: all is bet on no kill at all, which is the
/// bet that pays soonest. `(1 − limit)ⁿ ≤ δ`: 59 for 5 % at 95 %.
pub fn clean_in_a_row(limit: Limit, delta: f64) -> u32 {
    let mut clean = 0_u32;
    let mut left = 1.0;
    while left > delta && clean < u32::MAX {
        left *= 1.0 - limit.share();
        clean = clean.saturating_add(1);
    }
    clean
}

impl Canary {
    /// All labels of a new version.
    pub(super) fn of(tally: Tally) -> Self {
        Self { tally }
    }

    /// Puts what is known of a message in place of what was known before.
    pub(super) fn replace(&mut self, number: u32, before: Option<&Label>, after: &Label) {
        let mine = |label: &Label| match &label.counts {
            Counts::Canaries(numbers) => numbers.contains(&number),
            Counts::Nothing | Counts::Class(_) => false,
        };
        if let Some(before) = before.filter(|label| mine(label)) {
            self.tally.remove(before);
        }
        if mine(after) {
            self.tally.add(after);
        }
    }

    /// What it has shown. One kill and the provisional limit is out of reach: nothing less than the
    /// full one will do then, so that only one bet is made on each limit.
    pub fn shown(&self, rules: &Rules) -> Shown {
        let delta = rules.terms.delta;
        let full = rules
            .kills
            .clean_needed(&rules.kills.wealth(&self.tally), delta);
        if full == 0 {
            return Shown::Full;
        }
        let counts = self.tally.total();
        if counts.killed > 0 {
            return Shown::Needs(full);
        }
        let limit = Limit::new(provisional(rules)).unwrap_or(rules.terms.kills);
        // What wasn't certain to be reviewed is no part of a row.
        let certain = self.certain();
        let missing = clean_in_a_row(limit, delta).saturating_sub(certain);
        match counts.feared(Fault::Kill) {
            0 if missing == 0 => Shown::Provisional,
            waiting => Shown::Needs(missing.max(waiting).min(full)),
        }
    }

    fn certain(&self) -> u32 {
        let rows = self.tally.rows();
        rows.filter(|(propensity, _)| *propensity == super::Propensity::CERTAIN)
            .map(|(_, counts)| counts.judged())
            .sum()
    }

    /// The same before anything that waits was drafted.
    #[must_use]
    pub fn without_waiting(&self) -> Self {
        Self {
            tally: self.tally.without_waiting(),
        }
    }

    /// Its labels.
    pub const fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Logarithm of the evidence for the class's own limit.
    pub fn evidence(&self, rules: &Rules) -> f64 {
        betting::evidence(&rules.kills.wealth(&self.tally))
    }
}
