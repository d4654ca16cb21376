//! Fills the texts.

use jiff::ZonedDateTime;
use jiff::civil::Date;

use crate::draw::Draw;
use crate::letter::Letter;
use crate::person::{Person, ahead};

/// What the names in braces stand for in one mail.
pub(crate) struct Phrases {
    values: Vec<(&'static str, String)>,
}

/// Times somebody proposes.
const TIMES: [&str; 8] = [
    "9:00", "9:30", "10:00", "11:30", "14:00", "15:00", "15:30", "16:00",
];

impl Phrases {
    /// For a mail written at `at`. `back` is the first day back of somebody who is away.
    /// `soon` dates lie within two weeks, others one to four months ahead.
    pub(crate) fn new(
        draw: &Draw,
        person: &Person,
        letter: &Letter,
        at: &ZonedDateTime,
        back: Option<Date>,
        soon: bool,
    ) -> Self {
        let language = person.language;
        let today = at.date();
        let day = if soon {
            ahead(today, draw.between("day", 2, 10))
        } else {
            ahead(today, draw.between("day", 32, 120))
        };
        let (other_first, other_last, other_email) = person.colleague();
        let back = back.unwrap_or(day);
        let values = vec![
            (
                "you",
                first_word(letter.from.name.as_deref().unwrap_or_default()),
            ),
            ("me", person.first.clone()),
            ("full", format!("{} {}", person.first, person.last)),
            ("firm", person.firm()),
            ("phone", phone(&person.draw)),
            ("date", language.day(day)),
            ("month", language.month(day).to_owned()),
            ("weekday", language.weekday(day.weekday()).to_owned()),
            (
                "time",
                draw.one_of("time", &TIMES)
                    .copied()
                    .unwrap_or("10:00")
                    .to_owned(),
            ),
            ("other", format!("{other_first} {other_last}")),
            ("other_email", other_email),
            ("back", language.day(back)),
            ("back_full", language.full_day(back)),
            ("back_weekday", language.weekday(back.weekday()).to_owned()),
            ("subject", letter.subject.clone()),
            (
                "ticket",
                format!("#{}", draw.between("ticket", 10_000, 999_999)),
            ),
        ];
        Self { values }
    }

    /// Fills one text. A greeting without a name to greet becomes none.
    pub(crate) fn fill(&self, text: &str) -> String {
        fill(text, &self.values)
    }

    /// Whether a value is empty.
    pub(crate) fn lacks(&self, name: &str) -> bool {
        self.values
            .iter()
            .any(|(known, value)| *known == name && value.is_empty())
    }
}

/// Fills names in braces, once: what is filled in is not looked at again.
pub(crate) fn fill(text: &str, values: &[(&'static str, String)]) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => out.push_str(value),
            None => out.push_str(name),
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

fn first_word(name: &str) -> String {
    let word = name.split_whitespace().next().unwrap_or_default();
    if word.contains('@') {
        String::new()
    } else {
        word.trim_matches(['"', ',', '\'']).to_owned()
    }
}

fn phone(draw: &Draw) -> String {
    // 555-01xx is set aside for invented numbers.
    format!(
        "+1 {} 555 01{:02}",
        draw.between("area", 201, 989),
        draw.between("number", 0, 99)
    )
}
