//! Replays: what another version of the playbook would have written.

use super::{Finding, PlaybookFault};
use domain::trust::Outcome;
use flow::replay::{Carried, Standing};
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
    /// Conversations to write to anew, newest first.
    pub conversations: Vec<String>,
    /// Letters on the card of each, at most: each costs a call of the model.
    pub letters: usize,
    /// What the letters of each were charged for when they were written, in the same order; null where it isn't known.
    pub charged_then: Vec<Option<ModelTokens>>,
    /// Who writes.
    pub model: String,
    /// Somebody is charged for its letters.
    pub is_charged: bool,
    /// How trust would carry over, were it pushed.
    pub trust: ReplayTrust,
    /// Warnings; what has errors can't be replayed.
    pub faults: Vec<PlaybookFault>,
}

/// Tokens of a model's calls, as its maker counts them; none is in two of these.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct ModelTokens {
    /// Read, at the usual price.
    pub input: u64,
    /// Read and put into the maker's cache.
    pub cache_write: u64,
    /// Read from the maker's cache.
    pub cache_read: u64,
    /// Written.
    pub output: u64,
}

impl From<domain::Tokens> for ModelTokens {
    fn from(tokens: domain::Tokens) -> Self {
        Self {
            input: tokens.input,
            cache_write: tokens.cache_write,
            cache_read: tokens.cache_read,
            output: tokens.output,
        }
    }
}

/// How trust would carry over to another version.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReplayTrust {
    /// The next drafts would be a canary: all of them reviewed until enough are clean.
    pub canary: bool,
    /// The same, and why, in words.
    pub words: String,
}

impl ReplayTrust {
    /// Tells it of an agent.
    pub fn of(carried: Carried, agent: &str) -> Self {
        let words = match carried {
            Carried::Stands => {
                "nothing that the model reads is another: what was proven stands, and no canary is needed"
                    .to_owned()
            }
            Carried::NothingProven => format!(
                "nothing is proven for {agent} yet: each of its drafts is reviewed, before a push and after it"
            ),
            Carried::NewClass { clean, percent } => format!(
                "house or patterns are others to the model: after a push each draft is reviewed until {clean} in a row were judged without a kill ({percent} %)"
            ),
            Carried::NewBrief { days } => format!(
                "{agent} has another brief or other steps: after a push each of its drafts is reviewed for {days} days"
            ),
        };
        Self {
            canary: matches!(carried, Carried::NewClass { .. } | Carried::NewBrief { .. }),
            words,
        }
    }
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

/// The letters of a card as one text, and what the linter says of them.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReplayLetter {
    /// Subject of the first.
    pub subject: String,
    /// Bodies without footers; a line before each but the first says which it is.
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
    /// The first card as it was written then.
    pub old: ReplayLetter,
    /// Short version of the playbook then.
    pub old_version: String,
    /// What would be written; null if nothing could be.
    pub new: Option<ReplayLetter>,
    /// Why nothing could be.
    pub failure: Option<String>,
    /// The new card reads otherwise.
    pub changed: bool,
    /// What was decided then: `approved`, `edited`, `killed`, `undecided`.
    pub past: String,
    /// Why it was killed.
    pub reason: Option<String>,
    /// Letters of the new card that are written.
    pub letters: u32,
    /// Letters of the new card that are not written yet: each further call writes one.
    pub left: u32,
    /// What these were charged for; null where the model doesn't tell.
    pub tokens: Option<ModelTokens>,
    /// What a verdict on the new card counts for.
    pub standing: ReplayStanding,
}

/// What a verdict on a replayed card counts for.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct ReplayStanding {
    /// It counts for the class that its version would begin.
    pub counts: bool,
    /// `approve`, `fix` or `kill`, once it was given; also where the same card was judged before.
    pub verdict: Option<&'static str>,
    /// Why it would count for nothing.
    pub why: Option<&'static str>,
}

impl From<Standing> for ReplayStanding {
    fn from(standing: Standing) -> Self {
        let (verdict, why) = match standing {
            Standing::Open => (None, None),
            Standing::Judged(outcome) if outcome.is_kill() => (Some("kill"), None),
            Standing::Judged(Outcome::MustFix) => (Some("fix"), None),
            Standing::Judged(_) => (Some("approve"), None),
            Standing::Uncounted(why) => (None, Some(why)),
        };
        Self {
            counts: why.is_none(),
            verdict,
            why,
        }
    }
}

/// What the operator says of a replayed card.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JudgeReplayed {
    /// Full version, as the plan told it.
    pub version: String,
    /// The conversation.
    pub conversation: String,
    /// `approve`: it might go as it stands; `fix`: a claim, number, name, link or ask would have to be changed; `kill`.
    pub verdict: String,
    /// Why it is killed, one of the reasons of the queue.
    pub reason: Option<String>,
}
