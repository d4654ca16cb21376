//! Invariant 8: Only a class with a live certificate ships by policy. There are no certificates yet: so nothing is
//! cleared by anybody but an operator.

use super::{Claimed, Invariant, Known, Say, Truth};
use domain::Actor;
use domain::conversation::{Event, Recorded};

/// See the module.
pub(super) struct PolicyNeedsProof;

impl Invariant for PolicyNeedsProof {
    fn number(&self) -> u8 {
        8
    }

    fn event(&mut self, _: &Truth<'_>, _: &Known, recorded: &Recorded, say: &mut Say) {
        let Event::Approved { clearances, .. } = &recorded.event else {
            return;
        };
        let Actor::Operator(by) = &recorded.by else {
            say.is(false, || {
                format!("{} cleared a message without a certificate", recorded.by)
            });
            return;
        };
        say.is(
            clearances.iter().all(|(_, clearance)| clearance.by == *by),
            || format!("a clearance names another than {by}, who gave it"),
        );
    }

    fn claim(&mut self, truth: &Truth<'_>, _: &Known, claim: &Claimed, say: &mut Say) {
        let by = claim
            .clearance
            .as_ref()
            .and_then(|clearance| truth.given.by(&clearance.verdict));
        say.is(by.is_some(), || {
            "what was claimed was cleared by no operator".to_owned()
        });
    }
}
