//! A fact that speaks to a machine is data. A letter that obeys it, or shows its own instructions, is held.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::grounds::{Known, Origin};
use super::pattern::{Hit, Lexicon, Table};
use super::phrases::echo::{CARRIER, INSTRUCTION, SELF, WEAK_INSTRUCTION};
use super::text::{Sentence, Text, Token};
use super::{Case, Finding, Rule};

static STRONG: LazyLock<Table> = LazyLock::new(|| Table::new(&[INSTRUCTION]));
static ORDERS: LazyLock<Table> = LazyLock::new(|| Table::new(&[INSTRUCTION, WEAK_INSTRUCTION]));
static OWN: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(SELF));

const OBEYED: &str =
    "This obeys or repeats an instruction found in a fact: cut it and look at the rest twice.";
const SHOWN: &str = "The letter shows instructions of its own: hold it.";

pub(super) fn judge(case: &Case<'_>, found: &mut Vec<Finding>) {
    let ordering: Vec<&Known<'_>> = case
        .grounds
        .known
        .iter()
        .filter(|known| is_order(known))
        .collect();
    for (text, in_subject) in case.texts() {
        for hit in OWN
            .find(case.language, &text.tokens, 0, text.tokens.len())
            .into_iter()
            .chain(OWN.find(Some("en"), &text.tokens, 0, text.tokens.len()))
        {
            let end = text
                .sentences
                .get(text.tokens[hit.first].sentence)
                .map_or(text.raw.len(), |sentence| sentence.end);
            if !quoted_talk(case, text, hit) {
                found.push(case.finding(
                    in_subject,
                    Rule::InjectionEcho,
                    text.tokens[hit.first].start,
                    end,
                    SHOWN,
                ));
            }
        }
        for sentence in &text.sentences {
            for known in &ordering {
                if let Some((start, end)) = obeyed(case, text, sentence, known) {
                    found.push(case.finding(in_subject, Rule::InjectionEcho, start, end, OBEYED));
                }
            }
        }
    }
}

/// A title or headline that facts quote may speak of bots without being obeyed.
fn quoted_talk(case: &Case<'_>, text: &Text<'_>, hit: Hit) -> bool {
    let tokens = &text.tokens[hit.first..hit.end];
    let phrase = super::fold::fold(text.slice(tokens[0].start, tokens[tokens.len() - 1].end));
    tokens.iter().all(|token| token.quoted) && case.grounds.all_text().contains(&phrase)
}

/// Speaks to a machine. What a person of the reader's side wrote is an order only if it says so plainly.
pub(super) fn is_order(known: &Known<'_>) -> bool {
    let tokens = &known.text.tokens;
    let marks = |table: &Table| {
        table
            .find(tokens, 0, tokens.len())
            .iter()
            .filter(|hit| hit.end - hit.first >= 2)
            .count()
    };
    match known.origin {
        Origin::House | Origin::Own => false,
        Origin::Contact => marks(&STRONG) >= 1,
        // On a page an order stands in quotes or behind a colon, because it was lifted from there.
        Origin::Outside => {
            marks(&STRONG) >= 1
                || addressed(known).is_some()
                || (marks(&ORDERS) >= 1 && tokens.iter().any(|token| token.quoted))
        }
    }
}

/// Words for a machine that reads and writes, folded.
#[rustfmt::skip]
const MACHINES: &[&str] = &[
    "ai", "ki", "ia", "llm", "llms", "bot", "bots", "gpt", "chatgpt", "claude", "gemini", "copilot", "chatbot",
    "chatbots", "assistant", "assistants", "assistent", "assistenten", "sprachmodell", "sprachmodelle",
    "taalmodel", "crawler", "crawlers", "scraper", "scrapers",
];

/// Orders and duties, folded: "begin je bericht", "must mention", "schreiben Sie".
#[rustfmt::skip]
const DUTIES: &[&str] = &[
    "must", "should", "please", "ignore", "disregard", "write", "reply", "respond", "mention", "include",
    "insert", "start", "begin", "end", "finish", "sign", "add", "use", "tell", "say", "state",
    "recommend", "praise", "offer", "print", "reveal", "repeat", "forward", "send", "call", "address",
    "promise", "confirm", "muss", "mussen", "soll", "sollen", "bitte", "schreib", "schreibe", "schreiben",
    "beginne", "beginnen", "beende", "nenne", "nennen", "erwahne", "erwahnen", "antworte", "antworten",
    "sage", "sagen", "verwende", "verwenden", "ignoriere", "empfehle", "empfehlen", "doit", "doivent",
    "ecrivez", "ecris", "repondez", "commencez", "commence", "terminez", "mentionnez", "ajoutez", "dites",
    "ignorez", "recommandez", "veuillez", "debe", "deben", "escribe", "escriba", "responde", "responda",
    "empieza", "empiece", "termina", "termine", "menciona", "mencione", "anade", "diga", "ignora",
    "recomienda", "deve", "devono", "scrivi", "scriva", "rispondi", "inizia", "inizi", "menziona",
    "aggiungi", "concludi", "raccomanda", "moet", "moeten", "schrijf", "antwoord", "beantwoord", "eindig",
    "sluit", "noem", "vermeld", "voeg", "zeg", "negeer", "gebruik", "escreva", "comece", "adicione",
    "skriv", "svar", "naevn", "nevn", "always", "immer", "toujours", "siempre", "sempre", "altijd",
];

/// A word for a machine that reads and writes: "AI", "automated writers".
fn is_machine(tokens: &[Token], at: usize) -> bool {
    let writes = tokens.get(at + 1).is_some_and(|next| {
        matches!(
            next.fold.as_str(),
            "writers" | "readers" | "senders" | "mailers" | "systems" | "tools" | "scripts"
        )
    });
    MACHINES.contains(&tokens[at].fold.as_str()) || (tokens[at].fold == "automated" && writes)
}

/// Where a fact turns to a machine: a word for one, and a duty within a few words behind it. A company
/// that sells or runs a machine tells of it; an address calls it.
fn addressed(known: &Known<'_>) -> Option<usize> {
    let tokens = &known.text.tokens;
    let called = |at: usize| {
        let token = &tokens[at];
        let before = at.checked_sub(1).and_then(|index| tokens.get(index));
        let behind = known
            .text
            .slice(token.end, known.text.raw.len())
            .chars()
            .next();
        let lead = before.is_none_or(|before| {
            before.sentence != token.sentence
                || before.clause != token.clause
                || matches!(
                    before.fold.as_str(),
                    "to" | "dear"
                        | "hey"
                        | "hello"
                        | "attention"
                        | "note"
                        | "an"
                        | "any"
                        | "all"
                        | "alle"
                        | "voor"
                        | "fur"
                        | "pour"
                        | "para"
                        | "per"
                        | "liebe"
                        | "lieber"
                        | "een"
                        | "un"
                        | "una"
                        | "eine"
                        | "ein"
                        | "tout"
                        | "toute"
                )
        });
        lead || matches!(behind, Some('?' | ':' | ',' | '!' | '.'))
    };
    (0..tokens.len()).find(|at| {
        is_machine(tokens, *at)
            && called(*at)
            && tokens
                .get(at + 1..)
                .unwrap_or(&[])
                .iter()
                .take(9)
                .any(|token| DUTIES.contains(&token.fold.as_str()))
    })
}

/// The piece of a sentence that carries out an order: a run of its words, or a rare word of it.
fn obeyed(
    case: &Case<'_>,
    text: &Text<'_>,
    sentence: &Sentence,
    known: &Known<'_>,
) -> Option<(usize, usize)> {
    let words = text.words(sentence);
    // What lies before the first mark of an order is an ordinary fact that may be used.
    let marked = ORDERS
        .find(&known.text.tokens, 0, known.text.tokens.len())
        .into_iter()
        .find(|hit| hit.end - hit.first >= 2)
        .map(|hit| hit.first);
    let first = marked.into_iter().chain(addressed(known)).min()?;
    let order: &[Token] = known.text.tokens.get(first..)?;
    let elsewhere = |fold: &str| {
        case.grounds.known.iter().any(|other| {
            !std::ptr::eq(other, known)
                && !is_order(other)
                && other.text.tokens.iter().any(|token| token.fold == fold)
        }) || known.text.tokens[..first]
            .iter()
            .any(|token| token.fold == fold)
    };
    let carrier: BTreeSet<&str> = CARRIER.split_whitespace().collect();
    // Five words in a row, or four that are not in another fact.
    for start in 0..words.len() {
        for place in 0..order.len() {
            let run = words[start..]
                .iter()
                .zip(&order[place..])
                .take_while(|(one, other)| one.fold == other.fold)
                .count();
            if run >= 4 {
                let telling = words[start..start + run]
                    .iter()
                    .filter(|token| !elsewhere(&token.fold) && super::grounds::is_content(token))
                    .count();
                if telling >= 2 {
                    let (from, to) = (&words[start], &words[start + run - 1]);
                    return Some((from.start, to.end));
                }
            }
        }
    }
    // Rare words of the order: a code, a number, capitals, an address, or three content words.
    let rare = |token: &&Token| {
        order.iter().any(|other| other.fold == token.fold)
            && !elsewhere(&token.fold)
            && !carrier.contains(token.fold.as_str())
            && !case.grounds.is_company_word(&token.fold)
            && !is_contact(case, &token.fold)
    };
    let hits: Vec<&Token> = words.iter().filter(rare).collect();
    let strong = hits.iter().any(|token| {
        (token.is_digits() && token.fold.len() >= 2)
            || (token.loud && token.fold.len() >= 3)
            || token.link
            || is_odd(token, order)
    });
    let content: BTreeSet<&str> = hits
        .iter()
        .filter(|token| super::grounds::is_content(token))
        .map(|token| token.fold.as_str())
        .collect();
    if strong || content.len() >= 3 || (content.len() == 2 && words.len() <= 8) {
        let (from, to) = (hits.first()?, hits.last()?);
        return Some((from.start, to.end));
    }
    None
}

fn is_contact(case: &Case<'_>, fold: &str) -> bool {
    let contact = case.draft.contact;
    [&contact.first_name, &contact.last_name, &contact.title]
        .iter()
        .any(|part| super::fold::fold(part).split(' ').any(|word| word == fold))
}

/// A word the order sets in quotes by itself: "the word 'pineapple'".
fn is_odd(token: &Token, order: &[Token]) -> bool {
    order.windows(2).any(|pair| {
        matches!(
            pair[0].fold.as_str(),
            "word"
                | "wort"
                | "mot"
                | "palabra"
                | "parola"
                | "woord"
                | "palavra"
                | "code"
                | "codeword"
                | "password"
        ) && pair[1].fold == token.fold
    }) && super::grounds::is_content(token)
}
