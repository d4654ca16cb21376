//! Stock prose: the built-in tables and the house's own additions.

use std::sync::LazyLock;

use super::pattern::{Hit, Lexicon, Table};
use super::phrases::cliches::CLICHES;
use super::{Case, Finding, Rule};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(CLICHES));

const MESSAGE: &str = "Stock phrase: cut it or say something that only holds for this reader.";

pub(super) fn judge(case: &Case<'_>, found: &mut Vec<Finding>) {
    let own = Table::plain(
        case.draft
            .rules
            .cliches
            .iter()
            .take(1_000)
            .map(String::as_str),
    );
    let banned = Table::plain(
        case.draft
            .rules
            .banned_phrases
            .iter()
            .take(1_000)
            .map(String::as_str),
    );
    let mut clearest: Option<(usize, Finding)> = None;
    for (text, in_subject) in case.texts() {
        let count = text.tokens.len();
        let listed: Vec<Hit> = banned.find(&text.tokens, 0, count);
        let hits = LEXICON
            .find(case.language, &text.tokens, 0, count)
            .into_iter()
            .chain(own.find(&text.tokens, 0, count));
        for hit in hits {
            let tokens = &text.tokens[hit.first..hit.end];
            // What the house bans is reported as that; what a fact says may be quoted.
            let taken = listed
                .iter()
                .any(|other| other.first < hit.end && hit.first < other.end);
            let quoted = tokens.iter().all(|token| token.quoted || token.link);
            let known = in_a_fact(
                case,
                text.slice(tokens[0].start, tokens[tokens.len() - 1].end),
            );
            if !taken && !quoted && !known {
                let (start, end) = (tokens[0].start, tokens[tokens.len() - 1].end);
                // The longest phrase shows best what is meant; of two equal ones the first.
                if clearest
                    .as_ref()
                    .is_none_or(|(length, _)| end - start > *length)
                {
                    clearest = Some((
                        end - start,
                        case.finding(in_subject, Rule::AiCliche, start, end, MESSAGE),
                    ));
                }
            }
        }
    }
    found.extend(clearest.map(|(_, finding)| finding));
}

fn in_a_fact(case: &Case<'_>, phrase: &str) -> bool {
    case.grounds.all_text().contains(&super::fold::fold(phrase))
}
