//! Countries as people write them, and the time zone to expect there.

use crate::country_table::{COUNTRIES, Country};
use std::{collections::BTreeMap, sync::LazyLock};

/// By folded name. Every row of a list asks, so the table is folded once.
static BY_NAME: LazyLock<BTreeMap<String, &'static Country>> = LazyLock::new(|| {
    let mut all = BTreeMap::new();
    for row in COUNTRIES {
        for name in std::iter::once(&row.name).chain(row.others) {
            // Of two rows with one name the first counts.
            all.entry(folded(name)).or_insert(row);
        }
    }
    all
});

/// ISO 3166-1 alpha-2 of a country written as a code or a name: "de", "DEU", "Germany", "Deutschland", "U.K.".
#[must_use]
pub fn country_code(text: &str) -> Option<&'static str> {
    find(text).map(|country| country.iso2)
}

/// IANA name of the zone most people of that country (ISO 3166-1 alpha-2, any case) live in.
#[must_use]
pub fn time_zone_of(country: &str) -> Option<&'static str> {
    COUNTRIES
        .iter()
        .find(|row| row.iso2.eq_ignore_ascii_case(country))
        .map(|row| row.zone)
}

/// English short name of a country (ISO 3166-1 alpha-2, any case); what isn't a code stands for itself.
pub(crate) fn country_name(country: &str) -> &str {
    COUNTRIES
        .iter()
        .find(|row| row.iso2.eq_ignore_ascii_case(country))
        .map_or(country, |row| row.name)
}

fn find(text: &str) -> Option<&'static Country> {
    let wanted = folded(text);
    match wanted.chars().count() {
        0 | 81.. => return None,
        // "UK" is reserved, not assigned, and stands among the names.
        2 => {
            if let Some(row) = COUNTRIES
                .iter()
                .find(|row| row.iso2.eq_ignore_ascii_case(&wanted))
            {
                return Some(row);
            }
        }
        3 => {
            if let Some(row) = COUNTRIES
                .iter()
                .find(|row| row.iso3.eq_ignore_ascii_case(&wanted))
            {
                return Some(row);
            }
        }
        _ => {}
    }
    BY_NAME.get(&wanted).copied()
}

/// Lower case, without accents, dots and doubled blanks; a leading "the" doesn't count.
fn folded(text: &str) -> String {
    let mut out = String::new();
    for c in text.trim().chars().take(100).flat_map(char::to_lowercase) {
        match c {
            '.' | '\'' | '’' => {}
            'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => out.push('a'),
            'é' | 'è' | 'ê' | 'ë' => out.push('e'),
            'í' | 'ì' | 'î' | 'ï' => out.push('i'),
            'ó' | 'ò' | 'ô' | 'ö' | 'õ' => out.push('o'),
            'ú' | 'ù' | 'û' | 'ü' => out.push('u'),
            'ç' | 'č' => out.push('c'),
            'ñ' => out.push('n'),
            '&' => out.push_str("and"),
            c if c.is_whitespace() || matches!(c, '-' | '_' | ',' | '(' | ')') => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    let out = out.trim_end();
    out.strip_prefix("the ").unwrap_or(out).to_owned()
}
