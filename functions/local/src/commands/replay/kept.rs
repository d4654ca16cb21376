//! What a replay has written so far, one JSON object a line, named by agent and version: another edit is
//! another replay. What is in it is paid, and is not paid again.

use super::{Failure, Plan, Replayed, cost};
use domain::Tokens;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

/// A line of the file.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    /// A replay was begun.
    Begun(Begun),
    /// A letter of it.
    Letter(Box<Replayed>),
}

/// What a replay set out to do.
#[derive(Clone, Deserialize, Serialize)]
pub(super) struct Begun {
    version: String,
    model: String,
    last: u64,
    /// Whom to write to: who is written to meanwhile does not move it.
    pub(super) conversations: Vec<String>,
    /// Letters on the card of each.
    #[serde(default = "super::one_letter")]
    pub(super) letters: u64,
    /// What these were charged for when they were written.
    pub(super) charged_then: Vec<Option<Tokens>>,
    /// Letters that were there already, of another replay by the same version.
    pub(super) known: usize,
    /// What it was said to cost before it began.
    pub(super) said: cost::Cost,
}

/// The letter of this conversation, if it was written already.
pub(super) fn known(data: &Path, agent: &str, plan: &Plan, conversation: &str) -> Option<Replayed> {
    let mut read = read(&path(data, agent, plan), plan).ok()?;
    read.done.remove(conversation)
}

/// The server has accepted the name as an agent's: it leads nowhere else.
fn path(data: &Path, agent: &str, plan: &Plan) -> PathBuf {
    data.join("replays")
        .join(format!("{agent}-{}.jsonl", plan.short))
}

pub(super) struct Kept {
    path: PathBuf,
    file: File,
    pub(super) begun: Begun,
    /// It was begun before, and goes on.
    pub(super) goes_on: bool,
    pub(super) done: BTreeMap<String, Replayed>,
}

impl Kept {
    pub(super) fn open(
        data: &Path,
        agent: &str,
        last: u64,
        plan: &Plan,
        assumed: Tokens,
    ) -> Result<Self, Failure> {
        let path = path(data, agent, plan);
        let unwritable = |error: std::io::Error| {
            Failure::refused(
                format!("can't use {}: {error}", path.display()),
                "make the data folder writable and see that its disk has space",
            )
        };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(unwritable)?;
        }
        let read = read(&path, plan).map_err(unwritable)?;
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&path)
            .map_err(unwritable)?;
        file.set_len(read.whole).map_err(unwritable)?;
        let Read { begun, done, .. } = read;
        let unfinished = begun.filter(|begun| {
            let is_open = |id: &String| !done.contains_key(id);
            begun.last == last && begun.conversations.iter().any(is_open)
        });
        if let Some(begun) = unfinished {
            return Ok(Self {
                path,
                file,
                begun,
                goes_on: true,
                done,
            });
        }
        let mut begun = Begun {
            version: plan.version.clone(),
            model: plan.model.clone(),
            last,
            conversations: plan.conversations.clone(),
            letters: plan.letters,
            charged_then: plan.charged_then.clone(),
            known: 0,
            said: cost::Cost::default(),
        };
        let known = |id: &&String| done.contains_key(*id);
        begun.known = begun.conversations.iter().filter(known).count();
        begun.said = cost::expected(&begun, &done, assumed).0;
        let mut kept = Self {
            path,
            file,
            begun: begun.clone(),
            goes_on: false,
            done,
        };
        kept.write(&Line::Begun(begun))?;
        Ok(kept)
    }

    /// Keeps a letter.
    pub(super) fn keep(&mut self, replayed: Replayed) -> Result<(), Failure> {
        let line = Line::Letter(Box::new(replayed));
        self.write(&line)?;
        if let Line::Letter(replayed) = line {
            self.done.insert(replayed.conversation.clone(), *replayed);
        }
        Ok(())
    }

    fn write(&mut self, line: &Line) -> Result<(), Failure> {
        let unwritable = |error: String| {
            Failure::refused(
                format!("can't write {}: {error}", self.path.display()),
                "see that the disk has space, and run it again: it goes on where it was",
            )
        };
        let mut line = serde_json::to_vec(line).map_err(|error| unwritable(error.to_string()))?;
        line.push(b'\n');
        let written = self.file.write_all(&line).and_then(|()| self.file.flush());
        written.map_err(|error| unwritable(error.to_string()))
    }
}

/// What a file holds, and how much of it is whole.
#[derive(Default)]
struct Read {
    begun: Option<Begun>,
    done: BTreeMap<String, Replayed>,
    whole: u64,
}

fn read(path: &Path, plan: &Plan) -> std::io::Result<Read> {
    let mut read = Read::default();
    let Ok(file) = File::open(path) else {
        return Ok(read);
    };
    let mut lines = BufReader::new(file);
    let mut line = String::new();
    while lines.read_line(&mut line)? > 0 {
        // A line that was cut off is written anew.
        match serde_json::from_str::<Line>(&line) {
            Ok(Line::Begun(begun))
                if begun.version == plan.version && begun.model == plan.model =>
            {
                read.begun = Some(begun);
            }
            // What another model wrote says nothing of this one.
            Ok(Line::Begun(_)) => return Ok(Read::default()),
            Ok(Line::Letter(replayed)) => {
                read.done.insert(replayed.conversation.clone(), *replayed);
            }
            Err(_) => break,
        }
        let length = u64::try_from(line.len()).unwrap_or(u64::MAX);
        read.whole = read.whole.saturating_add(length);
        line.clear();
    }
    Ok(read)
}
