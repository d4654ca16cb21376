//! Whom a first letter may be written to without having asked: what each country's law wants, and what the
//! operator has recorded. What isn't known is held.

use crate::{
    cold_mail_table::{LAWS, Law, Need},
    country::country_name,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// What the operator says applies in a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Whoever is written to without consent may opt out; for countries of which the table says nothing.
    OptOut,
    /// A balancing of interests is written down.
    LegitimateInterest,
    /// Everybody on the lists has consented.
    Consent,
}

impl Basis {
    /// Spelling in the playbook and value.
    pub(crate) const NAMES: [(&str, Self); 3] = [
        ("consent", Self::Consent),
        ("legitimate_interest", Self::LegitimateInterest),
        ("opt_out", Self::OptOut),
    ];

    fn meets(self, need: Need) -> bool {
        match need {
            Need::OptOut => true,
            Need::LegitimateInterest => self >= Self::LegitimateInterest,
            Need::Consent => self == Self::Consent,
        }
    }
}

/// One entry of `cold_mail:`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Recorded {
    /// What applies.
    pub basis: Basis,
    /// Where the proof is kept, in words.
    pub record: String,
}

/// What the operator has recorded, by country (ISO 3166-1 alpha-2), [`ColdMail::UNKNOWN`] or
/// [`ColdMail::EVERYWHERE`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ColdMail(pub BTreeMap<String, Recorded>);

/// Why nobody there is written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColdMailHeld {
    /// A word for counts: `needs_consent`, `needs_legitimate_interest` or `unknown_law`.
    pub code: &'static str,
    /// In words for the operator.
    pub words: String,
}

impl ColdMail {
    /// In place of a country: people whose country isn't known.
    pub const UNKNOWN: &'static str = "unknown";
    /// In place of a country: everybody, wherever they are.
    pub const EVERYWHERE: &'static str = "everywhere";

    /// Why cold mail to somebody in that country (ISO 3166-1 alpha-2; empty: not known) is held, or `None`.
    #[must_use]
    pub fn held(&self, country: &str) -> Option<ColdMailHeld> {
        let own = if country.is_empty() {
            Self::UNKNOWN
        } else {
            country
        };
        let recorded = self.0.get(own).or_else(|| self.0.get(Self::EVERYWHERE));
        if country.is_empty() {
            return recorded.is_none_or(|recorded| recorded.basis != Basis::Consent).then(|| {
                ColdMailHeld {
                    code: "unknown_law",
                    words: "the country isn't known, nor whether cold mail needs consent there; write the country \
                            into the list"
                        .to_owned(),
                }
            });
        }
        let Some(law) = law_of(country) else {
            return recorded.is_none().then(|| ColdMailHeld {
                code: "unknown_law",
                words: format!(
                    "what the law of {} asks of cold mail isn't known here; record what applies under `cold_mail:` in \
                     house.md",
                    country_name(country)
                ),
            });
        };
        let basis = recorded.map_or(Basis::OptOut, |recorded| recorded.basis);
        (!basis.meets(law.need)).then(|| ColdMailHeld {
            code: match law.need {
                Need::OptOut | Need::LegitimateInterest => "needs_legitimate_interest",
                Need::Consent => "needs_consent",
            },
            words: format!(
                "cold mail to {} needs {} ({}), and house.md records none under `cold_mail:`",
                country_name(country),
                asked(law.need),
                law.source
            ),
        })
    }
}

/// Why a basis isn't enough in a country or a word that stands for several, or `None`.
pub(crate) fn too_little(place: &str, basis: Basis) -> Option<String> {
    if place == ColdMail::UNKNOWN || place == ColdMail::EVERYWHERE {
        return (basis != Basis::Consent).then(|| {
            format!("for `{place}` only consent is enough, because that holds in every country")
        });
    }
    let law = law_of(place)?;
    (!basis.meets(law.need)).then(|| {
        format!(
            "cold mail to {} needs {} ({})",
            country_name(place),
            asked(law.need),
            law.source
        )
    })
}

fn asked(need: Need) -> &'static str {
    match need {
        Need::OptOut => "a way to opt out",
        Need::LegitimateInterest => "a documented legitimate interest",
        Need::Consent => "consent",
    }
}

fn law_of(country: &str) -> Option<&'static Law> {
    LAWS.iter()
        .find(|law| law.country.eq_ignore_ascii_case(country))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recorded(place: &str, basis: Basis) -> ColdMail {
        let record = "kept in the safe".to_owned();
        ColdMail([(place.to_owned(), Recorded { basis, record })].into())
    }

    fn code(policy: &ColdMail, country: &str) -> Option<&'static str> {
        policy.held(country).map(|held| held.code)
    }

    #[test]
    fn without_a_record_only_countries_of_opt_out_are_written_to() {
        let none = ColdMail::default();
        assert_eq!(code(&none, "US"), None);
        assert_eq!(code(&none, "DE"), Some("needs_consent"));
        assert_eq!(code(&none, "CA"), Some("needs_consent"));
        assert_eq!(code(&none, "GB"), Some("needs_legitimate_interest"));
        assert_eq!(code(&none, "BR"), Some("unknown_law"));
        assert_eq!(code(&none, ""), Some("unknown_law"));
    }

    #[test]
    fn a_record_frees_its_own_country_alone() {
        let germany = recorded("DE", Basis::Consent);
        assert_eq!(code(&germany, "DE"), None);
        assert_eq!(code(&germany, "AT"), Some("needs_consent"));
        assert_eq!(code(&germany, ""), Some("unknown_law"));
        assert_eq!(code(&recorded("BR", Basis::OptOut), "BR"), None);
        assert_eq!(code(&recorded("GB", Basis::LegitimateInterest), "GB"), None);
        assert_eq!(code(&recorded("unknown", Basis::Consent), ""), None);
        assert_eq!(
            code(&recorded("unknown", Basis::Consent), "DE"),
            Some("needs_consent")
        );
    }

    #[test]
    fn less_than_the_law_asks_frees_nobody() {
        let less = recorded("DE", Basis::LegitimateInterest);
        assert_eq!(code(&less, "DE"), Some("needs_consent"));
        assert_eq!(
            code(&recorded("GB", Basis::OptOut), "GB"),
            Some("needs_legitimate_interest")
        );
        let all = recorded("everywhere", Basis::LegitimateInterest);
        assert_eq!(code(&all, ""), Some("unknown_law"));
    }

    #[test]
    fn consent_everywhere_frees_everybody() {
        let all = recorded("everywhere", Basis::Consent);
        for country in ["", "DE", "GB", "US", "BR", "JP"] {
            assert_eq!(code(&all, country), None, "{country}");
        }
    }

    #[test]
    fn the_table_is_in_order_and_names_real_countries() {
        assert!(LAWS.is_sorted_by(|a, b| a.country < b.country));
        for law in LAWS {
            assert_eq!(crate::country_code(law.country), Some(law.country));
        }
    }
}
