//! What a domain's records are worth to who receives its letters: SPF (RFC 7208), DKIM (RFC 6376), DMARC
//! (RFC 7489), and whether answers find their way back.

use serde::Serialize;

/// The records of one domain.
#[derive(Debug, Default)]
pub(super) struct Records {
    /// Hosts that take its mail.
    pub(super) exchangers: Vec<String>,
    /// Texts at the domain itself.
    pub(super) texts: Vec<String>,
    /// Texts at each selector that has any.
    pub(super) keys: Vec<(String, Vec<String>)>,
    /// Texts at `_dmarc`, of the domain or of one above it.
    pub(super) policies: Vec<String>,
}

/// What is there, or lacks.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Finding {
    /// `MX`, `SPF`, `DKIM`, `DMARC` or `DNS`.
    pub(super) record: &'static str,
    /// In words.
    pub(super) what: String,
    /// The record to add or to change; nothing where all is well.
    pub(super) fix: Option<String>,
}

impl Finding {
    fn fine(record: &'static str, what: String) -> Self {
        Self {
            record,
            what,
            fix: None,
        }
    }

    fn lacks(record: &'static str, what: impl Into<String>, fix: String) -> Self {
        Self {
            record,
            what: what.into(),
            fix: Some(fix),
        }
    }

    /// No name server told anything.
    pub(super) fn unanswered(domain: &str, why: &str) -> Self {
        Self::lacks(
            "DNS",
            format!("no answer: {why}"),
            format!("see that {domain} is registered and that this machine reaches a name server"),
        )
    }
}

/// What the records are worth.
pub(super) fn judge(domain: &str, records: &Records) -> Vec<Finding> {
    vec![
        exchangers(domain, records),
        spf(domain, records),
        dkim(domain, records),
        dmarc(domain, records),
    ]
}

fn exchangers(domain: &str, records: &Records) -> Finding {
    if records.exchangers.is_empty() {
        return Finding::lacks(
            "MX",
            "nobody takes mail for it, so that answers are lost",
            format!(
                "add what your mail provider names, such as: {domain}. MX 10 mx.your-provider.example."
            ),
        );
    }
    Finding::fine("MX", records.exchangers.join(", "))
}

fn spf(domain: &str, records: &Records) -> Finding {
    let found: Vec<&String> = records
        .texts
        .iter()
        .filter(|text| {
            let text = text.to_lowercase();
            text == "v=spf1" || text.starts_with("v=spf1 ")
        })
        .collect();
    let [one] = found.as_slice() else {
        if found.is_empty() {
            return Finding::lacks(
                "SPF",
                "no record says who may send for it",
                format!(
                    "add {domain}. TXT \"v=spf1 {} ~all\"",
                    senders(&records.exchangers)
                ),
            );
        }
        return Finding::lacks(
            "SPF",
            format!("{} records, and more than one counts as none", found.len()),
            format!(
                "keep one TXT at {domain} that begins with v=spf1, with the parts of all of them"
            ),
        );
    };
    let open = one
        .to_lowercase()
        .split_whitespace()
        .any(|part| matches!(part, "+all" | "all" | "?all"));
    if open {
        return Finding::lacks(
            "SPF",
            format!("anybody may send for it: {one}"),
            format!("end the record at {domain} with ~all"),
        );
    }
    Finding::fine("SPF", (*one).clone())
}

/// Who sends for whoever receives there.
fn senders(exchangers: &[String]) -> &'static str {
    let by = |end: &str| {
        exchangers
            .iter()
            .any(|host| host.to_lowercase().ends_with(end))
    };
    if by(".google.com") || by(".googlemail.com") {
        "include:_spf.google.com"
    } else if by(".protection.outlook.com") {
        "include:spf.protection.outlook.com"
    } else {
        "mx"
    }
}

fn dkim(domain: &str, records: &Records) -> Finding {
    let public = |text: &str| {
        text.split(';')
            .filter_map(|part| part.split_once('='))
            .find(|(name, _)| name.trim() == "p")
            .map(|(_, key)| !key.trim().is_empty())
    };
    let mut withdrawn = None;
    for (selector, texts) in &records.keys {
        match public(&texts.concat()) {
            Some(true) => return Finding::fine("DKIM", format!("a key at selector {selector}")),
            Some(false) => withdrawn = Some(selector),
            None => {}
        }
    }
    let fix = format!(
        "add the key that your mail provider shows: SELECTOR._domainkey.{domain}. TXT \"v=DKIM1; k=rsa; p=…\"; if there is one, name its selector: --selector NAME"
    );
    match withdrawn {
        Some(selector) => Finding::lacks(
            "DKIM",
            format!("the key at selector {selector} is withdrawn"),
            fix,
        ),
        None => Finding::lacks("DKIM", "no key at any of the usual selectors", fix),
    }
}

fn dmarc(domain: &str, records: &Records) -> Finding {
    let found: Vec<&String> = records
        .policies
        .iter()
        .filter(|text| text.trim_start().starts_with("v=DMARC1"))
        .collect();
    let fix =
        || format!("add _dmarc.{domain}. TXT \"v=DMARC1; p=none; rua=mailto:postmaster@{domain}\"");
    match found.as_slice() {
        [] => Finding::lacks("DMARC", "no policy; the large receivers want one", fix()),
        [one] => {
            let policy = one
                .split(';')
                .filter_map(|part| part.split_once('='))
                .find(|(name, _)| name.trim() == "p")
                .map(|(_, policy)| policy.trim().to_lowercase());
            match policy.as_deref() {
                Some("none" | "quarantine" | "reject") => Finding::fine("DMARC", (*one).clone()),
                _ => Finding::lacks("DMARC", format!("it says no policy: {one}"), fix()),
            }
        }
        more => Finding::lacks(
            "DMARC",
            format!("{} policies, and more than one counts as none", more.len()),
            format!("keep one TXT at _dmarc.{domain}"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records() -> Records {
        Records {
            exchangers: vec!["aspmx.l.google.com".to_owned()],
            texts: vec![
                "google-site-verification=x".to_owned(),
                "v=spf1 include:_spf.google.com ~all".to_owned(),
            ],
            keys: vec![(
                "google".to_owned(),
                vec!["v=DKIM1; k=rsa; p=MIIB".to_owned()],
            )],
            policies: vec!["v=DMARC1; p=reject".to_owned()],
        }
    }

    /// The one record that lacks, what is said of it, and the fix.
    #[track_caller]
    fn check(change: impl FnOnce(&mut Records), record: &str, what: &str, fix: &str) {
        let mut records = records();
        change(&mut records);
        let findings = judge("a.example", &records);
        let lacking: Vec<&Finding> = findings.iter().filter(|f| f.fix.is_some()).collect();
        let [one] = lacking.as_slice() else {
            panic!("{lacking:?}")
        };
        assert_eq!(one.record, record);
        assert!(one.what.contains(what), "{one:?}");
        assert!(
            one.fix.as_deref().is_some_and(|told| told.contains(fix)),
            "{one:?}"
        );
    }

    #[test]
    fn a_domain_with_all_records_lacks_nothing() {
        let findings = judge("a.example", &records());
        assert_eq!(findings.len(), 4);
        assert!(
            findings.iter().all(|finding| finding.fix.is_none()),
            "{findings:?}"
        );
    }

    #[test]
    fn each_record_that_lacks_is_told_with_the_one_to_add() {
        check(
            |r| r.exchangers.clear(),
            "MX",
            "answers are lost",
            "a.example. MX 10",
        );
        check(
            |r| r.texts.clear(),
            "SPF",
            "no record",
            "a.example. TXT \"v=spf1 include:_spf.google.com ~all\"",
        );
        check(
            |r| r.texts.push("V=SPF1 mx -all".to_owned()),
            "SPF",
            "2 records",
            "keep one",
        );
        check(
            |r| r.texts = vec!["v=spf1 mx +all".to_owned()],
            "SPF",
            "anybody",
            "~all",
        );
        check(|r| r.keys.clear(), "DKIM", "no key", "--selector");
        check(
            |r| r.keys[0].1 = vec!["v=DKIM1; p=".to_owned()],
            "DKIM",
            "withdrawn",
            "_domainkey.a.example",
        );
        check(
            |r| r.policies.clear(),
            "DMARC",
            "no policy",
            "_dmarc.a.example. TXT \"v=DMARC1; p=none",
        );
        check(
            |r| r.policies = vec!["v=DMARC1; rua=mailto:a@a.example".to_owned()],
            "DMARC",
            "says no policy",
            "p=none",
        );
        check(
            |r| r.policies.push("v=DMARC1; p=none".to_owned()),
            "DMARC",
            "2 policies",
            "keep one",
        );
    }
}
