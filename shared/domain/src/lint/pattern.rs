//! Phrases as small patterns over words, so that a table reads like the phrases it finds.
//!
//! | element | stands for |
//! | --- | --- |
//! | `word` | the word, any case, accents ignored |
//! | `word*`, `*word` | a beginning, an ending |
//! | `a\|b` | either |
//! | `x?` | may be missing |
//! | `_` | any one word |
//! | `..`, `...` | up to 3, up to 7 words |
//! | `#` | a number in digits |
//! | `@` | a capitalised word |
//! | `^` | only at the beginning of a sentence |
//!
//! A phrase never reaches over the end of a sentence.

use std::collections::BTreeMap;

use super::fold::fold;
use super::language::Language;
use super::text::{Text, Token};

#[derive(Debug, Clone)]
enum Word {
    Exact(String),
    Begins(String),
    Ends(String),
    Any,
    Digits,
    Capital,
}

impl Word {
    fn fits(&self, token: &Token) -> bool {
        match self {
            Word::Exact(word) => token.fold == *word,
            Word::Begins(word) => token.fold.starts_with(word.as_str()),
            Word::Ends(word) => token.fold.ends_with(word.as_str()),
            Word::Any => true,
            Word::Digits => token.is_digits(),
            Word::Capital => token.capital,
        }
    }
}

#[derive(Debug, Clone)]
enum Piece {
    One { words: Vec<Word>, optional: bool },
    Gap(usize),
    SentenceStart,
}

/// One phrase of a table.
#[derive(Debug, Clone)]
struct Pattern {
    pieces: Vec<Piece>,
}

/// A place where a phrase of a table stands: token indexes, the end excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    pub first: usize,
    pub end: usize,
}

/// A table of phrases, with those that begin with a plain word indexed by it.
#[derive(Debug, Default)]
pub(super) struct Table {
    by_word: BTreeMap<String, Vec<Pattern>>,
    others: Vec<Pattern>,
}

impl Table {
    /// Reads one phrase a line; empty lines and lines that begin with `//` are skipped.
    pub(super) fn new(sources: &[&str]) -> Self {
        let mut table = Table::default();
        for line in sources.iter().flat_map(|source| source.lines()) {
            let line = line.trim();
            if line.is_empty() || line.starts_with("//") {
                continue;
            }
            for pattern in Pattern::parse(line) {
                table.add(pattern);
            }
        }
        table
    }

    /// A table of plain phrases, as an operator writes them: no signs have a meaning, and the last
    /// word may be bent a little ("circle back" finds "circles back").
    pub(super) fn plain<'a>(phrases: impl Iterator<Item = &'a str>) -> Self {
        let mut table = Table::default();
        for phrase in phrases {
            let words: Vec<Piece> = Text::new(phrase)
                .tokens
                .iter()
                .map(|token| Piece::One {
                    words: inflections(&token.fold),
                    optional: false,
                })
                .collect();
            if !words.is_empty() {
                table.others.push(Pattern { pieces: words });
            }
        }
        table
    }

    fn add(&mut self, pattern: Pattern) {
        match pattern.pieces.first() {
            Some(Piece::One {
                words,
                optional: false,
            }) if words.iter().all(|word| matches!(word, Word::Exact(_))) => {
                for word in words {
                    if let Word::Exact(word) = word {
                        self.by_word
                            .entry(word.clone())
                            .or_default()
                            .push(pattern.clone());
                    }
                }
            }
            Some(_) => self.others.push(pattern),
            None => {}
        }
    }

    /// The longest phrase that begins at token `at` and ends before `limit`.
    pub(super) fn at(&self, tokens: &[Token], at: usize, limit: usize) -> Option<Hit> {
        let token = tokens.get(at)?;
        let indexed = self.by_word.get(&token.fold).map_or(&[][..], Vec::as_slice);
        indexed
            .iter()
            .chain(&self.others)
            .filter_map(|pattern| run(&pattern.pieces, tokens, token.sentence, at, limit))
            .max()
            .filter(|end| *end > at)
            .map(|end| Hit { first: at, end })
    }

    /// All phrases within a range of tokens, each token's longest, without overlaps.
    pub(super) fn find(&self, tokens: &[Token], first: usize, end: usize) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut at = first;
        let end = end.min(tokens.len());
        while at < end {
            match self.at(tokens, at, end) {
                Some(hit) => {
                    at = hit.end.max(at + 1);
                    hits.push(hit);
                }
                None => at += 1,
            }
        }
        hits
    }

    /// Whether any phrase stands within a range of tokens.
    pub(super) fn any(&self, tokens: &[Token], first: usize, end: usize) -> bool {
        self.first(tokens, first, end).is_some()
    }

    /// The first phrase within a range of tokens.
    pub(super) fn first(&self, tokens: &[Token], first: usize, end: usize) -> Option<Hit> {
        let end = end.min(tokens.len());
        (first..end).find_map(|at| self.at(tokens, at, end))
    }

    /// Whether any phrase stands in a whole text.
    pub(super) fn in_text(&self, text: &Text<'_>) -> bool {
        self.any(&text.tokens, 0, text.tokens.len())
    }
}

/// Phrases in sections by language. A letter is read with the section of its own language.
#[derive(Debug)]
pub(super) struct Lexicon {
    sections: Vec<(&'static [Language], Table)>,
}

/// The languages of a section, by the name that opens it.
const SECTIONS: &[(&str, &[Language])] = &[
    ("English", &["en"]),
    ("German", &["de"]),
    ("French", &["fr"]),
    ("Spanish", &["es", "ca"]),
    ("Italian", &["it"]),
    ("Dutch", &["nl"]),
    ("Portuguese", &["pt"]),
    ("Nordic", &["da", "nb", "sv"]),
    ("Polish", &["pl", "cs", "sk", "fi", "hu"]),
];

impl Lexicon {
    /// Reads a source whose comment lines open the sections. What stands before them is for all.
    pub(super) fn new(source: &str) -> Self {
        let mut sections: Vec<(&'static [Language], Table)> = vec![(&[], Table::default())];
        for line in source
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
        {
            if let Some(comment) = line.strip_prefix("//") {
                let name = comment.trim().split([':', ' ', ',']).next().unwrap_or("");
                if let Some((_, languages)) = SECTIONS.iter().find(|(section, _)| *section == name)
                    && sections.last().is_none_or(|last| last.0 != *languages)
                {
                    sections.push((languages, Table::default()));
                }
                continue;
            }
            if let Some((_, table)) = sections.last_mut() {
                for pattern in Pattern::parse(line) {
                    table.add(pattern);
                }
            }
        }
        Lexicon { sections }
    }

    /// The tables for a language; English where it can't be told.
    fn tables(&self, language: Option<Language>) -> impl Iterator<Item = &Table> {
        let language = language.unwrap_or("en");
        self.sections
            .iter()
            .filter(move |(languages, _)| languages.is_empty() || languages.contains(&language))
            .map(|(_, table)| table)
    }

    /// All phrases within a range of tokens, in order.
    pub(super) fn find(
        &self,
        language: Option<Language>,
        tokens: &[Token],
        first: usize,
        end: usize,
    ) -> Vec<Hit> {
        let mut hits: Vec<Hit> = self
            .tables(language)
            .flat_map(|table| table.find(tokens, first, end))
            .collect();
        hits.sort_by_key(|hit| (hit.first, std::cmp::Reverse(hit.end)));
        hits
    }

    /// Whether any phrase stands within a range of tokens.
    pub(super) fn any(
        &self,
        language: Option<Language>,
        tokens: &[Token],
        first: usize,
        end: usize,
    ) -> bool {
        self.tables(language)
            .any(|table| table.any(tokens, first, end))
    }
}

/// The common English bendings of a word; other languages are asked to list their forms.
fn inflections(word: &str) -> Vec<Word> {
    let mut forms = vec![Word::Exact(word.to_owned())];
    if word.chars().count() >= 3 && word.chars().all(char::is_alphabetic) {
        let stem = word
            .strip_suffix("ing")
            .filter(|stem| stem.len() >= 3)
            .unwrap_or(word);
        let stem = stem.strip_suffix('e').unwrap_or(stem);
        for ending in ["", "e", "s", "es", "ed", "ing"] {
            forms.push(Word::Exact(format!("{stem}{ending}")));
        }
        // "hop" becomes "hopping".
        if let Some(last) = stem.chars().last().filter(|last| !"aeiou".contains(*last)) {
            forms.push(Word::Exact(format!("{stem}{last}ing")));
            forms.push(Word::Exact(format!("{stem}{last}ed")));
        }
        if let Some(stem) = word.strip_suffix('y') {
            forms.push(Word::Exact(format!("{stem}ies")));
        }
        if let Some(stem) = word.strip_suffix("ies") {
            forms.push(Word::Exact(format!("{stem}y")));
        }
        if let Some(stem) = word.strip_suffix('s') {
            forms.push(Word::Exact(stem.to_owned()));
        }
    }
    forms
}

impl Pattern {
    /// Reads a line. An alternative of several words ("e-mail") makes a pattern of its own.
    fn parse(line: &str) -> Vec<Self> {
        let mut patterns = vec![Vec::new()];
        for element in line.split_whitespace() {
            let ways = match element {
                "^" => vec![vec![Piece::SentenceStart]],
                ".." => vec![vec![Piece::Gap(3)]],
                "..." => vec![vec![Piece::Gap(7)]],
                _ => ways(element),
            };
            patterns = patterns
                .into_iter()
                .flat_map(|before| {
                    ways.iter().map(move |way| {
                        let mut pieces: Vec<Piece> = before.clone();
                        pieces.extend(way.iter().cloned());
                        pieces
                    })
                })
                .collect();
        }
        patterns
            .into_iter()
            .map(|pieces| Pattern { pieces })
            .collect()
    }
}

/// The runs of words that an element stands for: all its plain words as one, and each that holds an
/// apostrophe or a hyphen as several pieces, just as the words of a text do.
fn ways(element: &str) -> Vec<Vec<Piece>> {
    let (element, optional) = match element.strip_suffix('?') {
        Some(rest) => (rest, true),
        None => (element, false),
    };
    let mut words = Vec::new();
    let mut ways = Vec::new();
    for alternative in element.split('|').filter(|word| !word.is_empty()) {
        let parts: Vec<&str> = alternative
            .split(['\'', '’', '-'])
            .filter(|part| !part.is_empty())
            .collect();
        if let [part] = parts[..] {
            words.push(parse_word(part));
        } else {
            let piece = |part: &&str| Piece::One {
                words: vec![parse_word(part)],
                optional,
            };
            ways.push(parts.iter().map(piece).collect());
        }
    }
    if !words.is_empty() {
        ways.push(vec![Piece::One { words, optional }]);
    }
    ways
}

fn parse_word(word: &str) -> Word {
    match word {
        "_" => return Word::Any,
        "#" => return Word::Digits,
        "@" => return Word::Capital,
        _ => {}
    }
    if let Some(begin) = word.strip_suffix('*') {
        return Word::Begins(fold(begin));
    }
    if let Some(end) = word.strip_prefix('*') {
        return Word::Ends(fold(end));
    }
    Word::Exact(fold(word))
}

/// The end of the longest run of `pieces` from token `at`, or none. Depth is bounded by the pieces.
fn run(
    pieces: &[Piece],
    tokens: &[Token],
    sentence: usize,
    at: usize,
    limit: usize,
) -> Option<usize> {
    let Some((piece, rest)) = pieces.split_first() else {
        return Some(at);
    };
    match piece {
        Piece::SentenceStart => tokens
            .get(at)
            .filter(|token| token.first)
            .and_then(|_| run(rest, tokens, sentence, at, limit)),
        Piece::One { words, optional } => {
            let taken = tokens
                .get(at)
                .filter(|token| {
                    at < limit
                        && token.sentence == sentence
                        && words.iter().any(|word| word.fits(token))
                })
                .and_then(|_| run(rest, tokens, sentence, at + 1, limit));
            if taken.is_some() || !optional {
                taken
            } else {
                run(rest, tokens, sentence, at, limit)
            }
        }
        Piece::Gap(most) => (0..=*most).find_map(|skip| {
            let next = at + skip;
            (next <= limit)
                .then(|| run(rest, tokens, sentence, next, limit))
                .flatten()
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alternative_of_several_words_is_read_as_several_words() {
        let table = Table::new(&["by e-mail|mail|carrier-pigeon only"]);
        let found = |text: &str| table.in_text(&Text::new(text));
        assert!(found("by e-mail only"));
        assert!(found("by mail only"));
        assert!(found("by carrier-pigeon only"));
        assert!(!found("by carrier only"));
        assert!(!found("by e only"));
    }
}
