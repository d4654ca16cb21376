//! The playbook on AWS: one archive in a bucket, so that a new version is there whole or not at all.
//! It is looked at once a minute, while there is work; a faulty one leaves the last good one in force.
//!
//! `git archive HEAD:playbook | aws s3 cp - s3://BUCKET/playbook.tar` puts one there; any `tar` of
//! the folder will do. Markdown is read into memory; all else, the lists of leads, only by sourcing.

use crate::Error;
use adapters_aws::{Look, S3Objects};
use flow::PlaybookInForce;
use jiff::Timestamp;
use onloop_http::PlaybookReader;
use onloop_http::wire::PlaybookFault;
use playbook::{Fault, Files, LARGEST_FILE_BYTES, MOST_FILES, Playbook};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

const KEY: &str = "playbook.tar";
/// Larger ones are refused: half of the memory that sourcing has, bytes.
const LARGEST: usize = 128 << 20;
/// How long a look counts.
const FRESH: Duration = Duration::from_secs(60);

/// The archive and the version in force.
pub(crate) struct PlaybookObject {
    objects: S3Objects,
    in_force: PlaybookInForce,
    /// Where the lists of leads go, for the function that reads them.
    lists: Option<PathBuf>,
    last: Mutex<Last>,
}

struct Last {
    tag: String,
    looked: Instant,
    loaded: Timestamp,
    faults: Vec<PlaybookFault>,
}

impl PlaybookObject {
    /// Reads a playbook that must be sound: there is no earlier one to go on with.
    pub(crate) async fn open(objects: S3Objects, lists: Option<PathBuf>) -> Result<Self, Error> {
        let Look::Found { bytes, tag } = objects.look(KEY, None, LARGEST).await? else {
            return Err(format!("there is no {KEY} in the playbook's bucket yet").into());
        };
        let (playbook, faults) = unpack(&bytes, lists.as_deref())?;
        let playbook = playbook.ok_or_else(|| {
            let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
            format!("the playbook has faults:\n{}", faults.join("\n"))
        })?;
        Ok(Self {
            objects,
            in_force: PlaybookInForce::new(playbook),
            lists,
            last: Mutex::new(Last {
                tag,
                looked: Instant::now(),
                loaded: Timestamp::now(),
                faults: wire(&faults),
            }),
        })
    }

    pub(crate) fn in_force(&self) -> PlaybookInForce {
        self.in_force.clone()
    }

    fn last(&self) -> MutexGuard<'_, Last> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks again if the last look is a minute old. True: another version is in force now. What
    /// can't be looked at stays as it is.
    pub(crate) async fn refresh(&self) -> bool {
        {
            let mut last = self.last();
            if last.looked.elapsed() < FRESH {
                return false;
            }
            // A bucket that doesn't answer isn't asked by every task that follows.
            last.looked = Instant::now();
        }
        match self.look().await {
            Ok(changed) => changed,
            Err(error) => {
                tracing::warn!(%error, "the playbook can't be looked at; the last one stays in force");
                false
            }
        }
    }

    async fn look(&self) -> Result<bool, Error> {
        let known = self.last().tag.clone();
        let look = self.objects.look(KEY, Some(&known), LARGEST).await?;
        let (bytes, tag) = match look {
            Look::Found { bytes, tag } => (bytes, tag),
            Look::Unchanged => return Ok(false),
            Look::Missing => return Err(format!("{KEY} is gone").into()),
        };
        let (playbook, faults) = unpack(&bytes, self.lists.as_deref())?;
        for fault in &faults {
            tracing::warn!(%fault, "a fault in the playbook");
        }
        let changed = playbook.is_some_and(|playbook| self.in_force.replace(playbook));
        let mut last = self.last();
        *last = Last {
            tag,
            looked: Instant::now(),
            loaded: if changed {
                Timestamp::now()
            } else {
                last.loaded
            },
            faults: wire(&faults),
        };
        Ok(changed)
    }
}

/// Reads an archive: the playbook, if it is fit to use, and every fault.
fn unpack(bytes: &[u8], lists: Option<&Path>) -> Result<(Option<Playbook>, Vec<Fault>), Error> {
    let mut files = Files::new();
    for entry in tar::Archive::new(bytes).entries()? {
        let entry = entry?;
        if !entry.header().entry_type().is_file() {
            continue;
        }
        let path = entry.path()?.to_string_lossy().into_owned();
        let path = path.trim_start_matches("./").to_owned();
        let hidden = path.split('/').any(|part| part.starts_with('.'));
        if hidden || !path.ends_with(".md") {
            continue;
        }
        if files.len() >= MOST_FILES {
            return Err(format!("the playbook has more than {MOST_FILES} files").into());
        }
        // One byte more than is allowed tells that a file is too large.
        let most = u64::try_from(LARGEST_FILE_BYTES).unwrap_or(u64::MAX);
        let mut text = Vec::new();
        entry.take(most.saturating_add(1)).read_to_end(&mut text)?;
        files.insert(path, text);
    }
    let (playbook, faults) = playbook::read(&files);
    if let (Some(folder), Some(_)) = (lists, &playbook) {
        // A path that leads out of the folder is passed over.
        tar::Archive::new(bytes).unpack(folder)?;
    }
    Ok((playbook, faults))
}

fn wire(faults: &[Fault]) -> Vec<PlaybookFault> {
    faults.iter().map(PlaybookFault::from).collect()
}

/// For the doors.
pub(crate) struct Reader(pub(crate) Arc<PlaybookObject>);

#[async_trait::async_trait]
impl PlaybookReader for Reader {
    async fn reload(&self) -> Result<(bool, Vec<PlaybookFault>), String> {
        let changed = self.0.look().await.map_err(|error| error.to_string())?;
        Ok((changed, self.0.last().faults.clone()))
    }

    fn state(&self) -> (Timestamp, Vec<PlaybookFault>) {
        let last = self.0.last();
        (last.loaded, last.faults.clone())
    }
}
