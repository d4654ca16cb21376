//! Stands in front of a service and does to chosen calls what networks and clouds do.

use crate::{Missing, Storm};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::CONTENT_LENGTH;
use axum::http::{HeaderMap, Method, Request, Response, StatusCode, Uri};
use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// What happens to one call.
#[derive(Debug, Clone)]
pub enum Fault {
    /// None: the call passes, and what is planned after it meets a later one.
    Passes,
    /// The service never sees it; this status and body are answered.
    Instead(u16, String),
    /// The service does it; this status is answered.
    DoneBut(u16),
    /// The service does it; no answer ever comes.
    DoneAndSilent,
    /// The service does it; the connection breaks off in the answer.
    DoneAndBroken,
}

/// Calls by the end of their `x-amz-target`, and what happens to them, in order.
type Plan = VecDeque<(String, Fault)>;

struct Inner {
    target: String,
    client: reqwest::Client,
    plan: Mutex<Plan>,
    storm: Mutex<Option<Storm>>,
    missing: Mutex<Option<Missing>>,
    seen: Mutex<Vec<String>>,
    calls: watch::Sender<u64>,
    met: AtomicU64,
}

/// A door to a service. Calls for which nothing is planned pass.
pub struct Faulty {
    inner: Arc<Inner>,
    address: String,
    server: tokio::task::JoinHandle<()>,
}

impl Faulty {
    /// Opens a door to the service at this address.
    pub async fn before(target: &str) -> Self {
        let inner = Arc::new(Inner {
            target: target.to_owned(),
            client: crate::http::client(),
            plan: Mutex::default(),
            storm: Mutex::default(),
            missing: Mutex::default(),
            calls: watch::Sender::new(0),
            met: AtomicU64::new(0),
            seen: Mutex::default(),
        });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let app = Router::new()
            .fallback(pass)
            .layer(axum::extract::DefaultBodyLimit::disable())
            .with_state(Arc::clone(&inner));
        let server = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self {
            inner,
            address,
            server,
        }
    }

    /// Where it serves.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The next call of this operation meets this fault.
    pub fn plan(&self, operation: &str, fault: Fault) {
        lock(&self.inner.plan).push_back((operation.to_owned(), fault));
    }

    /// From now on faults come by chance; or no more.
    pub fn storm(&self, storm: Option<Storm>) {
        *lock(&self.inner.storm) = storm;
    }

    /// From now on this guard is missing.
    pub fn without(&self, guard: Missing) {
        *lock(&self.inner.missing) = Some(guard);
    }

    /// Faults that calls met by chance.
    pub fn met(&self) -> u64 {
        self.inner.met.load(Ordering::Relaxed)
    }

    /// Ends as soon as so many more calls have come.
    pub fn after(&self, more: u64) -> impl Future<Output = ()> + use<> {
        let mut calls = self.inner.calls.subscribe();
        let until = *calls.borrow() + more;
        async move {
            // The sender lives as long as the door.
            drop(calls.wait_for(|calls| *calls >= until).await);
        }
    }

    /// Operations called since the last time somebody asked.
    pub fn seen(&self) -> Vec<String> {
        std::mem::take(&mut *lock(&self.inner.seen))
    }
}

impl Drop for Faulty {
    fn drop(&mut self) {
        self.server.abort();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn pass(
    State(inner): State<Arc<Inner>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let target = headers.get("x-amz-target").and_then(|t| t.to_str().ok());
    let operation = target
        .and_then(|target| target.rsplit_once('.'))
        .map_or("", |(_, operation)| operation)
        .to_owned();
    lock(&inner.seen).push(operation.clone());
    let fault = {
        let mut plan = lock(&inner.plan);
        let position = plan.iter().position(|(planned, _)| *planned == operation);
        position.and_then(|position| plan.remove(position))
    };
    let fault = fault.map(|(_, fault)| fault).or_else(|| {
        let fault = lock(&inner.storm).as_mut()?.fault(&operation, &body)?;
        inner.met.fetch_add(1, Ordering::Relaxed);
        Some(fault)
    });
    inner.calls.send_modify(|calls| *calls += 1);
    if let Some(Fault::Instead(status, body)) = fault {
        return answer(StatusCode::from_u16(status).unwrap(), Body::from(body));
    }
    let missing = *lock(&inner.missing);
    let body = match missing {
        Some(guard) => Bytes::from(guard.weaken(&operation, &body)),
        None => body,
    };
    let mut request = Request::new(reqwest::Body::from(body));
    *request.method_mut() = method;
    *request.uri_mut() = format!("{}{uri}", inner.target).parse().unwrap();
    *request.headers_mut() = headers;
    // What is sent on may be longer or shorter.
    request.headers_mut().remove(CONTENT_LENGTH);
    let request = reqwest::Request::try_from(request).unwrap();
    let done = inner.client.execute(request).await.unwrap();
    let (status, headers) = (done.status(), done.headers().clone());
    let bytes = done.bytes().await.unwrap();
    match fault {
        None | Some(Fault::Passes | Fault::Instead(..)) => {
            let mut response = answer(status, Body::from(bytes));
            *response.headers_mut() = headers;
            response
        }
        Some(Fault::DoneBut(status)) => {
            answer(StatusCode::from_u16(status).unwrap(), Body::empty())
        }
        Some(Fault::DoneAndSilent) => std::future::pending().await,
        Some(Fault::DoneAndBroken) => {
            let broken = futures::stream::once(async { Err::<Bytes, _>("broken off") });
            answer(status, Body::from_stream(broken))
        }
    }
}

fn answer(status: StatusCode, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response
}
