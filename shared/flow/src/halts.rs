//! Halt and resume. Invariant 7: after a halt is acknowledged, no later claim succeeds, because each
//! claim writes its agent's and its mailbox's row at the version it read.

use crate::due::{self, Task};
use crate::{Ports, StepError, items, keys, log, mailboxes, moving, step};
use ::ports::{Action, Expect, Key, PageRequest, PortError};
use domain::rows::{AgentRow, FleetRow, MailboxRow};
use domain::{Actor, AgentName, OperatorId};
use jiff::Timestamp;

/// What is halted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Everything.
    Fleet,
    /// One agent.
    Agent(AgentName),
    /// One mailbox, by its address.
    Mailbox(String),
}

/// The answer to a halt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Halted {
    /// From here on nothing is claimed.
    pub acknowledged: Timestamp,
    /// Claims that were already at the provider.
    pub in_flight: usize,
}

/// Halts or resumes. Repeatable. A stack that was moved away, or is not here whole, is not resumed.
pub async fn halt(
    ports: &Ports,
    by: &OperatorId,
    scope: &Scope,
    on: bool,
) -> Result<Halted, StepError> {
    if *scope == Scope::Fleet {
        set_fleet(ports, on).await?;
    }
    // Read after the fleet's row was written: whoever joins later is born as that row says.
    let playbook = ports.playbook.get();
    let names: Vec<AgentName> = playbook
        .agents
        .keys()
        .filter_map(|name| AgentName::parse(name).ok())
        .collect();
    let (agents, mailboxes): (Vec<AgentName>, Vec<String>) = match scope {
        Scope::Fleet => (
            names.clone(),
            playbook
                .house
                .mailboxes
                .iter()
                .map(|m| m.address.clone())
                .collect(),
        ),
        Scope::Agent(name) => (vec![name.clone()], Vec::new()),
        Scope::Mailbox(address) => (Vec::new(), vec![address.clone()]),
    };
    let fleet = *scope == Scope::Fleet;
    for agent in &agents {
        let change = |row: &mut AgentRow| {
            if fleet {
                row.fleet_halted = on
            } else {
                row.halted = on
            }
            Vec::new()
        };
        unless_unborn(fleet, set(ports, keys::agent(agent), change).await)
            .map_err(|error| named(error, &format!("agent {agent}")))?;
    }
    for mailbox in &mailboxes {
        let change = |row: &mut MailboxRow| {
            if fleet {
                row.fleet_halted = on;
                return Vec::new();
            }
            row.halted = on;
            if on {
                return Vec::new();
            }
            // Whoever resumes it has seen what its card says.
            let card = row
                .health
                .alarm
                .map(|alarm| mailboxes::no_card(mailbox, &alarm));
            row.health.resumed();
            card.into_iter().collect()
        };
        unless_unborn(fleet, set(ports, keys::mailbox(mailbox), change).await)
            .map_err(|error| named(error, &format!("mailbox {mailbox}")))?;
    }
    let acknowledged = ports.clock.now();
    let in_flight = in_flight(ports, &names, scope).await?;
    let what = match scope {
        Scope::Fleet => "the fleet".to_owned(),
        Scope::Agent(name) => format!("agent {name}"),
        Scope::Mailbox(address) => format!("mailbox {address}"),
    };
    let (event, words) = if on {
        ("halted", format!("{what} halted; {in_flight} in flight"))
    } else {
        ("resumed", format!("{what} resumed"))
    };
    let about = if let Scope::Agent(name) = scope {
        Some(name.clone())
    } else {
        None
    };
    let mut actions = vec![log::note(
        ports,
        Actor::Operator(by.clone()),
        event,
        words,
        about,
    )];
    if !on {
        let woken = if agents.is_empty() { &names } else { &agents };
        for agent in woken {
            let row = keys::due(acknowledged, &format!("release-{agent}"));
            actions.push(due::put(
                row,
                Task::Release {
                    agent: agent.clone(),
                    after: None,
                },
            ));
        }
    }
    for chunk in actions.chunks(90) {
        step::commit(ports, chunk.to_vec(), None).await?;
    }
    Ok(Halted {
        acknowledged,
        in_flight,
    })
}

fn named(error: StepError, what: &str) -> StepError {
    match error {
        StepError::NotFound(_) => StepError::NotFound(format!("{what} in the playbook")),
        other => other,
    }
}

/// A fleet's halt does not fail on a row that is not there yet: it is born halted.
fn unless_unborn(fleet: bool, outcome: Result<(), StepError>) -> Result<(), StepError> {
    match outcome {
        Err(StepError::NotFound(_)) if fleet => Ok(()),
        other => other,
    }
}

/// Both rows that say where the stack stands are read at once: one that was moved away is not resumed.
async fn set_fleet(ports: &Ports, on: bool) -> Result<(), StepError> {
    for _ in 0..step::ATTEMPTS {
        let found = ports.table.get(&moving::standing_keys()).await?;
        if !on {
            moving::must_be_here(&found)?;
        }
        let fleet = found.first().and_then(Option::as_ref);
        let known = fleet.map(items::decode::<FleetRow>).transpose()?;
        let row = FleetRow {
            halted: on,
            ..known.unwrap_or_default()
        };
        let put = items::put(keys::fleet(), &row, items::as_read(fleet));
        match step::commit(ports, vec![put], Some(keys::fleet())).await {
            Err(StepError::Port(PortError::Conflict { .. })) => {}
            done => return done,
        }
    }
    Err(step::lost())
}

async fn set<T>(
    ports: &Ports,
    key: Key,
    change: impl Fn(&mut T) -> Vec<Action>,
) -> Result<(), StepError>
where
    T: serde::Serialize + serde::de::DeserializeOwned + Clone,
{
    // Letters of this process that are on their way to a claim let it by.
    let _turn = ports.lanes.take(std::slice::from_ref(&key)).await;
    for _ in 0..step::ATTEMPTS {
        let (mut row, expect) = match step::read::<T>(ports, key.clone()).await? {
            Some((row, item)) => (row, Expect::Version(item.version)),
            None => return Err(StepError::NotFound(format!("row {}", key.pk))),
        };
        let mut actions = change(&mut row);
        actions.push(items::put(key.clone(), &row, expect));
        match step::commit(ports, actions, Some(key.clone())).await {
            Err(StepError::Port(PortError::Conflict { .. })) => {}
            done => return done,
        }
    }
    Err(step::lost())
}

/// Counts claims that are not settled.
pub async fn in_flight(
    ports: &Ports,
    agents: &[AgentName],
    scope: &Scope,
) -> Result<usize, StepError> {
    let mut count = 0usize;
    for agent in agents {
        if matches!(scope, Scope::Agent(only) if only != agent) {
            continue;
        }
        let request = PageRequest::new(keys::in_flight(agent), "", 1000);
        let page = ports.table.page(&request).await?;
        for item in &page.items {
            let row: items::InFlightRow = items::decode(item)?;
            let counts = match scope {
                Scope::Fleet | Scope::Agent(_) => true,
                Scope::Mailbox(address) => row.mailbox.eq_ignore_ascii_case(address),
            };
            count = count.saturating_add(usize::from(counts));
        }
    }
    Ok(count)
}
