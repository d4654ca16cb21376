//! Invariant 4: A human reply stops the sequence; an accepted, unread one already holds it. Out-of-office moves it
//! to after the day of return.

use super::{Claimed, Invariant, Known, Say, Truth};
use crate::stored::read;
use domain::ConversationId;
use domain::rows::UnreadRow;
use flow::keys;

/// See the module.
pub(super) struct RepliesStop;

impl Invariant for RepliesStop {
    fn number(&self) -> u8 {
        4
    }

    fn claim(&mut self, truth: &Truth<'_>, known: &Known, claim: &Claimed, say: &mut Say) {
        let written = known.steps.get(&claim.step).map_or(0, |of| of.replies);
        let replies = truth.outside.replies(known.id());
        say.is(replies <= written, || {
            format!(
                "step {} was drafted before their reply and claimed after it",
                claim.step
            )
        });
        if let Ok(id) = ConversationId::parse(known.id()) {
            let unread = read::<UnreadRow>(truth.table, keys::unread(&id));
            say.is(unread.is_none_or(|row| row.waiting.is_empty()), || {
                format!(
                    "step {} was claimed while a reply waited to be read",
                    claim.step
                )
            });
        }
        if let (Some(until), Some(state)) = (known.away_until, &known.state) {
            say.is(state.place.day(claim.at) >= until, || {
                format!(
                    "step {} was claimed while they were away until {until}",
                    claim.step
                )
            });
        }
    }
}
