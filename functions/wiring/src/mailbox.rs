//! The minute's look into mailboxes that are read by IMAP ([`flow::mail_reading`]). The cursor of each is in the
//! table, moved after every mail: an instance that is stopped loses nothing.
//!
//! A secret names them ([`connectors::MailAccounts`]). It is read each time, so that a new password needs no
//! deployment.

use crate::mail_account_secret::MailAccountSecret;
use crate::{Error, Stack};
use flow::mail_reading;
use futures::future::join_all;
use lambda_runtime::{LambdaEvent, service_fn};
use ports::MailReader;
use serde_json::Value;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// All looks of a minute end before the next begins.
const LONGEST_LOOK: Duration = Duration::from_secs(45);

type Mailboxes = Arc<[Arc<dyn MailReader>]>;

/// Looks until the process ends.
///
/// # Errors
/// Which variable is missing, or that the runtime went away.
pub async fn serve(stack: Stack) -> Result<(), Error> {
    let watch = Watch {
        list: MailAccountSecret::from_environment(&stack.aws)?,
        stack,
        known: Mutex::new((String::new(), Arc::new([]))),
    };
    let watch = &watch;
    let handle = service_fn(move |_: LambdaEvent<Value>| watch.look());
    lambda_runtime::run(handle).await
}

struct Watch {
    stack: Stack,
    list: MailAccountSecret,
    /// What the secret said, and what came of it: access tokens live with their mailbox.
    known: Mutex<(String, Mailboxes)>,
}

impl Watch {
    async fn look(&self) -> Result<(), Error> {
        let ports = &self.stack.ports;
        self.stack.playbook.refresh(ports).await;
        let mailboxes = self.mailboxes().await?;
        join_all(mailboxes.iter().map(|mailbox| self.one(&**mailbox))).await;
        Ok(())
    }

    async fn one(&self, mailbox: &dyn MailReader) {
        let look = mail_reading::look(&self.stack.ports, mailbox);
        match tokio::time::timeout(LONGEST_LOOK, look).await {
            Ok(Ok(0)) => {}
            Ok(Ok(taken)) => tracing::info!(taken, "mails were taken in"),
            Ok(Err(error)) => tracing::warn!(%error, "a mailbox can't be read"),
            Err(_) => tracing::info!("a mailbox has more than a minute's mails: the next goes on"),
        }
    }

    async fn mailboxes(&self) -> Result<Mailboxes, Error> {
        let text = self.list.text().await?;
        {
            let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            if known.0 == text {
                return Ok(known.1.clone());
            }
        }
        let mailboxes: Mailboxes = self.list.read(&text)?.readers().into();
        let names: Vec<String> = mailboxes.iter().map(|mailbox| mailbox.name()).collect();
        mail_reading::only(&self.stack.ports, &names).await?;
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        *known = (text, mailboxes.clone());
        Ok(mailboxes)
    }
}
