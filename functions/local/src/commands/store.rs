//! The store of a data folder on which nothing runs.
//!
//! Not filled yet: both answer that a server is needed. What belongs here takes the folder's lock,
//! wires the ports as `up` does, and calls `flow::log::page` and `flow::forget::forget`.

use super::access::{Forgotten, LogPage};
use super::{Failure, server};
use std::path::{Path, PathBuf};

/// A data folder that holds a store.
pub(crate) struct Store {
    data: PathBuf,
}

impl Store {
    /// The store of a folder, if it holds one.
    pub(crate) fn find(data: &Path) -> Option<Self> {
        let file = data.join(adapters_local::DataFolder::STORE_FILE);
        file.is_file().then(|| Self {
            data: data.to_path_buf(),
        })
    }

    /// A page of the log, as of [`super::access::Access::log_page`].
    pub(crate) async fn log_page(
        &self,
        grep: Option<&str>,
        limit: u64,
        before: Option<&str>,
    ) -> Result<LogPage, Failure> {
        let _ = (grep, limit, before);
        Err(server::no_server(&self.data))
    }

    /// Erases a person.
    pub(crate) async fn forget(&self, address: &str) -> Result<Forgotten, Failure> {
        let _ = address;
        Err(server::no_server(&self.data))
    }
}
