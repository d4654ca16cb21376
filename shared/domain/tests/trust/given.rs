//! Classes and labels to begin with.

use domain::conversation::Channel;
use domain::trust::{
    Class, ClassId, Confidence, Counts, Event, Grid, Label, Limit, Look, MessageRef, Outcome,
    Propensity, Rules, StepKind, Strata, Terms, evolve, label,
};
use domain::{AgentName, ConversationId};

pub(crate) fn rules(limit: f64) -> Rules {
    Rules::new(Terms {
        kills: Limit::new(limit).unwrap(),
        ..Terms::default()
    })
}

pub(crate) fn share(thousandths: u16) -> Propensity {
    Propensity::new(thousandths).unwrap()
}

pub(crate) fn sure(thousandths: u16) -> Confidence {
    Confidence::new(thousandths).unwrap()
}

pub(crate) fn id(patterns: &str) -> ClassId {
    ClassId {
        patterns: patterns.to_owned(),
        channel: Channel::Email,
    }
}

pub(crate) fn opened(rules: &Rules, grid: Grid) -> Event {
    Event::Opened {
        class: id("one"),
        terms: rules.terms,
        grid,
        succeeds: None,
    }
}

pub(crate) fn class(rules: &Rules, grid: Grid) -> Class {
    evolve(None, &opened(rules, grid)).unwrap()
}

pub(crate) fn strata(agent: &str) -> Strata {
    Strata {
        agent: AgentName::parse(agent).unwrap(),
        segment: "mills".to_owned(),
        step: StepKind::First,
    }
}

pub(crate) fn message(number: u32) -> MessageRef {
    MessageRef {
        conversation: ConversationId::parse(&format!("cnv_{number}")).unwrap(),
        step: 1,
    }
}

/// A message that waits for its verdict.
pub(crate) fn waiting(number: u32, agent: &str) -> Label {
    Label {
        decision: 0,
        look: Look::Waiting,
        message: message(number),
        life: 1,
        counts: Counts::Class(sure(900)),
        propensity: Propensity::CERTAIN,
        cleared: false,
        strata: strata(agent),
    }
}

pub(crate) fn judged(before: &Label, outcome: Outcome) -> Label {
    Label {
        decision: before.decision + 1,
        look: Look::Judged(outcome),
        ..before.clone()
    }
}

/// One message from draft to verdict; what came of it.
pub(crate) fn give(class: &mut Class, rules: &Rules, first: Label, outcome: Outcome) -> Vec<Event> {
    let last = judged(&first, outcome);
    let mut events = label(class, rules, None, first.clone());
    events.extend(label(class, rules, Some(first), last));
    events
}

/// So many clean messages of one agent, from a number on.
pub(crate) fn clean(
    class: &mut Class,
    rules: &Rules,
    agent: &str,
    numbers: std::ops::Range<u32>,
) -> Vec<Event> {
    let mut events = Vec::new();
    for number in numbers {
        let first = Label {
            life: class.life,
            ..waiting(number, agent)
        };
        events.extend(give(class, rules, first, Outcome::Approved));
    }
    events
}

/// A class with a live certificate, proven by clean messages of these agents in turn.
pub(crate) fn certified(rules: &Rules, agents: &[&str]) -> Class {
    let mut class = class(rules, Grid::everything());
    for number in 0..500 {
        if class.certificate.is_some() {
            break;
        }
        let agent = agents[usize::try_from(number).unwrap() % agents.len()];
        let _ = clean(&mut class, rules, agent, number..number + 1);
    }
    assert!(class.certificate.is_some());
    class
}
