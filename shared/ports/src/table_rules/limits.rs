//! The limits of the table port, those of DynamoDB. Broken ones are `Refused` before anything is
//! looked at, with the position rather than the key: keys may stand for people.

use super::sizes::{key_size, largest_size};
use crate::{Action, Commit, Expect, Key, PageRequest, PortError, ScanRequest};
use std::collections::BTreeSet;

/// Actions in a commit.
pub const MOST_ACTIONS: usize = 100;
/// Keys in a `get`.
pub const MOST_KEYS: usize = 100;
/// An item as [`largest_size`] weighs it, bytes. DynamoDB takes 409,600; a put of whatever is there is
/// an update, which is charged for its expression as well (up to 200 bytes; found by measurement, not
/// documented).
pub const LARGEST_ITEM: usize = 409_600 - 256;
/// All items that a commit puts, and the keys of its other actions, bytes.
pub const LARGEST_COMMIT: usize = 4 * 1024 * 1024;
/// Partition key, bytes.
pub const LONGEST_PARTITION: usize = 2_048;
/// Sort key, bytes.
pub const LONGEST_SORT: usize = 1_024;
/// Items in a page.
pub const MOST_ITEMS: usize = 1_000;
/// Items in a page, bytes: it ends before the item that would bring it above, but holds one.
pub const PAGE_BYTES: usize = 1024 * 1024;

/// Checks the keys of a `get`.
pub fn check_keys(keys: &[Key]) -> Result<(), PortError> {
    if keys.len() > MOST_KEYS {
        return refuse(format!(
            "{} keys asked for at once; the limit is {MOST_KEYS}",
            keys.len()
        ));
    }
    keys.iter()
        .enumerate()
        .try_for_each(|(position, key)| check_key(key, position))
}

/// Checks a page's partition, bounds and limit.
pub fn check_page(request: &PageRequest) -> Result<(), PortError> {
    if request.pk.is_empty() {
        return refuse("the partition key is empty".to_owned());
    }
    if request.pk.len() > LONGEST_PARTITION {
        return refuse(format!(
            "the partition key is {} bytes long; the limit is {LONGEST_PARTITION}",
            request.pk.len()
        ));
    }
    let bounds = [
        Some(&request.prefix),
        request.after.as_ref(),
        request.until.as_ref(),
    ];
    if let Some(long) = bounds
        .into_iter()
        .flatten()
        .find(|bound| bound.len() > LONGEST_SORT)
    {
        return refuse(format!(
            "a bound of the page is {} bytes long; the limit is {LONGEST_SORT}",
            long.len()
        ));
    }
    if request.limit == 0 || request.limit > MOST_ITEMS {
        return refuse(format!(
            "{} items asked for; a page has 1 to {MOST_ITEMS}",
            request.limit
        ));
    }
    Ok(())
}

/// Checks where a scan goes on and its limit.
pub fn check_scan(request: &ScanRequest) -> Result<(), PortError> {
    if let Some(after) = &request.after {
        check_key(after, 0)?;
    }
    if request.limit == 0 || request.limit > MOST_ITEMS {
        return refuse(format!(
            "{} items asked for; a part of the table has 1 to {MOST_ITEMS}",
            request.limit
        ));
    }
    Ok(())
}

/// Checks all that a commit must keep to whatever is stored.
pub fn check_commit(commit: &Commit) -> Result<(), PortError> {
    if commit.actions.is_empty() {
        return refuse("the commit has no action".to_owned());
    }
    if commit.actions.len() > MOST_ACTIONS {
        return refuse(format!(
            "the commit has {} actions; the limit is {MOST_ACTIONS}",
            commit.actions.len()
        ));
    }
    let mut seen = BTreeSet::new();
    let mut total = 0_usize;
    for (position, action) in commit.actions.iter().enumerate() {
        let key = action.key();
        check_key(key, position)?;
        if !seen.insert(key) {
            return refuse(format!(
                "action {position} is on a key that an earlier action is on"
            ));
        }
        let size = match action {
            Action::Put { body, expires, .. } => {
                largest_size(key, commit.attempt.len(), body.len(), *expires)
            }
            Action::Check {
                expect: Expect::Any,
                ..
            } => {
                return refuse(format!(
                    "action {position} checks for anything, which checks nothing"
                ));
            }
            Action::Delete { .. } | Action::Check { .. } => key_size(key),
        };
        if size > LARGEST_ITEM {
            return refuse(format!(
                "the item of action {position} is {size} bytes large; the limit is {LARGEST_ITEM}"
            ));
        }
        total = total.saturating_add(size);
    }
    if total > LARGEST_COMMIT {
        return refuse(format!(
            "the commit is {total} bytes large; the limit is {LARGEST_COMMIT}"
        ));
    }
    Ok(())
}

fn check_key(key: &Key, position: usize) -> Result<(), PortError> {
    if key.pk.is_empty() || key.sk.is_empty() {
        return refuse(format!("key {position} has an empty part"));
    }
    if key.pk.len() > LONGEST_PARTITION {
        return refuse(format!(
            "the partition key of key {position} is {} bytes long; the limit is {LONGEST_PARTITION}",
            key.pk.len()
        ));
    }
    if key.sk.len() > LONGEST_SORT {
        return refuse(format!(
            "the sort key of key {position} is {} bytes long; the limit is {LONGEST_SORT}",
            key.sk.len()
        ));
    }
    Ok(())
}

fn refuse<T>(reason: String) -> Result<T, PortError> {
    Err(PortError::Refused(reason))
}
