//! Decides a commit against what is stored, and says what it costs. Stores on one machine decide by
//! it; DynamoDB decides by itself, and the adapter reads its answers by the same code.

use super::sizes::item_size;
use super::units::{read_units, write_units};
use crate::{Action, Commit, Expect, Item, Key, Units};
use jiff::Timestamp;

/// What is stored at a key.
#[derive(Debug, Clone)]
pub struct Stored {
    /// Its version.
    pub version: u64,
    /// What wrote it last.
    pub attempt: String,
    /// The length of its body, bytes.
    pub body_length: usize,
    /// When it expires.
    pub expires: Option<Timestamp>,
}

impl Stored {
    fn size(&self, key: &Key) -> usize {
        item_size(
            key,
            self.version,
            self.attempt.len(),
            self.body_length,
            self.expires,
        )
    }
}

impl From<&Item> for Stored {
    fn from(item: &Item) -> Self {
        Self {
            version: item.version,
            attempt: item.attempt.clone(),
            body_length: item.body.len(),
            expires: item.expires,
        }
    }
}

/// An expired item counts as absent from the instant it names on.
pub fn is_expired(expires: Option<Timestamp>, now: Timestamp) -> bool {
    expires.is_some_and(|at| at <= now)
}

/// The version of what is there, if it has not expired.
pub fn living_version(there: Option<&Stored>, now: Timestamp) -> Option<u64> {
    there
        .filter(|stored| !is_expired(stored.expires, now))
        .map(|stored| stored.version)
}

/// Whether the living version is what is expected.
pub fn is_met(expect: Expect, version: Option<u64>) -> bool {
    match expect {
        Expect::Absent => version.is_none(),
        Expect::Version(expected) => version == Some(expected),
        Expect::Any => true,
    }
}

/// Evaluates every condition; `stored` holds one entry for each action. Says the version that each
/// action's item gets (0 for those that put nothing), or the positions that failed, ascending.
pub fn decide(
    commit: &Commit,
    stored: &[Option<Stored>],
    now: Timestamp,
) -> Result<Vec<u64>, Vec<usize>> {
    let mut failed = Vec::new();
    let mut versions = Vec::with_capacity(commit.actions.len());
    for (position, (action, there)) in commit.actions.iter().zip(stored).enumerate() {
        let version = living_version(there.as_ref(), now);
        if !is_met(action.expect(), version) {
            failed.push(position);
        }
        versions.push(match action {
            Action::Put { .. } => version.unwrap_or(0).saturating_add(1),
            Action::Delete { .. } | Action::Check { .. } => 0,
        });
    }
    if failed.is_empty() {
        Ok(versions)
    } else {
        Err(failed)
    }
}

/// True if all items that the commit puts carry its attempt at the versions it would have made: it
/// may have gone through before. It has if the bodies are the same, too; the caller looks.
pub fn looks_repeated(commit: &Commit, stored: &[Option<Stored>]) -> bool {
    let mut puts = 0_usize;
    for (action, there) in commit.actions.iter().zip(stored) {
        let Action::Put {
            body,
            expect,
            expires,
            ..
        } = action
        else {
            continue;
        };
        puts += 1;
        let Some(there) = there else { return false };
        let version_fits = match expect {
            Expect::Absent => there.version == 1,
            Expect::Version(expected) => Some(there.version) == expected.checked_add(1),
            Expect::Any => true,
        };
        let same = there.attempt == commit.attempt
            && there.body_length == body.len()
            && there.expires == *expires;
        if !(version_fits && same) {
            return false;
        }
    }
    puts > 0
}

/// What a commit costs, gone through or not: each action by the larger of what was there and what
/// is put, a `Check` like a write, all doubled in a transaction. A `Check` alone is a read.
pub fn commit_units(commit: &Commit, stored: &[Option<Stored>], now: Timestamp) -> Units {
    if let ([Action::Check { key, .. }], [there]) = (commit.actions.as_slice(), stored) {
        return Units {
            read: read_units(there.as_ref().map_or(0, |stored| stored.size(key))),
            write: 0,
        };
    }
    let mut write = 0_u64;
    for (action, there) in commit.actions.iter().zip(stored) {
        let key = action.key();
        let before = there.as_ref().map_or(0, |stored| stored.size(key));
        let after = match action {
            Action::Put {
                body,
                expect,
                expires,
                ..
            } => {
                let version = match expect {
                    Expect::Absent => 1,
                    Expect::Version(expected) => expected.saturating_add(1),
                    Expect::Any => living_version(there.as_ref(), now)
                        .unwrap_or(0)
                        .saturating_add(1),
                };
                item_size(key, version, commit.attempt.len(), body.len(), *expires)
            }
            Action::Delete { .. } | Action::Check { .. } => 0,
        };
        write = write.saturating_add(write_units(before.max(after)));
    }
    Units {
        read: 0,
        write: write.saturating_mul(factor(commit)),
    }
}

/// What a repeat costs: in a transaction a look at each item (DynamoDB knows it by its token), else
/// the same as the first time (its condition fails).
pub fn repeat_units(commit: &Commit, stored: &[Option<Stored>], now: Timestamp) -> Units {
    if commit.actions.len() == 1 {
        return commit_units(commit, stored, now);
    }
    let read = commit
        .actions
        .iter()
        .zip(stored)
        .map(|(action, there)| {
            read_units(there.as_ref().map_or(0, |stored| stored.size(action.key())))
        })
        .sum::<u64>();
    Units {
        read: read.saturating_mul(factor(commit)),
        write: 0,
    }
}

/// What a `get` costs: each distinct key by itself. `sizes` are those of the items found, 0 for none.
pub fn get_units<'a>(found: impl IntoIterator<Item = (&'a Key, usize)>) -> Units {
    let distinct: std::collections::BTreeMap<&Key, usize> = found.into_iter().collect();
    Units {
        read: distinct.into_values().map(read_units).sum(),
        write: 0,
    }
}

fn factor(commit: &Commit) -> u64 {
    if commit.actions.len() > 1 { 2 } else { 1 }
}
