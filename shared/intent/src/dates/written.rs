//! Dates as they are written: 9 March, 3.8., 2026-09-14, Friday the 13th, 8月12日.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Grain;
use super::calendar::{coming, forward, plus, week};
use super::names::{MONTHS, NEXT, SHORT_MONTHS, UNITS, Unit, WEEKDAYS, find};
use super::parse::{Reader, Span};

/// Days of the month as English words.
const ORDINALS: &[(&str, i32)] = &[
    ("first", 1),
    ("second", 2),
    ("third", 3),
    ("fourth", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("seventh", 7),
    ("eighth", 8),
    ("ninth", 9),
    ("tenth", 10),
    ("eleventh", 11),
    ("twelfth", 12),
    ("thirteenth", 13),
    ("fourteenth", 14),
    ("fifteenth", 15),
    ("sixteenth", 16),
    ("seventeenth", 17),
    ("eighteenth", 18),
    ("nineteenth", 19),
    ("twentieth", 20),
    ("thirtieth", 30),
];

impl Reader<'_, '_> {
    /// "The sixth of July": words for a day count only beside a month.
    pub(super) fn spelled_day_month(&self, at: usize) -> Option<Span> {
        find(ORDINALS, self.word(at))?;
        self.month_at(at + 1)?;
        self.day_month(at)
    }

    pub(super) fn iso(&self, at: usize) -> Option<Span> {
        let (year, month, day) = (self.number(at)?, self.number(at + 1)?, self.number(at + 2)?);
        let glue = self.words.glue(at + 1);
        if year < 1000 || glue != self.words.glue(at + 2) || !matches!(glue, "-" | "/" | ".") {
            return None;
        }
        self.date(Some(year), month, day)
            .map(|(day, _)| self.one_day(at + 3, day, false))
    }

    pub(super) fn numeric(&self, at: usize) -> Option<Span> {
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

    pub(super) fn ordinal(&self, at: usize) -> usize {
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

    pub(super) fn day_number(&self, at: usize) -> Option<(i32, usize)> {
        if let Some(day) = find(ORDINALS, self.word(at)) {
            return Some((day, at + 1));
        }
        let day = self.number(at).filter(|day| (1..=31).contains(day))?;
        Some((day, self.ordinal(at + 1)))
    }

    pub(super) fn month_at(&self, at: usize) -> Option<(i32, usize)> {
        let at = self.skip_fill(at);
        let month = find(MONTHS, self.word(at)).or_else(|| find(SHORT_MONTHS, self.word(at)))?;
        Some((i32::from(month), at + 1))
    }

    pub(super) fn year_at(&self, at: usize) -> Option<(i32, usize)> {
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
    pub(super) fn day_month(&self, at: usize) -> Option<Span> {
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
    pub(super) fn month_day(&self, at: usize) -> Option<Span> {
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
    pub(super) fn month(&self, at: usize) -> Option<Span> {
        let word = self.words.list.get(at)?;
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
        // "In Feb": a short month needs a word before it that leads to a time; "mar" is a Tuesday, too.
        let short = || led.then(|| find(SHORT_MONTHS, &word.fold)).flatten();
        let month = find(MONTHS, &word.fold).or_else(|| short().filter(|_| word.fold != "mar"))?;
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
        let whole = self.whole_month(end, year, i32::from(month))?;
        // "Elokuun puolivälissä": the part stands behind.
        let first = whole.ends.first_of_month();
        Some(match self.word(end) {
            "puolivaelissae" => Span {
                begins: first.with().day(15).build().ok()?,
                end: end + 1,
                ..whole
            },
            "alussa" => Span {
                end: end + 1,
                ..whole
            },
            "lopussa" | "lopulla" => Span {
                begins: plus(whole.ends, (-6).days()),
                end: end + 1,
                ..whole
            },
            _ => whole,
        })
    }

    pub(super) fn whole_month(&self, end: usize, year: Option<i32>, month: i32) -> Option<Span> {
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

    /// "Mon 14:30", "Mon or Tue": not the French "mon retour".
    fn short_monday(&self, at: usize) -> bool {
        self.word(at) == "mon"
            && self.words.list.get(at).is_some_and(|word| word.capital)
            && (self.number(at + 1).is_some()
                || self.words.glue(at + 1).trim() != ""
                || at + 1 >= self.words.list.len()
                || matches!(
                    self.word(at + 1),
                    "or" | "at" | "and" | "the" | "to" | "morning" | "afternoon"
                )
                || find(WEEKDAYS, self.word(at + 1)).is_some())
    }

    /// A weekday, by itself or before a date, which then counts.
    pub(super) fn weekday(&self, at: usize) -> Option<Span> {
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
        let weekday =
            find(WEEKDAYS, self.word(name)).or_else(|| self.short_monday(name).then_some(1))?;
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
        if let Some(day) = self.weekday_of_week(weekday, end) {
            return Some(day);
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
            // "Lunedì 24.", but not "Monday 10:30".
            let ends = matches!(
                self.words.glue(date_at + 1).trim(),
                "" | "." | "," | ";" | ")"
            );
            if (tail || date_at > end || ends)
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

    /// "Monday in week 33", "måndag vecka 31", "Wednesday week".
    fn weekday_of_week(&self, weekday: i8, at: usize) -> Option<Span> {
        let unit = |at: usize| find(UNITS, self.word(at)) == Some(Unit::Week);
        let mut noun = at;
        while noun < at + 2
            && !unit(noun)
            && matches!(
                self.word(noun),
                "in" | "of"
                    | "i"
                    | "der"
                    | "de"
                    | "en"
                    | "den"
                    | "della"
                    | "da"
                    | "the"
                    | "van"
                    | "w"
            )
        {
            noun += 1;
        }
        if !unit(noun) {
            return None;
        }
        if let Some(number) = self
            .number(noun + 1)
            .filter(|number| (1..=53).contains(number))
        {
            let monday = week(self.today, number)?;
            let day = plus(monday, i64::from(weekday - 1).days());
            return Some(self.one_day(noun + 2, day, false));
        }
        (noun == at && self.word(noun) == "week" && find(UNITS, self.word(noun + 1)).is_none())
            .then(|| self.one_day(noun + 1, plus(coming(self.today, weekday), 7.days()), false))
    }

    /// "A week on Wednesday", "a week from Monday": the one after the coming one.
    pub(super) fn week_on(&self, at: usize) -> Option<Span> {
        let led = self.word(at) == "a"
            && self.word(at + 1) == "week"
            && matches!(self.word(at + 2), "on" | "from" | "next");
        let weekday = find(WEEKDAYS, self.word(at + 3)).filter(|_| led)?;
        Some(self.one_day(at + 4, plus(coming(self.today, weekday), 7.days()), false))
    }

    /// "Tuesday the 9th", "Friday 13": the next month in which that day has that name.
    pub(super) fn weekday_with_day(&self, weekday: i8, at: usize) -> Option<Span> {
        let (day, end) = self.day_number(at)?;
        let numbered = i8::try_from(day).ok()?;
        let first = self.today.first_of_month();
        let found = (0..12_i64)
            .filter_map(|ahead| {
                plus(first, ahead.months())
                    .with()
                    .day(numbered)
                    .build()
                    .ok()
            })
            .filter(|date| *date > self.today)
            .find(|date| date.weekday().to_monday_one_offset() == weekday)?;
        // Further off than a quarter the ordinal has to be written: "Monday the 4th", not "Monday 4".
        let near = (found - self.today).get_days() < 93;
        (near || end > at + 1).then(|| self.one_day(end, found, false))
    }

    pub(super) fn next_numbered_day(&self, day: i32, end: usize) -> Option<Span> {
        let day = i8::try_from(day).ok()?;
        let first = self.today.first_of_month();
        let found = (0..3_i64)
            .filter_map(|ahead| plus(first, ahead.months()).with().day(day).build().ok())
            .find(|date| *date > self.today)?;
        Some(self.one_day(end, found, false))
    }

    /// "on the 9th", "am 9.", "le 9", "el 9".
    pub(super) fn ordinal_day(&self, at: usize) -> Option<Span> {
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

    /// "2027", "im Jahr 2027", "2027年".
    pub(super) fn year(&self, at: usize) -> Option<Span> {
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

    /// The number of a month in Chinese numerals, and how many signs it takes.
    fn spelled_month(&self, at: usize) -> Option<(i32, usize)> {
        const DIGITS: &[&str] = &["一", "二", "三", "四", "五", "六", "七", "八", "九"];
        let digit = |at: usize| {
            let place = DIGITS.iter().position(|one| *one == self.word(at))?;
            i32::try_from(place + 1).ok()
        };
        if self.word(at) != "十" {
            return Some((digit(at)?, 1));
        }
        Some(match digit(at + 1) {
            Some(more) => (10 + more, 2),
            None => (10, 1),
        })
    }

    /// "8月12日", "2027年4月", "来年四月", "4月以降", "来週".
    pub(super) fn japanese(&self, at: usize) -> Option<Span> {
        let mut month_at = at;
        let mut year = None;
        if self.word(at + 1) == "年" {
            year = Some(self.number(at)?);
            month_at = at + 2;
        }
        // "十月" spells the number; "来年四月" names the year by its place.
        if self.word(at) == "来" && self.word(at + 1) == "年" {
            year = Some(i32::from(self.today.year()) + 1);
            month_at = at + 2;
        }
        let (month, length) = match self.number(month_at) {
            Some(month) => (month, 1),
            None => self.spelled_month(month_at)?,
        };
        if !(1..=12).contains(&month) {
            return None;
        }
        let month_at = month_at + length - 1;
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
