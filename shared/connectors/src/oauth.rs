//! Access tokens by a refresh token (RFC 6749, section 6), for mail servers that take no password.
//!
//! A token is kept until shortly before it expires. Some services give a new refresh token with each access
//! token and end the one before: the newest are kept where a restart, or another instance that signs in to the
//! same mailbox, finds them. No answer of the service is ever repeated in an error, but its error code: the
//! answers hold the tokens.

use std::fmt;
use std::sync::{Arc, Mutex as Lock, PoisonError};
use std::time::Duration;

use data_encoding::BASE64;
use jiff::{SignedDuration, Timestamp};
use ports::PortError;
use ports::blob_names::hex_sha256;
use reqwest::header::{CONTENT_TYPE, HeaderValue};
use reqwest::{Client, Url};
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;
use tokio::time::{sleep, timeout};

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
/// Another instance may have shown the same refresh token a moment before: by then it has kept what it was given.
const AFTER_A_RACE: Duration = Duration::from_secs(2);

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

/// What a service gave last in the place of the refresh token that was configured.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewestTokens {
    /// Asks for the next ones.
    pub refresh_token: String,
    /// The access token that came with it: whoever finds it here asks for none, so that many instances together
    /// use up no more refresh tokens than one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<AccessToken>,
}

/// An access token.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessToken {
    /// What signs in.
    pub token: String,
    /// Another is asked for from then on, some minutes before it ends.
    pub until: Timestamp,
}

impl fmt::Debug for NewestTokens {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("NewestTokens(secret)")
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("AccessToken(secret)")
    }
}

/// Keeps the newest tokens where a restart and other instances find them. They stand under a hash of the refresh
/// token that was configured, so that a new consent begins anew.
#[async_trait::async_trait]
pub trait RefreshTokens: Send + Sync {
    /// The newest that are kept under this name, if there are any.
    ///
    /// # Errors
    /// Why nobody knows. The configured token is not shown then: a service may end all tokens of a consent when an
    /// old one is shown.
    async fn newest(&self, name: &str) -> Result<Option<NewestTokens>, PortError>;
    /// Keeps them. What can't be kept is told in the log and lost at a restart.
    async fn keep(&self, name: &str, newest: &NewestTokens);
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
    access: Option<AccessToken>,
    /// One that a server did not take.
    refused: Option<String>,
    /// The newest of this process: what counts where there is no keeper.
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
                access: None,
                refused: None,
                refresh_token,
            }),
            given: Lock::default(),
            keeper: None,
        })
    }

    /// Goes on with the newest tokens that are kept there, and keeps those to come.
    #[must_use]
    pub fn with_keeper(mut self, keeper: Arc<dyn RefreshTokens>) -> Self {
        self.keeper = Some(keeper);
        self
    }

    /// A token that is good for some minutes at least.
    ///
    /// # Errors
    /// `Refused` if the service takes the refresh token no longer, `Busy` if it can't be reached or what is kept
    /// can't be read.
    pub async fn token(&self) -> Result<String, PortError> {
        let mut kept = self.kept.lock().await;
        let access = match kept.access.as_ref().filter(|access| is_live(access)) {
            Some(access) => access.clone(),
            None => self.next(&mut kept).await?,
        };
        let token = access.token.clone();
        kept.access = Some(access);
        self.given
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone_from(&token);
        Ok(token)
    }

    /// The access token that another instance has left, or a new one. A refresh token that is refused may have been
    /// used up by another instance at this very moment: then the newest is shown once, before anybody is told.
    async fn next(&self, kept: &mut Kept) -> Result<AccessToken, PortError> {
        let known = self.newest(kept).await?;
        if let Some(access) = left_by_another(&known, kept) {
            return Ok(access);
        }
        let refused = match self.renew(kept, known.refresh_token.clone()).await {
            Err(error @ PortError::Refused(_)) if self.keeper.is_some() => error,
            answer => return answer,
        };
        for pause in [Duration::ZERO, AFTER_A_RACE] {
            sleep(pause).await;
            let newest = self.newest(kept).await?;
            if newest.refresh_token != known.refresh_token {
                return match left_by_another(&newest, kept) {
                    Some(access) => Ok(access),
                    None => self.renew(kept, newest.refresh_token).await,
                };
            }
        }
        Err(refused)
    }

    /// What to ask with.
    async fn newest(&self, kept: &Kept) -> Result<NewestTokens, PortError> {
        let known = match &self.keeper {
            Some(keeper) => keeper.newest(&self.name_of_consent()).await?,
            None => None,
        };
        Ok(known.unwrap_or_else(|| NewestTokens {
            refresh_token: kept.refresh_token.clone(),
            access: None,
        }))
    }

    /// Asks the service, and keeps what it gives in the place of what it was shown.
    async fn renew(&self, kept: &mut Kept, shown: String) -> Result<AccessToken, PortError> {
        let granted = self.ask(&shown).await?;
        let life = granted.expires_in.map_or(USUAL_LIFE, Duration::from_secs);
        // One that lives for less than the margin is used for half its life.
        let use_for = life.checked_sub(BEFORE).unwrap_or(life / 2);
        let access = AccessToken {
            token: granted.access_token,
            until: later(Timestamp::now(), use_for),
        };
        let next = granted.refresh_token.filter(|next| !next.is_empty());
        if let Some(refresh_token) = next.filter(|next| *next != shown) {
            kept.refresh_token.clone_from(&refresh_token);
            if let Some(keeper) = &self.keeper {
                let newest = NewestTokens {
                    refresh_token,
                    access: Some(access.clone()),
                };
                keeper.keep(&self.name_of_consent(), &newest).await;
            }
        }
        Ok(access)
    }

    /// A hash, as no second copy of a secret is needed to know it again.
    fn name_of_consent(&self) -> String {
        hex_sha256(self.config.refresh_token.as_bytes())
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
        let mut kept = self.kept.lock().await;
        if let Some(access) = kept.access.take() {
            kept.refused = Some(access.token);
        }
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

fn is_live(access: &AccessToken) -> bool {
    Timestamp::now() < access.until
}

/// One that is still good, and was not refused here.
fn left_by_another(newest: &NewestTokens, kept: &Kept) -> Option<AccessToken> {
    let access = newest.access.as_ref()?;
    let is_good = is_live(access) && kept.refused.as_ref() != Some(&access.token);
    is_good.then(|| access.clone())
}

/// What can't be reckoned is over at once.
fn later(now: Timestamp, by: Duration) -> Timestamp {
    let by = SignedDuration::try_from(by);
    by.ok()
        .and_then(|by| now.checked_add(by).ok())
        .unwrap_or(now)
}

/// The bytes of an XOAUTH2 sign-in, before base64.
pub(crate) fn xoauth2(user: &str, token: &str) -> String {
    format!("user={user}\u{1}auth=Bearer {token}\u{1}\u{1}")
}
