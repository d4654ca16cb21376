//! Tuning rounds.

use super::PlaybookFileDiff;
use domain::tune::{Part, Rule};
use flow::tune;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A round, put together from the verdicts so far.
#[derive(Debug, Serialize, ToSchema)]
pub struct TuneRound {
    /// The agent.
    pub agent: String,
    /// When it was put together.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// When the next one is due.
    pub tuning: TuneStanding,
    /// Counts and sample are about the time since then: the last round, or four weeks.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
    /// First decisions on drafts since then: `approved`, `polished`, `fixed`, `killed`, `sent_back`.
    pub decided: BTreeMap<String, u32>,
    /// Kills since then, by reason.
    pub reasons: BTreeMap<String, u32>,
    /// Some of everything since then.
    pub sample: Vec<TuneStratum>,
    /// Edits that come again in the last verdicts, the most frequent first.
    pub edits: Vec<TuneEdit>,
    /// Phrases that stand in killed drafts more often than in approved ones.
    pub phrases: Vec<TunePhrase>,
    /// What comes again in the notes to kills and redrafts.
    pub notes: Vec<TuneNote>,
    /// The agent's last verdicts that these were read from; at most 500.
    pub read: usize,
    /// Rules that these verdicts ask for.
    pub rules: Vec<TuneProposal>,
    /// Weights of its rubric that the verdicts on its lists ask for.
    pub weights: TuneWeights,
    /// Rounds that were held, the last first.
    pub rounds: Vec<TuneHeld>,
}

/// How an agent's tuning stands.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TuneStanding {
    /// `new`: a round a week; `stable`: every other week; `clean`: every four weeks.
    pub standing: String,
    /// Days from one round to the next.
    pub every_days: u32,
    /// When the last one was held.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last: Option<Timestamp>,
    /// When the next one is due.
    #[schema(value_type = String, format = DateTime)]
    pub due_at: Timestamp,
    /// It is due.
    pub due: bool,
    /// Rounds that were missed since the last one: not held within three days.
    pub missed: u32,
}

/// What waits to be tuned.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TuneDue {
    /// The agent.
    pub agent: String,
    /// Since when its round is due.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
    /// Rounds that were missed.
    pub missed: u32,
}

/// Some of one sort.
#[derive(Debug, Serialize, ToSchema)]
pub struct TuneStratum {
    /// `kill`, `edit`, `audit`, `shipped`, `reply`.
    pub sample: String,
    /// All that there are of it.
    pub total: usize,
    /// Some of them, drawn by lot; the same ones for the whole round.
    pub drawn: Vec<TuneDrawn>,
}

/// One of them.
#[derive(Debug, Serialize, ToSchema)]
pub struct TuneDrawn {
    /// Its conversation.
    pub conversation: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// With whom.
    pub name: String,
    /// Where they work.
    pub company: String,
    /// What was decided, `sent`, or the reply's label.
    pub how: String,
    /// Why it was killed.
    pub reason: Option<String>,
    /// The operator's note.
    pub note: Option<String>,
    /// Subject.
    pub subject: String,
    /// The text; an edited one in parts.
    pub text: Vec<TunePart>,
}

/// A part of a text.
#[derive(Debug, Serialize, ToSchema)]
pub struct TunePart {
    /// `kept`, `gone`, `come`.
    pub what: String,
    /// The words.
    pub text: String,
}

/// An edit that comes again.
#[derive(Debug, Serialize, ToSchema)]
pub struct TuneEdit {
    /// What stood there; empty where words were added.
    pub old: String,
    /// What was put there; empty where words were taken out.
    pub new: String,
    /// In so many drafts.
    pub count: u32,
}

/// A phrase of killed drafts.
#[derive(Debug, Serialize, ToSchema)]
pub struct TunePhrase {
    /// The phrase.
    pub phrase: String,
    /// In so many killed drafts.
    pub killed: u32,
    /// In so many that were approved as they stood.
    pub approved: u32,
}

/// What comes again in notes.
#[derive(Debug, Serialize, ToSchema)]
pub struct TuneNote {
    /// The words.
    pub phrase: String,
    /// In so many notes.
    pub count: u32,
}

/// A rule that the markdown could say.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum TuneRule {
    /// No letter of anybody may hold the phrase: `banned_phrases` of house.md.
    Ban {
        /// The phrase.
        phrase: String,
    },
    /// The agent says it in other words: in its file, or as advice at the end of its brief.
    Say {
        /// What it says now.
        old: String,
        /// What it says from then on.
        new: String,
    },
    /// A criterion of the agent's rubric counts for more or less.
    Weigh {
        /// Its name.
        criterion: String,
        /// What it counts from then on, 1 to 1,000.
        weight: u32,
    },
}

/// A rule, what it would have done, and the markdown.
#[derive(Debug, Serialize, ToSchema)]
pub struct TuneProposal {
    /// The rule.
    pub rule: TuneRule,
    /// The operator made this edit so often.
    pub edits: u32,
    /// It stood in so many killed drafts of this agent.
    pub kills: u32,
    /// Verdicts that it was tried on: the last ones of all agents that it reaches, at most 500.
    pub of: u32,
    /// Of these, edited so that the phrase went; of a ban also those that were killed or sent back.
    pub caught: u32,
    /// Of these, approved with the phrase in them.
    pub wrongly: u32,
    /// Some that it would have caught wrongly.
    pub wrong: Vec<TuneWrong>,
    /// Agents whose letters it changes.
    pub reaches: Vec<String>,
    /// What would change in the files.
    pub patch: Vec<PlaybookFileDiff>,
    /// Why it has to be written by hand, if it has to.
    pub by_hand: Option<String>,
}

/// Weights of an agent's rubric, and what they would do to its past lists. A lead counts as turned down for a reason
/// that the rubric could have seen.
#[derive(Debug, Serialize, ToSchema)]
pub struct TuneWeights {
    /// Criteria that would count for more or less; empty: nothing is asked for. Each is accepted as a rule `weigh`.
    pub criteria: Vec<TuneWeight>,
    /// From this score on a lead is fit.
    pub accept_at: u32,
    /// Leads on past lists that were turned down.
    pub rejected: u32,
    /// Of these, below that score as it is now.
    pub rejected_below_now: u32,
    /// Of these, below it by the proposed weights: never shown as fit.
    pub rejected_below: u32,
    /// Leads on past lists that were taken.
    pub accepted: u32,
    /// Of these, below that score as it is now.
    pub accepted_below_now: u32,
    /// Of these, below it by the proposed weights: wrongly lost.
    pub accepted_below: u32,
    /// What would change in the files.
    pub patch: Vec<PlaybookFileDiff>,
    /// Why it has to be written by hand, if it has to.
    pub by_hand: Option<String>,
}

/// A criterion that would count for more or less.
#[derive(Debug, Serialize, ToSchema)]
pub struct TuneWeight {
    /// Its name.
    pub criterion: String,
    /// What it counts now.
    pub from: u32,
    /// What it would count.
    pub to: u32,
}

/// Rules that one verdict could become.
#[derive(Debug, Serialize, ToSchema)]
pub struct TuneAsked {
    /// Whose draft it was about; its rules are accepted at `/tune/{agent}/accept`.
    pub agent: String,
    /// The rules, tried on the last verdicts. Empty: the words are about the person, or stand nowhere else.
    pub rules: Vec<TuneProposal>,
}

/// A draft that a rule would have caught wrongly.
#[derive(Debug, Serialize, ToSchema)]
pub struct TuneWrong {
    /// Its conversation.
    pub conversation: String,
    /// Its agent.
    pub agent: String,
    /// The words around the phrase.
    pub words: String,
}

/// A round that was held.
#[derive(Debug, Serialize, ToSchema)]
pub struct TuneHeld {
    /// When it ended.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Who held it.
    pub by: String,
    /// Its minutes.
    pub minutes: u64,
    /// Verdicts since the one before.
    pub judged: u32,
    /// Rules that were accepted.
    pub rules: u32,
    /// The versions that say them.
    pub versions: Vec<String>,
}

/// A rule to try.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TuneTry {
    /// The rule.
    pub rule: TuneRule,
}

/// Rules to put in force.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TuneAccept {
    /// 1 to 20.
    pub rules: Vec<TuneRule>,
    /// Why, in a sentence; without it the rules say it themselves.
    #[serde(default)]
    pub message: String,
}

/// What came of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct TuneAccepted {
    /// The version in force.
    pub version: String,
    /// The same for people.
    pub short: String,
    /// Agents whose letters it reaches.
    pub reaches: Vec<String>,
    /// The operator's own files: `written`, `elsewhere` (not with this stack: pull the version), `untouched`.
    pub files: String,
    /// The same in a sentence.
    pub words: String,
}

/// Ends a round.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TuneHold {
    /// How long the operator looked; at most four hours count.
    pub seconds: u64,
}

/// A round was held.
#[derive(Debug, Serialize, ToSchema)]
pub struct TuneEnded {
    /// As it was written down.
    pub round: TuneHeld,
    /// When the next one is due.
    #[schema(value_type = String, format = DateTime)]
    pub next: Timestamp,
}

impl From<TuneRule> for Rule {
    fn from(rule: TuneRule) -> Self {
        match rule {
            TuneRule::Ban { phrase } => Self::Ban { phrase },
            TuneRule::Say { old, new } => Self::Say { old, new },
            TuneRule::Weigh { criterion, weight } => Self::Weigh { criterion, weight },
        }
    }
}

impl From<Rule> for TuneRule {
    fn from(rule: Rule) -> Self {
        match rule {
            Rule::Ban { phrase } => Self::Ban { phrase },
            Rule::Say { old, new } => Self::Say { old, new },
            Rule::Weigh { criterion, weight } => Self::Weigh { criterion, weight },
        }
    }
}

impl From<Part> for TunePart {
    fn from(part: Part) -> Self {
        let (what, text) = match part {
            Part::Kept(text) => ("kept", text),
            Part::Gone(text) => ("gone", text),
            Part::Come(text) => ("come", text),
        };
        Self {
            what: what.to_owned(),
            text,
        }
    }
}

impl From<tune::Tuning> for TuneStanding {
    fn from(tuning: tune::Tuning) -> Self {
        Self {
            standing: tuning.standing.as_str().to_owned(),
            every_days: tuning.standing.every_days(),
            last: tuning.last,
            due_at: tuning.due.at,
            due: tuning.due.is_due,
            missed: tuning.due.missed,
        }
    }
}

impl From<tune::RoundRow> for TuneHeld {
    fn from(row: tune::RoundRow) -> Self {
        Self {
            at: row.at,
            by: row.by.to_string(),
            minutes: row.seconds.div_ceil(60),
            judged: row.judged,
            rules: row.rules,
            versions: row.versions,
        }
    }
}

impl From<tune::Stratum> for TuneStratum {
    fn from(stratum: tune::Stratum) -> Self {
        Self {
            sample: stratum.sample.as_str().to_owned(),
            total: stratum.total,
            drawn: stratum.drawn.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<tune::Drawn> for TuneDrawn {
    fn from(drawn: tune::Drawn) -> Self {
        Self {
            conversation: drawn.conversation.to_string(),
            at: drawn.at,
            name: drawn.name,
            company: drawn.company,
            how: drawn.how,
            reason: drawn.reason,
            note: drawn.note,
            subject: drawn.subject,
            text: drawn.text.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<tune::Proposal> for TuneProposal {
    fn from(proposal: tune::Proposal) -> Self {
        let (patch, by_hand) = match proposal.patch {
            Ok(patch) => (patch.into_iter().map(Into::into).collect(), None),
            Err(why) => (Vec::new(), Some(why)),
        };
        Self {
            rule: proposal.rule.into(),
            edits: proposal.edits,
            kills: proposal.kills,
            of: proposal.tested.of,
            caught: proposal.tested.caught,
            wrongly: proposal.tested.wrongly,
            wrong: proposal
                .wrong
                .into_iter()
                .map(|wrong| TuneWrong {
                    conversation: wrong.conversation.to_string(),
                    agent: wrong.agent.to_string(),
                    words: wrong.words,
                })
                .collect(),
            reaches: proposal.reaches,
            patch,
            by_hand,
        }
    }
}

impl From<tune::Weights> for TuneWeights {
    fn from(weights: tune::Weights) -> Self {
        let (patch, by_hand) = match weights.patch {
            Ok(patch) => (patch.into_iter().map(Into::into).collect(), None),
            Err(why) => (Vec::new(), Some(why)),
        };
        let criteria = weights.weighed.into_iter().map(|one| TuneWeight {
            criterion: one.criterion,
            from: one.from,
            to: one.to,
        });
        Self {
            criteria: criteria.collect(),
            accept_at: weights.accept_at,
            rejected: weights.after.rejected,
            rejected_below_now: weights.before.rejected_below,
            rejected_below: weights.after.rejected_below,
            accepted: weights.after.taken,
            accepted_below_now: weights.before.taken_below,
            accepted_below: weights.after.taken_below,
            patch,
            by_hand,
        }
    }
}

impl From<tune::Asked> for TuneAsked {
    fn from(asked: tune::Asked) -> Self {
        Self {
            agent: asked.agent.to_string(),
            rules: asked.rules.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<tune::Round> for TuneRound {
    fn from(round: tune::Round) -> Self {
        Self {
            agent: round.agent.to_string(),
            at: round.at,
            tuning: round.tuning.into(),
            since: round.since,
            decided: round
                .decided
                .into_iter()
                .map(|(how, count)| (how.to_owned(), count))
                .collect(),
            reasons: round.reasons,
            sample: round.strata.into_iter().map(Into::into).collect(),
            edits: round
                .edits
                .into_iter()
                .map(|edit| TuneEdit {
                    old: edit.old,
                    new: edit.new,
                    count: edit.count,
                })
                .collect(),
            phrases: round
                .phrases
                .into_iter()
                .map(|phrase| TunePhrase {
                    phrase: phrase.phrase,
                    killed: phrase.killed,
                    approved: phrase.approved,
                })
                .collect(),
            notes: round
                .notes
                .into_iter()
                .map(|(phrase, count)| TuneNote { phrase, count })
                .collect(),
            read: round.read,
            rules: round.proposals.into_iter().map(Into::into).collect(),
            weights: round.weights.into(),
            rounds: round.rounds.into_iter().map(Into::into).collect(),
        }
    }
}
