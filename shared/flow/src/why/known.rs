//! What was known when a letter left, and how old it was then.

use crate::drafting;
use crate::items::{Vault, VaultFact};
use jiff::civil::Date;
use playbook::Playbook;
use ports::Claim;

/// A fact as it was when a letter left. What is known of a person is read once, when they are sourced, so it
/// is the same at each letter and only grows older; the house's facts are those of the letter's version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownFact {
    /// Its name.
    pub id: String,
    /// What is known; empty if its version of the playbook isn't kept any more.
    pub text: String,
    /// Where it was read.
    pub source: String,
    /// When it was true.
    pub date: Option<Date>,
    /// Whole days from then until the letter left, or until today if it didn't; below 0: it was to come.
    pub age_days: Option<i32>,
    /// The words of the letter that rest on it; none if the letter makes no use of it.
    pub claims: Vec<String>,
}

/// Those that the letter rests on come first.
pub(super) fn at(
    playbook: Option<&Playbook>,
    vault: Option<&Vault>,
    claims: &[Claim],
    day: Date,
) -> Vec<KnownFact> {
    let facts = match (playbook, vault) {
        (Some(playbook), Some(vault)) => drafting::facts(playbook, vault),
        (None, Some(vault)) => vault.facts.clone(),
        // Forgotten: nothing is known any more.
        (_, None) => return Vec::new(),
    };
    let words = |id: &str| -> Vec<String> {
        let of = claims.iter().filter(|claim| claim.fact == id);
        of.map(|claim| claim.text.clone()).collect()
    };
    let mut all: Vec<KnownFact> = facts
        .iter()
        .map(|fact| aged(fact, words(&fact.id), day))
        .collect();
    for claim in claims {
        if !all.iter().any(|fact| fact.id == claim.fact) {
            all.push(KnownFact {
                id: claim.fact.clone(),
                text: String::new(),
                source: String::new(),
                date: None,
                age_days: None,
                claims: words(&claim.fact),
            });
        }
    }
    all.sort_by_key(|fact| fact.claims.is_empty());
    all
}

fn aged(fact: &VaultFact, claims: Vec<String>, day: Date) -> KnownFact {
    KnownFact {
        id: fact.id.clone(),
        text: fact.text.clone(),
        source: fact.source.clone(),
        date: Some(fact.date),
        age_days: Some((day - fact.date).get_days()),
        claims,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn what_a_letter_rests_on_comes_first_with_its_age() {
        let fact = |id: &str, day| VaultFact {
            id: id.to_owned(),
            text: format!("about {id}"),
            source: "site".to_owned(),
            date: day,
        };
        let vault = Vault {
            facts: vec![
                fact("size", date(2026, 1, 1)),
                fact("docks", date(2026, 8, 1)),
            ],
            ..Vault::default()
        };
        let claims = ["docks", "gone"].map(|fact| Claim {
            text: format!("your {fact}"),
            fact: fact.to_owned(),
        });
        let told: Vec<(String, Option<i32>, usize)> =
            at(None, Some(&vault), &claims, date(2026, 9, 7))
                .into_iter()
                .map(|fact| (fact.id, fact.age_days, fact.claims.len()))
                .collect();
        assert_eq!(
            told,
            [
                ("docks".to_owned(), Some(37), 1),
                ("gone".to_owned(), None, 1),
                ("size".to_owned(), Some(249), 0),
            ]
        );
        assert!(at(None, None, &claims, date(2026, 9, 7)).is_empty());
    }
}
