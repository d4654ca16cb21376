//! The minute's look into mailboxes that are read by IMAP ([`flow::mail_reading`]). The cursor of each is in the
//! table, moved after every mail: an instance that is stopped loses nothing.
//!
//! A secret names them, as a JSON list. It is read each time, so that a new password needs no deployment:
//!
//! ```json
//! [{"url": "imaps://mara@imap.quayline.example:993", "password": "…"},
//!  {"url": "imaps://ida@imap.mail.example:993", "sent": "Sent Items",
//!   "oauth": {"token_url": "https://…", "client_id": "…", "client_secret": "…", "refresh_token": "…"}}]
//! ```

use crate::environment::variable;
use crate::{Error, Stack};
use connectors::{Imap, ImapSecret, ImapTimeouts, Oauth, OauthConfig};
use flow::mail_reading;
use futures::future::join_all;
use lambda_runtime::{LambdaEvent, service_fn};
use ports::MailReader;
use serde::Deserialize;
use serde_json::Value;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// All looks of a minute end before the next begins.
const LONGEST_LOOK: Duration = Duration::from_secs(45);
/// A server that is slower than this is looked into again later.
const TIMEOUTS: ImapTimeouts = ImapTimeouts {
    connect: Duration::from_secs(10),
    command: Duration::from_secs(15),
    mail: Duration::from_secs(40),
};

/// One mailbox.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    url: String,
    password: Option<String>,
    oauth: Option<Tokens>,
    /// The folder of what was sent, where the server doesn't say which it is.
    sent: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tokens {
    token_url: String,
    client_id: String,
    client_secret: Option<String>,
    refresh_token: String,
}

type Mailboxes = Arc<Vec<Arc<dyn MailReader>>>;

/// Looks until the process ends.
///
/// # Errors
/// Which variable is missing, or that the runtime went away.
pub async fn serve(stack: Stack) -> Result<(), Error> {
    let watch = Watch {
        secret: variable("ONLOOP_IMAP")?,
        stack,
        known: Mutex::new((String::new(), Arc::default())),
    };
    let watch = &watch;
    let handle = service_fn(move |_: LambdaEvent<Value>| watch.look());
    lambda_runtime::run(handle).await
}

struct Watch {
    stack: Stack,
    secret: String,
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
        let text = self.stack.aws.secret(&self.secret).await?;
        {
            let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            if known.0 == text {
                return Ok(known.1.clone());
            }
        }
        let mailboxes = Arc::new(read(&text)?);
        let names: Vec<String> = mailboxes.iter().map(|mailbox| mailbox.name()).collect();
        mail_reading::only(&self.stack.ports, &names).await?;
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        *known = (text, mailboxes.clone());
        Ok(mailboxes)
    }
}

/// Reads the secret. What is wrong is said without a word of it.
fn read(text: &str) -> Result<Vec<Arc<dyn MailReader>>, String> {
    let entries: Vec<Entry> = serde_json::from_str(text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        format!("the secret of ONLOOP_IMAP is no list of mailboxes: see its line {line}, column {column}")
    })?;
    let numbered = entries.into_iter().zip(1..);
    numbered
        .map(|(entry, number)| {
            open(entry)
                .map_err(|why| format!("mailbox {number} in the secret of ONLOOP_IMAP: {why}"))
        })
        .collect()
}

fn open(entry: Entry) -> Result<Arc<dyn MailReader>, String> {
    let secret = match (entry.password, entry.oauth) {
        (Some(password), None) => ImapSecret::Password(password),
        (None, Some(tokens)) => ImapSecret::Tokens(Arc::new(Oauth::new(OauthConfig {
            token_url: tokens.token_url,
            client_id: tokens.client_id,
            client_secret: tokens.client_secret,
            refresh_token: tokens.refresh_token,
        })?)),
        (Some(_), Some(_)) => return Err("it has a password and oauth: one is used".to_owned()),
        (None, None) => return Err("it has neither a password nor oauth".to_owned()),
    };
    let mut imap = Imap::from_url(&entry.url, secret)?.with_timeouts(TIMEOUTS);
    if let Some(folder) = entry.sent {
        imap = imap.with_sent_folder(folder);
    }
    Ok(Arc::new(imap))
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "imaps://mara@imap.quayline.example:993";

    #[track_caller]
    fn check_fault(secret: &str, expected: &str) {
        let fault = read(secret).err().unwrap();
        assert!(fault.contains(expected), "{fault}");
        assert!(!fault.contains("sesame"), "{fault}");
    }

    #[test]
    fn each_mailbox_is_signed_in_to_by_a_password_or_by_tokens() {
        let tokens = r#"{"token_url": "https://login.example/token", "client_id": "c", "refresh_token": "r"}"#;
        let secret = format!(
            r#"[{{"url": "{URL}", "password": "sesame"}}, {{"url": "{URL}", "sent": "Sent", "oauth": {tokens}}}]"#
        );
        let names: Vec<String> = read(&secret).unwrap().iter().map(|m| m.name()).collect();
        assert_eq!(names.len(), 2);
        assert!(names[0].starts_with("mara"), "{names:?}");
        assert_eq!(read("[]").unwrap().len(), 0);
    }

    #[test]
    fn a_fault_in_the_secret_is_told_without_a_word_of_it() {
        check_fault(r#"["sesame"]"#, "line 1, column");
        check_fault(&format!(r#"[{{"url": "{URL}"}}]"#), "mailbox 1");
        check_fault(
            &format!(r#"[{{"url": "{URL}", "pasword": "sesame"}}]"#),
            "no list",
        );
        let url = r#"[{"url": "imaps://mara:sesame@imap.example", "password": "sesame"}]"#;
        check_fault(url, "mailbox 1");
    }
}
