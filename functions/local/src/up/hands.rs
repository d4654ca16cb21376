//! The hands: take tasks out of the queues and work on many at once. A slot that becomes free is
//! filled at once and nobody waits for the slowest of a round: the disk makes durable together what
//! comes together.

use flow::{Ports, StepError, relay, worker};
use futures::future::join_all;
use ports::{Delivery, PortError, QueueName};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use tokio::sync::{Notify, watch};
use tokio::task::{Id, JoinError, JoinSet};

/// A queue hands out at most so many messages at a time.
const MOST_RECEIVED: usize = 10;
/// While there is work, due rows are looked for at least so often.
const TICK: Duration = Duration::from_millis(250);

/// Tasks of a queue that are worked on at once. What waits for the disk or a provider may be many; what
/// holds whole messages of up to 25 MiB in memory must be few.
const fn at_once(queue: QueueName) -> usize {
    match queue {
        QueueName::Sending => 64,
        QueueName::Drafting => 32,
        QueueName::Sourcing | QueueName::Rounds => 10,
        QueueName::Replies => 4,
    }
}

/// Delivers and works until nothing is left, or until told to stop. What was begun is ended, whatever
/// happens: no task is cut off between a claim and its settlement.
pub(super) async fn work(
    ports: &Ports,
    stirred: &Notify,
    stopped: &watch::Receiver<bool>,
) -> Result<(), StepError> {
    let mut hands = Hands::default();
    let outcome = hands.work(ports, stirred, stopped).await;
    while hands.ended().await {}
    outcome
}

/// What is being worked on.
#[derive(Default)]
struct Hands {
    tasks: JoinSet<()>,
    of: BTreeMap<Id, QueueName>,
}

/// What came out of the queues.
#[derive(Default)]
struct Taken {
    count: usize,
    /// A queue that is being worked on had less than there is room for.
    hungry: bool,
}

impl Hands {
    async fn work(
        &mut self,
        ports: &Ports,
        stirred: &Notify,
        stopped: &watch::Receiver<bool>,
    ) -> Result<(), StepError> {
        let mut ticked = None::<Instant>;
        let mut hungry = true;
        while !*stopped.borrow() {
            let mut delivered = 0;
            if hungry || ticked.is_none_or(|at| at.elapsed() >= TICK) {
                delivered = relay::tick(ports).await?.delivered;
                ticked = Some(Instant::now());
            }
            let taken = self.take(ports).await?;
            hungry = taken.hungry;
            if taken.count > 0 || delivered > 0 {
                continue;
            }
            if self.tasks.is_empty() {
                return Ok(());
            }
            tokio::select! {
                _ = self.ended() => {}
                () = stirred.notified() => hungry = true,
                () = tokio::time::sleep(TICK) => hungry = true,
            }
        }
        Ok(())
    }

    /// Fills all free slots of all queues, in one go: what the store hands out together is one commit.
    async fn take(&mut self, ports: &Ports) -> Result<Taken, PortError> {
        while let Some(ended) = self.tasks.try_join_next_with_id() {
            self.free(ended);
        }
        let mut asked = Vec::new();
        for queue in QueueName::ALL {
            let mut room = at_once(queue).saturating_sub(self.busy(queue));
            while room > 0 {
                let most = room.min(MOST_RECEIVED);
                room -= most;
                asked.push((queue, most));
            }
        }
        let receiving = asked
            .iter()
            .map(|(queue, most)| ports.queue.receive(*queue, *most, worker::VISIBILITY_MS));
        let mut taken = Taken::default();
        let mut trouble = None;
        for ((queue, most), received) in asked.iter().zip(join_all(receiving).await) {
            match received {
                Ok(deliveries) => {
                    let worked_on = !deliveries.is_empty() || self.busy(*queue) > 0;
                    taken.hungry |= worked_on && deliveries.len() < *most;
                    taken.count = taken.count.saturating_add(deliveries.len());
                    for delivery in deliveries {
                        self.begin(ports, *queue, delivery);
                    }
                }
                // What was received beside it is worked on all the same.
                Err(error) => trouble = Some(error),
            }
        }
        trouble.map_or(Ok(taken), Err)
    }

    fn busy(&self, queue: QueueName) -> usize {
        self.of.values().filter(|of| **of == queue).count()
    }

    fn begin(&mut self, ports: &Ports, queue: QueueName, delivery: Delivery) {
        let ports = ports.clone();
        let task = self.tasks.spawn(async move {
            if let Err(error) = worker::handle(&ports, queue, &delivery).await {
                tracing::warn!(%error, queue = queue.as_str(), "a task failed and is tried again");
            }
        });
        self.of.insert(task.id(), queue);
    }

    /// Waits until a task has ended. False: none was running.
    async fn ended(&mut self) -> bool {
        match self.tasks.join_next_with_id().await {
            Some(ended) => {
                self.free(ended);
                true
            }
            None => false,
        }
    }

    fn free(&mut self, ended: Result<(Id, ()), JoinError>) {
        let id = match ended {
            Ok((id, ())) => id,
            Err(error) => {
                tracing::error!(%error, "a task broke off; its queue hands it out again");
                error.id()
            }
        };
        self.of.remove(&id);
    }
}
