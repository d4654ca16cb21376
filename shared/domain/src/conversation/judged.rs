//! What policy decided on the drafts of one card, what the operator then said of them, and the label that
//! comes of both.
//!
//! The unit of evidence is the look, not the message: the steps of a sequence are judged on one card, so
//! three steps of one lead are one verdict. Counted as three they would be three copies of one answer, and a
//! class would prove itself on a third of the cards. The worst that was said of any step stands for all.
//!
//! A label is a function of the state, so that tasks that come late, twice or in any order can't change it.
//!
//! What was drawn and is voided before its verdict (they answered, they opted out, the address is dead) stays
//! [`Look::Waiting`], which is bad, for ever. Counted as nothing, it would leave the evidence to whoever waits: he
//! has read the card, judges the good ones, and lets the bad ones lie until a reply has voided them; at the limit
//! such a class proves itself far more often than at 5 % (`tests/trust/voided.rs`, computed to the end). No rule
//! that looks at the verdict's time is free of that, and one that isn't would have to void kills and approvals alike
//! by what comes in before the planned hour of sending. The price: only follow-ups that are judged one by one can be
//! voided by an answer, and about one in a thousand is, in the night between draft and verdict; of a hundred classes
//! six fewer have their proof after 300 verdicts.

use super::state::{Conversation, MessageState, Phase};
use crate::ids::VerdictId;
use crate::trust::{ClassId, Confidence, Label, Look, MessageRef, Outcome, Reason, Route, Strata};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Through which door a verdict came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Through {
    /// A person at the page.
    #[default]
    Page,
    /// A program with a bearer. What it decides holds, and is no label.
    Machine,
}

impl Through {
    /// A person at the page.
    pub const fn is_page(&self) -> bool {
        matches!(self, Self::Page)
    }
}

/// What policy decided on drafts that were written together. It is logged whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Routing {
    /// The class of the drafts.
    pub class: ClassId,
    /// Where they belong.
    pub strata: Strata,
    /// Policy's confidence: the lowest of the drafts.
    pub confidence: Confidence,
    /// Hold or clear, and who looks.
    pub route: Route,
    /// Whole days since the agent's first draft by its present instructions.
    pub agent_days: u32,
    /// Whole days since the certificate was earned.
    pub certified_days: u32,
    /// Hash of the agent's own instructions, which no class shares.
    pub instructions: String,
    /// Version of the playbook that the drafts were written by.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub playbook: String,
    /// Names the frozen classifier whose word the confidence is; empty where it is the agent's own.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub classifier: String,
    /// The place of their card among all cards of drafts, by what a look at it is worth; lower is sooner.
    #[serde(default)]
    pub place: u16,
}

/// What the operator said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// By this verdict.
    pub verdict: VerdictId,
    /// What.
    pub outcome: Outcome,
    /// It was taken back.
    pub undone: bool,
    /// It was said of another draft that says the same, and carried over: nobody has looked at this one yet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unseen: bool,
}

/// Drafts that are judged on one look, kept with the first of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Their steps.
    pub steps: Vec<u32>,
    /// When policy decided.
    pub at: Timestamp,
    /// What it decided.
    pub routing: Routing,
    /// What the operator said since.
    pub judged: Vec<Judged>,
}

/// Verdicts that a unit keeps; the worst one is never dropped.
const MAX_JUDGED: usize = 12;

impl Unit {
    /// Keeps a verdict.
    pub(super) fn judge(&mut self, verdict: &VerdictId, outcome: Outcome) {
        if self.judged.iter().any(|known| known.verdict == *verdict) {
            return;
        }
        if self.judged.len() >= MAX_JUDGED
            && let Some(mildest) = (0..self.judged.len())
                .min_by_key(|at| self.judged.get(*at).map(|known| known.outcome))
        {
            self.judged.remove(mildest);
        }
        self.judged.push(Judged {
            verdict: verdict.clone(),
            outcome,
            undone: false,
            unseen: false,
        });
    }

    /// Keeps what was said of another draft that says the same.
    pub(super) fn judge_unseen(&mut self, verdict: &VerdictId, outcome: Outcome) {
        self.judge(verdict, outcome);
        for known in &mut self.judged {
            known.unseen |= known.verdict == *verdict;
        }
    }

    /// What was carried over is as if it had never been; it told nobody anything.
    pub(super) fn take_back(&mut self, verdict: &VerdictId) {
        self.judged
            .retain(|known| !known.unseen || known.verdict != *verdict);
    }

    pub(super) fn undo(&mut self, verdict: &VerdictId) {
        for known in &mut self.judged {
            known.undone |= known.verdict == *verdict;
        }
    }

    /// True once a person has said what he thinks of it, undone or not: what policy thought is no secret
    /// any more.
    pub fn was_judged(&self) -> bool {
        self.judged.iter().any(|known| !known.unseen)
    }

    /// What policy would have done, in words; nothing before the verdict is given.
    pub fn told(&self) -> Option<&Reason> {
        self.was_judged().then_some(&self.routing.route.reason)
    }

    /// The worst that was said and stands. What was undone counts on, as a kill at most: the answer to a
    /// verdict shows what policy thought, so what is said after it is no blind judgement, and an undo must
    /// not turn a kill into an approval. An undone slip of the finger demotes nobody. What was carried over from
    /// another draft counts from the look at this one on: until then it waits like any other.
    fn outcome(&self) -> Option<Outcome> {
        let mut all = self.judged.iter();
        let stands = all.any(|known| !known.undone && !known.unseen);
        let said = self.judged.iter().map(|known| {
            if known.undone {
                known.outcome.min(Outcome::Killed)
            } else {
                known.outcome
            }
        });
        said.max().filter(|_| stands)
    }

    /// Killed as harmful, and not undone.
    pub fn is_harmful(&self) -> bool {
        self.outcome() == Some(Outcome::Harmful)
    }
}

impl Conversation {
    /// The units whose drafts are among these steps: for each step the last one that holds it.
    pub fn units_of<'a>(
        &'a self,
        steps: &'a [u32],
    ) -> impl Iterator<Item = (MessageRef, &'a Unit)> {
        let firsts: std::collections::BTreeSet<u32> = steps
            .iter()
            .filter_map(|step| self.unit_at(*step))
            .collect();
        self.units()
            .filter(move |(message, _)| firsts.contains(&message.step))
    }

    /// All units, by their first step.
    pub fn units(&self) -> impl Iterator<Item = (MessageRef, &Unit)> {
        self.messages.iter().filter_map(|message| {
            let unit = message.unit.as_deref()?;
            Some((
                MessageRef {
                    conversation: self.id.clone(),
                    step: message.step,
                },
                unit,
            ))
        })
    }

    /// Something waits for a verdict that has to be given without knowing what policy thinks.
    pub fn is_blind(&self) -> bool {
        self.messages
            .iter()
            .any(|message| self.is_blind_at(message.step))
    }

    /// The draft of this step waits for such a verdict, or will.
    pub fn is_blind_at(&self, step: u32) -> bool {
        let waits = self.message(step).is_some_and(|message| {
            matches!(
                message.state,
                MessageState::InReview { .. } | MessageState::Planned { .. }
            )
        });
        let unit = self
            .unit_at(step)
            .and_then(|first| self.message(first)?.unit.as_ref());
        waits && unit.is_some_and(|unit| !unit.was_judged())
    }

    /// The first step of the last unit that holds a step.
    pub(super) fn unit_at(&self, step: u32) -> Option<u32> {
        let mut all = self.messages.iter().rev();
        all.find(|message| {
            let unit = message.unit.as_ref();
            unit.is_some_and(|unit| unit.steps.contains(&step))
        })
        .map(|message| message.step)
    }
}

/// A label with the class that it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// The class.
    pub class: ClassId,
    /// What is known.
    pub label: Label,
    /// A harmful kill that can still be undone: the class's gate is shut, and the class is not demoted yet.
    pub harm_pending: bool,
}

/// What the state says for each of its classes; `decision` grows with each commit of the conversation.
pub fn labels(state: &Conversation, decision: u32) -> Vec<Labelled> {
    state
        .units()
        .map(|(message, unit)| {
            let route = &unit.routing.route;
            let said = unit.outcome();
            let harm_pending = said == Some(Outcome::Harmful)
                && matches!(&state.phase, Phase::Ending { verdict, .. }
                if unit.judged.iter().any(|known| {
                    known.verdict == *verdict && known.outcome == Outcome::Harmful
                }));
            let said = said.map(|said| {
                if harm_pending {
                    said.min(Outcome::Killed)
                } else {
                    said
                }
            });
            let look = match (route.drawn, said) {
                (true, Some(outcome)) => Look::Judged(outcome),
                (true, None) => Look::Waiting,
                // What nobody was to look at proves nothing, whatever somebody saw in it; harm is harm.
                (false, Some(Outcome::Harmful)) => Look::Judged(Outcome::Harmful),
                (false, _) => Look::Passed,
            };
            Labelled {
                class: unit.routing.class.clone(),
                harm_pending,
                label: Label {
                    decision,
                    look,
                    message,
                    life: route.life,
                    counts: route.counts.clone(),
                    propensity: route.propensity,
                    cleared: route.clear,
                    strata: unit.routing.strata.clone(),
                },
            }
        })
        .collect()
}
