//! Counts all there is, and folds every conversation from its events.

use super::{Progress, Told, stays_behind};
use crate::items::{self, EventBatch, Head};
use crate::{StepError, keys};
use ::ports::{BlobHash, Blobs, Item, PageRequest, ScanRequest, Table};
use domain::ConversationId;
use domain::conversation::{FOLD_VERSION, fold};
use futures::future::try_join_all;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Items of one part.
const ITEMS: usize = 1_000;
/// Names of one listing.
const NAMES: usize = 1_000;
/// Conversations that are folded at once.
const AT_ONCE: usize = 16;

/// What a stack holds, without what stays behind when it moves and without items that expire by
/// themselves. Two stacks with the same survey hold the same, in whatever order they tell it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Survey {
    /// Items by kind.
    pub items: BTreeMap<String, u64>,
    /// What they hold, by kind.
    pub contents: BTreeMap<String, Sum>,
    /// Blobs.
    pub blobs: u64,
    /// Their names, which tell what they hold.
    pub names: Sum,
    /// Conversations; each was folded from its events and is as its head says.
    pub conversations: u64,
    /// Events of all of them.
    pub events: u64,
}

/// Adds up SHA-256 of things that are all different, in any order: the bits of their exclusive or.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Sum([u8; 32]);

impl Sum {
    /// Adds one more; parts are told apart by their lengths.
    pub fn add(&mut self, parts: &[&[u8]]) {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update(part.len().to_be_bytes());
            hash.update(part);
        }
        for (sum, byte) in self.0.iter_mut().zip(hash.finalize()) {
            *sum ^= byte;
        }
    }
}

impl From<Sum> for String {
    fn from(sum: Sum) -> Self {
        data_encoding::HEXLOWER.encode(&sum.0)
    }
}

impl TryFrom<String> for Sum {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let bytes = data_encoding::HEXLOWER.decode(text.as_bytes()).ok();
        let sum = bytes.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
        sum.map(Self)
            .ok_or_else(|| "a sum is 64 hexadecimal digits".to_owned())
    }
}

impl Survey {
    /// Counts an item.
    pub fn item(&mut self, item: &Item) {
        if item.expires.is_some() {
            return;
        }
        let kind = keys::kind_of(&item.key).to_owned();
        let count = self.items.entry(kind.clone()).or_default();
        *count = count.saturating_add(1);
        let key = &item.key;
        let parts = [key.pk.as_bytes(), key.sk.as_bytes(), &item.body];
        self.contents.entry(kind).or_default().add(&parts);
    }

    /// Counts a blob.
    pub fn blob(&mut self, name: &BlobHash) {
        self.blobs = self.blobs.saturating_add(1);
        self.names.add(&[name.0.as_bytes()]);
    }

    /// Items of all kinds.
    pub fn total(&self) -> u64 {
        self.items.values().sum()
    }

    /// What is different over there, in words.
    pub fn difference(&self, other: &Self) -> Option<String> {
        for kind in self.items.keys().chain(other.items.keys()) {
            let count = |survey: &Self| survey.items.get(kind).copied().unwrap_or(0);
            if count(self) != count(other) {
                return Some(format!(
                    "there are {} items of kind {kind}, and {} came",
                    count(self),
                    count(other)
                ));
            }
            if self.contents.get(kind) != other.contents.get(kind) {
                return Some(format!("items of kind {kind} hold something else"));
            }
        }
        if self.blobs != other.blobs {
            return Some(format!(
                "there are {} blobs, and {} came",
                self.blobs, other.blobs
            ));
        }
        if self.names != other.names {
            return Some("the blobs are others".to_owned());
        }
        (self != other).then(|| "the conversations have other events".to_owned())
    }
}

/// Reads all there is.
///
/// # Errors
/// Also a conversation whose head is not the fold of its events.
pub async fn survey(
    table: &dyn Table,
    blobs: &dyn Blobs,
    told: Told<'_>,
) -> Result<Survey, StepError> {
    let mut survey = Survey::default();
    let mut after: Option<BlobHash> = None;
    loop {
        let names = blobs.list(after.as_ref(), NAMES).await?;
        let Some(last) = names.last() else { break };
        names.iter().for_each(|name| survey.blob(name));
        after = Some(last.clone());
    }
    let mut request = ScanRequest {
        after: None,
        limit: ITEMS,
    };
    let mut read = 0u64;
    loop {
        let part = table.scan(&request).await?;
        let mut heads = Vec::new();
        for item in &part.items {
            if stays_behind(&item.key) {
                continue;
            }
            survey.item(item);
            heads.extend(keys::head_of(&item.key).map(|id| (id, item)));
            read = read.saturating_add(1);
        }
        for some in heads.chunks(AT_ONCE) {
            let folded = try_join_all(some.iter().map(|(id, item)| compare(table, id, item)));
            for events in folded.await? {
                survey.conversations = survey.conversations.saturating_add(1);
                survey.events = survey.events.saturating_add(events);
            }
        }
        told(Progress::Compared(read));
        match part.next {
            Some(next) => request.after = Some(next),
            None => return Ok(survey),
        }
    }
}

/// Folds a conversation from its events and compares it with its head. Says how many events there are.
async fn compare(table: &dyn Table, id: &ConversationId, item: &Item) -> Result<u64, StepError> {
    let head: Head = items::decode(item)?;
    let mut events = Vec::new();
    let mut request = PageRequest::new(keys::conversation(id), keys::EVENTS, ITEMS);
    loop {
        let page = table.page(&request).await?;
        for item in &page.items {
            events.extend(items::decode::<EventBatch>(item)?.events);
        }
        match page.next {
            Some(next) => request.after = Some(next),
            None => break,
        }
    }
    let count = u64::try_from(events.len()).unwrap_or(u64::MAX);
    let corrupt = |why: String| StepError::Corrupt {
        key: format!("{}/{}", item.key.pk, item.key.sk),
        why,
    };
    if count != head.seq {
        return Err(corrupt(format!(
            "it counts {} events, and {count} are stored",
            head.seq
        )));
    }
    // A head of an older fold is folded anew wherever it is read.
    if head.fold_version == FOLD_VERSION && fold(&events).as_ref() != Some(&head.state) {
        return Err(corrupt("it is not the fold of its events".to_owned()));
    }
    Ok(count)
}
