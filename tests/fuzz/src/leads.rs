//! Lists of leads: CSV and JSON Lines.
//!
//! Input: a byte that chooses format and batch, then the file. The file is really written, to a folder
//! of its own process, because that is what the reader takes.

use adapters_local::FolderLeads;
use futures::executor::block_on;
use playbook::columns::{Columns, map_row};
use ports::{LeadRow, LeadSource, PortError, SourceCursor, SourceFile, SourceFormat};
use std::collections::BTreeMap;
use std::fs;
use std::sync::LazyLock;
use tempfile::TempDir;

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| {
    let memory = std::path::Path::new("/dev/shm");
    let made = if memory.is_dir() {
        tempfile::tempdir_in(memory)
    } else {
        tempfile::tempdir()
    };
    made.expect("a folder for the list")
});

/// Reads the list at once and in pieces, and a list that grows.
pub fn law(bytes: &[u8]) {
    let Some((choice, file)) = bytes.split_first() else {
        return;
    };
    let (format, batch) = match choice {
        b'0'..=b'9' => (SourceFormat::Csv, usize::from(choice - b'0') + 1),
        _ => (SourceFormat::Jsonl, usize::from(choice % 16) + 1),
    };
    write(file);
    let Ok((whole, cursor)) = rows(format, None, 1_000, file.len()) else {
        return;
    };
    sound(&whole, file);
    let (pieces, _) = rows(format, None, batch, file.len()).expect("it was read a moment ago");
    assert_eq!(whole, pieces, "a batch's size changes nothing");
    let (more, _) = rows(format, Some(cursor), batch, file.len()).expect("the cursor is ours");
    assert!(
        more.iter().all(|row| whole.contains(row)),
        "nothing new in an unchanged file"
    );
    grown(format, file, &whole);
    let _ = rows(
        format,
        Some(SourceCursor(String::from_utf8_lossy(file).into_owned())),
        batch,
        file.len(),
    );
}

/// JSON Lines written in two parts, the cut anywhere: the same rows, where a row that was read in
/// part is told again.
fn grown(format: SourceFormat, file: &[u8], whole: &[LeadRow]) {
    if format != SourceFormat::Jsonl {
        return;
    }
    let (early, _) = file.split_at(file.len() / 2);
    write(early);
    let Ok((first, cursor)) = rows(format, None, 1_000, early.len()) else {
        return;
    };
    write(file);
    let (second, _) = rows(format, Some(cursor), 1_000, file.len()).expect("the list has grown");
    let by_line = |rows: &[LeadRow]| -> BTreeMap<u64, LeadRow> {
        rows.iter().map(|row| (row.line, row.clone())).collect()
    };
    let mut told = by_line(&first);
    told.append(&mut by_line(&second));
    let expected = by_line(whole);
    // A line that was blank so far, or too short to be wrong, may have been told as bad.
    for (line, row) in &expected {
        let told = told.get(line);
        // What makes a row bad is told of what was there when it was read.
        let both_bad = row.fields.is_err() && told.is_some_and(|told| told.fields.is_err());
        assert!(both_bad || told == Some(row), "{told:?} instead of {row:?}");
    }
}

fn write(bytes: &[u8]) {
    fs::write(FOLDER.path().join("list"), bytes).expect("the folder is ours");
}

type Read = (Vec<LeadRow>, SourceCursor);

/// All rows from a cursor on, in batches.
fn rows(
    format: SourceFormat,
    mut cursor: Option<SourceCursor>,
    batch: usize,
    length: usize,
) -> Result<Read, PortError> {
    let source = SourceFile {
        path: "list".to_owned(),
        format,
    };
    let reader = FolderLeads::new(FOLDER.path());
    let mut all = Vec::new();
    // Each call gets on, by a row or by the end.
    for _ in 0..length + 2 {
        let read = block_on(reader.read(&source, cursor.as_ref(), batch))?;
        assert!(read.rows.len() <= batch);
        assert!(read.progress.0 <= read.progress.1);
        all.extend(read.rows);
        if read.end {
            return Ok((all, read.cursor));
        }
        cursor = Some(read.cursor);
    }
    panic!("the list never ends");
}

fn sound(rows: &[LeadRow], file: &[u8]) {
    let lines = file
        .iter()
        .filter(|byte| matches!(byte, b'\n' | b'\r'))
        .count()
        + 1;
    assert!(
        rows.is_sorted_by(|one, next| one.line < next.line),
        "in the order of the file"
    );
    let columns = Columns::default();
    for row in rows {
        let line = usize::try_from(row.line).unwrap_or(usize::MAX);
        assert!((1..=lines).contains(&line), "line {line} of {lines}");
        match &row.fields {
            Ok(fields) => {
                assert!(
                    fields
                        .values()
                        .all(|value| !value.is_empty() && value.trim() == value)
                );
                if let Ok(lead) = map_row(&columns, fields) {
                    assert!(lead.email.is_none_or(|email| email.contains('@')));
                }
            }
            Err(reason) => assert!(!reason.is_empty() && reason.len() < 8_192),
        }
    }
}
