//! Old facts told as new, and past events told as still to come.

use std::sync::LazyLock;

use jiff::civil::Date;

use super::grounds::{Known, Origin};
use super::pattern::Lexicon;
use super::phrases::stale::{FUTURE, MONTHS, PAST, RECENT};
use super::text::{Part, Sentence, Text, Token};
use super::{Case, Finding, Rule};

static NEW: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(RECENT));
static COMING: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(FUTURE));
static GONE: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(PAST));

/// Days of the week, folded, in the languages of the letters.
const WEEKDAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "lunes",
    "martes",
    "miercoles",
    "jueves",
    "viernes",
    "lunedi",
    "martedi",
    "mercoledi",
    "giovedi",
    "venerdi",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "segunda",
    "terca",
    "quarta",
    "quinta",
    "sexta",
    "mandag",
    "tirsdag",
    "onsdag",
    "torsdag",
    "fredag",
    "mandag",
    "tisdag",
    "poniedzialek",
    "wtorek",
    "srode",
    "czwartek",
    "piatek",
    "morning",
    "afternoon",
    "tomorrow",
];

/// A day of the week, or a time of day that stands for one.
pub(super) fn is_weekday(fold: &str) -> bool {
    WEEKDAYS.contains(&fold)
}

/// The month a folded word names.
pub(super) fn month(fold: &str) -> Option<i8> {
    MONTHS
        .iter()
        .find(|(name, _)| *name == fold)
        .map(|(_, month)| *month)
}

fn is_year(token: &Token) -> bool {
    token.fold.len() == 4
        && token
            .fold
            .parse::<i16>()
            .is_ok_and(|year| (1900..=2100).contains(&year))
}

/// The span of days that a text names last, with month and year. A month alone is all of its days.
fn latest_event(text: &Text<'_>, about: &Known<'_>) -> Option<(Date, Date)> {
    let mut latest: Option<(Date, Date)> = None;
    let tokens = &text.tokens;
    for (at, token) in tokens.iter().enumerate() {
        let Some(month) = month(&token.fold).filter(|_| token.capital || token.fold.len() > 3)
        else {
            continue;
        };
        if token.fold == "may"
            && !tokens.get(at + 1).is_some_and(is_year)
            && !at
                .checked_sub(1)
                .and_then(|before| tokens.get(before))
                .is_some_and(Token::is_digits)
        {
            continue;
        }
        let year = tokens[at + 1..]
            .iter()
            .take(2)
            .find(|next| is_year(next))
            .and_then(|next| next.fold.parse::<i16>().ok());
        let year = year.unwrap_or_else(|| {
            // Without a year: the next such month counted from the fact's date.
            let date = about.fact.date;
            if month < date.month() {
                date.year().saturating_add(1)
            } else {
                date.year()
            }
        });
        let day = at
            .checked_sub(1)
            .and_then(|before| tokens.get(before))
            .or(tokens.get(at + 1))
            .and_then(|near| {
                near.fold
                    .trim_end_matches(|mark: char| mark.is_alphabetic())
                    .parse::<i8>()
                    .ok()
            })
            .filter(|day| (1..=31).contains(day));
        let Ok(first) = Date::new(year, month, 1) else {
            continue;
        };
        let span = day
            .and_then(|day| Date::new(year, month, day).ok())
            .map_or((first, first.last_of_month()), |day| (day, day));
        if latest.is_none_or(|(_, end)| end < span.1) {
            latest = Some(span);
        }
    }
    latest
}

pub(super) fn judge(case: &Case<'_>, found: &mut Vec<Finding>) {
    for (text, in_subject) in [(&case.body, false)] {
        for sentence in text
            .sentences
            .iter()
            .filter(|sentence| sentence.part == Part::Matter)
        {
            for (first, end) in clauses(text, sentence) {
                if let Some(finding) = judge_piece(case, text, in_subject, sentence, first, end) {
                    // What may not be said at all need not be dated.
                    let worse = found.iter().any(|other| {
                        matches!(
                            other.rule,
                            Rule::SensitivePersonalDetail | Rule::InjectionEcho
                        ) && other.start < finding.start + finding.evidence.len()
                            && finding.start < other.start + other.evidence.len()
                    });
                    if !worse {
                        found.push(finding);
                    }
                }
            }
        }
    }
}

/// A sentence as a whole, then its clauses of some length.
fn clauses(text: &Text<'_>, sentence: &Sentence) -> Vec<(usize, usize)> {
    let mut pieces = Vec::new();
    let mut first = sentence.first_token;
    for at in sentence.first_token..sentence.end_token {
        let ends =
            at + 1 == sentence.end_token || text.tokens[at + 1].clause != text.tokens[at].clause;
        if ends {
            if at + 1 - first >= 4 {
                pieces.push((first, at + 1));
            }
            first = at + 1;
        }
    }
    if pieces.len() != 1 {
        pieces.insert(0, (sentence.first_token, sentence.end_token));
    }
    pieces
}

fn judge_piece(
    case: &Case<'_>,
    text: &Text<'_>,
    in_subject: bool,
    sentence: &Sentence,
    first: usize,
    end: usize,
) -> Option<Finding> {
    let tokens = text.tokens.get(first..end)?;
    if let Some(finding) = old_role(case, text, in_subject, sentence) {
        return Some(finding);
    }
    let (known, shared) = case.grounds.closest(tokens)?;
    let told_new = NEW.any(
        case.language,
        &text.tokens,
        sentence.first_token,
        sentence.end_token,
    );
    // One shared word is enough where the sentence says "new" and the word is rare on the card.
    let least = if told_new && tokens.len() >= 4 { 1 } else { 2 };
    if known.origin != Origin::Outside || shared < least {
        return None;
    }
    let ties_with_fresh = case.grounds.known.iter().any(|other| {
        !std::ptr::eq(other, known)
            && other.origin != Origin::Own
            && other.age_days < known.age_days
            && case.grounds.shared(tokens, other) >= shared
    });
    let limit = i64::from(case.draft.rules.stale_after_days);
    let whole = text.words(sentence);
    let dated = tells_date(whole, known, known.age_days, case.draft.today);
    let has = |lexicon: &Lexicon| lexicon.any(case.language, &text.tokens, first, end);
    let in_sentence = |lexicon: &Lexicon| {
        lexicon.any(
            case.language,
            &text.tokens,
            sentence.first_token,
            sentence.end_token,
        )
    };
    let span = latest_event(&known.text, known);
    let event = span.map(|(_, end)| end);
    let start = text.tokens[first].start;
    let stop = text.tokens[end - 1].end;
    // An event that the fact dates before today, told as still to come.
    // What a fact tells of its own month or of earlier was past when it was written down.
    let over = span.is_some_and(|(begin, end)| end < case.draft.today && known.fact.date < begin);
    if over && has(&COMING) && !sentence.question && !ties_with_fresh {
        return Some(case.finding(
            in_subject,
            Rule::StaleFact,
            start,
            stop,
            format!(
                "This lies in the past ({}): don't tell it as still to come.",
                event.unwrap_or(known.fact.date)
            ),
        ));
    }
    let days_since = |day: Date| {
        case.draft
            .today
            .since(day)
            .map_or(0, |span| i64::from(span.get_days()))
    };
    // A page of today may tell of an event long past.
    let past_event = told_new
        && event.is_some_and(|event| days_since(event) > limit && event <= known.fact.date)
        && shared >= 2;
    if (known.age_days <= limit && !past_event) || ties_with_fresh {
        return None;
    }
    let recent = has(&NEW) || in_sentence(&NEW);
    if dated || (in_sentence(&GONE) && !recent) {
        return None;
    }
    // A standing property in a question or a supposition is no news.
    if sentence.question && !recent {
        return None;
    }
    Some(case.finding(
        in_subject,
        Rule::StaleFact,
        start,
        stop,
        format!(
            "The fact behind this is of {}: tell its date or leave it out.",
            known.fact.date
        ),
    ))
}

/// Words for a post, folded.
const ROLES: &[&str] = &[
    "role",
    "job",
    "position",
    "post",
    "appointment",
    "promotion",
    "title",
    "rolle",
    "stelle",
    "posten",
    "aufgabe",
    "amt",
    "position",
    "beforderung",
    "poste",
    "fonction",
    "fonctions",
    "nomination",
    "promotion",
    "puesto",
    "cargo",
    "nombramiento",
    "ascenso",
    "ruolo",
    "incarico",
    "nomina",
    "promozione",
    "functie",
    "baan",
    "benoeming",
    "promotie",
    "funcao",
    "nomeacao",
    "stilling",
    "jobb",
    "tjanst",
    "rolle",
    "roll",
];

/// "Congratulations on the new role", where the card knows the post for longer than it counts as new.
fn old_role(
    case: &Case<'_>,
    text: &Text<'_>,
    in_subject: bool,
    sentence: &Sentence,
) -> Option<Finding> {
    let words = text.words(sentence);
    let role = words
        .iter()
        .position(|token| ROLES.contains(&token.fold.as_str()))?;
    let near = sentence.first_token + role;
    if !NEW.any(
        case.language,
        &text.tokens,
        near.saturating_sub(5).max(sentence.first_token),
        near + 1,
    ) || !words.iter().any(|token| is_readers(&token.fold))
    {
        return None;
    }
    let title: Vec<String> = super::fold::fold(&case.draft.contact.title)
        .split(' ')
        .filter(|word| word.len() >= 3)
        .map(str::to_owned)
        .collect();
    let limit = i64::from(case.draft.rules.stale_after_days);
    let tells_post = |known: &&Known<'_>| {
        known.origin == Origin::Outside
            && !title.is_empty()
            && title
                .iter()
                .filter(|word| known.text.tokens.iter().any(|token| token.fold == **word))
                .count()
                * 2
                > title.len()
    };
    let known: Vec<&Known<'_>> = case.grounds.known.iter().filter(tells_post).collect();
    let old = known
        .first()
        .filter(|_| known.iter().all(|known| known.age_days > limit))?;
    Some(case.finding(
        in_subject,
        Rule::StaleFact,
        sentence.start,
        sentence.end,
        format!("The post is known since {}: it isn't new.", old.fact.date),
    ))
}

fn is_readers(fold: &str) -> bool {
    matches!(
        fold,
        "your"
            | "you"
            | "ihre"
            | "ihrer"
            | "ihren"
            | "ihrem"
            | "votre"
            | "vos"
            | "vous"
            | "su"
            | "sus"
            | "suo"
            | "sua"
            | "uw"
            | "je"
            | "jouw"
            | "seu"
            | "din"
            | "dit"
            | "ditt"
            | "new"
            | "neuen"
            | "neue"
    )
}

/// "Last year", "im Vorjahr", "l'an dernier".
fn says_last_year(tokens: &[Token]) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.fold.as_str());
    (0..tokens.len()).any(|at| {
        matches!(word(at), "vorjahr" | "vorjahres" | "fjor")
            || matches!(
                (word(at), word(at + 1)),
                ("last" | "previous", "year")
                    | ("letzten" | "letztes" | "vergangenen" | "vorigen", "jahr")
                    | ("an" | "annee", "dernier" | "derniere" | "passe" | "passee")
                    | ("ano", "pasado" | "passado")
                    | ("anno", "scorso")
                    | ("vorig" | "afgelopen", "jaar")
            )
    })
}

/// The sentence names the year of the fact, or its month while that isn't read as this year's.
fn tells_date(tokens: &[Token], known: &Known<'_>, age_days: i64, today: Date) -> bool {
    let date = known.fact.date;
    let year = date.year().to_string();
    let stated: Vec<&str> = known
        .text
        .tokens
        .iter()
        .filter(|token| is_year(token))
        .map(|token| token.fold.as_str())
        .collect();
    let last_year = date.year() == today.year().saturating_sub(1)
        || stated.contains(&today.year().saturating_sub(1).to_string().as_str());
    if last_year && says_last_year(tokens) {
        return true;
    }
    tokens.iter().any(|token| {
        token.fold == year
            || (is_year(token) && stated.contains(&token.fold.as_str()))
            || age_days <= 400
                && month(&token.fold).is_some_and(|month| {
                    month == date.month()
                        || known
                            .text
                            .tokens
                            .iter()
                            .any(|other| super::stale::month(&other.fold) == Some(month))
                })
    })
}
