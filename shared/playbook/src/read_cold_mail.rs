//! Reads `cold_mail:` of `house.md`.

use crate::{
    cold_mail::{Basis, ColdMail, Recorded, too_little},
    country_code, keys,
    reader::{Reader, Section, shown},
};

pub(crate) fn cold_mail(reader: &mut Reader<'_>, top: Section<'_>) -> ColdMail {
    let mut out = ColdMail::default();
    for item in reader.list(top, "cold_mail") {
        let section = reader.section(item, keys::COLD_MAIL);
        let countries = reader.placed_texts(section, "countries");
        if countries.is_empty() {
            reader.missing(
                section,
                "countries",
                "write which ones: `countries: [DE, AT]`, `[unknown]` or `[everywhere]`",
            );
        }
        if section.get("basis").is_none() {
            reader.missing(
                section,
                "basis",
                "write what applies: `basis: consent`, `legitimate_interest` or `opt_out`",
            );
        }
        let basis = reader.choice(section, "basis", &Basis::NAMES);
        let record = reader.required(
            section,
            "record",
            "write where the proof is kept: `record: opt-ins of the fair in May 2026, in the CRM`",
        );
        for (at, text) in countries {
            let place = match text.as_str() {
                ColdMail::UNKNOWN | ColdMail::EVERYWHERE => text.as_str(),
                name => match country_code(name) {
                    Some(code) => code,
                    None => {
                        reader.fault(
                            at,
                            format!("unknown country \"{}\"", shown(name)),
                            "write its code of two letters, such as DE, its English name, `unknown` or `everywhere`",
                        );
                        continue;
                    }
                },
            };
            if out.0.contains_key(place) {
                reader.fault(
                    at,
                    format!("{place} stands twice under `cold_mail`"),
                    "keep one entry for each country",
                );
                continue;
            }
            let Some(basis) = basis else {
                continue;
            };
            if let Some(why) = too_little(place, basis) {
                reader.fault(
                    at,
                    why,
                    "record `basis: consent` if you have it, or take the country out: nobody there is written to then",
                );
                continue;
            }
            let record = record.clone();
            out.0.insert(place.to_owned(), Recorded { basis, record });
        }
    }
    out
}
