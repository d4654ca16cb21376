//! A table that remembers its keys, so that a test can see everything of a kind; the port itself
//! can't list what is spread over partitions.

use ports::{
    Action, Commit, CommitReceipt, Item, Key, Page, PageRequest, PortError, Scan, ScanRequest,
    Table, Units,
};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// [`Table`] over another one.
pub struct WatchedTable {
    inner: Arc<dyn Table>,
    keys: Mutex<BTreeSet<Key>>,
    interleave: AtomicBool,
}

impl WatchedTable {
    /// Watches a table.
    pub fn new(inner: Arc<dyn Table>) -> Self {
        Self {
            inner,
            keys: Mutex::new(BTreeSet::new()),
            interleave: AtomicBool::new(false),
        }
    }

    /// While on, every call lets others go first, so that two workers that are awaited together
    /// take turns.
    pub fn interleave(&self, on: bool) {
        self.interleave.store(on, Ordering::Relaxed);
    }

    /// Every item whose partition begins so.
    pub async fn all(&self, partition_prefix: &str) -> Vec<Item> {
        let keys: Vec<Key> = {
            let keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
            keys.iter()
                .filter(|key| key.pk.starts_with(partition_prefix))
                .cloned()
                .collect()
        };
        let mut found = Vec::new();
        for chunk in keys.chunks(100) {
            found.extend(self.inner.get(chunk).await.unwrap().into_iter().flatten());
        }
        found
    }

    async fn turn(&self) {
        if self.interleave.load(Ordering::Relaxed) {
            tokio::task::yield_now().await;
        }
    }
}

#[async_trait::async_trait]
impl Table for WatchedTable {
    async fn get(&self, keys: &[Key]) -> Result<Vec<Option<Item>>, PortError> {
        self.turn().await;
        self.inner.get(keys).await
    }

    async fn page(&self, request: &PageRequest) -> Result<Page, PortError> {
        self.turn().await;
        self.inner.page(request).await
    }

    async fn scan(&self, request: &ScanRequest) -> Result<Scan, PortError> {
        self.turn().await;
        self.inner.scan(request).await
    }

    async fn commit(&self, commit: Commit) -> Result<CommitReceipt, PortError> {
        self.turn().await;
        let put: Vec<Key> = commit
            .actions
            .iter()
            .filter_map(|action| match action {
                Action::Put { key, .. } => Some(key.clone()),
                Action::Delete { .. } | Action::Check { .. } => None,
            })
            .collect();
        let done = self.inner.commit(commit).await;
        self.keys
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend(put);
        done
    }

    fn units(&self) -> Units {
        self.inner.units()
    }
}
