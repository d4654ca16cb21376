//! One conversation with one prospect. Time comes in; events go out; rows follow from the state.
//!
//! Invariant 9: state is the fold of its events. [`decide`] says which events an input leads to,
//! [`evolve`] what an event means, [`follow`] which card, due row and locks a state has. Nothing
//! else may change a conversation.

mod decide;
mod event;
mod evolve;
mod follow;
mod judged;
mod state;
mod words;

pub use decide::{Command, Input, NewLead, Refusal, ReplyInput, decide};
pub use event::{Carried, Event, Recorded, Versions};
pub use evolve::{HARMFUL, evolve};
pub use follow::{
    CLAIM_DEADLINE, CardRef, CardShows, Due, DueKind, QUIET, Rank, cards, due, reply_card,
};
pub use judged::{Judged, Labelled, Routing, Through, Unit, labels};
pub use state::{
    Channel, Claim, Clearance, ClearedBy, CloseReason, Conversation, Deferral, Draft, FOLD_VERSION,
    Inbound, MAX_INBOUND, MAX_NOT_SENT, MAX_STEPS, MAX_VERDICTS, Message, MessageState, Phase,
    Plan, Receipt, Review, StepPlan, VerdictRecord, VoidReason,
};
pub use words::{told, words};

/// Folds a whole log.
pub fn fold<'a>(events: impl IntoIterator<Item = &'a Recorded>) -> Option<Conversation> {
    events.into_iter().fold(None, evolve)
}
