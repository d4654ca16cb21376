//! One start of a program: a stub of the Lambda Runtime API gives it one event and waits for the answer.

use crate::Failure;
use crate::figures::rounded;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::Response;
use axum::routing::{get, post};
use serde_json::Value;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::mpsc;

/// Longer than any start takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a start was like.
pub(super) struct Start {
    /// From the start of the process to its first answer.
    pub(super) time: Duration,
    /// The peak of its resident memory until then, megabytes of 1,000,000 bytes.
    pub(super) memory_mb: f64,
}

/// How often a program is looked at, lest one that ended is waited for.
const LOOK: Duration = Duration::from_millis(50);

/// A program that is not needed any more is killed.
struct Killed(Child);

impl Drop for Killed {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

struct Runtime {
    event: Mutex<Option<String>>,
    answers: mpsc::UnboundedSender<Result<Instant, String>>,
}

/// Starts a program with just this environment and kills it after its first answer.
pub(super) async fn start(
    program: &Path,
    environment: &[(&str, String)],
    event: &Value,
) -> Result<Start, Failure> {
    let (answers, mut answered) = mpsc::unbounded_channel();
    let runtime = Arc::new(Runtime {
        event: Mutex::new(Some(event.to_string())),
        answers,
    });
    let app = Router::new()
        .route("/2018-06-01/runtime/invocation/next", get(next))
        .route("/2018-06-01/runtime/invocation/{id}/response", post(done))
        .route("/2018-06-01/runtime/invocation/{id}/error", post(failed))
        .route("/2018-06-01/runtime/init/error", post(failed))
        .with_state(runtime);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?.to_string();
    let server = tokio::spawn(async move { axum::serve(listener, app).await });
    let began = Instant::now();
    let child = Command::new(program)
        .env_clear()
        .envs(environment.iter().map(|(name, value)| (*name, value)))
        .env("AWS_LAMBDA_RUNTIME_API", address)
        .env("AWS_LAMBDA_FUNCTION_NAME", "bench")
        .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512")
        .env("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::inherit())
        .spawn()?;
    let mut child = Killed(child);
    let name = program.display();
    let time = loop {
        tokio::select! {
            answer = answered.recv() => match answer {
                Some(Ok(at)) => break at.duration_since(began),
                Some(Err(said)) => return Err(format!("{name} failed: {said}").into()),
                None => return Err("the runtime is gone".into()),
            },
            () = tokio::time::sleep(LOOK) => {
                if let Some(ended) = child.0.try_wait()? {
                    return Err(format!("{name} ended: {ended}").into());
                }
                if began.elapsed() > PATIENCE {
                    return Err(format!("{name} never answers").into());
                }
            }
        }
    };
    let memory_mb = peak_memory_mb(child.0.id()).unwrap_or_default();
    server.abort();
    Ok(Start { time, memory_mb })
}

fn peak_memory_mb(process: u32) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let peak = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u32 = peak.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(rounded(f64::from(kibibytes) * 1_024.0 / 1e6))
}

async fn next(State(runtime): State<Arc<Runtime>>) -> Response<Body> {
    let event = {
        let mut event = runtime.event.lock().unwrap_or_else(PoisonError::into_inner);
        event.take()
    };
    let Some(event) = event else {
        // There was one event. Who asks for another waits until it is killed.
        return std::future::pending().await;
    };
    let mut response = Response::new(Body::from(event));
    let later = jiff::Timestamp::now()
        .as_millisecond()
        .saturating_add(60_000);
    let headers = response.headers_mut();
    for (name, value) in [
        (
            "lambda-runtime-aws-request-id",
            "00000000-0000-4000-8000-000000000001",
        ),
        ("lambda-runtime-deadline-ms", &later.to_string()),
        (
            "lambda-runtime-invoked-function-arn",
            "arn:aws:lambda:us-east-1:000000000000:function:bench",
        ),
        ("content-type", "application/json"),
    ] {
        if let Ok(value) = value.parse() {
            headers.insert(name, value);
        }
    }
    response
}

async fn done(State(runtime): State<Arc<Runtime>>) -> &'static str {
    drop(runtime.answers.send(Ok(Instant::now())));
    "{}"
}

async fn failed(State(runtime): State<Arc<Runtime>>, body: Bytes) -> &'static str {
    let said = String::from_utf8_lossy(&body).into_owned();
    drop(runtime.answers.send(Err(said)));
    "{}"
}
