//! The folder that holds all of one client's data.

use crate::file_names::sync_folder;
use crate::open_error::OpenError;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

/// An open data folder. No other process can have it while this value lives: the lock goes with the
/// open file, so a killed process leaves none behind.
#[derive(Debug)]
pub struct DataFolder {
    path: PathBuf,
    /// Only held: closing it gives the lock back.
    _lock: File,
}

impl DataFolder {
    /// Name of the lock file.
    pub const LOCK_FILE: &'static str = "lock";
    /// Name of the SQLite file.
    pub const STORE_FILE: &'static str = "onloop.sqlite3";

    /// Creates the folder if need be, for its owner alone (mode 0700), and takes the lock. Says
    /// which folder can't be read or written, or which lock file another process holds.
    pub fn open(dir: impl AsRef<Path>) -> Result<Self, OpenError> {
        let path = dir.as_ref().to_path_buf();
        create(&path).map_err(|error| folder_error("create", &path, &error))?;
        fs::read_dir(&path).map_err(|error| folder_error("read", &path, &error))?;
        let file = path.join(Self::LOCK_FILE);
        let mut lock = lock_options()
            .open(&file)
            .map_err(|error| folder_error("write to", &path, &error))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(OpenError::InUse {
                    holder: holder(&mut lock),
                    file,
                });
            }
            Err(TryLockError::Error(error)) => {
                let remedy = "Use a data folder on a local disk: locks are needed to keep two processes apart";
                return Err(OpenError::File {
                    path: file,
                    reason: error.to_string(),
                    remedy,
                });
            }
        }
        // The number only helps the reader of an error; a full disk must not keep us out.
        let noted = lock
            .set_len(0)
            .and_then(|()| writeln!(lock, "{}", std::process::id()));
        if let Err(error) = noted {
            tracing::warn!(%error, "could not note the process in the lock file");
        }
        Ok(Self { path, _lock: lock })
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a file of this folder that only its owner can read: whole or not at all, and durable
    /// when this returns.
    pub fn write_private(&self, name: &str, text: &str) -> io::Result<()> {
        write_private(&self.path, name, text)
    }

    /// Where the SQLite file belongs.
    pub fn store_file(&self) -> PathBuf {
        self.path.join(Self::STORE_FILE)
    }
}

/// Writes a file of a folder that only its owner can read: whole or not at all, and durable when this returns.
///
/// # Errors
/// What the file system says.
pub fn write_private(folder: &Path, name: &str, text: &str) -> io::Result<()> {
    let path = folder.join(name);
    let unfinished = path.with_extension("new");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    owner_only(&mut options);
    let mut file = options.open(&unfinished)?;
    writeln!(file, "{}", text.trim_end())?;
    file.sync_all()?;
    fs::rename(&unfinished, &path)?;
    sync_folder(folder)
}

fn lock_options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    owner_only(&mut options);
    options
}

/// Makes files readable by their owner alone.
pub(crate) fn owner_only(options: &mut OpenOptions) {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    #[cfg(not(unix))]
    let _ = options;
}

/// Creates a folder and its parents for their owner alone; one that is there stays as it is. When this
/// returns, a power loss doesn't take the new ones away, with all that is in them.
pub(crate) fn create(path: &Path) -> io::Result<()> {
    let missing: Vec<&Path> = path
        .ancestors()
        .take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists())
        .collect();
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)?;
    for made in missing {
        let parent = made
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty());
        sync_folder(parent.unwrap_or(Path::new(".")))?;
    }
    Ok(())
}

/// A folder's error with what to do about it.
pub(crate) fn folder_error(doing: &'static str, path: &Path, error: &io::Error) -> OpenError {
    if matches!(
        error.kind(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
    ) {
        return OpenError::Full {
            path: path.to_path_buf(),
            reason: error.to_string(),
        };
    }
    let remedy = match error.kind() {
        io::ErrorKind::PermissionDenied => {
            "Give yourself the right to read and write it (chmod u+rwx), or use another folder"
        }
        io::ErrorKind::ReadOnlyFilesystem => "Use a folder on a disk that can be written to",
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "A file is in its place: move the file away, or use another folder"
        }
        _ => "Use another folder, or put this one right",
    };
    OpenError::Folder {
        doing,
        path: path.to_path_buf(),
        reason: error.to_string(),
        remedy,
    }
}

fn holder(lock: &mut File) -> String {
    let mut noted = String::new();
    let read = lock
        .rewind()
        .and_then(|()| lock.take(20).read_to_string(&mut noted));
    match (read, noted.trim().parse::<u32>()) {
        (Ok(_), Ok(process)) => format!(" (process {process})"),
        _ => String::new(),
    }
}
