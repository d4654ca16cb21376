//! Blobs in memory: for tests and the simulation.

use ports::blob_names::{blob_hash, check, check_list, names_of};
use ports::{BlobHash, Blobs, PortError};
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// [`Blobs`] in memory. Needs no runtime.
#[derive(Default)]
pub struct MemoryBlobs {
    blobs: Mutex<BTreeMap<BlobHash, Vec<u8>>>,
}

impl MemoryBlobs {
    /// No blobs.
    pub fn new() -> Self {
        Self::default()
    }

    /// Every hash there is, in order: lets a test see that nothing was left behind.
    pub fn hashes(&self) -> Vec<BlobHash> {
        self.lock().keys().cloned().collect()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<BlobHash, Vec<u8>>> {
        self.blobs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait::async_trait]
impl Blobs for MemoryBlobs {
    async fn put(&self, owner: &str, bytes: Vec<u8>) -> Result<BlobHash, PortError> {
        check(owner, &bytes)?;
        let hash = blob_hash(owner, &bytes);
        self.lock().insert(hash.clone(), bytes);
        Ok(hash)
    }

    async fn get(&self, hash: &BlobHash) -> Result<Option<Vec<u8>>, PortError> {
        Ok(self.lock().get(hash).cloned())
    }

    async fn list(
        &self,
        after: Option<&BlobHash>,
        limit: usize,
    ) -> Result<Vec<BlobHash>, PortError> {
        check_list(limit)?;
        let from = after.map_or(Bound::Unbounded, Bound::Excluded);
        let blobs = self.lock();
        let names = blobs.range((from, Bound::Unbounded));
        Ok(names.map(|(name, _)| name.clone()).take(limit).collect())
    }

    async fn delete(&self, hash: &BlobHash) -> Result<(), PortError> {
        self.lock().remove(hash);
        Ok(())
    }

    async fn delete_all(&self, owner: &str) -> Result<usize, PortError> {
        let (first, end) = names_of(owner);
        let mut blobs = self.lock();
        let before = blobs.len();
        blobs.retain(|hash, _| hash.0 < first || hash.0 >= end);
        Ok(before.saturating_sub(blobs.len()))
    }
}
