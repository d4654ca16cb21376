//! A mailbox over IMAP (RFC 9051, RFC 3501), read without a trace: folders are opened by `EXAMINE`, mails
//! fetched by `BODY.PEEK[]`. No other command that could change anything is ever sent.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use async_imap::{Authenticator, Client};
use ports::{MailReader, MailSession, PortError};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};

use crate::imap_failure::{Failures, is_denied};
use crate::imap_session::Session;
use crate::imap_stream::{Metered, Stream};
use crate::mail_url::{self, Login, MailUrl, Protection, Service};
use crate::oauth::{self, Oauth};

/// How long to wait for a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImapTimeouts {
    /// For the server to take the connection, TLS included.
    pub connect: Duration,
    /// For the answer to each command.
    pub command: Duration,
    /// For one whole mail.
    pub mail: Duration,
}

impl Default for ImapTimeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(30),
            command: Duration::from_secs(60),
            mail: Duration::from_secs(300),
        }
    }
}

/// By what the person signs in.
pub enum ImapSecret {
    /// A password, often one that the provider makes for a program.
    Password(String),
    /// Access tokens (XOAUTH2).
    Tokens(Arc<Oauth>),
}

/// A mailbox at an IMAP server. A new connection for each look.
pub struct Imap {
    url: MailUrl,
    user: String,
    secret: ImapSecret,
    sent: Option<String>,
    timeouts: ImapTimeouts,
    roots: Vec<CertificateDer<'static>>,
}

impl fmt::Debug for Imap {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Imap")
            .field("url", &self.url)
            .field("timeouts", &self.timeouts)
            .finish_non_exhaustive()
    }
}

impl Imap {
    /// Reads `imaps://USER@HOST:993` or `imap://USER@127.0.0.1:1143?tls=none` (this machine only).
    ///
    /// # Errors
    /// What is wrong and what to write instead; never with a secret in it.
    pub fn from_url(url: &str, secret: ImapSecret) -> Result<Self, String> {
        let url = mail_url::parse(Service::Imap, url)?;
        let Some(Login {
            user,
            password: None,
        }) = url.login.clone()
        else {
            return Err(
                "the IMAP address has to name the user, and must not hold the password: write imaps://USER@HOST:993"
                    .to_owned(),
            );
        };
        Ok(Self {
            url,
            user,
            secret,
            sent: None,
            timeouts: ImapTimeouts::default(),
            roots: Vec::new(),
        })
    }

    /// Takes this folder for the one of what was sent, as the server spells it.
    #[must_use]
    pub fn with_sent_folder(mut self, name: String) -> Self {
        self.sent = Some(name);
        self
    }

    /// Waits otherwise than is usual.
    #[must_use]
    pub fn with_timeouts(mut self, timeouts: ImapTimeouts) -> Self {
        self.timeouts = timeouts;
        self
    }

    /// Trusts one more root certificate (PEM), for a server with a certificate of its own.
    ///
    /// # Errors
    /// If that is no certificate.
    pub fn with_root_certificate(mut self, pem: &[u8]) -> Result<Self, String> {
        let root = CertificateDer::from_pem_slice(pem)
            .map_err(|_| "the root certificate can't be read: PEM is expected")?;
        self.roots.push(root);
        Ok(self)
    }

    fn failures(&self) -> Failures {
        let secrets = match &self.secret {
            ImapSecret::Password(password) => vec![password.clone()],
            ImapSecret::Tokens(tokens) => tokens.secrets_of_sign_in(&self.user),
        };
        Failures::new(self.name(), secrets)
    }

    async fn connect(&self, failures: &Failures) -> Result<Box<dyn Stream>, PortError> {
        let (host, port) = (self.url.host.as_str(), self.url.port);
        let connecting = async {
            let plain = TcpStream::connect((host, port))
                .await
                .map_err(|error| failures.io("connecting", &error))?;
            if self.url.protection == Protection::None {
                return Ok::<Box<dyn Stream>, PortError>(Box::new(plain));
            }
            let config =
                crate::tls::config(&self.roots).map_err(|why| failures.refused("TLS", &why))?;
            let name = ServerName::try_from(host.to_owned())
                .map_err(|_| failures.refused("TLS", "the host is no name that TLS can check"))?;
            let tls = TlsConnector::from(Arc::new(config))
                .connect(name, plain)
                .await
                .map_err(|error| failures.io("TLS", &error))?;
            Ok(Box::new(tls))
        };
        timeout(self.timeouts.connect, connecting)
            .await
            .map_err(|_| failures.late("connecting", self.timeouts.connect))?
    }
}

/// XOAUTH2: the first answer is the token; a second question is the server's reason for a no, and wants
/// an empty answer.
struct ByToken(Option<String>);

impl Authenticator for ByToken {
    type Response = String;

    fn process(&mut self, _: &[u8]) -> String {
        self.0.take().unwrap_or_default()
    }
}

#[async_trait::async_trait]
impl MailReader for Imap {
    fn name(&self) -> String {
        format!("{} at {}", self.user, self.url.place())
    }

    async fn open(&self) -> Result<Box<dyn MailSession>, PortError> {
        // Asked for before the connection is made: servers hang up on who stays silent.
        let token = match &self.secret {
            ImapSecret::Password(_) => None,
            ImapSecret::Tokens(tokens) => Some(tokens.token().await?),
        };
        let failures = self.failures();
        let (stream, meter) = Metered::new(self.connect(&failures).await?);
        let mut client = Client::new(stream);
        let wait = self.timeouts.command;
        let greeting = timeout(wait, client.read_response())
            .await
            .map_err(|_| failures.late("greeting", wait))?
            .map_err(|error| failures.io("greeting", &error))?;
        if greeting.is_none() {
            return Err(failures.broken("greeting"));
        }
        let signing_in = async {
            match (&self.secret, token) {
                (ImapSecret::Password(password), _) => client.login(&self.user, password).await,
                (ImapSecret::Tokens(_), token) => {
                    let answer = token.map(|token| oauth::xoauth2(&self.user, &token));
                    client.authenticate("XOAUTH2", ByToken(answer)).await
                }
            }
        };
        let session = match timeout(wait, signing_in).await {
            Ok(Ok(session)) => session,
            Ok(Err((error, _))) => {
                if let ImapSecret::Tokens(tokens) = &self.secret {
                    tokens.forget().await;
                }
                return Err(if is_denied(&error) {
                    failures.denied(&error, matches!(self.secret, ImapSecret::Tokens(_)))
                } else {
                    failures.of("signing in", &error)
                });
            }
            Err(_) => return Err(failures.late("signing in", wait)),
        };
        let session = Session::new(session, meter, failures, self.timeouts, self.sent.clone());
        Ok(Box::new(session))
    }
}
