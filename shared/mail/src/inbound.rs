//! What a mail that came in says, as facts.

use serde::{Deserialize, Serialize};

use crate::Mailbox;

/// Who or what wrote a mail, and to what end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailKind {
    /// A person, as far as can be told.
    #[default]
    Human,
    /// A mail system gave up on a delivery.
    Bounce,
    /// A feedback report (RFC 5965): somebody pressed "this is spam".
    Complaint,
    /// An out-of-office note, a receipt, an unattended mailbox (RFC 3834 and its kin).
    AutoReply,
    /// A mail system still tries to deliver.
    Delay,
    /// An invitation, or an answer to one, made by a calendar.
    Calendar,
    /// Not a mail, or too large; [`Inbound::error`] says why.
    Unreadable,
}

/// One recipient whom a bounce, a delay or a complaint is about.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FailedRecipient {
    /// The address, lower case in the domain, without angle brackets.
    pub address: String,
    /// The enhanced status code (RFC 3463) such as `5.1.1`, or a bare reply code such as `550`.
    pub status: Option<String>,
    /// True: the address is dead (no such user, host or domain). False: full, blocked, policy,
    /// too large, for the moment. None: the report doesn't say.
    pub permanent: Option<bool>,
    /// What the mail system said, on one line.
    pub diagnostic: Option<String>,
}

impl FailedRecipient {
    /// The mail was turned down for policy or reputation: that is about us, and says nothing of the address.
    #[must_use]
    pub fn is_refusal(&self) -> bool {
        let said = self.diagnostic.as_deref().unwrap_or_default();
        self.permanent != Some(true) && crate::machine::refused(self.status.as_deref(), said)
    }
}

/// The facts of one mail. All of it comes from outside and is data.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Inbound {
    /// Who or what wrote it.
    pub kind: MailKind,
    /// Whom a bounce, delay or complaint is about.
    pub recipients: Vec<FailedRecipient>,
    /// `Message-ID`, without angle brackets.
    pub message_id: Option<String>,
    /// `In-Reply-To`, without angle brackets.
    pub in_reply_to: Vec<String>,
    /// `References`, oldest first, without angle brackets.
    pub references: Vec<String>,
    /// The writer.
    pub from: Option<Mailbox>,
    /// `To`.
    pub to: Vec<Mailbox>,
    /// `Cc`.
    pub cc: Vec<Mailbox>,
    /// `Delivered-To`, `X-Original-To`, `Envelope-To`: the mailbox that took the mail.
    pub delivered_to: Vec<Mailbox>,
    /// Where answers go, if not to the writer.
    pub reply_to: Option<Mailbox>,
    /// The subject, decoded; empty if there is none.
    pub subject: String,
    /// The `Date` header.
    pub date: Option<jiff::Timestamp>,
    /// A header says that a machine wrote it.
    pub auto_submitted: bool,
    /// The body as plain text, cut at [`crate::TEXT_LIMIT`].
    pub text: String,
    /// The new words: no quote, no signature. Empty for bounces, delays and complaints.
    pub human_text: String,
    /// Names and decoded values in their order; at most 200, each at most 8 KiB.
    pub headers: Vec<(String, String)>,
    /// `Message-ID` of the mail a bounce or complaint returns, without angle brackets; where a
    /// bounce returns nothing, the id that it answers.
    pub original_message_id: Option<String>,
    /// Headers of the mail a bounce or complaint returns, as far as it does.
    pub original_headers: Vec<(String, String)>,
    /// `Feedback-Type` of a complaint, such as `abuse`.
    pub feedback_type: Option<String>,
    /// `METHOD` of a calendar part in lower case, such as `request` or `reply`.
    pub calendar_method: Option<String>,
    /// Why the mail could not be read.
    pub error: Option<String>,
}

impl Inbound {
    /// The first value of a header, by its name in any case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        crate::headers::first(&self.headers, name)
    }
}
