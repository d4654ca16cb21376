//! Takes into a class's row what it was told, many labels in one commit.

use super::{Read, Writing, class_row};
use crate::items::{self, AtWorkRow, ClassRow, ToldRow};
use crate::{Ports, StepError, due, keys, planted, step};
use ::ports::{Action, Expect, Item, Key, PageRequest, PortError};
use domain::Actor;
use domain::conversation::labels;
use domain::trust::{ClassId, Gate, Label, Look, MessageRef, Outcome};

/// Labels of one commit, which has a hundred actions at most: each of them is one, a change of trust two.
const AT_ONCE: usize = 50;
/// Actions after which no further label is taken in.
const ENOUGH_ACTIONS: usize = 80;
/// Commits of one task; the rest is left to the next.
const COMMITS: usize = 100;

/// Takes all there is; over when nothing was told since the task's row was read.
pub(crate) async fn take(ports: &Ports, id: &ClassId, row: &Key) -> Result<(), StepError> {
    let (mut commits, mut lost) = (0, 0);
    while commits < COMMITS {
        // Whoever tells something writes the row anew, so that it is not deleted over what came meanwhile.
        let found = ports.table.get(std::slice::from_ref(row)).await?;
        let woken = found.into_iter().next().flatten();
        let told = told(ports, id).await?;
        let actions = if told.is_empty() {
            let Some(woken) = &woken else {
                return Ok(());
            };
            vec![Action::Delete {
                key: row.clone(),
                expect: Expect::Version(woken.version),
            }]
        } else {
            taken(ports, id, &told).await?
        };
        match step::commit(ports, actions, None).await {
            Err(StepError::Port(PortError::Conflict { .. })) if lost < step::ATTEMPTS => lost += 1,
            Err(StepError::Port(PortError::Conflict { .. })) => return Err(step::lost()),
            Err(error) => return Err(error),
            Ok(()) if told.is_empty() => return Ok(()),
            Ok(()) => (commits, lost) = (commits + 1, 0),
        }
    }
    let (next, task) = due::of_class(id, ports.clock.now());
    let mut actions = vec![due::put(next.clone(), task)];
    if next != *row {
        actions.push(Action::Delete {
            key: row.clone(),
            expect: Expect::Any,
        });
    }
    step::commit(ports, actions, None).await
}

async fn told(ports: &Ports, id: &ClassId) -> Result<Vec<Item>, StepError> {
    let request = PageRequest {
        pk: keys::class(id),
        prefix: keys::CLASS_TOLD.to_owned(),
        after: None,
        until: None,
        descending: false,
        limit: AT_ONCE,
    };
    Ok(ports.table.page(&request).await?.items)
}

/// The commit that takes the first of these.
async fn taken(ports: &Ports, id: &ClassId, told: &[Item]) -> Result<Vec<Action>, StepError> {
    let wanted = [keys::class_row(id), keys::class_gate(id)];
    let mut found = ports.table.get(&wanted).await?.into_iter();
    let class: Read<ClassRow> = Read::of(found.next().flatten())?;
    let gate: Read<Gate> = Read::of(found.next().flatten())?;
    let mut harm = gate.row.clone().unwrap_or_default().harm;

    let mut writing = Writing::begin(ports, id, class);
    let mut gone = Vec::new();
    let (mut killed, mut came_up) = (Vec::new(), None);
    for item in told {
        if gone.len().saturating_add(writing.size()) > ENOUGH_ACTIONS {
            break;
        }
        let ToldRow { before, after } = items::decode(item)?;
        if writing.row.is_none() {
            writing.open(predecessor(ports, id, &after).await?);
        }
        // Harm stands at the gate until the class knows of it, or until it was undone.
        if harm.contains(&after.message) && is_over(ports, id, &after).await? {
            harm.retain(|message| *message != after.message);
        }
        if !before.as_ref().is_some_and(|before| before.is_like(&after)) {
            if matches!(after.look, Look::Judged(outcome) if outcome.is_kill()) {
                killed.push(after.message.clone());
            }
            if after.look == Look::Waiting {
                came_up = Some(after.clone());
            }
            writing.label(before, &after);
        }
        gone.push(Action::Delete {
            key: item.key.clone(),
            expect: Expect::Version(item.version),
        });
    }
    let mut planted = Vec::new();
    if let (Some(row), Some(label)) = (&mut writing.row, came_up) {
        planted = planted::plant(ports, id, row, &label).await?;
    }
    // Where both change the row of kills, the planted card goes first: a kill less to plant is no loss.
    let kills = keys::class_kills(id);
    if !planted.iter().any(|action| *action.key() == kills) {
        planted.extend(planted::remember(ports, id, &killed).await?);
    }
    let mut actions = writing.actions(&Actor::Policy);
    actions.extend(planted);
    actions.extend(writing.gate(&gate, harm));
    actions.extend(gone);
    Ok(actions)
}

/// Whether the gate need not remember any more that a message was killed as harmful. Its conversation is read
/// after the gate, which the commit is guarded by: a label that was on its way before the kill lifts nothing.
async fn is_over(ports: &Ports, id: &ClassId, after: &Label) -> Result<bool, StepError> {
    let harmful = Look::Judged(Outcome::Harmful);
    if after.look == harmful {
        return Ok(true);
    }
    let MessageRef { conversation, .. } = &after.message;
    let Some(loaded) = step::load(ports, conversation).await? else {
        return Ok(false);
    };
    let known = labels(loaded.state(), 0).into_iter();
    let mut known =
        known.filter(|known| known.class == *id && known.label.message == after.message);
    Ok(known.all(|known| !known.harm_pending && known.label.look != harmful))
}

/// The certified class that the agent's drafts were of before, for which the new one is a canary.
async fn predecessor(
    ports: &Ports,
    id: &ClassId,
    first: &Label,
) -> Result<Option<ClassId>, StepError> {
    let key = keys::agent_at_work(&first.strata.agent);
    let Some((at_work, _)) = step::read::<AtWorkRow>(ports, key).await? else {
        return Ok(None);
    };
    let last = Some(at_work.class).filter(|class| class != id);
    let Some(last) = last
        .or(at_work.before)
        .filter(|last| last != id && last.channel == id.channel)
    else {
        return Ok(None);
    };
    let row = class_row(ports, &last).await?;
    let is_certified = row.is_some_and(|row| row.class.certificate.is_some());
    Ok(is_certified.then_some(last))
}
