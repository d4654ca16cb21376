//! Why a folder or a file could not be opened.

use std::path::PathBuf;

/// Says what, where and what to do. The operator reads it as it stands.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process has the data folder.
    #[error(
        "the data folder is in use by another process{holder}: the lock file is {file}. Stop that process, or use another data folder"
    )]
    InUse {
        /// The lock file.
        file: PathBuf,
        /// The process, as far as it said, such as ` (process 123)`.
        holder: String,
    },
    /// A folder that can't be made, read or written.
    #[error("can't {doing} the folder {path}: {reason}. {remedy}")]
    Folder {
        /// What was tried: `create`, `read`, `write to`.
        doing: &'static str,
        /// The folder.
        path: PathBuf,
        /// What the system said.
        reason: String,
        /// What to do.
        remedy: &'static str,
    },
    /// The store was written by a newer version of this program.
    #[error(
        "{path} was written by a newer version of this program (its schema is {found}, this version knows up to {known}). Install the newer version again; nothing was changed"
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// `user_version` of the file.
        found: i64,
        /// Newest schema known here.
        known: i64,
    },
    /// Not a store, or a damaged one.
    #[error(
        "{path} is damaged or is no store of this program: {reason}. Move it away and put the last backup in its place; nothing was changed"
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found.
        reason: String,
    },
    /// The disk is full.
    #[error(
        "no space is left for {path}: {reason}. Free some space and start again; nothing is lost"
    )]
    Full {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// Anything else that kept the file from being opened.
    #[error("can't open {path}: {reason}. {remedy}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: String,
        /// What to do.
        remedy: &'static str,
    },
}
