//! Words of a text, and what changed between two texts, word by word.

use serde::Serialize;
use std::ops::Range;

/// Texts of more words than these are not compared: a letter never has as many.
const MOST_WORDS: usize = 500;

/// A word and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Lower case, without the signs around it.
    pub(super) fold: String,
    /// Bytes of the text.
    pub(super) at: Range<usize>,
    /// The sentence, a part of it or the line ends behind it.
    pub(super) ends: bool,
}

/// The words of a text.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut start = None;
    let is_inner = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '%' | '&');
    let push = |from: usize, to: usize, out: &mut Vec<Word>| {
        let raw = text.get(from..to).unwrap_or_default();
        let bare = raw.trim_matches(|c: char| !c.is_alphanumeric() && c != '%');
        if bare.is_empty() {
            return;
        }
        let lead = raw.find(bare).unwrap_or(0);
        let from = from.saturating_add(lead);
        out.push(Word {
            fold: bare.replace('’', "'").to_lowercase(),
            at: from..from.saturating_add(bare.len()),
            ends: false,
        });
    };
    for (at, c) in text.char_indices() {
        if is_inner(c) {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            push(from, at, &mut out);
        }
        if matches!(c, '.' | '!' | '?' | ':' | ';' | ',' | '\n')
            && let Some(last) = out.last_mut()
        {
            last.ends = true;
        }
    }
    if let Some(from) = start {
        push(from, text.len(), &mut out);
    }
    out
}

/// What stood there, and what stands there now: indexes of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hunk {
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
}

/// Where two rows of words differ. A single word that both have amid a change belongs to the change: "a" and
/// "you" stand everywhere.
pub(super) fn changes<T: PartialEq>(old: &[T], new: &[T], bridge: usize) -> Vec<Hunk> {
    if old.len() > MOST_WORDS || new.len() > MOST_WORDS {
        return Vec::new();
    }
    let mut hunks: Vec<Hunk> = Vec::new();
    let (mut i, mut j) = (0, 0);
    let mut push = |old: Range<usize>, new: Range<usize>| {
        if old.is_empty() && new.is_empty() {
            return;
        }
        match hunks.last_mut() {
            Some(last) if old.start.saturating_sub(last.old.end) <= bridge => {
                last.old.end = old.end;
                last.new.end = new.end;
            }
            _ => hunks.push(Hunk { old, new }),
        }
    };
    for (a, b) in common(old, new) {
        push(i..a, j..b);
        (i, j) = (a.saturating_add(1), b.saturating_add(1));
    }
    push(i..old.len(), j..new.len());
    hunks
}

/// Indexes of a longest common row.
fn common<T: PartialEq>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let wide = new.len().saturating_add(1);
    let cells = old.len().saturating_add(1).saturating_mul(wide);
    let mut longest = vec![0_u16; cells];
    let cell = |i: usize, j: usize| i.saturating_mul(wide).saturating_add(j);
    let read = |longest: &[u16], i: usize, j: usize| longest.get(cell(i, j)).copied().unwrap_or(0);
    for (i, one) in old.iter().enumerate().rev() {
        for (j, other) in new.iter().enumerate().rev() {
            let (next_i, next_j) = (i.saturating_add(1), j.saturating_add(1));
            let best = if one == other {
                read(&longest, next_i, next_j).saturating_add(1)
            } else {
                read(&longest, next_i, j).max(read(&longest, i, next_j))
            };
            if let Some(place) = longest.get_mut(cell(i, j)) {
                *place = best;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while let (Some(one), Some(other)) = (old.get(i), new.get(j)) {
        let (next_i, next_j) = (i.saturating_add(1), j.saturating_add(1));
        if one == other {
            pairs.push((i, j));
            (i, j) = (next_i, next_j);
        } else if read(&longest, next_i, j) >= read(&longest, i, next_j) {
            i = next_i;
        } else {
            j = next_j;
        }
    }
    pairs
}

/// A part of an edited text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// It stayed.
    Kept(String),
    /// It went.
    Gone(String),
    /// It came.
    Come(String),
}

/// An edited text in parts, in the order in which one reads them; put together, what stayed and what went is the
/// old text, and what stayed and what came is the new one.
#[must_use]
pub fn parts(old: &str, new: &str) -> Vec<Part> {
    let cut = |text: &'_ str| -> Vec<String> {
        text.split_inclusive(char::is_whitespace)
            .map(str::to_owned)
            .collect()
    };
    let (olds, news) = (cut(old), cut(new));
    let mut out = Vec::new();
    let join =
        |words: &[String], range: Range<usize>| words.get(range).unwrap_or_default().concat();
    if olds.len() > MOST_WORDS || news.len() > MOST_WORDS {
        return vec![Part::Gone(old.to_owned()), Part::Come(new.to_owned())];
    }
    let mut at = 0;
    let mut put = |part: Part| {
        let (Part::Kept(text) | Part::Gone(text) | Part::Come(text)) = &part;
        if !text.is_empty() {
            out.push(part);
        }
    };
    for hunk in changes(&olds, &news, 0) {
        put(Part::Kept(join(&olds, at..hunk.old.start)));
        put(Part::Gone(join(&olds, hunk.old.clone())));
        put(Part::Come(join(&news, hunk.new.clone())));
        at = hunk.old.end;
    }
    put(Part::Kept(join(&olds, at..olds.len())));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_is_told_in_parts_that_make_both_texts() {
        let old = "Hello Ana,\n\njust a quick question about docks.\n";
        let new = "Hello Ana,\n\na question about your docks.\n";
        let told = parts(old, new);
        let text =
            |keep: fn(&Part) -> Option<&str>| told.iter().filter_map(keep).collect::<String>();
        let of_old = text(|part| match part {
            Part::Kept(text) | Part::Gone(text) => Some(text),
            Part::Come(_) => None,
        });
        let of_new = text(|part| match part {
            Part::Kept(text) | Part::Come(text) => Some(text),
            Part::Gone(_) => None,
        });
        assert_eq!((of_old.as_str(), of_new.as_str()), (old, new));
        assert!(told.contains(&Part::Gone("just ".to_owned())), "{told:?}");
        assert!(told.contains(&Part::Come("your ".to_owned())), "{told:?}");
    }

    #[test]
    fn words_know_their_place_and_where_parts_of_sentences_end() {
        let text = "We're (mostly) done: 35 % less. Ok";
        let all = words(text);
        let folds: Vec<&str> = all.iter().map(|word| word.fold.as_str()).collect();
        assert_eq!(folds, ["we're", "mostly", "done", "35", "%", "less", "ok"]);
        let ends: Vec<&str> = all
            .iter()
            .filter(|word| word.ends)
            .map(|word| text.get(word.at.clone()).unwrap())
            .collect();
        assert_eq!(ends, ["done", "less"]);
    }
}
