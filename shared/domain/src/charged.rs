//! What models are charged for.

use serde::{Deserialize, Serialize};

/// Tokens of calls, as the model's maker counts and charges them. No token is in two of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tokens {
    /// Read, at the usual price.
    #[serde(default)]
    pub input: u64,
    /// Read and put into the maker's cache.
    #[serde(default)]
    pub cache_write: u64,
    /// Read from the maker's cache.
    #[serde(default)]
    pub cache_read: u64,
    /// Written, thoughts included.
    #[serde(default)]
    pub output: u64,
}

impl Tokens {
    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            input: self.input.saturating_add(other.input),
            cache_write: self.cache_write.saturating_add(other.cache_write),
            cache_read: self.cache_read.saturating_add(other.cache_read),
            output: self.output.saturating_add(other.output),
        }
    }

    /// All that was read, whatever its price.
    #[must_use]
    pub fn read(&self) -> u64 {
        self.input
            .saturating_add(self.cache_write)
            .saturating_add(self.cache_read)
    }
}

/// A model's part in an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charged {
    /// Which model, with version.
    pub model: String,
    /// For what.
    pub tokens: Tokens,
}
