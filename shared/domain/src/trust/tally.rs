//! Labels by how they were drawn and what came of them, in whole numbers.
//!
//! All evidence is a function of these counts. That is what makes it independent of the order in
//! which verdicts come, of repeats and of replays: a late verdict moves a message from one count to
//! another, exactly as if it had been there at once.

use super::label::{Label, Look, Outcome};
use super::units::Propensity;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Messages that were to be drawn with one propensity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Drawn {
    /// Not drawn.
    pub passed: u32,
    /// Drawn and not judged yet.
    pub waiting: u32,
    /// Approved as they stood.
    pub approved: u32,
    /// Edited in wording alone.
    pub polished: u32,
    /// Edited in substance.
    pub must_fix: u32,
    /// Killed.
    pub killed: u32,
}

/// What counts as bad.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A kill.
    Kill,
    /// A must-fix edit.
    MustFix,
}

impl Drawn {
    /// Messages.
    pub fn all(&self) -> u32 {
        self.passed.saturating_add(self.drawn())
    }

    /// Messages drawn, judged or not.
    pub fn drawn(&self) -> u32 {
        self.judged().saturating_add(self.waiting)
    }

    /// Messages judged.
    pub fn judged(&self) -> u32 {
        self.approved
            .saturating_add(self.polished)
            .saturating_add(self.must_fix)
            .saturating_add(self.killed)
    }

    /// Messages that were found bad.
    pub const fn found(&self, fault: Fault) -> u32 {
        match fault {
            Fault::Kill => self.killed,
            Fault::MustFix => self.must_fix,
        }
    }

    /// Messages that have to be taken for bad: those found bad, and those not judged yet.
    pub fn feared(&self, fault: Fault) -> u32 {
        self.found(fault).saturating_add(self.waiting)
    }

    fn of(&mut self, look: Look) -> &mut u32 {
        match look {
            Look::Passed => &mut self.passed,
            Look::Waiting => &mut self.waiting,
            Look::Judged(Outcome::Approved) => &mut self.approved,
            Look::Judged(Outcome::Polished) => &mut self.polished,
            Look::Judged(Outcome::MustFix) => &mut self.must_fix,
            Look::Judged(Outcome::Killed | Outcome::Harmful) => &mut self.killed,
        }
    }

    fn add(&mut self, other: &Self) {
        for (mine, theirs) in [
            (&mut self.passed, other.passed),
            (&mut self.waiting, other.waiting),
            (&mut self.approved, other.approved),
            (&mut self.polished, other.polished),
            (&mut self.must_fix, other.must_fix),
            (&mut self.killed, other.killed),
        ] {
            *mine = mine.saturating_add(theirs);
        }
    }
}

/// Drawn by propensity.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "Rows", into = "Rows")]
pub struct Tally(BTreeMap<Propensity, Drawn>);

type Rows = Vec<(Propensity, Drawn)>;

impl From<Rows> for Tally {
    fn from(rows: Rows) -> Self {
        Self(rows.into_iter().collect())
    }
}

impl From<Tally> for Rows {
    fn from(tally: Tally) -> Self {
        tally.0.into_iter().collect()
    }
}

impl Tally {
    /// Drawn a message.
    pub fn add(&mut self, label: &Label) {
        let count = self.0.entry(label.propensity).or_default().of(label.look);
        *count = count.saturating_add(1);
    }

    /// Takes a message out again.
    pub fn remove(&mut self, label: &Label) {
        if let Some(counts) = self.0.get_mut(&label.propensity) {
            let count = counts.of(label.look);
            *count = count.saturating_sub(1);
            if counts.all() == 0 {
                self.0.remove(&label.propensity);
            }
        }
    }

    /// Drawn all of another tally.
    pub fn merge(&mut self, other: &Self) {
        for (propensity, counts) in &other.0 {
            self.0.entry(*propensity).or_default().add(counts);
        }
    }

    /// As if what waits had not been drafted yet: what a look is worth is asked before it.
    #[must_use]
    pub fn without_waiting(&self) -> Self {
        let judged = |counts: &Drawn| Drawn {
            waiting: 0,
            ..*counts
        };
        Self(
            self.0
                .iter()
                .map(|(propensity, counts)| (*propensity, judged(counts)))
                .collect(),
        )
    }

    /// By propensity, from rare to certain.
    pub fn rows(&self) -> impl Iterator<Item = (Propensity, &Drawn)> {
        self.0
            .iter()
            .map(|(propensity, counts)| (*propensity, counts))
    }

    /// Whatever the propensity.
    pub fn total(&self) -> Drawn {
        let mut total = Drawn::default();
        self.0.values().for_each(|counts| total.add(counts));
        total
    }
}
