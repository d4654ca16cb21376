//! Loads, decides, commits: state, events, and every row that follows from the state as one write.
//! A lost race decides anew; a full cap is no race.

use crate::items::{self, EventBatch, Head, IndexRow, LogRow, Vault};
use crate::{Ports, StepError, due, keys, trust};
use ::ports::{Action, Commit, Expect, Item, Key, PageRequest, PortError};
use domain::Actor;
use domain::ConversationId;
use domain::conversation::{
    Command, Conversation, FOLD_VERSION, Input, Recorded, Refusal, Through, Versions, cards,
    decide, evolve,
};
use domain::rows::{CompanyRow, ContactRow};

/// A step is tried so often against lost races.
pub const ATTEMPTS: usize = 12;
/// The table is asked for so many conversations at a time, two items each.
const PAIRS_AT_ONCE: usize = 50;

/// A conversation as it was read.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// Its head.
    pub head: Head,
    /// The version of the head's item.
    pub version: u64,
}

impl Loaded {
    /// Its state.
    pub fn state(&self) -> &Conversation {
        &self.head.state
    }
}

/// Reads a conversation.
pub async fn load(ports: &Ports, id: &ConversationId) -> Result<Option<Loaded>, StepError> {
    let item = ports
        .table
        .get(&[keys::head(id)])
        .await?
        .into_iter()
        .next()
        .flatten();
    match item {
        Some(item) => from_item(ports, id, &item).await.map(Some),
        None => Ok(None),
    }
}

/// The conversation whose head is in this item. A head of another fold version is folded anew from its
/// events.
pub async fn from_item(
    ports: &Ports,
    id: &ConversationId,
    item: &Item,
) -> Result<Loaded, StepError> {
    let mut head: Head = items::decode(item)?;
    if head.fold_version != FOLD_VERSION {
        let events = events(ports, id).await?;
        if let Some(state) = domain::conversation::fold(&events) {
            head.state = state;
            head.fold_version = FOLD_VERSION;
        }
    }
    Ok(Loaded {
        head,
        version: item.version,
    })
}

/// Reads a conversation that must be there.
pub async fn load_known(ports: &Ports, id: &ConversationId) -> Result<Loaded, StepError> {
    load(ports, id)
        .await?
        .ok_or_else(|| StepError::NotFound(format!("conversation {id}")))
}

/// All events of a conversation, oldest first.
pub async fn events(ports: &Ports, id: &ConversationId) -> Result<Vec<Recorded>, StepError> {
    let mut events = Vec::new();
    for item in all(ports, &keys::conversation(id), keys::EVENTS).await? {
        events.extend(items::decode::<EventBatch>(&item)?.events);
    }
    Ok(events)
}

/// Conversations with the personal texts that are still kept, in the order of their ids; nothing for those
/// that are not there.
pub(crate) async fn heads_and_vaults(
    ports: &Ports,
    ids: &[ConversationId],
) -> Result<Vec<Option<(Head, Option<Vault>)>>, StepError> {
    let mut all = Vec::with_capacity(ids.len());
    for ids in ids.chunks(PAIRS_AT_ONCE) {
        let wanted: Vec<Key> = ids
            .iter()
            .flat_map(|id| [keys::head(id), keys::vault(id)])
            .collect();
        let found = ports.table.get(&wanted).await?;
        for (id, pair) in ids.iter().zip(found.chunks(2)) {
            all.push(match pair {
                [Some(head), vault] => Some((
                    from_item(ports, id, head).await?.head,
                    vault.as_ref().map(items::decode).transpose()?,
                )),
                _ => None,
            });
        }
    }
    Ok(all)
}

/// The items of a partition, page by page.
pub(crate) struct Pages {
    rest: Option<PageRequest>,
}

impl Pages {
    /// Those whose sort keys begin so, in their order.
    pub(crate) fn of(pk: &str, prefix: &str) -> Self {
        Self {
            rest: Some(PageRequest::new(pk, prefix, 200)),
        }
    }

    /// All, from the last to the first: of a partition by time the newest come first.
    pub(crate) fn newest(pk: &str) -> Self {
        let mut pages = Self::of(pk, "");
        if let Some(request) = &mut pages.rest {
            request.descending = true;
        }
        pages
    }

    /// The next page; nothing after the last.
    pub(crate) async fn next(&mut self, ports: &Ports) -> Result<Option<Vec<Item>>, StepError> {
        let Some(request) = self.rest.take() else {
            return Ok(None);
        };
        let page = ports.table.page(&request).await?;
        self.rest = page.next.map(|next| PageRequest {
            after: Some(next),
            ..request
        });
        Ok(Some(page.items))
    }
}

/// All items of a partition whose sort keys begin so, in their order.
pub async fn all(ports: &Ports, pk: &str, prefix: &str) -> Result<Vec<Item>, StepError> {
    let mut found = Vec::new();
    let mut pages = Pages::of(pk, prefix);
    while let Some(items) = pages.next(ports).await? {
        found.extend(items);
    }
    Ok(found)
}

/// A command of now.
pub fn command(ports: &Ports, by: Actor, input: Input) -> Command {
    Command {
        at: ports.clock.now(),
        by,
        versions: Versions {
            playbook: ports.playbook.get().version.clone(),
            ..Versions::default()
        },
        through: Through::Page,
        input,
    }
}

/// Decides one input and commits what comes of it, with further actions in the same commit.
/// Returns the head after it; unchanged if there was nothing to do.
pub async fn step(
    ports: &Ports,
    id: &ConversationId,
    by: &Actor,
    input: &Input,
    extra: &[Action],
) -> Result<Head, StepError> {
    let loaded = load_known(ports, id).await?;
    step_from(ports, loaded, id, by, input, extra).await
}

/// The same from a state that the caller has just read or written; if it is not the present one any
/// more, the conversation is read anew.
pub async fn step_from(
    ports: &Ports,
    known: Loaded,
    id: &ConversationId,
    by: &Actor,
    input: &Input,
    extra: &[Action],
) -> Result<Head, StepError> {
    let mut loaded = known;
    for _ in 0..ATTEMPTS {
        let events = decide(
            Some(loaded.state()),
            &command(ports, by.clone(), input.clone()),
        )?;
        if events.is_empty() {
            finish(ports, extra).await?;
            return Ok(loaded.head);
        }
        match write(ports, Some(&loaded), events, extra.to_vec()).await {
            Err(StepError::Port(PortError::Conflict { .. })) => {}
            done => return done,
        }
        loaded = load_known(ports, id).await?;
    }
    Err(lost())
}

/// What a step ends with that lost every race.
pub fn lost() -> StepError {
    StepError::Port(PortError::Busy(format!(
        "lost {ATTEMPTS} races for one conversation"
    )))
}

/// Commits actions that belong to no conversation's state, if there are any.
pub async fn finish(ports: &Ports, actions: &[Action]) -> Result<(), StepError> {
    if actions.is_empty() {
        return Ok(());
    }
    commit(ports, actions.to_vec(), None).await
}

/// Commits; after an unknown outcome one put item is reread, and its attempt tells.
pub async fn commit(
    ports: &Ports,
    actions: Vec<Action>,
    witness: Option<::ports::Key>,
) -> Result<(), StepError> {
    let attempt = attempt(ports);
    let witness = witness.or_else(|| {
        actions.iter().find_map(|a| match a {
            Action::Put { key, .. } => Some(key.clone()),
            Action::Delete { .. } | Action::Check { .. } => None,
        })
    });
    match ports
        .table
        .commit(Commit {
            attempt: attempt.clone(),
            actions,
        })
        .await
    {
        Ok(_) => Ok(()),
        Err(PortError::Unknown(why)) => {
            let Some(witness) = witness else {
                return Err(PortError::Busy(why).into());
            };
            let found = ports
                .table
                .get(&[witness])
                .await?
                .into_iter()
                .next()
                .flatten();
            if found.is_some_and(|item| item.attempt == attempt) {
                Ok(())
            } else {
                Err(PortError::Conflict { failed: Vec::new() }.into())
            }
        }
        Err(error) => Err(error.into()),
    }
}

/// Commits actions that may be done once, as one of them expects nothing at its key. True: it was done
/// now. False: it had been done before. Where the table does not say what failed, it is asked again: to
/// take "I don't know" for "it is there" would lose it.
pub async fn once(ports: &Ports, actions: &[Action]) -> Result<bool, StepError> {
    for _ in 0..ATTEMPTS {
        match commit(ports, actions.to_vec(), None).await {
            Ok(()) => return Ok(true),
            Err(StepError::Port(PortError::Conflict { failed })) if failed.is_empty() => {}
            Err(StepError::Port(PortError::Conflict { .. })) => return Ok(false),
            Err(error) => return Err(error),
        }
    }
    Err(lost())
}

/// A name for an attempt to commit.
pub fn attempt(ports: &Ports) -> String {
    domain::VerdictId::mint(ports.clock.now(), ports.entropy.bytes())
        .as_str()
        .replacen("vrd_", "att_", 1)
}

/// A lost [`write`] was lost for the conversation's sake: it, or what was read with it, is not as it
/// was. Else only rows that it shares with others were written meanwhile.
pub fn is_anew(failed: &[usize]) -> bool {
    failed.is_empty() || failed.contains(&HEAD)
}

/// Position of the head in what [`plan`] plans.
const HEAD: usize = 0;

/// Writes events and all that follows from the state after them.
pub async fn write(
    ports: &Ports,
    loaded: Option<&Loaded>,
    events: Vec<Recorded>,
    extra: Vec<Action>,
) -> Result<Head, StepError> {
    let (head, mut actions) = plan(ports, loaded, &events).await?;
    // A caller that writes a shared row itself (the claim writes the contact) speaks last.
    actions.retain(|action| !extra.iter().any(|other| other.key() == action.key()));
    actions.extend(extra);
    let witness = keys::events(&head.state.id, head.seq.saturating_sub(count(&events)));
    commit(ports, actions, Some(witness)).await?;
    Ok(head)
}

fn count(events: &[Recorded]) -> u64 {
    u64::try_from(events.len()).unwrap_or(u64::MAX)
}

/// The head after the events, and the actions that make it so.
pub async fn plan(
    ports: &Ports,
    loaded: Option<&Loaded>,
    events: &[Recorded],
) -> Result<(Head, Vec<Action>), StepError> {
    let before = loaded.map(|loaded| &loaded.head);
    let state = events
        .iter()
        .fold(before.map(|head| head.state.clone()), evolve);
    let state = state.ok_or(Refusal::Unknown("conversation"))?;
    let first = before.map_or(0, |head| head.seq);
    let head = Head {
        fold_version: FOLD_VERSION,
        seq: first.saturating_add(count(events)),
        due: domain::conversation::due(&state),
        cards: cards(&state),
        state,
    };
    let id = &head.state.id;
    let at = head.state.last;
    let expect = loaded.map_or(Expect::Absent, |loaded| Expect::Version(loaded.version));
    let mut actions = vec![
        items::put(keys::head(id), &head, expect),
        items::put(
            keys::events(id, first),
            &EventBatch {
                events: events.to_vec(),
            },
            Expect::Absent,
        ),
        items::put(
            keys::log(at, id.as_str(), first),
            &LogRow::default(),
            Expect::Any,
        ),
    ];
    rows_of_state(before, &head, &mut actions);
    actions.extend(trust::tell(before, &head));
    locks(ports, before, &head, &mut actions).await?;
    Ok((head, actions))
}

/// Due row, cards and index entry: what is no longer goes, what is new comes.
fn rows_of_state(before: Option<&Head>, head: &Head, actions: &mut Vec<Action>) {
    let id = &head.state.id;
    let old_due = before.and_then(|head| head.due);
    if old_due != head.due {
        if let Some(old) = old_due {
            let (key, _) = due::of_conversation(&head.state, old);
            if head
                .due
                .is_none_or(|new| due::of_conversation(&head.state, new).0 != key)
            {
                actions.push(Action::Delete {
                    key,
                    expect: Expect::Any,
                });
            }
        }
        if let Some(new) = head.due {
            let (key, task) = due::of_conversation(&head.state, new);
            actions.push(due::put(key, task));
        }
    }
    let old_cards = before.map(|head| head.cards.as_slice()).unwrap_or_default();
    for old in old_cards {
        let same = head
            .cards
            .iter()
            .any(|new| keys::card(new) == keys::card(old));
        if !same {
            actions.push(Action::Delete {
                key: keys::card(old),
                expect: Expect::Any,
            });
        }
    }
    for new in &head.cards {
        if !old_cards.contains(new) {
            actions.push(items::put(keys::card(new), new, Expect::Any));
        }
    }
    let index = |head: &Head| IndexRow {
        phase: head.state.phase.name().to_owned(),
        sent: u32::try_from(
            head.state
                .messages
                .iter()
                .filter(|m| m.sent_at().is_some())
                .count(),
        )
        .unwrap_or(u32::MAX),
        cards: u32::try_from(head.cards.len()).unwrap_or(u32::MAX),
        last: head.state.last,
    };
    let new = index(head);
    let changed = before
        .map(index)
        .is_none_or(|old| (&old.phase, old.sent, old.cards) != (&new.phase, new.sent, new.cards));
    if changed {
        actions.push(items::put(
            keys::agent_entry(&head.state.agent, id),
            &new,
            Expect::Any,
        ));
    }
}

/// Invariant 5: the contact's lock and the company's slots change with the state, in its commit.
async fn locks(
    ports: &Ports,
    before: Option<&Head>,
    head: &Head,
    actions: &mut Vec<Action>,
) -> Result<(), StepError> {
    let state = &head.state;
    let held_contact = before.is_some_and(|head| head.state.holds_contact());
    if before.is_some() && held_contact != state.holds_contact() {
        let key = keys::contact(&state.contact);
        if let Some(item) = ports
            .table
            .get(std::slice::from_ref(&key))
            .await?
            .into_iter()
            .next()
            .flatten()
        {
            let mut row: ContactRow = items::decode(&item)?;
            if state.holds_contact() {
                if let Some((other, agent)) =
                    row.holder.as_ref().filter(|(other, _)| *other != state.id)
                {
                    return Err(Refusal::OutOfTurn(format!(
                        "over, and agent {agent} is in conversation {other} with this person"
                    ))
                    .into());
                }
                row.holder = Some((state.id.clone(), state.agent.clone()));
            } else if row
                .holder
                .as_ref()
                .is_some_and(|(holder, _)| *holder == state.id)
            {
                row.holder = None;
            }
            actions.push(items::put(key, &row, Expect::Version(item.version)));
        }
    }
    let held_company = before.is_some_and(|head| head.state.holds_company());
    let looked =
        before.is_some_and(|head| head.state.complaint_waits()) && !state.complaint_waits();
    let kept = held_company && state.complaint_waits();
    if (held_company != state.holds_company() && !kept || looked)
        && let Some(company) = &state.company
    {
        let key = keys::company(company);
        let item = ports
            .table
            .get(std::slice::from_ref(&key))
            .await?
            .into_iter()
            .next()
            .flatten();
        let mut row: CompanyRow = item
            .as_ref()
            .map(items::decode)
            .transpose()?
            .unwrap_or_default();
        row.live.retain(|live| *live != state.id);
        let starts =
            before.is_some_and(|head| head.state.phase == domain::conversation::Phase::Listed);
        let limit = ports
            .playbook
            .get()
            .house
            .limits
            .live_conversations_per_company;
        if starts && row.live.len() >= usize::try_from(limit).unwrap_or(usize::MAX) {
            return Err(Refusal::CompanyBusy.into());
        }
        if state.holds_company() {
            row.live.push(state.id.clone());
        }
        actions.push(items::put(key, &row, items::as_read(item.as_ref())));
    }
    Ok(())
}

/// Reads one item and decodes it.
pub async fn read<T: serde::de::DeserializeOwned>(
    ports: &Ports,
    key: ::ports::Key,
) -> Result<Option<(T, Item)>, StepError> {
    match ports.table.get(&[key]).await?.into_iter().next().flatten() {
        Some(item) => Ok(Some((items::decode(&item)?, item))),
        None => Ok(None),
    }
}
