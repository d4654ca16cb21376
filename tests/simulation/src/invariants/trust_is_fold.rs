//! Invariant 9 for classes: what a class has earned is the fold of its events.

use crate::stored::{above, partition, read};
use adapters_local::MemoryTable;
use domain::conversation::{Event as ConversationEvent, Recorded, labels};
use domain::trust::{Class, Event, Evidence, Gate, Label, evolve};
use flow::items::{self, ClassEvents, ClassRow, Head};
use flow::keys;
use std::collections::BTreeMap;

/// The classes as their events tell of them.
#[derive(Default)]
pub(crate) struct Classes(BTreeMap<String, (Option<Class>, Option<String>)>);

impl Classes {
    /// What is wrong with the classes that were written since the last look.
    pub(crate) fn look(&mut self, table: &MemoryTable) -> Vec<String> {
        let mut wrong = Vec::new();
        for name in partition(table, keys::CLASSES, "") {
            let Some(id) = domain::trust::ClassId::parse(&name.key.sk) else {
                wrong.push(format!("{} is no class", name.key.sk));
                continue;
            };
            let (known, read_to) = self.0.entry(name.key.sk.clone()).or_default();
            let news = above(table, &keys::class(&id), keys::EVENTS, read_to.clone());
            if news.is_empty() {
                continue;
            }
            for item in news {
                *read_to = Some(item.key.sk.clone());
                let Ok(batch) = items::decode::<ClassEvents>(&item) else {
                    wrong.push(format!("events {} of {id} can't be read", item.key.sk));
                    continue;
                };
                let events: &[Event] = &batch.events;
                *known = events.iter().fold(known.take(), evolve);
            }
            let row = read::<ClassRow>(table, keys::class_row(&id)).map(|row| row.class);
            if row != *known {
                wrong.push(format!("class {id} is not the fold of its events"));
            }
        }
        wrong
    }
}

/// What policy decided, for the report.
pub(super) fn told(recorded: &Recorded) -> Option<&'static str> {
    let ConversationEvent::Routed { routing, .. } = &recorded.event else {
        return None;
    };
    Some(match (routing.route.clear, routing.route.drawn) {
        (true, false) => "cleared by policy",
        (true, true) => "cleared and audited",
        (false, _) => "held",
    })
}

/// Once all is done: each class knows of each message what its conversation says, its evidence is what these
/// labels make together in any order, and its gate is what it allows.
pub(crate) fn at_the_end(table: &MemoryTable, heads: &[Head]) -> Vec<String> {
    let mut wrong = Vec::new();
    for head in heads {
        for known in labels(&head.state, 0) {
            let key = keys::class_label(&known.class, &known.label.message);
            let stored = read::<Label>(table, key).map(|label| Label {
                decision: 0,
                ..label
            });
            if stored.as_ref() != Some(&known.label) {
                wrong.push(format!(
                    "{} is known as {stored:?}, and is {:?}",
                    known.label.message, known.label
                ));
            }
        }
    }
    for name in partition(table, keys::CLASSES, "") {
        let Some(id) = domain::trust::ClassId::parse(&name.key.sk) else {
            continue;
        };
        let Some(row) = read::<ClassRow>(table, keys::class_row(&id)) else {
            wrong.push(format!("class {id} has no row"));
            continue;
        };
        let told = partition(table, &keys::class(&id), keys::CLASS_TOLD).len();
        if told > 0 {
            wrong.push(format!("class {id} has not taken {told} labels"));
        }
        let mut evidence = Evidence::new(row.class.evidence.grid().clone());
        for item in partition(table, &keys::class(&id), "m#") {
            if let Ok(label) = items::decode::<Label>(&item)
                && label.life == row.class.life
            {
                evidence.replace(None, &label);
            }
        }
        if evidence != row.class.evidence {
            wrong.push(format!("the evidence of {id} is not that of its labels"));
        }
        let gate = read::<Gate>(table, keys::class_gate(&id)).unwrap_or_default();
        if gate != Gate::of(&row.class, Vec::new()) {
            wrong.push(format!(
                "the gate of {id} is not what the class allows: {gate:?}"
            ));
        }
    }
    wrong
}
