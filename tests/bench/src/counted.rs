//! Ports that count what is asked of them: what Amazon would bill for.

use domain::BlobHash;
use ports::{
    Blobs, Commit, CommitReceipt, DeadLetter, Delivery, Depth, Item, Key, Outgoing, Page,
    PageRequest, PortError, Queue, QueueName, Scan, ScanRequest, Table, Units,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What was used, in the end or since some moment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Spent {
    /// Read units of the table.
    pub(crate) read_units: u64,
    /// Write units of the table.
    pub(crate) write_units: u64,
    /// Requests to the table.
    pub(crate) table_calls: u64,
    /// Messages put into queues.
    pub(crate) queue_messages: u64,
    /// Bodies stored.
    pub(crate) blobs_written: u64,
    /// Bodies fetched.
    pub(crate) blobs_read: u64,
    /// Tasks done: records in a batch, requests to the API.
    pub(crate) tasks: u64,
}

impl Spent {
    /// Adds what was used between two moments.
    pub(crate) fn add(&mut self, before: &Self, after: &Self) {
        let since = |after: u64, before: u64| after.saturating_sub(before);
        self.read_units += since(after.read_units, before.read_units);
        self.write_units += since(after.write_units, before.write_units);
        self.table_calls += since(after.table_calls, before.table_calls);
        self.queue_messages += since(after.queue_messages, before.queue_messages);
        self.blobs_written += since(after.blobs_written, before.blobs_written);
        self.blobs_read += since(after.blobs_read, before.blobs_read);
        self.tasks += since(after.tasks, before.tasks);
    }
}

/// Counts for all ports of one stack.
#[derive(Debug, Default)]
pub(crate) struct Counters {
    table_calls: AtomicU64,
    queue_messages: AtomicU64,
    blobs_written: AtomicU64,
    blobs_read: AtomicU64,
}

impl Counters {
    /// What was used until now. Units are the table's own count; tasks are counted by who runs them.
    pub(crate) fn until_now(&self, units: Units) -> Spent {
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        Spent {
            read_units: units.read,
            write_units: units.write,
            table_calls: read(&self.table_calls),
            queue_messages: read(&self.queue_messages),
            blobs_written: read(&self.blobs_written),
            blobs_read: read(&self.blobs_read),
            tasks: 0,
        }
    }
}

fn count(counter: &AtomicU64, more: usize) {
    counter.fetch_add(u64::try_from(more).unwrap_or(u64::MAX), Ordering::Relaxed);
}

/// A port and its counters.
pub(crate) struct Counted<P: ?Sized> {
    /// Answers.
    pub(crate) port: Arc<P>,
    /// Counts.
    pub(crate) counters: Arc<Counters>,
}

#[async_trait::async_trait]
impl Table for Counted<dyn Table> {
    async fn get(&self, keys: &[Key]) -> Result<Vec<Option<Item>>, PortError> {
        count(&self.counters.table_calls, 1);
        self.port.get(keys).await
    }

    async fn page(&self, request: &PageRequest) -> Result<Page, PortError> {
        count(&self.counters.table_calls, 1);
        self.port.page(request).await
    }

    async fn scan(&self, request: &ScanRequest) -> Result<Scan, PortError> {
        count(&self.counters.table_calls, 1);
        self.port.scan(request).await
    }

    async fn commit(&self, commit: Commit) -> Result<CommitReceipt, PortError> {
        count(&self.counters.table_calls, 1);
        self.port.commit(commit).await
    }

    fn units(&self) -> Units {
        self.port.units()
    }
}

#[async_trait::async_trait]
impl Blobs for Counted<dyn Blobs> {
    async fn put(&self, owner: &str, bytes: Vec<u8>) -> Result<BlobHash, PortError> {
        count(&self.counters.blobs_written, 1);
        self.port.put(owner, bytes).await
    }

    async fn get(&self, hash: &BlobHash) -> Result<Option<Vec<u8>>, PortError> {
        count(&self.counters.blobs_read, 1);
        self.port.get(hash).await
    }

    async fn get_many(&self, hashes: &[BlobHash]) -> Result<Vec<Option<Vec<u8>>>, PortError> {
        count(&self.counters.blobs_read, hashes.len());
        self.port.get_many(hashes).await
    }

    async fn list(
        &self,
        after: Option<&BlobHash>,
        limit: usize,
    ) -> Result<Vec<BlobHash>, PortError> {
        self.port.list(after, limit).await
    }

    async fn delete(&self, hash: &BlobHash) -> Result<(), PortError> {
        self.port.delete(hash).await
    }

    async fn delete_all(&self, owner: &str) -> Result<usize, PortError> {
        self.port.delete_all(owner).await
    }
}

#[async_trait::async_trait]
impl Queue for Counted<dyn Queue> {
    async fn send(&self, queue: QueueName, messages: Vec<Outgoing>) -> Result<(), PortError> {
        count(&self.counters.queue_messages, messages.len());
        self.port.send(queue, messages).await
    }

    async fn receive(
        &self,
        queue: QueueName,
        max: usize,
        visibility_ms: u32,
    ) -> Result<Vec<Delivery>, PortError> {
        self.port.receive(queue, max, visibility_ms).await
    }

    async fn done(&self, queue: QueueName, receipt: &str) -> Result<(), PortError> {
        self.port.done(queue, receipt).await
    }

    async fn release(
        &self,
        queue: QueueName,
        receipt: &str,
        delay_ms: u32,
        reason: &str,
    ) -> Result<(), PortError> {
        self.port.release(queue, receipt, delay_ms, reason).await
    }

    async fn dead(&self, queue: QueueName, limit: usize) -> Result<Vec<DeadLetter>, PortError> {
        self.port.dead(queue, limit).await
    }

    async fn redrive(&self, queue: QueueName, id: &str) -> Result<(), PortError> {
        self.port.redrive(queue, id).await
    }

    async fn discard(&self, queue: QueueName, id: &str) -> Result<(), PortError> {
        self.port.discard(queue, id).await
    }

    async fn depth(&self, queue: QueueName) -> Result<Depth, PortError> {
        self.port.depth(queue).await
    }
}
