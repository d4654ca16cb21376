//! How the letter treats people: insults, flirt, slang, mockery.

use std::sync::LazyLock;

use super::pattern::{Hit, Lexicon};
use super::phrases::conduct::{PLAIN_TALK, UNPROFESSIONAL};
use super::text::Text;
use super::{Case, Finding, Rule, pressure, vendors};

static CRUDE: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(UNPROFESSIONAL));
static PLAIN: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(PLAIN_TALK));

pub(super) fn judge(case: &Case<'_>, found: &mut Vec<Finding>) {
    pressure::judge(case, found);
    let scorned = vendors::judge(case, found);
    unprofessional(case, &scorned, found);
}

/// A phrase that a fact of the card uses too tells of the world and presses nobody.
pub(super) fn stated(case: &Case<'_>, text: &Text<'_>, hit: Hit) -> bool {
    let tokens = &text.tokens[hit.first..hit.end];
    let phrase = super::fold::fold(text.slice(tokens[0].start, tokens[tokens.len() - 1].end));
    tokens.iter().all(|token| token.quoted) || case.grounds.all_text().contains(&phrase)
}

fn overlaps(hits: &[Hit], hit: Hit) -> bool {
    hits.iter()
        .any(|other| other.first < hit.end && hit.first < other.end)
}

/// The clause around a phrase, so that the evidence can be read by itself.
pub(super) fn around(text: &Text<'_>, hit: Hit) -> (usize, usize) {
    let start = text
        .clause_of(hit.first)
        .0
        .min(text.tokens[hit.first].start);
    let end = text
        .clause_of(hit.end - 1)
        .1
        .max(text.tokens[hit.end - 1].end);
    (start, end)
}

fn unprofessional(case: &Case<'_>, scorned: &[usize], found: &mut Vec<Finding>) {
    for (text, in_subject) in case.texts() {
        let plain = PLAIN.find(case.language, &text.tokens, 0, text.tokens.len());
        for hit in CRUDE.find(case.language, &text.tokens, 0, text.tokens.len()) {
            let first = &text.tokens[hit.first];
            let tokens = &text.tokens[hit.first..hit.end];
            let name = tokens.iter().all(|token| {
                token.capital && !token.first && !token.loud && case.grounds.knows(&token.fold)
            });
            if overlaps(&plain, hit)
                || stated(case, text, hit)
                || name
                || (!in_subject && scorned.contains(&first.sentence))
            {
                continue;
            }
            let (start, end) = around(text, hit);
            found.push(case.finding(
                in_subject,
                Rule::Unprofessional,
                start,
                end,
                "Insult, flirt, slang or mockery: cut it.",
            ));
        }
        for (place, letter) in text.raw.char_indices() {
            if matches!(
                letter,
                '😉' | '😘'
                    | '😍'
                    | '😏'
                    | '🥰'
                    | '💋'
                    | '❤'
                    | '💕'
                    | '😈'
                    | '🍑'
                    | '🍆'
                    | '🖕'
                    | '💩'
                    | '🤡'
                    | '😜'
                    | '😝'
                    | '🙄'
                    | '🤣'
                    | '😂'
                    | '💘'
                    | '🔥'
            ) {
                let index = text.tokens.iter().rposition(|token| token.end <= place);
                let start = index.map_or(place, |index| text.clause_of(index).0);
                found.push(case.finding(
                    in_subject,
                    Rule::Unprofessional,
                    start,
                    place + letter.len_utf8(),
                    "This picture doesn't belong in a letter to a stranger: cut it.",
                ));
            }
        }
    }
}
