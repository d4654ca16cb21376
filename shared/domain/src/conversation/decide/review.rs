//! The draft gate. Invariant 1: a clearance is for exactly the fingerprints that the operator saw;
//! an edit voids it. Invariant 11: nothing here approves or rejects because time has passed.

use super::{Carried, Event, Events, Refusal, out_of_turn};
use crate::calendar::later;
use crate::conversation::judged::Routing;
use crate::conversation::state::{
    Clearance, ClearedBy, Conversation, Draft, Message, MessageState, Phase,
};
use crate::fingerprint::Fingerprint;
use crate::ids::{BlobHash, OperatorId, VerdictId};
use crate::trust::Leave;
use jiff::{SignedDuration, Timestamp};

pub(super) fn drafted(
    state: &Conversation,
    step: u32,
    after_revision: u32,
    draft: &Draft,
    why_held: Option<&String>,
) -> Events {
    same_mailbox(state, draft)?;
    Ok(match planned(state, step, after_revision) {
        Some(message) => vec![Event::Drafted {
            step,
            revision: message.revision.saturating_add(1),
            draft: draft.clone(),
            why_held: why_held.cloned(),
        }],
        None => Vec::new(),
    })
}

/// A conversation stays on its mailbox: only a move by an operator changes it.
fn same_mailbox(state: &Conversation, draft: &Draft) -> Result<(), Refusal> {
    match &state.mailbox {
        Some(mailbox) if *mailbox != draft.mailbox => Err(Refusal::OutOfTurn(format!(
            "written from mailbox {mailbox}, and this draft is from {}",
            draft.mailbox
        ))),
        Some(_) | None => Ok(()),
    }
}

pub(super) fn draft_failed(
    state: &Conversation,
    step: u32,
    after_revision: u32,
    why: &str,
) -> Events {
    Ok(match planned(state, step, after_revision) {
        Some(_) => vec![Event::DraftFailed {
            step,
            why: why.to_owned(),
        }],
        None => Vec::new(),
    })
}

/// What is due to be drafted waits until then.
pub(super) fn put_off(state: &Conversation, until: Timestamp, why: &str, now: Timestamp) -> Events {
    let is_due =
        |m: &&Message| matches!(m.state, MessageState::Planned { draft_at } if draft_at <= now);
    let steps: Vec<u32> = state
        .messages
        .iter()
        .filter(is_due)
        .map(|message| message.step)
        .collect();
    // Only what would be the first: a person who has answered waits for nobody's time.
    let is_first = state.phase == Phase::Active && state.is_untouched();
    let is_late = is_first && !steps.is_empty() && until > now;
    Ok(if is_late {
        vec![Event::PutOff {
            steps,
            until,
            why: why.to_owned(),
        }]
    } else {
        Vec::new()
    })
}

/// The message, if it still waits to be drafted after that revision and somebody wants it.
fn planned(state: &Conversation, step: u32, after_revision: u32) -> Option<&Message> {
    if state.phase != Phase::Active {
        return None;
    }
    state
        .message(step)
        .filter(|m| m.revision == after_revision && matches!(m.state, MessageState::Planned { .. }))
}

/// Policy's decision on drafts that were just written. It clears exactly what it was asked about, and
/// nothing that shares a card with what waits for the operator.
pub(super) fn route(
    state: &Conversation,
    steps: &[u32],
    routing: &Routing,
    now: Timestamp,
) -> Events {
    let waiting = in_review(state);
    let asked: Vec<&Message> = waiting
        .iter()
        .copied()
        .filter(|m| steps.contains(&m.step) && m.draft.is_some())
        .collect();
    if state.phase != Phase::Active || asked.len() != steps.len() || steps.is_empty() {
        return Err(Refusal::OutOfTurn(
            "not waiting for policy's decision on these drafts".to_owned(),
        ));
    }
    let route = &routing.route;
    let clears = route.clear && !route.drawn;
    if clears && waiting.len() != asked.len() {
        return Err(Refusal::OutOfTurn(
            "waiting for a verdict on the same card".to_owned(),
        ));
    }
    let leave = Leave {
        class: routing.class.clone(),
        life: route.life,
        confidence: routing.confidence,
        strata: routing.strata.clone(),
    };
    let clearances = asked
        .into_iter()
        .filter(|_| clears)
        .filter_map(|message| {
            let clearance = Clearance {
                fingerprint: message.draft.as_ref()?.fingerprint.clone(),
                cleared_by: ClearedBy::Policy(leave.clone()),
                at: now,
                hold_until: now,
            };
            Some((message.step, clearance))
        })
        .collect();
    Ok(vec![Event::Routed {
        steps: steps.to_vec(),
        routing: Box::new(routing.clone()),
        clearances,
    }])
}

fn in_review(state: &Conversation) -> Vec<&Message> {
    state
        .messages
        .iter()
        .filter(|m| matches!(m.state, MessageState::InReview { .. }))
        .collect()
}

/// What stands on the draft card, if it is exactly what the operator saw.
fn seen_card<'a>(
    state: &'a Conversation,
    seen: &[Fingerprint],
) -> Result<Vec<&'a Message>, Refusal> {
    match state.phase {
        Phase::Active | Phase::Paused { .. } => {}
        Phase::Listed
        | Phase::WithOperator { .. }
        | Phase::Ending { .. }
        | Phase::Stopped { .. }
        | Phase::Closed { .. } => return Err(ended(state)),
    }
    let waiting = in_review(state);
    let mut current: Vec<&Fingerprint> = waiting
        .iter()
        .filter_map(|m| m.draft.as_ref())
        .map(|d| &d.fingerprint)
        .collect();
    let mut seen: Vec<&Fingerprint> = seen.iter().collect();
    // Two steps may have the same text: one fingerprint, one clearance each.
    current.sort();
    current.dedup();
    seen.sort();
    seen.dedup();
    if current == seen && !waiting.is_empty() {
        return Ok(waiting);
    }
    Err(changed(state))
}

/// Says who made that the operator's card is not the current one.
fn changed(state: &Conversation) -> Refusal {
    let edit = in_review(state)
        .into_iter()
        .filter_map(|m| m.draft.as_ref())
        .filter_map(|d| d.edited_by.as_ref().map(|by| (d.at, by.to_string())))
        .max();
    let verdict = state.verdicts.iter().rev().find(|v| !v.undone);
    match (edit, verdict) {
        (Some((at, by)), _) => Refusal::Stale { by, at },
        (None, Some(last)) if last.what != "accept" => Refusal::Decided {
            by: last.by.to_string(),
            at: last.at,
            what: last.what.clone(),
        },
        (None, _) if in_review(state).is_empty() => {
            Refusal::OutOfTurn("not waiting for a verdict on drafts".to_owned())
        }
        (None, _) => {
            let at = in_review(state)
                .into_iter()
                .filter_map(|m| m.draft.as_ref())
                .map(|d| d.at)
                .max();
            Refusal::Stale {
                by: format!("agent {}", state.agent),
                at: at.unwrap_or(state.last),
            }
        }
    }
}

fn ended(state: &Conversation) -> Refusal {
    match (
        &state.phase,
        state.verdicts.iter().rev().find(|v| !v.undone),
    ) {
        (Phase::Ending { .. }, Some(last)) => Refusal::Decided {
            by: last.by.to_string(),
            at: last.at,
            what: last.what.clone(),
        },
        _ => out_of_turn(state),
    }
}

fn hold(state: &Conversation) -> SignedDuration {
    SignedDuration::from_secs(
        state
            .plan
            .as_ref()
            .map_or(10, |plan| i64::from(plan.hold_seconds)),
    )
}

pub(super) fn approve(
    state: &Conversation,
    by: &OperatorId,
    verdict: &VerdictId,
    seen: &[Fingerprint],
    now: Timestamp,
) -> Events {
    let waiting = seen_card(state, seen)?;
    if waiting.iter().any(|m| m.draft.is_none()) {
        return Err(Refusal::Unsound(
            "a step of this card has no draft; edit it, send it back or kill it".to_owned(),
        ));
    }
    let clearances = waiting
        .into_iter()
        .filter_map(|message| {
            let draft = message.draft.as_ref()?;
            Some((
                message.step,
                Clearance {
                    fingerprint: draft.fingerprint.clone(),
                    cleared_by: ClearedBy::Verdict {
                        verdict: verdict.clone(),
                        by: by.clone(),
                    },
                    at: now,
                    hold_until: later(now, hold(state)),
                },
            ))
        })
        .collect();
    Ok(vec![Event::Approved {
        verdict: verdict.clone(),
        clearances,
    }])
}

pub(super) fn edit(
    state: &Conversation,
    verdict: &VerdictId,
    seen: &Fingerprint,
    draft: &Draft,
    polish: bool,
) -> Events {
    match state.phase {
        Phase::Active | Phase::Paused { .. } => {}
        Phase::Listed
        | Phase::WithOperator { .. }
        | Phase::Ending { .. }
        | Phase::Stopped { .. }
        | Phase::Closed { .. } => return Err(ended(state)),
    }
    let Some(message) = state.drafted_as(seen) else {
        return Err(changed(state));
    };
    let lapsed = match &message.state {
        MessageState::InReview { .. } => false,
        MessageState::Cleared { .. } => true,
        MessageState::Planned { .. } => return Err(changed(state)),
        MessageState::Claimed { .. } | MessageState::InDoubt { .. } | MessageState::Sent { .. } => {
            return Err(Refusal::TooLate("the message is at the provider or sent"));
        }
        MessageState::Void { .. } => return Err(ended(state)),
    };
    same_mailbox(state, draft)?;
    Ok(vec![Event::Edited {
        verdict: verdict.clone(),
        step: message.step,
        revision: message.revision.saturating_add(1),
        draft: draft.clone(),
        lapsed,
        polish,
        carried: None,
    }])
}

/// The edit of another draft, in one that waits. Nobody looked at this one, so it clears nothing, and what was
/// cleared stays as it was seen.
pub(super) fn carry(
    state: &Conversation,
    verdict: &VerdictId,
    seen: &Fingerprint,
    draft: &Draft,
    polish: bool,
    carried: &Carried,
) -> Events {
    let waits = |m: &Message| matches!(m.state, MessageState::InReview { .. });
    if !state.drafted_as(seen).is_some_and(waits) {
        return Err(changed(state));
    }
    let mut events = edit(state, verdict, seen, draft, polish)?;
    for event in &mut events {
        if let Event::Edited { carried: mark, .. } = event {
            *mark = Some(carried.clone());
        }
    }
    Ok(events)
}

pub(super) fn kill(
    state: &Conversation,
    verdict: &VerdictId,
    seen: &[Fingerprint],
    reason: &str,
    note: Option<&BlobHash>,
    now: Timestamp,
) -> Events {
    let waiting = seen_card(state, seen)?;
    Ok(vec![Event::Killed {
        verdict: verdict.clone(),
        reason: reason.to_owned(),
        note: note.cloned(),
        steps: waiting.iter().map(|m| m.step).collect(),
        final_at: later(now, hold(state)),
    }])
}

pub(super) fn redraft(
    state: &Conversation,
    verdict: &VerdictId,
    seen: &[Fingerprint],
    note: Option<&BlobHash>,
    now: Timestamp,
) -> Events {
    let waiting = seen_card(state, seen)?;
    Ok(vec![Event::SentBack {
        verdict: Some(verdict.clone()),
        steps: waiting.iter().map(|m| m.step).collect(),
        note: note.cloned(),
        draft_at: later(now, hold(state)),
        why: None,
    }])
}

pub(super) fn redraft_all(state: &Conversation, why: &str, now: Timestamp) -> Events {
    let steps: Vec<u32> = state
        .messages
        .iter()
        .filter(|m| {
            matches!(
                m.state,
                MessageState::InReview { .. } | MessageState::Cleared { .. }
            )
        })
        .map(|m| m.step)
        .collect();
    let live = matches!(state.phase, Phase::Active | Phase::Paused { .. });
    if steps.is_empty() || !live {
        return Ok(Vec::new());
    }
    Ok(vec![Event::SentBack {
        verdict: None,
        steps,
        note: None,
        draft_at: now,
        why: Some(why.to_owned()),
    }])
}

pub(super) fn stale(state: &Conversation, now: Timestamp) -> Events {
    let due = crate::conversation::due(state);
    let is_due = due.is_some_and(|d| d.kind == crate::conversation::DueKind::Stale && d.at <= now);
    if !is_due {
        return Ok(Vec::new());
    }
    let steps = in_review(state).iter().map(|m| m.step).collect();
    let why = Some("it waited so long that its facts may be old".to_owned());
    Ok(vec![Event::SentBack {
        verdict: None,
        steps,
        note: None,
        draft_at: now,
        why,
    }])
}

pub(super) fn undo(state: &Conversation, verdict: &VerdictId, now: Timestamp) -> Events {
    let Some(given) = state.verdict(verdict) else {
        return Err(Refusal::Unknown("verdict"));
    };
    if given.undone {
        return Ok(Vec::new());
    }
    let done = Ok(vec![Event::Undone {
        verdict: verdict.clone(),
    }]);
    match given.what.as_str() {
        "approve" => {
            let gone = state
                .messages
                .iter()
                .any(|m| m.claimed_under.as_ref() == Some(verdict));
            let held = state.messages.iter().any(
                |m| matches!(&m.state, MessageState::Cleared { clearance } if clearance.verdict() == Some(verdict)),
            );
            match (gone, held) {
                (true, _) => Err(Refusal::TooLate(
                    "a message of it is at the provider or sent",
                )),
                (false, true) => done,
                (false, false) => Err(Refusal::TooLate(
                    "what it cleared was changed or ended since",
                )),
            }
        }
        "kill" | "file" => match &state.phase {
            Phase::Ending { verdict: by, .. } if by == verdict => done,
            _ => Err(Refusal::TooLate("it has taken effect")),
        },
        "redraft" => {
            let waits = state.messages.iter().any(|m| {
                matches!(m.state, MessageState::Planned { draft_at } if draft_at > now)
                    && m.draft.is_some()
            });
            // Only the last one: an earlier one was carried out.
            let last = state
                .verdicts
                .iter()
                .rev()
                .find(|v| v.what == "redraft" && !v.undone);
            if waits && last.is_some_and(|last| last.id == *verdict) {
                done
            } else {
                Err(Refusal::TooLate("the draft is being written anew"))
            }
        }
        "meeting" if state.meeting.as_ref() == Some(verdict) => done,
        "take over" => {
            let fresh = now <= later(given.at, hold(state)) && given.about.is_some();
            let still = matches!(
                state.phase,
                Phase::WithOperator {
                    taken_over: Some(_)
                }
            );
            if fresh && still {
                done
            } else {
                Err(Refusal::TooLate("the conversation is yours"))
            }
        }
        _ => Err(Refusal::TooLate(
            "this kind of verdict takes effect at once",
        )),
    }
}
