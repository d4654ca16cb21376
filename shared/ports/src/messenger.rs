//! Hands a finished message to a professional network, LinkedIn.

use crate::{Handover, LookUp, PortError};

/// A message and the two profiles between which it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatMessage {
    /// Our id of this hand-over.
    pub claim: String,
    /// Profile of the sender, `https://www.linkedin.com/in/…`.
    pub from: String,
    /// Profile of the one recipient; connected already, as nobody else can be written to.
    pub to: String,
    /// The exact text.
    pub text: String,
}

/// An account on LinkedIn. `Busy` and `Refused` from `hand_over` are proof that nothing was sent; `Unknown` means
/// that it may have been. No network takes an idempotency key, so nothing here is tried twice.
#[async_trait::async_trait]
pub trait Messenger: Send + Sync {
    /// Hands over the exact text once. Never retries by itself.
    async fn hand_over(&self, message: &ChatMessage) -> Result<Handover, PortError>;
    /// Asks whether an earlier hand-over went through.
    async fn look_up(&self, claim: &str) -> Result<LookUp, PortError>;
    /// There is an account. Where there is none, nothing is claimed.
    fn is_connected(&self) -> bool;
    /// True if messages really leave this machine.
    fn is_real(&self) -> bool;
    /// A word for the log and the page.
    fn name(&self) -> String;
}

/// No account: what was planned for LinkedIn waits for the operator.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoMessenger;

#[async_trait::async_trait]
impl Messenger for NoMessenger {
    async fn hand_over(&self, _: &ChatMessage) -> Result<Handover, PortError> {
        Err(PortError::Refused(
            "there is no LinkedIn account".to_owned(),
        ))
    }

    async fn look_up(&self, _: &str) -> Result<LookUp, PortError> {
        Ok(LookUp::CannotTell)
    }

    fn is_connected(&self) -> bool {
        false
    }

    fn is_real(&self) -> bool {
        false
    }

    fn name(&self) -> String {
        "none".to_owned()
    }
}
