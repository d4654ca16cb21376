//! Invariant 7: After a halt (fleet, agent or mailbox) is acknowledged, no later claim succeeds; the answer says
//! how many were in flight.

use super::{Claimed, Invariant, Known, Say, Truth};
use crate::world::covers;
use domain::conversation::{Event, Recorded};
use flow::halts::Scope;
use std::collections::{BTreeMap, BTreeSet};

/// Fewest and most claims in flight of each agent and mailbox since a halt was asked for: the answer
/// reads them one after another.
type Bounds = BTreeMap<(String, String), (usize, usize)>;

/// See the module.
#[derive(Default)]
pub(super) struct HaltsHold {
    /// Claims that are not settled: agent and mailbox.
    open: BTreeMap<String, (String, String)>,
    asked: BTreeMap<u64, Bounds>,
    checked: BTreeSet<u64>,
}

impl HaltsHold {
    fn in_flight(&self) -> BTreeMap<(String, String), usize> {
        let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
        for of in self.open.values() {
            let count = counts.entry(of.clone()).or_default();
            *count = count.saturating_add(1);
        }
        counts
    }
}

fn words(scope: &Scope) -> String {
    match scope {
        Scope::Fleet => "the fleet".to_owned(),
        Scope::Agent(name) => format!("agent {name}"),
        Scope::Mailbox(address) => format!("mailbox {address}"),
    }
}

impl Invariant for HaltsHold {
    fn number(&self) -> u8 {
        7
    }

    fn event(&mut self, _: &Truth<'_>, _: &Known, recorded: &Recorded, _: &mut Say) {
        if let Event::Sent { claim, .. } | Event::NotSent { claim, .. } = &recorded.event {
            self.open.remove(claim.as_str());
        }
    }

    fn claim(&mut self, truth: &Truth<'_>, known: &Known, claim: &Claimed, say: &mut Say) {
        let agent = known
            .state
            .as_ref()
            .map_or("", |state| state.agent.as_str());
        let halted = truth
            .halts
            .all
            .iter()
            .find(|one| one.answer.is_some() && covers(&one.scope, agent, claim.from()));
        say.is(halted.is_none(), || {
            format!(
                "a letter was claimed after the halt of {} was acknowledged",
                halted.map(|one| words(&one.scope)).unwrap_or_default()
            )
        });
        self.open.insert(
            claim.id.clone(),
            (agent.to_owned(), claim.from().to_owned()),
        );
    }

    fn always(&mut self, truth: &Truth<'_>, say: &mut Say) {
        if truth
            .halts
            .all
            .iter()
            .all(|one| self.checked.contains(&one.ticket))
        {
            return;
        }
        let now = self.in_flight();
        for halting in &truth.halts.all {
            if self.checked.contains(&halting.ticket) {
                continue;
            }
            let fresh = !self.asked.contains_key(&halting.ticket);
            let bounds = self.asked.entry(halting.ticket).or_default();
            for (of, count) in &now {
                let first = if fresh { *count } else { 0 };
                let (low, high) = bounds.entry(of.clone()).or_insert((first, first));
                *low = (*low).min(*count);
                *high = (*high).max(*count);
            }
            for (of, (low, _)) in bounds.iter_mut() {
                if !now.contains_key(of) {
                    *low = 0;
                }
            }
            let Some(answer) = &halting.answer else {
                continue;
            };
            let (low, high) = bounds
                .iter()
                .filter(|((agent, mailbox), _)| covers(&halting.scope, agent, mailbox))
                .fold((0usize, 0usize), |(low, high), (_, (least, most))| {
                    (low.saturating_add(*least), high.saturating_add(*most))
                });
            say.is((low..=high).contains(&answer.in_flight), || {
                format!(
                    "the halt of {} said {} in flight, there were {low} to {high}",
                    words(&halting.scope),
                    answer.in_flight
                )
            });
            self.checked.insert(halting.ticket);
        }
    }
}
