//! Which verdicts somebody really gave.

use domain::{ConversationId, OperatorId, VerdictId};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

/// Verdicts that operators gave, each with its operator.
#[derive(Clone, Default)]
pub(crate) struct Given(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    verdicts: BTreeMap<VerdictId, OperatorId>,
    thrown_away: BTreeSet<(String, OperatorId)>,
    moved: BTreeSet<String>,
}

impl Given {
    /// Somebody gives it.
    pub(crate) fn add(&self, verdict: &VerdictId, by: &OperatorId) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .verdicts
            .insert(verdict.clone(), by.clone());
    }

    /// Somebody throws a task of a conversation away, and so has it in hands.
    pub(crate) fn throw_away(&self, conversation: &ConversationId, by: &OperatorId) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .thrown_away
            .insert((conversation.to_string(), by.clone()));
    }

    /// Somebody did.
    pub(crate) fn threw_away(&self, conversation: &str, by: &OperatorId) -> bool {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .thrown_away
            .contains(&(conversation.to_owned(), by.clone()))
    }

    /// Somebody has the conversations of a mailbox moved.
    pub(crate) fn add_move(&self, mailbox: &str) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .moved
            .insert(mailbox.to_owned());
    }

    /// Somebody had.
    pub(crate) fn moved(&self, mailbox: &str) -> bool {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .moved
            .contains(mailbox)
    }

    /// Who gave it.
    pub(crate) fn by(&self, verdict: &VerdictId) -> Option<OperatorId> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .verdicts
            .get(verdict)
            .cloned()
    }
}
