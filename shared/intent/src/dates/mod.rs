//! Days in the words people use, counted from the day a message came in.
//!
//! `read` finds the days, `role` says what each is for (until, back on, after), and the two chooser
//! functions answer the two questions asked of them: when is somebody back, and when may we write again.

mod calendar;
mod choose;
mod names;
mod parse;
mod periods;
mod relative;
mod role;
mod written;

pub(crate) use calendar::next_weekday;
pub(crate) use choose::{resume_day, return_day};

use crate::words::Words;
use jiff::civil::Date;

/// How long the thing named is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grain {
    Day,
    Week,
    Longer,
}

/// What a day is named for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// On that day, or during that time.
    On,
    /// The last day of something.
    Until,
    /// Through the whole of it.
    Through,
    /// Begins then.
    From,
    /// Only afterwards.
    After,
    /// Back, reachable, open again.
    Back,
    /// So long from now.
    For,
}

/// One day or period in the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mention {
    pub(crate) first: usize,
    pub(crate) end: usize,
    /// The first day; for a month its first Monday-to-Friday day, for a week its Monday.
    pub(crate) begins: Date,
    /// The last day.
    pub(crate) ends: Date,
    pub(crate) grain: Grain,
    pub(crate) role: Role,
    /// No year was written: the next such day is meant, or the last one by a forgotten notice.
    pub(crate) yearless: bool,
    /// A span of two written ends.
    pub(crate) range: bool,
    /// Only "today" or a part of it.
    pub(crate) today: bool,
}

/// The most days read of one text; more are no letter.
const MOST_MENTIONS: usize = 200;

/// Finds all days and periods of a text, in order. `month_first` is the order of the sender's country.
pub(crate) fn read(words: &Words, today: Date, month_first: bool) -> Vec<Mention> {
    let reader = parse::Reader::new(words, today, month_first);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.list.len() && found.len() < MOST_MENTIONS {
        match reader.at(at) {
            Some(mention) if mention.end > at => {
                at = mention.end;
                found.push(mention);
            }
            _ => at += 1,
        }
    }
    role::assign(words, &mut found);
    found
}

/// Whether a folded word is the name of a month.
pub(crate) fn is_month(word: &str) -> bool {
    names::find(names::MONTHS, word).is_some()
}

/// Whether a folded word can name a later time: a month, a unit, a season.
pub(crate) fn is_when(word: &str) -> bool {
    is_month(word)
        || is_day_word(word)
        || names::find(names::SHORT_MONTHS, word).is_some()
        || names::find(names::UNITS, word).is_some()
        || names::NEXT.contains(&word)
        || matches!(
            word,
            "spring"
                | "autumn"
                | "fall"
                | "winter"
                | "summer"
                | "herbst"
                | "fruehjahr"
                | "fruehling"
                | "sommer"
                | "q"
                | "quarter"
                | "easter"
                | "christmas"
                | "ostern"
                | "weihnachten"
        )
}

/// Whether a folded word names a day: a weekday or tomorrow.
pub(crate) fn is_day_word(word: &str) -> bool {
    names::find(names::WEEKDAYS, word).is_some() || names::TOMORROW.contains(&word)
}
