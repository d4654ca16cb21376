//! Replays: what another version of the playbook would have written.

use super::{Finding, PlaybookFault};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Which replay.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanReplay {
    /// Whose leads.
    pub agent: String,
    /// The last so many that were written to, 1 to 500.
    pub last: usize,
    /// Path and text of all files of the playbook to replay with. It is stored, and not put in force.
    pub files: BTreeMap<String, String>,
}

/// What a replay will do.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReplayPlan {
    /// Full version of the playbook.
    pub version: String,
    /// The same for people.
    pub short: String,
    /// Conversations to write to anew, newest first: each costs one letter of the model.
    pub conversations: Vec<String>,
    /// Who writes.
    pub model: String,
    /// Warnings; what has errors can't be replayed.
    pub faults: Vec<PlaybookFault>,
}

/// One letter of a replay.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplayOne {
    /// Full version, as the plan told it.
    pub version: String,
    /// The conversation.
    pub conversation: String,
}

/// A letter and what the linter says of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReplayLetter {
    /// Subject.
    pub subject: String,
    /// Body without footer.
    pub body: String,
    /// What the linter found.
    pub findings: Vec<Finding>,
}

/// One lead, written to again. Nothing of it is sent.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReplayedLetter {
    /// The conversation.
    pub conversation: String,
    /// Whom it is with.
    pub name: String,
    /// Where they work.
    pub company: String,
    /// What was written then.
    pub old: ReplayLetter,
    /// Short version of the playbook then.
    pub old_version: String,
    /// What would be written; null if nothing could be.
    pub new: Option<ReplayLetter>,
    /// Why nothing could be.
    pub failure: Option<String>,
    /// The new letter reads otherwise.
    pub changed: bool,
    /// What was decided then: `approved`, `edited`, `killed`, `undecided`.
    pub past: String,
    /// Why it was killed.
    pub reason: Option<String>,
}
