//! What every table must do.

use crate::assert_refused;
use crate::{table_pages, table_scan};
use adapters_local::ManualClock;
use futures::future::join_all;
use jiff::{SignedDuration, Timestamp};
use ports::table_rules::limits::LARGEST_ITEM;
use ports::table_rules::sizes::{item_size, largest_size};
use ports::{Action, Clock, Commit, Expect, Item, Key, PortError, Table, Units};
use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

/// A fresh, empty table and the clock that it goes by.
pub struct TableBed {
    /// The table.
    pub table: Arc<dyn Table>,
    /// Its clock.
    pub clock: ManualClock,
    /// Whatever must live as long as the table, such as a folder.
    pub keep: Box<dyn Any + Send>,
}

/// Runs all checks, each on a fresh table.
pub async fn table_suite(make: impl Fn() -> TableBed) {
    what_is_put_is_read_back(&make()).await;
    get_answers_in_the_order_asked(&make()).await;
    versions_count_puts_and_start_anew_after_a_delete(&make()).await;
    every_expectation_is_checked(&make()).await;
    of_two_with_the_same_version_one_loses(&make()).await;
    a_commit_that_half_fails_writes_nothing(&make()).await;
    a_conflict_names_no_position_that_was_met(&make()).await;
    a_repeated_attempt_changes_nothing(&make()).await;
    limits_are_refused(&make()).await;
    the_largest_item_and_commit_go_through(&make()).await;
    what_has_expired_is_absent(&make()).await;
    units_are_counted_as_dynamodb_does(&make()).await;
    no_update_is_lost_among_many(&make()).await;
    of_many_at_once_only_the_failing_fail(&make()).await;
    table_pages::run(&make).await;
    table_scan::run(&make).await;
}

/// A key.
pub(crate) fn key(pk: &str, sk: &str) -> Key {
    Key {
        pk: pk.to_owned(),
        sk: sk.to_owned(),
    }
}

/// A put without expiry.
pub(crate) fn put(key: &Key, body: &[u8], expect: Expect) -> Action {
    Action::Put {
        key: key.clone(),
        body: body.to_vec(),
        expect,
        expires: None,
    }
}

fn delete(key: &Key, expect: Expect) -> Action {
    Action::Delete {
        key: key.clone(),
        expect,
    }
}

fn check(key: &Key, expect: Expect) -> Action {
    Action::Check {
        key: key.clone(),
        expect,
    }
}

/// A commit.
pub(crate) fn commit(attempt: &str, actions: Vec<Action>) -> Commit {
    Commit {
        attempt: attempt.to_owned(),
        actions,
    }
}

async fn get(table: &dyn Table, key: &Key) -> Option<Item> {
    table
        .get(std::slice::from_ref(key))
        .await
        .unwrap()
        .pop()
        .unwrap()
}

async fn version(table: &dyn Table, key: &Key) -> Option<u64> {
    get(table, key).await.map(|item| item.version)
}

#[track_caller]
fn assert_conflict<T: std::fmt::Debug>(answer: Result<T, PortError>, positions: &[usize]) {
    match answer {
        Err(PortError::Conflict { failed }) => assert_eq!(failed, positions),
        other => panic!("expected a conflict at {positions:?}, got {other:?}"),
    }
}

async fn what_is_put_is_read_back(bed: &TableBed) {
    let table = &*bed.table;
    let expires = bed
        .clock
        .now()
        .checked_add(SignedDuration::new(3_600, 123_456_789))
        .unwrap();
    let places = [
        key("p", "s"),
        key("p", "é \u{10FFFF}\0%_'\""),
        key("ü/🙂", "s"),
        key("p", "s "),
    ];
    for (number, place) in places.iter().enumerate() {
        assert_eq!(get(table, place).await, None);
        let body = vec![0, 255, u8::try_from(number).unwrap()];
        let action = Action::Put {
            key: place.clone(),
            body: body.clone(),
            expect: Expect::Absent,
            expires: Some(expires),
        };
        table.commit(commit("a-1", vec![action])).await.unwrap();
        let expected = Item {
            key: place.clone(),
            version: 1,
            attempt: "a-1".to_owned(),
            body,
            expires: Some(expires),
        };
        assert_eq!(get(table, place).await, Some(expected));
    }
    let empty = key("p", "empty");
    table
        .commit(commit("a-2", vec![put(&empty, b"", Expect::Absent)]))
        .await
        .unwrap();
    let item = get(table, &empty).await.unwrap();
    assert_eq!(
        (item.body.as_slice(), item.expires, item.attempt.as_str()),
        (&b""[..], None, "a-2")
    );
    table
        .commit(commit("a-3", vec![put(&empty, b"now", Expect::Version(1))]))
        .await
        .unwrap();
    let item = get(table, &empty).await.unwrap();
    assert_eq!(
        (item.body.as_slice(), item.version, item.attempt.as_str()),
        (&b"now"[..], 2, "a-3")
    );
    // Without an expiry in the put the earlier one is gone.
    let place = &places[0];
    table
        .commit(commit("a-4", vec![put(place, b"x", Expect::Any)]))
        .await
        .unwrap();
    assert_eq!(get(table, place).await.unwrap().expires, None);
}

async fn get_answers_in_the_order_asked(bed: &TableBed) {
    let table = &*bed.table;
    assert_eq!(table.get(&[]).await.unwrap(), Vec::new());
    let actions = (0..100)
        .map(|number| put(&key("p", &format!("{number:03}")), b"x", Expect::Absent))
        .collect();
    table.commit(commit("a", actions)).await.unwrap();
    let keys: Vec<Key> = (0..100)
        .rev()
        .map(|number| key("p", &format!("{:03}", number * 2)))
        .collect();
    let found = table.get(&keys).await.unwrap();
    assert_eq!(found.len(), 100);
    for (number, (asked, item)) in keys.iter().zip(&found).enumerate() {
        assert_eq!(
            item.as_ref().map(|item| &item.key),
            (number >= 50).then_some(asked)
        );
    }
}

async fn versions_count_puts_and_start_anew_after_a_delete(bed: &TableBed) {
    let (table, place) = (&*bed.table, key("p", "s"));
    for (attempt, expect) in [
        ("1", Expect::Absent),
        ("2", Expect::Version(1)),
        ("3", Expect::Any),
    ] {
        table
            .commit(commit(
                attempt,
                vec![put(&place, attempt.as_bytes(), expect)],
            ))
            .await
            .unwrap();
        assert_eq!(version(table, &place).await, Some(attempt.parse().unwrap()));
    }
    table
        .commit(commit("4", vec![delete(&place, Expect::Version(3))]))
        .await
        .unwrap();
    assert_eq!(version(table, &place).await, None);
    table
        .commit(commit("5", vec![put(&place, b"x", Expect::Any)]))
        .await
        .unwrap();
    assert_eq!(version(table, &place).await, Some(1));
    table
        .commit(commit("6", vec![delete(&place, Expect::Any)]))
        .await
        .unwrap();
    table
        .commit(commit("7", vec![delete(&place, Expect::Any)]))
        .await
        .unwrap();
    table
        .commit(commit("8", vec![delete(&place, Expect::Absent)]))
        .await
        .unwrap();
    table
        .commit(commit("9", vec![put(&place, b"x", Expect::Absent)]))
        .await
        .unwrap();
    assert_eq!(version(table, &place).await, Some(1));
}

async fn every_expectation_is_checked(bed: &TableBed) {
    let (table, there, absent) = (&*bed.table, key("p", "there"), key("p", "absent"));
    table
        .commit(commit("0", vec![put(&there, b"1", Expect::Absent)]))
        .await
        .unwrap();
    table
        .commit(commit("1", vec![put(&there, b"2", Expect::Any)]))
        .await
        .unwrap();
    let wrong = [
        (&there, Expect::Absent),
        (&there, Expect::Version(1)),
        (&there, Expect::Version(3)),
        (&there, Expect::Version(0)),
        (&there, Expect::Version(u64::MAX)),
        (&absent, Expect::Version(1)),
        (&absent, Expect::Version(0)),
    ];
    for (number, (place, expect)) in wrong.into_iter().enumerate() {
        for action in [
            put(place, b"x", expect),
            delete(place, expect),
            check(place, expect),
        ] {
            let answer = table
                .commit(commit(&format!("wrong {number}"), vec![action]))
                .await;
            assert_conflict(answer, &[0]);
        }
    }
    assert_eq!(
        (version(table, &there).await, version(table, &absent).await),
        (Some(2), None)
    );
    let met = vec![
        check(&there, Expect::Version(2)),
        check(&absent, Expect::Absent),
    ];
    table.commit(commit("met", met)).await.unwrap();
    assert_eq!(
        (version(table, &there).await, version(table, &absent).await),
        (Some(2), None)
    );
}

async fn of_two_with_the_same_version_one_loses(bed: &TableBed) {
    let (table, place) = (&*bed.table, key("p", "s"));
    table
        .commit(commit("0", vec![put(&place, b"0", Expect::Absent)]))
        .await
        .unwrap();
    let first = table.commit(commit("1", vec![put(&place, b"1", Expect::Version(1))]));
    let second = table.commit(commit("2", vec![put(&place, b"2", Expect::Version(1))]));
    let (first, second) = futures::join!(first, second);
    let winner = match (first, second) {
        (Ok(_), lost) => {
            assert_conflict(lost, &[0]);
            "1"
        }
        (lost, Ok(_)) => {
            assert_conflict(lost, &[0]);
            "2"
        }
        both => panic!("one must win: {both:?}"),
    };
    let item = get(table, &place).await.unwrap();
    assert_eq!(
        (item.version, item.attempt.as_str(), item.body.as_slice()),
        (2, winner, winner.as_bytes())
    );
}

async fn a_commit_that_half_fails_writes_nothing(bed: &TableBed) {
    let table = &*bed.table;
    let places: Vec<Key> = (0..7)
        .map(|number| key(&format!("p{}", number % 3), &number.to_string()))
        .collect();
    let before = places
        .iter()
        .take(4)
        .map(|place| put(place, b"before", Expect::Absent))
        .collect();
    table.commit(commit("before", before)).await.unwrap();
    let actions = vec![
        put(&places[0], b"after", Expect::Version(1)),
        put(&places[1], b"after", Expect::Absent),
        delete(&places[2], Expect::Version(1)),
        delete(&places[3], Expect::Version(2)),
        check(&places[4], Expect::Version(1)),
        check(&places[5], Expect::Absent),
        put(&places[6], b"after", Expect::Any),
    ];
    assert_conflict(table.commit(commit("after", actions)).await, &[1, 3, 4]);
    for (number, item) in table.get(&places).await.unwrap().into_iter().enumerate() {
        let found = item.map(|item| (item.version, item.body, item.attempt));
        assert_eq!(
            found,
            (number < 4).then(|| (1, b"before".to_vec(), "before".to_owned())),
            "item {number}"
        );
    }
}

async fn a_conflict_names_no_position_that_was_met(bed: &TableBed) {
    let table = &*bed.table;
    let places: Vec<Key> = (0..100)
        .map(|number| key("p", &number.to_string()))
        .collect();
    table
        .commit(commit("0", vec![put(&places[99], b"x", Expect::Absent)]))
        .await
        .unwrap();
    let actions = places
        .iter()
        .map(|place| put(place, b"y", Expect::Absent))
        .collect();
    assert_conflict(table.commit(commit("1", actions)).await, &[99]);
    let actions = places
        .iter()
        .map(|place| put(place, b"y", Expect::Version(1)))
        .collect();
    assert_conflict(
        table.commit(commit("2", actions)).await,
        &(0..99).collect::<Vec<_>>(),
    );
}

async fn a_repeated_attempt_changes_nothing(bed: &TableBed) {
    let (table, place, other) = (&*bed.table, key("p", "s"), key("p", "t"));
    table
        .commit(commit("0", vec![put(&place, b"0", Expect::Absent)]))
        .await
        .unwrap();
    let twice = commit(
        "1",
        vec![
            put(&place, b"1", Expect::Version(1)),
            put(&other, b"1", Expect::Absent),
        ],
    );
    table.commit(twice.clone()).await.unwrap();
    match table.commit(twice.clone()).await {
        Ok(_) => {}
        repeat => assert_conflict(repeat, &[0, 1]),
    }
    assert_eq!(
        (version(table, &place).await, version(table, &other).await),
        (Some(2), Some(1))
    );
    // Once somebody else has written, the repeat must not take that back.
    table
        .commit(commit("2", vec![put(&place, b"2", Expect::Version(2))]))
        .await
        .unwrap();
    // It may say that it went through, because it did (DynamoDB remembers it for ten minutes).
    match table.commit(twice).await {
        Ok(_) => {}
        repeat => assert_conflict(repeat, &[0, 1]),
    }
    let item = get(table, &place).await.unwrap();
    assert_eq!((item.body.as_slice(), item.version), (&b"2"[..], 3));
    assert_eq!(version(table, &other).await, Some(1));
    // An attempt's name alone proves nothing: other bytes are another commit.
    for body in [b"3", b"4"] {
        table
            .commit(commit("2", vec![put(&place, body, Expect::Any)]))
            .await
            .unwrap();
        assert_eq!(get(table, &place).await.unwrap().body, body);
    }
    // Whatever was expected, the repeat is not counted as another put.
    for expires in [None, Some(bed.clock.now() + SignedDuration::from_secs(60))] {
        let again = Action::Put {
            key: key("p", "again"),
            body: b"x".to_vec(),
            expect: Expect::Any,
            expires,
        };
        let again = commit(&format!("again {expires:?}"), vec![again]);
        table.commit(again.clone()).await.unwrap();
        let once = version(table, &key("p", "again")).await;
        table.commit(again).await.unwrap();
        assert_eq!(version(table, &key("p", "again")).await, once);
    }
}

async fn limits_are_refused(bed: &TableBed) {
    let table = &*bed.table;
    let place = key("p", "s");
    assert_refused(table.commit(commit("a", vec![])).await);
    let many = |count: usize| {
        (0..count)
            .map(|number| put(&key("p", &number.to_string()), b"x", Expect::Any))
            .collect()
    };
    assert_refused(table.commit(commit("a", many(101))).await);
    let twice = [
        put(&place, b"x", Expect::Any),
        delete(&place, Expect::Any),
        check(&place, Expect::Absent),
    ];
    for first in &twice {
        for second in &twice {
            assert_refused(
                table
                    .commit(commit("a", vec![first.clone(), second.clone()]))
                    .await,
            );
        }
    }
    assert_refused(
        table
            .commit(commit("a", vec![check(&place, Expect::Any)]))
            .await,
    );
    let long_partition = key(&"p".repeat(2_049), "s");
    let long_sort = key("p", &"s".repeat(1_025));
    for bad in [key("", "s"), key("p", ""), long_partition, long_sort] {
        assert_refused(table.get(std::slice::from_ref(&bad)).await);
        for action in [
            put(&bad, b"x", Expect::Any),
            delete(&bad, Expect::Any),
            check(&bad, Expect::Absent),
        ] {
            assert_refused(table.commit(commit("a", vec![action])).await);
        }
    }
    let too_large = vec![0; 409_600 - 1];
    assert_refused(
        table
            .commit(commit("a", vec![put(&place, &too_large, Expect::Any)]))
            .await,
    );
    let eleven = (0..11)
        .map(|number| {
            put(
                &key("p", &number.to_string()),
                &vec![0; 400_000],
                Expect::Any,
            )
        })
        .collect();
    assert_refused(table.commit(commit("a", eleven)).await);
    let keys: Vec<Key> = (0..101)
        .map(|number| key("p", &number.to_string()))
        .collect();
    assert_refused(table.get(&keys).await);
    // Nothing of all that has left anything behind.
    assert!(
        table
            .get(&keys[..100])
            .await
            .unwrap()
            .iter()
            .all(Option::is_none)
    );
    assert_eq!(get(table, &place).await, None);
}

async fn the_largest_item_and_commit_go_through(bed: &TableBed) {
    let table = &*bed.table;
    let longest = key(&"p".repeat(2_048), &"s".repeat(1_024));
    let body = vec![7; 400_000];
    table
        .commit(commit("a", vec![put(&longest, &body, Expect::Absent)]))
        .await
        .unwrap();
    assert_eq!(get(table, &longest).await.unwrap().body, body);
    let ten = (0..10)
        .map(|number| put(&key("p", &number.to_string()), &body, Expect::Absent))
        .collect();
    table.commit(commit("b", ten)).await.unwrap();
    // To the byte: an item as the port weighs it, its version at the longest.
    let exact = key("p", "exact");
    let expires = Some(bed.clock.now() + SignedDuration::new(60, 1));
    let largest = LARGEST_ITEM - largest_size(&exact, "exact".len(), 0, expires);
    let exactly = |length: usize| Action::Put {
        key: exact.clone(),
        body: vec![7; length],
        expect: Expect::Any,
        expires,
    };
    assert_refused(
        table
            .commit(commit("exact", vec![exactly(largest + 1)]))
            .await,
    );
    table
        .commit(commit("exact", vec![exactly(largest)]))
        .await
        .unwrap();
    assert_eq!(get(table, &exact).await.unwrap().body.len(), largest);
    let hundred = (0..100)
        .map(|number| put(&key("q", &number.to_string()), b"x", Expect::Absent))
        .collect();
    table.commit(commit("c", hundred)).await.unwrap();
    assert_eq!(version(table, &key("q", "99")).await, Some(1));
}

async fn what_has_expired_is_absent(bed: &TableBed) {
    let (table, place, lasting) = (&*bed.table, key("p", "a"), key("p", "b"));
    let at = |seconds| {
        bed.clock
            .now()
            .checked_add(SignedDuration::from_secs(seconds))
            .unwrap()
    };
    let until = |expires: Timestamp| Action::Put {
        key: place.clone(),
        body: b"x".to_vec(),
        expect: Expect::Absent,
        expires: Some(expires),
    };
    table
        .commit(commit(
            "1",
            vec![until(at(10)), put(&lasting, b"x", Expect::Absent)],
        ))
        .await
        .unwrap();
    bed.clock.advance(Duration::from_millis(9_999));
    assert_eq!(version(table, &place).await, Some(1));
    assert_conflict(
        table
            .commit(commit("2", vec![check(&place, Expect::Absent)]))
            .await,
        &[0],
    );
    bed.clock.advance(Duration::from_millis(1));
    assert_eq!(version(table, &place).await, None);
    assert_eq!(
        table_pages::all(table, &table_pages::request("p")).await,
        ["b"]
    );
    for action in [
        put(&place, b"y", Expect::Version(1)),
        delete(&place, Expect::Version(1)),
    ] {
        assert_conflict(table.commit(commit("3", vec![action])).await, &[0]);
    }
    table
        .commit(commit("4", vec![check(&place, Expect::Absent)]))
        .await
        .unwrap();
    table
        .commit(commit("5", vec![until(at(10))]))
        .await
        .unwrap();
    assert_eq!(version(table, &place).await, Some(1));
    // However long ago, and even if the store has deleted it meanwhile.
    bed.clock.advance(Duration::from_secs(90_000));
    table
        .commit(commit("6", vec![put(&key("p", "c"), b"x", Expect::Absent)]))
        .await
        .unwrap();
    table
        .commit(commit("7", vec![put(&key("p", "d"), b"x", Expect::Absent)]))
        .await
        .unwrap();
    assert_eq!(version(table, &place).await, None);
    assert_eq!(
        table_pages::all(table, &table_pages::request("p")).await,
        ["b", "c", "d"]
    );
    // Born expired is never seen.
    table.commit(commit("8", vec![until(at(0))])).await.unwrap();
    assert_eq!(version(table, &place).await, None);
}

async fn units_are_counted_as_dynamodb_does(bed: &TableBed) {
    let table = &*bed.table;
    let total = std::cell::Cell::new(table.units());
    let used = || {
        let (now, before) = (table.units(), total.get());
        total.set(now);
        (now.read - before.read, now.write - before.write)
    };
    assert_eq!(table.units(), Units::default());
    let (small, large, absent) = (key("p", "small"), key("p", "large"), key("p", "absent"));
    let receipt = table
        .commit(commit("1", vec![put(&small, &[0; 500], Expect::Absent)]))
        .await
        .unwrap();
    assert_eq!(receipt.units, Units { read: 0, write: 1 });
    assert_eq!(used(), (0, 1));
    table
        .commit(commit("2", vec![put(&large, &[0; 9_000], Expect::Absent)]))
        .await
        .unwrap();
    assert_eq!(used(), (0, 9));
    // A smaller body over a larger one costs what the larger does.
    table
        .commit(commit("3", vec![put(&large, &[0; 10], Expect::Any)]))
        .await
        .unwrap();
    assert_eq!(used(), (0, 9));
    table
        .commit(commit("4", vec![put(&large, &[0; 9_000], Expect::Any)]))
        .await
        .unwrap();
    assert_eq!(used(), (0, 9));
    // In a transaction all counts double, checks and deletes of nothing among it.
    let actions = vec![
        put(&small, &[0; 1_500], Expect::Version(1)),
        check(&large, Expect::Version(3)),
        delete(&absent, Expect::Any),
    ];
    let receipt = table.commit(commit("5", actions)).await.unwrap();
    assert_eq!(
        receipt.units,
        Units {
            read: 0,
            write: 2 * (2 + 9 + 1)
        }
    );
    assert_eq!(used(), (0, 24));
    // A failed condition is not free.
    assert_conflict(
        table
            .commit(commit("6", vec![put(&small, &[0; 10], Expect::Absent)]))
            .await,
        &[0],
    );
    assert_eq!(used(), (0, 2));
    table
        .get(&[small.clone(), large.clone(), absent])
        .await
        .unwrap();
    assert_eq!(used(), (1 + 3 + 1, 0));
    table.page(&table_pages::request("p")).await.unwrap();
    assert_eq!(used(), (3, 0));
    table.page(&table_pages::request("nobody")).await.unwrap();
    assert_eq!(used(), (1, 0));
    // A key that is asked for twice is read once.
    table.get(&[small.clone(), small.clone()]).await.unwrap();
    assert_eq!(used(), (1, 0));
    // A check alone is a read.
    table
        .commit(commit("6a", vec![check(&large, Expect::Version(3))]))
        .await
        .unwrap();
    assert_eq!(used(), (3, 0));
    // What is refused costs nothing.
    assert_refused(table.commit(commit("7", vec![])).await);
    assert_eq!(used(), (0, 0));
    table
        .commit(commit("8", vec![delete(&large, Expect::Any)]))
        .await
        .unwrap();
    assert_eq!(used(), (0, 9));
    // Names, version, attempt and expiry weigh, too, to the byte.
    let edge = key("p", "edge");
    for (number, expires) in [None, Some(bed.clock.now() + SignedDuration::new(7, 1))]
        .into_iter()
        .enumerate()
    {
        let attempt = format!("edge {number}");
        let fits = 2 * 1024 - item_size(&edge, 1, attempt.len(), 0, expires);
        for (body_length, units) in [(fits, 2), (fits + 1, 3)] {
            let action = Action::Put {
                key: edge.clone(),
                body: vec![1; body_length],
                expect: Expect::Absent,
                expires,
            };
            table.commit(commit(&attempt, vec![action])).await.unwrap();
            assert_eq!(used(), (0, units), "{body_length} bytes, {expires:?}");
            let gone = vec![delete(&edge, Expect::Version(1))];
            table.commit(commit(&attempt, gone)).await.unwrap();
            assert_eq!(used(), (0, units), "deleting {body_length} bytes");
        }
    }
}

async fn no_update_is_lost_among_many(bed: &TableBed) {
    const TASKS: usize = 64;
    const ROUNDS: usize = 5;
    let counter = key("p", "counter");
    bed.table
        .commit(commit("0", vec![put(&counter, b"0", Expect::Absent)]))
        .await
        .unwrap();
    let tasks = (0..TASKS).map(|task| {
        let (table, counter) = (Arc::clone(&bed.table), counter.clone());
        tokio::spawn(async move {
            for round in 0..ROUNDS {
                // Somebody wins every race, so nobody loses more often than all others can win.
                for turn in 0..=TASKS * ROUNDS {
                    let item = get(&*table, &counter).await.unwrap();
                    let count: u64 = String::from_utf8(item.body).unwrap().parse().unwrap();
                    let next = put(
                        &counter,
                        (count + 1).to_string().as_bytes(),
                        Expect::Version(item.version),
                    );
                    let mine = key("mine", &format!("{task}-{round}"));
                    let both = vec![next, put(&mine, b"x", Expect::Absent)];
                    match table
                        .commit(commit(&format!("{task}-{round}-{turn}"), both))
                        .await
                    {
                        Ok(_) => break,
                        // While another is writing the counter DynamoDB may give up on both.
                        Err(PortError::Busy(_)) => {}
                        lost => assert_conflict(lost, &[0]),
                    }
                    assert!(turn < TASKS * ROUNDS, "lost every race");
                }
            }
        })
    });
    for done in join_all(tasks).await {
        done.unwrap();
    }
    let item = get(&*bed.table, &counter).await.unwrap();
    let expected = TASKS * ROUNDS;
    assert_eq!(String::from_utf8(item.body).unwrap(), expected.to_string());
    assert_eq!(item.version, u64::try_from(expected).unwrap() + 1);
    let mine = table_pages::all(&*bed.table, &table_pages::request("mine")).await;
    assert_eq!(mine.len(), expected);
}

async fn of_many_at_once_only_the_failing_fail(bed: &TableBed) {
    let table = &*bed.table;
    table
        .commit(commit(
            "taken",
            vec![put(&key("p", "taken"), b"x", Expect::Absent)],
        ))
        .await
        .unwrap();
    let commits = (0..200).map(|number| {
        let own = put(&key("p", &format!("{number:03}")), b"x", Expect::Absent);
        let fails = number % 7 == 3;
        let guard = if fails {
            check(&key("p", "taken"), Expect::Absent)
        } else {
            check(&key("p", "free"), Expect::Absent)
        };
        async move {
            (
                number,
                fails,
                table
                    .commit(commit(&number.to_string(), vec![own, guard]))
                    .await,
            )
        }
    });
    for (number, fails, answer) in join_all(commits).await {
        if fails {
            assert_conflict(answer, &[1]);
        } else {
            answer.unwrap();
        }
        let there = version(table, &key("p", &format!("{number:03}"))).await;
        assert_eq!(there, (!fails).then_some(1), "item {number}");
    }
}
