//! The mail of machines: absence notes, receipts, delivery reports.

use jiff::{Timestamp, ZonedDateTime};
use mail::{DeliveryFailure, Mailbox, Raw, SpamReport};

use crate::draw::Draw;
use crate::human::headers;
use crate::letter::Letter;
use crate::person::{Away, Person};
use crate::phrases::Phrases;
use crate::texts::texts;

/// What a server says of an address that doesn't exist, with its status.
const DEAD: [(&str, &str); 5] = [
    (
        "5.1.1",
        "550 5.1.1 The email account that you tried to reach does not exist.",
    ),
    (
        "5.1.1",
        "550 5.1.1 <{address}>: Recipient address rejected: User unknown in virtual mailbox table",
    ),
    (
        "5.1.10",
        "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
    ),
    ("5.1.1", "550 No such user here"),
    ("5.1.2", "550 5.1.2 Host or domain name not found"),
];
/// What a server says of a letter that is late.
const LATE: [(&str, &str); 3] = [
    ("4.4.1", "451 4.4.1 connection timed out"),
    (
        "4.7.1",
        "451 4.7.1 Greylisting in action, please come back later",
    ),
    (
        "4.2.2",
        "452 4.2.2 mailbox is over its quota, try again later",
    ),
];

/// An absence note.
pub(crate) fn absence(
    draw: &Draw,
    person: &Person,
    letter: &Letter,
    away: &Away,
    at: &ZonedDateTime,
) -> Option<Vec<u8>> {
    let phrases = Phrases::new(draw, person, letter, at, Some(away.back), true);
    // Everybody has one note for all letters.
    let note = person
        .draw
        .one_of("note", texts(person.language).out_of_office)?;
    automatic(draw, person, letter, at, &phrases, *note)
}

/// A receipt.
pub(crate) fn receipt(
    draw: &Draw,
    person: &Person,
    letter: &Letter,
    at: &ZonedDateTime,
) -> Option<Vec<u8>> {
    let phrases = Phrases::new(draw, person, letter, at, None, true);
    let note = person
        .draw
        .one_of("receipt", texts(person.language).auto_reply)?;
    automatic(draw, person, letter, at, &phrases, *note)
}

fn automatic(
    draw: &Draw,
    person: &Person,
    letter: &Letter,
    at: &ZonedDateTime,
    phrases: &Phrases,
    note: (&str, &str),
) -> Option<Vec<u8>> {
    let mut headers = headers(draw, person, letter, at, &phrases.fill(note.0));
    headers.push(("Auto-Submitted".to_owned(), "auto-replied".to_owned()));
    headers.push(("X-Auto-Response-Suppress".to_owned(), "All".to_owned()));
    mail::render_raw(&Raw {
        headers,
        text: format!("{}\n", phrases.fill(note.1)),
    })
    .ok()
}

/// The report that the address doesn't exist.
pub(crate) fn bounce(draw: &Draw, person: &Person, raw: &[u8], at: Timestamp) -> Option<Vec<u8>> {
    report(
        draw,
        person,
        raw,
        at,
        *person.draw.one_of("dead how", &DEAD)?,
    )
}

/// The report that the letter is late.
pub(crate) fn delay(draw: &Draw, person: &Person, raw: &[u8], at: Timestamp) -> Option<Vec<u8>> {
    report(draw, person, raw, at, *draw.one_of("late how", &LATE)?)
}

/// The report that somebody took the letter for spam.
pub(crate) fn spam_report(
    draw: &Draw,
    person: &Person,
    letter: &Letter,
    raw: &[u8],
    at: Timestamp,
) -> Option<Vec<u8>> {
    let desk = format!("feedback@{}", person.domain);
    let report = SpamReport {
        recipient: person.address.clone(),
        message_id: format!("{}@{}", draw.word("spam report id"), person.domain),
        date: at,
        from: Mailbox::new("", &desk),
        to: letter.from.address.clone(),
    };
    mail::spam_report(raw, &report).ok()
}

fn report(
    draw: &Draw,
    person: &Person,
    raw: &[u8],
    at: Timestamp,
    said: (&str, &str),
) -> Option<Vec<u8>> {
    let host = format!("mx{}.{}", person.draw.between("mx", 1, 4), person.domain);
    mail::delivery_failure(
        raw,
        &DeliveryFailure {
            recipient: person.address.clone(),
            status: said.0.to_owned(),
            diagnostic: said.1.replace("{address}", &person.address),
            message_id: format!("{}@{host}", draw.word("report id")),
            date: at,
            from: Mailbox::new("", &format!("MAILER-DAEMON@{host}")),
        },
    )
    .ok()
}
