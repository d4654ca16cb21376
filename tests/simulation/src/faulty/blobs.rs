//! Blobs that throttle, die, and do not say what they did.

use crate::faults::{Fault, Faults};
use adapters_local::MemoryBlobs;
use ports::{BlobHash, Blobs, PortError};
use std::sync::Arc;

/// See the module.
pub(crate) struct FaultyBlobs {
    /// The real ones.
    pub(crate) inner: Arc<MemoryBlobs>,
    /// What goes wrong.
    pub(crate) faults: Faults,
}

#[async_trait::async_trait]
impl Blobs for FaultyBlobs {
    async fn put(&self, owner: &str, bytes: Vec<u8>) -> Result<BlobHash, PortError> {
        self.faults.before().await;
        self.faults.busy("the blob store")?;
        if self.faults.happens(Fault::UnknownNotDone, 2) {
            return Err(PortError::Unknown("no answer".to_owned()));
        }
        let hash = self.inner.put(owner, bytes).await?;
        self.faults.after().await;
        if self.faults.happens(Fault::UnknownDone, 2) {
            return Err(PortError::Unknown("no answer".to_owned()));
        }
        Ok(hash)
    }

    async fn get(&self, hash: &BlobHash) -> Result<Option<Vec<u8>>, PortError> {
        self.faults.before().await;
        self.faults.busy("the blob store")?;
        self.inner.get(hash).await
    }

    async fn list(
        &self,
        after: Option<&BlobHash>,
        limit: usize,
    ) -> Result<Vec<BlobHash>, PortError> {
        self.faults.before().await;
        self.faults.busy("the blob store")?;
        self.inner.list(after, limit).await
    }

    async fn delete(&self, hash: &BlobHash) -> Result<(), PortError> {
        self.faults.before().await;
        self.faults.busy("the blob store")?;
        self.inner.delete(hash).await?;
        self.faults.after().await;
        Ok(())
    }

    async fn delete_all(&self, owner: &str) -> Result<usize, PortError> {
        self.faults.before().await;
        self.faults.busy("the blob store")?;
        let count = self.inner.delete_all(owner).await?;
        self.faults.after().await;
        Ok(count)
    }
}
