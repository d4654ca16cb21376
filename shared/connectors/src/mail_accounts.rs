//! The list of a fleet's mail accounts: one JSON text, the same in a file on one machine and in a secret on AWS.
//! README.md shows it. It holds passwords, so a fault in it is told by its entry and never with a value of it.

use std::sync::Arc;

use ports::{MailReader, Mailer};
use serde::Deserialize;
use serde_json::Value;

use crate::{
    Imap, ImapSecret, ImapTimeouts, Oauth, OauthConfig, RefreshTokens, Smtp, SmtpAccounts,
};

/// One mailbox. SMTP, IMAP or both; by password or by access tokens.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// As in `mailboxes:` of house.md.
    address: String,
    /// `smtps://USER@HOST:465`; the password may stand in it.
    smtp: Option<String>,
    /// `imaps://USER@HOST:993`.
    imap: Option<String>,
    /// For IMAP.
    password: Option<String>,
    /// The Sent folder, where it is not found by itself.
    sent: Option<String>,
    oauth: Option<Consent>,
}

/// What the provider of the mailbox gave out.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Consent {
    token_url: String,
    client_id: String,
    client_secret: Option<String>,
    refresh_token: String,
}

/// What the list sets up.
#[derive(Default)]
pub struct MailAccounts {
    /// By their address in small letters: those whose letters leave by an account of their own.
    smtp: Vec<(String, Smtp)>,
    readers: Vec<Arc<dyn MailReader>>,
}

impl MailAccounts {
    /// Reads the list. Mailboxes are read with these timeouts; `keeper` keeps tokens that a provider gives anew.
    ///
    /// # Errors
    /// Which entry is wrong, counted from 1, and how; never with a value of it.
    pub fn read(
        text: &str,
        timeouts: ImapTimeouts,
        keeper: &Arc<dyn RefreshTokens>,
    ) -> Result<Self, String> {
        // The library repeats a value of the wrong kind.
        let entries: Vec<Value> = serde_json::from_str(text).map_err(|error| {
            let (line, column) = (error.line(), error.column());
            format!("it is no JSON list of mailboxes: see line {line}, column {column}")
        })?;
        let mut all = Self::default();
        for (value, number) in entries.into_iter().zip(1_usize..) {
            serde_json::from_value::<Entry>(value)
                .map_err(|error| without_values(&error))
                .and_then(|entry| all.add(entry, timeouts, keeper))
                .map_err(|why| format!("mailbox {number} of the list: {why}"))?;
        }
        Ok(all)
    }

    /// The mailboxes that are read.
    pub fn readers(&self) -> &[Arc<dyn MailReader>] {
        &self.readers
    }

    /// Takes letters of the mailboxes that have an account for it by that, all others by `other`. Where none has
    /// one, letters go where they went without the list.
    pub fn mailer(self, other: Option<Arc<dyn Mailer>>) -> Option<Arc<dyn Mailer>> {
        if self.smtp.is_empty() {
            return other;
        }
        let begun = SmtpAccounts::new(other);
        let accounts = self.smtp.into_iter();
        Some(Arc::new(accounts.fold(begun, |all, (address, smtp)| {
            all.with_account(&address, smtp)
        })))
    }

    fn add(
        &mut self,
        entry: Entry,
        timeouts: ImapTimeouts,
        keeper: &Arc<dyn RefreshTokens>,
    ) -> Result<(), String> {
        if entry.smtp.is_none() && entry.imap.is_none() {
            return Err("it has neither `smtp` nor `imap`".to_owned());
        }
        // Both share what a consent gives.
        let tokens = entry
            .oauth
            .map(|consent| {
                let config = OauthConfig {
                    token_url: consent.token_url,
                    client_id: consent.client_id,
                    client_secret: consent.client_secret,
                    refresh_token: consent.refresh_token,
                };
                Oauth::new(config).map(|tokens| Arc::new(tokens.with_keeper(keeper.clone())))
            })
            .transpose()?;
        if let Some(url) = &entry.smtp {
            let smtp = match &tokens {
                Some(tokens) if Smtp::wants_tokens(url) => Smtp::with_tokens(url, tokens.clone()),
                Some(_) | None => Smtp::from_url(url),
            }?;
            // Of two accounts for one sender nobody knows which is meant.
            let address = entry.address.to_lowercase();
            if self.smtp.iter().any(|(known, _)| *known == address) {
                return Err("an entry before it sends for the same address".to_owned());
            }
            self.smtp.push((address, smtp));
        }
        if let Some(url) = &entry.imap {
            let secret = match (entry.password, tokens) {
                // Letters may need tokens where the mailbox takes a password.
                (Some(password), _) => ImapSecret::Password(password),
                (None, Some(tokens)) => ImapSecret::Tokens(tokens),
                (None, None) => {
                    return Err("it has neither `password` nor `oauth` to sign in with".to_owned());
                }
            };
            let mut imap = Imap::from_url(url, secret)?.with_timeouts(timeouts);
            if let Some(folder) = entry.sent {
                imap = imap.with_sent_folder(folder);
            }
            // What was read is remembered by the mailbox's name.
            if self.readers.iter().any(|one| one.name() == imap.name()) {
                return Err("its mailbox is to be read twice".to_owned());
            }
            self.readers.push(Arc::new(imap));
        }
        Ok(())
    }
}

/// What is wrong with an entry, by the names of its fields alone.
fn without_values(error: &serde_json::Error) -> String {
    let told = error.to_string();
    if told.starts_with("unknown field") || told.starts_with("missing field") {
        return told;
    }
    "one of its values is not what belongs there".to_owned()
}
