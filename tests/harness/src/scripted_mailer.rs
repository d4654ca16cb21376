//! A provider of mail that does as it is told and keeps what left.

use jiff::Timestamp;
use ports::{Clock, Envelope, Handover, LookUp, Mailer, PortError};
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;

/// What becomes of a hand-over.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// Taken.
    Accept,
    /// Stays open until [`ScriptedMailer::let_go`], then is taken.
    Hold,
    /// Not taken, try later.
    Busy(String),
    /// Not taken.
    Refuse(String),
    /// No answer comes back, whether it was taken or not.
    Silence {
        /// The letter went out all the same.
        taken: bool,
    },
}

/// A letter that left.
#[derive(Debug, Clone)]
pub struct Letter {
    /// When the provider took it.
    pub at: Timestamp,
    /// Of the hand-over.
    pub envelope: Envelope,
    /// The exact bytes.
    pub raw: Vec<u8>,
    /// The same, read.
    pub read: mail::Inbound,
}

impl Letter {
    /// Where answers go: the tagged address.
    pub fn reply_address(&self) -> String {
        let reply_to = self.read.reply_to.as_ref().or(self.read.from.as_ref());
        reply_to
            .map(|mailbox| mailbox.address.clone())
            .unwrap_or_default()
    }

    /// The path of the one-click entry.
    pub fn one_click_path(&self) -> String {
        let header = self
            .read
            .header("List-Unsubscribe")
            .unwrap_or_default()
            .to_owned();
        let link = header
            .split(['<', '>'])
            .find(|part| part.starts_with("https://"))
            .unwrap_or_default();
        link.find("/u/")
            .and_then(|at| link.get(at..))
            .unwrap_or_default()
            .to_owned()
    }
}

#[derive(Default)]
struct Script {
    next: VecDeque<Outcome>,
    left: Vec<Letter>,
    open: usize,
}

/// The `Message-ID` that a provider puts in the place of the letter's.
pub fn renamed(claim: &str) -> String {
    format!("{claim}@provider.example")
}

/// [`Mailer`] for tests.
pub struct ScriptedMailer {
    clock: Arc<dyn Clock>,
    script: Mutex<Script>,
    gate: Notify,
    tells: AtomicBool,
    renames: AtomicBool,
}

impl ScriptedMailer {
    /// Takes everything.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            script: Mutex::new(Script::default()),
            gate: Notify::new(),
            tells: AtomicBool::new(false),
            renames: AtomicBool::new(false),
        }
    }

    /// What becomes of the next hand-overs, one each; after them everything is taken again.
    pub fn next(&self, outcomes: impl IntoIterator<Item = Outcome>) {
        self.lock().next.extend(outcomes);
    }

    /// Ends the hand-over that is held open.
    pub fn let_go(&self) {
        self.gate.notify_one();
    }

    /// From now on it can be asked what became of a hand-over. At first it can't, as with SMTP.
    pub fn can_be_asked(&self) {
        self.tells.store(true, Ordering::Relaxed);
    }

    /// From now on the recipient sees another `Message-ID`, the one of [`renamed`], as with SES.
    pub fn renames(&self) {
        self.renames.store(true, Ordering::Relaxed);
    }

    /// Hand-overs that are open now.
    pub fn open(&self) -> usize {
        self.lock().open
    }

    /// What left, oldest first.
    pub fn left(&self) -> Vec<Letter> {
        self.lock().left.clone()
    }

    fn lock(&self) -> MutexGuard<'_, Script> {
        self.script.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, envelope: &Envelope, raw: &[u8]) -> Handover {
        let letter = Letter {
            at: self.clock.now(),
            envelope: envelope.clone(),
            raw: raw.to_vec(),
            read: mail::read(raw),
        };
        self.lock().left.push(letter);
        self.handover(&envelope.claim)
    }

    fn handover(&self, claim: &str) -> Handover {
        let renames = self.renames.load(Ordering::Relaxed);
        Handover {
            provider_id: format!("took {claim}"),
            message_id: renames.then(|| renamed(claim)),
        }
    }
}

#[async_trait::async_trait]
impl Mailer for ScriptedMailer {
    async fn hand_over(&self, envelope: &Envelope, letter: &[u8]) -> Result<Handover, PortError> {
        let outcome = self.lock().next.pop_front().unwrap_or(Outcome::Accept);
        match outcome {
            Outcome::Accept => Ok(self.take(envelope, letter)),
            Outcome::Hold => {
                self.lock().open += 1;
                self.gate.notified().await;
                self.lock().open -= 1;
                Ok(self.take(envelope, letter))
            }
            Outcome::Busy(why) => Err(PortError::Busy(why)),
            Outcome::Refuse(why) => Err(PortError::Refused(why)),
            Outcome::Silence { taken } => {
                if taken {
                    self.take(envelope, letter);
                }
                Err(PortError::Unknown(
                    "the connection broke after the last byte".to_owned(),
                ))
            }
        }
    }

    async fn look_up(&self, claim: &str) -> Result<LookUp, PortError> {
        if !self.tells.load(Ordering::Relaxed) {
            return Ok(LookUp::CannotTell);
        }
        let has = self
            .lock()
            .left
            .iter()
            .any(|letter| letter.envelope.claim == claim);
        Ok(if has {
            LookUp::Sent(self.handover(claim))
        } else {
            LookUp::NotSent
        })
    }

    fn is_real(&self) -> bool {
        false
    }

    fn name(&self) -> String {
        "scripted".to_owned()
    }
}
