//! Invariant 7, of halts that nobody asked for: after the third hard bounce of a mailbox's last hundred letters
//! nothing leaves it until it is resumed. Counted by the checker's own means.

use super::{Claimed, Invariant, Known, Say, Truth};
use domain::Actor;
use domain::conversation::{Event, Recorded};
use domain::rows::StopReason;
use std::collections::{BTreeMap, BTreeSet};

const WINDOW: u64 = 100;
const TOO_MANY: usize = 3;

#[derive(Default)]
struct Mailbox {
    letters: u64,
    bounced: BTreeSet<u64>,
    resumed: u64,
}

/// See the module.
#[derive(Default)]
pub(super) struct BrakesHold {
    mailboxes: BTreeMap<String, Mailbox>,
    /// Claims, each with its mailbox and the number of its letter.
    claims: BTreeMap<String, (String, u64)>,
}

impl Invariant for BrakesHold {
    fn number(&self) -> u8 {
        7
    }

    fn event(&mut self, _: &Truth<'_>, known: &Known, recorded: &Recorded, _: &mut Say) {
        let (
            Actor::Provider,
            Event::Stopped {
                reason: StopReason::HardBounce,
                ..
            },
        ) = (&recorded.by, &recorded.event)
        else {
            return;
        };
        let last = known
            .steps
            .values()
            .rev()
            .find_map(|step| step.claims.last())
            .and_then(|(claim, _)| self.claims.get(claim));
        if let Some((mailbox, letter)) = last
            && let Some(mailbox) = self.mailboxes.get_mut(mailbox)
        {
            mailbox.bounced.insert(*letter);
        }
    }

    fn claim(&mut self, _: &Truth<'_>, _: &Known, claim: &Claimed, say: &mut Say) {
        let from = claim.from().to_lowercase();
        let mailbox = self.mailboxes.entry(from.clone()).or_default();
        let recent = mailbox
            .bounced
            .iter()
            .filter(|letter| mailbox.letters.saturating_sub(**letter) < WINDOW)
            .count();
        say.is(recent < TOO_MANY, || {
            format!("a letter was claimed from {from} after {recent} of its last hundred bounced")
        });
        mailbox.letters = mailbox.letters.saturating_add(1);
        self.claims
            .insert(claim.id.clone(), (from, mailbox.letters));
    }

    fn always(&mut self, truth: &Truth<'_>, _: &mut Say) {
        for (address, mailbox) in &mut self.mailboxes {
            let resumed = truth.halts.resumed.get(address).copied().unwrap_or(0);
            // While a resume is on its way it may have been committed already.
            if resumed != mailbox.resumed || truth.halts.resuming.contains(address) {
                mailbox.resumed = resumed;
                mailbox.bounced.clear();
            }
        }
    }
}
