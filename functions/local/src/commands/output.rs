//! Standard output that never panics: a reader that goes away ends the command.

use super::Failure;
use serde::Serialize;
use std::io::{self, Write};

/// Standard output. Each line leaves at once, so that a waiting reader gets it.
pub(crate) struct Output(io::StdoutLock<'static>);

impl Output {
    pub(crate) fn new() -> Self {
        Self(io::stdout().lock())
    }

    /// One line of text.
    pub(crate) fn line(&mut self, text: &str) -> Result<(), Failure> {
        let mut bytes = Vec::with_capacity(text.len().saturating_add(1));
        bytes.extend_from_slice(text.as_bytes());
        self.bytes(bytes)
    }

    /// One line of JSON.
    pub(crate) fn json(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        self.bytes(serde_json::to_vec(value).map_err(|error| not_json(&error))?)
    }

    /// JSON for people, over several lines.
    pub(crate) fn pretty(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        self.bytes(serde_json::to_vec_pretty(value).map_err(|error| not_json(&error))?)
    }

    fn bytes(&mut self, mut bytes: Vec<u8>) -> Result<(), Failure> {
        bytes.push(b'\n');
        let written = self.0.write_all(&bytes).and_then(|()| self.0.flush());
        written.map_err(|error| Failure::output(&error))
    }
}

/// A word on standard error for whoever sits there; it is no loss where nobody reads it.
pub(crate) fn hint(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

fn not_json(error: &serde_json::Error) -> Failure {
    Failure::refused(
        format!("the answer can't be written as JSON: {error}"),
        "report it with the input that led to it",
    )
}

/// Text from outside on one line of a terminal: what would break the line, colour it or turn it
/// round is spelled out.
pub(crate) fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        let turns =
            matches!(letter, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
        if letter.is_control() || turns {
            out.extend(letter.escape_default());
        } else {
            out.push(letter);
        }
    }
    out
}

/// A number with its noun.
pub(crate) fn counted<N: PartialEq + From<u8> + std::fmt::Display>(
    count: N,
    one: &str,
    many: &str,
) -> String {
    let noun = if count == N::from(1) { one } else { many };
    format!("{count} {noun}")
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn text_from_outside_stays_on_its_line() {
        assert_eq!(
            one_line("Grüße\n\u{1b}[31mred\u{202e}x"),
            "Grüße\\n\\u{1b}[31mred\\u{202e}x"
        );
    }
}
