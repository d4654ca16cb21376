//! Many conversations out of a few: what the real flow wrote for one is written again under another
//! id, so that a large store is made in minutes and looks like one that grew.

use crate::Failure;
use crate::scene;
use domain::{ContactId, ConversationId};
use flow::items::{self, EventBatch, Head, LogRow};
use flow::{Ports, due, keys, step};
use ports::{Action, BlobHash, Commit, Expect, Item, PageRequest};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// Copies that are written at once; the store makes them durable together.
const AT_ONCE: usize = 256;

/// A conversation with all that the table and the blobs hold of it.
pub(crate) struct Original {
    id: ConversationId,
    contact: ContactId,
    head: Head,
    /// Its own partition.
    rows: Vec<Item>,
    person: Item,
    entry: Item,
    blobs: Vec<(BlobHash, Vec<u8>)>,
    /// How many events it has.
    pub(crate) events: usize,
}

/// Reads a conversation.
pub(crate) async fn read(ports: &Ports, id: &ConversationId) -> Result<Original, Failure> {
    let head = step::load_known(ports, id).await?.head;
    let request = PageRequest::new(keys::conversation(id), "", 1_000);
    let page = ports.table.page(&request).await?;
    if page.next.is_some() {
        return Err(format!("conversation {id} is too long to be copied").into());
    }
    let wanted = [
        keys::contact(&head.state.contact),
        keys::agent_entry(&head.state.agent, id),
    ];
    let found = ports.table.get(&wanted).await?;
    let [Some(person), Some(entry)] = found.as_slice() else {
        return Err(format!("conversation {id} lacks a row").into());
    };
    let mut blobs = Vec::new();
    for draft in head.state.messages.iter().filter_map(|m| m.draft.as_ref()) {
        if let Some(bytes) = ports.blobs.get(&draft.blob).await? {
            blobs.push((draft.blob.clone(), bytes));
        }
    }
    let mut events = 0;
    for item in page
        .items
        .iter()
        .filter(|item| item.key.sk.starts_with(keys::EVENTS))
    {
        events += items::decode::<EventBatch>(item)?.events.len();
    }
    Ok(Original {
        id: id.clone(),
        contact: head.state.contact.clone(),
        person: person.clone(),
        entry: entry.clone(),
        head,
        rows: page.items,
        blobs,
        events,
    })
}

/// Writes so many copies, taking the originals in turn.
pub(crate) async fn copy(
    ports: &Ports,
    originals: Vec<Original>,
    copies: usize,
) -> Result<(), Failure> {
    if originals.is_empty() {
        return Err("there is nothing to copy".into());
    }
    let originals: Vec<Arc<Original>> = originals.into_iter().map(Arc::new).collect();
    let mut writing: JoinSet<Result<(), Failure>> = JoinSet::new();
    let mut told = Instant::now();
    for (number, original) in originals.iter().cycle().take(copies).enumerate() {
        if writing.len() >= AT_ONCE
            && let Some(ended) = writing.join_next().await
        {
            ended??;
        }
        if told.elapsed() > Duration::from_secs(5) {
            told = Instant::now();
            eprintln!("  {number} of {copies} conversations copied");
        }
        let (ports, original) = (ports.clone(), Arc::clone(original));
        writing.spawn(async move { one(&ports, &original).await });
    }
    while let Some(ended) = writing.join_next().await {
        ended??;
    }
    Ok(())
}

async fn one(ports: &Ports, original: &Original) -> Result<(), Failure> {
    let now = ports.clock.now();
    let id = ConversationId::mint(now, ports.entropy.bytes());
    let secret = scene::verdict(ports);
    let contact = ContactId::parse(&secret.as_str().replacen("vrd_", ContactId::PREFIX, 1))?;
    let mut words = vec![
        (original.id.to_string(), id.to_string()),
        (original.contact.to_string(), contact.to_string()),
    ];
    for (hash, bytes) in &original.blobs {
        let new = ports
            .blobs
            .put(id.as_str(), replaced(bytes, &words)?)
            .await?;
        // First: a blob's name holds its owner's.
        words.insert(0, (hash.to_string(), new.to_string()));
    }
    let head = Item {
        body: replaced(&items::encode(&original.head), &words)?,
        ..original.entry.clone()
    };
    let head: Head = items::decode(&head)?;
    let put = |key, body| Action::Put {
        key,
        body,
        expect: Expect::Absent,
        expires: None,
    };
    let mut actions = vec![
        put(
            keys::contact(&contact),
            replaced(&original.person.body, &words)?,
        ),
        put(
            keys::agent_entry(&head.state.agent, &id),
            original.entry.body.clone(),
        ),
    ];
    for item in &original.rows {
        let mut key = item.key.clone();
        key.pk = keys::conversation(&id);
        if let Some(seq) = key.sk.strip_prefix(keys::EVENTS) {
            let batch: EventBatch = items::decode(item)?;
            let at = batch.events.last().map_or(now, |recorded| recorded.at);
            let line = keys::log(at, id.as_str(), seq.parse()?);
            actions.push(items::put(line, &LogRow::default(), Expect::Any));
        }
        actions.push(put(key, replaced(&item.body, &words)?));
    }
    for card in &head.cards {
        let key = keys::card(card);
        actions.push(items::put(key, card, Expect::Any));
    }
    if let Some(at) = head.due {
        let (key, task) = due::of_conversation(&head.state, at);
        actions.push(due::put(key, task));
    }
    let commit = Commit {
        attempt: step::attempt(ports),
        actions,
    };
    ports.table.commit(commit).await?;
    Ok(())
}

fn replaced(bytes: &[u8], words: &[(String, String)]) -> Result<Vec<u8>, Failure> {
    let mut text = std::str::from_utf8(bytes)?.to_owned();
    for (old, new) in words {
        text = text.replace(old, new);
    }
    Ok(text.into_bytes())
}
