//! What is stored of the playbook's versions.

use ::ports::BlobHash;
use domain::Actor;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which version is in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CurrentRow {
    /// The version.
    pub version: String,
    /// Number of the last entry of the history.
    pub number: u64,
    /// Since when it is in force.
    pub since: Timestamp,
    /// Conversations that stay with earlier versions, oldest first.
    pub stays: Vec<StayRow>,
    /// Version of what the stack's own folder held when somebody last decided what is in force: until
    /// it holds something else, it says nothing new.
    pub folder: Option<String>,
}

/// Conversations that stay behind a push.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StayRow {
    /// When the push was: what was accepted before stays.
    pub at: Timestamp,
    /// With this version.
    pub version: String,
}

/// The files of a version. Immutable: its key is the hash of what they hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionRow {
    /// Path and content.
    pub files: BTreeMap<String, BlobHash>,
    /// It was sent along to be tried, and has never been in force.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub tried: bool,
}

/// One entry of the history: somebody put a version in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushRow {
    /// Counts the entries, from 1.
    pub number: u64,
    /// What was put in force.
    pub version: String,
    /// What was in force before.
    pub before: Option<String>,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: Actor,
    /// How.
    pub way: Way,
    /// Why, in the author's words.
    pub message: String,
    /// Conversations that had begun stay with the version before.
    pub stay: bool,
    /// What changed.
    pub changes: Vec<ChangeRow>,
}

/// How a version came to be in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// It was pushed.
    Push,
    /// The stack's own folder held it.
    Folder,
    /// It had been in force before.
    Rollback,
}

/// A file that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeRow {
    /// Which.
    pub path: String,
    /// Lines that came.
    pub added: u32,
    /// Lines that went.
    pub removed: u32,
}
