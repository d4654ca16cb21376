//! The mail of a person who answers.

use jiff::{Timestamp, ZonedDateTime};
use mail::Raw;

use crate::draw::Draw;
use crate::letter::Letter;
use crate::person::Person;
use crate::phrases::{Phrases, fill};
use crate::texts::texts;

/// Lines of the letter that are quoted.
const QUOTE_LINES: usize = 60;

/// What an answer is meant to be, and the texts for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    Positive,
    InfoRequest,
    Referral,
    NotNow,
    NotInterested,
    Unsubscribe,
    WrongPerson,
    Ambiguous,
    /// Agrees to what we answered.
    Agreed,
}

impl Meaning {
    /// The intent's name.
    pub(crate) const fn intent(self) -> &'static str {
        match self {
            Self::Positive | Self::Agreed => "positive",
            Self::InfoRequest => "info_request",
            Self::Referral => "referral",
            Self::NotNow => "not_now",
            Self::NotInterested => "not_interested",
            Self::Unsubscribe => "unsubscribe",
            Self::WrongPerson => "wrong_person",
            Self::Ambiguous => "ambiguous",
        }
    }
}

/// Writes the answer; `None` only if the letter's own fields can't stand in a header.
pub(crate) fn answer(
    draw: &Draw,
    person: &Person,
    letter: &Letter,
    meaning: Meaning,
    sent: Timestamp,
    at: &ZonedDateTime,
) -> Option<Vec<u8>> {
    let language = texts(person.language);
    let choices = match meaning {
        Meaning::Positive => language.positive,
        Meaning::InfoRequest => language.info_request,
        Meaning::Referral => language.referral,
        Meaning::NotNow => language.not_now,
        Meaning::NotInterested => language.not_interested,
        Meaning::Unsubscribe => language.unsubscribe,
        Meaning::WrongPerson => language.wrong_person,
        Meaning::Ambiguous => language.ambiguous,
        Meaning::Agreed => language.agreed,
    };
    let phrases = Phrases::new(draw, person, letter, at, None, meaning != Meaning::NotNow);
    let words = phrases.fill(draw.one_of("text", choices)?);
    // Two words need no greeting and no closing.
    let terse = words.split_whitespace().count() < 4;
    let greeting = draw
        .one_of("greeting", language.greetings)
        .copied()
        .unwrap_or_default();
    let closing = person
        .draw
        .one_of("closing", language.closings)
        .copied()
        .unwrap_or_default();
    let mut body = String::new();
    let nameless = greeting.contains("{you}") && phrases.lacks("you");
    if terse || nameless || greeting.is_empty() {
        body.push_str(&capital(&words));
    } else {
        body.push_str(&phrases.fill(greeting));
        body.push_str("\n\n");
        body.push_str(&words);
    }
    let silent = closing.is_empty() || (terse && closing.contains('\n'));
    if !silent {
        body.push_str("\n\n");
        body.push_str(&phrases.fill(closing));
    }
    if draw.share("quotes") < 0.88 {
        body.push_str("\n\n");
        body.push_str(&quote(draw, person, letter, sent));
    }
    body.push('\n');
    let mut headers = headers(
        draw,
        person,
        letter,
        at,
        &reply_subject(letter, language.reply_prefix),
    );
    if let Some(program) = person.draw.one_of("program", &PROGRAMS) {
        headers.push(("X-Mailer".to_owned(), (*program).to_owned()));
    }
    mail::render_raw(&Raw {
        headers,
        text: body,
    })
    .ok()
}

const PROGRAMS: [&str; 3] = [
    "Apple Mail (2.3826.300.87.4.3)",
    "Microsoft Outlook 16.0",
    "iPhone Mail (22B91)",
];

/// The headers of any answer to a letter.
pub(crate) fn headers(
    draw: &Draw,
    person: &Person,
    letter: &Letter,
    at: &ZonedDateTime,
    subject: &str,
) -> Vec<(String, String)> {
    let ids = |ids: &[String]| {
        ids.iter()
            .map(|id| format!("<{id}>"))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let mut references = letter.references.clone();
    references.push(letter.message_id.clone());
    let header = |name: &str, value: String| (name.to_owned(), value);
    vec![
        header("Date", at.strftime("%a, %d %b %Y %H:%M:%S %z").to_string()),
        header(
            "From",
            format!("{} {} <{}>", person.first, person.last, person.address),
        ),
        header("To", letter.reply_to.clone()),
        header("Subject", subject.to_owned()),
        header("Message-ID", format!("<{}>", own_id(draw, person, at))),
        header("In-Reply-To", ids(std::slice::from_ref(&letter.message_id))),
        header("References", ids(&references)),
    ]
}

fn reply_subject(letter: &Letter, prefix: &str) -> String {
    let subject = letter.subject.trim();
    let lower = subject.to_lowercase();
    if ["re:", "aw:", "antw:", "sv:"]
        .iter()
        .any(|known| lower.starts_with(known))
    {
        return subject.to_owned();
    }
    format!("{prefix}{subject}")
}

/// A `Message-ID` of the market: a nonce, and its check under the person's draw, by which the
/// market knows it again in the references of a later letter.
fn own_id(draw: &Draw, person: &Person, at: &ZonedDateTime) -> String {
    // A person and their absence note may both answer one letter.
    let nonce = &draw.word(&format!("message id {}", at.timestamp().as_nanosecond()))[..16];
    format!("{nonce}.{}@{}", check(person, nonce), host(person))
}

fn check(person: &Person, nonce: &str) -> String {
    person.draw.word(&format!("own {nonce}"))[..12].to_owned()
}

fn host(person: &Person) -> String {
    let host: String = person
        .domain
        .chars()
        .filter(|one| one.is_ascii_alphanumeric() || ".-".contains(*one))
        .collect();
    if host.is_empty() {
        "mail.invalid".to_owned()
    } else {
        host
    }
}

/// Whether the person wrote the mail of that `Message-ID`.
pub(crate) fn is_own(person: &Person, id: &str) -> bool {
    let local = id.split('@').next().unwrap_or_default();
    local.split_once('.').is_some_and(|(nonce, tail)| {
        nonce.len() == 16 && nonce.is_ascii() && tail == check(person, nonce)
    })
}

/// The letter below the answer, the way the person's program does it.
fn quote(draw: &Draw, person: &Person, letter: &Letter, sent: Timestamp) -> String {
    let local = person.local(sent);
    let lines = texts(person.language).quote_lines;
    let values = [
        ("date", person.language.full_day(local.date())),
        ("time", local.strftime("%H:%M").to_string()),
        (
            "name",
            letter
                .from
                .name
                .clone()
                .unwrap_or_else(|| letter.from.address.clone()),
        ),
        ("address", letter.from.address.clone()),
    ];
    let mut quote = fill(
        draw.one_of("quote line", lines)
            .copied()
            .unwrap_or_default(),
        &values,
    );
    quote.push('\n');
    for line in letter.text.trim().lines().take(QUOTE_LINES) {
        quote.push_str(if line.starts_with('>') { "\n>" } else { "\n> " });
        quote.push_str(line.trim_end());
    }
    quote
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}
