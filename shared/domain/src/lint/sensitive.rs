//! Private life of the reader, also if public: not ours to mention.

use std::sync::LazyLock;

use super::fold::fold;
use super::pattern::Lexicon;
use super::phrases::sensitive::{NOT_PRIVATE, PRIVATE, SENSITIVE};
use super::text::Token;
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
        // A name may begin like such a word: Christian, Kirchner.
        let of_name = |token: &Token| token.fold == first || token.fold == last;
        let topical = is_private(known, of_name);
        if !personal || !(private || topical) || known.origin != super::grounds::Origin::Outside {
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
            // Where the card holds such a fact, a word on the same matters in any language is taken from it.
            let topic = topical
                && words.iter().any(|token| {
                    is_topic(&token.fold) && !of_name(token) && !told_by_company(case, &token.fold)
                });
            if term || topic {
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

/// Health, family, faith and politics by the beginnings of their words, folded, in several languages.
/// Broad on purpose: only read where a fact tells of the reader's private life.
#[rustfmt::skip]
const TOPICS: &[&str] = &[
    "heart", "cuore", "herz", "hartaan", "coeur", "corazon", "infar", "krank", "sick", "illness", "malad", "enferm", "malatt", "ziek",
    "surger", "hospital", "recovering", "recovery", "herstel", "guari", "retabl", "genesung", "burnout", "cancer", "krebs",
    "kanker", "tumor", "tumour", "chemo", "wheelchair", "rollstuhl", "rolstoel", "rotelle", "ruedas", "roulant",
    "depress", "therap", "rehab", "sober", "addict", "pregnan", "schwanger", "gravid", "embaraz", "enceinte", "zwanger",
    "baby", "bebe", "child", "kinder", "enfant", "hijo", "hija", "figli", "bambin", "family", "familie", "mother", "father",
    "mutter", "vater", "mamma", "moeder", "vader", "wife", "husband", "ehemann", "ehefrau", "mannes", "gatte", "daughter",
    "tochter", "dochter", "wedding", "hochzeit", "married", "divorc", "scheidung", "echtscheid", "widow", "witwe", "weduw",
    "funeral", "grief", "trauer", "rouw", "lutto", "duelo", "deuil", "unfall", "faith", "geloof", "glaube", "religi", "church",
    "kirche", "kerk", "mosque", "mosch", "moskee", "muslim", "moslim", "islam", "christian", "cathol", "kathol", "katho",
    "jewish", "pray", "gebet", "politic", "politik", "politiek", "partei", "partij", "candidat", "kandidat", "election",
    "verkiez", "kieslijst", "greens", "bankrupt", "debts", "fasting", "parish",
];

fn is_topic(fold: &str) -> bool {
    TOPICS.iter().any(|begin| fold.starts_with(begin))
}

/// Tells of the person and not of the firm: a word of private life stands in it and none of work.
fn is_private(known: &super::grounds::Known<'_>, of_name: impl Fn(&Token) -> bool) -> bool {
    let work = known.text.tokens.iter().any(|token| {
        matches!(
            token.fold.as_str(),
            "appointed"
                | "manager"
                | "director"
                | "head"
                | "company"
                | "firm"
                | "talk"
                | "conference"
                | "launched"
        )
    });
    let topic = known
        .text
        .tokens
        .iter()
        .any(|token| is_topic(&token.fold) && !of_name(token));
    topic && !work
}
