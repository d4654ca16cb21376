//! The table on DynamoDB. One table, partition key `pk` and sort key `sk`, no index.
//!
//! Reads are strongly consistent. A commit of one action is one conditional write, of more one
//! transaction. Writes are never tried again by the SDK: the flow knows what to do about `Busy` and
//! `Unknown` (it rereads by the attempt), while a conditional delete that is silently repeated would
//! take its own success for a lost race. Reads are tried again by the SDK's standard rule: nothing
//! comes of it.

mod answer;
mod codec;
mod plan;
mod read;
mod write;

use answer::Answer;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::ConsumedCapacity;
use ports::table_rules::conditions::{Stored, commit_units, is_expired, is_met, living_version};
use ports::table_rules::limits::{check_commit, check_keys, check_page, check_scan};
use ports::table_rules::range::range;
use ports::table_rules::units::Meter;
use ports::{
    Action, Clock, Commit, CommitReceipt, Expect, Item, Key, Page, PageRequest, PortError, Scan,
    ScanRequest, Table, Units,
};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Plans made for one commit. Each further one has learned which items have expired; more than two
/// are needed only if others write or expire in between.
const TURNS: usize = 4;

/// [`Table`] on DynamoDB.
pub struct DynamoTable {
    client: Client,
    name: String,
    clock: Arc<dyn Clock>,
    meter: Meter,
}

impl DynamoTable {
    pub(crate) fn new(client: Client, name: String, clock: Arc<dyn Clock>) -> Self {
        Self {
            client,
            name,
            clock,
            meter: Meter::default(),
        }
    }

    fn count(&self, units: Units) -> CommitReceipt {
        self.meter.add(units);
        CommitReceipt { units }
    }

    /// A check alone is a read: a transaction of one would cost two writes.
    async fn check_alone(&self, commit: &Commit) -> Result<CommitReceipt, PortError> {
        let keys: Vec<Key> = commit.actions.iter().map(|a| a.key().clone()).collect();
        let before = self.clock.now();
        let (found, units) = self.read_items(&keys).await?;
        let receipt = self.count(units);
        let stored: Vec<Option<Stored>> = found
            .iter()
            .map(|item| item.as_ref().map(Stored::from))
            .collect();
        let failed: Vec<usize> = commit
            .actions
            .iter()
            .zip(&stored)
            .enumerate()
            .filter(|(_, (action, there))| {
                !is_met(action.expect(), living_version(there.as_ref(), before))
            })
            .map(|(position, _)| position)
            .collect();
        if failed.is_empty() {
            Ok(receipt)
        } else {
            Err(PortError::Conflict { failed })
        }
    }

    /// Others were writing the same items at this very moment, and DynamoDB gave up on ours without
    /// looking at all conditions. Says which of these positions can't succeed any more; if all can,
    /// the same commit may be given again.
    async fn after_a_race(&self, commit: &Commit, raced: &[usize]) -> PortError {
        let actions: Vec<(usize, &Action)> = raced
            .iter()
            .filter_map(|position| Some((*position, commit.actions.get(*position)?)))
            .collect();
        let keys: Vec<Key> = actions.iter().map(|(_, a)| a.key().clone()).collect();
        let found = match self.read_items(&keys).await {
            Ok((found, units)) => {
                self.meter.add(units);
                found
            }
            Err(error) => return error,
        };
        let now = self.clock.now();
        let unmet = |((position, action), there): (&(usize, &Action), &Option<Item>)| {
            let stored = there.as_ref().map(Stored::from);
            let met = is_met(action.expect(), living_version(stored.as_ref(), now));
            (!met).then_some(*position)
        };
        let failed: Vec<usize> = actions.iter().zip(&found).filter_map(unmet).collect();
        if failed.is_empty() {
            PortError::Busy("another commit was writing the same items".to_owned())
        } else {
            PortError::Conflict { failed }
        }
    }
}

#[async_trait::async_trait]
impl Table for DynamoTable {
    async fn get(&self, keys: &[Key]) -> Result<Vec<Option<Item>>, PortError> {
        check_keys(keys)?;
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let now = self.clock.now();
        let (found, units) = self.read_items(keys).await?;
        self.meter.add(units);
        let living = |item: &Item| !is_expired(item.expires, now);
        Ok(found.into_iter().map(|item| item.filter(living)).collect())
    }

    async fn page(&self, request: &PageRequest) -> Result<Page, PortError> {
        check_page(request)?;
        let Some(range) = range(request) else {
            return Ok(Page::default());
        };
        let now = self.clock.now();
        let (mut page, units) = self.read_page(request, range).await?;
        self.meter.add(units);
        page.items.retain(|item| !is_expired(item.expires, now));
        Ok(page)
    }

    async fn scan(&self, request: &ScanRequest) -> Result<Scan, PortError> {
        check_scan(request)?;
        let now = self.clock.now();
        let (mut scan, units) = self.read_scan(request).await?;
        self.meter.add(units);
        scan.items.retain(|item| !is_expired(item.expires, now));
        Ok(scan)
    }

    async fn commit(&self, commit: Commit) -> Result<CommitReceipt, PortError> {
        check_commit(&commit)?;
        if let [Action::Check { .. }] = commit.actions.as_slice() {
            return self.check_alone(&commit).await;
        }
        let mut gone = BTreeSet::new();
        for _ in 0..TURNS {
            let now = self.clock.now();
            let found = match self.write(&commit, &gone, now).await? {
                Answer::Done(units) => return Ok(self.count(units)),
                Answer::Raced(positions) => {
                    return Err(self.after_a_race(&commit, &positions).await);
                }
                Answer::Unmet(found) => found,
            };
            // A failed write is not free, but DynamoDB doesn't say what it cost.
            let receipt = self.count(commit_units(&commit, &found.stored(), now));
            if found.is_repeat(&commit) {
                return Ok(receipt);
            }
            let failed: Vec<usize> = found
                .positions()
                .filter(|position| {
                    let expect = commit.actions.get(*position).map(Action::expect);
                    expect.is_some_and(|expect| expect != Expect::Any)
                })
                .collect();
            if !failed.is_empty() {
                return Err(PortError::Conflict { failed });
            }
            // Only puts of whatever is there: now it is known what is there.
            for position in found.positions() {
                if found.is_living(position, now) {
                    gone.remove(&position);
                } else {
                    gone.insert(position);
                }
            }
        }
        Err(PortError::Busy(
            "the items expire and come back while they are written, or only some of them are as this very attempt left them".to_owned(),
        ))
    }

    fn units(&self) -> Units {
        self.meter.total()
    }
}

/// Units as DynamoDB reports them for a read.
fn read_units(consumed: &[ConsumedCapacity]) -> Units {
    Units {
        read: sum(consumed, ConsumedCapacity::capacity_units),
        write: 0,
    }
}

/// Units as DynamoDB reports them for a write. A transaction says which kind they were: a repeat that
/// is known by its token is a read.
fn write_units(consumed: &[ConsumedCapacity]) -> Units {
    let read = sum(consumed, ConsumedCapacity::read_capacity_units);
    let all = sum(consumed, ConsumedCapacity::capacity_units);
    Units {
        read,
        write: all.saturating_sub(read),
    }
}

/// Units of a strongly consistent request are whole numbers that come as `f64`.
fn sum(consumed: &[ConsumedCapacity], part: impl Fn(&ConsumedCapacity) -> Option<f64>) -> u64 {
    let total: f64 = consumed.iter().filter_map(part).sum();
    format!("{:.0}", total.ceil()).parse().unwrap_or(0)
}
