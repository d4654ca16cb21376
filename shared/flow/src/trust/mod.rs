//! Trust: takes what conversations say of their drafts to the classes of messages that they belong to.
//!
//! A whole fleet may share one class, so what a conversation says is written down for it in a row of its own
//! ([`tell`]), in the commit that changed it; a task takes all that was told since into the class's row, which
//! is the fold of its events ([`take`]). A later word of one message is never overruled by an earlier one. A
//! small gate row beside it is what a claim by policy is guarded by: it changes in the very commit in which
//! trust changes (invariant 8), and [`shut`] closes it in the commit of a harmful kill already.

mod judging;
mod learn;
mod take;
mod tell;
mod writing;

pub use crate::draft_gate::{class_of, own_instructions};
pub use judging::reasons;
pub(crate) use judging::{Letter, Seen};
pub(crate) use take::take;
pub(crate) use tell::tell;
pub use writing::words;

use crate::items::{self, AtWorkRow, ClassEvents, ClassRow};
use crate::{Ports, StepError, keys, step};
use ::ports::{Action, Expect, Item, Key, PortError};
use domain::conversation::Conversation;
use domain::trust::{self, Class, ClassId, Gate, MessageRef, Stratum};
use domain::{Actor, AgentName, OperatorId};
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use writing::Writing;

/// A row with the item that it was read from.
struct Read<T> {
    row: Option<T>,
    item: Option<Item>,
}

impl<T: DeserializeOwned + Serialize> Read<T> {
    fn of(item: Option<Item>) -> Result<Self, StepError> {
        let row = item.as_ref().map(items::decode).transpose()?;
        Ok(Self { row, item })
    }

    /// Writes the row if it is not as it was read.
    fn put(&self, key: Key) -> Option<Action> {
        let row = self.row.as_ref()?;
        let put = items::put(key, row, self.expect());
        let same = matches!((&put, &self.item), (Action::Put { body, .. }, Some(item)) if *body == item.body);
        (!same).then_some(put)
    }

    fn expect(&self) -> Expect {
        items::as_read(self.item.as_ref())
    }
}

/// What a class has earned, and its gate.
async fn class_and_gate(
    ports: &Ports,
    id: &ClassId,
) -> Result<(Read<ClassRow>, Read<Gate>), StepError> {
    let wanted = [keys::class_row(id), keys::class_gate(id)];
    let mut found = ports.table.get(&wanted).await?.into_iter();
    let class = Read::of(found.next().flatten())?;
    let gate = Read::of(found.next().flatten())?;
    Ok((class, gate))
}

/// Shuts the gates of the classes of these steps, as an action of the commit of a harmful kill: no claim by
/// policy succeeds after it. A class that has no gate yet gets one that is shut.
pub(crate) async fn shut(
    ports: &Ports,
    state: &Conversation,
    steps: &[u32],
) -> Result<Vec<Action>, StepError> {
    let mut harmed: BTreeMap<Key, Vec<MessageRef>> = BTreeMap::new();
    for (message, unit) in state.units_of(steps) {
        let key = keys::class_gate(&unit.routing.class);
        harmed.entry(key).or_default().push(message);
    }
    if harmed.is_empty() {
        return Ok(Vec::new());
    }
    let keys: Vec<Key> = harmed.keys().cloned().collect();
    let found = ports.table.get(&keys).await?;
    let mut actions = Vec::new();
    for ((key, messages), item) in harmed.into_iter().zip(found) {
        let read: Read<Gate> = Read::of(item)?;
        let expect = read.expect();
        let mut gate = read.row.unwrap_or_default();
        gate.harm.extend(messages);
        actions.push(items::put(key, &gate, expect));
    }
    Ok(actions)
}

/// What a class has earned.
pub async fn class_row(ports: &Ports, id: &ClassId) -> Result<Option<ClassRow>, StepError> {
    let found = step::read::<ClassRow>(ports, keys::class_row(id)).await?;
    Ok(found.map(|(row, _)| row))
}

/// All classes there are.
pub async fn classes(ports: &Ports) -> Result<Vec<ClassId>, StepError> {
    let named = step::all(ports, keys::CLASSES, "").await?;
    let ids = named.iter().filter_map(|item| ClassId::parse(&item.key.sk));
    Ok(ids.collect())
}

/// Batches of events of a class, oldest first: all, or those that befell its trust.
pub async fn history(
    ports: &Ports,
    id: &ClassId,
    prefix: &str,
) -> Result<Vec<ClassEvents>, StepError> {
    let batches = step::all(ports, &keys::class(id), prefix).await?;
    batches.iter().map(items::decode).collect()
}

/// The class that its stored events make: the same as its row, or something is wrong.
pub async fn replay(ports: &Ports, id: &ClassId) -> Result<Option<Class>, StepError> {
    let batches = history(ports, id, keys::EVENTS).await?;
    Ok(trust::fold(batches.iter().flat_map(|batch| &batch.events)))
}

/// What the operator says of a class or of a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It is reviewed in full from now on.
    Demote,
    /// A part that was set apart ships with its class again.
    Rejoin,
}

/// The operator takes trust away, or gives a part back. The gate changes in the same commit.
pub async fn change(
    ports: &Ports,
    id: &ClassId,
    stratum: &Stratum,
    change: &Change,
    by: &OperatorId,
) -> Result<ClassRow, StepError> {
    for _ in 0..step::ATTEMPTS {
        let (class, gate) = class_and_gate(ports, id).await?;
        let mut writing = Writing::begin(ports, id, class);
        let Some(row) = &mut writing.row else {
            return Err(StepError::NotFound(format!("class {id}")));
        };
        let events = match change {
            Change::Demote => trust::demote(&mut row.class, stratum.clone()),
            Change::Rejoin => trust::take_back(&mut row.class, stratum.clone()),
        };
        let after = row.clone();
        writing.happened(events);
        let mut actions = writing.actions(&Actor::Operator(by.clone()));
        let harm = gate.row.clone().unwrap_or_default().harm;
        actions.extend(writing.gate(&gate, harm));
        if actions.is_empty() {
            return Ok(after);
        }
        match step::commit(ports, actions, None).await {
            Err(StepError::Port(PortError::Conflict { .. })) => {}
            Err(error) => return Err(error),
            Ok(()) => return Ok(writing.row.unwrap_or(after)),
        }
    }
    Err(step::lost())
}

/// Since when an agent writes as it does now, if it has drafted anything.
pub async fn at_work(ports: &Ports, agent: &AgentName) -> Result<Option<AtWorkRow>, StepError> {
    let found = step::read::<AtWorkRow>(ports, keys::agent_at_work(agent)).await?;
    Ok(found.map(|(row, _)| row))
}

/// Whole days since an agent's first draft by these instructions; none before it.
pub(crate) async fn agent_days(
    ports: &Ports,
    agent: &AgentName,
    instructions: &str,
    now: Timestamp,
) -> Result<u32, StepError> {
    Ok(at_work(ports, agent)
        .await?
        .filter(|row| row.instructions == instructions)
        .map_or(0, |row| days(row.since, now)))
}

/// Whole days from one instant to another.
pub(crate) fn days(from: Timestamp, to: Timestamp) -> u32 {
    let hours = to.duration_since(from).as_hours();
    u32::try_from(hours / 24).unwrap_or(0)
}
