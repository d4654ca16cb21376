//! Who looks at which card, so that two operators who share a queue don't read the same one. No lock: a card that
//! somebody looks at is offered to others later, and whoever decides first has decided.
//!
//! One row an operator, written by him alone: the card on his screen and those that come next.

use crate::items::{self, LookingRow};
use crate::{Ports, StepError, keys, step};
use ::ports::Expect;
use domain::OperatorId;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

/// Whoever doesn't say for so long that he looks has gone.
pub const LEASE: SignedDuration = SignedDuration::from_secs(90);
/// The card on screen and those that come next, at most.
pub const MOST_CARDS: usize = 5;
/// A card's id is shorter.
const LONGEST_ID: usize = 300;

/// An operator looks at the first of these cards and comes to the others next. Tells which of them others look at:
/// those are not his.
pub async fn look(
    ports: &Ports,
    by: &OperatorId,
    cards: &[String],
) -> Result<BTreeMap<String, OperatorId>, StepError> {
    if cards.len() > MOST_CARDS || cards.iter().any(|card| card.len() > LONGEST_ID) {
        return Err(StepError::Invalid(format!(
            "name at most {MOST_CARDS} cards"
        )));
    }
    let now = ports.clock.now();
    let rows = rows(ports).await?;
    let others = held(&rows, by, now);
    let known = rows.get(by).filter(|row| is_live(row, now));
    let since = |card: &String| known.and_then(|row| row.cards.get(card).copied());
    let mine = LookingRow {
        at: now,
        cards: cards
            .iter()
            .filter(|card| !others.contains_key(*card))
            .map(|card| (card.clone(), since(card).unwrap_or(now)))
            .collect(),
    };
    let put = items::put(keys::looking(by), &mine, Expect::Any);
    step::commit(ports, vec![put], None).await?;
    Ok(others
        .into_iter()
        .filter(|(card, _)| cards.contains(card))
        .collect())
}

/// The cards that others look at now.
pub async fn taken(
    ports: &Ports,
    by: &OperatorId,
) -> Result<BTreeMap<String, OperatorId>, StepError> {
    Ok(held(&rows(ports).await?, by, ports.clock.now()))
}

async fn rows(ports: &Ports) -> Result<BTreeMap<OperatorId, LookingRow>, StepError> {
    let mut rows = BTreeMap::new();
    for item in step::all(ports, keys::LOOKING, "").await? {
        if let Ok(operator) = OperatorId::parse(&item.key.sk) {
            rows.insert(operator, items::decode(&item)?);
        }
    }
    Ok(rows)
}

fn is_live(row: &LookingRow, now: Timestamp) -> bool {
    now < domain::calendar::later(row.at, LEASE)
}

/// What others look at and `by` does not, or looked at later: of two who came to one card at the same moment,
/// each sees the same one in possession.
fn held(
    rows: &BTreeMap<OperatorId, LookingRow>,
    by: &OperatorId,
    now: Timestamp,
) -> BTreeMap<String, OperatorId> {
    let mine = rows.get(by).filter(|row| is_live(row, now));
    let mut held = BTreeMap::new();
    for (other, row) in rows.iter().filter(|(other, _)| *other != by) {
        if !is_live(row, now) {
            continue;
        }
        for (card, since) in &row.cards {
            let earlier = mine
                .and_then(|row| row.cards.get(card))
                .is_some_and(|mine| (mine, by) < (since, other));
            if !earlier {
                held.insert(card.clone(), other.clone());
            }
        }
    }
    held
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    fn operator(name: &str) -> OperatorId {
        OperatorId::parse(name).unwrap()
    }

    fn rows(given: &[(&str, i64, &[&str])]) -> BTreeMap<OperatorId, LookingRow> {
        given
            .iter()
            .map(|(name, second, cards)| {
                let cards = cards.iter().map(|card| ((*card).to_owned(), at(*second)));
                let row = LookingRow {
                    at: at(*second),
                    cards: cards.collect(),
                };
                (operator(name), row)
            })
            .collect()
    }

    fn taken_from(rows: &BTreeMap<OperatorId, LookingRow>, by: &str, second: i64) -> Vec<String> {
        held(rows, &operator(by), at(second)).into_keys().collect()
    }

    #[test]
    fn of_two_who_came_at_the_same_moment_exactly_one_has_the_card() {
        let both = rows(&[("ann", 0, &["a", "b"]), ("bo", 0, &["b", "c"])]);
        assert_eq!(taken_from(&both, "ann", 1), ["c"]);
        assert_eq!(taken_from(&both, "bo", 1), ["a", "b"]);
        let later = rows(&[("ann", 5, &["a"]), ("bo", 4, &["a"])]);
        assert_eq!(taken_from(&later, "ann", 6), ["a"]);
        assert!(taken_from(&later, "bo", 6).is_empty());
    }

    #[test]
    fn who_has_gone_holds_nothing() {
        let gone = rows(&[("ann", 0, &["a"])]);
        assert_eq!(taken_from(&gone, "bo", 89), ["a"]);
        assert!(taken_from(&gone, "bo", 90).is_empty());
    }
}
