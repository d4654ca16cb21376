//! A folder into which raw mails are dropped.

use crate::blocking;
use crate::data_folder::{create, folder_error};
use crate::file_names::is_safe;
use crate::open_error::OpenError;
use ports::PortError;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Largest mail, bytes: that of SES.
const LARGEST_MAIL: u64 = 40 * 1024 * 1024;
/// Mails of one look together, bytes, after which it ends.
const LARGEST_LOOK: u64 = 64 * 1024 * 1024;
/// Files of one name that `done` and `failed` keep apart.
const MOST_NAMESAKES: u32 = 10_000;

/// Inbound mails as files `*.eml`. What was dealt with is deleted (a copy
/// would outlive forget), what can't be dealt with goes to
/// `failed/`, with a `.txt` that says why. A crash between reading and moving shows a mail again.
#[derive(Debug, Clone)]
pub struct WatchedFolder {
    path: PathBuf,
}

impl WatchedFolder {
    /// Opens the folder, makes it and `failed/` if there are none (mode 0700).
    pub fn open(dir: impl AsRef<Path>) -> Result<Self, OpenError> {
        let path = dir.as_ref().to_path_buf();
        for folder in [path.clone(), path.join("failed")] {
            create(&folder).map_err(|error| folder_error("create", &folder, &error))?;
        }
        fs::read_dir(&path).map_err(|error| folder_error("read", &path, &error))?;
        Ok(Self { path })
    }

    /// Where mails are dropped.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// At most `limit` mails, by name; fewer if they are large. Names that begin with `.`, end with
    /// `.tmp` or `.part`, or do not end with `.eml` are left alone: they are still being written, or
    /// not meant for us. What can't be taken (too large, a name that is no plain one) is moved to
    /// `failed/` by itself. The same mails come again until `done` or `failed` is said.
    pub async fn poll(&self, limit: usize) -> Result<Vec<(String, Vec<u8>)>, PortError> {
        let folder = self.clone();
        blocking::run(move || folder.look(limit)).await
    }

    /// The mail is safe elsewhere: deletes the file. One that is gone is fine.
    pub async fn done(&self, name: &str) -> Result<(), PortError> {
        let (folder, name) = (self.clone(), checked(name)?);
        blocking::run(move || match fs::remove_file(folder.path.join(&name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(folder.trouble("write to", &error))
            }
            Ok(()) | Err(_) => Ok(()),
        })
        .await
    }

    /// The mail can't be dealt with: moves it to `failed/` and writes the reason beside it. One that
    /// is gone is fine.
    pub async fn failed(&self, name: &str, reason: &str) -> Result<(), PortError> {
        let (folder, name, reason) = (self.clone(), checked(name)?, reason.to_owned());
        blocking::run(move || folder.set_aside(&name, &reason)).await
    }

    fn look(&self, limit: usize) -> Result<Vec<(String, Vec<u8>)>, PortError> {
        let mut mails = Vec::new();
        let mut bytes = 0_u64;
        for name in self.names().map_err(|error| self.trouble("read", &error))? {
            if mails.len() >= limit || bytes >= LARGEST_LOOK {
                break;
            }
            match self.read(&name) {
                Ok(Read::Mail(mail)) => {
                    bytes = bytes.saturating_add(u64::try_from(mail.len()).unwrap_or(u64::MAX));
                    mails.push((name, mail));
                }
                Ok(Read::NotYet) => {}
                Ok(Read::Never(reason)) => self.set_aside(&name, &reason)?,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => self.set_aside(&name, &format!("it can't be read: {error}"))?,
            }
        }
        Ok(mails)
    }

    fn names(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.path)? {
            let entry = entry?;
            // A name that is no text is left alone: it could not be told in an error either.
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            let is_mail = name.len() > 4
                && name.to_ascii_lowercase().ends_with(".eml")
                && !name.starts_with('.');
            if is_mail && entry.file_type()?.is_file() {
                names.push(name);
            }
        }
        names.sort_unstable();
        Ok(names)
    }

    fn read(&self, name: &str) -> io::Result<Read> {
        let path = self.path.join(name);
        let before = fs::symlink_metadata(&path)?;
        if !before.is_file() {
            return Ok(Read::NotYet);
        }
        if before.len() > LARGEST_MAIL {
            return Ok(Read::Never(format!(
                "it is {} bytes large; the limit is {LARGEST_MAIL}",
                before.len()
            )));
        }
        if !is_plain(name) {
            return Ok(Read::Never("its name is too long, or has control characters in it: drop it again under a plain one".to_owned()));
        }
        let mail = fs::read(&path)?;
        let after = fs::symlink_metadata(&path)?;
        let read = u64::try_from(mail.len()).unwrap_or(u64::MAX);
        let still = before.len() == read
            && after.len() == read
            && before.modified().ok() == after.modified().ok();
        Ok(if still {
            Read::Mail(mail)
        } else {
            Read::NotYet
        })
    }

    fn set_aside(&self, name: &str, reason: &str) -> Result<(), PortError> {
        let Some(moved) = self.take_away(name, "failed")? else {
            return Ok(());
        };
        let mut note = moved.into_os_string();
        note.push(".txt");
        fs::write(note, format!("{reason}\n")).map_err(|error| self.trouble("write to", &error))
    }

    /// Where the file went; `None` if it was gone.
    fn take_away(&self, name: &str, sub_folder: &str) -> Result<Option<PathBuf>, PortError> {
        let folder = self.path.join(sub_folder);
        let stem: String = name
            .chars()
            .filter(|character| !character.is_control())
            .take(60)
            .collect();
        let namesakes = (1..MOST_NAMESAKES).map(|number| format!("{number}-{stem}"));
        let first = if is_plain(name) {
            name.to_owned()
        } else {
            stem.clone()
        };
        for candidate in std::iter::once(first).chain(namesakes) {
            let target = folder.join(candidate);
            if fs::symlink_metadata(&target).is_ok() {
                continue;
            }
            return match fs::rename(self.path.join(name), &target) {
                Ok(()) => Ok(Some(target)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
                Err(error) => Err(self.trouble("write to", &error)),
            };
        }
        Err(PortError::Busy(format!(
            "{} is full of files called {stem}: move them away",
            folder.display()
        )))
    }

    fn trouble(&self, doing: &'static str, error: &io::Error) -> PortError {
        PortError::Busy(folder_error(doing, &self.path, error).to_string())
    }
}

enum Read {
    Mail(Vec<u8>),
    /// It changes while it is read.
    NotYet,
    /// With the reason.
    Never(String),
}

/// Operators name files as they like, blanks and letters of all scripts included.
fn is_plain(name: &str) -> bool {
    is_safe(name)
        || (name.len() <= 200
            && !name.starts_with('.')
            && !name.contains(['/', '\\'])
            && !name.chars().any(char::is_control))
}

/// A name that could lead out of the folder never came from `poll`.
fn checked(name: &str) -> Result<String, PortError> {
    if is_plain(name) && !name.is_empty() {
        return Ok(name.to_owned());
    }
    Err(PortError::Refused(format!(
        "{name:?} is no file name of the watched folder"
    )))
}
