//! Writes drafts, reads them a second time, and reads replies with the Anthropic Messages API.
//!
//! One request each, never repeated from here: `Busy` says that asking again may help. The
//! answer is bound to a JSON schema; what the schema can't say is checked in
//! [`crate::anthropic_answer`].

use std::fmt;
use std::time::Duration;

use ports::{Brief, Drafted, Model, PortError, Proof, Proofread, ReplyBrief, ReplyOpinion};
use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::{Client, StatusCode, Url};
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::redact::redact;
use crate::{anthropic_answer, anthropic_prompt, anthropic_proof, anthropic_reading, web_client};

/// Answers beyond this are not read to their end.
const ANSWER_LIMIT: usize = 4 * 1024 * 1024;
/// Statuses after which asking again may help; all others are final.
const PASSING: [u16; 8] = [408, 425, 429, 500, 502, 503, 504, 529];

/// How to reach the API. All of it is configuration, because all of it changes.
#[derive(Clone, PartialEq, Eq)]
pub struct AnthropicConfig {
    /// Such as `https://api.anthropic.com`; plain HTTP only on this machine.
    pub base_url: String,
    /// The key. Shown nowhere.
    pub api_key: String,
    /// Such as `claude-sonnet-5-5`.
    pub model: String,
    /// Value of `anthropic-version`, such as `2023-06-01`.
    pub version: String,
    /// Tokens for thinking and answer together; 8,000 leaves room for both.
    pub max_tokens: u32,
    /// The model that reads drafts a second time, such as `claude-haiku-5-5`; nothing: nobody does.
    pub reader: Option<String>,
    /// `low`, `medium` or `high`; `None` leaves it to the model.
    pub effort: Option<String>,
    /// Limit on connecting.
    pub connect_timeout: Duration,
    /// Limit on the whole request; models that think take minutes.
    pub timeout: Duration,
}

impl AnthropicConfig {
    /// What is usual, with this key.
    pub fn usual(api_key: String) -> Self {
        Self {
            base_url: "https://api.anthropic.com".to_owned(),
            api_key,
            model: "claude-sonnet-5-5".to_owned(),
            version: "2023-06-01".to_owned(),
            max_tokens: 8_000,
            reader: None,
            effort: None,
            connect_timeout: Duration::from_secs(10),
            timeout: Duration::from_secs(90),
        }
    }

    /// What the model is called in the log.
    pub fn name(&self) -> String {
        format!("anthropic/{}", self.model)
    }
}

impl fmt::Debug for AnthropicConfig {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("AnthropicConfig")
            .field("base_url", &self.base_url)
            .field("model", &self.model)
            .field("version", &self.version)
            .field("max_tokens", &self.max_tokens)
            .finish_non_exhaustive()
    }
}

/// The client.
#[derive(Debug)]
pub struct Anthropic {
    config: AnthropicConfig,
    address: Url,
    client: Client,
}

impl Anthropic {
    /// Makes the client; nothing is sent yet.
    ///
    /// # Errors
    /// What is wrong with the configuration, without the key.
    pub fn new(config: AnthropicConfig) -> Result<Self, String> {
        let base = web_client::base_url(&config.base_url)?;
        let address = Url::parse(&format!(
            "{}/v1/messages",
            base.as_str().trim_end_matches('/')
        ))
        .map_err(|_| "the address of the model's service can't be read".to_owned())?;
        if config.model.trim().is_empty() {
            return Err("no model is named".to_owned());
        }
        if config.max_tokens == 0 {
            return Err("max_tokens must be at least 1".to_owned());
        }
        HeaderValue::from_str(config.api_key.trim())
            .ok()
            .filter(|key| !key.is_empty() && key.to_str().is_ok())
            .ok_or("the model's key is empty or has characters that no key has")?;
        HeaderValue::from_str(&config.version)
            .map_err(|_| "the API version has characters that none has")?;
        let client = web_client::client(&base, config.connect_timeout)?;
        Ok(Self {
            config,
            address,
            client,
        })
    }

    fn headers(&self) -> Result<HeaderMap, PortError> {
        let refused =
            |_| PortError::Refused("a header of the model's request can't be written".to_owned());
        let mut headers = HeaderMap::new();
        let mut key = HeaderValue::from_str(self.config.api_key.trim()).map_err(refused)?;
        key.set_sensitive(true);
        headers.insert("x-api-key", key);
        headers.insert(
            "anthropic-version",
            HeaderValue::from_str(&self.config.version).map_err(refused)?,
        );
        Ok(headers)
    }

    fn request(&self, brief: &Brief) -> Value {
        self.request_of(
            &anthropic_prompt::system(brief),
            &anthropic_prompt::data(brief),
            &anthropic_prompt::schema(),
        )
    }

    fn request_of(&self, system: &Value, data: &str, schema: &Value) -> Value {
        self.request_to(&self.config.model, system, data, schema)
    }

    fn request_to(&self, model: &str, system: &Value, data: &str, schema: &Value) -> Value {
        let mut output = json!({"format": {"type": "json_schema", "schema": schema}});
        if let Some(effort) = &self.config.effort {
            output["effort"] = json!(effort);
        }
        json!({
            "model": model,
            "max_tokens": self.config.max_tokens,
            "system": system,
            "messages": [{"role": "user", "content": data}],
            "output_config": output,
        })
    }

    /// Status, headers and body of the answer.
    async fn ask(&self, asked: &Value) -> Result<(StatusCode, HeaderMap, Vec<u8>), PortError> {
        let request = self
            .client
            .post(self.address.clone())
            .headers(self.headers()?)
            .json(asked);
        let asking = async {
            let response = request.send().await?;
            let (status, headers) = (response.status(), response.headers().clone());
            let body = web_client::body(response, ANSWER_LIMIT).await?;
            Ok::<_, reqwest::Error>((status, headers, body))
        };
        match timeout(self.config.timeout, asking).await {
            Err(_) => Err(self.busy(&format!(
                "no answer within {} s",
                self.config.timeout.as_secs()
            ))),
            // `without_url`, because a base address may hold a user and a password.
            Ok(Err(error)) => Err(self.busy(&causes(&error.without_url()))),
            Ok(Ok((_, _, None))) => Err(self.refused("the answer is beyond all measure")),
            Ok(Ok((status, headers, Some(body)))) => Ok((status, headers, body)),
        }
    }

    /// The body of an answer of 200.
    async fn answer(&self, asked: &Value) -> Result<Vec<u8>, PortError> {
        match self.ask(asked).await? {
            (StatusCode::OK, _, body) => Ok(body),
            (status, headers, body) => Err(self.failure(status, &headers, &body)),
        }
    }

    fn nonsense(&self, fault: &anthropic_answer::Nonsense) -> PortError {
        match fault {
            anthropic_answer::Nonsense::AskAgain(text) => self.busy(text),
            anthropic_answer::Nonsense::Final(text) => self.refused(text),
        }
    }

    fn busy(&self, text: &str) -> PortError {
        PortError::Busy(format!("{}: {}", self.name(), self.clean(text)))
    }

    fn refused(&self, text: &str) -> PortError {
        PortError::Refused(format!("{}: {}", self.name(), self.clean(text)))
    }

    fn clean(&self, text: &str) -> String {
        redact(text, &[self.config.api_key.trim().to_owned()])
    }

    /// What an answer other than 200 means.
    fn failure(&self, status: StatusCode, headers: &HeaderMap, body: &[u8]) -> PortError {
        let fault = anthropic_answer::fault(body);
        let text = format!("HTTP {} {}", status.as_u16(), fault.text);
        if fault.spend_limit {
            return self.refused(&format!(
                "{text}: the account's spend limit is reached; raise it or wait for the next period"
            ));
        }
        if !PASSING.contains(&status.as_u16()) {
            return self.refused(&text);
        }
        match headers
            .get("retry-after")
            .and_then(|value| value.to_str().ok())
        {
            Some(wait) => self.busy(&format!("{text}; ask again after {wait} s")),
            None => self.busy(&text),
        }
    }
}

/// An error and what led to it; the library's own text names only the outermost.
fn causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    for _ in 0..8 {
        let Some(cause) = source else { break };
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}

#[async_trait::async_trait]
impl Model for Anthropic {
    async fn draft(&self, brief: &Brief) -> Result<Drafted, PortError> {
        let body = self.answer(&self.request(brief)).await?;
        anthropic_answer::drafted(&body, brief, &self.config.model)
            .map_err(|fault| self.nonsense(&fault))
    }

    async fn read(&self, reply: &ReplyBrief) -> Result<Option<ReplyOpinion>, PortError> {
        let request = self.request_of(
            &anthropic_reading::system(),
            &anthropic_reading::data(reply),
            &anthropic_reading::schema(reply),
        );
        let body = self.answer(&request).await?;
        anthropic_reading::opinion(&body, &self.config.model)
            .map(Some)
            .map_err(|fault| self.nonsense(&fault))
    }

    async fn object(&self, draft: &Proof) -> Result<Option<Proofread>, PortError> {
        let Some(reader) = &self.config.reader else {
            return Ok(None);
        };
        let request = self.request_to(
            reader,
            &anthropic_proof::system(draft),
            &anthropic_proof::data(draft),
            &anthropic_proof::schema(draft),
        );
        let body = self.answer(&request).await?;
        anthropic_proof::objections(&body, reader)
            .map(Some)
            .map_err(|fault| self.nonsense(&fault))
    }

    fn name(&self) -> String {
        self.config.name()
    }

    fn is_charged(&self) -> bool {
        true
    }
}
