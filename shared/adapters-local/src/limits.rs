//! The limits of the table port, those of DynamoDB. Broken ones are `Refused` before anything is
//! looked at, with the position rather than the key: keys may stand for people.

use ports::{Action, Commit, Expect, Key, PageRequest, PortError};
use std::collections::BTreeSet;

/// Actions in a commit.
pub(crate) const MOST_ACTIONS: usize = 100;
/// Keys in a `get`.
pub(crate) const MOST_KEYS: usize = 100;
/// Key and body together, bytes.
pub(crate) const LARGEST_ITEM: usize = 409_600;
/// All keys and bodies of a commit, bytes.
pub(crate) const LARGEST_COMMIT: usize = 4 * 1024 * 1024;
/// Partition key, bytes.
pub(crate) const LONGEST_PARTITION: usize = 2_048;
/// Sort key, bytes.
pub(crate) const LONGEST_SORT: usize = 1_024;
/// Items in a page.
pub(crate) const MOST_ITEMS: usize = 1_000;
/// Bodies in a page, bytes, after which it ends.
pub(crate) const PAGE_BYTES: usize = 1024 * 1024;

/// What an item weighs.
pub(crate) fn item_size(key: &Key, body_length: usize) -> usize {
    key.pk.len() + key.sk.len() + body_length
}

/// Checks the keys of a `get`.
pub(crate) fn check_keys(keys: &[Key]) -> Result<(), PortError> {
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
pub(crate) fn check_page(request: &PageRequest) -> Result<(), PortError> {
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

/// Checks all that a commit must keep to whatever is stored.
pub(crate) fn check_commit(commit: &Commit) -> Result<(), PortError> {
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
            Action::Put { body, .. } => item_size(key, body.len()),
            Action::Delete { .. } => item_size(key, 0),
            Action::Check {
                expect: Expect::Any,
                ..
            } => {
                return refuse(format!(
                    "action {position} checks for anything, which checks nothing"
                ));
            }
            Action::Check { .. } => item_size(key, 0),
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
