//! The table in SQLite.

use super::Inner;
use super::codec::{count, instant, signed, split, text};
use crate::page_builder::{Next, PageBuilder, Start, start};
use crate::scan_builder::ScanBuilder;
use jiff::Timestamp;
use ports::table_rules::conditions::{
    Stored, commit_units, decide, get_units, is_expired, looks_repeated, repeat_units,
};
use ports::table_rules::limits::{check_commit, check_keys, check_page, check_scan};
use ports::table_rules::range::{Range, range};
use ports::table_rules::sizes::key_size;
use ports::{
    Action, Commit, CommitReceipt, Item, Key, Page, PageRequest, PortError, Scan, ScanRequest,
    Table, Units,
};
use rusqlite::{CachedStatement, Connection, OptionalExtension, Row, params};
use std::sync::Arc;

pub(super) struct SqliteTable(pub(super) Arc<Inner>);

#[async_trait::async_trait]
impl Table for SqliteTable {
    async fn get(&self, keys: &[Key]) -> Result<Vec<Option<Item>>, PortError> {
        check_keys(keys)?;
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let keys = keys.to_vec();
        let now = self.0.clock.now();
        let (found, units) = self
            .0
            .readers
            .run(move |connection| read_items(connection, keys, now))
            .await?;
        self.0.meter.add(units);
        Ok(found)
    }

    async fn page(&self, request: &PageRequest) -> Result<Page, PortError> {
        check_page(request)?;
        let Some(range) = range(request) else {
            return Ok(Page::default());
        };
        let request = request.clone();
        let now = self.0.clock.now();
        let (page, units) = self
            .0
            .readers
            .run(move |connection| read_page(connection, &request, &range, now))
            .await?;
        self.0.meter.add(units);
        Ok(page)
    }

    async fn scan(&self, request: &ScanRequest) -> Result<Scan, PortError> {
        check_scan(request)?;
        let request = request.clone();
        let now = self.0.clock.now();
        let (scan, units) = self
            .0
            .readers
            .run(move |connection| read_scan(connection, &request, now))
            .await?;
        self.0.meter.add(units);
        Ok(scan)
    }

    async fn commit(&self, commit: Commit) -> Result<CommitReceipt, PortError> {
        check_commit(&commit)?;
        let bytes = commit.actions.iter().map(weight).sum();
        let clock = Arc::clone(&self.0.clock);
        let (written, units) = self
            .0
            .writer
            .run(bytes, move |connection| {
                write_commit(connection, &commit, clock.now()).map(Ok)
            })
            .await?;
        self.0.meter.add(units);
        match written {
            Ok(()) => Ok(CommitReceipt { units }),
            Err(failed) => Err(PortError::Conflict { failed }),
        }
    }

    fn units(&self) -> Units {
        self.0.meter.total()
    }
}

fn weight(action: &Action) -> usize {
    match action {
        Action::Put { key, body, .. } => key_size(key) + body.len(),
        Action::Delete { key, .. } | Action::Check { key, .. } => key_size(key),
    }
}

fn read_items(
    connection: &Connection,
    keys: Vec<Key>,
    now: Timestamp,
) -> rusqlite::Result<(Vec<Option<Item>>, Units)> {
    let mut select = connection.prepare_cached(
        "SELECT version, attempt, expires_second, expires_nanosecond, body FROM items WHERE pk = ?1 AND sk = ?2",
    )?;
    let mut found = Vec::with_capacity(keys.len());
    for key in &keys {
        let row = select.query_row(params![key.pk.as_bytes(), key.sk.as_bytes()], |row| {
            Ok((count(row, 0)?, row.get(1)?, instant(row, 2)?, row.get(4)?))
        });
        let item = row
            .optional()?
            .map(|(version, attempt, expires, body)| Item {
                key: key.clone(),
                version,
                attempt,
                body,
                expires,
            });
        found.push(item);
    }
    let sizes = found
        .iter()
        .map(|item: &Option<Item>| item.as_ref().map_or(0, Item::size));
    let units = get_units(keys.iter().zip(sizes));
    let living = |item: &Item| !is_expired(item.expires, now);
    let found = found.into_iter().map(|item| item.filter(living)).collect();
    Ok((found, units))
}

fn read_page(
    connection: &Connection,
    request: &PageRequest,
    range: &Range,
    now: Timestamp,
) -> rusqlite::Result<(Page, Units)> {
    let start = start(range, request.descending);
    let mut select = prepare_page(connection, &start)?;
    let partition = request.pk.as_bytes();
    let mut rows = match &start {
        Start::From(bound) | Start::Above(bound) | Start::Below(bound) => {
            select.query(params![partition, bound])?
        }
        Start::Last => select.query(params![partition])?,
    };
    let mut builder = PageBuilder::new(request, range, now);
    while builder.look() == Next::Take
        && let Some(row) = rows.next()?
        && builder.take(page_item(row, &request.pk)?) == Next::Take
    {}
    Ok(builder.finish())
}

fn prepare_page<'a>(
    connection: &'a Connection,
    start: &Start,
) -> rusqlite::Result<CachedStatement<'a>> {
    let bounds = match start {
        Start::From(_) => "AND sk >= ?2 ORDER BY sk",
        Start::Above(_) => "AND sk > ?2 ORDER BY sk",
        Start::Below(_) => "AND sk < ?2 ORDER BY sk DESC",
        Start::Last => "ORDER BY sk DESC",
    };
    connection.prepare_cached(&format!(
        "SELECT sk, version, attempt, expires_second, expires_nanosecond, body FROM items WHERE pk = ?1 {bounds}"
    ))
}

/// The primary key's order. No key is empty, so all come after an empty one.
fn read_scan(
    connection: &Connection,
    request: &ScanRequest,
    now: Timestamp,
) -> rusqlite::Result<(Scan, Units)> {
    let mut select = connection.prepare_cached(
        "SELECT sk, version, attempt, expires_second, expires_nanosecond, body, pk FROM items WHERE (pk, sk) > (?1, ?2) ORDER BY pk, sk",
    )?;
    let (pk, sk) = match &request.after {
        Some(after) => (after.pk.as_bytes(), after.sk.as_bytes()),
        None => (&b""[..], &b""[..]),
    };
    let mut rows = select.query(params![pk, sk])?;
    let mut builder = ScanBuilder::new(request, now);
    while let Some(row) = rows.next()?
        && builder.take(page_item(row, &text(row, 6)?)?)
    {}
    Ok(builder.finish())
}

fn page_item(row: &Row<'_>, pk: &str) -> rusqlite::Result<Item> {
    Ok(Item {
        key: Key {
            pk: pk.to_owned(),
            sk: text(row, 0)?,
        },
        version: count(row, 1)?,
        attempt: row.get(2)?,
        expires: instant(row, 3)?,
        body: row.get(5)?,
    })
}

/// Evaluates first and writes only if all conditions are met. Units count either way, hence the
/// conflict is part of the success.
fn write_commit(
    connection: &Connection,
    commit: &Commit,
    now: Timestamp,
) -> rusqlite::Result<(Result<(), Vec<usize>>, Units)> {
    let stored = read_stored(connection, commit)?;
    if looks_repeated(commit, &stored) && same_bodies(connection, commit)? {
        return Ok((Ok(()), repeat_units(commit, &stored, now)));
    }
    let units = commit_units(commit, &stored, now);
    match decide(commit, &stored, now) {
        Ok(versions) => apply(connection, commit, &stored, &versions).map(|()| (Ok(()), units)),
        Err(failed) => Ok((Err(failed), units)),
    }
}

fn read_stored(connection: &Connection, commit: &Commit) -> rusqlite::Result<Vec<Option<Stored>>> {
    // The body's length stands in the row's header: the body itself is not read.
    let mut select = connection.prepare_cached(
        "SELECT version, attempt, expires_second, expires_nanosecond, length(body) FROM items WHERE pk = ?1 AND sk = ?2",
    )?;
    let mut stored = Vec::with_capacity(commit.actions.len());
    for action in &commit.actions {
        let key = action.key();
        let row = select.query_row(params![key.pk.as_bytes(), key.sk.as_bytes()], |row| {
            Ok(Stored {
                version: count(row, 0)?,
                attempt: row.get(1)?,
                expires: instant(row, 2)?,
                body_length: count(row, 4)?,
            })
        });
        stored.push(row.optional()?);
    }
    Ok(stored)
}

fn same_bodies(connection: &Connection, commit: &Commit) -> rusqlite::Result<bool> {
    let mut select =
        connection.prepare_cached("SELECT body = ?3 FROM items WHERE pk = ?1 AND sk = ?2")?;
    for action in &commit.actions {
        let Action::Put { key, body, .. } = action else {
            continue;
        };
        let same = select
            .query_row(params![key.pk.as_bytes(), key.sk.as_bytes(), body], |row| {
                row.get(0)
            })
            .optional()?;
        if same != Some(true) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn apply(
    connection: &Connection,
    commit: &Commit,
    stored: &[Option<Stored>],
    versions: &[u64],
) -> rusqlite::Result<()> {
    let mut put = connection.prepare_cached(
        "INSERT INTO items (pk, sk, version, attempt, expires_second, expires_nanosecond, body)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (pk, sk) DO UPDATE SET version = excluded.version, attempt = excluded.attempt,
         expires_second = excluded.expires_second, expires_nanosecond = excluded.expires_nanosecond, body = excluded.body",
    )?;
    let mut delete = connection.prepare_cached("DELETE FROM items WHERE pk = ?1 AND sk = ?2")?;
    for ((action, there), version) in commit.actions.iter().zip(stored).zip(versions) {
        let (pk, sk) = (action.key().pk.as_bytes(), action.key().sk.as_bytes());
        match action {
            Action::Put { body, expires, .. } => {
                let (second, nanosecond) = split(*expires);
                put.execute(params![
                    pk,
                    sk,
                    signed(*version),
                    commit.attempt,
                    second,
                    nanosecond,
                    body
                ])?;
            }
            Action::Delete { .. } if there.is_some() => {
                delete.execute(params![pk, sk])?;
            }
            Action::Delete { .. } | Action::Check { .. } => {}
        }
    }
    Ok(())
}
