//! The page and the starter playbook, carried in the binary.

use include_dir::{Dir, include_dir};
use onloop_http::site::File;
use std::path::Path;
use std::sync::OnceLock;

static SITE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../admin-site");
static STARTER: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/starter-playbook");

/// The page's files.
pub(super) fn files() -> &'static [File] {
    static FILES: OnceLock<Vec<File>> = OnceLock::new();
    FILES.get_or_init(|| {
        let mut files = Vec::new();
        collect(&SITE, &mut files);
        files
    })
}

fn collect(dir: &'static Dir<'static>, files: &mut Vec<File>) {
    for file in dir.files() {
        if let Some(path) = file.path().to_str() {
            files.push((path, file.contents()));
        }
    }
    for dir in dir.dirs() {
        collect(dir, files);
    }
}

/// Writes the playbook to start from into a folder that does not exist yet: whole or not at all, so
/// that a start that was cut off is made good by the next one.
pub(super) fn write_starter(dir: &Path) -> std::io::Result<()> {
    let unfinished = dir.with_extension("new");
    match std::fs::remove_dir_all(&unfinished) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    std::fs::create_dir_all(&unfinished)?;
    STARTER.extract(&unfinished)?;
    sync(&unfinished)?;
    std::fs::rename(&unfinished, dir)?;
    match dir.parent() {
        Some(parent) => std::fs::File::open(parent)?.sync_all(),
        None => Ok(()),
    }
}

/// Makes a folder durable with all that is in it.
fn sync(path: &Path) -> std::io::Result<()> {
    if path.is_dir() {
        for entry in std::fs::read_dir(path)? {
            sync(&entry?.path())?;
        }
    }
    std::fs::File::open(path)?.sync_all()
}
