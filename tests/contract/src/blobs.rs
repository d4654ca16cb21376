//! What every store of blobs must do.

use crate::assert_refused;
use futures::future::join_all;
use ports::{BlobHash, Blobs};

/// Runs all checks on one empty store.
pub async fn blobs_suite(blobs: &dyn Blobs) {
    a_blob_is_named_by_its_content(blobs).await;
    all_names_are_listed_in_their_order(blobs).await;
    deleting_is_final_and_repeatable(blobs).await;
    all_of_an_owner_goes_at_once_and_nothing_else(blobs).await;
    many_come_in_the_order_asked(blobs).await;
    sizes_are_limited(blobs).await;
    the_same_content_may_be_stored_at_once(blobs).await;
}

/// A conversation's id, as the flow would give it.
const OWNER: &str = "cnv_owner";
const ABC: &str = "cnv_owner/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

async fn a_blob_is_named_by_its_content(blobs: &dyn Blobs) {
    let hash = BlobHash(ABC.to_owned());
    assert_eq!(blobs.get(&hash).await.unwrap(), None);
    assert_eq!(blobs.put(OWNER, b"abc".to_vec()).await.unwrap(), hash);
    assert_eq!(blobs.put(OWNER, b"abc".to_vec()).await.unwrap(), hash);
    assert_eq!(
        blobs.get(&hash).await.unwrap().as_deref(),
        Some(&b"abc"[..])
    );
    let empty = blobs.put(OWNER, Vec::new()).await.unwrap();
    assert_eq!(blobs.get(&empty).await.unwrap(), Some(Vec::new()));
    let all_bytes: Vec<u8> = (0..=255).collect();
    let hash = blobs.put(OWNER, all_bytes.clone()).await.unwrap();
    assert_eq!(blobs.get(&hash).await.unwrap(), Some(all_bytes));
}

/// Only the blobs of the check before this one are there.
async fn all_names_are_listed_in_their_order(blobs: &dyn Blobs) {
    let mut expected = blobs.list(None, 1_000).await.unwrap();
    for (owner, content) in [
        ("cnv_b", "1"),
        ("cnv_a", "2"),
        ("cnv_a-", "2"),
        ("cnv_A", "3"),
    ] {
        expected.push(blobs.put(owner, content.into()).await.unwrap());
    }
    expected.sort();
    for limit in [1, 3, expected.len(), 1_000] {
        let mut found: Vec<BlobHash> = Vec::new();
        loop {
            let names = blobs.list(found.last(), limit).await.unwrap();
            assert!(names.len() <= limit);
            if names.is_empty() {
                break;
            }
            found.extend(names);
        }
        assert_eq!(found, expected, "{limit} at a time");
    }
    // A name that is not there leads on, too.
    let nobody = BlobHash("cnv_a/g".to_owned());
    let after = blobs.list(Some(&nobody), 1).await.unwrap();
    assert!(after[0].0.starts_with("cnv_b/"), "{after:?}");
    assert_refused(blobs.list(None, 0).await);
    assert_refused(blobs.list(None, 1_001).await);
}

async fn deleting_is_final_and_repeatable(blobs: &dyn Blobs) {
    let hash = blobs.put(OWNER, b"to be forgotten".to_vec()).await.unwrap();
    let other = blobs.put(OWNER, b"to be kept".to_vec()).await.unwrap();
    blobs.delete(&hash).await.unwrap();
    blobs.delete(&hash).await.unwrap();
    assert_eq!(blobs.get(&hash).await.unwrap(), None);
    assert!(blobs.get(&other).await.unwrap().is_some());
    assert_eq!(
        blobs.put(OWNER, b"to be forgotten".to_vec()).await.unwrap(),
        hash
    );
    assert!(blobs.get(&hash).await.unwrap().is_some());
    blobs.delete(&BlobHash("0".repeat(64))).await.unwrap();
}

async fn all_of_an_owner_goes_at_once_and_nothing_else(blobs: &dyn Blobs) {
    // Owners whose names begin alike, and the same content with two owners.
    let mut kept = Vec::new();
    for owner in ["cnv_on", "cnv_one2", "cnv_one-", "cnv_one_"] {
        kept.push(blobs.put(owner, b"same".to_vec()).await.unwrap());
    }
    let mut gone = Vec::new();
    for content in ["same", "", "more"] {
        gone.push(blobs.put("cnv_one", content.into()).await.unwrap());
    }
    assert_eq!(blobs.delete_all("cnv_one").await.unwrap(), 3);
    assert_eq!(blobs.delete_all("cnv_one").await.unwrap(), 0);
    for hash in &gone {
        assert_eq!(blobs.get(hash).await.unwrap(), None, "{hash}");
    }
    for hash in &kept {
        assert!(blobs.get(hash).await.unwrap().is_some(), "{hash}");
    }
    for owner in ["", "a/b", "a b", "é"] {
        assert_refused(blobs.put(owner, Vec::new()).await);
    }
}

async fn many_come_in_the_order_asked(blobs: &dyn Blobs) {
    let mut hashes = Vec::new();
    for number in 0_u8..5 {
        hashes.push(blobs.put(OWNER, vec![number]).await.unwrap());
    }
    hashes.reverse();
    hashes.insert(2, BlobHash("0".repeat(64)));
    hashes.push(hashes[0].clone());
    let found = blobs.get_many(&hashes).await.unwrap();
    let expected = [
        Some(vec![4]),
        Some(vec![3]),
        None,
        Some(vec![2]),
        Some(vec![1]),
        Some(vec![0]),
        Some(vec![4]),
    ];
    assert_eq!(found, expected);
    assert_eq!(
        blobs.get_many(&[]).await.unwrap(),
        Vec::<Option<Vec<u8>>>::new()
    );
}

async fn sizes_are_limited(blobs: &dyn Blobs) {
    const LIMIT: usize = 40 * 1024 * 1024;
    let largest: Vec<u8> = vec![7; LIMIT];
    let hash = blobs.put(OWNER, largest.clone()).await.unwrap();
    assert!(
        blobs
            .get(&hash)
            .await
            .unwrap()
            .is_some_and(|found| found == largest)
    );
    blobs.delete(&hash).await.unwrap();
    assert_refused(blobs.put(OWNER, vec![7; LIMIT + 1]).await);
}

async fn the_same_content_may_be_stored_at_once(blobs: &dyn Blobs) {
    let puts = (0..50).map(|number: u8| blobs.put(OWNER, vec![number % 5; 1_000]));
    for (number, hash) in (0_u8..).zip(join_all(puts).await) {
        assert_eq!(
            blobs.get(&hash.unwrap()).await.unwrap(),
            Some(vec![number % 5; 1_000])
        );
    }
}
