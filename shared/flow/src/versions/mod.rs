//! Versions of the playbook: immutable, named by the hash of their content. Their files are blobs; one
//! row says which is in force, on all machines of a stack; every change of it is an entry of the history.
//!
//! Invariant: what is not fit to use is never put in force, so a faulty playbook replaces nothing.

mod push;
mod rows;

pub use push::{Behind, MOST_MESSAGE, NewVersion, Pushed, push, rollback, stage, take_folder};
pub use rows::{ChangeRow, CurrentRow, PushRow, StayRow, VersionRow, Way};

use crate::{Ports, StepError, goal, items, keys, setup, step};
use ::ports::{Blobs, PageRequest, Table};
use jiff::Timestamp;
use playbook::{Files, Playbook};
use std::sync::Arc;

/// Owner of the blobs that hold the files.
const OWNER: &str = "playbook";

/// Which version is in force, and the item that says so; nothing before the first push.
pub async fn current(ports: &Ports) -> Result<Option<CurrentRow>, StepError> {
    let found = step::read::<CurrentRow>(ports, keys::playbook_current()).await?;
    Ok(found.map(|(row, _)| row))
}

/// The files of a version.
pub async fn files(ports: &Ports, version: &str) -> Result<Files, StepError> {
    files_of(&*ports.table, &*ports.blobs, version).await
}

/// The version was in force once, and was not merely tried.
pub async fn was_pushed(ports: &Ports, version: &str) -> Result<bool, StepError> {
    let found = step::read::<VersionRow>(ports, keys::playbook_version(version)).await?;
    Ok(found.is_some_and(|(row, _)| !row.tried))
}

async fn files_of(table: &dyn Table, blobs: &dyn Blobs, version: &str) -> Result<Files, StepError> {
    let found = table.get(&[keys::playbook_version(version)]).await?;
    let item = found.into_iter().next().flatten();
    let item = item.ok_or_else(|| {
        StepError::NotFound(format!(
            "version {} of the playbook",
            playbook::short_version(version)
        ))
    })?;
    let row: VersionRow = items::decode(&item)?;
    let hashes: Vec<_> = row.files.values().cloned().collect();
    let contents = blobs.get_many(&hashes).await?;
    let mut files = Files::new();
    for ((path, hash), content) in row.files.into_iter().zip(contents) {
        let content = content.ok_or_else(|| StepError::Corrupt {
            key: hash.to_string(),
            why: format!("the content of {path} is not there"),
        })?;
        files.insert(path, content);
    }
    Ok(files)
}

/// The version with that name: all 64 digits, or as many of the first as tell it apart, with or
/// without `pb_`.
pub async fn find(ports: &Ports, name: &str) -> Result<String, StepError> {
    let digits = name.trim().trim_start_matches("pb_").to_lowercase();
    if digits.len() < 4 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(StepError::Invalid(format!(
            "{name:?} names no version: write it as the history does, pb_ and at least 4 digits"
        )));
    }
    let page = ports
        .table
        .page(&PageRequest::new(
            keys::PLAYBOOK,
            format!("{}{digits}", keys::PLAYBOOK_VERSIONS),
            2,
        ))
        .await?;
    match page.items.as_slice() {
        [only] => Ok(only
            .key
            .sk
            .trim_start_matches(keys::PLAYBOOK_VERSIONS)
            .to_owned()),
        [] => Err(StepError::NotFound(format!(
            "version {name} of the playbook"
        ))),
        _ => Err(StepError::Invalid(format!(
            "{name} names more than one version: write more digits"
        ))),
    }
}

/// The history, newest first: at most `limit` entries, of those before the entry with that number.
pub async fn history(
    ports: &Ports,
    before: Option<u64>,
    limit: usize,
) -> Result<Vec<PushRow>, StepError> {
    let page = ports
        .table
        .page(&PageRequest {
            after: before.map(|number| keys::playbook_push(number).sk),
            descending: true,
            ..PageRequest::new(keys::PLAYBOOK, keys::PLAYBOOK_HISTORY, limit)
        })
        .await?;
    page.items.iter().map(items::decode).collect()
}

/// What is in force by the table, with the conversations that stay behind.
#[derive(Debug, Clone)]
pub struct InForce {
    /// The version in force.
    pub playbook: Arc<Playbook>,
    /// Since when.
    pub since: Timestamp,
    /// When a push left the conversations behind that had begun, and their version; oldest first.
    pub stays: Vec<(Timestamp, Arc<Playbook>)>,
}

/// Reads what is in force; nothing before the first push.
///
/// # Errors
/// A stored version that this program can't use any more is an error, too; it says which.
pub async fn stored(table: &dyn Table, blobs: &dyn Blobs) -> Result<Option<InForce>, StepError> {
    let found = table.get(&[keys::playbook_current()]).await?;
    let Some(item) = found.into_iter().next().flatten() else {
        return Ok(None);
    };
    let row: CurrentRow = items::decode(&item)?;
    let playbook = load(table, blobs, &row.version).await?;
    let mut stays = Vec::new();
    for stay in &row.stays {
        stays.push((stay.at, load(table, blobs, &stay.version).await?));
    }
    Ok(Some(InForce {
        playbook,
        since: row.since,
        stays,
    }))
}

/// As [`readable`], kept in memory for the next time.
pub(crate) async fn held(ports: &Ports, version: &str) -> Result<Option<Arc<Playbook>>, StepError> {
    if let Some(known) = ports.playbook.held(version) {
        return Ok(Some(known));
    }
    let read = readable(ports, version).await?;
    if let Some(read) = &read {
        ports.playbook.hold(read.clone());
    }
    Ok(read)
}

/// A version as it was; nothing if it isn't kept, or this program can't use it any more.
pub(crate) async fn readable(
    ports: &Ports,
    version: &str,
) -> Result<Option<Arc<Playbook>>, StepError> {
    match files(ports, version).await {
        Ok(files) => Ok(playbook::load(&files).ok().map(Arc::new)),
        Err(StepError::NotFound(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

async fn load(
    table: &dyn Table,
    blobs: &dyn Blobs,
    version: &str,
) -> Result<Arc<Playbook>, StepError> {
    let files = files_of(table, blobs, version).await?;
    let playbook = playbook::load(&files).map_err(|faults| {
        StepError::Invalid(format!(
            "version {} of the playbook can't be used by this program: {faults}",
            playbook::short_version(version)
        ))
    })?;
    Ok(Arc::new(playbook))
}

/// The files of the version in force; nothing before the first push.
pub async fn files_in_force(
    table: &dyn Table,
    blobs: &dyn Blobs,
) -> Result<Option<Files>, StepError> {
    let found = table.get(&[keys::playbook_current()]).await?;
    let Some(item) = found.into_iter().next().flatten() else {
        return Ok(None);
    };
    let row: CurrentRow = items::decode(&item)?;
    files_of(table, blobs, &row.version).await.map(Some)
}

/// Brings what is in memory up to what the table says, and the rows of new agents and mailboxes with
/// it. True: another version is in force now.
pub async fn refresh(ports: &Ports) -> Result<bool, StepError> {
    let Some(row) = current(ports).await? else {
        return Ok(false);
    };
    if ports
        .playbook
        .is(&row.version, row.stays.iter().map(|stay| stay.at))
    {
        return Ok(false);
    }
    let Some(in_force) = stored(&*ports.table, &*ports.blobs).await? else {
        return Ok(false);
    };
    let before = ports.playbook.get();
    ports.playbook.adopt(in_force);
    setup::ensure(ports).await?;
    goal::withdraw_aimless(ports, &before).await?;
    Ok(true)
}
