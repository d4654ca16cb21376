//! A table that throttles, loses races, dies, and does not say what it did.

use crate::faults::{Fault, Faults};
use crate::mutants::Mutant;
use crate::world::Watched;
use adapters_local::MemoryTable;
use ports::{
    Commit, CommitReceipt, Item, Key, Page, PageRequest, PortError, Scan, ScanRequest, Table, Units,
};
use std::sync::Arc;

/// See the module.
pub(crate) struct FaultyTable {
    /// The truth; checkers read it without faults.
    pub(crate) inner: Arc<MemoryTable>,
    /// What goes wrong.
    pub(crate) faults: Faults,
    /// A guard that is missing on purpose.
    pub(crate) mutant: Option<Mutant>,
    /// Hears of every commit.
    pub(crate) watched: Watched,
}

#[async_trait::async_trait]
impl Table for FaultyTable {
    async fn get(&self, keys: &[Key]) -> Result<Vec<Option<Item>>, PortError> {
        self.faults.before().await;
        self.faults.busy("the table")?;
        let mut found = self.inner.get(keys).await?;
        if let Some(mutant) = self.mutant {
            for (key, item) in keys.iter().zip(found.iter_mut()) {
                if mutant.hides(key) {
                    *item = None;
                }
            }
        }
        Ok(found)
    }

    async fn page(&self, request: &PageRequest) -> Result<Page, PortError> {
        self.faults.before().await;
        self.faults.busy("the table")?;
        self.inner.page(request).await
    }

    async fn scan(&self, request: &ScanRequest) -> Result<Scan, PortError> {
        self.faults.before().await;
        self.faults.busy("the table")?;
        self.inner.scan(request).await
    }

    async fn commit(&self, mut commit: Commit) -> Result<CommitReceipt, PortError> {
        self.faults.before().await;
        self.faults.busy("the table")?;
        if self.faults.happens(Fault::Conflict, 5) {
            // Another commit was under way: no condition of ours failed.
            return Err(PortError::Conflict { failed: Vec::new() });
        }
        if self.faults.happens(Fault::UnknownNotDone, 3) {
            return Err(PortError::Unknown("no answer".to_owned()));
        }
        if let Some(mutant) = self.mutant {
            mutant.weaken(&mut commit.actions);
            if commit.actions.is_empty() {
                return Ok(CommitReceipt::default());
            }
        }
        let changes = Watched::changes(&commit.actions);
        let done = self.inner.commit(commit).await?;
        self.watched.committed(changes);
        self.faults.after().await;
        if self.faults.happens(Fault::UnknownDone, 3) {
            return Err(PortError::Unknown("no answer".to_owned()));
        }
        Ok(done)
    }

    fn units(&self) -> Units {
        self.inner.units()
    }
}
