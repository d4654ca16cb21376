//! Blobs in memory: for tests and the simulation.

use crate::blob_hash::{LARGEST_BLOB, blob_hash};
use ports::{BlobHash, Blobs, PortError};
use std::collections::BTreeMap;
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

/// Refuses what no adapter takes.
pub(crate) fn check_size(bytes: &[u8]) -> Result<(), PortError> {
    if bytes.len() > LARGEST_BLOB {
        return Err(PortError::Refused(format!(
            "the blob is {} bytes large; the limit is {LARGEST_BLOB}",
            bytes.len()
        )));
    }
    Ok(())
}

#[async_trait::async_trait]
impl Blobs for MemoryBlobs {
    async fn put(&self, bytes: Vec<u8>) -> Result<BlobHash, PortError> {
        check_size(&bytes)?;
        let hash = blob_hash(&bytes);
        self.lock().insert(hash.clone(), bytes);
        Ok(hash)
    }

    async fn get(&self, hash: &BlobHash) -> Result<Option<Vec<u8>>, PortError> {
        Ok(self.lock().get(hash).cloned())
    }

    async fn delete(&self, hash: &BlobHash) -> Result<(), PortError> {
        self.lock().remove(hash);
        Ok(())
    }
}
