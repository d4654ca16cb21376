//! A classifier that learns no more: the same draft is always judged alike, and it says why.

use super::calibration::Line;
use super::features::Features;
use super::packed;
use super::vector::Vector;
use crate::trust::Confidence;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Reasons told with a judgement.
const REASONS: usize = 5;

/// A classifier that learns no more.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Frozen {
    weights: Weights,
    line: Line,
}

/// What is said of a draft.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Judgement {
    /// The chance that it would not be sent as it stands.
    pub bad: f64,
    /// The chance that it would, rounded down.
    pub confidence: Confidence,
    /// What spoke loudest for and against it, the loudest first.
    pub reasons: Vec<Reason>,
}

/// One thing that spoke for or against a draft.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reason {
    /// What, as a person reads it.
    pub feature: String,
    /// What it adds to the logit of being bad, over what it adds to that of the usual draft.
    pub weight: f64,
}

impl Frozen {
    pub(super) const fn new(weights: BTreeMap<u16, Weight>, line: Line) -> Self {
        Self {
            weights: Weights(weights),
            line,
        }
    }

    /// Names exactly this classifier in a log.
    pub fn version(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(String::from(self.weights.clone()));
        hash.update(self.line.slope.to_be_bytes());
        hash.update(self.line.offset.to_be_bytes());
        let text = data_encoding::HEXLOWER.encode(&hash.finalize());
        format!("{}-{}", super::KIND, text.get(..12).unwrap_or(&text))
    }

    /// The chance that what looks like this would be sent as it stands, rounded down.
    pub fn confidence(&self, vector: &Vector) -> Confidence {
        let parts = vector.iter().filter_map(|(bucket, value)| {
            let weight = self.weights.0.get(&bucket)?;
            Some(self.line.slope * f64::from(weight.weight) * value)
        });
        let logit = parts.fold(self.line.offset, |sum, part| sum + part);
        rounded_down(1.0 - super::chance(logit))
    }

    /// Judges a draft.
    pub fn judge(&self, features: &Features) -> Judgement {
        let mut logit = self.line.offset;
        let mut reasons = Vec::new();
        for (bucket, value) in features.vector.iter() {
            let Some(weight) = self.weights.0.get(&bucket) else {
                continue;
            };
            let slope = self.line.slope * f64::from(weight.weight);
            logit += slope * value;
            // What nearly every draft has is no reason for anything in this one.
            let weight = slope * (value - f64::from(weight.usual));
            if let Some(feature) = features.names.get(&bucket).filter(|_| weight != 0.0) {
                reasons.push(Reason {
                    feature: feature.clone(),
                    weight,
                });
            }
        }
        reasons.sort_by(|one, other| other.weight.abs().total_cmp(&one.weight.abs()));
        reasons.truncate(REASONS);
        let bad = super::chance(logit);
        Judgement {
            bad,
            confidence: rounded_down(1.0 - bad),
            reasons,
        }
    }
}

fn rounded_down(share: f64) -> Confidence {
    let thousandths = format!("{:.0}", (share * 1000.0).floor());
    let thousandths = thousandths.parse().ok();
    thousandths.and_then(Confidence::new).unwrap_or_default()
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let towards = if self.weight > 0.0 { "against" } else { "for" };
        write!(
            f,
            "{} speaks {towards} it ({:+.2})",
            self.feature, self.weight
        )
    }
}

/// What a bucket says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Weight {
    pub(super) weight: f32,
    /// Its mean value over the drafts that were learned from.
    pub(super) usual: f32,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
struct Weights(BTreeMap<u16, Weight>);

impl From<Weights> for String {
    fn from(weights: Weights) -> Self {
        packed::write(weights.0.into_iter().map(|(bucket, weight)| {
            let [a, b] = bucket.to_be_bytes();
            let ([c, d, e, f], [g, h, i, j]) =
                (weight.weight.to_be_bytes(), weight.usual.to_be_bytes());
            [a, b, c, d, e, f, g, h, i, j]
        }))
    }
}

impl TryFrom<String> for Weights {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let rows = packed::read(&text)?.into_iter();
        let weights = rows.map(|[a, b, c, d, e, f, g, h, i, j]| {
            let weight = Weight {
                weight: f32::from_be_bytes([c, d, e, f]),
                usual: f32::from_be_bytes([g, h, i, j]),
            };
            (u16::from_be_bytes([a, b]), weight)
        });
        Ok(Self(weights.collect()))
    }
}
