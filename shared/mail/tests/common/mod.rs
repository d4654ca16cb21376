//! Where the corpora lie.

use std::path::{Path, PathBuf};

/// The corpora folder; None, said aloud, on a machine without it.
pub(crate) fn corpora() -> Option<PathBuf> {
    let folder = match std::env::var_os("ONLOOP_CORPORA") {
        Some(folder) => PathBuf::from(folder),
        None => {
            // Beside the repository's root.
            let ancestors = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().skip(3);
            let mut places = ancestors.map(|above| above.join("shared/corpora"));
            places
                .find(|folder| folder.is_dir())
                .unwrap_or_else(|| PathBuf::from("../shared/corpora"))
        }
    };
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("corpora missing at {}: NOT RUN", folder.display());
    None
}

/// All files below a folder, in a fixed order.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path)
            } else {
                found.push(path)
            }
        }
    }
    found.sort();
    found
}
