//! How many commits a second this disk takes, and how long one takes.
//!
//! `cargo run --release -p adapters-local --example commits [FOLDER]`; the folder must be on the
//! disk that is to be measured.

use adapters_local::{DataFolder, SqliteStore, SystemClock};
use ports::{Action, Commit, Expect, Key, Outgoing, QueueName, Table};
use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};

type Failure = Box<dyn Error + Send + Sync>;

/// How long each measurement takes.
const SPAN: Duration = Duration::from_secs(3);
/// Body of an item, bytes.
const BODY: usize = 1_000;

/// `items` new items in one partition.
fn commit(partition: &str, number: usize, items: usize) -> Commit {
    let put = |item| Action::Put {
        key: Key {
            pk: partition.to_owned(),
            sk: format!("{number:08}-{item:02}"),
        },
        body: vec![7; BODY],
        expect: Expect::Absent,
        expires: None,
    };
    Commit {
        attempt: format!("{partition}-{number}"),
        actions: (0..items).map(put).collect(),
    }
}

/// Runs callers that commit one after the other until the time is up.
async fn measure(
    name: &str,
    table: Arc<dyn Table>,
    callers: usize,
    items: usize,
) -> Result<(), Failure> {
    let start = Instant::now();
    let mut tasks = Vec::new();
    for caller in 0..callers {
        let (table, partition) = (Arc::clone(&table), format!("{name}-{caller}"));
        tasks.push(tokio::spawn(async move {
            let mut times = Vec::new();
            while start.elapsed() < SPAN {
                let before = Instant::now();
                table.commit(commit(&partition, times.len(), items)).await?;
                times.push(before.elapsed());
            }
            Ok::<_, Failure>(times)
        }));
    }
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await??);
    }
    report(name, start.elapsed(), times);
    Ok(())
}

fn report(name: &str, span: Duration, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |percent: usize| {
        times
            .get(times.len() * percent / 100)
            .copied()
            .unwrap_or_default()
    };
    let per_second = u128::try_from(times.len()).unwrap_or(0) * 1_000 / span.as_millis().max(1);
    println!(
        "{name:<34} {per_second:>8} /s   median {:>9.0?}   99 % {:>9.0?}",
        at(50),
        at(99)
    );
}

/// Workers that send, receive and finish one message after the other.
async fn measure_queue(store: &SqliteStore, callers: usize) -> Result<(), Failure> {
    let start = Instant::now();
    let mut tasks = Vec::new();
    for _ in 0..callers {
        let queue = store.queue();
        tasks.push(tokio::spawn(async move {
            let mut times = Vec::new();
            while start.elapsed() < SPAN {
                let before = Instant::now();
                let message = Outgoing {
                    body: "{\"conversation\":\"c-1\"}".to_owned(),
                    delay_ms: 0,
                };
                queue.send(QueueName::Sending, vec![message]).await?;
                for delivery in queue.receive(QueueName::Sending, 1, 30_000).await? {
                    queue.done(QueueName::Sending, &delivery.receipt).await?;
                }
                times.push(before.elapsed());
            }
            Ok::<_, Failure>(times)
        }));
    }
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await??);
    }
    report(
        &format!("{callers} workers: send, receive, done"),
        start.elapsed(),
        times,
    );
    Ok(())
}

async fn measure_reads(table: Arc<dyn Table>, callers: usize) -> Result<(), Failure> {
    let start = Instant::now();
    let mut tasks = Vec::new();
    for caller in 0..callers {
        let table = Arc::clone(&table);
        tasks.push(tokio::spawn(async move {
            let mut times = Vec::new();
            while start.elapsed() < SPAN {
                let before = Instant::now();
                let number = times.len() % 100;
                let key = Key {
                    pk: format!("64 callers, 1 item-{caller}"),
                    sk: format!("{number:08}-00"),
                };
                table.get(&[key]).await?;
                times.push(before.elapsed());
            }
            Ok::<_, Failure>(times)
        }));
    }
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await??);
    }
    report(
        &format!("{callers} callers: get of 1 item"),
        start.elapsed(),
        times,
    );
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let parent = std::env::args_os()
        .nth(1)
        .map_or_else(std::env::temp_dir, Into::into);
    let folder = DataFolder::open(parent.join(format!("commits-{}", std::process::id())))?;
    let store = SqliteStore::open(&folder.store_file(), Arc::new(SystemClock))?;
    for callers in [1, 64, 256] {
        for items in [1, 12] {
            let name = format!(
                "{callers} callers, {items} item{}",
                if items == 1 { "" } else { "s" }
            );
            measure(&name, store.table(), callers, items).await?;
        }
    }
    measure_queue(&store, 1).await?;
    measure_queue(&store, 64).await?;
    measure_reads(store.table(), 64).await?;
    let before = Instant::now();
    store.integrity().await?;
    println!(
        "integrity took {:.0?} for {} MB",
        before.elapsed(),
        std::fs::metadata(store.path())?.len() / 1_000_000
    );
    store.close().await?;
    std::fs::remove_dir_all(folder.path())?;
    Ok(())
}
