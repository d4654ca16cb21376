//! Decides a commit against what is stored. The same code for every store on this machine.

use crate::limits::item_size;
use crate::units::{read_units, write_units};
use jiff::Timestamp;
use ports::{Action, Commit, Expect, Units};

/// What is stored at a key.
#[derive(Debug, Clone)]
pub(crate) struct Stored {
    pub(crate) version: u64,
    pub(crate) attempt: String,
    pub(crate) body_length: usize,
    pub(crate) expires: Option<Timestamp>,
}

/// An expired item counts as absent from the instant it names on.
pub(crate) fn is_expired(expires: Option<Timestamp>, now: Timestamp) -> bool {
    expires.is_some_and(|at| at <= now)
}

/// Evaluates every condition; `stored` holds one entry for each action. Says the version that each
/// action's item gets (0 for those that put nothing), or the positions that failed, ascending.
pub(crate) fn decide(
    commit: &Commit,
    stored: &[Option<Stored>],
    now: Timestamp,
) -> Result<Vec<u64>, Vec<usize>> {
    let mut failed = Vec::new();
    let mut versions = Vec::with_capacity(commit.actions.len());
    for (position, (action, there)) in commit.actions.iter().zip(stored).enumerate() {
        let version = there
            .as_ref()
            .filter(|stored| !is_expired(stored.expires, now))
            .map(|stored| stored.version);
        let (Action::Put { expect, .. }
        | Action::Delete { expect, .. }
        | Action::Check { expect, .. }) = action;
        let met = match expect {
            Expect::Absent => version.is_none(),
            Expect::Version(expected) => version == Some(*expected),
            Expect::Any => true,
        };
        if !met {
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
pub(crate) fn looks_repeated(commit: &Commit, stored: &[Option<Stored>]) -> bool {
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
/// is put, a `Check` like a write, all doubled in a transaction.
pub(crate) fn commit_units(commit: &Commit, stored: &[Option<Stored>]) -> Units {
    let mut write = 0_u64;
    for (action, there) in commit.actions.iter().zip(stored) {
        let key = action.key();
        let before = there
            .as_ref()
            .map_or(0, |stored| item_size(key, stored.body_length));
        let after = match action {
            Action::Put { body, .. } => item_size(key, body.len()),
            Action::Delete { .. } | Action::Check { .. } => 0,
        };
        write = write.saturating_add(write_units(before.max(after)));
    }
    Units {
        read: 0,
        write: write.saturating_mul(factor(commit)),
    }
}

/// What a repeat costs: a look at each item.
pub(crate) fn repeat_units(commit: &Commit, stored: &[Option<Stored>]) -> Units {
    let read = commit
        .actions
        .iter()
        .zip(stored)
        .map(|(action, there)| {
            read_units(
                there
                    .as_ref()
                    .map_or(0, |stored| item_size(action.key(), stored.body_length)),
            )
        })
        .sum::<u64>();
    Units {
        read: read.saturating_mul(factor(commit)),
        write: 0,
    }
}

fn factor(commit: &Commit) -> u64 {
    if commit.actions.len() > 1 { 2 } else { 1 }
}
