//! The playbook's folder: where it is, and reading it again.

use super::{UpError, UpOptions};
use crate::playbook_folder::{self, Checked};
use crate::starter;
use adapters_local::{DataFolder, SqliteStore};
use domain::Actor;
use flow::versions;
use flow::{PlaybookInForce, Ports};
use onloop_http::wire::PlaybookFault;
use onloop_http::{Amended, Edit, PlaybookReader, Reading};
use playbook::Fault;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The folder and what its last reading said.
pub(super) struct PlaybookFiles {
    dir: PathBuf,
    last: Mutex<Vec<PlaybookFault>>,
}

/// Where the playbook is: as told, else `./playbook`, else a copy of the starter in the data folder.
pub(super) fn find(options: &UpOptions, folder: &DataFolder) -> Result<PathBuf, UpError> {
    if let Some(dir) = &options.playbook {
        return Ok(dir.clone());
    }
    let here = PathBuf::from("playbook");
    if here.join("house.md").is_file() {
        return Ok(here);
    }
    let own = folder.path().join("playbook");
    if !own.exists() {
        starter::write_starter(&own).map_err(|error| UpError::File {
            what: "write",
            path: own.clone(),
            reason: error.to_string(),
            remedy: "make the data folder writable, or give a playbook with --playbook",
        })?;
    }
    Ok(own)
}

/// The playbook to begin with: the one in force by the store, else what the folder holds.
pub(super) async fn first(
    dir: &Path,
    checked: &Checked,
    store: &SqliteStore,
) -> Result<PlaybookInForce, UpError> {
    let (table, blobs) = (store.table(), store.blobs());
    let stored = versions::stored(&*table, &*blobs).await;
    match (stored, &checked.playbook) {
        (Ok(Some(stored)), _) => Ok(PlaybookInForce::of(stored)),
        (Ok(None), Some(playbook)) => Ok(PlaybookInForce::new(playbook.clone())),
        (Ok(None), None) => Err(unfit(dir, checked)),
        // A program that reads playbooks more strictly than the one that stored it.
        (Err(error), Some(playbook)) => {
            tracing::warn!(%error, "the version in force can't be read; the folder's is taken");
            Ok(PlaybookInForce::new(playbook.clone()))
        }
        (Err(error), None) => Err(error.into()),
    }
}

/// The folder's faults, as the reason for not starting.
pub(super) fn unfit(dir: &Path, checked: &Checked) -> UpError {
    let faults: Vec<String> = checked.faults.iter().map(ToString::to_string).collect();
    UpError::Playbook {
        dir: dir.to_path_buf(),
        faults: faults.join("\n"),
    }
}

/// Puts what the folder holds in force, if it has changed since somebody last decided what is. A
/// folder with faults replaces nothing.
pub(super) async fn begin(ports: &Ports, checked: Checked) -> Result<(), UpError> {
    match checked.playbook {
        Some(playbook) => {
            let files = checked.read;
            versions::take_folder(ports, &Actor::Policy, files, playbook, false).await?;
        }
        None => tracing::warn!("the playbook's folder has faults; the version in force stays"),
    }
    Ok(())
}

impl PlaybookFiles {
    pub(super) fn new(dir: PathBuf, faults: &[Fault]) -> Self {
        Self {
            dir,
            last: Mutex::new(wire(faults)),
        }
    }

    async fn check(&self) -> Result<Checked, String> {
        let dir = self.dir.clone();
        let checked = tokio::task::spawn_blocking(move || playbook_folder::check(&dir)).await;
        let checked = checked
            .map_err(|error| error.to_string())?
            .map_err(|error| error.to_string())?;
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = wire(&checked.faults);
        Ok(checked)
    }
}

fn wire(faults: &[Fault]) -> Vec<PlaybookFault> {
    faults.iter().map(PlaybookFault::from).collect()
}

#[async_trait::async_trait]
impl PlaybookReader for PlaybookFiles {
    async fn read(&self) -> Result<Reading, String> {
        let checked = self.check().await?;
        Ok(Reading {
            files: checked.read,
            playbook: checked.playbook,
        })
    }

    async fn holds(&self) -> Option<String> {
        let checked = self.check().await.ok()?;
        Some(checked.version)
    }

    fn faults(&self) -> Vec<PlaybookFault> {
        self.last
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
    async fn amend(&self, edit: &Edit, becomes: &str) -> Result<Amended, String> {
        // Few and small files: they are written in the time of one answer.
        let written = playbook_folder::amend(&self.dir, edit, becomes)?;
        Ok(Amended::Written(written))
    }
}
