//! Replay: what another version of the playbook would have written to leads that were written to before.
//! Nothing of it is sent or put on a card; the old letters and what was decided on them stay. A letter is kept until
//! its person is forgotten, so that the same version shows the same one again, and the operator may judge it.

mod judging;
mod kept;

pub use judging::{Verdict, judge};
pub use kept::Standing;

use crate::items::{DraftBlob, IndexRow, Vault};
use crate::{Ports, StepError, drafting, items, keys, step, trust};
use ::ports::PortError;
use domain::Tokens;
use domain::conversation::{Conversation, Event, Message, MessageState, labels};
use domain::lint::Finding;
use domain::trust::{Look, Outcome, Rules, canary};
use domain::{AgentName, BlobHash, ConversationId};
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

/// What the first letters of these were charged for when they were written, each as far as it is known:
/// the best there is to say beforehand what the same will be charged for again.
pub async fn charged_then(
    ports: &Ports,
    ids: &[ConversationId],
) -> Result<Vec<Option<Tokens>>, StepError> {
    let mut all = Vec::with_capacity(ids.len());
    for id in ids {
        let tokens = match judged(&events(ports, id).await?) {
            None => None,
            Some((own, _)) => match drafting::read_draft(ports, &own).await {
                Ok(old) => old.tokens,
                Err(StepError::NotFound(_)) => None,
                Err(error) => return Err(error),
            },
        };
        all.push(tokens);
    }
    Ok(all)
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
    let Some((hash, past)) = judged(&events(ports, id).await?) else {
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
    let state = loaded.state();
    let place = kept::place(ports, playbook, state, message).await?;
    let (new, standing) = match kept::known(ports, &place, playbook).await? {
        Some((blob, standing)) => (Ok(blob), standing),
        None => {
            let (alone, fresh) = as_if_first(state, message, ports.clock.now());
            let new = rewrite(ports, playbook, (&alone, &fresh), &vault).await?;
            let standing = match &new {
                Ok(new) => {
                    let said = said_of_the_same(state, (&past, &old), new);
                    let letter = kept::Letter {
                        state: &alone,
                        message: &fresh,
                        vault: &vault,
                        blob: new,
                        said,
                        // Later ones of the conversation are decided on after it.
                        decision: u32::try_from(loaded.head.seq).unwrap_or(u32::MAX),
                    };
                    kept::keep(ports, &place, playbook, letter).await?
                }
                Err(_) => Standing::Uncounted("there is no letter"),
            };
            (new, standing)
        }
    };
    Ok(Some(Replayed {
        conversation: id.clone(),
        old_version: old.playbook.clone(),
        old: letter(old),
        tokens: new.as_ref().ok().and_then(|new| new.tokens),
        new: new.map(letter),
        past,
        standing,
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
fn judged(events: &[Event]) -> Option<(BlobHash, Past)> {
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

/// The conversation and its first message as if nothing had been written yet.
fn as_if_first(state: &Conversation, message: &Message, now: Timestamp) -> (Conversation, Message) {
    let fresh = Message {
        state: MessageState::Planned { draft_at: now },
        revision: 0,
        draft: None,
        note: None,
        answers: None,
        unit: None,
        ..message.clone()
    };
    let state = Conversation {
        messages: vec![fresh.clone()],
        inbound: Vec::new(),
        resume_note: None,
        ..state.clone()
    };
    (state, fresh)
}

async fn rewrite(
    ports: &Ports,
    playbook: &Playbook,
    (state, fresh): (&Conversation, &Message),
    vault: &Vault,
) -> Result<Result<DraftBlob, String>, StepError> {
    let now = ports.clock.now();
    match drafting::written(ports, playbook, state, vault, fresh, &[], now).await {
        Err(StepError::Port(PortError::Refused(why))) => Ok(Err(why)),
        done => done,
    }
}

/// What was said of the old letter, if the new one reads the same and that was its only verdict: it is as good as
/// it was, and nobody has to look again.
fn said_of_the_same(
    state: &Conversation,
    (past, old): (&Past, &DraftBlob),
    new: &DraftBlob,
) -> Option<Outcome> {
    let is_same = old.subject == new.subject && old.body == new.body;
    let mut said = labels(state, 0).into_iter();
    let said = said.find(|known| known.label.message.step == STEP)?;
    let Look::Judged(outcome) = said.label.look else {
        return None;
    };
    let is_of_it = match past {
        Past::Approved => outcome == Outcome::Approved,
        Past::Killed(_) => outcome.is_kill(),
        Past::Edited | Past::Undecided => false,
    };
    (is_same && is_of_it).then_some(outcome)
}
