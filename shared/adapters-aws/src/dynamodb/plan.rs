//! What DynamoDB is asked to do for each action.
//!
//! An expired item counts as absent, so every condition asks for `e`, too. A put of whatever is there
//! (`Expect::Any`) counts the version up where the item lives, and starts it at 1 where there is none;
//! an update can't tell an expired item from a living one in its arithmetic, so its condition fails
//! there, and the plan is made anew with that position in `gone`.
//!
//! Every put fails on what it would itself have left behind. So a repeat, by whomever, never writes a
//! second time, and the item that comes back with the failure shows that it went through before.

use super::codec::{Attributes, bytes, instant, number, text, write_item, write_key};
use jiff::Timestamp;
use ports::table_rules::sizes::expiry_second;
use ports::{Action, Commit, Expect, Key};
use sha2::{Digest, Sha256};
use std::collections::{BTreeSet, HashMap};

/// One action in DynamoDB's words.
pub(super) enum Step {
    /// Writes a whole item.
    Put {
        item: Attributes,
        condition: Condition,
    },
    /// Counts up and writes the rest.
    Update {
        key: Attributes,
        expression: &'static str,
        condition: Condition,
    },
    /// Deletes.
    Delete {
        key: Attributes,
        condition: Option<Condition>,
    },
    /// Only looks.
    Check {
        key: Attributes,
        condition: Condition,
    },
}

/// A condition and the values in it; those of the update expression are among them.
pub(super) struct Condition {
    pub(super) expression: &'static str,
    pub(super) values: Attributes,
}

const ABSENT: &str = "attribute_not_exists(pk) OR e <= :now";
const AT_VERSION: &str = "v = :version AND (attribute_not_exists(e) OR e > :now)";
const NOT_MINE: &str =
    "(attribute_not_exists(e) OR e > :now) AND NOT (a = :a AND b = :b AND attribute_not_exists(e))";
const NOT_MINE_EXPIRING: &str =
    "(attribute_not_exists(e) OR e > :now) AND NOT (a = :a AND b = :b AND e = :e)";
const COUNT_UP: &str = "SET v = if_not_exists(v, :zero) + :one, a = :a, b = :b REMOVE x, e";
const COUNT_UP_EXPIRING: &str =
    "SET v = if_not_exists(v, :zero) + :one, a = :a, b = :b, x = :x, e = :e";

/// The steps of a commit, in its order. `gone` are the positions of puts of whatever is there where
/// there is nothing living.
pub(super) fn plan(commit: &Commit, gone: &BTreeSet<usize>, now: Timestamp) -> Vec<Step> {
    commit
        .actions
        .iter()
        .enumerate()
        .map(|(position, action)| step(&commit.attempt, action, gone.contains(&position), now))
        .collect()
}

fn step(attempt: &str, action: &Action, gone: bool, now: Timestamp) -> Step {
    match action {
        Action::Put {
            key,
            body,
            expect,
            expires,
        } => match expect {
            Expect::Any if !gone => count_up(attempt, key, body, *expires, now),
            Expect::Any | Expect::Absent => Step::Put {
                item: write_item(key, 1, attempt, body, *expires),
                condition: absent(now),
            },
            Expect::Version(version) => Step::Put {
                item: write_item(key, version.saturating_add(1), attempt, body, *expires),
                condition: at_version(*version, now),
            },
        },
        Action::Delete { key, expect } => Step::Delete {
            key: write_key(key),
            condition: match expect {
                Expect::Any => None,
                Expect::Absent => Some(absent(now)),
                Expect::Version(version) => Some(at_version(*version, now)),
            },
        },
        Action::Check { key, expect } => Step::Check {
            key: write_key(key),
            condition: match expect {
                Expect::Version(version) => at_version(*version, now),
                // A check for anything was refused before.
                Expect::Absent | Expect::Any => absent(now),
            },
        },
    }
}

fn absent(now: Timestamp) -> Condition {
    Condition {
        expression: ABSENT,
        values: HashMap::from([(":now".to_owned(), instant(now))]),
    }
}

fn at_version(version: u64, now: Timestamp) -> Condition {
    Condition {
        expression: AT_VERSION,
        values: HashMap::from([
            (":version".to_owned(), number(version)),
            (":now".to_owned(), instant(now)),
        ]),
    }
}

fn count_up(
    attempt: &str,
    key: &Key,
    body: &[u8],
    expires: Option<Timestamp>,
    now: Timestamp,
) -> Step {
    let mut values = HashMap::from([
        (":zero".to_owned(), number(0)),
        (":one".to_owned(), number(1)),
        (":now".to_owned(), instant(now)),
        (":a".to_owned(), text(attempt)),
        (":b".to_owned(), bytes(body)),
    ]);
    let (expression, condition) = match expires {
        None => (COUNT_UP, NOT_MINE),
        Some(expires) => {
            values.insert(":x".to_owned(), number(expiry_second(expires)));
            values.insert(":e".to_owned(), instant(expires));
            (COUNT_UP_EXPIRING, NOT_MINE_EXPIRING)
        }
    };
    Step::Update {
        key: write_key(key),
        expression,
        condition: Condition {
            expression: condition,
            values,
        },
    }
}

/// Names the exact request for DynamoDB's own memory of ten minutes: the attempt and all that the
/// plan is made of. The attempt alone would not do, because DynamoDB refuses a token that comes again
/// with other content, and the instant is part of the content. 32 characters; 36 are allowed.
pub(super) fn token(commit: &Commit, gone: &BTreeSet<usize>, now: Timestamp) -> String {
    let mut hash = Sha256::new();
    let mut add = |part: &[u8]| {
        // Lengths first, so that no two contents run into the same bytes.
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    };
    add(commit.attempt.as_bytes());
    add(&now.as_nanosecond().to_be_bytes());
    for (position, action) in commit.actions.iter().enumerate() {
        add(&[u8::from(gone.contains(&position))]);
        add(action.key().pk.as_bytes());
        add(action.key().sk.as_bytes());
        let (kind, body, expires): (u8, &[u8], Option<Timestamp>) = match action {
            Action::Put { body, expires, .. } => (0, body, *expires),
            Action::Delete { .. } => (1, &[], None),
            Action::Check { .. } => (2, &[], None),
        };
        add(&[kind]);
        add(body);
        add(&expires.map_or([0; 16], |at| at.as_nanosecond().to_be_bytes()));
        let (kind, version) = match action.expect() {
            Expect::Absent => (0, 0),
            Expect::Version(version) => (1, version),
            Expect::Any => (2, 0),
        };
        add(&[kind]);
        add(&version.to_be_bytes());
    }
    let digest = data_encoding::HEXLOWER.encode(&hash.finalize());
    digest.chars().take(32).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commit(attempt: &str, body: &[u8], expect: Expect) -> Commit {
        let key = Key {
            pk: "p".to_owned(),
            sk: "s".to_owned(),
        };
        let put = Action::Put {
            key,
            body: body.to_vec(),
            expect,
            expires: None,
        };
        Commit {
            attempt: attempt.to_owned(),
            actions: vec![put],
        }
    }

    #[test]
    fn a_token_stands_for_one_request_only() {
        let first = commit("a", b"1", Expect::Absent);
        let (now, none) = (Timestamp::UNIX_EPOCH, BTreeSet::new());
        let mut tokens = vec![
            token(&first, &none, now),
            token(&first, &BTreeSet::from([0]), now),
            token(&first, &none, Timestamp::new(0, 1).unwrap()),
            token(&commit("b", b"1", Expect::Absent), &none, now),
            token(&commit("a", b"2", Expect::Absent), &none, now),
            token(&commit("a", b"1", Expect::Any), &none, now),
            token(&commit("a", b"1", Expect::Version(0)), &none, now),
        ];
        assert_eq!(tokens[0], token(&first, &none, now));
        assert!(tokens.iter().all(|token| token.len() == 32));
        tokens.sort_unstable();
        tokens.dedup();
        assert_eq!(tokens.len(), 7);
    }
}
