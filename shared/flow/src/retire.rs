//! An agent is given up: it writes nothing more from now on, its leads go to another agent or end, and so do its
//! sequences. What a person has to decide stays with him.

use crate::due::{self, Task};
use crate::halts::{self, Scope};
use crate::items::{self, IndexRow, ListHead, SourcingRow, Vault};
use crate::{Ports, StepError, goal, keys, log, planted, rounds, sourcing, step};
use ::ports::{Action, Expect, Key, PageRequest, PortError};
use domain::conversation::{Input, Phase, decide};
use domain::{Actor, AgentName, ConversationId, OperatorId};

/// Conversations of one task before it hands on to the next.
const PER_TASK: usize = 50;

/// Begins to give an agent up. It is halted when this returns, so that nothing of it leaves any more; tasks do the
/// rest. Repeatable. Tells how many claims were at the provider.
pub async fn retire(
    ports: &Ports,
    by: &OperatorId,
    agent: &AgentName,
    to: Option<&AgentName>,
) -> Result<usize, StepError> {
    let playbook = ports.playbook.get();
    if let Some(to) = to {
        if to == agent {
            return Err(StepError::Invalid(format!(
                "{agent} can't take over its own leads: name another agent"
            )));
        }
        if !playbook.agents.contains_key(to.as_str()) {
            return Err(StepError::no_agent(to));
        }
    }
    let halted = halts::halt(ports, by, &Scope::Agent(agent.clone()), true).await?;
    planted::retire(ports, agent).await?;
    goal::withdraw(ports, agent).await?;
    let mut actions = no_list(ports, agent).await?;
    let task = Task::Retire {
        agent: agent.clone(),
        to: to.cloned(),
        by: by.clone(),
        after: None,
    };
    let about = format!("retire-{agent}");
    actions.push(due::put(keys::due(ports.clock.now(), &about), task));
    let words = match to {
        Some(to) => format!("agent {agent} is retired; {to} gets the leads it has not written to"),
        None => format!("agent {agent} is retired; its leads and sequences end"),
    };
    let actor = Actor::Operator(by.clone());
    actions.push(log::note(
        ports,
        actor,
        "agent_retired",
        words,
        Some(agent.clone()),
    ));
    step::finish(ports, &actions).await?;
    Ok(halted.in_flight)
}

/// Takes the agent's open list off the queue: nobody is to decide on it any more.
async fn no_list(ports: &Ports, agent: &AgentName) -> Result<Vec<Action>, StepError> {
    let sourcing = step::read::<SourcingRow>(ports, keys::sourcing(agent)).await?;
    let Some(list) = sourcing.and_then(|(row, _)| row.list) else {
        return Ok(Vec::new());
    };
    let Some((mut head, item)) = step::read::<ListHead>(ports, keys::list_head(&list)).await?
    else {
        return Ok(Vec::new());
    };
    head.waiting = 0;
    head.filling = false;
    head.card = false;
    Ok(vec![
        Action::Delete {
            key: keys::card(&sourcing::card(&head)),
            expect: Expect::Any,
        },
        items::put(keys::list_head(&list), &head, Expect::Version(item.version)),
    ])
}

/// Goes through the agent's conversations.
pub(crate) async fn sweep(ports: &Ports, task: &Task, row: &Key) -> Result<(), StepError> {
    let Task::Retire {
        agent,
        to,
        by,
        after,
    } = task
    else {
        return Ok(());
    };
    let page = ports
        .table
        .page(&PageRequest {
            after: after.clone(),
            ..PageRequest::new(keys::agent_index(agent), "", PER_TASK)
        })
        .await?;
    let actor = Actor::Operator(by.clone());
    for item in &page.items {
        let index: IndexRow = items::decode(item)?;
        if matches!(index.phase.as_str(), "stopped" | "closed") {
            continue;
        }
        let Ok(id) = ConversationId::parse(&item.key.sk) else {
            continue;
        };
        match one(ports, &actor, &id, to.as_ref()).await {
            // Forgotten, or decided otherwise meanwhile.
            Ok(()) | Err(StepError::NotFound(_) | StepError::Refused(_)) => {}
            Err(error) => return Err(error),
        }
    }
    let mut actions = vec![Action::Delete {
        key: row.clone(),
        expect: Expect::Any,
    }];
    if let Some(cursor) = page.next {
        let key = keys::due(ports.clock.now(), &rounds::next_name(row, &cursor));
        let task = Task::Retire {
            agent: agent.clone(),
            to: to.clone(),
            by: by.clone(),
            after: Some(cursor),
        };
        actions.push(due::put(key, task));
    }
    step::finish(ports, &actions).await
}

/// Ends one, and lists it at the other agent in the same commit where it was not written to and may be a lead there.
async fn one(
    ports: &Ports,
    actor: &Actor,
    id: &ConversationId,
    to: Option<&AgentName>,
) -> Result<(), StepError> {
    for _ in 0..step::ATTEMPTS {
        let loaded = step::load_known(ports, id).await?;
        let state = loaded.state();
        let events = decide(
            Some(state),
            &step::command(ports, actor.clone(), Input::Retire),
        )?;
        if events.is_empty() {
            return Ok(());
        }
        // Whoever may have been written to is not begun with anew.
        let fresh = state.phase == Phase::Listed
            || state
                .messages
                .iter()
                .all(|message| message.sent_at().is_none() && !message.is_at_provider());
        let vault = step::read::<Vault>(ports, keys::vault(id)).await?;
        let extra = match (to.filter(|_| fresh), vault) {
            (Some(to), Some((vault, _))) => sourcing::handed_over(ports, to, &vault, id)
                .await?
                .unwrap_or_default(),
            _ => Vec::new(),
        };
        match step::write(ports, Some(&loaded), events, extra).await {
            Err(StepError::Port(PortError::Conflict { .. })) => {}
            done => return done.map(|_| ()),
        }
    }
    Err(step::lost())
}
