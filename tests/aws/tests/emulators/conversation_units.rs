//! Conversations cost the same in memory, on SQLite and on DynamoDB: each partition the same units.
//!
//! Tasks are awaited one after the other. A scheduler that polls them by hand, as the golden conversations have it,
//! works only on a table that answers at once; on another it does other things in another order.

use adapters_aws::{Aws, Endpoints};
use adapters_local::{ManualClock, MemoryTable, SqliteStore};
use aws_tests::{Contacts, DynamoDb, Spent};
use ports::Table;
use std::sync::Arc;

/// A Monday morning; what expires by it is not looked at by the server's clock (`DynamoDb::make_table`).
const BEGINS: &str = "2026-09-07T08:00:00Z";

/// Four contacts, of whom every other says yes to the first letter and is filed; the others get all letters.
async fn lived(table: Arc<dyn Table>, clock: ManualClock) -> Spent {
    let stack = Contacts::on(table, clock).unwrap();
    let count = stack.live("agent-000", 4, Some(2)).await.unwrap();
    assert_eq!(count, 4);
    stack.spent()
}

fn clock() -> ManualClock {
    ManualClock::new(BEGINS.parse().unwrap())
}

#[track_caller]
fn check(place: &str, spent: &Spent, memory: &Spent) {
    let differs = |one: &Spent, other: &Spent| -> Vec<String> {
        let unlike = one
            .iter()
            .filter(|(pk, units)| other.get(*pk) != Some(*units));
        unlike
            .map(|(pk, units)| format!("{pk}: {units:?}"))
            .collect()
    };
    let (here, there) = (differs(spent, memory), differs(memory, spent));
    assert_eq!(here, there, "{place}, and in memory");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn conversations_cost_the_same_everywhere() {
    let here = clock();
    let memory = lived(Arc::new(MemoryTable::new(here.shared())), here).await;
    let write: u64 = memory.values().map(|units| units.write).sum();
    let read: u64 = memory.values().map(|units| units.read).sum();
    assert!(write > 4 * 200 && read > 4 * 40, "{read} {write}");

    let here = clock();
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&folder.path().join("store.sqlite3"), here.shared()).unwrap();
    check("SQLite", &lived(store.table(), here).await, &memory);

    let here = clock();
    let database = DynamoDb::start();
    database.make_table("items").await;
    let endpoints = Endpoints {
        dynamodb: Some(database.address().to_owned()),
        ..Endpoints::default()
    };
    let table = Aws::at(endpoints).table("items", here.shared());
    check("DynamoDB", &lived(Arc::new(table), here).await, &memory);
}
