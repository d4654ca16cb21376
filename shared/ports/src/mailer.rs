//! Hands a finished letter to a provider.

use crate::PortError;

/// What the provider needs to know beside the bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// Our id of this hand-over; providers that carry tags carry it, folders name the file by it.
    pub claim: String,
    /// Envelope sender, an address.
    pub from: String,
    /// The one recipient, an address.
    pub to: String,
    /// `Message-ID` of the letter, without angle brackets.
    pub message_id: String,
}

/// The provider took it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    /// The provider's own id or answer, for the log.
    pub provider_id: String,
    /// The `Message-ID` that the recipient sees, without angle brackets, where the provider puts one of
    /// its own in the place of the letter's.
    pub message_id: Option<String>,
}

/// What a provider knows of an earlier hand-over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LookUp {
    /// It has the letter.
    Sent(Handover),
    /// It certainly never took it.
    NotSent,
    /// This provider can't be asked.
    CannotTell,
}

/// A provider of mail. `Busy` and `Refused` from `hand_over` are proof that nothing was sent;
/// `Unknown` means that it may have been.
#[async_trait::async_trait]
pub trait Mailer: Send + Sync {
    /// Hands over the exact bytes once. Never retries by itself.
    async fn hand_over(&self, envelope: &Envelope, letter: &[u8]) -> Result<Handover, PortError>;
    /// Asks whether an earlier hand-over went through.
    async fn look_up(&self, claim: &str) -> Result<LookUp, PortError>;
    /// Deletes a copy that the provider keeps on our machine; forget asks for it. Providers that keep
    /// none have nothing to do.
    async fn erase(&self, _claim: &str) -> Result<(), PortError> {
        Ok(())
    }
    /// True if letters really leave this machine. The guard that keeps real mail and the simulated
    /// market apart reads this.
    fn is_real(&self) -> bool;
    /// A word for the log and the page, such as `outbox` or `smtp mail.example:587`.
    fn name(&self) -> String;
}
