//! The table on DynamoDB keeps its contract.
//!
//! The emulator does one thing at a time, so it never gives up on a transaction because of another
//! one (developer guide, "Transaction conflict handling"), and it is never throttled: `table_faults`
//! answers in its place. It remembers tokens for ten minutes of the real clock, as AWS does. It
//! reports no units for a write that failed; neither does AWS.

use crate::{clock, wait};
use adapters_aws::{Aws, Endpoints};
use aws_tests::DynamoDb;
use contract::{TableBed, table_suite};
use jiff::SignedDuration;
use ports::{Action, Clock, Commit, Expect, Item, Key, PortError, Table};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

fn aws(database: &DynamoDb) -> Aws {
    Aws::at(Endpoints {
        dynamodb: Some(database.address().to_owned()),
        ..Endpoints::default()
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_table_keeps_its_contract() {
    let database = DynamoDb::start();
    let aws = aws(&database);
    let tables = AtomicUsize::new(0);
    table_suite(|| {
        let name = format!("table-{}", tables.fetch_add(1, Ordering::Relaxed));
        wait(database.make_table(&name));
        let clock = clock();
        TableBed {
            table: Arc::new(aws.table(&name, clock.shared())),
            clock,
            keep: Box::new(()),
        }
    })
    .await;
}

fn key(sk: &str) -> Key {
    Key {
        pk: "p".to_owned(),
        sk: sk.to_owned(),
    }
}

fn any(sk: &str, body: &[u8], expires: Option<jiff::Timestamp>) -> Action {
    Action::Put {
        key: key(sk),
        body: body.to_vec(),
        expect: Expect::Any,
        expires,
    }
}

fn commit(attempt: &str, actions: Vec<Action>) -> Commit {
    Commit {
        attempt: attempt.to_owned(),
        actions,
    }
}

async fn get(table: &dyn Table, sk: &str) -> Option<Item> {
    table.get(&[key(sk)]).await.unwrap().remove(0)
}

/// What a counting update can't know: that what is there has expired.
#[tokio::test]
async fn a_put_of_whatever_is_there_starts_anew_where_that_has_expired() {
    let (database, clock) = (DynamoDb::start(), clock());
    database.make_table("items").await;
    let table = aws(&database).table("items", clock.shared());
    let soon = Some(clock.now() + SignedDuration::from_secs(10));
    for (attempt, version) in [("1", 1), ("2", 2)] {
        let put = vec![any("a", attempt.as_bytes(), soon), any("b", b"x", None)];
        table.commit(commit(attempt, put)).await.unwrap();
        assert_eq!(get(&table, "a").await.unwrap().version, version);
    }
    clock.advance(Duration::from_secs(10));
    // One of two has expired; the other goes on counting.
    let put = vec![any("a", b"3", None), any("b", b"x", None)];
    table.commit(commit("3", put.clone())).await.unwrap();
    let versions = [get(&table, "a").await, get(&table, "b").await].map(|i| i.unwrap().version);
    assert_eq!(versions, [1, 3]);
    assert_eq!(get(&table, "a").await.unwrap().expires, None);
    // A repeat at another time, when DynamoDB no longer knows the token, changes nothing.
    clock.advance(Duration::from_secs(3_600));
    table.commit(commit("3", put)).await.unwrap();
    let versions = [get(&table, "a").await, get(&table, "b").await].map(|i| i.unwrap().version);
    assert_eq!(versions, [1, 3]);
    // Alone, too, and a failed guard beside it names itself only.
    table
        .commit(commit("4", vec![any("c", b"4", Some(clock.now()))]))
        .await
        .unwrap();
    let guarded = vec![
        any("c", b"5", None),
        Action::Check {
            key: key("a"),
            expect: Expect::Absent,
        },
    ];
    let lost = table.commit(commit("5", guarded)).await;
    assert_eq!(lost, Err(PortError::Conflict { failed: vec![1] }));
    table
        .commit(commit("6", vec![any("c", b"6", None)]))
        .await
        .unwrap();
    assert_eq!(get(&table, "c").await.unwrap().version, 1);
}

/// DynamoDB answers at most 16 MB at a time and gives the other keys back.
#[tokio::test]
async fn keys_that_are_given_back_are_asked_for_again() {
    let (database, clock) = (DynamoDb::start(), clock());
    database.make_table("items").await;
    let table = aws(&database).table("items", clock.shared());
    let keys: Vec<Key> = (0..60).map(|number| key(&format!("{number:02}"))).collect();
    for key in &keys {
        let put = any(&key.sk, &vec![1; 380_000], None);
        table.commit(commit(&key.sk, vec![put])).await.unwrap();
    }
    let found = table.get(&keys).await.unwrap();
    let found: Vec<Key> = found.into_iter().map(|item| item.unwrap().key).collect();
    assert_eq!(found, keys);
}
