//! Writes a stack's file, and goes on with one that was broken off.

use super::reader::{Sound, StackFileReader};
use super::{ABOUT, BLOBS, COUNTS, ITEMS, KEYS, StackFileError, line};
use crate::data_folder::owner_only;
use crate::file_names::sync_folder;
use ports::{BlobHash, Item, Key};
use std::fs::{self, File, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Lines of one member.
const LINES: usize = 1_000;
/// Bytes of one member with items, after which the next begins.
const BYTES: usize = 4 * 1024 * 1024;
/// What was written is made durable after so many bytes: what a power loss takes is written anew.
const UNSAFE: usize = 8 * 1024 * 1024;

/// A stack's file that is being written, as `NAME.unfinished`. Only its owner can read it.
pub struct StackFileWriter {
    path: PathBuf,
    unfinished: PathBuf,
    file: File,
    sound: Sound,
    lines: Vec<u8>,
    waiting: Vec<Item>,
    written: usize,
}

impl StackFileWriter {
    /// Begins a file, or goes on with one of which `about` is the same text.
    ///
    /// # Errors
    /// That it is there already, belongs to another stack, or can't be written.
    pub fn open(path: &Path, about: &str, keys: &str) -> Result<Self, StackFileError> {
        if path.exists() {
            return Err(StackFileError::Exists {
                path: path.to_path_buf(),
            });
        }
        let mut unfinished = path.as_os_str().to_owned();
        unfinished.push(".unfinished");
        let unfinished = PathBuf::from(unfinished);
        let sound = if unfinished.exists() {
            StackFileReader::open(&unfinished)?.sound()?
        } else {
            Sound::default()
        };
        if sound.about.as_deref().is_some_and(|known| known != about) {
            return Err(StackFileError::Other { path: unfinished });
        }
        let writing = StackFileError::file("write", &unfinished);
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        owner_only(&mut options);
        let mut file = options.open(&unfinished).map_err(&writing)?;
        file.set_len(sound.end).map_err(&writing)?;
        file.seek(SeekFrom::End(0)).map_err(&writing)?;
        let mut this = Self {
            path: path.to_path_buf(),
            unfinished,
            file,
            sound,
            lines: Vec::new(),
            waiting: Vec::new(),
            written: 0,
        };
        if this.sound.about.is_none() {
            this.member(ABOUT, about.as_bytes())?;
        }
        if !this.sound.has_keys {
            this.member(KEYS, keys.as_bytes())?;
        }
        Ok(this)
    }

    /// The last blob that is in it, and how many there are.
    pub fn blobs(&self) -> (Option<&BlobHash>, u64) {
        (self.sound.last_blob.as_ref(), self.sound.blobs)
    }

    /// The last item that was given, and how many there were.
    pub fn items(&self) -> (Option<&Key>, u64) {
        let last = self.waiting.last().or(self.sound.last_item.as_ref());
        let waiting = u64::try_from(self.waiting.len()).unwrap_or(u64::MAX);
        (
            last.map(|item| &item.key),
            self.sound.items.saturating_add(waiting),
        )
    }

    /// Writes a blob. All of them come before the first item.
    ///
    /// # Errors
    /// That the file can't be written.
    pub fn blob(&mut self, name: &BlobHash, bytes: &[u8]) -> Result<(), StackFileError> {
        self.member(&format!("{BLOBS}{name}"), bytes)?;
        self.sound.blobs = self.sound.blobs.saturating_add(1);
        self.sound.last_blob = Some(name.clone());
        Ok(())
    }

    /// Writes an item.
    ///
    /// # Errors
    /// As [`Self::blob`].
    pub fn item(&mut self, item: Item) -> Result<(), StackFileError> {
        let line = line::write(&item)
            .map_err(|error| StackFileError::damaged(&self.path, error.to_string()))?;
        if self.lines.len().saturating_add(line.len()) > BYTES {
            self.flush()?;
        }
        self.lines.extend(line);
        self.waiting.push(item);
        if self.waiting.len() >= LINES {
            self.flush()?;
        }
        Ok(())
    }

    /// Writes how much there is, and gives the file its name. It is durable when this returns.
    ///
    /// # Errors
    /// As [`Self::blob`].
    pub fn finish(mut self, counts: &str) -> Result<(), StackFileError> {
        self.flush()?;
        self.member(COUNTS, counts.as_bytes())?;
        let writing = StackFileError::file("write", &self.unfinished);
        // Two empty blocks end an archive.
        self.file.write_all(&[0; 1_024]).map_err(&writing)?;
        self.file.sync_all().map_err(&writing)?;
        fs::rename(&self.unfinished, &self.path).map_err(&writing)?;
        let folder = self.path.parent().filter(|p| !p.as_os_str().is_empty());
        sync_folder(folder.unwrap_or(Path::new("."))).map_err(&writing)
    }

    fn flush(&mut self) -> Result<(), StackFileError> {
        let Some(last) = self.waiting.pop() else {
            return Ok(());
        };
        let lines = std::mem::take(&mut self.lines);
        let name = format!("{ITEMS}{:010}.jsonl", self.sound.items.saturating_add(1));
        self.member(&name, &lines)?;
        let count = u64::try_from(self.waiting.len()).unwrap_or(u64::MAX);
        self.sound.items = self.sound.items.saturating_add(count).saturating_add(1);
        self.sound.last_item = Some(last);
        self.waiting.clear();
        Ok(())
    }

    fn member(&mut self, name: &str, bytes: &[u8]) -> Result<(), StackFileError> {
        let writing = StackFileError::file("write", &self.unfinished);
        let mut header = tar::Header::new_ustar();
        header.set_mode(0o600);
        header.set_uid(0);
        header.set_gid(0);
        header.set_size(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        let mut builder = tar::Builder::new(Vec::new());
        builder
            .append_data(&mut header, name, bytes)
            .map_err(&writing)?;
        // Without the end that a builder writes when it is finished.
        let member = std::mem::take(builder.get_mut());
        self.file.write_all(&member).map_err(&writing)?;
        self.written = self.written.saturating_add(member.len());
        if self.written >= UNSAFE {
            self.file.sync_data().map_err(&writing)?;
            self.written = 0;
        }
        Ok(())
    }
}
