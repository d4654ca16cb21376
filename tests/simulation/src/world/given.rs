//! Which verdicts somebody really gave.

use domain::{OperatorId, VerdictId};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Verdicts that operators gave, each with its operator.
#[derive(Clone, Default)]
pub(crate) struct Given(Arc<Mutex<BTreeMap<VerdictId, OperatorId>>>);

impl Given {
    /// Somebody gives it.
    pub(crate) fn add(&self, verdict: &VerdictId, by: &OperatorId) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(verdict.clone(), by.clone());
    }

    /// Who gave it.
    pub(crate) fn by(&self, verdict: &VerdictId) -> Option<OperatorId> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(verdict)
            .cloned()
    }
}
