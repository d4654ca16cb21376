//! Who receives mail for a domain, as far as the name tells.

/// The large consumer services have limits of their own for what they take from one sender. A
/// company's own domain may be hosted by one of them too; that needs a DNS look-up and is not
/// known here.
pub fn receiving_provider(domain: &str) -> Option<&'static str> {
    let domain = domain.to_ascii_lowercase();
    let first = domain.split('.').next().unwrap_or_default();
    match (first, domain.as_str()) {
        (_, "gmail.com" | "googlemail.com") => Some("google"),
        ("hotmail" | "outlook" | "live" | "msn", _) => Some("microsoft"),
        ("yahoo" | "ymail" | "rocketmail", _) | (_, "aol.com") => Some("yahoo"),
        ("icloud" | "me" | "mac", d) if d.ends_with(".com") => Some("apple"),
        ("gmx", _) | (_, "web.de") => Some("gmx"),
        _ => None,
    }
}
