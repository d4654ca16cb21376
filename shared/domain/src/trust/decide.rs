//! What a label leads to: proof, demotion, a stratum set apart or taken back.

use super::canary::Shown;
use super::class::{Cause, Class, Event, Level};
use super::label::{Label, Look, MessageRef, Outcome};
use super::strata::Stratum;
use super::terms::Rules;

/// Consequences of one label at most: each of its strata may be set apart, the class demoted.
const CONSEQUENCES: u8 = 16;

/// Takes what is known of a message, in place of what was known before, and says what came of it, to
/// be written down in this order. What isn't later than what was known decides nothing.
#[must_use]
pub fn label(class: &mut Class, rules: &Rules, before: Option<Label>, after: Label) -> Vec<Event> {
    let mut events = Vec::new();
    if !after.supersedes(before.as_ref()) {
        return events;
    }
    if let Some(stratum) = newcomer(class, &after) {
        let cause = Cause::New;
        then(class, &mut events, Event::SetApart { stratum, cause });
    }
    let latest = Latest::of(&after);
    then(class, &mut events, Event::Labelled { before, after });
    for _ in 0..CONSEQUENCES {
        match consequence(class, rules, &latest) {
            Some(event) => then(class, &mut events, event),
            None => break,
        }
    }
    events
}

/// What consequences depend on.
struct Latest {
    life: u32,
    harmful: Option<MessageRef>,
    strata: [Stratum; 4],
}

impl Latest {
    fn of(label: &Label) -> Self {
        let harmful = label.look == Look::Judged(Outcome::Harmful);
        Self {
            life: label.life,
            harmful: harmful.then(|| label.message.clone()),
            strata: label.strata.all(),
        }
    }
}

/// The operator takes trust away from a stratum or, for [`Stratum::Class`], from the class.
#[must_use]
pub fn demote(class: &mut Class, stratum: Stratum) -> Vec<Event> {
    let cause = Cause::Operator;
    let event = match stratum {
        Stratum::Class => Event::Demoted { cause },
        stratum => Event::SetApart { stratum, cause },
    };
    class.apply(&event);
    vec![event]
}

/// The operator takes a stratum back that was set apart.
#[must_use]
pub fn take_back(class: &mut Class, stratum: Stratum) -> Vec<Event> {
    if class.set_apart(&stratum).is_none() {
        return Vec::new();
    }
    let event = Event::Joined { stratum };
    class.apply(&event);
    vec![event]
}

fn then(class: &mut Class, events: &mut Vec<Event>, event: Event) {
    class.apply(&event);
    events.push(event);
}

/// The agent of a message, if nobody knew it when the class earned its certificate.
fn newcomer(class: &Class, label: &Label) -> Option<Stratum> {
    let agent = Stratum::Agent(label.strata.agent.clone());
    let known = class.detectors.contains_key(&agent) || class.set_apart(&agent).is_some();
    (class.certificate.is_some() && !known).then_some(agent)
}

/// The next thing that follows from a label that has been taken.
fn consequence(class: &Class, rules: &Rules, latest: &Latest) -> Option<Event> {
    let live = class.certificate.is_some();
    // Written by the same instructions in whatever life.
    if let Some(message) = latest.harmful.clone().filter(|_| live) {
        return Some(Event::Demoted {
            cause: Cause::Harmful { message },
        });
    }
    if latest.life != class.life {
        return None;
    }
    for stratum in &latest.strata {
        let detector = class.detectors.get(stratum);
        let alarms = detector.is_some_and(|detector| detector.alarms(&rules.watch));
        if !alarms || class.set_apart(stratum).is_some() {
            continue;
        }
        let cause = Cause::Drift;
        return Some(match stratum {
            Stratum::Class if live => Event::Demoted { cause },
            Stratum::Class => Event::Calmed,
            stratum => Event::SetApart {
                stratum: stratum.clone(),
                cause,
            },
        });
    }
    if live && several(class, latest) {
        return Some(Event::Demoted {
            cause: Cause::Several,
        });
    }
    joins(class, rules, latest).or_else(|| proof(class, rules))
}

/// A quarter of the strata of one kind, two at least, were set apart by their detectors.
fn several(class: &Class, latest: &Latest) -> bool {
    let drifted = class
        .apart
        .iter()
        .filter(|apart| apart.cause == Cause::Drift);
    if drifted.clone().count() < 2 {
        return false;
    }
    latest.strata.iter().any(|stratum| {
        let known = class.detectors.keys();
        let known = known.filter(|other| other.is_like(stratum)).count();
        let gone = drifted.clone();
        let gone = gone.filter(|apart| apart.stratum.is_like(stratum)).count();
        gone >= known.div_ceil(4).max(2)
    })
}

fn joins(class: &Class, rules: &Rules, latest: &Latest) -> Option<Event> {
    let joins = class.apart.iter().find(|apart| {
        // What the operator set apart, the operator takes back.
        apart.cause != Cause::Operator
            && latest.strata.contains(&apart.stratum)
            && !matches!(apart.canary.shown(rules), Shown::Needs(_))
    })?;
    Some(Event::Joined {
        stratum: joins.stratum.clone(),
    })
}

fn proof(class: &Class, rules: &Rules) -> Option<Event> {
    let full = class
        .certificate
        .filter(|held| held.level == Level::Full)
        .map(|held| held.threshold);
    let proven = class
        .evidence
        .proven(&rules.kills, &rules.must_fix, rules.terms.delta, full);
    if let Some(threshold) = proven.filter(|_| proven != full) {
        return Some(Event::Proven {
            threshold,
            level: Level::Full,
        });
    }
    let canary = class.certificate.is_none() && class.succeeds.is_some();
    if !canary {
        return None;
    }
    // A new version of something certified: its canary is all there is of it.
    let threshold = class.evidence.grid().thresholds().len().checked_sub(1)?;
    let all = super::canary::Canary::of(class.evidence.reaching(threshold));
    (all.shown(rules) == Shown::Provisional).then_some(Event::Proven {
        threshold,
        level: Level::Provisional,
    })
}
