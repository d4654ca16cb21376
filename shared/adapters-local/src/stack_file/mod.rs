//! A whole stack in one file: a tar archive that a person can look into.
//!
//! | member | what it is |
//! | --- | --- |
//! | `about.json` | which stack, when, by which program; first |
//! | `keys.json` | the stack's keys, so the file is as secret as they are |
//! | `blobs/OWNER/SHA256` | one blob each, as its bytes are; in the order of their names |
//! | `items/0000000001.jsonl` | items, one JSON object a line; the name counts the lines before it, from 1 |
//! | `counts.json` | how much of everything there is; last, so that a file without it is not whole |
//!
//! A line of items is `{"pk":…,"sk":…,"expires":…,"body":…}`: `body` is the JSON that is stored, byte for
//! byte, and `expires` is missing where there is none. Bytes that are no JSON stand in `base64` instead.
//!
//! Limits: members and the archive as large as tar allows (8 GiB a member, of which none comes near);
//! what the table and the blobs allow for each item and blob. Written as `NAME.unfinished` until whole.

mod line;
mod reader;
mod writer;

pub use reader::{Part, StackFileReader};
pub use writer::StackFileWriter;

use std::path::{Path, PathBuf};

/// First member.
const ABOUT: &str = "about.json";
/// The keys.
const KEYS: &str = "keys.json";
/// Last member.
const COUNTS: &str = "counts.json";
/// Folder of the blobs.
const BLOBS: &str = "blobs/";
/// Folder of the items.
const ITEMS: &str = "items/";
/// Bytes of one block of tar: what a member takes is a multiple of it.
const BLOCK: u64 = 512;

/// What is wrong with a file, where, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum StackFileError {
    /// It can't be read or written.
    #[error("can't {what} {}: {reason}", path.display())]
    File {
        /// `read` or `write`.
        what: &'static str,
        /// Which.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// It is no file of this kind, or not as it was written.
    #[error("{} is not a whole stack: {reason}", path.display())]
    Damaged {
        /// Which.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// What was begun there belongs to another move.
    #[error("{} is the beginning of another move: delete it, or use another name", path.display())]
    Other {
        /// Which.
        path: PathBuf,
    },
    /// It is there already.
    #[error("{} is there already: use another name", path.display())]
    Exists {
        /// Which.
        path: PathBuf,
    },
}

impl StackFileError {
    fn reading(path: &Path) -> impl Fn(std::io::Error) -> Self + use<> {
        Self::file("read", path)
    }

    fn file(what: &'static str, path: &Path) -> impl Fn(std::io::Error) -> Self + use<> {
        let path = path.to_path_buf();
        move |error| Self::File {
            what,
            path: path.clone(),
            reason: error.to_string(),
        }
    }

    fn damaged(path: &Path, reason: impl Into<String>) -> Self {
        Self::Damaged {
            path: path.to_path_buf(),
            reason: reason.into(),
        }
    }
}
