//! Rows that many conversations share: locks, counters, the stop list. A conversation's own state
//! is in [`crate::conversation`].
//!
//! Each is read together with the conversation, judged here, and written or checked at the version
//! that was read, so a judgement made on old rows never commits.

use crate::brake::Health;
use crate::ids::{Actor, AgentName, ContactId, ConversationId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A person. Survives forget: it holds hashes only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactRow {
    /// Who.
    pub contact: ContactId,
    /// Keyed hashes of all known identifiers.
    pub identifiers: Vec<String>,
    /// Invariant 5: the one live conversation, and its agent.
    pub holder: Option<(ConversationId, AgentName)>,
    /// The last conversation with them, live or over: a late reply belongs to it.
    pub last_conversation: Option<ConversationId>,
    /// When we last wrote to them.
    pub last_contacted: Option<Timestamp>,
}

/// A company. Invariant 5: how many conversations may be live at a time.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CompanyRow {
    /// Live conversations.
    pub live: Vec<ConversationId>,
}

/// Why somebody may not be written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StopReason {
    /// They asked for it.
    OptOut,
    /// The address is dead.
    HardBounce,
    /// They complained.
    Complaint,
    /// The operator said so.
    Operator,
    /// A current customer.
    CurrentCustomer,
    /// A deal is open.
    OpenDeal,
    /// The playbook's house rules say so.
    Playbook,
    /// Erased at their request; may never be written to again.
    Forgotten,
    /// The person is not, or no longer, the one meant.
    WrongPerson,
}

impl StopReason {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::OptOut => "opted out",
            Self::HardBounce => "the address bounced",
            Self::Complaint => "complained",
            Self::Operator => "stopped by the operator",
            Self::CurrentCustomer => "current customer",
            Self::OpenDeal => "a deal is open",
            Self::Playbook => "on the playbook's do-not-contact list",
            Self::Forgotten => "forgotten",
            Self::WrongPerson => "not the person meant",
        }
    }
}

/// How we learnt of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StopSource {
    /// The one-click entry of RFC 8058.
    OneClick,
    /// A reply.
    Reply,
    /// A bounce or an event of the provider.
    Provider,
    /// The operator.
    Operator,
    /// The CRM or a customer list.
    Crm,
    /// The playbook.
    Playbook,
}

/// An entry of the stop list. Invariant 3. Its key is a keyed hash (people) or a name (domains,
/// companies); nothing readable about a person is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StopRow {
    /// Why.
    pub reason: StopReason,
    /// From where.
    pub source: StopSource,
    /// Since when.
    pub since: Timestamp,
    /// Who did it.
    pub by: Actor,
    /// The conversation in which it happened, if in one.
    pub conversation: Option<ConversationId>,
}

/// Warm-up of a mailbox: how many letters a day, growing from a start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct WarmUp {
    /// First day.
    pub start: Date,
    /// Letters on the first day.
    pub from: u32,
    /// More letters each day after it.
    pub add_per_day: u32,
}

impl WarmUp {
    /// The cap that the ramp allows on a day; 0 before its start.
    pub fn cap(&self, day: Date) -> u32 {
        let days = (day - self.start).get_days();
        u32::try_from(days).map_or(0, |days| {
            self.from
                .saturating_add(self.add_per_day.saturating_mul(days))
        })
    }
}

/// A mailbox: its halt, what it sent on its last day and what came back. Invariants 6 and 7.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailboxRow {
    /// Halted by itself.
    pub halted: bool,
    /// Halted with the fleet.
    pub fleet_halted: bool,
    /// The day that `count` is about.
    pub day: Date,
    /// Claims of that day.
    pub count: u32,
    /// The last claim.
    pub last: Option<Timestamp>,
    /// The last slot that a waiting letter was given; the next one waits behind it.
    #[serde(default)]
    pub reserved: Option<Timestamp>,
    /// What came back of its letters.
    #[serde(default)]
    pub health: Health,
}

/// An agent: its halt and what it sent in its last week. Invariants 6 and 7.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentRow {
    /// Halted by itself.
    pub halted: bool,
    /// Halted with the fleet.
    pub fleet_halted: bool,
    /// Monday of the week that `count` is about.
    pub week: Date,
    /// Claims of that week.
    pub count: u32,
    /// When the agent was first seen: its first seven days are fully reviewed.
    pub since: Timestamp,
}

/// Counts claims of one day, for a recipient domain or a receiving provider. Invariant 6.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayCount {
    /// The day.
    pub day: Date,
    /// Claims.
    pub count: u32,
}

/// The whole fleet's halt. Never read by a claim: a halt writes every agent and mailbox row and
/// then acknowledges, and new rows are born halted while it is on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FleetRow {
    /// On or off.
    pub halted: bool,
    /// The whole stack was moved away. While this stands the halt can't be taken back, so that of two
    /// copies at most one sends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved: Option<Moved>,
}

/// A stack's way to another place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Names this move, on both sides.
    pub id: String,
    /// To where.
    pub to: String,
    /// Since when nothing is done here.
    pub at: Timestamp,
    /// Who had it moved.
    pub by: Actor,
}

/// Inbound messages that were accepted for a conversation and are not labelled yet. While there is
/// one, nothing is claimed: an unread reply is enough to hold a send (invariant 4).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct UnreadRow {
    /// Their ids and when they were accepted.
    pub waiting: BTreeMap<String, Timestamp>,
}

/// Monday of the week of a day.
pub fn week_of(day: Date) -> Date {
    let back = i64::from(day.weekday().to_monday_zero_offset());
    day.saturating_sub(jiff::Span::new().days(back))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn warm_up_grows_by_the_day() {
        let ramp = WarmUp {
            start: date(2026, 11, 2),
            from: 5,
            add_per_day: 2,
        };
        assert_eq!(ramp.cap(date(2026, 11, 1)), 0);
        assert_eq!(ramp.cap(date(2026, 11, 2)), 5);
        assert_eq!(ramp.cap(date(2026, 11, 12)), 25);
        assert_eq!(week_of(date(2026, 11, 15)), date(2026, 11, 9));
    }
}
