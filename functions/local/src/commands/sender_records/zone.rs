//! Where records are read: from the name servers of this machine, or from a file, for want of a network.

use super::super::Failure;
use connectors::DnsMailExchangers;
use ports::MailExchangers;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// Records by name.
pub(super) enum Zone {
    Asked(Box<DnsMailExchangers>),
    File(BTreeMap<String, Name>),
}

/// What a file holds for one name.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Name {
    /// Hosts, in the order of preference.
    #[serde(default, rename = "MX")]
    exchangers: Vec<String>,
    #[serde(default, rename = "TXT")]
    texts: Vec<String>,
}

impl Zone {
    pub(super) fn of_this_machine() -> Result<Self, Failure> {
        DnsMailExchangers::of_this_machine()
            .map(|dns| Self::Asked(Box::new(dns)))
            .map_err(|why| {
                Failure::refused(
                    format!("no name server can be asked: {why}"),
                    "connect this machine to a network, or give records by --dns-file",
                )
            })
    }

    pub(super) fn of_file(path: &Path) -> Result<Self, Failure> {
        let text = std::fs::read_to_string(path).map_err(|error| {
            Failure::misuse(
                format!("can't read {}: {error}", path.display()),
                "give a file with records: {\"a.example\": {\"MX\": [\"mx.a.example\"], \"TXT\": [\"v=spf1 mx ~all\"]}}",
            )
        })?;
        let names = serde_json::from_str(&text).map_err(|error| {
            Failure::misuse(
                format!("{} holds no records: {error}", path.display()),
                "write {\"a.example\": {\"MX\": [\"mx.a.example\"], \"TXT\": [\"v=spf1 mx ~all\"]}}",
            )
        })?;
        Ok(Self::File(names))
    }

    pub(super) async fn texts(&self, name: &str) -> Result<Vec<String>, String> {
        match self {
            Self::Asked(dns) => dns.texts(name).await.map_err(|error| error.to_string()),
            Self::File(names) => Ok(names
                .get(name)
                .map(|name| name.texts.clone())
                .unwrap_or_default()),
        }
    }

    pub(super) async fn exchangers(&self, domain: &str) -> Result<Vec<String>, String> {
        match self {
            Self::Asked(dns) => dns.of(domain).await.map_err(|error| error.to_string()),
            Self::File(names) => Ok(names
                .get(domain)
                .map(|name| name.exchangers.clone())
                .unwrap_or_default()),
        }
    }
}
