//! The blobs in SQLite.

use super::Inner;
use super::codec::signed;
use ports::blob_names::{blob_hash, check, check_list, is_named, names_of};
use ports::{BlobHash, Blobs, PortError};
use rusqlite::{Connection, OptionalExtension, params};
use std::sync::Arc;

pub(super) struct SqliteBlobs(pub(super) Arc<Inner>);

impl SqliteBlobs {
    /// A body that is not what its hash says must never be sent or shown.
    fn checked(
        &self,
        hash: &BlobHash,
        found: Option<(Vec<u8>, bool)>,
    ) -> Result<Option<Vec<u8>>, PortError> {
        match found {
            None => Ok(None),
            Some((bytes, true)) => Ok(Some(bytes)),
            Some(_) => Err(PortError::Refused(format!(
                "the blob {hash} in {} is damaged: put the last backup in its place",
                self.0.path.display()
            ))),
        }
    }
}

#[async_trait::async_trait]
impl Blobs for SqliteBlobs {
    async fn put(&self, owner: &str, bytes: Vec<u8>) -> Result<BlobHash, PortError> {
        check(owner, &bytes)?;
        let owner = owner.to_owned();
        // A reader's thread hashes: it takes long, and neither tasks nor the writer should wait.
        let (hash, known, bytes) = self
            .0
            .readers
            .run(move |connection| {
                let hash = blob_hash(&owner, &bytes);
                Ok((hash.clone(), is_known(connection, &hash)?, bytes))
            })
            .await?;
        if known {
            return Ok(hash);
        }
        let name = hash.clone();
        self.0
            .writer
            .run(bytes.len(), move |connection| {
                let mut insert = connection.prepare_cached(
                    "INSERT INTO blobs (hash, bytes) VALUES (?1, ?2) ON CONFLICT (hash) DO NOTHING",
                )?;
                insert.execute(params![name.0, bytes])?;
                Ok(Ok(()))
            })
            .await?;
        Ok(hash)
    }

    async fn get(&self, hash: &BlobHash) -> Result<Option<Vec<u8>>, PortError> {
        let name = hash.clone();
        let found = self
            .0
            .readers
            .run(move |connection| read(connection, &name))
            .await?;
        self.checked(hash, found)
    }

    async fn get_many(&self, hashes: &[BlobHash]) -> Result<Vec<Option<Vec<u8>>>, PortError> {
        let names = hashes.to_vec();
        let read_all = move |connection: &Connection| {
            names.iter().map(|name| read(connection, name)).collect()
        };
        let found: Vec<_> = self.0.readers.run(read_all).await?;
        hashes
            .iter()
            .zip(found)
            .map(|(hash, found)| self.checked(hash, found))
            .collect()
    }

    async fn list(
        &self,
        after: Option<&BlobHash>,
        limit: usize,
    ) -> Result<Vec<BlobHash>, PortError> {
        check_list(limit)?;
        // No name is empty.
        let after = after.map_or(String::new(), |name| name.0.clone());
        let read = move |connection: &Connection| {
            let mut select = connection
                .prepare_cached("SELECT hash FROM blobs WHERE hash > ?1 ORDER BY hash LIMIT ?2")?;
            let names = select.query_map(params![after, signed(limit)], |row| row.get(0))?;
            names.map(|name| name.map(BlobHash)).collect()
        };
        self.0.readers.run(read).await
    }

    async fn delete(&self, hash: &BlobHash) -> Result<(), PortError> {
        let name = hash.clone();
        self.0
            .writer
            .run(0, move |connection| {
                connection
                    .prepare_cached("DELETE FROM blobs WHERE hash = ?1")?
                    .execute(params![name.0])?;
                Ok(Ok(()))
            })
            .await
    }

    async fn delete_all(&self, owner: &str) -> Result<usize, PortError> {
        let (first, end) = names_of(owner);
        self.0
            .writer
            .run(0, move |connection| {
                connection
                    .prepare_cached("DELETE FROM blobs WHERE hash >= ?1 AND hash < ?2")?
                    .execute(params![first, end])
                    .map(Ok)
            })
            .await
    }
}

fn is_known(connection: &Connection, hash: &BlobHash) -> rusqlite::Result<bool> {
    let mut select =
        connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM blobs WHERE hash = ?1)")?;
    select.query_row(params![hash.0], |row| row.get(0))
}

fn read(connection: &Connection, hash: &BlobHash) -> rusqlite::Result<Option<(Vec<u8>, bool)>> {
    let mut select = connection.prepare_cached("SELECT bytes FROM blobs WHERE hash = ?1")?;
    let bytes: Option<Vec<u8>> = select
        .query_row(params![hash.0], |row| row.get(0))
        .optional()?;
    Ok(bytes.map(|bytes| {
        let sound = is_named(hash, &bytes);
        (bytes, sound)
    }))
}
