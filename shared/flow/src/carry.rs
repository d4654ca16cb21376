//! An edit that is carried over: what an operator replaced in one draft and approved there is offered to the waiting
//! drafts that hold the very same words, and made in them at one tap.
//!
//! Invariant: nothing here clears anything. Each of them becomes a new revision that waits on its card as an edited
//! draft, linted anew, for a verdict of its own. The tap commits who wants what, and a cursor; a durable row does
//! the rest, and takes it back where the tap is undone. What was decided or rewritten meanwhile stays as it is.

use crate::due::{self, Task};
use crate::items::{self, DraftBlob, IndexRow};
use crate::{Ports, StepError, companies, drafting, forget, keys, log, step, verdicts};
use ::ports::{Action, Expect, Key, PortError};
use domain::conversation::{
    Carried, Command, Conversation, Draft, Event, Input, Message, MessageState, Recorded, Through,
    decide,
};
use domain::trust::ClassId;
use domain::tune::{self, Passage};
use domain::{Actor, AgentName, BlobHash, ConversationId, Fingerprint, OperatorId, VerdictId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// So many drafts are offered and taken at once: more than anybody reads in a sitting.
pub const MOST_DRAFTS: usize = 200;
/// Conversations of one agent that are looked through, newest first.
const MOST_ROWS: usize = 2_000;
/// Drafts between two writings of the cursor.
const PER_COMMIT: usize = 20;

/// What was replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// In the subject; else in the body.
    pub in_subject: bool,
    /// The words.
    pub passage: Passage,
}

/// A waiting draft that holds the same words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Same {
    /// Its conversation.
    pub conversation: ConversationId,
    /// Its agent.
    pub agent: AgentName,
    /// Its step.
    pub step: u32,
    /// The draft.
    pub fingerprint: Fingerprint,
    /// Its card.
    pub card: Option<String>,
    /// With whom.
    pub name: String,
    /// Where they work.
    pub company: String,
}

/// What could be carried over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The agent of the draft that was edited.
    pub agent: AgentName,
    /// What was replaced in it, without what is about the person.
    pub changes: Vec<Change>,
    /// Where else it stands.
    pub drafts: Vec<Same>,
    /// There are more.
    pub more: bool,
}

/// Where else is looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Among {
    /// Drafts of the same agent.
    Agent,
    /// Drafts of all agents that write by the same instructions.
    Class,
}

/// A draft that somebody wants it made in, as he was shown it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// Its conversation.
    pub conversation: ConversationId,
    /// Its step.
    pub step: u32,
    /// The draft.
    pub fingerprint: Fingerprint,
}

/// How far an order is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Progress {
    /// Drafts that were dealt with.
    pub at: usize,
    /// Of these, changed.
    pub changed: u32,
    /// Of these, left as they are: they were decided or rewritten meanwhile.
    pub left: u32,
    /// Nothing is left to do.
    pub done: bool,
}

/// An order to carry an edit over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarryRow {
    /// Who gave it.
    pub by: OperatorId,
    /// When.
    pub at: Timestamp,
    /// The approval of the edited draft.
    pub from: VerdictId,
    /// Its agent.
    pub agent: AgentName,
    /// Where it is made.
    pub drafts: Vec<Wanted>,
    /// How far it is.
    pub over: Progress,
    /// Who had it taken back, and how far that is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back: Option<(OperatorId, Progress)>,
}

/// The draft that was edited and approved.
struct Source {
    state: Conversation,
    changes: Vec<Change>,
    class: Option<ClassId>,
}

/// What an operator made of a draft before he approved it. Nothing is in it where he approved what the agent wrote.
async fn source(ports: &Ports, from: &VerdictId) -> Result<Source, StepError> {
    let unknown = || StepError::NotFound(format!("an approval {from}"));
    let id = verdicts::conversation_of(ports, from)
        .await?
        .ok_or_else(unknown)?;
    let read = companies::read(ports, std::slice::from_ref(&id)).await?;
    let read = read.into_iter().next().ok_or_else(unknown)?;
    // Whoever has no vault any more was forgotten: nothing of them is read.
    let vault = read.vault.ok_or_else(unknown)?;
    let mut personal = crate::tune::about(&vault);
    // A number that is known of this person is right for nobody else.
    let known = drafting::facts(&ports.playbook.get(), &vault);
    for fact in &known {
        let words = fact.text.split(|c: char| !c.is_alphanumeric());
        let numbers = words.filter(|word| word.chars().any(char::is_numeric));
        personal.extend(numbers.map(str::to_lowercase));
    }
    let events = step::events(ports, &id).await?;
    let mut changes = Vec::new();
    let mut steps = Vec::new();
    for (step, old, new) in edits_before(&events, from).ok_or_else(unknown)? {
        let (old, new) = (
            drafting::read_draft(ports, old).await?,
            drafting::read_draft(ports, new).await?,
        );
        for (in_subject, old, new) in [
            (true, &old.subject, &new.subject),
            (false, &old.body, &new.body),
        ] {
            let found = tune::passages(old, new, &personal).into_iter();
            changes.extend(found.map(|passage| Change {
                in_subject,
                passage,
            }));
        }
        steps.push(step);
    }
    let class = read.state.units_of(&steps).next();
    Ok(Source {
        class: class.map(|(_, unit)| unit.routing.class.clone()),
        state: read.state,
        changes,
    })
}

/// For each step that an approval cleared: what the agent wrote, and what the operator made of it. Nothing at all if
/// there is no such approval.
pub(crate) fn edits_before<'a>(
    events: &'a [Recorded],
    from: &VerdictId,
) -> Option<Vec<(u32, &'a BlobHash, &'a BlobHash)>> {
    let mut wrote: BTreeMap<u32, &BlobHash> = BTreeMap::new();
    let mut stands: BTreeMap<u32, &BlobHash> = BTreeMap::new();
    for recorded in events {
        match &recorded.event {
            Event::Drafted { step, draft, .. } => {
                wrote.insert(*step, &draft.blob);
                stands.remove(step);
            }
            Event::Edited { step, draft, .. } => {
                stands.insert(*step, &draft.blob);
            }
            Event::Approved {
                verdict,
                clearances,
            } if verdict == from => {
                let edited = clearances
                    .iter()
                    .filter_map(|(step, _)| Some((*step, *wrote.get(step)?, *stands.get(step)?)));
                return Some(edited.collect());
            }
            _ => {}
        }
    }
    None
}

/// The drafts that wait and hold what was replaced in the one that this verdict approved.
pub async fn offer(ports: &Ports, from: &VerdictId, among: Among) -> Result<Offer, StepError> {
    let source = source(ports, from).await?;
    let mut offer = Offer {
        agent: source.state.agent.clone(),
        changes: source.changes.clone(),
        drafts: Vec::new(),
        more: false,
    };
    if source.changes.is_empty() {
        return Ok(offer);
    }
    let agents: Vec<AgentName> = match among {
        Among::Agent => vec![source.state.agent.clone()],
        Among::Class => {
            let playbook = ports.playbook.get();
            let names = playbook.agents.keys();
            names
                .filter_map(|name| AgentName::parse(name).ok())
                .collect()
        }
    };
    for agent in agents {
        let ids = with_cards(ports, &agent, &source.state.id).await?;
        for one in companies::read(ports, &ids).await? {
            let Some(vault) = &one.vault else { continue };
            for (message, draft, _) in same(ports, &source, among, &one.state).await? {
                if offer.drafts.len() >= MOST_DRAFTS {
                    offer.more = true;
                    return Ok(offer);
                }
                let cards = domain::conversation::cards(&one.state).into_iter();
                let mut cards = cards.filter(|card| {
                    matches!(&card.shows, domain::conversation::CardShows::Drafts { steps }
                        if steps.contains(&message.step))
                });
                offer.drafts.push(Same {
                    conversation: one.state.id.clone(),
                    agent: one.state.agent.clone(),
                    step: message.step,
                    fingerprint: draft.fingerprint.clone(),
                    card: cards.next().map(|card| card.id),
                    name: vault.name(),
                    company: vault.company.clone(),
                });
            }
        }
    }
    Ok(offer)
}

/// Conversations of an agent in which a card waits.
async fn with_cards(
    ports: &Ports,
    agent: &AgentName,
    but: &ConversationId,
) -> Result<Vec<ConversationId>, StepError> {
    let mut pages = step::Pages::newest(&keys::agent_index(agent));
    let (mut ids, mut looked) = (Vec::new(), 0_usize);
    while looked < MOST_ROWS
        && let Some(page) = pages.next(ports).await?
    {
        looked = looked.saturating_add(page.len());
        for item in &page {
            let row: IndexRow = items::decode(item)?;
            if let (Ok(id), true) = (ConversationId::parse(&item.key.sk), row.cards > 0)
                && id != *but
            {
                ids.push(id);
            }
        }
    }
    Ok(ids)
}

/// The drafts of a conversation that wait and hold a passage, with what they would say.
async fn same<'a>(
    ports: &Ports,
    source: &Source,
    among: Among,
    state: &'a Conversation,
) -> Result<Vec<(&'a Message, &'a Draft, (String, String))>, StepError> {
    let mut found = Vec::new();
    for message in &state.messages {
        let (Some(draft), MessageState::InReview { .. }) = (&message.draft, &message.state) else {
            continue;
        };
        let class = || {
            let mut units = state.units_of(std::slice::from_ref(&message.step));
            units.next().map(|(_, unit)| unit.routing.class.clone())
        };
        if among == Among::Class
            && state.agent != source.state.agent
            && (source.class.is_none() || class() != source.class)
        {
            continue;
        }
        let blob = match drafting::read_draft(ports, &draft.blob).await {
            Ok(blob) => blob,
            Err(StepError::NotFound(_)) => continue,
            Err(error) => return Err(error),
        };
        if let Some(new) = carried(&blob, &source.changes) {
            found.push((message, draft, new));
        }
    }
    Ok(found)
}

/// Subject and body with all that was replaced; nothing where none of it stands.
fn carried(blob: &DraftBlob, changes: &[Change]) -> Option<(String, String)> {
    let (mut subject, mut body, mut any) = (blob.subject.clone(), blob.body.clone(), false);
    for change in changes {
        let text = if change.in_subject {
            &mut subject
        } else {
            &mut body
        };
        if let Some(new) = tune::carry(text, &change.passage) {
            *text = new;
            any = true;
        }
    }
    any.then_some((subject, body))
}

/// Orders it. A repeat of the order's id orders nothing; what stands is told.
pub async fn order(
    ports: &Ports,
    by: &OperatorId,
    order: &VerdictId,
    from: &VerdictId,
    drafts: Vec<Wanted>,
) -> Result<CarryRow, StepError> {
    if drafts.is_empty() || drafts.len() > MOST_DRAFTS {
        return Err(StepError::Invalid(format!(
            "name 1 to {MOST_DRAFTS} drafts"
        )));
    }
    let source = source(ports, from).await?;
    if source.changes.is_empty() {
        return Err(StepError::Invalid(
            "nothing was replaced there that another draft could hold".to_owned(),
        ));
    }
    let now = ports.clock.now();
    let words = format!(
        "an edit of conversation {} is to be made in {} that say the same; each waits for its verdict",
        source.state.id,
        waiting(drafts.len())
    );
    let agent = source.state.agent;
    let row = CarryRow {
        by: by.clone(),
        at: now,
        from: from.clone(),
        agent: agent.clone(),
        drafts,
        over: Progress::default(),
        back: None,
    };
    let actor = Actor::Operator(by.clone());
    let actions = [
        items::put(keys::carry(order), &row, Expect::Absent),
        due_row(now, order, "carry"),
        log::note(ports, actor, "carry_ordered", words, Some(agent)),
    ];
    if step::once(ports, &actions).await? {
        return Ok(row);
    }
    of(ports, order).await
}

fn waiting(count: usize) -> String {
    let drafts = if count == 1 { "draft" } else { "drafts" };
    format!("{count} waiting {drafts}")
}

fn due_row(now: Timestamp, order: &VerdictId, what: &str) -> Action {
    let task = Task::Carry {
        order: order.clone(),
    };
    due::put(keys::due(now, &format!("{what}-{order}")), task)
}

/// How an order stands.
pub async fn of(ports: &Ports, order: &VerdictId) -> Result<CarryRow, StepError> {
    let found = step::read::<CarryRow>(ports, keys::carry(order)).await?;
    let unknown = || StepError::NotFound(format!("an order {order}"));
    found.map(|(row, _)| row).ok_or_else(unknown)
}

/// Takes an order back: what it changed and nobody decided on since is as it was.
pub async fn undo(
    ports: &Ports,
    by: &OperatorId,
    order: &VerdictId,
) -> Result<CarryRow, StepError> {
    for _ in 0..step::ATTEMPTS {
        let found = step::read::<CarryRow>(ports, keys::carry(order)).await?;
        let Some((mut row, item)) = found else {
            return Err(StepError::NotFound(format!("an order {order}")));
        };
        if row.back.is_some() {
            return Ok(row);
        }
        row.back = Some((by.clone(), Progress::default()));
        row.over.done = true;
        let actions = vec![
            items::put(keys::carry(order), &row, Expect::Version(item.version)),
            due_row(ports.clock.now(), order, "carryback"),
        ];
        match step::commit(ports, actions, None).await {
            Err(StepError::Port(PortError::Conflict { .. })) => {}
            done => return done.map(|()| row),
        }
    }
    Err(step::lost())
}

/// Names what an order does to one draft: a repeat of it decides nothing.
fn verdict(order: &VerdictId, wanted: &Wanted, back: bool) -> Result<VerdictId, StepError> {
    let what = if back { "back" } else { "over" };
    let about = format!("{order}/{}/{}/{what}", wanted.conversation, wanted.step);
    let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(about.as_bytes()));
    let short = hash.get(..32).unwrap_or(&hash);
    VerdictId::parse(&format!("{}{short}", VerdictId::PREFIX))
        .map_err(|error| StepError::Invalid(error.to_string()))
}

/// Carries an order out, or back, some drafts at a time.
pub(crate) async fn carry_out(
    ports: &Ports,
    order: &VerdictId,
    due_row: &Key,
) -> Result<(), StepError> {
    let over = Action::Delete {
        key: due_row.clone(),
        expect: Expect::Any,
    };
    let key = keys::carry(order);
    let mut lost = 0;
    while lost < step::ATTEMPTS {
        let found = step::read::<CarryRow>(ports, key.clone()).await?;
        let Some((mut row, item)) = found else {
            return step::finish(ports, &[over]).await;
        };
        let back = row.back.is_some();
        let by = row.back.as_ref().map_or(&row.by, |(by, _)| by).clone();
        let progress = row.back.as_ref().map_or(&row.over, |(_, how)| how);
        if progress.done {
            return step::finish(ports, &[over]).await;
        }
        let mut progress = progress.clone();
        let source = match source(ports, &row.from).await {
            Ok(source) => Some(source),
            // Forgotten meanwhile: nothing of them is written any more.
            Err(StepError::NotFound(_)) => None,
            Err(error) => return Err(error),
        };
        let stands = Action::Check {
            key: key.clone(),
            expect: Expect::Version(item.version),
        };
        let act = Act {
            order,
            by: &by,
            back,
            source: source.as_ref(),
            stands: &stands,
        };
        let chunk = row.drafts.iter().skip(progress.at).take(PER_COMMIT);
        let mut conflict = false;
        for wanted in chunk {
            match act.one(ports, wanted).await {
                Ok(true) => progress.changed = progress.changed.saturating_add(1),
                Ok(false) => progress.left = progress.left.saturating_add(1),
                Err(StepError::Port(PortError::Conflict { .. })) => {
                    conflict = true;
                    break;
                }
                Err(error) => return Err(error),
            }
            progress.at = progress.at.saturating_add(1);
        }
        progress.done = progress.at >= row.drafts.len();
        let mut actions = Vec::new();
        if progress.done {
            actions.push(over.clone());
            let actor = Actor::Operator(by.clone());
            let agent = Some(row.agent.clone());
            actions.push(log::note(
                ports,
                actor,
                if back { "carried_back" } else { "carried_over" },
                told(&progress, back),
                agent,
            ));
        }
        match &mut row.back {
            Some((_, how)) => *how = progress.clone(),
            None => row.over = progress.clone(),
        }
        actions.push(items::put(key.clone(), &row, Expect::Version(item.version)));
        match step::commit(ports, actions, Some(key.clone())).await {
            Err(StepError::Port(PortError::Conflict { .. })) => conflict = true,
            Err(error) => return Err(error),
            Ok(()) if progress.done => return Ok(()),
            Ok(()) => {}
        }
        lost = if conflict { lost.saturating_add(1) } else { 0 };
    }
    Err(step::lost())
}

/// What came of it, in a sentence.
fn told(progress: &Progress, back: bool) -> String {
    let drafts = waiting(usize::try_from(progress.changed).unwrap_or(usize::MAX));
    let done = if back {
        format!("an edit that was carried over is taken back in {drafts}")
    } else {
        format!("an edit was carried over into {drafts}")
    };
    match progress.left {
        0 => done,
        left => format!("{done}; {left} had been decided or rewritten meanwhile"),
    }
}

/// What is done to one draft after another.
struct Act<'a> {
    order: &'a VerdictId,
    by: &'a OperatorId,
    back: bool,
    source: Option<&'a Source>,
    /// The order is as it was read.
    stands: &'a Action,
}

impl Act<'_> {
    /// True: it was changed, now or in an earlier try. False: it stays as it is.
    async fn one(&self, ports: &Ports, wanted: &Wanted) -> Result<bool, StepError> {
        let verdict = verdict(self.order, wanted, self.back)?;
        if verdicts::conversation_of(ports, &verdict).await?.is_some() {
            return Ok(true);
        }
        let Some(loaded) = step::load(ports, &wanted.conversation).await? else {
            return Ok(false);
        };
        let new = if self.back {
            self.before(ports, loaded.state(), wanted).await
        } else {
            self.after(ports, loaded.state(), wanted).await
        };
        let Some((seen, draft, polish, carried)) = stays(new)?.flatten() else {
            return Ok(false);
        };
        let input = Input::Carry {
            verdict: verdict.clone(),
            seen,
            draft,
            polish,
            carried,
        };
        let command = Command {
            through: Through::Page,
            ..step::command(ports, Actor::Operator(self.by.clone()), input)
        };
        let Ok(events) = decide(Some(loaded.state()), &command) else {
            return Ok(false);
        };
        let given = items::put(
            keys::verdict(&verdict),
            &wanted.conversation,
            Expect::Absent,
        );
        let extra = vec![given, self.stands.clone()];
        match step::write(ports, Some(&loaded), events, extra).await {
            Ok(_) => Ok(true),
            Err(StepError::Port(PortError::Conflict { failed })) => {
                forget::leftovers(ports, &wanted.conversation).await?;
                Err(StepError::Port(PortError::Conflict { failed }))
            }
            Err(error) => Err(error),
        }
    }

    /// The draft with what was replaced.
    async fn after(
        &self,
        ports: &Ports,
        state: &Conversation,
        wanted: &Wanted,
    ) -> Result<Option<New>, StepError> {
        let Some(source) = self.source else {
            return Ok(None);
        };
        let waits = |message: &Message| {
            let is_it = message.draft.as_ref().map(|draft| &draft.fingerprint);
            is_it == Some(&wanted.fingerprint)
                && matches!(message.state, MessageState::InReview { .. })
        };
        let Some(draft) = state
            .message(wanted.step)
            .filter(|message| waits(message))
            .and_then(|message| message.draft.as_ref())
        else {
            return Ok(None);
        };
        let blob = drafting::read_draft(ports, &draft.blob).await?;
        let Some((subject, body)) = carried(&blob, &source.changes) else {
            return Ok(None);
        };
        let seen = &wanted.fingerprint;
        let (draft, polish) =
            verdicts::edited(ports, state, self.by, seen, &subject, &body).await?;
        let carried = Carried::Over(self.order.clone());
        Ok(Some((seen.clone(), draft, polish, carried)))
    }

    /// The draft as it was before.
    async fn before(
        &self,
        ports: &Ports,
        state: &Conversation,
        wanted: &Wanted,
    ) -> Result<Option<New>, StepError> {
        let over = verdict(self.order, wanted, false)?;
        let events = step::events(ports, &wanted.conversation).await?;
        let (mut stood, mut found) = (None, None);
        for recorded in &events {
            match &recorded.event {
                Event::Edited {
                    verdict,
                    step,
                    draft,
                    polish,
                    ..
                } if *step == wanted.step => {
                    if *verdict == over {
                        found = stood.take().map(|old| (old, draft.clone(), *polish));
                    }
                    stood = Some(draft.clone());
                }
                Event::Drafted { step, draft, .. } if *step == wanted.step => {
                    stood = Some(draft.clone());
                }
                _ => {}
            }
        }
        let Some((old, new, polish)) = found else {
            return Ok(None);
        };
        let now = state
            .message(wanted.step)
            .and_then(|message| message.draft.as_ref());
        // The very draft that the order made, and no later one that happens to say the same.
        if now != Some(&new) {
            return Ok(None);
        }
        Ok(Some((new.fingerprint, old, polish, Carried::Back(over))))
    }
}

/// What stood there, the new draft, whether only wording changed, and which way.
type New = (Fingerprint, Draft, bool, Carried);

/// What can't be done to one draft leaves it as it is; what went wrong with a port is tried again.
fn stays<T>(outcome: Result<T, StepError>) -> Result<Option<T>, StepError> {
    match outcome {
        Ok(done) => Ok(Some(done)),
        Err(StepError::Invalid(_) | StepError::NotFound(_) | StepError::Refused(_)) => Ok(None),
        Err(error) => Err(error),
    }
}
