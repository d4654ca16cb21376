//! Asks the CRM who is a customer already.

use crate::PortError;

/// Why a company is not for a cold letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Buys from us.
    Customer,
    /// Somebody of ours talks with them about a deal.
    OpenDeal,
}

/// What the CRM knows of a company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Why it is not for a cold letter.
    pub standing: Standing,
    /// All its domains, lower case.
    pub domains: Vec<String>,
}

/// A CRM. Any error means that the question has no answer, and then nothing is sent.
#[async_trait::async_trait]
pub trait Crm: Send + Sync {
    /// The account of a domain, if it is a customer's or one with an open deal.
    async fn account(&self, domain: &str) -> Result<Option<Account>, PortError>;
}

/// For stacks without a CRM: the customers are those of house.md alone.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoCrm;

#[async_trait::async_trait]
impl Crm for NoCrm {
    async fn account(&self, _domain: &str) -> Result<Option<Account>, PortError> {
        Ok(None)
    }
}
