//! Writes on LinkedIn by Unipile's API, version 2 (CONTRACTS, section 3).
//!
//! One message is two requests: the recipient's id is asked for by the name in the profile's address, then the
//! text is handed over to the conversation with that id. The first changes nothing, so that every failure of it
//! is proof that nothing was sent. The second is made once: the API knows no idempotency key, and whatever is
//! neither a plain yes nor a plain no leaves the outcome unknown.

use std::fmt;
use std::sync::{Mutex as Lock, PoisonError};
use std::time::Duration;

use percent_encoding::percent_decode_str;
use ports::{ChatMessage, Handover, LookUp, Messenger, PortError};
use reqwest::header::HeaderValue;
use reqwest::{Client, RequestBuilder, StatusCode, Url};
use serde_json::{Value, json};
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

use crate::redact::redact;
use crate::web_client;

/// Answers beyond this are not read to their end.
const ANSWER_LIMIT: usize = 1024 * 1024;
/// The inbox of ordinary LinkedIn. Without it the API answers 501.
const INBOX: &str = "CLASSIC_PRIMARY";
/// Faults of a 422 that pass: the account has written enough for a while.
const PASSING_FAULTS: [&str; 3] = ["cannot_resend_yet", "limit_exceeded", "too_many_requests"];

/// How to reach the account.
#[derive(Clone, PartialEq, Eq)]
pub struct UnipileConfig {
    /// Such as `https://api.unipile.com/v2`; plain HTTP only on this machine.
    pub base_url: String,
    /// The key. Shown nowhere.
    pub api_key: String,
    /// The account's id there, such as `acc_01…`.
    pub account: String,
    /// The profile that the account writes as, `https://www.linkedin.com/in/…`.
    pub profile: String,
    /// Limit on connecting.
    pub connect_timeout: Duration,
    /// Limit on each of the two requests.
    pub timeout: Duration,
    /// So long nothing is tried after the service said that the account is signed out.
    pub signed_out_rest: Duration,
}

impl UnipileConfig {
    /// What is usual, with this key, account and profile.
    #[must_use]
    pub fn usual(api_key: String, account: String, profile: String) -> Self {
        Self {
            base_url: "https://api.unipile.com/v2".to_owned(),
            api_key,
            account,
            profile,
            connect_timeout: Duration::from_secs(10),
            timeout: Duration::from_secs(60),
            signed_out_rest: Duration::from_secs(15 * 60),
        }
    }
}

impl fmt::Debug for UnipileConfig {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("UnipileConfig")
            .field("base_url", &self.base_url)
            .finish_non_exhaustive()
    }
}

/// The client of one account.
#[derive(Debug)]
pub struct Unipile {
    config: UnipileConfig,
    base: Url,
    key: HeaderValue,
    /// The name in the account's own profile.
    own: String,
    client: Client,
    /// One message at a time: asked for several people at once, the service has been seen to answer with
    /// another one than was asked for.
    turn: Mutex<()>,
    signed_out_until: Lock<Option<Instant>>,
}

impl Unipile {
    /// Makes the client; nothing is sent yet.
    ///
    /// # Errors
    /// What is wrong with the configuration, without the key.
    pub fn new(config: UnipileConfig) -> Result<Self, String> {
        let base = web_client::base_url(&config.base_url)?;
        let mut key = HeaderValue::from_str(config.api_key.trim())
            .ok()
            .filter(|key| !key.is_empty() && key.to_str().is_ok())
            .ok_or("the key is empty or has characters that no key has")?;
        key.set_sensitive(true);
        let plain = |one: char| one.is_ascii_alphanumeric() || matches!(one, '_' | '-');
        if config.account.is_empty() || !config.account.chars().all(plain) {
            return Err("the account's id is empty or has characters that no id has".to_owned());
        }
        let own = name_in(&config.profile)
            .ok_or("the account's profile is not of the form https://www.linkedin.com/in/…")?;
        let client = web_client::client(&base, config.connect_timeout)?;
        Ok(Self {
            config,
            base,
            key,
            own,
            client,
            turn: Mutex::new(()),
            signed_out_until: Lock::new(None),
        })
    }

    /// The address of a call of this account. What stands in a part is only ever a part of the path.
    fn address(&self, parts: &[&str]) -> Result<Url, PortError> {
        let mut address = self.base.clone();
        address
            .path_segments_mut()
            .map_err(|()| self.refused("the service's address can't be extended"))?
            .pop_if_empty()
            .push(&self.config.account)
            .extend(parts);
        Ok(address)
    }

    /// The id under which a person is written to.
    async fn person(&self, name: &str) -> Result<String, PortError> {
        let request = self.client.get(self.address(&["users", name])?);
        let (status, body) = match self.ask(request).await {
            Ok(answer) => answer,
            // A question changes nothing.
            Err(Failed::NotSent(why) | Failed::Unknown(why)) => return Err(self.busy(&why)),
        };
        if status != StatusCode::OK {
            let fault = self.fault(status, &body);
            return Err(if status.is_server_error() || fault.passes {
                self.busy(&fault.text)
            } else {
                self.refused(&fault.text)
            });
        }
        let person: Value = serde_json::from_slice(&body).unwrap_or_default();
        let text = |key: &str| person.get(key).and_then(Value::as_str).unwrap_or_default();
        let same = text("public_identifier").to_lowercase() == name;
        if text("object") != "UserProfile" || !same {
            return Err(self.busy("it answered with another profile than was asked for"));
        }
        match text("id") {
            "" => Err(self.refused("it names no id for this profile")),
            id => Ok(id.to_owned()),
        }
    }

    /// The one request that sends.
    async fn send(&self, person: &str, text: &str) -> Result<Handover, PortError> {
        let address = self.address(&["inboxes", INBOX, "chats", "send"])?;
        let body = json!({"users_ids": [person], "text": text});
        let (status, body) = match self.ask(self.client.post(address).json(&body)).await {
            Ok(answer) => answer,
            Err(Failed::NotSent(why)) => return Err(self.busy(&why)),
            Err(Failed::Unknown(why)) => return Err(PortError::Unknown(self.clean(&why))),
        };
        if status.is_success() {
            return Ok(receipt(&body));
        }
        let fault = self.fault(status, &body);
        Err(match status {
            // It was never tried: this inbox can't be written to.
            StatusCode::NOT_IMPLEMENTED => self.refused(&fault.text),
            // The service may have stopped waiting for LinkedIn, and LinkedIn gone on.
            StatusCode::REQUEST_TIMEOUT => PortError::Unknown(self.clean(&fault.text)),
            _ if fault.passes => self.busy(&fault.text),
            _ if status.is_client_error() => self.refused(&fault.text),
            _ => PortError::Unknown(self.clean(&fault.text)),
        })
    }

    /// Status and body of an answer.
    async fn ask(&self, request: RequestBuilder) -> Result<(StatusCode, Vec<u8>), Failed> {
        let asking = async {
            let response = request.header("X-API-KEY", self.key.clone()).send().await?;
            let status = response.status();
            // The status has told already; a body that breaks off takes nothing back.
            let body = web_client::body(response, ANSWER_LIMIT).await;
            Ok::<_, reqwest::Error>((status, body.ok().flatten().unwrap_or_default()))
        };
        match timeout(self.config.timeout, asking).await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(error)) if error.is_connect() || error.is_builder() => {
                Err(Failed::NotSent(error.without_url().to_string()))
            }
            Ok(Err(error)) => Err(Failed::Unknown(error.without_url().to_string())),
            Err(_) => Err(Failed::Unknown(format!(
                "no answer within {} s",
                self.config.timeout.as_secs()
            ))),
        }
    }

    /// What an answer other than success says. Signed out, nothing is tried for a while.
    fn fault(&self, status: StatusCode, body: &[u8]) -> Fault {
        let said: Value = serde_json::from_slice(body).unwrap_or_default();
        let text = |key: &str| said.get(key).and_then(Value::as_str).unwrap_or_default();
        let slug = text("type").trim_start_matches("errors/");
        let signed_out = matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN);
        if signed_out {
            *self.signed_out() = Some(Instant::now() + self.config.signed_out_rest);
        }
        let told = [slug, text("title"), text("detail")].join(" ");
        let mut words = format!("HTTP {} {}", status.as_u16(), told.trim());
        if signed_out {
            words.push_str(": sign the account in again at the service");
        }
        Fault {
            passes: signed_out
                || status == StatusCode::TOO_MANY_REQUESTS
                || PASSING_FAULTS.contains(&slug),
            text: words,
        }
    }

    fn signed_out(&self) -> std::sync::MutexGuard<'_, Option<Instant>> {
        self.signed_out_until
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn busy(&self, text: &str) -> PortError {
        PortError::Busy(self.clean(text))
    }

    fn refused(&self, text: &str) -> PortError {
        PortError::Refused(self.clean(text))
    }

    fn clean(&self, text: &str) -> String {
        let secrets = [
            self.config.api_key.trim().to_owned(),
            self.config.account.clone(),
        ];
        format!("{}: {}", self.name(), redact(text, &secrets))
    }
}

/// Why there is no answer.
enum Failed {
    /// The request never left.
    NotSent(String),
    /// It may have been taken.
    Unknown(String),
}

/// What the service says instead of yes.
struct Fault {
    text: String,
    /// Asking again later may help.
    passes: bool,
}

/// What a success tells of the message. It was sent, however little is told.
fn receipt(body: &[u8]) -> Handover {
    let said: Value = serde_json::from_slice(body).unwrap_or_default();
    // One id, or one for each part of the message.
    let message = match said.get("message_id") {
        Some(Value::Array(list)) => list.first().and_then(Value::as_str),
        Some(one) => one.as_str(),
        None => None,
    };
    let chat = said.get("chat_id").and_then(Value::as_str);
    Handover {
        // The ids of messages are unique only inside a chat.
        provider_id: [chat, message]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("/"),
        message_id: None,
    }
}

/// The name in the address of a profile, in lower case.
fn name_in(profile: &str) -> Option<String> {
    let address = Url::parse(profile.trim()).ok()?;
    let host = address.host_str()?.to_lowercase();
    if host != "linkedin.com" && !host.ends_with(".linkedin.com") {
        return None;
    }
    let mut parts = address.path_segments()?.filter(|part| !part.is_empty());
    let (Some("in"), Some(name), None) = (parts.next(), parts.next(), parts.next()) else {
        return None;
    };
    let name = percent_decode_str(name).decode_utf8().ok()?;
    Some(name.to_lowercase())
}

#[async_trait::async_trait]
impl Messenger for Unipile {
    async fn hand_over(&self, message: &ChatMessage) -> Result<Handover, PortError> {
        if name_in(&message.from).as_deref() != Some(self.own.as_str()) {
            return Err(self.refused("the sender's profile is not the one of this account"));
        }
        let Some(name) = name_in(&message.to) else {
            return Err(self.refused("the recipient's profile is no address on LinkedIn"));
        };
        let _turn = self.turn.lock().await;
        if !self.is_connected() {
            return Err(self.busy("the account is signed out"));
        }
        let person = self.person(&name).await?;
        self.send(&person, &message.text).await
    }

    /// A message carries nothing of ours by which it could be found again, and a text that stands in a chat may
    /// have been written by hand: only a person can tell.
    async fn look_up(&self, _: &str) -> Result<LookUp, PortError> {
        Ok(LookUp::CannotTell)
    }

    fn is_connected(&self) -> bool {
        self.signed_out()
            .is_none_or(|until| until <= Instant::now())
    }

    fn is_real(&self) -> bool {
        true
    }

    fn name(&self) -> String {
        format!("linkedin.com/in/{} by Unipile", self.own)
    }
}

#[cfg(test)]
mod tests {
    use super::name_in;

    #[test]
    fn a_profile_is_known_by_the_name_in_its_address() {
        let known = |text: &str, name: Option<&str>| {
            assert_eq!(name_in(text).as_deref(), name, "{text}");
        };
        known("https://www.linkedin.com/in/Jane-Roe", Some("jane-roe"));
        known("https://de.linkedin.com/in/j%C3%B6rg/", Some("jörg"));
        known("https://www.linkedin.com/in/jane?x=1", Some("jane"));
        known("https://www.linkedin.com/company/acme", None);
        known("https://www.linkedin.com/in/jane/details", None);
        known("https://linkedin.com.evil.example/in/jane", None);
        known("jane", None);
    }
}
