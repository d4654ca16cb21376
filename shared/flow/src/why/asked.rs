//! What a question names.

use crate::items::{InboundRow, MessageIdRow};
use crate::{Ports, StepError, keys, sending, step};
use ::ports::Key;
use domain::identity::normal_domain;
use domain::{ClaimId, ConversationId, Identifier, InboundId};

/// A question is at most so long, in characters.
const LONGEST: usize = 1_000;
/// Mailboxes from which a hand-over may have left, as many as are asked for at once.
const MOST_MAILBOXES: usize = 100;

/// What a question names.
pub(super) enum Asked {
    /// A person.
    Person(Identifier),
    /// A domain.
    Domain(String),
    /// A letter of ours.
    Message {
        conversation: ConversationId,
        step: u32,
    },
    /// The conversation that a mail of theirs belongs to.
    Mail(ConversationId),
    /// A conversation.
    Conversation(ConversationId),
}

impl Asked {
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Person(_) => "person",
            Self::Domain(_) => "domain",
            Self::Message { .. } => "message",
            Self::Mail(_) => "mail",
            Self::Conversation(_) => "conversation",
        }
    }

    /// The domain it names by itself.
    pub(super) fn domain(&self) -> Option<&str> {
        match self {
            Self::Person(identifier) => identifier.domain(),
            Self::Domain(domain) => Some(domain),
            Self::Message { .. } | Self::Mail(_) | Self::Conversation(_) => None,
        }
    }
}

impl From<MessageIdRow> for Asked {
    fn from(row: MessageIdRow) -> Self {
        Self::Message {
            conversation: row.conversation,
            step: row.step,
        }
    }
}

/// Reads a question. What might be an address is looked up as a Message-ID of ours first.
pub(super) async fn read(ports: &Ports, text: &str) -> Result<Asked, StepError> {
    let text = text.trim().trim_start_matches('<').trim_end_matches('>');
    if text.chars().count() > LONGEST {
        return Err(unreadable());
    }
    let id = |error: domain::IdError| StepError::Invalid(error.to_string());
    if text.starts_with(ConversationId::PREFIX) {
        return ConversationId::parse(text)
            .map(Asked::Conversation)
            .map_err(id);
    }
    if text.starts_with(InboundId::PREFIX) {
        return mail(ports, &InboundId::parse(text).map_err(id)?).await;
    }
    if text.starts_with(ClaimId::PREFIX) {
        return hand_over(ports, &ClaimId::parse(text).map_err(id)?).await;
    }
    if text.contains('@') {
        let key = keys::message_id(&ports.secrets.message_id(text));
        if let Some((row, _)) = step::read::<MessageIdRow>(ports, key).await? {
            return Ok(row.into());
        }
        return Identifier::email(text)
            .map(Asked::Person)
            .ok_or_else(unreadable);
    }
    Identifier::linkedin(text)
        .map(Asked::Person)
        .or_else(|| normal_domain(text).map(Asked::Domain))
        .ok_or_else(unreadable)
}

fn unreadable() -> StepError {
    StepError::Invalid(
        "give a mail address, a LinkedIn profile link, a domain, the Message-ID of a letter, or an id of the log (cnv_, clm_ or inb_)"
            .to_owned(),
    )
}

async fn mail(ports: &Ports, id: &InboundId) -> Result<Asked, StepError> {
    let row = step::read::<InboundRow>(ports, keys::inbound(id)).await?;
    let (row, _) = row.ok_or_else(|| StepError::NotFound(format!("mail {id}")))?;
    row.matched
        .map(|(conversation, _)| Asked::Mail(conversation))
        .ok_or_else(|| StepError::NotFound(format!("a conversation that mail {id} belongs to")))
}

/// The log names hand-overs; the pointer to one is made of it and the sender's domain.
async fn hand_over(ports: &Ports, claim: &ClaimId) -> Result<Asked, StepError> {
    let playbook = ports.playbook.get();
    let mut wanted: Vec<Key> = playbook
        .house
        .mailboxes
        .iter()
        .map(|mailbox| sending::message_id(claim, &mailbox.address))
        .map(|id| keys::message_id(&ports.secrets.message_id(&id)))
        .collect();
    wanted.sort();
    wanted.dedup();
    wanted.truncate(MOST_MAILBOXES);
    let found = ports.table.get(&wanted).await?;
    let found = found.into_iter().flatten().next();
    let item = found.ok_or_else(|| {
        StepError::NotFound(format!("a letter {claim} from a mailbox of the playbook"))
    })?;
    Ok(crate::items::decode::<MessageIdRow>(&item)?.into())
}
