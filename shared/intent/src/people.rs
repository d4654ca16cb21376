//! Names and addresses of the people a reply points to.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::fold::fold;
use crate::label::{Referral, Reply};
use crate::lexicon::{Cue, Hit, phrases};
use crate::words::{Kind, Words};

const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "dr",
    "prof",
    "herr",
    "herrn",
    "frau",
    "hr",
    "fr",
    "mme",
    "madame",
    "monsieur",
    "m",
    "sr",
    "sra",
    "senor",
    "senora",
    "don",
    "dona",
    "sig",
    "signor",
    "signora",
    "dott",
    "dottor",
    "dottoressa",
    "ing",
    "dhr",
    "mevr",
    "mevrouw",
    "meneer",
    "pan",
    "pani",
    "pana",
    "sir",
    "mlle",
    "miss",
    "fru",
    "dame",
    "lord",
    "lady",
    "mag",
    "dipl",
    "rev",
    "drs",
    "ir",
    // The other cases, and the short forms of other trades.
    "panem",
    "panu",
    "pania",
    "srta",
    "dra",
    "eng",
    "avv",
    "rag",
    "geom",
    "arch",
    "mw",
    "maitre",
    "herra",
    "rouva",
    "professor",
    "professorin",
    "doktor",
    "doutor",
    "dottore",
];
/// German job titles stand with a capital before the name: what their words end on.
const ROLES: &[&str] = &[
    "leiter",
    "leiterin",
    "leitung",
    "chef",
    "chefin",
    "fuehrer",
    "fuehrerin",
    "manager",
    "managerin",
    "assistent",
    "assistentin",
    "assistenz",
    "verantwortliche",
    "verantwortlicher",
    "verantwortlichen",
    "beauftragte",
    "beauftragter",
    "beauftragten",
    "direktor",
    "direktorin",
    "referent",
    "referentin",
    "bearbeiter",
    "bearbeiterin",
    "einkaeufer",
    "einkaeuferin",
    "meister",
    "meisterin",
    "partner",
    "partnerin",
    "sekretaerin",
    "vorstand",
    "inhaber",
    "inhaberin",
    "nachfolger",
    "nachfolgerin",
    "vorgesetzte",
    "vorgesetzter",
    "vorgesetzten",
    "vertreter",
    "vertreterin",
    "adresse",
];
const PARTICLES: &[&str] = &[
    "de", "van", "von", "der", "den", "la", "le", "di", "del", "della", "da", "dos", "das", "do",
    "ter", "ten", "zu", "el", "al", "bin", "ibn", "af", "av", "du",
];
/// Words after which a name comes.
const BEFORE: &[&str] = &[
    "to",
    "with",
    "contact",
    "ask",
    "try",
    "is",
    "be",
    "email",
    "mail",
    "call",
    "message",
    "ping",
    "an",
    "bei",
    "mit",
    "a",
    "avec",
    "con",
    "al",
    "met",
    "bij",
    "com",
    "via",
    "by",
    "colleague",
    "boss",
    "manager",
    "successor",
    "kollegin",
    "kollege",
    "kollegen",
    "collegue",
    "jefe",
    "jefa",
    "collega",
    "colega",
    "named",
    "called",
    "for",
    "adding",
    "copying",
    "naar",
    "por",
    "do",
    "med",
    "till",
    "til",
    "z",
    "write",
    "escriba",
    "escribe",
    "contacte",
    "contactez",
    "contacter",
    "vraag",
    "benader",
    "fale",
    "frag",
    "fragen",
    "durch",
    "see",
    "start",
    "director",
    "head",
    "under",
    "of",
    "qui",
    "through",
    "loop",
    "looping",
    "chef",
    "approach",
    "aan",
    "e",
    "esta",
    "o",
    "speak",
    "er",
    "aer",
    "ist",
    "est",
    "es",
];
/// Capitalised words that are no names.
const NOT_NAMES: &[&str] = &[
    // Departments and what one asks them.
    "benefits",
    "payroll",
    "catering",
    "fleet",
    "warehouse",
    "warehousing",
    "transport",
    "housekeeping",
    "maintenance",
    "engineering",
    "technik",
    "produktion",
    "logistik",
    "versand",
    "lager",
    "instandhaltung",
    "haustechnik",
    "anfragen",
    "angebote",
    "angebot",
    "solche",
    "derartige",
    "alle",
    "kollegium",
    "sekretariat",
    "empfang",
    "tenders",
    "purchasing",
    "procurement",
    "sales",
    "info",
    "office",
    "achats",
    "compras",
    "acquisti",
    "inkoop",
    "vendors",
    "suppliers",
    "support",
    "legal",
    "facilities",
    "admin",
    "accounts",
    "finance",
    "marketing",
    "operations",
    "reception",
    "zentrale",
    "vertrieb",
    "buchhaltung",
    "that",
    "there",
    "here",
    "what",
    "whose",
    "let",
    "no",
    "yes",
    "have",
    "lo",
    "le",
    "ne",
    "das",
    "da",
    "dies",
    "als",
    "wir",
    "ich",
    "je",
    "vous",
    "nous",
    "ce",
    "por",
    "el",
    "la",
    "un",
    "una",
    "mi",
    "se",
    "si",
    "non",
    "wij",
    "ik",
    "dat",
    "de",
    "het",
    "os",
    "i",
    "he",
    "she",
    "it",
    "we",
    "they",
    "you",
    "gmbh",
    "ltd",
    "inc",
    "ag",
    "group",
    "it",
    "hr",
    "cto",
    "ceo",
    "cfo",
    "coo",
    "cio",
    "edi",
    "api",
    "gdpr",
    "linkedin",
    "email",
    "mail",
    "hello",
    "basel",
    "sie",
    "ihr",
    "ihre",
    "ihnen",
    "ihrer",
    "ihren",
    "anfrage",
    "nachricht",
    "thema",
    "einkauf",
    "leitung",
    "abteilung",
    "bereich",
    "geschaeftsfuehrung",
    "kollegen",
    "kolleginnen",
    "kollege",
    "kollegin",
    "ansprechpartner",
    "ansprechpartnerin",
    "personal",
    "verwaltung",
    "not",
    "good",
    "best",
    "fair",
    "she",
    "all",
    "two",
    "please",
    "his",
    "her",
    "their",
    "our",
    "my",
    "the",
    "this",
    "that",
    "these",
    "your",
    "sorry",
    "now",
    "then",
    "there",
    "here",
    "so",
    "but",
    "and",
    "or",
    "if",
    "offers",
    "luck",
    "suerte",
    "say",
    "iso",
    "uk",
    "us",
    "eu",
    "usa",
    "german",
    "english",
    "french",
    "europe",
    "london",
    "paris",
    "berlin",
    "madrid",
    "tms",
    "erp",
    "crm",
    "sap",
    "who",
];

static VOCABULARY: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let spelled =
        phrases().flat_map(|(_, phrase)| phrase.split(|letter: char| !letter.is_alphanumeric()));
    spelled.filter(|word| word.len() > 1).map(fold).collect()
});

/// Whether a capitalised word is never part of a name: pronouns, greetings, months, weekdays.
pub(crate) fn never_a_name(word: &str) -> bool {
    word.len() < 2
        || NOT_NAMES.contains(&word)
        || matches!(
            word,
            "hi" | "hey" | "dear" | "thanks" | "thank" | "hallo" | "bonjour" | "hola" | "ciao"
        )
        || crate::dates::is_month(word)
        || crate::dates::is_day_word(word)
}

struct Name<'a> {
    text: &'a str,
    parts: Vec<String>,
    first: usize,
    end: usize,
    score: i32,
}

/// Words after which a capitalised run is a firm, and what somebody is to us who isn't a person.
const FIRM_LED: &[&str] = &[
    "firma",
    "firm",
    "company",
    "agency",
    "partner",
    "provider",
    "supplier",
    "contractor",
    "bureau",
    "societe",
    "entreprise",
    "agence",
    "prestataire",
    "empresa",
    "agencia",
    "proveedor",
    "ditta",
    "agenzia",
    "fornitore",
    "bedrijf",
    "bureau",
    "leverancier",
    "fornecedor",
    "dienstleister",
    "agentur",
    "firmaet",
    "firmaan",
    "selskabet",
    "selskapet",
];

/// The firm to turn to where no person is named: that of the address, or the one that is called a firm.
fn firm<'a>(reply: &Reply, words: &Words<'a>, mail: Option<&str>) -> Option<&'a str> {
    let own = reply
        .from
        .and_then(|(_, address)| address.split('@').nth(1));
    let domain = mail.and_then(|mail| mail.split('@').nth(1));
    let plain =
        |text: &str| -> String { fold(text).chars().filter(|c| c.is_alphanumeric()).collect() };
    let domain = domain.filter(|domain| Some(*domain) != own).map(plain);
    let mut at = 0;
    while at < words.list.len() {
        // "Die Firma Ostwald" is not called Firma.
        let called = FIRM_LED.contains(&words.at(at));
        let Some(mut end) = run_end(words, at).filter(|_| !called) else {
            at += 1;
            continue;
        };
        // "Brackley & Stone".
        if matches!(words.glue(end).trim(), "&" | "+")
            && let Some(further) = run_end(words, end)
        {
            end = further;
        }
        // "Osprey Learning Group".
        let further = |at: usize| words.list.get(at).is_some_and(|word| word.capital);
        while end < at + 5 && words.glue(end) == " " && further(end) {
            end += 1;
        }
        let text = words.quote(at, end);
        let parts = split(text);
        let before = at.checked_sub(1).map_or("", |before| words.at(before));
        let known = |domain: &String| {
            let held = parts
                .iter()
                .filter(|part| part.len() > 3 && domain.contains(part.as_str()));
            held.count() > 0
        };
        let of_address = domain.as_ref().is_some_and(known);
        let called = FIRM_LED.contains(&before) && mail.is_none();
        if (of_address || called) && !parts.is_empty() {
            return Some(text);
        }
        at = end;
    }
    None
}

/// The person or mailbox named, with the score of the name. Empty if there is none.
pub(crate) fn referred(reply: &Reply, words: &Words, hits: &[Hit]) -> (Referral, i32) {
    let mails = addresses(words);
    let own = reply
        .from
        .map(|(_, address)| address.to_lowercase())
        .unwrap_or_default();
    let mails: Vec<(String, usize)> = mails.into_iter().filter(|(mail, _)| *mail != own).collect();
    let mut names = names(reply, words, hits, &mails);
    // In copy: the header has the full name and the address.
    let in_copy = hits.iter().any(|hit| hit.cue == Cue::Handed);
    // Of several in copy the one whom the words point to most; of equals the first named.
    let copied_as = |found: &Name| {
        let same = |name: &str| {
            let parts = split(name);
            found
                .parts
                .iter()
                .any(|part| parts.iter().any(|known| is_case_of(part, known)))
        };
        reply.cc.iter().take(50).find(|(name, _)| same(name))
    };
    let handed = |found: &Name| {
        hits.iter()
            .any(|hit| hit.cue == Cue::Handed && hit.first <= found.end && hit.end >= found.first)
    };
    let of_cc = names
        .iter()
        .filter_map(|found| Some((found, copied_as(found)?)))
        .min_by_key(|(found, _)| (!handed(found), -found.score, found.first))
        .map(|(_, copied)| copied);
    let copied = of_cc.or_else(|| {
        if in_copy && reply.cc.len() == 1 {
            reply.cc.first()
        } else {
            None
        }
    });
    if let Some((name, address)) = copied.filter(|(name, _)| {
        // In copy is the bare address, and the text says whose it is.
        !name.trim().is_empty() || addressed_in_copy(reply, words).is_none()
    }) {
        let name = Some(name.trim().to_owned()).filter(|name| !name.is_empty());
        return (
            Referral {
                name,
                email: Some(address.to_lowercase()),
            },
            6,
        );
    }
    if let Some((name, address)) = addressed_in_copy(reply, words) {
        return (
            Referral {
                name: Some(name.trim().to_owned()),
                email: Some(address.to_lowercase()),
            },
            6,
        );
    }
    // "Frau Henning is no longer with us": nobody can turn to her.
    let gone: Vec<usize> = hits
        .iter()
        .filter(|hit| matches!(hit.cue, Cue::Gone | Cue::Death))
        .filter_map(|hit| left(words, &names, hit))
        .collect();
    names.retain(|name| !gone.contains(&name.first));
    names.retain(|name| name.score >= 3);
    let mut best: Option<&Name> = None;
    for name in &names {
        if best.is_none_or(|held| name.score > held.score) {
            best = Some(name);
        }
    }
    let mail = match best {
        Some(name) => mails
            .iter()
            .find(|(mail, _)| shares(&name.parts, mail))
            .or_else(|| {
                // Another person's address is not this one's.
                let free = |mail: &str| {
                    !names
                        .iter()
                        .any(|other| other.first != name.first && shares(&other.parts, mail))
                };
                let after = mails
                    .iter()
                    .find(|(mail, at)| *at >= name.first && free(mail));
                after.or_else(|| mails.iter().find(|(mail, _)| free(mail)))
            }),
        None => mails.first(),
    };
    let score = best.map_or(0, |name| name.score);
    if best.is_none()
        && let Some((mail, at)) = mails.first()
        && let Some(name) = japanese_name(words, *at).or_else(|| japanese_in_charge(words))
    {
        return (
            Referral {
                name: Some(name),
                email: Some(mail.clone()),
            },
            5,
        );
    }
    // "jo dot fenn at ...": the address tells the name.
    if best.is_none()
        && let Some((mail, at)) = mails.first()
        && words
            .list
            .get(*at)
            .is_some_and(|word| word.kind == Kind::Letters)
    {
        let local = mail.split('@').next().unwrap_or("");
        let parts: Vec<String> = local.split(['.', '_']).map(title_case).collect();
        let name = (parts.len() == 2 && parts.iter().all(|part| part.chars().count() > 1))
            .then(|| parts.join(" "));
        return (
            Referral {
                name,
                email: Some(mail.clone()),
            },
            3,
        );
    }
    let mail = mail.map(|(mail, _)| mail.clone());
    if best.is_none()
        && let Some(name) = firm(reply, words, mail.as_deref())
    {
        let name = Some(name.to_owned());
        return (Referral { name, email: mail }, 3);
    }
    (
        Referral {
            name: best.map(|name| name.text.to_owned()),
            email: mail,
        },
        score,
    )
}

/// The person in copy whom the writer speaks to instead of us: "Beatriz, worth a look?" In copy may be the bare
/// address, whose name the word is then.
pub(crate) fn addressed_in_copy(reply: &Reply, words: &Words) -> Option<(String, String)> {
    let greeted = usize::from(
        starts_with_greeting(words)
            && words
                .sentences
                .first()
                .is_some_and(|sentence| sentence.end > 1)
            && words.list.len() > 1,
    );
    let openers = words
        .sentences
        .iter()
        .skip(1)
        .map(|sentence| sentence.first);
    std::iter::once(greeted).chain(openers).find_map(|first| {
        let word = words.list.get(first)?;
        let comma = words
            .glue(first + 1)
            .contains([',', ':', '\n', '!', '-', '–']);
        if !word.capital || !comma || never_a_name(&word.fold) {
            return None;
        }
        let spelled = words.quote(first, first + 1);
        reply.cc.iter().take(50).find_map(|(name, address)| {
            let local = address.split('@').next().unwrap_or_default();
            // "Olu" is what they call Olumide.
            let called = |part: &String| {
                *part == word.fold || word.fold.len() > 2 && part.starts_with(&word.fold)
            };
            if split(name).iter().any(called) {
                Some((name.clone(), address.clone()))
            } else if name.trim().is_empty() && split(local).contains(&word.fold) {
                Some((spelled.to_owned(), address.clone()))
            } else {
                None
            }
        })
    })
}

/// "担当の佐藤(sato@…)": the signs of a name between the particle and the bracket.
fn japanese_name(words: &Words, mail: usize) -> Option<String> {
    if !words
        .glue(mail)
        .contains(['(', '（', ' ', '\u{3000}', '：', ':'])
    {
        return None;
    }
    japanese_name_before(words, mail)
}

fn japanese_name_before(words: &Words, mail: usize) -> Option<String> {
    let sign = |at: usize| {
        let fold = &words.list.get(at)?.fold;
        let letter = fold.chars().next()?;
        ('\u{4e00}'..='\u{9fff}').contains(&letter).then_some(at)
    };
    let mut first = mail;
    while let Some(at) = first.checked_sub(1).and_then(sign)
        && (first == mail || words.glue(first).is_empty())
        && mail - at < 6
    {
        first = at;
    }
    let led = first.checked_sub(1).is_some_and(|at| words.at(at) == "の");
    let length = mail - first;
    // "様" and "氏" are no part of it.
    let end = if length > 1 && matches!(words.at(mail - 1), "様" | "氏") {
        mail - 1
    } else {
        mail
    };
    (led && (2..=5).contains(&length)).then(|| words.quote(first, end).to_owned())
}

/// "購買部の大河内が担当しております": the signs of a name between the particle and "is responsible".
fn japanese_in_charge(words: &Words) -> Option<String> {
    (0..words.list.len()).find_map(|at| {
        let in_charge =
            words.at(at) == "が" && words.at(at + 1) == "担" && words.at(at + 2) == "当";
        in_charge.then(|| japanese_name_before(words, at))?
    })
}

fn title_case(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn split(name: &str) -> Vec<String> {
    fold(name)
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|part| part.len() > 1)
        .map(str::to_owned)
        .collect()
}

/// Whether a word is this name or a case of it: "Janen", "Janu" and "Janes" are of Jane and Jana.
fn is_case_of(word: &str, name: &str) -> bool {
    let stem = name.trim_end_matches(['a', 'e', 'o']);
    word == name
        || stem.len() > 2
            && word.starts_with(stem)
            && word.len() <= name.len() + 2
            && word.ends_with(['n', 'u', 'e', 'a', 'm', 's', 'i', 'y'])
            && word.len() >= name.len()
}

/// "Our Grimsby depot": what stands behind the word tells that it names a place or a group.
fn is_place(words: &Words, end: usize) -> bool {
    words.glue(end) == " "
        && matches!(
            words.at(end),
            "office"
                | "depot"
                | "branch"
                | "team"
                | "site"
                | "plant"
                | "department"
                | "warehouse"
                | "desk"
                | "store"
                | "factory"
                | "division"
                | "lot"
                | "guys"
                | "people"
                | "address"
                | "inbox"
                | "mailbox"
                | "account"
        )
}

/// What firms call themselves behind their names.
const FIRM: &[&str] = &[
    "ltd",
    "limited",
    "gmbh",
    "kg",
    "ohg",
    "ag",
    "inc",
    "llc",
    "llp",
    "plc",
    "corp",
    "sa",
    "sas",
    "sarl",
    "srl",
    "spa",
    "sl",
    "slu",
    "bv",
    "nv",
    "ab",
    "oy",
    "as",
    "aps",
    "lda",
    "sro",
    "co",
    "company",
    "group",
    "gruppe",
    "groupe",
    "grupo",
    "gruppo",
    "groep",
    "services",
    "service",
    "solutions",
    "systems",
    "partners",
    "associates",
    "consulting",
    "consultants",
    "agency",
    "holding",
    "holdings",
    "international",
    "industries",
    "logistics",
    "technologies",
    "management",
    "brothers",
    "sons",
];

/// Whether a name is that of a firm: it bears the word, it is the domain of the address that is nobody's own, or
/// the verb beside it is that of many ("the agents are Hargreave Property").
fn is_firm(words: &Words, parts: &[String], first: usize, mails: &[(String, usize)]) -> bool {
    if parts
        .last()
        .is_some_and(|part| FIRM.contains(&part.as_str()))
        && parts.len() > 1
    {
        return true;
    }
    let plural = first.checked_sub(1).is_some_and(|at| words.at(at) == "are");
    mails.iter().any(|(mail, _)| {
        let domain = mail.split('@').nth(1).map(fold).unwrap_or_default();
        let within = |part: &&String| part.len() > 3 && domain.contains(part.as_str());
        let held = parts.iter().filter(within).count();
        !shares(parts, mail) && held > 0 && (held == parts.len() || plural)
    })
}

/// Where the name begins of whom a sentence says that they have left: the last before those words that is not
/// the one to whom something was handed ("Carol has handed over to Asif and left").
fn left(words: &Words, names: &[Name], hit: &Hit) -> Option<usize> {
    let sentence = |at: usize| words.list.get(at).map(|word| word.sentence);
    let led = |name: &Name| {
        let before = name.first.checked_sub(1).map_or("", |at| words.at(at));
        matches!(before, "to" | "an" | "aan" | "a" | "till" | "til" | "by")
    };
    names
        .iter()
        .filter(|name| name.first <= hit.first && sentence(name.first) == sentence(hit.first))
        .rfind(|name| !led(name))
        .map(|name| name.first)
}

/// Before somebody who is only to be tried if the first can't be reached.
fn failing(words: &Words, first: usize) -> bool {
    const FAILING: &[&str] = &[
        "failing",
        "otherwise",
        "alternatively",
        "ersatzweise",
        "ansonsten",
        "sonst",
        "defaut",
        "sinon",
        "defecto",
        "mancanza",
        "altrimenti",
        "anders",
        "alternativ",
        "alternativement",
        "annars",
        "ellers",
    ];
    let Some(number) = words.list.get(first).map(|word| word.sentence) else {
        return false;
    };
    let begin = words
        .sentences
        .get(number)
        .map_or(0, |sentence| sentence.first);
    (begin.max(first.saturating_sub(5))..first).any(|at| FAILING.contains(&words.at(at)))
}

fn shares(parts: &[String], mail: &str) -> bool {
    let local = mail.split('@').next().unwrap_or("");
    let local = fold(local);
    parts
        .iter()
        .any(|part| part.len() > 2 && local.contains(part.as_str()))
}

/// All addresses of a text in lower case, spelled out or not, with the word each begins at.
pub(crate) fn addresses(words: &Words) -> Vec<(String, usize)> {
    let mut found: Vec<(String, usize)> = Vec::new();
    for (at, word) in words.list.iter().enumerate() {
        let mail = match word.kind {
            Kind::Mail => words
                .text
                .get(word.start..word.end)
                .map(|text| (text.to_lowercase(), at)),
            Kind::Letters => spelled_out(words, at),
            _ => None,
        };
        if let Some(mail) = mail
            && !found.iter().any(|(known, _)| *known == mail.0)
        {
            found.push(mail);
        }
    }
    found
}

/// "jo dot fenn at tarnbeck dot example", with `at` at the word "at"; "jo.fenn @ tarnbeck.example", with `at` behind
/// the sign.
fn spelled_out(words: &Words, at: usize) -> Option<(String, usize)> {
    let domain_at = if matches!(
        words.at(at),
        "at" | "aet"
            | "arroba"
            | "chiocciola"
            | "apenstaartje"
            | "malpa"
            | "arobase"
            | "chez"
            | "snabela"
            | "klammeraffe"
    ) {
        at + 1
    } else if words.glue(at).trim() == "@" {
        at
    } else {
        return None;
    };
    let raw = |at: usize| {
        words
            .list
            .get(at)
            .and_then(|word| words.text.get(word.start..word.end))
            .unwrap_or("")
            .to_lowercase()
    };
    let dot = |at: usize| {
        matches!(
            words.at(at),
            "dot" | "punkt" | "punto" | "point" | "ponto" | "punt" | "kropka" | "prik"
        )
    };
    let tight = |at: usize| matches!(words.glue(at), "." | "-" | "_");
    // "Everything at @acme.example": the sign stands already, so the word is a word.
    if domain_at > at && words.glue(domain_at).contains('@') {
        return None;
    }
    // "At some point later": words that no domain begins with.
    if matches!(
        words.at(domain_at),
        "some" | "this" | "that" | "any" | "what" | "which" | "one"
    ) {
        return None;
    }
    let (mut domain, mut next, mut dots) = (raw(domain_at), domain_at + 1, 0);
    for _ in 0..6 {
        if words.list.get(next).is_none() {
            break;
        }
        if dot(next) && next + 1 < words.list.len() {
            domain = format!("{domain}.{}", raw(next + 1));
            (next, dots) = (next + 2, dots + 1);
        } else if matches!(
            words.at(next),
            "dash" | "minus" | "hyphen" | "bindestrich" | "tiret"
        ) && next + 1 < words.list.len()
        {
            domain = format!("{domain}-{}", raw(next + 1));
            next += 2;
        } else if tight(next) {
            dots += usize::from(words.glue(next) == ".");
            domain = format!("{domain}{}{}", words.glue(next), raw(next));
            next += 1;
        } else {
            break;
        }
    }
    // "12 @ 5.50" is a price.
    let ends_in_letters = domain.ends_with(char::is_alphabetic);
    if dots == 0 || !ends_in_letters {
        return None;
    }
    let mut first = at.checked_sub(1)?;
    let mut local = raw(first);
    for _ in 0..6 {
        if first >= 2 && dot(first - 1) {
            first -= 2;
            local = format!("{}.{local}", raw(first));
        } else if first >= 2
            && matches!(
                words.at(first - 1),
                "dash" | "minus" | "underscore" | "hyphen"
            )
        {
            let sign = if words.at(first - 1) == "underscore" {
                "_"
            } else {
                "-"
            };
            first -= 2;
            local = format!("{}{sign}{local}", raw(first));
        } else if first >= 1 && tight(first) {
            local = format!("{}{}{local}", raw(first - 1), words.glue(first));
            first -= 1;
        } else {
            break;
        }
    }
    Some((format!("{local}@{domain}"), first))
}

fn names<'a>(
    reply: &Reply,
    words: &Words<'a>,
    hits: &[Hit],
    mails: &[(String, usize)],
) -> Vec<Name<'a>> {
    let own = reply.from.map(|(name, _)| split(name)).unwrap_or_default();
    let us = reply.us.map(split).unwrap_or_default();
    let german = words
        .list
        .iter()
        .filter(|word| {
            matches!(
                word.fold.as_str(),
                "und"
                    | "ich"
                    | "sie"
                    | "bei"
                    | "das"
                    | "ist"
                    | "bitte"
                    | "uns"
                    | "dafuer"
                    | "wir"
                    | "fuer"
                    | "haben"
                    | "nicht"
                    | "auf"
            )
        })
        .count()
        > 0;
    let greeting_end = words
        .sentences
        .first()
        .filter(|_| starts_with_greeting(words))
        .map_or(0, |sentence| sentence.end.min(6));
    let mut found: Vec<Name> = Vec::new();
    let mut at = 0;
    while at < words.list.len() && found.len() < 64 {
        let Some(end) = run_end(words, at) else {
            at += 1;
            continue;
        };
        let text = words
            .quote(at, end)
            .trim_end_matches("'s")
            .trim_end_matches("’s");
        let parts = split(text);
        let length = words.list[at..end]
            .iter()
            .filter(|word| word.capital)
            .count();
        let before = at.checked_sub(1).map_or("", |before| words.at(before));
        // "Dem Kollegen Sedlmayr": as good as a title.
        let titled = TITLES.contains(&before)
            || matches!(
                before,
                "kollege" | "kollegen" | "kollegin" | "collegue" | "collega" | "kollega" | "kolega"
            );
        let opens = words.opens_sentence(at);
        let mut score = 0;
        if mails.iter().any(|(mail, _)| shares(&parts, mail)) {
            score += 5;
        }
        if mails
            .iter()
            .any(|(_, place)| *place >= end && *place <= end + 6)
        {
            score += 2;
        }
        // "The folks at X", x@x.example: a firm.
        let firm = |mail: &str| {
            mail.split('@').nth(1).is_some_and(|domain| {
                parts
                    .iter()
                    .any(|part| part.len() > 3 && fold(domain).contains(part.as_str()))
            })
        };
        if matches!(before, "at" | "from" | "firma" | "chez" | "by")
            && mails
                .iter()
                .any(|(mail, _)| firm(mail) && !shares(&parts, mail))
        {
            score -= 6;
        }
        // "d.oneill@": the letter before the point is Declan's.
        let initial = |mail: &str| {
            let local: Vec<char> = mail.chars().take(2).collect();
            matches!(local.as_slice(), [letter, '.' | '_' | '-']
                if parts.first().is_some_and(|part| part.starts_with(*letter)))
        };
        if length == 1 && mails.iter().any(|(mail, _)| initial(mail)) {
            score += 2;
        }
        if failing(words, at) {
            score -= 6;
        }
        // "Start with Amina", "Sione first": of several the writer names one.
        let earlier = at.checked_sub(2).map_or("", |earlier| words.at(earlier));
        let begins = matches!(
            before,
            "with" | "mit" | "met" | "med" | "con" | "com" | "par"
        ) && matches!(
            earlier,
            "start"
                | "begin"
                | "anfangen"
                | "beginnen"
                | "beginn"
                | "beginne"
                | "begynd"
                | "boerja"
                | "empiece"
                | "empieza"
                | "empezar"
                | "cominci"
                | "inizi"
                | "comece"
                | "commencez"
                | "commencer"
        );
        let leads = matches!(
            words.at(end),
            "first" | "zuerst" | "eerst" | "primero" | "foerst"
        ) && words.glue(end) == " ";
        if begins || leads {
            score += 6;
        }
        score += if titled { 4 } else { 0 };
        score += if length > 1 { 3 } else { 0 };
        score += if BEFORE.contains(&before) && !opens {
            2
        } else {
            0
        };
        let referring = |hit: &&Hit| matches!(hit.cue, Cue::Refer | Cue::Handed | Cue::TookOver);
        if hits
            .iter()
            .filter(referring)
            .any(|hit| hit.first <= end && hit.end >= at)
        {
            score += 2;
        }
        if opens && length == 1 {
            score -= if hits.iter().filter(referring).any(|hit| hit.first == at) {
                0
            } else {
                3
            };
        }
        if german && !titled && length == 1 && score < 5 {
            score -= 4;
        }
        // Of one surname there are others: "my partner, Noelia Quirós", by Tomás Quirós.
        let of = |known: &[String]| {
            parts.iter().all(|part| known.contains(part))
                || parts
                    .first()
                    .is_some_and(|part| known.contains(part) && part.len() > 3)
        };
        // Nobody refers us to ourselves either.
        let mine = of(&own) || of(&us);
        let bad = parts.is_empty()
            || !titled
                && (is_firm(words, &parts, at, mails) || length == 1 && is_place(words, end))
            || at < greeting_end && (!titled || words.glue(end).contains([',', '\n', '!']))
            || mine
            || parts
                .iter()
                .any(|part| crate::dates::is_month(part) || crate::dates::is_day_word(part));
        if !bad {
            // A first name said again belongs to the full name.
            match found
                .iter_mut()
                .find(|name| name.parts.iter().any(|part| parts.contains(part)))
            {
                Some(known) if known.parts.len() >= parts.len() => {
                    known.score = known.score.max(score)
                }
                Some(known) => {
                    score = score.max(known.score);
                    *known = Name {
                        text,
                        parts,
                        first: at,
                        end,
                        score,
                    };
                }
                None => found.push(Name {
                    text,
                    parts,
                    first: at,
                    end,
                    score,
                }),
            }
        }
        at = end;
    }
    found.retain(|name| name.end > name.first);
    found
}

fn starts_with_greeting(words: &Words) -> bool {
    matches!(
        words.at(0),
        "hi" | "hello"
            | "hey"
            | "dear"
            | "hallo"
            | "moin"
            | "guten"
            | "liebe"
            | "lieber"
            | "sehr"
            | "bonjour"
            | "hola"
            | "ciao"
            | "buongiorno"
            | "gentile"
            | "beste"
            | "geachte"
            | "dag"
            | "bom"
            | "boa"
            | "caro"
            | "cara"
            | "hej"
            | "hei"
            | "good"
            | "morning"
            | "estimado"
            | "estimada"
            | "cher"
            | "chere"
            | "servus"
            | "grueezi"
            | "gruess"
            | "gruss"
            | "tach"
            | "mahlzeit"
            | "salue"
            | "sali"
            | "salut"
            | "salve"
            | "egregio"
            | "spettabile"
            | "hoi"
            | "goedemorgen"
            | "goedemiddag"
            | "goedendag"
            | "buenas"
            | "buenos"
            | "estimados"
            | "oi"
            | "prezado"
            | "prezada"
            | "exmo"
            | "exma"
            | "dzien"
            | "witam"
            | "szanowny"
            | "szanowna"
            | "czesc"
            | "dobry"
            | "ahoj"
            | "vazeny"
            | "vazena"
            | "god"
            | "kaere"
            | "kjaere"
            | "heisann"
            | "moi"
            | "terve"
            | "hyvae"
            | "merhaba"
            | "kia"
            | "aloha"
            | "howdy"
            | "ola"
            | "thanks"
            | "thank"
            | "merci"
            | "danke"
    ) || (words.at(0), words.at(1)) == ("g", "day")
        || words
            .sentences
            .first()
            .is_some_and(|sentence| sentence.end <= 2)
            && words
                .glue(words.sentences.first().map_or(0, |sentence| sentence.end))
                .contains([',', '\n'])
}

/// Whether the word is a verb of somebody named before it: "Inga Thorsen has", where "Inga" is a word elsewhere.
fn acts(words: &Words, at: usize) -> bool {
    const VERBS: &[&str] = &[
        "is", "has", "runs", "does", "took", "takes", "will", "would", "can", "handles", "manages",
        "looks", "leads", "owns", "knows", "deals", "heads", "decides", "buys", "ist", "hat",
        "macht", "kann", "leitet", "est", "a", "gere", "es", "lleva", "ha", "e", "segue", "heeft",
        "doet", "gaat", "tem", "trata", "jest", "ma", "zajmuje", "er", "har", "tager", "aer",
        "tar", "on", "hoitaa", "vastaa", "je", "resi",
    ];
    VERBS.contains(&words.at(at)) && words.list.get(at).is_some_and(|word| !word.capital)
}

/// The end of a run of capitalised words that may be a name.
fn run_end(words: &Words, at: usize) -> Option<usize> {
    let name_word = |at: usize| {
        let word = words.list.get(at)?;
        if at > 0
            && words
                .list
                .get(at - 1)
                .is_some_and(|before| before.start == word.start)
        {
            return None;
        }
        let fine = word.kind == Kind::Letters
            && word.capital
            && !NOT_NAMES.contains(&word.fold.as_str())
            && !TITLES.contains(&word.fold.as_str())
            && !(ROLES.iter().any(|role| word.fold.ends_with(role))
                && words.glue(at + 1) == " "
                && words.list.get(at + 1).is_some_and(|next| next.capital))
            && word.end - word.start > 1;
        fine.then_some(word)
    };
    // "H. Adler".
    let initial = words.list.get(at).is_some_and(|word| {
        word.capital && word.kind == Kind::Letters && word.end - word.start == 1
    }) && words.glue(at + 1) == ". "
        && name_word(at + 1).is_some()
        // "M. Thierry Lamy", "D. Manuel Ortiz": a title.
        && !TITLES.contains(&words.at(at))
        && (name_word(at + 2).is_none() || words.glue(at + 2) != " ");
    if initial && !words.opens_sentence(at) {
        return run_end(words, at + 1);
    }
    let first = name_word(at)?;
    let opens = words.opens_sentence(at);
    if opens
        && VOCABULARY.contains(&first.fold)
        && name_word(at + 1).is_none_or(|_| words.glue(at + 1) != " ")
    {
        return None;
    }
    let (mut end, sentence) = (at + 1, first.sentence);
    if opens && VOCABULARY.contains(&first.fold) && !acts(words, at + 2) {
        // "Contact Maria Lindt": the verb is no part of the name.
        return None;
    }
    for _ in 0..5 {
        let Some(next) = words.list.get(end) else {
            break;
        };
        let glue = words.glue(end);
        if next.sentence != sentence && glue != ". "
            || !(matches!(glue, " " | "-" | "" | ". " | "'" | "’") || glue == "\n")
        {
            break;
        }
        let initial = next.capital && next.fold.len() == 1 && words.glue(end + 1).starts_with('.');
        if (name_word(end).is_some() && (glue != ". ")) || initial {
            end += 1;
        } else if glue.is_empty() && next.start == words.list[end - 1].start && next.fold != "s" {
            // The two halves of a name with an apostrophe.
            end += 1;
        } else if PARTICLES.contains(&next.fold.as_str())
            && glue == " "
            // "Sedlmayr von der Technik": what follows is no part of the name.
            && (1..=2).any(|ahead| {
                name_word(end + ahead).is_some()
                    && words.list[end..end + ahead]
                        .iter()
                        .all(|word| PARTICLES.contains(&word.fold.as_str()))
            })
        {
            end += 1;
        } else {
            break;
        }
    }
    Some(end)
}
