//! Two ways to the same data: through the server that runs on it, here or elsewhere, or, when none does here,
//! the store itself.

use super::server::{Server, wait};
use super::store::Store;
use super::{Failure, server};
use crate::cli::DataArgs;
use reqwest::Method;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// The way to a data folder.
pub(crate) enum Access {
    /// A server runs on it and holds its lock.
    Server(Box<Server>),
    /// Nothing runs on it.
    Store(Box<Store>),
}

/// Some lines of the log, newest first, each an object `{at, who, stream, event, words, …}`.
#[derive(Debug, Deserialize)]
pub(crate) struct LogPage {
    pub(crate) lines: Vec<Value>,
    /// Where to go on; nothing at the end.
    #[serde(default)]
    pub(crate) next: Option<String>,
}

/// What forget erased.
#[derive(Debug, Deserialize)]
pub(crate) struct Forgotten {
    #[serde(default)]
    pub(crate) conversations: u64,
    #[serde(default)]
    pub(crate) blobs: u64,
}

/// Does something with a stack elsewhere, or with the data of a folder: through the server if one runs on it,
/// else on the store, which is
/// open, and nobody else's, until it is done. A word on how to start if there is neither.
pub(crate) fn with<T>(
    place: &DataArgs,
    work: impl AsyncFnOnce(&Access) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let access = Access::of(place)?;
    wait(async {
        let done = work(&access).await;
        if let Access::Store(store) = access {
            store.close().await?;
        }
        done
    })
}

impl Access {
    fn of(place: &DataArgs) -> Result<Self, Failure> {
        if let Some(server) = Server::find(place)? {
            return Ok(Self::Server(Box::new(server)));
        }
        let data = &place.data;
        match Store::find(data) {
            Some(store) => Ok(Self::Store(Box::new(store))),
            None => Err(server::no_server(data)),
        }
    }

    /// Asks the operator's API, whether a server runs or not.
    pub(crate) async fn get<T: DeserializeOwned>(
        &self,
        path: &str,
        query: &[(&str, String)],
    ) -> Result<T, Failure> {
        match self {
            Self::Server(server) => server.get(path, query).await,
            Self::Store(store) => store.ask(Method::GET, path, query, None).await,
        }
    }

    /// Has something done by the operator's API, whether a server runs or not.
    pub(crate) async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        body: &Value,
    ) -> Result<T, Failure> {
        match self {
            Self::Server(server) => server.post(path, body).await,
            Self::Store(store) => store.ask(Method::POST, path, &[], Some(body)).await,
        }
    }

    /// A page of the log: at most `limit` lines that hold `grep`, older than `before`.
    pub(crate) async fn log_page(
        &self,
        grep: Option<&str>,
        limit: u64,
        before: Option<&str>,
    ) -> Result<LogPage, Failure> {
        match self {
            Self::Server(server) => {
                let mut query = vec![("limit", limit.to_string())];
                query.extend(grep.map(|grep| ("grep", grep.to_owned())));
                query.extend(before.map(|before| ("before", before.to_owned())));
                server.get("log", &query).await
            }
            Self::Store(store) => store.log_page(grep, limit, before).await,
        }
    }

    /// All that is held on a person, as `onloop_http::wire::Exported`.
    pub(crate) async fn export(&self, address: &str) -> Result<Value, Failure> {
        match self {
            Self::Server(server) => server.post("export", &json!({ "address": address })).await,
            Self::Store(store) => store.export(address).await,
        }
    }

    /// Erases a person.
    pub(crate) async fn forget(&self, address: &str) -> Result<Forgotten, Failure> {
        match self {
            Self::Server(server) => server.post("forget", &json!({ "address": address })).await,
            Self::Store(store) => store.forget(address).await,
        }
    }
}
