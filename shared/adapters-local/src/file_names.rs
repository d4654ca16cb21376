//! File names from names that others chose, and small steps that make files durable.

use std::fs::File;
use std::io;
use std::path::Path;

/// Longest name taken, bytes. File systems stop at 255, and endings are added.
const LONGEST_NAME: usize = 200;

/// True for names that are one plain file in any folder of any system: letters, digits, `-`, `_`,
/// and `.` within.
pub(crate) fn is_safe(name: &str) -> bool {
    let plain = name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
    plain
        && !name.is_empty()
        && name.len() <= LONGEST_NAME
        && !name.starts_with('.')
        && !name.ends_with('.')
}

/// Makes names that were added to a folder survive a crash. Systems that can't open folders don't
/// need it.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_names_are_safe() {
        for good in ["a", "clm_01J.x-2", "A.b"] {
            assert!(is_safe(good), "{good}");
        }
        for bad in [
            "",
            ".",
            "..",
            ".x",
            "a/b",
            "a\\b",
            "a b",
            "x.",
            "é",
            "a\0",
            &"x".repeat(201),
        ] {
            assert!(!is_safe(bad), "{bad}");
        }
    }
}
