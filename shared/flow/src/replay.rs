//! Replay: what another version of the playbook would have written to leads that were written to before.
//! Nothing of it is sent, put on a card or kept; the old letters and what was decided on them stay.

use crate::items::{DraftBlob, IndexRow, Vault};
use crate::{Ports, StepError, drafting, items, keys, step};
use ::ports::PortError;
use domain::conversation::{Conversation, Event, Message, MessageState};
use domain::lint::Finding;
use domain::{AgentName, ConversationId};
use jiff::Timestamp;
use playbook::Playbook;

/// Conversations looked at for those that can be replayed.
const MOST_LOOKED_AT: usize = 2_000;
/// The letter that is replayed: later ones answer to what became of it.
const STEP: u32 = 1;

/// A letter, and what the linter says of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Letter {
    /// Subject.
    pub subject: String,
    /// Body without footer.
    pub body: String,
    /// By the version that wrote it.
    pub findings: Vec<Finding>,
}

/// What the operator decided on the old letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Past {
    /// It was approved as it stood.
    Approved,
    /// It was edited before it was approved, or still waits after an edit.
    Edited,
    /// It was killed, for this reason.
    Killed(String),
    /// Nothing yet, or it was sent back.
    Undecided,
}

/// One lead, written to again.
#[derive(Debug, Clone, PartialEq)]
pub struct Replayed {
    /// The conversation.
    pub conversation: ConversationId,
    /// What the agent wrote then, before any edit.
    pub old: Letter,
    /// Version of the playbook then.
    pub old_version: String,
    /// What it would write, or why it would not.
    pub new: Result<Letter, String>,
    /// What was decided on the old one.
    pub past: Past,
}

impl Replayed {
    /// The new letter reads otherwise.
    pub fn is_changed(&self) -> bool {
        self.new
            .as_ref()
            .is_ok_and(|new| new.subject != self.old.subject || new.body != self.old.body)
    }
}

/// The last conversations of an agent whose first letter can be replayed, newest first.
pub async fn candidates(
    ports: &Ports,
    agent: &AgentName,
    last: usize,
) -> Result<Vec<ConversationId>, StepError> {
    let mut found = Vec::new();
    let mut looked_at = 0_usize;
    let mut pages = step::Pages::newest(&keys::agent_index(agent));
    while looked_at < MOST_LOOKED_AT && found.len() < last {
        let Some(items) = pages.next(ports).await? else {
            break;
        };
        for item in &items {
            looked_at = looked_at.saturating_add(1);
            let index: IndexRow = items::decode(item)?;
            let Ok(id) = ConversationId::parse(&item.key.sk) else {
                continue;
            };
            if index.phase == "listed" || found.len() >= last {
                continue;
            }
            let Some(loaded) = step::load(ports, &id).await? else {
                continue;
            };
            let written = loaded
                .state()
                .message(STEP)
                .is_some_and(|message| message.draft.is_some());
            let known = step::read::<Vault>(ports, keys::vault(&id))
                .await?
                .is_some();
            if written && known {
                found.push(id);
            }
        }
    }
    Ok(found)
}

/// Writes the first letter of a conversation anew. Nothing: it was forgotten meanwhile.
pub async fn one(
    ports: &Ports,
    playbook: &Playbook,
    id: &ConversationId,
) -> Result<Option<Replayed>, StepError> {
    let Some(loaded) = step::load(ports, id).await? else {
        return Ok(None);
    };
    let Some((vault, _)) = step::read::<Vault>(ports, keys::vault(id)).await? else {
        return Ok(None);
    };
    let events: Vec<Event> = step::events(ports, id)
        .await?
        .into_iter()
        .map(|recorded| recorded.event)
        .collect();
    let Some((hash, past)) = judged(&events) else {
        return Ok(None);
    };
    let old = match drafting::read_draft(ports, &hash).await {
        Ok(old) => old,
        Err(StepError::NotFound(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    let Some(message) = loaded.state().message(STEP) else {
        return Ok(None);
    };
    let new = rewrite(ports, playbook, loaded.state(), &vault, message).await?;
    Ok(Some(Replayed {
        conversation: id.clone(),
        old_version: old.playbook.clone(),
        old: letter(old),
        new: new.map(letter),
        past,
    }))
}

fn letter(blob: DraftBlob) -> Letter {
    Letter {
        subject: blob.subject,
        body: blob.body,
        findings: blob.findings,
    }
}

/// The agent's last own draft of the step, and what was decided on it.
fn judged(events: &[Event]) -> Option<(domain::BlobHash, Past)> {
    let mut own = None;
    let mut past = Past::Undecided;
    for event in events {
        match event {
            Event::Drafted { step, draft, .. } if *step == STEP => {
                own = Some(draft.blob.clone());
                past = Past::Undecided;
            }
            Event::Edited { step, .. } if *step == STEP => past = Past::Edited,
            Event::Approved { clearances, .. }
                if past == Past::Undecided && clearances.iter().any(|(step, _)| *step == STEP) =>
            {
                past = Past::Approved;
            }
            Event::Killed { reason, steps, .. } if steps.contains(&STEP) => {
                past = Past::Killed(reason.clone());
            }
            Event::Undone { .. } => past = Past::Undecided,
            _ => {}
        }
    }
    own.map(|own| (own, past))
}

/// As if nothing had been written yet.
async fn rewrite(
    ports: &Ports,
    playbook: &Playbook,
    state: &Conversation,
    vault: &Vault,
    message: &Message,
) -> Result<Result<DraftBlob, String>, StepError> {
    let now: Timestamp = ports.clock.now();
    let fresh = Message {
        state: MessageState::Planned { draft_at: now },
        revision: 0,
        draft: None,
        note: None,
        answers: None,
        ..message.clone()
    };
    let state = Conversation {
        messages: vec![fresh.clone()],
        inbound: Vec::new(),
        resume_note: None,
        ..state.clone()
    };
    match drafting::written(ports, playbook, &state, vault, &fresh, &[], now).await {
        Err(StepError::Port(PortError::Refused(why))) => Ok(Err(why)),
        done => done,
    }
}
