//! A whole stack on the emulators behind one address, as its distribution has it: the page and its sign-in with
//! Cognito, the API for those that signed in, the public entries. For a browser, or for the commands with
//! `--stack`.
//!
//! ```text
//! cargo run -p aws-tests --example front
//! ```
//!
//! One line of JSON on standard output says where it serves and who may sign in; it ends with its standard input.
//! Under `/test/` is what the world outside does: `GET /test/letters` tells what SES took, and `POST /test/answer`
//! has the reader of a letter write back.

#![expect(clippy::unwrap_used, reason = "a tool for tests")]

use aws_tests::{Cognito, Deployed, playbooks};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, Method, Response, StatusCode, header};
use axum::routing::{any, get, post};
use serde_json::{Value, json};
use std::path::{Path as FilePath, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;

/// Between two looks of what works on the queues.
const PAUSE: Duration = Duration::from_millis(200);

struct Front {
    stack: Mutex<Deployed>,
    cognito: Cognito,
    /// The policy that the distribution sends with each file of the page.
    policy: String,
}

type Shared = State<Arc<Front>>;

fn answer(status: u16, kind: &str, body: impl Into<Body>) -> Response<Body> {
    let mut response = Response::new(body.into());
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    let kind = kind.parse().unwrap();
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

fn json_answer(status: u16, body: &Value) -> Response<Body> {
    answer(status, "application/json", body.to_string())
}

/// API Gateway: its authorizer looks at the token, and the function gets the claims.
async fn api(
    State(front): Shared,
    method: Method,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let token = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let Some(claims) = token.and_then(|token| front.cognito.claims(token)) else {
        return json_answer(401, &json!({"message": "Unauthorized"}));
    };
    let claims: serde_json::Map<String, Value> = claims
        .as_object()
        .unwrap()
        .iter()
        // As API Gateway writes them: all are texts.
        .map(|(name, value)| {
            let text = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            (name.clone(), json!(text))
        })
        .collect();
    let authorizer = json!({"jwt": {"claims": claims, "scopes": null}});
    let body = serde_json::from_slice(&body).ok();
    let mut stack = front.stack.lock().await;
    let (status, text) = stack
        .http(
            "api",
            method.as_str(),
            &uri.to_string(),
            Some(authorizer),
            body,
        )
        .await;
    answer(status, "application/json", text)
}

/// The public entries.
async fn public(
    State(front): Shared,
    method: Method,
    OriginalUri(uri): OriginalUri,
) -> Response<Body> {
    let mut stack = front.stack.lock().await;
    let (status, text) = stack
        .http("webhook", method.as_str(), &uri.to_string(), None, None)
        .await;
    answer(status, "text/html; charset=utf-8", text)
}

/// Where programs post replies.
async fn hook(State(front): Shared, headers: HeaderMap, body: Bytes) -> Response<Body> {
    let text = |value: &axum::http::HeaderValue| value.to_str().map(str::to_owned).ok();
    let headers: Vec<(String, String)> = headers
        .iter()
        .filter_map(|(name, value)| Some((name.to_string(), text(value)?)))
        .collect();
    let headers: Vec<(&str, &str)> = headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let mut stack = front.stack.lock().await;
    let (status, text) = stack.post("/hooks/replies", &headers, &body).await;
    answer(status, "application/json", text)
}

fn root() -> PathBuf {
    FilePath::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A file of the page, as it lies in the bucket.
async fn file(State(front): Shared, path: Option<Path<String>>) -> Response<Body> {
    let name = path.map_or_else(|| "index.html".to_owned(), |Path(path)| path);
    let inside = FilePath::new(&name)
        .components()
        .all(|part| matches!(part, std::path::Component::Normal(_)));
    let folders = ["admin-site", "infra/sign-in"];
    let found = folders
        .into_iter()
        .filter(|_| inside)
        .find_map(|folder| std::fs::read(root().join(folder).join(&name)).ok());
    let Some(bytes) = found else {
        return answer(404, "text/plain", "no such file");
    };
    let kind = match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("webmanifest" | "json") => "application/json",
        _ => "application/octet-stream",
    };
    let mut response = answer(200, kind, bytes);
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, front.policy.as_str()),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "no-cache"),
    ] {
        response.headers_mut().insert(name, value.parse().unwrap());
    }
    response
}

async fn letters(State(front): Shared) -> Response<Body> {
    let letters = front.stack.lock().await.ses.letters();
    let told: Vec<Value> = letters
        .iter()
        .map(|letter| json!({"to": letter.to}))
        .collect();
    json_answer(200, &json!(told))
}

/// The first reader answers with these words.
async fn answered(State(front): Shared, words: String) -> Response<Body> {
    let stack = front.stack.lock().await;
    let letters = stack.ses.letters();
    let Some(letter) = letters.first() else {
        return json_answer(409, &json!({"detail": "nobody was written to"}));
    };
    let reply_to = mail::read(&letter.raw).reply_to.unwrap().address;
    let reply = format!(
        "From: <{}>\r\nTo: <{}>\r\nSubject: Re: docks\r\nMessage-ID: <r1@acme.example>\r\n\r\n{words}\r\n",
        letter.to[0], letter.from
    );
    stack.mail("r1", &reply_to, reply.as_bytes()).await;
    json_answer(200, &json!({"from": letter.to}))
}

#[tokio::main]
async fn main() {
    let stack = Deployed::start(playbooks::of_leads(6, 30)).await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let site = format!("http://localhost:{}", listener.local_addr().unwrap().port());
    let cognito = Cognito::make(stack.emulator(), stack.sign_in(), &site).await;
    let policy = stack.sign_in()["policy"].as_str().unwrap();
    let domain = stack.sign_in()["told"]["domain"].as_str().unwrap();
    assert!(policy.contains(domain), "{policy}");
    let policy = policy.replace(domain, stack.emulator());
    let (user, password) = cognito.operator();
    println!(
        "{}",
        json!({"address": site, "user": user, "password": password})
    );
    let front = Arc::new(Front {
        stack: Mutex::new(stack),
        cognito,
        policy,
    });
    let told = front.cognito.told();
    let app = Router::new()
        .route("/api/{*path}", any(api))
        .route("/u/{token}", any(public))
        .route("/hooks/replies", post(hook))
        .route("/test/letters", get(letters))
        .route("/test/answer", post(answered))
        .route("/sign-in.json", get(async move || json_answer(200, &told)))
        .route("/", get(file))
        .route("/{*path}", get(file))
        .with_state(Arc::clone(&front));
    let server = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    let works = tokio::spawn(async move {
        loop {
            front.stack.lock().await.work().await;
            tokio::time::sleep(PAUSE).await;
        }
    });
    let ended = tokio::task::spawn_blocking(|| std::io::read_to_string(std::io::stdin()));
    drop(ended.await);
    server.abort();
    works.abort();
    // Who holds the stack ends its processes: wait until both have let it go.
    drop(server.await);
    drop(works.await);
}
