//! What the disk and the bare store can do, without a line of ours above them.

use super::block_on;
use crate::Failure;
use crate::figures::{Figures, per_second, rounded};
use crate::size::Size;
use adapters_local::{OutboxFolder, SqliteStore, SystemClock};
use ports::{Action, Commit, Envelope, Expect, Key, Mailer, Table};
use rusqlite::{Connection, params};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Bytes of an item.
const BODY: usize = 1_000;
/// Bytes of a letter.
const LETTER: usize = 2_000;

/// Measures all of it, one after the other.
pub(super) fn run(folder: &Path, size: &Size) -> Result<Figures, Failure> {
    let span = Duration::from_secs(size.floor_seconds);
    let mut figures = Figures::default();
    let alone = row_by_row(folder, span)?;
    figures.add("rows_alone_per_second", alone);
    block_on(async {
        let store = SqliteStore::open(&folder.join("store.sqlite"), Arc::new(SystemClock::new()))?;
        let one = commits(&store, "one", 256, 1, span).await?;
        let twelve = commits(&store, "twelve", 256, 12, span).await?;
        store.close().await?;
        let outbox = OutboxFolder::open(folder.join("outbox"))?;
        let letter = letters(&outbox, "a", 1, span).await?;
        let many = letters(&outbox, "b", 64, span).await?;
        figures
            .add("commits_of_1_item_per_second", one)
            .add("commits_of_12_items_per_second", twelve)
            .add("grouped_of_alone", rounded(one / alone.max(1e-9)))
            .add("letters_alone_per_second", letter)
            .add("letters_64_at_once_per_second", many);
        Ok(())
    })?;
    Ok(figures)
}

/// One connection, one row a transaction, on the disk before the next.
fn row_by_row(folder: &Path, span: Duration) -> Result<f64, Failure> {
    let connection = Connection::open(folder.join("rows.sqlite"))?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.execute_batch("CREATE TABLE rows (id INTEGER PRIMARY KEY, body BLOB NOT NULL)")?;
    let body = vec![7_u8; BODY];
    let (began, mut count) = (Instant::now(), 0_usize);
    loop {
        connection
            .prepare_cached("INSERT INTO rows (body) VALUES (?1)")?
            .execute(params![body])?;
        count += 1;
        if began.elapsed() >= span {
            return Ok(per_second(count, began.elapsed()));
        }
    }
}

/// Callers that commit new items one after the other, through the table's port.
async fn commits(
    store: &SqliteStore,
    name: &str,
    callers: usize,
    items: usize,
    span: Duration,
) -> Result<f64, Failure> {
    let began = Instant::now();
    let mut running = tokio::task::JoinSet::new();
    for caller in 0..callers {
        let (table, partition) = (store.table(), format!("{name}-{caller}"));
        running.spawn(async move { committing(&*table, &partition, items, began, span).await });
    }
    let mut count = 0;
    while let Some(ended) = running.join_next().await {
        count += ended??;
    }
    Ok(per_second(count, began.elapsed()))
}

async fn committing(
    table: &dyn Table,
    partition: &str,
    items: usize,
    began: Instant,
    span: Duration,
) -> Result<usize, Failure> {
    let mut count = 0_usize;
    loop {
        let put = |item| Action::Put {
            key: Key {
                pk: partition.to_owned(),
                sk: format!("{count:08}-{item:02}"),
            },
            body: vec![7; BODY],
            expect: Expect::Absent,
            expires: None,
        };
        let commit = Commit {
            attempt: format!("{partition}-{count}"),
            actions: (0..items).map(put).collect(),
        };
        table.commit(commit).await?;
        count += 1;
        if began.elapsed() >= span {
            return Ok(count);
        }
    }
}

/// Callers that hand letters over one after the other.
async fn letters(
    outbox: &OutboxFolder,
    name: &str,
    callers: usize,
    span: Duration,
) -> Result<f64, Failure> {
    let began = Instant::now();
    let mut running = tokio::task::JoinSet::new();
    for caller in 0..callers {
        let (outbox, name) = (outbox.clone(), format!("{name}-{caller}"));
        running.spawn(async move {
            let mut count = 0_usize;
            loop {
                let envelope = Envelope {
                    claim: format!("{name}-{count}"),
                    from: "mara@dockwell.example".to_owned(),
                    to: "signe@halle.example".to_owned(),
                    message_id: format!("{name}-{count}@dockwell.example"),
                };
                outbox.hand_over(&envelope, &[b'x'; LETTER]).await?;
                count += 1;
                if began.elapsed() >= span {
                    return Ok::<_, Failure>(count);
                }
            }
        });
    }
    let mut count = 0;
    while let Some(ended) = running.join_next().await {
        count += ended??;
    }
    Ok(per_second(count, began.elapsed()))
}
