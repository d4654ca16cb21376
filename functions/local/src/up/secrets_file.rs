//! The keys of this stack: one file beside the store, readable by its owner alone, never rewritten.

use super::UpError;
use adapters_local::{DataFolder, SystemEntropy};
use domain::secrets::Secrets;
use flow::stack_keys;
use ports::Entropy;
use std::path::Path;

const NAME: &str = "keys.json";

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

/// Keeps the keys of a stack that comes from elsewhere.
pub(super) fn adopt(folder: &DataFolder, keys: &str) -> Result<(), UpError> {
    let path = folder.path().join(NAME);
    let given = read(&path, keys)?;
    if !path.exists() && !folder.store_file().exists() {
        super::wiring::write_private(folder, NAME, &stack_keys::write(&given))?;
    }
    let own = open(folder)?;
    if stack_keys::write(&own) == stack_keys::write(&given) {
        return Ok(());
    }
    Err(UpError::File {
        what: "use",
        path,
        reason: "they are the keys of another stack".to_owned(),
        remedy: "give an empty folder with --data",
    })
}

fn make(folder: &DataFolder, path: &Path) -> Result<Secrets, UpError> {
    let entropy = SystemEntropy::new();
    let key = || {
        let mut key = [0; 32];
        let (first, second) = key.split_at_mut(16);
        first.copy_from_slice(&entropy.bytes());
        second.copy_from_slice(&entropy.bytes());
        key
    };
    let text = stack_keys::write(&Secrets {
        identity: key(),
        links: key(),
        replies: key(),
        draws: key(),
    });
    super::wiring::write_private(folder, NAME, &text)?;
    read(path, &text)
}

fn read(path: &Path, text: &str) -> Result<Secrets, UpError> {
    stack_keys::read(text).map_err(|reason| UpError::File {
        what: "read",
        path: path.to_path_buf(),
        reason,
        remedy: "put the file back from a backup: without it the stop list and all unsubscribe links are void",
    })
}
