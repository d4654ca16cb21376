//! Beginning anew with what the verdicts have taught.
//!
//! A proof is about one fixed confidence, so a classifier that has learned more can't take part in a proof that is
//! under way. Where nothing is proven and what was gathered is worth no more than nothing, a new life loses nothing:
//! its confidence is the word of a frozen copy of the classifier, and its thresholds leave out what that copy
//! doubts. Whether to begin anew depends on the past alone, and the labels of the old life are counted no more, so
//! that the new proof stands by itself.

use super::class::{Class, Event};
use super::evidence::{Evidence, Grid};
use super::terms::Rules;

/// Verdicts of a life before which nothing is said of how it goes.
const ENOUGH: u32 = 60;

/// Nothing is proven, and the labels of this life are worth no more than none.
pub fn would_lose_nothing(class: &Class, rules: &Rules) -> bool {
    if class.certificate.is_some() {
        return false;
    }
    let grid = class.evidence.grid();
    let last = grid.thresholds().len().saturating_sub(1);
    let judged = class.evidence.reaching(last).total().judged();
    let has_own_judge = class
        .judge
        .as_ref()
        .is_some_and(|judge| judge.life == class.life);
    // After a demotion there is nothing to lose; what was begun anew is given its time, as is the first life.
    if judged < ENOUGH {
        return class.life > 1 && judged == 0 && !has_own_judge;
    }
    let needed = |evidence: &Evidence| {
        let mut walk = evidence.walk(&rules.kills, &rules.must_fix, rules.terms.delta);
        walk.next().map_or(u32::MAX, |first| first.clean_needed)
    };
    needed(&class.evidence.without_waiting()) >= needed(&Evidence::new(grid.clone()))
}

/// Begins anew with a frozen classifier, if that loses nothing and the thresholds tell drafts apart.
#[must_use]
pub fn begin_anew(
    class: &mut Class,
    rules: &Rules,
    classifier: String,
    grid: Grid,
) -> Option<Event> {
    if grid.thresholds().len() < 2 || !would_lose_nothing(class, rules) {
        return None;
    }
    let event = Event::BegunAnew { classifier, grid };
    class.apply(&event);
    Some(event)
}
