//! Is the reader called by the right name?

use super::fold::fold;
use super::opening::{self, TITLES};
use super::text::{Text, Token};
use super::{Case, Finding, Rule};

/// Words that open a sentence behind a greeting and are nobody's name.
const NOT_NAMES: &[&str] = &[
    "i", "we", "your", "you", "thanks", "thank", "hope", "happy", "from", "just", "monday",
    "friday", "again", "and", "und",
];

pub(super) fn judge(case: &Case<'_>, found: &mut Vec<Finding>) {
    let contact = case.draft.contact;
    let own: Vec<String> = name_words(&contact.first_name)
        .into_iter()
        .chain(name_words(&contact.last_name))
        .collect();
    if own.is_empty() {
        return;
    }
    let body = &case.body;
    let wrong = |token: &Token| {
        token.capital
            && !TITLES.contains(&token.fold.as_str())
            && !NOT_NAMES.contains(&token.fold.as_str())
            && !is_part_of(&contact.title, &token.fold)
            && !is_part_of(&contact.company, &token.fold)
            && !own.iter().any(|name| same_name(name, &token.fold))
    };
    let message = || {
        format!(
            "The reader is {} {}: correct the greeting.",
            contact.first_name, contact.last_name
        )
    };
    if let Some(greeting) = opening::greeting(body) {
        let named = &body.tokens[greeting.first_name_token..greeting.end_name_token];
        // A group is greeted: "Dear Sales Team".
        let group = named.iter().any(|token| {
            matches!(
                token.fold.as_str(),
                "team" | "all" | "everyone" | "zusammen"
            )
        });
        // A name that was decoded wrongly is right and only spoilt.
        let spoilt = found.iter().any(|finding| {
            !finding.in_subject
                && finding.start <= greeting.end + 4
                && finding.start + finding.evidence.len() >= greeting.start
        });
        if !group && !spoilt && named.iter().any(wrong) {
            found.push(case.body_finding(Rule::WrongName, greeting.start, greeting.end, message()));
            return;
        }
        return;
    }
    if let Some((start, end)) = vocative(body, &wrong) {
        found.push(case.body_finding(Rule::WrongName, start, end, message()));
    }
}

fn name_words(name: &str) -> Vec<String> {
    fold(name)
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn is_part_of(whole: &str, word: &str) -> bool {
    name_words(whole).iter().any(|part| part == word)
}

/// The same, a short form of three letters or more, or another way to write an umlaut.
fn same_name(name: &str, word: &str) -> bool {
    let plain = |text: &str| {
        text.replace("oe", "o")
            .replace("ae", "a")
            .replace("ue", "u")
    };
    name == word
        || plain(name) == plain(word)
        || (word.chars().count() >= 3 && name.starts_with(word))
        || (name.chars().count() == 1 && word.starts_with(name))
}

/// "Thanks for connecting, Ada." and "Ada," alone on the first line.
fn vocative(body: &Text<'_>, wrong: &dyn Fn(&Token) -> bool) -> Option<(usize, usize)> {
    let sentence = body.sentences.first()?;
    let words = body.words(sentence);
    let raw = body.slice(sentence.start, sentence.end);
    let (first, last) = (words.first()?, words.last()?);
    if words.len() <= 3 && raw.ends_with([',', ':']) && words.iter().all(|token| token.capital) {
        return words
            .iter()
            .any(wrong)
            .then_some((sentence.start, last.end));
    }
    let thanks = [
        "thanks", "thank", "danke", "merci", "gracias", "grazie", "bedankt", "obrigado",
        "obrigada", "tak", "takk", "tack", "vielen",
    ];
    let behind = words
        .iter()
        .rev()
        .take_while(|token| token.clause == last.clause)
        .collect::<Vec<_>>();
    if words.len() <= 9
        && thanks.contains(&first.fold.as_str())
        && behind.len() <= 2
        && behind.len() < words.len()
    {
        let start = behind.last()?.start;
        return behind
            .iter()
            .all(|token| token.capital && wrong(token))
            .then_some((start, last.end));
    }
    None
}
