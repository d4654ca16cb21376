//! The first card of a lead as a version would show it, written one letter a call.

use super::STEP;
use crate::drafting::{self, put_blob, read_draft};
use crate::items::{self, DraftBlob, ReplayCardRow, Vault};
use crate::{Ports, StepError, keys, step};
use ::ports::{EarlierMessage, PortError};
use domain::conversation::{Channel, Conversation, Message, MessageState};
use jiff::Timestamp;
use playbook::{Agent, Playbook, Review};

/// Letters on the first card of an agent's leads.
pub(super) fn letters(agent: &Agent) -> usize {
    match agent.sequence.review {
        Review::Together => agent.sequence.steps.len().max(1),
        Review::Each => 1,
    }
}

/// The steps that this version would show on the first card of this conversation, as far as it has them.
pub(super) fn steps(playbook: &Playbook, state: &Conversation) -> Vec<u32> {
    let agent = playbook.agents.get(state.agent.as_str());
    let most = agent.map_or(1, letters);
    let planned = state
        .messages
        .iter()
        .filter(|message| message.answers.is_none());
    let mut steps: Vec<u32> = planned
        .map(|message| message.step)
        .filter(|step| usize::try_from(*step).is_ok_and(|step| (1..=most).contains(&step)))
        .collect();
    steps.sort_unstable();
    if steps.is_empty() { vec![STEP] } else { steps }
}

/// A conversation as if nothing had been written yet, with the letters of its first card.
pub(super) struct Card {
    state: Conversation,
}

/// What is written of a card.
pub(super) enum Written {
    /// These letters.
    Letters(Vec<DraftBlob>),
    /// These, and the next one is not to be had.
    Refused(Vec<DraftBlob>, String),
}

impl Card {
    pub(super) fn of(state: &Conversation, steps: &[u32], now: Timestamp) -> Self {
        let messages = state.messages.iter();
        let messages = messages.filter(|message| steps.contains(&message.step));
        let messages = messages.map(|message| Message {
            state: MessageState::Planned { draft_at: now },
            revision: 0,
            draft: None,
            note: None,
            answers: None,
            unit: None,
            ..message.clone()
        });
        Self {
            state: Conversation {
                messages: messages.collect(),
                inbound: Vec::new(),
                resume_note: None,
                ..state.clone()
            },
        }
    }

    /// How its letters travel.
    pub(super) fn channels(&self) -> Vec<Channel> {
        self.state.messages.iter().map(|m| m.channel).collect()
    }

    /// As it would come to the gate.
    pub(super) fn arrived(&self, now: Timestamp) -> Conversation {
        let mut state = self.state.clone();
        for message in &mut state.messages {
            message.state = MessageState::InReview { since: now };
        }
        state
    }

    /// Writes the next letter, if one is missing, and keeps it.
    pub(super) async fn next(
        &self,
        ports: &Ports,
        playbook: &Playbook,
        vault: &Vault,
    ) -> Result<Written, StepError> {
        let key = keys::replayed(&playbook.version, &self.state.id, &ports.model.name());
        let read = step::read::<ReplayCardRow>(ports, key.clone()).await?;
        let (mut row, item) = read.map_or((ReplayCardRow::default(), None), |(row, item)| {
            (row, Some(item))
        });
        let mut blobs = Vec::with_capacity(self.state.messages.len());
        for hash in &row.drafts {
            blobs.push(read_draft(ports, hash).await?);
        }
        let Some(message) = self.state.messages.get(blobs.len()) else {
            return Ok(Written::Letters(blobs));
        };
        let earlier: Vec<EarlierMessage> = self
            .state
            .messages
            .iter()
            .zip(&blobs)
            .map(|(message, blob)| EarlierMessage {
                step: message.step,
                subject: blob.subject.clone(),
                body: blob.body.clone(),
            })
            .collect();
        let now = ports.clock.now();
        let written =
            drafting::written(ports, playbook, &self.state, vault, message, &earlier, now).await;
        let blob = match written {
            Ok(Ok(blob)) => blob,
            Ok(Err(why)) | Err(StepError::Port(PortError::Refused(why))) => {
                return Ok(Written::Refused(blobs, why));
            }
            Err(error) => return Err(error),
        };
        row.drafts
            .push(put_blob(ports, self.state.id.as_str(), &blob).await?);
        // Of two that write at once the first is kept; the other one asks again.
        let put = items::put(key, &row, items::as_read(item.as_ref()));
        step::commit(ports, vec![put], None).await?;
        blobs.push(blob);
        Ok(Written::Letters(blobs))
    }
}
