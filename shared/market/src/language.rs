//! The language somebody answers in, and how dates are written in it.

use jiff::civil::{Date, Weekday};

/// A language of the market.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    German,
    French,
    Spanish,
    Dutch,
}

const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const GERMAN_MONTHS: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
const FRENCH_MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const SPANISH_MONTHS: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];
const DUTCH_MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];
const ENGLISH_DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const GERMAN_DAYS: [&str; 7] = [
    "Montag",
    "Dienstag",
    "Mittwoch",
    "Donnerstag",
    "Freitag",
    "Samstag",
    "Sonntag",
];
const FRENCH_DAYS: [&str; 7] = [
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
];
const SPANISH_DAYS: [&str; 7] = [
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábado",
    "domingo",
];
const DUTCH_DAYS: [&str; 7] = [
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
];

impl Language {
    /// A month, as in the middle of a sentence.
    pub(crate) fn month(self, date: Date) -> &'static str {
        let names = match self {
            Self::English => &ENGLISH_MONTHS,
            Self::German => &GERMAN_MONTHS,
            Self::French => &FRENCH_MONTHS,
            Self::Spanish => &SPANISH_MONTHS,
            Self::Dutch => &DUTCH_MONTHS,
        };
        usize::try_from(date.month() - 1)
            .ok()
            .and_then(|at| names.get(at))
            .copied()
            .unwrap_or_default()
    }

    /// A day of the week, as in the middle of a sentence.
    pub(crate) fn weekday(self, weekday: Weekday) -> &'static str {
        let names = match self {
            Self::English => &ENGLISH_DAYS,
            Self::German => &GERMAN_DAYS,
            Self::French => &FRENCH_DAYS,
            Self::Spanish => &SPANISH_DAYS,
            Self::Dutch => &DUTCH_DAYS,
        };
        usize::try_from(weekday.to_monday_zero_offset())
            .ok()
            .and_then(|at| names.get(at))
            .copied()
            .unwrap_or_default()
    }

    /// A day with month, without year.
    pub(crate) fn day(self, date: Date) -> String {
        let (day, month) = (date.day(), self.month(date));
        match self {
            Self::English | Self::French | Self::Dutch => format!("{day} {month}"),
            Self::German => format!("{day}. {month}"),
            Self::Spanish => format!("{day} de {month}"),
        }
    }

    /// A day with month and year.
    pub(crate) fn full_day(self, date: Date) -> String {
        match self {
            Self::Spanish => format!("{} de {}", self.day(date), date.year()),
            _ => format!("{} {}", self.day(date), date.year()),
        }
    }
}
