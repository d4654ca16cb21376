//! Writes down for its classes what a conversation says. No two conversations write one row here but the one
//! that wakes the class, and that is put whatever is there.

use super::Read;
use crate::items::{self, AtWorkRow, ToldRow};
use crate::{Ports, StepError, due, keys, step};
use ::ports::{Action, Expect, Key, PortError};
use domain::ConversationId;
use domain::conversation::{Conversation, Labelled, Routing, Unit, labels};
use domain::trust::{ClassId, Gate, Label};
use std::collections::BTreeMap;

/// Tells what is new, and ends the task that asked for it.
pub(crate) async fn tell(ports: &Ports, id: &ConversationId, row: &Key) -> Result<(), StepError> {
    for _ in 0..step::ATTEMPTS {
        let mut actions = match step::load(ports, id).await? {
            Some(loaded) => {
                let decision = u32::try_from(loaded.head.seq).unwrap_or(u32::MAX);
                news(ports, loaded.state(), &labels(loaded.state(), decision)).await?
            }
            None => Vec::new(),
        };
        actions.push(Action::Delete {
            key: row.clone(),
            expect: Expect::Any,
        });
        match step::finish(ports, &actions).await {
            Err(StepError::Port(PortError::Conflict { .. })) => {}
            done => return done,
        }
    }
    Err(step::lost())
}

async fn news(
    ports: &Ports,
    state: &Conversation,
    known: &[Labelled],
) -> Result<Vec<Action>, StepError> {
    let mut gates: BTreeMap<&ClassId, Gate> = BTreeMap::new();
    for one in known {
        gates.entry(&one.class).or_default();
    }
    let mut wanted = vec![keys::agent_at_work(&state.agent)];
    wanted.extend(gates.keys().map(|class| keys::class_gate(class)));
    wanted.extend(known.iter().map(of_message));
    let mut found = ports.table.get(&wanted).await?.into_iter();
    let at_work: Read<AtWorkRow> = Read::of(found.next().flatten())?;
    for gate in gates.values_mut() {
        let read: Read<Gate> = Read::of(found.next().flatten())?;
        *gate = read.row.unwrap_or_default();
    }

    let mut actions = Vec::new();
    let mut works = at_work.row.clone();
    for (_, unit) in state.units() {
        works = Some(worked(works, unit));
    }
    if let Some(works) = works.filter(|works| at_work.row.as_ref() != Some(works)) {
        let key = keys::agent_at_work(&state.agent);
        actions.push(items::put(key, &works, at_work.expect()));
    }
    let now = ports.clock.now();
    for one in known {
        let label: Read<Label> = Read::of(found.next().flatten())?;
        let (before, after) = (&label.row, &one.label);
        if !after.supersedes(before.as_ref()) {
            continue;
        }
        actions.push(items::put(of_message(one), after, label.expect()));
        // Harm that was undone changes no label, and has to leave the gate.
        let stands = gates.get(&one.class);
        let stands = stands.is_some_and(|gate| gate.harm.contains(&after.message));
        let same = before.as_ref().is_some_and(|before| before.is_like(after));
        if same && !stands {
            continue;
        }
        let told = ToldRow {
            before: label.row,
            after: after.clone(),
        };
        let key = keys::class_told(&one.class, &after.message, after.decision);
        actions.push(items::put(key, &told, Expect::Any));
        let (key, task) = due::of_class(&one.class, now);
        if !actions.iter().any(|action| *action.key() == key) {
            actions.push(due::put(key, task));
        }
    }
    Ok(actions)
}

fn of_message(known: &Labelled) -> Key {
    keys::class_label(&known.class, &known.label.message)
}

/// Since when the agent writes by these instructions, and by which class: new ones begin its first days anew,
/// as nobody else shares them and no class has proven them.
fn worked(known: Option<AtWorkRow>, unit: &Unit) -> AtWorkRow {
    let Routing {
        instructions,
        class,
        ..
    } = &unit.routing;
    let new = AtWorkRow {
        instructions: instructions.clone(),
        since: unit.at,
        class: class.clone(),
        before: None,
        last: unit.at,
    };
    let Some(known) = known else {
        return new;
    };
    let same = known.instructions == *instructions;
    // A row for each draft would be written for nothing.
    if known.last >= unit.at || same && known.class == *class {
        return known;
    }
    let before = if known.class == *class {
        known.before
    } else {
        Some(known.class)
    };
    let since = if same { known.since } else { unit.at };
    AtWorkRow {
        since,
        before,
        ..new
    }
}
