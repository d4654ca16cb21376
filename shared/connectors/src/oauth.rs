//! Access tokens by a refresh token (RFC 6749, section 6), for mail servers that take no password.
//!
//! A token is kept until shortly before it expires. No answer of the service is ever repeated in an
//! error, but its error code: the answers hold the tokens.

use std::fmt;
use std::sync::{Arc, Mutex as Lock, PoisonError};
use std::time::Duration;

use data_encoding::BASE64;
use ports::PortError;
use reqwest::header::{CONTENT_TYPE, HeaderValue};
use reqwest::{Client, Url};
use serde::Deserialize;
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

use crate::redact::redact;
use crate::web_client;

/// A token is asked for anew so long before it expires: a sign-in takes a while, and clocks differ.
const BEFORE: Duration = Duration::from_secs(300);
/// Where the service doesn't say how long a token lives.
const USUAL_LIFE: Duration = Duration::from_secs(3_600);
/// Answers beyond this are not read to their end.
const ANSWER_LIMIT: usize = 64 * 1024;
const CONNECT: Duration = Duration::from_secs(10);
const WHOLE: Duration = Duration::from_secs(30);

/// What the provider of a mailbox gave out.
#[derive(Clone, PartialEq, Eq)]
pub struct OauthConfig {
    /// The provider's token endpoint; plain HTTP only on this machine.
    pub token_url: String,
    /// The application's id.
    pub client_id: String,
    /// The application's secret; public applications have none.
    pub client_secret: Option<String>,
    /// What the person's consent was exchanged for.
    pub refresh_token: String,
}

impl fmt::Debug for OauthConfig {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("OauthConfig")
            .field("token_url", &self.token_url)
            .finish_non_exhaustive()
    }
}

/// Keeps the newest refresh token where a restart finds it: some services give a new one with each access
/// token, and end the one before.
pub trait RefreshTokens: Send + Sync {
    /// The newest one that was kept, if it came after `first`, the one that was configured.
    fn newest(&self, first: &str) -> Option<String>;
    /// Keeps one that came after `first`. What can't be kept is told in the log and lost at a restart.
    fn keep(&self, first: &str, newest: &str);
}

/// Gives access tokens, each until it expires.
pub struct Oauth {
    config: OauthConfig,
    url: Url,
    client: Client,
    kept: Mutex<Kept>,
    /// The token that was given last, so that no error repeats it.
    given: Lock<String>,
    keeper: Option<Arc<dyn RefreshTokens>>,
}

struct Kept {
    token: Option<(String, Instant)>,
    /// Some services give a new one with each token, and the one before ends some time later.
    refresh_token: String,
}

#[derive(Deserialize)]
struct Granted {
    access_token: String,
    expires_in: Option<u64>,
    refresh_token: Option<String>,
}

#[derive(Deserialize)]
struct Denied {
    error: String,
}

impl fmt::Debug for Oauth {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Oauth")
            .field("config", &self.config)
            .finish_non_exhaustive()
    }
}

impl Oauth {
    /// Makes the client; nothing is asked yet.
    ///
    /// # Errors
    /// What is wrong with the configuration, without its secrets.
    pub fn new(config: OauthConfig) -> Result<Self, String> {
        let url = web_client::base_url(&config.token_url)?;
        let client = web_client::client(&url, CONNECT)?;
        let refresh_token = config.refresh_token.clone();
        Ok(Self {
            config,
            url,
            client,
            kept: Mutex::new(Kept {
                token: None,
                refresh_token,
            }),
            given: Lock::default(),
            keeper: None,
        })
    }

    /// Goes on with the refresh token that was given last before a restart, and keeps those to come.
    #[must_use]
    pub fn with_keeper(mut self, keeper: Arc<dyn RefreshTokens>) -> Self {
        if let Some(newest) = keeper.newest(&self.config.refresh_token) {
            self.kept.get_mut().refresh_token = newest;
        }
        self.keeper = Some(keeper);
        self
    }

    /// A token that is good for some minutes at least.
    ///
    /// # Errors
    /// `Refused` if the service takes the refresh token no longer, `Busy` if it can't be reached.
    pub async fn token(&self) -> Result<String, PortError> {
        let mut kept = self.kept.lock().await;
        if let Some((token, until)) = &kept.token
            && Instant::now() < *until
        {
            return Ok(token.clone());
        }
        let granted = self.ask(&kept.refresh_token).await?;
        let life = granted.expires_in.map_or(USUAL_LIFE, Duration::from_secs);
        // One that lives for less than the margin is used for half its life.
        let use_for = life.checked_sub(BEFORE).unwrap_or(life / 2);
        let until = Instant::now()
            .checked_add(use_for)
            .unwrap_or_else(Instant::now);
        kept.token = Some((granted.access_token.clone(), until));
        if let Some(next) = granted.refresh_token.filter(|next| !next.is_empty()) {
            if let Some(keeper) = self.keeper.as_ref().filter(|_| next != kept.refresh_token) {
                keeper.keep(&self.config.refresh_token, &next);
            }
            kept.refresh_token = next;
        }
        *self.given.lock().unwrap_or_else(PoisonError::into_inner) = granted.access_token.clone();
        Ok(granted.access_token)
    }

    /// What of a sign-in by the last token a server could repeat, the longest first.
    pub(crate) fn secrets_of_sign_in(&self, user: &str) -> Vec<String> {
        let token = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        vec![
            BASE64.encode(xoauth2(user, &token).as_bytes()),
            token.clone(),
        ]
    }

    /// The token was not taken: the next question asks for another.
    pub async fn forget(&self) {
        self.kept.lock().await.token = None;
    }

    async fn ask(&self, refresh_token: &str) -> Result<Granted, PortError> {
        let mut form = Url::parse("form:").map_err(|_| self.busy("a form can't be written"))?;
        let mut fields = vec![
            ("grant_type", "refresh_token"),
            ("client_id", self.config.client_id.as_str()),
            ("refresh_token", refresh_token),
        ];
        let secret = self.config.client_secret.as_deref();
        fields.extend(secret.map(|secret| ("client_secret", secret)));
        form.query_pairs_mut().extend_pairs(fields);
        let request = self
            .client
            .post(self.url.clone())
            .header(
                CONTENT_TYPE,
                HeaderValue::from_static("application/x-www-form-urlencoded"),
            )
            .body(form.query().unwrap_or_default().to_owned());
        let asking = async {
            let answer = request.send().await?;
            let status = answer.status();
            let body = web_client::body(answer, ANSWER_LIMIT).await?;
            Ok::<_, reqwest::Error>((status, body.unwrap_or_default()))
        };
        let (status, body) = match timeout(WHOLE, asking).await {
            Ok(Ok(answer)) => answer,
            // Its words may hold the address, and an address may hold a secret.
            Ok(Err(error)) if error.is_connect() => {
                return Err(self.busy("it can't be reached"));
            }
            Ok(Err(_)) => return Err(self.busy("the connection broke")),
            Err(_) => return Err(self.busy("no answer within 30 s")),
        };
        if status.is_success() {
            return serde_json::from_slice::<Granted>(&body)
                .ok()
                .filter(|granted| !granted.access_token.is_empty())
                .ok_or_else(|| self.busy("its answer holds no access token"));
        }
        let code = serde_json::from_slice::<Denied>(&body)
            .ok()
            .map(|denied| redact(&denied.error, &self.secrets(refresh_token)))
            .unwrap_or_default();
        if status.is_client_error() && !matches!(status.as_u16(), 408 | 425 | 429) {
            return Err(PortError::Refused(format!(
                "{}: {} {code}: it gives no access token; give consent again and set the new refresh token",
                self.name(),
                status.as_u16()
            )));
        }
        Err(self.busy(&format!("{} {code}", status.as_u16())))
    }

    fn secrets(&self, refresh_token: &str) -> Vec<String> {
        let secret = self.config.client_secret.clone();
        [refresh_token.to_owned(), self.config.refresh_token.clone()]
            .into_iter()
            .chain(secret)
            .collect()
    }

    fn name(&self) -> String {
        format!("token service {}", self.url.host_str().unwrap_or_default())
    }

    fn busy(&self, why: &str) -> PortError {
        PortError::Busy(format!("{}: {why}", self.name()))
    }
}

/// The bytes of an XOAUTH2 sign-in, before base64.
pub(crate) fn xoauth2(user: &str, token: &str) -> String {
    format!("user={user}\u{1}auth=Bearer {token}\u{1}\u{1}")
}
