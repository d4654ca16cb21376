//! Signing in through the browser, which comes back to a port of this machine (RFC 8252).

use super::{Kept, Pool, Stack};
use crate::commands::Failure;
use crate::commands::output::{hint, one_line};
use axum::Router;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use data_encoding::BASE64URL_NOPAD;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// Ports to which a browser may come back. Cognito compares the whole address, so they stand in the
/// template, too.
const PORTS: [u16; 3] = [7431, 7432, 7433];
/// Signing in takes a person no longer.
const PATIENCE: Duration = Duration::from_secs(600);
const PATH: &str = "/signed-in";

/// What a browser brings back.
#[derive(Deserialize)]
struct Back {
    #[serde(default)]
    code: Option<String>,
    #[serde(default)]
    state: Option<String>,
    #[serde(default)]
    error: Option<String>,
}

/// Waits for the browser.
struct Door {
    state: String,
    port: u16,
    /// Code, or why there is none. Taken by the first that comes with our state.
    answer: Mutex<Option<oneshot::Sender<Result<String, String>>>>,
}

/// Has an operator sign in, and keeps the sign-in.
pub(crate) async fn sign_in(
    stack: &Stack,
    port: Option<u16>,
    with_browser: bool,
) -> Result<Kept, Failure> {
    let pool = Pool::of(stack).await?;
    let (verifier, state) = (random()?, random()?);
    let challenge = BASE64URL_NOPAD.encode(&Sha256::digest(verifier.as_bytes()));
    let listener = listen(port).await?;
    let port = listener.local_addr().map_err(unheard)?.port();
    let redirect = format!("http://localhost:{port}{PATH}");
    let page = pool.authorize(&redirect, &state, &challenge)?;
    hint(&format!("sign in here: {page}"));
    if with_browser && !open(page.as_str()) {
        hint("no browser could be started: open the address in one on this machine");
    }
    let code = come_back(listener, port, state).await?;
    let kept = pool.exchange(stack, &code, &redirect, &verifier).await?;
    kept.write(stack)?;
    Ok(kept)
}

/// 43 characters that nobody can guess.
fn random() -> Result<String, Failure> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| {
        Failure::refused(
            format!("the system gives no random bytes: {error}"),
            "try again",
        )
    })?;
    Ok(BASE64URL_NOPAD.encode(&bytes))
}

fn unheard(error: std::io::Error) -> Failure {
    Failure::refused(
        format!("can't listen for the browser: {error}"),
        "end what uses the port, or give another that the stack knows with --port",
    )
}

async fn listen(port: Option<u16>) -> Result<TcpListener, Failure> {
    let ports = port.map_or(PORTS.to_vec(), |port| vec![port]);
    let mut last = std::io::Error::other("no port");
    for port in ports {
        match TcpListener::bind(("127.0.0.1", port)).await {
            Ok(listener) => return Ok(listener),
            Err(error) => last = error,
        }
    }
    Err(unheard(last))
}

/// Serves until the browser came back with our state.
async fn come_back(listener: TcpListener, port: u16, state: String) -> Result<String, Failure> {
    let (send, answer) = oneshot::channel();
    let door = Arc::new(Door {
        state,
        port,
        answer: Mutex::new(Some(send)),
    });
    let app = Router::new().route(PATH, get(back)).with_state(door);
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = axum::serve(listener, app).with_graceful_shutdown(async {
        let _ = stopped.await;
    });
    let serving = tokio::spawn(serving.into_future());
    let came = tokio::time::timeout(PATIENCE, answer).await;
    // The page that tells the person is sent to its end.
    let _ = stop.send(());
    let _ = tokio::time::timeout(Duration::from_secs(2), serving).await;
    match came {
        Ok(Ok(Ok(code))) => Ok(code),
        Ok(Ok(Err(why))) => Err(Failure::refused(
            format!("the sign-in was refused: {}", one_line(&why)),
            "ask whoever runs the stack for a user of yours",
        )),
        Ok(Err(_)) | Err(_) => Err(Failure::refused(
            "nobody signed in",
            "run the command again, and open the address that it prints in a browser on this machine",
        )),
    }
}

async fn back(
    State(door): State<Arc<Door>>,
    headers: HeaderMap,
    Query(back): Query<Back>,
) -> Response {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let known = [
        format!("localhost:{}", door.port),
        format!("127.0.0.1:{}", door.port),
    ];
    // Another site may lead the browser here; it doesn't know the state.
    let is_ours = host.is_some_and(|host| known.iter().any(|known| known == host))
        && back.state.as_deref() == Some(door.state.as_str());
    if !is_ours {
        return page(
            StatusCode::BAD_REQUEST,
            "This belongs to no sign-in that was begun here.",
        );
    }
    let answer = match (back.code, back.error) {
        (Some(code), None) => Ok(code),
        (_, error) => Err(error.unwrap_or_else(|| "no code came".to_owned())),
    };
    let told = match &answer {
        Ok(_) => "You are signed in. Close this window and go back to the terminal.",
        Err(_) => "The sign-in was refused. Go back to the terminal.",
    };
    let mut waiting = door.answer.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(waiting) = waiting.take() {
        let _ = waiting.send(answer);
    }
    page(StatusCode::OK, told)
}

fn page(status: StatusCode, words: &str) -> Response {
    let headers = [
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    let html = format!("<!doctype html><meta charset=utf-8><title>Onloop</title><p>{words}</p>");
    (status, headers, Html(html)).into_response()
}

/// Starts the browser, by the system's own way. False: there is none.
fn open(address: &str) -> bool {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    let started = Command::new(program)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    started.is_ok()
}
