//! A file's front matter and body.

use crate::{
    LARGEST_FILE_BYTES,
    reader::Reader,
    yaml::{self, Node, Place, Value},
};

/// A file taken apart.
pub(crate) struct Document<'t> {
    /// The front matter; `None` if it can't be read, which is told, or if there is none.
    pub(crate) matter: Option<Node>,
    /// What follows it.
    pub(crate) body: &'t str,
    /// The file's line on which the body begins.
    pub(crate) body_line: usize,
}

pub(crate) const FENCE: &str = "---";
const START: Place = Place { line: 1, column: 1 };

/// The file as text without a byte order mark, or a fault.
pub(crate) fn text_of<'t>(reader: &mut Reader<'_>, bytes: &'t [u8]) -> Option<&'t str> {
    if bytes.len() > LARGEST_FILE_BYTES {
        reader.fault(
            START,
            format!(
                "the file has {} bytes, more than {LARGEST_FILE_BYTES}",
                bytes.len()
            ),
            "shorten it; lists of leads belong in a .csv or .jsonl file",
        );
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => {
            let good = bytes
                .get(..error.valid_up_to())
                .and_then(|good| std::str::from_utf8(good).ok())
                .unwrap_or("");
            let line = good.matches('\n').count() + 1;
            let last = good.rsplit('\n').next().unwrap_or("");
            let column = last.trim_start_matches('\u{feff}').chars().count() + 1;
            reader.fault(
                Place { line, column },
                "the file isn't UTF-8 text from here on",
                "save it as UTF-8",
            );
            None
        }
    }
}

/// Takes a file apart. Front matter that is missing is a fault if it is required.
pub(crate) fn split<'t>(reader: &mut Reader<'_>, text: &'t str, required: bool) -> Document<'t> {
    let mut rest = text;
    let first = next_line(&mut rest);
    if first.map(str::trim_end) != Some(FENCE) {
        if required {
            reader.fault(
                START,
                "the file doesn't begin with front matter",
                "begin the file with a line `---`, then `key: value` lines, then another line `---`",
            );
        }
        return Document {
            matter: None,
            body: text,
            body_line: 1,
        };
    }
    let matter_start = text.len() - rest.len();
    let mut line = 2;
    let mut tabs = false;
    loop {
        let before = text.len() - rest.len();
        let Some(current) = next_line(&mut rest) else {
            reader.fault(
                START,
                "the front matter has no end",
                "put a line `---` below its last line",
            );
            return Document {
                matter: None,
                body: "",
                body_line: line,
            };
        };
        if current.trim_end() == FENCE {
            let matter = text.get(matter_start..before).unwrap_or("");
            let matter = if tabs { None } else { parse(reader, matter) };
            return Document {
                matter,
                body: rest,
                body_line: line + 1,
            };
        }
        let indent = current.len() - current.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = current.get(..indent).and_then(|indent| indent.find('\t'))
            && !current.trim().is_empty()
        {
            reader.fault(
                Place {
                    line,
                    column: tab + 1,
                },
                "a tab stands in the indent",
                "use two blanks instead",
            );
            tabs = true;
        }
        line += 1;
    }
}

fn parse(reader: &mut Reader<'_>, matter: &str) -> Option<Node> {
    let (node, complaints) = yaml::parse(matter, 2);
    let readable = node.is_some() || complaints.is_empty();
    for (at, what, fix) in complaints {
        reader.fault(at, what, fix);
    }
    let at = Place { line: 2, column: 1 };
    let node = node.unwrap_or(Node {
        at,
        value: Value::Nothing,
    });
    readable.then_some(node)
}

/// The line up to the next `\n`, without it; `None` at the end.
fn next_line<'t>(rest: &mut &'t str) -> Option<&'t str> {
    if rest.is_empty() {
        return None;
    }
    let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
    *rest = after;
    Some(line)
}
