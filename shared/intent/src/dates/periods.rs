//! Longer things: mid-January, week 36, Q2, the second half, the summer, Easter.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::Grain;
use super::Role;
use super::calendar::{easter, monday_of, next_quarter, plus, quarter, week};
use super::names::{MONTHS, NEXT, PARTS, Part, SHORT_MONTHS, UNITS, Unit, find};
use super::parse::{FILL, Reader, Span};

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
    ("boxing", 12, 26),
    ("nyttaar", 1, 1),
    ("nytaar", 1, 1),
    ("nyaar", 1, 1),
    ("sylwester", 12, 31),
    ("epiphany", 1, 6),
    ("reyes", 1, 6),
    ("epifania", 1, 6),
    ("ferragosto", 8, 15),
];
/// Easter and its relatives: words, days after Easter Sunday on which the feast ends.
const MOVABLE: &[(&str, i64)] = &[
    ("easter", 1),
    ("ostern", 1),
    ("paques", 1),
    ("pascua", 0),
    // Of the holy week, see below.
    ("santa", 0),
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

/// Half of a year, after "first" or "second".
const HALVES: &[&str] = &[
    "half",
    "haelfte",
    "jahreshaelfte",
    "halbjahr",
    "halbjahres",
    "moitie",
    "semestre",
    "mitad",
    "meta",
    "metade",
    "helft",
    "jaarhelft",
    "halfjaar",
    "polroczu",
    "polrocze",
    "polrocza",
    "polowie",
    "polowa",
    "pololeti",
    "polovine",
    "polrok",
    "polroku",
    "halvaar",
    "halvaaret",
    "halvaaren",
    "halva",
    "halvdel",
    "halvdelen",
    "halvdelar",
    "vuosipuoliskolla",
    "puoliskolla",
    "vuosipuolisko",
    "vuosipuoliskon",
    "felev",
    "felevben",
    "feleben",
    "semestru",
    "jumatate",
    "jumatatea",
    "polovici",
    "polovica",
    "polovini",
    "polugodistu",
    "yari",
    "yarisinda",
    "yarisi",
    "полугодии",
    "половине",
    "півріччі",
    "половині",
    "εξαμηνο",
    "半",
    "期",
];

impl Reader<'_, '_> {
    /// "mid-January", "Anfang Mai", "end of the year", "fin août".
    pub(super) fn part_of(&self, at: usize) -> Option<Span> {
        let part = find(PARTS, self.word(at))?;
        // "Mid to late July": the first of the two.
        let second = |place: usize| find(PARTS, self.word(place)).is_some();
        let mut next = if matches!(self.word(at + 1), "to" | "or" | "bis") && second(at + 2) {
            at + 3
        } else if self.words.glue(at + 1) == "/" && second(at + 1) {
            at + 2
        } else {
            at + 1
        };
        for _ in 0..3 {
            if FILL.contains(&self.word(next))
                || matches!(
                    self.word(next),
                    "dieses" | "this" | "van" | "da" | "la" | "l"
                )
                // "La fin du mois de septembre", "the end of the month of May".
                || matches!(self.word(next), "mois" | "mes" | "mese" | "month" | "monats" | "maand")
                    && self.month_at(next + 1).is_some()
                || matches!(
                    self.word(next),
                    "de" | "del"
                )
            {
                next += 1;
            }
        }
        // "By month end. Week 8 is better": not the end of the week.
        let sentence = |at: usize| self.words.list.get(at).map(|word| word.sentence);
        if sentence(next) != sentence(at) {
            return None;
        }
        let named = find(MONTHS, self.word(next)).or_else(|| find(SHORT_MONTHS, self.word(next)));
        let whole = if let Some(month) = named {
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
                (mid, mid)
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
    pub(super) fn period_end(&self, at: usize, part: Part) -> Option<Span> {
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

    /// "week 36", "KW 40", "weeks 29, 30 and 31", "Q2", "2nd quarter", "H1", "the week of 7 September".
    pub(super) fn numbered(&self, at: usize) -> Option<Span> {
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
        let spelled =
            match word {
                "first" | "ersten" | "erste" | "erstes" | "premier" | "primer" | "primo"
                | "eerste" | "primeiro" | "premiere" | "primera" | "prima" | "primeira"
                | "pierwszym" | "pierwsze" | "pierwsza" | "pierwszej" | "prvnim" | "prvni"
                | "prvom" | "prvoj" | "prvej" | "foersta" | "foerste" | "ensimmaeisellae"
                | "ensimmaeinen" | "elso" | "primul" | "ilk" | "birinci" | "первом" | "першому"
                | "πρωτο" | "上" => Some(1),
                "second" | "zweiten" | "zweite" | "zweites" | "deuxieme" | "segundo"
                | "secondo" | "tweede" | "seconde" | "segunda" | "seconda" | "drugim"
                | "drugie" | "druga" | "drugiej" | "drugiego" | "druhem" | "druhe" | "druhy"
                | "druhej" | "andra" | "anden" | "andet" | "andre" | "annet" | "toisella"
                | "toinen" | "toisen" | "masodik" | "doilea" | "doua" | "drugoj" | "drugom"
                | "drugu" | "ikinci" | "втором" | "вторая" | "другому" | "другій" | "δευτερο"
                | "下" => Some(2),
                "third" | "dritten" | "drittes" | "troisieme" | "tercer" | "terzo" | "derde"
                | "terceiro" => Some(3),
                "fourth" | "vierten" | "viertes" | "quatrieme" | "cuarto" | "quarto" | "vierde" => {
                    Some(4)
                }
                // Of four, the last; "last quarter" is the one before in English.
                "ultimo" | "dernier" | "laatste"
                    if find(UNITS, self.word(at + 1)) == Some(Unit::Quarter) =>
                {
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
            if ordinal
                && !HALVES.contains(&self.word(noun))
                && let Some(unit) = find(UNITS, self.word(noun))
            {
                let mut end = noun + 1;
                if matches!(self.word(end), "of") {
                    end += 1;
                }
                let (year, end) = self
                    .year_at(end)
                    .map_or((None, noun + 1), |(year, end)| (Some(year), end));
                if unit == Unit::Week {
                    return self.week_of_month(noun + 1, number);
                }
                return match unit {
                    Unit::Quarter => self.quarter_span(end, number, year),
                    Unit::Half => self.half_span(end, number, year),
                    _ => None,
                };
            }
            if spelled.is_some() && HALVES.contains(&self.word(noun)) {
                // "The second half of May" is another thing.
                if let Some((month, end)) = (noun + 1..noun + 4).find_map(|at| self.month_at(at)) {
                    let whole = self.whole_month(end, None, month)?;
                    let mid = whole.ends.first_of_month().with().day(16).build().ok()?;
                    return Some(Span {
                        begins: if number == 2 { mid } else { whole.begins },
                        ..whole
                    });
                }
                let year_at = (noun + 1..noun + 4).find_map(|at| self.year_at(at));
                let next = (noun + 1..noun + 5).find(|at| {
                    find(UNITS, self.word(*at)) == Some(Unit::Year)
                        && (NEXT.contains(&self.word(at - 1)) || NEXT.contains(&self.word(at + 1)))
                });
                let following = i32::from(self.today.year()) + 1;
                let (year, end) = match (year_at, next) {
                    (Some((year, end)), _) => (Some(year), end),
                    (None, Some(at)) => (Some(following), at + 1),
                    (None, None) => (None, noun + 1),
                };
                return self.half_span(end, number, year);
            }
        }
        if find(UNITS, word) == Some(Unit::Week) || word == "w" {
            return self.week_span(at + 1);
        }
        None
    }

    /// "The second week of January": its Monday, the first week being that of the first Monday.
    fn week_of_month(&self, at: usize, number: i32) -> Option<Span> {
        let (month, end) = self.month_at(at)?;
        let (year, end) = self
            .year_at(end)
            .map_or((None, end), |(year, end)| (Some(year), end));
        let whole = self.whole_month(end, year, month)?;
        let first = whole.ends.first_of_month();
        let weekday = i64::from(first.weekday().to_monday_zero_offset());
        let monday = plus(first, ((7 - weekday) % 7).days());
        let begins = plus(monday, (7 * (i64::from(number) - 1)).days());
        Some(Span {
            begins,
            ends: plus(begins, 6.days()),
            grain: Grain::Week,
            ..whole
        })
    }

    pub(super) fn quarter_span(&self, end: usize, number: i32, year: Option<i32>) -> Option<Span> {
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

    pub(super) fn half_span(&self, end: usize, number: i32, year: Option<i32>) -> Option<Span> {
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

    pub(super) fn week_span(&self, at: usize) -> Option<Span> {
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
                    "c" | "b"
                        | "commencing"
                        | "beginning"
                        | "starting"
                        | "ab"
                        | "vom"
                        | "van"
                        | "from"
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
        // "The week of 11 May", said on the 12th: the running one, and not that of next year.
        let before = plus(day.begins, (-1).years());
        let runs =
            day.yearless && before < self.today && plus(monday_of(before), 6.days()) >= self.today;
        let monday = monday_of(if runs { before } else { day.begins });
        Some(Span {
            begins: monday,
            ends: plus(monday, 6.days()),
            grain: Grain::Week,
            ..day
        })
    }

    /// "after the summer", "à la rentrée": 1 September.
    pub(super) fn season(&self, at: usize) -> Option<Span> {
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
                        | "vuelta"
                        | "retour"
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

    /// Thanksgiving, Labor Day and Memorial Day: a weekday of a month, by the law of the United States (5 USC 6103).
    fn american_feast(&self, at: usize) -> Option<Span> {
        let day = |name: &str| self.word(at) == name && self.word(at + 1) == "day";
        let (month, weekday, from) = if self.word(at) == "thanksgiving" {
            (11, Weekday::Thursday, 22)
        } else if day("labor") {
            (9, Weekday::Monday, 1)
        } else if day("memorial") {
            (5, Weekday::Monday, 25)
        } else {
            return None;
        };
        let year = self.today.year();
        let found = (year..=year.saturating_add(1))
            .filter_map(|year| Date::new(year, month, from).ok())
            .filter_map(|first| plus(first, (-1).days()).nth_weekday(1, weekday).ok())
            .find(|day| *day >= self.today)?;
        let end = at + 1 + usize::from(self.word(at + 1) == "day");
        Some(self.one_day(end, found, true))
    }

    pub(super) fn feast(&self, at: usize) -> Option<Span> {
        let word = self.word(at);
        if let Some(day) = self.american_feast(at) {
            return Some(day);
        }
        if let Some((_, month, day)) = FEASTS.iter().find(|(name, _, _)| *name == word) {
            let (date, _) = self.date(None, i32::from(*month), i32::from(*day))?;
            return Some(self.one_day(at + 1, date, true));
        }
        let after = find(MOVABLE, word)?;
        if word == "santa" {
            let before = at.checked_sub(1).map(|before| self.word(before));
            before.filter(|before| matches!(*before, "semana" | "settimana"))?;
        }
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
}
