//! Which sentences of a filled template rest on which fact.

use std::ops::Range;

use ports::{BriefFact, Claim};

use crate::composer_values::{Mark, mark, one_line};

/// Shorter facts stand in too many sentences by chance; they count only where they were put in.
const SEARCH_MINIMUM: usize = 3;
/// A line shorter than this was not broken because it was full.
const FULL_LINE: usize = 45;
/// More would not be read.
const CLAIM_LIMIT: usize = 200;

/// Takes white space off the ends of all lines and of the whole, and lets no more than one empty
/// line stand between two others: conditions in a template leave gaps that nobody wrote.
pub(crate) fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.lines().map(str::trim_end) {
        if line.is_empty() {
            empty += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        empty = 0;
        out.push_str(if out.is_empty() {
            line.trim_start()
        } else {
            line
        });
    }
    out
}

/// A subject: one line, single spaces.
pub(crate) fn tidy_line(text: &str) -> String {
    one_line(text).unwrap_or_default()
}

/// Adds the claims of one text. `marked` is the same text with marks around the facts, or anything
/// else if there is none.
pub(crate) fn claims(text: &str, marked: &str, facts: &[BriefFact], all: &mut Vec<Claim>) {
    let mut found: Vec<(Range<usize>, usize)> = spans(marked, text).unwrap_or_default();
    let folded = Folded::new(text);
    for (index, fact) in facts.iter().enumerate() {
        let Some(words) = one_line(&fact.text) else {
            continue;
        };
        found.extend(
            folded
                .occurrences(&words)
                .into_iter()
                .map(|range| (range, index)),
        );
    }
    found.sort_by_key(|(range, index)| (range.start, *index));
    let sentences = sentences(text);
    for (range, index) in found {
        let Some(fact) = facts.get(index) else {
            continue;
        };
        // A fact of several sentences covers all of them.
        let covered: Vec<&Range<usize>> = sentences
            .iter()
            .filter(|sentence| sentence.start < range.end && range.start < sentence.end)
            .collect();
        let (Some(first), Some(last)) = (covered.first(), covered.last()) else {
            continue;
        };
        let claim = Claim {
            text: text[first.start..last.end].trim().to_owned(),
            fact: fact.id.clone(),
        };
        if all.len() < CLAIM_LIMIT && !claim.text.is_empty() && !all.contains(&claim) {
            all.push(claim);
        }
    }
}

/// Where the marked facts stand in the plain text; `None` if the two texts differ otherwise.
fn spans(marked: &str, plain: &str) -> Option<Vec<(Range<usize>, usize)>> {
    let mut stripped = String::with_capacity(plain.len());
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut found = Vec::new();
    for one in marked.chars() {
        match mark(one) {
            None => stripped.push(one),
            Some(Mark::Begin(index)) => open.push((index, stripped.len())),
            Some(Mark::End(index)) => {
                let at = open.iter().rposition(|(opened, _)| *opened == index)?;
                let (_, start) = open.remove(at);
                if start < stripped.len() {
                    found.push((start..stripped.len(), index));
                }
            }
        }
    }
    (stripped == plain && open.is_empty()).then_some(found)
}

/// A text in lower case with single spaces, and where each character of it comes from.
struct Folded {
    chars: Vec<char>,
    origins: Vec<Range<usize>>,
}

impl Folded {
    fn new(text: &str) -> Self {
        let mut folded = Self {
            chars: Vec::with_capacity(text.len()),
            origins: Vec::with_capacity(text.len()),
        };
        for (at, one) in text.char_indices() {
            let origin = at..at + one.len_utf8();
            if one.is_whitespace() {
                if folded.chars.last() != Some(&' ') {
                    folded.chars.push(' ');
                    folded.origins.push(origin);
                }
                continue;
            }
            for lower in one.to_lowercase() {
                folded.chars.push(lower);
                folded.origins.push(origin.clone());
            }
        }
        folded
    }

    /// Byte ranges of the text that hold these words, at word boundaries. A full stop at the end of
    /// the words need not be there: templates put facts inside sentences.
    fn occurrences(&self, words: &str) -> Vec<Range<usize>> {
        let words = Self::new(words.trim_end_matches(['.', '!', '?', '…']).trim());
        let (needle, hay) = (&words.chars, &self.chars);
        let (Some(first), Some(last)) = (needle.first(), needle.last()) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        if needle.len() < SEARCH_MINIMUM || needle.len() > hay.len() {
            return found;
        }
        for (at, window) in hay.windows(needle.len()).enumerate() {
            if window.first() != Some(first) || window != needle.as_slice() {
                continue;
            }
            let before = at.checked_sub(1).and_then(|at| hay.get(at));
            let after = hay.get(at + needle.len());
            let joined = |one: Option<&char>, edge: &char| {
                one.is_some_and(|one| one.is_alphanumeric()) && edge.is_alphanumeric()
            };
            if !joined(before, first) && !joined(after, last) {
                found.push(self.origins[at].start..self.origins[at + needle.len() - 1].end);
            }
        }
        found
    }
}

/// Byte ranges of the sentences, greetings and list items of a text.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut line_start = 0;
    for (index, &(at, one)) in chars.iter().enumerate() {
        let next = chars.get(index + 1).map(|&(_, next)| next);
        let end = at + one.len_utf8();
        let ends = match one {
            '\n' => {
                let line = &text[line_start..at];
                line_start = end;
                line_ends(line, &text[end..])
            }
            '.' | '!' | '?' | '…' => {
                next.is_none_or(char::is_whitespace)
                    && sentence_ends(&text[start..end], &text[end..])
            }
            _ => false,
        };
        if ends {
            found.push(start..end);
            start = end;
        }
    }
    found.push(start..text.len());
    found.retain(|range| !text[range.clone()].trim().is_empty());
    found
}

fn line_ends(line: &str, rest: &str) -> bool {
    let next = rest.split('\n').next().unwrap_or_default().trim();
    let listed = next.starts_with(['-', '*', '•', '–'])
        || next.starts_with(|one: char| one.is_ascii_digit()) && next.contains(['.', ')']);
    line.trim().is_empty()
        || next.is_empty()
        || listed
        || line.chars().count() < FULL_LINE
        || line.trim_end().ends_with(['.', '!', '?', ':', '…'])
}

/// A stop ends a sentence unless it belongs to a short form or what follows goes on in lower case.
fn sentence_ends(so_far: &str, rest: &str) -> bool {
    const SHORT_FORMS: [&str; 24] = [
        "mr.", "mrs.", "ms.", "dr.", "prof.", "st.", "e.g.", "i.e.", "vs.", "approx.", "no.",
        "ca.", "bzw.", "z.b.", "nr.", "u.a.", "d.h.", "p.ex.", "inc.", "ltd.", "corp.", "co.",
        "jr.", "sr.",
    ];
    let word = so_far
        .split_whitespace()
        .next_back()
        .unwrap_or_default()
        .to_lowercase();
    let word = word.trim_start_matches(['(', '"', '„', '“', '«']);
    let next = rest.trim_start().chars().next();
    if next.is_some_and(char::is_lowercase) {
        return false;
    }
    // A firm's form does end a sentence at the end of a line.
    !(SHORT_FORMS.contains(&word) && next.is_some() && !rest.starts_with('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = sentences(text)
            .into_iter()
            .map(|range| text[range].trim())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_end_where_readers_think_so() {
        check(
            "Hi Ann,\n\nYou run 3.5 teams. Dr. Who does too! Fine?",
            &[
                "Hi Ann,",
                "You run 3.5 teams.",
                "Dr. Who does too!",
                "Fine?",
            ],
        );
        check(
            "We saw that your team has grown to forty people this\nyear alone. Well done.\n- one\n- two",
            &[
                "We saw that your team has grown to forty people this\nyear alone.",
                "Well done.",
                "- one",
                "- two",
            ],
        );
        check(
            "We use e.g. Acme Inc. for this.",
            &["We use e.g. Acme Inc. for this."],
        );
        check("", &[]);
    }

    #[test]
    fn gaps_and_ragged_ends_are_tidied() {
        assert_eq!(tidy("\n  Hi \n\n\n\n a\n\t\nb \n\n"), "Hi\n\n a\n\nb");
        assert_eq!(tidy_line(" a\n b  c "), "a b c");
    }
}
