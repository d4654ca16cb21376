//! Requests to the public door, through the real router.

use crate::World;
use axum::body::Body;
pub use axum::http::Method;
use axum::http::{Request, header};
use domain::OperatorId;
use onloop_http::wire::PlaybookFault;
use onloop_http::{Doors, Hosts, PlaybookReader, Reading, SignedIn, TotalsCache};
use serde_json::Value;
use std::sync::Arc;
use tower::ServiceExt;

/// What the public door said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answered(pub u16);

/// No files behind the playbook of a test.
struct NoFiles;

#[async_trait::async_trait]
impl PlaybookReader for NoFiles {
    async fn read(&self) -> Result<Reading, String> {
        Err("there is no folder".to_owned())
    }

    async fn holds(&self) -> Option<String> {
        None
    }

    fn faults(&self) -> Vec<PlaybookFault> {
        Vec::new()
    }
}

impl World {
    /// Both doors, as a process opens them.
    pub fn doors(&self) -> axum::Router {
        let doors = Doors {
            ports: self.ports.clone(),
            hosts: Hosts(vec!["onloop.test".to_owned()]),
            address: "http://onloop.test".to_owned(),
            market: None,
            playbook: Arc::new(NoFiles),
            wake: Arc::new(|| {}),
            totals: Arc::new(TotalsCache::default()),
        };
        onloop_http::router(doors, &[])
    }

    /// An operator asks the API: `/queue`. Tells the status and what was said.
    pub async fn ask(
        &self,
        by: &str,
        method: Method,
        path: &str,
        body: Option<Value>,
    ) -> (u16, Value) {
        let request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header(header::HOST, "onloop.test")
            .extension(SignedIn(OperatorId::parse(by).unwrap()))
            .body(body.map_or_else(Body::empty, |body| Body::from(body.to_string())))
            .unwrap();
        let answer = self.doors().oneshot(request).await.unwrap();
        let status = answer.status().as_u16();
        let bytes = axum::body::to_bytes(answer.into_body(), usize::MAX)
            .await
            .unwrap();
        (status, serde_json::from_slice(&bytes).unwrap_or_default())
    }

    /// A link scanner opens a link.
    pub async fn get(&self, path: &str) -> Answered {
        self.knock(Method::GET, path, Body::empty()).await
    }

    /// A mail program posts the one-click form (RFC 8058).
    pub async fn post_one_click(&self, path: &str) -> Answered {
        self.knock(Method::POST, path, Body::from("List-Unsubscribe=One-Click"))
            .await
    }

    async fn knock(&self, method: Method, path: &str, body: Body) -> Answered {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "go.quayline.example")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body)
            .unwrap();
        Answered(
            self.doors()
                .oneshot(request)
                .await
                .unwrap()
                .status()
                .as_u16(),
        )
    }
}
