//! Draws that anybody who knows the seed can repeat.

use sha2::{Digest, Sha256};

/// The source of all draws of one subject: a person, a thread or a letter.
#[derive(Debug, Clone)]
pub(crate) struct Draw {
    key: [u8; 32],
}

impl Draw {
    /// The draws of one subject.
    pub(crate) fn new(seed: u64, kind: &str, subject: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"onloop market 1\0");
        hash.update(seed.to_be_bytes());
        for part in [kind, subject] {
            hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(part.as_bytes());
        }
        Self {
            key: hash.finalize().into(),
        }
    }

    /// Sixteen bytes for one question.
    pub(crate) fn bytes(&self, question: &str) -> [u8; 16] {
        let mut hash = Sha256::new();
        hash.update(self.key);
        hash.update(question.as_bytes());
        let all: [u8; 32] = hash.finalize().into();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&all[..16]);
        bytes
    }

    fn number(&self, question: &str) -> u64 {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&self.bytes(question)[..8]);
        u64::from_be_bytes(bytes)
    }

    /// From 0 to 1, 1 excluded, in steps of 2⁻³².
    pub(crate) fn share(&self, question: &str) -> f64 {
        let high = u32::try_from(self.number(question) >> 32).unwrap_or(0);
        f64::from(high) / 4_294_967_296.0
    }

    /// From `low` to `high`, both included.
    pub(crate) fn between(&self, question: &str, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high.saturating_sub(low))
            .unwrap_or(0)
            .saturating_add(1);
        low.saturating_add(i64::try_from(self.number(question) % span).unwrap_or(0))
    }

    /// One of several; `None` of none.
    pub(crate) fn one_of<'a, T>(&self, question: &str, among: &'a [T]) -> Option<&'a T> {
        let count = u64::try_from(among.len()).ok().filter(|count| *count > 0)?;
        among.get(usize::try_from(self.number(question) % count).ok()?)
    }

    /// One of several weighted ones.
    pub(crate) fn weighted<T: Copy>(&self, question: &str, among: &[(T, f64)]) -> Option<T> {
        let total: f64 = among.iter().map(|(_, weight)| weight.max(0.0)).sum();
        let mut left = self.share(question) * total;
        for (one, weight) in among {
            left -= weight.max(0.0);
            if left < 0.0 {
                return Some(*one);
            }
        }
        among.last().map(|(one, _)| *one)
    }

    /// An opaque word of 32 characters.
    pub(crate) fn word(&self, question: &str) -> String {
        self.bytes(question)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}
