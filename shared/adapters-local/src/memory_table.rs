//! The table in memory: for tests and the simulation. Loses all when dropped.

use crate::page_builder::{Next, PageBuilder, Start, start};
use crate::scan_builder::ScanBuilder;
use ports::table_rules::conditions::{
    Stored, commit_units, decide, get_units, is_expired, looks_repeated, repeat_units,
};
use ports::table_rules::limits::{check_commit, check_keys, check_page, check_scan};
use ports::table_rules::range::range;
use ports::table_rules::units::Meter;
use ports::{
    Action, Clock, Commit, CommitReceipt, Item, Key, Page, PageRequest, PortError, Scan,
    ScanRequest, Table, Units,
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
        let found: Vec<Option<&Item>> = keys.iter().map(|key| find(&partitions, key)).collect();
        let sizes = found.iter().map(|item| item.map_or(0, Item::size));
        self.meter.add(get_units(keys.iter().zip(sizes)));
        let living = |item: &&Item| !is_expired(item.expires, now);
        Ok(found
            .into_iter()
            .map(|item| item.filter(living).cloned())
            .collect())
    }

    async fn page(&self, request: &PageRequest) -> Result<Page, PortError> {
        check_page(request)?;
        let Some(range) = range(request) else {
            return Ok(Page::default());
        };
        let mut builder = PageBuilder::new(request, &range, self.clock.now());
        let partitions = self.lock();
        let empty = Partition::new();
        let partition = partitions.get(&request.pk).unwrap_or(&empty);
        let upwards = |bound| partition.range((bound, Bound::Unbounded));
        let downwards = |bound| partition.range((Bound::Unbounded, bound)).rev();
        let mut rows: Box<dyn Iterator<Item = (&Vec<u8>, &Item)>> =
            match start(&range, request.descending) {
                Start::From(key) => Box::new(upwards(Bound::Included(key))),
                Start::Above(key) => Box::new(upwards(Bound::Excluded(key))),
                Start::Below(key) => Box::new(downwards(Bound::Excluded(key))),
                Start::Last => Box::new(downwards(Bound::Unbounded)),
            };
        while builder.look() == Next::Take
            && let Some((_, item)) = rows.next()
            && builder.take(item.clone()) == Next::Take
        {}
        let (page, units) = builder.finish();
        self.meter.add(units);
        Ok(page)
    }

    async fn scan(&self, request: &ScanRequest) -> Result<Scan, PortError> {
        check_scan(request)?;
        let mut builder = ScanBuilder::new(request, self.clock.now());
        let partitions = self.lock();
        let after = request.after.as_ref();
        let first = after.map_or(Bound::Unbounded, |key| Bound::Included(key.pk.clone()));
        let items = partitions
            .range((first, Bound::Unbounded))
            .flat_map(|(_, partition)| partition.values())
            .skip_while(|item| after.is_some_and(|after| item.key <= *after));
        for item in items {
            if !builder.take(item.clone()) {
                break;
            }
        }
        let (scan, units) = builder.finish();
        self.meter.add(units);
        Ok(scan)
    }

    async fn commit(&self, commit: Commit) -> Result<CommitReceipt, PortError> {
        check_commit(&commit)?;
        let now = self.clock.now();
        let mut partitions = self.lock();
        let stored: Vec<Option<Stored>> = commit
            .actions
            .iter()
            .map(|action| find(&partitions, action.key()).map(Stored::from))
            .collect();
        if looks_repeated(&commit, &stored) && same_bodies(&partitions, &commit) {
            let units = repeat_units(&commit, &stored, now);
            self.meter.add(units);
            return Ok(CommitReceipt { units });
        }
        let units = commit_units(&commit, &stored, now);
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
