//! Messages that come in on LinkedIn: kept as they were told, read as mail is, and led to the conversation by
//! the profile of their writer.

use crate::inbound::{self, Accepted};
use crate::items::InboundRow;
use crate::{Ports, StepError};
use domain::Identifier;
use domain::conversation::Channel;
use jiff::Timestamp;
use mail::{Inbound, MailKind, Mailbox};
use serde::{Deserialize, Serialize};

/// A message is at most so long, in octets. The network itself stops at 8,000 characters.
const MAX_TEXT: usize = 64 * 1024;

/// A message as it came. Stored, so fields are added and never renamed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChatIn {
    /// Format; 1.
    pub v: u32,
    /// The network's id of the message, by which copies are known.
    pub id: String,
    /// Profile of its writer.
    pub profile: String,
    /// The writer's name.
    pub name: String,
    /// The text.
    pub text: String,
    /// When it was written.
    pub at: Timestamp,
}

/// Takes a message. When this returns, it is stored and will be labelled or shown.
///
/// # Errors
/// `Invalid` if its writer is no profile, or there is no text or id.
pub async fn accept(ports: &Ports, message: &ChatIn) -> Result<Accepted, StepError> {
    let invalid = |why: &str| StepError::Invalid(why.to_owned());
    if Identifier::linkedin(&message.profile).is_none() {
        return Err(invalid(
            "the writer is no LinkedIn profile: give https://www.linkedin.com/in/…",
        ));
    }
    if message.id.trim().is_empty() {
        return Err(invalid("the message has no id"));
    }
    if message.text.len() > MAX_TEXT {
        return Err(StepError::Invalid(format!(
            "the message has {} bytes, at most {MAX_TEXT} are taken",
            message.text.len()
        )));
    }
    let raw = serde_json::to_vec(message).map_err(|error| StepError::Invalid(error.to_string()))?;
    inbound::accept_read(ports, raw, reading_of(message), Channel::Linkedin).await
}

/// What was read in the stored bytes of a message.
pub(crate) fn read(row: &InboundRow, raw: &[u8]) -> Inbound {
    match row.channel {
        Channel::Email => mail::read(raw),
        Channel::Linkedin => match serde_json::from_slice::<ChatIn>(raw) {
            Ok(message) => reading_of(&message),
            Err(error) => Inbound {
                kind: MailKind::Unreadable,
                error: Some(error.to_string()),
                ..Inbound::default()
            },
        },
    }
}

/// Chats quote nothing and have no signature; the writer's profile stands where an address would.
fn reading_of(message: &ChatIn) -> Inbound {
    Inbound {
        kind: MailKind::Human,
        message_id: Some(format!("linkedin:{}", message.id.trim())),
        from: Some(Mailbox::new(&message.name, &message.profile)),
        date: Some(message.at),
        human_text: message.text.trim().to_owned(),
        text: message.text.clone(),
        ..Inbound::default()
    }
}
