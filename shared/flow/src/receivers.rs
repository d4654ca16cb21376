//! Who receives a letter, as caps count it: a large service by the domain's own name or by its mail
//! exchangers; nothing where the domain stands for itself.

use crate::Ports;
use domain::Identifier;
use domain::receiving::{provider_of, receiving_provider};

/// The name of the large service that takes mail for an address. What can't be looked up holds no letter:
/// the recipient's domain is counted in any case.
pub(crate) async fn of(ports: &Ports, address: &str) -> Option<&'static str> {
    let identifier = Identifier::email(address)?;
    let domain = identifier.domain()?;
    if let Some(name) = receiving_provider(domain) {
        return Some(name);
    }
    match ports.exchangers.of(domain).await {
        Ok(hosts) => hosts.iter().find_map(|host| provider_of(host)),
        Err(error) => {
            tracing::debug!(%error, "the mail exchangers of a domain are not known");
            None
        }
    }
}
