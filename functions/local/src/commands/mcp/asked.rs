//! What the tools take.

use rmcp::schemars::{self, JsonSchema};
use serde::Deserialize;

/// Which cards.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Queue {
    /// Only `list`, `draft`, `reply`, `in_doubt` or `mailbox`.
    #[serde(default)]
    pub(super) kind: Option<String>,
    /// Cards, 1 to 100; 20 when left out.
    #[serde(default)]
    pub(super) limit: Option<u32>,
    /// `next` of the page before.
    #[serde(default)]
    pub(super) after: Option<String>,
}

/// Which card.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Card {
    /// Its id.
    pub(super) card: String,
}

/// Drafts that should go as they are.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Propose {
    /// Id of the card.
    pub(super) card: String,
    /// Fingerprints of all its messages, as they were read.
    pub(super) fingerprints: Vec<String>,
}

/// Another text.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Edit {
    /// Id of the card.
    pub(super) card: String,
    /// Fingerprint of the message, as it was read.
    pub(super) fingerprint: String,
    /// New subject; empty for a follow-up in the same thread.
    #[serde(default)]
    pub(super) subject: String,
    /// New body, without the footer.
    pub(super) body: String,
}

/// Drafts that must not go.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Kill {
    /// Id of the card.
    pub(super) card: String,
    /// Fingerprints of all its messages, as they were read.
    pub(super) fingerprints: Vec<String>,
    /// `wrong_person`, `wrong_company`, `bad_fact`, `off_tone`, `weak_offer`, `too_long`, `harmful` or `other`.
    pub(super) reason: String,
    /// In words, for the operator.
    #[serde(default)]
    pub(super) note: Option<String>,
}

/// Drafts to be written anew.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Redraft {
    /// Id of the card.
    pub(super) card: String,
    /// Fingerprints of all its messages, as they were read.
    pub(super) fingerprints: Vec<String>,
    /// What should change.
    pub(super) note: String,
}

/// Which conversation.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Conversation {
    /// Its id.
    pub(super) conversation: String,
}

/// What to halt.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Halt {
    /// `fleet`, `agent` or `mailbox`.
    pub(super) scope: String,
    /// Name of the agent or address of the mailbox.
    #[serde(default)]
    pub(super) name: Option<String>,
}

/// Which agent.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Agent {
    /// Its name; left out: all agents in short.
    #[serde(default)]
    pub(super) agent: Option<String>,
}

/// Whose round.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Tune {
    /// Name of the agent.
    pub(super) agent: String,
}

/// Which lines.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Log {
    /// Only lines that hold this.
    #[serde(default)]
    pub(super) grep: Option<String>,
    /// Lines, 1 to 1,000; 100 when left out.
    #[serde(default)]
    pub(super) limit: Option<u32>,
    /// `next` of the page before.
    #[serde(default)]
    pub(super) before: Option<String>,
}

/// Which letters to write anew.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Replay {
    /// The agent.
    pub(super) agent: String,
    /// The last so many leads, 1 to 20; 5 when left out.
    #[serde(default)]
    pub(super) last: Option<u32>,
}
