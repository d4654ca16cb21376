//! Who takes mail for the simulated companies: every fifth has it taken by a large service.

use crate::mutants::Mutant;
use ports::{MailExchangers, PortError};

/// See the module.
pub(crate) struct Exchangers {
    pub(crate) mutant: Option<Mutant>,
}

/// Whether a company's mail is taken by a large service.
pub(crate) fn is_hosted(domain: &str) -> bool {
    let name = domain.strip_suffix(".example").unwrap_or_default();
    let number = name.rsplit("company").next().unwrap_or_default();
    number
        .parse()
        .is_ok_and(|number: usize| number.is_multiple_of(5))
}

#[async_trait::async_trait]
impl MailExchangers for Exchangers {
    async fn of(&self, domain: &str) -> Result<Vec<String>, PortError> {
        if self.mutant == Some(Mutant::ExchangersUnasked) {
            return Ok(Vec::new());
        }
        Ok(if is_hosted(domain) {
            vec!["aspmx.l.google.com".to_owned(), format!("mx2.{domain}")]
        } else {
            vec![format!("mx1.{domain}")]
        })
    }
}
