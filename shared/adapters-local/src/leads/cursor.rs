//! Where reading goes on, and how to tell that the file is still the same.

use super::records::Place;
use ports::blob_names::hex_sha256;
use ports::{SourceCursor, SourceFormat};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

/// Bytes at the beginning, and bytes before the place, that must be unchanged.
const COMPARED: u64 = 4_096;

/// The cursor's content. Text for callers; later versions of this program must read old ones, and
/// what can't be read means: from the start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Cursor {
    /// Bytes and lines that were dealt with.
    #[serde(flatten)]
    pub(super) place: Place,
    /// Where the last row starts if it ended with the file instead of with a line end: it may have
    /// been cut off, and is read again should it go on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) unended: Option<Place>,
    /// In the middle of a line that is too long.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) skipping: bool,
    /// A file read as CSV goes not on as JSON Lines.
    format: SourceFormat,
    /// SHA-256 of the first bytes, the header line among them.
    head: String,
    /// SHA-256 of the last bytes before the place.
    tail: String,
}

impl Cursor {
    /// Remembers the place together with what surrounds it.
    pub(super) fn new(
        file: &mut File,
        format: SourceFormat,
        place: Place,
        unended: Option<Place>,
        skipping: bool,
    ) -> io::Result<Self> {
        let (head, tail) = hashes(file, place.offset)?;
        Ok(Self {
            place,
            unended,
            skipping,
            format,
            head,
            tail,
        })
    }

    /// As callers keep it.
    pub(super) fn write(&self) -> SourceCursor {
        SourceCursor(serde_json::to_string(self).unwrap_or_default())
    }

    /// `None` if this file has to be read from the start: another format, shorter than what was
    /// read, or changed where it was read.
    pub(super) fn resume(
        text: &SourceCursor,
        file: &mut File,
        length: u64,
        format: SourceFormat,
    ) -> io::Result<Option<Self>> {
        let Ok(cursor) = serde_json::from_str::<Self>(&text.0) else {
            return Ok(None);
        };
        let fits = cursor.format == format && cursor.place.offset <= length;
        if !fits || hashes(file, cursor.place.offset)? != (cursor.head.clone(), cursor.tail.clone())
        {
            return Ok(None);
        }
        Ok(Some(cursor))
    }
}

fn hashes(file: &mut File, offset: u64) -> io::Result<(String, String)> {
    let length = offset.min(COMPARED);
    let head = hash_of(file, 0, length)?;
    let tail = hash_of(file, offset - length, length)?;
    Ok((head, tail))
}

fn hash_of(file: &mut File, from: u64, length: u64) -> io::Result<String> {
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes)?;
    Ok(hex_sha256(&bytes))
}
