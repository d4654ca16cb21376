//! What pages of every table must do.

use crate::assert_refused;
use crate::table::{TableBed, commit, key, put};
use ports::{Action, Clock, Expect, Page, PageRequest, Table};

/// Sort keys that are easily put into the wrong order, in the order of their bytes.
const ORDERED: [&str; 16] = [
    "\0",
    " ",
    "10",
    "9",
    "A",
    "Z",
    "a",
    "a\0",
    "a b",
    "aa",
    "ab",
    "b",
    "z\u{7F}",
    "é",
    "\u{FFFD}",
    "\u{10FFFF}",
];

/// Runs all checks, each on a fresh table.
pub(crate) async fn run(make: &impl Fn() -> TableBed) {
    keys_order_by_their_bytes(&make()).await;
    a_prefix_cuts_exactly(&make()).await;
    bounds_are_as_they_are_said_to_be(&make()).await;
    pages_follow_each_other_without_gap(&make()).await;
    a_page_ends_after_a_megabyte(&make()).await;
    a_page_sees_one_partition_only(&make()).await;
    many_expired_items_hide_nothing(&make()).await;
    bad_requests_are_refused(&make()).await;
}

/// Everything in a partition, upwards.
pub(crate) fn request(pk: &str) -> PageRequest {
    PageRequest::new(pk, "", 1_000)
}

/// Sort keys of all pages, in reading order.
pub(crate) async fn all(table: &dyn Table, request: &PageRequest) -> Vec<String> {
    let mut request = request.clone();
    let mut keys = Vec::new();
    for _ in 0..10_000 {
        let page = table.page(&request).await.unwrap();
        assert!(
            page.items.len() <= request.limit,
            "a page is never longer than asked"
        );
        assert!(page.items.iter().all(|item| item.key.pk == request.pk));
        keys.extend(page.items.into_iter().map(|item| item.key.sk));
        match page.next {
            Some(next) => request.after = Some(next),
            None => return keys,
        }
    }
    panic!("the pages don't end");
}

async fn fill(table: &dyn Table, pk: &str, keys: &[&str]) {
    // Not in order, so that order of writing is not order of reading.
    for sk in keys.iter().rev() {
        table
            .commit(commit(
                sk,
                vec![put(&key(pk, sk), sk.as_bytes(), Expect::Absent)],
            ))
            .await
            .unwrap();
    }
}

async fn keys_order_by_their_bytes(bed: &TableBed) {
    let table = &*bed.table;
    assert!(ORDERED.is_sorted(), "as Rust orders text, by bytes");
    fill(table, "p", &ORDERED).await;
    assert_eq!(all(table, &request("p")).await, ORDERED);
    let mut downwards = all(
        table,
        &PageRequest {
            descending: true,
            ..request("p")
        },
    )
    .await;
    downwards.reverse();
    assert_eq!(downwards, ORDERED);
    let page = table.page(&request("p")).await.unwrap();
    let item = &page.items[13];
    assert_eq!(
        (item.version, item.attempt.as_str(), item.body.as_slice()),
        (1, "é", "é".as_bytes())
    );
}

async fn a_prefix_cuts_exactly(bed: &TableBed) {
    let table = &*bed.table;
    let keys = [
        "a",
        "a#1",
        "a#2",
        "a#\u{10FFFF}",
        "a$",
        "b",
        "é",
        "éa",
        "é\u{10FFFF}\u{10FFFF}",
        "ê",
        "\u{10FFFF}",
        "\u{10FFFF}x",
    ];
    fill(table, "p", &keys).await;
    for prefix in [
        "",
        "a",
        "a#",
        "a#\u{10FFFF}",
        "a%",
        "%",
        "_",
        "é",
        "\u{10FFFF}",
        "\u{10FFFF}x",
        "zzz",
    ] {
        let expected: Vec<&str> = keys
            .into_iter()
            .filter(|sk| sk.starts_with(prefix))
            .collect();
        for limit in [1, 2, 1_000] {
            let upwards = PageRequest {
                prefix: prefix.to_owned(),
                limit,
                ..request("p")
            };
            assert_eq!(all(table, &upwards).await, expected, "prefix {prefix:?}");
            let mut downwards = all(
                table,
                &PageRequest {
                    descending: true,
                    ..upwards
                },
            )
            .await;
            downwards.reverse();
            assert_eq!(downwards, expected, "prefix {prefix:?} downwards");
        }
    }
}

async fn bounds_are_as_they_are_said_to_be(bed: &TableBed) {
    let table = &*bed.table;
    let keys = ["a1", "a2", "a3", "b1", "b2", "b3", "c1"];
    fill(table, "p", &keys).await;
    let bounds = [
        None,
        Some("a"),
        Some("a1"),
        Some("a2x"),
        Some("b"),
        Some("b2"),
        Some("b3"),
        Some("c1"),
        Some("d"),
    ];
    for prefix in ["", "b"] {
        for after in bounds {
            for until in bounds {
                for descending in [false, true] {
                    let expected = |sk: &&str| {
                        let beyond = after
                            .is_none_or(|after| if descending { *sk < after } else { *sk > after });
                        let within = descending || until.is_none_or(|until| *sk <= until);
                        sk.starts_with(prefix) && beyond && within
                    };
                    let mut expected: Vec<&str> =
                        keys.iter().copied().filter(|sk| expected(sk)).collect();
                    if descending {
                        expected.reverse();
                    }
                    let asked = PageRequest {
                        prefix: prefix.to_owned(),
                        after: after.map(str::to_owned),
                        until: until.map(str::to_owned),
                        descending,
                        ..request("p")
                    };
                    assert_eq!(all(table, &asked).await, expected, "{asked:?}");
                    assert_eq!(
                        all(
                            table,
                            &PageRequest {
                                limit: 2,
                                ..asked.clone()
                            }
                        )
                        .await,
                        expected,
                        "{asked:?}"
                    );
                }
            }
        }
    }
}

async fn pages_follow_each_other_without_gap(bed: &TableBed) {
    let table = &*bed.table;
    let keys: Vec<String> = (0..25).map(|number| format!("{number:02}")).collect();
    fill(
        table,
        "p",
        &keys.iter().map(String::as_str).collect::<Vec<_>>(),
    )
    .await;
    for limit in [1, 7, 24, 25, 26] {
        assert_eq!(
            all(
                table,
                &PageRequest {
                    limit,
                    ..request("p")
                }
            )
            .await,
            keys
        );
    }
    let first = table
        .page(&PageRequest {
            limit: 10,
            ..request("p")
        })
        .await
        .unwrap();
    assert_eq!(first.items.len(), 10);
    assert_eq!(first.next.as_deref(), Some("09"));
    // What is written behind the cursor doesn't come, what is written before it does.
    let late = ["08x", "09x"].map(|sk| put(&key("p", sk), b"x", Expect::Absent));
    table.commit(commit("late", late.to_vec())).await.unwrap();
    let rest = all(
        table,
        &PageRequest {
            after: first.next,
            ..request("p")
        },
    )
    .await;
    assert_eq!((rest[0].as_str(), rest.len()), ("09x", 16));
    // Nobody looks ahead: a page that is exactly full says that there may be more.
    let full = PageRequest {
        limit: 27,
        ..request("p")
    };
    let full = table.page(&full).await.unwrap();
    assert_eq!(full.next.as_deref(), Some("24"));
    let last = PageRequest {
        after: full.next,
        ..request("p")
    };
    assert_eq!(table.page(&last).await.unwrap(), Page::default());
    assert_eq!(all(table, &request("empty")).await, Vec::<String>::new());
    let page = table.page(&request("empty")).await.unwrap();
    assert_eq!(page.next, None);
}

async fn a_page_ends_after_a_megabyte(bed: &TableBed) {
    let table = &*bed.table;
    let keys: Vec<String> = (0..9).map(|number| number.to_string()).collect();
    for sk in &keys {
        table
            .commit(commit(
                sk,
                vec![put(&key("p", sk), &vec![1; 300_000], Expect::Absent)],
            ))
            .await
            .unwrap();
    }
    for descending in [false, true] {
        let asked = PageRequest {
            descending,
            ..request("p")
        };
        let page = table.page(&asked).await.unwrap();
        assert!(
            (3..=4).contains(&page.items.len()),
            "{} items of 300 kB in a page",
            page.items.len()
        );
        assert_eq!(
            page.next.as_ref(),
            page.items.last().map(|item| &item.key.sk)
        );
        let mut found = all(table, &asked).await;
        found.sort_unstable();
        assert_eq!(found, keys);
    }
}

async fn a_page_sees_one_partition_only(bed: &TableBed) {
    let table = &*bed.table;
    for pk in ["p", "p1", "o", "p\0", "P"] {
        fill(table, pk, &["x"]).await;
    }
    assert_eq!(all(table, &request("p")).await, ["x"]);
    assert_eq!(
        all(
            table,
            &PageRequest {
                descending: true,
                ..request("p")
            }
        )
        .await,
        ["x"]
    );
}

async fn many_expired_items_hide_nothing(bed: &TableBed) {
    let table = &*bed.table;
    let past = Some(bed.clock.now());
    for hundred in 0..4 {
        let expired = (0..100).map(|number| Action::Put {
            key: key("p", &format!("b{hundred}{number:02}")),
            body: b"x".to_vec(),
            expect: Expect::Absent,
            expires: past,
        });
        table
            .commit(commit(&format!("{hundred}"), expired.collect()))
            .await
            .unwrap();
    }
    fill(table, "p", &["a", "b150x", "c"]).await;
    for limit in [1, 3, 50] {
        assert_eq!(
            all(
                table,
                &PageRequest {
                    limit,
                    ..request("p")
                }
            )
            .await,
            ["a", "b150x", "c"]
        );
        assert_eq!(
            all(
                table,
                &PageRequest {
                    limit,
                    descending: true,
                    ..request("p")
                }
            )
            .await,
            ["c", "b150x", "a"]
        );
    }
}

async fn bad_requests_are_refused(bed: &TableBed) {
    let table = &*bed.table;
    for limit in [0, 1_001, usize::MAX] {
        assert_refused(
            table
                .page(&PageRequest {
                    limit,
                    ..request("p")
                })
                .await,
        );
    }
    assert_refused(table.page(&request("")).await);
    assert_refused(table.page(&request(&"p".repeat(2_049))).await);
}
