//! What `patterns/NAME.md` says: instructions that agents share.

use serde::Serialize;

/// Instructions that agents share, checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pattern {
    /// The file's name without `.md`.
    pub name: String,
    /// What it is for, in words.
    pub description: Option<String>,
    /// Names of the patterns that go before it, in the order written.
    pub includes: Vec<String>,
    /// The instructions.
    pub body: String,
}
