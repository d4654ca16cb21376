//! Invariant 10: Nothing is lost: every accepted message is labelled or on its way, every state that waits for
//! something has its due row or its card, and a task that was given up is a dead letter.

use super::{Invariant, Known, Say, Truth};
use crate::stored::{is_there, read};
use domain::InboundId;
use domain::conversation::Phase;
use flow::items::{Head, InboundRow};
use flow::{due, keys};

/// See the module.
#[derive(Default)]
pub(super) struct NothingLost {
    accepted: usize,
    unread: Vec<InboundId>,
}

impl Invariant for NothingLost {
    fn number(&self) -> u8 {
        10
    }

    fn written(&mut self, truth: &Truth<'_>, _: &Known, head: &Head, say: &mut Say) {
        let state = &head.state;
        let nobody = !state.phase.is_final()
            && head.due.is_none()
            && head.cards.is_empty()
            && !matches!(
                state.phase,
                Phase::Listed
                    | Phase::WithOperator {
                        taken_over: Some(_)
                    }
            );
        say.is(!nobody, || {
            format!("it is {} and waits for nobody", state.phase.words())
        });
        let derived = domain::conversation::due(state) == head.due
            && domain::conversation::cards(state) == head.cards;
        say.is(derived, || {
            "its due row and cards are not those of its state".to_owned()
        });
        if let Some(due) = head.due {
            let (key, _) = due::of_conversation(state, due);
            let kept =
                is_there(truth.table, key.clone()) || is_there(truth.table, keys::dead(&key));
            say.is(kept, || format!("its due row {} is missing", key.sk));
        }
        for card in &head.cards {
            let key = keys::card(card);
            say.is(is_there(truth.table, key), || {
                format!("card {} is missing", card.id)
            });
        }
    }

    fn always(&mut self, truth: &Truth<'_>, say: &mut Say) {
        let fresh = truth.outside.accepted_since(self.accepted);
        self.accepted = self.accepted.saturating_add(fresh.len());
        self.unread.extend(fresh);
        self.unread.retain(|id| {
            let Some(row) = read::<InboundRow>(truth.table, keys::inbound(id)) else {
                say.is(false, || format!("message {id} was accepted and is gone"));
                return false;
            };
            if row.forgotten {
                return false;
            }
            if row.intent.is_some() {
                let shown =
                    row.matched.is_some() || is_there(truth.table, keys::unmatched(row.at, id));
                say.is(shown, || {
                    format!("message {id} is labelled and on no screen")
                });
                return false;
            }
            let waits = row.due.as_ref().is_some_and(|due| {
                is_there(truth.table, due.clone()) || is_there(truth.table, keys::dead(due))
            });
            say.is(waits, || format!("message {id} waits to be read by nobody"));
            waits
        });
    }
}
