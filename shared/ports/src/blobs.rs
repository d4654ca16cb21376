//! Bodies, by the hash of their content.

use crate::PortError;
use domain::BlobHash;

/// Content-addressed storage. A blob is durable before `put` returns, and is written before the
/// commit that names it; `forget` deletes it.
#[async_trait::async_trait]
pub trait Blobs: Send + Sync {
    /// Stores the bytes (at most 40 MiB, else `Refused`) and returns their hash. Repeatable.
    async fn put(&self, bytes: Vec<u8>) -> Result<BlobHash, PortError>;
    /// The bytes, or `None` where they were never stored or have been deleted.
    async fn get(&self, hash: &BlobHash) -> Result<Option<Vec<u8>>, PortError>;
    /// Several at once, in the order asked.
    async fn get_many(&self, hashes: &[BlobHash]) -> Result<Vec<Option<Vec<u8>>>, PortError> {
        let mut all = Vec::with_capacity(hashes.len());
        for hash in hashes {
            all.push(self.get(hash).await?);
        }
        Ok(all)
    }
    /// Deletes; deleting what is not there is fine.
    async fn delete(&self, hash: &BlobHash) -> Result<(), PortError>;
}
