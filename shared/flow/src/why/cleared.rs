//! Who or what cleared each message, read from the events: the state forgets it once a letter has left.

use domain::conversation::{Conversation, Event, MessageState, Recorded, Routing, Through};
use domain::trust::Reason;
use domain::{ClaimId, VerdictId};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Who wrote a text, and by what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// When.
    pub at: Timestamp,
    /// Who: the agent, or the operator who edited it.
    pub by: String,
    /// Version of the playbook.
    pub playbook: String,
    /// The model; empty for a text that an operator wrote.
    pub model: String,
    /// Rules of the software.
    pub policy: String,
}

/// Who gave leave to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cleared {
    /// An operator.
    Operator {
        /// Who.
        by: String,
        /// By this verdict.
        verdict: VerdictId,
        /// When.
        at: Timestamp,
        /// Through which door.
        through: Through,
    },
    /// Policy, under a live certificate; what it rested on is in [`Policy`].
    Policy {
        /// When.
        at: Timestamp,
    },
}

/// What policy decided on a draft, as it was logged before anybody looked.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// When.
    pub at: Timestamp,
    /// The class, whose certificate it is.
    pub class: String,
    /// The life of the class.
    pub life: u32,
    /// Policy's confidence, 0 to 1.
    pub confidence: f64,
    /// From which confidence on the certificate let it go; nothing without one that was asked.
    pub threshold: Option<f64>,
    /// The chance with which it was drawn for a look, 0 to 1.
    pub propensity: f64,
    /// It was drawn for a look.
    pub drawn: bool,
    /// Policy cleared it.
    pub clear: bool,
    /// Whole days since the certificate was earned; nothing without one.
    pub certified_days: Option<u32>,
    /// In words.
    pub words: String,
}

impl Policy {
    pub(super) fn of(at: Timestamp, routing: &Routing) -> Self {
        let share = |thousandths: u16| f64::from(thousandths) / 1000.0;
        let route = &routing.route;
        let threshold = match &route.reason {
            Reason::Certified { threshold, .. } | Reason::BelowThreshold { threshold, .. } => {
                Some(share(threshold.thousandths()))
            }
            Reason::Must { .. }
            | Reason::NoCertificate
            | Reason::NewAgent { .. }
            | Reason::SetApart { .. } => None,
        };
        Self {
            at,
            class: routing.class.to_string(),
            life: route.life,
            confidence: share(routing.confidence.thousandths()),
            certified_days: threshold.map(|_| routing.certified_days),
            threshold,
            propensity: route.propensity.share(),
            drawn: route.drawn,
            clear: route.clear,
            words: route.reason.to_string(),
        }
    }
}

/// What the events say of one step.
#[derive(Debug, Clone, Default)]
pub(super) struct OfStep {
    pub(super) written: Option<Written>,
    /// Who gave leave for what was handed over, or may be.
    pub(super) cleared: Option<Cleared>,
    pub(super) claim: Option<ClaimId>,
    pub(super) message_id: Option<String>,
    pub(super) policy: Option<Policy>,
}

/// Of each step.
pub(super) fn of(state: &Conversation, events: &[Recorded]) -> BTreeMap<u32, OfStep> {
    let mut steps: BTreeMap<u32, OfStep> = BTreeMap::new();
    for recorded in events {
        take(&mut steps, recorded);
    }
    for (step, of) in &mut steps {
        // The judgement that waits is to be a blind one.
        if state.is_blind_at(*step) {
            of.policy = None;
        }
        let message = state.message(*step);
        let may_go = message.is_some_and(|message| {
            matches!(
                message.state,
                MessageState::Cleared { .. }
                    | MessageState::Claimed { .. }
                    | MessageState::InDoubt { .. }
                    | MessageState::Sent { .. }
            )
        });
        // What was undone, edited or sent back since has no leave any more; what has one has the last.
        if !may_go {
            of.cleared = None;
        }
        if let Some(message) = message
            && let MessageState::Sent { claim, receipt } = &message.state
        {
            of.claim = Some(claim.id.clone());
            let renamed = receipt.message_id.as_ref();
            of.message_id = Some(renamed.unwrap_or(&claim.message_id).clone());
        }
    }
    steps
}

fn take(steps: &mut BTreeMap<u32, OfStep>, recorded: &Recorded) {
    let at = recorded.at;
    let written = || Written {
        at,
        by: recorded.by.to_string(),
        playbook: recorded.versions.playbook.clone(),
        model: recorded.versions.model.clone(),
        policy: recorded.versions.policy.clone(),
    };
    match &recorded.event {
        Event::Drafted { step, .. } | Event::Edited { step, .. } => {
            steps.entry(*step).or_default().written = Some(written());
        }
        Event::Routed {
            steps: routed,
            routing,
            clearances,
        } => {
            for step in routed {
                steps.entry(*step).or_default().policy = Some(Policy::of(at, routing));
            }
            for (step, _) in clearances {
                steps.entry(*step).or_default().cleared = Some(Cleared::Policy { at });
            }
        }
        Event::Approved {
            verdict,
            clearances,
        } => {
            for (step, _) in clearances {
                steps.entry(*step).or_default().cleared = Some(Cleared::Operator {
                    by: recorded.by.to_string(),
                    verdict: verdict.clone(),
                    at,
                    through: recorded.through,
                });
            }
        }
        Event::Claimed { step, claim } => {
            let of = steps.entry(*step).or_default();
            of.claim = Some(claim.id.clone());
            of.message_id = Some(claim.message_id.clone());
        }
        _ => {}
    }
}
