//! Is it the reader's company that is addressed and described?

use super::language::Language;
use super::stale;
use super::text::{Part, Sentence, Text, Token};
use super::{Case, Finding, Rule};

/// Words written with a capital that name no firm, folded.
const CAPITALS: &[&str] = &[
    "i",
    "english",
    "german",
    "french",
    "spanish",
    "italian",
    "dutch",
    "portuguese",
    "danish",
    "swedish",
    "norwegian",
    "polish",
    "european",
    "europe",
    "europa",
    "germany",
    "france",
    "spain",
    "italy",
    "netherlands",
    "portugal",
    "denmark",
    "sweden",
    "norway",
    "poland",
    "britain",
    "ireland",
    "scotland",
    "wales",
    "austria",
    "switzerland",
    "belgium",
    "luxembourg",
    "america",
    "american",
    "british",
    "irish",
    "scottish",
    "swiss",
    "austrian",
    "belgian",
    "nordic",
    "nordics",
    "baltic",
    "asia",
    "africa",
    "christmas",
    "easter",
    "excel",
    "word",
    "outlook",
    "teams",
    "zoom",
    "google",
    "linkedin",
    "internet",
    "pdf",
    "gdpr",
    "mr",
    "mrs",
    "ms",
    "dr",
    "prof",
    "herr",
    "frau",
    "sr",
    "sra",
    "ok",
    "step",
    "ceo",
    "cfo",
    "coo",
    "hr",
    "sie",
    "ihr",
    "ihre",
    "ihnen",
    "ihrem",
    "ihren",
    "ihrer",
    "usted",
    "ustedes",
    "lei",
    "suo",
    "sua",
    "u",
    "uw",
    "q1",
    "q2",
    "q3",
    "q4",
    "h1",
    "h2",
    "ps",
    "p",
    "s",
    "re",
    "fwd",
    "am",
    "pm",
    "cet",
    "panstwo",
    "panstwa",
    "panstwu",
    "pan",
    "pani",
    "pana",
    "panu",
    "te",
    "teidan",
    "de",
    "deres",
    "i",
    "jer",
    "jeres",
    "vous",
    "ola",
    "hola",
];

/// Legal forms and words that close the name of a firm.
const FIRM_ENDINGS: &[&str] = &[
    "gmbh",
    "ag",
    "ltd",
    "limited",
    "inc",
    "llc",
    "plc",
    "sas",
    "srl",
    "spa",
    "bv",
    "nv",
    "ab",
    "aps",
    "oy",
    "corp",
    "group",
    "holding",
    "holdings",
    "gruppe",
    "groupe",
    "grupo",
    "gruppo",
    "groep",
    "industries",
    "corporation",
    "kg",
    "sarl",
    "company",
    "brothers",
    "partners",
    "bros",
    "oü",
    "as",
    "asa",
];

/// Whether a capitalised word is no name of a firm or person.
pub(super) fn is_common_capital(fold: &str) -> bool {
    CAPITALS.contains(&fold)
        || stale::month(fold).is_some()
        || stale::is_weekday(fold)
        || fold.strip_suffix('s').is_some_and(stale::is_weekday)
}

/// Whether a token may be a proper name that nothing on the card knows.
pub(super) fn is_unknown_name(case: &Case<'_>, token: &Token) -> bool {
    token.capital
        && token.fold.chars().count() >= 3
        && !token.link
        && !token.is_digits()
        && !is_common_capital(&token.fold)
        && !super::language::is_common(&token.fold)
        && !super::loudness::is_acronym(&token.fold)
        && !case.grounds.knows(&token.fold)
}

/// A run of capitalised words.
#[derive(Debug, Clone, Copy)]
struct Name {
    first: usize,
    end: usize,
}

fn names(text: &Text<'_>, sentence: &Sentence) -> Vec<Name> {
    let mut names = Vec::new();
    let mut at = sentence.first_token;
    while at < sentence.end_token {
        let token = &text.tokens[at];
        // "Chez Tissus Garnier", "Would Penfold": the first word has its capital from the sentence.
        let opener = token.first && (leads(&token.fold) || super::language::is_common(&token.fold));
        if !token.capital || is_common_capital(&token.fold) || opener {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < sentence.end_token {
            let (before, next) = (&text.tokens[end - 1], &text.tokens[end]);
            let gap = text.slice(before.end, next.start);
            if next.capital
                && matches!(gap, " " | "-" | " & " | "\u{a0}")
                && !is_common_capital(&next.fold)
            {
                end += 1;
            } else {
                break;
            }
        }
        names.push(Name { first: at, end });
        at = end;
    }
    names
}

/// Words that lead to a name and may open a sentence.
fn leads(fold: &str) -> bool {
    matches!(
        fold,
        "at" | "for"
            | "bei"
            | "fur"
            | "chez"
            | "presso"
            | "bij"
            | "voor"
            | "para"
            | "pour"
            | "per"
            | "hos"
            | "congratulations"
            | "does"
            | "would"
            | "could"
            | "firma"
    )
}

pub(super) fn judge(case: &Case<'_>, found: &mut Vec<Finding>) {
    if case.grounds.company.is_empty() {
        return;
    }
    for (text, in_subject) in case.texts() {
        for sentence in text
            .sentences
            .iter()
            .filter(|sentence| sentence.part != Part::SignOff)
        {
            if let Some((start, end)) = wrong(case, found, text, sentence, in_subject) {
                found.push(case.finding(
                    in_subject,
                    Rule::WrongCompany,
                    start,
                    end,
                    format!(
                        "The reader's company is {}: this names another one.",
                        case.draft.contact.company
                    ),
                ));
            }
        }
    }
}

fn wrong(
    case: &Case<'_>,
    found: &[Finding],
    text: &Text<'_>,
    sentence: &Sentence,
    in_subject: bool,
) -> Option<(usize, usize)> {
    let german = case.language == Some("de");
    for name in names(text, sentence) {
        let tokens = &text.tokens[name.first..name.end];
        let quoted = tokens.iter().all(|token| token.quoted);
        if quoted || sentence.part == Part::Greeting && tokens.len() < 2 {
            continue;
        }
        if let Some(place) = namesake(case, text, name) {
            return Some(place);
        }
        // A sentence's first word is capitalised anyway: it needs to look like a name otherwise.
        let unknown = tokens.iter().any(|token| is_unknown_name(case, token));
        let mentions_ours = mentions_company(case, text, sentence);
        if !unknown || placeholder_at(found, in_subject, tokens) {
            continue;
        }
        let before = name
            .first
            .checked_sub(1)
            .and_then(|at| text.tokens.get(at))
            .filter(|token| token.sentence == tokens[0].sentence);
        let words = text.words(sentence);
        let reader = words.iter().any(|token| is_reader(&token.fold));
        // What is told of the seller's own business elsewhere is a claim, judged as such.
        let of_seller = !reader
            && words.iter().any(|token| {
                matches!(
                    token.fold.as_str(),
                    "we" | "our" | "us" | "wir" | "unser" | "unsere" | "nous" | "notre" | "nos"
                ) || (token.capital && case.grounds.seller.contains(&token.fold))
            });
        // "It has been running at Bexhill Textiles": a claim about what we sell.
        let of_product = words
            .first()
            .is_some_and(|token| matches!(token.fold.as_str(), "it" | "es" | "il" | "het"));
        let customers = of_seller
            || (of_product && !reader)
            || words.iter().any(|token| is_ours_or_others(&token.fold));
        if addressed(case, found, text, sentence, name) && !customers && !mentions_ours {
            return Some(clause(text, name));
        }
        let firm = tokens.len() > 1
            && tokens
                .last()
                .is_some_and(|token| FIRM_ENDINGS.contains(&token.fold.as_str()));
        if firm && !customers && !mentions_ours {
            return Some(clause(text, name));
        }
        let tail: Vec<&str> = text.tokens[name.end..]
            .iter()
            .take(3)
            .map(|token| token.fold.as_str())
            .collect();
        let wooed = matches!(
            tail.first(),
            Some(&("as" | "als" | "comme" | "como" | "come"))
        ) && tail.iter().any(|word| {
            matches!(
                *word,
                "customer" | "client" | "kunde" | "kunden" | "cliente" | "klant" | "partner"
            )
        });
        if wooed {
            return Some(clause(text, name));
        }
        let at_firm = before.is_some_and(|token| leads_to_firm(&token.fold, case.language));
        // "Für die Kreiswerke Hochfeld": two names in a row behind a preposition are a firm's.
        if stands_for_firm(case, text, name) && !customers && !mentions_ours {
            return Some(clause(text, name));
        }
        let strange_first = is_unknown_name(case, &tokens[0]);
        if at_firm
            && strange_first
            && !customers
            && !mentions_ours
            && (!german || tokens.len() > 1 || before.is_some_and(|token| token.fold == "bei"))
            && !is_german_noun(german, text, name)
        {
            return Some(clause(text, name));
        }
        // "Othername opened a second depot": a fact tells it of the reader's company.
        // A German noun has a capital too: one word alone is no name.
        let noun = german
            && (is_german_noun(german, text, name)
                || before.is_some_and(|token| is_determiner(&token.fold)));
        if !in_subject
            && !customers
            && !noun
            && strange_first
            && !mentions_ours
            && takes_our_place(case, text, sentence, name, german)
        {
            return Some(clause(text, name));
        }
    }
    None
}

/// The sentence asks something of the named firm, or speaks to the reader as one of its people.
fn addressed(
    case: &Case<'_>,
    found: &[Finding],
    text: &Text<'_>,
    sentence: &Sentence,
    name: Name,
) -> bool {
    let tokens = &text.tokens[name.first..name.end];
    let unknown = tokens
        .iter()
        .filter(|token| is_unknown_name(case, token))
        .count();
    if unknown == 0 || unknown < tokens.len() {
        return false;
    }
    let words = text.words(sentence);
    let fold = |at: Option<usize>| {
        at.and_then(|at| text.tokens.get(at))
            .filter(|token| token.sentence == tokens[0].sentence)
            .map_or("", |token| token.fold.as_str())
    };
    let before = fold(name.first.checked_sub(1));
    let next = fold(Some(name.end));
    let acts = matches!(
        next,
        "like"
            | "want"
            | "try"
            | "use"
            | "benefit"
            | "consider"
            | "have"
            | "be"
            | "need"
            | "profit"
    );
    // "Would Penfold like to try it?"
    let asked = sentence.question
        && matches!(
            before,
            "would" | "could" | "can" | "might" | "does" | "is" | "will"
        )
        && acts;
    // "Penfold Weavers could run it": two names, and a word of possibility behind them.
    let offered = unknown >= 2
        && matches!(
            next,
            "could" | "would" | "might" | "can" | "must" | "should"
        );
    // A letter that greets another person writes of another firm too.
    let misled = found.iter().any(|other| other.rule == Rule::WrongName)
        && unknown >= 2
        && (is_verb(next) || next == "s");
    // "As the manager of Penfold Weavers you know": the reader is put at the firm.
    let reader = words.iter().any(|token| is_reader(&token.fold));
    let post = words
        .first()
        .is_some_and(|token| matches!(token.fold.as_str(), "as" | "als" | "en" | "como" | "come"));
    let placed = reader
        && post
        && matches!(
            before,
            "of" | "at" | "von" | "bei" | "de" | "chez" | "di" | "van" | "bij"
        );
    asked || offered || placed || misled
}

/// Words that stand before a German noun.
fn is_determiner(fold: &str) -> bool {
    matches!(
        fold,
        "der"
            | "die"
            | "das"
            | "den"
            | "dem"
            | "des"
            | "ein"
            | "eine"
            | "einen"
            | "einem"
            | "einer"
            | "ihr"
            | "ihre"
            | "ihren"
            | "ihrem"
            | "ihrer"
            | "unser"
            | "unsere"
            | "unseren"
            | "unserem"
            | "kein"
            | "keine"
            | "jede"
            | "jeder"
            | "jedes"
            | "viele"
            | "mehr"
            | "im"
            | "am"
            | "zum"
            | "zur"
    )
}

/// A run of two or more unknown names behind "for", "at" or "with", in any language.
fn stands_for_firm(case: &Case<'_>, text: &Text<'_>, name: Name) -> bool {
    let tokens = &text.tokens[name.first..name.end];
    let unknown = tokens
        .iter()
        .filter(|token| is_unknown_name(case, token))
        .count();
    // The preposition may open the sentence and so be written with a capital itself.
    let before: Vec<&str> = text.tokens[name.first.saturating_sub(2)..name.first]
        .iter()
        .filter(|token| token.sentence == tokens[0].sentence)
        .map(|token| token.fold.as_str())
        .collect();
    let article = before.last().is_some_and(|word| {
        matches!(
            *word,
            "the"
                | "die"
                | "der"
                | "den"
                | "das"
                | "la"
                | "el"
                | "il"
                | "les"
                | "le"
                | "los"
                | "las"
                | "de"
                | "het"
                | "a"
                | "o"
        )
    });
    let lead = if article {
        before.first().filter(|_| before.len() == 2)
    } else {
        before.last()
    };
    let led = lead.is_some_and(|word| {
        matches!(
            *word,
            "for"
                | "at"
                | "with"
                | "fur"
                | "bei"
                | "mit"
                | "pour"
                | "chez"
                | "para"
                | "en"
                | "per"
                | "presso"
                | "voor"
                | "bij"
                | "na"
                | "hos"
                | "of"
                | "von"
                | "van"
                | "di"
                | "del"
                | "della"
                | "dello"
                | "dei"
                | "du"
                | "des"
                | "da"
        )
    });
    // A person behind "with" is a colleague of ours or theirs.
    led && unknown >= 2 && unknown == tokens.len() && lead != Some(&"with")
}

fn clause(text: &Text<'_>, name: Name) -> (usize, usize) {
    let start = text.tokens[name.first].start;
    let end = text.clause_of(name.end - 1).1;
    (start, end)
}

/// "bei Bedarf", "bei Ausfall": a noun and no firm.
fn is_german_noun(german: bool, text: &Text<'_>, name: Name) -> bool {
    let token = &text.tokens[name.first];
    let endings = [
        "ung", "ungen", "heit", "keit", "schaft", "tion", "arf", "fall", "fehl", "lust", "tum",
        "nis", "en", "er", "el",
    ];
    german
        && name.end - name.first == 1
        && endings.iter().any(|ending| token.fold.ends_with(ending))
}

fn is_ours_or_others(fold: &str) -> bool {
    matches!(
        fold,
        "customer"
            | "customers"
            | "client"
            | "clients"
            | "kunde"
            | "kunden"
            | "cliente"
            | "clientes"
            | "clienti"
            | "klant"
            | "klanten"
            | "neighbour"
            | "neighbours"
            | "neighbor"
            | "neighbors"
            | "peers"
            | "friends"
            | "nachbar"
            | "nachbarn"
            | "voisin"
            | "voisins"
            | "vecinos"
            | "vicini"
            | "buren"
            | "vizinhos"
            | "colleagues"
            | "competitor"
            | "competitors"
            | "konkurrenz"
            | "wettbewerber"
            | "rival"
            | "rivals"
            | "users"
            | "anwender"
            | "concurrents"
            | "concurrent"
    )
}

fn leads_to_firm(fold: &str, language: Option<Language>) -> bool {
    match language {
        Some("de") => matches!(fold, "bei" | "firma"),
        Some("fr") => matches!(fold, "chez"),
        Some("es") => matches!(fold, "empresa"),
        Some("it") => matches!(fold, "presso"),
        Some("nl") => matches!(fold, "bij"),
        Some("pt") => matches!(fold, "empresa"),
        Some("da" | "nb" | "sv") => matches!(fold, "hos"),
        _ => matches!(fold, "at" | "firm" | "company"),
    }
}

/// The reader's company is named in the sentence.
fn mentions_company(case: &Case<'_>, text: &Text<'_>, sentence: &Sentence) -> bool {
    text.words(sentence)
        .iter()
        .any(|token| token.capital && case.grounds.is_company_word(&token.fold))
}

/// "Sandvale Group" where the reader's company is Sandvale Marine: the same first word, another firm.
fn namesake(case: &Case<'_>, text: &Text<'_>, name: Name) -> Option<(usize, usize)> {
    let tokens = &text.tokens[name.first..name.end];
    let ours = &case.grounds.company;
    let first = tokens.first()?;
    if !ours.contains(&first.fold) || tokens.len() < 2 {
        return None;
    }
    let second = &tokens[1];
    let other_firm = FIRM_ENDINGS.contains(&second.fold.as_str()) || is_unknown_name(case, second);
    let legal = super::fold::fold(&case.draft.contact.company);
    let known = legal
        .split(|letter: char| !letter.is_alphanumeric())
        .any(|word| word == second.fold)
        || case
            .grounds
            .all_text()
            .contains(&format!("{} {}", first.fold, second.fold))
        || case.grounds.seller.contains(&second.fold);
    let german = case.language == Some("de");
    (!known && other_firm && (!german || FIRM_ENDINGS.contains(&second.fold.as_str()))).then(|| {
        let start = first.start;
        (start, tokens.last().map_or(first.end, |last| last.end))
    })
}

/// The clause tells a fact about the reader's company, with this name in its place.
fn takes_our_place(
    case: &Case<'_>,
    text: &Text<'_>,
    sentence: &Sentence,
    name: Name,
    german: bool,
) -> bool {
    let words = text.words(sentence);
    if sentence.question && words.len() < 6 {
        return false;
    }
    let names_ours = |known: &super::grounds::Known<'_>| {
        known
            .text
            .tokens
            .iter()
            .any(|token| case.grounds.is_company_word(&token.fold))
    };
    let Some((known, shared)) = case.grounds.closest(words) else {
        return false;
    };
    let next = text
        .tokens
        .get(name.end)
        .filter(|token| token.sentence == text.tokens[name.first].sentence)
        .map_or("", |token| token.fold.as_str());
    let before = name
        .first
        .checked_sub(1)
        .and_then(|at| text.tokens.get(at))
        .map_or("", |token| token.fold.as_str());
    let subject = next == "s" || is_verb(next);
    let object = !german
        && !text.tokens[name.first].first
        && matches!(
            before,
            "to" | "of"
                | "for"
                | "by"
                | "from"
                | "that"
                | "de"
                | "chez"
                | "van"
                | "bij"
                | "di"
                | "presso"
                | "hos"
                | "av"
        );
    known.origin == super::grounds::Origin::Outside
        && names_ours(known)
        && shared >= 2
        && (subject || object)
}

/// Reads like a finite verb behind a subject. A handful of forms and endings, no dictionary.
fn is_verb(word: &str) -> bool {
    let forms = [
        "has",
        "have",
        "had",
        "is",
        "are",
        "was",
        "were",
        "will",
        "runs",
        "opens",
        "plans",
        "grew",
        "won",
        "bought",
        "sold",
        "built",
        "cut",
        "a",
        "ont",
        "vient",
        "est",
        "va",
        "ha",
        "han",
        "hanno",
        "abrio",
        "abre",
        "heeft",
        "hebben",
        "gaat",
        "hat",
        "haben",
        "ist",
        "wird",
        "wurde",
        "baut",
        "sucht",
        "plant",
        "betreibt",
        "opende",
        "bouwt",
        "zoekt",
        "abriu",
        "inaugurou",
        "tem",
        "har",
        "abnet",
        "apnet",
        "oppnade",
        "recrute",
        "ouvre",
        "cherche",
        "busca",
        "cerca",
        "apre",
        "procura",
        "starts",
        "started",
        "list",
        "lists",
        "made",
        "took",
        "moved",
        "is",
    ];
    forms.contains(&word) || (word.len() >= 5 && word.ends_with("ed"))
}

/// The place of an unfilled field names nobody.
fn placeholder_at(found: &[Finding], in_subject: bool, tokens: &[Token]) -> bool {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
        return false;
    };
    found.iter().any(|other| {
        matches!(
            other.rule,
            Rule::LeftoverPlaceholder
                | Rule::BannedPhrase
                | Rule::AiCliche
                | Rule::BrokenMarkup
                | Rule::SpammyCapsOrPunctuation
        ) && other.in_subject == in_subject
            && other.start < last.end
            && first.start < other.start + other.evidence.len()
    })
}

fn is_reader(fold: &str) -> bool {
    matches!(
        fold,
        "you"
            | "your"
            | "sie"
            | "ihr"
            | "ihre"
            | "ihnen"
            | "ihrem"
            | "ihren"
            | "vous"
            | "votre"
            | "vos"
            | "usted"
            | "ustedes"
            | "su"
            | "sus"
            | "lei"
            | "voi"
            | "vostro"
            | "vostra"
            | "suo"
            | "sua"
            | "u"
            | "uw"
            | "je"
            | "jij"
            | "jullie"
            | "voce"
            | "seu"
            | "du"
            | "din"
            | "jeres"
            | "deres"
            | "avete"
            | "ni"
            | "er"
    )
}
