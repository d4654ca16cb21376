//! The playbook's folder: where it is, and reading it again.

use super::{UpError, UpOptions, site_files};
use crate::playbook_folder;
use adapters_local::DataFolder;
use flow::PlaybookInForce;
use jiff::Timestamp;
use onloop_http::PlaybookReader;
use onloop_http::wire::PlaybookFault;
use playbook::{Fault, Playbook};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The folder and what its last reading said.
pub(super) struct PlaybookFiles {
    dir: PathBuf,
    in_force: PlaybookInForce,
    last: Mutex<(Timestamp, Vec<PlaybookFault>)>,
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
        site_files::write_starter(&own).map_err(|error| UpError::File {
            what: "write",
            path: own.clone(),
            reason: error.to_string(),
            remedy: "make the data folder writable, or give a playbook with --playbook",
        })?;
    }
    Ok(own)
}

/// Reads a playbook that must be sound: there is no earlier one to go on with.
pub(super) fn first(dir: &Path) -> Result<(Playbook, Vec<Fault>), UpError> {
    let checked = playbook_folder::check(dir)?;
    match checked.playbook {
        Some(playbook) => Ok((playbook, checked.faults)),
        None => {
            let faults = checked
                .faults
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("\n");
            Err(UpError::Playbook {
                dir: dir.to_path_buf(),
                faults,
            })
        }
    }
}

impl PlaybookFiles {
    pub(super) fn new(dir: PathBuf, in_force: PlaybookInForce, faults: &[Fault]) -> Self {
        Self {
            dir,
            in_force,
            last: Mutex::new((Timestamp::now(), wire(faults))),
        }
    }
}

fn wire(faults: &[Fault]) -> Vec<PlaybookFault> {
    faults.iter().map(PlaybookFault::from).collect()
}

#[async_trait::async_trait]
impl PlaybookReader for PlaybookFiles {
    async fn reload(&self) -> Result<(bool, Vec<PlaybookFault>), String> {
        let dir = self.dir.clone();
        let checked = tokio::task::spawn_blocking(move || playbook_folder::check(&dir)).await;
        let checked = checked
            .map_err(|error| error.to_string())?
            .map_err(|error| error.to_string())?;
        let faults = wire(&checked.faults);
        let changed = (checked.playbook).is_some_and(|playbook| self.in_force.replace(playbook));
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let loaded = if changed { Timestamp::now() } else { last.0 };
        *last = (loaded, faults.clone());
        Ok((changed, faults))
    }

    fn state(&self) -> (Timestamp, Vec<PlaybookFault>) {
        self.last
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}
