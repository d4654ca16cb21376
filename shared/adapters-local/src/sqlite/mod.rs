//! One SQLite file that holds items, queue messages and blobs.
//!
//! One thread writes and makes many commits durable with one `fsync`; a few threads read. Nobody
//! gets an answer to a write before it is on the disk.

mod blobs;
mod codec;
mod expiry;
mod failure;
mod queue;
mod readers;
mod schema;
mod table;
#[cfg(test)]
mod trouble_tests;
mod writer;

use crate::open_error::OpenError;
use ports::table_rules::units::Meter;
use ports::{Blobs, Clock, PortError, Queue, Table};
use readers::Readers;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use writer::Writer;

/// The file, open. Cheap to clone; the file is closed when the last clone and the last port made
/// from it are dropped, or by [`SqliteStore::close`].
///
/// The file belongs to one process at a time: take the [`crate::DataFolder`] first.
#[derive(Clone)]
pub struct SqliteStore {
    inner: Arc<Inner>,
}

/// What table, queue and blobs share.
struct Inner {
    path: PathBuf,
    clock: Arc<dyn Clock>,
    meter: Meter,
    readers: Readers,
    writer: Writer,
}

impl SqliteStore {
    /// Opens the file, makes it if there is none, and brings its schema up to date. Expiry, delays
    /// and visibility timeouts go by `clock`. Needs no runtime.
    pub fn open(path: &Path, clock: Arc<dyn Clock>) -> Result<Self, OpenError> {
        let connection = schema::open_for_writing(path)?;
        let mut reading = Vec::with_capacity(readers::READERS);
        for _ in 0..readers::READERS {
            reading.push(schema::open_for_reading(path)?);
        }
        let readers =
            Readers::start(path, reading).map_err(|error| failure::no_thread(path, &error))?;
        let sweep = expiry::Sweep::new(Arc::clone(&clock));
        let writer = Writer::start(path, connection, sweep)
            .map_err(|error| failure::no_thread(path, &error))?;
        let inner = Inner {
            path: path.to_path_buf(),
            clock,
            meter: Meter::default(),
            readers,
            writer,
        };
        Ok(Self {
            inner: Arc::new(inner),
        })
    }

    /// The table in this file.
    pub fn table(&self) -> Arc<dyn Table> {
        Arc::new(table::SqliteTable(Arc::clone(&self.inner)))
    }

    /// The queues in this file.
    pub fn queue(&self) -> Arc<dyn Queue> {
        Arc::new(queue::SqliteQueue(Arc::clone(&self.inner)))
    }

    /// The blobs in this file.
    pub fn blobs(&self) -> Arc<dyn Blobs> {
        Arc::new(blobs::SqliteBlobs(Arc::clone(&self.inner)))
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.inner.path
    }

    /// Looks through the whole file for damage (SQLite's `quick_check`); says what was found and
    /// what to do. Takes seconds for a large file; reads and writes go on meanwhile.
    pub async fn integrity(&self) -> Result<(), String> {
        let path = self.inner.path.display();
        let checked =
            self.inner
                .readers
                .run(schema::quick_check)
                .await
                .map_err(|error| match error {
                    PortError::Refused(reason) => reason,
                    other => format!("{path} could not be checked: {other}"),
                })?;
        checked.map_err(|found| {
            format!("{path} is damaged: {found}. Stop, keep a copy of the file, and put the last backup in its place")
        })
    }

    /// Finishes what waits, folds the log into the file and closes it. Whoever asks afterwards is
    /// told `Busy`. Closing twice is fine.
    pub async fn close(&self) -> Result<(), String> {
        self.inner.writer.close(self.inner.readers.stop()).await
    }
}

impl Drop for Inner {
    /// Waits for both kinds of threads, so that the file is closed when this returns.
    fn drop(&mut self) {
        for thread in self.readers.stop() {
            // A reader that panicked has nothing left to lose.
            drop(thread.join());
        }
        self.writer.stop();
    }
}
