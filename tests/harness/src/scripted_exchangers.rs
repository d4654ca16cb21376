//! Mail exchangers that a test names.

use ports::{MailExchangers, PortError};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// [`MailExchangers`] for tests: none, until some are named.
#[derive(Default)]
pub struct ScriptedExchangers(Mutex<BTreeMap<String, Result<Vec<String>, PortError>>>);

impl ScriptedExchangers {
    /// What is found for a domain from now on.
    pub fn set(&self, domain: &str, found: Result<Vec<String>, PortError>) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(domain.to_owned(), found);
    }
}

#[async_trait::async_trait]
impl MailExchangers for ScriptedExchangers {
    async fn of(&self, domain: &str) -> Result<Vec<String>, PortError> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(domain).cloned().unwrap_or(Ok(Vec::new()))
    }
}
