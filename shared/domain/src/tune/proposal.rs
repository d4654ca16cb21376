//! Rules that the verdicts ask for, and what each would have done to the last verdicts.

use super::mined::{How, Read, edits, kill_phrases};
use crate::lint::Phrases;
use serde::{Deserialize, Serialize};

/// A rule that would have caught fewer than these is none yet.
const FEWEST_CAUGHT: u32 = 3;
/// So many are proposed at once: each takes the operator a minute.
const MOST: usize = 6;
/// Places of drafts that are shown.
const MOST_SHOWN: usize = 3;

/// A rule that the markdown could say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Rule {
    /// No letter of anybody may hold the phrase.
    Ban {
        /// The phrase.
        phrase: String,
    },
    /// This agent says it in other words.
    Say {
        /// What it says now.
        old: String,
        /// What it says from then on.
        new: String,
    },
    /// A criterion of this agent's rubric counts for more or less. It is about leads: it finds no draft.
    Weigh {
        /// Its name.
        criterion: String,
        /// What it counts from then on.
        weight: u32,
    },
}

impl Rule {
    /// The words that it finds a draft by; of a weight, the criterion's name.
    #[must_use]
    pub fn phrase(&self) -> &str {
        match self {
            Self::Ban { phrase } => phrase,
            Self::Say { old, .. } => old,
            Self::Weigh { criterion, .. } => criterion,
        }
    }
}

/// What a rule would have done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tested {
    /// Drafts that it was tried on.
    pub of: u32,
    /// Of these, edited so that the phrase went, or, of a ban, killed or sent back: it would have caught them.
    pub caught: u32,
    /// Of these, approved as they stood, or edited around the phrase: it would have caught them wrongly.
    pub wrongly: u32,
    /// The first of those that it would have caught wrongly, by their index.
    pub wrong: Vec<usize>,
}

/// Tries a rule on drafts, newest first.
#[must_use]
pub fn test(rule: &Rule, read: &[Read<'_>]) -> Tested {
    if matches!(rule, Rule::Weigh { .. }) {
        return Tested::default();
    }
    let phrases = Phrases::new(std::iter::once(rule.phrase()));
    let mut tested = Tested {
        of: u32::try_from(read.len()).unwrap_or(u32::MAX),
        ..Tested::default()
    };
    for (at, draft) in read.iter().enumerate() {
        if phrases.find(draft.text).is_none() {
            continue;
        }
        let is_right = match draft.how {
            // That a letter was killed says nothing about one wording in it; a ban would have held it.
            How::Killed | How::SentBack if matches!(rule, Rule::Say { .. }) => continue,
            How::Killed | How::SentBack => true,
            How::Approved => false,
            How::Polished | How::Fixed => {
                draft.kept.is_none_or(|kept| phrases.find(kept).is_none())
            }
        };
        if is_right {
            tested.caught = tested.caught.saturating_add(1);
        } else {
            tested.wrongly = tested.wrongly.saturating_add(1);
            if tested.wrong.len() < MOST_SHOWN {
                tested.wrong.push(at);
            }
        }
    }
    tested
}

/// A proposed rule and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// The rule.
    pub rule: Rule,
    /// The operator made this edit so often; else the phrase stood in drafts that he killed.
    pub edits: u32,
    /// In so many of this agent's killed drafts.
    pub kills: u32,
    /// On all drafts that it reaches.
    pub tested: Tested,
}

/// Rules that an agent's own drafts ask for, tried on its own and, where they reach all agents, on all.
#[must_use]
pub fn propose(own: &[Read<'_>], all: &[Read<'_>]) -> Vec<Proposed> {
    let mut asked: Vec<(Rule, u32, u32)> = Vec::new();
    for edit in edits(own) {
        let rule = match (edit.old.is_empty(), edit.new.is_empty()) {
            (true, _) => continue,
            (false, true) => Rule::Ban { phrase: edit.old },
            (false, false) => Rule::Say {
                old: edit.old,
                new: edit.new,
            },
        };
        asked.push((rule, edit.count, 0));
    }
    for phrase in kill_phrases(own) {
        let rule = Rule::Ban {
            phrase: phrase.phrase,
        };
        asked.push((rule, 0, phrase.killed));
    }
    let mut proposed: Vec<Proposed> = Vec::new();
    for (rule, edits, kills) in asked {
        let on = match rule {
            Rule::Ban { .. } => all,
            Rule::Say { .. } | Rule::Weigh { .. } => own,
        };
        let tested = test(&rule, on);
        let known = proposed.iter().any(|known| {
            let (one, other) = (known.rule.phrase(), rule.phrase());
            let (one, other) = (one.to_lowercase(), other.to_lowercase());
            one.contains(&other) || other.contains(&one)
        });
        if !known && tested.caught >= FEWEST_CAUGHT && tested.caught > tested.wrongly {
            proposed.push(Proposed {
                rule,
                edits,
                kills,
                tested,
            });
        }
    }
    proposed.sort_by_key(|one| {
        let worth = i64::from(one.tested.caught).saturating_sub(i64::from(one.tested.wrongly));
        std::cmp::Reverse(worth)
    });
    proposed.truncate(MOST);
    proposed
}
