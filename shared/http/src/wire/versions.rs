//! The playbook's versions.

use super::PlaybookFault;
use flow::versions;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The playbook in force, and what its folder holds.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaybookPage {
    /// Full version in force: 64 digits.
    pub version: String,
    /// The same for people.
    pub short: String,
    /// Since when; nothing for the first one.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub since: Option<Timestamp>,
    /// Agents in it.
    pub agents: Vec<String>,
    /// Short version of what the stack's own folder holds, where it can be told.
    pub folder: Option<String>,
    /// The folder holds something else than what is in force: it waits for a push.
    pub folder_waits: bool,
    /// Faults of the folder as it was read last.
    pub faults: Vec<PlaybookFault>,
}

/// Versions that were put in force.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaybookHistory {
    /// Newest first.
    pub entries: Vec<PlaybookPush>,
    /// `before` of the next page; null at the end.
    pub next: Option<u64>,
}

/// Somebody put a version in force.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaybookPush {
    /// Counts from 1.
    pub number: u64,
    /// Full version.
    pub version: String,
    /// The same for people.
    pub short: String,
    /// What was in force before.
    pub before: Option<String>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Who; `folder` if it was read from the stack's own folder unasked.
    pub author: String,
    /// `push`, `folder`, `rollback`.
    pub way: String,
    /// Why.
    pub message: String,
    /// Conversations that had begun stayed with the version before.
    pub stay: bool,
    /// What changed.
    pub changes: Vec<PlaybookChange>,
}

/// A file that changed.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaybookChange {
    /// Which.
    pub path: String,
    /// Lines that came.
    pub added: u32,
    /// Lines that went.
    pub removed: u32,
}

/// A file that is not the same in two versions.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaybookFileDiff {
    /// Which.
    pub path: String,
    /// `added`, `removed`, `changed`.
    pub kind: String,
    /// Lines that came.
    pub added: u32,
    /// Lines that went.
    pub removed: u32,
    /// As `diff -u` writes it.
    pub unified: String,
}

/// What is different in two versions.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaybookDiff {
    /// Full version.
    pub from: Option<String>,
    /// Full version.
    pub to: String,
    /// By file.
    pub files: Vec<PlaybookFileDiff>,
}

/// The files of a version.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaybookFiles {
    /// Full version.
    pub version: String,
    /// Path and text.
    pub files: BTreeMap<String, String>,
    /// It was in force once; else it was sent along for a replay.
    pub pushed: bool,
}

/// A version to put in force.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPlaybook {
    /// Path and text of all its files that end in `.md`.
    pub files: BTreeMap<String, String>,
    /// Why, in a sentence.
    pub message: String,
    /// Conversations that have begun stay with the version before; else they follow.
    #[serde(default)]
    pub stay: bool,
    /// What waits for a verdict, or is cleared and not out, is written anew.
    #[serde(default)]
    pub redraft: bool,
    /// The full version that the author started from: if another operator pushed since, nothing is done.
    #[serde(default)]
    pub base: Option<String>,
}

/// Puts an earlier version in force again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Rollback {
    /// The version, by all its digits or as many of the first as tell it apart.
    pub version: String,
    /// Why, in a sentence.
    #[serde(default)]
    pub message: String,
    /// Conversations that have begun stay with the version that is in force now.
    #[serde(default)]
    pub stay: bool,
}

/// What a push did.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaybookPushed {
    /// Full version in force.
    pub version: String,
    /// The same for people.
    pub short: String,
    /// It was not in force before.
    pub changed: bool,
    /// What changed.
    pub changes: Vec<PlaybookChange>,
    /// Agents whose letters it reaches.
    pub reaches: Vec<String>,
    /// Warnings; what has errors isn't pushed.
    pub faults: Vec<PlaybookFault>,
}

impl From<&versions::ChangeRow> for PlaybookChange {
    fn from(change: &versions::ChangeRow) -> Self {
        Self {
            path: change.path.clone(),
            added: change.added,
            removed: change.removed,
        }
    }
}

impl From<playbook::FileChange> for PlaybookFileDiff {
    fn from(change: playbook::FileChange) -> Self {
        let kind = match change.kind {
            playbook::ChangeKind::Added => "added",
            playbook::ChangeKind::Removed => "removed",
            playbook::ChangeKind::Changed => "changed",
        };
        Self {
            path: change.path,
            kind: kind.to_owned(),
            added: change.added,
            removed: change.removed,
            unified: change.unified,
        }
    }
}

impl From<&versions::PushRow> for PlaybookPush {
    fn from(row: &versions::PushRow) -> Self {
        let (way, unasked) = match row.way {
            versions::Way::Push => ("push", false),
            versions::Way::Folder => ("folder", row.by == domain::Actor::Policy),
            versions::Way::Rollback => ("rollback", false),
        };
        Self {
            number: row.number,
            version: row.version.clone(),
            short: playbook::short_version(&row.version),
            before: row.before.clone(),
            at: row.at,
            author: match (&row.by, unasked) {
                (_, true) => "folder".to_owned(),
                (domain::Actor::Operator(name), false) => name.to_string(),
                (other, false) => other.to_string(),
            },
            way: way.to_owned(),
            message: row.message.clone(),
            stay: row.stay,
            changes: row.changes.iter().map(PlaybookChange::from).collect(),
        }
    }
}
