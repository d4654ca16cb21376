//! Hands letters over by SMTP, one command at a time.
//!
//! What matters here is the phase in which something fails. Until the first byte of the letter is
//! written the server can't have it, so every failure is proof that nothing was sent. From then on
//! only an answer of the server is proof; a broken connection or a timeout is `Unknown`. That is
//! why the transport of the library is not used: it does not tell the phases apart.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use data_encoding::BASE64;
use lettre::Address;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use lettre::transport::smtp::response::{Response, Severity};
use ports::{Envelope, Handover, LookUp, Mailer, PortError};
use tokio::time::timeout;

use crate::mail_url::{self, Login, MailUrl, Protection, Service};
use crate::oauth::Oauth;
use crate::redact::redact;

/// Larger letters are refused; the largest providers stop at 25 to 35 MiB.
const LETTER_LIMIT: usize = 40 * 1024 * 1024;
/// How long a polite goodbye may take. Its outcome decides nothing.
const GOODBYE: Duration = Duration::from_secs(2);

/// How long to wait for a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SmtpTimeouts {
    /// For one address of the server to take the connection.
    pub connect: Duration,
    /// For each phase after that: greeting, `STARTTLS`, `AUTH`, `MAIL`, `RCPT`, `DATA`, the letter.
    pub phase: Duration,
}

impl Default for SmtpTimeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(30),
            phase: Duration::from_secs(60),
        }
    }
}

/// A mail server that takes our letters. A new connection for each letter: a reused one would
/// leave open whose failure it is when it turns out to be dead.
pub struct Smtp {
    url: MailUrl,
    timeouts: SmtpTimeouts,
    root: Option<Certificate>,
    sign_in: Option<SignIn>,
}

/// How it is signed in.
enum SignIn {
    Password { user: String, password: String },
    Token { user: String, tokens: Arc<Oauth> },
}

impl fmt::Debug for Smtp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Smtp")
            .field("url", &self.url)
            .field("timeouts", &self.timeouts)
            .finish_non_exhaustive()
    }
}

/// Whether a byte of the letter may have been written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    BeforeLetter(&'static str),
    Letter,
}

impl Smtp {
    /// Reads `smtps://USER:PASSWORD@HOST:465`, `smtp://USER:PASSWORD@HOST:587` (with `STARTTLS`,
    /// which is required) or `smtp://127.0.0.1:2525?tls=none` (this machine only). `&hello=NAME`
    /// says what to call ourselves. Characters such as `@`, `/` and `#` are percent-encoded.
    ///
    /// # Errors
    /// What is wrong and what to write instead; never with the user or the password in it.
    pub fn from_url(url: &str) -> Result<Self, String> {
        let url = mail_url::parse(Service::Smtp, url)?;
        let sign_in = match url.login.clone() {
            None => None,
            Some(Login {
                user,
                password: Some(password),
            }) => Some(SignIn::Password { user, password }),
            Some(Login { password: None, .. }) => {
                return Err(
                    "the SMTP address has a user, but no password: write USER:PASSWORD@HOST, or set what \
                     OAuth needs"
                        .to_owned(),
                );
            }
        };
        Ok(Self {
            url,
            timeouts: SmtpTimeouts::default(),
            root: None,
            sign_in,
        })
    }

    /// The same for `smtps://USER@HOST:465` or `smtp://USER@HOST:587`: signs in by access tokens (XOAUTH2).
    ///
    /// # Errors
    /// As [`Smtp::from_url`]; also if the address has a password or no user.
    pub fn with_tokens(url: &str, tokens: Arc<Oauth>) -> Result<Self, String> {
        let url = mail_url::parse(Service::Smtp, url)?;
        let Some(Login {
            user,
            password: None,
        }) = url.login.clone()
        else {
            return Err(
                "with OAuth the SMTP address has a user and no password: write smtps://USER@HOST:465"
                    .to_owned(),
            );
        };
        Ok(Self {
            url,
            timeouts: SmtpTimeouts::default(),
            root: None,
            sign_in: Some(SignIn::Token { user, tokens }),
        })
    }

    /// Whether an address names a user without a password, as it does where tokens are used.
    pub fn wants_tokens(url: &str) -> bool {
        mail_url::parse(Service::Smtp, url)
            .ok()
            .and_then(|url| url.login)
            .is_some_and(|login| login.password.is_none())
    }

    /// Waits otherwise than 30 s for the connection and 60 s for each phase.
    #[must_use]
    pub fn with_timeouts(mut self, timeouts: SmtpTimeouts) -> Self {
        self.timeouts = timeouts;
        self
    }

    /// Trusts one more root certificate (PEM), for a server with a certificate of its own.
    ///
    /// # Errors
    /// If that is no certificate.
    pub fn with_root_certificate(mut self, pem: &[u8]) -> Result<Self, String> {
        let root = Certificate::from_pem(pem)
            .map_err(|_| "the root certificate can't be read: PEM is expected")?;
        self.root = Some(root);
        Ok(self)
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, PortError> {
        let hello = ClientId::Domain(
            self.url
                .hello
                .clone()
                .unwrap_or_else(|| "[127.0.0.1]".to_owned()),
        );
        let tls = match self.url.protection {
            Protection::Implicit => Some(self.tls()?),
            Protection::StartTls | Protection::None => None,
        };
        let phase = Phase::BeforeLetter("connecting");
        let wait = self.timeouts.connect.saturating_add(self.timeouts.phase);
        let connecting = AsyncSmtpConnection::connect_tokio1(
            (self.url.host.as_str(), self.url.port),
            Some(self.timeouts.connect),
            &hello,
            tls,
            None,
        );
        let mut connection = self.within(phase, wait, connecting).await?;
        if self.url.protection == Protection::StartTls {
            if !connection.can_starttls() {
                self.part(connection).await;
                return Err(PortError::Refused(format!(
                    "{}: the server offers no STARTTLS, and without it nothing is sent; try smtps://",
                    self.name()
                )));
            }
            let tls = self.tls()?;
            let upgrade = connection.starttls(tls, &hello);
            self.within(
                Phase::BeforeLetter("STARTTLS"),
                self.timeouts.phase,
                upgrade,
            )
            .await?;
        }
        if let Some(sign_in) = &self.sign_in {
            let (credentials, mechanisms) = sign_in.credentials().await?;
            if connection
                .server_info()
                .get_auth_mechanism(mechanisms)
                .is_none()
            {
                self.part(connection).await;
                return Err(PortError::Refused(format!(
                    "{}: the server takes no {}",
                    self.name(),
                    sign_in.kind()
                )));
            }
            let phase = Phase::BeforeLetter("AUTH");
            let answer = self
                .within(
                    phase,
                    self.timeouts.phase,
                    connection.auth(mechanisms, &credentials),
                )
                .await;
            let answer = match answer {
                Ok(answer) => answer,
                Err(error) => {
                    sign_in.failed().await;
                    return Err(error);
                }
            };
            self.completed(phase, &answer)?;
        }
        Ok(connection)
    }

    fn tls(&self) -> Result<TlsParameters, PortError> {
        let mut builder = TlsParameters::builder(self.url.host.clone());
        if let Some(root) = &self.root {
            builder = builder.add_root_certificate(root.clone());
        }
        builder
            .build_rustls()
            .map_err(|_| PortError::Refused(format!("{}: TLS can't be set up", self.name())))
    }

    /// Runs one phase with its time limit and says what a failure in it means.
    async fn within<T>(
        &self,
        phase: Phase,
        wait: Duration,
        work: impl Future<Output = Result<T, lettre::transport::smtp::Error>>,
    ) -> Result<T, PortError> {
        match timeout(wait, work).await {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(error)) => Err(self.failure(phase, &error)),
            Err(_) => Err(self.broken(phase, &format!("no answer within {} s", wait.as_secs()))),
        }
    }

    fn failure(&self, phase: Phase, error: &lettre::transport::smtp::Error) -> PortError {
        let source = std::error::Error::source(error)
            .map(ToString::to_string)
            .unwrap_or_default();
        let Some(code) = error.status() else {
            let text = if source.is_empty() {
                error.to_string()
            } else {
                source
            };
            return self.broken(phase, &text);
        };
        let text = format!(
            "{}: {}: {code} {}",
            self.name(),
            phase.name(),
            redact(&source, &self.secrets())
        );
        match code.severity {
            Severity::PermanentNegativeCompletion => PortError::Refused(text),
            // A 4xx is an answer too: the server says that it did not take the letter.
            Severity::TransientNegativeCompletion => PortError::Busy(text),
            Severity::PositiveCompletion | Severity::PositiveIntermediate => {
                self.broken(phase, &text)
            }
        }
    }

    /// No answer, or one that can't be read.
    fn broken(&self, phase: Phase, text: &str) -> PortError {
        let text = format!(
            "{}: {}: {}",
            self.name(),
            phase.name(),
            redact(text, &self.secrets())
        );
        match phase {
            Phase::BeforeLetter(_) => PortError::Busy(text),
            Phase::Letter => PortError::Unknown(text),
        }
    }

    /// A phase is done with a 2xx. The library lets 3xx pass as well.
    fn completed(&self, phase: Phase, answer: &Response) -> Result<(), PortError> {
        if answer.code().severity == Severity::PositiveCompletion {
            return Ok(());
        }
        Err(self.broken(
            phase,
            &format!("an answer out of place: {}", text_of(answer)),
        ))
    }

    /// One letter over an open connection.
    async fn transaction(
        &self,
        connection: &mut AsyncSmtpConnection,
        from: &Address,
        to: &Address,
        letter: &[u8],
    ) -> Result<Handover, PortError> {
        let wait = self.timeouts.phase;
        let mut parameters = Vec::new();
        if !AsRef::<str>::as_ref(from).is_ascii() || !AsRef::<str>::as_ref(to).is_ascii() {
            if !connection
                .server_info()
                .supports_feature(Extension::SmtpUtfEight)
            {
                return Err(PortError::Refused(format!(
                    "{}: the address has letters beyond ASCII before the @, and this server can't carry them (no SMTPUTF8)",
                    self.name()
                )));
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        if !letter.is_ascii() {
            if !connection
                .server_info()
                .supports_feature(Extension::EightBitMime)
            {
                return Err(PortError::Refused(format!(
                    "{}: the letter has bytes beyond ASCII, and this server can't carry them (no 8BITMIME)",
                    self.name()
                )));
            }
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        let phase = Phase::BeforeLetter("MAIL");
        let answer = self
            .within(
                phase,
                wait,
                connection.command(Mail::new(Some(from.clone()), parameters)),
            )
            .await?;
        self.completed(phase, &answer)?;
        let phase = Phase::BeforeLetter("RCPT");
        let answer = self
            .within(
                phase,
                wait,
                connection.command(Rcpt::new(to.clone(), vec![])),
            )
            .await?;
        self.completed(phase, &answer)?;
        let phase = Phase::BeforeLetter("DATA");
        let answer = self.within(phase, wait, connection.command(Data)).await?;
        if !answer.has_code(354) {
            return Err(self.broken(
                phase,
                &format!("an answer out of place: {}", text_of(&answer)),
            ));
        }
        // The library ends the letter with CR LF dot CR LF; the letter's own last line end is that
        // first CR LF, or the receiver would get one byte pair more than we hashed.
        let content = letter.strip_suffix(b"\r\n").unwrap_or(letter);
        let answer = self
            .within(Phase::Letter, wait, connection.message(content))
            .await?;
        self.completed(Phase::Letter, &answer)?;
        Ok(Handover {
            provider_id: redact(&text_of(&answer), &self.secrets()),
            message_id: None,
        })
    }

    fn secrets(&self) -> Vec<String> {
        self.sign_in
            .as_ref()
            .map(SignIn::secrets)
            .unwrap_or_default()
    }

    async fn part(&self, mut connection: AsyncSmtpConnection) {
        let _ = timeout(GOODBYE.min(self.timeouts.phase), connection.quit()).await;
    }
}

impl SignIn {
    /// What to say, and by which mechanisms.
    async fn credentials(&self) -> Result<(Credentials, &'static [Mechanism]), PortError> {
        Ok(match self {
            Self::Password { user, password } => (
                Credentials::new(user.clone(), password.clone()),
                &[Mechanism::Plain, Mechanism::Login],
            ),
            Self::Token { user, tokens } => (
                Credentials::new(user.clone(), tokens.token().await?),
                &[Mechanism::Xoauth2],
            ),
        })
    }

    /// A token that was not taken is not shown again: it may have been withdrawn.
    async fn failed(&self) {
        if let Self::Token { tokens, .. } = self {
            tokens.forget().await;
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Password { .. } => "user and password (neither AUTH PLAIN nor LOGIN)",
            Self::Token { .. } => "access token (no AUTH XOAUTH2)",
        }
    }

    /// What no error repeats: the longest first, as the end of it is often one of the others.
    fn secrets(&self) -> Vec<String> {
        match self {
            Self::Password { user, password } => vec![
                BASE64.encode(format!("\0{user}\0{password}").as_bytes()),
                BASE64.encode(password.as_bytes()),
                password.clone(),
            ],
            Self::Token { user, tokens } => tokens.secrets_of_sign_in(user),
        }
    }
}

impl Phase {
    fn name(self) -> &'static str {
        match self {
            Self::BeforeLetter(name) => name,
            Self::Letter => "the letter",
        }
    }
}

fn text_of(answer: &Response) -> String {
    let words: Vec<&str> = answer.message().collect();
    format!("{} {}", answer.code(), words.join(" "))
}

/// An address fit for a command. A domain beyond ASCII gets its ASCII form.
fn address(text: &str, which: &str) -> Result<Address, PortError> {
    let refused =
        || PortError::Refused(format!("the {which} isn't an address that SMTP can carry"));
    let (local, domain) = text.rsplit_once('@').ok_or_else(refused)?;
    if domain.is_ascii() {
        return Address::new(local, domain).map_err(|_| refused());
    }
    // The URL parser would quietly drop line ends and read a path or a port.
    if !domain
        .chars()
        .all(|one| one.is_alphanumeric() || one == '-' || one == '.')
    {
        return Err(refused());
    }
    let domain = reqwest::Url::parse(&format!("http://{domain}/")).map_err(|_| refused())?;
    Address::new(local, domain.host_str().unwrap_or_default()).map_err(|_| refused())
}

/// A lone CR or LF can end the letter early at the next server, and what follows it is then read
/// as commands; such a letter is never handed over.
fn check_letter(letter: &[u8]) -> Result<(), PortError> {
    if letter.is_empty() {
        return Err(PortError::Refused("the letter is empty".to_owned()));
    }
    if letter.len() > LETTER_LIMIT {
        return Err(PortError::Refused(format!(
            "the letter has {} bytes; {LETTER_LIMIT} are the limit",
            letter.len()
        )));
    }
    let mut before = 0;
    for &byte in letter {
        if (byte == b'\n') != (before == b'\r') {
            return Err(PortError::Refused(
                "the letter has a CR without LF, or a LF without CR".to_owned(),
            ));
        }
        before = byte;
    }
    if before == b'\r' {
        return Err(PortError::Refused(
            "the letter ends within a line end".to_owned(),
        ));
    }
    Ok(())
}

#[async_trait::async_trait]
impl Mailer for Smtp {
    async fn hand_over(&self, envelope: &Envelope, letter: &[u8]) -> Result<Handover, PortError> {
        let from = address(&envelope.from, "sender")?;
        let to = address(&envelope.to, "recipient")?;
        check_letter(letter)?;
        let mut connection = self.connect().await?;
        let outcome = self.transaction(&mut connection, &from, &to, letter).await;
        if !matches!(outcome, Err(PortError::Unknown(_))) {
            self.part(connection).await;
        }
        outcome
    }

    async fn look_up(&self, _claim: &str) -> Result<LookUp, PortError> {
        // SMTP has no question for it.
        Ok(LookUp::CannotTell)
    }

    fn is_real(&self) -> bool {
        true
    }

    fn name(&self) -> String {
        format!("smtp {}", self.url.place())
    }
}
