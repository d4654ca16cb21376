//! Who takes mail for a domain.

use crate::PortError;

/// Looks up the hosts that take mail for a domain (its MX records). Answers may be kept as long as they hold.
#[async_trait::async_trait]
pub trait MailExchangers: Send + Sync {
    /// Their names in lower case without a dot at the end, the preferred one first; empty if the domain has
    /// none.
    ///
    /// # Errors
    /// Nothing can be told now. Nobody waits for it: the domain stands for itself then.
    async fn of(&self, domain: &str) -> Result<Vec<String>, PortError>;
}

/// Looks nothing up: where there is no network, and in the simulated market.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoMailExchangers;

#[async_trait::async_trait]
impl MailExchangers for NoMailExchangers {
    async fn of(&self, _: &str) -> Result<Vec<String>, PortError> {
        Ok(Vec::new())
    }
}
