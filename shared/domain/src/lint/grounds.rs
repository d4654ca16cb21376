//! What a draft may rest on: the facts on its card, cut up once, and what follows from them.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::amounts::Amounts;
use super::fold::fold;
use super::language::{self, Language};
use super::numbers;
use super::quantity::{self, Kind};
use super::text::{Part, Text, Token};
use super::{Draft, Fact};

/// More facts than this are not read: no card shows them.
const FACTS_MAX: usize = 60;

/// Where a fact comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// The seller's own: product, offer, price, proof.
    House,
    /// Our earlier messages.
    Own,
    /// What the reader's side wrote, or the CRM says.
    Contact,
    /// The world outside.
    Outside,
}

/// A fact, cut up.
#[derive(Debug, Clone)]
pub(super) struct Known<'a> {
    pub fact: &'a Fact,
    pub text: Text<'a>,
    pub origin: Origin,
    pub language: Option<Language>,
    /// The words that carry its content, folded.
    pub content: BTreeSet<String>,
    /// Days between its date and the day of judgement.
    pub age_days: i64,
}

/// All that is known.
#[derive(Debug)]
pub(super) struct Grounds<'a> {
    pub known: Vec<Known<'a>>,
    /// Folded text of all facts and the contact, for verbatim look-ups.
    folded: String,
    /// Every folded word of facts, contact and greeting.
    words: BTreeSet<String>,
    /// Words that facts or contact write in capitals.
    capitals: BTreeSet<String>,
    /// The seller's names: from house facts and the sign-off.
    pub seller: BTreeSet<String>,
    /// The distinguishing words of the contact's company.
    pub company: Vec<String>,
    pub amounts: Amounts,
}

/// Legal forms and general words in the names of companies.
const COMPANY_NOISE: &[&str] = &[
    "gmbh", "ag", "kg", "co", "ltd", "limited", "inc", "llc", "plc", "sa", "sas", "srl", "spa",
    "bv", "nv", "ab", "as", "asa", "oy", "oyj", "ou", "se", "corp", "company", "s", "a", "r", "l",
    "b", "v", "n", "p", "sp", "z", "o", "the", "und", "and", "et", "y", "e", "de", "la", "le",
    "les", "of", "du", "del", "van", "der", "das", "die", "doo", "d", "kft", "sro",
];

/// Words that carry no content for a comparison, besides the commonest ones of each language.
const LIGHT: &[&str] = &[
    "new",
    "one",
    "two",
    "first",
    "last",
    "next",
    "today",
    "now",
    "since",
    "per",
    "also",
    "still",
    "already",
    "own",
    "see",
    "show",
    "read",
    "make",
    "take",
    "use",
    "uses",
    "used",
    "get",
    "say",
    "says",
    "said",
    "like",
    "know",
    "think",
    "look",
    "work",
    "works",
    "way",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "time",
    "thing",
    "things",
    "part",
    "page",
    "note",
    "letter",
    "message",
    "post",
    "much",
    "many",
    "most",
    "few",
    "lot",
    "good",
    "well",
    "best",
    "better",
    "both",
    "each",
    "every",
    "other",
    "same",
    "such",
    "don",
    "ll",
    "re",
    "ve",
    "isn",
    "doesn",
    "didn",
    "neue",
    "neuen",
    "neuer",
    "neues",
    "seit",
    "heute",
    "jahr",
    "jahre",
    "woche",
    "monat",
    "tag",
    "tage",
    "nouveau",
    "nouvelle",
    "depuis",
    "mois",
    "semaine",
    "jour",
    "jours",
    "an",
    "ans",
    "nuevo",
    "nueva",
    "mes",
    "semana",
    "ano",
    "dia",
    "nuovo",
    "nuova",
    "mese",
    "anno",
    "settimana",
    "giorno",
    "nieuw",
    "nieuwe",
    "jaar",
    "maand",
    "week",
    "dag",
    "novo",
    "nova",
    "ny",
    "nye",
    "nytt",
    "www",
    "https",
    "http",
];

static IS_LIGHT: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| LIGHT.iter().copied().collect());

/// Whether a word carries content.
pub(super) fn is_content(token: &Token) -> bool {
    token.fold.chars().count() >= 3
        && !token.link
        && !IS_LIGHT.contains(token.fold.as_str())
        && !language::is_common(&token.fold)
}

/// Whether two folded words are forms of one word.
pub(super) fn akin(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let common = one
        .bytes()
        .zip(other.bytes())
        .take_while(|(left, right)| left == right)
        .count();
    let longer = one.len().max(other.len());
    let shorter = one.len().min(other.len());
    if common >= 4 && common * 10 >= longer * 6 && common * 4 >= shorter * 3 {
        return true;
    }
    synonyms(one, other)
}

/// Words that a paraphrase swaps, by their beginnings.
const SYNONYMS: &[&[&str]] = &[
    &["lend", "lent", "loan", "borrow", "leih", "prest", "leen"],
    &[
        "free",
        "charge",
        "gratis",
        "kostenlos",
        "kosteloos",
        "gratuit",
        "cost",
        "kostenfrei",
    ],
    &[
        "employ",
        "staff",
        "people",
        "worker",
        "mitarbeit",
        "colleague",
        "headcount",
        "emplead",
        "medewerk",
    ],
    &[
        "open",
        "start",
        "launch",
        "began",
        "begin",
        "inaugur",
        "eroffn",
        "started",
        "aufgemacht",
        "abiert",
    ],
    &[
        "hire", "hiring", "recruit", "seek", "search", "vacanc", "advertis", "sucht", "job", "ad",
        "careers", "anzeige", "stelle",
    ],
    &["buy", "bought", "acquir", "purchas", "takeover", "ubernahm"],
    &[
        "shop", "store", "branch", "tienda", "filiale", "boutique", "magasin", "loja",
    ],
    &[
        "plant", "factory", "works", "site", "werk", "usine", "fabrik",
    ],
    &["move", "moved", "relocat", "umzug"],
    &["invoice", "bill", "rechnung", "factura", "facture"],
    &["customer", "client", "kunde", "cliente", "klant"],
    &[
        "publish", "states", "stated", "list", "name", "quote", "report", "announc", "says",
    ],
    &["visit", "visitor", "besuch"],
    &["day", "daily", "tag", "taglich"],
    &[
        "grow", "grew", "growth", "rise", "rose", "increase", "higher", "up", "more",
    ],
    &[
        "compare",
        "comparison",
        "check",
        "match",
        "vergleich",
        "abgleich",
    ],
    &["send", "sent", "forward", "mail", "post"],
    &["minute", "hour", "stunde", "heure"],
    &["tender", "bid", "rfp", "ausschreibung"],
    &[
        "trial", "test", "pilot", "try", "probe", "prova", "prueba", "proef",
    ],
    &["trip", "callout", "call"],
    &["put", "place", "install", "mount", "clip"],
];

fn synonyms(one: &str, other: &str) -> bool {
    SYNONYMS.iter().any(|group| {
        let has = |word: &str| {
            group.iter().any(|begin| {
                if begin.len() <= 3 {
                    word == *begin
                } else {
                    word.starts_with(begin)
                }
            })
        };
        has(one) && has(other)
    })
}

fn origin(source: &str) -> Origin {
    let lower = source.trim().to_ascii_lowercase();
    if lower.starts_with("house:") {
        Origin::House
    } else if lower.starts_with("own:") {
        Origin::Own
    } else if lower.starts_with("reply:") || lower.starts_with("crm:") {
        Origin::Contact
    } else {
        Origin::Outside
    }
}

/// The content words of a text, folded.
pub(super) fn content(text: &Text<'_>) -> BTreeSet<String> {
    text.tokens
        .iter()
        .filter(|token| is_content(token))
        .map(|token| token.fold.clone())
        .collect()
}

impl<'a> Grounds<'a> {
    pub(super) fn new(draft: &Draft<'a>, body: &Text<'a>) -> Self {
        let known: Vec<Known<'a>> = draft
            .facts
            .iter()
            .take(FACTS_MAX)
            .map(|fact| {
                let text = Text::new(super::text::clip(&fact.text, 4_000));
                Known {
                    fact,
                    origin: origin(&fact.source),
                    language: language::of_fact(&text),
                    content: content(&text),
                    age_days: draft
                        .today
                        .since(fact.date)
                        .map_or(0, |span| i64::from(span.get_days())),
                    text,
                }
            })
            .collect();
        let contact = draft.contact;
        let card = Text::new_owned_words(&[
            &contact.first_name,
            &contact.last_name,
            &contact.title,
            &contact.company,
        ]);
        let mut folded = String::new();
        let mut words = BTreeSet::new();
        let mut capitals = BTreeSet::new();
        let mut seller = BTreeSet::new();
        let mut amounts = Amounts::new(i64::from(draft.today.year()));
        for (index, known) in known.iter().enumerate() {
            folded.push_str(&fold(known.text.raw));
            folded.push('\n');
            words.extend(known.text.tokens.iter().map(|token| token.fold.clone()));
            capitals.extend(
                known
                    .text
                    .tokens
                    .iter()
                    .filter(|token| token.loud)
                    .map(|token| token.fold.clone()),
            );
            let languages: Vec<Language> = known.language.into_iter().chain(["en"]).collect();
            for quantity in quantity::find(&known.text.tokens, 0, &languages) {
                let number = &quantity.number;
                let token = &known.text.tokens[number.first];
                let beside = |at: Option<usize>| {
                    at.and_then(|at| known.text.tokens.get(at))
                        .map(|near| near.fold.as_str())
                };
                let (before, next) = (
                    beside(number.first.checked_sub(1)),
                    beside(Some(number.end)),
                );
                // A year, a day or the number of a norm is no quantity to count with.
                let year = token.is_digits()
                    && token.fold.len() == 4
                    && quantity.kind == Kind::Bare
                    && number
                        .values
                        .iter()
                        .all(|value| (1_800_000..2_101_000).contains(value));
                let named = year
                    || before == Some("iso")
                    || before.is_some_and(|word| super::stale::month(word).is_some())
                    || next.is_some_and(|word| super::stale::month(word).is_some())
                    || matches!(known.origin, Origin::Own);
                if named {
                    number.values.iter().for_each(|value| amounts.label(*value));
                    continue;
                }
                amounts.state(&number.values, quantity.kind, index);
            }
            for percent in super::shares::told(&known.text, known.language) {
                amounts.state(&[percent * 1_000], Kind::Share, index);
            }
            // "Every hour" and "elke kwartier" are spans of time without a number.
            for pair in known.text.tokens.windows(2) {
                let quarter = matches!(pair[1].fold.as_str(), "kwartier" | "viertelstunde");
                let every = matches!(
                    pair[0].fold.as_str(),
                    "every"
                        | "each"
                        | "jede"
                        | "jeden"
                        | "jedes"
                        | "elke"
                        | "elk"
                        | "iedere"
                        | "chaque"
                        | "cada"
                        | "ogni"
                );
                if quarter {
                    amounts.state(&[15_000], Kind::Time(1), index);
                } else if every && let Some(minutes) = quantity::span(&pair[1].fold) {
                    amounts.state(&[1_000], Kind::Time(minutes), index);
                }
            }
            for token in &known.text.tokens {
                if let Some(value) = numbers::ordinal(&token.fold) {
                    amounts.state(&[value], Kind::Bare, index);
                }
                if numbers::is_half(&token.fold) {
                    amounts.state(&[30_000], Kind::Time(1), index);
                }
            }
            amounts.label(i64::from(known.fact.date.year()) * 1_000);
            if known.origin == Origin::House {
                // A house fact opens with the seller's or the product's name.
                if let Some(first) = known.text.tokens.first().filter(|first| first.capital)
                    && is_content(first)
                    && known
                        .text
                        .slice(first.end, known.text.raw.len())
                        .starts_with(' ')
                {
                    seller.insert(first.fold.clone());
                }
            }
        }
        for (word, loud) in &card {
            words.insert(word.clone());
            folded.push_str(word);
            folded.push(' ');
            if *loud {
                capitals.insert(word.clone());
            }
        }
        for sentence in body
            .sentences
            .iter()
            .filter(|sentence| sentence.part == Part::SignOff)
        {
            seller.extend(
                body.words(sentence)
                    .iter()
                    .filter(|token| token.capital)
                    .map(|token| token.fold.clone()),
            );
        }
        let company = fold(&contact.company)
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| word.len() >= 2 && !COMPANY_NOISE.contains(word))
            .map(str::to_owned)
            .collect();
        for (word, _) in &card {
            if let Ok(value) = word.parse::<i64>() {
                value
                    .checked_mul(1_000)
                    .into_iter()
                    .for_each(|value| amounts.label(value));
            }
        }
        amounts.label(i64::from(draft.today.year()) * 1_000);
        Grounds {
            known,
            folded,
            words,
            capitals,
            seller,
            company,
            amounts,
        }
    }

    /// Folded text of everything known.
    pub(super) fn all_text(&self) -> &str {
        &self.folded
    }

    /// Whether facts or contact write the word in capitals.
    pub(super) fn knows_in_capitals(&self, fold: &str) -> bool {
        self.capitals.contains(fold)
    }

    /// Whether the word, or a form of it, is known at all.
    pub(super) fn knows(&self, fold: &str) -> bool {
        self.words.contains(fold)
            || self.seller.contains(fold)
            || self.words.iter().any(|word| akin_name(word, fold))
    }

    /// Facts of one origin.
    pub(super) fn of(&self, origin: Origin) -> impl Iterator<Item = &Known<'a>> {
        self.known
            .iter()
            .filter(move |known| known.origin == origin)
    }

    /// An earlier message could be answered: any log of ours beyond a bare connection, or a reply.
    pub(super) fn may_have_thread(&self) -> bool {
        let earlier: Vec<&Known<'_>> = self
            .known
            .iter()
            .filter(|known| matches!(known.origin, Origin::Own | Origin::Contact))
            .collect();
        let bare = |known: &&Known<'_>| {
            known.origin == Origin::Own
                && known.content.iter().any(|word| {
                    word.starts_with("connect")
                        || word == "linkedin"
                        || word.starts_with("vernetzt")
                })
                && !known.content.iter().any(|word| {
                    word.starts_with("mail")
                        || word.starts_with("email")
                        || word == "step"
                        || word == "schritt"
                })
        };
        earlier.is_empty() || !earlier.iter().all(bare)
    }

    /// Something was forwarded to us.
    pub(super) fn mentions_forward(&self) -> bool {
        self.known.iter().any(|known| {
            matches!(known.origin, Origin::Own | Origin::Contact)
                && known.content.iter().any(|word| {
                    word.starts_with("forward")
                        || word.starts_with("weitergeleit")
                        || word.starts_with("transf")
                })
        })
    }

    /// The fact that shares most content words with a run of tokens, and how many.
    pub(super) fn closest(&self, tokens: &[Token]) -> Option<(&Known<'a>, usize)> {
        self.known
            .iter()
            .map(|known| (known, self.shared(tokens, known)))
            .filter(|(_, shared)| *shared > 0)
            .max_by(|one, other| {
                one.1
                    .cmp(&other.1)
                    .then(other.0.age_days.cmp(&one.0.age_days))
            })
    }

    /// How many content words and numbers a run of tokens shares with a fact, names of the company
    /// and the contact left out, since every fact has them.
    pub(super) fn shared(&self, tokens: &[Token], known: &Known<'_>) -> usize {
        let mut seen: Vec<&str> = Vec::new();
        for token in tokens {
            let number = token.is_digits() && token.fold.len() >= 2;
            if !(number || is_content(token))
                || self.is_company_word(&token.fold)
                || seen.contains(&token.fold.as_str())
            {
                continue;
            }
            let there = if number {
                known
                    .text
                    .tokens
                    .iter()
                    .any(|other| other.fold == token.fold)
            } else {
                known.content.iter().any(|word| akin(word, &token.fold))
            };
            if there {
                seen.push(&token.fold);
            }
        }
        seen.len()
    }

    /// Whether a word belongs to the name of the contact's company.
    pub(super) fn is_company_word(&self, fold: &str) -> bool {
        self.company.iter().any(|word| word == fold)
    }
}

/// A name and its genitive, or a compound of it.
fn akin_name(known: &str, word: &str) -> bool {
    let (shorter, longer) = if known.len() < word.len() {
        (known, word)
    } else {
        (word, known)
    };
    shorter.len() >= 4 && longer.starts_with(shorter) && longer.len() - shorter.len() <= 3
}
