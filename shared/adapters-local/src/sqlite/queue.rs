//! The queues in SQLite.

use super::Inner;
use super::codec::{count, signed};
use crate::receipts::{Receipt, later, microseconds, read_id, timestamp, write_id};
use ports::queue_rules::{
    MOST_DEAD, check_outgoing, check_receive, check_release, no_such_letter, shorten,
};
use ports::{DeadLetter, Delivery, Depth, MOST_RECEIVES, Outgoing, PortError, Queue, QueueName};
use rusqlite::{Connection, params};
use std::sync::Arc;

/// Worn-out messages that one call moves to the dead letters before it stops looking.
const MOST_LOOKED_AT: i64 = 1_000;

pub(super) struct SqliteQueue(pub(super) Arc<Inner>);

impl SqliteQueue {
    fn now(&self) -> i64 {
        microseconds(self.0.clock.now())
    }
}

#[async_trait::async_trait]
impl Queue for SqliteQueue {
    async fn send(&self, queue: QueueName, messages: Vec<Outgoing>) -> Result<(), PortError> {
        check_outgoing(&messages)?;
        if messages.is_empty() {
            return Ok(());
        }
        let bytes = messages.iter().map(|message| message.body.len()).sum();
        let now = self.now();
        self.0
            .writer
            .run(bytes, move |connection| {
                put_in(connection, queue, &messages, now).map(Ok)
            })
            .await
    }

    async fn receive(
        &self,
        queue: QueueName,
        max: usize,
        visibility_ms: u32,
    ) -> Result<Vec<Delivery>, PortError> {
        check_receive(max, visibility_ms)?;
        let now = self.now();
        // Workers poll; where nothing waits the writer is not troubled.
        if !self
            .0
            .readers
            .run(move |connection| is_any_visible(connection, queue, now))
            .await?
        {
            return Ok(Vec::new());
        }
        self.0
            .writer
            .run(0, move |connection| {
                hand_out(connection, queue, max, visibility_ms, now).map(Ok)
            })
            .await
    }

    async fn done(&self, queue: QueueName, receipt: &str) -> Result<(), PortError> {
        let Some(receipt) = Receipt::read(receipt) else {
            return Ok(());
        };
        self.0
            .writer
            .run(0, move |connection| {
                let mut delete = connection.prepare_cached(
                    "DELETE FROM messages WHERE id = ?1 AND queue = ?2 AND handouts = ?3 AND dead_at IS NULL",
                )?;
                delete.execute(params![receipt.id, queue.as_str(), receipt.handouts])?;
                Ok(Ok(()))
            })
            .await
    }

    async fn release(
        &self,
        queue: QueueName,
        receipt: &str,
        delay_ms: u32,
        reason: &str,
    ) -> Result<(), PortError> {
        check_release(delay_ms)?;
        let Some(receipt) = Receipt::read(receipt) else {
            return Ok(());
        };
        let reason = shorten(reason).to_owned();
        let visible_at = later(self.now(), delay_ms);
        self.0
            .writer
            .run(0, move |connection| {
                let mut update = connection.prepare_cached(
                    "UPDATE messages SET visible_at = ?4, reason = ?5
                     WHERE id = ?1 AND queue = ?2 AND handouts = ?3 AND dead_at IS NULL",
                )?;
                update.execute(params![
                    receipt.id,
                    queue.as_str(),
                    receipt.handouts,
                    visible_at,
                    reason
                ])?;
                Ok(Ok(()))
            })
            .await
    }

    async fn dead(&self, queue: QueueName, limit: usize) -> Result<Vec<DeadLetter>, PortError> {
        let limit = signed(limit.min(MOST_DEAD));
        self.0
            .readers
            .run(move |connection| read_dead(connection, queue, limit))
            .await
    }

    async fn redrive(&self, queue: QueueName, id: &str) -> Result<(), PortError> {
        let number = read_id(id).ok_or_else(|| no_such_letter(id))?;
        let (id, now) = (id.to_owned(), self.now());
        self.0
            .writer
            .run(0, move |connection| {
                let mut update = connection.prepare_cached(
                    "UPDATE messages SET dead_at = NULL, receives = 0, handouts = handouts + 1, visible_at = ?3, reason = NULL
                     WHERE id = ?1 AND queue = ?2 AND dead_at IS NOT NULL",
                )?;
                let changed = update.execute(params![number, queue.as_str(), now])?;
                Ok(if changed == 1 { Ok(()) } else { Err(no_such_letter(&id)) })
            })
            .await
    }

    async fn discard(&self, queue: QueueName, id: &str) -> Result<(), PortError> {
        let number = read_id(id).ok_or_else(|| no_such_letter(id))?;
        let id = id.to_owned();
        self.0
            .writer
            .run(0, move |connection| {
                let mut delete = connection.prepare_cached(
                    "DELETE FROM messages WHERE id = ?1 AND queue = ?2 AND dead_at IS NOT NULL",
                )?;
                let changed = delete.execute(params![number, queue.as_str()])?;
                Ok(if changed == 1 {
                    Ok(())
                } else {
                    Err(no_such_letter(&id))
                })
            })
            .await
    }

    async fn depth(&self, queue: QueueName) -> Result<Depth, PortError> {
        let now = self.now();
        self.0
            .readers
            .run(move |connection| read_depth(connection, queue, now))
            .await
    }
}

fn put_in(
    connection: &Connection,
    queue: QueueName,
    messages: &[Outgoing],
    now: i64,
) -> rusqlite::Result<()> {
    let mut insert = connection
        .prepare_cached("INSERT INTO messages (queue, visible_at, body) VALUES (?1, ?2, ?3)")?;
    for message in messages {
        insert.execute(params![
            queue.as_str(),
            later(now, message.delay_ms),
            message.body
        ])?;
    }
    Ok(())
}

fn is_any_visible(connection: &Connection, queue: QueueName, now: i64) -> rusqlite::Result<bool> {
    let mut select = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM messages WHERE queue = ?1 AND dead_at IS NULL AND visible_at <= ?2)",
    )?;
    select.query_row(params![queue.as_str(), now], |row| row.get(0))
}

fn hand_out(
    connection: &Connection,
    queue: QueueName,
    max: usize,
    visibility_ms: u32,
    now: i64,
) -> rusqlite::Result<Vec<Delivery>> {
    // The choice is made before anything changes, so that no row is met twice.
    let mut select = connection.prepare_cached(
        "SELECT id, receives, handouts FROM messages
         WHERE queue = ?1 AND dead_at IS NULL AND visible_at <= ?2 ORDER BY visible_at, id LIMIT ?3",
    )?;
    let mut rows = select.query(params![queue.as_str(), now, MOST_LOOKED_AT])?;
    let mut worn_out = Vec::new();
    let mut chosen = Vec::with_capacity(max);
    while chosen.len() < max
        && let Some(row) = rows.next()?
    {
        let (id, receives, handouts): (i64, u32, i64) = (row.get(0)?, count(row, 1)?, row.get(2)?);
        if receives >= MOST_RECEIVES {
            worn_out.push(id);
        } else {
            chosen.push((id, receives + 1, handouts.saturating_add(1)));
        }
    }
    drop(rows);
    let mut give_up =
        connection.prepare_cached("UPDATE messages SET dead_at = ?2 WHERE id = ?1")?;
    for id in worn_out {
        give_up.execute(params![id, now])?;
    }
    let mut hide = connection.prepare_cached(
        "UPDATE messages SET receives = ?2, handouts = ?3, visible_at = ?4 WHERE id = ?1 RETURNING body",
    )?;
    let visible_at = later(now, visibility_ms);
    let mut deliveries = Vec::with_capacity(chosen.len());
    for (id, receives, handouts) in chosen {
        let body = hide.query_row(params![id, receives, handouts, visible_at], |row| {
            row.get(0)
        })?;
        let receipt = Receipt { id, handouts }.write();
        deliveries.push(Delivery {
            id: write_id(id),
            receipt,
            body,
            receives,
        });
    }
    Ok(deliveries)
}

fn read_dead(
    connection: &Connection,
    queue: QueueName,
    limit: i64,
) -> rusqlite::Result<Vec<DeadLetter>> {
    let mut select = connection.prepare_cached(
        "SELECT id, body, receives, dead_at, reason FROM messages
         WHERE queue = ?1 AND dead_at IS NOT NULL ORDER BY dead_at, id LIMIT ?2",
    )?;
    let letters = select.query_map(params![queue.as_str(), limit], |row| {
        Ok(DeadLetter {
            id: write_id(row.get(0)?),
            body: row.get(1)?,
            receives: count(row, 2)?,
            at: timestamp(row.get(3)?),
            reason: row.get(4)?,
        })
    })?;
    letters.collect()
}

fn read_depth(connection: &Connection, queue: QueueName, now: i64) -> rusqlite::Result<Depth> {
    let mut select = connection.prepare_cached(
        "SELECT (SELECT count(*) FROM messages WHERE queue = ?1 AND dead_at IS NULL AND visible_at <= ?2),
                (SELECT count(*) FROM messages WHERE queue = ?1 AND dead_at IS NULL AND visible_at > ?2),
                (SELECT count(*) FROM messages WHERE queue = ?1 AND dead_at IS NOT NULL)",
    )?;
    select.query_row(params![queue.as_str(), now], |row| {
        Ok(Depth {
            ready: count(row, 0)?,
            hidden: count(row, 1)?,
            dead: count(row, 2)?,
        })
    })
}
