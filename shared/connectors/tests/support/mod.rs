//! A mail server that does as it is told.

use std::sync::{Arc, Mutex};

use tokio::io::{
    AsyncBufRead, AsyncBufReadExt, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader,
};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

/// What the server does when it is its turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    /// Says this line.
    Say(&'static str),
    /// Closes the connection.
    Drop,
    /// Says nothing and keeps the connection.
    Hang,
}

use Turn::Say;

/// How it goes through a session.
#[derive(Clone)]
pub(crate) struct Plan {
    pub(crate) greeting: Turn,
    pub(crate) ehlo: Turn,
    pub(crate) auth: Turn,
    pub(crate) mail: Turn,
    pub(crate) rcpt: Turn,
    pub(crate) data: Turn,
    /// Closes after so many bytes of the letter.
    pub(crate) cut_letter_at: Option<usize>,
    pub(crate) after_dot: Turn,
    /// Speaks TLS from the first byte.
    pub(crate) implicit_tls: bool,
    pub(crate) tls: Option<TlsAcceptor>,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            greeting: Say("220 test.example ESMTP"),
            ehlo: Say("250-test.example\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 AUTH PLAIN LOGIN"),
            auth: Say("235 2.7.0 welcome"),
            mail: Say("250 2.1.0 ok"),
            rcpt: Say("250 2.1.5 ok"),
            data: Say("354 go on"),
            cut_letter_at: None,
            after_dot: Say("250 2.0.0 Ok: queued as ABC123"),
            implicit_tls: false,
            tls: None,
        }
    }
}

impl Plan {
    /// Whether it falls silent somewhere.
    pub(crate) fn hangs(&self) -> bool {
        [
            self.greeting,
            self.ehlo,
            self.auth,
            self.mail,
            self.rcpt,
            self.data,
            self.after_dot,
        ]
        .contains(&Turn::Hang)
    }
}

/// What the server saw.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    pub(crate) connections: usize,
    /// Commands in order, without line ends.
    pub(crate) commands: Vec<String>,
    /// What came between `354` and the final dot, as it was on the wire (the dot's line included).
    pub(crate) wire: Vec<u8>,
}

impl Seen {
    pub(crate) fn has(&self, command: &str) -> bool {
        self.commands.iter().any(|seen| seen.starts_with(command))
    }

    /// The letter as a server stores it: dots unstuffed, the final dot taken off.
    pub(crate) fn letter(&self) -> Vec<u8> {
        let mut letter = Vec::new();
        for line in self.wire.split_inclusive(|&byte| byte == b'\n') {
            if line == b".\r\n" {
                break;
            }
            letter.extend_from_slice(line.strip_prefix(b".").unwrap_or(line));
        }
        letter
    }
}

pub(crate) struct Server {
    pub(crate) port: u16,
    pub(crate) seen: Arc<Mutex<Seen>>,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Starts a server on loopback.
pub(crate) async fn start(plan: Plan) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let seen = Arc::new(Mutex::new(Seen::default()));
    let shared = Arc::clone(&seen);
    let task = tokio::spawn(async move {
        loop {
            let Ok((socket, _)) = listener.accept().await else {
                return;
            };
            shared.lock().unwrap().connections += 1;
            if plan.implicit_tls {
                let Ok(socket) = plan.tls.clone().unwrap().accept(socket).await else {
                    continue;
                };
                let mut socket = BufReader::new(socket);
                let _ = session(&mut socket, &plan, &shared, false).await;
                continue;
            }
            let mut socket = BufReader::new(socket);
            if let Some(Upgrade) = session(&mut socket, &plan, &shared, plan.tls.is_some()).await {
                let Ok(socket) = plan.tls.clone().unwrap().accept(socket.into_inner()).await else {
                    continue;
                };
                let mut socket = BufReader::new(socket);
                let quiet = Plan {
                    greeting: Say(""),
                    ..plan.clone()
                };
                let _ = session(&mut socket, &quiet, &shared, false).await;
            }
        }
    });
    Server { port, seen, task }
}

struct Upgrade;

/// `None` when the session is over.
async fn session<S>(
    socket: &mut S,
    plan: &Plan,
    seen: &Mutex<Seen>,
    starttls: bool,
) -> Option<Upgrade>
where
    S: AsyncBufRead + AsyncWrite + Unpin,
{
    answer(socket, plan.greeting).await?;
    loop {
        let mut line = String::new();
        if socket.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        let line = line.trim_end().to_owned();
        seen.lock().unwrap().commands.push(line.clone());
        match line.split([' ', ':']).next().unwrap_or_default() {
            "EHLO" if starttls => answer(socket, Say("250-test.example\r\n250 STARTTLS")).await?,
            "EHLO" => answer(socket, plan.ehlo).await?,
            "STARTTLS" => {
                answer(socket, Say("220 go ahead")).await?;
                return Some(Upgrade);
            }
            "AUTH" => answer(socket, plan.auth).await?,
            "MAIL" => answer(socket, plan.mail).await?,
            "RCPT" => answer(socket, plan.rcpt).await?,
            "DATA" => {
                answer(socket, plan.data).await?;
                if plan.data != Say("354 go on") {
                    continue;
                }
                if let Some(count) = plan.cut_letter_at {
                    let mut part = vec![0; count];
                    socket.read_exact(&mut part).await.ok()?;
                    return None;
                }
                loop {
                    let mut line = Vec::new();
                    if socket.read_until(b'\n', &mut line).await.ok()? == 0 {
                        return None;
                    }
                    seen.lock().unwrap().wire.extend_from_slice(&line);
                    if line == b".\r\n" {
                        break;
                    }
                }
                answer(socket, plan.after_dot).await?;
            }
            "QUIT" => {
                answer(socket, Say("221 bye")).await?;
                return None;
            }
            _ => answer(socket, Say("500 what?")).await?,
        }
    }
}

async fn answer<S: AsyncWrite + Unpin>(socket: &mut S, turn: Turn) -> Option<()> {
    match turn {
        Say("") => Some(()),
        Say(line) => {
            socket
                .write_all(format!("{line}\r\n").as_bytes())
                .await
                .ok()?;
            socket.flush().await.ok()
        }
        Turn::Drop => None,
        Turn::Hang => std::future::pending().await,
    }
}
