//! What networks and clouds do to a commit, and what its writer is told.

use crate::clock;
use adapters_aws::{Aws, DynamoTable, Endpoints};
use adapters_local::ManualClock;
use aws_tests::{DynamoDb, Fault, Faulty};
use ports::{Action, Commit, Expect, Item, Key, PortError, Table};
use serde_json::json;
use std::time::Duration;

struct Bed {
    door: Faulty,
    table: DynamoTable,
    /// The same table, undisturbed.
    straight: DynamoTable,
    _clock: ManualClock,
    _database: DynamoDb,
}

/// A database behind a door. The client waits for an answer for three seconds.
async fn bed() -> Bed {
    let (database, clock) = (DynamoDb::start(), clock());
    database.make_table("items").await;
    let door = Faulty::before(database.address()).await;
    let table = |address: &str, timeout| {
        let endpoints = Endpoints {
            dynamodb: Some(address.to_owned()),
            timeout,
            ..Endpoints::default()
        };
        Aws::at(endpoints).table("items", clock.shared())
    };
    Bed {
        table: table(door.address(), Some(Duration::from_secs(3))),
        straight: table(database.address(), None),
        door,
        _clock: clock,
        _database: database,
    }
}

fn key(sk: &str) -> Key {
    Key {
        pk: "p".to_owned(),
        sk: sk.to_owned(),
    }
}

fn put(sk: &str, expect: Expect) -> Action {
    Action::Put {
        key: key(sk),
        body: b"x".to_vec(),
        expect,
        expires: None,
    }
}

fn commit(attempt: &str, actions: Vec<Action>) -> Commit {
    Commit {
        attempt: attempt.to_owned(),
        actions,
    }
}

/// A service's error, as it goes over the wire.
fn error(code: &str) -> String {
    let kind = format!("com.amazonaws.dynamodb.v20120810#{code}");
    json!({"__type": kind, "message": "so it is"}).to_string()
}

fn cancelled(reasons: &[&str]) -> String {
    let reasons: Vec<_> = reasons
        .iter()
        .map(|code| json!({"Code": code, "Message": "so it is"}))
        .collect();
    json!({
        "__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
        "Message": "Transaction cancelled",
        "CancellationReasons": reasons,
    })
    .to_string()
}

impl Bed {
    async fn get(&self, sk: &str) -> Option<Item> {
        self.straight.get(&[key(sk)]).await.unwrap().remove(0)
    }
}

#[track_caller]
fn assert_busy<T: std::fmt::Debug>(answer: Result<T, PortError>) {
    assert!(matches!(answer, Err(PortError::Busy(_))), "{answer:?}");
}

#[track_caller]
fn assert_unknown<T: std::fmt::Debug>(answer: Result<T, PortError>) {
    assert!(matches!(answer, Err(PortError::Unknown(_))), "{answer:?}");
}

/// The commits that go out as `PutItem`, `UpdateItem`, `DeleteItem` and `TransactWriteItems`; the
/// delete finds what was there.
fn each_kind() -> [(&'static str, Commit); 4] {
    [
        ("PutItem", commit("1", vec![put("put", Expect::Absent)])),
        ("UpdateItem", commit("2", vec![put("any", Expect::Any)])),
        (
            "DeleteItem",
            commit(
                "3",
                vec![Action::Delete {
                    key: key("there"),
                    expect: Expect::Version(1),
                }],
            ),
        ),
        (
            "TransactWriteItems",
            commit("4", vec![put("a", Expect::Absent), put("b", Expect::Any)]),
        ),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_throttled_commit_did_not_happen_and_is_not_tried_again() {
    let bed = bed().await;
    let there = commit("0", vec![put("there", Expect::Absent)]);
    bed.straight.commit(there).await.unwrap();
    for (operation, commit) in each_kind() {
        for code in [
            "ThrottlingException",
            "ProvisionedThroughputExceededException",
            "RequestLimitExceeded",
        ] {
            bed.door.plan(operation, Fault::Instead(400, error(code)));
            assert_busy(bed.table.commit(commit.clone()).await);
        }
        assert_eq!(bed.door.seen(), [operation; 3], "one call a commit");
    }
    let transaction = || commit("5", vec![put("a", Expect::Absent), put("b", Expect::Any)]);
    for reason in ["ThrottlingError", "ProvisionedThroughputExceeded"] {
        let fault = Fault::Instead(400, cancelled(&["None", reason]));
        bed.door.plan("TransactWriteItems", fault);
        assert_busy(bed.table.commit(transaction()).await);
    }
    for sk in ["put", "any", "a", "b"] {
        assert_eq!(bed.get(sk).await, None, "{sk}");
    }
    assert!(bed.get("there").await.is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_answer_is_unknown_and_the_attempt_tells() {
    for fault in [
        Fault::DoneBut(500),
        Fault::DoneBut(503),
        Fault::DoneAndSilent,
        Fault::DoneAndBroken,
    ] {
        let bed = bed().await;
        let there = commit("0", vec![put("there", Expect::Absent)]);
        bed.straight.commit(there).await.unwrap();
        for (operation, commit) in each_kind() {
            bed.door.plan(operation, fault.clone());
            assert_unknown(bed.table.commit(commit.clone()).await);
            assert_eq!(bed.door.seen(), [operation], "never twice: {fault:?}");
            // It did happen, and a repeat changes nothing.
            for action in &commit.actions {
                if let Action::Put { key, .. } = action {
                    let item = bed.get(&key.sk).await.unwrap();
                    assert_eq!((item.attempt, item.version), (commit.attempt.clone(), 1));
                    bed.table.commit(commit.clone()).await.unwrap();
                    assert_eq!(bed.get(&key.sk).await.unwrap().version, 1);
                }
            }
            bed.door.seen();
        }
        assert_eq!(bed.get("there").await, None);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failed_connection_is_busy() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let endpoints = Endpoints {
        dynamodb: Some(address),
        ..Endpoints::default()
    };
    let table = Aws::at(endpoints).table("items", clock().shared());
    assert_busy(table.commit(commit("1", vec![put("a", Expect::Any)])).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_forbidden_is_refused() {
    let bed = bed().await;
    for (operation, commit) in each_kind() {
        for code in ["AccessDeniedException", "ResourceNotFoundException"] {
            bed.door.plan(operation, Fault::Instead(400, error(code)));
            let answer = bed.table.commit(commit.clone()).await;
            assert!(matches!(answer, Err(PortError::Refused(_))), "{answer:?}");
        }
    }
    let fault = Fault::Instead(400, cancelled(&["None", "ValidationError"]));
    bed.door.plan("TransactWriteItems", fault);
    let transaction = commit("5", vec![put("a", Expect::Absent), put("b", Expect::Any)]);
    match bed.table.commit(transaction).await {
        Err(PortError::Refused(why)) => assert!(why.contains("action 1"), "{why}"),
        other => panic!("{other:?}"),
    }
}

/// DynamoDB gives up on a transaction when another one writes the same items, whatever the conditions.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_race_names_what_can_no_longer_be_met() {
    let bed = bed().await;
    let taken = commit("0", vec![put("taken", Expect::Absent)]);
    bed.straight.commit(taken).await.unwrap();
    let actions = vec![
        put("free", Expect::Absent),
        put("taken", Expect::Absent),
        put("any", Expect::Any),
    ];
    let raced = cancelled(&[
        "TransactionConflict",
        "TransactionConflict",
        "TransactionConflict",
    ]);
    bed.door
        .plan("TransactWriteItems", Fault::Instead(400, raced.clone()));
    let answer = bed.table.commit(commit("1", actions)).await;
    assert_eq!(answer, Err(PortError::Conflict { failed: vec![1] }));
    let actions = vec![
        put("free", Expect::Absent),
        put("taken", Expect::Version(1)),
        put("any", Expect::Any),
    ];
    bed.door
        .plan("TransactWriteItems", Fault::Instead(400, raced));
    assert_busy(bed.table.commit(commit("2", actions)).await);
    // Against one write alone.
    for (expect, fails) in [(Expect::Absent, true), (Expect::Version(1), false)] {
        let fault = Fault::Instead(400, error("TransactionConflictException"));
        bed.door.plan("PutItem", fault);
        let answer = bed
            .table
            .commit(commit("3", vec![put("taken", expect)]))
            .await;
        if fails {
            assert_eq!(answer, Err(PortError::Conflict { failed: vec![0] }));
        } else {
            assert_busy(answer);
        }
    }
    // A failed guard beside it is what the writer must know.
    let both = Fault::Instead(
        400,
        cancelled(&["TransactionConflict", "ConditionalCheckFailed"]),
    );
    bed.door.plan("TransactWriteItems", both);
    let actions = vec![put("free", Expect::Absent), put("taken", Expect::Absent)];
    let answer = bed.table.commit(commit("4", actions)).await;
    assert_eq!(answer, Err(PortError::Conflict { failed: vec![1] }));
    let fault = Fault::Instead(400, error("TransactionInProgressException"));
    bed.door.plan("TransactWriteItems", fault);
    let actions = vec![put("free", Expect::Absent), put("any", Expect::Any)];
    assert_unknown(bed.table.commit(commit("5", actions)).await);
    assert_eq!(bed.get("taken").await.unwrap().version, 1);
    assert_eq!(bed.get("free").await, None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reads_are_tried_again_and_never_in_doubt() {
    let bed = bed().await;
    bed.straight
        .commit(commit("0", vec![put("a", Expect::Absent)]))
        .await
        .unwrap();
    bed.door
        .plan("GetItem", Fault::Instead(500, error("InternalServerError")));
    assert!(bed.table.get(&[key("a")]).await.unwrap()[0].is_some());
    assert_eq!(bed.door.seen(), ["GetItem", "GetItem"]);
    for _ in 0..3 {
        let fault = Fault::Instead(400, error("ThrottlingException"));
        bed.door.plan("BatchGetItem", fault);
    }
    assert_busy(bed.table.get(&[key("a"), key("b")]).await);
    // Throttled in another way: the keys come back, and nothing with them.
    let nothing = json!({
        "Responses": {"items": []},
        "UnprocessedKeys": {"items": {
            "ConsistentRead": true,
            "Keys": [
                {"pk": {"S": "p"}, "sk": {"S": "a"}},
                {"pk": {"S": "p"}, "sk": {"S": "b"}},
            ],
        }},
    });
    bed.door.seen();
    bed.door
        .plan("BatchGetItem", Fault::Instead(200, nothing.to_string()));
    assert_busy(bed.table.get(&[key("a"), key("b")]).await);
    assert_eq!(bed.door.seen(), ["BatchGetItem"]);
}
