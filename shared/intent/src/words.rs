//! A text as words and sentences.
//!
//! Contractions are opened ("don't" is "do not"), so that one phrase of the lexicon meets all
//! spellings. Scripts without spaces give one word a character.

use crate::fold::{fold, fold_char, invisible};

/// What a word is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Letters,
    Number,
    Mail,
    Link,
    Sign,
}

/// One word with its place in the text.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    pub(crate) fold: String,
    pub(crate) kind: Kind,
    /// Bytes in the text as received.
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) sentence: usize,
    /// Written with a capital first letter.
    pub(crate) capital: bool,
}

/// A run of words up to a full stop.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sentence {
    pub(crate) first: usize,
    /// One past the last word.
    pub(crate) end: usize,
    pub(crate) question: bool,
}

/// A text, cut.
#[derive(Debug, Clone)]
pub(crate) struct Words<'a> {
    pub(crate) text: &'a str,
    pub(crate) list: Vec<Word>,
    pub(crate) sentences: Vec<Sentence>,
}

/// The longest address or link looked for.
const MOST_LETTERS: usize = 500;

const GREETINGS: &[&str] = &[
    "hi",
    "hello",
    "hey",
    "dear",
    "hallo",
    "moin",
    "guten",
    "liebe",
    "lieber",
    "sehr",
    "bonjour",
    "bonsoir",
    "hola",
    "ciao",
    "buongiorno",
    "salve",
    "gentile",
    "beste",
    "geachte",
    "dag",
    "goedemorgen",
    "goedemiddag",
    "ola",
    "bom",
    "boa",
    "caro",
    "cara",
    "prezado",
    "prezada",
    "hej",
    "hei",
    "tere",
    "dzien",
    "szanowny",
    "szanowna",
    "good",
    "morning",
    "estimado",
    "estimada",
    "buenos",
    "buenas",
    "monsieur",
    "madame",
    "servus",
    "gruess",
    "cher",
    "chere",
];

const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "hr", "nr", "bzw", "ca", "approx", "etc", "inc", "ltd",
    "sr", "sra", "dott", "sig", "ing", "mme", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
    "sep", "sept", "oct", "okt", "nov", "dec", "dez", "evtl", "ggf", "tel", "vs", "ext", "dhr",
    "mevr", "art", "inkl", "incl", "str", "bspw", "ung", "fa", "kw", "bl", "ev", "mag", "dipl",
    "rev", "drs",
];

fn unspaced_word(word: &str) -> bool {
    word.chars().next().is_some_and(unspaced)
}

impl<'a> Words<'a> {
    /// Cuts a text, reading no more than twice [`crate::MAX_BYTES`].
    pub(crate) fn of(text: &'a str) -> Words<'a> {
        let text = cut(text, 2 * crate::MAX_BYTES + 2);
        let mut words = Words {
            text,
            list: Vec::new(),
            sentences: Vec::new(),
        };
        let mut chars = text.char_indices().peekable();
        while let Some(&(at, letter)) = chars.peek() {
            if letter.is_alphanumeric() || letter == '@' || invisible(letter) {
                let end = words.take_run(at);
                while chars.next_if(|&(next, _)| next < end).is_some() {}
            } else {
                if is_sign(letter) {
                    words.push(at, at + letter.len_utf8(), letter.to_string(), Kind::Sign);
                }
                chars.next();
            }
        }
        words.join_split_spellings();
        words.join_spelled_letters();
        words.mark_sentences();
        words
    }

    /// Reads one run that starts at `at`: an address, a link, a number or a word. Returns its end.
    fn take_run(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        if rest.starts_with('@') {
            return at + 1;
        }
        let limit = rest
            .char_indices()
            .nth(MOST_LETTERS)
            .map_or(rest.len(), |(n, _)| n);
        let chunk = &rest[..limit];
        let chunk = &chunk[..chunk
            .find(|c: char| c.is_whitespace() || "<>()[]\",;、。「」（）".contains(c))
            .unwrap_or(limit)];
        if let Some(length) = link_length(chunk) {
            self.push(
                at,
                at + length,
                fold(&self.text[at..at + length]),
                Kind::Link,
            );
            return at + length;
        }
        if let Some(length) = mail_length(chunk) {
            self.push(
                at,
                at + length,
                fold(&self.text[at..at + length]),
                Kind::Mail,
            );
            return at + length;
        }
        let first = rest.chars().next().unwrap_or(' ');
        let width = first.len_utf8();
        if invisible(first) && !rest[width..].starts_with(|c: char| c.is_alphanumeric()) {
            return at + width;
        }
        if unspaced(first) {
            let mut text = String::new();
            fold_char(first, &mut text);
            self.push(at, at + width, text, Kind::Letters);
            return at + width;
        }
        if is_digit(first) {
            let end = rest
                .find(|c: char| !is_digit(c))
                .map_or(self.text.len(), |n| at + n);
            self.push(at, end, fold(&self.text[at..end]), Kind::Number);
            return end;
        }
        let mut end = self.text.len();
        let mut before = first;
        for (offset, letter) in rest.char_indices() {
            let inner = matches!(letter, '\'' | '’' | 'ʼ' | '´' | '`')
                && before.is_alphabetic()
                && rest[offset + letter.len_utf8()..].starts_with(char::is_alphabetic);
            let combining = ('\u{300}'..='\u{36f}').contains(&letter);
            if !(letter.is_alphabetic() && !unspaced(letter)
                || inner
                || combining
                || invisible(letter))
            {
                end = at + offset;
                break;
            }
            before = letter;
        }
        if end == at {
            return at + width;
        }
        self.push_letters(at, end);
        end
    }

    fn push(&mut self, start: usize, end: usize, fold: String, kind: Kind) {
        let capital = self.text[start..end]
            .chars()
            .next()
            .is_some_and(char::is_uppercase);
        self.list.push(Word {
            fold,
            kind,
            start,
            end,
            sentence: 0,
            capital,
        });
    }

    fn push_letters(&mut self, start: usize, end: usize) {
        let folded = fold(&self.text[start..end]).replace(['’', 'ʼ', '´', '`'], "'");
        for part in open_contraction(&folded) {
            if !part.is_empty() {
                self.push(start, end, part, Kind::Letters);
            }
        }
    }

    /// "e-mail", "un-subscribe" and "un-enrol" are one word.
    fn join_split_spellings(&mut self) {
        let mut at = 0;
        while at + 1 < self.list.len() {
            let (left, right) = (&self.list[at], &self.list[at + 1]);
            let glue = self.text.get(left.end..right.start).unwrap_or("");
            let joins = matches!(glue, "-" | "‑" | "–")
                && ((left.fold == "e"
                    && (right.fold.starts_with("mail") || right.fold.starts_with("post")))
                    || (left.fold == "un"
                        && ["subscri", "enrol", "list", "regist"]
                            .iter()
                            .any(|stem| right.fold.starts_with(stem))));
            if joins {
                let right = self.list.remove(at + 1);
                self.list[at].fold.push_str(&right.fold);
                self.list[at].end = right.end;
            }
            at += 1;
        }
    }

    /// `S.T.O.P.`, `s t o p`: letters one by one, three at least with a mark between them or four with a space.
    fn join_spelled_letters(&mut self) {
        let mut at = 0;
        while at + 2 < self.list.len() {
            let mut end = at + 1;
            let glue = self.between(at);
            if matches!(glue, "." | "-" | " " | ". " | "*" | "_") && self.is_letter(at) {
                while self.is_letter(end) && self.between(end - 1) == glue {
                    end += 1;
                }
            }
            if end - at >= if glue.starts_with(' ') { 4 } else { 3 } {
                let letters: Vec<Word> = self.list.drain(at..end).collect();
                let end = letters[letters.len() - 1].end;
                let spelled = letters.iter().map(|one| &self.text[one.start..one.end]);
                let fold = fold(&spelled.collect::<String>());
                self.list.insert(
                    at,
                    Word {
                        fold,
                        end,
                        ..letters[0].clone()
                    },
                );
            }
            at += 1;
        }
    }

    /// What stands between a word and the next.
    fn between(&self, at: usize) -> &'a str {
        match (self.list.get(at), self.list.get(at + 1)) {
            (Some(left), Some(right)) => self.text.get(left.end..right.start).unwrap_or(""),
            _ => "",
        }
    }

    fn is_letter(&self, at: usize) -> bool {
        self.list
            .get(at)
            .is_some_and(|word| word.kind == Kind::Letters && word.end - word.start == 1)
    }

    fn mark_sentences(&mut self) {
        let mut first = 0;
        for at in 0..self.list.len() {
            self.list[at].sentence = self.sentences.len();
            let after = self.glue(at + 1);
            let stop = self.ends_sentence(at, after)
                || self.ends_greeting(first, at, after)
                || self.ends_before_the_word(at, after);
            if stop || at + 1 == self.list.len() {
                let question = after.contains(['?', '？']) || self.is_japanese_question(at);
                self.sentences.push(Sentence {
                    first,
                    end: at + 1,
                    question,
                });
                first = at + 1;
            }
        }
    }

    /// The text between the word before `at` and the word at `at`.
    pub(crate) fn glue(&self, at: usize) -> &'a str {
        let start = match at.checked_sub(1) {
            Some(before) => self
                .list
                .get(before)
                .map_or(self.text.len(), |word| word.end),
            None => 0,
        };
        let end = self.list.get(at).map_or(self.text.len(), |word| word.start);
        self.text.get(start..end).unwrap_or("")
    }

    /// "Here it is then: enough.": the last words of a text behind a colon, small ones and few, are what is said.
    fn ends_before_the_word(&self, at: usize, after: &str) -> bool {
        let rest = self.list.get(at + 1..).unwrap_or_default();
        after.trim() == ":"
            && (1..=2).contains(&rest.len())
            && rest.iter().all(|word| {
                word.kind == Kind::Letters && !word.capital && !unspaced_word(&word.fold)
            })
    }

    fn ends_sentence(&self, at: usize, after: &str) -> bool {
        if after.contains(['!', '?', '？', '！', '。', ';', '…', '；']) || after.contains("...")
        {
            return true;
        }
        if after.matches('\n').count() > 1 {
            return true;
        }
        // "Thanks.No" ends one, "example.com" doesn't.
        let begins = self.list.get(at + 1).is_none_or(|next| next.capital);
        let dot_and_space = after.char_indices().any(|(n, c)| {
            c == '.'
                && after[n + 1..].chars().next().map_or(begins, |next| {
                    next.is_whitespace() || matches!(next, ')' | '"' | '”' | '»')
                })
        });
        if !dot_and_space {
            return false;
        }
        let word = &self.list[at];
        let Some(next) = self.list.get(at + 1) else {
            return true;
        };
        match word.kind {
            Kind::Number => {
                word.fold.len() > 2 || (next.capital && !crate::dates::is_month(&next.fold))
            }
            // "S.v.p.", "z. B.", "a.u.b.": letters with their dots, and the sentence goes on.
            Kind::Letters
                if word.fold.len() == 1
                    && !next.capital
                    && at > 0
                    && self.list[at - 1].fold.len() == 1
                    && self.glue(at).trim() == "." =>
            {
                false
            }
            Kind::Letters => {
                !(ABBREVIATIONS.contains(&word.fold.as_str())
                    || word.fold.len() == 1 && word.capital && word.fold != "i")
            }
            Kind::Mail | Kind::Link | Kind::Sign => true,
        }
    }

    fn ends_greeting(&self, first: usize, at: usize, after: &str) -> bool {
        first == 0
            && at < 6
            && (after.contains(',') || after.contains('\n') || after.contains(':'))
            && GREETINGS.contains(&self.list[0].fold.as_str())
    }

    fn is_japanese_question(&self, at: usize) -> bool {
        self.list[at].fold == "か"
    }

    /// The words of a range as they were written.
    pub(crate) fn quote(&self, first: usize, end: usize) -> &'a str {
        match (
            self.list.get(first),
            end.checked_sub(1).and_then(|last| self.list.get(last)),
        ) {
            (Some(left), Some(right)) => self.text.get(left.start..right.end).unwrap_or(""),
            _ => "",
        }
    }

    /// Whether a word is the first of its sentence.
    pub(crate) fn opens_sentence(&self, at: usize) -> bool {
        self.list
            .get(at)
            .and_then(|word| self.sentences.get(word.sentence))
            .is_some_and(|sentence| sentence.first == at)
    }

    /// The folded word at a place, or nothing.
    pub(crate) fn at(&self, at: usize) -> &str {
        self.list.get(at).map_or("", |word| word.fold.as_str())
    }
}

/// Where in a text, read in either direction, so many words have gone by; None if there are fewer.
pub(crate) fn after(letters: impl Iterator<Item = (usize, char)>, most: usize) -> Option<usize> {
    let (mut count, mut inside) = (0, false);
    for (at, letter) in letters {
        let counts = letter.is_alphanumeric() || is_sign(letter) || letter == '@';
        if counts && (!inside || unspaced(letter) || is_sign(letter)) {
            count += 1;
            if count > most {
                return Some(at);
            }
        }
        inside = counts;
    }
    None
}

/// The longest prefix of at most `bytes` bytes that ends between characters.
fn cut(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit() || ('０'..='９').contains(&letter)
}

/// Scripts that are written without spaces between words.
pub(crate) fn unspaced(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '々')
}

fn is_sign(letter: char) -> bool {
    matches!(letter, '\u{2600}'..='\u{27bf}' | '\u{1f300}'..='\u{1faff}' | '\u{2b50}' | '\u{2b55}')
}

fn link_length(chunk: &str) -> Option<usize> {
    let head: String = chunk
        .chars()
        .take(8)
        .collect::<String>()
        .to_ascii_lowercase();
    (head.starts_with("http://") || head.starts_with("https://") || head.starts_with("www."))
        .then(|| chunk.trim_end_matches(['.', '!', '?', ':', '\'']).len())
}

fn mail_length(chunk: &str) -> Option<usize> {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
    let sign = chunk.find('@')?;
    let (local, host) = (&chunk[..sign], &chunk[sign + 1..]);
    let host_length = host
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-')))
        .unwrap_or(host.len());
    let host = host[..host_length].trim_end_matches(['.', '-']);
    let sound = !local.is_empty()
        && local.chars().all(|c| part(c) || c == '\'')
        && host.contains('.')
        && !host.starts_with('.');
    sound.then_some(sign + 1 + host.len())
}

/// Opens English contractions and splits elided articles of other languages.
fn open_contraction(word: &str) -> Vec<String> {
    let two = |a: &str, b: &str| vec![a.to_owned(), b.to_owned()];
    if let Some((_, opened)) = SHORT_FORMS.iter().find(|(short, _)| *short == word) {
        return opened.split(' ').map(str::to_owned).collect();
    }
    if !word.contains('\'') {
        return vec![word.to_owned()];
    }
    if let Some(stem) = word.strip_suffix("n't") {
        return two(stem, "not");
    }
    if let Some((stem, tail)) = word.split_once('\'') {
        let full = match (stem, tail) {
            ("let", "s") => "us",
            (
                "it" | "that" | "there" | "he" | "she" | "what" | "who" | "where" | "how" | "here"
                | "this" | "when",
                "s",
            ) => "is",
            (_, "m") => "am",
            (_, "re") => "are",
            (_, "ve") => "have",
            (_, "ll") => "will",
            ("i" | "you" | "he" | "she" | "we" | "they" | "it" | "that" | "who", "d") => "would",
            (_, tail) => tail,
        };
        let mut parts = vec![stem.to_owned()];
        parts.extend(full.split('\'').map(str::to_owned));
        return parts;
    }
    vec![word.to_owned()]
}

const SHORT_FORMS: &[(&str, &str)] = &[
    ("can't", "can not"),
    ("won't", "will not"),
    ("shan't", "shall not"),
    ("ain't", "is not"),
    ("cannot", "can not"),
    ("cant", "can not"),
    ("wont", "will not"),
    ("dont", "do not"),
    ("doesnt", "does not"),
    ("didnt", "did not"),
    ("isnt", "is not"),
    ("arent", "are not"),
    ("wasnt", "was not"),
    ("havent", "have not"),
    ("hasnt", "has not"),
    ("wouldnt", "would not"),
    ("couldnt", "could not"),
    ("shouldnt", "should not"),
    ("im", "i am"),
    ("ive", "i have"),
    ("youre", "you are"),
    ("theyre", "they are"),
    ("weve", "we have"),
    ("thats", "that is"),
    ("whats", "what is"),
    ("whos", "who is"),
    ("lets", "let us"),
    ("pls", "please"),
    ("plz", "please"),
    ("pl", "please"),
    ("thx", "thanks"),
    ("tx", "thanks"),
    ("ty", "thanks"),
    ("rn", "right now"),
    ("atm", "at the moment"),
    ("tmrw", "tomorrow"),
    ("tmr", "tomorrow"),
    ("msg", "message"),
    ("msgs", "messages"),
    ("mtg", "meeting"),
    ("gonna", "going to"),
    ("wanna", "want to"),
    ("u", "you"),
    ("ur", "your"),
    ("mbox", "mailbox"),
    ("stp", "svp"),
];
