//! Private life of the reader, also if public: not ours to mention.

use std::sync::LazyLock;

use super::fold::fold;
use super::pattern::Lexicon;
use super::phrases::sensitive::{NOT_PRIVATE, PRIVATE, SENSITIVE};
use super::{Case, Finding, Rule};

static TERMS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(SENSITIVE));
static ABOUT_READER: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(PRIVATE));
static TRADE: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(NOT_PRIVATE));

const MESSAGE: &str = "Private life isn't ours to mention, even where it is public: cut it.";

pub(super) fn judge(case: &Case<'_>, found: &mut Vec<Finding>) {
    for (text, in_subject) in case.texts() {
        let trade = TRADE.find(case.language, &text.tokens, 0, text.tokens.len());
        for hit in ABOUT_READER.find(case.language, &text.tokens, 0, text.tokens.len()) {
            let usual = trade
                .iter()
                .any(|other| other.first < hit.end && hit.first < other.end);
            let link = text.tokens[hit.first..hit.end]
                .iter()
                .any(|token| token.link);
            let business = text.tokens[hit.first..hit.end]
                .iter()
                .all(|token| token.quoted)
                || told_by_company(case, &text.tokens[hit.end - 1].fold);
            if usual || link || business {
                continue;
            }
            let start = text.clause_of(hit.first).0;
            let end = text.clause_of(hit.end - 1).1;
            found.push(case.finding(
                in_subject,
                Rule::SensitivePersonalDetail,
                start,
                end,
                MESSAGE,
            ));
        }
    }
    from_private_facts(case, found);
}

/// The last word of the phrase stands in a fact about the company's own trade: a day nursery writes
/// of children, a hospital of illness. A fact that names the reader's own first name is about them.
fn told_by_company(case: &Case<'_>, word: &str) -> bool {
    let first = fold(&case.draft.contact.first_name);
    case.grounds.known.iter().any(|known| {
        let personal =
            !first.is_empty() && known.text.tokens.iter().any(|token| token.fold == first);
        let social = known.fact.source.contains("social")
            || known.fact.source.contains("profile")
            || known.fact.source.contains("gallery");
        !personal
            && !social
            && known
                .content
                .iter()
                .any(|other| super::grounds::akin(other, word))
    })
}

/// A fact about the reader in person that tells of private life: nothing of it may be used.
fn from_private_facts(case: &Case<'_>, found: &mut Vec<Finding>) {
    let first = fold(&case.draft.contact.first_name);
    let last = fold(&case.draft.contact.last_name);
    for known in &case.grounds.known {
        let personal = known
            .text
            .tokens
            .iter()
            .any(|token| token.fold == first || token.fold == last);
        let tokens = &known.text.tokens;
        let private = TERMS.any(Some("en"), tokens, 0, tokens.len())
            || ABOUT_READER.any(known.language, tokens, 0, tokens.len());
        if !personal || !private || known.origin != super::grounds::Origin::Outside {
            continue;
        }
        for sentence in case.body.matter() {
            let words = case.body.words(sentence);
            // A term of the table that this very fact uses too.
            let term = TERMS
                .find(Some("en"), words, 0, words.len())
                .into_iter()
                .any(|hit| {
                    words[hit.first..hit.end]
                        .iter()
                        .all(|token| tokens.iter().any(|other| other.fold == token.fold))
                });
            if term {
                found.push(case.body_finding(
                    Rule::SensitivePersonalDetail,
                    sentence.start,
                    sentence.end,
                    MESSAGE,
                ));
            }
        }
    }
}
