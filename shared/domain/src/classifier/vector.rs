//! What a draft looks like to the classifier: buckets with values, without a word of it.

use super::packed;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Buckets into which features are hashed: a full state stays well under one item.
pub(super) const BUCKETS: u16 = 1 << 14;

/// Buckets with their values in thousandths, so that what is stored is what was judged, exactly.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Vector(BTreeMap<u16, u16>);

impl Vector {
    pub(super) fn add(&mut self, bucket: u16, thousandths: u16) {
        let value = self.0.entry(bucket % BUCKETS).or_default();
        *value = value.saturating_add(thousandths);
    }

    /// The greater value of each bucket: several letters that are judged on one look.
    pub(super) fn merge(&mut self, other: &Self) {
        for (bucket, value) in &other.0 {
            let mine = self.0.entry(*bucket).or_default();
            *mine = (*mine).max(*value);
        }
    }

    /// Buckets in their order, with values.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u16, f64)> {
        self.0
            .iter()
            .map(|(bucket, value)| (*bucket, f64::from(*value) / 1000.0))
    }
}

/// The bucket of a feature (FNV-1a, folded to the width that is needed).
pub(super) fn bucket(name: &str) -> u16 {
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let folded = (hash ^ (hash >> 32)) % u64::from(BUCKETS);
    u16::try_from(folded).unwrap_or(0)
}

impl From<Vector> for String {
    fn from(vector: Vector) -> Self {
        let pairs = vector.0.into_iter();
        packed::write(pairs.map(|(bucket, value)| {
            let ([a, b], [c, d]) = (bucket.to_be_bytes(), value.to_be_bytes());
            [a, b, c, d]
        }))
    }
}

impl TryFrom<String> for Vector {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let pairs = packed::read(&text)?.into_iter();
        let pairs =
            pairs.map(|[a, b, c, d]| (u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d])));
        Ok(Self(pairs.collect()))
    }
}
