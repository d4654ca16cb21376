//! The queues in memory: for tests and the simulation. A real backend, not a mock.

use crate::receipts::{Receipt, later, microseconds, read_id, timestamp, write_id};
use jiff::Timestamp;
use ports::queue_rules::{
    MOST_DEAD, check_outgoing, check_receive, check_release, no_such_letter, shorten,
};
use ports::{
    Clock, DeadLetter, Delivery, Depth, MOST_RECEIVES, Outgoing, PortError, Queue, QueueName,
};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

struct Message {
    body: String,
    visible_at: i64,
    receives: u32,
    handouts: i64,
    reason: Option<String>,
    dead_at: Option<i64>,
}

#[derive(Default)]
struct State {
    last_id: i64,
    queues: BTreeMap<QueueName, BTreeMap<i64, Message>>,
}

/// [`Queue`] in memory. Needs no runtime.
pub struct MemoryQueue {
    state: Mutex<State>,
    clock: Arc<dyn Clock>,
}

impl MemoryQueue {
    /// Empty queues that take the time from `clock`.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            state: Mutex::new(State::default()),
            clock,
        }
    }

    /// When the next living message can be received, past or to come: lets a simulation move its clock
    /// there.
    pub fn next_visible(&self) -> Option<Timestamp> {
        let state = self.lock();
        let living = state
            .queues
            .values()
            .flat_map(BTreeMap::values)
            .filter(|message| message.dead_at.is_none());
        living
            .map(|message| message.visible_at)
            .min()
            .map(timestamp)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self) -> i64 {
        microseconds(self.clock.now())
    }
}

impl State {
    fn queue(&mut self, queue: QueueName) -> &mut BTreeMap<i64, Message> {
        self.queues.entry(queue).or_default()
    }

    /// The living message that this receipt was the last to be handed out for.
    fn held(&mut self, queue: QueueName, receipt: &str) -> Option<(i64, &mut Message)> {
        let receipt = Receipt::read(receipt)?;
        let message = self.queue(queue).get_mut(&receipt.id)?;
        (message.dead_at.is_none() && message.handouts == receipt.handouts)
            .then_some((receipt.id, message))
    }

    fn dead_letter(
        &mut self,
        queue: QueueName,
        id: &str,
    ) -> Result<(i64, &mut Message), PortError> {
        let number = read_id(id).ok_or_else(|| no_such_letter(id))?;
        match self.queue(queue).get_mut(&number) {
            Some(message) if message.dead_at.is_some() => Ok((number, message)),
            Some(_) | None => Err(no_such_letter(id)),
        }
    }
}

#[async_trait::async_trait]
impl Queue for MemoryQueue {
    async fn send(&self, queue: QueueName, messages: Vec<Outgoing>) -> Result<(), PortError> {
        check_outgoing(&messages)?;
        let now = self.now();
        let mut state = self.lock();
        for Outgoing { body, delay_ms } in messages {
            state.last_id += 1;
            let id = state.last_id;
            let visible_at = later(now, delay_ms);
            let message = Message {
                body,
                visible_at,
                receives: 0,
                handouts: 0,
                reason: None,
                dead_at: None,
            };
            state.queue(queue).insert(id, message);
        }
        Ok(())
    }

    async fn receive(
        &self,
        queue: QueueName,
        max: usize,
        visibility_ms: u32,
    ) -> Result<Vec<Delivery>, PortError> {
        check_receive(max, visibility_ms)?;
        let now = self.now();
        let mut state = self.lock();
        let messages = state.queue(queue);
        let mut visible: Vec<(i64, i64)> = messages
            .iter()
            .filter(|(_, message)| message.dead_at.is_none() && message.visible_at <= now)
            .map(|(id, message)| (message.visible_at, *id))
            .collect();
        visible.sort_unstable();
        let mut deliveries = Vec::with_capacity(max);
        for (_, id) in visible {
            if deliveries.len() >= max {
                break;
            }
            let Some(message) = messages.get_mut(&id) else {
                continue;
            };
            if message.receives >= MOST_RECEIVES {
                message.dead_at = Some(now);
                continue;
            }
            message.receives += 1;
            message.handouts += 1;
            message.visible_at = later(now, visibility_ms);
            deliveries.push(Delivery {
                id: write_id(id),
                receipt: Receipt {
                    id,
                    handouts: message.handouts,
                }
                .write(),
                body: message.body.clone(),
                receives: message.receives,
            });
        }
        Ok(deliveries)
    }

    async fn done(&self, queue: QueueName, receipt: &str) -> Result<(), PortError> {
        let mut state = self.lock();
        let held = state.held(queue, receipt).map(|(id, _)| id);
        if let Some(id) = held {
            state.queue(queue).remove(&id);
        }
        Ok(())
    }

    async fn release(
        &self,
        queue: QueueName,
        receipt: &str,
        delay_ms: u32,
        reason: &str,
    ) -> Result<(), PortError> {
        check_release(delay_ms)?;
        let now = self.now();
        if let Some((_, message)) = self.lock().held(queue, receipt) {
            message.visible_at = later(now, delay_ms);
            message.reason = Some(shorten(reason).to_owned());
        }
        Ok(())
    }

    async fn dead(&self, queue: QueueName, limit: usize) -> Result<Vec<DeadLetter>, PortError> {
        let mut state = self.lock();
        let mut dead: Vec<(i64, i64, &Message)> = state
            .queue(queue)
            .iter()
            .filter_map(|(id, message)| message.dead_at.map(|at| (at, *id, message)))
            .collect();
        dead.sort_unstable_by_key(|(at, id, _)| (*at, *id));
        let letters = dead
            .into_iter()
            .take(limit.min(MOST_DEAD))
            .map(|(at, id, message)| DeadLetter {
                id: write_id(id),
                body: message.body.clone(),
                receives: message.receives,
                at: timestamp(at),
                reason: message.reason.clone(),
            });
        Ok(letters.collect())
    }

    async fn redrive(&self, queue: QueueName, id: &str) -> Result<(), PortError> {
        let now = self.now();
        let mut state = self.lock();
        let (_, message) = state.dead_letter(queue, id)?;
        message.dead_at = None;
        message.receives = 0;
        message.handouts += 1;
        message.visible_at = now;
        message.reason = None;
        Ok(())
    }

    async fn discard(&self, queue: QueueName, id: &str) -> Result<(), PortError> {
        let mut state = self.lock();
        let (number, _) = state.dead_letter(queue, id)?;
        state.queue(queue).remove(&number);
        Ok(())
    }

    async fn depth(&self, queue: QueueName) -> Result<Depth, PortError> {
        let now = self.now();
        let mut depth = Depth::default();
        for message in self.lock().queue(queue).values() {
            let count = match message.dead_at {
                Some(_) => &mut depth.dead,
                None if message.visible_at <= now => &mut depth.ready,
                None => &mut depth.hidden,
            };
            *count += 1;
        }
        Ok(depth)
    }
}
