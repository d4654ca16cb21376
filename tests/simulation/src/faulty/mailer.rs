//! A provider that refuses, throttles, takes minutes, never answers, breaks off after the last byte,
//! and now and then says "not sent" of a letter that it sends.

use crate::faults::{Fault, Faults};
use crate::mutants::Mutant;
use crate::world::Outside;
use ports::{Clock, Envelope, Handover, LookUp, Mailer, PortError};
use std::sync::Arc;

/// See the module.
pub(crate) struct FaultyMailer {
    /// What left, as the world saw it.
    pub(crate) outside: Outside,
    /// What goes wrong.
    pub(crate) faults: Faults,
    /// The time.
    pub(crate) clock: Arc<dyn Clock>,
    /// A fault that is there on purpose.
    pub(crate) mutant: Option<Mutant>,
}

impl FaultyMailer {
    fn leave(&self, envelope: &Envelope, letter: &[u8]) {
        let mut letter = letter.to_vec();
        match self.mutant {
            Some(Mutant::AlteredInTransit) => {
                letter.extend_from_slice(b"PS: one more thing we never showed anybody.\r\n");
            }
            Some(Mutant::LinksFromOutside) => {
                letter.extend_from_slice(b"https://evil.example/pay\r\n");
            }
            Some(Mutant::CopiesToOthers) => {
                letter = [b"Bcc: everybody@evil.example\r\n".as_slice(), &letter].concat();
            }
            Some(_) | None => {}
        }
        self.outside.leave(envelope, &letter, self.clock.now());
        if self.mutant == Some(Mutant::HandedOverTwice) {
            self.outside.leave(envelope, &letter, self.clock.now());
        }
    }
}

#[async_trait::async_trait]
impl Mailer for FaultyMailer {
    async fn hand_over(&self, envelope: &Envelope, letter: &[u8]) -> Result<Handover, PortError> {
        // From here to the answer, or to the end of the connection, nobody can say what becomes of it.
        let _in_hands = self.outside.take_in_hands(&envelope.claim);
        self.faults.before().await;
        self.faults.busy("the provider")?;
        if self.faults.happens(Fault::FalseProof, 5) {
            self.outside.lie_about(&envelope.claim);
            self.leave(envelope, letter);
            return Err(PortError::Refused("550 not today".to_owned()));
        }
        if self.faults.happens(Fault::Refused, 5) {
            // Servers like to repeat the address they refuse.
            return Err(PortError::Refused(format!(
                "550 5.7.1 <{}>: not today",
                envelope.to
            )));
        }
        if self.faults.happens(Fault::UnknownNotDone, 5) {
            return Err(PortError::Unknown("the connection broke".to_owned()));
        }
        if self.faults.happens(Fault::SilentProvider, 5) {
            if self.faults.below(2) == 0 {
                self.leave(envelope, letter);
            }
            self.faults.silence().await;
        }
        if self.faults.happens(Fault::SlowProvider, 20) {
            // Sometimes longer than a claim may be without an answer.
            self.faults.seconds(25 * 60).await;
        }
        self.leave(envelope, letter);
        self.faults.after().await;
        if self.faults.happens(Fault::UnknownDone, 5) {
            return Err(PortError::Unknown(
                "the connection broke after the last byte".to_owned(),
            ));
        }
        Ok(Handover {
            provider_id: format!("sim-{}", envelope.claim),
            message_id: None,
        })
    }

    async fn look_up(&self, claim: &str) -> Result<LookUp, PortError> {
        self.faults.before().await;
        self.faults.busy("the provider")?;
        if self.mutant == Some(Mutant::GuessedNotSent) {
            return Ok(LookUp::NotSent);
        }
        // Every other provider can be asked, by the claim's own last letter; none can while it is
        // still talking to us about that letter.
        if claim.bytes().last().is_some_and(|byte| byte % 2 == 0) || self.outside.in_hands(claim) {
            return Ok(LookUp::CannotTell);
        }
        Ok(if self.outside.left(claim) {
            LookUp::Sent(Handover {
                provider_id: format!("sim-{claim}"),
                message_id: None,
            })
        } else {
            LookUp::NotSent
        })
    }

    fn is_real(&self) -> bool {
        false
    }

    fn name(&self) -> String {
        "simulated provider".to_owned()
    }
}
