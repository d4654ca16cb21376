//! The outbox folder, with a market that reads what left.

use adapters_local::OutboxFolder;
use ports::{Envelope, Handover, LookUp, Mailer, PortError};
use tokio::sync::mpsc::UnboundedSender;

/// Hands over to the folder and tells the market.
pub(super) struct MarketMailer {
    outbox: OutboxFolder,
    market: UnboundedSender<Vec<u8>>,
}

impl MarketMailer {
    pub(super) fn new(outbox: OutboxFolder, market: UnboundedSender<Vec<u8>>) -> Self {
        Self { outbox, market }
    }
}

#[async_trait::async_trait]
impl Mailer for MarketMailer {
    async fn hand_over(&self, envelope: &Envelope, letter: &[u8]) -> Result<Handover, PortError> {
        let handover = self.outbox.hand_over(envelope, letter).await?;
        // A market that is gone reads the folder at the next start.
        let _ = self.market.send(letter.to_vec());
        Ok(handover)
    }

    async fn look_up(&self, claim: &str) -> Result<LookUp, PortError> {
        self.outbox.look_up(claim).await
    }

    async fn erase(&self, claim: &str) -> Result<(), PortError> {
        self.outbox.erase(claim).await
    }

    fn is_real(&self) -> bool {
        false
    }

    fn name(&self) -> String {
        format!("{} (simulated market)", self.outbox.name())
    }
}
