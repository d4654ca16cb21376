//! What to simulate.

use crate::mutants::Mutant;

/// How much goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Nothing.
    None,
    /// Now and then.
    Light,
    /// All the time.
    Heavy,
}

impl Level {
    /// Rare faults, in a thousand port calls.
    pub(crate) const fn share(self) -> u32 {
        match self {
            Self::None => 0,
            Self::Light => 3,
            Self::Heavy => 20,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Light => "light",
            Self::Heavy => "heavy",
        }
    }
}

/// What to simulate.
#[derive(Debug, Clone)]
pub struct Options {
    /// Decides everything.
    pub seed: u64,
    /// Agents.
    pub agents: usize,
    /// Days with faults; a quiet time follows in which everything must come to an end.
    pub days: u32,
    /// How much goes wrong.
    pub level: Level,
    /// A guard that is missing on purpose.
    pub mutant: Option<Mutant>,
    /// Dies once at this point.
    pub crash_at: Option<u64>,
    /// A script instead of a market, and operators who accept and approve everything, so that two runs
    /// end alike whatever happens on the way.
    pub plain: bool,
}

impl Options {
    /// The one line that runs exactly this again.
    pub fn rerun(&self) -> String {
        let Self {
            seed,
            agents,
            days,
            level,
            mutant,
            crash_at,
            plain,
        } = self;
        let level = level.name();
        if mutant.is_none() && crash_at.is_none() && !plain {
            return format!(
                "onloop simulate --seed {seed} --agents {agents} --days {days} --faults {level}"
            );
        }
        // What users can't ask for, the test by hand can.
        let mut line = format!("SEED={seed} AGENTS={agents} DAYS={days} FAULTS={level}");
        if let Some(mutant) = mutant {
            line.push_str(&format!(" MUTANT={mutant:?}"));
        }
        if let Some(point) = crash_at {
            line.push_str(&format!(" CRASH={point}"));
        }
        if *plain {
            line.push_str(" PLAIN=1");
        }
        format!("{line} cargo test -p simulation --test one -- --nocapture")
    }
}
