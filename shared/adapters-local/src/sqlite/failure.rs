//! Tells what SQLite's errors mean for the caller and for the operator.

use crate::open_error::OpenError;
use ports::PortError;
use rusqlite::{Error, ErrorCode};
use std::io;
use std::path::Path;

/// For work that certainly left nothing behind: a read, or a write that was rolled back.
pub(super) fn nothing_done(error: &Error, path: &Path) -> PortError {
    let file = path.display();
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => PortError::Busy(format!(
            "no space is left for {file}: free some; nothing is lost ({error})"
        )),
        Some(
            ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked
            | ErrorCode::FileLockingProtocolFailed,
        ) => PortError::Busy(format!(
            "{file} is locked by another program: close that one ({error})"
        )),
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
            PortError::Busy(format!(
                "{file} can't be written: make file and folder writable again ({error})"
            ))
        }
        Some(
            ErrorCode::SystemIoFailure | ErrorCode::OutOfMemory | ErrorCode::OperationInterrupted,
        ) => PortError::Busy(format!(
            "{file} can't be read or written for now: look at the disk ({error})"
        )),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => PortError::Refused(format!(
            "{file} is damaged: stop, keep a copy, put the last backup in its place ({error})"
        )),
        _ => PortError::Refused(format!("{file}: {error}")),
    }
}

/// For a `COMMIT` that failed. Only where SQLite says that it could not write everything is it
/// certain that nothing was kept: a commit frame that is not whole doesn't count.
pub(super) fn commit_failed(error: &Error, path: &Path) -> PortError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull | ErrorCode::DatabaseBusy | ErrorCode::ReadOnly) => {
            nothing_done(error, path)
        }
        _ => PortError::Unknown(format!(
            "{} may or may not have kept the commit ({error})",
            path.display()
        )),
    }
}

/// True if the disk has no space left.
pub(super) fn is_full(error: &Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::DiskFull)
}

/// For opening.
pub(super) fn cannot_open(error: &Error, path: &Path) -> OpenError {
    let (path, reason) = (path.to_path_buf(), error.to_string());
    let remedy = match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => return OpenError::Full { path, reason },
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            return OpenError::Damaged { path, reason };
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "Another program has it open: close that one"
        }
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
            "Make the file and its folder readable and writable for yourself, or use another folder"
        }
        _ => "Look at the disk and at the rights of the file and its folder",
    };
    OpenError::File {
        path,
        reason,
        remedy,
    }
}

/// For a system that gives no threads.
pub(super) fn no_thread(path: &Path, error: &io::Error) -> OpenError {
    let remedy = "The system gives no more threads: close other programs";
    OpenError::File {
        path: path.to_path_buf(),
        reason: error.to_string(),
        remedy,
    }
}

/// The answer once the store is closed.
pub(super) fn closed(path: &Path) -> PortError {
    PortError::Busy(format!(
        "{} is closed: the program is about to stop",
        path.display()
    ))
}
