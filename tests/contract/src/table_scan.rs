//! What reading the whole of every table must do.

use crate::assert_refused;
use crate::table::{TableBed, commit, key, put};
use ports::{Action, Clock, Expect, Key, PortError, ScanRequest, Table};
use std::collections::BTreeSet;
use std::time::Duration;

/// Runs all checks, each on a fresh table.
pub(crate) async fn run(make: &impl Fn() -> TableBed) {
    every_item_is_in_exactly_one_part(&make()).await;
    what_comes_and_goes_meanwhile_hides_nothing_else(&make()).await;
    a_part_ends_after_a_megabyte(&make()).await;
    expired_items_are_passed_over(&make()).await;
    a_scan_costs_what_it_reads(&make()).await;
    bad_requests_are_refused(&make()).await;
}

/// The keys of all parts, in the order they came.
async fn all(table: &dyn Table, limit: usize) -> Vec<Key> {
    let mut request = ScanRequest { after: None, limit };
    let mut keys = Vec::new();
    for _ in 0..10_000 {
        let scan = table.scan(&request).await.unwrap();
        assert!(
            scan.items.len() <= limit,
            "a part is never longer than asked"
        );
        keys.extend(scan.items.into_iter().map(|item| item.key));
        match scan.next {
            Some(next) => request.after = Some(next),
            None => return keys,
        }
    }
    panic!("the parts don't end");
}

async fn fill(table: &dyn Table, keys: &[Key], body: &[u8]) {
    for (number, key) in keys.iter().enumerate() {
        let puts = vec![put(key, body, Expect::Absent)];
        let attempt = format!("a-{number}");
        table.commit(commit(&attempt, puts)).await.unwrap();
    }
}

/// Partitions and sort keys that are easily mixed up, and partitions with one item only.
fn places() -> Vec<Key> {
    let mut keys = Vec::new();
    for pk in ["a", "a\0", "aa", "b", "é", "\u{10FFFF}", "z#1", "z#10"] {
        for sk in ["\0", "1", "10", "2", "a", "é", "\u{10FFFF}"] {
            keys.push(key(pk, sk));
        }
    }
    keys.push(key("alone", "x"));
    keys
}

#[track_caller]
fn same(found: &[Key], expected: &[Key]) {
    let distinct: BTreeSet<&Key> = found.iter().collect();
    assert_eq!(distinct.len(), found.len(), "an item came twice");
    assert_eq!(distinct, expected.iter().collect());
}

async fn every_item_is_in_exactly_one_part(bed: &TableBed) {
    assert_eq!(all(&*bed.table, 10).await, [], "an empty table has none");
    let places = places();
    fill(&*bed.table, &places, b"x").await;
    let mut orders = BTreeSet::new();
    for limit in [1, 2, 7, places.len(), places.len() + 1, 1_000] {
        let found = all(&*bed.table, limit).await;
        same(&found, &places);
        orders.insert(found);
    }
    assert_eq!(orders.len(), 1, "the order stays the same");
    let scan = ScanRequest {
        after: None,
        limit: 1,
    };
    let first = bed.table.scan(&scan).await.unwrap().items.remove(0);
    assert_eq!(
        (first.version, first.body.as_slice(), first.expires),
        (1, &b"x"[..], None)
    );
    assert!(first.attempt.starts_with("a-"), "{}", first.attempt);
}

async fn what_comes_and_goes_meanwhile_hides_nothing_else(bed: &TableBed) {
    let places = places();
    fill(&*bed.table, &places, b"x").await;
    let scan = ScanRequest {
        after: None,
        limit: 20,
    };
    let first = bed.table.scan(&scan).await.unwrap();
    let mut found: Vec<Key> = first.items.into_iter().map(|item| item.key).collect();
    let last = first.next.unwrap();
    let gone = vec![
        Action::Delete {
            key: last.clone(),
            expect: Expect::Any,
        },
        put(&key("new", "x"), b"x", Expect::Absent),
    ];
    bed.table.commit(commit("between", gone)).await.unwrap();
    let rest = ScanRequest {
        after: Some(last),
        limit: 1_000,
    };
    let rest = bed.table.scan(&rest).await.unwrap();
    assert_eq!(rest.next, None);
    found.extend(rest.items.into_iter().map(|item| item.key));
    // What came meanwhile may be seen or not.
    found.retain(|found| found.pk != "new");
    same(&found, &places);
}

async fn a_part_ends_after_a_megabyte(bed: &TableBed) {
    let keys: Vec<Key> = (0..7)
        .map(|n| key(&format!("p{}", n % 3), &format!("{n}")))
        .collect();
    fill(&*bed.table, &keys, &vec![7; 300_000]).await;
    let scan = ScanRequest {
        after: None,
        limit: 1_000,
    };
    let first = bed.table.scan(&scan).await.unwrap();
    assert!(
        first.next.is_some() && first.items.len() <= 4,
        "{:?}",
        first.next
    );
    same(&all(&*bed.table, 1_000).await, &keys);
}

async fn expired_items_are_passed_over(bed: &TableBed) {
    let soon = bed
        .clock
        .now()
        .checked_add(jiff::SignedDuration::from_secs(1))
        .unwrap();
    let expiring = |n: u32| Action::Put {
        key: key(&format!("p{n}"), "x"),
        body: b"x".to_vec(),
        expect: Expect::Absent,
        expires: Some(soon),
    };
    for n in 0..9 {
        let actions = vec![expiring(n)];
        bed.table
            .commit(commit(&format!("e-{n}"), actions))
            .await
            .unwrap();
    }
    let living = [key("living", "x"), key("p3", "y")];
    fill(&*bed.table, &living, b"x").await;
    assert_eq!(all(&*bed.table, 3).await.len(), 11);
    bed.clock.advance(Duration::from_secs(2));
    same(&all(&*bed.table, 3).await, &living);
}

async fn a_scan_costs_what_it_reads(bed: &TableBed) {
    fill(&*bed.table, &[key("p", "1"), key("q", "1")], &[1; 3_000]).await;
    let before = bed.table.units();
    all(&*bed.table, 100).await;
    let after = bed.table.units();
    assert_eq!(
        (after.read - before.read, after.write - before.write),
        (2, 0)
    );
}

async fn bad_requests_are_refused(bed: &TableBed) {
    for limit in [0, 1_001] {
        let request = ScanRequest { after: None, limit };
        assert_refused(bed.table.scan(&request).await);
    }
    let request = ScanRequest {
        after: Some(key("", "x")),
        limit: 1,
    };
    let answer: Result<_, PortError> = bed.table.scan(&request).await;
    assert_refused(answer);
}
