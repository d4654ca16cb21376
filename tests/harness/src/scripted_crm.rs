//! A CRM that knows nobody until it is told, and can be out of reach.

use ports::{Account, Crm, PortError, Standing};
use std::sync::{Mutex, PoisonError};

#[derive(Default)]
struct Known {
    accounts: Vec<Account>,
    silent: bool,
    asked: usize,
}

/// [`Crm`] for tests.
#[derive(Default)]
pub struct ScriptedCrm(Mutex<Known>);

impl ScriptedCrm {
    fn known(&self) -> std::sync::MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A customer with these domains.
    pub fn add_customer(&self, domains: &[&str]) {
        self.known().accounts.push(Account {
            standing: Standing::Customer,
            domains: domains.iter().map(|&domain| domain.to_owned()).collect(),
        });
    }

    /// Whether it gives no answer from now on.
    pub fn silent(&self, silent: bool) {
        self.known().silent = silent;
    }

    /// How often it was asked.
    pub fn asked(&self) -> usize {
        self.known().asked
    }
}

#[async_trait::async_trait]
impl Crm for ScriptedCrm {
    async fn account(&self, domain: &str) -> Result<Option<Account>, PortError> {
        let mut known = self.known();
        known.asked += 1;
        if known.silent {
            return Err(PortError::Busy("no answer within 10 s".to_owned()));
        }
        let holds = |account: &&Account| account.domains.iter().any(|own| own == domain);
        Ok(known.accounts.iter().find(holds).cloned())
    }
}
