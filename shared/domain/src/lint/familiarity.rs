//! A meeting, a talk or a shared past that nothing on the card backs.

use std::sync::LazyLock;

use super::grounds::Origin;
use super::pattern::{Hit, Lexicon, Table};
use super::phrases::familiarity::{BACKING, FAMILIAR};
use super::text::{Part, Text};
use super::{Case, Finding, Rule};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(FAMILIAR));
static BACKED: LazyLock<Table> = LazyLock::new(|| Table::new(&[BACKING]));

const MESSAGE: &str = "No fact backs this meeting, talk or closeness: cut it.";

pub(super) fn judge(case: &Case<'_>, found: &mut Vec<Finding>) {
    // A reply, or an entry that tells of contact, backs what the letter says of it.
    let contact_backs = case
        .grounds
        .of(Origin::Contact)
        .any(|known| BACKED.in_text(&known.text));
    let connected = case
        .grounds
        .known
        .iter()
        .any(|known| matches!(known.origin, Origin::Own | Origin::Contact));
    for (text, in_subject) in case.texts() {
        for hit in LEXICON.find(case.language, &text.tokens, 0, text.tokens.len()) {
            let tokens = &text.tokens[hit.first..hit.end];
            let words: Vec<&str> = tokens.iter().map(|token| token.fold.as_str()).collect();
            let accepting = words
                .iter()
                .any(|word| matches!(*word, "accepting" | "connecting" | "adding"));
            let part = text
                .sentences
                .get(tokens[0].sentence)
                .map(|sentence| sentence.part);
            if tokens.iter().all(|token| token.quoted) || part == Some(Part::SignOff) {
                continue;
            }
            if contact_backs || (accepting && connected) || about_own_message(case, &words) {
                continue;
            }
            if text
                .sentences
                .get(tokens[0].sentence)
                .is_some_and(|sentence| sentence.question && is_offer(&words))
            {
                continue;
            }
            if is_wished(text, hit, &words) {
                continue;
            }
            let end = text
                .clause_of(hit.end - 1)
                .1
                .max(tokens[tokens.len() - 1].end);
            found.push(case.finding(
                in_subject,
                Rule::FalseFamiliarity,
                tokens[0].start,
                end,
                MESSAGE,
            ));
        }
    }
}

/// "my note of Monday, as promised": our own earlier message is in the log.
fn about_own_message(case: &Case<'_>, words: &[&str]) -> bool {
    let own = case.grounds.of(Origin::Own).next().is_some();
    own && words.iter().any(|word| {
        matches!(
            *word,
            "promised"
                | "announced"
                | "versprochen"
                | "angekundigt"
                | "promis"
                | "prometi"
                | "promesso"
                | "beloofd"
                | "prometido"
        )
    })
}

/// "It would be good to meet you" wishes for a meeting and claims none, unless it is to be one more.
fn is_wished(text: &Text<'_>, hit: Hit, words: &[&str]) -> bool {
    let again = words.iter().any(|word| {
        matches!(
            *word,
            "again" | "wieder" | "revoir" | "retrouver" | "nuevo" | "rivederla" | "weer" | "igen"
        )
    });
    let sentence = text.tokens[hit.first].sentence;
    let conditional = text.tokens[hit.first.saturating_sub(5)..hit.end]
        .iter()
        .filter(|token| token.sentence == sentence)
        .any(|token| {
            matches!(
                token.fold.as_str(),
                "would"
                    | "d"
                    | "could"
                    | "wurde"
                    | "wurden"
                    | "ware"
                    | "serais"
                    | "serait"
                    | "serions"
                    | "aimerais"
                    | "gustaria"
                    | "encantaria"
                    | "seria"
                    | "sarebbe"
                    | "sarei"
                    | "zou"
                    | "zouden"
                    | "skulle"
            )
        });
    conditional && !again
}

/// "Could we catch up over coffee?" asks for a talk and claims none.
fn is_offer(words: &[&str]) -> bool {
    words.iter().any(|word| {
        matches!(
            *word,
            "catch"
                | "coffee"
                | "lunch"
                | "chat"
                | "talk"
                | "call"
                | "speak"
                | "meet"
                | "gesprach"
                | "telefonat"
                | "appel"
                | "llamada"
                | "gesprek"
                | "conversa"
                | "telefonata"
                | "treffen"
                | "termin"
                | "reunion"
                | "rendez"
                | "termine"
        )
    })
}
