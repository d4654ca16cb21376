//! The table in memory: for tests and the simulation. Loses all when dropped.

use crate::conditions::{Stored, commit_units, decide, is_expired, looks_repeated, repeat_units};
use crate::limits::{check_commit, check_keys, check_page, item_size};
use crate::page_builder::{Next, PageBuilder, Start, start};
use crate::units::{Meter, read_units};
use ports::{
    Action, Clock, Commit, CommitReceipt, Item, Key, Page, PageRequest, PortError, Table, Units,
};
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Items by the bytes of their sort key, so that bounds need not be text.
type Partition = BTreeMap<Vec<u8>, Item>;
type Partitions = BTreeMap<String, Partition>;

/// [`Table`] in memory. Needs no runtime.
pub struct MemoryTable {
    partitions: Mutex<Partitions>,
    clock: Arc<dyn Clock>,
    meter: Meter,
}

impl MemoryTable {
    /// An empty table that takes the time from `clock`.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            partitions: Mutex::new(BTreeMap::new()),
            clock,
            meter: Meter::default(),
        }
    }

    /// Every change is made after all checks, so what a panicking thread left is whole.
    fn lock(&self) -> MutexGuard<'_, Partitions> {
        self.partitions
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

fn find<'a>(partitions: &'a Partitions, key: &Key) -> Option<&'a Item> {
    partitions.get(&key.pk)?.get(key.sk.as_bytes())
}

fn same_bodies(partitions: &Partitions, commit: &Commit) -> bool {
    commit.actions.iter().all(|action| match action {
        Action::Put { key, body, .. } => {
            find(partitions, key).is_some_and(|item| item.body == *body)
        }
        Action::Delete { .. } | Action::Check { .. } => true,
    })
}

fn apply(partitions: &mut Partitions, commit: Commit, versions: Vec<u64>) {
    let attempt = commit.attempt;
    for (action, version) in commit.actions.into_iter().zip(versions) {
        match action {
            Action::Put {
                key, body, expires, ..
            } => {
                let sort = key.sk.clone().into_bytes();
                let partition = partitions.entry(key.pk.clone()).or_default();
                partition.insert(
                    sort,
                    Item {
                        key,
                        version,
                        attempt: attempt.clone(),
                        body,
                        expires,
                    },
                );
            }
            Action::Delete { key, .. } => {
                if let Some(partition) = partitions.get_mut(&key.pk) {
                    partition.remove(key.sk.as_bytes());
                    if partition.is_empty() {
                        partitions.remove(&key.pk);
                    }
                }
            }
            Action::Check { .. } => {}
        }
    }
}

#[async_trait::async_trait]
impl Table for MemoryTable {
    async fn get(&self, keys: &[Key]) -> Result<Vec<Option<Item>>, PortError> {
        check_keys(keys)?;
        let now = self.clock.now();
        let partitions = self.lock();
        let mut read = 0;
        let mut found = Vec::with_capacity(keys.len());
        for key in keys {
            let item = find(&partitions, key);
            read += read_units(item.map_or(0, |item| item_size(key, item.body.len())));
            found.push(item.filter(|item| !is_expired(item.expires, now)).cloned());
        }
        self.meter.add(Units { read, write: 0 });
        Ok(found)
    }

    async fn page(&self, request: &PageRequest) -> Result<Page, PortError> {
        check_page(request)?;
        let mut builder = PageBuilder::new(request, self.clock.now());
        let partitions = self.lock();
        let empty = Partition::new();
        let partition = partitions.get(&request.pk).unwrap_or(&empty);
        let upwards = |bound| partition.range((bound, Bound::Unbounded));
        let downwards = |bound| partition.range((Bound::Unbounded, bound)).rev();
        let rows: Box<dyn Iterator<Item = (&Vec<u8>, &Item)>> = match start(request) {
            Start::From(key) => Box::new(upwards(Bound::Included(key))),
            Start::Above(key) => Box::new(upwards(Bound::Excluded(key))),
            Start::Below(key) => Box::new(downwards(Bound::Excluded(key))),
            Start::Last => Box::new(downwards(Bound::Unbounded)),
        };
        for (_, item) in rows {
            match builder.look(&item.key.sk) {
                Next::Take => builder.take(item.clone()),
                Next::Stop => break,
            }
        }
        let (page, units) = builder.finish();
        self.meter.add(units);
        Ok(page)
    }

    async fn commit(&self, commit: Commit) -> Result<CommitReceipt, PortError> {
        check_commit(&commit)?;
        let now = self.clock.now();
        let mut partitions = self.lock();
        let stored: Vec<Option<Stored>> = commit
            .actions
            .iter()
            .map(|action| {
                find(&partitions, action.key()).map(|item| Stored {
                    version: item.version,
                    attempt: item.attempt.clone(),
                    body_length: item.body.len(),
                    expires: item.expires,
                })
            })
            .collect();
        if looks_repeated(&commit, &stored) && same_bodies(&partitions, &commit) {
            let units = repeat_units(&commit, &stored);
            self.meter.add(units);
            return Ok(CommitReceipt { units });
        }
        let units = commit_units(&commit, &stored);
        self.meter.add(units);
        let versions =
            decide(&commit, &stored, now).map_err(|failed| PortError::Conflict { failed })?;
        apply(&mut partitions, commit, versions);
        Ok(CommitReceipt { units })
    }

    fn units(&self) -> Units {
        self.meter.total()
    }
}
