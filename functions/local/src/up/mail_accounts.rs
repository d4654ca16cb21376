//! The accounts of a fleet's mailboxes: one file, readable by its owner alone, as it holds their passwords.

use super::UpError;
use connectors::{Imap, ImapSecret, Oauth, OauthConfig, RefreshTokens, Smtp, SmtpAccounts};
use ports::MailReader;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One mailbox. SMTP, IMAP or both; by password or by access tokens.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Account {
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

/// What the file sets up.
pub(super) struct Accounts {
    /// Takes letters of the mailboxes that have an account for it.
    pub(super) smtp: Vec<(String, Smtp)>,
    /// The mailboxes that are read.
    pub(super) readers: Vec<Arc<dyn MailReader>>,
}

impl Accounts {
    /// The mailer of all of them; `other` takes letters of all other senders.
    pub(super) fn mailer(self, other: Option<Smtp>) -> SmtpAccounts {
        let begun = SmtpAccounts::new(other);
        let accounts = self.smtp.into_iter();
        accounts.fold(begun, |all, (address, smtp)| {
            all.with_account(&address, smtp)
        })
    }
}

/// Reads the file.
///
/// # Errors
/// Which entry is wrong, and how; never with a secret in it.
pub(super) fn read(path: &Path, keeper: &Arc<dyn RefreshTokens>) -> Result<Accounts, UpError> {
    let wrong = |reason: String, remedy: &'static str| UpError::File {
        what: "read",
        path: PathBuf::from(path),
        reason,
        remedy,
    };
    let text = std::fs::read_to_string(path)
        .map_err(|error| wrong(error.to_string(), "correct ONLOOP_MAILBOXES"))?;
    if is_open_to_others(path) {
        return Err(wrong(
            "other users of this machine can read it, and it holds passwords".to_owned(),
            "make it readable for this user alone (chmod 600)",
        ));
    }
    let accounts: Vec<Account> = serde_json::from_str(&text)
        .map_err(|error| wrong(without_values(&error), "write it as README.md shows"))?;
    let mut all = Accounts {
        smtp: Vec::new(),
        readers: Vec::new(),
    };
    for account in accounts {
        let address = account.address.clone();
        one(account, keeper, &mut all)
            .map_err(|why| wrong(format!("{address}: {why}"), "correct this mailbox's entry"))?;
    }
    Ok(all)
}

/// What is wrong with the file. Of a value of the wrong kind the library repeats the value.
fn without_values(error: &serde_json::Error) -> String {
    let told = error.to_string();
    if told.starts_with("unknown field") || told.starts_with("missing field") {
        return told;
    }
    let (line, column) = (error.line(), error.column());
    format!("line {line}, column {column}: this is not what belongs here")
}

fn one(
    account: Account,
    keeper: &Arc<dyn RefreshTokens>,
    all: &mut Accounts,
) -> Result<(), String> {
    if account.smtp.is_none() && account.imap.is_none() {
        return Err("it has neither `smtp` nor `imap`".to_owned());
    }
    let tokens = account
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
    if let Some(url) = &account.smtp {
        let smtp = match &tokens {
            Some(tokens) if Smtp::wants_tokens(url) => Smtp::with_tokens(url, tokens.clone()),
            Some(_) | None => Smtp::from_url(url),
        }?;
        all.smtp.push((account.address, smtp));
    }
    if let Some(url) = &account.imap {
        let secret = match (account.password, tokens) {
            (Some(password), _) => ImapSecret::Password(password),
            (None, Some(tokens)) => ImapSecret::Tokens(tokens),
            (None, None) => {
                return Err("it has neither `password` nor `oauth` to sign in with".to_owned());
            }
        };
        let mut imap = Imap::from_url(url, secret)?;
        if let Some(folder) = account.sent {
            imap = imap.with_sent_folder(folder);
        }
        all.readers.push(Arc::new(imap));
    }
    Ok(())
}

#[cfg(unix)]
fn is_open_to_others(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).is_ok_and(|data| data.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open_to_others(_: &Path) -> bool {
    false
}
