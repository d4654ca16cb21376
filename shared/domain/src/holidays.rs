//! National public holidays, 2024 to 2035, for the send window and for counting working days.
//!
//! Source: PyPI `holidays` (MIT), written by `holidays/generate.py`. Outside those years, and for
//! a country that is not in the list, only weekends are off; regional days are not known.

use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::OnceLock;

static DAYS: &str = include_str!("../holidays/days.txt");

type CountryAndYear = (&'static str, i16);
type MonthsAndDays = Vec<(i8, i8)>;
type ByCountryAndYear = BTreeMap<CountryAndYear, MonthsAndDays>;

fn table() -> &'static ByCountryAndYear {
    static TABLE: OnceLock<ByCountryAndYear> = OnceLock::new();
    TABLE.get_or_init(|| DAYS.lines().filter_map(line).collect())
}

fn line(line: &'static str) -> Option<(CountryAndYear, MonthsAndDays)> {
    let mut words = line.split(' ');
    let country = words.next()?;
    let year = words.next()?.parse().ok()?;
    let days = words
        .filter_map(|day| Some((day.get(..2)?.parse().ok()?, day.get(2..)?.parse().ok()?)))
        .collect();
    Some(((country, year), days))
}

/// True if the whole country has the day off. `country` is ISO 3166 alpha-2, upper case.
pub fn is_holiday(country: &str, day: Date) -> bool {
    table()
        .get(&(country, day.year()))
        .is_some_and(|days| days.contains(&(day.month(), day.day())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn known_days_are_off() {
        assert!(is_holiday("DE", date(2026, 5, 25)), "Whit Monday");
        assert!(is_holiday("ES", date(2026, 10, 12)));
        assert!(is_holiday("DE", date(2027, 1, 1)));
        assert!(
            is_holiday("US", date(2026, 7, 3)),
            "observed, as the 4th is a Saturday"
        );
        assert!(!is_holiday("DE", date(2026, 5, 26)));
        assert!(!is_holiday("XX", date(2026, 1, 1)));
    }

    #[test]
    fn every_line_of_the_table_is_read() {
        assert_eq!(table().len(), DAYS.lines().count());
        assert!(table().values().all(|days| !days.is_empty()));
    }
}
