//! One conversation, from the row of a list to its last letter.

use super::cleared::{self, Cleared, OfStep, Policy, Written};
use super::held_versions::HeldVersions;
use super::known::{self, KnownFact};
use super::origin::{self, Came};
use crate::companies::AtCompany;
use crate::export::{self, Letter};
use crate::items::DraftBlob;
use crate::{Ports, StepError, drafting, step};
use domain::ClaimId;
use domain::conversation::MessageState;
use jiff::Timestamp;

/// A conversation and what stands behind its letters.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// All that is held of it.
    pub held: export::Conversation,
    /// Name, title, company; nothing once forgotten.
    pub person: Option<[String; 3]>,
    /// Where they came from.
    pub came: Came,
    /// Its messages, by step.
    pub messages: Vec<Message>,
}

/// A message and what stands behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Its step.
    pub step: u32,
    /// It is the letter that was asked for.
    pub asked: bool,
    /// Its channel.
    pub channel: &'static str,
    /// Where it stands: planned, in_review, cleared, claimed, in_doubt, sent, void.
    pub state: &'static str,
    /// When it left, if it did.
    pub sent_at: Option<Timestamp>,
    /// Its text as it stands; nothing before the first draft and once forgotten.
    pub letter: Option<Letter>,
    /// Who wrote it, by which versions.
    pub written: Option<Written>,
    /// Who or what gave leave to send it; nothing while it waits, and if it will never go.
    pub cleared: Option<Cleared>,
    /// What policy decided on it; nothing while a verdict on it is to be given without knowing.
    pub policy: Option<Policy>,
    /// The hand-over.
    pub claim: Option<ClaimId>,
    /// The Message-ID that the recipient sees, without angle brackets.
    pub message_id: Option<String>,
    /// What was known then.
    pub known: Vec<KnownFact>,
}

pub(super) async fn tell(
    ports: &Ports,
    one: AtCompany,
    versions: &mut HeldVersions,
    asked: Option<u32>,
) -> Result<Story, StepError> {
    let events = step::events(ports, &one.state.id).await?;
    let held = export::held(ports, &one.state, one.vault.as_ref(), &events).await?;
    let came = origin::of(ports, &one, &events, versions).await?;
    let mut of_steps = cleared::of(&one.state, &events);
    let mut messages = Vec::new();
    for message in &one.state.messages {
        let of = of_steps.remove(&message.step).unwrap_or_default();
        let OfStep {
            written,
            cleared,
            claim,
            message_id,
            policy,
        } = of;
        let draft = match &message.draft {
            Some(draft) => export::kept(drafting::read_draft(ports, &draft.blob).await)?,
            None => None,
        };
        let sent_at = message.sent_at();
        let day = one
            .state
            .place
            .day(sent_at.unwrap_or_else(|| ports.clock.now()));
        let playbook = match &draft {
            Some(draft) => versions.of(ports, &draft.playbook).await?,
            None => None,
        };
        let claims = draft.as_ref().map_or(&[][..], |draft| &draft.claims);
        let known = match &draft {
            Some(_) => known::at(playbook.as_deref(), one.vault.as_ref(), claims, day),
            None => Vec::new(),
        };
        let letter = held.letters.iter().rev();
        let mut letter = letter
            .filter(|letter| (letter.step, letter.revision) == (message.step, message.revision));
        messages.push(Message {
            step: message.step,
            asked: asked == Some(message.step),
            channel: message.channel.as_str(),
            state: state(&message.state),
            sent_at,
            letter: letter.next().cloned(),
            written: written.map(|written| told_by(written, draft.as_ref())),
            cleared,
            policy,
            claim,
            message_id,
            known,
        });
    }
    let person = one.vault.as_ref();
    Ok(Story {
        person: person.map(|vault| [vault.name(), vault.title.clone(), vault.company.clone()]),
        held,
        came,
        messages,
    })
}

/// The draft says which model wrote it; an event of an operator's names none.
fn told_by(written: Written, draft: Option<&DraftBlob>) -> Written {
    match draft {
        Some(draft) => Written {
            playbook: draft.playbook.clone(),
            model: draft.model.clone(),
            ..written
        },
        None => written,
    }
}

fn state(state: &MessageState) -> &'static str {
    match state {
        MessageState::Planned { .. } => "planned",
        MessageState::InReview { .. } => "in_review",
        MessageState::Cleared { .. } => "cleared",
        MessageState::Claimed { .. } => "claimed",
        MessageState::InDoubt { .. } => "in_doubt",
        MessageState::Sent { .. } => "sent",
        MessageState::Void { .. } => "void",
    }
}
