//! The page, carried in the binary.

use include_dir::{Dir, include_dir};
use onloop_http::site::File;
use std::sync::OnceLock;

static SITE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../admin-site");

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
