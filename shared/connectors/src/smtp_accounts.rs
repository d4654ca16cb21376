//! Many SMTP accounts: each letter leaves by the account of its sender, as providers of mailboxes want it.

use std::collections::BTreeMap;

use ports::{Envelope, Handover, LookUp, Mailer, PortError};

use crate::Smtp;

/// The accounts by their mail address.
#[derive(Debug, Default)]
pub struct SmtpAccounts {
    accounts: BTreeMap<String, Smtp>,
    other: Option<Smtp>,
}

impl SmtpAccounts {
    /// Takes letters of all senders that have no account of their own by `other`, if there is one.
    pub fn new(other: Option<Smtp>) -> Self {
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
        let own = self.accounts.get(&envelope.from.to_lowercase());
        let Some(account) = own.or(self.other.as_ref()) else {
            return Err(PortError::Refused(
                "no SMTP account sends for this mailbox: add it to the file that ONLOOP_MAILBOXES names"
                    .to_owned(),
            ));
        };
        account.hand_over(envelope, letter).await
    }

    async fn look_up(&self, _claim: &str) -> Result<LookUp, PortError> {
        // SMTP has no question for it.
        Ok(LookUp::CannotTell)
    }

    fn is_real(&self) -> bool {
        true
    }

    fn name(&self) -> String {
        match (&self.other, self.accounts.len()) {
            (Some(other), 0) => other.name(),
            (None, count) => format!("smtp by {count} accounts"),
            (Some(other), count) => format!("smtp by {count} accounts, else {}", other.name()),
        }
    }
}
