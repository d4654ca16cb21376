//! Replay: what another version of the playbook would have written to leads that were written to before.
//! Nothing of it is sent or comes into the queue; the old letters and what was decided on them stay.
//!
//! What is written is the first card that the version would show of the lead: the first letter, or all of them where
//! its agent's letters are judged together. Each call writes one letter, so that none takes longer than a model does,
//! and what is written is kept until its person is forgotten: the same version shows the same card again, nothing is
//! paid twice, and the operator may judge it.

mod card;
mod judging;
mod kept;

pub use judging::{Verdict, judge};
pub use kept::Standing;

use crate::items::{DraftBlob, IndexRow, Vault};
use crate::{Ports, StepError, drafting, items, keys, step, trust};
use domain::Tokens;
use domain::conversation::{Conversation, Event, labels};
use domain::lint::Finding;
use domain::trust::{Look, Outcome, Rules, canary};
use domain::{AgentName, BlobHash, ConversationId};
use playbook::Playbook;
use std::collections::BTreeMap;

/// Conversations looked at for those that can be replayed.
const MOST_LOOKED_AT: usize = 2_000;
/// The letter that a replay begins with.
const STEP: u32 = 1;

/// The letters of a card as one text, and what the linter says of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Letter {
    /// Subject of the first.
    pub subject: String,
    /// Bodies without footers; a line before each but the first says which it is.
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
    /// Letters of the card that are written.
    pub letters: u32,
    /// Letters of the card that are not written yet: ask again.
    pub left: u32,
    /// What was decided on the old one.
    pub past: Past,
    /// What the new one was charged for; nothing where the model doesn't tell.
    pub tokens: Option<Tokens>,
    /// What a verdict on the new one would count for.
    pub standing: Standing,
}

/// How trust would carry over, were the version pushed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carried {
    /// Not one byte that the model reads is another: what was proven stays so.
    Stands,
    /// Nothing of the agent's class is proven yet: all is reviewed before and after.
    NothingProven,
    /// House or patterns are others: the next drafts are the canary of a new class, all of them reviewed.
    NewClass {
        /// So many judged without a kill earn the provisional limit.
        clean: u32,
        /// In a hundred: that limit.
        percent: u32,
    },
    /// The agent's own brief or steps are others: it joins its class through a canary, as a new agent does.
    NewBrief {
        /// All is reviewed for so many days.
        days: u32,
    },
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

/// Letters on the first card of an agent's leads.
pub fn letters_of(playbook: &Playbook, agent: &AgentName) -> usize {
    playbook.agents.get(agent.as_str()).map_or(1, card::letters)
}

/// What the letters of these cards were charged for when they were written, each as far as it is known: the best
/// there is to say beforehand what the same will be charged for again.
pub async fn charged_then(
    ports: &Ports,
    playbook: &Playbook,
    ids: &[ConversationId],
) -> Result<Vec<Option<Tokens>>, StepError> {
    let mut all = Vec::with_capacity(ids.len());
    for id in ids {
        let Some(loaded) = step::load(ports, id).await? else {
            all.push(None);
            continue;
        };
        let steps = card::steps(playbook, loaded.state());
        let own = judged(&events(ports, id).await?, &steps);
        let own = own.map(|(own, _)| own).unwrap_or_default();
        all.push(charged(&read(ports, &own).await?.unwrap_or_default()));
    }
    Ok(all)
}

/// All of these together, as far as they tell.
fn charged(blobs: &[DraftBlob]) -> Option<Tokens> {
    blobs
        .iter()
        .filter_map(|blob| blob.tokens)
        .reduce(Tokens::and)
}

/// Nothing if one of them was deleted.
async fn read(ports: &Ports, hashes: &[BlobHash]) -> Result<Option<Vec<DraftBlob>>, StepError> {
    let mut blobs = Vec::with_capacity(hashes.len());
    for hash in hashes {
        match drafting::read_draft(ports, hash).await {
            Ok(blob) => blobs.push(blob),
            Err(StepError::NotFound(_)) => return Ok(None),
            Err(error) => return Err(error),
        }
    }
    Ok(Some(blobs))
}

/// How trust in an agent's letters would carry over to another version.
pub async fn carried(
    ports: &Ports,
    other: &Playbook,
    agent: &AgentName,
) -> Result<Carried, StepError> {
    let now = ports.playbook.get();
    let name = agent.as_str();
    let (Some(old), Some(new)) = (now.agents.get(name), other.agents.get(name)) else {
        return Ok(Carried::NothingProven);
    };
    let class = playbook::pattern_set(&now, old) != playbook::pattern_set(other, new);
    let own = trust::own_instructions(old) != trust::own_instructions(new);
    if !class && !own {
        return Ok(Carried::Stands);
    }
    let row = match trust::at_work(ports, agent).await? {
        Some(at_work) => trust::class_row(ports, &at_work.class).await?,
        None => None,
    };
    let Some(proven) = row.filter(|row| row.class.certificate.is_some()) else {
        return Ok(Carried::NothingProven);
    };
    if !class {
        let days = domain::trust::FIRST_DAYS;
        return Ok(Carried::NewBrief { days });
    }
    let rules = Rules::new(proven.class.terms);
    let limit = canary::provisional(&rules);
    let exact = domain::trust::Limit::new(limit).unwrap_or(rules.terms.kills);
    Ok(Carried::NewClass {
        clean: canary::clean_in_a_row(exact, rules.terms.delta),
        percent: format!("{:.0}", limit * 100.0).parse().unwrap_or(0),
    })
}

async fn events(ports: &Ports, id: &ConversationId) -> Result<Vec<Event>, StepError> {
    let all = step::events(ports, id).await?.into_iter();
    Ok(all.map(|recorded| recorded.event).collect())
}

/// Writes the next letter of a lead's first card anew, or shows the card if all of it is written. Nothing: the person
/// was forgotten meanwhile.
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
    let state = loaded.state();
    let steps = card::steps(playbook, state);
    let Some((own, past)) = judged(&events(ports, id).await?, &steps) else {
        return Ok(None);
    };
    let Some(old) = read(ports, &own).await?.filter(|old| !old.is_empty()) else {
        return Ok(None);
    };
    let card = card::Card::of(state, &steps, ports.clock.now());
    let (written, failure) = match card.next(ports, playbook, &vault).await? {
        card::Written::Letters(written) => (written, None),
        card::Written::Refused(written, why) => (written, Some(why)),
    };
    let left = steps.len().saturating_sub(written.len());
    let standing = match left {
        0 => {
            let said = said_of_the_same(state, (&past, &steps, &old), &written);
            // What is decided on it in the conversation later has a greater number.
            let decision = u32::try_from(loaded.head.seq).unwrap_or(u32::MAX);
            kept::standing(
                ports,
                playbook,
                state,
                (&card, &written),
                &vault,
                (said, decision),
            )
            .await?
        }
        _ if failure.is_some() => Standing::Uncounted("it can't be written"),
        _ => Standing::Uncounted("it is not written yet"),
    };
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Ok(Some(Replayed {
        conversation: id.clone(),
        old_version: old
            .first()
            .map(|old| old.playbook.clone())
            .unwrap_or_default(),
        old: letter(&old),
        tokens: charged(&written),
        letters: count(written.len()),
        left: if failure.is_some() { 0 } else { count(left) },
        new: failure.map_or_else(|| Ok(letter(&written)), Err),
        past,
        standing,
    }))
}

/// The letters of a card one below the other.
fn letter(blobs: &[DraftBlob]) -> Letter {
    let mut whole = Letter {
        subject: String::new(),
        body: String::new(),
        findings: Vec::new(),
    };
    for (place, blob) in (1_u32..).zip(blobs) {
        if place == 1 {
            whole.subject.clone_from(&blob.subject);
        } else {
            let subject = match blob.subject == whole.subject {
                true => "",
                false => blob.subject.as_str(),
            };
            let line = format!("\n\n--- letter {place} {subject}");
            whole.body.push_str(line.trim_end());
            whole.body.push_str("\n\n");
        }
        whole.body.push_str(&blob.body);
        whole.findings.extend(blob.findings.iter().cloned());
    }
    whole
}

/// The agent's last own drafts of these steps, and what was decided on the card.
fn judged(events: &[Event], steps: &[u32]) -> Option<(Vec<BlobHash>, Past)> {
    let mut own: BTreeMap<u32, BlobHash> = BTreeMap::new();
    let mut past = Past::Undecided;
    for event in events {
        match event {
            Event::Drafted { step, draft, .. } if steps.contains(step) => {
                own.insert(*step, draft.blob.clone());
                if *step == STEP {
                    past = Past::Undecided;
                }
            }
            Event::Edited { step, .. } if steps.contains(step) => past = Past::Edited,
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
    own.contains_key(&STEP)
        .then(|| (own.into_values().collect(), past))
}

/// What was said of the old card, if the new one reads the same and that was its only verdict: it is as good as it
/// was, and nobody has to look again.
fn said_of_the_same(
    state: &Conversation,
    (past, steps, old): (&Past, &[u32], &[DraftBlob]),
    new: &[DraftBlob],
) -> Option<Outcome> {
    let same =
        |(old, new): (&DraftBlob, &DraftBlob)| old.subject == new.subject && old.body == new.body;
    let is_same = old.len() == new.len() && old.iter().zip(new).all(same);
    let (_, unit) = state.units().find(|(message, _)| message.step == STEP)?;
    let said = labels(state, 0).into_iter();
    let said = said.map(|known| known.label);
    let Look::Judged(outcome) = said
        .into_iter()
        .find(|known| known.message.step == STEP)?
        .look
    else {
        return None;
    };
    let is_of_it = match past {
        Past::Approved => outcome == Outcome::Approved,
        Past::Killed(_) => outcome.is_kill(),
        Past::Edited | Past::Undecided => false,
    };
    (is_same && is_of_it && unit.steps == *steps).then_some(outcome)
}
