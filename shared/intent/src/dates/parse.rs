//! One day or period, read from where it begins: what all ways of writing it share.
//! [`super::written`] reads dates, [`super::relative`] what counts from today, [`super::periods`] weeks, quarters, feasts.

use jiff::ToSpan;
use jiff::civil::Date;

use super::calendar::plus;

use super::{Grain, Mention, Role};
use crate::words::{Kind, Words};

/// Small words between the parts of a date.
pub(super) const FILL: &[&str] = &[
    "of", "de", "del", "di", "des", "von", "the", "den", "dem", "der", "le", "el", "il", "o", "os",
    "d", "am", "dia", "du", "av", "af",
];
/// Words that join two ends or two days.
const JOIN: &[&str] = &[
    "to", "until", "till", "til", "through", "thru", "and", "bis", "und", "au", "et", "al", "a",
    "y", "e", "tot", "en", "ate", "do", "i", "och", "og", "hasta", "fino", "zum", "m", "or",
    "から",
];
/// What was read, before its role is known.
pub(super) struct Span {
    pub(super) end: usize,
    pub(super) begins: Date,
    pub(super) ends: Date,
    pub(super) grain: Grain,
    pub(super) yearless: bool,
    pub(super) range: bool,
    pub(super) role: Option<Role>,
}

/// Reads days in one text.
pub(super) struct Reader<'w, 'a> {
    pub(super) words: &'w Words<'a>,
    pub(super) today: Date,
    pub(super) month_first: bool,
}

impl<'w, 'a> Reader<'w, 'a> {
    pub(super) fn new(words: &'w Words<'a>, today: Date, month_first: bool) -> Self {
        let mut reader = Reader {
            words,
            today,
            month_first,
        };
        // One date such as 14/08 or 08/14 tells the order of all the others.
        for at in 0..words.list.len() {
            if let (Some(left), Some(right)) = (reader.number(at), reader.number(at + 1))
                && words.glue(at + 1) == "/"
            {
                if (13..=31).contains(&left) && (1..=12).contains(&right) {
                    reader.month_first = false;
                } else if (13..=31).contains(&right) && (1..=12).contains(&left) {
                    reader.month_first = true;
                }
            }
        }
        reader
    }

    /// The day or period that begins at word `at`.
    pub(super) fn at(&self, at: usize) -> Option<Mention> {
        let span = self.span(at)?;
        let today = span.begins == self.today && span.ends == self.today;
        Some(Mention {
            first: at,
            end: span.end,
            begins: span.begins,
            ends: span.ends,
            grain: span.grain,
            role: span.role.unwrap_or(Role::On),
            yearless: span.yearless,
            range: span.range,
            today,
        })
    }

    pub(super) fn span(&self, at: usize) -> Option<Span> {
        let one = self.single(at)?;
        // A second end: "from the 9th of May to 13 June", "Monday to Wednesday".
        if let Some(next) = self.join(one.end)
            && let Some(two) = self.single(next)
            && two.role.is_none()
            && one.role.is_none()
            && two.grain == one.grain
        {
            let mut ends = two.ends;
            if two.yearless && one.begins > ends && one.yearless {
                // The range has begun already: its end is the nearer one.
                return Some(Span {
                    end: two.end,
                    begins: ends,
                    ends,
                    range: true,
                    ..two
                });
            }
            if two.yearless && !one.yearless {
                ends = self.year_after(two.ends, one.begins);
            }
            return Some(Span {
                end: two.end,
                begins: one.begins,
                ends,
                range: true,
                ..two
            });
        }
        Some(one)
    }

    pub(super) fn year_after(&self, day: Date, start: Date) -> Date {
        let same = day.with().year(start.year()).build().unwrap_or(day);
        if same >= start {
            same
        } else {
            plus(same, 1.year())
        }
    }

    pub(super) fn single(&self, at: usize) -> Option<Span> {
        let word = self.words.list.get(at)?;
        match word.kind {
            Kind::Number => self
                .iso(at)
                .or_else(|| self.numeric(at))
                .or_else(|| self.day_month(at))
                .or_else(|| self.japanese(at))
                .or_else(|| self.counted(at))
                .or_else(|| self.numbered(at))
                .or_else(|| self.ordinal_day(at))
                .or_else(|| self.year(at)),
            Kind::Letters => self
                .japanese(at)
                .or_else(|| self.spelled_day_month(at))
                .or_else(|| self.week_on(at))
                .or_else(|| self.weekday(at))
                .or_else(|| self.month_day(at))
                .or_else(|| self.part_of(at))
                .or_else(|| self.month(at))
                .or_else(|| self.next_unit(at))
                .or_else(|| self.numbered(at))
                .or_else(|| self.counted(at))
                .or_else(|| self.one_unit(at))
                .or_else(|| self.near_day(at))
                .or_else(|| self.season(at))
                .or_else(|| self.feast(at))
                .or_else(|| self.year(at)),
            _ => None,
        }
    }

    /// A day that is written out or named, and is not itself counted from another.
    pub(super) fn written_day(&self, at: usize) -> Option<Span> {
        let day = match self.words.list.get(at)?.kind {
            Kind::Number => self
                .iso(at)
                .or_else(|| self.numeric(at))
                .or_else(|| self.day_month(at))
                .or_else(|| self.ordinal_day(at)),
            Kind::Letters => self
                .spelled_day_month(at)
                .or_else(|| self.weekday(at))
                .or_else(|| self.month_day(at))
                .or_else(|| self.feast(at)),
            _ => None,
        };
        day.filter(|day| day.grain == Grain::Day && day.role.is_none())
    }

    pub(super) fn number(&self, at: usize) -> Option<i32> {
        let word = self.words.list.get(at)?;
        if word.kind != Kind::Number || word.fold.len() > 4 {
            None
        } else {
            word.fold.parse().ok()
        }
    }

    pub(super) fn word(&self, at: usize) -> &str {
        self.words.at(at)
    }

    pub(super) fn one_day(&self, end: usize, day: Date, yearless: bool) -> Span {
        Span {
            end,
            begins: day,
            ends: day,
            grain: Grain::Day,
            yearless,
            range: false,
            role: None,
        }
    }

    pub(super) fn date(&self, year: Option<i32>, month: i32, day: i32) -> Option<(Date, bool)> {
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        if let Some(year) = year {
            let year = if year < 100 { year + 2000 } else { year };
            return Date::new(i16::try_from(year).ok()?, month, day)
                .ok()
                .map(|date| (date, false));
        }
        // The next such day; 29 February may be up to eight years off.
        (0..9)
            .filter_map(|ahead| Date::new(self.today.year() + ahead, month, day).ok())
            .find(|date| *date >= self.today)
            .map(|date| (date, true))
    }

    /// Skips "and", "to", "–" between two ends.
    pub(super) fn join(&self, at: usize) -> Option<usize> {
        let glue = self.words.glue(at);
        let sentence = self.words.list.get(at)?.sentence;
        if sentence != self.words.list.get(at.checked_sub(1)?)?.sentence {
            return None;
        }
        let dash = glue.contains(['-', '–', '—', '~', '〜', '～']);
        let mut next = at;
        if !dash {
            let mut joined = false;
            for _ in 0..3 {
                if JOIN.contains(&self.word(next))
                    || matches!(
                        self.word(next),
                        "up" | "including" | "t" | "z" | "alle" | "dal" | "lo"
                    )
                {
                    joined = true;
                    next += 1;
                }
            }
            if self.word(next) == "ら" {
                next += 1;
            }
            if !joined {
                return None;
            }
        }
        Some(self.skip_fill(next))
    }

    pub(super) fn skip_fill(&self, at: usize) -> usize {
        if FILL.contains(&self.word(at)) {
            at + 1
        } else {
            at
        }
    }
}
