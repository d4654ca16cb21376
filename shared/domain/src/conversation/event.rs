//! What we write down, for ever. Variants and fields are added, never renamed.
//!
//! No text of or about a person is in an event: only ids and hashes. Invariant 9.

use super::judged::{Routing, Through};
use super::state::{Channel, Claim, Clearance, CloseReason, Draft, Plan, Receipt, VoidReason};
use crate::calendar::Place;
use crate::charged::Charged;
use crate::ids::{
    Actor, AgentName, BlobHash, ClaimId, CompanyId, ContactId, ConversationId, InboundId, ListId,
    VerdictId,
};
use crate::intent::Intent;
use crate::rows::{StopReason, StopSource};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The versions that led to an event. Empty texts where one had no part in it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Versions {
    /// Content hash of the playbook.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub playbook: String,
    /// Model that wrote or labelled.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub model: String,
    /// Rules of the software that decided: linter, labeller, policy.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub policy: String,
    /// What models were charged for: the one that wrote or read, and a second reader.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub charged: Vec<Charged>,
}

/// An event with who, when and by which versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: Actor,
    /// By what.
    #[serde(default)]
    pub versions: Versions,
    /// Through which door, for a verdict.
    #[serde(default, skip_serializing_if = "Through::is_page")]
    pub through: Through,
    /// What.
    #[serde(flatten)]
    pub event: Event,
}

/// An edit that an operator made in one draft and had made in others that say the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Carried {
    /// Made here as well, by this order.
    Over(VerdictId),
    /// Taken back here: the draft is the one before the edit of this verdict.
    Back(VerdictId),
}

/// What happened to a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// An agent found the lead; it waits on a list.
    Sourced {
        /// The conversation that begins.
        conversation: ConversationId,
        /// Whose.
        agent: AgentName,
        /// With whom.
        contact: ContactId,
        /// Where they work.
        company: Option<CompanyId>,
        /// Where they are.
        place: Place,
        /// On which list.
        list: ListId,
        /// 0 to 100.
        score: u32,
    },
    /// The operator took the lead from the list.
    Accepted {
        /// By this verdict.
        verdict: VerdictId,
        /// What will be done.
        plan: Plan,
    },
    /// The operator turned the lead down.
    Rejected {
        /// By this verdict.
        verdict: VerdictId,
        /// Reason code.
        reason: String,
    },
    /// A draft was written and waits.
    Drafted {
        /// Its step.
        step: u32,
        /// Its revision.
        revision: u32,
        /// The draft.
        draft: Draft,
        /// Why it is held, beyond "every draft is reviewed".
        why_held: Option<String>,
    },
    /// No draft could be written; the operator is shown why.
    DraftFailed {
        /// Its step.
        step: u32,
        /// Why, without text about the person.
        why: String,
    },
    /// No draft is begun yet.
    PutOff {
        /// Steps.
        steps: Vec<u32>,
        /// When they are looked at again.
        until: Timestamp,
        /// Why.
        why: String,
    },
    /// Policy held the drafts that were written together, or cleared them.
    Routed {
        /// Their steps, the one they are named by first.
        steps: Vec<u32>,
        /// The decision.
        routing: Box<Routing>,
        /// Steps that policy cleared and nobody looks at, and what each clearance is for.
        clearances: Vec<(u32, Clearance)>,
    },
    /// The operator cleared messages.
    Approved {
        /// By this verdict.
        verdict: VerdictId,
        /// Steps and what each clearance is for.
        clearances: Vec<(u32, Clearance)>,
    },
    /// The operator wrote a new revision; a clearance of the old one is void.
    Edited {
        /// By this verdict.
        verdict: VerdictId,
        /// Its step.
        step: u32,
        /// Its revision.
        revision: u32,
        /// The new draft.
        draft: Draft,
        /// True if an approval lapsed by it.
        lapsed: bool,
        /// Only the wording changed: no claim, number, name, link or ask.
        #[serde(default)]
        polish: bool,
        /// It was made in another draft first, and nobody looked at this one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        carried: Option<Carried>,
    },
    /// The operator killed what was on the card.
    Killed {
        /// By this verdict.
        verdict: VerdictId,
        /// Reason code.
        reason: String,
        /// The operator's words, as a blob.
        note: Option<BlobHash>,
        /// Steps that were on the card.
        steps: Vec<u32>,
        /// When the undo is over.
        final_at: Timestamp,
    },
    /// The operator sent drafts back.
    SentBack {
        /// By this verdict; nothing if a rule did.
        verdict: Option<VerdictId>,
        /// Steps.
        steps: Vec<u32>,
        /// The operator's words, as a blob.
        note: Option<BlobHash>,
        /// When they are written anew.
        draft_at: Timestamp,
        /// Why, if a rule did.
        why: Option<String>,
    },
    /// A cleared message goes back to the operator, because a check at the door found something.
    Returned {
        /// Its step.
        step: u32,
        /// What.
        why: String,
    },
    /// A verdict was taken back.
    Undone {
        /// This one.
        verdict: VerdictId,
    },
    /// The send is later than planned.
    Deferred {
        /// Its step.
        step: u32,
        /// Not before.
        until: Timestamp,
        /// Why.
        why: String,
    },
    /// A later send was let go at once, because what held it is gone.
    Released {
        /// Its step.
        step: u32,
    },
    /// Committed before the provider is called. Invariant 2.
    Claimed {
        /// Its step.
        step: u32,
        /// The hand-over.
        claim: Claim,
    },
    /// The provider took it.
    Sent {
        /// Its step.
        step: u32,
        /// The hand-over.
        claim: ClaimId,
        /// Its answer.
        receipt: Receipt,
        /// How we know, if not by the answer itself.
        settled: Option<String>,
    },
    /// It certainly did not go out.
    NotSent {
        /// Its step.
        step: u32,
        /// The hand-over.
        claim: ClaimId,
        /// The proof.
        proof: String,
        /// It may be tried again then; nothing: the operator has to look first.
        retry_at: Option<Timestamp>,
    },
    /// Nobody knows whether it went out.
    InDoubt {
        /// Its step.
        step: u32,
        /// The hand-over.
        claim: ClaimId,
        /// What is known.
        why: String,
    },
    /// The provider contradicts "not sent". An alarm.
    Contradicted {
        /// Its step.
        step: u32,
        /// The hand-over.
        claim: ClaimId,
    },
    /// The operator has seen the alarm.
    ContradictionSeen {
        /// By this verdict.
        verdict: VerdictId,
    },
    /// The provider reported on a letter: delivered, delayed, soft bounce.
    Reported {
        /// The hand-over, where it is known.
        claim: Option<ClaimId>,
        /// What: `delivered`, `delayed`, `bounced`.
        what: String,
        /// Status code, such as 4.2.2.
        status: Option<String>,
    },
    /// A message came in and was labelled.
    Replied {
        /// Its id.
        inbound: InboundId,
        /// Its label.
        intent: Intent,
        /// Confidence in thousandths.
        confidence: u32,
        /// Its raw bytes and reading, as a blob.
        reading: BlobHash,
        /// How it was matched to this conversation.
        matched_by: String,
        /// It is shown to the operator.
        card: bool,
        /// Why it is shown, or not.
        why: String,
    },
    /// The operator changed a label.
    Relabelled {
        /// By this verdict.
        verdict: VerdictId,
        /// The message.
        inbound: InboundId,
        /// The software's label.
        from: Intent,
        /// The operator's.
        to: Intent,
    },
    /// The card of an inbound message was dealt with.
    ReplyFiled {
        /// By this verdict.
        verdict: VerdictId,
        /// The message.
        inbound: InboundId,
    },
    /// The operator filed the last card; closes when the undo is over.
    Finishing {
        /// By this verdict.
        verdict: VerdictId,
        /// When the undo is over.
        final_at: Timestamp,
    },
    /// Nothing goes out before that day.
    Paused {
        /// The day, in the contact's zone.
        until: jiff::civil::Date,
        /// Why.
        why: String,
        /// The steps keep their drafts (out of office), or are void and a new draft is written
        /// when the pause ends.
        anew: bool,
    },
    /// The pause is over.
    Resumed,
    /// Messages that will never go out.
    Voided {
        /// Steps.
        steps: Vec<u32>,
        /// Why.
        reason: VoidReason,
    },
    /// A person has to decide.
    Escalated,
    /// The operator took the conversation over.
    TakenOver {
        /// By this verdict.
        verdict: VerdictId,
        /// The message whose card it was, if it was on one.
        inbound: Option<InboundId>,
    },
    /// The operator says that a meeting is agreed: what all of it is for.
    MeetingAgreed {
        /// By this verdict.
        verdict: VerdictId,
    },
    /// A person wrote to them from one of our mailboxes himself, past this software: the sequence is over.
    WrittenByHand {
        /// The letter, by the hash of its Message-ID.
        letter: InboundId,
    },
    /// The operator gave it back: the agent drafts an answer.
    HandedBack {
        /// By this verdict.
        verdict: VerdictId,
        /// The step of the answer.
        step: u32,
        /// Its channel.
        channel: Channel,
        /// What it should say, as a blob.
        note: BlobHash,
        /// The message that it answers.
        answers: Option<InboundId>,
    },
    /// A further step was planned.
    Planned {
        /// Its step.
        step: u32,
        /// Its channel.
        channel: Channel,
        /// When it is drafted.
        draft_at: Timestamp,
        /// Not to be sent before.
        not_before: Timestamp,
    },
    /// A later step of a sequence judged together was given its time.
    Scheduled {
        /// Its step.
        step: u32,
        /// Not to be sent before.
        not_before: Timestamp,
    },
    /// It goes on from another mailbox, as the operator had it; drafts that were written are cleared by
    /// nobody any more, because the sender is part of what was cleared.
    MailboxChanged {
        /// The one before.
        from: String,
        /// The one from now on.
        to: String,
        /// The same texts from the other sender: step, revision, draft.
        drafts: Vec<(u32, u32, Draft)>,
    },
    /// Nobody may write to them again.
    Stopped {
        /// Why.
        reason: StopReason,
        /// From where.
        source: StopSource,
        /// The step whose letter carried the link, for a one-click opt-out.
        step: Option<u32>,
        /// By this verdict, if the operator did it.
        verdict: Option<VerdictId>,
    },
    /// Over.
    Closed {
        /// Why.
        reason: CloseReason,
    },
}

impl Event {
    /// The event's name, as stored.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Sourced { .. } => "sourced",
            Self::Accepted { .. } => "accepted",
            Self::Rejected { .. } => "rejected",
            Self::Drafted { .. } => "drafted",
            Self::DraftFailed { .. } => "draft_failed",
            Self::PutOff { .. } => "put_off",
            Self::Routed { .. } => "routed",
            Self::Approved { .. } => "approved",
            Self::Edited { .. } => "edited",
            Self::Killed { .. } => "killed",
            Self::SentBack { .. } => "sent_back",
            Self::Returned { .. } => "returned",
            Self::Undone { .. } => "undone",
            Self::Deferred { .. } => "deferred",
            Self::Released { .. } => "released",
            Self::Claimed { .. } => "claimed",
            Self::Sent { .. } => "sent",
            Self::NotSent { .. } => "not_sent",
            Self::InDoubt { .. } => "in_doubt",
            Self::Contradicted { .. } => "contradicted",
            Self::ContradictionSeen { .. } => "contradiction_seen",
            Self::Reported { .. } => "reported",
            Self::Replied { .. } => "replied",
            Self::Relabelled { .. } => "relabelled",
            Self::ReplyFiled { .. } => "reply_filed",
            Self::Finishing { .. } => "finishing",
            Self::Paused { .. } => "paused",
            Self::Resumed => "resumed",
            Self::Voided { .. } => "voided",
            Self::Escalated => "escalated",
            Self::TakenOver { .. } => "taken_over",
            Self::MeetingAgreed { .. } => "meeting_agreed",
            Self::WrittenByHand { .. } => "written_by_hand",
            Self::HandedBack { .. } => "handed_back",
            Self::Planned { .. } => "planned",
            Self::Scheduled { .. } => "scheduled",
            Self::MailboxChanged { .. } => "mailbox_changed",
            Self::Stopped { .. } => "stopped",
            Self::Closed { .. } => "closed",
        }
    }
}
