//! What the name servers say about the domains that letters are sent from, and what they lack: without
//! SPF, DKIM and DMARC the large receivers turn letters away.

mod judge;
mod zone;

use super::Failure;
use super::output::{Output, one_line};
use super::server::wait;
use crate::cli::CheckArgs;
use judge::{Finding, Records};
use playbook::Playbook;
use serde::Serialize;
use std::collections::BTreeSet;
use zone::Zone;

/// Selectors that large providers use, beside those that are named.
const USUAL_SELECTORS: [&str; 10] = [
    "google",
    "selector1",
    "selector2",
    "default",
    "dkim",
    "mail",
    "s1",
    "s2",
    "k1",
    "k2",
];

/// All that was found about a domain.
#[derive(Debug, Serialize)]
pub(super) struct Domain {
    domain: String,
    findings: Vec<Finding>,
}

impl Domain {
    /// Nothing lacks.
    pub(super) fn is_fit(&self) -> bool {
        self.findings.iter().all(|finding| finding.fix.is_none())
    }
}

/// Asks about every domain that a mailbox of the playbook sends from.
pub(super) fn look_up(args: &CheckArgs, playbook: &Playbook) -> Result<Vec<Domain>, Failure> {
    let zone = match &args.dns_file {
        Some(path) => Zone::of_file(path)?,
        None => Zone::of_this_machine()?,
    };
    let mut selectors: Vec<&str> = args.selector.iter().map(String::as_str).collect();
    selectors.extend(USUAL_SELECTORS);
    let domains: BTreeSet<&str> = playbook
        .house
        .mailboxes
        .iter()
        .filter_map(|mailbox| mailbox.address.rsplit_once('@'))
        .map(|(_, domain)| domain)
        .collect();
    wait(async {
        let mut all = Vec::new();
        for domain in domains {
            let records = ask(&zone, domain, &selectors).await;
            let findings = match records {
                Ok(records) => judge::judge(domain, &records),
                Err(why) => vec![Finding::unanswered(domain, &why)],
            };
            all.push(Domain {
                domain: domain.to_owned(),
                findings,
            });
        }
        Ok(all)
    })
}

async fn ask(zone: &Zone, domain: &str, selectors: &[&str]) -> Result<Records, String> {
    let mut keys = Vec::new();
    for selector in selectors {
        let found = zone
            .texts(&format!("{selector}._domainkey.{domain}"))
            .await?;
        if !found.is_empty() {
            keys.push(((*selector).to_owned(), found));
        }
    }
    // RFC 7489, section 6.6.3: a policy of the domain above counts where there is none of its own.
    let mut name = domain;
    let policies = loop {
        let found = zone.texts(&format!("_dmarc.{name}")).await?;
        let above = name.split_once('.').map(|(_, above)| above);
        match above.filter(|above| found.is_empty() && above.contains('.')) {
            Some(above) => name = above,
            None => break found,
        }
    };
    Ok(Records {
        exchangers: zone.exchangers(domain).await?,
        texts: zone.texts(domain).await?,
        keys,
        policies,
    })
}

/// Two lines for what lacks, one for what is there.
pub(super) fn print(output: &mut Output, domains: &[Domain]) -> Result<(), Failure> {
    for Domain { domain, findings } in domains {
        for finding in findings {
            let Finding {
                record, what, fix, ..
            } = finding;
            let fix = fix
                .as_ref()
                .map(|fix| format!("\n  fix: {}", one_line(fix)));
            output.line(&format!(
                "{}: {record}: {}{}",
                one_line(domain),
                one_line(what),
                fix.unwrap_or_default()
            ))?;
        }
    }
    Ok(())
}
