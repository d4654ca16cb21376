//! The door for messages that come in: blob first, then one commit of {inbound row, due row}. What
//! can be told at once from the headers is told here: the conversation, so that an accepted, unread
//! reply holds the next send (invariant 4), and whether the message was here before.

use crate::due::{self, Task};
use crate::items::{self, Head, InboundRow, MessageIdRow};
use crate::{Ports, StepError, keys, log, step, stops};
use ::ports::{Action, Expect, Item, PortError};
use domain::conversation::Channel;
use domain::identity::normal_domain;
use domain::rows::{CompanyRow, UnreadRow};
use domain::tokens::read_reply_address;
use domain::{Actor, CompanyId, ConversationId, Identifier, InboundId, OperatorId};
use mail::{Inbound, MailKind};
use sha2::{Digest, Sha256};

/// A message is at most so large, in octets; larger ones are refused at the door with 413.
pub const MAX_RAW: usize = 25 * 1024 * 1024;
/// At most so many referenced messages are looked up.
const MAX_REFERENCES: usize = 30;

/// After so many days without a word, an address alone does not tell what a mail is about.
const ADDRESS_DAYS: i64 = 180;
/// How the answer of a colleague was matched.
pub const COLLEAGUE: &str = "colleague";
/// How a mail was matched that the operator put where it belongs.
pub const ATTACHED: &str = "operator";

/// What became of a message at the door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// Its id; copies of one message share it.
    pub inbound: InboundId,
    /// It was here before; nothing was done.
    pub duplicate: bool,
}

/// Takes a raw message. When this returns, it is stored and will be labelled or shown.
pub async fn accept(ports: &Ports, raw: Vec<u8>) -> Result<Accepted, StepError> {
    if raw.len() > MAX_RAW {
        return Err(StepError::Invalid(format!(
            "the message has {} bytes, at most {MAX_RAW} are taken",
            raw.len()
        )));
    }
    if raw.is_empty() {
        return Err(StepError::Invalid("the message is empty".to_owned()));
    }
    let reading = mail::read(&raw);
    accept_read(ports, raw, reading, Channel::Email).await
}

/// The same of a message that was read already.
pub(crate) async fn accept_read(
    ports: &Ports,
    raw: Vec<u8>,
    reading: Inbound,
    channel: Channel,
) -> Result<Accepted, StepError> {
    let id = id_of(ports, &reading, &raw);
    let hash = ports.blobs.put(id.as_str(), raw).await?;
    for _ in 0..step::ATTEMPTS {
        let existing = ports
            .table
            .get(&[keys::inbound(&id)])
            .await?
            .into_iter()
            .next()
            .flatten();
        if let Some(existing) = existing {
            // A copy that went another way differs in its headers, and what was forgotten stays so.
            let existing: InboundRow = items::decode(&existing)?;
            if existing.raw != hash || existing.forgotten {
                ports.blobs.delete(&hash).await?;
            }
            return Ok(Accepted {
                inbound: id,
                duplicate: true,
            });
        }
        let now = ports.clock.now();
        let matched = find_conversation(ports, &reading, channel).await?;
        let due_row = keys::due(now, id.as_str());
        let row = InboundRow {
            raw: hash.clone(),
            at: now,
            matched: matched.clone(),
            due: Some(due_row.clone()),
            intent: None,
            reading: None,
            forgotten: false,
            channel,
        };
        let mut actions = vec![
            items::put(keys::inbound(&id), &row, Expect::Absent),
            due::put(due_row, Task::Inbound { id: id.clone() }),
        ];
        if let Some((conversation, _)) = &matched {
            actions.push(unread(ports, conversation, &id).await?);
            actions.push(items::put(
                keys::conversation_inbound(conversation, &id),
                &id,
                Expect::Any,
            ));
        }
        match step::commit(ports, actions, None).await {
            Err(StepError::Port(PortError::Conflict { .. })) => {}
            Err(error) => return Err(error),
            Ok(()) => {
                return Ok(Accepted {
                    inbound: id,
                    duplicate: false,
                });
            }
        }
    }
    Err(step::lost())
}

/// Copies of a message share their Message-ID and sender, whatever a gateway did to the rest.
pub(crate) fn id_of(ports: &Ports, reading: &Inbound, raw: &[u8]) -> InboundId {
    let from = reading
        .from
        .as_ref()
        .map(|from| from.address.clone())
        .unwrap_or_default();
    match &reading.message_id {
        Some(message_id) => ports.secrets.inbound(message_id, &from),
        None => ports
            .secrets
            .inbound(&data_encoding::HEXLOWER.encode(&Sha256::digest(raw)), &from),
    }
}

/// The conversation that a message belongs to, and how that was told: by the signed reply address,
/// by the letters it answers, by the letter a report returns, by its sender, or by the company of its
/// sender, if one conversation alone runs there.
pub async fn find_conversation(
    ports: &Ports,
    reading: &Inbound,
    channel: Channel,
) -> Result<Option<(ConversationId, String)>, StepError> {
    let addresses = reading
        .delivered_to
        .iter()
        .chain(&reading.to)
        .chain(&reading.cc);
    for mailbox in addresses {
        if let Some(id) = read_reply_address(&mailbox.address, &ports.secrets)
            && step::load(ports, &id).await?.is_some()
        {
            return live_instead(ports, reading, id, "reply address")
                .await
                .map(Some);
        }
    }
    if let Some(row) = answered(ports, reading).await? {
        return live_instead(ports, reading, row.conversation, "thread")
            .await
            .map(Some);
    }
    let failed = reading
        .recipients
        .iter()
        .map(|recipient| recipient.address.as_str());
    let senders = reading
        .from
        .iter()
        .chain(&reading.reply_to)
        .map(|mailbox| mailbox.address.as_str());
    for (address, how) in failed
        .map(|a| (a, "reported address"))
        .chain(senders.map(|a| (a, "sender")))
    {
        let Some(identifier) = identifier_of(channel, address) else {
            continue;
        };
        let Some(contact) = stops::find(ports, &identifier).await? else {
            continue;
        };
        if let Some((id, _)) = contact.holder {
            return Ok(Some((id, how.to_owned())));
        }
        if let Some(id) = contact.last_conversation
            && is_recent(ports, &id).await?
        {
            return Ok(Some((id, how.to_owned())));
        }
    }
    let found = of_a_colleague(ports, reading).await?;
    Ok(found.map(|id| (id, COLLEAGUE.to_owned())))
}

/// Who wrote, by what the channel calls them.
pub(crate) fn identifier_of(channel: Channel, from: &str) -> Option<Identifier> {
    match channel {
        Channel::Email => Identifier::email(from),
        Channel::Linkedin => Identifier::linkedin(from),
    }
}

/// Whether anything happened in a conversation of late.
async fn is_recent(ports: &Ports, id: &ConversationId) -> Result<bool, StepError> {
    let limit = jiff::SignedDuration::from_hours(24 * ADDRESS_DAYS);
    Ok(step::load(ports, id).await?.is_some_and(|loaded| {
        domain::calendar::later(loaded.state().last, limit) > ports.clock.now()
    }))
}

/// The one conversation that runs with the company of a writer. Where several do, none is guessed; what
/// machines and mailing lists send from there is no answer.
async fn of_a_colleague(
    ports: &Ports,
    reading: &Inbound,
) -> Result<Option<ConversationId>, StepError> {
    let writer = reading
        .from
        .as_ref()
        .and_then(|from| Identifier::email(&from.address));
    let Some(domain) = writer.as_ref().and_then(Identifier::domain) else {
        return Ok(None);
    };
    if reading.kind != MailKind::Human || is_bulk(reading) || playbook::person::is_free_mail(domain)
    {
        return Ok(None);
    }
    // A company whose domain we know is named by it.
    let Some(company) = normal_domain(domain).and_then(|text| CompanyId::parse(&text).ok()) else {
        return Ok(None);
    };
    let Some((row, _)) = step::read::<CompanyRow>(ports, keys::company(&company)).await? else {
        return Ok(None);
    };
    let mut written_to = Vec::new();
    for id in row.live {
        if let Some(loaded) = step::load(ports, &id).await?
            && loaded.state().last_sent().is_some()
        {
            written_to.push(id);
        }
    }
    Ok(match written_to.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    })
}

/// Sent to many: RFC 2919, RFC 2369, and the older `Precedence`.
pub(crate) fn is_bulk(reading: &Inbound) -> bool {
    let bulk = |value: &str| matches!(value.trim().to_lowercase().as_str(), "bulk" | "list");
    reading.header("List-Id").is_some()
        || reading.header("List-Unsubscribe").is_some()
        || reading.header("Precedence").is_some_and(bulk)
}

/// Who answers an old letter while another conversation with them runs means that one as well: a human
/// reply stops the sequence (invariant 4), so it goes where the sequence is. Reports stay with the letter
/// they are about.
async fn live_instead(
    ports: &Ports,
    reading: &Inbound,
    id: ConversationId,
    how: &str,
) -> Result<(ConversationId, String), StepError> {
    let known = (id.clone(), how.to_owned());
    if matches!(
        reading.kind,
        MailKind::Bounce | MailKind::Delay | MailKind::Complaint
    ) {
        return Ok(known);
    }
    let Some(loaded) = step::load(ports, &id).await? else {
        return Ok(known);
    };
    if !loaded.state().phase.is_final() {
        return Ok(known);
    }
    let holder = stops::contact(ports, &loaded.state().contact)
        .await?
        .and_then(|(row, _)| row.holder);
    Ok(match holder {
        Some((live, _)) if live != id => (live, format!("{how} of an earlier conversation")),
        Some(_) | None => known,
    })
}

/// The letter of ours that a message answers or a report returns.
pub async fn answered(ports: &Ports, reading: &Inbound) -> Result<Option<MessageIdRow>, StepError> {
    let ids: Vec<&String> = reading
        .original_message_id
        .iter()
        .chain(&reading.in_reply_to)
        .chain(reading.references.iter().rev())
        .take(MAX_REFERENCES)
        .collect();
    let mut wanted: Vec<::ports::Key> = Vec::new();
    for id in ids {
        let key = keys::message_id(&ports.secrets.message_id(id));
        if !wanted.contains(&key) {
            wanted.push(key);
        }
    }
    if wanted.is_empty() {
        return Ok(None);
    }
    let found = ports.table.get(&wanted).await?;
    found
        .into_iter()
        .flatten()
        .next()
        .map(|item| items::decode(&item))
        .transpose()
}

/// The operator says where a message that matched nothing belongs. It is read again, as a mail of that
/// conversation: it ends the sequence and its card is shown. Whom it asks to stop is its writer alone,
/// because that it speaks for the person we wrote to is a guess.
pub async fn attach(
    ports: &Ports,
    by: &OperatorId,
    id: &InboundId,
    conversation: &ConversationId,
) -> Result<(), StepError> {
    step::load_known(ports, conversation).await?;
    let (row, item, off_the_screen) = on_the_screen(ports, id).await?;
    let due_row = keys::due(ports.clock.now(), id.as_str());
    let waits = InboundRow {
        matched: Some((conversation.clone(), ATTACHED.to_owned())),
        due: Some(due_row.clone()),
        intent: None,
        ..row
    };
    let words = format!("a message that matched nothing was attached ({id})");
    let actions = vec![
        off_the_screen,
        items::put(keys::inbound(id), &waits, Expect::Version(item.version)),
        items::put(
            keys::conversation_inbound(conversation, id),
            id,
            Expect::Any,
        ),
        due::put(due_row, Task::Inbound { id: id.clone() }),
        unread(ports, conversation, id).await?,
        log::note(ports, Actor::Operator(by.clone()), "attached", words, None),
    ];
    step::commit(ports, actions, None).await
}

/// Adds a message to what holds the next send of a conversation.
async fn unread(
    ports: &Ports,
    conversation: &ConversationId,
    id: &InboundId,
) -> Result<Action, StepError> {
    let key = keys::unread(conversation);
    let found = step::read::<UnreadRow>(ports, key.clone()).await?;
    let (mut unread, item) = match found {
        Some((row, item)) => (row, Some(item)),
        None => (UnreadRow::default(), None),
    };
    unread.waiting.insert(id.to_string(), ports.clock.now());
    Ok(items::put(key, &unread, items::as_read(item.as_ref())))
}

/// Takes a message that matched nothing off the screen: the operator has read it. It stays stored.
pub async fn file_unmatched(
    ports: &Ports,
    by: &OperatorId,
    id: &InboundId,
) -> Result<(), StepError> {
    let (_, _, gone) = on_the_screen(ports, id).await?;
    let words = format!("a message that matched nothing was read and filed ({id})");
    let note = log::note(ports, Actor::Operator(by.clone()), "filed", words, None);
    step::commit(ports, vec![gone, note], None).await
}

/// A message that matched nothing and is still shown: its row, the item that the row stands in, and what
/// takes it off the screen.
async fn on_the_screen(
    ports: &Ports,
    id: &InboundId,
) -> Result<(InboundRow, Item, Action), StepError> {
    let unknown = || StepError::NotFound("such unmatched mail".to_owned());
    let (row, item) = step::read::<InboundRow>(ports, keys::inbound(id))
        .await?
        .ok_or_else(unknown)?;
    let key = keys::unmatched(row.at, id);
    let (_, listed) = step::read::<InboundId>(ports, key.clone())
        .await?
        .ok_or_else(unknown)?;
    let gone = Action::Delete {
        key,
        expect: Expect::Version(listed.version),
    };
    Ok((row, item, gone))
}

/// The head of a matched conversation, if it is still there.
pub(crate) async fn matched_head(
    ports: &Ports,
    id: &ConversationId,
) -> Result<Option<Head>, StepError> {
    Ok(step::load(ports, id).await?.map(|loaded| loaded.head))
}
