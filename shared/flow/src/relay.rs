//! Moves due rows to the queues. A row stays until the act that deals with it deletes it, so a lost
//! message is put in again when its lease is over; a task that never ends becomes a dead letter
//! that the operator sees and can redrive (invariant 10).

use crate::due::{DueRow, TaskMessage};
use crate::{Ports, StepError, items, keys, step};
use ::ports::{Action, Expect, Item, Key, Outgoing, PageRequest, PortError, QueueName};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

/// The queue's own retries end well before this.
const LEASE: SignedDuration = SignedDuration::from_mins(10);
/// After so many deliveries a task is given up.
const DELIVERIES: u32 = 4;
/// Rows of a shard that one tick looks at.
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

/// Delivers what is due now.
pub async fn tick(ports: &Ports) -> Result<Tick, StepError> {
    let now = ports.clock.now();
    let mut done = Tick::default();
    for pk in keys::due_partitions() {
        // The colon sorts after every digit and '#', so the bound takes in all rows of this instant.
        let until = Some(format!("{}:", keys::instant(now)));
        let mut request = PageRequest {
            pk,
            prefix: String::new(),
            after: None,
            until,
            descending: false,
            limit: PER_SHARD,
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
                Some(next) => request.after = Some(next),
                None => break,
            }
        }
    }
    Ok(done)
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
        if row.deliveries >= DELIVERIES {
            give_up(ports, &item, &row).await?;
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

async fn give_up(ports: &Ports, item: &Item, row: &DueRow) -> Result<(), StepError> {
    let dead = DueRow {
        deliveries: row.deliveries,
        leased_until: None,
        task: row.task.clone(),
    };
    let actions = vec![
        Action::Delete {
            key: item.key.clone(),
            expect: Expect::Version(item.version),
        },
        items::put(
            keys::dead(&item.key),
            &(item.key.clone(), dead),
            Expect::Any,
        ),
    ];
    match step::commit(ports, actions, None).await {
        Err(StepError::Port(PortError::Conflict { .. })) => Ok(()),
        other => other,
    }
}

/// Tasks that were given up: key, first due row, task.
pub async fn dead(ports: &Ports, limit: usize) -> Result<Vec<(Key, DueRow)>, StepError> {
    let request = PageRequest {
        pk: keys::DEAD.to_owned(),
        prefix: String::new(),
        after: None,
        until: None,
        descending: false,
        limit,
    };
    let page = ports.table.page(&request).await?;
    page.items
        .iter()
        .map(items::decode::<(Key, DueRow)>)
        .collect()
}

/// Gives a task another life, or throws it away.
pub async fn end_dead(ports: &Ports, row: &Key, redrive: bool) -> Result<(), StepError> {
    let key = keys::dead(row);
    let Some(((at, dead), item)) = step::read::<(Key, DueRow)>(ports, key.clone()).await? else {
        return Err(StepError::NotFound("such dead letter".to_owned()));
    };
    let mut actions = vec![Action::Delete {
        key,
        expect: Expect::Version(item.version),
    }];
    if redrive {
        actions.push(crate::due::put(at, dead.task));
    } else if let crate::due::Task::Inbound { id } = &dead.task
        && let Some((inbound, _)) =
            step::read::<items::InboundRow>(ports, keys::inbound(id)).await?
        && let Some((conversation, _)) = &inbound.matched
    {
        // Thrown away by the operator: it holds the conversation's letters no longer.
        actions.extend(crate::replies::no_longer_unread(ports, conversation, id).await?);
    }
    step::commit(ports, actions, None).await
}

/// The first instant after `after` at which a row is due, for clocks that jump to what comes next.
pub async fn next_due(ports: &Ports, after: Timestamp) -> Result<Option<Timestamp>, StepError> {
    let mut first = None;
    let after = Some(format!("{}:", keys::instant(after)));
    for pk in keys::due_partitions() {
        let request = PageRequest {
            pk,
            prefix: String::new(),
            after: after.clone(),
            until: None,
            descending: false,
            limit: 1,
        };
        let page = ports.table.page(&request).await?;
        let at = page
            .items
            .first()
            .and_then(|item| keys::read_instant(&item.key.sk));
        first = match (first, at) {
            (Some(a), Some(b)) => Some(std::cmp::min(a, b)),
            (a, b) => a.or(b),
        };
    }
    Ok(first)
}
