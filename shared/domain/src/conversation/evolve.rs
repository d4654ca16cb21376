//! What an event means. Total: an event that does not fit changes nothing it should not, because
//! old logs must always fold.

use super::event::{Carried, Event, Recorded};
use super::judged::{Through, Unit};
use super::state::{
    Clearance, CloseReason, Conversation, Deferral, Inbound, MAX_INBOUND, MAX_NOT_SENT,
    MAX_VERDICTS, Message, MessageState, Phase, Review, VerdictRecord, VoidReason,
};
use crate::ids::{Actor, VerdictId};
use crate::trust::Outcome;

/// The kill reason that takes a class's certificate away at once.
pub const HARMFUL: &str = "harmful";

/// Folds one event into the state. `None` is the state before `Sourced`.
pub fn evolve(state: Option<Conversation>, recorded: &Recorded) -> Option<Conversation> {
    let at = recorded.at;
    if let Event::Sourced {
        conversation,
        agent,
        contact,
        company,
        place,
        list,
        score,
    } = &recorded.event
    {
        return Some(Conversation {
            id: conversation.clone(),
            agent: agent.clone(),
            contact: contact.clone(),
            company: company.clone(),
            place: place.clone(),
            list: list.clone(),
            score: *score,
            phase: Phase::Listed,
            plan: None,
            mailbox: None,
            messages: Vec::new(),
            inbound: Vec::new(),
            verdicts: Vec::new(),
            resume_note: None,
            contradiction: None,
            meeting: None,
            last: at,
        });
    }
    let mut state = state?;
    state.last = at;
    apply(&mut state, recorded);
    Some(state)
}

fn apply(state: &mut Conversation, recorded: &Recorded) {
    let at = recorded.at;
    match &recorded.event {
        Event::Sourced { .. } => {}
        Event::Accepted { verdict, plan } => {
            record(state, recorded, verdict, "accept");
            state.phase = Phase::Active;
            let planned = match plan.review {
                Review::Together => plan.steps.len(),
                Review::Each => 1,
            };
            state.messages = plan
                .steps
                .iter()
                .take(planned)
                .zip(1u32..)
                .map(|(step, number)| planned_message(number, step.channel, at))
                .collect();
            state.plan = Some(plan.clone());
        }
        Event::Rejected { verdict, reason } => {
            record(state, recorded, verdict, "reject");
            if let Some(last) = state.verdicts.last_mut().filter(|one| one.id == *verdict) {
                last.reason = Some(reason.clone());
            }
            state.phase = Phase::Closed {
                reason: CloseReason::Rejected,
            };
        }
        Event::Drafted {
            step,
            revision,
            draft,
            why_held,
        } => {
            keep_mailbox(state, draft);
            if let Some(message) = message(state, *step) {
                message.revision = *revision;
                message.draft = Some(draft.clone());
                message.why_held.clone_from(why_held);
                message.deferral = None;
                message.state = MessageState::InReview { since: at };
            }
        }
        Event::DraftFailed { step, why } => {
            if let Some(message) = message(state, *step) {
                message.draft = None;
                message.why_held = Some(why.clone());
                message.state = MessageState::InReview { since: at };
            }
        }
        Event::PutOff { steps, until, .. } => {
            for step in steps {
                if let Some(message) = message(state, *step) {
                    message.state = MessageState::Planned { draft_at: *until };
                }
            }
        }
        Event::Routed {
            steps,
            routing,
            clearances,
        } => {
            clear(state, clearances);
            if let Some(first) = steps.first().and_then(|first| message(state, *first)) {
                // Written anew it is the same message: what was said of it before stays said.
                let judged = first.unit.take().map(|unit| unit.judged);
                first.unit = Some(Box::new(Unit {
                    steps: steps.clone(),
                    at,
                    routing: (**routing).clone(),
                    judged: judged.unwrap_or_default(),
                }));
            }
        }
        Event::Approved {
            verdict,
            clearances,
        } => {
            record(state, recorded, verdict, "approve");
            clear(state, clearances);
            let steps: Vec<u32> = clearances.iter().map(|(step, _)| *step).collect();
            judge(state, recorded, verdict, &steps, Outcome::Approved);
        }
        Event::Edited {
            verdict,
            step,
            revision,
            draft,
            polish,
            carried,
            ..
        } => {
            record(state, recorded, verdict, "edit");
            keep_mailbox(state, draft);
            let outcome = if *polish {
                Outcome::Polished
            } else {
                Outcome::MustFix
            };
            match carried {
                None => judge(state, recorded, verdict, &[*step], outcome),
                Some(carried) => carry(state, recorded, verdict, *step, (outcome, carried)),
            }
            if let Some(message) = message(state, *step) {
                message.revision = *revision;
                message.draft = Some(draft.clone());
                message.deferral = None;
                message.state = MessageState::InReview { since: at };
            }
        }
        Event::Killed {
            verdict,
            final_at,
            reason,
            steps,
            ..
        } => {
            record(state, recorded, verdict, "kill");
            let outcome = if reason == HARMFUL {
                Outcome::Harmful
            } else {
                Outcome::Killed
            };
            judge(state, recorded, verdict, steps, outcome);
            ending(state, verdict, *final_at, CloseReason::Killed);
        }
        Event::SentBack {
            verdict,
            steps,
            note,
            draft_at,
            why,
        } => {
            if let Some(verdict) = verdict {
                record(state, recorded, verdict, "redraft");
                judge(state, recorded, verdict, steps, Outcome::MustFix);
            }
            for step in steps {
                if let Some(message) = message(state, *step) {
                    // What an answer should say is still wanted when a rule has it written anew.
                    if note.is_some() || message.answers.is_none() {
                        message.note.clone_from(note);
                    }
                    message.why_held.clone_from(why);
                    message.state = MessageState::Planned {
                        draft_at: *draft_at,
                    };
                }
            }
        }
        Event::Returned { step, why } => {
            if let Some(message) = message(state, *step) {
                message.deferral = None;
                message.why_held = Some(why.clone());
                message.state = MessageState::InReview { since: at };
            }
        }
        Event::Undone { verdict } => undo(state, verdict, at),
        Event::Deferred { step, until, why } => {
            if let Some(message) = message(state, *step) {
                message.deferral = Some(Deferral {
                    until: *until,
                    why: why.clone(),
                });
            }
        }
        Event::Released { step } => {
            if let Some(message) = message(state, *step) {
                message.deferral = None;
            }
        }
        Event::Claimed { step, claim } => {
            if let Some(message) = message(state, *step)
                && let MessageState::Cleared { clearance } = &message.state
            {
                message.deferral = None;
                message.attempts = message.attempts.saturating_add(1);
                message.claimed_under = clearance.verdict().cloned();
                message.state = MessageState::Claimed {
                    clearance: clearance.clone(),
                    claim: claim.clone(),
                };
            }
        }
        Event::Sent {
            step,
            claim,
            receipt,
            ..
        } => {
            let contradicted = state.contradiction.as_ref() == Some(claim);
            if let Some(message) = message(state, *step) {
                let settled = match &message.state {
                    MessageState::Claimed { claim: held, .. }
                    | MessageState::InDoubt { claim: held, .. }
                        if held.id == *claim =>
                    {
                        Some(held.clone())
                    }
                    MessageState::Planned { .. }
                    | MessageState::InReview { .. }
                    | MessageState::Cleared { .. }
                    | MessageState::Claimed { .. }
                    | MessageState::InDoubt { .. }
                    | MessageState::Sent { .. }
                    | MessageState::Void { .. } => contradicted.then(|| super::state::Claim {
                        id: claim.clone(),
                        at,
                        message_id: String::new(),
                        letter: 0,
                    }),
                };
                if let Some(claim) = settled {
                    message.deferral = None;
                    message.state = MessageState::Sent {
                        claim,
                        receipt: receipt.clone(),
                    };
                }
            }
        }
        Event::NotSent {
            step,
            claim,
            retry_at,
            proof,
        } => not_sent(state, *step, claim, *retry_at, proof, at),
        Event::InDoubt { step, .. } => {
            if let Some(message) = message(state, *step)
                && let MessageState::Claimed { clearance, claim } = &message.state
            {
                message.state = MessageState::InDoubt {
                    clearance: clearance.clone(),
                    claim: claim.clone(),
                    since: at,
                };
            }
        }
        Event::Contradicted { claim, .. } => state.contradiction = Some(claim.clone()),
        Event::ContradictionSeen { verdict } => {
            record(state, recorded, verdict, "seen");
            state.contradiction = None;
        }
        Event::Reported { .. } => {}
        Event::Replied {
            inbound,
            intent,
            reading,
            card,
            why,
            ..
        } => {
            state.inbound.push(Inbound {
                id: inbound.clone(),
                at,
                intent: *intent,
                reading: reading.clone(),
                card: *card,
                why: why.clone(),
                relabelled_by: None,
            });
            bound_inbound(&mut state.inbound);
        }
        Event::Relabelled {
            verdict,
            inbound,
            to,
            ..
        } => {
            record_about(state, recorded, verdict, "relabel", Some(inbound.clone()));
            let taken_over = matches!(
                state.phase,
                Phase::WithOperator {
                    taken_over: Some(_)
                }
            );
            if let (Some(entry), Actor::Operator(by)) = (
                state.inbound.iter_mut().find(|i| i.id == *inbound),
                &recorded.by,
            ) {
                entry.intent = *to;
                entry.relabelled_by = Some(by.clone());
                // What a person has to decide must be on screen, also if the first label hid it.
                entry.card |= to.needs_a_person() && !taken_over;
            }
        }
        Event::ReplyFiled { verdict, inbound } => {
            record_about(state, recorded, verdict, "file", Some(inbound.clone()));
            if let Some(entry) = state.inbound.iter_mut().find(|i| i.id == *inbound) {
                entry.card = false;
            }
        }
        Event::Finishing { verdict, final_at } => {
            ending(state, verdict, *final_at, CloseReason::Done)
        }
        Event::Resumed => state.phase = Phase::Active,
        Event::Paused { until, why, anew } => paused(state, *until, why, *anew),
        Event::Voided { steps, reason } => {
            for step in steps {
                if let Some(message) = message(state, *step) {
                    message.deferral = None;
                    message.state = MessageState::Void { reason: *reason };
                }
            }
        }
        Event::Escalated | Event::WrittenByHand { .. } => {
            overtake(state);
            state.phase = Phase::WithOperator { taken_over: None };
        }
        Event::TakenOver { verdict, inbound } => {
            overtake(state);
            record_about(state, recorded, verdict, "take over", inbound.clone());
            if let Actor::Operator(by) = &recorded.by {
                state.phase = Phase::WithOperator {
                    taken_over: Some(by.clone()),
                };
            }
            for entry in &mut state.inbound {
                entry.card = false;
            }
        }
        Event::MeetingAgreed { verdict } => {
            record(state, recorded, verdict, "meeting");
            state.meeting = Some(verdict.clone());
        }
        Event::HandedBack {
            verdict,
            step,
            channel,
            note,
            answers,
        } => {
            record(state, recorded, verdict, "hand back");
            state.phase = Phase::Active;
            for entry in &mut state.inbound {
                entry.card = false;
            }
            let mut message = planned_message(*step, *channel, at);
            message.note = Some(note.clone());
            message.answers.clone_from(answers);
            state.messages.push(message);
        }
        Event::Planned {
            step,
            channel,
            draft_at,
            not_before,
        } => {
            let mut message = planned_message(*step, *channel, *draft_at);
            message.not_before = Some(*not_before);
            state.messages.push(message);
        }
        Event::Scheduled { step, not_before } => {
            if let Some(message) = message(state, *step) {
                message.not_before = Some(*not_before);
            }
        }
        Event::MailboxChanged { from, to, drafts } => {
            state.mailbox = Some(to.clone());
            for (step, revision, draft) in drafts {
                if let Some(message) = message(state, *step) {
                    message.revision = *revision;
                    message.draft = Some(draft.clone());
                    message.deferral = None;
                    message.why_held = Some(format!("it moved from {from} to {to}"));
                    message.state = MessageState::InReview { since: at };
                }
            }
        }
        Event::Stopped {
            reason, verdict, ..
        } => {
            if let Some(verdict) = verdict {
                record(state, recorded, verdict, "stop");
            }
            state.phase = Phase::Stopped { reason: *reason };
        }
        Event::Closed { reason } => {
            overtake(state);
            if *reason == CloseReason::Forgotten {
                for entry in &mut state.inbound {
                    entry.card = false;
                }
            }
            state.phase = Phase::Closed { reason: *reason };
        }
    }
}

/// The first letter's mailbox is the conversation's.
fn keep_mailbox(state: &mut Conversation, draft: &super::state::Draft) {
    if state.mailbox.is_none() && !draft.mailbox.is_empty() {
        state.mailbox = Some(draft.mailbox.clone());
    }
}

/// What is with the provider belongs to a sequence that is over: it is not tried again.
fn overtake(state: &mut Conversation) {
    for message in &mut state.messages {
        if message.is_at_provider() {
            message.overtaken = true;
        }
    }
}

fn paused(state: &mut Conversation, until: jiff::civil::Date, why: &str, anew: bool) {
    if anew {
        overtake(state);
        state.resume_note = Some(why.to_owned());
    } else if let Phase::Ending { before, .. } = &mut state.phase {
        // Being away does not take a verdict back; if it is undone, the pause holds.
        **before = Phase::Paused { until };
        return;
    } else if !matches!(state.phase, Phase::Paused { .. }) {
        state.resume_note = None;
    }
    state.phase = Phase::Paused { until };
}

/// The oldest goes first, but nothing that waits for the operator while anything else can go.
fn bound_inbound(list: &mut Vec<Inbound>) {
    while list.len() > MAX_INBOUND {
        let first = list.iter().position(|entry| !entry.card).unwrap_or(0);
        list.remove(first);
    }
}

fn planned_message(step: u32, channel: super::Channel, draft_at: jiff::Timestamp) -> Message {
    Message {
        step,
        channel,
        state: MessageState::Planned { draft_at },
        revision: 0,
        draft: None,
        not_before: None,
        deferral: None,
        attempts: 0,
        note: None,
        answers: None,
        why_held: None,
        overtaken: false,
        claimed_under: None,
        not_sent: Vec::new(),
        unit: None,
    }
}

fn clear(state: &mut Conversation, clearances: &[(u32, Clearance)]) {
    for (step, clearance) in clearances {
        if let Some(message) = message(state, *step) {
            message.state = MessageState::Cleared {
                clearance: clearance.clone(),
            };
        }
    }
}

/// Keeps what was said of drafts with what policy decided on them. What a machine says is no label, but
/// harm is harm, whoever sees it.
fn judge(
    state: &mut Conversation,
    recorded: &Recorded,
    verdict: &VerdictId,
    steps: &[u32],
    outcome: Outcome,
) {
    if recorded.through == Through::Machine && outcome != Outcome::Harmful {
        return;
    }
    let firsts: Vec<u32> = steps
        .iter()
        .filter_map(|step| state.unit_at(*step))
        .collect();
    for first in firsts {
        if let Some(unit) = message(state, first).and_then(|m| m.unit.as_mut()) {
            unit.judge(verdict, outcome);
        }
    }
}

/// Keeps, or drops again, what was said of another draft that says the same.
fn carry(
    state: &mut Conversation,
    recorded: &Recorded,
    verdict: &VerdictId,
    step: u32,
    (outcome, carried): (Outcome, &Carried),
) {
    let first = state.unit_at(step);
    let unit = first.and_then(|first| message(state, first)?.unit.as_mut());
    match (unit, carried) {
        (Some(unit), Carried::Over(_)) if recorded.through.is_page() => {
            unit.judge_unseen(verdict, outcome);
        }
        (Some(unit), Carried::Back(of)) => unit.take_back(of),
        (Some(_), Carried::Over(_)) | (None, _) => {}
    }
}

fn message(state: &mut Conversation, step: u32) -> Option<&mut Message> {
    state.messages.iter_mut().find(|m| m.step == step)
}

fn bound<T>(list: &mut Vec<T>, most: usize) {
    if list.len() > most {
        list.drain(..list.len() - most);
    }
}

fn ending(state: &mut Conversation, verdict: &VerdictId, at: jiff::Timestamp, reason: CloseReason) {
    let before = Box::new(state.phase.clone());
    state.phase = Phase::Ending {
        at,
        verdict: verdict.clone(),
        reason,
        before,
    };
}

fn record(state: &mut Conversation, recorded: &Recorded, verdict: &VerdictId, what: &str) {
    record_about(state, recorded, verdict, what, None);
}

fn record_about(
    state: &mut Conversation,
    recorded: &Recorded,
    verdict: &VerdictId,
    what: &str,
    about: Option<crate::ids::InboundId>,
) {
    let Actor::Operator(by) = &recorded.by else {
        return;
    };
    if state.verdicts.iter().any(|v| v.id == *verdict) {
        return;
    }
    state.verdicts.push(VerdictRecord {
        id: verdict.clone(),
        by: by.clone(),
        at: recorded.at,
        what: what.to_owned(),
        about,
        reason: None,
        undone: false,
    });
    bound(&mut state.verdicts, MAX_VERDICTS);
}

fn undo(state: &mut Conversation, verdict: &VerdictId, at: jiff::Timestamp) {
    let Some(entry) = state.verdicts.iter_mut().find(|v| v.id == *verdict) else {
        return;
    };
    entry.undone = true;
    let (what, about) = (entry.what.clone(), entry.about.clone());
    if let Phase::Ending {
        verdict: by,
        before,
        ..
    } = &state.phase
        && by == verdict
    {
        state.phase = (**before).clone();
    }
    if state.meeting.as_ref() == Some(verdict) {
        state.meeting = None;
    }
    if what == "take over" {
        state.phase = Phase::WithOperator { taken_over: None };
    }
    if let Some(inbound) = about.and_then(|id| state.inbound.iter_mut().find(|i| i.id == id)) {
        inbound.card = true;
    }
    for message in &mut state.messages {
        if let Some(unit) = &mut message.unit {
            unit.undo(verdict);
        }
        let reopen = match &message.state {
            MessageState::Cleared { clearance } => clearance.verdict() == Some(verdict),
            MessageState::Planned { .. } => what == "redraft" && message.draft.is_some(),
            MessageState::InReview { .. }
            | MessageState::Claimed { .. }
            | MessageState::InDoubt { .. }
            | MessageState::Sent { .. }
            | MessageState::Void { .. } => false,
        };
        if reopen {
            if message.answers.is_none() {
                message.note = None;
            }
            message.state = MessageState::InReview { since: at };
        }
    }
}

fn not_sent(
    state: &mut Conversation,
    step: u32,
    claim: &crate::ids::ClaimId,
    retry_at: Option<jiff::Timestamp>,
    proof: &str,
    at: jiff::Timestamp,
) {
    // While it was with the provider, the conversation may have ended: then it is void now. An end
    // that can still be undone voids it when it comes.
    let phase = match &state.phase {
        Phase::Ending { before, .. } => before.as_ref(),
        other => other,
    };
    let over = match phase {
        Phase::Active | Phase::Paused { .. } => None,
        Phase::Stopped { .. } => Some(VoidReason::Stopped),
        Phase::WithOperator { .. } => Some(VoidReason::Replied),
        Phase::Listed | Phase::Ending { .. } | Phase::Closed { .. } => Some(VoidReason::Closed),
    };
    let Some(message) = message(state, step) else {
        return;
    };
    let over = over.or(message.overtaken.then_some(VoidReason::Replied));
    let (MessageState::Claimed { clearance, .. } | MessageState::InDoubt { clearance, .. }) =
        &message.state
    else {
        return;
    };
    message.claimed_under = None;
    message.not_sent.push(claim.clone());
    bound(&mut message.not_sent, MAX_NOT_SENT);
    message.state = match (over, retry_at) {
        (Some(reason), _) => MessageState::Void { reason },
        (None, Some(until)) => {
            message.deferral = Some(Deferral {
                until,
                why: proof.to_owned(),
            });
            MessageState::Cleared {
                clearance: clearance.clone(),
            }
        }
        (None, None) => {
            message.why_held = Some(format!("it was not sent: {proof}"));
            MessageState::InReview { since: at }
        }
    };
}
