//! What a new version of the playbook has against messages that are already cleared: they go back to
//! the operator. The sweep only makes it soon; sending asks the same before each claim.

use crate::due::{self, Task};
use crate::items::{DraftBlob, IndexRow, Vault};
use crate::{Ports, StepError, drafting, items, keys, rounds, step, versions};
use ::ports::{Action, Expect, Key, PageRequest};
use domain::conversation::{Conversation, Input, MessageState};
use domain::{Actor, AgentName, ConversationId};
use jiff::Timestamp;
use playbook::Playbook;
use std::collections::BTreeSet;

/// Conversations that one task looks at before it hands on to the next.
const PER_TASK: usize = 200;

/// What the playbook in force has against a text that was written under another version, in words
/// without text about a person.
pub(crate) fn objection(
    playbook: &Playbook,
    state: &Conversation,
    vault: &Vault,
    blob: &DraftBlob,
    step: u32,
    now: Timestamp,
) -> Option<String> {
    if let Some(link) = drafting::foreign_link(playbook, blob) {
        return Some(format!("its link {link} is not on the playbook's list"));
    }
    if blob.playbook == playbook.version {
        return None;
    }
    // What the operator saw and cleared all the same is no news.
    let known: BTreeSet<(&str, &str)> = blob
        .findings
        .iter()
        .map(|finding| (finding.rule.name(), finding.evidence.as_str()))
        .collect();
    let fresh = drafting::findings(playbook, state, vault, blob, step, now);
    let finding = fresh
        .iter()
        .find(|finding| !known.contains(&(finding.rule.name(), finding.evidence.as_str())))?;
    Some(format!(
        "the playbook has changed since and finds {}",
        finding.rule.name()
    ))
}

/// The agent after that one.
fn next_agent(playbook: &Playbook, agent: &AgentName) -> Option<AgentName> {
    let mut names = playbook.agents.keys().map(String::as_str);
    let next = names.find(|name| *name > agent.as_str())?;
    AgentName::parse(next).ok()
}

/// Goes through the live conversations, agent by agent.
pub(crate) async fn sweep(
    ports: &Ports,
    version: &str,
    redraft: bool,
    agent: &AgentName,
    after: Option<String>,
    row: &Key,
) -> Result<(), StepError> {
    // Another machine may have pushed; a later push sweeps by itself.
    versions::refresh(ports).await?;
    let playbook = ports.playbook.get();
    let mut agent = Some(agent.clone()).filter(|_| playbook.version == version);
    let mut cursor = after;
    let mut left = PER_TASK;
    while let Some(name) = agent.clone().filter(|_| left > 0) {
        let page = ports
            .table
            .page(&PageRequest {
                after: cursor.take(),
                ..PageRequest::new(keys::agent_index(&name), "", left)
            })
            .await?;
        left = left.saturating_sub(page.items.len().max(1));
        for item in &page.items {
            let index: IndexRow = items::decode(item)?;
            if matches!(index.phase.as_str(), "listed" | "stopped" | "closed") {
                continue;
            }
            if let Ok(id) = ConversationId::parse(&item.key.sk) {
                one(ports, &playbook, &id, redraft).await?;
            }
        }
        cursor = page.next;
        if cursor.is_none() {
            agent = next_agent(&playbook, &name);
        }
    }
    let mut actions = vec![Action::Delete {
        key: row.clone(),
        expect: Expect::Any,
    }];
    if let Some(agent) = agent {
        let from = cursor.clone().unwrap_or_else(|| agent.to_string());
        let key = keys::due(ports.clock.now(), &rounds::next_name(row, &from));
        let task = Task::Relint {
            version: version.to_owned(),
            redraft,
            agent,
            after: cursor,
        };
        actions.push(due::put(key, task));
    }
    step::finish(ports, &actions).await
}

/// One conversation. What was forgotten or ended meanwhile needs nothing.
async fn one(
    ports: &Ports,
    playbook: &Playbook,
    id: &ConversationId,
    redraft: bool,
) -> Result<(), StepError> {
    let Some(loaded) = step::load(ports, id).await? else {
        return Ok(());
    };
    if redraft {
        let why = format!(
            "playbook {} was pushed",
            playbook::short_version(&playbook.version)
        );
        return anyway(
            step::step(ports, id, &Actor::Policy, &Input::RedraftAll { why }, &[]).await,
        );
    }
    let state = loaded.state();
    let cleared = state
        .messages
        .iter()
        .filter(|message| matches!(message.state, MessageState::Cleared { .. }));
    let mut vault = None;
    for message in cleared {
        let Some(draft) = &message.draft else {
            continue;
        };
        let blob = match drafting::read_draft(ports, &draft.blob).await {
            Ok(blob) => blob,
            Err(StepError::NotFound(_)) => continue,
            Err(error) => return Err(error),
        };
        if vault.is_none() {
            vault = step::read::<Vault>(ports, keys::vault(id)).await?;
        }
        let Some((vault, _)) = &vault else {
            return Ok(());
        };
        let now = ports.clock.now();
        if let Some(why) = objection(playbook, state, vault, &blob, message.step, now) {
            let input = Input::Return {
                step: message.step,
                why,
            };
            anyway(step::step(ports, id, &Actor::Policy, &input, &[]).await)?;
        }
    }
    Ok(())
}

/// A refusal of the domain ends what was wanted of it.
fn anyway<T>(outcome: Result<T, StepError>) -> Result<(), StepError> {
    match outcome {
        Ok(_) | Err(StepError::Refused(_) | StepError::NotFound(_)) => Ok(()),
        Err(error) => Err(error),
    }
}
