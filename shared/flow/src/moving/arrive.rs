//! Arriving: what comes is written down in parts, each with the place that it came to, so that a copy that
//! was broken off goes on there.

use super::{Survey, Told, refused, survey};
use crate::{StepError, items, keys};
use ::ports::table_rules::limits::{LARGEST_COMMIT, MOST_ACTIONS};
use ::ports::table_rules::sizes::largest_size;
use ::ports::{Action, BlobHash, Blobs, Commit, Expect, Item, Key, PortError, ScanRequest, Table};
use domain::rows::FleetRow;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Blobs between two notes of how far it came.
const BLOBS_A_NOTE: u64 = 50;
/// Room for the note in each commit, bytes.
const NOTE: usize = 8 * 1024;

/// How far a stack is that comes from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArrivalRow {
    /// The move, as the source's mark names it.
    pub id: String,
    /// From where.
    pub from: String,
    /// Since when.
    pub begun: Timestamp,
    /// Blobs that are here.
    pub blobs: u64,
    /// The last of them.
    pub last_blob: Option<BlobHash>,
    /// Items that are here.
    pub items: u64,
    /// The last one that was read to be copied.
    pub last: Option<Key>,
    /// When it was whole and compared with the source.
    pub done: Option<Timestamp>,
}

/// A store into which a stack comes.
pub struct Arrival<'a> {
    table: &'a dyn Table,
    blobs: &'a dyn Blobs,
    row: ArrivalRow,
    version: u64,
}

impl<'a> Arrival<'a> {
    /// Begins in an empty store, or goes on with the same move. The store is halted from here on.
    ///
    /// # Errors
    /// That the store holds something else, or another move.
    pub async fn begin(
        table: &'a dyn Table,
        blobs: &'a dyn Blobs,
        id: &str,
        from: &str,
        now: Timestamp,
    ) -> Result<Self, StepError> {
        let found = table.get(&[keys::arrival()]).await?.into_iter().next();
        if let Some(item) = found.flatten() {
            let row: ArrivalRow = items::decode(&item)?;
            if row.id != id {
                return Err(refused(format!(
                    "another stack came here, from {}, at {:.0}: use an empty place, or finish that move",
                    row.from, row.begun
                )));
            }
            return Ok(Self {
                table,
                blobs,
                row,
                version: item.version,
            });
        }
        let anything = ScanRequest {
            after: None,
            limit: 1,
        };
        if let Some(item) = table.scan(&anything).await?.items.first() {
            return Err(refused(format!(
                "the place is not empty, it holds a stack already (an item of kind {}): a stack moves to an empty place only",
                keys::kind_of(&item.key)
            )));
        }
        let mut this = Self {
            table,
            blobs,
            row: ArrivalRow {
                id: id.to_owned(),
                from: from.to_owned(),
                begun: now,
                blobs: 0,
                last_blob: None,
                items: 0,
                last: None,
                done: None,
            },
            version: 0,
        };
        let halted = FleetRow {
            halted: true,
            moved: None,
        };
        let halted = items::put(keys::fleet(), &halted, Expect::Absent);
        let row = this.row.clone();
        this.note(row, vec![halted]).await?;
        Ok(this)
    }

    /// How far it came.
    pub fn row(&self) -> &ArrivalRow {
        &self.row
    }

    /// Takes one blob, by the name that it has at the source; names come in the order of
    /// [`Blobs::list`].
    pub async fn blob(&mut self, name: &BlobHash, bytes: Vec<u8>) -> Result<(), StepError> {
        let owner = name.0.split('/').next().unwrap_or_default();
        let put = self.blobs.put(owner, bytes).await?;
        if put != *name {
            return Err(StepError::Corrupt {
                key: name.to_string(),
                why: "its bytes are not those that it was named by".to_owned(),
            });
        }
        self.row.blobs = self.row.blobs.saturating_add(1);
        self.row.last_blob = Some(name.clone());
        if self.row.blobs.is_multiple_of(BLOBS_A_NOTE) {
            return self.note(self.row.clone(), Vec::new()).await;
        }
        Ok(())
    }

    /// Takes items, in the order in which the source tells them. `read` is the last one that was read for
    /// them, whether it moves or not.
    pub async fn items(
        &mut self,
        items: Vec<Item>,
        read: &Key,
        told: Told<'_>,
    ) -> Result<(), StepError> {
        let mut parts = parts(items, self.row.id.len().saturating_add(24));
        if parts.is_empty() {
            parts.push(Vec::new());
        }
        let last = parts.len().saturating_sub(1);
        for (number, part) in parts.into_iter().enumerate() {
            let mut row = self.row.clone();
            row.items = row.items.saturating_add(count(part.len()));
            row.last = match part.last() {
                Some(item) if number < last => Some(item.key.clone()),
                _ => Some(read.clone()),
            };
            let puts = part.into_iter().map(|item| Action::Put {
                key: item.key,
                body: item.body,
                expect: Expect::Absent,
                expires: item.expires,
            });
            self.note(row, puts.collect()).await?;
            told(super::Progress::Items(self.row.items));
        }
        Ok(())
    }

    /// Compares what is here with the source. From here on the stack may be resumed.
    ///
    /// # Errors
    /// What differs. Then nothing here may begin, and the source is as it was.
    pub async fn finish(
        &mut self,
        source: &Survey,
        now: Timestamp,
        told: Told<'_>,
    ) -> Result<Survey, StepError> {
        let here = survey(self.table, self.blobs, told).await?;
        if let Some(difference) = source.difference(&here) {
            return Err(refused(format!(
                "what came is not what left, so it is not used: {difference}. The source is whole: begin again in an empty place"
            )));
        }
        if self.row.done.is_none() {
            let row = ArrivalRow {
                done: Some(now),
                ..self.row.clone()
            };
            self.note(row, Vec::new()).await?;
        }
        Ok(here)
    }

    /// Commits actions and the row that says so, all or nothing.
    async fn note(&mut self, row: ArrivalRow, mut actions: Vec<Action>) -> Result<(), StepError> {
        let expect = match self.version {
            0 => Expect::Absent,
            version => Expect::Version(version),
        };
        actions.push(items::put(keys::arrival(), &row, expect));
        let attempt = format!("{}-{}", row.id, self.version.saturating_add(1));
        let commit = Commit {
            attempt: attempt.clone(),
            actions,
        };
        match self.table.commit(commit).await {
            Ok(_) => {}
            Err(PortError::Unknown(why)) => {
                let found = self.table.get(&[keys::arrival()]).await?.into_iter().next();
                if found.flatten().is_none_or(|item| item.attempt != attempt) {
                    return Err(PortError::Busy(why).into());
                }
            }
            Err(PortError::Conflict { .. }) => {
                return Err(refused(
                    "somebody else is writing to the place: only one command may copy to it"
                        .to_owned(),
                ));
            }
            Err(error) => return Err(error.into()),
        }
        self.version = self.version.saturating_add(1);
        self.row = row;
        Ok(())
    }
}

/// Cuts items into parts that go into one commit beside the note.
fn parts(items: Vec<Item>, attempt: usize) -> Vec<Vec<Item>> {
    let mut parts: Vec<Vec<Item>> = Vec::new();
    let mut bytes = 0usize;
    for item in items {
        let size = largest_size(&item.key, attempt, item.body.len(), item.expires);
        bytes = bytes.saturating_add(size);
        match parts.last_mut() {
            Some(part)
                if part.len() < MOST_ACTIONS.saturating_sub(1)
                    && bytes.saturating_add(NOTE) <= LARGEST_COMMIT =>
            {
                part.push(item);
            }
            _ => {
                bytes = size;
                parts.push(vec![item]);
            }
        }
    }
    parts
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
