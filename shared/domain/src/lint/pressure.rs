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
    found.extend(worst.map(|(_, finding)| finding));
}

/// In a question a weekday is a proposal: "Could you decide before Friday?"
fn is_mild(text: &Text<'_>, hit: Hit) -> bool {
    text.tokens[hit.first..hit.end]
        .iter()
        .any(|token| super::stale::is_weekday(&token.fold))
}
