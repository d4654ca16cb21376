//! What changed between two versions, by file and line.

use crate::Files;
use serde::Serialize;
use similar::{ChangeTag, TextDiff};

/// Lines around a change.
const CONTEXT: usize = 3;

/// A file that isn't the same in two versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileChange {
    /// Path inside the playbook.
    pub path: String,
    /// What became of it.
    pub kind: ChangeKind,
    /// Lines that came.
    pub added: u32,
    /// Lines that went.
    pub removed: u32,
    /// The changed lines with some around them, as `diff -u` writes them.
    pub unified: String,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It has another content.
    Changed,
}

/// What changed, in the order of the paths. Only what makes a version counts: files that end in `.md`.
#[must_use]
pub fn diff(old: &Files, new: &Files) -> Vec<FileChange> {
    let mut paths: Vec<&String> = old.keys().chain(new.keys()).collect();
    paths.sort_unstable();
    paths.dedup();
    paths
        .into_iter()
        .filter(|path| path.ends_with(".md"))
        .filter_map(|path| change(path, old.get(path), new.get(path)))
        .collect()
}

fn change(path: &str, old: Option<&Vec<u8>>, new: Option<&Vec<u8>>) -> Option<FileChange> {
    if old == new {
        return None;
    }
    let kind = match (old, new) {
        (None, _) => ChangeKind::Added,
        (_, None) => ChangeKind::Removed,
        (Some(_), Some(_)) => ChangeKind::Changed,
    };
    let text = |bytes: Option<&Vec<u8>>| {
        let bytes = bytes.map(Vec::as_slice).unwrap_or_default();
        String::from_utf8_lossy(bytes).into_owned()
    };
    let (old, new) = (text(old), text(new));
    let lines = TextDiff::from_lines(&old, &new);
    let count = |tag: ChangeTag| {
        let count = lines
            .iter_all_changes()
            .filter(|change| change.tag() == tag);
        u32::try_from(count.count()).unwrap_or(u32::MAX)
    };
    let unified = lines
        .unified_diff()
        .context_radius(CONTEXT)
        .header(&format!("a/{path}"), &format!("b/{path}"))
        .to_string();
    Some(FileChange {
        path: path.to_owned(),
        kind,
        added: count(ChangeTag::Insert),
        removed: count(ChangeTag::Delete),
        unified,
    })
}
