//! The store of a data folder on which nothing runs. Takes the folder's lock, so that nothing starts on
//! it meanwhile.

use super::Failure;
use super::access::{Forgotten, LogPage};
use super::server::{read, said};
use crate::up::{self, OFFLINE_HOST, Offline};
use axum::body::Body;
use axum::http::{Request, header};
use flow::log::LogCursor;
use onloop_http::SignedIn;
use reqwest::{Method, Url};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt::Display;
use std::path::{Path, PathBuf};
use tokio::sync::OnceCell;
use tower::ServiceExt;

/// A data folder that holds a store. Opened by the first question, once for all of them.
pub(crate) struct Store {
    data: PathBuf,
    opened: OnceCell<Offline>,
}

impl Store {
    /// The store of a folder, if it holds one.
    pub(crate) fn find(data: &Path) -> Option<Self> {
        let file = data.join(adapters_local::DataFolder::STORE_FILE);
        file.is_file().then(|| Self {
            data: data.to_path_buf(),
            opened: OnceCell::new(),
        })
    }

    async fn open(&self) -> Result<&Offline, Failure> {
        self.opened
            .get_or_try_init(|| up::offline(&self.data))
            .await
            .map_err(|error| Failure::refused(error, ""))
    }

    /// Closes it, if it was opened.
    pub(super) async fn close(self) -> Result<(), Failure> {
        match self.opened.into_inner() {
            Some(store) => store
                .close()
                .await
                .map_err(|error| Failure::refused(error, "")),
            None => Ok(()),
        }
    }

    /// Asks the operator's API over the store.
    pub(crate) async fn ask<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        query: &[(&str, String)],
        body: Option<&Value>,
    ) -> Result<T, Failure> {
        let broken =
            |error: &dyn Display| Failure::refused(format!("/{path} can't be asked: {error}"), "");
        let mut url = Url::parse(&format!("http://{OFFLINE_HOST}/api/v1/{path}"))
            .map_err(|error| broken(&error))?;
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        let store = self.open().await?;
        let request = Request::builder()
            .method(method)
            .uri(url.as_str())
            .header(header::HOST, OFFLINE_HOST)
            .extension(SignedIn(store.operator().clone()))
            .body(body.map_or_else(Body::empty, |body| Body::from(body.to_string())))
            .map_err(|error| broken(&error))?;
        let answer = match store.app().oneshot(request).await {
            Ok(answer) => answer,
            Err(never) => match never {},
        };
        let status = answer.status();
        let bytes = axum::body::to_bytes(answer.into_body(), usize::MAX)
            .await
            .map_err(|error| broken(&error))?;
        if !status.is_success() {
            let said = said(&bytes).unwrap_or_else(|| status.to_string());
            return Err(Failure::refused(said, ""));
        }
        read(&bytes, "the store", path)
    }

    /// A page of the log, as of [`super::access::Access::log_page`].
    pub(crate) async fn log_page(
        &self,
        grep: Option<&str>,
        limit: u64,
        before: Option<&str>,
    ) -> Result<LogPage, Failure> {
        let store = self.open().await?;
        let cursor = before.map(|text| LogCursor(text.to_owned()));
        let limit = usize::try_from(limit).unwrap_or(usize::MAX).clamp(1, 1000);
        let page = flow::log::page(
            store.ports(),
            grep.unwrap_or_default(),
            limit,
            cursor.as_ref(),
        )
        .await
        .map_err(|error| Failure::refused(error, ""))?;
        let lines = page
            .lines
            .iter()
            .map(|line| {
                let mut value = serde_json::to_value(line).unwrap_or_default();
                if let Some(object) = value.as_object_mut() {
                    object.insert("line".to_owned(), line.line().into());
                }
                value
            })
            .collect();
        Ok(LogPage {
            lines,
            next: page.next.map(|cursor| cursor.0),
        })
    }

    /// All that is held on a person, as the server would tell it.
    pub(crate) async fn export(&self, address: &str) -> Result<Value, Failure> {
        let store = self.open().await?;
        let held = flow::export::export(store.ports(), store.operator(), address)
            .await
            .map_err(|error| Failure::refused(error, ""))?;
        serde_json::to_value(onloop_http::wire::Exported::from(held))
            .map_err(|error| Failure::refused(error, ""))
    }

    /// Erases a person.
    pub(crate) async fn forget(&self, address: &str) -> Result<Forgotten, Failure> {
        let store = self.open().await?;
        let done = flow::forget::forget(store.ports(), store.operator(), address)
            .await
            .map_err(|error| Failure::refused(error, ""))?;
        let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        Ok(Forgotten {
            conversations: count(done.conversations),
            blobs: count(done.blobs),
        })
    }
}
