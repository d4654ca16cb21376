//! Why a port did not do it.

/// Answers two questions: did it happen, and shall I ask again?
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PortError {
    /// It did not happen: a condition of the commit failed. `failed` holds the positions of the
    /// actions whose `Expect` was not met, in ascending order.
    #[error("conditions {failed:?} were not met")]
    Conflict {
        /// Positions in `Commit::actions`.
        failed: Vec<usize>,
    },
    /// It did not happen; asking again later may help (throttled, locked, refused connection).
    #[error("busy: {0}")]
    Busy(String),
    /// It did not happen and will not: the request itself is wrong or forbidden.
    #[error("refused: {0}")]
    Refused(String),
    /// It may or may not have happened (timeout after the last byte, 5xx after a write).
    #[error("outcome unknown: {0}")]
    Unknown(String),
}
