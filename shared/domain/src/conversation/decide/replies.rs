//! What a reply does. Invariant 4: a human reply stops the sequence, out-of-office moves it.

use super::{Event, Events, Refusal, ReplyInput, next_step, out_of_turn, usual_channel, void};
use crate::calendar::later;
use crate::conversation::follow::draft_time;
use crate::conversation::state::{
    CloseReason, Conversation, MAX_STEPS, MessageState, Phase, VoidReason,
};
use crate::ids::{BlobHash, InboundId, VerdictId};
use crate::intent::Intent;
use crate::rows::{StopReason, StopSource};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

/// Where an out-of-office gives no date, the sequence waits for so many working days.
const AWAY_WITHOUT_DATE: crate::calendar::Wait = crate::calendar::Wait::WorkingDays(5);

pub(super) fn reply(state: &Conversation, reply: &ReplyInput, now: Timestamp) -> Events {
    if state.inbound.iter().any(|i| i.id == reply.inbound) {
        return Ok(Vec::new());
    }
    // What a person has to decide is shown, whatever the labeller says: else nobody would ever see it.
    let escalate = reply.escalate || (reply.intent.needs_a_person() && !reply.stop);
    let shown = escalate || (reply.sampled && reply.intent.is_negative());
    let why = match (escalate, shown) {
        (true, _) => format!("{} is always shown", reply.intent),
        (false, true) => format!("drawn for the sample of {}", reply.intent),
        (false, false) => format!("{} is dealt with by rule", reply.intent),
    };
    let mut events = vec![Event::Replied {
        inbound: reply.inbound.clone(),
        intent: reply.intent,
        confidence: reply.confidence,
        reading: reply.reading.clone(),
        matched_by: reply.matched_by.clone(),
        card: shown,
        why,
    }];
    let source = if reply.intent == Intent::Bounce {
        StopSource::Provider
    } else {
        StopSource::Reply
    };
    events.extend(consequences(
        state,
        reply.intent,
        escalate,
        reply.stop.then_some(source),
        reply.resume_on,
        state.place.day(now),
    ));
    Ok(events)
}

fn stop_reason(intent: Intent) -> StopReason {
    match intent {
        Intent::Complaint => StopReason::Complaint,
        Intent::Bounce => StopReason::HardBounce,
        Intent::WrongPerson | Intent::AutoReply => StopReason::WrongPerson,
        Intent::Positive
        | Intent::InfoRequest
        | Intent::Referral
        | Intent::NotNow
        | Intent::NotInterested
        | Intent::Unsubscribe
        | Intent::OutOfOffice
        | Intent::Ambiguous => StopReason::OptOut,
    }
}

/// What a label does to the conversation.
fn consequences(
    state: &Conversation,
    intent: Intent,
    escalate: bool,
    stop: Option<StopSource>,
    resume_on: Option<Date>,
    today: Date,
) -> Vec<Event> {
    if let Some(source) = stop {
        if matches!(state.phase, Phase::Stopped { .. }) {
            return Vec::new();
        }
        let stopped = Event::Stopped {
            reason: stop_reason(intent),
            source,
            step: None,
            verdict: None,
        };
        return void(state, VoidReason::Stopped)
            .into_iter()
            .chain([stopped])
            .collect();
    }
    let running = matches!(
        state.phase,
        Phase::Active | Phase::Paused { .. } | Phase::Ending { .. }
    );
    if !running {
        return Vec::new();
    }
    if intent.is_machine() && !escalate {
        return match intent {
            Intent::OutOfOffice => away(state, resume_on, today),
            _ => Vec::new(),
        };
    }
    let mut events: Vec<Event> = void(state, VoidReason::Replied).into_iter().collect();
    // What the operator has just ended is not begun anew by a "later".
    let ending = matches!(state.phase, Phase::Ending { .. });
    events.push(match (escalate, intent, resume_on) {
        (true, _, _) => Event::Escalated,
        (false, Intent::NotNow, Some(until)) if !ending => Event::Paused {
            until,
            why: format!("asked to come back from {until} on"),
            anew: true,
        },
        (false, Intent::NotNow, _) => Event::Closed {
            reason: CloseReason::NotNow,
        },
        (false, Intent::NotInterested | Intent::WrongPerson, _) => Event::Closed {
            reason: CloseReason::Declined,
        },
        (false, _, _) => Event::Escalated,
    });
    events
}

/// The next letter waits until they are back; its draft and clearance stay what they are.
fn away(state: &Conversation, resume_on: Option<Date>, today: Date) -> Vec<Event> {
    let until = resume_on.unwrap_or_else(|| state.place.after(today, AWAY_WITHOUT_DATE));
    let phase = match &state.phase {
        Phase::Ending { before, .. } => before.as_ref(),
        other => other,
    };
    let known = match phase {
        Phase::Active => None,
        Phase::Paused { until } => Some(*until),
        Phase::Listed
        | Phase::WithOperator { .. }
        | Phase::Ending { .. }
        | Phase::Stopped { .. }
        | Phase::Closed { .. } => {
            return Vec::new();
        }
    };
    if known.is_some_and(|known| known >= until) || until <= today {
        return Vec::new();
    }
    let mut events = Vec::new();
    if let (Some(message), Some(plan)) =
        (state.current().filter(|m| !m.is_at_provider()), &state.plan)
    {
        let opens = plan
            .window
            .next_open(state.place.at(until, plan.window.from), &state.place);
        if message.not_before.is_none_or(|known| known < opens) {
            events.push(Event::Scheduled {
                step: message.step,
                not_before: opens,
            });
        }
    }
    events.push(Event::Paused {
        until,
        why: format!("out of office; goes on from {until}"),
        anew: false,
    });
    events
}

pub(super) fn resume(state: &Conversation, now: Timestamp) -> Events {
    let Phase::Paused { until } = state.phase else {
        return Ok(Vec::new());
    };
    let send_day = state.place.working_day_from(until);
    if draft_time(state, send_day) > now {
        return Ok(Vec::new());
    }
    let mut events = vec![Event::Resumed];
    // One from before the reply may still be in doubt; it is settled by itself.
    let waits = state
        .messages
        .iter()
        .any(|m| m.is_open() && !(m.overtaken && m.is_at_provider()));
    if state.resume_note.is_some() && !waits && state.messages.len() < MAX_STEPS {
        let from = state
            .plan
            .as_ref()
            .map_or_else(crate::calendar::Window::default, |p| p.window.clone());
        let not_before = from.next_open(state.place.at(send_day, from.from), &state.place);
        events.push(Event::Planned {
            step: next_step(state),
            channel: usual_channel(state),
            draft_at: now,
            not_before,
        });
    }
    Ok(events)
}

pub(super) fn relabel(
    state: &Conversation,
    verdict: &VerdictId,
    inbound: &InboundId,
    to: Intent,
    resume_on: Option<Date>,
    now: Timestamp,
) -> Events {
    let Some(entry) = state.inbound.iter().find(|i| i.id == *inbound) else {
        return Err(Refusal::Unknown("reply"));
    };
    let mut events = vec![Event::Relabelled {
        verdict: verdict.clone(),
        inbound: inbound.clone(),
        from: entry.intent,
        to,
    }];
    let file = Event::ReplyFiled {
        verdict: verdict.clone(),
        inbound: inbound.clone(),
    };
    let today = state.place.day(now);
    match to {
        Intent::Unsubscribe | Intent::Complaint => {
            if !matches!(state.phase, Phase::Stopped { .. }) {
                events.extend(void(state, VoidReason::Stopped));
                events.push(Event::Stopped {
                    reason: stop_reason(to),
                    source: StopSource::Reply,
                    step: None,
                    verdict: None,
                });
            }
            events.push(file);
        }
        Intent::Positive | Intent::InfoRequest | Intent::Referral | Intent::Ambiguous => {
            match state.phase {
                Phase::Active | Phase::Paused { .. } | Phase::Ending { .. } => {
                    events.extend(void(state, VoidReason::Replied));
                    events.push(Event::Escalated);
                }
                Phase::Closed {
                    reason: CloseReason::Forgotten,
                }
                | Phase::Stopped { .. } => {}
                Phase::Closed { .. } => events.push(Event::Escalated),
                Phase::Listed | Phase::WithOperator { .. } => {}
            }
        }
        // Invariant 4: being away moves a sequence that runs and does not end it.
        Intent::OutOfOffice if matches!(state.phase, Phase::Active | Phase::Paused { .. }) => {
            events.extend(away(state, resume_on, today));
            events.push(file);
        }
        Intent::NotNow | Intent::NotInterested | Intent::WrongPerson | Intent::OutOfOffice => {
            if !matches!(
                state.phase,
                Phase::WithOperator {
                    taken_over: Some(_)
                }
            ) && !state.phase.is_final()
            {
                events.extend(void(state, VoidReason::Replied));
                events.push(match (to, resume_on) {
                    (Intent::NotNow | Intent::OutOfOffice, Some(until)) if until > today => {
                        Event::Paused {
                            until,
                            why: format!("asked to come back from {until} on"),
                            anew: true,
                        }
                    }
                    (Intent::NotNow | Intent::OutOfOffice, _) => Event::Closed {
                        reason: CloseReason::NotNow,
                    },
                    _ => Event::Closed {
                        reason: CloseReason::Declined,
                    },
                });
            }
            events.push(file);
        }
        Intent::AutoReply | Intent::Bounce => {
            if matches!(state.phase, Phase::WithOperator { taken_over: None }) {
                events.push(Event::Closed {
                    reason: CloseReason::Done,
                });
            }
            events.push(file);
        }
    }
    Ok(events)
}

pub(super) fn take_over(
    state: &Conversation,
    verdict: &VerdictId,
    inbound: Option<&InboundId>,
) -> Events {
    if let Some(inbound) = inbound
        && !state.inbound.iter().any(|i| i.id == *inbound)
    {
        return Err(Refusal::Unknown("reply"));
    }
    match &state.phase {
        Phase::Active
        | Phase::Paused { .. }
        | Phase::Ending { .. }
        | Phase::WithOperator { .. }
        | Phase::Closed {
            reason:
                CloseReason::Declined
                | CloseReason::NotNow
                | CloseReason::NoAnswer
                | CloseReason::Done
                | CloseReason::MailboxEnded
                | CloseReason::AgentRetired,
        } => {}
        Phase::Listed | Phase::Stopped { .. } | Phase::Closed { .. } => {
            return Err(out_of_turn(state));
        }
    }
    if let (
        Phase::WithOperator {
            taken_over: Some(who),
        },
        false,
    ) = (&state.phase, inbound_waits(state))
    {
        let at = state
            .verdicts
            .iter()
            .rev()
            .find(|v| v.what == "take over")
            .map_or(state.last, |v| v.at);
        return Err(Refusal::Decided {
            by: who.to_string(),
            at,
            what: "take over".to_owned(),
        });
    }
    let taken = Event::TakenOver {
        verdict: verdict.clone(),
        inbound: inbound.cloned(),
    };
    Ok(void(state, VoidReason::TakenOver)
        .into_iter()
        .chain([taken])
        .collect())
}

/// What all of it is for, written down once; where it came from is the operator's to say.
pub(super) fn meeting(state: &Conversation, verdict: &VerdictId) -> Events {
    if state.last_sent().is_none() {
        return Err(Refusal::OutOfTurn(
            "before the first letter: nobody was written to yet".to_owned(),
        ));
    }
    Ok(match state.meeting {
        Some(_) => Vec::new(),
        None => vec![Event::MeetingAgreed {
            verdict: verdict.clone(),
        }],
    })
}

/// Invariant 4 from our own side: who talks to them in person is not talked over.
pub(super) fn written_by_hand(state: &Conversation, letter: &InboundId) -> Vec<Event> {
    match state.phase {
        Phase::Active | Phase::Paused { .. } | Phase::Ending { .. } => {
            let written = Event::WrittenByHand {
                letter: letter.clone(),
            };
            void(state, VoidReason::TakenOver)
                .into_iter()
                .chain([written])
                .collect()
        }
        Phase::Listed
        | Phase::WithOperator { .. }
        | Phase::Stopped { .. }
        | Phase::Closed { .. } => Vec::new(),
    }
}

fn inbound_waits(state: &Conversation) -> bool {
    state.inbound.iter().any(|i| i.card)
}

pub(super) fn hand_back(
    state: &Conversation,
    verdict: &VerdictId,
    note: &BlobHash,
    inbound: Option<&InboundId>,
) -> Events {
    if !matches!(state.phase, Phase::WithOperator { .. }) {
        return Err(out_of_turn(state));
    }
    if state.messages.len() >= MAX_STEPS {
        return Err(Refusal::OutOfTurn(format!(
            "at its limit of {MAX_STEPS} messages; answer it yourself"
        )));
    }
    if state.messages.iter().any(|m| {
        matches!(
            m.state,
            MessageState::Claimed { .. } | MessageState::InDoubt { .. }
        )
    }) {
        return Err(Refusal::OutOfTurn(
            "waiting for a send to be settled first".to_owned(),
        ));
    }
    let answers = inbound
        .cloned()
        .or_else(|| state.inbound.last().map(|i| i.id.clone()));
    Ok(vec![Event::HandedBack {
        verdict: verdict.clone(),
        step: next_step(state),
        channel: usual_channel(state),
        note: note.clone(),
        answers,
    }])
}

pub(super) fn file(
    state: &Conversation,
    verdict: &VerdictId,
    inbound: &InboundId,
    now: Timestamp,
) -> Events {
    let Some(entry) = state.inbound.iter().find(|i| i.id == *inbound) else {
        return Err(Refusal::Unknown("reply"));
    };
    if !entry.card {
        let last = state
            .verdicts
            .iter()
            .rev()
            .find(|v| !v.undone && v.about.as_ref() == Some(inbound));
        return Err(last.map_or_else(
            || out_of_turn(state),
            |v| Refusal::Decided {
                by: v.by.to_string(),
                at: v.at,
                what: v.what.clone(),
            },
        ));
    }
    let mut events = vec![Event::ReplyFiled {
        verdict: verdict.clone(),
        inbound: inbound.clone(),
    }];
    let others = state.inbound.iter().any(|i| i.card && i.id != *inbound);
    if matches!(state.phase, Phase::WithOperator { taken_over: None }) && !others {
        let hold = state
            .plan
            .as_ref()
            .map_or(10, |plan| i64::from(plan.hold_seconds));
        let final_at = later(now, SignedDuration::from_secs(hold));
        events.push(Event::Finishing {
            verdict: verdict.clone(),
            final_at,
        });
    }
    Ok(events)
}
