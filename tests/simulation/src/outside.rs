//! The world's own record of what left and what people said. No checker asks the system about itself
//! where this can tell.

use jiff::Timestamp;
use ports::Envelope;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A letter that left.
#[derive(Debug, Clone)]
pub(crate) struct Left {
    /// When.
    pub(crate) at: Timestamp,
    /// With what envelope.
    pub(crate) envelope: Envelope,
    /// The bytes.
    pub(crate) letter: Vec<u8>,
}

#[derive(Default)]
struct State {
    letters: Vec<Left>,
    /// Address, lower case, and since when nobody may write to it: the moment at which we had said
    /// that we know.
    stopped: BTreeMap<String, Timestamp>,
    replies: Replies,
}

/// Shared by the provider, the prospects and the checkers.
#[derive(Clone, Default)]
pub(crate) struct Outside(Arc<Mutex<State>>);

impl Outside {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A letter leaves.
    pub(crate) fn leave(&self, envelope: &Envelope, letter: &[u8], at: Timestamp) {
        self.state().letters.push(Left {
            at,
            envelope: envelope.clone(),
            letter: letter.to_vec(),
        });
    }

    /// Whether a hand-over left.
    pub(crate) fn left(&self, claim: &str) -> bool {
        self.state()
            .letters
            .iter()
            .any(|left| left.envelope.claim == claim)
    }

    /// Letters from a position on.
    pub(crate) fn since(&self, position: usize) -> Vec<Left> {
        self.state()
            .letters
            .get(position..)
            .unwrap_or_default()
            .to_vec()
    }

    /// How many left.
    pub(crate) fn count(&self) -> usize {
        self.state().letters.len()
    }

    /// Nobody may write to an address from now on.
    pub(crate) fn stop(&self, address: &str, at: Timestamp) {
        self.state()
            .stopped
            .entry(address.to_lowercase())
            .or_insert(at);
    }

    /// Since when nobody may write to an address.
    pub(crate) fn stopped_since(&self, address: &str) -> Option<Timestamp> {
        self.state().stopped.get(&address.to_lowercase()).copied()
    }
}

/// Replies that we said we have.
#[derive(Default, Clone)]
struct Replies(BTreeMap<String, Vec<Timestamp>>);

impl Outside {
    /// A human reply of a conversation was accepted.
    pub(crate) fn reply(&self, conversation: &str, at: Timestamp) {
        self.state()
            .replies
            .0
            .entry(conversation.to_owned())
            .or_default()
            .push(at);
    }

    /// The last human reply before a moment.
    pub(crate) fn replied(&self, conversation: &str, before: Timestamp) -> Option<Timestamp> {
        self.state()
            .replies
            .0
            .get(conversation)?
            .iter()
            .copied()
            .filter(|at| *at < before)
            .max()
    }
}
