//! A table that tells what each partition was asked for. It lets one call through at a time: what a table has used
//! up is one number for all.

use ports::{
    Action, Commit, CommitReceipt, Item, Key, Page, PageRequest, PortError, Scan, ScanRequest,
    Table, Units,
};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Bytes that a write unit covers.
const WRITE_UNIT: usize = 1024;

/// Units by partition key.
pub type Spent = BTreeMap<String, Units>;

/// [`Table`] over another one.
pub struct Metered {
    inner: Arc<dyn Table>,
    spent: Mutex<Spent>,
    turn: tokio::sync::Mutex<()>,
}

impl Metered {
    /// Over that one.
    pub fn new(inner: Arc<dyn Table>) -> Self {
        Self {
            inner,
            spent: Mutex::default(),
            turn: tokio::sync::Mutex::default(),
        }
    }

    /// What was asked for since the last time somebody asked.
    pub fn take(&self) -> Spent {
        std::mem::take(&mut *self.spent())
    }

    fn spent(&self) -> MutexGuard<'_, Spent> {
        self.spent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Shares out by weight what was used since then, to the last unit.
    fn share(&self, before: Units, parts: &[(&str, u64)]) {
        let now = self.inner.units();
        let total: u64 = parts.iter().map(|(_, weight)| weight).sum();
        let (mut read, mut write) = (now.read - before.read, now.write - before.write);
        let (all_read, all_write) = (read, write);
        let mut spent = self.spent();
        for (place, (pk, weight)) in parts.iter().enumerate() {
            let is_last = place + 1 == parts.len();
            let part = |all: u64, left: u64| {
                if is_last {
                    left
                } else {
                    (all * weight / total.max(1)).min(left)
                }
            };
            let own = Units {
                read: part(all_read, read),
                write: part(all_write, write),
            };
            read -= own.read;
            write -= own.write;
            let known = spent.entry((*pk).to_owned()).or_default();
            known.read += own.read;
            known.write += own.write;
        }
    }
}

/// An action by what it writes; what it finds there is not known here.
fn weight(action: &Action) -> u64 {
    let bytes = match action {
        Action::Put { body, .. } => body.len(),
        Action::Delete { .. } | Action::Check { .. } => 0,
    };
    u64::try_from(bytes / WRITE_UNIT + 1).unwrap_or(u64::MAX)
}

#[async_trait::async_trait]
impl Table for Metered {
    async fn get(&self, keys: &[Key]) -> Result<Vec<Option<Item>>, PortError> {
        let _turn = self.turn.lock().await;
        let before = self.inner.units();
        let found = self.inner.get(keys).await;
        let parts: Vec<(&str, u64)> = keys.iter().map(|key| (key.pk.as_str(), 1)).collect();
        self.share(before, &parts);
        found
    }

    async fn page(&self, request: &PageRequest) -> Result<Page, PortError> {
        let _turn = self.turn.lock().await;
        let before = self.inner.units();
        let found = self.inner.page(request).await;
        self.share(before, &[(&request.pk, 1)]);
        found
    }

    async fn scan(&self, request: &ScanRequest) -> Result<Scan, PortError> {
        self.inner.scan(request).await
    }

    async fn commit(&self, commit: Commit) -> Result<CommitReceipt, PortError> {
        let _turn = self.turn.lock().await;
        let before = self.inner.units();
        let actions = commit.actions.clone();
        let done = self.inner.commit(commit).await;
        let parts: Vec<(&str, u64)> = actions
            .iter()
            .map(|action| (action.key().pk.as_str(), weight(action)))
            .collect();
        self.share(before, &parts);
        done
    }

    fn units(&self) -> Units {
        self.inner.units()
    }
}
