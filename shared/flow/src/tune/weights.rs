//! Weights of an agent's rubric that the operator's verdicts on its lists ask for, tried on past lists.

use super::patched;
use crate::items::{IndexRow, Vault};
use crate::{Ports, StepError, companies, items, keys, step};
use domain::conversation::Conversation;
use domain::tune::{self, Judged, Rule, Sorted};
use domain::{AgentName, ConversationId};
use playbook::{FileChange, Files, Rubric};

/// Reasons for turning a lead down that a rubric could have seen. That somebody is known already, or that a row is
/// bad, no weight can tell.
const RUBRIC_REASONS: [&str; 4] = ["wrong_segment", "wrong_role", "too_small", "too_large"];
/// Leads of an agent that are looked through, newest first.
const MOST_LEADS: usize = 1_500;

/// A criterion that would count for more or less.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighed {
    /// Its name.
    pub criterion: String,
    /// What it counts now.
    pub from: u32,
    /// What it would count.
    pub to: u32,
}

/// What the lists ask for.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// The criteria; empty: nothing is asked for.
    pub weighed: Vec<Weighed>,
    /// From this score on a lead is fit.
    pub accept_at: u32,
    /// Past lists by the weights as they are.
    pub before: Sorted,
    /// By the proposed ones.
    pub after: Sorted,
    /// The markdown, or why it can't be written by itself.
    pub patch: Result<Vec<FileChange>, String>,
}

/// Reads the verdicts on an agent's lists. Leads that were scored by other criteria than now tell nothing.
pub(super) async fn weights(
    ports: &Ports,
    agent: &AgentName,
    files: Option<&Files>,
) -> Result<Weights, StepError> {
    let playbook = ports.playbook.get();
    let rubric = playbook.agents.get(agent.as_str()).map(|one| &one.rubric);
    let Some(rubric) = rubric else {
        return Err(StepError::no_agent(agent));
    };
    let leads = judged(ports, agent, rubric).await?;
    let now: Vec<u32> = rubric.criteria.iter().map(|one| one.weight).collect();
    let before = tune::sorted(&now, rubric.accept_at, &leads);
    let Some(found) = tune::reweigh(&now, rubric.accept_at, &leads) else {
        return Ok(Weights {
            weighed: Vec::new(),
            accept_at: rubric.accept_at,
            before,
            after: before,
            patch: Ok(Vec::new()),
        });
    };
    let weighed: Vec<Weighed> = rubric
        .criteria
        .iter()
        .zip(found.weights)
        .filter(|(criterion, to)| criterion.weight != *to)
        .map(|(criterion, to)| Weighed {
            criterion: criterion.name.clone(),
            from: criterion.weight,
            to,
        })
        .collect();
    let rules: Vec<Rule> = weighed
        .iter()
        .map(|one| Rule::Weigh {
            criterion: one.criterion.clone(),
            weight: one.to,
        })
        .collect();
    let patch = match files {
        None => Err("no version of the playbook was pushed yet".to_owned()),
        Some(files) => patched(files, agent, &rules).map(|new| playbook::diff(files, &new)),
    };
    Ok(Weights {
        weighed,
        accept_at: rubric.accept_at,
        before: found.before,
        after: found.after,
        patch,
    })
}

/// The leads that an operator decided on, newest first, with what they met of the rubric as it is now.
async fn judged(
    ports: &Ports,
    agent: &AgentName,
    rubric: &Rubric,
) -> Result<Vec<Judged>, StepError> {
    let mut leads = Vec::new();
    for one in companies::read(ports, &newest(ports, agent).await?).await? {
        let Some(met) = one.vault.as_ref().and_then(|vault| met(rubric, vault)) else {
            continue;
        };
        if let Some(taken) = verdict(&one.state) {
            leads.push(Judged { met, taken });
        }
    }
    Ok(leads)
}

async fn newest(ports: &Ports, agent: &AgentName) -> Result<Vec<ConversationId>, StepError> {
    let mut pages = step::Pages::newest(&keys::agent_index(agent));
    let mut ids = Vec::new();
    while ids.len() < MOST_LEADS
        && let Some(page) = pages.next(ports).await?
    {
        for item in &page {
            let row: IndexRow = items::decode(item)?;
            if row.phase != "listed" {
                ids.extend(ConversationId::parse(&item.key.sk));
            }
        }
    }
    ids.truncate(MOST_LEADS);
    Ok(ids)
}

/// What an operator said of a lead: nothing if nobody did, or for a reason that no rubric sees.
fn verdict(state: &Conversation) -> Option<bool> {
    let given = |what: &str| {
        let mut all = state.verdicts.iter().filter(|given| !given.undone);
        all.find(|given| given.what == what)
    };
    if let Some(rejected) = given("reject") {
        let reason = rejected.reason.as_deref()?;
        return RUBRIC_REASONS.contains(&reason).then_some(false);
    }
    given("accept").map(|_| true)
}

/// What a lead met, criterion by criterion; nothing if it was scored by others. The condition stands at the end of
/// each reason's words.
fn met(rubric: &Rubric, vault: &Vault) -> Option<Vec<bool>> {
    let of = |criterion: &playbook::Criterion| {
        let wanted = format!("wanted: {}", criterion.when);
        let mut reasons = vault.reasons.iter();
        let found = reasons.find(|one| one.criterion == criterion.name);
        found
            .filter(|one| one.words.ends_with(&wanted))
            .map(|one| one.met)
    };
    rubric.criteria.iter().map(of).collect()
}
