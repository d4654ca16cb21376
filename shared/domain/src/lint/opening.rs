//! Greeting and sign-off: found so that the rules about claims and asks leave them alone.

use std::sync::LazyLock;

use super::pattern::Table;
use super::phrases::opening::{CLOSINGS, GREETINGS};
use super::text::{Part, Sentence, Text};

static GREETING: LazyLock<Table> = LazyLock::new(|| Table::new(&[GREETINGS]));
static CLOSING: LazyLock<Table> = LazyLock::new(|| Table::new(&[CLOSINGS]));

/// Words inside a greeting that name nobody.
pub(super) const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "sir",
    "madam",
    "herr",
    "herrn",
    "frau",
    "monsieur",
    "madame",
    "mademoiselle",
    "m",
    "mme",
    "mlle",
    "senor",
    "senora",
    "sr",
    "sra",
    "don",
    "dona",
    "signor",
    "signora",
    "sig",
    "dott",
    "dottor",
    "dottoressa",
    "ing",
    "avv",
    "ra",
    "ssa",
    "meneer",
    "mevrouw",
    "heer",
    "dhr",
    "mw",
    "senhor",
    "senhora",
    "doutor",
    "doutora",
    "engenheiro",
    "pan",
    "pani",
    "ir",
    "dipl",
    "mag",
    "eng",
    "hr",
    "fru",
    "doctor",
    "maitre",
    "me",
    "team",
    "all",
    "everyone",
    "there",
    "together",
    "zusammen",
    "colleagues",
    "hiring",
];

/// A greeting and the words in it that name somebody.
#[derive(Debug, Clone, Copy)]
pub(super) struct Greeting {
    /// First byte of the greeting.
    pub start: usize,
    /// Last byte of the name, excluded.
    pub end: usize,
    /// Tokens of the name.
    pub first_name_token: usize,
    /// Excluded.
    pub end_name_token: usize,
}

/// Finds the greeting at the head of a text: its word and the capitalised words behind it.
pub(super) fn greeting(text: &Text<'_>) -> Option<Greeting> {
    let first = text.tokens.first()?;
    let hit = GREETING.at(&text.tokens, 0, text.tokens.len().min(6))?;
    let mut end_name_token = hit.end;
    let mut end = text.tokens.get(hit.end - 1)?.end;
    while let Some(token) = text.tokens.get(end_name_token) {
        let between = text.slice(end, token.start);
        let joins = between
            .chars()
            .all(|mark| matches!(mark, ' ' | '.' | '-' | '\'' | '’' | '\u{a0}'));
        let particle = matches!(
            token.fold.as_str(),
            "de" | "van"
                | "von"
                | "der"
                | "den"
                | "di"
                | "da"
                | "dos"
                | "la"
                | "le"
                | "ter"
                | "ten"
                | "al"
                | "el"
                | "bin"
                | "zu"
        );
        let named = token.capital
            || TITLES.contains(&token.fold.as_str())
            || (particle && end_name_token > hit.end);
        if !joins || !named || end_name_token >= hit.end + 6 {
            break;
        }
        end = token.end;
        end_name_token += 1;
    }
    Some(Greeting {
        start: first.start,
        end,
        first_name_token: hit.end,
        end_name_token,
    })
}

/// Marks greeting and sign-off, and cuts a greeting off the sentence that follows it on the same line.
pub(super) fn mark_parts(text: &mut Text<'_>) {
    if let Some(greeting) = greeting(text) {
        cut_greeting(text, greeting);
    } else if let Some(first) = text.sentences.first() {
        // "Siobhan," alone on its line.
        let words = text.words(first);
        let alone = (1..=3).contains(&words.len())
            && words.iter().all(|token| token.capital)
            && text.slice(first.start, first.end).ends_with([',', ':']);
        if alone {
            text.sentences[0].part = Part::Greeting;
        }
    }
    let count = text.sentences.len();
    // Thanks stand at the head of a letter too: only its second half can be a sign-off.
    for index in (count / 2).max(1)..count {
        if text.sentences[index].part == Part::Matter && is_sign_off(text, &text.sentences[index]) {
            text.sentences[index].part = Part::SignOff;
        }
    }
}

fn cut_greeting(text: &mut Text<'_>, greeting: Greeting) {
    let Some(first) = text.sentences.first().cloned() else {
        return;
    };
    if greeting.end_name_token >= first.end_token {
        text.sentences[0].part = Part::Greeting;
        return;
    }
    let next_start = text.tokens[greeting.end_name_token].start;
    // "Dear reader of our page" is no greeting of its own without a mark behind it.
    let mark = text.slice(greeting.end, next_start);
    if !mark.contains([',', '!', ':', '-', '–', '—', '.', ';'])
        && greeting.end_name_token == greeting.first_name_token
    {
        return;
    }
    let head = Sentence {
        start: first.start,
        end: greeting.end + mark.trim_end().len(),
        first_token: first.first_token,
        end_token: greeting.end_name_token,
        part: Part::Greeting,
        question: false,
    };
    let tail = Sentence {
        start: next_start,
        first_token: greeting.end_name_token,
        ..first
    };
    for token in &mut text.tokens[greeting.end_name_token..] {
        token.sentence += 1;
    }
    text.tokens[greeting.end_name_token].first = true;
    text.sentences.splice(0..1, [head, tail]);
}

/// A closing formula, or a short line of names without a full stop.
fn is_sign_off(text: &Text<'_>, sentence: &Sentence) -> bool {
    let words = text.words(sentence);
    if words.is_empty() || sentence.question {
        return false;
    }
    let short = words.len() <= 9;
    if short
        && CLOSING
            .at(&text.tokens, sentence.first_token, sentence.end_token)
            .is_some()
    {
        return true;
    }
    let slice = text.slice(sentence.start, sentence.end);
    let particle = |fold: &str| {
        matches!(
            fold,
            "de" | "van"
                | "von"
                | "der"
                | "den"
                | "di"
                | "da"
                | "of"
                | "and"
                | "la"
                | "le"
                | "et"
                | "und"
                | "y"
                | "e"
                | "en"
                | "at"
        )
    };
    let named = words
        .iter()
        .all(|token| token.capital || particle(&token.fold))
        && words.iter().any(|token| token.capital);
    named
        && words.len() <= 8
        && !slice.ends_with(['!', ':', ','])
        && !(slice.ends_with('.') && words.len() > 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(body: &str, greeting_end: Option<&str>, matter: &[&str]) {
        let mut text = Text::new(body);
        let found = greeting(&text).map(|found| &body[found.start..found.end]);
        assert_eq!(found, greeting_end);
        mark_parts(&mut text);
        let kept: Vec<&str> = text
            .matter()
            .map(|sentence| &body[sentence.start..sentence.end])
            .collect();
        assert_eq!(kept, matter);
    }

    #[test]
    fn greeting_and_sign_off_are_set_apart() {
        check(
            "Dear Ada,\n\nwe make rope. Shall I?\n\nBest regards\nJo Bly\nRopery Ltd",
            Some("Dear Ada"),
            &["we make rope.", "Shall I?"],
        );
        check(
            "Hi Ada, we make rope. Shall I? Jo",
            Some("Hi Ada"),
            &["we make rope.", "Shall I?"],
        );
        check(
            "Guten Tag Frau Dr. Müller-Lüdenscheidt,\n\nam 19. März ging es los.",
            Some("Guten Tag Frau Dr. Müller-Lüdenscheidt"),
            &["am 19. März ging es los."],
        );
        check(
            "Thanks for connecting, Ada. Rope?",
            None,
            &["Thanks for connecting, Ada.", "Rope?"],
        );
    }
}
