//! A queue that loses, doubles, delays and reorders.

use crate::faults::{Fault, Faults};
use adapters_local::MemoryQueue;
use ports::{DeadLetter, Delivery, Depth, Outgoing, PortError, Queue, QueueName};
use std::sync::Arc;

/// See the module.
pub(crate) struct FaultyQueue {
    /// The real one.
    pub(crate) inner: Arc<MemoryQueue>,
    /// What goes wrong.
    pub(crate) faults: Faults,
}

#[async_trait::async_trait]
impl Queue for FaultyQueue {
    async fn send(&self, queue: QueueName, messages: Vec<Outgoing>) -> Result<(), PortError> {
        self.faults.before().await;
        self.faults.busy("the queue")?;
        if self.faults.happens(Fault::UnknownNotDone, 3) {
            return Err(PortError::Unknown("no answer".to_owned()));
        }
        let mut out = Vec::new();
        for mut message in messages {
            if self.faults.happens(Fault::Lost, 10) {
                continue;
            }
            // The reader of replies is often behind, so that sends race with answers that wait.
            let weight = if queue == QueueName::Replies { 200 } else { 20 };
            if self.faults.happens(Fault::Delayed, weight) {
                message.delay_ms = u32::try_from(self.faults.below(600_000)).unwrap_or(0);
            }
            if self.faults.happens(Fault::Doubled, 20) {
                out.push(message.clone());
            }
            out.push(message);
        }
        if out.len() > 1 && self.faults.happens(Fault::Reordered, 100) {
            let from = self.faults.below(out.len());
            let to = self.faults.below(out.len());
            out.swap(from, to);
        }
        if !out.is_empty() {
            self.inner.send(queue, out).await?;
        }
        self.faults.after().await;
        if self.faults.happens(Fault::UnknownDone, 3) {
            return Err(PortError::Unknown("no answer".to_owned()));
        }
        Ok(())
    }

    /// Workers of the simulation are started by what they received, so this has no turn of its own.
    async fn receive(
        &self,
        queue: QueueName,
        max: usize,
        visibility_ms: u32,
    ) -> Result<Vec<Delivery>, PortError> {
        self.faults.busy("the queue")?;
        self.inner.receive(queue, max, visibility_ms).await
    }

    async fn done(&self, queue: QueueName, receipt: &str) -> Result<(), PortError> {
        self.faults.before().await;
        self.faults.busy("the queue")?;
        if self.faults.happens(Fault::UnknownNotDone, 3) {
            return Err(PortError::Unknown("no answer".to_owned()));
        }
        self.inner.done(queue, receipt).await?;
        self.faults.after().await;
        Ok(())
    }

    async fn release(
        &self,
        queue: QueueName,
        receipt: &str,
        delay_ms: u32,
        reason: &str,
    ) -> Result<(), PortError> {
        self.faults.before().await;
        self.faults.busy("the queue")?;
        self.inner.release(queue, receipt, delay_ms, reason).await?;
        self.faults.after().await;
        Ok(())
    }

    async fn dead(&self, queue: QueueName, limit: usize) -> Result<Vec<DeadLetter>, PortError> {
        self.faults.before().await;
        self.inner.dead(queue, limit).await
    }

    async fn redrive(&self, queue: QueueName, id: &str) -> Result<(), PortError> {
        self.faults.before().await;
        self.inner.redrive(queue, id).await
    }

    async fn discard(&self, queue: QueueName, id: &str) -> Result<(), PortError> {
        self.faults.before().await;
        self.inner.discard(queue, id).await
    }

    async fn depth(&self, queue: QueueName) -> Result<Depth, PortError> {
        self.faults.before().await;
        self.inner.depth(queue).await
    }
}
