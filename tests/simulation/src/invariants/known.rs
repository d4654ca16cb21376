//! What the checkers know of a conversation: the fold of its events so far, and what each step was
//! cleared and claimed for. Kept by the checkers' own reading of the events, beside the fold.

use domain::conversation::{Claim, Clearance, Conversation, Draft, Event, Recorded, evolve};
use domain::{BlobHash, Fingerprint};
use flow::items::DraftBlob;
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// How a claim stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Settled {
    /// Not yet.
    Open,
    /// It went out.
    Sent,
    /// It did not.
    NotSent,
}

/// One step of a conversation.
#[derive(Debug, Clone, Default)]
pub(crate) struct Step {
    /// The current draft.
    pub(crate) draft: Option<Draft>,
    /// Its clearance, if there is one and it was not undone or voided.
    pub(crate) clearance: Option<Clearance>,
    /// Human replies that had come in when the draft was written.
    pub(crate) replies: u64,
    /// Its claims, in order.
    pub(crate) claims: Vec<(String, Settled)>,
}

/// A claim, with what it was for.
#[derive(Debug, Clone)]
pub(crate) struct Claimed {
    /// Its conversation.
    pub(crate) pk: String,
    /// Its id.
    pub(crate) id: String,
    /// Its step.
    pub(crate) step: u32,
    /// The time it names.
    pub(crate) at: Timestamp,
    /// The clearance in force.
    pub(crate) clearance: Option<Clearance>,
    /// The draft that was current.
    pub(crate) draft: Option<Draft>,
    /// Its text.
    pub(crate) blob: Option<DraftBlob>,
}

impl Claimed {
    /// The fingerprint that was cleared, if it is that of the current draft.
    pub(crate) fn cleared(&self) -> Result<&Fingerprint, &'static str> {
        match (&self.clearance, &self.draft) {
            (None, _) => Err("a claim without a clearance"),
            (Some(clearance), Some(draft)) if clearance.fingerprint == draft.fingerprint => {
                Ok(&clearance.fingerprint)
            }
            (Some(_), _) => Err("a claim with a clearance for another text"),
        }
    }

    /// Whom the letter is for.
    pub(crate) fn to(&self) -> &str {
        self.blob.as_ref().map_or("", |blob| blob.to.as_str())
    }

    /// From which mailbox.
    pub(crate) fn from(&self) -> &str {
        self.draft
            .as_ref()
            .map_or("", |draft| draft.mailbox.as_str())
    }
}

/// A conversation.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    /// Its partition.
    pub(crate) pk: String,
    /// Sort key of the last events that were read.
    pub(crate) read_to: Option<String>,
    /// The fold of the events that were read.
    pub(crate) state: Option<Conversation>,
    /// How many they are.
    pub(crate) count: u64,
    /// Its steps.
    pub(crate) steps: BTreeMap<u32, Step>,
    /// An operator took up again what was closed.
    pub(crate) reopened: bool,
    /// Out of office until then, as the last event about it says.
    pub(crate) away_until: Option<Date>,
}

impl Known {
    /// Nothing was read yet.
    pub(crate) fn new(pk: &str) -> Self {
        Self {
            pk: pk.to_owned(),
            ..Self::default()
        }
    }

    /// The conversation's id.
    pub(crate) fn id(&self) -> &str {
        self.pk.trim_start_matches("conv#")
    }

    /// The claim that an event makes, with what it is for.
    pub(crate) fn claimed(
        &self,
        recorded: &Recorded,
        draft: impl FnOnce(&BlobHash) -> Option<DraftBlob>,
    ) -> Option<Claimed> {
        let Event::Claimed {
            step,
            claim: Claim { id, at, .. },
        } = &recorded.event
        else {
            return None;
        };
        let of = self.steps.get(step).cloned().unwrap_or_default();
        Some(Claimed {
            pk: self.pk.clone(),
            id: id.to_string(),
            step: *step,
            at: *at,
            blob: of.draft.as_ref().and_then(|of| draft(&of.blob)),
            clearance: of.clearance,
            draft: of.draft,
        })
    }

    /// Folds an event; `replies` is how many human replies had been accepted by then.
    pub(crate) fn learn(&mut self, recorded: &Recorded, replies: u64) {
        self.state = evolve(self.state.take(), recorded);
        self.count = self.count.saturating_add(1);
        match &recorded.event {
            Event::Drafted { step, draft, .. } | Event::Edited { step, draft, .. } => {
                let of = self.steps.entry(*step).or_default();
                of.draft = Some(draft.clone());
                of.clearance = None;
                of.replies = replies;
            }
            Event::MailboxChanged { drafts, .. } => {
                for (step, _, draft) in drafts {
                    let of = self.steps.entry(*step).or_default();
                    of.draft = Some(draft.clone());
                    of.clearance = None;
                }
            }
            Event::Routed { clearances, .. } | Event::Approved { clearances, .. } => {
                for (step, clearance) in clearances {
                    self.steps.entry(*step).or_default().clearance = Some(clearance.clone());
                }
            }
            Event::Undone { verdict } => {
                for of in self.steps.values_mut() {
                    if of
                        .clearance
                        .as_ref()
                        .is_some_and(|c| c.verdict() == Some(verdict))
                    {
                        of.clearance = None;
                    }
                }
            }
            Event::SentBack { steps, .. } | Event::Voided { steps, .. } => {
                for step in steps {
                    self.steps.entry(*step).or_default().clearance = None;
                }
            }
            Event::Returned { step, .. } | Event::DraftFailed { step, .. } => {
                self.steps.entry(*step).or_default().clearance = None;
            }
            Event::Claimed { step, claim } => {
                let of = self.steps.entry(*step).or_default();
                of.claims.push((claim.id.to_string(), Settled::Open));
            }
            Event::Sent { step, claim, .. } => self.settle(*step, claim.as_str(), Settled::Sent),
            Event::NotSent {
                step,
                claim,
                retry_at,
                ..
            } => {
                self.settle(*step, claim.as_str(), Settled::NotSent);
                if retry_at.is_none() {
                    // The operator has to look first.
                    self.steps.entry(*step).or_default().clearance = None;
                }
            }
            Event::TakenOver { .. } | Event::Relabelled { .. } => self.reopened = true,
            Event::Paused { until, anew, .. } => self.away_until = (!anew).then_some(*until),
            _ => {}
        }
        // Whoever lets it run again before that day has read what came in.
        if matches!(
            recorded.event,
            Event::TakenOver { .. }
                | Event::HandedBack { .. }
                | Event::Escalated
                | Event::WrittenByHand { .. }
        ) {
            self.away_until = None;
        }
    }

    fn settle(&mut self, step: u32, claim: &str, how: Settled) {
        if let Some((_, settled)) = self
            .steps
            .entry(step)
            .or_default()
            .claims
            .iter_mut()
            .find(|(id, _)| id == claim)
        {
            *settled = how;
        }
    }

    /// Claims that are not settled, by id.
    pub(crate) fn last_claim(&self, step: u32) -> Option<&(String, Settled)> {
        self.steps.get(&step)?.claims.last()
    }
}
