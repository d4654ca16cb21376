//! Opens a file that certainly lies below a folder.

use ports::PortError;
use std::fs::{self, File};
use std::io;
use std::path::{Component, Path};

/// The file, open, and its length.
pub(super) struct Opened {
    pub(super) file: File,
    pub(super) length: u64,
}

/// Absolute paths, `..` and links that lead out are refused, as is what is no plain file.
pub(super) fn open(root: &Path, path: &str) -> Result<Opened, PortError> {
    let relative = Path::new(path);
    let inside = relative
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if path.is_empty() || path.contains('\0') || !inside {
        return refuse(format!(
            "the list {path:?} must be a path below {}, without ..",
            root.display()
        ));
    }
    let root = fs::canonicalize(root).map_err(|error| trouble(&error, root, path))?;
    let file =
        fs::canonicalize(root.join(relative)).map_err(|error| trouble(&error, &root, path))?;
    if !file.starts_with(&root) {
        return refuse(format!(
            "the list {path:?} is a link that leads out of {}: copy the file there",
            root.display()
        ));
    }
    // Looked at before it is opened: opening a pipe would wait for ever.
    let is_file = fs::metadata(&file)
        .map_err(|error| trouble(&error, &root, path))?
        .is_file();
    if !is_file {
        return refuse(format!("{path:?} in {} is no plain file", root.display()));
    }
    let opened = File::open(&file).and_then(|file| {
        file.metadata().map(|about| Opened {
            length: about.len(),
            file,
        })
    });
    opened.map_err(|error| trouble(&error, &root, path))
}

/// What is missing or forbidden stays so until the operator acts; the rest may pass.
pub(super) fn trouble(error: &io::Error, root: &Path, path: &str) -> PortError {
    let place = root.display();
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => PortError::Refused(format!(
            "there is no list {path:?} in {place}: put the file there, or correct the path in the agent's sources"
        )),
        io::ErrorKind::PermissionDenied => PortError::Refused(format!(
            "the list {path:?} in {place} may not be read: make it readable (chmod u+r)"
        )),
        _ => PortError::Busy(format!(
            "the list {path:?} in {place} can't be read for now: {error}"
        )),
    }
}

fn refuse<T>(reason: String) -> Result<T, PortError> {
    Err(PortError::Refused(reason))
}
