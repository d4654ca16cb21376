//! Mail by SES, version 2, as the exact bytes that the flow made.
//!
//! Invariant: one call of `hand_over` makes at most one call of `SendEmail`. The SDK's retries are off,
//! because SES has no token to know a repeat by.
//!
//! The account's own limits are read (`GetAccount`, kept for a minute) and obeyed before SES is
//! called, so that a used-up quota costs nobody's reputation. What SES itself refuses with a client
//! error was not sent. After a timeout or a server error nobody knows: SES can't be asked, so `look_up`
//! can't tell, and the events of the configuration set, which carry the claim as the tag `msg`, settle it.

mod account;

use crate::failure;
use account::{Account, Ledger};
use aws_sdk_sesv2::Client;
use aws_sdk_sesv2::operation::get_account::GetAccountOutput;
use aws_sdk_sesv2::primitives::Blob;
use aws_sdk_sesv2::types::{Destination, EmailContent, MessageTag, RawMessage};
use ports::{Clock, Envelope, Handover, LookUp, Mailer, PortError};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// What a letter may weigh, bytes.
const LARGEST_LETTER: usize = 40 * 1024 * 1024;
/// What a tag's value may hold, characters.
const LONGEST_CLAIM: usize = 256;
/// The tag that carries the claim; events bring it back.
const CLAIM_TAG: &str = "msg";
/// Codes by which SES says that the account as a whole may not send.
const STOPPED: [&str; 2] = ["AccountSuspendedException", "SendingPausedException"];

/// How to send.
#[derive(Debug, Clone, Default)]
pub struct SesSettings {
    /// The configuration set, which says where events go. Without one, in-doubt sends wait for the
    /// operator.
    pub configuration_set: Option<String>,
    /// How long SES may take for an answer; a minute, if not said. After that nobody knows.
    pub patience: Option<Duration>,
}

/// [`Mailer`] on SES.
pub struct SesMailer {
    client: Client,
    region: String,
    settings: SesSettings,
    clock: Arc<dyn Clock>,
    ledger: Mutex<Ledger>,
}

impl SesMailer {
    pub(crate) fn new(
        client: Client,
        region: String,
        settings: SesSettings,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self {
            client,
            region,
            settings,
            clock,
            ledger: Mutex::new(Ledger::default()),
        }
    }

    /// Every change is a number or a list that is whole whatever panics.
    fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// SES puts its own `Message-ID` in the place of the letter's: its id at a domain that depends on the
    /// region. Observed, promised nowhere; where it is wrong, answers are still found by their address.
    fn seen_by_recipient(&self, id: &str) -> Option<String> {
        let domain = match self.region.as_str() {
            "" => return None,
            "us-east-1" => "email.amazonses.com".to_owned(),
            region => format!("{region}.amazonses.com"),
        };
        (!id.is_empty()).then(|| format!("{id}@{domain}"))
    }

    /// Takes a place among the letters that the account may send now.
    async fn take_place(&self) -> Result<(), PortError> {
        let now = self.clock.now();
        if self.ledger().is_stale(now) {
            let answer = self.client.get_account().send().await;
            let answer = answer.map_err(|error| match failure::of_read("SES", &error) {
                PortError::Refused(why) => {
                    PortError::Refused(format!("the account can't be read: {why}"))
                }
                other => other,
            })?;
            self.ledger().learn(read_account(&answer), now);
        }
        self.ledger().take(now).map_err(PortError::Busy)
    }
}

fn read_account(answer: &GetAccountOutput) -> Account {
    let stopped = if answer.enforcement_status() == Some("SHUTDOWN") {
        Some("Amazon has shut down sending for the account".to_owned())
    } else if !answer.sending_enabled() {
        Some("sending is paused for the account".to_owned())
    } else {
        None
    };
    let quota = answer.send_quota();
    Account {
        stopped,
        per_day: quota
            .map(|quota| quota.max24_hour_send())
            // -1 stands for no limit.
            .filter(|per_day| *per_day >= 0.0),
        per_second: quota.map(|quota| quota.max_send_rate()),
        sent: quota.map_or(0.0, |quota| quota.sent_last24_hours()),
    }
}

/// A claim is a tag's value: ASCII letters, digits, `-` and `_`.
fn check_claim(claim: &str) -> Result<(), PortError> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if claim.is_empty() || claim.len() > LONGEST_CLAIM || !claim.chars().all(plain) {
        return Err(PortError::Refused(format!(
            "{claim:?} can't be a tag on SES: letters, digits, - and _ can"
        )));
    }
    Ok(())
}

#[async_trait::async_trait]
impl Mailer for SesMailer {
    async fn hand_over(&self, envelope: &Envelope, letter: &[u8]) -> Result<Handover, PortError> {
        check_claim(&envelope.claim)?;
        if letter.len() > LARGEST_LETTER {
            return Err(PortError::Refused(format!(
                "the letter is {} bytes large; the limit is {LARGEST_LETTER}",
                letter.len()
            )));
        }
        let wrong = |error: aws_sdk_sesv2::error::BuildError| PortError::Refused(error.to_string());
        let raw = RawMessage::builder()
            .data(Blob::new(letter))
            .build()
            .map_err(wrong)?;
        let tag = MessageTag::builder()
            .name(CLAIM_TAG)
            .value(&envelope.claim)
            .build()
            .map_err(wrong)?;
        self.take_place().await?;
        let answer = self
            .client
            .send_email()
            .from_email_address(&envelope.from)
            .destination(Destination::builder().to_addresses(&envelope.to).build())
            .content(EmailContent::builder().raw(raw).build())
            .set_configuration_set_name(self.settings.configuration_set.clone())
            .email_tags(tag)
            .send()
            .await;
        let error = match answer {
            Ok(sent) => {
                self.ledger().settled(true);
                let provider_id = sent.message_id.unwrap_or_default();
                let message_id = self.seen_by_recipient(&provider_id);
                return Ok(Handover {
                    provider_id,
                    message_id,
                });
            }
            Err(error) => error,
        };
        let outcome = failure::of_write("SES", &error);
        // Counted as sent unless it is known that it was not.
        self.ledger()
            .settled(matches!(outcome, PortError::Unknown(_)));
        let stopped = failure::code(&error).is_some_and(|code| STOPPED.contains(&code));
        match outcome {
            // Not this letter's fault: it may go when sending is allowed again.
            PortError::Refused(why) if stopped => {
                self.ledger().forget();
                Err(PortError::Busy(why))
            }
            other => Err(other),
        }
    }

    async fn look_up(&self, claim: &str) -> Result<LookUp, PortError> {
        check_claim(claim)?;
        Ok(LookUp::CannotTell)
    }

    fn is_real(&self) -> bool {
        true
    }

    fn name(&self) -> String {
        format!("ses {}", self.region)
    }
}
