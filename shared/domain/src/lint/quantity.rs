//! Numbers with what they count: minutes, money, shares, or things.

use super::language::Language;
use super::numbers::{self, Number};
use super::text::Token;

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Percent.
    Share,
    /// Any currency.
    Money,
    /// A span of time, in minutes for each.
    Time(i64),
    /// In millimetres for each.
    Length(i64),
    /// In grams for each.
    Mass(i64),
    /// In square metres for each.
    Area(i64),
    /// Things, or nothing that is known.
    Bare,
}

impl Kind {
    pub(super) fn family(self) -> u8 {
        match self {
            Kind::Share => 0,
            Kind::Money => 1,
            Kind::Time(_) => 2,
            Kind::Length(_) => 3,
            Kind::Mass(_) => 4,
            Kind::Bare => 5,
            Kind::Area(_) => 6,
        }
    }

    pub(super) fn unit(self) -> i64 {
        match self {
            Kind::Time(unit) | Kind::Length(unit) | Kind::Mass(unit) | Kind::Area(unit) => unit,
            Kind::Share | Kind::Money | Kind::Bare => 1,
        }
    }
}

/// A number and what it counts.
#[derive(Debug, Clone)]
pub(super) struct Quantity {
    pub number: Number,
    pub kind: Kind,
    /// "Nearly", "rund": the number is a rounded one.
    pub about: bool,
    /// "A month", "im Jahr": the number is a rate, and another period may be the fact's.
    pub rate: bool,
}

const MINUTE: i64 = 1;
pub(super) const HOUR: i64 = 60;
pub(super) const DAY: i64 = 24 * HOUR;
pub(super) const WEEK: i64 = 7 * DAY;
pub(super) const MONTH: i64 = 43_800;
pub(super) const YEAR: i64 = 365 * DAY;

/// The kind that a folded word gives to the number before it.
fn unit(word: &str) -> Option<Kind> {
    Some(match word {
        "%" | "percent" | "pct" | "prozent" | "procent" | "pourcent" | "prosent" => Kind::Share,
        "€" | "$" | "£" | "euro" | "euros" | "eur" | "dollar" | "dollars" | "usd" | "pound"
        | "pounds" | "gbp" | "franken" | "francs" | "chf" | "kronor" | "kroner" | "kr" | "nok"
        | "sek" | "dkk" | "zloty" | "zl" | "pln" | "cents" | "dolares" | "sterline" | "livres" => {
            Kind::Money
        }
        "minute" | "minutes" | "min" | "mins" | "minuten" | "minuti" | "minuto" | "minutos"
        | "minuter" | "minutter" => Kind::Time(MINUTE),
        "hour" | "hours" | "h" | "hr" | "hrs" | "stunde" | "stunden" | "heure" | "heures"
        | "hora" | "horas" | "ora" | "ore" | "uur" | "uren" | "timer" | "timmar" | "std" => {
            Kind::Time(HOUR)
        }
        "day" | "days" | "tag" | "tage" | "tagen" | "jour" | "jours" | "dia" | "dias"
        | "giorno" | "giorni" | "dag" | "dagen" | "dage" | "dager" | "dagar" | "werktag"
        | "werktage" | "werktagen" | "werkdagen" | "nights" | "night" | "arbeitstage"
        | "arbeitstagen" => Kind::Time(DAY),
        "week" | "weeks" | "woche" | "wochen" | "semaine" | "semaines" | "semana" | "semanas"
        | "settimana" | "settimane" | "weken" | "uke" | "uker" | "uge" | "uger" | "vecka"
        | "veckor" => Kind::Time(WEEK),
        "month" | "months" | "monat" | "monate" | "monaten" | "mois" | "mes" | "meses" | "mese"
        | "mesi" | "maand" | "maanden" | "maned" | "maneder" | "manad" | "manader" => {
            Kind::Time(MONTH)
        }
        "quarter" | "quarters" | "quartal" | "quartale" | "quartalen" | "trimestre"
        | "trimestres" | "trimestri" | "kwartaal" | "kwartalen" => Kind::Time(3 * MONTH),
        "year" | "years" | "jahr" | "jahre" | "jahren" | "an" | "ans" | "annee" | "annees"
        | "ano" | "anos" | "anno" | "anni" | "jaar" | "jaren" | "ar" => Kind::Time(YEAR),
        "decade" | "decades" | "jahrzehnte" | "jahrzehnten" => Kind::Time(10 * YEAR),
        "mm" | "millimetre" | "millimetres" | "millimeter" | "millimeters" => Kind::Length(1),
        "cm" | "centimetre" | "centimetres" | "centimeter" | "zentimeter" => Kind::Length(10),
        "m" | "metre" | "metres" | "meter" | "meters" | "metern" | "metro" | "metros" | "metri" => {
            Kind::Length(1_000)
        }
        "km" | "kilometre" | "kilometres" | "kilometer" | "kilometers" | "kilometern"
        | "kilometros" | "chilometri" => Kind::Length(1_000_000),
        "foot" | "feet" | "ft" => Kind::Length(305),
        "mile" | "miles" => Kind::Length(1_609_344),
        "g" | "gram" | "grams" | "gramm" => Kind::Mass(1),
        "kg" | "kilo" | "kilos" | "kilogram" | "kilograms" | "kilogramm" => Kind::Mass(1_000),
        "t" | "tonne" | "tonnes" | "ton" | "tons" | "tonnen" | "toneladas" | "tonnellate" => {
            Kind::Mass(1_000_000)
        }
        "hectare" | "hectares" | "hektar" | "hektars" | "ettaro" | "ettari" | "hectarea"
        | "hectareas" | "ha" => Kind::Area(10_000),
        "acre" | "acres" => Kind::Area(4_047),
        "m2" | "m²" | "sqm" | "quadratmeter" | "quadratmetern" | "kvadratmeter" | "kvm" => {
            Kind::Area(1)
        }
        _ => return None,
    })
}

/// "Square metres", "mètres carrés": an area in two words.
fn area(word: &str, next: &str) -> Option<Kind> {
    let square = matches!(word, "square" | "vierkante")
        && matches!(next, "metre" | "metres" | "meter" | "meters")
        || matches!(word, "metres" | "metros" | "metri" | "metre")
            && matches!(
                next,
                "carres" | "carre" | "cuadrados" | "quadri" | "quadrados"
            );
    square.then_some(Kind::Area(1))
}

/// The span of time that a word names, in minutes.
pub(super) fn span(word: &str) -> Option<i64> {
    match unit(word)? {
        Kind::Time(minutes) => Some(minutes),
        _ => None,
    }
}

/// "Nine working days", "zwei volle Wochen".
fn passes_unit(word: &str) -> bool {
    matches!(
        word,
        "working"
            | "business"
            | "full"
            | "whole"
            | "vollen"
            | "ganze"
            | "ganzen"
            | "more"
            | "further"
            | "calendar"
            | "short"
            | "long"
            | "extra"
            | "weitere"
            | "hele"
            | "volle"
            | "canadian"
            | "us"
            | "square"
            | "million"
            | "millions"
    )
}

/// Words that tell a rounded number, folded.
const ABOUT: &[&str] = &[
    "about",
    "around",
    "roughly",
    "nearly",
    "almost",
    "some",
    "over",
    "than",
    "approximately",
    "circa",
    "ca",
    "close",
    "rund",
    "etwa",
    "fast",
    "knapp",
    "gut",
    "gute",
    "guten",
    "uber",
    "ungefahr",
    "beinahe",
    "als",
    "pres",
    "environ",
    "quelque",
    "quelques",
    "presque",
    "plus",
    "moins",
    "casi",
    "cerca",
    "unos",
    "unas",
    "alrededor",
    "mas",
    "menos",
    "quasi",
    "oltre",
    "piu",
    "meno",
    "bijna",
    "ruim",
    "ongeveer",
    "meer",
    "zo",
    "dan",
    "quase",
    "mais",
    "naesten",
    "nesten",
    "nastan",
    "omkring",
    "rundt",
    "well",
    "upwards",
    "just",
    "under",
    "unter",
];

fn ranges(word: &str) -> bool {
    matches!(
        word,
        "to" | "and"
            | "or"
            | "auf"
            | "bis"
            | "und"
            | "oder"
            | "a"
            | "au"
            | "et"
            | "ou"
            | "y"
            | "o"
            | "al"
            | "e"
            | "naar"
            | "tot"
            | "en"
            | "of"
            | "til"
            | "og"
    )
}

/// All numbers of a run of tokens with what they count. `base` is the index of the first token.
pub(super) fn find(tokens: &[Token], base: usize, languages: &[Language]) -> Vec<Quantity> {
    let found = numbers::find(tokens, base, languages);
    let mut quantities: Vec<Quantity> = Vec::with_capacity(found.len());
    for number in found.into_iter().rev() {
        let (first, end) = (number.first - base, number.end - base);
        let word = |at: usize| tokens.get(at).map_or("", |token| token.fold.as_str());
        let sign = first
            .checked_sub(1)
            .map(word)
            .filter(|before| matches!(*before, "€" | "$" | "£" | "eur" | "chf" | "usd" | "gbp"));
        let spelled_share = matches!(
            (word(end), word(end + 1)),
            ("per" | "pour", "cent") | ("por", "ciento" | "cento") | ("per", "cento")
        );
        let mut kind = if sign.is_some() {
            Kind::Money
        } else if spelled_share {
            Kind::Share
        } else {
            area(word(end), word(end + 1))
                .or_else(|| unit(word(end)))
                .or_else(|| {
                    passes_unit(word(end))
                        .then(|| unit(word(end + 1)))
                        .flatten()
                })
                .unwrap_or(Kind::Bare)
        };
        // "From 74 to 41 minutes": the first number is one of minutes too.
        if kind == Kind::Bare
            && let Some(next) = quantities.last()
        {
            let gap = next.number.first - base;
            if gap == end || (gap == end + 1 && ranges(word(end))) {
                kind = next.kind;
            }
        }
        let about = tokens
            .get(first.saturating_sub(3)..first)
            .unwrap_or(&[])
            .iter()
            .any(|token| ABOUT.contains(&token.fold.as_str()));
        quantities.push(Quantity {
            number,
            kind,
            about,
            rate: is_rate(tokens.get(end..).unwrap_or(&[])),
        });
    }
    quantities.reverse();
    pair_shares(tokens, base, &mut quantities);
    quantities
}

/// "300 a year", "180 euro im Monat", "doscientas al mes".
fn is_rate(behind: &[Token]) -> bool {
    let words: Vec<&str> = behind
        .iter()
        .take(5)
        .map(|token| token.fold.as_str())
        .collect();
    words.windows(2).any(|pair| {
        matches!(
            pair[0],
            "a" | "per"
                | "each"
                | "every"
                | "pro"
                | "je"
                | "im"
                | "in"
                | "par"
                | "al"
                | "por"
                | "all"
                | "the"
                | "das"
                | "om"
                | "pr"
                | "an"
        ) && span(pair[1]).is_some()
    }) || words.iter().any(|word| {
        matches!(
            *word,
            "yearly"
                | "monthly"
                | "weekly"
                | "daily"
                | "annually"
                | "jahrlich"
                | "monatlich"
                | "taglich"
                | "wochentlich"
                | "jaarlijks"
                | "maandelijks"
        )
    })
}

/// "Nine out of ten", "sieben von zehn", "siete de cada diez": one share instead of two numbers.
fn pair_shares(tokens: &[Token], base: usize, quantities: &mut Vec<Quantity>) {
    let mut at = 0;
    while at + 1 < quantities.len() {
        let (one, other) = (&quantities[at], &quantities[at + 1]);
        let (Some(part), Some(whole)) = (
            one.number.values.first().copied(),
            other.number.values.first().copied(),
        ) else {
            at += 1;
            continue;
        };
        let between = tokens
            .get(one.number.end - base..other.number.first - base)
            .unwrap_or(&[]);
        let words: Vec<&str> = between.iter().map(|token| token.fold.as_str()).collect();
        // One thing may stand between: "nine leaks out of ten".
        let tail = words.get(words.len().saturating_sub(2)..).unwrap_or(&[]);
        let joined = match tail {
            [.., "in" | "sur" | "su" | "von" | "i" | "av" | "af"] => words.len() <= 2,
            ["out", "of"] | ["of", "every"] | ["de" | "em", "cada"] | ["van" | "op", "de"] => {
                words.len() <= 3
            }
            [.., "of"] => words.len() == 1,
            _ => false,
        };
        let round = [2_000, 3_000, 4_000, 5_000, 10_000, 20_000, 100_000].contains(&whole);
        if joined && round && part < whole && one.kind == Kind::Bare {
            quantities[at].number.values = vec![part * 100_000 / whole];
            quantities[at].number.spelled = false;
            quantities[at].kind = Kind::Share;
            quantities.remove(at + 1);
        }
        at += 1;
    }
}
