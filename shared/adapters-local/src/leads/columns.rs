//! The header line of a CSV file.

use super::csv_rows::parse;
use super::records::{LARGEST_RECORD, Place, Split, line_end, split_csv};
use std::collections::BTreeSet;

/// More columns than any list has; a file with more is not one.
const MOST_COLUMNS: usize = 2_000;

/// What the header says.
pub(super) struct Columns {
    pub(super) delimiter: u8,
    pub(super) names: Vec<String>,
    /// Where the rows begin.
    pub(super) rows: Place,
}

/// Reads the header from the beginning of the file (without byte order mark); says what is wrong
/// and what to do otherwise.
pub(super) fn read(bytes: &[u8], start: Place) -> Result<Columns, String> {
    let (bytes, start) = skip_blank_lines(bytes, start);
    let delimiter = sniff(bytes);
    let (fields, rows) = match split_csv(bytes, delimiter) {
        Split::Record {
            content,
            consumed,
            lines,
            ..
        } => {
            let fields = parse(bytes.get(..content).unwrap_or_default(), delimiter)
                .map_err(|reason| format!("the header line {reason}"))?;
            (fields, start.behind(consumed, lines))
        }
        Split::Unclosed => {
            return Err("the header line has a quote that never closes: close it".to_owned());
        }
        Split::TooLong => {
            return Err("the header line is longer than 1 MiB: this is no list".to_owned());
        }
    };
    if fields.iter().all(|field| field.trim().is_empty()) {
        return Err(
            "there is no header line: write the names of the columns into the first line"
                .to_owned(),
        );
    }
    if fields.len() > MOST_COLUMNS {
        return Err(format!(
            "the header line has {} columns; the limit is {MOST_COLUMNS}",
            fields.len()
        ));
    }
    if let Some(field) = fields.iter().find(|field| is_address(field)) {
        return Err(format!(
            "the first line has {:?} for a column name, so it seems to be data: put a line with the names of the columns above it",
            field.trim()
        ));
    }
    Ok(Columns {
        delimiter,
        names: distinct(&fields),
        rows,
    })
}

/// The delimiter that stands most often outside quotes; at a draw the first one. Which quotes are
/// quotes depends on the delimiter, so here each one is.
fn sniff(bytes: &[u8]) -> u8 {
    const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];
    let mut counts = [0_usize; 3];
    let mut quoted = false;
    for byte in bytes.iter().take(LARGEST_RECORD) {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            _ => DELIMITERS
                .iter()
                .zip(&mut counts)
                .filter(|(is, _)| *is == byte)
                .for_each(|(_, count)| *count += 1),
        }
    }
    let most = counts.iter().max().copied().unwrap_or(0);
    DELIMITERS
        .into_iter()
        .zip(counts)
        .find(|(_, count)| *count == most)
        .map_or(b',', |(delimiter, _)| delimiter)
}

fn skip_blank_lines(bytes: &[u8], start: Place) -> (&[u8], Place) {
    let (mut rest, mut place) = (bytes, start);
    while let Some(end) = line_end(rest)
        && rest
            .get(..end)
            .is_some_and(|line| line.iter().all(u8::is_ascii_whitespace))
    {
        rest = rest.get(end..).unwrap_or_default();
        place = place.behind(end, 1);
    }
    (rest, place)
}

fn is_address(field: &str) -> bool {
    let field = field.trim();
    field.split_once('@').is_some_and(|(name, domain)| {
        !name.is_empty() && domain.contains('.') && !field.contains(char::is_whitespace)
    })
}

/// Names a nameless column by its number and tells namesakes apart, so that no value hides another.
fn distinct(fields: &[String]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut names = Vec::with_capacity(fields.len());
    for (number, field) in (1_usize..).zip(fields) {
        let name = match field.trim() {
            "" => format!("column_{number}"),
            name => name.to_owned(),
        };
        let name = if taken.contains(&name) {
            format!("{name}_{number}")
        } else {
            name
        };
        taken.insert(name.clone());
        names.push(name);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Place = Place { offset: 0, line: 1 };

    #[track_caller]
    fn check(header: &str, delimiter: u8, names: &[&str]) {
        let columns = read(header.as_bytes(), START).unwrap();
        assert_eq!(columns.delimiter, delimiter, "{header:?}");
        assert_eq!(columns.names, names, "{header:?}");
    }

    #[test]
    fn the_delimiter_is_told_from_the_header() {
        check("email,name\n", b',', &["email", "name"]);
        check("email;\"name, full\"\n", b';', &["email", "name, full"]);
        check("email\tname;x\tb\n", b'\t', &["email", "name;x", "b"]);
        check("\n \r\nemail\n", b',', &["email"]);
        check("a,,a\n", b',', &["a", "column_2", "a_3"]);
    }

    #[test]
    fn a_first_line_that_is_no_header_is_refused_with_the_remedy() {
        for bad in ["", " \n", ",,\n", "\"a\nb", "ann@acme.example,Ann\n"] {
            let reason = read(bad.as_bytes(), START).err().unwrap();
            assert!(reason.contains("line"), "{reason}");
        }
        assert!(read(b"n\xE9,b\n", START).is_err());
    }
}
