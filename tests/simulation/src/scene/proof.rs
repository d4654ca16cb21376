//! A class that earned its certificate before the run begins, on lax terms, so that policy clears some of the
//! drafts, loses its certificate and may earn it again within days.

use crate::stored::now_or_never;
use adapters_local::MemoryTable;
use domain::calendar::later;
use domain::conversation::Channel;
use domain::trust::{
    self, ClassId, Confidence, Counts, Event, Gate, Grid, Label, Limit, Look, MessageRef, Outcome,
    Propensity, Rules, StepKind, Strata, Terms,
};
use domain::{Actor, AgentName, ConversationId};
use flow::items::{self, AtWorkRow, ClassEvents, ClassRow};
use flow::{Ports, keys};
use jiff::{SignedDuration, Timestamp};
use ports::{Commit, Expect, Table};

/// Clean letters of each agent before the run.
const BEFORE: u32 = 12;

fn terms() -> Terms {
    let share = |thousandths| Propensity::new(thousandths).unwrap_or(Propensity::CERTAIN);
    Terms {
        kills: Limit::new(0.4).unwrap_or(Limit::KILLS),
        must_fix: Limit::new(0.6).unwrap_or(Limit::MUST_FIX),
        delta: 0.3,
        run_length: 100,
        audit_first: share(300),
        audit_later: share(300),
        audit_rising: share(500),
    }
}

fn label(number: u32, agent: &AgentName, segment: &str) -> Option<Label> {
    let conversation = ConversationId::parse(&format!("cnv_before{number}")).ok()?;
    Some(Label {
        decision: 1,
        look: Look::Judged(Outcome::Approved),
        message: MessageRef {
            conversation,
            step: 1,
        },
        life: 1,
        counts: Counts::Class(Confidence::NONE),
        propensity: Propensity::CERTAIN,
        cleared: false,
        strata: Strata {
            agent: agent.clone(),
            segment: segment.to_owned(),
            step: StepKind::First,
        },
    })
}

/// Writes the class of the run's agents as it stands after that.
pub(crate) fn prove(table: &MemoryTable, ports: &Ports, start: Timestamp) -> Result<(), String> {
    let book = ports.playbook.get();
    let rules = Rules::new(terms());
    let mut id: Option<ClassId> = None;
    let mut actions = Vec::new();
    let mut labels = Vec::new();
    let long_ago = later(start, SignedDuration::from_hours(-24 * 30));
    for (name, agent) in &book.agents {
        let channels = [Channel::Email];
        let of = trust_class(&book, agent, &ports.model.name(), &channels)?;
        let name = AgentName::parse(name).map_err(|error| error.to_string())?;
        for _ in 0..BEFORE {
            let number = u32::try_from(labels.len()).unwrap_or(u32::MAX);
            labels.extend(label(number, &name, &agent.segment));
        }
        let at_work = AtWorkRow {
            instructions: flow::trust::own_instructions(agent),
            since: long_ago,
            class: of.clone(),
            last: long_ago,
        };
        actions.push(items::put(
            keys::agent_at_work(&name),
            &at_work,
            Expect::Any,
        ));
        id = Some(of);
    }
    let id = id.ok_or("the playbook has no agents")?;
    let opened = Event::Opened {
        class: id.clone(),
        terms: rules.terms,
        grid: Grid::everything(),
        succeeds: None,
    };
    let mut class = trust::evolve(None, &opened).ok_or("no class began")?;
    let mut events = vec![opened];
    for label in labels {
        actions.push(items::put(
            keys::class_label(&id, &label.message),
            &label,
            Expect::Any,
        ));
        events.extend(trust::label(&mut class, &rules, None, label));
    }
    if class.certificate.is_none() {
        return Err("the class of the run is not proven".to_owned());
    }
    let gate = Gate::of(&class, Vec::new());
    let row = ClassRow {
        class,
        seq: 1,
        opened: long_ago,
        certified: Some(start),
        audited: None,
        planted: None,
        judge: None,
        tried: 0,
        playbook: String::new(),
    };
    let batch = ClassEvents {
        at: start,
        by: Actor::Policy,
        events,
    };
    actions.push(items::put(keys::class_row(&id), &row, Expect::Any));
    actions.push(items::put(keys::class_gate(&id), &gate, Expect::Any));
    actions.push(items::put(keys::class_events(&id, 0), &batch, Expect::Any));
    actions.push(items::put(keys::class_name(&id), &start, Expect::Any));
    for actions in actions.chunks(90) {
        let commit = Commit {
            attempt: "before".to_owned(),
            actions: actions.to_vec(),
        };
        match now_or_never(table.commit(commit)) {
            Some(Ok(_)) => {}
            Some(Err(error)) => return Err(error.to_string()),
            None => return Err("the memory table did not answer at once".to_owned()),
        }
    }
    Ok(())
}

fn trust_class(
    book: &playbook::Playbook,
    agent: &playbook::Agent,
    model: &str,
    channels: &[Channel],
) -> Result<ClassId, String> {
    flow::trust::class_of(book, agent, model, channels)
        .ok_or_else(|| "an agent has no channel".to_owned())
}
