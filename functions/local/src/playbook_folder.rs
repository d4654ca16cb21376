//! The playbook's folder, read into memory. `check` and `up` read it by the same rules.
//!
//! Every file that ends in `.md` is read, in all folders below. Bounded: so many files, bytes,
//! folders and entries and no more. Links aren't followed, since one can lead out of the folder or
//! round in a circle; what begins with a dot (`.git`) is passed over.

use playbook::{Fault, Files, LARGEST_FILE_BYTES, MOST_FILES, Playbook, Severity};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// In the playbook's folder: the version that was pushed or pulled last, so that what another operator
/// pushed since isn't run over. Begins with a dot, so that nobody reads it as a part of the playbook.
pub(crate) const BASE_FILE: &str = ".onloop-version";
/// Entries of all folders that are looked at.
const MOST_ENTRIES: usize = 100_000;
/// Folders inside folders.
const DEEPEST: usize = 16;

/// Why a folder could not be read. Says what, where and what to do.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// There is no such folder.
    #[error("there is no folder {}\n  fix: give the folder that holds house.md", .0.display())]
    Missing(PathBuf),
    /// It is a file.
    #[error("{} is no folder\n  fix: give the folder that holds house.md, not a file in it", .0.display())]
    NotAFolder(PathBuf),
    /// Something in it can't be read.
    #[error("can't read {}: {reason}\n  fix: make it readable (chmod u+r; folders u+rx), or move it out of the playbook", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// It is no playbook's folder: there is far too much in it.
    #[error("{} holds more than {most} {what}\n  fix: give the playbook's own folder, and take out what isn't part of it", path.display())]
    TooMuch {
        /// The folder.
        path: PathBuf,
        /// The limit.
        most: usize,
        /// Of what.
        what: &'static str,
    },
}

/// A playbook's folder, read and checked.
#[derive(Debug)]
pub struct Checked {
    /// How many files are read.
    pub files: usize,
    /// The files.
    pub read: Files,
    /// Hash of the files.
    pub version: String,
    /// Every fault, in the order of files, lines and columns.
    pub faults: Vec<Fault>,
    /// The playbook, if it is fit to use.
    pub playbook: Option<Playbook>,
}

/// Reads the files of a playbook's folder.
///
/// # Errors
/// When the folder isn't there, can't be read, or holds far more than a playbook does. What is
/// wrong inside the files is told by [`playbook::check`].
pub fn read(dir: &Path) -> Result<Files, FolderError> {
    walk(dir).map(|walked| walked.files)
}

/// Writes files into a folder that isn't there yet, whole or not at all.
///
/// # Errors
/// Also a path that leads out of the folder.
pub fn write(dir: &Path, files: &Files) -> io::Result<()> {
    let unfinished = dir.with_extension("unfinished");
    match fs::remove_dir_all(&unfinished) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    for (path, bytes) in files {
        let odd = |part: &str| matches!(part, "" | "." | "..") || part.contains(['\\', '\0']);
        if path.split('/').any(odd) {
            return Err(io::Error::other(format!("{path} leads elsewhere")));
        }
        let path = unfinished.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, bytes)?;
    }
    fs::rename(&unfinished, dir)
}

/// Reads and checks a playbook's folder: the files, the links in it, and the lists that its agents name.
///
/// # Errors
/// As [`read`].
pub fn check(dir: &Path) -> Result<Checked, FolderError> {
    let Walked { files, links } = walk(dir)?;
    let (playbook, mut faults) = playbook::read(&files);
    faults.extend(links.into_iter().map(link_fault));
    if let Some(playbook) = &playbook {
        faults.extend(missing_lists(dir, playbook, &files));
    }
    faults.sort();
    Ok(Checked {
        files: files.len(),
        version: playbook::version(&files),
        read: files,
        faults,
        playbook,
    })
}

/// Warnings for lists of leads that agents name and the folder doesn't hold.
#[must_use]
pub fn missing_lists(dir: &Path, playbook: &Playbook, files: &Files) -> Vec<Fault> {
    let mut faults = vec![];
    for agent in playbook.agents.values() {
        for source in &agent.sources {
            let Err(reason) = is_list(dir, &source.file) else {
                continue;
            };
            let (file, line, column) = place(files, &agent.name, &source.file);
            faults.push(Fault {
                file,
                line,
                column,
                what: format!("the list {} {reason}", source.file),
                fix: "put the file there, or correct the path; until then the agent finds no leads"
                    .to_owned(),
                severity: Severity::Warning,
            });
        }
    }
    faults
}

/// Whether a list is a plain file below the folder; else what is wrong with it.
fn is_list(dir: &Path, path: &str) -> Result<(), String> {
    let root = fs::canonicalize(dir).map_err(|error| format!("can't be looked for: {error}"))?;
    match fs::canonicalize(root.join(path)) {
        Ok(file) if !file.starts_with(&root) => {
            Err("is a link that leads out of the playbook's folder".to_owned())
        }
        Ok(file) if !file.is_file() => Err("is no plain file".to_owned()),
        Ok(file) => File::open(&file)
            .map(|_| ())
            .map_err(|error| format!("can't be read: {error}")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err("isn't in the playbook's folder".to_owned())
        }
        Err(error) => Err(format!("can't be read: {error}")),
    }
}

/// Where an agent names a list: its file, line and column, as near as the words tell.
fn place(files: &Files, agent: &str, list: &str) -> (String, usize, usize) {
    let ending = format!("/{agent}.md");
    let of_agent = |path: &&String| path.starts_with("agents/") && path.ends_with(&ending);
    let Some(path) = files.keys().find(of_agent) else {
        return (format!("agents{ending}"), 1, 1);
    };
    let text = files
        .get(path)
        .map(|bytes| String::from_utf8_lossy(bytes))
        .unwrap_or_default();
    let named = text.lines().enumerate().find_map(|(index, line)| {
        let key = line.find("file")?;
        let at = line.get(key..)?.find(list)?.saturating_add(key);
        let column = line.get(..at)?.chars().count();
        Some((index.saturating_add(1), column.saturating_add(1)))
    });
    let (line, column) = named.unwrap_or((1, 1));
    (path.clone(), line, column)
}

fn link_fault(path: String) -> Fault {
    Fault {
        file: path,
        line: 1,
        column: 1,
        what: "this is a link, and links aren't followed".to_owned(),
        fix: "put the file itself there".to_owned(),
        severity: Severity::Warning,
    }
}

#[derive(Default)]
struct Walked {
    files: Files,
    links: Vec<String>,
}

fn walk(dir: &Path) -> Result<Walked, FolderError> {
    match fs::metadata(dir) {
        Ok(about) if about.is_dir() => {}
        Ok(_) => return Err(FolderError::NotAFolder(dir.to_path_buf())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(FolderError::Missing(dir.to_path_buf()));
        }
        Err(error) => return Err(unreadable(dir, &error)),
    }
    let too_much = |most, what| FolderError::TooMuch {
        path: dir.to_path_buf(),
        most,
        what,
    };
    let mut walked = Walked::default();
    let mut entries = 0_usize;
    // Folders still to read: the path, its name below the playbook's folder, its depth.
    let mut waiting = vec![(dir.to_path_buf(), String::new(), 0_usize)];
    while let Some((folder, prefix, depth)) = waiting.pop() {
        for entry in fs::read_dir(&folder).map_err(|error| unreadable(&folder, &error))? {
            let entry = entry.map_err(|error| unreadable(&folder, &error))?;
            entries = entries.saturating_add(1);
            if entries > MOST_ENTRIES {
                return Err(too_much(MOST_ENTRIES, "files and folders"));
            }
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') {
                continue;
            }
            let below = format!("{prefix}{name}");
            let kind = entry
                .file_type()
                .map_err(|error| unreadable(&path, &error))?;
            if kind.is_symlink() {
                // A linked folder may hold files of the playbook as well as a linked file may be one.
                if name.ends_with(".md") || path.is_dir() {
                    walked.links.push(below);
                }
            } else if kind.is_dir() {
                if depth >= DEEPEST {
                    return Err(too_much(DEEPEST, "folders inside each other"));
                }
                waiting.push((path, format!("{below}/"), depth.saturating_add(1)));
            } else if kind.is_file() && name.ends_with(".md") {
                if walked.files.len() >= MOST_FILES {
                    return Err(too_much(MOST_FILES, "files that end in .md"));
                }
                let bytes = bytes_of(&path).map_err(|error| unreadable(&path, &error))?;
                walked.files.insert(below, bytes);
            }
        }
    }
    Ok(walked)
}

/// Writes a file whole or not at all.
///
/// # Errors
/// What the system says.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let unfinished = path.with_extension("md.unfinished");
    let mut file = File::create(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&unfinished, path)
}

/// Edits the files of a folder: those that the edit changes are written, each whole or not at all, and those
/// that it leaves out are removed. `becomes` is the
/// version that is about to be in force; a folder that holds it then has it as its base. Names the files.
///
/// # Errors
/// In words, when the edit can't be made, or a file can't be written or was saved by somebody meanwhile.
pub(crate) fn amend(
    dir: &Path,
    edit: &(dyn Fn(&Files) -> Result<Files, String> + Send + Sync),
    becomes: &str,
) -> Result<Vec<String>, String> {
    let held = read(dir).map_err(|error| error.to_string())?;
    let edited = edit(&held)?;
    let changed: Vec<(&String, &Vec<u8>)> = edited
        .iter()
        .filter(|(path, bytes)| held.get(*path) != Some(*bytes))
        .collect();
    for (path, bytes) in &changed {
        let file = dir.join(path);
        let now = fs::read(&file).ok();
        if now.as_ref() != held.get(*path) {
            return Err(format!("{path} was saved by somebody just now"));
        }
        write_file(&file, bytes)
            .map_err(|error| format!("can't write {}: {error}", file.display()))?;
    }
    let gone: Vec<&String> = held
        .keys()
        .filter(|path| !edited.contains_key(*path))
        .collect();
    for path in &gone {
        let file = dir.join(path);
        fs::remove_file(&file)
            .map_err(|error| format!("can't remove {}: {error}", file.display()))?;
    }
    if playbook::version(&edited) == becomes {
        let base = dir.join(BASE_FILE);
        fs::write(&base, format!("{becomes}\n"))
            .map_err(|error| format!("can't write {}: {error}", base.display()))?;
    }
    let changed = changed.into_iter().map(|(path, _)| path);
    Ok(changed.chain(gone).cloned().collect())
}

/// One byte more than is allowed tells that a file is too large; the rest needn't be read.
fn bytes_of(path: &Path) -> io::Result<Vec<u8>> {
    let most = u64::try_from(LARGEST_FILE_BYTES).unwrap_or(u64::MAX);
    let mut bytes = vec![];
    File::open(path)?
        .take(most.saturating_add(1))
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unreadable(path: &Path, error: &io::Error) -> FolderError {
    FolderError::Unreadable {
        path: path.to_path_buf(),
        reason: error.to_string(),
    }
}
