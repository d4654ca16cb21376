//! Reads some rows from a place in a file.

use super::columns::{self, Columns};
use super::cursor::Cursor;
use super::open_file::Opened;
use super::records::{
    LARGEST_RECORD, Place, Split, json_line_end, line_end, split_csv, split_line,
};
use super::{csv_rows, json_rows};
use ports::{LeadBatch, LeadRow, PortError, SourceCursor, SourceFile, SourceFormat};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

/// Bytes looked at by one call, after which it ends even if it has found few rows.
const MOST_BYTES: u64 = 16 * 1024 * 1024;
/// Bytes read from the disk at a time; more than a record.
const CHUNK: u64 = 2 * 1024 * 1024;
/// Bytes a record needs to be seen whole or as too long: itself, and a line end of two bytes.
const NEEDED: usize = LARGEST_RECORD + 2;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

type Fields = Result<BTreeMap<String, String>, String>;

/// Up to `max` rows from the cursor on. Where the file is not the one that the cursor was made for,
/// from the start.
pub(super) fn read(
    opened: Opened,
    source: &SourceFile,
    cursor: Option<&SourceCursor>,
    max: usize,
) -> Result<LeadBatch, PortError> {
    let busy = |error: io::Error| {
        PortError::Busy(format!(
            "the list {:?} can't be read for now: {error}",
            source.path
        ))
    };
    let refused = |reason: String| {
        PortError::Refused(format!(
            "the list {:?} can't be read: {reason}",
            source.path
        ))
    };
    let mut window = Window::new(opened);
    let first = window.at(0).map_err(busy)?;
    if first.starts_with(b"\xFF\xFE") || first.starts_with(b"\xFE\xFF") {
        return Err(refused(
            "it is written in UTF-16: save it as UTF-8".to_owned(),
        ));
    }
    let mark = if first.starts_with(BYTE_ORDER_MARK) {
        BYTE_ORDER_MARK.len()
    } else {
        0
    };
    let start = Place { offset: 0, line: 1 }.behind(mark, 0);
    let format = match source.format {
        SourceFormat::Csv => {
            let text = first.get(mark..).unwrap_or_default();
            Format::Csv(columns::read(text, start).map_err(refused)?)
        }
        SourceFormat::Jsonl => Format::Jsonl,
    };
    let mut state = resume(&mut window, source.format, &format, cursor)
        .map_err(busy)?
        .unwrap_or_else(|| State {
            place: format.first_row(start),
            unended: None,
            skipping: false,
        });
    let mut rows = Vec::new();
    let stop = state.place.offset.saturating_add(MOST_BYTES);
    while rows.len() < max && state.place.offset < window.length.min(stop) {
        let bytes = window.at(state.place.offset).map_err(busy)?;
        if bytes.is_empty() {
            break;
        }
        if let Some(row) = state.step(bytes, &format) {
            rows.push(row);
        }
    }
    let end = state.place.offset >= window.length;
    state.stop(end);
    let cursor = Cursor::new(
        &mut window.file,
        source.format,
        state.place,
        state.unended,
        state.skipping,
    )
    .map_err(busy)?;
    Ok(LeadBatch {
        rows,
        cursor: cursor.write(),
        end,
        progress: (state.place.offset, window.length),
    })
}

enum Format {
    Csv(Columns),
    Jsonl,
}

impl Format {
    fn first_row(&self, start: Place) -> Place {
        match self {
            Self::Csv(columns) => columns.rows,
            Self::Jsonl => start,
        }
    }

    fn split(&self, bytes: &[u8]) -> Split {
        match self {
            Self::Csv(columns) => split_csv(bytes, columns.delimiter),
            Self::Jsonl => split_line(bytes),
        }
    }

    fn line_end(&self, bytes: &[u8]) -> Option<usize> {
        match self {
            Self::Csv(_) => line_end(bytes),
            Self::Jsonl => json_line_end(bytes),
        }
    }

    fn row(&self, record: &[u8], line: u64) -> Option<Fields> {
        match self {
            Self::Csv(columns) => csv_rows::row(record, columns),
            Self::Jsonl => json_rows::row(record, line),
        }
    }
}

struct State {
    place: Place,
    unended: Option<Place>,
    skipping: bool,
}

/// `None`: from the start.
fn resume(
    window: &mut Window,
    source: SourceFormat,
    format: &Format,
    cursor: Option<&SourceCursor>,
) -> io::Result<Option<State>> {
    let Some(cursor) = cursor else {
        return Ok(None);
    };
    let length = window.length;
    let Some(cursor) = Cursor::resume(cursor, &mut window.file, length, source)? else {
        return Ok(None);
    };
    let mut state = State {
        place: cursor.place,
        unended: None,
        skipping: cursor.skipping,
    };
    if let Some(unended) = cursor.unended {
        // The file has not grown, or a line end was added: the row was whole. Else it goes on.
        let next = window.at(cursor.place.offset)?;
        match format.line_end(next) {
            _ if next.is_empty() => state.unended = Some(unended),
            Some(end) if matches!(next.get(..end), Some(b"\n" | b"\r" | b"\r\n")) => {
                state.place = cursor.place.behind(end, 1)
            }
            Some(_) | None => state.place = unended,
        }
    }
    Ok(Some(state))
}

impl State {
    /// Deals with one record; `bytes` begin at `self.place`.
    fn step(&mut self, bytes: &[u8], format: &Format) -> Option<LeadRow> {
        let Place { line, .. } = self.place;
        self.unended = None;
        if self.skipping {
            self.pass_line(bytes, format);
            return None;
        }
        match format.split(bytes) {
            Split::Record {
                content,
                consumed,
                lines,
                ended,
            } => {
                if !ended {
                    self.unended = Some(self.place);
                }
                self.place = self.place.behind(consumed, lines);
                let fields = format.row(bytes.get(..content).unwrap_or_default(), line)?;
                Some(LeadRow { line, fields })
            }
            Split::Unclosed => {
                let start = self.place;
                self.pass_line(bytes, format);
                if self.skipping {
                    self.unended = Some(start);
                }
                let reason = format!(
                    "a quote that opens in line {line} never closes, so only this line was left out: close it, or double quotes that belong to the text"
                );
                Some(LeadRow {
                    line,
                    fields: Err(reason),
                })
            }
            Split::TooLong => {
                self.pass_line(bytes, format);
                Some(LeadRow {
                    line,
                    fields: Err(format!(
                        "the row that begins in line {line} is longer than 1 MiB"
                    )),
                })
            }
        }
    }

    /// Only at the end of the file can a row have been cut off; it is then read again as a whole, so
    /// that nothing of it is to be skipped.
    fn stop(&mut self, end: bool) {
        if !end {
            self.unended = None;
        } else if self.unended.is_some() {
            self.skipping = false;
        }
    }

    /// Goes behind the line in which the bytes begin, as far as they reach.
    fn pass_line(&mut self, bytes: &[u8], format: &Format) {
        let end = format.line_end(bytes);
        self.skipping = end.is_none();
        self.place = self
            .place
            .behind(end.unwrap_or(bytes.len()), u64::from(end.is_some()));
    }
}

/// A piece of the file in memory.
struct Window {
    file: File,
    length: u64,
    base: u64,
    bytes: Vec<u8>,
}

impl Window {
    fn new(opened: Opened) -> Self {
        Self {
            file: opened.file,
            length: opened.length,
            base: 0,
            bytes: Vec::new(),
        }
    }

    /// The bytes from `offset` on: at least [`NEEDED`], fewer only where the file ends.
    fn at(&mut self, offset: u64) -> io::Result<&[u8]> {
        let wanted = u64::try_from(NEEDED)
            .unwrap_or(u64::MAX)
            .min(self.length.saturating_sub(offset));
        let end = self
            .base
            .saturating_add(u64::try_from(self.bytes.len()).unwrap_or(u64::MAX));
        if offset < self.base || offset.saturating_add(wanted) > end || self.bytes.is_empty() {
            self.file.seek(SeekFrom::Start(offset))?;
            self.base = offset;
            self.bytes.clear();
            let most = CHUNK.min(self.length.saturating_sub(offset));
            let read = self.file.by_ref().take(most).read_to_end(&mut self.bytes)?;
            let read = u64::try_from(read).unwrap_or(most);
            if read < most {
                // The file was cut meanwhile.
                self.length = offset.saturating_add(read);
            }
        }
        let from = usize::try_from(offset - self.base).unwrap_or(usize::MAX);
        Ok(self.bytes.get(from..).unwrap_or_default())
    }
}
