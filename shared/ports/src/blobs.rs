//! Bodies, by whom they are about and the hash of their content.

use crate::PortError;
use domain::BlobHash;

/// Content-addressed storage. A blob is durable before `put` returns, and is written before the
/// commit that names it. Each has an owner, a conversation or an inbound message, so that forget can
/// delete all of it, also what no commit ever named.
#[async_trait::async_trait]
pub trait Blobs: Send + Sync {
    /// Stores the bytes (at most 40 MiB, else `Refused`) and returns their name. Repeatable. An owner
    /// is an id: letters, digits, `-` and `_`, else `Refused`.
    async fn put(&self, owner: &str, bytes: Vec<u8>) -> Result<BlobHash, PortError>;
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
    /// At most `limit` names (1 to 1,000, else `Refused`), those after one of them, in the order of their
    /// bytes; fewer at the end only. For copies and checks of all there is.
    async fn list(
        &self,
        after: Option<&BlobHash>,
        limit: usize,
    ) -> Result<Vec<BlobHash>, PortError>;
    /// Deletes; deleting what is not there is fine.
    async fn delete(&self, hash: &BlobHash) -> Result<(), PortError>;
    /// Deletes all of an owner; says how many there were.
    async fn delete_all(&self, owner: &str) -> Result<usize, PortError>;
}
