//! Real mail by the environment: where letters go, which mailbox is read, and how either is signed in to.

use super::mail_accounts::{self, Accounts};
use super::refresh_tokens::RefreshTokenFile;
use super::{MarketChoice, UpError};
use crate::environment::variable;
use connectors::{Imap, ImapSecret, Oauth, OauthConfig, RefreshTokens, Smtp};
use ports::{MailReader, Mailer};
use std::path::Path;
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
    let mut mailboxes: Vec<Arc<dyn MailReader>> = Vec::new();
    if let Some(url) = imap_url {
        mailboxes.push(mailbox(&url, tokens)?);
    }
    let smtp = match accounts {
        Some(path) => {
            let mut all = mail_accounts::read(Path::new(&path), &keeper)?;
            mailboxes.append(&mut all.readers);
            mailer(all, one)
        }
        None => one.map(|one| -> Arc<dyn Mailer> { Arc::new(one) }),
    };
    if let Some(twice) = twice(&mailboxes) {
        return Err(wrong(MAILBOXES)(format!("{twice} is to be read twice")));
    }
    Ok(MailSettings {
        smtp,
        mailboxes,
        every: every()?,
        market,
    })
}

/// Where the file names mailboxes to be read only, letters go where they went without it.
fn mailer(accounts: Accounts, other: Option<Smtp>) -> Option<Arc<dyn Mailer>> {
    if accounts.smtp.is_empty() {
        return other.map(|other| -> Arc<dyn Mailer> { Arc::new(other) });
    }
    Some(Arc::new(accounts.mailer(other)))
}

/// A mailbox that is named two times: what was read is remembered by its name.
fn twice(mailboxes: &[Arc<dyn MailReader>]) -> Option<String> {
    let mut names: Vec<String> = mailboxes.iter().map(|mailbox| mailbox.name()).collect();
    names.sort();
    names
        .windows(2)
        .find(|pair| matches!(pair, [a, b] if a == b))
        .and_then(|pair| pair.first().cloned())
}

fn smtp(url: &str, tokens: Option<Arc<Oauth>>) -> Result<Smtp, UpError> {
    match tokens {
        Some(tokens) if Smtp::wants_tokens(url) => Smtp::with_tokens(url, tokens),
        _ => Smtp::from_url(url),
    }
    .map_err(wrong(SMTP_URL))
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
