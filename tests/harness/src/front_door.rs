//! Requests to the public door, through the real router.

use crate::World;
use axum::body::Body;
use axum::http::{Method, Request, header};
use jiff::Timestamp;
use onloop_http::wire::PlaybookFault;
use onloop_http::{Doors, Hosts, PlaybookReader, TotalsCache};
use std::sync::Arc;
use tower::ServiceExt;

/// What the door said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answered(pub u16);

/// No files behind the playbook of a test.
struct NoFiles;

#[async_trait::async_trait]
impl PlaybookReader for NoFiles {
    async fn reload(&self) -> Result<(bool, Vec<PlaybookFault>), String> {
        Ok((false, Vec::new()))
    }

    fn state(&self) -> (Timestamp, Vec<PlaybookFault>) {
        (Timestamp::UNIX_EPOCH, Vec::new())
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
