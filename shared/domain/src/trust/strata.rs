//! Classes, which share proof, and strata, which are watched one by one.

use crate::conversation::Channel;
use crate::ids::AgentName;
use serde::{Deserialize, Serialize};

/// Messages that share instructions and so share proof: not the goal or the segment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ClassId {
    /// Hash of house rules, patterns and model.
    pub patterns: String,
    /// How the messages travel.
    pub channel: Channel,
}

impl ClassId {
    /// Reads what [`std::fmt::Display`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        let (channel, patterns) = text.split_once('-')?;
        let channel = [Channel::Email, Channel::Linkedin]
            .into_iter()
            .find(|known| known.as_str() == channel)?;
        let sound = (1..=64).contains(&patterns.len())
            && patterns.bytes().all(|b| b.is_ascii_alphanumeric());
        sound.then(|| Self {
            patterns: patterns.to_owned(),
            channel,
        })
    }
}

impl std::fmt::Display for ClassId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.channel.as_str(), self.patterns)
    }
}

/// What kind of step a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// The first letter.
    First,
    /// A letter without an answer to the one before it.
    FollowUp,
    /// An answer to a reply, handed back by the operator.
    Answer,
}

/// Where one message belongs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Strata {
    /// Who wrote it.
    pub agent: AgentName,
    /// To whom, by the agent's goal.
    pub segment: String,
    /// Which step.
    pub step: StepKind,
}

/// One part of a class with a drift detector of its own. Each kind cuts the whole class up.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", content = "name", rename_all = "snake_case")]
pub enum Stratum {
    /// All of it.
    Class,
    /// The messages of one agent.
    Agent(AgentName),
    /// The messages to one segment.
    Segment(String),
    /// The messages of one kind of step.
    Step(StepKind),
}

impl Stratum {
    /// Kinds of strata: every message is in one stratum of each.
    pub const KINDS: u16 = 4;

    /// True if both are of one kind.
    pub fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

impl std::fmt::Display for Stratum {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Class => f.write_str("the class"),
            Self::Agent(agent) => write!(f, "agent {agent}"),
            Self::Segment(segment) => write!(f, "segment {segment}"),
            Self::Step(StepKind::First) => f.write_str("first letters"),
            Self::Step(StepKind::FollowUp) => f.write_str("follow-ups"),
            Self::Step(StepKind::Answer) => f.write_str("answers"),
        }
    }
}

impl Strata {
    /// The strata a message is in, the class itself first.
    pub fn all(&self) -> [Stratum; 4] {
        [
            Stratum::Class,
            Stratum::Agent(self.agent.clone()),
            Stratum::Segment(self.segment.clone()),
            Stratum::Step(self.step),
        ]
    }
}
