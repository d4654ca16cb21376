//! Learns from one verdict at a time. Its state is a function of the verdicts in their order.

use super::calibration::Calibration;
use super::frozen::{Frozen, Weight};
use super::packed;
use super::vector::{BUCKETS, Vector};
use crate::trust::{Outcome, Propensity};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A verdict with what the draft looked like. It is all that is kept for learning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// What the draft looked like.
    pub vector: Vector,
    /// What the operator said.
    pub outcome: Outcome,
    /// The chance with which it was looked at.
    pub propensity: Propensity,
}

impl Example {
    /// It would not have been sent as it stood.
    pub const fn is_bad(&self) -> bool {
        match self.outcome {
            Outcome::Approved | Outcome::Polished => false,
            Outcome::MustFix | Outcome::Killed | Outcome::Harmful => true,
        }
    }

    /// Messages for which it stands: those that were as unlikely to be looked at.
    fn weight(&self) -> u32 {
        (1000 / u32::from(self.propensity.thousandths())).clamp(1, MOST_WEIGHT)
    }
}

/// One rare audit doesn't outweigh more verdicts than this.
const MOST_WEIGHT: u32 = 20;
/// Steps: large ones at first, smaller the more a feature was seen.
const ALPHA: f64 = 0.4;
const BETA: f64 = 1.0;
/// What a feature has to show before it counts at all.
const L1: f64 = 0.02;
/// Pull towards nothing.
const L2: f64 = 0.2;

/// Gradient sums of one bucket.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Slot {
    z: f32,
    n: f32,
    /// Of its values.
    sum: f32,
}

impl Slot {
    fn weight(self) -> f64 {
        let (z, n) = (f64::from(self.z), f64::from(self.n));
        if z.abs() <= L1 {
            return 0.0;
        }
        -(z - L1.copysign(z)) / ((BETA + n.sqrt()) / ALPHA + L2)
    }
}

/// What was learned so far.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Learner {
    kind: String,
    slots: Slots,
    calibration: Calibration,
    /// Verdicts learned from.
    pub verdicts: u32,
}

impl Learner {
    /// Nothing is learned yet.
    pub fn new() -> Self {
        Self {
            kind: super::KIND.to_owned(),
            ..Self::default()
        }
    }

    /// True if this software can go on with the state; else it is learned anew from the verdicts.
    pub fn is_current(&self) -> bool {
        self.kind == super::KIND
    }

    /// Learns a verdict. What would have been said of the draft before is what calibrates.
    pub fn learn(&mut self, example: &Example) {
        let bad = example.is_bad();
        let weight = example.weight();
        let logit = self.logit(&example.vector);
        self.calibration.add(logit, bad, weight);
        let error = super::chance(logit) - if bad { 1.0 } else { 0.0 };
        let error = error * f64::from(weight);
        for (bucket, value) in example.vector.iter() {
            let slot = self.slots.0.entry(bucket).or_default();
            let gradient = error * value;
            let n = f64::from(slot.n);
            let more = n + gradient * gradient;
            let step = (more.sqrt() - n.sqrt()) / ALPHA;
            let z = f64::from(slot.z) + gradient - step * slot.weight();
            *slot = Slot {
                z: narrow(z),
                n: narrow(more),
                sum: narrow(f64::from(slot.sum) + value),
            };
        }
        self.verdicts = self.verdicts.saturating_add(1);
    }

    fn logit(&self, vector: &Vector) -> f64 {
        let parts = vector.iter().map(|(bucket, value)| {
            let slot = self.slots.0.get(&bucket).copied().unwrap_or_default();
            value * slot.weight()
        });
        parts.sum()
    }

    /// A copy that learns no more, calibrated by all that was said before each verdict.
    pub fn freeze(&self) -> Frozen {
        let verdicts = f64::from(self.verdicts.max(1));
        let weights = self.slots.0.iter().filter_map(|(bucket, slot)| {
            let weight = Weight {
                weight: narrow(slot.weight()),
                usual: narrow(f64::from(slot.sum) / verdicts),
            };
            (weight.weight != 0.0).then_some((*bucket, weight))
        });
        Frozen::new(weights.collect(), self.calibration.fit())
    }
}

/// State is kept in half the bytes; each step is rounded, so that a replay is rounded alike.
#[expect(
    clippy::as_conversions,
    reason = "the standard library has no other way to round to f32"
)]
#[expect(
    clippy::cast_possible_truncation,
    reason = "rounding is what it is for"
)]
const fn narrow(value: f64) -> f32 {
    value as f32
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
struct Slots(BTreeMap<u16, Slot>);

impl From<Slots> for String {
    fn from(slots: Slots) -> Self {
        packed::write(slots.0.into_iter().map(|(bucket, slot)| {
            let [a, b] = bucket.to_be_bytes();
            let ([c, d, e, f], [g, h, i, j]) = (slot.z.to_be_bytes(), slot.n.to_be_bytes());
            let [k, l, m, n] = slot.sum.to_be_bytes();
            [a, b, c, d, e, f, g, h, i, j, k, l, m, n]
        }))
    }
}

impl TryFrom<String> for Slots {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let rows = packed::read(&text)?.into_iter();
        let slots = rows.map(|[a, b, c, d, e, f, g, h, i, j, k, l, m, n]| {
            let bucket = u16::from_be_bytes([a, b]);
            let slot = Slot {
                z: f32::from_be_bytes([c, d, e, f]),
                n: f32::from_be_bytes([g, h, i, j]),
                sum: f32::from_be_bytes([k, l, m, n]),
            };
            let sound = slot.z.is_finite() && slot.n >= 0.0 && slot.sum.is_finite();
            if bucket >= BUCKETS || !sound || !slot.n.is_finite() {
                return Err(format!("bucket {bucket} holds what was never learned"));
            }
            Ok((bucket, slot))
        });
        Ok(Self(slots.collect::<Result<_, _>>()?))
    }
}
