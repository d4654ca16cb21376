//! The newest OAuth refresh tokens: one file beside the store, readable by its owner alone.

use adapters_local::write_private;
use connectors::{NewestTokens, RefreshTokens};
use ports::PortError;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

const NAME: &str = "refresh-tokens.json";

/// The file, and what it holds: by the hash of the token that was configured, so that a new consent begins anew.
pub(super) struct RefreshTokenFile {
    folder: PathBuf,
    kept: Mutex<BTreeMap<String, String>>,
}

impl RefreshTokenFile {
    /// Reads it. A file that can't be read is told and counts as empty: what is configured stands then.
    pub(super) fn open(folder: &Path) -> Self {
        let path = folder.join(NAME);
        let kept = match std::fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes).unwrap_or_else(|_| {
                tracing::warn!(
                    "{} can't be read: the refresh tokens that are configured are used",
                    path.display()
                );
                BTreeMap::new()
            }),
            Err(_) => BTreeMap::new(),
        };
        Self {
            folder: folder.to_path_buf(),
            kept: Mutex::new(kept),
        }
    }
}

#[async_trait::async_trait]
impl RefreshTokens for RefreshTokenFile {
    async fn newest(&self, name: &str) -> Result<Option<NewestTokens>, PortError> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(kept.get(name).map(|refresh_token| NewestTokens {
            refresh_token: refresh_token.clone(),
            access: None,
        }))
    }

    /// The access token is left out: there is no other instance, and a restart asks for one.
    async fn keep(&self, name: &str, newest: &NewestTokens) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert(name.to_owned(), newest.refresh_token.clone());
        let written = serde_json::to_string_pretty(&*kept)
            .map_err(|error| error.to_string())
            .and_then(|text| {
                write_private(&self.folder, NAME, &text).map_err(|error| error.to_string())
            });
        if let Err(why) = written {
            tracing::warn!(%why, "a new refresh token can't be kept: after a restart consent may have to be given again");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn newest(file: &RefreshTokenFile, name: &str) -> Option<String> {
        let newest = file.newest(name).await.ok().flatten();
        newest.map(|newest| newest.refresh_token)
    }

    async fn keep(file: &RefreshTokenFile, name: &str, refresh_token: &str) {
        let refresh_token = refresh_token.to_owned();
        let newest = NewestTokens {
            refresh_token,
            access: None,
        };
        file.keep(name, &newest).await;
    }

    #[tokio::test]
    #[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    async fn what_was_kept_is_there_after_a_restart_and_only_under_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let file = RefreshTokenFile::open(folder.path());
        assert_eq!(newest(&file, "mara").await, None);
        keep(&file, "mara", "second").await;
        keep(&file, "mara", "third").await;
        let again = RefreshTokenFile::open(folder.path());
        assert_eq!(newest(&again, "mara").await.as_deref(), Some("third"));
        assert_eq!(newest(&again, "ole").await, None);
    }
}
