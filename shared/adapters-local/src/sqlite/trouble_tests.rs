//! What happens when SQLite has trouble in the middle of things.

use super::SqliteStore;
use crate::manual_clock::ManualClock;
use futures::future::join_all;
use jiff::Timestamp;
use ports::{Action, Commit, Expect, Key, PortError};
use rusqlite::Connection;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tempfile::TempDir;

fn open() -> (TempDir, ManualClock, SqliteStore) {
    let folder = tempfile::tempdir().unwrap();
    let clock = ManualClock::new(Timestamp::UNIX_EPOCH);
    let store = SqliteStore::open(&folder.path().join("store.sqlite3"), clock.shared()).unwrap();
    (folder, clock, store)
}

fn key(number: usize) -> Key {
    Key {
        pk: "p".to_owned(),
        sk: number.to_string(),
    }
}

fn put(number: usize) -> Commit {
    let put = Action::Put {
        key: key(number),
        body: vec![7; 2_000],
        expect: Expect::Absent,
        expires: None,
    };
    Commit {
        attempt: format!("a-{number}"),
        actions: vec![put],
    }
}

async fn is_there(store: &SqliteStore, number: usize) -> bool {
    store.table().get(&[key(number)]).await.unwrap()[0].is_some()
}

/// Runs statements as a job of the writer, together with whatever else waits.
async fn write(store: &SqliteStore, sql: &'static str) -> Result<(), PortError> {
    store
        .inner
        .writer
        .run(0, move |connection: &Connection| {
            connection.execute_batch(sql).map(Ok)
        })
        .await
}

async fn number(store: &SqliteStore, sql: &'static str) -> i64 {
    store
        .inner
        .readers
        .run(move |connection| connection.query_row(sql, [], |row| row.get(0)))
        .await
        .unwrap()
}

async fn limit_pages(store: &SqliteStore, pages: i64) {
    let set = move |connection: &Connection| {
        connection
            .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))
            .map(Ok)
    };
    store.inner.writer.run(0, set).await.unwrap();
}

#[tokio::test]
async fn a_full_disk_loses_nothing_and_passes() {
    let (_folder, _, store) = open();
    store.table().commit(put(0)).await.unwrap();
    let pages = number(&store, "PRAGMA page_count").await;
    limit_pages(&store, pages + 10).await;
    let (table, blobs) = (store.table(), store.blobs());
    let large = blobs.put("cnv_a", vec![1; 1_000_000]);
    let (large, small) = futures::join!(
        large,
        join_all((1..100).map(|number| table.commit(put(number))))
    );
    match large {
        Err(PortError::Busy(reason)) => {
            assert!(
                reason.contains("no space") && reason.contains("store.sqlite3"),
                "{reason}"
            );
        }
        other => panic!("{other:?}"),
    }
    let mut kept = 0;
    for (number, answer) in (1..100).zip(&small) {
        assert_eq!(
            is_there(&store, number).await,
            answer.is_ok(),
            "item {number}: {answer:?}"
        );
        assert!(
            matches!(answer, Ok(_) | Err(PortError::Busy(_))),
            "{answer:?}"
        );
        kept += usize::from(answer.is_ok());
    }
    assert!((1..99).contains(&kept), "{kept} small commits found room");
    // Space is there again.
    limit_pages(&store, i64::from(u32::MAX - 1)).await;
    for (number, answer) in (1..100).zip(small) {
        if answer.is_err() {
            table.commit(put(number)).await.unwrap();
        }
    }
    blobs.put("cnv_a", vec![1; 1_000_000]).await.unwrap();
    store.integrity().await.unwrap();
}

#[tokio::test]
async fn trouble_with_one_job_leaves_the_others_of_its_group_standing() {
    let (_folder, _, store) = open();
    let table = store.table();
    let commits = join_all((0..50).map(|number| table.commit(put(number))));
    let bad = "INSERT INTO messages (queue, visible_at, body) VALUES ('sending', 0, 'half'); INSERT INTO nowhere VALUES (1)";
    let (before, bad, after) = futures::join!(commits, write(&store, bad), table.commit(put(50)));
    assert!(matches!(bad, Err(PortError::Refused(_))), "{bad:?}");
    assert!(before.iter().all(Result::is_ok) && after.is_ok());
    assert_eq!(number(&store, "SELECT count(*) FROM items").await, 51);
    assert_eq!(
        number(&store, "SELECT count(*) FROM messages").await,
        0,
        "half a job is no job"
    );
}

#[tokio::test]
async fn a_commit_that_fails_at_the_very_end_is_unknown_to_all_of_its_group() {
    let (_folder, _, store) = open();
    // A broken reference is only found by COMMIT, which is as late as trouble can come.
    write(&store, "CREATE TEMP TABLE parent (id INTEGER PRIMARY KEY); CREATE TEMP TABLE child (parent REFERENCES parent DEFERRABLE INITIALLY DEFERRED)")
        .await
        .unwrap();
    let table = store.table();
    let broken = write(&store, "INSERT INTO child VALUES (1)");
    let (broken, commits) = futures::join!(
        broken,
        join_all((0..10).map(|number| table.commit(put(number))))
    );
    assert!(matches!(broken, Err(PortError::Unknown(_))), "{broken:?}");
    for (number, answer) in (0..10).zip(&commits) {
        match answer {
            Ok(_) => assert!(is_there(&store, number).await),
            Err(PortError::Unknown(_)) => {}
            other => panic!("{other:?}"),
        }
    }
    table.commit(put(99)).await.unwrap();
    assert!(is_there(&store, 99).await);
    store.integrity().await.unwrap();
}

#[tokio::test]
async fn what_may_have_happened_is_not_done_again() {
    let (_folder, _, store) = open();
    write(&store, "CREATE TEMP TABLE parent (id INTEGER PRIMARY KEY); CREATE TEMP TABLE child (parent REFERENCES parent DEFERRABLE INITIALLY DEFERRED)")
        .await
        .unwrap();
    // Holds the writer until both jobs wait, so that they share a group.
    let (release, held) = std::sync::mpsc::channel::<()>();
    let hold = store.inner.writer.run(0, move |_| {
        held.recv_timeout(Duration::from_secs(10)).ok();
        Ok(Ok(()))
    });
    let runs = Arc::new(AtomicUsize::new(0));
    let job = || {
        let runs = Arc::clone(&runs);
        store.inner.writer.run(0, move |connection| {
            runs.fetch_add(1, Ordering::SeqCst);
            connection
                .execute_batch("INSERT INTO child VALUES (1)")
                .map(Ok)
        })
    };
    let (_, first, second, ()) =
        futures::join!(hold, job(), job(), async { release.send(()).unwrap() });
    assert!(
        matches!(
            (&first, &second),
            (Err(PortError::Unknown(_)), Err(PortError::Unknown(_)))
        ),
        "{first:?} {second:?}"
    );
    assert_eq!(runs.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_damaged_blob_is_never_given_out() {
    let (_folder, _, store) = open();
    let hash = store
        .blobs()
        .put("cnv_a", b"a letter".to_vec())
        .await
        .unwrap();
    write(&store, "UPDATE blobs SET bytes = x'00'")
        .await
        .unwrap();
    for answer in [
        store.blobs().get(&hash).await.map(|_| ()),
        store.blobs().get_many(&[hash]).await.map(|_| ()),
    ] {
        assert!(matches!(answer, Err(PortError::Refused(_))), "{answer:?}");
    }
}

#[tokio::test]
async fn what_has_expired_is_deleted_in_time() {
    let (_folder, clock, store) = open();
    for hundred in 0..5 {
        let actions = (0..100).map(|one| Action::Put {
            key: key(hundred * 100 + one),
            body: b"x".to_vec(),
            expect: Expect::Absent,
            expires: Timestamp::from_second(10).ok(),
        });
        store
            .table()
            .commit(Commit {
                attempt: hundred.to_string(),
                actions: actions.collect(),
            })
            .await
            .unwrap();
    }
    store.table().commit(put(1_000)).await.unwrap();
    // Before the clock moves: the sweep that follows a write may still be at work.
    assert_eq!(number(&store, "SELECT count(*) FROM items").await, 501);
    clock.advance(Duration::from_secs(120));
    // Each write takes some with it.
    for more in 1_001..1_005 {
        store.table().commit(put(more)).await.unwrap();
    }
    // The last sweep may still be at work; a job behind it is not.
    write(&store, "").await.unwrap();
    assert_eq!(number(&store, "SELECT count(*) FROM items").await, 5);
}
