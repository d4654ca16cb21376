//! The model as the environment names it: Anthropic's where a secret holds the key, else the offline composer.
//!
//! The key is read when the model is first asked, for most that the API does needs none, and anew when the last look
//! is a minute old: a key that is changed is in force as soon as a changed list of mail accounts is.

use crate::Error;
use crate::environment::{optional, variable};
use adapters_aws::Aws;
use connectors::{Anthropic, AnthropicConfig, Composer};
use jiff::{SignedDuration, Timestamp};
use ports::{Brief, Clock, Drafted, Model, PortError, Proof, Proofread, ReplyBrief, ReplyOpinion};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;

/// The secret is looked at no more often than this.
const BETWEEN_LOOKS: SignedDuration = SignedDuration::from_mins(1);

/// The one that the environment names. `patience` is how long it may take for an answer.
///
/// # Errors
/// What is wrong with the configuration.
pub(crate) fn from_environment(
    aws: &Aws,
    clock: Arc<dyn Clock>,
    patience: Duration,
) -> Result<Arc<dyn Model>, Error> {
    if optional("ONLOOP_ANTHROPIC").is_none() {
        return Ok(Arc::new(Composer::new()));
    }
    let mut config = AnthropicConfig::usual(String::new());
    config.timeout = patience;
    for (name, value) in [
        ("ANTHROPIC_BASE_URL", &mut config.base_url),
        ("ONLOOP_MODEL", &mut config.model),
    ] {
        if let Some(given) = optional(name) {
            *value = given;
        }
    }
    config.reader = optional("ONLOOP_READER_MODEL");
    Ok(Arc::new(AnthropicByKey {
        config,
        secret: variable("ONLOOP_ANTHROPIC")?,
        aws: aws.clone(),
        clock,
        known: Mutex::new(None),
    }))
}

/// [`Anthropic`] with a key that is looked up.
struct AnthropicByKey {
    /// All but the key.
    config: AnthropicConfig,
    secret: String,
    aws: Aws,
    clock: Arc<dyn Clock>,
    known: Mutex<Option<Known>>,
}

struct Known {
    looked_at: Timestamp,
    key: String,
    model: Arc<Anthropic>,
}

impl AnthropicByKey {
    async fn model(&self) -> Result<Arc<Anthropic>, PortError> {
        let mut known = self.known.lock().await;
        let now = self.clock.now();
        if let Some(known) = known.as_ref()
            && now.duration_since(known.looked_at) < BETWEEN_LOOKS
        {
            return Ok(known.model.clone());
        }
        let key = self.aws.secret(&self.secret).await?.trim().to_owned();
        if let Some(known) = known.as_mut()
            && known.key == key
        {
            known.looked_at = now;
            return Ok(known.model.clone());
        }
        let config = AnthropicConfig {
            api_key: key.clone(),
            ..self.config.clone()
        };
        let model = Anthropic::new(config)
            .map_err(|why| PortError::Refused(format!("the secret of ONLOOP_ANTHROPIC: {why}")))?;
        let model = Arc::new(model);
        *known = Some(Known {
            looked_at: now,
            key,
            model: model.clone(),
        });
        Ok(model)
    }
}

#[async_trait::async_trait]
impl Model for AnthropicByKey {
    async fn draft(&self, brief: &Brief) -> Result<Drafted, PortError> {
        self.model().await?.draft(brief).await
    }

    async fn read(&self, reply: &ReplyBrief) -> Result<Option<ReplyOpinion>, PortError> {
        self.model().await?.read(reply).await
    }

    async fn object(&self, draft: &Proof) -> Result<Option<Proofread>, PortError> {
        self.model().await?.object(draft).await
    }

    fn name(&self) -> String {
        self.config.name()
    }

    fn is_charged(&self) -> bool {
        true
    }
}
