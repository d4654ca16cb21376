//! Guilt, invented deadlines, fear, going over somebody's head, silence read as consent.

use std::sync::LazyLock;

use super::conduct::{around, stated};
use super::pattern::{Hit, Lexicon};
use super::phrases::conduct::{NO_PRESSURE, PRESSURE};
use super::text::Text;
use super::{Case, Finding, Rule};

static PRESSING: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(PRESSURE));
static RELIEF: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(NO_PRESSURE));

pub(super) fn judge(case: &Case<'_>, found: &mut Vec<Finding>) {
    // The sentence that presses most stands for the rule; of two equal ones the first.
    let mut worst: Option<(usize, Finding)> = None;
    for (text, in_subject) in case.texts() {
        let count = text.tokens.len();
        let relief = RELIEF.find(case.language, &text.tokens, 0, count);
        let relieved = |sentence: usize| {
            relief
                .iter()
                .any(|other| text.tokens[other.first].sentence == sentence)
        };
        let hits: Vec<Hit> = PRESSING
            .find(case.language, &text.tokens, 0, count)
            .into_iter()
            .filter(|hit| {
                let sentence = text.tokens[hit.first].sentence;
                let question = text
                    .sentences
                    .get(sentence)
                    .is_some_and(|sentence| sentence.question);
                let excused = relieved(sentence) || stated(case, text, *hit);
                !excused && (!question || !is_mild(text, *hit))
            })
            .collect();
        for hit in &hits {
            let sentence = text.tokens[hit.first].sentence;
            let (start, end) = around(text, *hit);
            let taken = found.iter().any(|other| {
                matches!(other.rule, Rule::SpammyCapsOrPunctuation)
                    && other.in_subject == in_subject
                    && other.start < end
                    && start < other.start + other.evidence.len()
            });
            let words: usize = hits
                .iter()
                .filter(|other| text.tokens[other.first].sentence == sentence)
                .map(|other| other.end - other.first)
                .sum();
            let weight = if taken { 1 } else { 1 + words };
            if worst.as_ref().is_none_or(|(most, _)| weight > *most) {
                worst = Some((
                    weight,
                    case.finding(
                        in_subject,
                        Rule::PressureOrThreat,
                        start,
                        end,
                        "This presses the reader: cut the deadline, the guilt or the threat.",
                    ),
                ));
            }
        }
    }
    if worst.is_none() {
        worst = over_their_head(case).map(|(start, end)| {
            (
                1,
                case.body_finding(
                    Rule::PressureOrThreat,
                    start,
                    end,
                    "This goes over the reader's head: cut it.",
                ),
            )
        });
    }
    found.extend(worst.map(|(_, finding)| finding));
}

/// Those above the reader, by the beginnings of their names, folded.
#[rustfmt::skip]
const ABOVE: &[&str] = &[
    "board", "boss", "ceo", "chairman", "chairwoman", "chief", "superior", "management", "shareholder", "owner", "headquarter",
    "aufsichtsrat", "vorstand", "geschaftsfuhr", "geschaftsleit", "vorgesetzt", "chefetage", "chefin", "chef", "inhaber", "trager",
    "direction", "hierarchie", "superieur", "patron", "pdg", "actionnaire", "conseil", "jefe", "jefa", "gerencia", "consejo",
    "superior", "dueno", "propietari", "titolare", "capo", "direzione", "amministrator", "consiglio", "directie",
    "bestuur", "leidinggevend", "baas", "wethouder", "bestyrelse", "styret", "styrelse", "ledelse",
];
/// A condition.
#[rustfmt::skip]
const CONDITIONS: &[&str] = &[
    "if", "unless", "should", "otherwise", "or", "next", "wenn", "falls", "sollte", "sonst", "andernfalls", "si", "sinon", "sans",
    "faute", "sino", "se", "altrimenti", "als", "mocht", "anders", "zonder", "hvis", "om", "ellers", "without", "ohne", "sin", "senza",
];
/// Talk of an answer that doesn't come.
#[rustfmt::skip]
const UNANSWERED: &[&str] = &[
    "reply", "replies", "answer", "answers", "hear", "silence", "silent", "respond", "response", "ignore", "ignored",
    "antwort", "antworten", "ruckmeldung", "reagieren", "schweigen", "melden", "reponse", "repondez", "silence",
    "respuesta", "responde", "contesta", "silencio", "risposta", "risponde", "silenzio", "antwoord", "reactie",
    "reageert", "stilte", "svar", "svarer", "tavshed",
];

/// A reader who is asked for a better address is not gone over.
#[rustfmt::skip]
const REFERRALS: &[&str] = &[
    "name", "forward", "pass", "point", "better", "right", "wrong", "enough", "suffices", "weiterleiten", "richtige",
    "genugt", "reicht", "nom", "suffit", "transmettre", "nombre", "basta", "nome", "inoltrare", "naam", "doorsturen", "navn", "namn",
];

/// "Should nothing come again, this goes to the board": a condition, an answer that is missing, and
/// somebody above the reader of whom no fact speaks.
fn over_their_head(case: &Case<'_>) -> Option<(usize, usize)> {
    case.body
        .matter()
        .filter(|sentence| !sentence.question)
        .find(|sentence| {
            let words = case.body.words(sentence);
            let whole = |list: &[&str]| {
                words
                    .iter()
                    .any(|token| list.contains(&token.fold.as_str()))
            };
            whole(CONDITIONS)
                && whole(UNANSWERED)
                && !whole(REFERRALS)
                && words.iter().any(|token| {
                    ABOVE.iter().any(|begin| token.fold.starts_with(begin))
                        && !case.grounds.knows(&token.fold)
                })
        })
        .map(|sentence| (sentence.start, sentence.end))
}

/// In a question a weekday is a proposal: "Could you decide before Friday?"
fn is_mild(text: &Text<'_>, hit: Hit) -> bool {
    text.tokens[hit.first..hit.end]
        .iter()
        .any(|token| super::stale::is_weekday(&token.fold))
}
