//! What a reply means.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The label of a reply. The ladder that decides between them is in the crate `intent`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Intent {
    /// Agrees to or proposes a next step.
    Positive,
    /// Asks about the offer, or for material.
    InfoRequest,
    /// Names somebody else to turn to.
    Referral,
    /// The door stays open later.
    NotNow,
    /// Declines.
    NotInterested,
    /// Asks that messages end.
    Unsubscribe,
    /// The reader isn't the one meant.
    WrongPerson,
    /// Away for a time, and nothing on the matter.
    OutOfOffice,
    /// Any other text a machine sent.
    AutoReply,
    /// Delivery failed or is delayed.
    Bounce,
    /// Accuses of spam or unlawfulness and acts on it.
    Complaint,
    /// None of these can be said with confidence.
    Ambiguous,
}

impl Intent {
    /// All twelve, in the order of DESIGN section 1.
    pub const ALL: [Self; 12] = [
        Self::Positive,
        Self::InfoRequest,
        Self::Referral,
        Self::NotNow,
        Self::NotInterested,
        Self::Unsubscribe,
        Self::WrongPerson,
        Self::OutOfOffice,
        Self::AutoReply,
        Self::Bounce,
        Self::Complaint,
        Self::Ambiguous,
    ];

    /// As it is written in files, on the wire and in the log.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Positive => "positive",
            Self::InfoRequest => "info_request",
            Self::Referral => "referral",
            Self::NotNow => "not_now",
            Self::NotInterested => "not_interested",
            Self::Unsubscribe => "unsubscribe",
            Self::WrongPerson => "wrong_person",
            Self::OutOfOffice => "out_of_office",
            Self::AutoReply => "auto_reply",
            Self::Bounce => "bounce",
            Self::Complaint => "complaint",
            Self::Ambiguous => "ambiguous",
        }
    }

    /// True if no rule can deal with it: it is shown, and a person decides.
    pub const fn needs_a_person(self) -> bool {
        match self {
            Self::Positive
            | Self::InfoRequest
            | Self::Referral
            | Self::Unsubscribe
            | Self::Complaint
            | Self::Ambiguous => true,
            Self::NotNow
            | Self::NotInterested
            | Self::WrongPerson
            | Self::OutOfOffice
            | Self::AutoReply
            | Self::Bounce => false,
        }
    }

    /// True if it is a no of some kind, so that all but a sample of such replies are dealt with by rule.
    pub const fn is_negative(self) -> bool {
        matches!(self, Self::NotInterested | Self::NotNow | Self::WrongPerson)
    }

    /// True if a machine wrote it, so that it does not end a sequence by itself.
    pub const fn is_machine(self) -> bool {
        matches!(self, Self::OutOfOffice | Self::AutoReply | Self::Bounce)
    }
}

impl fmt::Display for Intent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
