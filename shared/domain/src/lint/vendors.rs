//! Running down a named vendor.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::conduct::{around, stated};
use super::pattern::{Hit, Lexicon};
use super::phrases::conduct::CONTEMPT;
use super::text::{Sentence, Text};
use super::{Case, Finding, Rule};

static SCORN: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(CONTEMPT));

/// Names that may be vendors: capitalised in a fact or the letter, and neither the reader's, the
/// reader's company's nor the seller's own.
fn vendors(case: &Case<'_>) -> BTreeSet<String> {
    let contact = case.draft.contact;
    let own = |fold: &str| {
        case.grounds.seller.contains(fold)
            || case.grounds.is_company_word(fold)
            || super::fold::fold(&contact.first_name) == fold
            || super::fold::fold(&contact.last_name) == fold
            || super::fold::fold(&contact.title)
                .split(' ')
                .any(|word| word == fold)
    };
    let mut names = BTreeSet::new();
    let texts = case
        .grounds
        .known
        .iter()
        .map(|known| (&known.text, known.language))
        .chain([(&case.body, case.language), (&case.subject, case.language)]);
    for (text, language) in texts {
        for (at, token) in text.tokens.iter().enumerate() {
            // A sentence may open with a name: a rare word before a finite verb or a comma.
            let opens = token.first
                && super::company::is_unknown_name(case, token)
                && text
                    .tokens
                    .get(at + 1)
                    .is_some_and(|next| next.clause != token.clause || is_finite(&next.fold));
            let mid = (!token.first || opens) && token.capital && token.fold.chars().count() >= 3;
            // German writes every noun with a capital: there a name has to look like one twice.
            let noun = language == Some("de");
            if mid && !noun && !own(&token.fold) && !super::company::is_common_capital(&token.fold)
            {
                names.insert(token.fold.clone());
            }
        }
    }
    // In a German letter: names that a fact quotes or puts behind "Anbieter", "Software", "System".
    for known in &case.grounds.known {
        for pair in known.text.tokens.windows(2) {
            let leads = [
                "anbieter",
                "software",
                "system",
                "lieferant",
                "archiv",
                "werkzeug",
                "tool",
                "produkt",
                "hersteller",
                "dienst",
                "mit",
                "von",
                "bei",
                "nutzt",
                "verwendet",
                "setzt",
                "auf",
            ];
            if pair[1].capital && leads.contains(&pair[0].fold.as_str()) && !own(&pair[1].fold) {
                names.insert(pair[1].fold.clone());
            }
        }
    }
    names
}

/// Finds contempt for a vendor; gives the sentences in which it stands.
pub(super) fn judge(case: &Case<'_>, found: &mut Vec<Finding>) -> Vec<usize> {
    let names = vendors(case);
    let text = &case.body;
    let mut scorned = Vec::new();
    let mut named_before = false;
    for (index, sentence) in text.sentences.iter().enumerate() {
        let words = text.words(sentence);
        // A name that only the letter knows is a vendor's where the sentence is about nobody else.
        let about_others = words.iter().any(|token| {
            (token.capital && case.grounds.is_company_word(&token.fold))
                || matches!(token.fold.as_str(), "you" | "your" | "i" | "we" | "my")
        });
        let named = words.iter().any(|token| {
            token.capital
                && names.contains(&token.fold)
                && (!about_others
                    || case.grounds.knows(&token.fold)
                    || words
                        .first()
                        .is_some_and(|first| first.start == token.start))
        });
        let pronoun = named_before
            && words.iter().take(4).any(|token| {
                matches!(
                    token.fold.as_str(),
                    "it" | "they"
                        | "that"
                        | "this"
                        | "its"
                        | "their"
                        | "those"
                        | "these"
                        | "them"
                        | "ese"
                        | "esa"
                        | "aquel"
                        | "dieses"
                        | "dieser"
                        | "diese"
                        | "cet"
                        | "cette"
                        | "ce"
                        | "quel"
                        | "questo"
                        | "quella"
                        | "dit"
                        | "deze"
                        | "essa"
                        | "este"
                        | "esta"
                        | "deren"
                        | "dessen"
                        | "leur"
                        | "sus"
                        | "hun"
                        | "es"
                        | "sie"
                        | "die"
                        | "das"
                        | "elle"
                        | "il"
                        | "c"
                        | "ils"
                        | "eso"
                        | "het"
                        | "dat"
                        | "ze"
                        | "isso"
                        | "esse"
                        | "quello"
                )
            });
        if (named || pronoun)
            && let Some(hit) = scorn(case, text, sentence)
                .or_else(|| told_of(case, text, sentence, &names))
                .or_else(|| {
                    if pronoun {
                        told_by_pronoun(case, text, sentence)
                    } else {
                        None
                    }
                })
        {
            let (start, end) = around(text, hit);
            let start = start.min(
                words
                    .iter()
                    .find(|token| names.contains(&token.fold) && token.capital)
                    .map_or(start, |token| token.start),
            );
            found.push(case.body_finding(
                Rule::CompetitorDisparagement,
                start,
                end,
                "This runs down a named vendor: say what we do, not what they are.",
            ));
            scorned.push(index);
        }
        named_before = named;
    }
    scorned
}

/// The commonest finite verbs behind a subject.
fn is_finite(fold: &str) -> bool {
    matches!(
        fold,
        "is" | "was"
            | "has"
            | "does"
            | "doesn"
            | "can"
            | "cannot"
            | "will"
            | "never"
            | "ist"
            | "hat"
            | "kann"
            | "est"
            | "a"
            | "es"
            | "ha"
            | "e"
            | "heeft"
            | "kan"
            | "s"
    )
}

fn scorn(case: &Case<'_>, text: &Text<'_>, sentence: &Sentence) -> Option<Hit> {
    if sentence.question {
        return None;
    }
    SCORN
        .find(
            case.language,
            &text.tokens,
            sentence.first_token,
            sentence.end_token,
        )
        .into_iter()
        .find(|hit| {
            !stated(case, text, *hit)
                && !own_virtue(case, text, *hit)
                && (!is_weak(text, *hit) || speaks_of_tool(case, text, sentence))
        })
}

/// Words that run down a tool, and that are ordinary of anything else.
#[rustfmt::skip]
const WEAK: &[&str] = &[
    "slow", "clumsy", "unreliable", "outdated", "overpriced", "terrible", "awful", "primitive", "ancient", "obsolete",
    "antiquated", "inaccurate", "inferior", "regret", "regrets", "lahm", "langsam", "langsame", "teuer", "tot",
    "fehlerhaft", "umstandlich", "schwach", "billig", "lento", "lenta", "caro", "lent", "lente", "traag", "trage",
];

fn is_weak(text: &Text<'_>, hit: Hit) -> bool {
    text.tokens[hit.first..hit.end]
        .iter()
        .all(|token| WEAK.contains(&token.fold.as_str()))
}

/// The sentence names a tool that a fact brings in, or opens with a name.
fn speaks_of_tool(case: &Case<'_>, text: &Text<'_>, sentence: &Sentence) -> bool {
    let names = vendors(case);
    let tools = named_tools(case, &names);
    let words = text.words(sentence);
    words
        .iter()
        .any(|token| token.capital && tools.contains(&token.fold))
        || words
            .first()
            .is_some_and(|token| token.capital && names.contains(&token.fold))
}

/// What may be done with a vendor only after running it down.
const SHED: &[&str] = &[
    "unlike", "rid", "ditch", "bin", "dump", "escape", "suffer", "sick", "tired", "fed", "stuck",
    "burned", "burnt", "junk", "scrap", "throw", "kick", "survive", "despite", "plagued", "endure",
];

/// Words of praise or peace: a vendor may be spoken of kindly.
const KIND: &[&str] = &[
    "well",
    "good",
    "fine",
    "solid",
    "stays",
    "stay",
    "keeps",
    "keep",
    "beside",
    "next",
    "alongside",
    "happy",
    "great",
    "respect",
    "proven",
    "gut",
    "bien",
    "goed",
    "bene",
    "bem",
    "reliable",
    "strong",
    "remains",
    "untouched",
];

/// Words that stand before a vendor's name in a fact.
const LEADS: &[&str] = &[
    "use",
    "uses",
    "used",
    "using",
    "runs",
    "run",
    "tool",
    "software",
    "archive",
    "system",
    "platform",
    "vendor",
    "supplier",
    "provider",
    "product",
    "app",
    "machines",
    "licence",
    "licences",
    "nutzt",
    "nutzen",
    "verwendet",
    "anbieter",
    "archiv",
    "setzt",
    "utilise",
    "utilisent",
    "logiciel",
    "outil",
    "usa",
    "usan",
    "utiliza",
    "utilizan",
    "programa",
    "herramienta",
    "sistema",
    "utilizza",
    "gestionale",
    "gebruikt",
    "pakket",
    "bruger",
    "bruker",
    "anvander",
    "contract",
    "scanner",
    "database",
    "register",
];

/// Words right before a vendor's name: "works with Hydromat". Further off they lead to anything.
const BESIDE: &[&str] = &[
    "with", "by", "from", "mit", "avec", "con", "met", "com", "med",
];

/// Words right before a place: "runs nine shops in Cork".
const PLACES: &[&str] = &[
    "in", "at", "near", "to", "for", "around", "outside", "into", "nach", "aus", "en", "te",
    "naar", "til",
];

/// Words that turn a kind word round.
const DENIALS: &[&str] = &[
    "no", "not", "never", "nobody", "nothing", "t", "nicht", "kein", "keine", "nie", "pas",
    "jamais", "nada", "nunca", "non", "mai", "niet", "nooit", "nao", "ikke", "inte",
];

/// Words for the reader and what belongs to them.
const READER: &[&str] = &[
    "you", "your", "sie", "ihr", "ihre", "ihrem", "vous", "votre", "vos", "su", "sus", "usted",
    "vostro", "vostra", "suo", "sua", "avete", "je", "jullie", "uw", "u", "seu", "page", "ad",
    "paper", "notice", "report", "post",
];

/// Names that a fact brings in as a tool or a supplier of the reader's company.
fn named_tools(case: &Case<'_>, names: &BTreeSet<String>) -> BTreeSet<String> {
    let mut tools = BTreeSet::new();
    for known in case
        .grounds
        .known
        .iter()
        .filter(|known| known.origin != super::grounds::Origin::House)
    {
        for (at, token) in known.text.tokens.iter().enumerate() {
            let before = |list: &[&str], window: usize| {
                known.text.tokens[at.saturating_sub(window)..at]
                    .iter()
                    .any(|before| list.contains(&before.fold.as_str()))
            };
            let led = before(BESIDE, 1) || (before(LEADS, 3) && !before(PLACES, 1));
            if token.capital && led && names.contains(&token.fold) {
                tools.insert(token.fold.clone());
            }
        }
    }
    tools
}

/// How one speaks of a tool the reader uses, without a word against it.
const USAGE: &[&str] = &[
    "use",
    "uses",
    "using",
    "run",
    "runs",
    "name",
    "names",
    "named",
    "mention",
    "mentions",
    "list",
    "lists",
    "listed",
    "says",
    "say",
    "state",
    "states",
    "kept",
    "archive",
    "count",
    "counts",
    "plan",
    "plans",
    "mix",
    "mixes",
    "stores",
    "store",
    "nutzen",
    "nennt",
    "verwenden",
    "arbeiten",
    "utilisez",
    "cite",
    "usan",
    "utilizan",
    "menciona",
    "dice",
    "cuentan",
    "usate",
    "utilizzate",
    "cita",
    "gebruiken",
    "noemt",
    "werken",
    "usam",
    "utilizam",
    "refere",
];

/// A sentence about a tool of the reader's that says things no fact says, without a kind word and
/// without us in it: nothing good comes of it. Or the vendor is something to get rid of.
fn told_of(
    case: &Case<'_>,
    text: &Text<'_>,
    sentence: &Sentence,
    names: &BTreeSet<String>,
) -> Option<Hit> {
    let words = text.words(sentence);
    if sentence.question {
        return None;
    }
    let tools = named_tools(case, names);
    let place = words
        .iter()
        .position(|token| token.capital && names.contains(&token.fold))?;
    let first = sentence.first_token + place;
    let hit = Some(Hit {
        first,
        end: first + 1,
    });
    if words[..place]
        .iter()
        .rev()
        .take(4)
        .any(|token| SHED.contains(&token.fold.as_str()))
    {
        return hit;
    }
    if !words
        .iter()
        .any(|token| token.capital && tools.contains(&token.fold))
    {
        return None;
    }
    let ours = words.iter().any(|token| {
        case.grounds.seller.contains(&token.fold)
            || matches!(
                token.fold.as_str(),
                "we" | "our"
                    | "wir"
                    | "unser"
                    | "nous"
                    | "notre"
                    | "nuestro"
                    | "nostro"
                    | "onze"
                    | "wij"
                    | "nosso"
                    | "it"
            )
    });
    let has = |list: &[&str]| {
        words
            .iter()
            .any(|token| list.contains(&token.fold.as_str()))
    };
    // "You use it" is neutral; "not well" is not kind.
    let soft = (has(KIND) && !has(DENIALS)) || (has(USAGE) && has(READER));
    let content: Vec<_> = words
        .iter()
        .filter(|token| {
            super::grounds::is_content(token)
                && !tools.contains(&token.fold)
                && !case.grounds.is_company_word(&token.fold)
        })
        .collect();
    let new = content
        .iter()
        .filter(|token| {
            !case.grounds.known.iter().any(|known| {
                known
                    .content
                    .iter()
                    .any(|word| super::grounds::akin(word, &token.fold))
            })
        })
        .count();
    (!ours && !soft && new >= 2 && new * 2 > content.len())
        .then_some(hit)
        .flatten()
}

/// "That system ..." behind a sentence that named a vendor, with nothing of ours or the reader's in it.
fn told_by_pronoun(case: &Case<'_>, text: &Text<'_>, sentence: &Sentence) -> Option<Hit> {
    let words = text.words(sentence);
    // "With that tool the drivers ...": the pronoun may stand behind a preposition.
    let place = words
        .iter()
        .take(3)
        .position(|token| is_demonstrative(&token.fold))
        .unwrap_or(0);
    let noun = sentence.first_token + place + 1;
    // "Von dieser Bastelbude": the thing may be named by a word of contempt.
    let scorned = SCORN.any(case.language, &text.tokens, noun, noun + 1);
    let thing = words.get(place + 1).is_some_and(|token| {
        scorned
            || matches!(
                token.fold.as_str(),
                "system"
                    | "tool"
                    | "software"
                    | "product"
                    | "vendor"
                    | "archive"
                    | "sistema"
                    | "herramienta"
                    | "programa"
                    | "systeme"
                    | "logiciel"
                    | "outil"
                    | "programma"
                    | "strumento"
                    | "systeem"
                    | "programm"
                    | "werkzeug"
                    | "ferramenta"
                    | "aplicacion"
                    | "plataforma"
                    | "app"
                    | "platform"
                    | "losung"
                    | "anwendung"
                    | "solution"
                    | "soluzione"
                    | "pakket"
                    | "machines"
                    | "people"
                    | "lot"
                    | "thing"
            )
    });
    let demonstrative = words.get(place).is_some_and(|token| token.fold.len() >= 2);
    let ours = words.iter().any(|token| {
        case.grounds.seller.contains(&token.fold)
            || matches!(token.fold.as_str(), "you" | "your" | "we" | "our" | "i")
    });
    let kind = words
        .iter()
        .any(|token| KIND.contains(&token.fold.as_str()));
    let content = words
        .iter()
        .filter(|token| super::grounds::is_content(token))
        .count();
    (thing && demonstrative && !ours && !kind && !sentence.question && content >= 4).then_some(
        Hit {
            first: sentence.first_token,
            end: sentence.first_token + 1,
        },
    )
}

/// Points at what was named before.
fn is_demonstrative(fold: &str) -> bool {
    matches!(
        fold,
        "that"
            | "this"
            | "such"
            | "ese"
            | "esa"
            | "este"
            | "esta"
            | "ce"
            | "cet"
            | "cette"
            | "dieses"
            | "diese"
            | "dieser"
            | "diesem"
            | "quel"
            | "quella"
            | "questo"
            | "dat"
            | "die"
            | "dit"
            | "deze"
            | "esse"
            | "essa"
            | "des"
    )
}

/// "Patchway never fails": what is said of the seller in the same clause runs down nobody.
fn own_virtue(case: &Case<'_>, text: &Text<'_>, hit: Hit) -> bool {
    let clause = text.tokens[hit.first].clause;
    text.tokens
        .iter()
        .filter(|token| token.clause == clause)
        .any(|token| {
            case.grounds.seller.contains(&token.fold)
                && token.start < text.tokens[hit.first].start
                && token.capital
        })
}
