//! Sourcing: from the rows of a file to leads on a list. A batch of rows is one commit of leads,
//! excluded rows, list and cursor, so that a crash neither loses nor doubles a lead.

mod again;
mod judge;
mod record;
mod referral;

pub(crate) use referral::handed_over;
pub use referral::referred;

use crate::due::{self, Task};
use crate::items::{self, CursorRow, ListHead, SourcingRow};
use crate::{Ports, StepError, keys, log, step};
use ::ports::{Action, Expect, Key, PortError, SourceCursor, SourceFile, SourceFormat};
use domain::calendar::Place;
use domain::conversation::{CardRef, CardShows, Rank};
use domain::{Actor, AgentName, ListId};
use jiff::civil::Time;
use jiff::{Timestamp, ToSpan};
use playbook::{Agent, Playbook, Source};
use std::collections::BTreeMap;
use std::sync::Arc;

/// So many rows fill a commit of at most 100 actions.
const BATCH: usize = 8;
/// A task hands on after so many batches, well before the queue gives it to another worker.
const BATCHES_PER_TASK: usize = 100;

/// Pulls leads for an agent until its list is full or its sources have nothing more.
pub async fn run(ports: &Ports, agent: &AgentName, row: &Key) -> Result<(), StepError> {
    let playbook = ports.playbook.get();
    let Some(config) = playbook.agents.get(agent.as_str()) else {
        // The agent left the playbook: its schedule ends with it.
        return step::finish(
            ports,
            &[Action::Delete {
                key: row.clone(),
                expect: Expect::Any,
            }],
        )
        .await;
    };
    if open_list(ports, agent)
        .await?
        .is_some_and(|list| list.waiting > 0 && !list.filling)
    {
        return reschedule(ports, agent, &playbook, row, Next::Tomorrow).await;
    }
    let mut batches = 0usize;
    for (index, source) in config.sources.iter().enumerate() {
        loop {
            batches = batches.saturating_add(1);
            if batches > BATCHES_PER_TASK {
                return reschedule(ports, agent, &playbook, row, Next::GoOn).await;
            }
            match batch(ports, &playbook, agent, config, index, source).await? {
                Progress::More => {}
                Progress::End => break,
                Progress::Full => {
                    return reschedule(ports, agent, &playbook, row, Next::Tomorrow).await;
                }
            }
        }
    }
    reschedule(ports, agent, &playbook, row, Next::Tomorrow).await
}

/// When a run is followed by the next.
enum Next {
    /// The run is over.
    Tomorrow,
    /// The operator asked for leads.
    Now,
    /// The same run goes on in another task.
    GoOn,
}

enum Progress {
    More,
    End,
    Full,
}

/// The list that is being filled or waits.
pub async fn open_list(ports: &Ports, agent: &AgentName) -> Result<Option<ListHead>, StepError> {
    let Some((sourcing, _)) = step::read::<SourcingRow>(ports, keys::sourcing(agent)).await? else {
        return Ok(None);
    };
    let Some(list) = sourcing.list else {
        return Ok(None);
    };
    Ok(step::read::<ListHead>(ports, keys::list_head(&list))
        .await?
        .map(|(head, _)| head))
}

/// Closes the run: the list's card is shown, and the next run gets its due row.
async fn reschedule(
    ports: &Ports,
    agent: &AgentName,
    playbook: &Playbook,
    row: &Key,
    when: Next,
) -> Result<(), StepError> {
    for _ in 0..step::ATTEMPTS {
        let Some((mut sourcing, item)) =
            step::read::<SourcingRow>(ports, keys::sourcing(agent)).await?
        else {
            return Ok(());
        };
        let mut actions = vec![Action::Delete {
            key: row.clone(),
            expect: Expect::Any,
        }];
        if let Some(list) = &sourcing.list
            && let Some((mut head, list_item)) =
                step::read::<ListHead>(ports, keys::list_head(list)).await?
        {
            if head.filling && !matches!(when, Next::GoOn) {
                head.filling = false;
                head.card = head.waiting > 0;
                if head.card {
                    actions.push(items::put(
                        keys::card(&card(&head)),
                        &card(&head),
                        Expect::Any,
                    ));
                }
                actions.push(items::put(
                    keys::list_head(list),
                    &head,
                    Expect::Version(list_item.version),
                ));
                actions.push(log::note(
                    ports,
                    Actor::Agent(agent.clone()),
                    "sourced_list",
                    summary(&head),
                    Some(agent.clone()),
                ));
            }
            if head.waiting == 0 && !head.filling {
                sourcing.list = None;
            }
        }
        let now = ports.clock.now();
        let next = match when {
            Next::Tomorrow => tomorrow(ports, playbook),
            Next::Now => now,
            // Another instant, and so another row than the one that ends here.
            Next::GoOn => domain::calendar::later(now, jiff::SignedDuration::from_millis(1)),
        };
        let next_row = keys::due(next, &format!("source-{agent}"));
        if let Some(old) = &sourcing.next
            && *old != next_row
            && old != row
        {
            actions.push(Action::Delete {
                key: old.clone(),
                expect: Expect::Any,
            });
        }
        sourcing.next = Some(next_row.clone());
        actions.retain(|action| *action.key() != next_row);
        actions.push(due::put(
            next_row,
            Task::Source {
                agent: agent.clone(),
            },
        ));
        actions.push(items::put(
            keys::sourcing(agent),
            &sourcing,
            Expect::Version(item.version),
        ));
        match step::commit(ports, actions, None).await {
            Err(StepError::Port(PortError::Conflict { .. })) => {}
            done => return done,
        }
    }
    Err(step::lost())
}

/// A list waits as a whole for a new agent, and for an old one where its leads are in doubt: its hour, not the
/// queue's day.
pub fn card(head: &ListHead) -> CardRef {
    CardRef {
        id: head.id.to_string(),
        rank: Rank::List,
        since: head.opened,
        shows: CardShows::List {
            list: head.id.clone(),
        },
        place: 0,
        agent: Some(head.agent.clone()),
        own_hour: true,
    }
}

fn summary(head: &ListHead) -> String {
    let excluded: u32 = head.excluded.values().sum();
    let reasons: Vec<String> = head
        .excluded
        .iter()
        .map(|(reason, count)| format!("{reason} {count}"))
        .collect();
    format!(
        "list {}: {} leads wait, {excluded} excluded ({}), {} bad rows",
        head.id,
        head.waiting,
        reasons.join(", "),
        head.bad_rows
    )
}

/// The next run: six in the morning of the house's zone.
fn tomorrow(ports: &Ports, playbook: &Playbook) -> Timestamp {
    let place = Place {
        zone: playbook.house.default_timezone.clone(),
        country: String::new(),
    };
    let now = ports.clock.now();
    place.at(
        place.day(now).saturating_add(1.day()),
        Time::constant(6, 0, 0, 0),
    )
}

async fn batch(
    ports: &Ports,
    playbook: &Arc<Playbook>,
    agent: &AgentName,
    config: &Agent,
    index: usize,
    source: &Source,
) -> Result<Progress, StepError> {
    for _ in 0..step::ATTEMPTS {
        let found = ports
            .table
            .get(&[keys::sourcing(agent), keys::cursor(agent, &source.file)])
            .await?;
        let [Some(sourcing_item), cursor_item] = found.as_slice() else {
            return Err(StepError::NotFound(format!(
                "sourcing row of agent {agent}"
            )));
        };
        let sourcing: SourcingRow = items::decode(sourcing_item)?;
        let cursor: CursorRow = cursor_item
            .as_ref()
            .map(items::decode)
            .transpose()?
            .unwrap_or_default();
        let file = SourceFile {
            path: source.file.clone(),
            format: match source.format {
                playbook::Format::Csv => SourceFormat::Csv,
                playbook::Format::Jsonl => SourceFormat::Jsonl,
            },
        };
        let pass = again::of(playbook, config, &cursor);
        let from = match &pass {
            Some(pass) => pass.cursor.clone(),
            None => cursor.cursor.clone(),
        }
        .map(SourceCursor);
        let mut read = match ports.leads.read(&file, from.as_ref(), BATCH).await {
            Ok(read) => read,
            Err(PortError::Refused(why)) => {
                let words = format!("source {} can't be read: {why}", source.file);
                step::finish(
                    ports,
                    &[log::note(
                        ports,
                        Actor::Policy,
                        "source_refused",
                        words,
                        Some(agent.clone()),
                    )],
                )
                .await?;
                return Ok(Progress::End);
            }
            Err(error) => return Err(error.into()),
        };
        let (list_id, mut list, list_expect) = list_of(ports, agent, &sourcing).await?;
        if let Some(pass) = &pass {
            read.rows
                .truncate(usize::try_from(pass.rows).unwrap_or(usize::MAX));
        }
        let only = pass.as_ref().map(|pass| &pass.countries);
        let rows = judge::judge(ports, playbook, config, source, (&read.rows, only)).await?;
        let after = again::after(&cursor, pass.as_ref(), &read, &rows);
        let mut actions = Vec::new();
        let before = list.waiting;
        for judged in rows {
            record::record(
                ports,
                agent,
                &list_id,
                &mut list,
                index,
                source,
                judged,
                &mut actions,
            )
            .await?;
        }
        let full = list.waiting >= config.max_list;
        if after != cursor {
            let expect = items::as_read(cursor_item.as_ref());
            actions.push(items::put(
                keys::cursor(agent, &source.file),
                &after,
                expect,
            ));
        }
        if !read.rows.is_empty() {
            actions.push(items::put(keys::list_head(&list_id), &list, list_expect));
            if sourcing.list.as_ref() != Some(&list_id) {
                let row = SourcingRow {
                    list: Some(list_id.clone()),
                    ..sourcing
                };
                actions.push(items::put(
                    keys::sourcing(agent),
                    &row,
                    Expect::Version(sourcing_item.version),
                ));
            }
        }
        match step::finish(ports, &actions).await {
            Err(StepError::Port(PortError::Conflict { .. })) => continue,
            Err(error) => return Err(error),
            Ok(()) => {}
        }
        tracing::debug!(agent = %agent, listed = list.waiting.saturating_sub(before), "batch");
        return Ok(match (read.end && pass.is_none(), full) {
            (true, _) => Progress::End,
            (false, true) => Progress::Full,
            (false, false) => Progress::More,
        });
    }
    Err(step::lost())
}

async fn list_of(
    ports: &Ports,
    agent: &AgentName,
    sourcing: &SourcingRow,
) -> Result<(ListId, ListHead, Expect), StepError> {
    if let Some(id) = &sourcing.list
        && let Some((head, item)) = step::read::<ListHead>(ports, keys::list_head(id)).await?
        && (head.filling || head.waiting > 0)
    {
        return Ok((
            id.clone(),
            ListHead {
                filling: true,
                ..head
            },
            Expect::Version(item.version),
        ));
    }
    let now = ports.clock.now();
    let id = ListId::mint(now, ports.entropy.bytes());
    let head = ListHead {
        id: id.clone(),
        agent: agent.clone(),
        opened: now,
        waiting: 0,
        accepted: 0,
        rejected: 0,
        excluded: BTreeMap::new(),
        bad_rows: 0,
        filling: true,
        card: false,
    };
    Ok((id, head, Expect::Absent))
}

/// A run that was thrown away: the agent looks for leads again at its next regular time.
pub(crate) async fn tomorrow_again(
    ports: &Ports,
    agent: &AgentName,
    thrown_away: Action,
) -> Result<(), StepError> {
    let playbook = ports.playbook.get();
    reschedule(ports, agent, &playbook, thrown_away.key(), Next::Tomorrow).await
}

/// Pulls leads now instead of tomorrow.
pub async fn now(ports: &Ports, agent: &AgentName) -> Result<(), StepError> {
    if let Some(list) = open_list(ports, agent)
        .await?
        .filter(|list| list.waiting > 0)
    {
        return Err(StepError::Invalid(format!(
            "{} leads of the last list still wait: decide them first",
            list.waiting
        )));
    }
    let playbook = ports.playbook.get();
    if !playbook.agents.contains_key(agent.as_str()) {
        return Err(StepError::no_agent(agent));
    }
    let nothing = keys::due(Timestamp::UNIX_EPOCH, "nothing");
    reschedule(ports, agent, &playbook, &nothing, Next::Now).await
}
