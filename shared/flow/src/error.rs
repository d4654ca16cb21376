//! Why a step was not made.

use ::ports::PortError;
use domain::AgentName;
use domain::conversation::Refusal;

/// What a stage or an act of the operator can end with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StepError {
    /// The domain said no; an answer, not a fault.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// A port did not do it.
    #[error(transparent)]
    Port(#[from] PortError),
    /// There is no such thing.
    #[error("there is no {0}")]
    NotFound(String),
    /// What was asked makes no sense; says what to do.
    #[error("{0}")]
    Invalid(String),
    /// A stored item can't be read: never overwritten, shown to the operator.
    #[error("stored item {key} can't be read: {why}")]
    Corrupt {
        /// Partition and sort key.
        key: String,
        /// Why.
        why: String,
    },
}

impl StepError {
    /// Nobody of this name is in the playbook in force.
    #[must_use]
    pub fn no_agent(agent: &AgentName) -> Self {
        Self::NotFound(format!("agent {agent} in the playbook"))
    }
}
