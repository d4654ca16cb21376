//! A folder that takes letters instead of a provider: nothing ever leaves the machine.

use crate::blocking;
use crate::data_folder::{create, folder_error, owner_only};
use crate::file_names::{is_safe, sync_folder};
use crate::open_error::OpenError;
use ports::{Envelope, Handover, LookUp, Mailer, PortError};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Ending of a letter's file.
const ENDING: &str = ".eml";
/// Beginning of files that are still being written.
const UNFINISHED: &str = ".unfinished-";
/// Largest letter, bytes: that of SES.
const LARGEST_LETTER: usize = 40 * 1024 * 1024;

/// [`Mailer`] into a folder, one `CLAIM.eml` a letter, whole or not there at all, never overwritten.
/// The folder belongs to one process: take the [`crate::DataFolder`] first.
#[derive(Clone)]
pub struct OutboxFolder {
    folder: Arc<Folder>,
}

struct Folder {
    path: PathBuf,
    /// Held from the look whether a letter is there to the rename that puts it there.
    naming: Mutex<()>,
    counter: AtomicU64,
}

impl OutboxFolder {
    /// Opens the folder, makes it if there is none (mode 0700), and clears away what a crash left
    /// half written.
    pub fn open(dir: impl AsRef<Path>) -> Result<Self, OpenError> {
        let path = dir.as_ref().to_path_buf();
        create(&path).map_err(|error| folder_error("create", &path, &error))?;
        let clear = || -> io::Result<()> {
            for entry in fs::read_dir(&path)? {
                let entry = entry?;
                if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
                    fs::remove_file(entry.path())?;
                }
            }
            Ok(())
        };
        clear().map_err(|error| folder_error("read", &path, &error))?;
        let folder = Folder {
            path,
            naming: Mutex::new(()),
            counter: AtomicU64::new(0),
        };
        Ok(Self {
            folder: Arc::new(folder),
        })
    }

    /// Where the letters are.
    pub fn path(&self) -> &Path {
        &self.folder.path
    }

    /// Claims of the letters that left, in order, only those after `after`. Order is that of the
    /// claims' text, not of time.
    pub fn list(&self, after: Option<&str>) -> io::Result<Vec<String>> {
        let mut claims = Vec::new();
        for entry in fs::read_dir(&self.folder.path)? {
            let name = entry?.file_name();
            let Some(claim) = name.to_str().and_then(|name| name.strip_suffix(ENDING)) else {
                continue;
            };
            if is_safe(claim) && after.is_none_or(|after| claim > after) {
                claims.push(claim.to_owned());
            }
        }
        claims.sort_unstable();
        Ok(claims)
    }

    /// The letter of a claim, exactly as it was handed over; `None` if there is none.
    pub fn read(&self, claim: &str) -> io::Result<Option<Vec<u8>>> {
        if !is_safe(claim) {
            return Ok(None);
        }
        self.folder.read(claim)
    }
}

#[async_trait::async_trait]
impl Mailer for OutboxFolder {
    async fn hand_over(&self, envelope: &Envelope, letter: &[u8]) -> Result<Handover, PortError> {
        check_claim(&envelope.claim)?;
        if letter.len() > LARGEST_LETTER {
            let size = letter.len();
            return Err(PortError::Refused(format!(
                "the letter is {size} bytes large; the limit is {LARGEST_LETTER}"
            )));
        }
        let (folder, claim, letter) = (
            Arc::clone(&self.folder),
            envelope.claim.clone(),
            letter.to_vec(),
        );
        blocking::run(move || folder.put(&claim, &letter)).await
    }

    async fn look_up(&self, claim: &str) -> Result<LookUp, PortError> {
        check_claim(claim)?;
        let (folder, claim) = (Arc::clone(&self.folder), claim.to_owned());
        blocking::run(move || match folder.file(&claim).try_exists() {
            // Whoever was killed before it could sync the folder left a name that the power may take
            // away: what is told as sent has to stay.
            Ok(true) => match sync_folder(&folder.path) {
                Ok(()) => Ok(LookUp::Sent(handover(&claim))),
                Err(error) => Err(PortError::Busy(folder.trouble("write to", &error))),
            },
            Ok(false) => Ok(LookUp::NotSent),
            Err(error) => Err(PortError::Busy(folder.trouble("read", &error))),
        })
        .await
    }

    async fn erase(&self, claim: &str) -> Result<(), PortError> {
        check_claim(claim)?;
        let (folder, claim) = (Arc::clone(&self.folder), claim.to_owned());
        blocking::run(move || {
            let removed = match fs::remove_file(folder.file(&claim)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                // Durable, or the letter of a person who was forgotten comes back.
                Ok(()) | Err(_) => sync_folder(&folder.path),
            };
            removed.map_err(|error| PortError::Busy(folder.trouble("write to", &error)))
        })
        .await
    }

    fn is_real(&self) -> bool {
        false
    }

    fn name(&self) -> String {
        "outbox".to_owned()
    }
}

impl Folder {
    fn file(&self, claim: &str) -> PathBuf {
        self.path.join(format!("{claim}{ENDING}"))
    }

    fn read(&self, claim: &str) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.file(claim)) {
            Ok(letter) => Ok(Some(letter)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Up to the rename any error is proof that nothing was kept; from then on it is none.
    fn put(&self, claim: &str, letter: &[u8]) -> Result<Handover, PortError> {
        if let Some(earlier) = self.earlier(claim, letter) {
            return earlier;
        }
        let number = self.counter.fetch_add(1, Ordering::Relaxed);
        let unfinished = self
            .path
            .join(format!("{UNFINISHED}{}-{number}", std::process::id()));
        if let Err(error) = write_durably(&unfinished, letter) {
            clear_away(&unfinished);
            return Err(PortError::Busy(self.trouble("write to", &error)));
        }
        let naming = self.naming.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(earlier) = self.earlier(claim, letter) {
            clear_away(&unfinished);
            return earlier;
        }
        if let Err(error) = fs::rename(&unfinished, self.file(claim)) {
            clear_away(&unfinished);
            return Err(PortError::Busy(self.trouble("write to", &error)));
        }
        drop(naming);
        sync_folder(&self.path)
            .map_err(|error| PortError::Unknown(self.trouble("write to", &error)))?;
        Ok(handover(claim))
    }

    /// What is to be said where this claim has left a letter already.
    fn earlier(&self, claim: &str, letter: &[u8]) -> Option<Result<Handover, PortError>> {
        match self.read(claim) {
            Ok(None) => None,
            // It may be there because its folder could not be synced: that is made good now.
            Ok(Some(there)) if there == letter => match sync_folder(&self.path) {
                Ok(()) => Some(Ok(handover(claim))),
                Err(error) => Some(Err(PortError::Unknown(self.trouble("write to", &error)))),
            },
            Ok(Some(_)) => Some(Err(PortError::Refused(format!(
                "{} is there with another letter: one claim is handed over once",
                self.file(claim).display()
            )))),
            Err(error) => Some(Err(PortError::Busy(self.trouble("read", &error)))),
        }
    }

    fn trouble(&self, doing: &'static str, error: &io::Error) -> String {
        folder_error(doing, &self.path, error).to_string()
    }
}

fn handover(claim: &str) -> Handover {
    Handover {
        provider_id: format!("outbox:{claim}"),
        message_id: None,
    }
}

fn check_claim(claim: &str) -> Result<(), PortError> {
    if is_safe(claim) {
        return Ok(());
    }
    Err(PortError::Refused(format!(
        "the claim {claim:?} can't name a file: letters, digits, - _ and . only"
    )))
}

fn write_durably(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    owner_only(&mut options);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// What stays behind is cleared away at the next start, and is no letter meanwhile.
fn clear_away(unfinished: &Path) {
    if let Err(error) = fs::remove_file(unfinished)
        && error.kind() != io::ErrorKind::NotFound
    {
        tracing::warn!(%error, "an unfinished letter could not be cleared away");
    }
}
