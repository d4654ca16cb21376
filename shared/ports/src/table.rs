//! The persistence port, shaped like DynamoDB so that keys, codecs and conditions are the same
//! code on SQLite, in memory and on AWS.
//!
//! Concurrency is optimistic: every item has a version that starts at 1 and grows by one with each
//! `Put`. A commit is all or nothing and names, for each action, what it expects to find.
//!
//! Limits (those of DynamoDB, enforced by every adapter with `PortError::Refused`):
//! at most 100 actions a commit, no two actions on one key, an item (as
//! [`crate::table_rules::sizes`] weighs it) at most 400 KB less 256 bytes (409,344 bytes), a commit at
//! most 4 MB in all, `get` at most 100 keys, keys not empty, partition key at most 2,048 bytes, sort
//! key at most 1,024 bytes.

use crate::PortError;
use jiff::Timestamp;

/// Where an item lives: partition and sort key. Sort keys order by their UTF-8 bytes.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Key {
    /// Partition key.
    pub pk: String,
    /// Sort key.
    pub sk: String,
}

/// One stored item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its place.
    pub key: Key,
    /// 1 at creation, one more with each `Put`. After a delete it starts at 1 again.
    pub version: u64,
    /// The `Commit::attempt` that wrote it last.
    pub attempt: String,
    /// Opaque to adapters: JSON made by the codec in `flow`.
    pub body: Vec<u8>,
    /// When it may be deleted by the store (DynamoDB's TTL). Read paths never return expired
    /// items: adapters filter by the clock they were given.
    pub expires: Option<Timestamp>,
}

/// What an action expects to find at its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expect {
    /// Nothing (an expired item counts as nothing).
    Absent,
    /// An item at exactly this version.
    Version(u64),
    /// Whatever is there. For rows whose content does not depend on what was there.
    Any,
}

/// One action of a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Writes the body; the version becomes the old one plus one, or 1.
    Put {
        /// Where.
        key: Key,
        /// What.
        body: Vec<u8>,
        /// Condition.
        expect: Expect,
        /// See [`Item::expires`].
        expires: Option<Timestamp>,
    },
    /// Removes the item; removing what is not there is fine unless `expect` says otherwise.
    Delete {
        /// Where.
        key: Key,
        /// Condition.
        expect: Expect,
    },
    /// Writes nothing, only checks.
    Check {
        /// Where.
        key: Key,
        /// Condition; `Any` makes no sense here and is `Refused`.
        expect: Expect,
    },
}

impl Action {
    /// The key that the action is about.
    pub fn key(&self) -> &Key {
        match self {
            Self::Put { key, .. } | Self::Delete { key, .. } | Self::Check { key, .. } => key,
        }
    }

    /// What it expects to find there.
    pub fn expect(&self) -> Expect {
        match self {
            Self::Put { expect, .. } | Self::Delete { expect, .. } | Self::Check { expect, .. } => {
                *expect
            }
        }
    }
}

/// An all-or-nothing write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// Names this attempt; unique. Stored with each item put, so that after an unknown outcome the
    /// writer rereads one and knows. Giving the same attempt twice is the same commit: an adapter
    /// may answer the repeat with success if it sees that the first went through.
    pub attempt: String,
    /// Distinct keys.
    pub actions: Vec<Action>,
}

/// Capacity as DynamoDB counts it. A read unit is one strongly consistent read of up to 4 KB; a
/// write unit is one write of up to 1 KB; both count double inside a transaction (a commit of more
/// than one action). Every adapter counts the same for the same work
/// ([`crate::table_rules::conditions`]), what is lost to a race or thrown back aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Units {
    /// Read units.
    pub read: u64,
    /// Write units.
    pub write: u64,
}

/// What a successful commit did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CommitReceipt {
    /// What it cost.
    pub units: Units,
}

/// Asks for items of one partition in sort-key order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRequest {
    /// Partition.
    pub pk: String,
    /// Only sort keys that start with this; empty for all.
    pub prefix: String,
    /// Only sort keys strictly beyond this one in reading direction.
    pub after: Option<String>,
    /// Only sort keys up to and including this one in ascending reading (ignored if `descending`).
    pub until: Option<String>,
    /// Largest first.
    pub descending: bool,
    /// At most so many items, 1 to 1,000; what has expired and is not deleted yet counts here, too.
    /// A page also ends before it weighs more than 1 MB.
    pub limit: usize,
}

impl PageRequest {
    /// The first items of a partition whose sort keys start with the prefix, in ascending order.
    pub fn new(pk: impl Into<String>, prefix: impl Into<String>, limit: usize) -> Self {
        Self {
            pk: pk.into(),
            prefix: prefix.into(),
            after: None,
            until: None,
            descending: false,
            limit,
        }
    }
}

/// A page of items.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// In reading order.
    pub items: Vec<Item>,
    /// Give this as `after` for the next page; `None` at the end. A page may be empty and still
    /// have a next one, and after a full one the next may be empty: nobody looks ahead.
    pub next: Option<String>,
}

/// Asks for items of the whole table, whatever partition they are in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScanRequest {
    /// Only what comes after this key in the table's own order.
    pub after: Option<Key>,
    /// At most so many items, 1 to 1,000; what has expired and is not deleted yet counts here, too.
    /// A part also ends before it weighs more than 1 MB.
    pub limit: usize,
}

/// A part of the whole table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scan {
    /// In the table's own order.
    pub items: Vec<Item>,
    /// Give this as `after` for the next part; `None` at the end. A part may be empty and still have a
    /// next one, and after a full one the next may be empty: nobody looks ahead.
    pub next: Option<Key>,
}

/// Get, page, and a conditional all-or-nothing commit. Reads are strongly consistent.
#[async_trait::async_trait]
pub trait Table: Send + Sync {
    /// Up to 100 items by key, in the order asked.
    async fn get(&self, keys: &[Key]) -> Result<Vec<Option<Item>>, PortError>;
    /// A page of one partition.
    async fn page(&self, request: &PageRequest) -> Result<Page, PortError>;
    /// A part of the whole table, for copies and checks of all there is; no stage of the work may need it.
    /// The order is the adapter's own and stays the same: what is there from the first part to the last is
    /// in exactly one of them, and any key may be gone on from, also one that was deleted since.
    async fn scan(&self, request: &ScanRequest) -> Result<Scan, PortError>;
    /// All or nothing; durable when it returns.
    async fn commit(&self, commit: Commit) -> Result<CommitReceipt, PortError>;
    /// Units used by this adapter since it was made.
    fn units(&self) -> Units;
}
