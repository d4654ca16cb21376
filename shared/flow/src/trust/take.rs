//! Takes into a class's row what it was told, many labels in one commit.

use super::{Read, Writing, class_and_gate, class_row, learn};
use crate::due::{self, DueRow};
use crate::items::{self, AtWorkRow, ClassRow, ToldRow};
use crate::{Ports, StepError, keys, planted, step};
use ::ports::{Action, Expect, Item, Key, PageRequest, PortError};
use domain::conversation::labels;
use domain::trust::{ClassId, Label, Look, MessageRef, Outcome};
use domain::{Actor, AgentName};
use std::collections::BTreeMap;

/// Labels of one commit, which has a hundred actions at most.
const AT_ONCE: usize = 40;
/// Actions after which no further label is taken in: one adds three and what befalls the class.
const ENOUGH_ACTIONS: usize = 75;
/// Commits of one task; the rest is left to the next.
const COMMITS: usize = 100;

/// Takes all that was told until now, and ends the task with the last of it.
pub(crate) async fn take(ports: &Ports, id: &ClassId, row: &Key) -> Result<(), StepError> {
    let (mut commits, mut lost) = (0, 0);
    while commits < COMMITS {
        // A second's labels and the next one's are two tasks.
        let _lane = ports.lanes.take(&[keys::class_row(id)]).await;
        // Whoever tells something writes the row anew, so that it is not deleted over what came meanwhile.
        let woken = step::read::<DueRow>(ports, row.clone()).await?;
        let request = PageRequest::new(keys::class(id), keys::CLASS_TOLD, AT_ONCE);
        let told = ports.table.page(&request).await?.items;
        let Taken {
            mut actions,
            all,
            class,
        } = taken(ports, id, &told).await?;
        // What is told from now on has another row, or this one anew.
        let is_last = all && told.len() < AT_ONCE;
        if is_last && let Some((_, woken)) = &woken {
            actions.push(Action::Delete {
                key: row.clone(),
                expect: Expect::Version(woken.version),
            });
        }
        match step::finish(ports, &actions).await {
            Err(StepError::Port(PortError::Conflict { .. })) if lost < step::ATTEMPTS => lost += 1,
            Err(StepError::Port(PortError::Conflict { .. })) => return Err(step::lost()),
            Err(error) => return Err(error),
            Ok(()) if is_last => {
                if let Some(row) = class.filter(learn::is_due)
                    && let Err(error) = learn::begin_anew(ports, id, &row).await
                {
                    // Nothing is lost by it: the next verdict asks again.
                    tracing::warn!(%error, class = %id, "no classifier was learned");
                }
                return Ok(());
            }
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

/// The rows beside the class's own that what it was told is judged by.
struct Rows {
    labels: BTreeMap<MessageRef, Read<Label>>,
    at_work: BTreeMap<AgentName, Read<AtWorkRow>>,
}

impl Rows {
    async fn read(ports: &Ports, id: &ClassId, told: &[ToldRow]) -> Result<Self, StepError> {
        let messages: BTreeMap<_, _> = told
            .iter()
            .map(|told| &told.label.message)
            .map(|message| (message.clone(), keys::class_label(id, message)))
            .collect();
        let agents: BTreeMap<_, _> = told
            .iter()
            .map(|told| &told.label.strata.agent)
            .map(|agent| (agent.clone(), keys::agent_at_work(agent)))
            .collect();
        let wanted: Vec<Key> = messages.values().chain(agents.values()).cloned().collect();
        let mut found = ports.table.get(&wanted).await?.into_iter();
        let mut rows = Self {
            labels: BTreeMap::new(),
            at_work: BTreeMap::new(),
        };
        for message in messages.into_keys() {
            let read = Read::of(found.next().flatten())?;
            rows.labels.insert(message, read);
        }
        for agent in agents.into_keys() {
            let read = Read::of(found.next().flatten())?;
            rows.at_work.insert(agent, read);
        }
        Ok(rows)
    }

    /// What of these is not as it was read.
    fn actions(self, id: &ClassId) -> Vec<Action> {
        let labels = self.labels.into_iter();
        let labels = labels.map(|(message, read)| read.put(keys::class_label(id, &message)));
        let at_work = self.at_work.into_iter();
        let at_work = at_work.map(|(agent, read)| read.put(keys::agent_at_work(&agent)));
        labels.chain(at_work).flatten().collect()
    }
}

/// A commit that takes labels.
struct Taken {
    actions: Vec<Action>,
    /// None was left for the next one.
    all: bool,
    /// The class as it is then.
    class: Option<ClassRow>,
}

/// The commit that takes the first of these.
async fn taken(ports: &Ports, id: &ClassId, items: &[Item]) -> Result<Taken, StepError> {
    if items.is_empty() {
        return Ok(Taken {
            actions: Vec::new(),
            all: true,
            class: None,
        });
    }
    let (class, gate) = class_and_gate(ports, id).await?;
    let mut harm = gate.row.clone().unwrap_or_default().harm;

    let told: Vec<ToldRow> = items.iter().map(items::decode).collect::<Result<_, _>>()?;
    let mut rows = Rows::read(ports, id, &told).await?;
    let mut writing = Writing::begin(ports, id, class);
    let (mut gone, mut size) = (Vec::new(), 0_usize);
    let (mut killed, mut came_up) = (Vec::new(), None);
    for (item, told) in items.iter().zip(told) {
        if writing.size().saturating_add(size) > ENOUGH_ACTIONS {
            break;
        }
        // Its row, its label.
        size = size.saturating_add(2);
        let label = &told.label;
        let at_work = rows.at_work.get_mut(&label.strata.agent);
        let is_live = !told.replayed;
        if writing.row.is_none() {
            let last = at_work.as_ref().and_then(|read| read.row.as_ref());
            writing.open(predecessor(ports, id, last).await?);
        }
        if let Some(row) = writing.row.as_mut().filter(|row| {
            // A version that was only replayed is named where no other one is.
            !told.playbook.is_empty() && (is_live || row.playbook.is_empty())
        }) {
            row.playbook.clone_from(&told.playbook);
        }
        if let Some(at_work) = at_work.filter(|_| is_live) {
            let now = worked(at_work.row.clone(), id, &told);
            size = size.saturating_add(usize::from(at_work.row.as_ref() != Some(&now)));
            at_work.row = Some(now);
        }
        // Harm stands at the gate until the class knows of it, or until it was undone.
        if harm.contains(&label.message) && is_over(ports, id, label).await? {
            harm.retain(|message| *message != label.message);
        }
        if let Some(known) = rows.labels.get_mut(&label.message)
            && label.supersedes(known.row.as_ref())
        {
            let before = known.row.replace(label.clone());
            if !before.as_ref().is_some_and(|before| before.is_like(label)) {
                if is_live && matches!(label.look, Look::Judged(outcome) if outcome.is_kill()) {
                    killed.push(label.message.clone());
                }
                if is_live && label.look == Look::Waiting {
                    came_up = Some(label.clone());
                }
                writing.label(before, label);
            }
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
    actions.extend(rows.actions(id));
    let all = gone.len() == items.len();
    actions.extend(gone);
    Ok(Taken {
        actions,
        all,
        class: writing.row,
    })
}

/// Whether the gate need not remember any more that a message was killed as harmful. Its conversation is read
/// after the gate, which the commit is guarded by: a label that was on its way before the kill lifts nothing.
async fn is_over(ports: &Ports, id: &ClassId, label: &Label) -> Result<bool, StepError> {
    let harmful = Look::Judged(Outcome::Harmful);
    if label.look == harmful {
        return Ok(true);
    }
    let MessageRef { conversation, .. } = &label.message;
    let Some(loaded) = step::load(ports, conversation).await? else {
        return Ok(false);
    };
    let known = labels(loaded.state(), 0).into_iter();
    let mut known =
        known.filter(|known| known.class == *id && known.label.message == label.message);
    Ok(known.all(|known| !known.harm_pending && known.label.look != harmful))
}

/// The certified class that the agent's drafts were of before, for which the new one is a canary.
async fn predecessor(
    ports: &Ports,
    id: &ClassId,
    at_work: Option<&AtWorkRow>,
) -> Result<Option<ClassId>, StepError> {
    let Some(last) = at_work
        .map(|row| &row.class)
        .filter(|last| *last != id && last.channel == id.channel)
    else {
        return Ok(None);
    };
    let row = class_row(ports, last).await?;
    let is_certified = row.is_some_and(|row| row.class.certificate.is_some());
    Ok(is_certified.then(|| last.clone()))
}

/// Since when the agent writes by these instructions: new ones begin its first days anew, as nobody else
/// shares them and no class has proven them.
fn worked(known: Option<AtWorkRow>, class: &ClassId, told: &ToldRow) -> AtWorkRow {
    let new = AtWorkRow {
        instructions: told.instructions.clone(),
        since: told.drafted,
        class: class.clone(),
        last: told.drafted,
    };
    match known {
        None => new,
        Some(known) if known.last >= told.drafted => known,
        Some(known) if known.instructions != told.instructions => new,
        // A row for each draft would be written for nothing.
        Some(known) if known.class == *class => known,
        Some(known) => AtWorkRow {
            since: known.since,
            ..new
        },
    }
}
