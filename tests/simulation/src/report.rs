//! What a run tells: what happened, or what broke.

use crate::invariants::Broken;
use std::collections::BTreeMap;

/// What happened.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct Report {
    /// The seed.
    pub seed: u64,
    /// Agents.
    pub agents: usize,
    /// Days that were asked for.
    pub days_asked: u32,
    /// Simulated days until everything had come to an end.
    pub days: u32,
    /// Polls.
    pub steps: u64,
    /// Port calls.
    pub port_calls: u64,
    /// Numbered points at which a crash may be put.
    pub points: u64,
    /// Crashes.
    pub crashes: u64,
    /// Faults by kind.
    pub faults: BTreeMap<&'static str, u64>,
    /// What each stage did: stage, then what, then how often.
    pub volume: BTreeMap<&'static str, BTreeMap<String, u64>>,
    /// Conversations by phase at the end.
    pub phases: BTreeMap<String, u64>,
    /// Letters that left.
    pub letters: usize,
    /// Verdicts that took effect, by kind.
    pub verdicts: BTreeMap<&'static str, u64>,
    /// What operators asked for, repeats and stale pages included, by kind.
    pub acts: BTreeMap<&'static str, u64>,
    /// Labels given to what came in.
    pub replies: BTreeMap<String, u64>,
    /// What prospects and their machines meant by it.
    pub prospects: BTreeMap<&'static str, u64>,
    /// Cards that came onto the queue, by kind.
    pub cards: BTreeMap<&'static str, u64>,
    /// How often each invariant was checked.
    pub checked: BTreeMap<u8, u64>,
    /// Address and step of each letter, in order of address.
    pub left: Vec<String>,
}

/// A broken invariant with what led to it.
#[derive(Debug, Clone)]
pub struct Failure {
    /// What broke, all at the same step.
    pub broken: Vec<Broken>,
    /// At which step.
    pub step: u64,
    /// The last events of the conversation.
    pub last_events: Vec<String>,
    /// How to see it again.
    pub rerun: String,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for broken in &self.broken {
            let of = broken.conversation.as_deref().unwrap_or("-");
            writeln!(
                f,
                "invariant {} ({}) broken at step {} ({of}): {}",
                broken.invariant,
                crate::invariants::name(broken.invariant),
                self.step,
                broken.what
            )?;
        }
        for line in &self.last_events {
            writeln!(f, "  {line}")?;
        }
        write!(f, "rerun: {}", self.rerun)
    }
}
