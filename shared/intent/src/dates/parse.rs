//! One day or period, read from where it begins.

use jiff::ToSpan;
use jiff::civil::Date;

use super::calendar::{coming, easter, forward, monday_of, next_quarter, plus, quarter, week};
use super::names::{
    MONTHS, NEXT, NUMBERS, PARTS, Part, SHORT_MONTHS, THIS, TODAY, TOMORROW, UNITS, Unit, WEEKDAYS,
    find,
};
use super::{Grain, Mention, Role};
use crate::words::{Kind, Words};

/// Small words between the parts of a date.
const FILL: &[&str] = &[
    "of", "de", "del", "di", "des", "von", "the", "den", "dem", "der", "le", "el", "il", "o", "os",
    "d", "am", "dia", "du",
];
/// Words that join two ends or two days.
const JOIN: &[&str] = &[
    "to", "until", "till", "til", "through", "thru", "and", "bis", "und", "au", "et", "al", "a",
    "y", "e", "tot", "en", "ate", "do", "i", "och", "og", "hasta", "fino", "zum", "m", "or",
    "から",
];
/// Events on a fixed day of each year: words, month, day.
const FEASTS: &[(&str, i8, i8)] = &[
    ("christmas", 12, 26),
    ("xmas", 12, 26),
    ("weihnachten", 12, 26),
    ("noel", 12, 25),
    ("navidad", 12, 25),
    ("navidades", 12, 25),
    ("natale", 12, 26),
    ("kerst", 12, 26),
    ("natal", 12, 25),
    ("jul", 12, 26),
    ("silvester", 12, 31),
    ("epiphany", 1, 6),
    ("reyes", 1, 6),
    ("epifania", 1, 6),
    ("ferragosto", 8, 15),
    ("thanksgiving", 0, 0),
];
/// Easter and its relatives: words, days after Easter Sunday on which the feast ends.
const MOVABLE: &[(&str, i64)] = &[
    ("easter", 1),
    ("ostern", 1),
    ("paques", 1),
    ("pascua", 0),
    ("pasqua", 1),
    ("pasen", 1),
    ("pascoa", 0),
    ("paaske", 1),
    ("paask", 1),
    ("wielkanocy", 1),
    ("pentecost", 50),
    ("whitsun", 50),
    ("pfingsten", 50),
    ("pentecote", 50),
    ("pinksteren", 50),
    ("ascension", 39),
    ("himmelfahrt", 39),
    ("carnival", -47),
    ("karneval", -46),
    ("fasching", -46),
    ("carnaval", -47),
];

/// What was read, before its role is known.
struct Span {
    end: usize,
    begins: Date,
    ends: Date,
    grain: Grain,
    yearless: bool,
    range: bool,
    role: Option<Role>,
}

/// Reads days in one text.
pub(super) struct Reader<'w, 'a> {
    words: &'w Words<'a>,
    today: Date,
    month_first: bool,
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

    fn span(&self, at: usize) -> Option<Span> {
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

    fn year_after(&self, day: Date, start: Date) -> Date {
        let same = day.with().year(start.year()).build().unwrap_or(day);
        if same >= start {
            same
        } else {
            plus(same, 1.year())
        }
    }

    fn single(&self, at: usize) -> Option<Span> {
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
                .weekday(at)
                .or_else(|| self.month_day(at))
                .or_else(|| self.part_of(at))
                .or_else(|| self.month(at))
                .or_else(|| self.next_unit(at))
                .or_else(|| self.numbered(at))
                .or_else(|| self.counted(at))
                .or_else(|| self.near_day(at))
                .or_else(|| self.season(at))
                .or_else(|| self.feast(at))
                .or_else(|| self.year(at)),
            _ => None,
        }
    }

    fn number(&self, at: usize) -> Option<i32> {
        let word = self.words.list.get(at)?;
        if word.kind != Kind::Number || word.fold.len() > 4 {
            None
        } else {
            word.fold.parse().ok()
        }
    }

    fn word(&self, at: usize) -> &str {
        self.words.at(at)
    }

    fn one_day(&self, end: usize, day: Date, yearless: bool) -> Span {
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

    fn date(&self, year: Option<i32>, month: i32, day: i32) -> Option<(Date, bool)> {
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
    fn join(&self, at: usize) -> Option<usize> {
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

    fn skip_fill(&self, at: usize) -> usize {
        if FILL.contains(&self.word(at)) {
            at + 1
        } else {
            at
        }
    }

    fn iso(&self, at: usize) -> Option<Span> {
        let (year, month, day) = (self.number(at)?, self.number(at + 1)?, self.number(at + 2)?);
        let glue = self.words.glue(at + 1);
        if year < 1000 || glue != self.words.glue(at + 2) || !matches!(glue, "-" | "/" | ".") {
            return None;
        }
        self.date(Some(year), month, day)
            .map(|(day, _)| self.one_day(at + 3, day, false))
    }

    fn numeric(&self, at: usize) -> Option<Span> {
        let (left, right) = (self.number(at)?, self.number(at + 1)?);
        let glue = self.words.glue(at + 1);
        if left > 31 || right > 31 || !matches!(glue, "/" | "." | "-" | ". ") {
            return None;
        }
        let year = self.number(at + 2).filter(|year| {
            let text = self.words.glue(at + 2);
            let digits = self.word(at + 2).len();
            text.trim() == glue.trim() && (digits == 4 || digits == 2) && *year > 0
        });
        let end = if year.is_some() { at + 3 } else { at + 2 };
        if year.is_none() {
            let after = self.words.glue(end);
            let before = if at > 0 { self.word(at - 1) } else { "" };
            let led = matches!(
                before,
                "am" | "vom"
                    | "bis"
                    | "zum"
                    | "den"
                    | "dem"
                    | "der"
                    | "ab"
                    | "till"
                    | "til"
                    | "d"
                    | "mit"
                    | "tot"
                    | "the"
                    | "du"
                    | "au"
                    | "le"
                    | "seit"
                    | "nach"
            );
            let dotted = glue.starts_with('.') && (after.starts_with('.') || led);
            let range = glue == "." && after.trim() == "-";
            if !(glue == "/" || dotted || range)
                || matches!(self.word(end), "uhr" | "h" | "eur" | "pm" | "am" | "euro")
            {
                return None;
            }
        }
        let month_first = glue == "/" && self.month_first;
        let orders = if month_first {
            [(left, right), (right, left)]
        } else {
            [(right, left), (left, right)]
        };
        let readings: Vec<(Date, bool)> = orders
            .iter()
            .filter_map(|(month, day)| self.date(year, *month, *day))
            .collect();
        let chosen = match readings.as_slice() {
            [first, second, ..]
                if first.0 < self.today && second.0 >= self.today && glue == "/" =>
            {
                *second
            }
            [first, ..] if orders[0].0 <= 12 => *first,
            [first, ..] if glue == "/" || glue == "-" => *first,
            _ => return None,
        };
        Some(self.one_day(end, chosen.0, chosen.1))
    }

    fn ordinal(&self, at: usize) -> usize {
        let tail = self.words.glue(at).is_empty()
            && matches!(
                self.word(at),
                "st" | "nd"
                    | "rd"
                    | "th"
                    | "er"
                    | "e"
                    | "ste"
                    | "de"
                    | "o"
                    | "a"
                    | "ª"
                    | "º"
                    | "日"
            );
        if tail { at + 1 } else { at }
    }

    fn day_number(&self, at: usize) -> Option<(i32, usize)> {
        let day = self.number(at).filter(|day| (1..=31).contains(day))?;
        Some((day, self.ordinal(at + 1)))
    }

    fn month_at(&self, at: usize) -> Option<(i32, usize)> {
        let at = self.skip_fill(at);
        let month = find(MONTHS, self.word(at)).or_else(|| find(SHORT_MONTHS, self.word(at)))?;
        Some((i32::from(month), at + 1))
    }

    fn year_at(&self, at: usize) -> Option<(i32, usize)> {
        let at = if matches!(self.word(at), "de" | "del") {
            at + 1
        } else {
            at
        };
        if self.words.glue(at).contains(['\n', '(', '-', '–']) {
            return None;
        }
        self.number(at)
            .filter(|year| (2000..2100).contains(year))
            .map(|year| (year, at + 1))
    }

    /// "9 March 2026", "9.–13. März", "Friday 13 and Monday 16 November".
    fn day_month(&self, at: usize) -> Option<Span> {
        let (first, mut next) = self.day_number(at)?;
        if let Some((month, end)) = self.month_at(next) {
            let (year, end) = self
                .year_at(end)
                .map_or((None, end), |(year, end)| (Some(year), end));
            let (day, yearless) = self.date(year, month, first)?;
            return Some(self.one_day(end, day, yearless));
        }
        // The month stands only at the last of several days.
        for _ in 0..4 {
            let comma = self.words.glue(next).trim() == ",";
            let mut second = if comma { Some(next) } else { self.join(next) }?;
            if find(WEEKDAYS, self.word(second)).is_some() {
                second += 1;
            }
            let (last, end) = self.day_number(self.skip_fill(second))?;
            if let Some((month, end)) = self.month_at(end) {
                let (year, end) = self
                    .year_at(end)
                    .map_or((None, end), |(year, end)| (Some(year), end));
                let (ends, yearless) = self.date(year, month, last)?;
                let begins = ends
                    .with()
                    .day(i8::try_from(first).ok()?)
                    .build()
                    .unwrap_or(ends);
                return Some(Span {
                    end,
                    begins,
                    ends,
                    grain: Grain::Day,
                    yearless,
                    range: true,
                    role: None,
                });
            }
            next = end;
        }
        None
    }

    /// "March 9", "July 10-31", "March 9 to 13, 2026".
    fn month_day(&self, at: usize) -> Option<Span> {
        let month =
            i32::from(find(MONTHS, self.word(at)).or_else(|| find(SHORT_MONTHS, self.word(at)))?);
        let skipped = if self.word(at + 1) == "the" {
            at + 2
        } else {
            at + 1
        };
        if self.words.glue(at + 1).contains(['\n', '!', '?', ';']) {
            return None;
        }
        let (first, mut end) = self.day_number(skipped)?;
        if matches!(self.word(end), "h" | "uhr" | "people" | "million")
            || self.words.glue(end) == ":"
        {
            return None;
        }
        let mut last = first;
        if let Some(next) = self.join(end)
            && let Some((second, second_end)) = self.day_number(next)
            && self.month_at(second_end).is_none()
            && self.words.glue(second_end) != ":"
        {
            (last, end) = (second, second_end);
        }
        let (year, end) = self
            .year_at(end)
            .map_or((None, end), |(year, end)| (Some(year), end));
        let (ends, yearless) = self.date(year, month, last)?;
        let begins = ends
            .with()
            .day(i8::try_from(first).ok()?)
            .build()
            .unwrap_or(ends);
        Some(Span {
            end,
            begins,
            ends,
            grain: Grain::Day,
            yearless,
            range: first != last,
            role: None,
        })
    }

    /// The month as a whole. English "may", "march" and the like need a preposition or a year.
    fn month(&self, at: usize) -> Option<Span> {
        let word = self.words.list.get(at)?;
        let month = find(MONTHS, &word.fold)?;
        let led = at > 0
            && matches!(
                self.word(at - 1),
                "in" | "until"
                    | "till"
                    | "by"
                    | "before"
                    | "after"
                    | "early"
                    | "mid"
                    | "late"
                    | "next"
                    | "of"
                    | "since"
                    | "from"
                    | "im"
                    | "en"
                    | "a"
                    | "ad"
                    | "w"
                    | "do"
                    | "i"
                    | "for"
                    | "through"
                    | "around"
                    | "about"
                    | "em"
                    | "this"
                    | "begin"
                    | "ab"
                    | "and"
                    | "de"
            );
        if matches!(
            word.fold.as_str(),
            "may" | "march" | "mars" | "set" | "mai" | "maja" | "marca"
        ) && !led
            && (!word.capital || self.word(at) == "may" || at == 0)
            && self.year_at(at + 1).is_none()
        {
            return None;
        }
        if word.fold == "may" && !word.capital {
            return None;
        }
        let (year, end) = self
            .year_at(at + 1)
            .map_or((None, at + 1), |(year, end)| (Some(year), end));
        self.whole_month(end, year, i32::from(month))
    }

    fn whole_month(&self, end: usize, year: Option<i32>, month: i32) -> Option<Span> {
        let (first, yearless) = match year {
            Some(year) => (self.date(Some(year), month, 1)?.0, false),
            None => {
                let this = Date::new(self.today.year(), i8::try_from(month).ok()?, 1).ok()?;
                // The running month is still ahead in part; one that is over comes next year.
                (
                    if this.last_of_month() < self.today {
                        plus(this, 1.year())
                    } else {
                        this
                    },
                    true,
                )
            }
        };
        Some(Span {
            end,
            begins: forward(first),
            ends: first.last_of_month(),
            grain: Grain::Longer,
            yearless,
            range: false,
            role: None,
        })
    }

    /// "mid-January", "Anfang Mai", "end of the year", "fin août".
    fn part_of(&self, at: usize) -> Option<Span> {
        let part = find(PARTS, self.word(at))?;
        let mut next = at + 1;
        for _ in 0..3 {
            if FILL.contains(&self.word(next))
                || matches!(
                    self.word(next),
                    "dieses" | "this" | "van" | "da" | "la" | "l"
                )
            {
                next += 1;
            }
        }
        let whole = if find(MONTHS, self.word(next)).is_some() {
            let month = find(MONTHS, self.word(next))?;
            let (year, end) = self
                .year_at(next + 1)
                .map_or((None, next + 1), |(year, end)| (Some(year), end));
            self.whole_month(end, year, i32::from(month))?
        } else {
            self.next_unit(next)
                .or_else(|| self.period_end(next, part))
                .or_else(|| self.year(next))?
        };
        let first = whole.ends.first_of_month();
        let month_long = whole.begins.first_of_month() == first;
        let (begins, ends) = match part {
            Part::Begin => (whole.begins, plus(whole.begins, 9.days())),
            Part::Middle if month_long => {
                let mid = first.with().day(15).build().ok()?;
                (mid, plus(mid, 5.days()))
            }
            Part::Middle => (whole.begins, whole.ends),
            Part::End if month_long => (plus(whole.ends, (-6).days()), whole.ends),
            Part::End => (whole.ends, whole.ends),
        };
        Some(Span {
            begins,
            ends,
            role: None,
            ..whole
        })
    }

    /// "end of the month", "end of year", "Ende des Jahres": the running one.
    fn period_end(&self, at: usize, part: Part) -> Option<Span> {
        if part != Part::End {
            return None;
        }
        let ends = match find(UNITS, self.word(at))? {
            Unit::Week => plus(monday_of(self.today), 4.days()),
            Unit::Month => self.today.last_of_month(),
            Unit::Quarter => plus(next_quarter(self.today)?, (-1).days()),
            Unit::Year => self.today.last_of_year(),
            Unit::Day | Unit::Half => return None,
        };
        Some(Span {
            end: at + 1,
            begins: ends,
            ends,
            grain: Grain::Longer,
            yearless: true,
            range: false,
            role: None,
        })
    }

    /// A weekday, by itself or before a date, which then counts.
    fn weekday(&self, at: usize) -> Option<Span> {
        let mut name = at;
        let mut skipped_next = false;
        if NEXT.contains(&self.word(at))
            || matches!(
                self.word(at),
                "this" | "diesen" | "questo" | "este" | "ce" | "deze"
            )
        {
            name = at + 1;
            skipped_next = true;
        }
        let weekday = find(WEEKDAYS, self.word(name))?;
        if matches!(
            self.word(name),
            "segunda" | "terca" | "quarta" | "quinta" | "sexta"
        ) && self.words.list.get(name).is_some_and(|word| word.capital)
            && self.word(name + 1) != "feira"
            && !skipped_next
        {
            return None;
        }
        let mut end = name + 1;
        if self.word(end) == "feira" {
            end += 1;
        }
        let date_at = self.skip_fill(end);
        if !self.words.glue(date_at).contains(['\n', '(', '?', '!'])
            || self.words.glue(date_at).contains('(')
        {
            let dated = self
                .iso(date_at)
                .or_else(|| self.numeric(date_at))
                .or_else(|| self.day_month(date_at))
                .or_else(|| self.month_day(date_at));
            if let Some(dated) = dated {
                return Some(dated);
            }
            let tail = matches!(self.word(date_at), "the");
            if (tail || date_at > end || self.words.glue(date_at + 1).trim().is_empty())
                && let Some(day) = self.weekday_with_day(weekday, date_at)
            {
                return Some(day);
            }
        }
        if NEXT.contains(&self.word(end)) && self.word(end) != "que" && self.word(end) != "new" {
            end += 1;
        }
        if self.word(end) == "que" && matches!(self.word(end + 1), "viene" | "vem" | "entra") {
            end += 2;
        }
        Some(self.one_day(end, coming(self.today, weekday), false))
    }

    /// "Tuesday the 9th", "Friday 13": believed if that day has that name soon.
    fn weekday_with_day(&self, weekday: i8, at: usize) -> Option<Span> {
        let (day, end) = self.day_number(at)?;
        let span = self.next_numbered_day(day, end)?;
        (span.begins.weekday().to_monday_one_offset() == weekday).then_some(span)
    }

    fn next_numbered_day(&self, day: i32, end: usize) -> Option<Span> {
        let day = i8::try_from(day).ok()?;
        let first = self.today.first_of_month();
        let found = (0..3_i64)
            .filter_map(|ahead| plus(first, ahead.months()).with().day(day).build().ok())
            .find(|date| *date > self.today)?;
        Some(self.one_day(end, found, false))
    }

    /// "on the 9th", "am 9.", "le 9", "el 9".
    fn ordinal_day(&self, at: usize) -> Option<Span> {
        let (day, end) = self.day_number(at)?;
        let before = at.checked_sub(1).map(|before| self.word(before))?;
        let ordinal =
            end > at + 1 && matches!(self.word(at + 1), "st" | "nd" | "rd" | "th" | "er" | "日");
        let dotted = self.words.glue(end).starts_with('.')
            && matches!(before, "am" | "dem" | "den" | "zum" | "bis" | "ab" | "vom");
        let article = matches!(
            before,
            "le" | "el" | "il" | "dia" | "den" | "du" | "au" | "jusqu"
        ) && at.checked_sub(2).is_some_and(|two| {
            matches!(
                self.word(two),
                "retour"
                    | "vuelvo"
                    | "rientro"
                    | "hasta"
                    | "jusqu"
                    | "apres"
                    | "torno"
                    | "no"
                    | "do"
                    | "ate"
                    | "until"
                    | "bureau"
                    | "rentre"
            )
        });
        let unit_follows = find(UNITS, self.word(end)).is_some() || self.word(end) == "floor";
        if !(ordinal || dotted || article) || unit_follows {
            return None;
        }
        self.next_numbered_day(day, end)
    }

    /// "next week", "la semaine prochaine", "próximo mes", "来週", "this month".
    fn next_unit(&self, at: usize) -> Option<Span> {
        let word = self.word(at);
        let (unit, end, next) = if NEXT.contains(&word) && !matches!(word, "que" | "viene" | "vem")
        {
            let mut noun = at + 1;
            if matches!(self.word(noun), "calendar" | "working" | "full") {
                noun += 1;
            }
            (find(UNITS, self.word(noun))?, noun + 1, true)
        } else if THIS.contains(&word) {
            (find(UNITS, self.word(at + 1))?, at + 2, false)
        } else {
            let unit = find(UNITS, word)?;
            let after = self.word(at + 1);
            if matches!(after, "que") && matches!(self.word(at + 2), "viene" | "vem" | "entra") {
                (unit, at + 3, true)
            } else if NEXT.contains(&after)
                && !matches!(
                    after,
                    "new" | "next" | "following" | "coming" | "en" | "que" | "neue" | "neuen"
                )
            {
                (unit, at + 2, true)
            } else {
                return None;
            }
        };
        if matches!(
            word,
            "new"
                | "neuen"
                | "neues"
                | "neue"
                | "nouvel"
                | "nouvelle"
                | "nuevo"
                | "nuovo"
                | "nieuwe"
                | "novo"
                | "nyt"
                | "nya"
                | "nye"
        ) && unit != Unit::Year
        {
            return None;
        }
        self.unit_span(end, unit, next)
    }

    fn unit_span(&self, end: usize, unit: Unit, next: bool) -> Option<Span> {
        let shift = i64::from(next);
        let monday = plus(monday_of(self.today), (7 * shift).days());
        let month = plus(self.today.first_of_month(), shift.months());
        let (begins, ends, grain) = match unit {
            Unit::Day => return None,
            Unit::Week => (monday, plus(monday, 6.days()), Grain::Week),
            Unit::Month => (forward(month), month.last_of_month(), Grain::Longer),
            Unit::Quarter => {
                let start = if next {
                    next_quarter(self.today)?
                } else {
                    plus(next_quarter(self.today)?, (-3).months())
                };
                (
                    start,
                    plus(plus(start, 3.months()), (-1).days()),
                    Grain::Longer,
                )
            }
            Unit::Half => {
                let start = self.half_start(next);
                (
                    start,
                    plus(plus(start, 6.months()), (-1).days()),
                    Grain::Longer,
                )
            }
            Unit::Year => {
                let start = plus(self.today.first_of_year(), shift.years());
                (start, start.last_of_year(), Grain::Longer)
            }
        };
        Some(Span {
            end,
            begins,
            ends,
            grain,
            yearless: false,
            range: false,
            role: None,
        })
    }

    fn half_start(&self, next: bool) -> Date {
        let year = self.today.first_of_year();
        let this = if self.today.month() <= 6 {
            year
        } else {
            plus(year, 6.months())
        };
        if next { plus(this, 6.months()) } else { this }
    }

    /// "week 36", "KW 40", "weeks 29, 30 and 31", "Q2", "2nd quarter", "H1", "the week of 7 September".
    fn numbered(&self, at: usize) -> Option<Span> {
        let word = self.word(at);
        if matches!(word, "q" | "h" | "t")
            && self.words.glue(at + 1).is_empty()
            && let Some(number) = self.number(at + 1)
        {
            let (year, end) = self
                .year_at(at + 2)
                .map_or((None, at + 2), |(year, end)| (Some(year), end));
            return if word == "h" {
                self.half_span(end, number, year)
            } else {
                self.quarter_span(end, number, year)
            };
        }
        let spelled = match word {
            "first" | "ersten" | "erste" | "erstes" | "premier" | "primer" | "primo" | "eerste"
            | "primeiro" => Some(1),
            "second" | "zweiten" | "zweite" | "zweites" | "deuxieme" | "segundo" | "secondo"
            | "tweede" => Some(2),
            "third" | "dritten" | "drittes" | "troisieme" | "tercer" | "terzo" | "derde"
            | "terceiro" => Some(3),
            "fourth" | "vierten" | "viertes" | "quatrieme" | "cuarto" | "quarto" | "vierde" => {
                Some(4)
            }
            _ => None,
        };
        let number = spelled.or_else(|| self.number(at));
        if let Some(number) = number.filter(|number| (1..=4).contains(number)) {
            let noun = if spelled.is_some() {
                at + 1
            } else {
                self.ordinal(at + 1)
            };
            let ordinal =
                spelled.is_some() || noun > at + 1 || self.words.glue(noun).starts_with('.');
            if ordinal && let Some(unit) = find(UNITS, self.word(noun)) {
                let mut end = noun + 1;
                if matches!(self.word(end), "of") {
                    end += 1;
                }
                let (year, end) = self
                    .year_at(end)
                    .map_or((None, noun + 1), |(year, end)| (Some(year), end));
                return match unit {
                    Unit::Quarter => self.quarter_span(end, number, year),
                    Unit::Half => self.half_span(end, number, year),
                    _ => None,
                };
            }
            if spelled.is_some() && self.word(noun) == "half" {
                let year_at = (noun + 1..noun + 4).find_map(|at| self.year_at(at));
                let (year, end) = year_at.map_or((None, noun + 1), |(year, end)| (Some(year), end));
                return self.half_span(end, number, year);
            }
        }
        if find(UNITS, word) == Some(Unit::Week) || word == "w" {
            return self.week_span(at + 1);
        }
        None
    }

    fn quarter_span(&self, end: usize, number: i32, year: Option<i32>) -> Option<Span> {
        let year = year.and_then(|year| i16::try_from(year).ok());
        let begins = quarter(
            self.today,
            i8::try_from(number)
                .ok()
                .filter(|number| (1..=4).contains(number))?,
            year,
        )?;
        Some(Span {
            end,
            begins,
            ends: plus(plus(begins, 3.months()), (-1).days()),
            grain: Grain::Longer,
            yearless: year.is_none(),
            range: false,
            role: None,
        })
    }

    fn half_span(&self, end: usize, number: i32, year: Option<i32>) -> Option<Span> {
        let year = year.and_then(|year| i16::try_from(year).ok());
        let quarter_number = match number {
            1 => 1,
            2 => 3,
            _ => return None,
        };
        let begins = quarter(self.today, quarter_number, year)?;
        Some(Span {
            end,
            begins,
            ends: plus(plus(begins, 6.months()), (-1).days()),
            grain: Grain::Longer,
            yearless: year.is_none(),
            range: false,
            role: None,
        })
    }

    fn week_span(&self, at: usize) -> Option<Span> {
        if let Some(number) = self.number(at).filter(|number| (1..=53).contains(number)) {
            let begins = week(self.today, number)?;
            let (mut last, mut end) = (begins, at + 1);
            for _ in 0..6 {
                let comma = self.words.glue(end).trim() == ",";
                let next = if comma { Some(end) } else { self.join(end) };
                let Some(next) = next else { break };
                let next = if find(UNITS, self.word(next)) == Some(Unit::Week) {
                    next + 1
                } else {
                    next
                };
                let Some(number) = self.number(next).filter(|number| (1..=53).contains(number))
                else {
                    break;
                };
                if self.month_at(next + 1).is_some() {
                    break;
                }
                last = week(self.today, number)?;
                end = next + 1;
            }
            let first = begins.min(last);
            return Some(Span {
                end,
                begins: first,
                ends: plus(last, 6.days()),
                grain: Grain::Week,
                yearless: true,
                range: false,
                role: None,
            });
        }
        // "the week of 7 September", "semaine du 7", "week commencing Monday 7 September".
        let mut next = at;
        for _ in 0..3 {
            if FILL.contains(&self.word(next))
                || matches!(
                    self.word(next),
                    "commencing" | "beginning" | "starting" | "ab" | "vom" | "van" | "from"
                )
            {
                next += 1;
            }
        }
        if next == at {
            return None;
        }
        let day = self
            .weekday(next)
            .or_else(|| self.numeric(next))
            .or_else(|| self.day_month(next))
            .or_else(|| self.month_day(next))
            .or_else(|| {
                let (day, end) = self.day_number(next)?;
                self.next_numbered_day(day, end)
            })?;
        let monday = monday_of(day.begins);
        Some(Span {
            begins: monday,
            ends: plus(monday, 6.days()),
            grain: Grain::Week,
            ..day
        })
    }

    /// "in two weeks", "for three months", "dans 15 jours", "3週間後".
    fn counted(&self, at: usize) -> Option<Span> {
        let word = self.word(at);
        let mut noun = at + 1;
        let mut count = match self.words.list.get(at)?.kind {
            Kind::Number => self.number(at)?,
            _ => find(NUMBERS, word)?,
        };
        if word == "a" && self.word(at + 1) == "couple" {
            (count, noun) = (2, at + 2);
        }
        if matches!(
            self.word(noun),
            "of" | "de" | "full" | "whole" | "working" | "calendar" | "more"
        ) {
            noun += 1;
        }
        let mut span_unit = find(UNITS, self.word(noun));
        if word == "half" || (word == "a" && self.word(noun) == "half") {
            // Half a year.
            let rest = if word == "half" { at + 1 } else { at + 2 };
            let rest = if self.word(rest) == "a" {
                rest + 1
            } else {
                rest
            };
            (count, noun) = (6, rest);
            span_unit = (find(UNITS, self.word(rest))? == Unit::Year).then_some(Unit::Month);
        } else if matches!(
            self.word(noun),
            "halbes" | "halben" | "halves" | "half" | "halvt"
        ) && count == 1
            && find(UNITS, self.word(noun + 1)) == Some(Unit::Year)
        {
            (count, noun, span_unit) = (6, noun + 1, Some(Unit::Month));
        } else if matches!(self.word(noun), "fortnight") {
            count = 2;
        }
        if word == "a" && self.word(noun) == "year" && self.word(noun + 1) == "and" {
            return None;
        }
        let unit = span_unit?;
        let count = i64::from(count);
        if !(1..=400).contains(&count) {
            return None;
        }
        let mut end = noun + 1;
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        let two_before = at.checked_sub(2).map_or("", |before| self.word(before));
        let after = self.word(end);
        let japanese_after = after == "後"
            || (after == "間" && self.word(end + 1) == "後")
            || (after == "か" && self.word(end + 1) == "月");
        let ahead = matches!(
            before,
            "in" | "dans"
                | "en"
                | "om"
                | "over"
                | "za"
                | "tra"
                | "fra"
                | "dentro"
                | "daqui"
                | "within"
                | "inden"
                | "another"
        ) || (matches!(two_before, "in" | "dentro" | "daqui")
            && matches!(
                before,
                "de" | "about" | "another" | "etwa" | "ca" | "a" | "the"
            ))
            || matches!(after, "time" | "later" | "spaeter")
            || (after == "s" && self.word(end + 1) == "time")
            || (after == "from" && matches!(self.word(end + 1), "now" | "today"))
            || japanese_after;
        let during = matches!(
            before,
            "for"
                | "fuer"
                | "pendant"
                | "durante"
                | "per"
                | "voor"
                | "por"
                | "next"
                | "naechsten"
                | "prochains"
                | "prochaines"
                | "proximas"
                | "proximos"
                | "prossime"
                | "prossimi"
                | "przez"
                | "i"
        ) || matches!(two_before, "next")
            || matches!(after, "lang" | "long")
            || matches!(two_before, "for" | "fuer");
        let days = match unit {
            Unit::Day => plus(self.today, count.days()),
            Unit::Week => plus(self.today, count.weeks()),
            Unit::Month => plus(self.today, count.months()),
            Unit::Quarter => plus(self.today, (3 * count).months()),
            Unit::Half => plus(self.today, (6 * count).months()),
            Unit::Year => plus(self.today, count.years()),
        };
        // "Two weeks ago", "ten years of experience" are no appointment.
        if matches!(after, "ago" | "old" | "of") || !(ahead || during) {
            return None;
        }
        if after == "from" && matches!(self.word(end + 1), "now" | "today" | "tomorrow") {
            end += 2;
        }
        let role = if during && !ahead || after == "from" && before == "for" {
            Role::For
        } else {
            Role::On
        };
        Some(Span {
            end,
            begins: days,
            ends: days,
            grain: Grain::Day,
            yearless: false,
            range: false,
            role: Some(role),
        })
    }

    fn near_day(&self, at: usize) -> Option<Span> {
        let word = self.word(at);
        if TOMORROW.contains(&word) {
            // German and Dutch "morgen" after a weekday or "guten" is the morning.
            let before = at.checked_sub(1).map_or("", |before| self.word(before));
            if word == "morgen"
                && (matches!(before, "guten" | "goede" | "goeden" | "am")
                    || find(WEEKDAYS, before).is_some())
                || word == "manana" && matches!(before, "la" | "por")
            {
                return None;
            }
            let days = if matches!(before, "after" | "despues" | "apres")
                && self.word(at.saturating_sub(2)) == "day"
            {
                2
            } else {
                1
            };
            return Some(self.one_day(at + 1, plus(self.today, days.days()), false));
        }
        if matches!(word, "uebermorgen" | "overmorgen" | "pojutrze")
            || (word == "apres" && self.word(at + 1) == "demain")
            || (word == "pasado" && self.word(at + 1) == "manana")
        {
            return Some(self.one_day(
                at + 1 + usize::from(word == "apres" || word == "pasado"),
                plus(self.today, 2.days()),
                false,
            ));
        }
        if word == "明" && self.word(at + 1) == "日" {
            return Some(self.one_day(at + 2, plus(self.today, 1.day()), false));
        }
        let part = matches!(word, "this")
            && matches!(self.word(at + 1), "afternoon" | "morning" | "evening");
        if part || word == "本" && self.word(at + 1) == "日" {
            return Some(self.one_day(at + 2, self.today, false));
        }
        if TODAY.contains(&word) {
            return Some(self.one_day(at + 1, self.today, false));
        }
        if let Some(weekday) = ["月", "火", "水", "木", "金", "土", "日"]
            .iter()
            .position(|day| *day == word)
            && self.word(at + 1) == "曜"
        {
            let weekday = i8::try_from(weekday + 1).ok()?;
            return Some(self.one_day(
                at + 2 + usize::from(self.word(at + 2) == "日"),
                coming(self.today, weekday),
                false,
            ));
        }
        None
    }

    /// "after the summer", "à la rentrée": 1 September.
    fn season(&self, at: usize) -> Option<Span> {
        let word = self.word(at);
        let summer = matches!(
            word,
            "summer"
                | "sommer"
                | "sommerferien"
                | "sommerpause"
                | "sommerurlaub"
                | "ete"
                | "verano"
                | "estate"
                | "zomer"
                | "zomervakantie"
                | "bouwvak"
                | "verao"
                | "sommaren"
                | "sommeren"
                | "sommerferie"
                | "semestern"
                | "wakacje"
                | "wakacjach"
                | "lato"
                | "rentree"
                | "夏"
        ) || matches!(word, "vacaciones" | "vacanze" | "ferias")
            && matches!(self.word(at + 1), "de" | "estive" | "di");
        if !summer {
            return None;
        }
        let led = (1..=4).any(|back| {
            at.checked_sub(back).is_some_and(|before| {
                matches!(
                    self.word(before),
                    "after"
                        | "nach"
                        | "apres"
                        | "despues"
                        | "dopo"
                        | "na"
                        | "depois"
                        | "efter"
                        | "etter"
                        | "po"
                        | "until"
                        | "avant"
                        | "bis"
                        | "tras"
                        | "passato"
                        | "passe"
                )
            })
        });
        if !(led || word == "rentree" || word == "夏") {
            return None;
        }
        let (day, _) = self.date(None, 9, 1)?;
        Some(Span {
            role: Some(Role::From),
            ..self.one_day(at + 1, day, true)
        })
    }

    fn feast(&self, at: usize) -> Option<Span> {
        let word = self.word(at);
        if let Some((_, month, day)) = FEASTS.iter().find(|(name, _, _)| *name == word) {
            let (date, _) = self.date(None, i32::from(*month), i32::from(*day))?;
            return Some(self.one_day(at + 1, date, true));
        }
        let after = find(MOVABLE, word)?;
        let feast = (0..2)
            .filter_map(|ahead| easter(self.today.year() + ahead))
            .map(|sunday| plus(sunday, after.days()))
            .find(|day| *day >= self.today)?;
        // The table asks for the next working day after the event; feast days themselves are left alone.
        let sunday = if after == 1 {
            plus(feast, (-1).days())
        } else {
            feast
        };
        Some(self.one_day(at + 1, sunday, true))
    }

    /// "2027", "im Jahr 2027", "2027年".
    fn year(&self, at: usize) -> Option<Span> {
        let year = self.number(at).filter(|year| (2000..2100).contains(year))?;
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        let led = matches!(
            before,
            "in" | "until"
                | "till"
                | "for"
                | "jahr"
                | "en"
                | "nel"
                | "em"
                | "w"
                | "i"
                | "bis"
                | "of"
                | "early"
                | "late"
                | "mid"
                | "before"
                | "after"
                | "anfang"
                | "ende"
                | "debut"
                | "start"
                | "begin"
                | "year"
                | "annee"
                | "ano"
                | "anno"
                | "per"
                | "2027"
        ) || self.word(at + 1) == "年"
            || (year > i32::from(self.today.year()) && year < i32::from(self.today.year()) + 6);
        if !led {
            return None;
        }
        let first = Date::new(i16::try_from(year).ok()?, 1, 1).ok()?;
        Some(Span {
            end: at + 1,
            begins: first,
            ends: first.last_of_year(),
            grain: Grain::Longer,
            yearless: false,
            range: false,
            role: None,
        })
    }

    /// "8月12日", "2027年4月", "4月以降", "来週".
    fn japanese(&self, at: usize) -> Option<Span> {
        let mut month_at = at;
        let mut year = None;
        if self.word(at + 1) == "年" {
            year = Some(self.number(at)?);
            month_at = at + 2;
        }
        let month = self
            .number(month_at)
            .filter(|month| (1..=12).contains(month))?;
        if self.word(month_at + 1) != "月" {
            return None;
        }
        if let Some(day) = self
            .number(month_at + 2)
            .filter(|_| self.word(month_at + 3) == "日")
        {
            let (date, yearless) = self.date(year, month, day)?;
            let mut end = month_at + 4;
            // A weekday in brackets belongs to the date.
            if self.words.glue(end).contains(['(', '（']) {
                end += 1;
            }
            return Some(self.one_day(end, date, yearless));
        }
        let whole = self.whole_month(month_at + 2, year, month)?;
        let first = whole.ends.first_of_month();
        Some(match self.word(whole.end) {
            "中" if self.word(whole.end + 1) == "旬" => Span {
                begins: first.with().day(15).build().ok()?,
                end: whole.end + 2,
                ..whole
            },
            "末" => Span {
                begins: whole.ends,
                end: whole.end + 1,
                ..whole
            },
            _ => whole,
        })
    }
}
