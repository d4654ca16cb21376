//! Which events an input leads to. Pure: the time is in the command, what is shared with other
//! conversations is judged in [`crate::claim`] and guarded by the flow.

mod ending;
mod leaving;
mod listing;
mod replies;
mod review;
mod sending;

use super::event::{Carried, Event, Recorded, Versions};
use super::judged::{Routing, Through};
use super::state::{Channel, Conversation, Draft, MessageState, Plan, Receipt, VoidReason};
use crate::calendar::Place;
use crate::fingerprint::Fingerprint;
use crate::ids::{
    Actor, AgentName, BlobHash, ClaimId, CompanyId, ContactId, ConversationId, InboundId, ListId,
    OperatorId, VerdictId,
};
use crate::intent::Intent;
use crate::rows::{StopReason, StopSource};
use jiff::Timestamp;
use jiff::civil::Date;

/// An input with who, when and by which versions.
#[derive(Debug, Clone)]
pub struct Command {
    /// Now.
    pub at: Timestamp,
    /// Who.
    pub by: Actor,
    /// By what.
    pub versions: Versions,
    /// Through which door, for a verdict.
    pub through: Through,
    /// What is asked.
    pub input: Input,
}

/// A new lead.
#[derive(Debug, Clone)]
pub struct NewLead {
    /// The conversation that begins.
    pub conversation: ConversationId,
    /// Whose.
    pub agent: AgentName,
    /// With whom.
    pub contact: ContactId,
    /// Where they work.
    pub company: Option<CompanyId>,
    /// Where they are.
    pub place: Place,
    /// On which list.
    pub list: ListId,
    /// 0 to 100.
    pub score: u32,
}

/// A labelled reply.
#[derive(Debug, Clone)]
pub struct ReplyInput {
    /// Its id.
    pub inbound: InboundId,
    /// Its label.
    pub intent: Intent,
    /// In thousandths.
    pub confidence: u32,
    /// Raw bytes and reading.
    pub reading: BlobHash,
    /// How it was matched.
    pub matched_by: String,
    /// A person has to see it.
    pub escalate: bool,
    /// Drawn for the sample of negatives.
    pub sampled: bool,
    /// Nobody may write again.
    pub stop: bool,
    /// First day on which a next message may be planned.
    pub resume_on: Option<Date>,
}

/// What is asked of a conversation. Imperative; events are past tense.
#[derive(Debug, Clone)]
pub enum Input {
    /// Begin with a lead.
    Source(NewLead),
    /// Take the lead from the list.
    Accept {
        /// The verdict.
        verdict: VerdictId,
        /// What will be done.
        plan: Plan,
    },
    /// Turn the lead down.
    Reject {
        /// The verdict.
        verdict: VerdictId,
        /// Reason code.
        reason: String,
    },
    /// The lead was accepted, but its company is in as many conversations as allowed.
    CompanyBusy,
    /// A draft was written.
    Drafted {
        /// Its step.
        step: u32,
        /// The revision it comes after; a repeat of the task finds another.
        after_revision: u32,
        /// The draft.
        draft: Draft,
        /// Why it is held.
        why_held: Option<String>,
    },
    /// No draft could be written.
    DraftFailed {
        /// Its step.
        step: u32,
        /// The revision it would have come after.
        after_revision: u32,
        /// Why.
        why: String,
    },
    /// Policy begins no draft yet.
    PutOff {
        /// When it looks again.
        until: Timestamp,
        /// Why.
        why: String,
    },
    /// Policy decides on drafts that were just written.
    Route {
        /// Their steps, in order.
        steps: Vec<u32>,
        /// The decision.
        routing: Box<Routing>,
    },
    /// Clear all drafts of the card.
    Approve {
        /// The verdict.
        verdict: VerdictId,
        /// What the operator saw.
        seen: Vec<Fingerprint>,
    },
    /// Put another text in place of one.
    Edit {
        /// The verdict.
        verdict: VerdictId,
        /// What the operator saw.
        seen: Fingerprint,
        /// The new text.
        draft: Draft,
        /// Only the wording changed.
        polish: bool,
    },
    /// Make the edit of another draft in this one as well, or take that back; it waits on.
    Carry {
        /// The verdict.
        verdict: VerdictId,
        /// The draft that says the same.
        seen: Fingerprint,
        /// The new text.
        draft: Draft,
        /// Only the wording changed.
        polish: bool,
        /// Over or back.
        carried: Carried,
    },
    /// End it here.
    Kill {
        /// The verdict.
        verdict: VerdictId,
        /// What the operator saw.
        seen: Vec<Fingerprint>,
        /// Reason code.
        reason: String,
        /// The operator's words.
        note: Option<BlobHash>,
    },
    /// Send the drafts back.
    Redraft {
        /// The verdict.
        verdict: VerdictId,
        /// What the operator saw; empty for drafts that could not be written.
        seen: Vec<Fingerprint>,
        /// The operator's words.
        note: Option<BlobHash>,
    },
    /// Write all drafts anew that are not out, because the playbook changed.
    RedraftAll {
        /// Why.
        why: String,
    },
    /// Take a verdict back.
    Undo {
        /// This one.
        verdict: VerdictId,
    },
    /// Send later.
    Defer {
        /// The step.
        step: u32,
        /// Not before.
        until: Timestamp,
        /// Why.
        why: String,
    },
    /// Back to the operator, who has to look again.
    Return {
        /// The step.
        step: u32,
        /// Why.
        why: String,
    },
    /// What held sends back is gone.
    Release,
    /// Hand the step over; all checks of [`crate::claim`] passed on rows that the commit guards.
    Claim {
        /// The step.
        step: u32,
        /// Id of the hand-over.
        claim: ClaimId,
        /// Message-ID of the letter.
        message_id: String,
        /// Its number among those of its mailbox.
        letter: u64,
    },
    /// The provider took it.
    Sent {
        /// The hand-over.
        claim: ClaimId,
        /// Its answer.
        receipt: Receipt,
        /// How we know, if not by the answer itself.
        settled: Option<String>,
    },
    /// It certainly did not go out.
    NotSent {
        /// The hand-over.
        claim: ClaimId,
        /// The proof.
        proof: String,
        /// It may be tried again then.
        retry_at: Option<Timestamp>,
    },
    /// Nobody knows.
    Doubt {
        /// The hand-over.
        claim: ClaimId,
        /// What is known.
        why: String,
    },
    /// The operator says what became of a send in doubt.
    Settle {
        /// The verdict.
        verdict: VerdictId,
        /// The hand-over.
        claim: ClaimId,
        /// It went out.
        sent: bool,
    },
    /// The provider reports on a letter.
    Report {
        /// The hand-over, where it is known.
        claim: Option<ClaimId>,
        /// `delivered`, `delayed`, `bounced`.
        what: String,
        /// Status code.
        status: Option<String>,
    },
    /// A message came in.
    Reply(ReplyInput),
    /// Another label.
    Relabel {
        /// The verdict.
        verdict: VerdictId,
        /// The message.
        inbound: InboundId,
        /// The operator's label.
        to: Intent,
        /// For `not_now` and `out_of_office`.
        resume_on: Option<Date>,
    },
    /// The operator writes himself from here on.
    TakeOver {
        /// The verdict.
        verdict: VerdictId,
        /// The message whose card it was.
        inbound: Option<InboundId>,
    },
    /// One of our people wrote to them by hand, past this software.
    WriteByHand {
        /// The letter.
        letter: InboundId,
    },
    /// Write down that a meeting is agreed.
    Meeting {
        /// The verdict.
        verdict: VerdictId,
    },
    /// The agent drafts an answer.
    HandBack {
        /// The verdict.
        verdict: VerdictId,
        /// What it should say.
        note: BlobHash,
        /// The message that it answers.
        inbound: Option<InboundId>,
    },
    /// Read; file it.
    File {
        /// The verdict.
        verdict: VerdictId,
        /// The message.
        inbound: InboundId,
    },
    /// The alarm was seen.
    SeeContradiction {
        /// The verdict.
        verdict: VerdictId,
    },
    /// Go on from another mailbox: all drafts that may still go from the old one come from the new one.
    ChangeMailbox {
        /// The one before.
        from: String,
        /// The one from now on.
        to: String,
        /// Step, the revision that was read, and its text from the other sender.
        drafts: Vec<(u32, u32, Draft)>,
    },
    /// End it, if it writes from that mailbox.
    EndMailbox {
        /// Which.
        mailbox: String,
    },
    /// Its agent is given up: a lead or a sequence ends here, what a person has to decide stays with him.
    Retire,
    /// Nobody may write again.
    Stop {
        /// Why.
        reason: StopReason,
        /// From where.
        source: StopSource,
        /// The step whose letter carried the link.
        step: Option<u32>,
        /// The verdict, if the operator did it.
        verdict: Option<VerdictId>,
    },
    /// Drafts wait too long.
    Stale,
    /// The pause is about to end.
    Resume,
    /// The undo is over, or nobody answered.
    Close,
    /// Erase the person.
    Forget,
}

/// Why an input was turned down. The operator reads it as it stands.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Another text is current.
    #[error("{by} changed the text at {at}; what you saw is not current any more")]
    Stale {
        /// Who changed it.
        by: String,
        /// When.
        at: Timestamp,
    },
    /// Somebody decided it.
    #[error("{by} decided this at {at}: {what}")]
    Decided {
        /// Who.
        by: String,
        /// When.
        at: Timestamp,
        /// What.
        what: String,
    },
    /// A verdict that was undone stays undone.
    #[error("this verdict was undone and stays undone; give a new one")]
    Undone,
    /// Too late to undo.
    #[error("too late to undo: {0}")]
    TooLate(&'static str),
    /// Not in this state.
    #[error("not possible: the conversation is {0}")]
    OutOfTurn(String),
    /// There is no such thing here.
    #[error("there is no such {0} in this conversation")]
    Unknown(&'static str),
    /// A conversation of that id is there already.
    #[error("this conversation exists already")]
    Exists,
    /// Invariant 5.
    #[error("the company is in as many conversations as the playbook allows")]
    CompanyBusy,
    /// The linter found a fault that no approval can carry.
    #[error("{0}")]
    Unsound(String),
}

type Events = Result<Vec<Event>, Refusal>;

/// Decides. An empty list means: nothing to do, it was done before.
pub fn decide(state: Option<&Conversation>, command: &Command) -> Result<Vec<Recorded>, Refusal> {
    let events = match (state, &command.input) {
        (None, Input::Source(lead)) => listing::source(lead),
        (Some(_), Input::Source(_)) => Err(Refusal::Exists),
        (None, _) => Err(Refusal::Unknown("conversation")),
        (Some(state), input) => known(state, input, command),
    }?;
    Ok(events
        .into_iter()
        .map(|event| Recorded {
            at: command.at,
            by: command.by.clone(),
            versions: command.versions.clone(),
            through: command.through,
            event,
        })
        .collect())
}

fn known(state: &Conversation, input: &Input, command: &Command) -> Events {
    let now = command.at;
    if verdict_of(input).is_some() || matches!(input, Input::Undo { .. }) {
        operator(&command.by)?;
    }
    if let Some(given) = verdict_of(input).and_then(|id| state.verdict(id)) {
        return if given.undone {
            Err(Refusal::Undone)
        } else {
            Ok(Vec::new())
        };
    }
    match input {
        Input::Source(_) => Err(Refusal::Exists),
        Input::Accept { verdict, plan } => listing::accept(state, verdict, plan),
        Input::Reject { verdict, reason } => listing::reject(state, verdict, reason),
        Input::CompanyBusy => listing::company_busy(state),
        Input::Drafted {
            step,
            after_revision,
            draft,
            why_held,
        } => review::drafted(state, *step, *after_revision, draft, why_held.as_ref()),
        Input::DraftFailed {
            step,
            after_revision,
            why,
        } => review::draft_failed(state, *step, *after_revision, why),
        Input::PutOff { until, why } => review::put_off(state, *until, why, now),
        Input::Route { .. } if command.by != Actor::Policy => Err(Refusal::OutOfTurn(
            "waiting for policy; nobody else can decide this".to_owned(),
        )),
        Input::Route { steps, routing } => review::route(state, steps, routing, now),
        Input::Approve { verdict, seen } => {
            review::approve(state, operator(&command.by)?, verdict, seen, now)
        }
        Input::Edit {
            verdict,
            seen,
            draft,
            polish,
        } => review::edit(state, verdict, seen, draft, *polish),
        Input::Carry {
            verdict,
            seen,
            draft,
            polish,
            carried,
        } => {
            operator(&command.by)?;
            review::carry(state, verdict, seen, draft, *polish, carried)
        }
        Input::Kill {
            verdict,
            seen,
            reason,
            note,
        } => review::kill(state, verdict, seen, reason, note.as_ref(), now),
        Input::Redraft {
            verdict,
            seen,
            note,
        } => review::redraft(state, verdict, seen, note.as_ref(), now),
        Input::RedraftAll { why } => review::redraft_all(state, why, now),
        Input::Undo { verdict } => review::undo(state, verdict, now),
        Input::Defer { step, until, why } => sending::defer(state, *step, *until, why),
        Input::Return { step, why } => sending::give_back(state, *step, why),
        Input::Release => sending::release(state),
        Input::Claim {
            step,
            claim,
            message_id,
            letter,
        } => sending::claim(state, *step, claim, (message_id, *letter), now),
        Input::Sent {
            claim,
            receipt,
            settled,
        } => sending::sent(state, claim, receipt, settled.as_ref(), now),
        Input::NotSent {
            claim,
            proof,
            retry_at,
        } => sending::not_sent(state, claim, proof, *retry_at),
        Input::Doubt { claim, why } => sending::doubt(state, claim, why),
        Input::Settle {
            verdict: _,
            claim,
            sent,
        } => sending::settle(state, claim, *sent, now),
        Input::Report {
            claim,
            what,
            status,
        } => sending::report(state, claim.as_ref(), what, status.as_ref(), now),
        Input::Reply(reply) => replies::reply(state, reply, now),
        Input::Relabel {
            verdict,
            inbound,
            to,
            resume_on,
        } => replies::relabel(state, verdict, inbound, *to, *resume_on, now),
        Input::TakeOver { verdict, inbound } => {
            replies::take_over(state, verdict, inbound.as_ref())
        }
        Input::Meeting { verdict } => replies::meeting(state, verdict),
        Input::WriteByHand { letter } => Ok(replies::written_by_hand(state, letter)),
        Input::HandBack {
            verdict,
            note,
            inbound,
        } => replies::hand_back(state, verdict, note, inbound.as_ref()),
        Input::File { verdict, inbound } => replies::file(state, verdict, inbound, now),
        Input::SeeContradiction { verdict } => match state.contradiction {
            Some(_) => Ok(vec![Event::ContradictionSeen {
                verdict: verdict.clone(),
            }]),
            None => Ok(Vec::new()),
        },
        Input::ChangeMailbox { from, to, drafts } => {
            leaving::change(state, &command.by, from, to, drafts)
        }
        Input::Retire => {
            operator(&command.by)?;
            leaving::retire(state)
        }
        Input::EndMailbox { mailbox } => {
            operator(&command.by)?;
            leaving::end(state, mailbox)
        }
        Input::Stop {
            reason,
            source,
            step,
            verdict,
        } => ending::stop(state, *reason, *source, *step, verdict.clone()),
        Input::Stale => review::stale(state, now),
        Input::Resume => replies::resume(state, now),
        Input::Close => ending::close(state, now),
        Input::Forget => ending::forget(state),
    }
}

fn verdict_of(input: &Input) -> Option<&VerdictId> {
    match input {
        Input::Accept { verdict, .. }
        | Input::Reject { verdict, .. }
        | Input::Approve { verdict, .. }
        | Input::Edit { verdict, .. }
        | Input::Carry { verdict, .. }
        | Input::Kill { verdict, .. }
        | Input::Redraft { verdict, .. }
        | Input::Settle { verdict, .. }
        | Input::Relabel { verdict, .. }
        | Input::TakeOver { verdict, .. }
        | Input::HandBack { verdict, .. }
        | Input::Meeting { verdict }
        | Input::File { verdict, .. }
        | Input::SeeContradiction { verdict } => Some(verdict),
        Input::Stop { verdict, .. } => verdict.as_ref(),
        Input::Source(_)
        | Input::CompanyBusy
        | Input::Drafted { .. }
        | Input::DraftFailed { .. }
        | Input::PutOff { .. }
        | Input::Route { .. }
        | Input::RedraftAll { .. }
        | Input::Undo { .. }
        | Input::Defer { .. }
        | Input::Return { .. }
        | Input::Release
        | Input::Claim { .. }
        | Input::Sent { .. }
        | Input::NotSent { .. }
        | Input::Doubt { .. }
        | Input::Report { .. }
        | Input::Reply(_)
        | Input::WriteByHand { .. }
        | Input::ChangeMailbox { .. }
        | Input::EndMailbox { .. }
        | Input::Retire
        | Input::Stale
        | Input::Resume
        | Input::Close
        | Input::Forget => None,
    }
}

fn operator(by: &crate::ids::Actor) -> Result<&OperatorId, Refusal> {
    match by {
        Actor::Operator(name) => Ok(name),
        Actor::Agent(_) | Actor::Policy | Actor::Contact | Actor::Provider => Err(
            Refusal::OutOfTurn("waiting for an operator; nobody else can decide this".to_owned()),
        ),
    }
}

/// Voids all messages that are open and not with the provider.
fn void(state: &Conversation, reason: VoidReason) -> Option<Event> {
    let steps: Vec<u32> = state
        .messages
        .iter()
        .filter(|m| m.is_open() && !m.is_at_provider())
        .map(|m| m.step)
        .collect();
    (!steps.is_empty()).then_some(Event::Voided { steps, reason })
}

fn out_of_turn(state: &Conversation) -> Refusal {
    Refusal::OutOfTurn(state.phase.words())
}

/// The step after the last one.
fn next_step(state: &Conversation) -> u32 {
    state
        .messages
        .iter()
        .map(|m| m.step)
        .max()
        .unwrap_or(0)
        .saturating_add(1)
}

/// The channel of an unplanned message: that of the last letter, or of the plan.
fn usual_channel(state: &Conversation) -> Channel {
    state
        .last_sent()
        .map(|m| m.channel)
        .or_else(|| {
            state
                .plan
                .as_ref()
                .and_then(|p| p.steps.first())
                .map(|s| s.channel)
        })
        .unwrap_or(Channel::Email)
}

fn claimed<'a>(state: &'a Conversation, id: &ClaimId) -> Option<(&'a super::Message, bool)> {
    state
        .messages
        .iter()
        .find_map(|message| match &message.state {
            MessageState::Claimed { claim, .. } if claim.id == *id => Some((message, false)),
            MessageState::InDoubt { claim, .. } if claim.id == *id => Some((message, true)),
            MessageState::Planned { .. }
            | MessageState::InReview { .. }
            | MessageState::Cleared { .. }
            | MessageState::Claimed { .. }
            | MessageState::InDoubt { .. }
            | MessageState::Sent { .. }
            | MessageState::Void { .. } => None,
        })
}
