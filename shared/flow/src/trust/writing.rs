//! A class's row on its way from one state to the next, with all that is written beside it.

use super::Read;
use crate::items::{self, ClassEvents, ClassRow, JudgeRow};
use crate::{Ports, keys, log};
use ::ports::{Action, Expect};
use domain::Actor;
use domain::trust::{
    self, ClassId, Event, Gate, Grid, Label, Level, Look, MessageRef, Rules, Terms,
};
use jiff::Timestamp;

/// A change of a class that is being written.
pub(super) struct Writing<'a> {
    ports: &'a Ports,
    id: ClassId,
    pub(super) row: Option<ClassRow>,
    expect: Expect,
    now: Timestamp,
    events: Vec<Event>,
}

impl<'a> Writing<'a> {
    pub(super) fn begin(ports: &'a Ports, id: &ClassId, read: Read<ClassRow>) -> Self {
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

    pub(super) fn open(&mut self, succeeds: Option<ClassId>) {
        let opened = Event::Opened {
            class: self.id.clone(),
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
            planted: None,
            judge: None,
            tried: 0,
            playbook: String::new(),
        });
        self.events.push(opened);
    }

    pub(super) fn label(&mut self, before: Option<Label>, after: &Label) {
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

    /// Begins anew with a frozen classifier; nothing changes where that would lose something.
    pub(super) fn begin_anew(&mut self, judge: JudgeRow, grid: Grid) {
        let Some(row) = &mut self.row else {
            return;
        };
        let rules = Rules::new(row.class.terms);
        let begun = trust::begin_anew(&mut row.class, &rules, judge.version.clone(), grid);
        if let Some(begun) = begun {
            (row.judge, row.tried) = (Some(judge), 0);
            self.happened(vec![begun]);
        }
    }

    /// Events that the class has taken already.
    pub(super) fn happened(&mut self, events: Vec<Event>) {
        if let Some(row) = &mut self.row {
            for event in &events {
                match event {
                    Event::Proven { .. } if row.certified.is_none() => {
                        row.certified = Some(self.now);
                    }
                    Event::Demoted { .. } => (row.certified, row.tried) = (None, 0),
                    _ => {}
                }
            }
        }
        self.events.extend(events);
    }

    /// About how many actions it has come to.
    pub(super) fn size(&self) -> usize {
        self.told().count().saturating_add(5)
    }

    /// What befell the trust in the class, labels aside.
    fn told(&self) -> impl Iterator<Item = &Event> {
        let events = self.events.iter();
        events.filter(|event| !matches!(event, Event::Labelled { .. } | Event::Opened { .. }))
    }

    /// Class, events, history, name and log lines.
    pub(super) fn actions(&self, by: &Actor) -> Vec<Action> {
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
        let told: Vec<Event> = self.told().cloned().collect();
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

    /// The row alone, where nothing befell it.
    pub(super) fn as_it_is(&self) -> Option<Action> {
        let row = self.row.as_ref()?;
        Some(items::put(keys::class_row(&self.id), row, self.expect))
    }

    pub(super) fn gate(&self, read: &Read<Gate>, harm: Vec<MessageRef>) -> Option<Action> {
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
        Event::BegunAnew { classifier, grid } => format!(
            "proof begins anew, with {} thresholds of what {classifier} has learned from the verdicts",
            grid.thresholds().len()
        ),
        Event::Demoted { cause } => {
            format!("demoted: everything is reviewed again, because {cause}")
        }
    }
}
