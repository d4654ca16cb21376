//! Real mail by the environment: where letters go, which mailbox is read, and how either is signed in to.

use super::refresh_tokens::RefreshTokenFile;
use super::{MarketChoice, UpError};
use crate::environment::variable;
use connectors::{
    Imap, ImapSecret, ImapTimeouts, MailAccounts, Oauth, OauthConfig, RefreshTokens, Smtp,
};
use ports::{MailReader, Mailer};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

const SMTP_URL: &str = "ONLOOP_SMTP_URL";
const IMAP_URL: &str = "ONLOOP_IMAP_URL";
const IMAP_PASSWORD: &str = "ONLOOP_IMAP_PASSWORD";
const IMAP_SENT: &str = "ONLOOP_IMAP_SENT";
const IMAP_SECONDS: &str = "ONLOOP_IMAP_SECONDS";
const MAILBOXES: &str = "ONLOOP_MAILBOXES";
const TOKEN_URL: &str = "ONLOOP_OAUTH_TOKEN_URL";
const CLIENT_ID: &str = "ONLOOP_OAUTH_CLIENT_ID";
const CLIENT_SECRET: &str = "ONLOOP_OAUTH_CLIENT_SECRET";
const REFRESH_TOKEN: &str = "ONLOOP_OAUTH_REFRESH_TOKEN";

/// A mailbox is looked into so often, unless the environment says otherwise.
const USUAL_SECONDS: u64 = 60;
const MOST_SECONDS: u64 = 3_600;

/// What the environment sets up.
pub(super) struct MailSettings {
    /// Takes letters.
    pub(super) smtp: Option<Arc<dyn Mailer>>,
    /// The mailboxes that replies are read from.
    pub(super) mailboxes: Vec<Arc<dyn MailReader>>,
    /// How often.
    pub(super) every: Duration,
    /// The simulated market answers.
    pub(super) market: bool,
}

fn wrong(variable: &'static str) -> impl Fn(String) -> UpError {
    move |reason| UpError::Environment { variable, reason }
}

/// Reads it all. `folder` keeps what a provider gives anew.
///
/// # Errors
/// Which variable is wrong; never with what it holds. Real mail and the simulated market exclude each other.
pub(super) fn read(choice: Option<MarketChoice>, folder: &Path) -> Result<MailSettings, UpError> {
    let (smtp_url, imap_url) = (variable(SMTP_URL), variable(IMAP_URL));
    let accounts = variable(MAILBOXES);
    let market = match (choice, smtp_url.as_ref().or(accounts.as_ref()), &imap_url) {
        (Some(MarketChoice::Simulated), Some(_), _) => return Err(UpError::RealMailInMarket),
        (Some(MarketChoice::Simulated), None, Some(_)) => {
            return Err(UpError::RealMailboxInMarket);
        }
        (Some(MarketChoice::Simulated) | None, None, None) => true,
        (Some(MarketChoice::None), _, _) | (None, _, _) => false,
    };
    let keeper: Arc<dyn RefreshTokens> = Arc::new(RefreshTokenFile::open(folder));
    let tokens = tokens(&keeper)?;
    let one = smtp_url.map(|url| smtp(&url, tokens.clone())).transpose()?;
    let list = match accounts {
        Some(path) => listed(Path::new(&path), &keeper)?,
        None => MailAccounts::default(),
    };
    let mut mailboxes = list.readers().to_vec();
    if let Some(url) = imap_url {
        let own = mailbox(&url, tokens)?;
        // What was read is remembered by the mailbox's name.
        if mailboxes.iter().any(|listed| listed.name() == own.name()) {
            let reason = format!("{} stands in the list of {MAILBOXES}, too", own.name());
            return Err(wrong(IMAP_URL)(reason));
        }
        mailboxes.push(own);
    }
    let smtp = list.mailer(one);
    Ok(MailSettings {
        smtp,
        mailboxes,
        every: every()?,
        market,
    })
}

/// The accounts in a file, readable by its owner alone, as it holds their passwords.
fn listed(path: &Path, keeper: &Arc<dyn RefreshTokens>) -> Result<MailAccounts, UpError> {
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
    MailAccounts::read(&text, ImapTimeouts::default(), keeper)
        .map_err(|why| wrong(why, "correct it: README.md shows how it is written"))
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

fn smtp(url: &str, tokens: Option<Arc<Oauth>>) -> Result<Arc<dyn Mailer>, UpError> {
    let smtp = match tokens {
        Some(tokens) if Smtp::wants_tokens(url) => Smtp::with_tokens(url, tokens),
        _ => Smtp::from_url(url),
    };
    Ok(Arc::new(smtp.map_err(wrong(SMTP_URL))?))
}

fn mailbox(url: &str, tokens: Option<Arc<Oauth>>) -> Result<Arc<dyn MailReader>, UpError> {
    let secret = match (variable(IMAP_PASSWORD), tokens) {
        (Some(password), None) => ImapSecret::Password(password),
        (None, Some(tokens)) => ImapSecret::Tokens(tokens),
        // Letters may need tokens where the mailbox takes a password.
        (Some(password), Some(_)) => ImapSecret::Password(password),
        (None, None) => {
            return Err(wrong(IMAP_URL)(format!(
                "nothing to sign in with is set: set {IMAP_PASSWORD}, or {TOKEN_URL} and what belongs to it"
            )));
        }
    };
    let mut imap = Imap::from_url(url, secret).map_err(wrong(IMAP_URL))?;
    if let Some(folder) = variable(IMAP_SENT) {
        imap = imap.with_sent_folder(folder);
    }
    Ok(Arc::new(imap))
}

fn every() -> Result<Duration, UpError> {
    let seconds = match variable(IMAP_SECONDS) {
        None => USUAL_SECONDS,
        Some(text) => text
            .trim()
            .parse()
            .ok()
            .filter(|seconds| (1..=MOST_SECONDS).contains(seconds))
            .ok_or_else(|| {
                wrong(IMAP_SECONDS)(format!("it has to be a number from 1 to {MOST_SECONDS}"))
            })?,
    };
    Ok(Duration::from_secs(seconds))
}

fn tokens(keeper: &Arc<dyn RefreshTokens>) -> Result<Option<Arc<Oauth>>, UpError> {
    let (url, id, refresh) = (
        variable(TOKEN_URL),
        variable(CLIENT_ID),
        variable(REFRESH_TOKEN),
    );
    if url.is_none() && id.is_none() && refresh.is_none() {
        return Ok(None);
    }
    let need = |value: Option<String>, name: &'static str| {
        value.ok_or_else(|| {
            wrong(name)(format!(
                "it is not set, and {TOKEN_URL}, {CLIENT_ID} and {REFRESH_TOKEN} belong together"
            ))
        })
    };
    let config = OauthConfig {
        token_url: need(url, TOKEN_URL)?,
        client_id: need(id, CLIENT_ID)?,
        client_secret: variable(CLIENT_SECRET),
        refresh_token: need(refresh, REFRESH_TOKEN)?,
    };
    let tokens = Oauth::new(config).map_err(wrong(TOKEN_URL))?;
    Ok(Some(Arc::new(tokens.with_keeper(keeper.clone()))))
}
