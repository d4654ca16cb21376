//! Where the services are and who asks them.

use crate::{DynamoTable, S3Blobs, S3Objects, SesMailer, SesSettings, SqsQueue, failure};
use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_dynamodb::config::{Credentials, SharedCredentialsProvider};
use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};
use ports::{Clock, PortError};
use std::sync::Arc;
use std::time::Duration;

/// A connection that is not made by then is given up: nothing was sent.
const CONNECT: Duration = Duration::from_secs(3);
/// One attempt of a call that carries little.
const SHORT: Duration = Duration::from_secs(10);
/// A read of the table that was throttled is tried again after a random part of this, then of twice as much. The
/// SDK's second is longer than a partition needs, and every millisecond of it is paid for.
const BACKOFF: Duration = Duration::from_millis(50);
/// One attempt of a call that carries a blob or a letter.
const LONG: Duration = Duration::from_secs(60);

/// Addresses of services that are not Amazon's own: emulators.
#[derive(Debug, Clone, Default)]
pub struct Endpoints {
    /// DynamoDB.
    pub dynamodb: Option<String>,
    /// SQS.
    pub sqs: Option<String>,
    /// S3.
    pub s3: Option<String>,
    /// SES, version 2.
    pub ses: Option<String>,
    /// Secrets Manager.
    pub secrets: Option<String>,
    /// How long to wait for one attempt of a call, if not as long as for Amazon.
    pub timeout: Option<Duration>,
}

/// An account and a region, and the connections to it. Cheap to clone; connections are shared.
#[derive(Debug, Clone)]
pub struct Aws {
    shared: SdkConfig,
    endpoints: Endpoints,
}

impl Aws {
    /// As the environment says it: region, credentials (on Lambda those of the function's role) and,
    /// for emulators, the SDK's own `AWS_ENDPOINT_URL_DYNAMODB`, `…_SQS`, `…_S3`, `…_SESV2` and
    /// `…_SECRETS_MANAGER`.
    pub async fn from_environment() -> Self {
        let shared = aws_config::defaults(BehaviorVersion::latest())
            .http_client(http_client())
            .timeout_config(timeouts(SHORT))
            .load()
            .await;
        let endpoint = |variable: &str| std::env::var(variable).ok();
        Self {
            shared,
            endpoints: Endpoints {
                dynamodb: endpoint("AWS_ENDPOINT_URL_DYNAMODB"),
                sqs: endpoint("AWS_ENDPOINT_URL_SQS"),
                s3: endpoint("AWS_ENDPOINT_URL_S3"),
                ses: endpoint("AWS_ENDPOINT_URL_SESV2"),
                secrets: endpoint("AWS_ENDPOINT_URL_SECRETS_MANAGER"),
                timeout: None,
            },
        }
    }

    /// Emulators that take any credentials. Reads nothing from the environment, so that no test ever
    /// reaches a real account.
    pub fn at(endpoints: Endpoints) -> Self {
        let credentials = Credentials::new("test", "test", None, None, "emulator");
        let shared = SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::from_static("us-east-1"))
            .credentials_provider(SharedCredentialsProvider::new(credentials))
            .http_client(http_client())
            // A loaded machine's emulator may be slow where Amazon is not.
            .timeout_config(timeouts(endpoints.timeout.unwrap_or(LONG)))
            .build();
        Self { shared, endpoints }
    }

    /// The table of that name. Expiry goes by `clock`.
    pub fn table(&self, name: &str, clock: Arc<dyn Clock>) -> DynamoTable {
        let mut config = aws_sdk_dynamodb::config::Builder::from(&self.shared);
        if let Some(address) = &self.endpoints.dynamodb {
            config.set_endpoint_url(Some(address.clone()));
        }
        let retries = RetryConfig::standard().with_initial_backoff(BACKOFF);
        config.set_retry_config(Some(retries));
        let client = aws_sdk_dynamodb::Client::from_conf(config.build());
        DynamoTable::new(client, name.to_owned(), clock)
    }

    /// The queues whose addresses start with `base`, such as
    /// `https://sqs.eu-west-1.amazonaws.com/123456789012/onloop-`: a queue's name follows, and `-dead`
    /// for its dead letters.
    pub fn queue(&self, base: &str) -> SqsQueue {
        let mut config = aws_sdk_sqs::config::Builder::from(&self.shared);
        if let Some(address) = &self.endpoints.sqs {
            config.set_endpoint_url(Some(address.clone()));
        }
        SqsQueue::new(aws_sdk_sqs::Client::from_conf(config.build()), base)
    }

    /// The blobs in that bucket. The bucket must not keep versions: forget deletes for good.
    pub fn blobs(&self, bucket: &str) -> S3Blobs {
        S3Blobs::new(self.s3(), bucket.to_owned())
    }

    /// Other objects in that bucket.
    pub fn objects(&self, bucket: &str) -> S3Objects {
        S3Objects::new(self.s3(), bucket.to_owned())
    }

    fn s3(&self) -> aws_sdk_s3::Client {
        let mut config = aws_sdk_s3::config::Builder::from(&self.shared);
        if let Some(address) = &self.endpoints.s3 {
            config.set_endpoint_url(Some(address.clone()));
        }
        // An emulator has no address for each bucket.
        config.set_force_path_style(Some(self.endpoints.s3.is_some()));
        config.set_timeout_config(Some(timeouts(LONG)));
        aws_sdk_s3::Client::from_conf(config.build())
    }

    /// The text of a secret, by its name or ARN.
    ///
    /// # Errors
    /// What Secrets Manager said, without the secret.
    pub async fn secret(&self, id: &str) -> Result<String, PortError> {
        let answer = self.secrets().get_secret_value().secret_id(id).send().await;
        let answer = answer.map_err(|error| failure::of_read("Secrets Manager", &error))?;
        answer
            .secret_string
            .ok_or_else(|| PortError::Refused(format!("the secret {id} holds no text")))
    }

    /// Puts another text into a secret that is there, by its name or ARN. The one before is kept as its
    /// previous version.
    ///
    /// # Errors
    /// What Secrets Manager said, without the secret.
    pub async fn put_secret(&self, id: &str, text: &str) -> Result<(), PortError> {
        let put = self.secrets().put_secret_value().secret_id(id);
        let answer = put.secret_string(text).send().await;
        answer
            .map(|_| ())
            .map_err(|error| failure::of_write("Secrets Manager", &error))
    }

    fn secrets(&self) -> aws_sdk_secretsmanager::Client {
        let mut config = aws_sdk_secretsmanager::config::Builder::from(&self.shared);
        if let Some(address) = &self.endpoints.secrets {
            config.set_endpoint_url(Some(address.clone()));
        }
        aws_sdk_secretsmanager::Client::from_conf(config.build())
    }

    /// Mail by SES.
    pub fn mailer(&self, settings: SesSettings, clock: Arc<dyn Clock>) -> SesMailer {
        let mut config = aws_sdk_sesv2::config::Builder::from(&self.shared);
        if let Some(address) = &self.endpoints.ses {
            config.set_endpoint_url(Some(address.clone()));
        }
        let patience = settings.patience.or(self.endpoints.timeout);
        config.set_timeout_config(Some(timeouts(patience.unwrap_or(LONG))));
        // A send that is tried again may be a second letter. Only the flow decides on that.
        config.set_retry_config(Some(RetryConfig::disabled()));
        let region = self.shared.region().map_or("", Region::as_ref).to_owned();
        let client = aws_sdk_sesv2::Client::from_conf(config.build());
        SesMailer::new(client, region, settings, clock)
    }
}

/// TLS is rustls with ring, as everywhere in this workspace.
fn http_client() -> aws_sdk_dynamodb::config::SharedHttpClient {
    aws_smithy_http_client::Builder::new()
        .tls_provider(Provider::Rustls(CryptoMode::Ring))
        .build_https()
}

fn timeouts(attempt: Duration) -> TimeoutConfig {
    TimeoutConfig::builder()
        .connect_timeout(CONNECT)
        .operation_attempt_timeout(attempt)
        .build()
}
