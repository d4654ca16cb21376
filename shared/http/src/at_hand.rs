//! Blobs that were read in one go, before a page that needs many of them is put together: asking for
//! each by itself costs a page of the queue more than everything else.

use domain::BlobHash;
use ports::{Blobs, PortError};
use std::collections::BTreeMap;
use std::sync::Arc;

/// [`Blobs`] of which some are at hand; the others are asked for one by one.
pub(crate) struct AtHand {
    inner: Arc<dyn Blobs>,
    read: BTreeMap<String, Option<Vec<u8>>>,
}

impl AtHand {
    /// Reads these.
    pub(crate) async fn read(
        inner: Arc<dyn Blobs>,
        hashes: &[BlobHash],
    ) -> Result<Self, PortError> {
        let found = inner.get_many(hashes).await?;
        let read = hashes
            .iter()
            .map(|hash| hash.0.clone())
            .zip(found)
            .collect();
        Ok(Self { inner, read })
    }
}

#[async_trait::async_trait]
impl Blobs for AtHand {
    async fn put(&self, owner: &str, bytes: Vec<u8>) -> Result<BlobHash, PortError> {
        self.inner.put(owner, bytes).await
    }

    async fn get(&self, hash: &BlobHash) -> Result<Option<Vec<u8>>, PortError> {
        match self.read.get(&hash.0) {
            Some(known) => Ok(known.clone()),
            None => self.inner.get(hash).await,
        }
    }

    async fn list(
        &self,
        after: Option<&BlobHash>,
        limit: usize,
    ) -> Result<Vec<BlobHash>, PortError> {
        self.inner.list(after, limit).await
    }

    async fn delete(&self, hash: &BlobHash) -> Result<(), PortError> {
        self.inner.delete(hash).await
    }

    async fn delete_all(&self, owner: &str) -> Result<usize, PortError> {
        self.inner.delete_all(owner).await
    }
}
