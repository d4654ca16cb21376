//! Does the letter ask for something, and for one thing only?

use std::sync::LazyLock;

use super::language::Language;
use super::pattern::Lexicon;
use super::phrases::asks::{ANSWER_FORM, ASKS, RHETORICAL, WAY_OUT};
use super::text::{Part, Sentence, Text, Token};
use super::{Case, Finding, Rule};

static ASK: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(ASKS));
static RHETORIC: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(RHETORICAL));
static OUT: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(WAY_OUT));
static FORM: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(ANSWER_FORM));

/// Verbs that open a second request behind an "and", by language.
const MODALS: &[&str] = &[
    "could", "can", "would", "will", "may", "shall", "please", "should", "konnten", "konnen",
    "durfte", "darf", "kann", "wurden", "konnte", "bitte", "pouvez", "pourriez", "puis",
    "pourrais", "podria", "puedo", "puede", "podrian", "potrebbe", "posso", "puo", "potrei",
    "potreste", "kunt", "kan", "mag", "zou", "wilt", "poderia", "pode", "podemos", "kunne",
    "skulle", "kunde",
];
const ANDS: &[&str] = &[
    "and", "und", "et", "y", "e", "en", "og", "och", "also", "plus", "ed",
];
/// Verbs of a bare second request: "and introduce me", "and send me".
const BARE: &[&str] = &[
    "introduce",
    "send",
    "forward",
    "tell",
    "invite",
    "add",
    "connect",
    "share",
    "give",
    "fill",
    "sign",
    "put",
    "point",
    "name",
    "pass",
    "call",
    "book",
];

/// What a sentence asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asking {
    Nothing,
    /// A question or a request.
    Thing,
    /// How to answer the question before.
    Form,
}

pub(super) fn judge(case: &Case<'_>, found: &mut Vec<Finding>) {
    let text = &case.body;
    let language = case.language;
    let matter: Vec<&Sentence> = text.matter().collect();
    let mut asks: Vec<(usize, usize)> = Vec::new();
    let mut answered = false;
    for (index, sentence) in matter.iter().enumerate() {
        match asking(text, sentence, language) {
            Asking::Nothing => {}
            Asking::Form => answered = true,
            Asking::Thing => {
                let later = matter
                    .get(index + 1..)
                    .unwrap_or(&[])
                    .iter()
                    .any(|next| next.question);
                // A question that only leads up to the real one asks for no second thing.
                if later && is_hook(text, sentence) {
                    answered = true;
                    continue;
                }
                if asks.is_empty()
                    || !continues(
                        text,
                        sentence,
                        matter.get(index.wrapping_sub(1)).copied(),
                        language,
                    )
                {
                    asks.push((sentence.start, sentence.end));
                }
                if let Some(start) = second_request(text, sentence) {
                    asks.push((start, sentence.end));
                }
            }
        }
    }
    if let Some((start, end)) = asks.get(1) {
        found.push(case.body_finding(
            Rule::MultipleAsks,
            *start,
            *end,
            "More than one thing is asked: keep the one that matters.",
        ));
    }
    if asks.is_empty() && !answered {
        let last = matter
            .last()
            .map(|last| (last.start, last.end))
            .or_else(|| {
                text.sentences
                    .iter()
                    .rfind(|sentence| sentence.part == Part::Greeting)
                    .map(|greeting| (greeting.start, greeting.end))
            });
        let (start, end) = last.unwrap_or((0, text.raw.len()));
        found.push(case.body_finding(
            Rule::MissingAsk,
            start,
            end,
            "Nothing tells the reader what to do or answer: end on one question.",
        ));
    }
}

fn asking(text: &Text<'_>, sentence: &Sentence, language: Option<Language>) -> Asking {
    let (first, end) = (sentence.first_token, sentence.end_token);
    let has = |lexicon: &Lexicon| lexicon.any(language, &text.tokens, first, end);
    let words = text.words(sentence);
    if words.iter().all(|token| token.quoted) {
        return Asking::Nothing;
    }
    if sentence.question {
        if is_way_on(words) {
            return Asking::Form;
        }
        let rhetorical = has(&RHETORIC) && !opens_request(text, sentence);
        return if rhetorical || is_tag(words) {
            Asking::Nothing
        } else {
            Asking::Thing
        };
    }
    if has(&FORM) {
        return Asking::Form;
    }
    if has(&ASK) {
        // "If not, one line and I stop": a way out still tells the reader what to do. So does a wish to
        // know; only a plain request is a thing of its own beside a question.
        return if !has(&OUT) && asks_plainly(words) {
            Asking::Thing
        } else {
            Asking::Form
        };
    }
    Asking::Nothing
}

/// "If that isn't yours, who should I ask?": a way on for a reader who is the wrong one.
fn is_way_on(words: &[Token]) -> bool {
    let condition = words.first().is_some_and(|first| {
        matches!(
            first.fold.as_str(),
            "if" | "wenn" | "falls" | "si" | "se" | "als" | "sollte" | "should"
        )
    });
    let denied = words.iter().any(|token| {
        matches!(
            token.fold.as_str(),
            "not"
                | "t"
                | "isn"
                | "nicht"
                | "kein"
                | "keine"
                | "pas"
                | "n"
                | "no"
                | "non"
                | "niet"
                | "geen"
                | "else"
                | "jemand"
                | "someone"
                | "somebody"
        )
    });
    condition && denied
}

/// A request stands at the head of a clause, or behind "please" and the like: "customers call us" asks nothing.
fn asks_plainly(words: &[Token]) -> bool {
    words.iter().enumerate().any(|(at, token)| {
        let before = at.checked_sub(1).and_then(|index| words.get(index));
        let heads = before.is_none_or(|before| {
            before.clause != token.clause
                || matches!(
                    before.fold.as_str(),
                    "please" | "just" | "and" | "also" | "bitte" | "und" | "or" | "then" | "so"
                )
        });
        heads && is_request(&token.fold)
    })
}

/// Words of a plain request.
fn is_request(fold: &str) -> bool {
    BARE.contains(&fold)
        || matches!(
            fold,
            "please"
                | "also"
                | "bitte"
                | "nennen"
                | "schicken"
                | "senden"
                | "stellen"
                | "leiten"
                | "envoyez"
                | "transmettez"
                | "indiquez"
                | "merci"
                | "digame"
                | "envieme"
                | "mandeme"
                | "reenvie"
                | "indiqueme"
                | "presenteme"
                | "mandi"
                | "invii"
                | "indichi"
                | "giri"
                | "presenti"
                | "stuur"
                | "noem"
                | "geef"
                | "envie"
                | "indique"
                | "encaminhe"
                | "apresente"
        )
}

/// "..., remember?", "..., right?": a statement with a tag.
fn is_tag(words: &[Token]) -> bool {
    let Some(last) = words.last() else {
        return false;
    };
    let tail = words
        .iter()
        .filter(|token| token.clause == last.clause)
        .count();
    let tags = [
        "remember",
        "right",
        "ok",
        "okay",
        "no",
        "huh",
        "eh",
        "yes",
        "oder",
        "nicht",
        "wahr",
        "non",
        "verdad",
        "vero",
        "toch",
        "ne",
        "nao",
        "deal",
        "serieus",
        "seriously",
        "ernsthaft",
        "really",
    ];
    tail <= 2 && tail < words.len() && tags.contains(&last.fold.as_str())
}

/// A question without a request in it: "Who types the plates today?"
fn is_hook(text: &Text<'_>, sentence: &Sentence) -> bool {
    let asks = |token: &Token| {
        MODALS.contains(&token.fold.as_str())
            || is_request(&token.fold)
            || super::stale::is_weekday(&token.fold)
    };
    !text.words(sentence).iter().any(asks) && second_request(text, sentence).is_none()
}

/// A rhetorical opening may still end in a request: "Why not try it on Thursday?"
fn opens_request(text: &Text<'_>, sentence: &Sentence) -> bool {
    let words = text.words(sentence);
    let second = words.get(1).map_or("", |token| token.fold.as_str());
    let weekday = words
        .iter()
        .any(|token| super::stale::is_weekday(&token.fold));
    (second == "not" && words.first().is_some_and(|token| token.fold == "why")) || weekday
}

/// Another answer to the question before, another date, or a way out.
fn continues(
    text: &Text<'_>,
    sentence: &Sentence,
    before: Option<&Sentence>,
    language: Option<Language>,
) -> bool {
    let words = text.words(sentence);
    let first = words.first().map_or("", |token| token.fold.as_str());
    let or = matches!(
        first,
        "or" | "oder"
            | "ou"
            | "o"
            | "of"
            | "eller"
            | "lub"
            | "nebo"
            | "alternatively"
            | "otherwise"
            | "sonst"
            | "sinon"
    );
    let either = words.len() <= 5
        && words.iter().any(|token| {
            matches!(
                token.fold.as_str(),
                "or" | "oder" | "ou" | "o" | "of" | "eller"
            )
        });
    let short = words.len() <= 4;
    let dated = words
        .iter()
        .any(|token| super::stale::is_weekday(&token.fold) || token.is_digits());
    let asked_before =
        before.is_some_and(|before| asking(text, before, language) != Asking::Nothing);
    let out = OUT.any(
        language,
        &text.tokens,
        sentence.first_token,
        sentence.end_token,
    ) && words.len() <= 10;
    asked_before && (or || either || (short && dated) || out)
}

/// "..., and may I add you to the list?": where the second request of one sentence begins.
fn second_request(text: &Text<'_>, sentence: &Sentence) -> Option<usize> {
    let words = text.words(sentence);
    let (mut at, mut begun) = (1, false);
    while at + 1 < words.len() {
        let (word, next) = (&words[at], &words[at + 1]);
        begun |= MODALS.contains(&words[at - 1].fold.as_str());
        let and = ANDS.contains(&word.fold.as_str());
        if begun && and && at >= 3 {
            let also = matches!(
                next.fold.as_str(),
                "also" | "auch" | "aussi" | "tambien" | "anche" | "ook" | "tambem"
            );
            let modal = MODALS.contains(&next.fold.as_str()) && words.len() > at + 3;
            let bare = BARE.contains(&next.fold.as_str())
                && words.get(at + 2).is_some_and(|object| {
                    matches!(
                        object.fold.as_str(),
                        "me" | "us" | "this" | "it" | "your" | "the"
                    )
                });
            if modal || also || bare {
                return Some(word.start);
            }
        }
        at += 1;
    }
    None
}
