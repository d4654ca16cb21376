//! The sign-in service of a stack: Cognito's hosted pages (OAuth 2, RFC 6749; PKCE, RFC 7636).

use super::{Kept, Stack, is_loopback, not_signed_in};
use crate::commands::Failure;
use crate::commands::server::{cause, web_client};
use jiff::{SignedDuration, Timestamp};
use reqwest::Url;
use serde::{Deserialize, Serialize};

/// Answers beyond this are not read.
const ANSWER_LIMIT: usize = 64 * 1024;
/// Where the service doesn't say how long a token lives.
const USUAL_LIFE: i64 = 3_600;

/// Where the operators of a stack sign in, and as which client a command asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Pool {
    domain: String,
    client: String,
}

/// `sign-in.json` beside the page.
#[derive(Deserialize)]
struct Said {
    domain: String,
    /// The client of commands; the page has its own.
    #[serde(default)]
    command: String,
}

#[derive(Deserialize)]
struct Granted {
    id_token: String,
    #[serde(default)]
    expires_in: Option<i64>,
    #[serde(default)]
    refresh_token: Option<String>,
}

#[derive(Deserialize)]
struct Denied {
    error: String,
}

impl Pool {
    /// Asks the stack where to sign in.
    pub(crate) async fn of(stack: &Stack) -> Result<Self, Failure> {
        let url = stack
            .url()
            .join("/sign-in.json")
            .unwrap_or(stack.url().clone());
        let (status, bytes) = send(web_client(&url)?.get(url.clone()), &stack.to_string()).await?;
        let said = if status == 200 {
            serde_json::from_slice::<Said>(&bytes).ok()
        } else {
            None
        };
        let said = said.filter(|said| !said.command.is_empty()).ok_or_else(|| {
            Failure::refused(
                format!("{stack} doesn't say where commands sign in (/sign-in.json)"),
                "give the address of a stack on AWS whose sign-in.json is its output SignIn: see infra/README.md",
            )
        })?;
        let pool = Self {
            domain: said.domain,
            client: said.command,
        };
        let domain = pool.endpoint("/")?;
        if domain.scheme() != "https" && !(is_loopback(&domain) && is_loopback(stack.url())) {
            return Err(Failure::refused(
                format!("{stack} names a sign-in service that is not reached by https"),
                "look at its sign-in.json",
            ));
        }
        Ok(pool)
    }

    /// The page on which an operator signs in.
    pub(super) fn authorize(
        &self,
        redirect: &str,
        state: &str,
        challenge: &str,
    ) -> Result<Url, Failure> {
        let mut url = self.endpoint("/oauth2/authorize")?;
        url.query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", &self.client)
            .append_pair("redirect_uri", redirect)
            .append_pair("scope", "openid email")
            .append_pair("state", state)
            .append_pair("code_challenge", challenge)
            .append_pair("code_challenge_method", "S256");
        Ok(url)
    }

    /// Exchanges what the browser brought back.
    pub(super) async fn exchange(
        &self,
        stack: &Stack,
        code: &str,
        redirect: &str,
        verifier: &str,
    ) -> Result<Kept, Failure> {
        let form = [
            ("grant_type", "authorization_code"),
            ("client_id", &self.client),
            ("code", code),
            ("redirect_uri", redirect),
            ("code_verifier", verifier),
        ];
        self.token(stack, &form, None).await
    }

    /// The next token, by what the last sign-in left for it.
    pub(crate) async fn refreshed(&self, stack: &Stack, refresh: &str) -> Result<Kept, Failure> {
        let form = [
            ("grant_type", "refresh_token"),
            ("client_id", self.client.as_str()),
            ("refresh_token", refresh),
        ];
        self.token(stack, &form, Some(refresh)).await
    }

    async fn token(
        &self,
        stack: &Stack,
        form: &[(&str, &str)],
        refresh: Option<&str>,
    ) -> Result<Kept, Failure> {
        let url = self.endpoint("/oauth2/token")?;
        let mut encoded = url.clone();
        encoded.query_pairs_mut().extend_pairs(form);
        let request = web_client(&url)?
            .post(url)
            .header(
                reqwest::header::CONTENT_TYPE,
                "application/x-www-form-urlencoded",
            )
            .body(encoded.query().unwrap_or_default().to_owned());
        let (status, bytes) = send(request, "the sign-in service").await?;
        if status == 200
            && let Ok(granted) = serde_json::from_slice::<Granted>(&bytes)
        {
            let life = SignedDuration::from_secs(granted.expires_in.unwrap_or(USUAL_LIFE));
            let now = Timestamp::now();
            return Ok(Kept {
                pool: self.clone(),
                bearer: granted.id_token,
                until: now.checked_add(life).unwrap_or(now),
                refresh: granted.refresh_token.or(refresh.map(str::to_owned)),
            });
        }
        // Of a refusal only the code is told: the rest may hold what was sent.
        match serde_json::from_slice::<Denied>(&bytes) {
            Ok(denied) if refresh.is_some() && denied.error == "invalid_grant" => {
                Err(not_signed_in(stack))
            }
            Ok(denied) => Err(Failure::refused(
                format!(
                    "the sign-in was refused: {}",
                    crate::commands::output::one_line(&denied.error)
                ),
                format!("onloop sign-in --stack {stack}"),
            )),
            Err(_) => Err(Failure::refused(
                format!("the sign-in service answered {status}"),
                "try again later",
            )),
        }
    }

    fn endpoint(&self, path: &str) -> Result<Url, Failure> {
        let domain = Url::parse(&self.domain).and_then(|domain| domain.join(path));
        domain.map_err(|_| {
            Failure::refused(
                "the stack's sign-in service has no address that can be used",
                "look at /sign-in.json of the stack",
            )
        })
    }
}

async fn send(request: reqwest::RequestBuilder, place: &str) -> Result<(u16, Vec<u8>), Failure> {
    let lost = |error: &reqwest::Error| {
        Failure::refused(
            format!("{place} can't be reached: {}", cause(error)),
            "look at the address and at the network",
        )
    };
    let mut response = request.send().await.map_err(|error| lost(&error))?;
    let mut bytes = vec![];
    while let Some(chunk) = response.chunk().await.map_err(|error| lost(&error))? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > ANSWER_LIMIT {
            return Err(Failure::refused(
                format!("the answer of {place} is far too long"),
                "look at the address",
            ));
        }
    }
    Ok((response.status().as_u16(), bytes))
}
