//! The sign-in as it is kept: one file for each stack that only its owner can read.

use super::{Pool, Stack, not_signed_in};
use crate::commands::Failure;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

const FILE: &str = "sign-in.json";

/// Who is signed in at a stack.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Kept {
    /// Where it was signed in.
    pub(crate) pool: Pool,
    /// What the stack takes.
    pub(crate) bearer: String,
    /// Until when.
    pub(crate) until: Timestamp,
    /// What the next one comes by, if the service gave one.
    pub(crate) refresh: Option<String>,
}

impl Kept {
    /// Reads the sign-in at a stack, or says how to sign in.
    pub(crate) fn read(stack: &Stack) -> Result<Self, Failure> {
        let path = stack.folder()?.join(FILE);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(not_signed_in(stack));
            }
            Err(error) => {
                return Err(Failure::refused(
                    format!("can't read {}: {error}", path.display()),
                    "make it readable for yourself (chmod 600)",
                ));
            }
        };
        // Its text is never shown: it holds the token.
        serde_json::from_str(&text).map_err(|_| not_signed_in(stack))
    }

    /// Keeps it, whole or not at all.
    pub(crate) fn write(&self, stack: &Stack) -> Result<(), Failure> {
        let folder = stack.folder()?;
        let unwritable = |error: io::Error| {
            Failure::refused(
                format!("can't keep the sign-in in {}: {error}", folder.display()),
                "make the folder writable for yourself",
            )
        };
        let text = serde_json::to_string_pretty(self)
            .map_err(|error| unwritable(io::Error::other(error.to_string())))?;
        create(&folder).map_err(unwritable)?;
        // A name of its own, so that two commands at once don't write into each other's.
        let unfinished = folder.join(format!("{FILE}.{}", std::process::id()));
        write_private(&unfinished, &text)
            .and_then(|()| fs::rename(&unfinished, folder.join(FILE)))
            .map_err(unwritable)
    }
}

fn create(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn write_private(path: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
