//! The newest OAuth refresh tokens: one file beside the store, readable by its owner alone.

use adapters_local::write_private;
use connectors::RefreshTokens;
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

/// A hash, as no second copy of a secret is needed to know it again.
fn name_of(first: &str) -> String {
    ports::blob_names::hex_sha256(first.as_bytes())
}

impl RefreshTokens for RefreshTokenFile {
    fn newest(&self, first: &str) -> Option<String> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(&name_of(first)).cloned()
    }

    fn keep(&self, first: &str, newest: &str) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert(name_of(first), newest.to_owned());
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

    #[test]
    #[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    fn what_was_kept_is_there_after_a_restart_and_only_for_the_token_it_came_after() {
        let folder = tempfile::tempdir().unwrap();
        let file = RefreshTokenFile::open(folder.path());
        assert_eq!(file.newest("first"), None);
        file.keep("first", "second");
        file.keep("first", "third");
        let again = RefreshTokenFile::open(folder.path());
        assert_eq!(again.newest("first").as_deref(), Some("third"));
        assert_eq!(again.newest("another"), None);
        let text = std::fs::read_to_string(folder.path().join(NAME)).unwrap();
        assert!(!text.contains("first"), "{text}");
    }
}
