//! The skim of the negatives.

use flow::skim;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A page of the skim.
#[derive(Debug, Serialize, ToSchema)]
pub struct Skim {
    /// Negatives of the last 7 days that nobody was shown or looked at, least certain first; at most 50.
    pub lines: Vec<SkimLine>,
    /// Lines of all pages.
    pub waiting: usize,
    /// For the next page.
    pub next: Option<String>,
    /// What was found of those that were looked at, of each agent, in the last 28 days.
    pub bounds: Vec<SkimBound>,
    /// False: there were more than 20,000 in these days, and the oldest are left out.
    pub complete: bool,
}

/// A negative.
#[derive(Debug, Serialize, ToSchema)]
pub struct SkimLine {
    /// Names the line, for `POST /skim/seen`.
    pub line: String,
    /// For a verdict: `POST /cards/{card}/verdict` with `relabel`. With the label of one that a person has to
    /// decide it becomes a card of the queue.
    pub card: String,
    /// Its conversation.
    pub conversation: String,
    /// The agent.
    pub agent: String,
    /// Who wrote.
    pub name: String,
    /// Their company.
    pub company: String,
    /// Its label.
    pub intent: String,
    /// 0 to 1.
    pub confidence: f64,
    /// When it was labelled.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The words that led to the label.
    pub evidence: Vec<String>,
    /// The new words of the reply, cut at 600 characters.
    pub words: String,
}

/// The share of the negatives that were none, among those that an operator looked at: on the skim, or as cards
/// of the sample. What a machine client decides is no look. The least certain are looked at first, so among
/// all of them the share is likely lower.
#[derive(Debug, Serialize, ToSchema)]
pub struct SkimBound {
    /// The agent.
    pub agent: String,
    /// Negatives.
    pub negatives: u32,
    /// Of these, looked at.
    pub looked_at: u32,
    /// Of these, overturned.
    pub overturned: u32,
    /// The share; null of nothing.
    pub estimate: Option<f64>,
    /// Not less, at 95 % (Clopper, Pearson).
    pub low: f64,
    /// Not more.
    pub high: f64,
}

/// Lines whose labels are right.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SkimSeen {
    /// At most 200.
    pub lines: Vec<String>,
}

/// How many looks count now.
#[derive(Debug, Serialize, ToSchema)]
pub struct SkimCounted {
    /// Lines that were not looked at before.
    pub counted: usize,
}

impl From<skim::Skim> for Skim {
    fn from(skim: skim::Skim) -> Self {
        let bound = |(agent, bound): (domain::AgentName, skim::Bound)| SkimBound {
            agent: agent.to_string(),
            negatives: bound.negatives,
            looked_at: bound.looked_at,
            overturned: bound.overturned,
            estimate: bound.estimate,
            low: bound.low,
            high: bound.high,
        };
        Self {
            lines: skim.lines.into_iter().map(Into::into).collect(),
            waiting: skim.waiting,
            next: skim.next,
            bounds: skim.bounds.into_iter().map(bound).collect(),
            complete: skim.complete,
        }
    }
}

impl From<skim::Line> for SkimLine {
    fn from(line: skim::Line) -> Self {
        Self {
            card: domain::conversation::reply_card(&line.conversation, &line.inbound),
            line: line.id,
            conversation: line.conversation.to_string(),
            agent: line.agent.to_string(),
            name: line.name,
            company: line.company,
            intent: line.intent.to_string(),
            confidence: line.confidence,
            at: line.at,
            evidence: line.evidence,
            words: line.words,
        }
    }
}
