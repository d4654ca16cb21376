//! How leads are scored, with the reasons.

use crate::when::When;
use serde::Serialize;
use std::collections::BTreeMap;

/// How leads are scored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rubric {
    /// From this score on a lead is fit, 0 to 100.
    pub accept_at: u32,
    /// Scores the operator looks at even when the list gate is clean.
    pub borderline: Borderline,
    /// What counts. With none, every lead scores 100.
    pub criteria: Vec<Criterion>,
}

impl Rubric {
    /// What a score means by this rubric.
    #[must_use]
    pub fn standing(&self, total: u32) -> Standing {
        if (self.borderline.from..self.borderline.to).contains(&total) {
            Standing::Borderline
        } else if total >= self.accept_at {
            Standing::Fit
        } else {
            Standing::Unfit
        }
    }
}

/// Scores from `from` up to, but not including, `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Borderline {
    /// Lowest, 0 to 100.
    pub from: u32,
    /// First score above.
    pub to: u32,
}

/// What a score means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// To be written to.
    Fit,
    /// A person looks at it.
    Borderline,
    /// Not to be written to.
    Unfit,
}

/// One thing that counts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Criterion {
    /// What it is called on the card.
    pub name: String,
    /// How much it counts beside the others, 1 to 1,000.
    pub weight: u32,
    /// When it is met.
    pub when: When,
}

/// What a lead scores, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Score {
    /// 0 to 100: the share of the weights that are met, rounded.
    pub total: u32,
    /// One for each criterion, in the rubric's order.
    pub reasons: Vec<Reason>,
}

/// What one criterion made of a lead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// Name of the criterion.
    pub criterion: String,
    /// How much it counts.
    pub weight: u32,
    /// Whether it is met.
    pub met: bool,
    /// What stood in the field, at most 120 characters.
    pub saw: Option<String>,
    /// The reason as a sentence for the card.
    pub words: String,
}

/// Scores a lead's fields by a rubric.
#[must_use]
pub fn score(rubric: &Rubric, fields: &BTreeMap<String, String>) -> Score {
    let (mut met_weight, mut all_weight) = (0_u64, 0_u64);
    let reasons = rubric
        .criteria
        .iter()
        .map(|criterion| {
            let met = criterion.when.holds(fields);
            all_weight += u64::from(criterion.weight);
            met_weight += if met { u64::from(criterion.weight) } else { 0 };
            let saw = fields
                .get(&criterion.when.field)
                .map(|value| value.trim().chars().take(120).collect::<String>())
                .filter(|value| !value.is_empty());
            let found = match &saw {
                Some(value) => format!("it is \"{value}\""),
                None => "it is unknown".to_owned(),
            };
            let words = format!(
                "{} ({}): {}, wanted: {}",
                criterion.name,
                if met { "met" } else { "not met" },
                found,
                criterion.when
            );
            Reason {
                criterion: criterion.name.clone(),
                weight: criterion.weight,
                met,
                saw,
                words,
            }
        })
        .collect();
    let total = (met_weight * 100 + all_weight / 2)
        .checked_div(all_weight)
        .unwrap_or(100);
    Score {
        total: u32::try_from(total).unwrap_or(100),
        reasons,
    }
}
