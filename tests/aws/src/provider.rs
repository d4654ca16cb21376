//! A provider of mailboxes: SMTP that keeps what it takes, IMAP with nothing in it, and a token service whose refresh
//! tokens are good once. Both servers are signed in to by the password or by an access token that was given out.

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use data_encoding::BASE64;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

const PASSWORD: &str = "sesame-7f3a";
/// What an IMAP server answers to a command that begins so.
const EMPTY_MAILBOX: [(&str, &str); 5] = [
    ("CAPABILITY", "* CAPABILITY IMAP4rev1\r\n"),
    ("LIST", "* LIST (\\HasNoChildren) \".\" INBOX\r\n"),
    (
        "EXAMINE",
        "* 0 EXISTS\r\n* OK [UIDVALIDITY 7] valid\r\n* OK [UIDNEXT 1] next\r\n",
    ),
    ("UID SEARCH", "* SEARCH\r\n"),
    ("LOGOUT", "* BYE\r\n"),
];

#[derive(Default)]
struct Seen {
    letters: Vec<Vec<u8>>,
    /// Refresh tokens, in the order in which they were shown.
    shown: Vec<String>,
    /// Access tokens that were given out.
    given: usize,
    sign_ins: usize,
}

/// The provider, serving until dropped.
pub struct Provider {
    seen: Arc<Mutex<Seen>>,
    smtp: u16,
    imap: u16,
    tokens: u16,
    servers: Vec<JoinHandle<()>>,
}

fn lock(seen: &Mutex<Seen>) -> MutexGuard<'_, Seen> {
    seen.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn listen() -> (TcpListener, u16) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    (listener, port)
}

/// Gives each connection to a conversation of its own.
fn serve<F>(listener: TcpListener, talk: impl Fn(TcpStream) -> F + Send + 'static) -> JoinHandle<()>
where
    F: Future<Output = Option<()>> + Send + 'static,
{
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(talk(stream));
        }
    })
}

impl Provider {
    /// Starts all three servers. The first refresh token is `refresh-1`.
    pub async fn start() -> Self {
        let seen = Arc::new(Mutex::new(Seen::default()));
        let (smtp_listener, smtp) = listen().await;
        let (imap_listener, imap) = listen().await;
        let (tokens_listener, tokens) = listen().await;
        let (for_smtp, for_imap) = (seen.clone(), seen.clone());
        let app = Router::new()
            .route("/token", post(grant))
            .with_state(seen.clone());
        let servers = vec![
            serve(smtp_listener, move |stream| take(stream, for_smtp.clone())),
            serve(imap_listener, move |stream| show(stream, for_imap.clone())),
            tokio::spawn(async move { axum::serve(tokens_listener, app).await.unwrap() }),
        ];
        Self {
            seen,
            smtp,
            imap,
            tokens,
            servers,
        }
    }

    /// An account that sends by the password.
    pub fn by_password(&self, address: &str) -> Value {
        let user = address.replace('@', "%40");
        let smtp = format!("smtp://{user}:{PASSWORD}@127.0.0.1:{}?tls=none", self.smtp);
        json!({"address": address, "smtp": smtp})
    }

    /// An account that sends and is read by access tokens.
    pub fn by_tokens(&self, address: &str) -> Value {
        let user = address.replace('@', "%40");
        json!({
            "address": address,
            "smtp": format!("smtp://{user}@127.0.0.1:{}?tls=none", self.smtp),
            "imap": format!("imap://{user}@127.0.0.1:{}?tls=none", self.imap),
            "oauth": {
                "token_url": format!("http://127.0.0.1:{}/token", self.tokens),
                "client_id": "app",
                "refresh_token": "refresh-1",
            },
        })
    }

    /// What it took so far.
    pub fn letters(&self) -> Vec<mail::Inbound> {
        let seen = lock(&self.seen);
        seen.letters.iter().map(|raw| mail::read(raw)).collect()
    }

    /// The refresh tokens that it was shown, in order.
    pub fn shown(&self) -> Vec<String> {
        lock(&self.seen).shown.clone()
    }

    /// Sign-ins that succeeded, at both servers.
    pub fn sign_ins(&self) -> usize {
        lock(&self.seen).sign_ins
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        for server in &self.servers {
            server.abort();
        }
    }
}

/// Each refresh token is good once: the next comes with the access token.
async fn grant(State(seen): State<Arc<Mutex<Seen>>>, form: String) -> (StatusCode, Json<Value>) {
    let mut fields = form.split('&');
    let shown = fields.find_map(|field| field.strip_prefix("refresh_token="));
    let shown = shown.unwrap_or_default().to_owned();
    let mut seen = lock(&seen);
    seen.shown.push(shown.clone());
    if shown != format!("refresh-{}", seen.given + 1) {
        return (
            StatusCode::BAD_REQUEST,
            Json(json!({"error": "invalid_grant"})),
        );
    }
    seen.given += 1;
    let told = json!({
        "access_token": format!("access-{}", seen.given),
        "refresh_token": format!("refresh-{}", seen.given + 1),
        "token_type": "Bearer",
        "expires_in": 3600,
    });
    (StatusCode::OK, Json(told))
}

/// Whether what somebody signs in with, in Base64, holds the password or an access token.
fn signs_in(seen: &Mutex<Seen>, proof: &str) -> bool {
    let proof = BASE64.decode(proof.as_bytes()).unwrap_or_default();
    let proof = String::from_utf8_lossy(&proof).into_owned();
    let mut seen = lock(seen);
    let by_token =
        (1..=seen.given).any(|number| proof.contains(&format!("Bearer access-{number}\u{1}")));
    let is_known = by_token || proof.ends_with(&format!("\0{PASSWORD}"));
    seen.sign_ins += usize::from(is_known);
    is_known
}

async fn say(stream: &mut BufReader<TcpStream>, line: &str) -> Option<()> {
    let line = format!("{line}\r\n");
    stream.get_mut().write_all(line.as_bytes()).await.ok()
}

async fn hear(stream: &mut BufReader<TcpStream>) -> Option<String> {
    let mut line = String::new();
    let heard = stream.read_line(&mut line).await.ok()?;
    (heard > 0).then(|| line.trim_end().to_owned())
}

/// A conversation in SMTP, for ASCII letters.
async fn take(stream: TcpStream, seen: Arc<Mutex<Seen>>) -> Option<()> {
    let mut stream = BufReader::new(stream);
    say(&mut stream, "220 provider.example ESMTP").await?;
    let mut is_signed_in = false;
    loop {
        let line = hear(&mut stream).await?;
        let mut words = line.split(' ');
        let answer = match words.next().unwrap_or_default() {
            "EHLO" => "250-provider.example\r\n250-8BITMIME\r\n250 AUTH PLAIN XOAUTH2",
            "AUTH" if signs_in(&seen, words.nth(1).unwrap_or_default()) => {
                is_signed_in = true;
                "235 2.7.0 welcome"
            }
            "AUTH" => "535 5.7.8 no",
            "MAIL" if !is_signed_in => "530 5.7.0 sign in first",
            "MAIL" | "RCPT" => "250 2.1.0 ok",
            "DATA" => {
                say(&mut stream, "354 go on").await?;
                let mut letter = String::new();
                loop {
                    let line = hear(&mut stream).await?;
                    if line == "." {
                        break;
                    }
                    letter.push_str(line.strip_prefix('.').unwrap_or(&line));
                    letter.push_str("\r\n");
                }
                lock(&seen).letters.push(letter.into_bytes());
                "250 2.0.0 taken"
            }
            "QUIT" => return say(&mut stream, "221 bye").await,
            _ => "500 what?",
        };
        say(&mut stream, answer).await?;
    }
}

/// A conversation in IMAP.
async fn show(stream: TcpStream, seen: Arc<Mutex<Seen>>) -> Option<()> {
    let mut stream = BufReader::new(stream);
    say(&mut stream, "* OK hello").await?;
    loop {
        let line = hear(&mut stream).await?;
        let (tag, said) = line.split_once(' ')?;
        if said.starts_with("AUTHENTICATE") {
            say(&mut stream, "+ ").await?;
            let proof = hear(&mut stream).await?;
            if !signs_in(&seen, &proof) {
                say(&mut stream, &format!("{tag} NO [AUTHENTICATIONFAILED] no")).await?;
                continue;
            }
        }
        let lines = EMPTY_MAILBOX
            .iter()
            .find(|(start, _)| said.starts_with(start));
        let lines = lines.map_or("", |(_, lines)| lines);
        say(&mut stream, &format!("{lines}{tag} OK done")).await?;
    }
}
