//! What a day is named for, told by the words around it.

use super::names::{NUMBERS, find};
use super::{Grain, Mention, Role};
use crate::words::Words;

const UNTIL: &[&str] = &[
    "until",
    "till",
    "til",
    "untill",
    "thru",
    "bis",
    "jusqu",
    "jusque",
    "hasta",
    "fino",
    "sino",
    "tot",
    "ate",
    "tills",
    "t",
    "asti",
    "とな",
    "まで",
    "including",
    "inclusive",
    "einschliesslich",
];
const FROM: &[&str] = &[
    "from", "ab", "vom", "von", "du", "dal", "dalla", "desde", "vanaf", "fra", "fraan", "od",
    "partir", "starting", "since", "seit", "per", "partire",
];
pub(super) const AFTER: &[&str] = &[
    "after", "nach", "apres", "despues", "dopo", "na", "depois", "apos", "efter", "etter", "po",
    "past", "post", "tras", "over", "pasado", "pasada", "passe", "passee", "passato", "passata",
    "passado",
];
const BACK: &[&str] = &[
    "back",
    "return",
    "returning",
    "returns",
    "returned",
    "resume",
    "resumes",
    "zurueck",
    "wieder",
    "rueckkehr",
    "retour",
    "rentre",
    "rentrerai",
    "reprends",
    "reprendrai",
    "reviens",
    "reviendrai",
    "vuelvo",
    "vuelve",
    "volvere",
    "volveremos",
    "regreso",
    "regresare",
    "reincorporo",
    "reincorporare",
    "rientro",
    "rientrero",
    "torno",
    "tornero",
    "terug",
    "weer",
    "tillbaka",
    "aater",
    "tilbage",
    "tilbake",
    "wroce",
    "wracam",
    "powrot",
    "bede",
    "volto",
    "voltarei",
    "retorno",
    "regressarei",
    "regresso",
    "retomarei",
    "reopen",
    "reopens",
    "reopening",
    "erreichbar",
    "wiedereroeffnung",
    "verfuegung",
    "resume",
    "resuming",
    "disponible",
    "bereikbaar",
    "avail",
    "takaisin",
    "voltamos",
    "regressamos",
    "retornamos",
    "retomamos",
    "reabrimos",
    "volvemos",
    "regresamos",
    "torniamo",
    "rientriamo",
    "riapriamo",
    "revenons",
    "rouvrons",
    "rentrons",
    "wracamy",
    "vracime",
    "palaamme",
    "igjen",
    "igen",
    "zpet",
    "palaan",
    "resumption",
    "open",
];
/// To wait until a day is to go on with it.
const WAITS: &[&str] = &[
    "wait",
    "waits",
    "waiting",
    "warten",
    "wartet",
    "attendre",
    "attendez",
    "esperar",
    "espere",
    "esperen",
    "aspettare",
    "aspetti",
    "aspettate",
    "wachten",
    "wacht",
    "aguarde",
    "vaenta",
    "vent",
    "vente",
];
/// Between "until" and the last day that still counts.
const INCLUDING: &[&str] = &[
    "med",
    "met",
    "m",
    "including",
    "incl",
    "inclusive",
    "einschliesslich",
    "inklusive",
    "inkl",
];
const THROUGH: &[&str] = &["through", "throughout", "during"];
/// Words that may stand between the preposition and the day.
const PASS: &[&str] = &[
    "the",
    "den",
    "dem",
    "der",
    "le",
    "la",
    "les",
    "el",
    "il",
    "lo",
    "l",
    "au",
    "al",
    "aux",
    "a",
    "on",
    "and",
    "including",
    "incl",
    "inclusive",
    "einschliesslich",
    "zum",
    "zur",
    "met",
    "met",
    "m",
    "och",
    "med",
    "o",
    "do",
    "dia",
    "de",
    "du",
    "at",
    "least",
    "end",
    "of",
    "e",
    "un",
    "next",
    "again",
    "morning",
    "ende",
    "this",
    "vor",
    "am",
    "about",
    "around",
    "d",
    "kommenden",
    "naechsten",
    "our",
    "my",
    "unser",
    "unserem",
    "unserer",
    "unsere",
    "notre",
    "nos",
    "nuestra",
    "nuestro",
    "onze",
    "mijn",
    "nostro",
    "nostra",
    "nossa",
    "nosso",
    "vores",
    "vaar",
];

/// Gives each mention its role.
pub(super) fn assign(words: &Words, mentions: &mut [Mention]) {
    for at in 0..mentions.len() {
        if mentions[at].role != Role::On {
            continue;
        }
        let mention = mentions[at];
        let Some(sentence) = words
            .list
            .get(mention.first)
            .and_then(|word| words.sentences.get(word.sentence))
        else {
            continue;
        };
        let floor = at.checked_sub(1).map_or(sentence.first, |before| {
            mentions[before].end.max(sentence.first)
        });
        let later_mention = mentions
            .get(at + 1)
            .is_some_and(|next| next.first < sentence.end);
        let ceiling = mentions
            .get(at + 1)
            .map_or(sentence.end, |next| next.first.min(sentence.end));
        let found = preposition(words, floor, mention.first);
        let said_back = (floor..mention.first)
            .rev()
            .take(9)
            .any(|place| back(words, place))
            || (!later_mention
                && (mention.end..ceiling)
                    .take(7)
                    .any(|place| back(words, place)));
        let polish = (sentence.first..sentence.end).any(|place| {
            ["urlop", "nieobec", "jestem", "bede", "biuro"]
                .iter()
                .any(|stem| words.at(place).starts_with(stem))
        });
        mentions[at].role = match found {
            Some((Role::Until, _)) if names_the_day_back(words, mention.end, ceiling) => Role::Back,
            // "Wait till Monday": not through it.
            Some((Role::Until, place)) if place > floor && WAITS.contains(&words.at(place - 1)) => {
                Role::Back
            }
            // "Till och med augusti", "bis einschließlich Mai": all of it.
            Some((Role::Until, place))
                if (place + 1..mention.first).any(|at| INCLUDING.contains(&words.at(at)))
                    || inclusive_after(words, mention.end, ceiling) =>
            {
                Role::Through
            }
            Some((Role::Until, place)) => {
                let not_back_until = place.checked_sub(1).is_some_and(|before| {
                    before >= floor
                        && (before.saturating_sub(3).max(floor)..=before).any(|place| {
                            matches!(
                                words.at(place),
                                "back" | "return" | "returning" | "zurueck" | "reopen"
                            )
                        })
                });
                if not_back_until {
                    Role::Back
                } else {
                    Role::Until
                }
            }
            Some((Role::After, _)) if !said_back || mention.grain == Grain::Day => Role::After,
            _ if mention.first > floor && words.at(mention.first - 1) == "do" && polish => {
                Role::Until
            }
            _ if said_back => Role::Back,
            None if mention.grain == Grain::Day
                && !mention.range
                && (floor..mention.first)
                    .rev()
                    .take(4)
                    .chain(std::iter::once(mention.end))
                    .any(|place| ANSWERS.contains(&words.at(place))) =>
            {
                Role::Back
            }
            Some((role, _)) => role,
            None if inclusive_after(words, mention.end, ceiling) => Role::Until,
            None if words.at(mention.end) == "以" && words.at(mention.end + 1) == "降" => {
                Role::From
            }
            // "18日より出社": at work again from then on.
            None if matches!(
                (words.at(mention.end), words.at(mention.end + 1)),
                ("よ", "り") | ("か", "ら")
            ) && (mention.end + 2..ceiling)
                .take(2)
                .any(|at| matches!(words.at(at), "出" | "復" | "再" | "営")) =>
            {
                Role::Back
            }
            None if words.at(mention.end) == "ま" && words.at(mention.end + 1) == "で" => {
                Role::Until
            }
            None => Role::On,
        };
    }
}

/// Whether the day is told by a number of weeks or months.
fn counted(words: &Words, first: usize) -> bool {
    words.list.get(first).is_some_and(|word| {
        word.kind == crate::words::Kind::Number || find(NUMBERS, &word.fold).is_some()
    })
}

/// The preposition that rules the day, looking back over articles and the like.
fn preposition(words: &Words, floor: usize, first: usize) -> Option<(Role, usize)> {
    // "Until after the bank holiday on 25 May": one or two words that name the event may stand between.
    let mut names = 0;
    for place in (floor..first).rev().take(6) {
        let word = words.at(place);
        let role = match word {
            _ if UNTIL.contains(&word) => Role::Until,
            _ if THROUGH.contains(&word) => Role::Through,
            "to" if place > floor && words.at(place - 1) == "up" => Role::Until,
            // "Na quinta-feira": on that day, where the day is named in Portuguese.
            "na" if matches!(
                words.at(first),
                "segunda" | "terca" | "quarta" | "quinta" | "sexta" | "proxima" | "semana"
            ) =>
            {
                return None;
            }
            // "Over twee maanden": in so long, and no more than that.
            "over" if counted(words, first) => return None,
            _ if AFTER.contains(&word)
                && !(matches!(word, "na" | "po" | "over")
                    && words.at(first).len() > 2
                    && super::is_day_word(words.at(first))
                    && word != "na") =>
            {
                Role::After
            }
            _ if FROM.contains(&word) => Role::From,
            _ if PASS.contains(&word) => continue,
            _ if names == 0 && place + 1 < first && PASS.contains(&words.at(place + 1)) => {
                names = 1;
                continue;
            }
            // The second word of the event's name, behind its article.
            _ if names == 1 && place > floor && PASS.contains(&words.at(place - 1)) => {
                names = 2;
                continue;
            }
            _ => return None,
        };
        if names > 0 && !matches!(role, Role::After | Role::Until) {
            return None;
        }
        // "until the end of August" lasts to its end; "to the end of".
        return Some((role, place));
    }
    None
}

/// "Until Monday, the day on which I return": the day named is the day back.
fn names_the_day_back(words: &Words, end: usize, ceiling: usize) -> bool {
    let day = matches!(
        words.at(end),
        "dia" | "day" | "tag" | "jour" | "giorno" | "dag" | "when"
    ) || matches!(
        words.at(end + 1),
        "dia" | "day" | "tag" | "jour" | "giorno" | "dag"
    );
    day && (end..ceiling).take(9).any(|place| back(words, place))
}

/// "I'll answer on Monday": whoever is away and says so is back then.
const ANSWERS: &[&str] = &[
    "melde",
    "reply",
    "answer",
    "respond",
    "replying",
    "answering",
    "responding",
    "antworte",
    "beantworte",
    "reponds",
    "repondrai",
    "repondrons",
    "rispondo",
    "rispondero",
    "respondere",
    "contesto",
    "contestare",
    "respondo",
    "responderei",
    "odpowiem",
    "svarar",
    "svarer",
    "svarer",
    "antwoord",
    "beantwoord",
    "vastaan",
    "odpovim",
    "lees",
    "lese",
    "laeser",
];

fn back(words: &Words, place: usize) -> bool {
    let word = words.at(place);
    if matches!(word, "open" | "opens") {
        return words.at(place + 1) == "again";
    }
    // "reply", "get back to you", "call back" are not a return.
    if word == "back" {
        let before = place.checked_sub(1).map_or("", |before| words.at(before));
        let next = words.at(place + 1);
        let answers = matches!(
            before,
            "get" | "come" | "call" | "write" | "check" | "circle" | "ping" | "getting" | "reach"
        ) || (next == "to" && words.at(place + 2) == "you");
        return !answers;
    }
    if word == "return" && words.at(place + 1) == "your"
        || word == "disponible" && place > 0 && words.at(place - 1) == "pas"
    {
        return false;
    }
    // "Home in two weeks", "see you on the 11th".
    if word == "home" {
        return matches!(words.at(place + 1), "in" | "on" | "again" | "by");
    }
    if word == "see" {
        return words.at(place + 1) == "you"
            && matches!(words.at(place + 2), "on" | "in" | "again");
    }
    BACK.contains(&word) || word == "戻" || word == "復"
}

/// "3 August inclusive", "14 août inclus".
fn inclusive_after(words: &Words, end: usize, ceiling: usize) -> bool {
    end < ceiling
        && ["inclu", "einschl", "inkl", "compris"]
            .iter()
            .any(|stem| words.at(end).starts_with(stem))
}
