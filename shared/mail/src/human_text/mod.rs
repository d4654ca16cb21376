//! The new words of a mail: no quote, no signature, no disclaimer, no forwarded chain.
//!
//! One pass marks what is quoted, a second one takes the signature from each piece that is left.
//! Both look at lines and a few of their neighbours, so time grows with length alone. Where the
//! signs contradict each other, words are kept: a lost "no" costs more than a stray name.

mod lines;
mod quotes;
mod signature;
mod words;

use crate::{Mailbox, read::cut};

/// What [`human_text_with`] leaves in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Keep {
    /// The closing formula, the name and what stands below; blocks behind `-- ` and "sent from my
    /// phone" go all the same.
    pub signature: bool,
}

/// The new words: no quote, no signature.
#[must_use]
pub fn human_text(body: &str) -> String {
    human_text_of(body, None)
}

/// The new words of a known writer, whose name helps to find the signature.
#[must_use]
pub fn human_text_of(body: &str, writer: Option<&Mailbox>) -> String {
    human_text_with(body, writer, Keep::default())
}

/// The new words, with a choice of what is left in.
#[must_use]
pub fn human_text_with(body: &str, writer: Option<&Mailbox>, keep: Keep) -> String {
    let body = cut(body)
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}'], "\n")
        .replace(['\u{200b}', '\u{feff}'], "");
    let body: Vec<&str> = body.split('\n').collect();
    let mut pieces: Vec<String> = Vec::new();
    for piece in quotes::pieces(&body) {
        let kept = signature::strip(&piece, writer, keep);
        let text = kept.join("\n");
        let text = text.trim_matches('\n').trim_end();
        if !text.trim().is_empty() {
            pieces.push(text.to_owned());
        }
    }
    let text = pieces.join("\n\n");
    // Indentation of the first line may carry meaning (code), blank lines don't.
    text.trim_end().trim_start_matches('\n').to_owned()
}

#[cfg(test)]
mod tests;
