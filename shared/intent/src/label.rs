//! What goes in and what comes out.

use domain::Intent;
use jiff::ZonedDateTime;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What the mail layer already knows about the sender of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MachineKind {
    /// No sign of a machine.
    Human,
    /// A delivery report of failure.
    Bounce,
    /// An abuse report (ARF).
    Complaint,
    /// An automatic answer of any kind.
    AutoReply,
    /// A delivery report of delay.
    Delay,
    /// A calendar invitation or its answer.
    Calendar,
}

/// One inbound message, as the mail layer cut it.
#[derive(Debug, Clone)]
pub struct Reply<'a> {
    /// `email` or `linkedin`.
    pub channel: &'a str,
    /// What the headers and the structure of the mail say.
    pub machine: MachineKind,
    /// Of a bounce: whether the failure is permanent. `None` if the report does not say.
    pub permanent: Option<bool>,
    /// The decoded subject.
    pub subject: Option<&'a str>,
    /// The sender's display name and address.
    pub from: Option<(&'a str, &'a str)>,
    /// The name that our mailbox writes under.
    pub us: Option<&'a str>,
    /// Display names and addresses of the other recipients: To and Cc without our own mailbox.
    pub cc: Vec<(String, String)>,
    /// Whether the headers say that no person pressed send (RFC 3834 and its relatives).
    pub auto_submitted: bool,
    /// When it came in, in the sender's offset; relative dates count from here.
    pub received: ZonedDateTime,
    /// The whole text of the body.
    pub text: &'a str,
    /// The new text alone, without quotes and signature.
    pub human_text: &'a str,
}

/// Who to turn to instead.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referral {
    /// The name as written, without title.
    pub name: Option<String>,
    /// The address, lower case.
    pub email: Option<String>,
}

/// What a reply means and what has to follow.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Label {
    /// The best label.
    pub intent: Intent,
    /// From 0 to 1: how clear the case is. Below 0.6 a person should look, whatever the label.
    pub confidence: f64,
    /// A person has to see it.
    pub escalate: bool,
    /// The contact or the address may never be written to again.
    pub stop: bool,
    /// First day back, only for `out_of_office`.
    pub return_date: Option<Date>,
    /// First day on which a next message may be planned, for `out_of_office` and `not_now`.
    pub resume_on: Option<Date>,
    /// Who to turn to.
    pub referral: Option<Referral>,
    /// The exact words that led to the label.
    pub evidence: Vec<String>,
}
