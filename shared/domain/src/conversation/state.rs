//! What a conversation is: the fold of its events, and nothing a person could be told by.

use super::judged::Unit;
use crate::calendar::{Place, Wait, Window};
use crate::fingerprint::Fingerprint;
use crate::ids::{
    AgentName, BlobHash, ClaimId, CompanyId, ContactId, ConversationId, InboundId, ListId,
    OperatorId, VerdictId,
};
use crate::intent::Intent;
use crate::rows::StopReason;
use crate::trust::Leave;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Bumped when [`super::evolve`] changes what an old event means; heads with another number are
/// folded anew from their events.
pub const FOLD_VERSION: u32 = 2;

/// How a message travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Mail.
    Email,
    /// LinkedIn.
    Linkedin,
}

impl Channel {
    /// As written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Linkedin => "linkedin",
        }
    }
}

/// One planned step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepPlan {
    /// Channel.
    pub channel: Channel,
    /// Wait since the step before; nothing for the first.
    pub wait: Wait,
}

/// Whether the steps of a sequence are judged on one card or each by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Review {
    /// Drafted together and judged on one card.
    Together,
    /// Drafted and judged one by one when due.
    Each,
}

/// What was planned when the conversation started.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// At least one step, at most 20.
    pub steps: Vec<StepPlan>,
    /// How they are judged.
    pub review: Review,
    /// When letters may leave.
    pub window: Window,
    /// How long a verdict can be undone before it takes effect, in seconds.
    pub hold_seconds: u32,
    /// After so many days an unjudged draft is written anew.
    pub stale_after_days: u32,
}

/// A written draft. Its texts are in the blob.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What a clearance would be for.
    pub fingerprint: Fingerprint,
    /// Subject, body, claims and findings.
    pub blob: BlobHash,
    /// The mailbox it goes out from.
    pub mailbox: String,
    /// The linter found something that must not pass without a look.
    pub held: bool,
    /// When it was written.
    pub at: Timestamp,
    /// The operator who wrote this revision, if it is an edit.
    pub edited_by: Option<OperatorId>,
}

/// Who gave leave to send.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ClearedBy {
    /// An operator.
    Verdict {
        /// By this verdict.
        verdict: VerdictId,
        /// Who.
        by: OperatorId,
    },
    /// Policy, under a live certificate.
    Policy(Leave),
}

impl std::fmt::Display for ClearedBy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Verdict { by, .. } => write!(f, "approved by {by}"),
            Self::Policy(_) => f.write_str("cleared by policy"),
        }
    }
}

/// Leave to send one fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clearance {
    /// Exactly this.
    pub fingerprint: Fingerprint,
    /// By whom.
    #[serde(flatten)]
    pub cleared_by: ClearedBy,
    /// Since then.
    pub at: Timestamp,
    /// Not to be claimed before.
    pub hold_until: Timestamp,
}

impl Clearance {
    /// The verdict that gave it, if one did.
    pub const fn verdict(&self) -> Option<&VerdictId> {
        match &self.cleared_by {
            ClearedBy::Verdict { verdict, .. } => Some(verdict),
            ClearedBy::Policy(_) => None,
        }
    }

    /// The operator who gave it, if one did.
    pub const fn operator(&self) -> Option<&OperatorId> {
        match &self.cleared_by {
            ClearedBy::Verdict { by, .. } => Some(by),
            ClearedBy::Policy(_) => None,
        }
    }

    /// What it rests on, if policy gave it.
    pub const fn leave(&self) -> Option<&Leave> {
        match &self.cleared_by {
            ClearedBy::Verdict { .. } => None,
            ClearedBy::Policy(leave) => Some(leave),
        }
    }
}

/// A hand-over to a provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Its id.
    pub id: ClaimId,
    /// When it was committed.
    pub at: Timestamp,
    /// `Message-ID` of the letter, without angle brackets.
    pub message_id: String,
    /// The number of the letter among those of its mailbox; 0 of letters from before they were counted.
    #[serde(default)]
    pub letter: u64,
}

/// What the provider said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// When.
    pub at: Timestamp,
    /// Its id.
    pub provider_id: String,
    /// SHA-256 of what went over the wire; nothing if the operator settled it.
    pub wire_hash: Option<String>,
    /// The `Message-ID` that the recipient sees, where the provider put its own in the place of the
    /// claim's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
}

/// Why a message will never be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoidReason {
    /// A human answered.
    Replied,
    /// Nobody may write to them any more.
    Stopped,
    /// The operator killed it.
    Killed,
    /// The operator took the conversation over.
    TakenOver,
    /// The conversation ended.
    Closed,
}

/// Where a message stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum MessageState {
    /// To be drafted at that time.
    Planned {
        /// When.
        draft_at: Timestamp,
    },
    /// Waits for the operator.
    InReview {
        /// Since then.
        since: Timestamp,
    },
    /// May go.
    Cleared {
        /// By whom and for what.
        clearance: Clearance,
    },
    /// Is being handed over.
    Claimed {
        /// By whom and for what.
        clearance: Clearance,
        /// The hand-over.
        claim: Claim,
    },
    /// Nobody knows whether it went out. Invariant 2.
    InDoubt {
        /// By whom and for what.
        clearance: Clearance,
        /// The hand-over.
        claim: Claim,
        /// Since then.
        since: Timestamp,
    },
    /// Went out.
    Sent {
        /// The hand-over.
        claim: Claim,
        /// Its answer.
        receipt: Receipt,
    },
    /// Will never go out.
    Void {
        /// Why.
        reason: VoidReason,
    },
}

/// Why a message is later than planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deferral {
    /// Not before.
    pub until: Timestamp,
    /// Why, in words.
    pub why: String,
}

/// One message of the conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Its number, from 1.
    pub step: u32,
    /// Its channel.
    pub channel: Channel,
    /// Where it stands.
    pub state: MessageState,
    /// Counts the drafts and edits of this step, from 1; 0 before the first.
    pub revision: u32,
    /// The current draft.
    pub draft: Option<Draft>,
    /// Not to be sent before: the wait of its step.
    pub not_before: Option<Timestamp>,
    /// Later than planned.
    pub deferral: Option<Deferral>,
    /// How often it was claimed.
    pub attempts: u32,
    /// What the operator wants changed, as a blob.
    pub note: Option<BlobHash>,
    /// The reply that it answers, for an answer that was handed back to the agent.
    pub answers: Option<InboundId>,
    /// Why it is held, beyond "every draft is reviewed", in words.
    pub why_held: Option<String>,
    /// A human answered, or the operator took over, while it was with the provider. Invariant 4: if
    /// it turns out that it was not sent, it never will be.
    #[serde(default)]
    pub overtaken: bool,
    /// The verdict of its last claim, which can't be undone any more unless it was not sent.
    #[serde(default)]
    pub claimed_under: Option<VerdictId>,
    /// Claims that were settled *not sent*. Invariant 2: a report on one of them is an alarm.
    #[serde(default)]
    pub not_sent: Vec<ClaimId>,
    /// What policy decided and the operator said of the drafts that are judged together with this one, the
    /// first of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Box<Unit>>,
}

impl Message {
    /// True while nobody can say it will not go out.
    pub fn is_open(&self) -> bool {
        !matches!(
            self.state,
            MessageState::Sent { .. } | MessageState::Void { .. }
        )
    }

    /// True if it is claimed and not settled, so that it may be out.
    pub fn is_at_provider(&self) -> bool {
        matches!(
            self.state,
            MessageState::Claimed { .. } | MessageState::InDoubt { .. }
        )
    }

    /// When it went out.
    pub fn sent_at(&self) -> Option<Timestamp> {
        match &self.state {
            MessageState::Sent { receipt, .. } => Some(receipt.at),
            MessageState::Planned { .. }
            | MessageState::InReview { .. }
            | MessageState::Cleared { .. }
            | MessageState::Claimed { .. }
            | MessageState::InDoubt { .. }
            | MessageState::Void { .. } => None,
        }
    }
}

/// Why a conversation is over without a stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CloseReason {
    /// The lead was rejected on the list.
    Rejected,
    /// The company is in as many conversations as the playbook allows.
    CompanyBusy,
    /// The operator killed the draft.
    Killed,
    /// They declined.
    Declined,
    /// Later, without saying when.
    NotNow,
    /// The sequence ended without an answer.
    NoAnswer,
    /// The operator filed it.
    Done,
    /// The operator erased the person.
    Forgotten,
    /// The operator gave its mailbox up.
    MailboxEnded,
    /// Its agent was retired.
    AgentRetired,
}

impl CloseReason {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Rejected => "rejected on the list",
            Self::CompanyBusy => "the company is in another conversation",
            Self::Killed => "killed",
            Self::Declined => "declined",
            Self::NotNow => "not now, without a date",
            Self::NoAnswer => "no answer",
            Self::Done => "done",
            Self::Forgotten => "forgotten",
            Self::MailboxEnded => "its mailbox was given up",
            Self::AgentRetired => "its agent was retired",
        }
    }
}

/// Where a conversation stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "phase", rename_all = "snake_case")]
pub enum Phase {
    /// Waits on a list card.
    Listed,
    /// The sequence runs.
    Active,
    /// Nothing goes out before the day given.
    Paused {
        /// The day, in the contact's zone.
        until: jiff::civil::Date,
    },
    /// Ended by a human reply; a person decides or has taken over.
    WithOperator {
        /// Who took over.
        taken_over: Option<OperatorId>,
    },
    /// Closes when the undo is over. Nothing is sent meanwhile.
    Ending {
        /// When.
        at: Timestamp,
        /// By this verdict.
        verdict: VerdictId,
        /// As what.
        reason: CloseReason,
        /// What an undo goes back to.
        before: Box<Phase>,
    },
    /// Nobody may write again.
    Stopped {
        /// Why.
        reason: StopReason,
    },
    /// Over.
    Closed {
        /// Why.
        reason: CloseReason,
    },
}

impl Phase {
    /// True if nothing can follow but a late look at what came in.
    pub const fn is_final(&self) -> bool {
        matches!(self, Self::Stopped { .. } | Self::Closed { .. })
    }

    /// A word for lists.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Listed => "listed",
            Self::Active => "active",
            Self::Paused { .. } => "paused",
            Self::WithOperator { .. } => "with_operator",
            Self::Ending { .. } => "ending",
            Self::Stopped { .. } => "stopped",
            Self::Closed { .. } => "closed",
        }
    }

    /// In words.
    pub fn words(&self) -> String {
        match self {
            Self::Listed => "waits on a list".to_owned(),
            Self::Active => "active".to_owned(),
            Self::Paused { until } => format!("paused until {until}"),
            Self::WithOperator { taken_over: None } => "with the operator".to_owned(),
            Self::WithOperator {
                taken_over: Some(who),
            } => format!("taken over by {who}"),
            Self::Ending { at, reason, .. } => format!("{}; closes at {at}", reason.words()),
            Self::Stopped { reason } => format!("stopped: {}", reason.words()),
            Self::Closed { reason } => format!("closed: {}", reason.words()),
        }
    }
}

/// An inbound message of the conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inbound {
    /// Its id.
    pub id: InboundId,
    /// When it was accepted.
    pub at: Timestamp,
    /// Its label.
    pub intent: Intent,
    /// Its raw bytes and reading, as a blob.
    pub reading: BlobHash,
    /// It waits for the operator.
    pub card: bool,
    /// Why it is shown, in words.
    pub why: String,
    /// Who relabelled it.
    pub relabelled_by: Option<OperatorId>,
}

/// What a verdict did, kept so that a repeat decides nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerdictRecord {
    /// Its id, made by the client.
    pub id: VerdictId,
    /// Who.
    pub by: OperatorId,
    /// When.
    pub at: Timestamp,
    /// A word: approve, edit, kill, …
    pub what: String,
    /// The inbound message it was about, if it was about one.
    pub about: Option<InboundId>,
    /// The reason code of a lead that was turned down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Undone ones are dead: a retried approve can't bring them back.
    pub undone: bool,
}

/// The unit of state and of order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conversation {
    /// Its id.
    pub id: ConversationId,
    /// Whose.
    pub agent: AgentName,
    /// With whom.
    pub contact: ContactId,
    /// Where they work.
    pub company: Option<CompanyId>,
    /// Their zone and country.
    pub place: Place,
    /// The list it came on.
    pub list: ListId,
    /// Its score there, 0 to 100.
    pub score: u32,
    /// Where it stands.
    pub phase: Phase,
    /// The plan; nothing before it was accepted.
    pub plan: Option<Plan>,
    /// The mailbox it writes from, chosen with the first draft of a letter; only an operator changes it.
    #[serde(default)]
    pub mailbox: Option<String>,
    /// Its messages, by step.
    pub messages: Vec<Message>,
    /// The last messages that came in, oldest first, at most [`MAX_INBOUND`].
    pub inbound: Vec<Inbound>,
    /// The last verdicts, oldest first, at most [`MAX_VERDICTS`].
    pub verdicts: Vec<VerdictRecord>,
    /// The next draft answers a request to come back, in words.
    pub resume_note: Option<String>,
    /// A claim that was settled *not sent* and of which the provider then said otherwise.
    pub contradiction: Option<ClaimId>,
    /// A meeting is agreed, by this verdict.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<VerdictId>,
    /// When something last happened.
    pub last: Timestamp,
}

/// How many inbound messages the head keeps; all of them are in the events.
pub const MAX_INBOUND: usize = 40;
/// How many verdicts the head keeps; all of them are in the events.
pub const MAX_VERDICTS: usize = 60;
/// How many claims that were not sent a message keeps; all of them are in the events.
pub const MAX_NOT_SENT: usize = 16;
/// A plan has at most so many steps, answers included.
pub const MAX_STEPS: usize = 40;

impl Conversation {
    /// The message of a step.
    pub fn message(&self, step: u32) -> Option<&Message> {
        self.messages.iter().find(|m| m.step == step)
    }

    /// The message whose current text has that fingerprint: one that can still be edited, if there is
    /// one, as two steps may have the same text.
    pub fn drafted_as(&self, seen: &Fingerprint) -> Option<&Message> {
        let same = || {
            self.messages
                .iter()
                .filter(|m| m.draft.as_ref().is_some_and(|d| d.fingerprint == *seen))
        };
        let editable = |m: &&Message| {
            matches!(
                m.state,
                MessageState::InReview { .. } | MessageState::Cleared { .. }
            )
        };
        same().find(editable).or_else(|| same().next())
    }

    /// The first message that may still go out.
    pub fn current(&self) -> Option<&Message> {
        self.messages.iter().find(|m| m.is_open())
    }

    /// Nothing of it was ever written, and nobody asked for anything in particular.
    pub fn is_untouched(&self) -> bool {
        let untouched = |message: &Message| {
            message.revision == 0 && message.note.is_none() && message.answers.is_none()
        };
        self.resume_note.is_none() && self.messages.iter().all(untouched)
    }

    /// The last one that went out.
    pub fn last_sent(&self) -> Option<&Message> {
        self.messages
            .iter()
            .filter(|m| m.sent_at().is_some())
            .max_by_key(|m| m.sent_at())
    }

    /// The verdict of that id, if it was given here.
    pub fn verdict(&self, id: &VerdictId) -> Option<&VerdictRecord> {
        self.verdicts.iter().find(|v| v.id == *id)
    }

    /// Invariant 5: the contact is locked by this conversation.
    pub fn holds_contact(&self) -> bool {
        !self.phase.is_final()
    }

    /// Invariant 5: it counts against the company's limit from its start.
    pub fn holds_company(&self) -> bool {
        !self.phase.is_final() && self.phase != Phase::Listed
    }

    /// Somebody complained, and nobody has looked yet: his words may be meant for the whole company, which is for
    /// the operator to say. A conversation that held the company when it was stopped holds it until then.
    pub fn complaint_waits(&self) -> bool {
        let waits = |entry: &Inbound| entry.card && entry.intent == Intent::Complaint;
        matches!(self.phase, Phase::Stopped { .. }) && self.inbound.iter().any(waits)
    }
}
