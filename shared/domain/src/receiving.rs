//! Who receives mail for a domain: as far as its own name tells, and by the hosts that take its mail.
//!
//! Receivers judge a sender over all the domains that they take mail for, so caps are theirs as well.

/// What the large consumer services are called, by a domain of theirs. A company's own domain may be
/// hosted by one of them too, which only its mail exchangers tell: see [`provider_of`].
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

/// Ends of the names of mail exchangers, with who runs them. From the set-up pages of each service.
const EXCHANGERS: &[(&str, &str)] = &[
    ("google.com", "google"),
    ("googlemail.com", "google"),
    ("protection.outlook.com", "microsoft"),
    ("protection.office365.us", "microsoft"),
    ("mx.microsoft", "microsoft"),
    ("yahoodns.net", "yahoo"),
    ("mail.icloud.com", "apple"),
    ("gmx.net", "gmx"),
    ("web.de", "gmx"),
    ("pphosted.com", "proofpoint"),
    ("ppe-hosted.com", "proofpoint"),
    ("gpphosted.com", "proofpoint"),
    ("mimecast.com", "mimecast"),
    ("mimecast.co.za", "mimecast"),
    ("messagelabs.com", "broadcom"),
    ("barracudanetworks.com", "barracuda"),
    ("iphmx.com", "cisco"),
    ("trendmicro.com", "trendmicro"),
    ("trendmicro.eu", "trendmicro"),
    ("sophos.com", "sophos"),
    ("hornetsecurity.com", "hornetsecurity"),
    ("antispameurope.com", "hornetsecurity"),
    ("amazonaws.com", "amazon"),
    ("zoho.com", "zoho"),
    ("zoho.eu", "zoho"),
    ("messagingengine.com", "fastmail"),
    ("protonmail.ch", "proton"),
    ("kundenserver.de", "ionos"),
    ("ionos.com", "ionos"),
    ("rzone.de", "strato"),
    ("mail.ovh.net", "ovh"),
    ("secureserver.net", "godaddy"),
    ("emailsrvr.com", "rackspace"),
    ("yandex.net", "yandex"),
    ("yandex.ru", "yandex"),
    ("mail.ru", "mailru"),
    ("qq.com", "tencent"),
];

/// Who takes mail at a mail exchanger, if it is one of the large services.
pub fn provider_of(exchanger: &str) -> Option<&'static str> {
    let host = exchanger.trim_end_matches('.').to_ascii_lowercase();
    EXCHANGERS.iter().find_map(|(end, name)| {
        let before = host.strip_suffix(end)?;
        (before.is_empty() || before.ends_with('.')).then_some(*name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_services_are_told_by_their_exchangers() {
        for (host, name) in [
            ("aspmx.l.google.com.", Some("google")),
            ("ALT1.ASPMX.L.GOOGLE.COM", Some("google")),
            (
                "acme-example.mail.protection.outlook.com",
                Some("microsoft"),
            ),
            ("acme-example.o-v1.mx.microsoft", Some("microsoft")),
            ("mta5.am0.yahoodns.net", Some("yahoo")),
            ("mxa-0012.gslb.pphosted.com", Some("proofpoint")),
            ("eu-smtp-inbound-1.mimecast.com", Some("mimecast")),
            ("mx.notgoogle.com", None),
            ("google.com.evil.example", None),
            ("mx1.acme.example", None),
            ("", None),
        ] {
            assert_eq!(provider_of(host), name, "{host}");
        }
    }
}
