//! Invariant 8: Only a class with a live certificate ships by policy; a broken one is demoted before its next
//! send. Judged by the class's own row as it is stored at the claim, not by the gate that guards the claim, and
//! by the harmful kills that were given.

use super::{Claimed, Invariant, Known, Say, Truth};
use crate::stored::read;
use domain::conversation::{Clearance, ClearedBy, Event, HARMFUL, Recorded};
use domain::trust::{ClassId, Leave};
use domain::{Actor, VerdictId};
use flow::items::ClassRow;
use flow::keys;
use std::collections::BTreeMap;

/// See the module.
#[derive(Default)]
pub(super) struct PolicyNeedsProof {
    /// Harmful kills that were not undone, with the life that each class was in.
    harm: BTreeMap<VerdictId, Vec<(ClassId, u32)>>,
}

fn class(truth: &Truth<'_>, id: &ClassId) -> Option<ClassRow> {
    read::<ClassRow>(truth.table, keys::class_row(id))
}

/// Why the class does not carry this leave now.
fn unproven(truth: &Truth<'_>, leave: &Leave) -> Option<&'static str> {
    let Some(ClassRow { class, .. }) = class(truth, &leave.class) else {
        return Some("its class was never heard of");
    };
    if class.life != leave.life {
        return Some("its class was demoted since");
    }
    let Some(held) = class.certificate else {
        return Some("its class has no certificate");
    };
    let grid = class.evidence.grid().thresholds();
    if grid
        .get(held.threshold)
        .is_none_or(|proven| leave.confidence < *proven)
    {
        return Some("its confidence is below what is proven");
    }
    let strata = leave.strata.all();
    strata
        .iter()
        .any(|stratum| class.set_apart(stratum).is_some())
        .then_some("a part it belongs to is reviewed in full")
}

impl PolicyNeedsProof {
    fn harmful(&mut self, truth: &Truth<'_>, known: &Known, recorded: &Recorded) {
        match &recorded.event {
            Event::Killed {
                verdict,
                reason,
                steps,
                ..
            } if reason == HARMFUL => {
                let state = known.state.as_ref();
                let classes = state.into_iter().flat_map(|state| {
                    let units = state.units_of(steps);
                    units
                        .map(|(_, unit)| unit.routing.class.clone())
                        .collect::<Vec<_>>()
                });
                let lives = classes
                    .filter_map(|id| {
                        let of = class(truth, &id)?.class;
                        // Without a certificate there is nothing to take away.
                        of.certificate.is_some().then_some((id, of.life))
                    })
                    .collect();
                self.harm.insert(verdict.clone(), lives);
            }
            Event::Undone { verdict } => {
                self.harm.remove(verdict);
            }
            _ => {}
        }
    }
}

impl Invariant for PolicyNeedsProof {
    fn number(&self) -> u8 {
        8
    }

    fn event(&mut self, truth: &Truth<'_>, known: &Known, recorded: &Recorded, say: &mut Say) {
        self.harmful(truth, known, recorded);
        match &recorded.event {
            Event::Approved {
                verdict,
                clearances,
            } => {
                let given = |clearance: &Clearance| match (&clearance.cleared_by, &recorded.by) {
                    (ClearedBy::Verdict { verdict: of, by }, Actor::Operator(name)) => {
                        of == verdict && by == name
                    }
                    (ClearedBy::Verdict { .. } | ClearedBy::Policy(_), _) => false,
                };
                say.is(clearances.iter().all(|(_, one)| given(one)), || {
                    format!("{} approved, and a clearance says otherwise", recorded.by)
                });
            }
            Event::Routed { clearances, .. } => {
                for (step, clearance) in clearances {
                    // The class may have been demoted since it was read: then the claim finds out.
                    let proven = clearance.leave().is_some_and(|leave| {
                        class(truth, &leave.class).is_some_and(|row| {
                            row.class.life > leave.life || row.class.certificate.is_some()
                        })
                    });
                    say.is(proven, || {
                        format!("policy cleared step {step} without a certificate")
                    });
                }
            }
            _ => {}
        }
    }

    fn claim(&mut self, truth: &Truth<'_>, _: &Known, claim: &Claimed, say: &mut Say) {
        let Some(clearance) = &claim.clearance else {
            return;
        };
        let Some(leave) = clearance.leave() else {
            let by = clearance
                .verdict()
                .and_then(|verdict| truth.given.by(verdict));
            say.is(by.is_some(), || {
                "what was claimed was cleared by no operator".to_owned()
            });
            return;
        };
        let why = unproven(truth, leave);
        say.is(why.is_none(), || {
            format!(
                "a letter was claimed by policy though {}",
                why.unwrap_or_default()
            )
        });
        let of = (leave.class.clone(), leave.life);
        let harm = self.harm.values().any(|classes| classes.contains(&of));
        say.is(!harm, || {
            "a letter was claimed by policy after a harmful one of its class".to_owned()
        });
    }
}
