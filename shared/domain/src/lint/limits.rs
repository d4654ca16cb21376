//! What can be counted: words, characters, links, and the house's own list of phrases.

use super::links;
use super::pattern::Table;
use super::text::Text;
use super::{Case, Channel, Finding, Rule};

pub(super) fn judge(case: &Case<'_>, found: &mut Vec<Finding>) {
    body_length(case, found);
    subject_length(case, found);
    link_count(case, found);
    banned(case, found);
}

fn body_length(case: &Case<'_>, found: &mut Vec<Finding>) {
    let rules = case.draft.rules;
    let first = case.draft.step <= 1;
    let body = case.draft.body;
    let (limit, unit, passed) = match case.draft.channel {
        Channel::Email => {
            let limit = if first {
                rules.email_max_words_first
            } else {
                rules.email_max_words_later
            };
            (limit, "words", passing_word(body, limit))
        }
        Channel::Linkedin => {
            let limit = if first {
                rules.linkedin_max_characters_first
            } else {
                rules.linkedin_max_characters_later
            };
            (
                limit,
                "characters",
                body.char_indices()
                    .nth(usize::try_from(limit).unwrap_or(usize::MAX))
                    .map(|pair| pair.0),
            )
        }
    };
    let Some(place) = passed else { return };
    let (start, end) = sentence_or_clause(&case.body, place);
    let count = match case.draft.channel {
        Channel::Email => body.split_whitespace().count(),
        Channel::Linkedin => body.chars().count(),
    };
    found.push(case.body_finding(
        Rule::TooLong,
        start,
        end,
        format!("{count} {unit}, {limit} are allowed: here the limit is passed; cut."),
    ));
}

/// Where the first word over the limit begins.
fn passing_word(body: &str, limit: u32) -> Option<usize> {
    let mut words = 0;
    let mut inside = false;
    for (place, letter) in body.char_indices() {
        if letter.is_whitespace() {
            inside = false;
        } else if !inside {
            inside = true;
            words += 1;
            if words > limit {
                return Some(place);
            }
        }
    }
    None
}

fn sentence_or_clause(text: &Text<'_>, place: usize) -> (usize, usize) {
    let sentence = text
        .sentences
        .iter()
        .find(|sentence| place < sentence.end)
        .or_else(|| text.sentences.last());
    let Some(sentence) = sentence else {
        return (0, text.raw.len());
    };
    // A semicolon parts a long sentence: the half in which the limit is passed is enough.
    let slice = text.slice(sentence.start, sentence.end);
    let mut start = sentence.start;
    for piece in slice.split_inclusive("; ") {
        let end = start + piece.len();
        if place < end || end >= sentence.end {
            return (start, start + piece.trim_end_matches(['.', ';', ' ']).len());
        }
        start = end;
    }
    (sentence.start, sentence.end)
}

fn subject_length(case: &Case<'_>, found: &mut Vec<Finding>) {
    let limit = case.draft.rules.subject_max_characters;
    let subject = case.subject.raw;
    let count = subject.chars().count();
    if usize::try_from(limit).is_ok_and(|limit| count > limit) {
        found.push(case.subject_finding(
            Rule::TooLong,
            0,
            subject.len(),
            format!("The subject has {count} characters, {limit} are allowed: shorten it."),
        ));
    }
}

fn link_count(case: &Case<'_>, found: &mut Vec<Finding>) {
    let all = links::find(case.body.raw);
    let limit = usize::try_from(case.draft.rules.max_links).unwrap_or(usize::MAX);
    if let Some(surplus) = all.get(limit) {
        found.push(case.body_finding(
            Rule::TooManyLinks,
            surplus.start,
            surplus.end,
            format!("{} links, {limit} allowed: cut this one.", all.len()),
        ));
    }
    let Some(allowed) = &case.draft.rules.allowed_links else {
        return;
    };
    let allowed: Vec<String> = allowed.iter().map(|link| links::normal(link)).collect();
    for (text, in_subject) in case.texts() {
        for link in links::find(text.raw) {
            if !allowed.contains(&links::normal(text.slice(link.start, link.end))) {
                found.push(case.finding(
                    in_subject,
                    Rule::UnlistedLink,
                    link.start,
                    link.end,
                    "This link isn't on the house's list: use a listed one or none.",
                ));
            }
        }
    }
}

fn banned(case: &Case<'_>, found: &mut Vec<Finding>) {
    let phrases = case
        .draft
        .rules
        .banned_phrases
        .iter()
        .take(1_000)
        .map(String::as_str);
    let table = Table::plain(phrases);
    for (text, in_subject) in case.texts() {
        for hit in table.find(&text.tokens, 0, text.tokens.len()) {
            let (start, end) = (text.tokens[hit.first].start, text.tokens[hit.end - 1].end);
            found.push(case.finding(
                in_subject,
                Rule::BannedPhrase,
                start,
                end,
                "On the house's list of phrases it never wants to read: say it in other words.",
            ));
        }
    }
}
