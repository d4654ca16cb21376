//! Leaving: halt, empty the queues, mark. Each is repeatable, and what is marked stays so.

use super::{Standing, refused, standing, why_not};
use crate::due::TaskMessage;
use crate::halts::{self, Scope};
use crate::{Ports, StepError, items, keys, log, step};
use ::ports::{Expect, PortError, QueueName};
use domain::rows::{FleetRow, Moved};
use domain::{Actor, AgentName, OperatorId};

/// Messages that one call takes.
const AT_ONCE: usize = 10;
/// Hidden for so long; they are done at once.
const HIDDEN_MS: u32 = 60_000;

/// A stack that may be copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The mark.
    pub moved: Moved,
    /// It was marked before: a move goes on.
    pub again: bool,
    /// Letters that were at the provider when their process ended: at the destination they are in doubt.
    pub in_flight: usize,
    /// Messages that were taken out of the queues. Their tasks stand in the table and go along.
    pub drained: usize,
}

/// Halts the fleet, empties the queues and marks the stack as moved to there. Nobody else may work on the
/// store meanwhile. A stack that was moved elsewhere before is only moved once more if `anew` says so.
pub async fn leave(
    ports: &Ports,
    by: &OperatorId,
    to: &str,
    anew: bool,
) -> Result<Left, StepError> {
    let known = match standing(&*ports.table).await? {
        Standing::Here => None,
        Standing::Away(moved) if moved.to == to => Some(moved),
        Standing::Away(_) if anew => None,
        elsewhere => return Err(refused(why_not(&elsewhere).unwrap_or_default())),
    };
    if let Some(moved) = known {
        // Halted it is already, and anything written now could come too late for a copy that goes on.
        return Ok(Left {
            moved,
            again: true,
            in_flight: in_flight(ports).await?,
            drained: drain(ports).await?,
        });
    }
    let halted = halts::halt(ports, by, &Scope::Fleet, true).await?;
    let drained = drain(ports).await?;
    Ok(Left {
        moved: mark(ports, by, to).await?,
        again: false,
        in_flight: halted.in_flight,
        drained,
    })
}

async fn in_flight(ports: &Ports) -> Result<usize, StepError> {
    let playbook = ports.playbook.get();
    let names = playbook.agents.keys();
    let names: Vec<AgentName> = names
        .filter_map(|name| AgentName::parse(name).ok())
        .collect();
    halts::in_flight(ports, &names, &Scope::Fleet).await
}

/// Takes every task's message out of the queues. What is no task of ours stays: it is told on the page.
async fn drain(ports: &Ports) -> Result<usize, StepError> {
    let mut drained = 0usize;
    for queue in QueueName::ALL {
        loop {
            let messages = ports.queue.receive(queue, AT_ONCE, HIDDEN_MS).await?;
            if messages.is_empty() {
                break;
            }
            for message in messages {
                if TaskMessage::read(&message.body).is_ok() {
                    ports.queue.done(queue, &message.receipt).await?;
                    drained = drained.saturating_add(1);
                }
            }
        }
    }
    Ok(drained)
}

async fn mark(ports: &Ports, by: &OperatorId, to: &str) -> Result<Moved, StepError> {
    let actor = Actor::Operator(by.clone());
    let moved = Moved {
        id: format!(
            "mov_{}",
            data_encoding::HEXLOWER.encode(&ports.entropy.bytes())
        ),
        to: to.to_owned(),
        at: ports.clock.now(),
        by: actor.clone(),
    };
    let note = log::note(
        ports,
        actor,
        "moved",
        format!("the whole stack is moved to {to}; nothing is done here any more"),
        None,
    );
    let changed = moved.clone();
    change(ports, note, move |row| {
        row.halted = true;
        row.moved = Some(changed.clone());
    })
    .await?;
    Ok(moved)
}

/// Takes the mark off: the operator says that the stack doesn't work anywhere else. It stays halted.
/// Nothing happens where there is no mark.
pub async fn come_back(ports: &Ports, by: &OperatorId) -> Result<(), StepError> {
    let Standing::Away(moved) = standing(&*ports.table).await? else {
        return Ok(());
    };
    let note = log::note(
        ports,
        Actor::Operator(by.clone()),
        "moved_back",
        format!(
            "the stack works here again, although it was moved to {}",
            moved.to
        ),
        None,
    );
    change(ports, note, |row| row.moved = None).await
}

async fn change(
    ports: &Ports,
    note: ::ports::Action,
    change: impl Fn(&mut FleetRow),
) -> Result<(), StepError> {
    for _ in 0..step::ATTEMPTS {
        let found = step::read::<FleetRow>(ports, keys::fleet()).await?;
        let (mut row, expect) = match found {
            Some((row, item)) => (row, Expect::Version(item.version)),
            None => (FleetRow::default(), Expect::Absent),
        };
        change(&mut row);
        let actions = vec![items::put(keys::fleet(), &row, expect), note.clone()];
        match step::commit(ports, actions, Some(keys::fleet())).await {
            Err(StepError::Port(PortError::Conflict { .. })) => {}
            done => return done,
        }
    }
    Err(step::lost())
}
