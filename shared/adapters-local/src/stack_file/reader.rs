//! Reads a stack's file from its beginning to its end.

use super::{ABOUT, BLOBS, COUNTS, ITEMS, KEYS, StackFileError, line};
use ports::blob_names::{LARGEST_BLOB, is_named};
use ports::{BlobHash, Item};
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

/// Largest of the JSON members, bytes.
const LARGEST_TEXT: u64 = 16 * 1024 * 1024;
/// Largest member with items, bytes: well above what a writer puts into one.
const LARGEST_ITEMS: u64 = 64 * 1024 * 1024;

/// One part of a stack's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// What the writer said of the stack, as JSON.
    About(String),
    /// The stack's keys.
    Keys(String),
    /// A blob by its name; its bytes are those that it is named by.
    Blob(BlobHash, Vec<u8>),
    /// Items in the order in which they were written.
    Items(Vec<Item>),
    /// How much there is, as JSON. The last part.
    Counts(String),
}

/// A stack's file, open for reading.
pub struct StackFileReader {
    path: PathBuf,
    archive: tar::Archive<BufReader<File>>,
}

/// Where the parts of a file end that are whole, and what the last of them says.
#[derive(Debug, Default)]
pub(super) struct Sound {
    /// Behind the last whole member, bytes.
    pub(super) end: u64,
    pub(super) about: Option<String>,
    pub(super) has_keys: bool,
    pub(super) blobs: u64,
    pub(super) last_blob: Option<BlobHash>,
    pub(super) items: u64,
    pub(super) last_item: Option<Item>,
}

impl StackFileReader {
    /// Opens a file.
    ///
    /// # Errors
    /// That it can't be read.
    pub fn open(path: &Path) -> Result<Self, StackFileError> {
        let file = File::open(path).map_err(StackFileError::reading(path))?;
        Ok(Self {
            path: path.to_path_buf(),
            archive: tar::Archive::new(BufReader::new(file)),
        })
    }

    /// Gives each part to `take`, which may end it early by an error of its own.
    ///
    /// # Errors
    /// What is wrong with the file, or what `take` said.
    pub fn read<E: From<StackFileError>>(
        mut self,
        mut take: impl FnMut(Part) -> Result<(), E>,
    ) -> Result<(), E> {
        let path = self.path.clone();
        let entries = self
            .archive
            .entries()
            .map_err(StackFileError::reading(&path))?;
        let mut is_whole = false;
        for entry in entries {
            let entry = entry.map_err(|error| StackFileError::damaged(&path, error.to_string()))?;
            let part = part(&path, entry)?;
            is_whole = matches!(part, Part::Counts(_));
            take(part)?;
        }
        if is_whole {
            Ok(())
        } else {
            Err(StackFileError::damaged(&path, "its end is missing").into())
        }
    }

    /// Looks how much of an unfinished file is whole.
    pub(super) fn sound(mut self) -> Result<Sound, StackFileError> {
        let path = self.path.clone();
        let mut sound = Sound::default();
        let entries = self
            .archive
            .entries()
            .map_err(StackFileError::reading(&path))?;
        for entry in entries {
            // Whatever can't be read is the part that was being written.
            let Ok(entry) = entry else { break };
            let end = entry.raw_file_position().saturating_add(
                entry
                    .size()
                    .div_ceil(super::BLOCK)
                    .saturating_mul(super::BLOCK),
            );
            let Ok(part) = part(&path, entry) else { break };
            match part {
                Part::About(text) => sound.about = Some(text),
                Part::Keys(_) => sound.has_keys = true,
                Part::Blob(name, _) => {
                    sound.blobs = sound.blobs.saturating_add(1);
                    sound.last_blob = Some(name);
                }
                Part::Items(items) => {
                    let count = u64::try_from(items.len()).unwrap_or(u64::MAX);
                    sound.items = sound.items.saturating_add(count);
                    sound.last_item = items.into_iter().next_back().or(sound.last_item);
                }
                // What follows from the rest is written anew.
                Part::Counts(_) => break,
            }
            sound.end = end;
        }
        Ok(sound)
    }
}

/// Reads one member.
fn part(path: &Path, mut entry: tar::Entry<'_, impl Read>) -> Result<Part, StackFileError> {
    let damaged = |reason: String| StackFileError::damaged(path, reason);
    let name = entry
        .path()
        .map_err(|error| damaged(error.to_string()))?
        .to_string_lossy()
        .into_owned();
    let most = match name.as_str() {
        name if name.starts_with(BLOBS) => u64::try_from(LARGEST_BLOB).unwrap_or(u64::MAX),
        name if name.starts_with(ITEMS) => LARGEST_ITEMS,
        _ => LARGEST_TEXT,
    };
    let size = entry.size();
    if size > most {
        return Err(damaged(format!("{name} is {size} bytes large")));
    }
    let mut bytes = Vec::new();
    entry
        .read_to_end(&mut bytes)
        .map_err(|error| damaged(format!("{name}: {error}")))?;
    if u64::try_from(bytes.len()).ok() != Some(size) {
        return Err(damaged(format!("{name} breaks off")));
    }
    if let Some(hash) = name.strip_prefix(BLOBS) {
        let hash = BlobHash(hash.to_owned());
        if !is_named(&hash, &bytes) {
            return Err(damaged(format!(
                "the bytes of {name} are not those that it is named by"
            )));
        }
        return Ok(Part::Blob(hash, bytes));
    }
    if name.starts_with(ITEMS) {
        let lines = bytes.split_inclusive(|byte| *byte == b'\n');
        let items = lines.enumerate().map(|(number, text)| {
            line::read(text)
                .map_err(|reason| damaged(format!("{name}, line {}: {reason}", number + 1)))
        });
        return Ok(Part::Items(items.collect::<Result<_, _>>()?));
    }
    let text = String::from_utf8(bytes).map_err(|_| damaged(format!("{name} is no text")))?;
    match name.as_str() {
        ABOUT => Ok(Part::About(text)),
        KEYS => Ok(Part::Keys(text)),
        COUNTS => Ok(Part::Counts(text)),
        _ => Err(damaged(format!("nothing of a stack is called {name}"))),
    }
}
