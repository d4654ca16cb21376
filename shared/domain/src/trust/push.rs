//! What a new version of the instructions does to a certificate: a push doesn't throw trust away.

use super::canary::clean_in_a_row;
use super::exact::at_most;
use super::terms::Rules;
use super::units::Limit;
use serde::{Deserialize, Serialize};

/// What a push changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Change {
    /// The bytes that the model is given, the model itself or how it is called.
    pub prompt: bool,
    /// Something that was held, excluded or capped before is not any more, or less.
    pub loosened: bool,
    /// Past leads are there with their facts, so that they can be drafted anew.
    pub past_leads: bool,
}

/// How trust carries over to a new version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Push {
    /// A ban, lint rule, exclusion or cap more, and not one byte of the prompt: certificates stand,
    /// since what they limit is bad sends for each drafted message, and there can only be fewer.
    Narrowing,
    /// Past leads are drafted anew and what changed is judged: the bound may carry over.
    Replayable,
    /// The certified version ships on while reviewed drafts of the new one earn a certificate.
    Canary,
}

/// How trust carries over.
pub const fn kind(change: Change) -> Push {
    match change {
        Change {
            prompt: false,
            loosened: false,
            ..
        } => Push::Narrowing,
        Change {
            loosened: false,
            past_leads: true,
            ..
        } => Push::Replayable,
        Change { .. } => Push::Canary,
    }
}

/// Past leads that were drafted anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Replay {
    /// Leads, drawn at random from those of the certified version.
    pub leads: u32,
    /// Whose draft changed.
    pub changed: u32,
    /// Changed drafts that were judged.
    pub judged: u32,
    /// Of these, killed where the old draft was not.
    pub killed: u32,
}

/// Whether the bound carries over, with both of its parts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct CarryOver {
    /// The old version's kill rate is at most this.
    pub old: f64,
    /// What the push can have made worse is at most this.
    pub added: f64,
    /// The sum stays under the limit, every changed draft was judged and none newly killed.
    pub carries: bool,
    /// Leads that are still missing; nothing if no number would do.
    pub leads_needed: Option<u32>,
}

/// Leads beyond which nobody replays.
const MOST_LEADS: u32 = 5_000;

/// A draft that stayed the same is as good as it was, so a kill that the old version didn't have can
/// only be among the changed ones. The new rate is at most the old one plus the share of new kills
/// among all leads. Each part holds at level `1 − δ/2`, both together at `1 − δ`: `old` has to be a
/// bound at that level.
pub fn carry_over(rules: &Rules, old: f64, replay: Replay) -> CarryOver {
    let alpha = rules.terms.delta / 2.0;
    let limit = rules.terms.kills.share();
    // What was changed and not judged counts as killed.
    let unjudged = replay.changed.saturating_sub(replay.judged);
    let feared = replay.killed.saturating_add(unjudged);
    let added = at_most(feared, replay.leads, alpha);
    let carries = feared == 0 && old + added <= limit;
    // Without a new kill, leads in a row show what is added.
    let margin = Limit::new(limit - old).filter(|_| replay.killed == 0);
    let leads_needed = margin
        .map(|margin| clean_in_a_row(margin, alpha).saturating_sub(replay.leads))
        .filter(|missing| *missing <= MOST_LEADS);
    CarryOver {
        old,
        added,
        carries,
        leads_needed,
    }
}
