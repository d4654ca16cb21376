//! Shares told in words: "cut by a third", "die Hälfte der Anrufe", "doubled within a year".

use std::sync::LazyLock;

use super::Case;
use super::pattern::{Hit, Lexicon, Table};
use super::phrases::shares::{
    DOUBLE, FIFTH, HALF, QUARTER, SHARE_IN_FACT, THIRD, THREE_QUARTERS, TWO_THIRDS,
};
use super::text::{Sentence, Text};

/// A share in percent, the phrases that tell it, and the line of words that shows it in a fact.
struct Share {
    percent: i64,
    told: Lexicon,
    line: usize,
}

static SHARES: LazyLock<Vec<Share>> = LazyLock::new(|| {
    [
        (50, HALF, 0),
        (67, TWO_THIRDS, 1),
        (33, THIRD, 1),
        (75, THREE_QUARTERS, 2),
        (25, QUARTER, 2),
        (20, FIFTH, 4),
        (100, DOUBLE, 3),
    ]
    .map(|(percent, phrases, line)| Share {
        percent,
        told: Lexicon::new(phrases),
        line,
    })
    .into()
});

static IN_FACT: LazyLock<Vec<Table>> = LazyLock::new(|| {
    SHARE_IN_FACT
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| Table::new(&[line]))
        .collect()
});

/// The shares that a text tells in words, in percent.
pub(super) fn told(text: &Text<'_>, language: Option<super::language::Language>) -> Vec<i64> {
    SHARES
        .iter()
        .filter(|share| {
            share.percent < 100
                && share
                    .told
                    .find(language, &text.tokens, 0, text.tokens.len())
                    .into_iter()
                    .any(|hit| !is_time(text, hit))
        })
        .map(|share| share.percent)
        .collect()
}

/// Shares in a sentence that no fact states and no two numbers of a fact make.
pub(super) fn unbacked(case: &Case<'_>, text: &Text<'_>, sentence: &Sentence) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    for share in SHARES.iter() {
        let found = share.told.find(
            case.language,
            &text.tokens,
            sentence.first_token,
            sentence.end_token,
        );
        for hit in found {
            let taken = hits
                .iter()
                .any(|other| other.first < hit.end && hit.first < other.end);
            if taken || is_time(text, hit) || is_backed(case, share) {
                continue;
            }
            hits.push(hit);
        }
    }
    hits
}

/// "A quarter of an hour", "the second half of the day".
fn is_time(text: &Text<'_>, hit: Hit) -> bool {
    text.tokens[hit.first..]
        .iter()
        .take(hit.end - hit.first + 2)
        .any(|token| {
            matches!(
                token.fold.as_str(),
                "hour"
                    | "hours"
                    | "day"
                    | "year"
                    | "month"
                    | "stunde"
                    | "stunden"
                    | "jahres"
                    | "heure"
                    | "heures"
                    | "hora"
                    | "journee"
                    | "jornada"
                    | "giornata"
                    | "tages"
                    | "dag"
                    | "tag"
                    | "dia"
                    | "giorno"
                    | "ora"
                    | "uur"
                    | "jaar"
                    | "party"
            )
        })
}

fn is_backed(case: &Case<'_>, share: &Share) -> bool {
    let told = IN_FACT.get(share.line).is_some_and(|table| {
        case.grounds
            .known
            .iter()
            .any(|known| table.in_text(&known.text))
    });
    told || case.grounds.amounts.support_share(share.percent)
}
