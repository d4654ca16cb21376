//! Capitals for loudness, rows of marks, and a subject that pretends to be a reply.

use super::text::{Text, Token};
use super::{Case, Channel, Finding, Rule};

/// Acronyms that nobody reads as shouting.
const ACRONYMS: &[&str] = &[
    "iso", "gdpr", "dsgvo", "rgpd", "erp", "crm", "pdf", "api", "haccp", "kpi", "kpis", "ceo",
    "coo", "cfo", "cto", "ciso", "cio", "cmo", "it", "hr", "qr", "ai", "ki", "ia", "eu", "uk",
    "us", "usa", "uae", "r&d", "faq", "sla", "roi", "tco", "plc", "scada", "sap", "edi", "edifact",
    "csv", "xml", "json", "html", "http", "https", "url", "vat", "iban", "sepa", "nda", "rfp",
    "rfq", "rfi", "gmbh", "ag", "ltd", "llc", "sa", "sas", "srl", "spa", "bv", "nv", "ab", "as",
    "asa", "oy", "ou", "kg", "co2", "iot", "usb", "gps", "rfid", "nfc", "wifi", "lan", "wan",
    "vpn", "vlan", "dns", "ip", "mac", "nis2", "nis", "dora", "soc", "hipaa", "gxp", "gmp", "fda",
    "ema", "ifrs", "gaap", "esg", "csrd", "oem", "b2b", "b2c", "saas", "sql", "aws", "gcp", "ok",
    "pm", "am", "ps", "asap", "fyi", "tv", "cet", "cest", "gmt", "utc", "bst", "est", "pst", "mba",
    "msc", "bsc", "phd", "mwh", "kwh", "kw", "mw", "nhs", "ecg", "mri", "dna", "pcr", "lims",
    "mes", "wms", "tms", "cad", "bim", "hvac", "led", "ups", "bot", "llm", "sme", "kmu", "pme",
    "pyme", "mkb", "ngo", "bom", "sku", "skus", "pos", "eta", "fob", "cif", "tüv", "tuv", "din",
    "en", "vda", "ce", "ukas", "hse", "rams", "ppe", "osha", "reach", "rohs", "svhc", "q1", "q2",
    "q3", "q4", "h1", "h2", "ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii", "xv",
    "mmxxvi", "gwh", "ehs", "eud", "dpo", "ap", "ar", "po",
];

/// Words that shout even alone.
const SHOUTS: &[&str] = &[
    "free",
    "now",
    "new",
    "urgent",
    "last",
    "final",
    "only",
    "today",
    "act",
    "save",
    "sale",
    "offer",
    "deal",
    "hurry",
    "stop",
    "must",
    "never",
    "huge",
    "best",
    "amazing",
    "guaranteed",
    "exclusive",
    "limited",
    "important",
    "attention",
    "read",
    "open",
    "click",
    "win",
    "winner",
    "wow",
    "yes",
    "no",
    "all",
    "every",
    "really",
    "very",
    "not",
    "before",
    "always",
    "everything",
    "nobody",
    "more",
    "your",
    "you",
    "big",
    "big",
    "zero",
    "instant",
    "immediately",
    "missed",
    "jetzt",
    "gratis",
    "nur",
    "heute",
    "sofort",
    "letzte",
    "neu",
    "wichtig",
    "dringend",
    "achtung",
    "kostenlos",
    "gratuit",
    "urgente",
    "ahora",
    "ultima",
    "oferta",
    "hoy",
    "maintenant",
    "derniere",
    "aujourd",
    "exclusif",
    "adesso",
    "oggi",
    "offerta",
    "subito",
    "ora",
    "nu",
    "vandaag",
    "laatste",
    "dringend",
    "agora",
    "hoje",
    "oferta",
    "nunca",
    "jamais",
    "mai",
    "nooit",
    "niemals",
    "alle",
    "tous",
    "todos",
    "tutti",
    "sehr",
    "sie",
    "ihre",
    "kein",
    "keine",
];

const MESSAGE_CAPS: &str = "Capitals shout: write it in small letters.";
const MESSAGE_MARKS: &str = "Rows of marks look like spam: one full stop is enough.";

pub(super) fn judge(case: &Case<'_>, found: &mut Vec<Finding>) {
    for (text, in_subject) in case.texts() {
        for (start, end) in rows_of_marks(text.raw) {
            let from = last_words(text, start);
            found.push(case.finding(
                in_subject,
                Rule::SpammyCapsOrPunctuation,
                from,
                end,
                MESSAGE_MARKS,
            ));
        }
        for (start, end) in shouted(case, text) {
            // "%COMPANY%" is a field and shouts at nobody.
            if found.iter().any(|other| {
                other.rule == Rule::LeftoverPlaceholder
                    && other.in_subject == in_subject
                    && other.start < end
                    && start < other.start + other.evidence.len()
            }) {
                continue;
            }
            found.push(case.finding(
                in_subject,
                Rule::SpammyCapsOrPunctuation,
                start,
                end,
                MESSAGE_CAPS,
            ));
        }
    }
    reply_prefix(case, found);
}

/// "!!", "?!?!", "$$$", three pictures in a row.
fn rows_of_marks(raw: &str) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    let mut run: Option<(usize, usize, usize, bool)> = None;
    let mut close = |run: &mut Option<(usize, usize, usize, bool)>| {
        if let Some((start, end, count, picture)) = run.take() {
            let marks = raw.get(start..end).unwrap_or("");
            let loud = if picture {
                count >= 3
            } else {
                count >= 2 && (marks.contains('!') || count >= 3 || marks.starts_with('$'))
            };
            if loud {
                places.push((start, end));
            }
        }
    };
    for (place, letter) in raw.char_indices() {
        let picture = matches!(letter, '\u{1f300}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}');
        let mark = matches!(letter, '!' | '?' | '¡' | '¿' | '$');
        let end = place + letter.len_utf8();
        match run {
            _ if matches!(letter, '\u{fe0f}' | '\u{200d}') => {}
            Some((start, _, count, was)) if (picture && was) || (mark && !was) => {
                run = Some((start, end, count + 1, was))
            }
            _ => {
                close(&mut run);
                if picture || mark {
                    run = Some((place, end, 1, picture));
                }
            }
        }
    }
    close(&mut run);
    places
}

/// Where the few words before a row of marks begin, so that the evidence can be read.
fn last_words(text: &Text<'_>, place: usize) -> usize {
    let Some(index) = text.tokens.iter().rposition(|token| token.end <= place) else {
        return place;
    };
    let sentence = text.tokens[index].sentence;
    let adjacent = text.slice(text.tokens[index].end, place).len() <= 2;
    if !adjacent {
        return place;
    }
    text.tokens[..=index]
        .iter()
        .rev()
        .take(8)
        .take_while(|token| token.sentence == sentence)
        .last()
        .map_or(place, |token| token.start)
}

/// An acronym, or the plural of one.
pub(super) fn is_acronym(fold: &str) -> bool {
    ACRONYMS.contains(&fold)
        || fold
            .strip_suffix('s')
            .is_some_and(|one| ACRONYMS.contains(&one))
}

fn is_name(case: &Case<'_>, token: &Token) -> bool {
    is_acronym(&token.fold)
        || case.grounds.knows_in_capitals(&token.fold)
        || token.fold.chars().any(|letter| letter.is_ascii_digit())
        || token.link
}

/// Runs of words in capitals, or one that shouts by itself.
fn shouted(case: &Case<'_>, text: &Text<'_>) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() {
        let first = &text.tokens[at];
        let mut end = at;
        while text.tokens.get(end).is_some_and(|token| {
            token.sentence == first.sentence
                && (token.loud
                    || (end > at
                        && (token.is_digits()
                            || (token.capital && token.fold.chars().count() == 1))))
        }) {
            end += 1;
        }
        if end == at {
            at += 1;
            continue;
        }
        let run = &text.tokens[at..end];
        let strange = run
            .iter()
            .filter(|token| token.loud && !is_name(case, token))
            .count();
        let long = run
            .iter()
            .any(|token| token.loud && token.fold.chars().count() >= 4 && !is_name(case, token));
        let shout = run.iter().any(|token| {
            SHOUTS.contains(&token.fold.as_str())
                && token.fold.len() >= 3
                && !case.grounds.knows_in_capitals(&token.fold)
        });
        let lone = run.iter().any(|token| {
            token.loud
                && token.fold.chars().count() >= 6
                && !is_name(case, token)
                && has_vowel(&token.fold)
        });
        let quoted = run.iter().all(|token| token.quoted) && !shout;
        if !quoted && ((strange >= 2 && long) || shout || lone) {
            let last = run.last().unwrap_or(first);
            places.push((first.start, last.end));
        }
        at = end;
    }
    places
}

fn has_vowel(word: &str) -> bool {
    word.chars().any(|letter| "aeiouy".contains(letter))
}

/// Prefixes of replies and forwards in the languages of mail programs, folded.
#[rustfmt::skip]
const PREFIXES: &[(&str, bool)] = &[
    ("re", false), ("aw", false), ("antw", false), ("sv", false), ("vs", false), ("rif", false), ("ref", false),
    ("odp", false), ("res", false), ("resp", false), ("ynt", false), ("vl", false), ("tr", true), ("fwd", true),
    ("fw", true), ("wg", true), ("rv", true), ("enc", true), ("doorst", true), ("i", true), ("r", false), ("vb", true),
    ("pd", true), ("trs", true), ("reply", false), ("antwort", false), ("weitergeleitet", true), ("inoltro", true), ("forwarded", true),
];

fn reply_prefix(case: &Case<'_>, found: &mut Vec<Finding>) {
    let subject = case.subject.raw;
    let Some(first) = case.subject.tokens.first() else {
        return;
    };
    let lead = subject.get(..first.start).unwrap_or("").trim();
    if !lead.is_empty() && !matches!(lead, "[" | "(") {
        return;
    }
    let behind = subject.get(first.end..).unwrap_or("").trim_start();
    let marked = behind.starts_with(':')
        || behind.starts_with('：')
        || (behind.starts_with('[') && behind.contains("]:"));
    let Some((_, forward)) = PREFIXES.iter().find(|(prefix, _)| *prefix == first.fold) else {
        return;
    };
    if !marked || case.draft.channel == Channel::Linkedin {
        return;
    }
    let thread = case.draft.step > 1
        && if *forward {
            case.grounds.mentions_forward()
        } else {
            case.grounds.may_have_thread()
        };
    if !thread {
        found.push(case.subject_finding(
            Rule::FakeReplyPrefix,
            0,
            subject.len(),
            "No thread exists that this could answer: take the prefix out.",
        ));
    }
}
