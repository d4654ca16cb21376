//! A model that writes what it is told; at first plain drafts in which the linter finds nothing.

use ports::{Brief, Claim, Drafted, Model, PortError, Proof, Proofread, ReplyBrief, ReplyOpinion};
use std::sync::{Mutex, PoisonError};

type Write = Box<dyn Fn(&Brief) -> Result<Drafted, PortError> + Send + Sync>;
type Read = Box<dyn Fn(&ReplyBrief) -> Result<Option<ReplyOpinion>, PortError> + Send + Sync>;
type Object = Box<dyn Fn(&Proof) -> Result<Option<Proofread>, PortError> + Send + Sync>;

/// [`Model`] for tests.
pub struct ScriptedModel {
    write: Mutex<Write>,
    read: Mutex<Read>,
    object: Mutex<Object>,
}

impl Default for ScriptedModel {
    fn default() -> Self {
        Self::new()
    }
}

impl ScriptedModel {
    /// Writes [`plain_draft`]s and reads nothing.
    pub fn new() -> Self {
        Self {
            write: Mutex::new(Box::new(|brief| Ok(plain_draft(brief)))),
            read: Mutex::new(Box::new(|_| Ok(None))),
            object: Mutex::new(Box::new(|_| Ok(None))),
        }
    }

    /// From now on replies are read so.
    pub fn read_as(
        &self,
        read: impl Fn(&ReplyBrief) -> Result<Option<ReplyOpinion>, PortError> + Send + Sync + 'static,
    ) {
        *self.read.lock().unwrap_or_else(PoisonError::into_inner) = Box::new(read);
    }

    /// From now on drafts are read a second time, so.
    pub fn object_as(
        &self,
        object: impl Fn(&Proof) -> Result<Option<Proofread>, PortError> + Send + Sync + 'static,
    ) {
        *self.object.lock().unwrap_or_else(PoisonError::into_inner) = Box::new(object);
    }

    /// From now on drafts are written so.
    pub fn write(
        &self,
        write: impl Fn(&Brief) -> Result<Drafted, PortError> + Send + Sync + 'static,
    ) {
        *self.write.lock().unwrap_or_else(PoisonError::into_inner) = Box::new(write);
    }
}

#[async_trait::async_trait]
impl Model for ScriptedModel {
    async fn draft(&self, brief: &Brief) -> Result<Drafted, PortError> {
        (self.write.lock().unwrap_or_else(PoisonError::into_inner))(brief)
    }

    async fn read(&self, reply: &ReplyBrief) -> Result<Option<ReplyOpinion>, PortError> {
        (self.read.lock().unwrap_or_else(PoisonError::into_inner))(reply)
    }

    async fn object(&self, draft: &Proof) -> Result<Option<Proofread>, PortError> {
        (self.object.lock().unwrap_or_else(PoisonError::into_inner))(draft)
    }

    fn name(&self) -> String {
        "scripted/1".to_owned()
    }
}

/// One sentence of fact, one ask, no more. The body says which step it is and how it was written.
pub fn plain_draft(brief: &Brief) -> Drafted {
    let fact = brief
        .facts
        .iter()
        .find(|fact| fact.source.starts_with("house:"));
    let (said, claims) = match fact {
        Some(fact) => (
            fact.text.clone(),
            vec![Claim {
                text: fact.text.clone(),
                fact: fact.id.clone(),
            }],
        ),
        None => (String::new(), Vec::new()),
    };
    let opening = match (&brief.reply, &brief.redraft, brief.step) {
        (Some(_), _, _) => "thank you for your answer.",
        (None, Some(_), _) => "I put this in other words.",
        (None, None, 1) => "I write about the gate of your site.",
        (None, None, 2) => "I come back to my letter about your gate.",
        (None, None, _) => "I write once more about your gate.",
    };
    let ask = if brief.step == 1 {
        "Would 20 minutes next week suit you for a look at it?"
    } else {
        "Shall I send you one page about it?"
    };
    let greeting = if brief.contact.first_name.is_empty() {
        "Hello,".to_owned()
    } else {
        format!("Hello {},", brief.contact.first_name)
    };
    let body = format!(
        "{greeting}\n\n{opening} {said}\n\n{ask}\n\n{}",
        brief.sender_name
    );
    let subject = match (brief.channel.as_str(), brief.step) {
        ("email", 1) => "waiting at your gate".to_owned(),
        _ => String::new(),
    };
    Drafted {
        subject,
        body,
        claims,
        confidence: 0.9,
        model: "scripted/1".to_owned(),
        tokens: None,
    }
}
