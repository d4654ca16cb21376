//! Letters that a person wrote from one of our mailboxes himself, past this software: the mailbox's Sent
//! folder tells of them. Whoever is talked to in person is not talked over (invariant 4, from our side).

use crate::{Ports, StepError, inbound, items, keys, step, stops};
use ::ports::Expect;
use domain::conversation::Input;
use domain::{Actor, ConversationId, Identifier};

/// Recipients of one letter that are looked at.
const MOST_RECIPIENTS: usize = 100;

/// What a letter of a Sent folder did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SentByHand {
    /// This software sent it, or it was seen before.
    Known,
    /// It ended so many sequences.
    Ended(usize),
}

/// Takes a letter from a Sent folder. Nothing of it is kept but the hash of its id.
///
/// # Errors
/// `Invalid` if it is not from one of the mailboxes in house.md: mail from outside ends nothing here.
pub async fn accept_sent(ports: &Ports, raw: &[u8]) -> Result<SentByHand, StepError> {
    let reading = mail::read(raw);
    let playbook = ports.playbook.get();
    let ours = reading
        .from
        .as_ref()
        .and_then(|from| Identifier::email(&from.address))
        .is_some_and(|writer| playbook.house.mailbox(&writer.normal).is_some());
    if !ours {
        return Err(StepError::Invalid(
            "its sender is none of the mailboxes in house.md".to_owned(),
        ));
    }
    let letter = inbound::id_of(ports, &reading, raw);
    let mut wanted = vec![keys::by_hand(&letter)];
    let id = reading.message_id.as_ref();
    wanted.extend(id.map(|id| keys::message_id(&ports.secrets.message_id(id))));
    if ports.table.get(&wanted).await?.iter().any(Option::is_some) {
        return Ok(SentByHand::Known);
    }
    let mut talks: Vec<ConversationId> = Vec::new();
    let recipients = reading.to.iter().chain(&reading.cc);
    for mailbox in recipients.take(MOST_RECIPIENTS) {
        let Some(address) = Identifier::email(&mailbox.address) else {
            continue;
        };
        let holder = stops::find(ports, &address)
            .await?
            .and_then(|row| row.holder);
        if let Some((id, _)) = holder
            && !talks.contains(&id)
        {
            talks.push(id);
        }
    }
    // Each step may be done again; only when all are done is the letter remembered.
    for id in &talks {
        let input = Input::WriteByHand {
            letter: letter.clone(),
        };
        step::step(ports, id, &Actor::Policy, &input, &[]).await?;
    }
    if !talks.is_empty() {
        let seen = items::put(keys::by_hand(&letter), &letter, Expect::Any);
        step::finish(ports, &[seen]).await?;
    }
    Ok(SentByHand::Ended(talks.len()))
}
