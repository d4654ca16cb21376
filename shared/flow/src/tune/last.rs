//! The last drafts that somebody decided on, with their texts.

use crate::effect::{self, Decided, First};
use crate::items::{DraftBlob, IndexRow, NoteBlob};
use crate::{Ports, StepError, companies, items, keys, step};
use ::ports::PageRequest;
use domain::conversation::{Event, Recorded};
use domain::tune::{How, Read};
use domain::{AgentName, BlobHash, ConversationId};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Conversations of each agent that are looked through, newest first.
const MOST_ROWS: usize = 2_000;
/// Conversations whose events are read for one agent or for all.
const MOST_CONVERSATIONS: usize = 1_500;

/// A draft and what was decided on it.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) conversation: ConversationId,
    pub(super) agent: AgentName,
    pub(super) at: Timestamp,
    pub(super) how: How,
    pub(super) reason: Option<String>,
    pub(super) note: Option<String>,
    pub(super) text: String,
    kept: Option<String>,
    personal: BTreeSet<String>,
}

impl Draft {
    pub(super) fn read(&self) -> Read<'_> {
        Read {
            how: self.how,
            text: &self.text,
            kept: self.kept.as_deref(),
            personal: &self.personal,
        }
    }
}

/// A decision, before the texts are read.
pub(super) struct Found {
    pub(super) step: u32,
    pub(super) at: Timestamp,
    pub(super) how: How,
    pub(super) reason: Option<String>,
    pub(super) note: Option<BlobHash>,
    pub(super) old: BlobHash,
    pub(super) new: Option<BlobHash>,
}

/// The first decisions in a conversation, with what they were about.
pub(super) fn decisions(events: &[Recorded]) -> Vec<Found> {
    effect::firsts(events)
        .into_iter()
        .map(|first| found(events, &first))
        .collect()
}

fn found(events: &[Recorded], first: &Decided<'_>) -> Found {
    let (mut reason, mut note, mut new) = (None, None, None);
    for recorded in events {
        match &recorded.event {
            Event::Killed {
                verdict,
                reason: why,
                note: words,
                ..
            } if verdict == first.verdict => {
                reason = Some(why.clone());
                note.clone_from(words);
            }
            Event::SentBack {
                verdict: Some(verdict),
                note: words,
                ..
            } if verdict == first.verdict => note.clone_from(words),
            // A second edit of the same draft is what the operator made of it.
            Event::Edited { step, draft, .. } if *step == first.step && recorded.at >= first.at => {
                new = Some(draft.blob.clone());
            }
            Event::Drafted { step, .. } if *step == first.step && recorded.at > first.at => break,
            _ => {}
        }
    }
    let how = match first.how {
        First::Approved => How::Approved,
        First::Edited { polish: true } => How::Polished,
        First::Edited { polish: false } => How::Fixed,
        First::Killed => How::Killed,
        First::SentBack => How::SentBack,
    };
    Found {
        step: first.step,
        at: first.at,
        how,
        reason,
        note,
        old: first.draft.clone(),
        new: new.filter(|_| matches!(how, How::Polished | How::Fixed)),
    }
}

/// The last verdicts of an agent, and those of all agents, newest first.
pub(super) async fn own_and_all(
    ports: &Ports,
    agent: &AgentName,
) -> Result<(Vec<Draft>, Vec<Draft>), StepError> {
    let playbook = ports.playbook.get();
    let own = last(ports, std::slice::from_ref(agent)).await?;
    let agents: Vec<AgentName> = playbook
        .agents
        .keys()
        .filter_map(|name| AgentName::parse(name).ok())
        .collect();
    let all = if agents.len() > 1 {
        last(ports, &agents).await?
    } else {
        own.clone()
    };
    Ok((own, all))
}

async fn last(ports: &Ports, agents: &[AgentName]) -> Result<Vec<Draft>, StepError> {
    let mut rows: Vec<(Timestamp, AgentName, ConversationId)> = Vec::new();
    for agent in agents {
        newest(ports, agent, &mut rows).await?;
    }
    rows.sort_by(|one, other| other.cmp(one));
    rows.truncate(MOST_CONVERSATIONS);
    let mut found: Vec<(AgentName, ConversationId, Found)> = Vec::new();
    for (_, agent, id) in rows {
        if found.len() >= super::TRIED_ON {
            break;
        }
        let events = step::events(ports, &id).await?;
        let decided = decisions(&events);
        found.extend(
            decided
                .into_iter()
                .map(|one| (agent.clone(), id.clone(), one)),
        );
    }
    found.sort_by_key(|(_, _, one)| std::cmp::Reverse(one.at));
    found.truncate(super::TRIED_ON);
    texts(ports, found).await
}

async fn newest(
    ports: &Ports,
    agent: &AgentName,
    rows: &mut Vec<(Timestamp, AgentName, ConversationId)>,
) -> Result<(), StepError> {
    let mut request = PageRequest {
        descending: true,
        ..PageRequest::new(keys::agent_index(agent), "", 500)
    };
    let mut looked = 0_usize;
    loop {
        let page = ports.table.page(&request).await?;
        looked = looked.saturating_add(page.items.len());
        for item in &page.items {
            let row: IndexRow = items::decode(item)?;
            if row.phase == "listed" {
                continue;
            }
            if let Ok(id) = ConversationId::parse(&item.key.sk) {
                rows.push((row.last, agent.clone(), id));
            }
        }
        match page.next {
            Some(next) if looked < MOST_ROWS => request.after = Some(next),
            _ => return Ok(()),
        }
    }
}

/// With the texts; what was forgotten is left out.
async fn texts(
    ports: &Ports,
    found: Vec<(AgentName, ConversationId, Found)>,
) -> Result<Vec<Draft>, StepError> {
    let wanted: BTreeSet<BlobHash> = found
        .iter()
        .flat_map(|(_, _, one)| {
            std::iter::once(&one.old)
                .chain(&one.new)
                .chain(&one.note)
                .cloned()
        })
        .collect();
    let wanted: Vec<BlobHash> = wanted.into_iter().collect();
    let contents = ports.blobs.get_many(&wanted).await?;
    let blobs: BTreeMap<BlobHash, Vec<u8>> = wanted
        .into_iter()
        .zip(contents)
        .filter_map(|(hash, content)| Some((hash, content?)))
        .collect();
    let ids: BTreeSet<ConversationId> = found.iter().map(|(_, id, _)| id.clone()).collect();
    let ids: Vec<ConversationId> = ids.into_iter().collect();
    let mut personal: BTreeMap<ConversationId, BTreeSet<String>> = BTreeMap::new();
    for one in companies::read(ports, &ids).await? {
        if let Some(vault) = one.vault {
            personal.insert(one.state.id, about(&vault));
        }
    }
    let text = |hash: &BlobHash| {
        let blob: DraftBlob = serde_json::from_slice(blobs.get(hash)?).ok()?;
        Some(
            format!("{}\n\n{}", blob.subject, blob.body)
                .trim()
                .to_owned(),
        )
    };
    let words = |hash: &BlobHash| {
        let note: NoteBlob = serde_json::from_slice(blobs.get(hash)?).ok()?;
        Some(note.text)
    };
    let draft = |(agent, conversation, one): (AgentName, ConversationId, Found)| {
        Some(Draft {
            text: text(&one.old)?,
            kept: one.new.as_ref().and_then(text),
            note: one.note.as_ref().and_then(words),
            // Whoever has no vault any more was forgotten: nothing of them is read.
            personal: personal.get(&conversation)?.clone(),
            conversation,
            agent,
            at: one.at,
            how: one.how,
            reason: one.reason,
        })
    };
    Ok(found.into_iter().filter_map(draft).collect())
}

/// Words that are about the person.
pub(crate) fn about(vault: &crate::items::Vault) -> BTreeSet<String> {
    let all = [&vault.first_name, &vault.last_name, &vault.company];
    all.iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.chars().count() > 1)
        .map(str::to_lowercase)
        .collect()
}
