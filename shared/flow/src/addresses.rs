//! Addresses that are nobody's in particular.

use std::collections::BTreeSet;
use std::sync::OnceLock;

/// Local parts of roles, in the languages we write to. RFC 2142 and common use.
const ROLES: &[&str] = &[
    "abuse",
    "accounting",
    "accounts",
    "admin",
    "administration",
    "billing",
    "booking",
    "bonjour",
    "ciao",
    "compta",
    "contact",
    "contacto",
    "contato",
    "customerservice",
    "direction",
    "enquiries",
    "enquiry",
    "finance",
    "ftp",
    "hallo",
    "hello",
    "help",
    "helpdesk",
    "hola",
    "hostmaster",
    "hr",
    "info",
    "informacion",
    "information",
    "inquiries",
    "it",
    "jobs",
    "kontakt",
    "mail",
    "mailer-daemon",
    "marketing",
    "media",
    "news",
    "newsletter",
    "no-reply",
    "noc",
    "noreply",
    "office",
    "orders",
    "postmaster",
    "presse",
    "press",
    "privacy",
    "recruiting",
    "root",
    "sales",
    "security",
    "service",
    "support",
    "team",
    "usenet",
    "ventas",
    "vertrieb",
    "verkauf",
    "webmaster",
    "welcome",
    "www",
];

/// An address such as info@ or sales@.
pub(crate) fn is_role(address: &str) -> bool {
    let local = address.split('@').next().unwrap_or_default().to_lowercase();
    let local = local.split('+').next().unwrap_or_default();
    ROLES.contains(&local)
}

/// A throw-away address, by the list of the crate `mailchecker`.
pub(crate) fn is_disposable(address: &str) -> bool {
    let lower = address.to_lowercase();
    let Some((_, domain)) = lower.rsplit_once('@') else {
        return false;
    };
    static DOMAINS: OnceLock<BTreeSet<&'static str>> = OnceLock::new();
    DOMAINS
        .get_or_init(|| mailchecker::blacklist().into_iter().collect())
        .contains(domain)
}
