//! What is known of one message: how it was drawn, and what the operator said of it.
//!
//! A label is a register in which the later decision wins, so that labels may come late, twice and
//! in any order: what has been put together is the same.

use super::strata::Strata;
use super::units::{Confidence, Propensity};
use crate::ids::ConversationId;
use serde::{Deserialize, Serialize};

/// A message whatever its revision: the agent can't have a new draw by writing it anew.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MessageRef {
    /// Its conversation.
    pub conversation: ConversationId,
    /// Its step.
    pub step: u32,
}

impl std::fmt::Display for MessageRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.conversation, self.step)
    }
}

/// What the operator said of a draft before policy's confidence was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// May go as it stands.
    Approved,
    /// Edited in wording alone; reported, not counted against it.
    Polished,
    /// A claim, number, name, link or ask had to be changed, or it was sent back.
    MustFix,
    /// Must not go.
    Killed,
    /// Must not go, and would have done harm.
    Harmful,
}

impl Outcome {
    /// Counts against the limit on kills.
    pub const fn is_kill(self) -> bool {
        matches!(self, Self::Killed | Self::Harmful)
    }
}

/// Whether anybody looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Look {
    /// Not drawn.
    Passed,
    /// Drawn and not judged yet. Counts as bad, so that delay can't help.
    Waiting,
    /// Drawn and judged.
    Judged(Outcome),
}

/// What a message counts for, decided before anybody looks at it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counts {
    /// Nothing: it is held whatever the confidence, so it can never ship by policy.
    Nothing,
    /// Policy's confidence, for the proof of its class.
    Class(Confidence),
    /// The canaries of the strata it is in that are set apart, by their numbers.
    Canaries(Vec<u32>),
}

/// What is known of one message.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Label {
    /// Counts the decisions on this message, so that the later one wins.
    pub decision: u32,
    /// Whether anybody looked.
    pub look: Look,
    /// The message.
    pub message: MessageRef,
    /// The life of the class in which it was drafted: labels of an earlier one prove nothing now.
    pub life: u32,
    /// What it counts for.
    pub counts: Counts,
    /// The chance with which it was drawn.
    pub propensity: Propensity,
    /// Cleared by policy.
    pub cleared: bool,
    /// Where it belongs.
    pub strata: Strata,
}

impl Label {
    /// True if this is later than what is known. Of two that claim the same place in the order
    /// the greater stands, whichever comes first.
    pub fn supersedes(&self, known: Option<&Self>) -> bool {
        known.is_none_or(|known| *self > *known)
    }

    /// Nothing but the place in the order differs.
    pub fn is_like(&self, other: &Self) -> bool {
        let other = Self {
            decision: self.decision,
            ..other.clone()
        };
        *self == other
    }
}
