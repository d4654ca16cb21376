//! The list of mail accounts, as a secret has it: the same text as the file of `onloop up`.

use crate::Error;
use crate::environment::variable;
use crate::refresh_token_secret::RefreshTokenSecret;
use adapters_aws::Aws;
use connectors::{ImapTimeouts, MailAccounts, RefreshTokens};
use std::sync::Arc;
use std::time::Duration;

/// A server that is slower than this is looked into again later.
const TIMEOUTS: ImapTimeouts = ImapTimeouts {
    connect: Duration::from_secs(10),
    command: Duration::from_secs(15),
    mail: Duration::from_secs(40),
};

/// Where the list is, and where the newest tokens of its accounts are kept.
pub(crate) struct MailAccountSecret {
    aws: Aws,
    id: String,
    keeper: Arc<dyn RefreshTokens>,
}

impl MailAccountSecret {
    /// Reads nothing but the environment yet.
    ///
    /// # Errors
    /// Which variable is missing.
    pub(crate) fn from_environment(aws: &Aws) -> Result<Self, Error> {
        let keeper = RefreshTokenSecret::new(aws.clone(), variable("ONLOOP_REFRESH_TOKENS")?);
        Ok(Self {
            aws: aws.clone(),
            id: variable("ONLOOP_MAILBOXES")?,
            keeper: Arc::new(keeper),
        })
    }

    /// What the secret says now.
    ///
    /// # Errors
    /// What Secrets Manager said.
    pub(crate) async fn text(&self) -> Result<String, Error> {
        Ok(self.aws.secret(&self.id).await?)
    }

    /// The accounts of such a text.
    ///
    /// # Errors
    /// What is wrong in it, without a word of it.
    pub(crate) fn read(&self, text: &str) -> Result<MailAccounts, Error> {
        let accounts = MailAccounts::read(text, TIMEOUTS, &self.keeper);
        Ok(accounts.map_err(|why| format!("the secret of ONLOOP_MAILBOXES: {why}"))?)
    }
}
