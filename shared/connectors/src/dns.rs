//! Mail exchangers and texts by DNS. The resolver keeps answers as long as their records say.

use hickory_resolver::proto::rr::RData;
use hickory_resolver::{ResolverBuilder, TokioResolver, net::runtime::TokioRuntimeProvider};
use ports::{MailExchangers, PortError};
use std::time::Duration;

/// A letter waits for the answer, so it must come soon or not at all.
const WAIT: Duration = Duration::from_secs(2);
/// Answers that are kept.
const MOST_KEPT: u64 = 4_096;

/// Looks mail exchangers up with the name servers that this machine is set up for.
pub struct DnsMailExchangers(TokioResolver);

impl DnsMailExchangers {
    /// With the machine's own set-up.
    ///
    /// # Errors
    /// It can't be read, or names no name server.
    pub fn of_this_machine() -> Result<Self, String> {
        let builder = TokioResolver::builder_tokio().map_err(|error| error.to_string())?;
        Self::built(builder)
    }

    /// With another set-up.
    ///
    /// # Errors
    /// It names no name server.
    pub fn built(mut builder: ResolverBuilder<TokioRuntimeProvider>) -> Result<Self, String> {
        let options = builder.options_mut();
        options.timeout = WAIT;
        options.attempts = 1;
        options.cache_size = MOST_KEPT;
        let resolver = builder.build().map_err(|error| error.to_string())?;
        Ok(Self(resolver))
    }

    /// The texts at a name, each put together from its parts; none where there is no such name.
    ///
    /// # Errors
    /// No name server answered in time.
    pub async fn texts(&self, name: &str) -> Result<Vec<String>, PortError> {
        let found = match self.0.txt_lookup(absolute(name)).await {
            Ok(found) => found,
            Err(error) if error.is_no_records_found() => return Ok(Vec::new()),
            Err(error) => return Err(PortError::Busy(error.to_string())),
        };
        let texts = found
            .answers()
            .iter()
            .filter_map(|record| match &record.data {
                RData::TXT(text) => {
                    Some(String::from_utf8_lossy(&text.txt_data.concat()).into_owned())
                }
                _ => None,
            });
        Ok(texts.collect())
    }
}

/// With a dot at the end no search list is tried.
fn absolute(name: &str) -> String {
    format!("{}.", name.trim_end_matches('.'))
}

#[async_trait::async_trait]
impl MailExchangers for DnsMailExchangers {
    async fn of(&self, domain: &str) -> Result<Vec<String>, PortError> {
        let found = match self.0.mx_lookup(absolute(domain)).await {
            Ok(found) => found,
            Err(error) if error.is_no_records_found() => return Ok(Vec::new()),
            Err(error) => return Err(PortError::Busy(error.to_string())),
        };
        let mut hosts: Vec<(u16, String)> = found
            .answers()
            .iter()
            .filter_map(|record| match &record.data {
                RData::MX(mx) => {
                    let host = mx.exchange.to_string().to_ascii_lowercase();
                    Some((mx.preference, host.trim_end_matches('.').to_owned()))
                }
                _ => None,
            })
            // RFC 7505: a lone dot takes no mail.
            .filter(|(_, host)| !host.is_empty())
            .collect();
        hosts.sort();
        Ok(hosts.into_iter().map(|(_, host)| host).collect())
    }
}
