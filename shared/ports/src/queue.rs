//! Work to be done soon. A queue may lose, repeat, delay and reorder; the table is the truth.

use crate::PortError;
use jiff::Timestamp;

/// The queues there are, one for each stage that reads one.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum QueueName {
    /// Pulls leads and decides lists.
    Sourcing,
    /// Writes drafts.
    Drafting,
    /// Claims and hands over.
    Sending,
    /// Reads inbound messages.
    Replies,
    /// Housekeeping: bulk acts, halts that spread, forgets.
    Rounds,
}

impl QueueName {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Sourcing,
        Self::Drafting,
        Self::Sending,
        Self::Replies,
        Self::Rounds,
    ];
    /// As it is written in storage, on AWS and on the page.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sourcing => "sourcing",
            Self::Drafting => "drafting",
            Self::Sending => "sending",
            Self::Replies => "replies",
            Self::Rounds => "rounds",
        }
    }
}

/// A message to be put into a queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// JSON, at most 256 KiB, else `Refused`.
    pub body: String,
    /// Hidden for so long at first, 0 to 900,000 (15 minutes, SQS's limit), else `Refused`.
    pub delay_ms: u32,
}

/// A message handed out for work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Stays the same over redeliveries.
    pub id: String,
    /// Names this hand-out; needed for `done` and `release`.
    pub receipt: String,
    /// As it was sent.
    pub body: String,
    /// How often it was handed out, this time included.
    pub receives: u32,
}

/// A message that was handed out too often.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct DeadLetter {
    /// The message's id.
    pub id: String,
    /// As it was sent.
    pub body: String,
    /// Hand-outs.
    pub receives: u32,
    /// When it was given up; where the queue does not tell that (SQS), when it was sent.
    pub at: Timestamp,
    /// What the last worker said, if it said anything and the queue can keep it (SQS can't).
    pub reason: Option<String>,
}

/// How full a queue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Depth {
    /// Visible now.
    pub ready: u64,
    /// Delayed, or handed out and neither done nor back.
    pub hidden: u64,
    /// In the dead-letter queue.
    pub dead: u64,
}

/// A message handed out so often without `done` goes to the dead letters instead of being handed out
/// once more.
pub const MOST_RECEIVES: u32 = 5;

/// A queue with visibility timeout, bounded retries and a dead-letter queue.
#[async_trait::async_trait]
pub trait Queue: Send + Sync {
    /// Puts messages in; all or none. Where many go in by parts (SQS: ten at a time) and some are in
    /// when one fails, the answer is `Unknown`.
    async fn send(&self, queue: QueueName, messages: Vec<Outgoing>) -> Result<(), PortError>;
    /// Hands out up to `max` (1 to 10) visible messages and hides them for `visibility_ms`
    /// (1 to 43,200,000). Returns at once, empty where there is none.
    async fn receive(
        &self,
        queue: QueueName,
        max: usize,
        visibility_ms: u32,
    ) -> Result<Vec<Delivery>, PortError>;
    /// The message is dealt with. With a stale receipt (it was handed out again meanwhile) nothing
    /// happens and that is no error.
    async fn done(&self, queue: QueueName, receipt: &str) -> Result<(), PortError>;
    /// The message was not dealt with: makes it visible after `delay_ms` and keeps the reason, where
    /// the queue can, for the case that it ends among the dead letters. Stale receipts do nothing.
    async fn release(
        &self,
        queue: QueueName,
        receipt: &str,
        delay_ms: u32,
        reason: &str,
    ) -> Result<(), PortError>;
    /// Dead letters, oldest first, at most `limit`. On SQS, which can't list, others don't see them
    /// for the moment that it takes.
    async fn dead(&self, queue: QueueName, limit: usize) -> Result<Vec<DeadLetter>, PortError>;
    /// Puts a dead letter back with its count at zero, perhaps under another id. `Refused` if there is
    /// none of that id.
    async fn redrive(&self, queue: QueueName, id: &str) -> Result<(), PortError>;
    /// Throws a dead letter away. `Refused` if there is none of that id.
    async fn discard(&self, queue: QueueName, id: &str) -> Result<(), PortError>;
    /// Counts.
    async fn depth(&self, queue: QueueName) -> Result<Depth, PortError>;
}
