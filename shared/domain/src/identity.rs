//! How a person is told again: normalised addresses and profile links.

use serde::{Deserialize, Serialize};

/// What kind of identifier it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentifierKind {
    /// A mail address.
    Email,
    /// A LinkedIn profile.
    Linkedin,
}

/// One identifier in its normal form. Two spellings of one person compare equal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Identifier {
    /// Its kind.
    pub kind: IdentifierKind,
    /// Normal form; used for keys and comparisons, never as the address to send to.
    pub normal: String,
}

impl Identifier {
    /// Lower case, no tag after '+', no trailing dot. `None` if it is no address.
    ///
    /// Dropping the tag can only lock or stop too many spellings of one mailbox, never too few.
    pub fn email(address: &str) -> Option<Self> {
        let address = address
            .trim()
            .trim_start_matches('<')
            .trim_end_matches('>')
            .to_lowercase();
        let (local, domain) = address.rsplit_once('@')?;
        let domain = domain.trim_end_matches('.');
        // A local part that begins with '+' has no name to keep without its tag.
        let local = match local.split('+').next() {
            Some(name) if !name.is_empty() => name,
            _ => local,
        };
        let sound = !local.is_empty()
            && domain.contains('.')
            && address.len() <= 254
            && !address
                .chars()
                .any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',' | ';'))
            && domain
                .split('.')
                .all(|label| !label.is_empty() && !label.starts_with('-'));
        sound.then(|| Self {
            kind: IdentifierKind::Email,
            normal: format!("{local}@{domain}"),
        })
    }

    /// `in/slug`, lower case, whatever host, query or trailing slash it was written with.
    pub fn linkedin(link: &str) -> Option<Self> {
        let lower = link.trim().to_lowercase();
        let path = lower.split(['?', '#']).next().unwrap_or_default();
        let at = path
            .find("linkedin.com/in/")
            .map(|at| at + "linkedin.com/in/".len());
        let slug = match at {
            Some(at) => path.get(at..)?,
            None => path.strip_prefix("in/")?,
        };
        let slug = slug.split('/').next().unwrap_or_default();
        let sound = !slug.is_empty()
            && slug.len() <= 200
            && !slug.chars().any(|c| c.is_whitespace() || c.is_control());
        sound.then(|| Self {
            kind: IdentifierKind::Linkedin,
            normal: format!("in/{slug}"),
        })
    }

    /// The domain of a mail address.
    pub fn domain(&self) -> Option<&str> {
        match self.kind {
            IdentifierKind::Email => self.normal.rsplit_once('@').map(|(_, domain)| domain),
            IdentifierKind::Linkedin => None,
        }
    }
}

/// A domain in its normal form: lower case, no scheme, no `www.`, no path, no trailing dot.
pub fn normal_domain(text: &str) -> Option<String> {
    let lower = text.trim().to_lowercase();
    let rest = lower
        .split_once("://")
        .map_or(lower.as_str(), |(_, rest)| rest);
    let host = rest
        .split(['/', '?', '#', ':'])
        .next()
        .unwrap_or_default()
        .trim_end_matches('.');
    let mut host = host;
    while let Some(rest) = host.strip_prefix("www.").filter(|rest| rest.contains('.')) {
        host = rest;
    }
    let sound = host.contains('.')
        && host.len() <= 253
        && host.split('.').all(|label| {
            !label.is_empty()
                && !label.starts_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        });
    sound.then(|| host.to_owned())
}

/// Octets of a slug; a [`crate::CompanyId`] takes no more than 255.
const LONGEST_SLUG: usize = 240;

/// A slug of a company's name, for companies without a domain. Cut so that it always is an id: a
/// company without one is under no limit and no stop.
pub fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in name.trim().to_lowercase().chars().take(120) {
        if out.len() + c.len_utf8() > LONGEST_SLUG {
            break;
        }
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn email(given: &str, normal: Option<&str>) {
        assert_eq!(
            Identifier::email(given).map(|i| i.normal).as_deref(),
            normal,
            "{given}"
        );
    }

    #[test]
    fn one_mailbox_has_one_normal_form() {
        email(
            "Birgitta.Aronsson@NordsjoKakel.example",
            Some("birgitta.aronsson@nordsjokakel.example"),
        );
        email(" <a+news@b.example.> ", Some("a@b.example"));
        email("+a@b.example", Some("+a@b.example"));
        email("no at sign", None);
        email("@b.example", None);
        email("a@b", None);
        email("a b@c.example", None);
        email("a@b..example", None);
    }

    #[test]
    fn one_profile_has_one_normal_form() {
        for link in [
            "https://www.linkedin.com/in/Jane-Roe/",
            "linkedin.com/in/jane-roe?x=1",
            "in/jane-roe",
        ] {
            assert_eq!(
                Identifier::linkedin(link).map(|i| i.normal).as_deref(),
                Some("in/jane-roe"),
                "{link}"
            );
        }
        assert_eq!(Identifier::linkedin("https://linkedin.com/company/x"), None);
    }

    #[test]
    fn a_website_gives_its_domain() {
        assert_eq!(
            normal_domain("https://www.Acme.example/about?x").as_deref(),
            Some("acme.example")
        );
        assert_eq!(normal_domain("acme"), None);
        assert_eq!(normal_domain("www.com").as_deref(), Some("www.com"));
        assert_eq!(
            normal_domain("www.www.acme.example").as_deref(),
            Some("acme.example")
        );
        assert_eq!(slug("Moda Ribera S.L."), "moda-ribera-s-l");
        let long = slug(&"\u{682a}".repeat(120));
        assert!(crate::CompanyId::parse(&long).is_ok(), "{}", long.len());
    }
}
