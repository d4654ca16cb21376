//! Playbooks to start from, carried in the binary: the one that `up` begins with, and the fuller one
//! that `init` writes.

use include_dir::{Dir, include_dir};
use std::io;
use std::path::Path;

static STARTER: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/starter-playbook");
/// What `init` adds to it, and puts in its place.
static MORE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/init-playbook");

/// Writes the playbook that `up` begins with into a folder that does not exist yet.
pub(crate) fn write_starter(dir: &Path) -> io::Result<()> {
    write(dir, &[&STARTER])
}

/// Writes the playbook for a firm of one's own, with an agent for each motion, into a folder that does
/// not exist yet or is empty.
pub(crate) fn write_whole(dir: &Path) -> io::Result<()> {
    write(dir, &[&STARTER, &MORE])
}

/// Whole or not at all, so that what was cut off is made good by the next try.
fn write(dir: &Path, parts: &[&Dir<'static>]) -> io::Result<()> {
    let named = dir.file_name().unwrap_or_default().to_string_lossy();
    let unfinished = dir.with_file_name(format!(".{named}.unfinished"));
    match std::fs::remove_dir_all(&unfinished) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    std::fs::create_dir_all(&unfinished)?;
    for part in parts {
        part.extract(&unfinished)?;
    }
    sync(&unfinished)?;
    std::fs::rename(&unfinished, dir)?;
    match dir.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        Some(parent) => std::fs::File::open(parent)?.sync_all(),
        None => Ok(()),
    }
}

/// Makes a folder durable with all that is in it.
fn sync(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        for entry in std::fs::read_dir(path)? {
            sync(&entry?.path())?;
        }
    }
    std::fs::File::open(path)?.sync_all()
}
