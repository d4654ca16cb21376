//! From a row of a list to a lead.

use crate::{
    country, person,
    reader::{shown, zone_name},
};
use serde::Serialize;
use std::collections::BTreeMap;

/// Fields every lead may have; a rubric may test them beside the facts.
pub const STANDARD_FIELDS: [&str; 11] = [
    "first_name",
    "last_name",
    "name",
    "email",
    "linkedin",
    "title",
    "company",
    "domain",
    "country",
    "timezone",
    "website",
];

/// Which column holds what. A field that isn't named is looked for in the column of its own name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Columns {
    /// Field (one of [`STANDARD_FIELDS`]) and column.
    #[serde(flatten)]
    pub standard: BTreeMap<String, String>,
    /// Id of a fact and the column that holds its text.
    pub facts: BTreeMap<String, String>,
}

impl Columns {
    /// The column that holds this standard field.
    #[must_use]
    pub fn column<'a>(&'a self, field: &'a str) -> &'a str {
        self.standard.get(field).map_or(field, String::as_str)
    }
}

/// A row read as a lead.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct MappedLead {
    /// First name.
    pub first_name: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
    /// Title at the company.
    pub title: Option<String>,
    /// Name of the company.
    pub company: Option<String>,
    /// Domain of the company, lower case: from its column, the website, or an address that isn't of a free mail provider.
    pub domain: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// IANA name, as written or by the country.
    pub timezone: Option<String>,
    /// E-mail address, domain in lower case.
    pub email: Option<String>,
    /// Profile, `https://www.linkedin.com/in/…`.
    pub linkedin: Option<String>,
    /// Id and text of each fact the row holds, in the order of the ids.
    pub facts: Vec<(String, String)>,
    /// What a rubric may test: the standard fields as mapped, and the facts.
    pub fields: BTreeMap<String, String>,
}

/// Most characters of a name, a title or a company.
pub const LONGEST_FIELD_CHARACTERS: usize = 200;
/// Most characters of a fact's text; what is longer is cut at a word.
pub const LONGEST_FACT_CHARACTERS: usize = 1_000;

/// Reads a row (column and value) as a lead.
///
/// # Errors
/// What is wrong and what to do, as one sentence for the list of refused rows.
pub fn map_row(columns: &Columns, row: &BTreeMap<String, String>) -> Result<MappedLead, String> {
    let value = |field: &str| -> Option<String> {
        let text = clean(row.get(columns.column(field))?, LONGEST_FIELD_CHARACTERS);
        (!text.is_empty()).then_some(text)
    };
    let mut lead = MappedLead {
        title: value("title"),
        company: value("company"),
        ..MappedLead::default()
    };
    if let Some(text) = row
        .get(columns.column("email"))
        .map(|text| clean(text, 320))
        .filter(|text| !text.is_empty())
    {
        lead.email = Some(person::email_address(&text).map_err(|why| {
            format!(
                "the address \"{}\" in the column \"{}\" {why}; correct it or empty the cell",
                shown(&text),
                columns.column("email")
            )
        })?);
    }
    if let Some(text) = row
        .get(columns.column("linkedin"))
        .map(|text| clean(text, 500))
        .filter(|text| !text.is_empty())
    {
        lead.linkedin = Some(person::linkedin_profile(&text).map_err(|why| {
            format!(
                "\"{}\" in the column \"{}\" {why}; correct it or empty the cell",
                shown(&text),
                columns.column("linkedin")
            )
        })?);
    }
    if lead.email.is_none() && lead.linkedin.is_none() {
        return Err(format!(
            "there is neither an e-mail address (column \"{}\") nor a LinkedIn profile (column \"{}\"); fill one of them",
            columns.column("email"),
            columns.column("linkedin")
        ));
    }
    name_of(
        &mut lead,
        value("first_name"),
        value("last_name"),
        value("name"),
    );
    if let Some(text) = value("country") {
        let code = country::country_code(&text).ok_or_else(|| {
            format!(
                "the country \"{}\" in the column \"{}\" isn't known; write its code of two letters",
                shown(&text),
                columns.column("country")
            )
        })?;
        lead.country = Some(code.to_owned());
    }
    lead.timezone = match value("timezone") {
        Some(text) => Some(zone_name(&text).ok_or_else(|| {
            format!(
                "the time zone \"{}\" in the column \"{}\" isn't known; write an IANA name such as Europe/Berlin, or empty the cell",
                shown(&text),
                columns.column("timezone")
            )
        })?),
        None => lead.country.as_deref().and_then(country::time_zone_of).map(str::to_owned),
    };
    let of_email = lead
        .email
        .as_deref()
        .and_then(|email| email.rsplit('@').next())
        .filter(|domain| !person::is_free_mail(domain));
    lead.domain = value("domain")
        .and_then(|text| person::domain_of(&text))
        .or_else(|| value("website").and_then(|text| person::domain_of(&text)))
        .or_else(|| of_email.map(str::to_owned));
    for (id, column) in &columns.facts {
        let text = row
            .get(column)
            .map(|text| clean(text, LONGEST_FACT_CHARACTERS))
            .unwrap_or_default();
        if !text.is_empty() {
            lead.fields.insert(id.clone(), text.clone());
            lead.facts.push((id.clone(), text));
        }
    }
    let name = [lead.first_name.as_deref(), lead.last_name.as_deref()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ");
    let standard = [
        ("first_name", lead.first_name.clone()),
        ("last_name", lead.last_name.clone()),
        ("name", Some(name)),
        ("email", lead.email.clone()),
        ("linkedin", lead.linkedin.clone()),
        ("title", lead.title.clone()),
        ("company", lead.company.clone()),
        ("domain", lead.domain.clone()),
        ("country", lead.country.clone()),
        ("timezone", lead.timezone.clone()),
        ("website", value("website")),
    ];
    for (field, value) in standard {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            lead.fields.insert(field.to_owned(), value);
        }
    }
    Ok(lead)
}

/// First and last name from their own columns, else from the full name.
fn name_of(
    lead: &mut MappedLead,
    first: Option<String>,
    last: Option<String>,
    full: Option<String>,
) {
    let (split_first, split_last) = full.as_deref().map(person::split_name).unwrap_or_default();
    match (first, last) {
        // A full name in the column of first names.
        (Some(first), None) if split_last.is_none() && first.contains(' ') => {
            (lead.first_name, lead.last_name) = person::split_name(&first);
        }
        (first, last) => {
            lead.first_name = first.or(split_first);
            lead.last_name = last.or(split_last);
        }
    }
    // SHOUTED or lower-case names come from forms, and would look like mail merge in a greeting.
    for name in [&mut lead.first_name, &mut lead.last_name] {
        if let Some(text) = name
            .take()
            .filter(|text| text.chars().any(char::is_alphabetic))
        {
            *name = Some(person::well_written(&text));
        }
    }
}

/// One line without control and invisible characters, at most so long; what is longer is cut at a word.
fn clean(text: &str, longest: usize) -> String {
    let mut out = String::new();
    for c in text.chars().take(longest.saturating_mul(4)) {
        let invisible = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}' | '\u{e0000}'..='\u{e007f}');
        if c.is_whitespace() || (c.is_control() && c != '\0') {
            if !out.ends_with(' ') && !out.is_empty() {
                out.push(' ');
            }
        } else if !invisible && !c.is_control() {
            out.push(c);
        }
    }
    let out = out.trim_end();
    if out.chars().count() <= longest {
        return out.to_owned();
    }
    let cut: String = out.chars().take(longest.saturating_sub(1)).collect();
    let at = cut
        .rfind(' ')
        .filter(|at| *at > cut.len() / 2)
        .unwrap_or(cut.len());
    format!("{}…", cut.get(..at).unwrap_or(&cut).trim_end())
}
