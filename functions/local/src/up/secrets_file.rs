//! The keys of this stack: one file beside the store, readable by its owner alone, never rewritten.

use super::UpError;
use adapters_local::{DataFolder, SystemEntropy};
use domain::secrets::Secrets;
use ports::Entropy;
use serde::{Deserialize, Serialize};
use std::path::Path;

const NAME: &str = "keys.json";

#[derive(Serialize, Deserialize)]
struct File {
    v: u32,
    identity: String,
    links: String,
    replies: String,
    draws: String,
}

/// Reads the keys, or makes them for a new folder.
pub(super) fn open(folder: &DataFolder) -> Result<Secrets, UpError> {
    let path = folder.path().join(NAME);
    match std::fs::read_to_string(&path) {
        Ok(text) => read(&path, &text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            if folder.store_file().exists() {
                return Err(UpError::File {
                    what: "read",
                    path,
                    reason: "it is missing, and the store beside it was written with it".to_owned(),
                    remedy: "put the file back from a backup: without it the stop list and all unsubscribe links are void",
                });
            }
            make(folder, &path)
        }
        Err(error) => Err(UpError::File {
            what: "read",
            path,
            reason: error.to_string(),
            remedy: "make it readable for this user (chmod 600)",
        }),
    }
}

fn make(folder: &DataFolder, path: &Path) -> Result<Secrets, UpError> {
    let entropy = SystemEntropy::new();
    let key = || {
        let mut key = entropy.bytes().to_vec();
        key.extend(entropy.bytes());
        data_encoding::HEXLOWER.encode(&key)
    };
    let file = File {
        v: 1,
        identity: key(),
        links: key(),
        replies: key(),
        draws: key(),
    };
    let text =
        serde_json::to_string_pretty(&file).map_err(|error| UpError::Store(error.to_string()))?;
    super::wiring::write_private(folder, NAME, &text)?;
    read(path, &text)
}

fn read(path: &Path, text: &str) -> Result<Secrets, UpError> {
    let broken = |reason: String| UpError::File {
        what: "read",
        path: path.to_path_buf(),
        reason,
        remedy: "put the file back from a backup: without it the stop list and all unsubscribe links are void",
    };
    let file: File = serde_json::from_str(text).map_err(|error| broken(error.to_string()))?;
    let key = |name: &str, text: &str| {
        let bytes = data_encoding::HEXLOWER.decode(text.as_bytes()).ok();
        bytes
            .and_then(|bytes| <[u8; 32]>::try_from(bytes).ok())
            .ok_or_else(|| broken(format!("{name} is no key of 32 bytes")))
    };
    Ok(Secrets {
        identity: key("identity", &file.identity)?,
        links: key("links", &file.links)?,
        replies: key("replies", &file.replies)?,
        draws: key("draws", &file.draws)?,
    })
}
