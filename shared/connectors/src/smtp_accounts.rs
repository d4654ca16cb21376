//! Many SMTP accounts: each letter leaves by the account of its sender, as providers of mailboxes want it, and
//! letters of all other senders by another mailer.

use std::collections::BTreeMap;
use std::sync::Arc;

use ports::{Envelope, Handover, LookUp, Mailer, PortError};

use crate::Smtp;

/// The accounts by their mail address.
#[derive(Default)]
pub struct SmtpAccounts {
    accounts: BTreeMap<String, Smtp>,
    other: Option<Arc<dyn Mailer>>,
}

impl SmtpAccounts {
    /// Takes letters of all senders that have no account of their own by `other`, if there is one.
    pub fn new(other: Option<Arc<dyn Mailer>>) -> Self {
        Self {
            accounts: BTreeMap::new(),
            other,
        }
    }

    /// Takes letters of this sender by an account of its own.
    #[must_use]
    pub fn with_account(mut self, address: &str, account: Smtp) -> Self {
        self.accounts.insert(address.to_lowercase(), account);
        self
    }
}

#[async_trait::async_trait]
impl Mailer for SmtpAccounts {
    async fn hand_over(&self, envelope: &Envelope, letter: &[u8]) -> Result<Handover, PortError> {
        if let Some(account) = self.accounts.get(&envelope.from.to_lowercase()) {
            return account.hand_over(envelope, letter).await;
        }
        let Some(other) = &self.other else {
            return Err(PortError::Refused(
                "no SMTP account sends for this mailbox: add it to the list that ONLOOP_MAILBOXES names"
                    .to_owned(),
            ));
        };
        other.hand_over(envelope, letter).await
    }

    async fn look_up(&self, claim: &str) -> Result<LookUp, PortError> {
        let Some(other) = &self.other else {
            return Ok(LookUp::CannotTell);
        };
        Ok(match other.look_up(claim).await? {
            // One of the accounts may have taken it, and SMTP has no question for that.
            LookUp::NotSent if !self.accounts.is_empty() => LookUp::CannotTell,
            told => told,
        })
    }

    async fn erase(&self, claim: &str) -> Result<(), PortError> {
        match &self.other {
            Some(other) => other.erase(claim).await,
            None => Ok(()),
        }
    }

    fn is_real(&self) -> bool {
        !self.accounts.is_empty() || self.other.as_ref().is_some_and(|other| other.is_real())
    }

    fn name(&self) -> String {
        match (&self.other, self.accounts.len()) {
            (Some(other), 0) => other.name(),
            (None, count) => format!("smtp by {count} accounts"),
            (Some(other), count) => format!("smtp by {count} accounts, else {}", other.name()),
        }
    }
}
