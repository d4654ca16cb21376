//! The small language of phrases, and the search for them.
//!
//! | written | meaning |
//! | --- | --- |
//! | `word` | that word, in any case, with or without accents |
//! | `stem*` | a word that begins so; `*stem` one that ends so; `(a\|b)*` for each of several |
//! | `~word` | that word with up to two slips of the finger |
//! | `(a b\|c)` | one of these; outside of brackets `a\|b` for single words |
//! | `x?` | may be missing |
//! | `..` | up to four other words; `..9` up to nine |
//! | `^` `$` | begin and end of the sentence; `^^` `$$` of the whole text |
//! | `<num>` `<mail>` `<link>` `<day>` `<when>` `<name>` | a word of that kind |
//! | `{thanks}` | a named group of [`crate::lexicon::GROUPS`] |
//!
//! Matching runs over a 64-word window as a bit set, so its time is bounded by the phrase, whatever the text.

use crate::words::{Kind, Word, Words, unspaced};

#[derive(Debug, Clone)]
enum Atom {
    One(Vec<Piece>),
    /// What `One` becomes once a phrase is read: exact words in order, for a quick search, and the rest.
    Set(Vec<String>, Vec<Piece>),
    Any(Vec<Vec<Atom>>),
    Maybe(Vec<Atom>),
    Gap(u32),
    Begin,
    End,
    TextBegin,
    TextEnd,
}

#[derive(Debug, Clone)]
enum Piece {
    Exact(String),
    Prefix(String),
    Suffix(String),
    Near(String),
    Number,
    Mail,
    Link,
    Day,
    When,
    Name,
}

/// One phrase, ready to search.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    atoms: Vec<Atom>,
}

/// One way in which a phrase can begin, for the index.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum First {
    /// With this very word.
    Word(String),
    /// With a word that begins with these two bytes (or is that one byte).
    Stem([u8; 2]),
    /// With a word that begins with this byte.
    Letter(u8),
    Number,
    Mail,
    Link,
    Day,
    When,
    Name,
    Anything,
}

impl First {
    /// All ways under which a word is to be looked up.
    pub(crate) fn of(word: &Word) -> Vec<First> {
        let mut ways = vec![
            First::Anything,
            First::Word(word.fold.clone()),
            First::Stem(key(&word.fold)),
            First::Letter(word.fold.bytes().next().unwrap_or(0)),
        ];
        let kinds = [
            (First::Number, Piece::Number),
            (First::Mail, Piece::Mail),
            (First::Link, Piece::Link),
            (First::Day, Piece::Day),
            (First::When, Piece::When),
            (First::Name, Piece::Name),
        ];
        for (first, piece) in kinds {
            if piece.fits(word) {
                ways.push(first);
            }
        }
        ways
    }
}

impl Pattern {
    /// Reads a phrase. A phrase that is not well formed matches what could be read of it; the
    /// tests of the lexicon see to it that none is.
    pub(crate) fn new(phrase: &str, groups: &[(&str, &str)]) -> Pattern {
        let mut spelled = phrase.to_owned();
        for (name, text) in groups {
            if spelled.contains('{') {
                spelled = spelled.replace(&format!("{{{name}}}"), &format!("({text})"));
            }
        }
        let tokens = tokens(&spelled);
        let mut at = 0;
        let mut atoms = sequence(&tokens, &mut at);
        // A gap at the end would only swallow words that say something else.
        while matches!(atoms.last(), Some(Atom::Gap(_))) {
            atoms.pop();
        }
        compact(&mut atoms);
        Pattern { atoms }
    }

    /// The end of the longest match that begins at word `start`.
    pub(crate) fn end_at(&self, words: &Words, start: usize) -> Option<usize> {
        let sentence = words.sentences.get(words.list.get(start)?.sentence)?;
        let window = Window {
            words,
            start,
            end: sentence.end.min(start + 62),
        };
        let ends = run(&self.atoms, &window, 1);
        let longest = 63_u32.checked_sub(ends.leading_zeros())?;
        let length = usize::try_from(longest).unwrap_or(0);
        (length > 0).then_some(start + length)
    }

    /// The ways in which it can begin.
    pub(crate) fn first(&self) -> Vec<First> {
        let mut ways = Vec::new();
        if !collect_first(&self.atoms, &mut ways) || ways.contains(&First::Anything) {
            return vec![First::Anything];
        }
        ways.sort_unstable();
        ways.dedup();
        ways
    }
}

struct Window<'w, 'a> {
    words: &'w Words<'a>,
    start: usize,
    end: usize,
}

impl Window<'_, '_> {
    fn word(&self, offset: u32) -> Option<&Word> {
        let at = self.start + usize::try_from(offset).unwrap_or(usize::MAX / 2);
        (at < self.end).then(|| &self.words.list[at])
    }

    fn place(&self, offset: u32) -> usize {
        self.start + usize::try_from(offset).unwrap_or(0)
    }
}

/// From a set of places (bits) to the set of places after the atoms.
fn run(atoms: &[Atom], window: &Window, mut here: u64) -> u64 {
    for atom in atoms {
        if here == 0 {
            return 0;
        }
        here = match atom {
            Atom::One(pieces) => step(here, window, &[], pieces),
            Atom::Set(exact, rest) => step(here, window, exact, rest),
            Atom::Any(ways) => ways.iter().fold(0, |all, way| all | run(way, window, here)),
            Atom::Maybe(inner) => here | run(inner, window, here),
            Atom::Gap(most) => {
                let room = u32::try_from(window.end - window.start).unwrap_or(0);
                let mut all = here;
                for _ in 0..*most {
                    all |= all << 1;
                }
                all & (u64::MAX >> (63 - room.min(63)))
            }
            Atom::Begin => each(here, |bit| {
                let at = window.place(bit);
                let sentence = window
                    .words
                    .list
                    .get(at)
                    .and_then(|word| window.words.sentences.get(word.sentence));
                if sentence.is_some_and(|sentence| sentence.first == at) {
                    1 << bit
                } else {
                    0
                }
            }),
            Atom::TextBegin => each(
                here,
                |bit| if window.place(bit) == 0 { 1 << bit } else { 0 },
            ),
            Atom::End => each(here, |bit| {
                // A smile at the end says nothing.
                let rest = window
                    .words
                    .list
                    .get(window.place(bit)..window.end)
                    .unwrap_or(&[]);
                if rest.iter().all(|word| word.kind == Kind::Sign) {
                    1 << bit
                } else {
                    0
                }
            }),
            Atom::TextEnd => each(here, |bit| {
                if window.place(bit) == window.words.list.len() {
                    1 << bit
                } else {
                    0
                }
            }),
        };
    }
    here
}

/// One word on, where it is one of those named.
fn step(here: u64, window: &Window, exact: &[String], rest: &[Piece]) -> u64 {
    each(here, |bit| {
        let fits = window.word(bit).is_some_and(|word| {
            exact.binary_search(&word.fold).is_ok() || rest.iter().any(|piece| piece.fits(word))
        });
        if fits { 1 << (bit + 1) } else { 0 }
    })
}

/// Makes one set of all single words of a choice, and sets of all pieces.
fn compact(atoms: &mut [Atom]) {
    for atom in atoms {
        match atom {
            Atom::Any(ways) => {
                let mut single: Vec<Piece> = Vec::new();
                ways.retain_mut(|way| match way.as_mut_slice() {
                    [Atom::One(pieces)] => {
                        single.append(pieces);
                        false
                    }
                    _ => true,
                });
                ways.iter_mut().for_each(|way| compact(way));
                if !single.is_empty() {
                    let mut set = Atom::One(single);
                    compact(std::slice::from_mut(&mut set));
                    if ways.is_empty() {
                        *atom = set;
                    } else {
                        ways.push(vec![set]);
                    }
                }
            }
            Atom::Maybe(inner) => compact(inner),
            Atom::One(pieces) => {
                let mut exact = Vec::new();
                pieces.retain_mut(|piece| match piece {
                    Piece::Exact(text) => {
                        exact.push(std::mem::take(text));
                        false
                    }
                    _ => true,
                });
                let mut without: Vec<String> = exact.iter().filter_map(|word| flat(word)).collect();
                exact.append(&mut without);
                let mut without: Vec<Piece> = pieces.iter().filter_map(Piece::flat).collect();
                pieces.append(&mut without);
                exact.sort_unstable();
                exact.dedup();
                *atom = Atom::Set(exact, std::mem::take(pieces));
            }
            Atom::Set(..)
            | Atom::Gap(_)
            | Atom::Begin
            | Atom::End
            | Atom::TextBegin
            | Atom::TextEnd => {}
        }
    }
}

fn each(set: u64, step: impl Fn(u32) -> u64) -> u64 {
    let mut rest = set;
    let mut out = 0;
    while rest != 0 {
        let bit = rest.trailing_zeros();
        rest &= rest - 1;
        if bit < 62 {
            out |= step(bit);
        }
    }
    out
}

impl Piece {
    /// The same as it is typed without umlauts.
    fn flat(&self) -> Option<Piece> {
        match self {
            Piece::Exact(text) => flat(text).map(Piece::Exact),
            Piece::Prefix(text) => flat(text).map(Piece::Prefix),
            Piece::Suffix(text) => flat(text).map(Piece::Suffix),
            Piece::Near(_)
            | Piece::Number
            | Piece::Mail
            | Piece::Link
            | Piece::Day
            | Piece::When
            | Piece::Name => None,
        }
    }

    fn fits(&self, word: &Word) -> bool {
        match self {
            Piece::Exact(text) => word.fold == *text,
            Piece::Prefix(text) => word.fold.starts_with(text.as_str()),
            Piece::Suffix(text) => word.fold.ends_with(text.as_str()),
            Piece::Near(text) => near(&word.fold, text),
            Piece::Number => word.kind == Kind::Number,
            Piece::Mail => word.kind == Kind::Mail,
            Piece::Link => word.kind == Kind::Link,
            Piece::When => word.kind == Kind::Number || crate::dates::is_when(&word.fold),
            Piece::Day => crate::dates::is_day_word(&word.fold),
            Piece::Name => {
                word.capital
                    && word.kind == Kind::Letters
                    && !crate::people::never_a_name(&word.fold)
            }
        }
    }
}

/// A word as it is typed on a keyboard without ä, å, ö and ü: the bare vowel. None if that is the same word, or
/// one so short that it is another language's (*foer* and *for*, *noe* and *no*).
fn flat(word: &str) -> Option<String> {
    const SHORTEST: usize = 5;
    let bare = word
        .replace("ae", "a")
        .replace("oe", "o")
        .replace("ue", "u")
        .replace("aa", "a");
    (bare != word && bare.len() >= SHORTEST).then_some(bare)
}

/// Whether two words differ by at most two slips (one in short words), a swap of neighbours being one.
fn near(word: &str, wanted: &str) -> bool {
    if word == wanted {
        return true;
    }
    let (left, right) = (word.as_bytes(), wanted.as_bytes());
    let most = if right.len() < 8 { 1 } else { 2 };
    if left.first() != right.first() || left.len().abs_diff(right.len()) > most || left.len() > 24 {
        return false;
    }
    let mut rows = vec![vec![0_usize; right.len() + 1]; left.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=left.len() {
        for j in 1..=right.len() {
            let change = rows[i - 1][j - 1] + usize::from(left[i - 1] != right[j - 1]);
            let mut best = change.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[left.len()][right.len()] <= most
}

/// Adds the ways in which a sequence can begin; false if it can begin with anything.
fn collect_first(atoms: &[Atom], ways: &mut Vec<First>) -> bool {
    for atom in atoms {
        match atom {
            Atom::Begin | Atom::TextBegin => {}
            Atom::One(pieces) => {
                ways.extend(pieces.iter().map(Piece::first));
                return true;
            }
            Atom::Set(exact, rest) => {
                ways.extend(exact.iter().cloned().map(First::Word));
                ways.extend(rest.iter().map(Piece::first));
                return true;
            }
            Atom::Any(inner) => {
                return inner
                    .iter()
                    .all(|way| !way.is_empty() && collect_first(way, ways));
            }
            Atom::Maybe(inner) => {
                if !collect_first(inner, ways) {
                    return false;
                }
            }
            Atom::Gap(_) | Atom::End | Atom::TextEnd => return false,
        }
    }
    false
}

/// The first two bytes of a word.
fn key(text: &str) -> [u8; 2] {
    let bytes = text.as_bytes();
    [
        bytes.first().copied().unwrap_or(0),
        bytes.get(1).copied().unwrap_or(0),
    ]
}

impl Piece {
    fn first(&self) -> First {
        match self {
            Piece::Exact(text) => First::Word(text.clone()),
            Piece::Prefix(text) if text.len() > 1 => First::Stem(key(text)),
            Piece::Near(text) => First::Letter(text.bytes().next().unwrap_or(0)),
            Piece::Number => First::Number,
            Piece::Mail => First::Mail,
            Piece::Link => First::Link,
            Piece::Day => First::Day,
            Piece::When => First::When,
            Piece::Name => First::Name,
            Piece::Prefix(_) | Piece::Suffix(_) => First::Anything,
        }
    }
}

/// Splits a phrase at spaces and brackets.
fn tokens(phrase: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut current = String::new();
    let mut depth = 0_usize;
    for letter in phrase.chars() {
        match letter {
            '(' | ')' => {
                if !current.is_empty() {
                    out.push(std::mem::take(&mut current));
                }
                depth = if letter == '(' {
                    depth + 1
                } else {
                    depth.saturating_sub(1)
                };
                out.push(letter.to_string());
            }
            '|' if depth > 0 => {
                if !current.is_empty() {
                    out.push(std::mem::take(&mut current));
                }
                out.push("|".to_owned());
            }
            '?' if current.is_empty() => out.push("?".to_owned()),
            letter if letter.is_whitespace() => {
                if !current.is_empty() {
                    out.push(std::mem::take(&mut current));
                }
            }
            letter => current.push(letter),
        }
    }
    if !current.is_empty() {
        out.push(current);
    }
    out
}

fn sequence(tokens: &[String], at: &mut usize) -> Vec<Atom> {
    let mut atoms = Vec::new();
    while let Some(token) = tokens.get(*at) {
        match token.as_str() {
            ")" | "|" => break,
            "(" => {
                *at += 1;
                let mut ways = vec![sequence(tokens, at)];
                while tokens.get(*at).is_some_and(|token| token == "|") {
                    *at += 1;
                    ways.push(sequence(tokens, at));
                }
                *at += 1;
                if tokens.get(*at).is_some_and(|token| token == "*") {
                    *at += 1;
                    ways.iter_mut().for_each(|way| as_stem(way));
                }
                if tokens.get(*at).is_some_and(|token| token == "?") {
                    *at += 1;
                    atoms.push(Atom::Maybe(vec![Atom::Any(ways)]));
                } else {
                    atoms.push(Atom::Any(ways));
                }
                continue;
            }
            token => atoms.extend(simple(token)),
        }
        *at += 1;
    }
    atoms
}

/// Lets the last word of a sequence stand for all words that begin so.
fn as_stem(atoms: &mut [Atom]) {
    if let Some(Atom::One(pieces)) = atoms.last_mut() {
        for piece in pieces {
            if let Piece::Exact(text) = piece
                && !text.chars().any(unspaced)
            {
                *piece = Piece::Prefix(std::mem::take(text));
            }
        }
    }
}

/// The atoms of one token without brackets.
fn simple(token: &str) -> Vec<Atom> {
    match token {
        "^" => return vec![Atom::Begin],
        "$" => return vec![Atom::End],
        "^^" => return vec![Atom::TextBegin],
        "$$" => return vec![Atom::TextEnd],
        _ => {}
    }
    if let Some(most) = token.strip_prefix("..") {
        return vec![Atom::Gap(most.parse().unwrap_or(4).min(20))];
    }
    if let Some(inner) = token.strip_suffix('?') {
        return vec![Atom::Maybe(simple(inner))];
    }
    let ways: Vec<Vec<Atom>> = token
        .split('|')
        .filter(|way| !way.is_empty())
        .map(spelled)
        .collect();
    let single: Option<Vec<Piece>> = ways
        .iter()
        .map(|way| match way.as_slice() {
            [Atom::One(pieces)] => pieces.first().cloned(),
            _ => None,
        })
        .collect();
    match single {
        Some(pieces) => vec![Atom::One(pieces)],
        None => vec![Atom::Any(ways)],
    }
}

/// A word of a phrase, cut as a text would be.
fn spelled(word: &str) -> Vec<Atom> {
    let piece = match word {
        "<num>" => Some(Piece::Number),
        "<mail>" => Some(Piece::Mail),
        "<link>" => Some(Piece::Link),
        "<day>" => Some(Piece::Day),
        "<when>" => Some(Piece::When),
        "<name>" => Some(Piece::Name),
        _ => None,
    };
    if let Some(piece) = piece {
        return vec![Atom::One(vec![piece])];
    }
    let fold = crate::fold::fold;
    if let Some(stem) = word.strip_suffix('*') {
        let mut atoms = spelled(stem);
        if let Some(Atom::One(pieces)) = atoms.last_mut()
            && !stem.chars().any(unspaced)
            && let Some(Piece::Exact(text)) = pieces.first().cloned()
        {
            *pieces = vec![Piece::Prefix(text)];
        }
        return atoms;
    }
    if let Some(stem) = word.strip_prefix('*') {
        return vec![Atom::One(vec![Piece::Suffix(fold(stem))])];
    }
    if let Some(text) = word.strip_prefix('~') {
        return vec![Atom::One(vec![Piece::Near(fold(text))])];
    }
    Words::of(word)
        .list
        .into_iter()
        .map(|word| Atom::One(vec![Piece::Exact(word.fold)]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::GROUPS;

    #[track_caller]
    fn check(phrase: &str, text: &str, found: bool) {
        let words = Words::of(text);
        let pattern = Pattern::new(phrase, GROUPS);
        let hit = (0..words.list.len()).any(|at| pattern.end_at(&words, at).is_some());
        assert_eq!(hit, found, "{phrase:?} in {text:?}");
    }

    #[test]
    fn phrases_meet_all_spellings() {
        check("do not contact me", "Please DON\u{2019}T contact me.", true);
        check("~unsubscribe", "unsubscirbe me form this", true);
        check("~unsubscribe", "un-subscribe", true);
        check(
            "(remove|delete) .. {list}",
            "Remove our address from that list",
            true,
        );
        check("desinscri*", "D\u{e9}sinscrivez-moi", true);
        check("fuer uns", "nichts f\u{fc}r uns", true);
        check("配信停止", "配信停止をお願いします", true);
        check("e-mail", "email", true);
    }

    #[test]
    fn phrases_stay_inside_their_sentence() {
        check("no mails", "No. Mails are fine.", false);
        check("^ no {thanks}? $", "Hi Ann, no thanks.", true);
        check("^ no {thanks}? $", "No problem.", false);
        check(
            "stop .. writing",
            "stop one two three four five writing",
            false,
        );
    }
}
