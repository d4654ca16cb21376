//! Moves due rows to the queues. A row stays until the act that deals with it deletes it, so a lost
//! message is put in again when its lease is over; a task that never ends becomes a dead letter
//! that the operator sees and can redrive (invariant 10).

use crate::due::{DueRow, TaskMessage};
use crate::{Ports, StepError, dead_letters, items, keys, log, step};
use ::ports::{Action, Expect, Item, Key, Outgoing, PageRequest, PortError, QueueName};
use futures::future::join_all;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

/// The queue's own retries end well before this.
const LEASE: SignedDuration = SignedDuration::from_mins(10);
/// A failing task waits twice as long each time, at most so long.
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_hours(4);
/// After so many failures a task is given up: a model or a server may be away for a working day.
const FAILURES: u32 = 8;
/// A process that dies, or is stopped, says nothing of its tasks, and they are no worse for it. One that
/// kills its worker each time is given up after so many deliveries.
const DELIVERIES: u32 = 60;
/// Tasks of a shard that one tick delivers. Rows stay until their task is done, so a tick that
/// delivered all there is would make the next one read all of it again.
const PER_SHARD: usize = 100;

/// What a tick did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tick {
    /// Tasks put into queues.
    pub delivered: usize,
    /// Tasks given up.
    pub given_up: usize,
    /// There was more than one tick takes.
    pub more: bool,
}

/// Delivers what is due now, at most so many tasks that a worker is not drowned. All shards at once:
/// the store makes durable together what comes together.
pub async fn tick(ports: &Ports) -> Result<Tick, StepError> {
    let now = ports.clock.now();
    let shards = keys::due_partitions().into_iter();
    let ticks = join_all(shards.map(|pk| shard(ports, pk, now))).await;
    ticks.into_iter().try_fold(Tick::default(), |all, one| {
        let one = one?;
        Ok(Tick {
            delivered: all.delivered.saturating_add(one.delivered),
            given_up: all.given_up.saturating_add(one.given_up),
            more: all.more || one.more,
        })
    })
}

async fn shard(ports: &Ports, pk: String, now: Timestamp) -> Result<Tick, StepError> {
    let mut done = Tick::default();
    // The colon sorts after every digit and '#', so the bound takes in all rows of this instant.
    let until = Some(format!("{}:", keys::instant(now)));
    let mut request = PageRequest {
        until,
        ..PageRequest::new(pk, "", PER_SHARD)
    };
    loop {
        let page = ports.table.page(&request).await?;
        let free: Vec<(Item, DueRow)> = page
            .items
            .into_iter()
            .map(|item| items::decode::<DueRow>(&item).map(|row| (item, row)))
            .collect::<Result<Vec<_>, _>>()?
            .into_iter()
            .filter(|(_, row)| row.leased_until.is_none_or(|until| until <= now))
            .collect();
        if !free.is_empty() {
            deliver(ports, free, now, &mut done).await?;
        }
        match page.next {
            Some(_) if done.delivered >= PER_SHARD => {
                done.more = true;
                return Ok(done);
            }
            Some(next) => request.after = Some(next),
            None => return Ok(done),
        }
    }
}

async fn deliver(
    ports: &Ports,
    rows: Vec<(Item, DueRow)>,
    now: Timestamp,
    done: &mut Tick,
) -> Result<(), StepError> {
    let mut by_queue: BTreeMap<QueueName, Vec<Outgoing>> = BTreeMap::new();
    let mut leases = Vec::new();
    for (item, mut row) in rows {
        if row.failures >= FAILURES || row.deliveries >= DELIVERIES {
            dead_letters::give_up(ports, &item, &row).await?;
            done.given_up = done.given_up.saturating_add(1);
            continue;
        }
        let message = TaskMessage {
            v: 1,
            task: row.task.clone(),
            row: item.key.clone(),
        };
        let body =
            serde_json::to_string(&message).map_err(|e| StepError::Invalid(e.to_string()))?;
        by_queue
            .entry(row.task.queue())
            .or_default()
            .push(Outgoing { body, delay_ms: 0 });
        row.deliveries = row.deliveries.saturating_add(1);
        row.leased_until = Some(domain::calendar::later(now, LEASE));
        leases.push(items::put(item.key, &row, Expect::Version(item.version)));
    }
    // First the queue, then the lease: a crash between them repeats a task and loses none.
    for (queue, messages) in by_queue {
        done.delivered = done.delivered.saturating_add(messages.len());
        ports.queue.send(queue, messages).await?;
    }
    lease(ports, leases).await
}

/// Leases what is still as it was read; a row that was dealt with meanwhile is left alone.
async fn lease(ports: &Ports, mut leases: Vec<Action>) -> Result<(), StepError> {
    for _ in 0..step::ATTEMPTS {
        if leases.is_empty() {
            return Ok(());
        }
        match step::commit(ports, leases.clone(), None).await {
            Err(StepError::Port(PortError::Conflict { failed })) if !failed.is_empty() => {
                let mut position = 0usize;
                leases.retain(|_| {
                    let keep = !failed.contains(&position);
                    position = position.saturating_add(1);
                    keep
                });
            }
            Err(StepError::Port(PortError::Conflict { .. })) => return Ok(()),
            done => return done,
        }
    }
    Ok(())
}

/// A task that failed in a worker waits longer each time, and keeps what went wrong for the operator.
/// False: the row is gone, so the task is over.
pub(crate) async fn postpone(ports: &Ports, row: &Key, why: &str) -> Result<bool, StepError> {
    for _ in 0..step::ATTEMPTS {
        let Some((mut due, item)) = step::read::<DueRow>(ports, row.clone()).await? else {
            return Ok(false);
        };
        let doublings = due.failures.min(10);
        let pause = LEASE
            .checked_mul(1i32 << doublings)
            .map_or(LONGEST_PAUSE, |pause| pause.min(LONGEST_PAUSE));
        due.leased_until = Some(domain::calendar::later(ports.clock.now(), pause));
        due.failures = due.failures.saturating_add(1);
        due.failure = Some(log::without_addresses(why));
        let put = items::put(row.clone(), &due, Expect::Version(item.version));
        match step::commit(ports, vec![put], None).await {
            Err(StepError::Port(PortError::Conflict { .. })) => {}
            done => return done.map(|()| true),
        }
    }
    Err(step::lost())
}

/// Tasks that failed and are tried again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failing {
    /// How many; no more than some hundreds are counted.
    pub tasks: usize,
    /// What went wrong with the first of them.
    pub why: String,
    /// When the first is tried again.
    pub again: Timestamp,
}

/// What fails now, if anything does.
pub async fn failing(ports: &Ports) -> Result<Option<Failing>, StepError> {
    let until = Some(format!("{}:", keys::instant(ports.clock.now())));
    let mut failing: Option<Failing> = None;
    for pk in keys::due_partitions() {
        let request = PageRequest {
            until: until.clone(),
            ..PageRequest::new(pk, "", PER_SHARD)
        };
        for item in &ports.table.page(&request).await?.items {
            let row: DueRow = items::decode(item)?;
            let (Some(why), Some(again)) = (row.failure, row.leased_until) else {
                continue;
            };
            let first = failing.get_or_insert(Failing {
                tasks: 0,
                why: why.clone(),
                again,
            });
            first.tasks = first.tasks.saturating_add(1);
            if again < first.again {
                first.again = again;
                first.why = why;
            }
        }
    }
    Ok(failing)
}

/// The first instant after `now` at which a row is due or a lease ends, for clocks that jump to what
/// comes next.
pub async fn next_due(ports: &Ports, now: Timestamp) -> Result<Option<Timestamp>, StepError> {
    let mut all = Vec::new();
    let end_of_now = format!("{}:", keys::instant(now));
    for pk in keys::due_partitions() {
        let mut request = PageRequest {
            until: Some(end_of_now.clone()),
            ..PageRequest::new(pk, "", PER_SHARD)
        };
        // Rows of before that are still there are leased: they come up again when the lease ends.
        for item in &ports.table.page(&request).await?.items {
            let row: DueRow = items::decode(item)?;
            all.extend(row.leased_until.filter(|until| *until > now));
        }
        request.after = request.until.take();
        request.limit = 1;
        let page = ports.table.page(&request).await?;
        let next = page.items.first();
        all.extend(next.and_then(|item| keys::read_instant(&item.key.sk)));
    }
    Ok(all.into_iter().min())
}
