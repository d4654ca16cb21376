//! Forget: erases a person and keeps the hashed stop entries. Events stay; they hold ids and hashes.

use crate::items::{self, InboundRow, ReadingBlob};
use crate::{Ports, StepError, drafting, keys, log, step, stops};
use ::ports::{Action, BlobHash, Expect, PageRequest};
use domain::conversation::{Event, Input};
use domain::rows::{StopReason, StopSource};
use domain::{Actor, ConversationId, Identifier, OperatorId};
use std::collections::BTreeSet;

/// What was erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Forgotten {
    /// Conversations.
    pub conversations: usize,
    /// Texts.
    pub blobs: usize,
}

/// Erases a person by an address or a profile link. Repeatable; an unknown one gets its stop entry
/// all the same, so that no list brings them in later.
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
    for id in conversations(ports, known.as_ref()).await? {
        done.conversations = done.conversations.saturating_add(1);
        done.blobs = done.blobs.saturating_add(one(ports, &actor, &id).await?);
    }
    Ok(done)
}

/// All conversations with a person. There is no index by person: the live or last one is in the
/// row, earlier ones are found in the agents' indexes.
async fn conversations(
    ports: &Ports,
    known: Option<&domain::rows::ContactRow>,
) -> Result<BTreeSet<ConversationId>, StepError> {
    let Some(known) = known else {
        return Ok(BTreeSet::new());
    };
    let mut all: BTreeSet<ConversationId> = known.holder.iter().map(|(id, _)| id.clone()).collect();
    all.extend(known.last_conversation.clone());
    for name in ports.playbook.get().agents.keys() {
        let Ok(agent) = domain::AgentName::parse(name) else {
            continue;
        };
        let mut request = PageRequest {
            pk: keys::agent_index(&agent),
            prefix: String::new(),
            after: None,
            until: None,
            descending: false,
            limit: 100,
        };
        loop {
            let page = ports.table.page(&request).await?;
            let ids: Vec<ConversationId> = page
                .items
                .iter()
                .filter_map(|item| ConversationId::parse(&item.key.sk).ok())
                .collect();
            let heads: Vec<::ports::Key> = ids.iter().map(keys::head).collect();
            for item in ports.table.get(&heads).await?.into_iter().flatten() {
                let head: items::Head = items::decode(&item)?;
                if head.state.contact == known.contact {
                    all.insert(head.state.id);
                }
            }
            match page.next {
                Some(next) => request.after = Some(next),
                None => break,
            }
        }
    }
    Ok(all)
}

async fn one(ports: &Ports, actor: &Actor, id: &ConversationId) -> Result<usize, StepError> {
    step::step(ports, id, actor, &Input::Forget, &[]).await?;
    let mut blobs: BTreeSet<BlobHash> = BTreeSet::new();
    let mut inbound = Vec::new();
    let mut claims = Vec::new();
    for recorded in step::events(ports, id).await? {
        match recorded.event {
            Event::Drafted { draft, .. } | Event::Edited { draft, .. } => {
                blobs.insert(draft.blob);
            }
            Event::Killed {
                note: Some(note), ..
            }
            | Event::SentBack {
                note: Some(note), ..
            }
            | Event::HandedBack { note, .. } => {
                blobs.insert(note);
            }
            Event::Claimed { claim, .. } => claims.push(claim.id),
            Event::Replied {
                reading,
                inbound: id,
                ..
            } => {
                inbound.push(id);
                blobs.insert(reading);
            }
            _ => {}
        }
    }
    for reading in blobs.clone() {
        if let Ok(reading) = drafting::read_blob::<ReadingBlob>(ports, &reading, "reading").await {
            blobs.insert(reading.raw);
        }
    }
    for blob in &blobs {
        ports.blobs.delete(blob).await?;
    }
    for claim in &claims {
        ports.mailer.erase(claim.as_str()).await?;
    }
    let mut actions = vec![Action::Delete {
        key: keys::vault(id),
        expect: Expect::Any,
    }];
    for inbound in inbound {
        if let Some((row, item)) = step::read::<InboundRow>(ports, keys::inbound(&inbound)).await?
            && row.reading.is_some()
        {
            let bare = InboundRow {
                reading: None,
                ..row
            };
            actions.push(items::put(
                keys::inbound(&inbound),
                &bare,
                Expect::Version(item.version),
            ));
        }
    }
    for chunk in actions.chunks(90) {
        step::finish(ports, chunk).await?;
    }
    Ok(blobs.len())
}
