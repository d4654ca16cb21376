//! The blobs on S3. An object's key is the blob's name, `owner/sha256`.

use crate::failure;
use aws_sdk_s3::Client;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{Delete, ObjectIdentifier};
use futures::StreamExt;
use ports::blob_names::{LARGEST_BLOB, blob_hash, check, check_list, is_named};
use ports::{BlobHash, Blobs, PortError};

/// Objects that one listing shows and one deletion takes.
const PER_TURN: i32 = 1_000;
/// Turns of one `delete_all`. Who has more is told `Busy`, and goes on with the next call.
const TURNS: usize = 1_000;
/// Reads at once.
const AT_ONCE: usize = 8;

/// [`Blobs`] on S3.
pub struct S3Blobs {
    client: Client,
    bucket: String,
}

impl S3Blobs {
    pub(crate) fn new(client: Client, bucket: String) -> Self {
        Self { client, bucket }
    }

    async fn delete_some(&self, keys: Vec<ObjectIdentifier>) -> Result<(), PortError> {
        let delete = Delete::builder()
            .set_objects(Some(keys))
            .quiet(true)
            .build()
            .map_err(|error| PortError::Refused(error.to_string()))?;
        let answer = self
            .client
            .delete_objects()
            .bucket(&self.bucket)
            .delete(delete)
            .send()
            .await
            .map_err(|error| failure::of_write("S3", &error))?;
        match answer.errors().first() {
            None => Ok(()),
            Some(error) => Err(PortError::Busy(format!(
                "S3 did not delete all of an owner: {} {}",
                error.code().unwrap_or_default(),
                error.message().unwrap_or_default()
            ))),
        }
    }
}

#[async_trait::async_trait]
impl Blobs for S3Blobs {
    /// Written anew even if it is there: the same name is the same content. S3 checks what arrives by
    /// the checksum that the client sends along.
    async fn put(&self, owner: &str, bytes: Vec<u8>) -> Result<BlobHash, PortError> {
        check(owner, &bytes)?;
        let hash = blob_hash(owner, &bytes);
        self.client
            .put_object()
            .bucket(&self.bucket)
            .key(&hash.0)
            .body(ByteStream::from(bytes))
            .send()
            .await
            .map_err(|error| failure::of_write("S3", &error))?;
        Ok(hash)
    }

    async fn get(&self, hash: &BlobHash) -> Result<Option<Vec<u8>>, PortError> {
        let answer = self
            .client
            .get_object()
            .bucket(&self.bucket)
            .key(&hash.0)
            .send()
            .await;
        let object = match answer {
            Ok(object) => object,
            Err(error)
                if error
                    .as_service_error()
                    .is_some_and(|error| error.is_no_such_key()) =>
            {
                return Ok(None);
            }
            Err(error) => return Err(failure::of_read("S3", &error)),
        };
        let damaged = || {
            PortError::Refused(format!(
                "the blob {hash} is damaged: restore it from a backup"
            ))
        };
        let length = object
            .content_length()
            .and_then(|n| usize::try_from(n).ok());
        if length.is_some_and(|length| length > LARGEST_BLOB) {
            return Err(damaged());
        }
        let body = object.body.collect().await;
        let bytes = body
            .map_err(|error| PortError::Busy(format!("S3 broke off: {error}")))?
            .into_bytes();
        // A body that is not what its name says must never be sent or shown.
        if is_named(hash, &bytes) {
            Ok(Some(bytes.to_vec()))
        } else {
            Err(damaged())
        }
    }

    async fn get_many(&self, hashes: &[BlobHash]) -> Result<Vec<Option<Vec<u8>>>, PortError> {
        // Made first and started a few at a time.
        let reads: Vec<_> = hashes.iter().map(|hash| self.get(hash)).collect();
        let reads = futures::stream::iter(reads).buffered(AT_ONCE);
        let found: Vec<_> = reads.collect().await;
        found.into_iter().collect()
    }

    /// S3 lists in the order of the keys' bytes.
    async fn list(
        &self,
        after: Option<&BlobHash>,
        limit: usize,
    ) -> Result<Vec<BlobHash>, PortError> {
        check_list(limit)?;
        let listing = self
            .client
            .list_objects_v2()
            .bucket(&self.bucket)
            .set_start_after(after.map(|name| name.0.clone()))
            .max_keys(i32::try_from(limit).unwrap_or(PER_TURN))
            .send()
            .await
            .map_err(|error| failure::of_read("S3", &error))?;
        let names = listing.contents().iter().filter_map(|object| object.key());
        Ok(names.map(|name| BlobHash(name.to_owned())).collect())
    }

    async fn delete(&self, hash: &BlobHash) -> Result<(), PortError> {
        self.client
            .delete_object()
            .bucket(&self.bucket)
            .key(&hash.0)
            .send()
            .await
            .map_err(|error| failure::of_write("S3", &error))?;
        Ok(())
    }

    async fn delete_all(&self, owner: &str) -> Result<usize, PortError> {
        check(owner, &[])?;
        let mut deleted = 0;
        for _ in 0..TURNS {
            // What was listed is deleted before the next listing, so that each starts at the front.
            let listing = self
                .client
                .list_objects_v2()
                .bucket(&self.bucket)
                .prefix(format!("{owner}/"))
                .max_keys(PER_TURN)
                .send()
                .await
                .map_err(|error| failure::of_read("S3", &error))?;
            let keys: Result<Vec<ObjectIdentifier>, _> = listing
                .contents()
                .iter()
                .filter_map(|object| object.key())
                .map(|key| ObjectIdentifier::builder().key(key).build())
                .collect();
            let keys = keys.map_err(|error| PortError::Refused(error.to_string()))?;
            if keys.is_empty() {
                return Ok(deleted);
            }
            deleted += keys.len();
            self.delete_some(keys).await?;
        }
        Err(PortError::Busy(format!(
            "{deleted} blobs of an owner are deleted, and there are more"
        )))
    }
}
