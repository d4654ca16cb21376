//! Part of invariant 6: a conversation stays on the mailbox that its first letter was drafted for, because a
//! cap, a ramp and a reader's trust are a mailbox's. Only an operator moves it.

use super::{Claimed, Invariant, Known, Say, Truth};
use domain::Actor;
use domain::conversation::{Event, Recorded};
use std::collections::BTreeMap;

/// See the module.
#[derive(Default)]
pub(super) struct OneMailbox {
    of: BTreeMap<String, String>,
}

impl Invariant for OneMailbox {
    fn number(&self) -> u8 {
        6
    }

    fn event(&mut self, truth: &Truth<'_>, known: &Known, recorded: &Recorded, say: &mut Say) {
        match &recorded.event {
            Event::Drafted { draft, .. } | Event::Edited { draft, .. } => {
                let of = self
                    .of
                    .entry(known.pk.clone())
                    .or_insert_with(|| draft.mailbox.clone());
                say.is(*of == draft.mailbox, || {
                    format!("drafted from {}, it is on {of}", draft.mailbox)
                });
            }
            Event::MailboxChanged { from, to, .. } => {
                let by_operator =
                    matches!(recorded.by, Actor::Operator(_)) && truth.given.moved(from);
                // What came back from the provider follows its conversation.
                let follows = self.of.get(&known.pk) == Some(to);
                say.is(by_operator || follows, || {
                    format!("{} moved it from {from} to {to}", recorded.by)
                });
                self.of.insert(known.pk.clone(), to.clone());
            }
            _ => {}
        }
    }

    fn claim(&mut self, _: &Truth<'_>, known: &Known, claim: &Claimed, say: &mut Say) {
        let of = self.of.get(&known.pk);
        say.is(of.is_some_and(|of| of == claim.from()), || {
            format!("claimed from {}, it is on {of:?}", claim.from())
        });
    }
}
