//! Mail exchangers and texts by DNS. The resolver keeps answers as long as their records say.

use hickory_resolver::proto::rr::RData;
use hickory_resolver::{ResolverBuilder, TokioResolver, net::runtime::TokioRuntimeProvider};
use ports::{MailExchangers, PortError};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A letter waits for the answer, so it must come soon or not at all.
const WAIT: Duration = Duration::from_secs(2);
/// Answers that are kept.
const MOST_KEPT: u64 = 4_096;

/// After so many questions in a row without an answer nobody is asked for a while: a machine without a network
/// would have each letter wait.
const IN_VAIN: u32 = 3;
/// The while.
const SILENCE: Duration = Duration::from_secs(60);
/// Nobody takes mail at these (RFC 2606, RFC 6761, RFC 6762), and no name server is to be asked about them.
const RESERVED: [&str; 5] = ["example", "invalid", "local", "localhost", "test"];

/// Looks mail exchangers up with the name servers that this machine is set up for.
pub struct DnsMailExchangers {
    resolver: TokioResolver,
    asked: Mutex<Asked>,
}

/// How asking went lately.
#[derive(Default)]
struct Asked {
    in_vain: u32,
    silent_until: Option<Instant>,
}

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
        Ok(Self {
            resolver,
            asked: Mutex::default(),
        })
    }

    fn is_silent(&self) -> bool {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked
            .silent_until
            .is_some_and(|until| Instant::now() < until)
    }

    fn went(&self, answered: bool) {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if answered {
            *asked = Asked::default();
            return;
        }
        asked.in_vain = asked.in_vain.saturating_add(1);
        if asked.in_vain >= IN_VAIN {
            asked.silent_until = Some(Instant::now() + SILENCE);
        }
    }

    /// The texts at a name, each put together from its parts; none where there is no such name.
    ///
    /// # Errors
    /// No name server answered in time.
    pub async fn texts(&self, name: &str) -> Result<Vec<String>, PortError> {
        let found = match self.resolver.txt_lookup(absolute(name)).await {
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

fn is_reserved(domain: &str) -> bool {
    let last = domain.trim_end_matches('.').rsplit('.').next();
    last.is_some_and(|last| RESERVED.iter().any(|name| last.eq_ignore_ascii_case(name)))
}

#[async_trait::async_trait]
impl MailExchangers for DnsMailExchangers {
    async fn of(&self, domain: &str) -> Result<Vec<String>, PortError> {
        if is_reserved(domain) {
            return Ok(Vec::new());
        }
        if self.is_silent() {
            return Err(PortError::Busy("no name server answers".to_owned()));
        }
        let found = self.resolver.mx_lookup(absolute(domain)).await;
        let nothing = matches!(&found, Err(error) if error.is_no_records_found());
        self.went(found.is_ok() || nothing);
        let found = match found {
            Ok(found) => found,
            Err(_) if nothing => return Ok(Vec::new()),
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
