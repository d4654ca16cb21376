//! Letters by the mail accounts of a secret, which may change at any time.
//!
//! It is read when a letter is to leave and the last look is a minute old: a changed list is in force for sending
//! as soon as it is for reading, and whatever makes it worth a change, a new mailbox as well as a new password, is
//! found in the same way. A look at each refused sign-in would find the passwords alone.

use crate::Error;
use crate::mail_account_secret::MailAccountSecret;
use connectors::MailAccounts;
use jiff::{SignedDuration, Timestamp};
use ports::{Clock, Envelope, Handover, LookUp, Mailer, PortError};
use std::sync::{Arc, Mutex as Lock, PoisonError};
use tokio::sync::Mutex;

/// The secret is looked at no more often than this.
const BETWEEN_LOOKS: SignedDuration = SignedDuration::from_mins(1);

/// [`Mailer`] of a list that is kept up to date.
pub(crate) struct AccountMailer {
    list: MailAccountSecret,
    other: Arc<dyn Mailer>,
    clock: Arc<dyn Clock>,
    known: Mutex<Known>,
    in_force: Lock<Arc<dyn Mailer>>,
}

/// The list as it was at the last look.
struct Known {
    text: String,
    looked_at: Timestamp,
}

impl AccountMailer {
    /// Reads the list. `other` takes letters of senders that have no account in it.
    ///
    /// # Errors
    /// What is wrong in the list, without a word of it: nothing is sent by another server than the operator meant.
    pub(crate) async fn open(
        list: MailAccountSecret,
        other: Arc<dyn Mailer>,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, Error> {
        let looked_at = clock.now();
        let text = list.text().await?;
        let in_force = mailer(list.read(&text)?, &other);
        Ok(Self {
            list,
            other,
            clock,
            known: Mutex::new(Known { text, looked_at }),
            in_force: Lock::new(in_force),
        })
    }

    fn in_force(&self) -> Arc<dyn Mailer> {
        let in_force = self.in_force.lock();
        in_force.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Looks at the list if it is time. A fault in it leaves the last sound one in force: letters must not leave by
    /// another server because somebody mistyped a password.
    async fn refresh(&self) {
        let mut known = self.known.lock().await;
        let now = self.clock.now();
        if now.duration_since(known.looked_at) < BETWEEN_LOOKS {
            return;
        }
        known.looked_at = now;
        if let Err(error) = self.look(&mut known).await {
            tracing::warn!(%error, "the list of mail accounts can't be read: the one before stays in force");
        }
    }

    async fn look(&self, known: &mut Known) -> Result<(), Error> {
        let text = self.list.text().await?;
        if text != known.text {
            let changed = mailer(self.list.read(&text)?, &self.other);
            *self.in_force.lock().unwrap_or_else(PoisonError::into_inner) = changed;
            known.text = text;
        }
        Ok(())
    }
}

fn mailer(accounts: MailAccounts, other: &Arc<dyn Mailer>) -> Arc<dyn Mailer> {
    let mailer = accounts.mailer(Some(other.clone()));
    mailer.unwrap_or_else(|| other.clone())
}

#[async_trait::async_trait]
impl Mailer for AccountMailer {
    async fn hand_over(&self, envelope: &Envelope, letter: &[u8]) -> Result<Handover, PortError> {
        self.refresh().await;
        self.in_force().hand_over(envelope, letter).await
    }

    async fn look_up(&self, claim: &str) -> Result<LookUp, PortError> {
        self.in_force().look_up(claim).await
    }

    async fn erase(&self, claim: &str) -> Result<(), PortError> {
        self.in_force().erase(claim).await
    }

    fn is_real(&self) -> bool {
        self.in_force().is_real()
    }

    fn name(&self) -> String {
        self.in_force().name()
    }
}
