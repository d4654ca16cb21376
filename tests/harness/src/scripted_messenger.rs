//! An account on LinkedIn that does as it is told and keeps what left. Like the real one it can't be asked.

use crate::Outcome;
use jiff::Timestamp;
use ports::{ChatMessage, Clock, Handover, LookUp, Messenger, PortError};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// A message that left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// When.
    pub at: Timestamp,
    /// What.
    pub message: ChatMessage,
}

#[derive(Default)]
struct Script {
    next: VecDeque<Outcome>,
    left: Vec<Written>,
}

/// [`Messenger`] for tests.
pub struct ScriptedMessenger {
    clock: Arc<dyn Clock>,
    script: Mutex<Script>,
}

impl ScriptedMessenger {
    /// Takes everything.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            script: Mutex::new(Script::default()),
        }
    }

    /// What becomes of the next hand-overs, one each; after them everything is taken again.
    pub fn next(&self, outcomes: impl IntoIterator<Item = Outcome>) {
        let mut script = self.script.lock().unwrap_or_else(PoisonError::into_inner);
        script.next.extend(outcomes);
    }

    /// What left, oldest first.
    pub fn left(&self) -> Vec<Written> {
        let script = self.script.lock().unwrap_or_else(PoisonError::into_inner);
        script.left.clone()
    }
}

#[async_trait::async_trait]
impl Messenger for ScriptedMessenger {
    async fn hand_over(&self, message: &ChatMessage) -> Result<Handover, PortError> {
        let mut script = self.script.lock().unwrap_or_else(PoisonError::into_inner);
        let outcome = script.next.pop_front().unwrap_or(Outcome::Accept);
        let take = Written {
            at: self.clock.now(),
            message: message.clone(),
        };
        match outcome {
            Outcome::Accept | Outcome::Hold => script.left.push(take),
            Outcome::Busy(why) => return Err(PortError::Busy(why)),
            Outcome::Refuse(why) => return Err(PortError::Refused(why)),
            Outcome::Silence { taken } => {
                if taken {
                    script.left.push(take);
                }
                return Err(PortError::Unknown("504 gateway timeout".to_owned()));
            }
        }
        Ok(Handover {
            provider_id: format!("chat-{}", message.claim),
            message_id: None,
        })
    }

    async fn look_up(&self, _: &str) -> Result<LookUp, PortError> {
        Ok(LookUp::CannotTell)
    }

    fn is_connected(&self) -> bool {
        true
    }

    fn is_real(&self) -> bool {
        false
    }

    fn name(&self) -> String {
        "scripted".to_owned()
    }
}
