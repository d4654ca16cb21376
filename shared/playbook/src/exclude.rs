//! Whom an agent never writes to.

use crate::{columns::MappedLead, house::domain_listed, when::When};
use serde::Serialize;

/// Whom an agent never writes to, beside the stop list, customers and open deals.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Exclude {
    /// Words in a title, in any case.
    pub titles: Vec<String>,
    /// Domains, lower case; what lies below them is meant too.
    pub domains: Vec<String>,
    /// ISO 3166-1 alpha-2.
    pub countries: Vec<String>,
    /// Addresses of a role, such as info@. Default true.
    pub role_addresses: bool,
    /// Throw-away addresses. Default true.
    pub disposable: bool,
    /// Leads for which any of these holds.
    #[serde(rename = "where")]
    pub conditions: Vec<When>,
}

impl Default for Exclude {
    fn default() -> Self {
        Self {
            titles: vec![],
            domains: vec![],
            countries: vec![],
            role_addresses: true,
            disposable: true,
            conditions: vec![],
        }
    }
}

impl Exclude {
    /// Why the agent doesn't write to this lead, in words for the operator, or `None`. Role and
    /// throw-away addresses are told elsewhere, because that takes lists of domains.
    #[must_use]
    pub fn reason(&self, lead: &MappedLead) -> Option<String> {
        if let Some(title) = &lead.title {
            let padded = padded(title);
            if let Some(word) = self
                .titles
                .iter()
                .find(|word| padded.contains(&self::padded(word)))
            {
                return Some(format!("the title \"{title}\" holds \"{word}\""));
            }
        }
        let of_email = lead
            .email
            .as_deref()
            .and_then(|email| email.rsplit('@').next());
        for domain in [lead.domain.as_deref(), of_email].into_iter().flatten() {
            if domain_listed(&self.domains, domain) {
                return Some(format!("the domain {domain} is excluded"));
            }
        }
        if let Some(country) = lead
            .country
            .as_ref()
            .filter(|country| self.countries.contains(country))
        {
            return Some(format!("the country {country} is excluded"));
        }
        self.conditions
            .iter()
            .find(|condition| condition.holds(&lead.fields))
            .map(|condition| format!("excluded where {condition}"))
    }
}

/// Words with one blank between and around, lower case, so that "intern" isn't found in "internal".
fn padded(text: &str) -> String {
    let mut out = String::from(" ");
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        out.push_str(&word.to_lowercase());
        out.push(' ');
    }
    out
}
