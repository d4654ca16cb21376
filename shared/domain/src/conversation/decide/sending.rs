//! Claim, receipt, doubt. Invariant 2: each claim is handed over at most once, and a new claim for a
//! step needs the previous one settled *not sent*.

use super::{Event, Events, Refusal, claimed, out_of_turn};
use crate::conversation::follow::draft_time;
use crate::conversation::state::{
    Claim, Conversation, Message, MessageState, Phase, Receipt, Review,
};
use crate::ids::ClaimId;
use jiff::Timestamp;

/// The clearance is for the current draft: paired with the check at approval.
fn cleared(state: &Conversation, step: u32) -> Option<&Message> {
    let message = state.current().filter(|m| m.step == step)?;
    match &message.state {
        MessageState::Cleared { clearance } => {
            let current = message.draft.as_ref()?;
            (current.fingerprint == clearance.fingerprint).then_some(message)
        }
        MessageState::Planned { .. }
        | MessageState::InReview { .. }
        | MessageState::Claimed { .. }
        | MessageState::InDoubt { .. }
        | MessageState::Sent { .. }
        | MessageState::Void { .. } => None,
    }
}

pub(super) fn defer(state: &Conversation, step: u32, until: Timestamp, why: &str) -> Events {
    match cleared(state, step) {
        Some(_) => Ok(vec![Event::Deferred {
            step,
            until,
            why: why.to_owned(),
        }]),
        None => Ok(Vec::new()),
    }
}

/// Also a later step's message, whose turn has not come: a new version of the playbook may object to it.
pub(super) fn give_back(state: &Conversation, step: u32, why: &str) -> Events {
    let message = state.message(step);
    match message.filter(|m| matches!(m.state, MessageState::Cleared { .. })) {
        Some(_) => Ok(vec![Event::Returned {
            step,
            why: why.to_owned(),
        }]),
        None => Ok(Vec::new()),
    }
}

pub(super) fn release(state: &Conversation) -> Events {
    Ok(state
        .messages
        .iter()
        .filter(|m| m.deferral.is_some() && matches!(m.state, MessageState::Cleared { .. }))
        .map(|m| Event::Released { step: m.step })
        .collect())
}

pub(super) fn claim(
    state: &Conversation,
    step: u32,
    claim: &ClaimId,
    (message_id, letter): (&str, u64),
    now: Timestamp,
) -> Events {
    if state.phase != Phase::Active {
        return Err(out_of_turn(state));
    }
    let Some(message) = cleared(state, step) else {
        return Err(Refusal::OutOfTurn(
            "not cleared to send this step".to_owned(),
        ));
    };
    let MessageState::Cleared { clearance } = &message.state else {
        return Err(Refusal::OutOfTurn(
            "not cleared to send this step".to_owned(),
        ));
    };
    // Paired with the check when it was drafted; it moves first, and is reviewed again.
    if message.draft.as_ref().map(|draft| &draft.mailbox) != state.mailbox.as_ref() {
        return Err(Refusal::OutOfTurn(
            "written from another mailbox than this draft".to_owned(),
        ));
    }
    let early = clearance.hold_until > now || message.not_before.is_some_and(|at| at > now);
    if early {
        return Err(Refusal::OutOfTurn(
            "holding this step until later".to_owned(),
        ));
    }
    Ok(vec![Event::Claimed {
        step,
        claim: Claim {
            id: claim.clone(),
            at: now,
            message_id: message_id.to_owned(),
            letter,
        },
    }])
}

pub(super) fn sent(
    state: &Conversation,
    claim: &ClaimId,
    receipt: &Receipt,
    settled: Option<&String>,
    now: Timestamp,
) -> Events {
    let Some((message, _)) = claimed(state, claim) else {
        return Ok(Vec::new());
    };
    let step = message.step;
    let mut events = vec![Event::Sent {
        step,
        claim: claim.clone(),
        receipt: receipt.clone(),
        settled: settled.cloned(),
    }];
    events.extend(next(state, message, receipt.at, now));
    Ok(events)
}

/// What follows a sent step: the next one is planned, or given its time.
fn next(
    state: &Conversation,
    message: &Message,
    sent_at: Timestamp,
    now: Timestamp,
) -> Option<Event> {
    // An end that can still be undone goes on where it was: the next step needs its time then.
    let phase = match &state.phase {
        Phase::Ending { before, .. } => before.as_ref(),
        other => other,
    };
    if !matches!(phase, Phase::Active | Phase::Paused { .. })
        || message.answers.is_some()
        || message.overtaken
    {
        return None;
    }
    let plan = state.plan.as_ref()?;
    let index = usize::try_from(message.step).ok()?;
    let step_plan = plan.steps.get(index)?;
    let step = message.step.saturating_add(1);
    let mut day = state.place.after(state.place.day(sent_at), step_plan.wait);
    if let Phase::Paused { until } = phase {
        day = day.max(*until);
    }
    let not_before = plan
        .window
        .next_open(state.place.at(day, plan.window.from), &state.place);
    match plan.review {
        Review::Each => {
            if state.message(step).is_some() {
                return None;
            }
            let draft_at = draft_time(state, state.place.day(not_before)).max(now);
            Some(Event::Planned {
                step,
                channel: step_plan.channel,
                draft_at,
                not_before,
            })
        }
        Review::Together => state
            .message(step)
            .filter(|m| m.is_open())
            .map(|_| Event::Scheduled { step, not_before }),
    }
}

pub(super) fn not_sent(
    state: &Conversation,
    claim: &ClaimId,
    proof: &str,
    retry_at: Option<Timestamp>,
) -> Events {
    Ok(match claimed(state, claim) {
        Some((message, _)) => {
            vec![Event::NotSent {
                step: message.step,
                claim: claim.clone(),
                proof: proof.to_owned(),
                retry_at,
            }]
        }
        None => Vec::new(),
    })
}

pub(super) fn doubt(state: &Conversation, claim: &ClaimId, why: &str) -> Events {
    Ok(match claimed(state, claim) {
        Some((message, false)) => {
            vec![Event::InDoubt {
                step: message.step,
                claim: claim.clone(),
                why: why.to_owned(),
            }]
        }
        Some((_, true)) | None => Vec::new(),
    })
}

pub(super) fn settle(
    state: &Conversation,
    claim: &ClaimId,
    was_sent: bool,
    now: Timestamp,
) -> Events {
    match claimed(state, claim) {
        Some((_, true)) if was_sent => {
            let receipt = Receipt {
                at: now,
                provider_id: "settled by the operator".to_owned(),
                wire_hash: None,
                message_id: None,
            };
            sent(
                state,
                claim,
                &receipt,
                Some(&"the operator looked: it was sent".to_owned()),
                now,
            )
        }
        Some((_, true)) => not_sent(state, claim, "the operator looked: it was not sent", None),
        Some((_, false)) => Err(Refusal::OutOfTurn(
            "waiting for the provider's answer".to_owned(),
        )),
        None => Err(Refusal::Decided {
            by: "a report of the provider or another operator".to_owned(),
            at: state.last,
            what: "this send is settled".to_owned(),
        }),
    }
}

pub(super) fn report(
    state: &Conversation,
    claim: Option<&ClaimId>,
    what: &str,
    status: Option<&String>,
    now: Timestamp,
) -> Events {
    let mut events = vec![Event::Reported {
        claim: claim.cloned(),
        what: what.to_owned(),
        status: status.cloned(),
    }];
    let Some(id) = claim else { return Ok(events) };
    // Any report on a letter proves that the provider took it.
    match claimed(state, id) {
        Some(_) => {
            let receipt = Receipt {
                at: now,
                provider_id: format!("told by its report: {what}"),
                wire_hash: None,
                message_id: None,
            };
            events.extend(sent(
                state,
                id,
                &receipt,
                Some(&format!("the provider reported {what}")),
                now,
            )?);
        }
        None => events.extend(contradicted(state, id, what, now)),
    }
    Ok(events)
}

/// A report on a claim that was settled *not sent*: an alarm, and the letter is out after all, so that
/// no second one follows it.
fn contradicted(state: &Conversation, id: &ClaimId, what: &str, now: Timestamp) -> Vec<Event> {
    let Some(message) = state.messages.iter().find(|m| m.not_sent.contains(id)) else {
        return Vec::new();
    };
    if matches!(&message.state, MessageState::Sent { claim, .. } if claim.id == *id) {
        return Vec::new();
    }
    let step = message.step;
    let mut events = vec![Event::Contradicted {
        step,
        claim: id.clone(),
    }];
    match message.state {
        MessageState::Planned { .. }
        | MessageState::InReview { .. }
        | MessageState::Cleared { .. } => {
            let receipt = Receipt {
                at: now,
                provider_id: format!("told by its report: {what}"),
                wire_hash: None,
                message_id: None,
            };
            let settled = Some(format!("the provider reported {what}"));
            events.push(Event::Sent {
                step,
                claim: id.clone(),
                receipt,
                settled,
            });
            events.extend(next(state, message, now, now));
        }
        // Another hand-over of the step is under way or out, or it is over: the operator is told.
        MessageState::Claimed { .. }
        | MessageState::InDoubt { .. }
        | MessageState::Sent { .. }
        | MessageState::Void { .. } => {}
    }
    events
}
