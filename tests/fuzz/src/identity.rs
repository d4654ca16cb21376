//! How people and companies are told again: addresses, profiles, domains, names.

use domain::identity::{normal_domain, slug};
use domain::receiving::receiving_provider;
use domain::{AgentName, CompanyId, Identifier, OperatorId};
use playbook::person::{domain_of, email_address, linkedin_profile, split_name};
use playbook::{country_code, lenient_number};

/// A normal form is its own normal form, and every reader of it agrees on who is meant.
pub fn law(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let text = text.as_ref();
    if let Some(found) = Identifier::email(text) {
        let again = Identifier::email(&found.normal).expect("a normal address is one");
        assert_eq!(again, found);
        assert!(found.domain().is_some_and(|domain| domain.contains('.')));
        let upper = found.normal.to_uppercase();
        if upper.to_lowercase() == found.normal {
            assert_eq!(Identifier::email(&upper), Some(found));
        }
    }
    if let Some(found) = Identifier::linkedin(text) {
        assert_eq!(Identifier::linkedin(&found.normal).as_ref(), Some(&found));
    }
    if let Some(domain) = normal_domain(text) {
        assert_eq!(normal_domain(&domain).as_deref(), Some(domain.as_str()));
        let _ = receiving_provider(&domain);
        CompanyId::parse(&domain).expect("a domain names a company");
    }
    if let Ok(address) = email_address(text) {
        assert_eq!(email_address(&address).as_ref(), Ok(&address));
        let normal = Identifier::email(&address).expect("what a list holds can be locked");
        assert!(normal_domain(normal.domain().unwrap_or_default()).is_some());
    }
    if let Ok(profile) = linkedin_profile(text) {
        assert_eq!(linkedin_profile(&profile).as_ref(), Ok(&profile));
        assert!(profile.len() > 200 || Identifier::linkedin(&profile).is_some());
    }
    if let Some(domain) = domain_of(text) {
        assert_eq!(domain_of(&domain).as_deref(), Some(domain.as_str()));
        assert!(normal_domain(&domain).is_some(), "{domain:?}");
    }
    let named = slug(text);
    assert_eq!(slug(&named), named);
    assert!(
        named.is_empty() || CompanyId::parse(&named).is_ok(),
        "{named:?}"
    );
    let _ = (split_name(text), country_code(text), lenient_number(text));
    if let Ok(name) = OperatorId::parse(text) {
        assert_eq!(name.as_str(), text);
    }
    if let Ok(name) = AgentName::parse(text) {
        assert_eq!(name.as_str(), text);
    }
}
