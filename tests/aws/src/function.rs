//! A function's real program, run against a stub of the Lambda Runtime API.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{Response, StatusCode};
use axum::routing::{get, post};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};

/// How often a program is looked at while it works.
const LOOK: Duration = Duration::from_millis(50);

/// How an invocation ended: the function's answer, or the error that it reported.
type Ended = Result<Value, Value>;

/// An event on its way.
struct Invocation {
    event: Value,
    ended: oneshot::Sender<Ended>,
}

struct Runtime {
    coming: tokio::sync::Mutex<mpsc::UnboundedReceiver<Invocation>>,
    running: Mutex<BTreeMap<String, oneshot::Sender<Ended>>>,
    count: Mutex<u64>,
    broken: Mutex<Option<String>>,
}

/// One instance of a function, which works on one event at a time, as on Lambda.
pub struct Function {
    name: String,
    environment: BTreeMap<String, String>,
    events: mpsc::UnboundedSender<Invocation>,
    runtime: Arc<Runtime>,
    server: tokio::task::JoinHandle<()>,
    child: Child,
    /// It is started anew whenever it has ended, as Lambda does.
    is_revived: bool,
}

/// Where cargo puts programs: beside the folder of this test's own.
pub fn program(name: &str) -> PathBuf {
    let own = std::env::current_exe().unwrap();
    let folder = own.parent().and_then(|deps| deps.parent()).unwrap();
    folder.join(name)
}

fn run(name: &str, environment: &BTreeMap<String, String>) -> Child {
    let program = program(name);
    Command::new(&program)
        .env_clear()
        .envs(environment)
        .env("AWS_LAMBDA_FUNCTION_NAME", name)
        .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512")
        .env("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST")
        .stdin(Stdio::null())
        .stdout(Stdio::inherit())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap_or_else(|error| {
            panic!(
                "{} can't be started ({error}): run tests/run aws, which builds it",
                program.display()
            )
        })
}

impl Function {
    /// Starts it with just this environment.
    pub async fn start(name: &str, environment: &BTreeMap<String, String>) -> Self {
        let (events, coming) = mpsc::unbounded_channel();
        let runtime = Arc::new(Runtime {
            coming: tokio::sync::Mutex::new(coming),
            running: Mutex::default(),
            count: Mutex::default(),
            broken: Mutex::default(),
        });
        let app = Router::new()
            .route("/2018-06-01/runtime/invocation/next", get(next))
            .route("/2018-06-01/runtime/invocation/{id}/response", post(done))
            .route("/2018-06-01/runtime/invocation/{id}/error", post(failed))
            .route("/2018-06-01/runtime/init/error", post(broken))
            .layer(axum::extract::DefaultBodyLimit::disable())
            .with_state(Arc::clone(&runtime));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let server = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        let mut environment = environment.clone();
        environment.insert("AWS_LAMBDA_RUNTIME_API".to_owned(), address);
        let child = run(name, &environment);
        Self {
            name: name.to_owned(),
            environment,
            events,
            runtime,
            server,
            child,
            is_revived: false,
        }
    }

    /// From now on it may end by itself, such as when it can't read what it begins with, and is started
    /// anew; or no more.
    pub fn revive(&mut self, is_revived: bool) {
        self.is_revived = is_revived;
    }

    /// Kills it, whatever it is at, and starts it anew: what it worked on gets no answer.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.begin();
    }

    /// Starts it where another instance has ended.
    fn begin(&mut self) {
        lock(&self.runtime.running).clear();
        *lock(&self.runtime.broken) = None;
        self.child = run(&self.name, &self.environment);
    }

    /// Gives it an event and waits for its answer. What it reports as an error is one.
    pub async fn invoke(&mut self, event: Value) -> Ended {
        let (ended, mut end) = oneshot::channel();
        let sent = self.events.send(Invocation { event, ended });
        assert!(sent.is_ok(), "the runtime is gone");
        loop {
            tokio::select! {
                ended = &mut end => return ended.unwrap_or_else(|_| Err("it ended".into())),
                // Not waited for: a look now and then, lest a program that died is waited for for ever.
                () = tokio::time::sleep(LOOK) => self.lives(),
            }
        }
    }

    /// Fails the test if the program has ended, or starts it anew: nobody would answer.
    fn lives(&mut self) {
        if self.is_revived {
            if self.child.try_wait().unwrap().is_some() {
                self.begin();
            }
            return;
        }
        let said = lock(&self.runtime.broken).take();
        assert_eq!(said, None, "{} did not start", self.name);
        if let Some(status) = self.child.try_wait().unwrap() {
            panic!("{} ended: {status}", self.name);
        }
    }
}

impl Drop for Function {
    fn drop(&mut self) {
        self.server.abort();
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn next(State(runtime): State<Arc<Runtime>>) -> Response<Body> {
    let Some(invocation) = runtime.coming.lock().await.recv().await else {
        return status(StatusCode::GONE);
    };
    let id = {
        let mut count = lock(&runtime.count);
        *count += 1;
        format!("00000000-0000-4000-8000-{:012}", *count)
    };
    lock(&runtime.running).insert(id.clone(), invocation.ended);
    let deadline = jiff::Timestamp::now().as_millisecond() + 60_000;
    Response::builder()
        .header("lambda-runtime-aws-request-id", id)
        .header("lambda-runtime-deadline-ms", deadline)
        .header(
            "lambda-runtime-invoked-function-arn",
            "arn:aws:lambda:us-east-1:000000000000:function:test",
        )
        .header("content-type", "application/json")
        .body(Body::from(invocation.event.to_string()))
        .unwrap()
}

async fn done(
    State(runtime): State<Arc<Runtime>>,
    Path(id): Path<String>,
    body: Bytes,
) -> Response<Body> {
    end(&runtime, &id, Ok(read(&body)))
}

async fn failed(
    State(runtime): State<Arc<Runtime>>,
    Path(id): Path<String>,
    body: Bytes,
) -> Response<Body> {
    end(&runtime, &id, Err(read(&body)))
}

async fn broken(State(runtime): State<Arc<Runtime>>, body: Bytes) -> Response<Body> {
    *lock(&runtime.broken) = Some(read(&body).to_string());
    status(StatusCode::ACCEPTED)
}

fn end(runtime: &Runtime, id: &str, ended: Ended) -> Response<Body> {
    if let Some(waiting) = lock(&runtime.running).remove(id) {
        // Nobody waits any more if the test has failed meanwhile.
        drop(waiting.send(ended));
    }
    status(StatusCode::ACCEPTED)
}

fn read(body: &[u8]) -> Value {
    serde_json::from_slice(body).unwrap_or(Value::Null)
}

fn status(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::from("{}"));
    *response.status_mut() = status;
    response
}
