//! The playbook on AWS: one archive in a bucket, so that a new version is there whole or not at all.
//! It is looked at once a minute, while there is work, and by sourcing each time; what is in force is said by the
//! table, for all functions alike ([`flow::versions`]). A faulty archive leaves the last good version in force.
//!
//! `git archive HEAD:playbook | aws s3 cp - s3://BUCKET/playbook.tar` puts one there; any `tar` of
//! the folder will do. Markdown is read into memory; all else, the lists of leads, only by sourcing.

use crate::Error;
use adapters_aws::{Look, S3Objects};
use domain::Actor;
use flow::{PlaybookInForce, Ports, versions};
use onloop_http::wire::PlaybookFault;
use onloop_http::{PlaybookReader, Reading};
use playbook::{Fault, Files, LARGEST_FILE_BYTES, MOST_FILES, Playbook};
use ports::{Blobs, Table};
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
    /// Where the lists of leads go, for the function that reads them.
    lists: Option<PathBuf>,
    last: Mutex<Last>,
}

struct Last {
    tag: String,
    looked: Instant,
    version: String,
    faults: Vec<PlaybookFault>,
}

/// What an archive holds.
pub(crate) struct Unpacked {
    files: Files,
    playbook: Option<Playbook>,
    faults: Vec<Fault>,
}

impl PlaybookObject {
    /// Reads the archive for the first time.
    pub(crate) async fn open(
        objects: S3Objects,
        lists: Option<PathBuf>,
    ) -> Result<(Self, Unpacked), Error> {
        let Look::Found { bytes, tag } = objects.look(KEY, None, LARGEST).await? else {
            return Err(format!("there is no {KEY} in the playbook's bucket yet").into());
        };
        let unpacked = unpack(&bytes, lists.as_deref())?;
        let this = Self {
            objects,
            lists,
            last: Mutex::new(Last {
                tag,
                looked: Instant::now(),
                version: playbook::version(&unpacked.files),
                faults: wire(&unpacked.faults),
            }),
        };
        Ok((this, unpacked))
    }

    fn last(&self) -> MutexGuard<'_, Last> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks the table what is in force, and looks at the archive again if the last look is a minute old.
    /// What can't be looked at stays as it is.
    pub(crate) async fn refresh(&self, ports: &Ports) {
        let is_old = {
            let mut last = self.last();
            // Who asks for leads right after a list was put there means that list. It is asked for seldom.
            let is_old = self.lists.is_some() || last.looked.elapsed() >= FRESH;
            if is_old {
                // A bucket that doesn't answer isn't asked by every task that follows.
                last.looked = Instant::now();
            }
            is_old
        };
        if let Err(error) = self.look_again(ports, is_old).await {
            tracing::warn!(%error, "the playbook can't be looked at; the last one stays in force");
        }
    }

    async fn look_again(&self, ports: &Ports, at_the_archive: bool) -> Result<(), Error> {
        if at_the_archive {
            let known = self.last().tag.clone();
            if let Some(unpacked) = self.look(Some(&known)).await? {
                take(ports, unpacked).await?;
            }
        }
        versions::refresh(ports).await?;
        Ok(())
    }

    /// What the archive holds, if it is another one than the known one.
    async fn look(&self, known: Option<&str>) -> Result<Option<Unpacked>, Error> {
        let look = self.objects.look(KEY, known, LARGEST).await?;
        let (bytes, tag) = match look {
            Look::Found { bytes, tag } => (bytes, tag),
            Look::Unchanged => return Ok(None),
            Look::Missing => return Err(format!("{KEY} is gone").into()),
        };
        let unpacked = unpack(&bytes, self.lists.as_deref())?;
        *self.last() = Last {
            tag,
            looked: Instant::now(),
            version: playbook::version(&unpacked.files),
            faults: wire(&unpacked.faults),
        };
        Ok(Some(unpacked))
    }
}

/// The playbook to begin with: the one in force by the table, else what the archive holds.
pub(crate) async fn first(
    table: &dyn Table,
    blobs: &dyn Blobs,
    unpacked: &Unpacked,
) -> Result<PlaybookInForce, Error> {
    match (versions::stored(table, blobs).await?, &unpacked.playbook) {
        (Some(stored), _) => Ok(PlaybookInForce::of(stored)),
        (None, Some(playbook)) => Ok(PlaybookInForce::new(playbook.clone())),
        (None, None) => {
            let faults: Vec<String> = unpacked.faults.iter().map(ToString::to_string).collect();
            Err(format!("the playbook has faults:\n{}", faults.join("\n")).into())
        }
    }
}

/// Puts what the archive holds in force, if it has changed since somebody last decided what is.
pub(crate) async fn take(ports: &Ports, unpacked: Unpacked) -> Result<(), Error> {
    for fault in &unpacked.faults {
        tracing::warn!(%fault, "a fault in the playbook");
    }
    if let Some(playbook) = unpacked.playbook {
        versions::take_folder(ports, &Actor::Policy, unpacked.files, playbook, false).await?;
    }
    Ok(())
}

/// Reads an archive: the playbook, if it is fit to use, and every fault.
fn unpack(bytes: &[u8], lists: Option<&Path>) -> Result<Unpacked, Error> {
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
    Ok(Unpacked {
        files,
        playbook,
        faults,
    })
}

fn wire(faults: &[Fault]) -> Vec<PlaybookFault> {
    faults.iter().map(PlaybookFault::from).collect()
}

/// For the doors.
pub(crate) struct Reader(pub(crate) Arc<PlaybookObject>);

#[async_trait::async_trait]
impl PlaybookReader for Reader {
    async fn read(&self) -> Result<Reading, String> {
        // Asked for, it is read whether it has changed or not.
        let read = self.0.look(None).await.map_err(|error| error.to_string())?;
        match read {
            Some(unpacked) => Ok(Reading {
                files: unpacked.files,
                playbook: unpacked.playbook,
            }),
            None => Err("the archive didn't answer with what it holds".to_owned()),
        }
    }

    async fn holds(&self) -> Option<String> {
        Some(self.0.last().version.clone())
    }

    fn faults(&self) -> Vec<PlaybookFault> {
        self.0.last().faults.clone()
    }
}
