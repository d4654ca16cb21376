//! A text cut into sentences, clauses and words, each with its place in the original.

use super::fold::push_folded;

/// More than this is not judged: no letter is that long, and the work stays bounded.
pub(super) const TEXT_MAX_BYTES: usize = 24_000;

/// One word, number or money sign, with its place.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub start: usize,
    pub end: usize,
    /// Lower case, without accents.
    pub fold: String,
    /// Begins with a capital letter.
    pub capital: bool,
    /// All of its letters are capitals, and there are at least two.
    pub loud: bool,
    /// Stands between quotation marks.
    pub quoted: bool,
    /// Stands within a link or an address.
    pub link: bool,
    /// Index of its sentence.
    pub sentence: usize,
    /// Index of its clause, counted over the whole text.
    pub clause: usize,
    /// First word of its sentence.
    pub first: bool,
}

impl Token {
    /// Begins with a digit.
    pub(super) fn is_digits(&self) -> bool {
        self.fold
            .starts_with(|letter: char| letter.is_ascii_digit())
    }
}

/// What a sentence is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// "Dear X," up to and with its comma.
    Greeting,
    /// What the letter says.
    Matter,
    /// Closing formula, names, what follows them.
    SignOff,
}

/// A sentence: its place and the range of its tokens.
#[derive(Debug, Clone)]
pub(super) struct Sentence {
    pub start: usize,
    pub end: usize,
    pub first_token: usize,
    pub end_token: usize,
    pub part: Part,
    /// Ends in a question mark.
    pub question: bool,
}

/// A text cut up.
#[derive(Debug, Clone)]
pub(super) struct Text<'a> {
    pub raw: &'a str,
    pub tokens: Vec<Token>,
    pub sentences: Vec<Sentence>,
}

impl<'a> Text<'a> {
    /// Cuts `raw` up. What lies beyond the limit is ignored.
    pub(super) fn new(raw: &'a str) -> Self {
        let raw = clip(raw, TEXT_MAX_BYTES);
        let spans = sentence_spans(raw);
        let mut text = Text {
            raw,
            tokens: Vec::new(),
            sentences: Vec::new(),
        };
        let links = super::links::find(raw);
        let mut clause = 0;
        let mut open_quote: Option<char> = None;
        for (start, end) in spans {
            let first_token = text.tokens.len();
            let sentence = text.sentences.len();
            cut_words(
                raw,
                start,
                end,
                sentence,
                &mut clause,
                &mut open_quote,
                &mut text.tokens,
            );
            clause += 1;
            text.sentences.push(Sentence {
                start,
                end,
                first_token,
                end_token: text.tokens.len(),
                part: Part::Matter,
                question: ends_in_question(&raw[start..end]),
            });
        }
        for token in &mut text.tokens {
            token.link = links
                .iter()
                .any(|link| token.start >= link.start && token.end <= link.end);
        }
        text
    }

    /// The folded words of short pieces, and whether each was written in capitals.
    pub(super) fn new_owned_words(pieces: &[&str]) -> Vec<(String, bool)> {
        pieces
            .iter()
            .flat_map(|piece| Text::new(clip(piece, 400)).tokens)
            .map(|token| (token.fold, token.loud))
            .collect()
    }

    /// The tokens of one sentence.
    pub(super) fn words(&self, sentence: &Sentence) -> &[Token] {
        self.tokens
            .get(sentence.first_token..sentence.end_token)
            .unwrap_or(&[])
    }

    /// The original text between two places.
    pub(super) fn slice(&self, start: usize, end: usize) -> &'a str {
        self.raw.get(start..end).unwrap_or("")
    }

    /// The clause around a token: first and last byte, without the comma.
    pub(super) fn clause_of(&self, token: usize) -> (usize, usize) {
        let Some(middle) = self.tokens.get(token) else {
            return (0, 0);
        };
        let mut start = middle.start;
        let mut end = middle.end;
        for other in self
            .tokens
            .iter()
            .filter(|other| other.clause == middle.clause)
        {
            start = start.min(other.start);
            end = end.max(other.end);
        }
        (start, end)
    }

    /// The sentences of the letter itself, without greeting and sign-off.
    pub(super) fn matter(&self) -> impl Iterator<Item = &Sentence> {
        self.sentences
            .iter()
            .filter(|sentence| sentence.part == Part::Matter)
    }
}

/// The longest beginning of `text` with at most `limit` bytes.
pub(super) fn clip(text: &str, limit: usize) -> &str {
    if text.len() <= limit {
        return text;
    }
    let mut end = limit;
    while end > 0 && !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or("")
}

fn ends_in_question(sentence: &str) -> bool {
    sentence
        .trim_end_matches(|letter: char| {
            letter.is_whitespace()
                || matches!(letter, '"' | '”' | '“' | '»' | ')' | '!' | '’' | '\'')
        })
        .ends_with(['?', '？', ';'])
        && sentence.contains(['?', '？'])
}

/// Words that end in a full stop without ending a sentence.
const ABBREVIATIONS: &[&str] = &[
    "dr", "mr", "mrs", "ms", "prof", "st", "no", "nr", "ca", "e.g", "i.e", "z.b", "d.h", "u.a",
    "bzw", "inkl", "ggf", "usw", "etc", "vs", "approx", "inc", "ltd", "co", "corp", "s.r.l", "s.a",
    "s.p.a", "b.v", "n.v", "sp", "o.o", "ing", "dipl", "sr", "sra", "sig", "dott", "avv", "m",
    "mme", "mlle", "p.ej", "ex", "evtl", "max", "min", "str", "abs", "art", "jan", "feb", "aug",
    "sept", "oct", "nov", "dec", "okt", "dez", "tel", "vol", "fig", "a.m", "p.m", "bijv", "o.a",
    "m.b.t", "t.a.v", "núm", "n", "q", "resp", "geb", "dna", "pt",
];

/// Where sentences begin and end. A blank line, a list item and a short line end one too.
fn sentence_spans(raw: &str) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    let mut start = 0;
    let letters: Vec<(usize, char)> = raw.char_indices().collect();
    let mut at = 0;
    while at < letters.len() {
        let (place, letter) = letters[at];
        let after = letters.get(at + 1).map_or(raw.len(), |next| next.0);
        let cut = match letter {
            '\n' => line_ends_sentence(raw, start, place, after),
            '?' | '!' | '…' | '.' | '。' | '？' | '！' => {
                stop_ends_sentence(&letters, at, raw, start)
            }
            _ => false,
        };
        if cut {
            let mut end = after;
            let mut next = at + 1;
            // Closing quotes and emoji-free trailing marks stay with their sentence.
            while let Some(&(begin, mark)) = letters.get(next) {
                if letter != '\n'
                    && matches!(mark, '"' | '”' | '»' | ')' | '?' | '!' | '.' | '’' | '\'')
                {
                    end = begin + mark.len_utf8();
                    next += 1;
                } else {
                    break;
                }
            }
            push_span(raw, start, end, &mut spans);
            start = end;
            at = next;
        } else {
            at += 1;
        }
    }
    push_span(raw, start, raw.len(), &mut spans);
    spans
}

fn push_span(raw: &str, start: usize, end: usize, spans: &mut Vec<(usize, usize)>) {
    let Some(piece) = raw.get(start..end) else {
        return;
    };
    let trimmed = piece.trim();
    if trimmed.is_empty() {
        return;
    }
    let lead = piece.len() - piece.trim_start().len();
    spans.push((start + lead, start + lead + trimmed.len()));
}

/// A line break inside a wrapped paragraph goes on; any other ends the sentence.
fn line_ends_sentence(raw: &str, start: usize, place: usize, after: usize) -> bool {
    let line_start = raw[..place]
        .rfind('\n')
        .map_or(0, |found| found + 1)
        .max(start.min(place));
    let line = raw.get(line_start..place).unwrap_or("");
    let next = raw.get(after..).unwrap_or("");
    let wrapped = line.chars().count() > 55
        && !line.trim_end().ends_with(['.', '?', '!', ':', ','])
        && next.starts_with(|letter: char| letter.is_alphanumeric());
    let continued = line.chars().count() > 55
        && line.trim_end().ends_with(',')
        && next.starts_with(|letter: char| letter.is_lowercase());
    !(wrapped || continued)
}

fn stop_ends_sentence(letters: &[(usize, char)], at: usize, raw: &str, start: usize) -> bool {
    let (place, letter) = letters[at];
    let mut next = at + 1;
    // Bounded, so that a page of full stops costs no more than a page of words.
    while let Some(&(_, mark)) = letters.get(next).filter(|_| next < at + 9) {
        if matches!(mark, '"' | '”' | '»' | ')' | '?' | '!' | '.' | '’' | '\'') {
            next += 1;
        } else {
            break;
        }
    }
    let Some(&(_, following)) = letters.get(next) else {
        return true;
    };
    if matches!(letter, '。' | '？' | '！') {
        return true;
    }
    if !following.is_whitespace() {
        return false;
    }
    let upcoming = letters[next..]
        .iter()
        .take(40)
        .map(|pair| pair.1)
        .find(|mark| !mark.is_whitespace());
    if letter == '.' {
        let before = raw.get(start..place).unwrap_or("");
        let word = before
            .rsplit(|mark: char| mark.is_whitespace() || mark == '(')
            .next()
            .unwrap_or("");
        let lower = word.to_lowercase();
        if word.chars().count() == 1 && word.chars().all(char::is_alphabetic) {
            return false;
        }
        if ABBREVIATIONS.contains(&lower.as_str()) {
            return false;
        }
        // "19. März" and "2. Quartal": an ordinal, when a short number stands before the stop.
        if !word.is_empty() && word.len() <= 2 && word.chars().all(|mark| mark.is_ascii_digit()) {
            return !is_ordinal(before, letters, next);
        }
        if upcoming.is_some_and(char::is_lowercase) {
            return false;
        }
    }
    if letter == '!' || letter == '?' {
        // French sets a space before the mark; what counts is what follows.
        return !upcoming.is_some_and(|mark| mark == ',' || mark == ';');
    }
    true
}

/// "am 19. März", "im 2. Quartal": an article stands before, or a month or a part of a year behind.
fn is_ordinal(before: &str, letters: &[(usize, char)], next: usize) -> bool {
    let previous = before
        .split_whitespace()
        .rev()
        .nth(1)
        .unwrap_or("")
        .to_lowercase();
    let article = matches!(
        previous.as_str(),
        "am" | "der"
            | "im"
            | "zum"
            | "vom"
            | "das"
            | "den"
            | "die"
            | "dem"
            | "des"
            | "bis"
            | "ab"
            | "zur"
            | "d."
            | "den,"
            | "til"
            | "fra"
            | "bis,"
            | "und"
            | "vor"
            | "seit"
            | "nach"
    );
    let word: String = letters
        .iter()
        .skip(next)
        .map(|pair| pair.1)
        .skip_while(|mark| mark.is_whitespace())
        .take(14)
        .take_while(|mark| mark.is_alphabetic())
        .collect();
    let folded = super::fold::fold(&word);
    let named = super::stale::month(&folded).is_some()
        || matches!(
            folded.as_str(),
            "quartal" | "halbjahr" | "jahrhundert" | "stock" | "etage" | "platz" | "kalenderwoche"
        );
    let small = word.chars().next().is_some_and(char::is_lowercase);
    article || named || small
}

fn is_word_letter(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '\u{300}'..='\u{36f}')
}

/// Cuts one sentence into words, numbers and money signs.
fn cut_words(
    raw: &str,
    start: usize,
    end: usize,
    sentence: usize,
    clause: &mut usize,
    open_quote: &mut Option<char>,
    into: &mut Vec<Token>,
) {
    let piece = raw.get(start..end).unwrap_or("");
    let letters: Vec<(usize, char)> = piece
        .char_indices()
        .map(|(place, letter)| (place + start, letter))
        .collect();
    let mut at = 0;
    let mut first = true;
    while at < letters.len() {
        let (place, letter) = letters[at];
        if is_word_letter(letter) || matches!(letter, '%' | '€' | '$' | '£') {
            let from = at;
            at += 1;
            if is_word_letter(letter) {
                let digits = letter.is_ascii_digit();
                while at < letters.len() {
                    let mark = letters[at].1;
                    let joined = digits
                        && matches!(mark, '.' | ',' | ':')
                        && letters
                            .get(at + 1)
                            .is_some_and(|next| next.1.is_ascii_digit())
                        && letters[at - 1].1.is_ascii_digit();
                    let splits =
                        digits && letters[at - 1].1.is_ascii_digit() && mark.is_alphabetic();
                    if (is_word_letter(mark) && !splits) || joined {
                        at += 1;
                    } else {
                        break;
                    }
                }
            }
            let stop = letters.get(at).map_or(end, |next| next.0);
            let word = raw.get(place..stop).unwrap_or("");
            let mut fold = String::with_capacity(word.len());
            word.chars().for_each(|mark| push_folded(mark, &mut fold));
            let alphabetic = word.chars().filter(|mark| mark.is_alphabetic()).count();
            into.push(Token {
                start: place,
                end: stop,
                fold,
                capital: letters[from].1.is_uppercase(),
                loud: alphabetic >= 2 && word.chars().all(|mark| !mark.is_lowercase()),
                quoted: open_quote.is_some(),
                link: false,
                sentence,
                clause: *clause,
                first,
            });
            first = false;
            continue;
        }
        match letter {
            '"' => {
                *open_quote = if open_quote.is_some() {
                    None
                } else {
                    Some('"')
                }
            }
            '“' | '„' | '«' => {
                // A German closing quote is the English opening one.
                *open_quote = if letter == '“' && *open_quote == Some('„') {
                    None
                } else {
                    Some(letter)
                };
            }
            '”' | '»' => *open_quote = None,
            '\'' | '‘' | '’' => {
                let before = at
                    .checked_sub(1)
                    .and_then(|index| letters.get(index))
                    .map(|pair| pair.1);
                let after = letters.get(at + 1).map(|pair| pair.1);
                // Dutch writes "'s nachts" and "'t": an apostrophe and no quotation.
                let clipped = after.is_some_and(|mark| matches!(mark, 's' | 't' | 'n' | 'k' | 'm'))
                    && letters
                        .get(at + 2)
                        .is_none_or(|pair| !pair.1.is_alphanumeric());
                let opens = before.is_none_or(|mark| mark.is_whitespace() || mark == '(')
                    && after.is_some_and(char::is_alphanumeric)
                    && !clipped;
                let closes = before.is_some_and(|mark| !mark.is_whitespace())
                    && after.is_none_or(|mark| !mark.is_alphanumeric());
                if opens && open_quote.is_none() {
                    *open_quote = Some('\'');
                } else if closes && *open_quote == Some('\'') {
                    *open_quote = None;
                }
            }
            ',' | ';' | ':' | '(' | ')' | '–' | '—' => *clause += 1,
            _ => {}
        }
        at += 1;
    }
}
