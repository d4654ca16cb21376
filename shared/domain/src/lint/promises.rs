//! Promises that only the house may make: on price, and on the law.

use std::sync::LazyLock;

use super::grounds::Origin;
use super::numbers;
use super::pattern::{Hit, Lexicon, Table};
use super::phrases::promises::{FREE_IN_FACT, LEGAL, NOT_PRICING, PRICING};
use super::text::{Part, Text};
use super::{Case, Finding, Rule};

static PRICE: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(PRICING));
static NOT_PRICE: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(NOT_PRICING));
static FREE: LazyLock<Table> = LazyLock::new(|| Table::new(&[FREE_IN_FACT]));
static LAW: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(LEGAL));

pub(super) fn judge(case: &Case<'_>, found: &mut Vec<Finding>) {
    for (text, in_subject) in case.texts() {
        pricing(case, text, in_subject, found);
        legal(case, text, in_subject, found);
    }
}

fn span(text: &Text<'_>, hit: Hit) -> (usize, usize) {
    let start = text.clause_of(hit.first).0.min(text.tokens[hit.first].start);
    let end = text.clause_of(hit.end - 1).1.max(text.tokens[hit.end - 1].end);
    (start, end)
}

fn pricing(case: &Case<'_>, text: &Text<'_>, in_subject: bool, found: &mut Vec<Finding>) {
    let count = text.tokens.len();
    let plain = NOT_PRICE.find(case.language, &text.tokens, 0, count);
    for hit in PRICE.find(case.language, &text.tokens, 0, count) {
        let sentence = &text.tokens[hit.first].sentence;
        let signed = text.sentences.get(*sentence).is_some_and(|sentence| sentence.part == Part::SignOff);
        let usual = plain.iter().any(|other| other.first < hit.end && hit.first < other.end);
        if usual || signed || text.tokens[hit.first..hit.end].iter().all(|token| token.quoted) || house_says(case, text, hit) || about_reader(case, text, hit) {
            continue;
        }
        let (start, end) = span(text, hit);
        found.push(case.finding(in_subject, Rule::PricingPromise, start, end, "A price, discount or refund that no fact of the house states: cut it."));
    }
}

/// A house fact offers the same: its words, its numbers, or that it is free.
fn house_says(case: &Case<'_>, text: &Text<'_>, hit: Hit) -> bool {
    let tokens = &text.tokens[hit.first..hit.end];
    let clause = text.tokens[hit.first].clause;
    let in_clause = text.tokens.iter().filter(|token| token.clause == clause || (token.start >= tokens[0].start && token.end <= tokens[tokens.len() - 1].end)).cloned().collect::<Vec<_>>();
    let languages: Vec<_> = case.language.into_iter().chain(["en"]).collect();
    case.grounds.of(Origin::House).any(|known| {
        let stated = numbers::find(&known.text.tokens, 0, &known.language.into_iter().chain(["en"]).collect::<Vec<_>>());
        let backed = numbers::find(&in_clause, 0, &languages)
            .iter()
            .filter(|number| number.values.iter().all(|value| *value != 1_000))
            .all(|number| stated.iter().any(|other| other.values.iter().any(|value| number.values.contains(value))));
        let money = |token: &super::text::Token| matches!(token.fold.as_str(), "€" | "$" | "£" | "%" | "euro" | "euros" | "eur" | "dollars" | "pounds" | "chf" | "percent" | "prozent");
        let listed = in_clause.iter().any(|token| matches!(token.fold.as_str(), "list" | "published" | "listenpreis" | "preisliste" | "veroffentlichte" | "publie" | "publico" | "publicado" | "listino" | "lijstprijs" | "tabela" | "tarif"))
            && numbers::find(&in_clause, 0, &languages).iter().any(|number| stated.iter().any(|other| other.values == number.values));
        let both_free = FREE.in_text(&known.text) && FREE.any(&in_clause, 0, in_clause.len()) && !in_clause.iter().any(money);
        let shared = tokens.iter().filter(|token| super::grounds::is_content(token)).all(|token| known.content.iter().any(|word| super::grounds::akin(word, &token.fold)));
        let has_number = in_clause.iter().any(|token| token.is_digits());
        listed || backed && (both_free || (shared && (has_number || tokens.len() > 1)))
    })
}

/// A price that a fact tells of the reader's own trade isn't our offer.
fn about_reader(case: &Case<'_>, text: &Text<'_>, hit: Hit) -> bool {
    let tokens = &text.tokens[hit.first..hit.end];
    let content: Vec<_> = tokens.iter().filter(|token| super::grounds::is_content(token) || token.is_digits()).collect();
    !content.is_empty()
        && case.grounds.known.iter().filter(|known| known.origin != Origin::House && !super::echo::is_order(known)).any(|known| {
            content.iter().all(|token| known.text.tokens.iter().any(|other| other.fold == token.fold || super::grounds::akin(&other.fold, &token.fold)))
        })
}

fn legal(case: &Case<'_>, text: &Text<'_>, in_subject: bool, found: &mut Vec<Finding>) {
    for hit in LAW.find(case.language, &text.tokens, 0, text.tokens.len()) {
        let sentence = &text.sentences[text.tokens[hit.first].sentence];
        let tokens = &text.tokens[hit.first..hit.end];
        let content: Vec<_> = tokens.iter().filter(|token| super::grounds::is_content(token)).collect();
        // What one fact says, whoever it is about, may be repeated.
        let stated = !content.is_empty()
            && case.grounds.known.iter().any(|known| content.iter().all(|token| known.content.iter().any(|word| super::grounds::akin(word, &token.fold))));
        if stated || sentence.question || sentence.part != Part::Matter || tokens.iter().all(|token| token.quoted) || negated(text, hit) {
            continue;
        }
        let (start, end) = span(text, hit);
        found.push(case.finding(in_subject, Rule::LegalPromise, start, end, "This warrants a legal outcome or takes over liability: cut it, or state a certificate that is on the card."));
    }
}

/// "We can't promise compliance" promises nothing.
fn negated(text: &Text<'_>, hit: Hit) -> bool {
    let from = hit.first.saturating_sub(3);
    text.tokens[from..hit.first]
        .iter()
        .any(|token| token.sentence == text.tokens[hit.first].sentence && matches!(token.fold.as_str(), "not" | "can" | "cannot" | "t" | "nicht" | "kein" | "keine" | "pas" | "niet" | "geen") && !matches!(token.fold.as_str(), "can"))
}
