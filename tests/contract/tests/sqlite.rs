//! SQLite keeps to its ports, and keeps what it was given.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use adapters_local::{ManualClock, SqliteStore};
use contract::{QueueBed, TableBed, blobs_suite, queue_suite, table_suite};
use jiff::Timestamp;
use ports::{Action, Commit, Expect, Key, Outgoing, PortError, QueueName};
use std::path::Path;

fn clock() -> ManualClock {
    ManualClock::new("2026-03-02T09:00:00Z".parse::<Timestamp>().unwrap())
}

fn open(folder: &Path, clock: &ManualClock) -> SqliteStore {
    SqliteStore::open(&folder.join("store.sqlite3"), clock.shared()).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_table_keeps_its_contract() {
    table_suite(|| {
        let (clock, folder) = (clock(), tempfile::tempdir().unwrap());
        TableBed {
            table: open(folder.path(), &clock).table(),
            clock,
            keep: Box::new(folder),
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_queue_keeps_its_contract() {
    queue_suite(|| {
        let (clock, folder) = (clock(), tempfile::tempdir().unwrap());
        let queue = open(folder.path(), &clock).queue();
        let pass = move |time| -> futures::future::BoxFuture<'static, ()> {
            clock.advance(time);
            Box::pin(async {})
        };
        QueueBed {
            queue,
            keeps_reasons: true,
            pass: Box::new(pass),
            keep: Box::new(folder),
        }
    })
    .await;
}

#[tokio::test]
async fn the_blobs_keep_their_contract() {
    let folder = tempfile::tempdir().unwrap();
    blobs_suite(&*open(folder.path(), &clock()).blobs()).await;
}

fn key(sk: &str) -> Key {
    Key {
        pk: "p".to_owned(),
        sk: sk.to_owned(),
    }
}

fn put(sk: &str) -> Commit {
    let put = Action::Put {
        key: key(sk),
        body: sk.as_bytes().to_vec(),
        expect: Expect::Absent,
        expires: None,
    };
    Commit {
        attempt: format!("a-{sk}"),
        actions: vec![put],
    }
}

#[tokio::test]
async fn all_is_there_when_it_is_opened_again() {
    let (clock, folder) = (clock(), tempfile::tempdir().unwrap());
    let store = open(folder.path(), &clock);
    store.table().commit(put("1")).await.unwrap();
    let blob = store.blobs().put("cnv_a", b"body".to_vec()).await.unwrap();
    let letters = ["1", "2"].map(|body| Outgoing {
        body: body.to_owned(),
        delay_ms: 0,
    });
    store
        .queue()
        .send(QueueName::Sending, letters.to_vec())
        .await
        .unwrap();
    let held = store
        .queue()
        .receive(QueueName::Sending, 1, 60_000)
        .await
        .unwrap()
        .remove(0);
    drop(store);
    for closing in [false, true, true] {
        let store = open(folder.path(), &clock);
        let item = store
            .table()
            .get(&[key("1")])
            .await
            .unwrap()
            .remove(0)
            .unwrap();
        assert_eq!(
            (item.version, item.body.as_slice(), item.attempt.as_str()),
            (1, &b"1"[..], "a-1")
        );
        assert_eq!(
            store.blobs().get(&blob).await.unwrap().as_deref(),
            Some(&b"body"[..])
        );
        let depth = store.queue().depth(QueueName::Sending).await.unwrap();
        assert_eq!((depth.ready, depth.hidden), (1, 1));
        store.integrity().await.unwrap();
        if closing {
            store.close().await.unwrap();
            store.close().await.unwrap();
            assert!(
                !folder.path().join("store.sqlite3-wal").exists(),
                "the log is folded into the file"
            );
            assert!(matches!(
                store.table().get(&[key("1")]).await,
                Err(PortError::Busy(_))
            ));
            assert!(matches!(
                store.table().commit(put("2")).await,
                Err(PortError::Busy(_))
            ));
        }
    }
    let store = open(folder.path(), &clock);
    store
        .queue()
        .done(QueueName::Sending, &held.receipt)
        .await
        .unwrap();
    assert_eq!(
        store
            .queue()
            .depth(QueueName::Sending)
            .await
            .unwrap()
            .hidden,
        0
    );
}

#[tokio::test]
async fn a_port_outlives_the_store_that_made_it() {
    let folder = tempfile::tempdir().unwrap();
    let table = open(folder.path(), &clock()).table();
    table.commit(put("1")).await.unwrap();
    assert!(table.get(&[key("1")]).await.unwrap()[0].is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn closing_answers_everybody() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path(), &clock());
    let commits: Vec<_> = (0..500)
        .map(|number| {
            let table = store.table();
            tokio::spawn(async move { (number, table.commit(put(&number.to_string())).await) })
        })
        .collect();
    tokio::task::yield_now().await;
    store.close().await.unwrap();
    let mut answers = Vec::new();
    for commit in commits {
        answers.push(commit.await.unwrap());
    }
    let store = open(folder.path(), &clock());
    for (number, answer) in answers {
        let there = store
            .table()
            .get(&[key(&number.to_string())])
            .await
            .unwrap()[0]
            .is_some();
        match answer {
            Ok(_) => assert!(there, "what was answered is kept"),
            Err(PortError::Busy(_)) => assert!(!there, "Busy means that it did not happen"),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn a_caller_that_gives_up_harms_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path(), &clock());
    for number in 0..50 {
        let table = store.table();
        let commit = tokio::spawn(async move { table.commit(put(&number.to_string())).await });
        commit.abort();
    }
    store.table().commit(put("last")).await.unwrap();
    store.integrity().await.unwrap();
}
