//! Putting a version in force: by a push, by what the stack's folder holds, or back to an earlier one.

use super::{ChangeRow, CurrentRow, OWNER, PushRow, StayRow, VersionRow, Way, files_of, refresh};
use crate::due::{self, Task};
use crate::{Ports, StepError, items, keys, log, step};
use ::ports::{Action, Expect, PortError, blob_names};
use domain::{Actor, AgentName};
use futures::future::try_join_all;
use jiff::Timestamp;
use playbook::{FileChange, Files, Playbook};
use std::collections::BTreeMap;

/// A message is at most so long, in characters.
pub const MOST_MESSAGE: usize = 500;
/// So many versions that conversations stayed with are kept apart; with more, the oldest conversations
/// go on with a later version.
const MOST_STAYS: usize = 6;
/// Files that are stored at once.
const AT_ONCE: usize = 16;

/// What is to be put in force.
pub struct NewVersion {
    /// Its files.
    pub files: Files,
    /// The same, read: only what is fit to use can be pushed.
    pub playbook: Playbook,
    /// How.
    pub way: Way,
    /// Why.
    pub message: String,
    /// Conversations that have begun stay with the version before.
    pub stay: bool,
    /// What waits for a verdict is written anew.
    pub redraft: bool,
    /// The version that the author started from, where it is known: if another is in force, nothing is
    /// pushed.
    pub base: Option<String>,
    /// Version of what the stack's own folder holds, where it is known.
    pub folder: Option<String>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pushed {
    /// The version in force.
    pub version: String,
    /// It was not in force before.
    pub changed: bool,
    /// What changed, by file.
    pub changes: Vec<ChangeRow>,
    /// Agents whose letters it reaches.
    pub reaches: Vec<String>,
}

/// Another operator pushed since the version that the author started from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behind {
    /// Who.
    pub by: Actor,
    /// What is in force.
    pub version: String,
    /// Since when.
    pub since: Timestamp,
}

/// Puts a version in force. The sweep that follows returns cleared messages that the new version
/// objects to; sending checks by itself, so nothing rests on the sweep.
pub async fn push(
    ports: &Ports,
    by: &Actor,
    new: NewVersion,
) -> Result<Result<Pushed, Behind>, StepError> {
    if new.message.chars().count() > MOST_MESSAGE {
        return Err(StepError::Invalid(format!(
            "a message has at most {MOST_MESSAGE} characters: say in a sentence why, the diff says what"
        )));
    }
    let version = new.playbook.version.clone();
    for _ in 0..step::ATTEMPTS {
        let known = step::read::<CurrentRow>(ports, keys::playbook_current()).await?;
        let (row, item) = known.map_or((None, None), |(row, item)| (Some(row), Some(item)));
        if let (Some(base), Some(row)) = (&new.base, &row)
            && *base != row.version
            && version != row.version
        {
            let last = super::history(ports, None, 1).await?;
            let others = last
                .into_iter()
                .find(|last| matches!(last.by, Actor::Operator(_)) && last.by != *by);
            // Whoever pushed it themselves knows of it.
            if let Some(last) = others {
                return Ok(Err(Behind {
                    by: last.by,
                    version: row.version.clone(),
                    since: row.since,
                }));
            }
        }
        let old = match &row {
            Some(row) => files_of(&*ports.table, &*ports.blobs, &row.version).await?,
            None => Files::new(),
        };
        let diff = playbook::diff(&old, &new.files);
        let mut pushed = Pushed {
            changed: row.as_ref().is_none_or(|row| row.version != version),
            version: version.clone(),
            changes: diff.iter().map(change_row).collect(),
            reaches: reaches(ports, &new.playbook),
        };
        if !pushed.changed {
            pushed.reaches.clear();
        }
        let mut actions = vec![];
        let next = next_row(ports, &new, row.as_ref(), pushed.changed);
        if row.as_ref() == Some(&next) {
            refresh(ports).await?;
            return Ok(Ok(pushed));
        }
        actions.push(items::put(
            keys::playbook_current(),
            &next,
            items::as_read(item.as_ref()),
        ));
        if pushed.changed {
            let stored = store(ports, &old, &new.files).await?;
            actions.push(items::put(
                keys::playbook_version(&version),
                &VersionRow {
                    files: stored,
                    tried: false,
                },
                Expect::Any,
            ));
            actions.extend(told(ports, by, &new, row.as_ref(), &next, &pushed));
        }
        match step::commit(ports, actions, Some(keys::playbook_current())).await {
            Err(StepError::Port(PortError::Conflict { .. })) => {}
            Err(error) => return Err(error),
            Ok(()) => {
                refresh(ports).await?;
                return Ok(Ok(pushed));
            }
        }
    }
    Err(step::lost())
}

/// The row after the push.
fn next_row(
    ports: &Ports,
    new: &NewVersion,
    row: Option<&CurrentRow>,
    changed: bool,
) -> CurrentRow {
    let folder = new
        .folder
        .clone()
        .or_else(|| row.and_then(|row| row.folder.clone()));
    match row {
        Some(row) if !changed => CurrentRow {
            folder,
            ..row.clone()
        },
        _ => {
            let now = ports.clock.now();
            let mut stays = vec![];
            if let Some(row) = row.filter(|_| new.stay) {
                stays.clone_from(&row.stays);
                stays.push(StayRow {
                    at: now,
                    version: row.version.clone(),
                });
                let surplus = stays.len().saturating_sub(MOST_STAYS);
                stays.drain(..surplus);
            }
            CurrentRow {
                version: new.playbook.version.clone(),
                number: row.map_or(0, |row| row.number).saturating_add(1),
                since: now,
                stays,
                folder,
            }
        }
    }
}

/// The history's entry, the log's line and the sweep.
fn told(
    ports: &Ports,
    by: &Actor,
    new: &NewVersion,
    row: Option<&CurrentRow>,
    next: &CurrentRow,
    pushed: &Pushed,
) -> Vec<Action> {
    let entry = PushRow {
        number: next.number,
        version: next.version.clone(),
        before: row.map(|row| row.version.clone()),
        at: next.since,
        by: by.clone(),
        way: new.way,
        message: new.message.clone(),
        stay: new.stay,
        changes: pushed.changes.clone(),
    };
    let short = playbook::short_version(&next.version);
    let (event, words) = match new.way {
        Way::Push => ("playbook_pushed", format!("playbook {short} is in force")),
        Way::Folder => (
            "playbook_loaded",
            format!("playbook {short} of the folder is in force"),
        ),
        Way::Rollback => (
            "playbook_rolled_back",
            format!("playbook {short} is in force again"),
        ),
    };
    let mut actions = vec![
        items::put(keys::playbook_push(next.number), &entry, Expect::Absent),
        log::note(ports, by.clone(), event, words, None),
    ];
    let first = new.playbook.agents.keys().next();
    if let (Some(agent), Some(_)) = (first.and_then(|name| AgentName::parse(name).ok()), row) {
        let task = Task::Relint {
            version: next.version.clone(),
            redraft: new.redraft,
            agent,
            after: None,
        };
        let about = format!("relint-{}", next.number);
        actions.push(due::put(keys::due(next.since, &about), task));
    }
    actions
}

/// Stores a version without putting it in force.
pub async fn stage(ports: &Ports, files: &Files) -> Result<String, StepError> {
    let version = playbook::version(files);
    let key = keys::playbook_version(&version);
    if step::read::<VersionRow>(ports, key.clone())
        .await?
        .is_some()
    {
        return Ok(version);
    }
    let old = match super::current(ports).await? {
        Some(row) => files_of(&*ports.table, &*ports.blobs, &row.version).await?,
        None => Files::new(),
    };
    let stored = store(ports, &old, files).await?;
    let row = VersionRow {
        files: stored,
        tried: true,
    };
    match step::finish(ports, &[items::put(key, &row, Expect::Absent)]).await {
        // Somebody pushed or tried the same just now.
        Err(StepError::Port(PortError::Conflict { .. })) | Ok(()) => Ok(version),
        Err(error) => Err(error),
    }
}

/// Stores what the version before doesn't hold already.
async fn store(
    ports: &Ports,
    old: &Files,
    files: &Files,
) -> Result<BTreeMap<String, ::ports::BlobHash>, StepError> {
    let mut stored = BTreeMap::new();
    let mut fresh = vec![];
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".md")) {
        stored.insert(path.clone(), blob_names::blob_hash(OWNER, bytes));
        if old.get(path) != Some(bytes) {
            fresh.push(bytes.clone());
        }
    }
    for some in fresh.chunks(AT_ONCE) {
        let puts = some
            .iter()
            .map(|bytes| ports.blobs.put(OWNER, bytes.clone()));
        try_join_all(puts).await?;
    }
    Ok(stored)
}

fn change_row(change: &FileChange) -> ChangeRow {
    ChangeRow {
        path: change.path.clone(),
        added: change.added,
        removed: change.removed,
    }
}

/// Agents whose letters or rules differ from those in force now; all of them where the house does.
fn reaches(ports: &Ports, new: &Playbook) -> Vec<String> {
    let reached = playbook::reaches(&ports.playbook.get(), new).into_iter();
    reached.map(|reach| reach.agent).collect()
}

/// Takes in what the stack's own folder holds. Looked at unasked, it is taken only where it has changed
/// since somebody last decided what is in force, so that a push from elsewhere and a rollback stand.
pub async fn take_folder(
    ports: &Ports,
    by: &Actor,
    files: Files,
    playbook: Playbook,
    asked: bool,
) -> Result<bool, StepError> {
    let version = playbook.version.clone();
    let row = super::current(ports).await?;
    if !asked
        && row
            .as_ref()
            .is_some_and(|row| row.folder.as_ref() == Some(&version))
    {
        return Ok(false);
    }
    let new = NewVersion {
        files,
        playbook,
        way: Way::Folder,
        message: if row.is_some() {
            "what the folder holds"
        } else {
            "the first version"
        }
        .to_owned(),
        stay: false,
        redraft: false,
        base: None,
        folder: Some(version),
    };
    match push(ports, by, new).await? {
        Ok(pushed) => Ok(pushed.changed),
        // Without a base nobody is behind.
        Err(Behind { .. }) => Ok(false),
    }
}

/// Puts an earlier version in force again. What it can't be used for any more is told.
pub async fn rollback(
    ports: &Ports,
    by: &Actor,
    name: &str,
    message: String,
    stay: bool,
    folder: Option<String>,
) -> Result<Pushed, StepError> {
    let version = super::find(ports, name).await?;
    let files = super::files(ports, &version).await?;
    let playbook = playbook::load(&files).map_err(|faults| {
        StepError::Invalid(format!(
            "version {} can't be used any more: {faults}",
            playbook::short_version(&version)
        ))
    })?;
    let new = NewVersion {
        files,
        playbook,
        way: Way::Rollback,
        message,
        stay,
        redraft: false,
        base: None,
        folder,
    };
    match push(ports, by, new).await? {
        Ok(pushed) => Ok(pushed),
        Err(behind) => Err(StepError::Invalid(format!(
            "version {} came into force meanwhile",
            playbook::short_version(&behind.version)
        ))),
    }
}
