//! Trust: takes what conversations say of their drafts to the classes of messages that they belong to.
//!
//! A class's row is the fold of its events and is written here alone, guarded by its version. What is
//! known of a message is read from its conversation as it stands, never from the task, so a task that comes
//! late, twice or out of order tells the same. A small gate row beside it is what a claim by policy is
//! guarded by: it changes in the very commit in which trust changes (invariant 8), and [`shut`] closes it in
//! the commit of a harmful kill already.

pub use crate::draft_gate::{class_of, own_instructions};
use crate::items::{self, AtWorkRow, ClassEvents, ClassRow};
use crate::{Ports, StepError, keys, log, step};
use ::ports::{Action, Expect, Item, Key, PortError};
use domain::conversation::{Conversation, Labelled, Routing, Unit, labels};
use domain::trust::{
    self, Class, ClassId, Event, Gate, Grid, Label, Level, Look, MessageRef, Rules, Stratum, Terms,
};
use domain::{Actor, AgentName, ConversationId, OperatorId};
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// Takes what a conversation says to its classes.
pub async fn run(ports: &Ports, id: &ConversationId, row: &Key) -> Result<(), StepError> {
    if let Some(loaded) = step::load(ports, id).await? {
        let state = loaded.state();
        let decision = u32::try_from(loaded.head.seq).unwrap_or(u32::MAX);
        for known in labels(state, decision) {
            learn(ports, state, &known).await?;
        }
    }
    let gone = Action::Delete {
        key: row.clone(),
        expect: Expect::Any,
    };
    step::finish(ports, &[gone]).await
}

/// A row with the item that it was read from.
struct Read<T> {
    row: Option<T>,
    item: Option<Item>,
}

impl<T: DeserializeOwned> Read<T> {
    fn of(item: Option<Item>) -> Result<Self, StepError> {
        let row = item.as_ref().map(items::decode).transpose()?;
        Ok(Self { row, item })
    }

    fn expect(&self) -> Expect {
        items::as_read(self.item.as_ref())
    }
}

async fn learn(ports: &Ports, state: &Conversation, known: &Labelled) -> Result<(), StepError> {
    let (id, after) = (&known.class, &known.label);
    let Some(unit) = state
        .message(after.message.step)
        .and_then(|m| m.unit.as_deref())
    else {
        return Ok(());
    };
    for _ in 0..step::ATTEMPTS {
        let wanted = [
            keys::class_row(id),
            keys::class_label(id, &after.message),
            keys::class_gate(id),
            keys::agent_at_work(&state.agent),
        ];
        let mut found = ports.table.get(&wanted).await?.into_iter();
        let mut next = || found.next().flatten();
        let class: Read<ClassRow> = Read::of(next())?;
        let label: Read<Label> = Read::of(next())?;
        let gate: Read<Gate> = Read::of(next())?;
        let at_work: Read<AtWorkRow> = Read::of(next())?;

        let mut actions = Vec::new();
        actions.extend(worked(state, unit, &at_work));
        let before = label.row.clone();
        let mut writing = Writing::begin(ports, id, class);
        if writing.row.is_none() {
            let succeeds = predecessor(ports, id, at_work.row.as_ref()).await?;
            writing.open(id, succeeds);
        }
        if after.supersedes(before.as_ref()) {
            actions.push(items::put(wanted[1].clone(), after, label.expect()));
            if !before
                .as_ref()
                .is_some_and(|before| says_the_same(before, after))
            {
                writing.label(before, after);
            }
        }
        // Harm stands at the gate until the class knows of it, or until it was undone.
        let mut harm = gate.row.clone().unwrap_or_default().harm;
        if !known.harm_pending {
            harm.retain(|message| *message != after.message);
        }
        actions.extend(writing.actions(&Actor::Policy));
        actions.extend(writing.gate(&gate, harm));
        if actions.is_empty() {
            return Ok(());
        }
        match step::commit(ports, actions, None).await {
            Err(StepError::Port(PortError::Conflict { .. })) => {}
            done => return done,
        }
    }
    Err(step::lost())
}

/// Nothing but the place in the order differs.
fn says_the_same(before: &Label, after: &Label) -> bool {
    let then = Label {
        decision: after.decision,
        ..before.clone()
    };
    then == *after
}

/// A change of a class that is being written.
struct Writing<'a> {
    ports: &'a Ports,
    id: ClassId,
    row: Option<ClassRow>,
    expect: Expect,
    now: Timestamp,
    events: Vec<Event>,
}

impl<'a> Writing<'a> {
    fn begin(ports: &'a Ports, id: &ClassId, read: Read<ClassRow>) -> Self {
        let expect = read.expect();
        Self {
            ports,
            id: id.clone(),
            row: read.row,
            expect,
            now: ports.clock.now(),
            events: Vec::new(),
        }
    }

    fn open(&mut self, id: &ClassId, succeeds: Option<ClassId>) {
        let opened = Event::Opened {
            class: id.clone(),
            terms: Terms::default(),
            grid: Grid::everything(),
            succeeds,
        };
        self.row = trust::evolve(None, &opened).map(|class| ClassRow {
            class,
            seq: 0,
            opened: self.now,
            certified: None,
            audited: None,
        });
        self.events.push(opened);
    }

    fn label(&mut self, before: Option<Label>, after: &Label) {
        let Some(row) = &mut self.row else {
            return;
        };
        let is_judged = matches!(after.look, Look::Judged(_));
        if after.cleared && is_judged {
            row.audited = Some(self.now);
        }
        let rules = Rules::new(row.class.terms);
        let events = trust::label(&mut row.class, &rules, before, after.clone());
        self.happened(events);
    }

    /// Events that the class has taken already.
    fn happened(&mut self, events: Vec<Event>) {
        if let Some(row) = &mut self.row {
            for event in &events {
                match event {
                    Event::Proven { .. } if row.certified.is_none() => {
                        row.certified = Some(self.now);
                    }
                    Event::Demoted { .. } => row.certified = None,
                    _ => {}
                }
            }
        }
        self.events.extend(events);
    }

    /// Class, events, history, name and log lines.
    fn actions(&self, by: &Actor) -> Vec<Action> {
        let (Some(row), false) = (&self.row, self.events.is_empty()) else {
            return Vec::new();
        };
        let mut actions = Vec::new();
        let written = ClassRow {
            seq: row.seq.saturating_add(1),
            ..row.clone()
        };
        let id = &self.id;
        actions.push(items::put(keys::class_row(id), &written, self.expect));
        let batch = |events: Vec<Event>| ClassEvents {
            at: self.now,
            by: by.clone(),
            events,
        };
        actions.push(items::put(
            keys::class_events(id, row.seq),
            &batch(self.events.clone()),
            Expect::Absent,
        ));
        if self
            .events
            .iter()
            .any(|event| matches!(event, Event::Opened { .. }))
        {
            actions.push(items::put(keys::class_name(id), &self.now, Expect::Any));
        }
        let told: Vec<Event> = self
            .events
            .iter()
            .filter(|event| !matches!(event, Event::Labelled { .. } | Event::Opened { .. }))
            .cloned()
            .collect();
        for event in &told {
            let words = format!("class {id}: {}", words(event));
            actions.push(log::note(self.ports, by.clone(), "trust", words, None));
        }
        if !told.is_empty() {
            actions.push(items::put(
                keys::class_history(id, row.seq),
                &batch(told),
                Expect::Absent,
            ));
        }
        actions
    }

    fn gate(&self, read: &Read<Gate>, harm: Vec<MessageRef>) -> Option<Action> {
        let gate = Gate::of(&self.row.as_ref()?.class, harm);
        (read.row.as_ref() != Some(&gate))
            .then(|| items::put(keys::class_gate(&self.id), &gate, read.expect()))
    }
}

/// What befell the trust in a class, in words.
pub fn words(event: &Event) -> String {
    match event {
        Event::Opened { .. } => "a class begins; everything is reviewed".to_owned(),
        Event::Labelled { after, .. } => format!("heard of {}", after.message),
        Event::Proven { level, .. } => match level {
            Level::Full => "proven: what reaches its threshold ships by policy".to_owned(),
            Level::Provisional => "proven provisionally: it ships by policy".to_owned(),
        },
        Event::SetApart { stratum, cause } => {
            format!("{stratum} is reviewed in full, because {cause}")
        }
        Event::Joined { stratum } => format!("{stratum} ships with its class again"),
        Event::Calmed => "its detector rang where there was no trust to take away".to_owned(),
        Event::Demoted { cause } => {
            format!("demoted: everything is reviewed again, because {cause}")
        }
    }
}

/// The certified class that an agent's drafts were of before, for which the new one is a canary.
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
fn worked(state: &Conversation, unit: &Unit, read: &Read<AtWorkRow>) -> Option<Action> {
    let Routing {
        instructions,
        class,
        ..
    } = &unit.routing;
    let new = |since: Timestamp| AtWorkRow {
        instructions: instructions.clone(),
        since,
        class: class.clone(),
        last: unit.at,
    };
    let row = match &read.row {
        None => new(unit.at),
        Some(known) if known.last >= unit.at => return None,
        Some(known) if known.instructions != *instructions => new(unit.at),
        // A row for each draft would be written for nothing.
        Some(known) if known.class == *class => return None,
        Some(known) => new(known.since),
    };
    Some(items::put(
        keys::agent_at_work(&state.agent),
        &row,
        read.expect(),
    ))
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
        let wanted = [keys::class_row(id), keys::class_gate(id)];
        let mut found = ports.table.get(&wanted).await?.into_iter();
        let class: Read<ClassRow> = Read::of(found.next().flatten())?;
        let gate: Read<Gate> = Read::of(found.next().flatten())?;
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
