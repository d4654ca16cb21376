//! Shares that are kept exactly: whole thousandths, so that a sum over labels is a sum of whole
//! numbers and doesn't depend on the order in which they came.

use serde::{Deserialize, Serialize};

/// Thousandths in one.
const WHOLE: u16 = 1000;

/// The chance with which a message was drawn for review, decided before the draw and logged with
/// it: 1 to 1000 thousandths. A message that is reviewed in any case has 1000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Propensity(u16);

impl Propensity {
    /// Reviewed in any case.
    pub const CERTAIN: Self = Self(WHOLE);

    /// From thousandths; never nothing, since what can't be drawn proves nothing.
    pub fn new(thousandths: u16) -> Option<Self> {
        (1..=WHOLE)
            .contains(&thousandths)
            .then_some(Self(thousandths))
    }

    /// In thousandths.
    pub const fn thousandths(self) -> u16 {
        self.0
    }

    /// In (0, 1].
    pub fn share(self) -> f64 {
        f64::from(self.0) / f64::from(WHOLE)
    }

    /// All there are.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=WHOLE).map(Self)
    }
}

impl TryFrom<u16> for Propensity {
    type Error = String;

    fn try_from(thousandths: u16) -> Result<Self, String> {
        Self::new(thousandths).ok_or_else(|| format!("{thousandths} is not in 1 to {WHOLE}"))
    }
}

impl From<Propensity> for u16 {
    fn from(propensity: Propensity) -> Self {
        propensity.0
    }
}

/// How sure policy is that a draft may go as it stands, in thousandths: 0 to 1000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Confidence(u16);

impl Confidence {
    /// Every draft has at least this.
    pub const NONE: Self = Self(0);

    /// From thousandths.
    pub fn new(thousandths: u16) -> Option<Self> {
        (thousandths <= WHOLE).then_some(Self(thousandths))
    }

    /// In thousandths.
    pub const fn thousandths(self) -> u16 {
        self.0
    }
}

impl TryFrom<u16> for Confidence {
    type Error = String;

    fn try_from(thousandths: u16) -> Result<Self, String> {
        Self::new(thousandths).ok_or_else(|| format!("{thousandths} is not in 0 to {WHOLE}"))
    }
}

impl From<Confidence> for u16 {
    fn from(confidence: Confidence) -> Self {
        confidence.0
    }
}

/// A share that must not be reached, between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Limit(f64);

impl Limit {
    /// Kills, unless the operator says otherwise.
    pub const KILLS: Self = Self(0.03);
    /// Must-fix edits.
    pub const MUST_FIX: Self = Self(0.10);

    /// From a share.
    pub fn new(share: f64) -> Option<Self> {
        (share > 0.0 && share < 1.0).then_some(Self(share))
    }

    /// As a share.
    pub const fn share(self) -> f64 {
        self.0
    }
}

impl TryFrom<f64> for Limit {
    type Error = String;

    fn try_from(share: f64) -> Result<Self, String> {
        Self::new(share).ok_or_else(|| format!("{share} is not between 0 and 1"))
    }
}

impl From<Limit> for f64 {
    fn from(limit: Limit) -> Self {
        limit.0
    }
}
