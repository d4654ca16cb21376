//! Finds where a record ends, without understanding it, so that one bad record costs one row.

use serde::{Deserialize, Serialize};

/// Largest record, bytes. A quote that never closes must not swallow the file.
pub(super) const LARGEST_RECORD: usize = 1024 * 1024;
/// Line ends inside one record. A stray quote costs a look at so many lines; without this bound a list
/// with one in each line would cost its length squared.
pub(super) const MOST_LINES: u64 = 200;

/// A place in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Place {
    /// Bytes before it.
    pub(super) offset: u64,
    /// Its line, from 1.
    pub(super) line: u64,
}

impl Place {
    /// Behind some bytes that hold so many line ends.
    pub(super) fn behind(self, bytes: usize, lines: u64) -> Self {
        let offset = self
            .offset
            .saturating_add(u64::try_from(bytes).unwrap_or(u64::MAX));
        Self {
            offset,
            line: self.line.saturating_add(lines),
        }
    }
}

/// How a record ends.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Split {
    /// Bytes of the record, bytes with its line end, line ends in the latter, and whether it has
    /// one: the last record of a file may not.
    Record {
        content: usize,
        consumed: usize,
        lines: u64,
        ended: bool,
    },
    /// A quote was opened and not closed, or closed by another one much later: not within
    /// [`MOST_LINES`], or by one that opens a field.
    Unclosed,
    /// No end within [`LARGEST_RECORD`].
    TooLong,
}

/// One line. `bytes` reaches to the end of the file or is longer than [`LARGEST_RECORD`]. A CR before
/// the line end belongs to it, also where the file was cut between the two.
pub(super) fn split_line(bytes: &[u8]) -> Split {
    let searched = bytes.get(..=LARGEST_RECORD).unwrap_or(bytes);
    let without_cr = |end: usize| match bytes.get(..end) {
        Some([.., b'\r']) => end - 1,
        _ => end,
    };
    match searched.iter().position(|byte| *byte == b'\n') {
        Some(end) => Split::Record {
            content: without_cr(end),
            consumed: end + 1,
            lines: 1,
            ended: true,
        },
        None if searched.len() > LARGEST_RECORD => Split::TooLong,
        None => Split::Record {
            content: without_cr(bytes.len()),
            consumed: bytes.len(),
            lines: 0,
            ended: false,
        },
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    FieldStart,
    Field,
    Quotes,
    QuoteInQuotes,
}

/// One record of RFC 4180; lines may also end with a lone CR. `bytes` as for [`split_line`].
pub(super) fn split_csv(bytes: &[u8], delimiter: u8) -> Split {
    let mut within = Within::FieldStart;
    let mut lines = 0_u64;
    let mut position = 0;
    while let Some(byte) = bytes.get(position).copied() {
        if position > LARGEST_RECORD {
            return if within == Within::Quotes {
                Split::Unclosed
            } else {
                Split::TooLong
            };
        }
        let is_end = matches!(byte, b'\n' | b'\r');
        let width = if byte == b'\r' && bytes.get(position + 1) == Some(&b'\n') {
            2
        } else {
            1
        };
        match within {
            Within::Quotes if byte == b'"' => within = Within::QuoteInQuotes,
            Within::Quotes if is_end => {
                if lines == MOST_LINES {
                    return Split::Unclosed;
                }
                lines += 1;
                position += width;
                continue;
            }
            Within::Quotes => {}
            _ if is_end => {
                return Split::Record {
                    content: position,
                    consumed: position + width,
                    lines: lines + 1,
                    ended: true,
                };
            }
            Within::QuoteInQuotes if byte == b'"' => within = Within::Quotes,
            // Text right behind a closing quote, lines below the opening one: the opening quote was
            // a stray, and this "closing" one opens a field of a later record.
            Within::QuoteInQuotes if byte != delimiter && lines > 0 => return Split::Unclosed,
            Within::FieldStart if byte == b'"' => within = Within::Quotes,
            _ if byte == delimiter => within = Within::FieldStart,
            _ => within = Within::Field,
        }
        position += 1;
    }
    if within == Within::Quotes {
        return Split::Unclosed;
    }
    Split::Record {
        content: position,
        consumed: position,
        lines,
        ended: false,
    }
}

/// The end of the line in which the bytes begin, as bytes to pass over; `None` if no line ends here.
/// For CSV, whose lines may also end with a lone CR.
pub(super) fn line_end(bytes: &[u8]) -> Option<usize> {
    let end = bytes
        .iter()
        .position(|byte| matches!(byte, b'\n' | b'\r'))?;
    let is_pair = bytes.get(end..end + 2) == Some(b"\r\n");
    Some(if is_pair { end + 2 } else { end + 1 })
}

/// As [`line_end`], for JSON Lines: there a lone CR is a blank.
pub(super) fn json_line_end(bytes: &[u8]) -> Option<usize> {
    bytes
        .iter()
        .position(|byte| *byte == b'\n')
        .map(|end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &str, expected: Split) {
        assert_eq!(split_csv(bytes.as_bytes(), b','), expected, "{bytes:?}");
    }

    fn record(content: usize, consumed: usize, lines: u64, ended: bool) -> Split {
        Split::Record {
            content,
            consumed,
            lines,
            ended,
        }
    }

    #[test]
    fn records_end_at_line_ends_outside_quotes() {
        check("a,b\nc", record(3, 4, 1, true));
        check("a,b\r\nc", record(3, 5, 1, true));
        check("a,b\rc", record(3, 4, 1, true));
        check("a,b", record(3, 3, 0, false));
        check("\"a\nb\",c\n", record(7, 8, 2, true));
        check("\"a\r\nb\",c\n", record(8, 9, 2, true));
        check("\"a\"\"\n\",c\n", record(8, 9, 2, true));
        check("a\"b\nc", record(3, 4, 1, true));
        check("\"a\" x,b\nc", record(7, 8, 1, true));
        check("", record(0, 0, 0, false));
    }

    #[test]
    fn a_json_line_ends_alike_wherever_the_file_was_cut() {
        for (bytes, expected) in [
            ("{}\r\nx", record(2, 4, 1, true)),
            ("{}\r", record(2, 3, 0, false)),
            ("{}", record(2, 2, 0, false)),
            ("{\r}\n", record(3, 4, 1, true)),
        ] {
            assert_eq!(split_line(bytes.as_bytes()), expected, "{bytes:?}");
        }
    }

    #[test]
    fn quotes_that_do_not_close_are_seen() {
        check("\"a,b\nc,d\n", Split::Unclosed);
        check("1,\"a\n2,\"b\",c\n", Split::Unclosed);
        let long = format!("\"{}", "x".repeat(LARGEST_RECORD + 5));
        check(&long, Split::Unclosed);
        check(long.trim_matches('"'), Split::TooLong);
    }

    #[test]
    fn a_value_has_a_bounded_number_of_lines() {
        let lines = usize::try_from(MOST_LINES).unwrap();
        let text = |lines: usize| format!("\"{}\",b\n", "\n".repeat(lines));
        check(
            &text(lines),
            record(lines + 4, lines + 5, MOST_LINES + 1, true),
        );
        check(&text(lines + 1), Split::Unclosed);
        // Each of these lines leaves a quote open, whether it begins inside of one or not: what is
        // looked at for one line must not grow with the list.
        check(&"x\",\"\n".repeat(lines + 2), Split::Unclosed);
        assert_eq!(
            split_csv("x\",\"\n".repeat(2 * lines).as_bytes(), b','),
            split_csv("x\",\"\n".repeat(lines + 2).as_bytes(), b',')
        );
    }
}
