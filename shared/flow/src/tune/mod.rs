//! Tuning rounds: the operator's hour with one agent. What he decided since the last one, what comes again in it,
//! which rules would have caught it, and the markdown that says so.
//!
//! Invariant: nothing is put in force here but what a person at the page accepts.

mod asked;
mod hold;
mod last;
mod sample;
mod standing;
mod weights;

pub use asked::{Asked, asked};
pub use hold::{Held, accept, hold, patched};
pub use sample::{Drawn, Sample, Stratum};
pub use standing::{RoundRow, Tuning, TuningRow, held_between, missed_by, of, standings};
pub use weights::{Weighed, Weights};

use crate::{Ports, StepError, keys, step, versions};
use domain::AgentName;
use domain::tune::{self, Edit, How, KillPhrase, Rule, Tested};
use jiff::{SignedDuration, Timestamp};
use last::Draft;
pub(crate) use last::about;
use playbook::{FileChange, Files};
use std::collections::BTreeMap;

/// Verdicts that rules are tried on.
pub const TRIED_ON: usize = 500;
/// Rounds that are told of.
const MOST_ROUNDS: usize = 6;
/// A first round looks back so far.
const FIRST_DAYS: i64 = 28;

/// A draft that a rule would have caught wrongly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Its conversation.
    pub conversation: domain::ConversationId,
    /// Its agent.
    pub agent: AgentName,
    /// The words around the phrase.
    pub words: String,
}

/// A rule as it would be accepted.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The rule.
    pub rule: Rule,
    /// The operator made this edit so often.
    pub edits: u32,
    /// It stood in so many killed drafts of this agent.
    pub kills: u32,
    /// What it would have done to the last verdicts.
    pub tested: Tested,
    /// Some of what it would have caught wrongly.
    pub wrong: Vec<Wrong>,
    /// Agents whose letters it changes.
    pub reaches: Vec<String>,
    /// The markdown, or why it can't be written by itself.
    pub patch: Result<Vec<FileChange>, String>,
}

/// A round.
#[derive(Debug, Clone, PartialEq)]
pub struct Round {
    /// The agent.
    pub agent: AgentName,
    /// When it was put together.
    pub at: Timestamp,
    /// How its tuning stands.
    pub tuning: Tuning,
    /// What follows is about the time since then.
    pub since: Timestamp,
    /// The first decisions on drafts since then, by how they were.
    pub decided: BTreeMap<&'static str, u32>,
    /// Kills since then, by reason.
    pub reasons: BTreeMap<String, u32>,
    /// Some of everything, drawn by chance.
    pub strata: Vec<Stratum>,
    /// Edits that come again.
    pub edits: Vec<Edit>,
    /// Phrases that stand in killed drafts.
    pub phrases: Vec<KillPhrase>,
    /// What comes again in the notes to kills and redrafts.
    pub notes: Vec<(String, u32)>,
    /// Own verdicts that these were read from.
    pub read: usize,
    /// Proposed rules.
    pub proposals: Vec<Proposal>,
    /// Weights of its rubric that the verdicts on its lists ask for.
    pub weights: Weights,
    /// Rounds that were held, the last first.
    pub rounds: Vec<RoundRow>,
}

/// Puts a round together. Reads the last 500 verdicts of the agent and of all agents, and what changed in its
/// conversations since its last round.
pub async fn round(ports: &Ports, agent: &AgentName) -> Result<Round, StepError> {
    let playbook = ports.playbook.get();
    if !playbook.agents.contains_key(agent.as_str()) {
        return Err(StepError::no_agent(agent));
    }
    let now = ports.clock.now();
    let tuning = of(ports, agent).await?;
    let since = tuning.last.unwrap_or_else(|| {
        let back = SignedDuration::from_hours(-24 * FIRST_DAYS);
        domain::calendar::later(now, back)
    });
    let (own, all) = last::own_and_all(ports, agent).await?;
    let strata = sample::strata(ports, agent, since).await?;
    let mut decided: BTreeMap<&'static str, u32> = BTreeMap::new();
    let mut reasons: BTreeMap<String, u32> = BTreeMap::new();
    for draft in own.iter().filter(|draft| draft.at >= since) {
        let count = decided.entry(word(draft.how)).or_default();
        *count = count.saturating_add(1);
        if let Some(reason) = &draft.reason {
            let count = reasons.entry(reason.clone()).or_default();
            *count = count.saturating_add(1);
        }
    }
    let read_own: Vec<tune::Read<'_>> = own.iter().map(Draft::read).collect();
    let notes: Vec<String> = own.iter().filter_map(|draft| draft.note.clone()).collect();
    let files = match versions::current(ports).await? {
        Some(row) => Some(versions::files(ports, &row.version).await?),
        None => None,
    };
    let read_all: Vec<tune::Read<'_>> = all.iter().map(Draft::read).collect();
    let accepted = step::read::<TuningRow>(ports, keys::tuning_row(agent))
        .await?
        .map_or_else(Vec::new, |(row, _)| row.accepted);
    let proposals = tune::propose(&read_own, &read_all)
        .into_iter()
        .filter(|one| is_asked_for(&one.rule, &accepted, &own, &all))
        .map(|one| {
            let on = match one.rule {
                Rule::Ban { .. } => &all,
                Rule::Say { .. } | Rule::Weigh { .. } => &own,
            };
            proposal(agent, one, on, files.as_ref(), &playbook)
        })
        .collect();
    Ok(Round {
        agent: agent.clone(),
        at: now,
        since,
        decided,
        reasons,
        strata,
        edits: tune::edits(&read_own),
        phrases: tune::kill_phrases(&read_own),
        notes: tune::note_phrases(&notes),
        read: own.len(),
        proposals,
        weights: weights::weights(ports, agent, files.as_ref()).await?,
        rounds: standing::rounds(ports, agent, MOST_ROUNDS).await?,
        tuning,
    })
}

/// A rule that the operator thought of himself, tried on the last verdicts.
pub async fn tried(ports: &Ports, agent: &AgentName, rule: Rule) -> Result<Proposal, StepError> {
    let playbook = ports.playbook.get();
    if !playbook.agents.contains_key(agent.as_str()) {
        return Err(StepError::no_agent(agent));
    }
    if matches!(rule, Rule::Weigh { .. }) {
        return Err(StepError::Invalid(
            "a weight is tried on leads, not on drafts: the round proposes those that the lists ask for".to_owned(),
        ));
    }
    let (own, all) = last::own_and_all(ports, agent).await?;
    let on = match rule {
        Rule::Ban { .. } => &all,
        Rule::Say { .. } | Rule::Weigh { .. } => &own,
    };
    let read: Vec<tune::Read<'_>> = on.iter().map(Draft::read).collect();
    let tested = tune::test(&rule, &read);
    let files = match versions::current(ports).await? {
        Some(row) => Some(versions::files(ports, &row.version).await?),
        None => None,
    };
    let one = tune::Proposed {
        rule,
        edits: 0,
        kills: 0,
        tested,
    };
    Ok(proposal(agent, one, on, files.as_ref(), &playbook))
}

/// Whether a rule is still to be asked for: one that was accepted is only if the drafts that were decided since ask
/// for it again.
fn is_asked_for(rule: &Rule, accepted: &[(Rule, Timestamp)], own: &[Draft], all: &[Draft]) -> bool {
    fn since(drafts: &[Draft], at: Timestamp) -> Vec<tune::Read<'_>> {
        let later = drafts.iter().filter(|draft| draft.at > at);
        later.map(Draft::read).collect()
    }
    let Some((_, at)) = accepted.iter().rev().find(|(known, _)| known == rule) else {
        return true;
    };
    let again = tune::propose(&since(own, *at), &since(all, *at));
    again.iter().any(|one| one.rule == *rule)
}

fn proposal(
    agent: &AgentName,
    one: tune::Proposed,
    on: &[Draft],
    files: Option<&Files>,
    playbook: &playbook::Playbook,
) -> Proposal {
    let phrases = domain::lint::Phrases::new(std::iter::once(one.rule.phrase()));
    let wrong = one.tested.wrong.iter().filter_map(|at| {
        let draft = on.get(*at)?;
        Some(Wrong {
            conversation: draft.conversation.clone(),
            agent: draft.agent.clone(),
            words: around(&draft.text, phrases.find(&draft.text)?),
        })
    });
    let patch = match files {
        None => Err("no version of the playbook was pushed yet".to_owned()),
        Some(files) => patched(files, agent, std::slice::from_ref(&one.rule))
            .map(|new| playbook::diff(files, &new)),
    };
    Proposal {
        wrong: wrong.collect(),
        reaches: match one.rule {
            Rule::Ban { .. } => playbook.agents.keys().cloned().collect(),
            Rule::Say { .. } | Rule::Weigh { .. } => vec![agent.to_string()],
        },
        patch,
        rule: one.rule,
        edits: one.edits,
        kills: one.kills,
        tested: one.tested,
    }
}

/// A few words on either side.
fn around(text: &str, at: std::ops::Range<usize>) -> String {
    const WORDS: usize = 6;
    let before = text.get(..at.start).unwrap_or_default();
    let after = text.get(at.end..).unwrap_or_default();
    let mut lead: Vec<&str> = before.split_whitespace().rev().take(WORDS).collect();
    lead.reverse();
    let tail: Vec<&str> = after.split_whitespace().take(WORDS).collect();
    let found = text.get(at).unwrap_or_default();
    // What stands right at the phrase, such as a full stop, stays there.
    let glue = |gap: bool| if gap { " " } else { "" };
    format!(
        "{}{}{found}{}{}",
        lead.join(" "),
        glue(before.ends_with(char::is_whitespace)),
        glue(after.starts_with(char::is_whitespace)),
        tail.join(" ")
    )
}

/// As it is told.
fn word(how: How) -> &'static str {
    match how {
        How::Approved => "approved",
        How::Polished => "polished",
        How::Fixed => "fixed",
        How::Killed => "killed",
        How::SentBack => "sent_back",
    }
}
