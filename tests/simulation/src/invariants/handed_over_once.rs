//! Invariant 2: Each claim is handed over at most once, and a new claim for a step needs the one before it
//! settled *not sent*. A late report that contradicts "not sent" raises an alarm.

use super::known::Settled;
use super::reading::Reading;
use super::{Claimed, Invariant, Known, Say, Truth};
use crate::stored::read;
use crate::world::Left;
use domain::InboundId;
use domain::conversation::{Event, Recorded};
use flow::items::InboundRow;
use flow::keys;
use std::collections::{BTreeMap, BTreeSet};

/// See the module.
#[derive(Default)]
pub(super) struct HandedOverOnce {
    per_claim: BTreeMap<String, u32>,
    per_step: BTreeMap<(String, u32), u32>,
    alarms: BTreeSet<String>,
    not_sent: BTreeSet<String>,
    sent: BTreeSet<String>,
    reports: usize,
    waiting: Vec<(String, InboundId)>,
}

impl Invariant for HandedOverOnce {
    fn number(&self) -> u8 {
        2
    }

    fn event(&mut self, _: &Truth<'_>, _: &Known, recorded: &Recorded, _: &mut Say) {
        let (set, claim) = match &recorded.event {
            Event::Contradicted { claim, .. } => (&mut self.alarms, claim),
            Event::NotSent { claim, .. } => (&mut self.not_sent, claim),
            Event::Sent { claim, .. } => (&mut self.sent, claim),
            _ => return,
        };
        set.insert(claim.to_string());
    }

    fn claim(&mut self, _: &Truth<'_>, known: &Known, claim: &Claimed, say: &mut Say) {
        let before = known.last_claim(claim.step);
        say.is(
            before.is_none_or(|(_, settled)| *settled == Settled::NotSent),
            || {
                format!(
                    "step {} was claimed again, and claim {} before it is not settled \"not sent\"",
                    claim.step,
                    before.map_or("", |(id, _)| id.as_str())
                )
            },
        );
    }

    fn left(
        &mut self,
        truth: &Truth<'_>,
        claim: Option<&Claimed>,
        left: &Left,
        _: &Reading,
        say: &mut Say,
    ) {
        let id = &left.envelope.claim;
        let count = self.per_claim.entry(id.clone()).or_default();
        *count = count.saturating_add(1);
        say.is(*count == 1, || {
            format!("claim {id} was handed over {count} times")
        });
        let Some(claim) = claim else { return };
        // What a provider swears it did not send can't be held against the system.
        if truth.outside.lied_about(id) {
            return;
        }
        let count = self
            .per_step
            .entry((claim.pk.clone(), claim.step))
            .or_default();
        *count = count.saturating_add(1);
        say.is(*count == 1, || {
            format!("step {} left {count} times", claim.step)
        });
    }

    fn always(&mut self, truth: &Truth<'_>, say: &mut Say) {
        let fresh = truth.outside.reported_lies(self.reports);
        self.reports = self.reports.saturating_add(fresh.len());
        self.waiting.extend(fresh);
        self.waiting.retain(|(claim, report)| {
            let row = read::<InboundRow>(truth.table, keys::inbound(report));
            if row.is_none_or(|row| row.intent.is_none()) {
                return true;
            }
            let believed = self.not_sent.contains(claim) && !self.sent.contains(claim);
            say.is(!believed || self.alarms.contains(claim), || {
                format!(
                    "a report showed that claim {claim} was sent after all, and no alarm was raised"
                )
            });
            false
        });
    }
}
