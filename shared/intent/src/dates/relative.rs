//! What counts from today: tomorrow, next week, in two weeks, for three months.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Grain;
use super::Role;
use super::calendar::{coming, forward, monday_of, next_quarter, plus};
use super::names::{NEXT, NUMBERS, THIS, TODAY, TOMORROW, UNITS, Unit, WEEKDAYS, find};
use super::parse::{Reader, Span};
use crate::words::Kind;

/// Behind a span of time: it lies between now and then.
const LATER: &[&str] = &["kuluttua", "paeaestae", "mulva"];
/// Between "in" and a number that is not meant to the day.
const ABOUT: &[&str] = &[
    "about",
    "another",
    "roughly",
    "around",
    "some",
    "approximately",
    "perhaps",
    "maybe",
    "say",
    "etwa",
    "ca",
    "circa",
    "ungefaehr",
    "rund",
    "environ",
    "unos",
    "unas",
    "ongeveer",
    "zo",
    "cerca",
    "okolo",
    "ok",
    "cirka",
    "noin",
];
/// "The whole of", before a unit.
const ALL: &[&str] = &[
    "all", "whole", "entire", "rest", "ganze", "ganzen", "gesamte", "gesamten", "toute", "tout",
    "toda", "todo", "tutta", "tutto", "hele", "heel", "caly", "hela",
];

/// Between a span and the day from which it is counted.
const COUNTED_FROM: &[&str] = &[
    "from",
    "after",
    "following",
    "ab",
    "nach",
    "apres",
    "despues",
    "desde",
    "dopo",
    "depois",
    "na",
    "vanaf",
    "efter",
    "po",
];

impl Reader<'_, '_> {
    /// "next week", "la semaine prochaine", "próximo mes", "来週", "this month".
    pub(super) fn next_unit(&self, at: usize) -> Option<Span> {
        let word = self.word(at);
        // "All week", "toute la semaine", "die ganze Woche": the running one.
        if ALL.contains(&word) {
            let noun = (at + 1..at + 4)
                .take_while(|place| {
                    *place == at + 1
                        || matches!(
                            self.word(place - 1),
                            "the" | "of" | "this" | "la" | "le" | "il" | "de" | "woche" | "dieser"
                        )
                })
                .find(|place| {
                    matches!(
                        find(UNITS, self.word(*place)),
                        Some(Unit::Week | Unit::Month)
                    )
                });
            if let Some(noun) = noun {
                let unit = find(UNITS, self.word(noun))?;
                let whole = self.unit_span(noun + 1, unit, false)?;
                return Some(Span {
                    range: true,
                    ..whole
                });
            }
        }
        if let Some(after_next) = self.after_next(at) {
            return Some(after_next);
        }
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

    /// "The week after next", "übernächste Woche".
    fn after_next(&self, at: usize) -> Option<Span> {
        let german = self.word(at).starts_with("uebernaechste");
        let unit = find(UNITS, self.word(if german { at + 1 } else { at }))?;
        let english = self.word(at + 1) == "after" && self.word(at + 2) == "next";
        if !(german || english) {
            return None;
        }
        let next = self.unit_span(at + if german { 2 } else { 3 }, unit, true)?;
        let (begins, ends) = match unit {
            Unit::Week => (plus(next.begins, 7.days()), plus(next.ends, 7.days())),
            Unit::Month => {
                let first = plus(next.ends, 1.day());
                (forward(first), first.last_of_month())
            }
            _ => return None,
        };
        Some(Span {
            begins,
            ends,
            ..next
        })
    }

    /// "Za měsíc", "kuukauden kuluttua": one of them, and no number said.
    pub(super) fn one_unit(&self, at: usize) -> Option<Span> {
        let unit = find(UNITS, self.word(at))?;
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        let late = LATER.contains(&self.word(at + 1));
        if !(before == "za" || late) {
            return None;
        }
        let day = match unit {
            Unit::Week => plus(self.today, 1.week()),
            Unit::Month => plus(self.today, 1.month()),
            Unit::Year => plus(self.today, 1.year()),
            Unit::Day | Unit::Quarter | Unit::Half => return None,
        };
        Some(self.one_day(at + 1 + usize::from(late), day, false))
    }

    pub(super) fn unit_span(&self, end: usize, unit: Unit, next: bool) -> Option<Span> {
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

    pub(super) fn half_start(&self, next: bool) -> Date {
        let year = self.today.first_of_year();
        let this = if self.today.month() <= 6 {
            year
        } else {
            plus(year, 6.months())
        };
        if next { plus(this, 6.months()) } else { this }
    }

    /// "in two weeks", "for three months", "dans 15 jours", "3週間後".
    pub(super) fn counted(&self, at: usize) -> Option<Span> {
        let word = self.word(at);
        let mut noun = at + 1;
        let mut count = match self.words.list.get(at)?.kind {
            Kind::Number => self.number(at)?,
            // "Om to måneder": elsewhere "to" is English.
            _ if word == "to" => {
                let led = at.checked_sub(1).map_or("", |before| self.word(before));
                (led == "om").then_some(2)?
            }
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
                | "inom"
                | "innen"
                | "binnen"
                | "entro"
                | "ici"
                | "sous"
        ) || (matches!(two_before, "in" | "dentro" | "daqui")
            && matches!(before, "de" | "a" | "the"))
            || matches!(
                two_before,
                "in" | "dans" | "en" | "om" | "over" | "za" | "tra" | "fra"
            ) && ABOUT.contains(&before)
            // "Give me two weeks", "laissez-moi un mois", "geben Sie mir drei Wochen".
            || (matches!(
                two_before,
                "give" | "allow" | "grant" | "donne" | "donnez" | "laisse" | "laissez" | "gib" | "gebt" | "sie" | "geef"
            ) && matches!(before, "me" | "us" | "moi" | "nous" | "mir" | "uns" | "mij" | "ons"))
            || LATER.contains(&after)
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
            // "A two-week rotation from today".
            || matches!(unit, Unit::Week | Unit::Month)
                && matches!(
                    after,
                    "rotation" | "trip" | "tour" | "leave" | "holiday" | "break" | "cruise" | "voyage" | "shift"
                        | "retreat" | "absence" | "vacation" | "sabbatical" | "hitch" | "swing"
                )
            || matches!(two_before, "for" | "fuer");
        // "Two weeks from Monday 18 May", "drei Wochen nach dem 4. April".
        let first = COUNTED_FROM
            .contains(&after)
            .then(|| self.written_day(self.skip_fill(end + 1)))
            .flatten();
        let begins = first.as_ref().map_or(self.today, |first| first.begins);
        let days = match unit {
            Unit::Day => plus(begins, count.days()),
            Unit::Week => plus(begins, count.weeks()),
            Unit::Month => plus(begins, count.months()),
            Unit::Quarter => plus(begins, (3 * count).months()),
            Unit::Half => plus(begins, (6 * count).months()),
            Unit::Year => plus(begins, count.years()),
        };
        // "Two weeks ago", "ten years of experience" are no appointment.
        if matches!(after, "ago" | "old" | "of") || !(ahead || during || first.is_some()) {
            return None;
        }
        if let Some(first) = &first {
            end = first.end;
        } else if after == "from" && matches!(self.word(end + 1), "now" | "today" | "tomorrow") {
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

    pub(super) fn near_day(&self, at: usize) -> Option<Span> {
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
        // "年明け": the new year.
        if matches!(word, "年" | "新")
            && matches!(self.word(at + 1), "明" | "年")
            && (word == "年" || self.word(at + 1) == "年")
        {
            let year = plus(self.today.first_of_year(), 1.year());
            return Some(self.one_day(at + 2, year, false));
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
}
