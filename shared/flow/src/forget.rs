//! Forget: erases a person and keeps the hashed stop entries. Events stay; they hold ids and hashes.

use crate::items::{self, InboundRow, ReadingBlob};
use crate::{Ports, StepError, drafting, keys, log, planted, step, stops};
use ::ports::{Action, Expect, Item, PortError};
use domain::conversation::{CloseReason, Event, Input, Phase};
use domain::rows::{ContactRow, StopReason, StopSource};
use domain::{Actor, ConversationId, Identifier, InboundId, OperatorId};
use std::collections::BTreeSet;

/// What was erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Forgotten {
    /// Conversations.
    pub conversations: usize,
    /// Texts.
    pub blobs: usize,
}

/// Erases a person by an address or a profile link. Repeatable, and each part of it: an interrupted one
/// is finished by asking again. An unknown person gets a stop entry all the same, so that no list brings
/// them in later.
pub async fn forget(ports: &Ports, by: &OperatorId, address: &str) -> Result<Forgotten, StepError> {
    let identifier = Identifier::email(address)
        .or_else(|| Identifier::linkedin(address))
        .ok_or_else(|| {
            StepError::Invalid("give a mail address or a LinkedIn profile link".to_owned())
        })?;
    let mut hashes = vec![ports.secrets.hash(&identifier)];
    let known = stops::find(ports, &identifier).await?;
    if let Some(known) = &known {
        hashes.extend(known.identifiers.iter().cloned());
        hashes.sort();
        hashes.dedup();
    }
    let actor = Actor::Operator(by.clone());
    let stop = stops::row(
        ports,
        StopReason::Forgotten,
        StopSource::Operator,
        actor.clone(),
        None,
    );
    // The stop first: whatever is interrupted after it, nobody writes to them again.
    let mut actions = stops::entries(ports, &hashes, &stop).await?;
    actions.push(log::note(
        ports,
        actor.clone(),
        "forgotten",
        "a person was erased; the stop entry stays".to_owned(),
        None,
    ));
    step::finish(ports, &actions).await?;
    let mut done = Forgotten {
        conversations: 0,
        blobs: 0,
    };
    let own = conversations(ports, known.as_ref()).await?;
    // Where they answered in place of somebody else, that one's conversation stays.
    let elsewhere = known.as_ref().and_then(|row| row.last_conversation.clone());
    if let Some(id) = elsewhere.filter(|id| !own.contains(id)) {
        let place = keys::conversation(&id);
        let items = step::all(ports, &place, keys::INBOUND).await?;
        done.blobs = done
            .blobs
            .saturating_add(theirs(ports, items, &hashes, false).await?);
    }
    for id in own {
        done.conversations = done.conversations.saturating_add(1);
        let texts = one_conversation(ports, &actor, &id).await?;
        done.blobs = done.blobs.saturating_add(texts);
    }
    let texts = unmatched(ports, &hashes).await?;
    done.blobs = done.blobs.saturating_add(texts);
    Ok(done)
}

/// All conversations there ever were with a person.
pub(crate) async fn conversations(
    ports: &Ports,
    known: Option<&ContactRow>,
) -> Result<BTreeSet<ConversationId>, StepError> {
    let Some(known) = known else {
        return Ok(BTreeSet::new());
    };
    let any = keys::contact(&known.contact).pk;
    let items = step::all(ports, &any, keys::WITH).await?;
    items.iter().map(items::decode).collect()
}

/// Everything about a person in one conversation: what waits to be sent, drafts, notes, letters that
/// left, mail that came in (read, unread, reports), and the personal data themselves.
async fn one_conversation(
    ports: &Ports,
    actor: &Actor,
    id: &ConversationId,
) -> Result<usize, StepError> {
    step::step(ports, id, actor, &Input::Forget, &[]).await?;
    for recorded in step::events(ports, id).await? {
        if let Event::Claimed { claim, .. } = recorded.event {
            ports.mailer.erase(claim.id.as_str()).await?;
        }
    }
    let mut texts = ports.blobs.delete_all(id.as_str()).await?;
    let conversation = keys::conversation(id);
    for item in step::all(ports, &conversation, keys::INBOUND).await? {
        let inbound: InboundId = items::decode(&item)?;
        texts = texts.saturating_add(one_message(ports, &inbound, &[]).await?);
    }
    let vault = Action::Delete {
        key: keys::vault(id),
        expect: Expect::Any,
    };
    step::finish(ports, &[vault]).await?;
    // After it: no card is planted with somebody whose vault is gone.
    planted::forget(ports, id).await?;
    Ok(texts)
}

/// Erases again what a writer that lost its race stored after a conversation was forgotten.
pub(crate) async fn leftovers(ports: &Ports, id: &ConversationId) -> Result<(), StepError> {
    let forgotten = Phase::Closed {
        reason: CloseReason::Forgotten,
    };
    if step::load_known(ports, id).await?.state().phase == forgotten {
        ports.blobs.delete_all(id.as_str()).await?;
    }
    Ok(())
}

/// Mail of the person that belongs to no conversation.
async fn unmatched(ports: &Ports, hashes: &[String]) -> Result<usize, StepError> {
    let mut listed = step::all(ports, keys::UNMATCHED, "").await?;
    listed.extend(step::all(ports, keys::NOT_OURS, "").await?);
    theirs(ports, listed, hashes, true).await
}

/// The texts of those messages that the person wrote. `unlist`: their rows go as well.
async fn theirs(
    ports: &Ports,
    listed: Vec<Item>,
    hashes: &[String],
    unlist: bool,
) -> Result<usize, StepError> {
    let mut texts = 0usize;
    for item in listed {
        let id: InboundId = items::decode(&item)?;
        let Some((row, _)) = step::read::<InboundRow>(ports, keys::inbound(&id)).await? else {
            continue;
        };
        let Some(reading) = &row.reading else {
            continue;
        };
        let reading = drafting::read_blob::<ReadingBlob>(ports, reading, "reading").await;
        // One whose text is gone was erased before, and its row was to follow.
        let theirs = match &reading {
            Ok(reading) => is_from(ports, &reading.from, hashes),
            Err(StepError::NotFound(_)) => row.forgotten,
            Err(_) => false,
        };
        if theirs {
            let gone = unlist.then(|| Action::Delete {
                key: item.key.clone(),
                expect: Expect::Any,
            });
            let gone: Vec<Action> = gone.into_iter().collect();
            texts = texts.saturating_add(one_message(ports, &id, &gone).await?);
        }
    }
    Ok(texts)
}

/// Whether one of these identifiers wrote it. `from` is an address, or a name and `<address>`.
pub(crate) fn is_from(ports: &Ports, from: &str, hashes: &[String]) -> bool {
    let from = from.rsplit('<').next().unwrap_or_default();
    let from = from.trim_end_matches('>');
    Identifier::email(from)
        .or_else(|| Identifier::linkedin(from))
        .is_some_and(|writer| hashes.contains(&ports.secrets.hash(&writer)))
}

/// The texts of a message. Its row stays, bare, so that a copy that comes later is told and dropped.
async fn one_message(ports: &Ports, id: &InboundId, extra: &[Action]) -> Result<usize, StepError> {
    // Marked first: a worker that reads the message meanwhile loses the race for its row.
    for _ in 0..step::ATTEMPTS {
        let mut actions = extra.to_vec();
        if let Some((row, item)) = step::read::<InboundRow>(ports, keys::inbound(id)).await? {
            let bare = InboundRow {
                reading: None,
                forgotten: true,
                ..row
            };
            let expect = Expect::Version(item.version);
            actions.push(items::put(keys::inbound(id), &bare, expect));
        }
        match step::finish(ports, &actions).await {
            Err(StepError::Port(PortError::Conflict { .. })) => {}
            Err(error) => return Err(error),
            Ok(()) => return Ok(ports.blobs.delete_all(id.as_str()).await?),
        }
    }
    Err(step::lost())
}
