//! How the tuning of each agent stands: when its last round was, and when the next one is due.

use crate::{Ports, StepError, items, keys, step};
use ::ports::PageRequest;
use domain::rows::AgentRow;
use domain::tune::{self, Due, Rule, Standing};
use domain::{AgentName, OperatorId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Items that the table is asked for at a time, two an agent.
const AT_ONCE: usize = 50;
/// Rounds of an agent that a report looks through.
const MOST_ROUNDS: usize = 200;

/// How an agent's tuning stands.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TuningRow {
    /// When its last round was held.
    pub last: Option<Timestamp>,
    /// How it stood then, which says when the next one is due.
    pub standing: Standing,
    /// Rules that were accepted since.
    pub rules: u32,
    /// The versions that said them, short.
    pub versions: Vec<String>,
    /// The last rules that were accepted, whenever, so that they are not proposed again.
    #[serde(default)]
    pub accepted: Vec<(Rule, Timestamp)>,
}

/// A round that was held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundRow {
    /// When it ended.
    pub at: Timestamp,
    /// Who held it.
    pub by: OperatorId,
    /// How long he looked, in seconds.
    pub seconds: u64,
    /// Rules that he accepted.
    pub rules: u32,
    /// The versions that say them, short.
    pub versions: Vec<String>,
    /// Verdicts since the round before.
    pub judged: u32,
    /// How the agent stood at its end.
    pub standing: Standing,
}

/// When an agent's next round is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tuning {
    /// When its last round was held.
    pub last: Option<Timestamp>,
    /// Since when it works.
    pub since: Timestamp,
    /// How it stands.
    pub standing: Standing,
    /// When the next one is due.
    pub due: Due,
}

fn tuning(ports: &Ports, agent: &AgentRow, row: &TuningRow) -> Tuning {
    Tuning {
        last: row.last,
        since: agent.since,
        standing: row.standing,
        due: tune::due(
            row.last.unwrap_or(agent.since),
            row.standing,
            ports.clock.now(),
        ),
    }
}

/// Of one agent.
pub async fn of(ports: &Ports, agent: &AgentName) -> Result<Tuning, StepError> {
    let all = some(ports, std::slice::from_ref(agent)).await?;
    let found = all.into_iter().next().map(|(_, tuning)| tuning);
    found.ok_or_else(|| StepError::NotFound(format!("agent {agent} at work")))
}

/// Of all agents of the playbook.
pub async fn standings(ports: &Ports) -> Result<Vec<(AgentName, Tuning)>, StepError> {
    let playbook = ports.playbook.get();
    let names: Vec<AgentName> = playbook
        .agents
        .keys()
        .filter_map(|name| AgentName::parse(name).ok())
        .collect();
    some(ports, &names).await
}

async fn some(ports: &Ports, names: &[AgentName]) -> Result<Vec<(AgentName, Tuning)>, StepError> {
    let mut all = Vec::new();
    for names in names.chunks(AT_ONCE) {
        let wanted: Vec<::ports::Key> = names
            .iter()
            .flat_map(|name| [keys::agent(name), keys::tuning_row(name)])
            .collect();
        let found = ports.table.get(&wanted).await?;
        for (name, pair) in names.iter().zip(found.chunks(2)) {
            let [Some(agent), row] = pair else { continue };
            let agent: AgentRow = items::decode(agent)?;
            let row: Option<TuningRow> = row.as_ref().map(items::decode).transpose()?;
            let row = row.unwrap_or_default();
            all.push((name.clone(), tuning(ports, &agent, &row)));
        }
    }
    Ok(all)
}

/// The last rounds of an agent, newest first.
pub(super) async fn rounds(
    ports: &Ports,
    agent: &AgentName,
    most: usize,
) -> Result<Vec<RoundRow>, StepError> {
    let page = ports
        .table
        .page(&PageRequest {
            descending: true,
            ..PageRequest::new(keys::tuning(agent), keys::ROUNDS, most)
        })
        .await?;
    page.items.iter().map(items::decode).collect()
}

/// Rounds that were held in a span of time, oldest first.
pub async fn held_between(
    ports: &Ports,
    agent: &AgentName,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<RoundRow>, StepError> {
    let mut held = rounds(ports, agent, MOST_ROUNDS).await?;
    held.retain(|round| round.at >= from && round.at < to);
    held.reverse();
    Ok(held)
}

/// How it stood with the next round at a moment of the past: since when one was due, and how many were missed.
/// Nothing while the agent was not there yet.
pub async fn missed_by(
    ports: &Ports,
    agent: &AgentName,
    at: Timestamp,
) -> Result<Option<Due>, StepError> {
    let Some((row, _)) = step::read::<AgentRow>(ports, keys::agent(agent)).await? else {
        return Ok(None);
    };
    if row.since > at {
        return Ok(None);
    }
    let held = rounds(ports, agent, MOST_ROUNDS).await?;
    let before = held.iter().find(|round| round.at <= at);
    let (last, standing) = before.map_or((row.since, Standing::New), |round| {
        (round.at, round.standing)
    });
    Ok(Some(tune::due(last, standing, at)))
}
