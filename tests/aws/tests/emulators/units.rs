//! SQLite and DynamoDB count the same units for the same work.
//!
//! DynamoDB's own count (`ConsumedCapacity`) is the measure; the emulator's sizes were measured against
//! AWS byte by byte by its authors. What a *failed* write costs neither says: AWS documents that it
//! costs as much as the larger of both items, and the adapter counts that from what it is shown.

use crate::clock;
use adapters_aws::{Aws, Endpoints};
use adapters_local::{ManualClock, SqliteStore};
use aws_tests::DynamoDb;
use jiff::SignedDuration;
use ports::{Action, Clock, Commit, Expect, Key, PageRequest, Table, Units};
use std::sync::Arc;

/// A small generator: the same numbers in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        // Knuth's MMIX constants; the high bits are the good ones.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn action(&mut self, clock: &ManualClock, sk: u64) -> Action {
        let key = Key {
            pk: format!("partition-{}", sk % 3),
            sk: format!("é{sk}"),
        };
        let expect = match self.below(6) {
            0 => Expect::Absent,
            1 | 2 => Expect::Version(1 + self.below(3)),
            _ => Expect::Any,
        };
        match self.below(10) {
            0 => Action::Delete { key, expect },
            1 if expect != Expect::Any => Action::Check { key, expect },
            _ => {
                let length = self.below(5_000);
                let expires = (self.below(4) == 0).then(|| {
                    let nanoseconds = i32::try_from(self.below(1_000_000_000)).unwrap();
                    clock.now() + SignedDuration::new(5, nanoseconds)
                });
                Action::Put {
                    key,
                    body: vec![7; usize::try_from(length).unwrap()],
                    expect,
                    expires,
                }
            }
        }
    }
}

fn used(table: &dyn Table, before: Units) -> (u64, u64) {
    let now = table.units();
    (now.read - before.read, now.write - before.write)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_work_costs_the_same() {
    let (database, clock) = (DynamoDb::start(), clock());
    database.make_table("items").await;
    let endpoints = Endpoints {
        dynamodb: Some(database.address().to_owned()),
        ..Endpoints::default()
    };
    let dynamodb: Arc<dyn Table> = Arc::new(Aws::at(endpoints).table("items", clock.shared()));
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&folder.path().join("store.sqlite3"), clock.shared()).unwrap();
    let sqlite = store.table();
    let mut numbers = Numbers(4);
    let mut went_through = 0;
    for round in 0..400_u64 {
        let size = 1 + numbers.below(4);
        let first = numbers.below(20);
        let actions: Vec<Action> = (0..size)
            .map(|number| numbers.action(&clock, (first + number * 7) % 23))
            .collect();
        let commit = Commit {
            attempt: format!("attempt-{round}"),
            actions,
        };
        let before = [sqlite.units(), dynamodb.units()];
        let answers = [
            sqlite.commit(commit.clone()).await,
            dynamodb.commit(commit.clone()).await,
        ];
        assert_eq!(
            answers[0].is_ok(),
            answers[1].is_ok(),
            "{round}: {commit:?}"
        );
        let costs = [used(&*sqlite, before[0]), used(&*dynamodb, before[1])];
        match answers {
            [Ok(one), Ok(other)] => {
                went_through += 1;
                assert_eq!(one, other, "{round}: {commit:?}");
                assert_eq!(costs[0], costs[1], "{round}: {commit:?}");
            }
            [one, other] => {
                assert_eq!(one, other, "{round}: {commit:?}");
                // Of a failed transaction DynamoDB shows only the items whose condition failed, so
                // what a lost race costs is a guess there.
                if commit.actions.len() == 1 {
                    assert_eq!(costs[0], costs[1], "{round}: {commit:?}");
                }
            }
        }
        let request = PageRequest {
            after: (round % 5 == 0).then(|| "é1".to_owned()),
            until: (round % 7 == 0).then(|| "é2".to_owned()),
            descending: round % 2 == 0,
            ..PageRequest::new(
                format!("partition-{}", round % 4),
                ["", "é1", "é2", "x"][usize::try_from(round % 4).unwrap()],
                usize::try_from(1 + round % 6).unwrap(),
            )
        };
        let keys: Vec<Key> = commit.actions.iter().map(|a| a.key().clone()).collect();
        let before = [sqlite.units(), dynamodb.units()];
        assert_eq!(
            sqlite.page(&request).await.unwrap(),
            dynamodb.page(&request).await.unwrap(),
            "{request:?}"
        );
        assert_eq!(
            sqlite.get(&keys).await.unwrap(),
            dynamodb.get(&keys).await.unwrap()
        );
        let costs = [used(&*sqlite, before[0]), used(&*dynamodb, before[1])];
        assert_eq!(costs[0], costs[1], "{request:?} {keys:?}");
    }
    assert!((100..400).contains(&went_through), "{went_through} of 400");
}
