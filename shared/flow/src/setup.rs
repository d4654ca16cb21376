//! Rows that must be there before anything runs: agents and mailboxes of the playbook, and when the
//! stack began. New rows are born halted while the fleet is (invariant 7).

use crate::due::{self, Task};
use crate::items::{self, SourcingRow};
use crate::{Ports, StepError, goal, keys, log, moving, step};
use ::ports::{Action, Expect, PortError};
use domain::brake::Health;
use domain::rows::{AgentRow, FleetRow, MailboxRow};
use domain::{Actor, AgentName};
use jiff::civil::Date;

/// Makes what is missing. Of what is there only the fleet's halt is brought up to date: a row that was
/// out of the playbook while the fleet was halted or resumed did not hear of it (invariant 7).
///
/// # Errors
/// Also that the stack was moved away or is not here whole: then nothing may begin.
pub async fn ensure(ports: &Ports) -> Result<(), StepError> {
    let [fleet, arrival] = moving::standing_keys();
    let found = ports.table.get(&[fleet, arrival, keys::stack()]).await?;
    let (standing, since) = found.split_at_checked(2).unwrap_or_default();
    moving::must_be_here(standing)?;
    let now = ports.clock.now();
    if since.iter().all(Option::is_none) {
        step::once(ports, &[items::put(keys::stack(), &now, Expect::Absent)]).await?;
    }
    let playbook = ports.playbook.get();
    for mailbox in &playbook.house.mailboxes {
        let key = keys::mailbox(&mailbox.address);
        let new = MailboxRow {
            halted: false,
            fleet_halted: false,
            day: Date::MIN,
            count: 0,
            last: None,
            reserved: None,
            health: Health::default(),
        };
        born(ports, key, new, |row| &mut row.fleet_halted).await?;
    }
    for name in playbook.agents.keys() {
        let Ok(name) = AgentName::parse(name) else {
            continue;
        };
        let key = keys::agent(&name);
        let new = AgentRow {
            halted: false,
            fleet_halted: false,
            week: Date::MIN,
            count: 0,
            since: now,
        };
        born(ports, key, new, |row| &mut row.fleet_halted).await?;
        first_sourcing(ports, &name).await?;
        goal::ensure(ports, &name).await?;
    }
    Ok(())
}

async fn born<T: serde::Serialize + serde::de::DeserializeOwned + Clone>(
    ports: &Ports,
    key: ::ports::Key,
    new: T,
    fleet_halted: impl Fn(&mut T) -> &mut bool,
) -> Result<(), StepError> {
    for _ in 0..step::ATTEMPTS {
        let found = ports.table.get(&[key.clone(), keys::fleet()]).await?;
        let [existing, fleet] = found.as_slice() else {
            continue;
        };
        let halted = fleet
            .as_ref()
            .map(items::decode::<FleetRow>)
            .transpose()?
            .unwrap_or_default()
            .halted;
        let mut row = existing
            .as_ref()
            .map(items::decode::<T>)
            .transpose()?
            .unwrap_or_else(|| new.clone());
        let known = std::mem::replace(fleet_halted(&mut row), halted);
        if existing.is_some() && known == halted {
            return Ok(());
        }
        let actions = vec![
            items::put(key.clone(), &row, items::as_read(existing.as_ref())),
            Action::Check {
                key: keys::fleet(),
                expect: items::as_read(fleet.as_ref()),
            },
        ];
        match step::commit(ports, actions, None).await {
            Err(StepError::Port(PortError::Conflict { .. })) => {}
            done => return done,
        }
    }
    Err(step::lost())
}

/// A new agent looks for leads at once.
async fn first_sourcing(ports: &Ports, agent: &AgentName) -> Result<(), StepError> {
    if step::read::<SourcingRow>(ports, keys::sourcing(agent))
        .await?
        .is_some()
    {
        return Ok(());
    }
    let row = keys::due(ports.clock.now(), &format!("source-{agent}"));
    let actions = vec![
        items::put(
            keys::sourcing(agent),
            &SourcingRow {
                list: None,
                next: Some(row.clone()),
            },
            Expect::Absent,
        ),
        due::put(
            row,
            Task::Source {
                agent: agent.clone(),
            },
        ),
        log::note(
            ports,
            Actor::Policy,
            "agent_added",
            "a new agent; it looks for leads".to_owned(),
            Some(agent.clone()),
        ),
    ];
    step::once(ports, &actions).await.map(|_| ())
}
