//! A test of one field of a lead.

use crate::number::{lenient_number, plain};
use serde::Serialize;
use std::{collections::BTreeMap, fmt};

/// A test of one field of a lead. All that is given must hold; a field that is missing fails every
/// test but `present: false`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct When {
    /// Name of the field: a name of [`crate::columns::STANDARD_FIELDS`] or the id of a fact.
    pub field: String,
    /// Number not below this.
    pub at_least: Option<f64>,
    /// Number not above this.
    pub at_most: Option<f64>,
    /// The whole value is one of these, in any case. Empty: not tested.
    pub equals: Vec<String>,
    /// The value holds one of these, in any case. Empty: not tested.
    pub contains: Vec<String>,
    /// Whether there is a value.
    pub present: Option<bool>,
}

impl When {
    /// Whether the test holds.
    #[must_use]
    pub fn holds(&self, fields: &BTreeMap<String, String>) -> bool {
        let Some(value) = fields
            .get(&self.field)
            .map(|value| value.trim())
            .filter(|value| !value.is_empty())
        else {
            return self.present == Some(false);
        };
        if self.present == Some(false) {
            return false;
        }
        if self.at_least.is_some() || self.at_most.is_some() {
            let Some(number) = lenient_number(value) else {
                return false;
            };
            if self.at_least.is_some_and(|least| number < least)
                || self.at_most.is_some_and(|most| number > most)
            {
                return false;
            }
        }
        let lower = value.to_lowercase();
        (self.equals.is_empty()
            || self
                .equals
                .iter()
                .any(|wanted| wanted.trim().to_lowercase() == lower))
            && (self.contains.is_empty()
                || self
                    .contains
                    .iter()
                    .any(|wanted| lower.contains(&wanted.to_lowercase())))
    }
}

impl fmt::Display for When {
    /// As a phrase: "team_size is from 20 to 500".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut tests = vec![];
        match (self.at_least, self.at_most) {
            (Some(least), Some(most)) => {
                tests.push(format!("is from {} to {}", plain(least), plain(most)))
            }
            (Some(least), None) => tests.push(format!("is at least {}", plain(least))),
            (None, Some(most)) => tests.push(format!("is at most {}", plain(most))),
            (None, None) => {}
        }
        if !self.equals.is_empty() {
            tests.push(format!("is {}", either(&self.equals)));
        }
        if !self.contains.is_empty() {
            tests.push(format!("holds {}", either(&self.contains)));
        }
        match self.present {
            Some(true) => tests.push("is known".to_owned()),
            Some(false) => tests.push("is unknown".to_owned()),
            None => {}
        }
        write!(f, "{} {}", self.field, tests.join(" and "))
    }
}

/// "a", "b" or "c".
fn either(words: &[String]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    match quoted.as_slice() {
        [head @ .., last] if !head.is_empty() => format!("{} or {last}", head.join(", ")),
        _ => quoted.concat(),
    }
}
