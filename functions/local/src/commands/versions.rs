//! `push`, `pull`, `diff`, `history` and `rollback`: versions of the playbook, through the server that
//! runs on the data, or on the store itself.

use super::access::{self, Access};
use super::output::{Output, counted, hint, one_line};
use super::{Answer, Done, Failure, check, replay};
use crate::cli::{DataArgs, DiffArgs, HistoryArgs, PullArgs, PushArgs, RollbackArgs};
use crate::playbook_folder;
use playbook::{FileChange, Files, Reach, Severity};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Lines of the history asked for at a time.
const PAGE: u64 = 100;

#[derive(Deserialize, Serialize)]
struct Pushed {
    version: String,
    short: String,
    changed: bool,
    changes: Vec<Change>,
    #[serde(default)]
    reaches: Vec<String>,
}

#[derive(Deserialize, Serialize)]
struct Change {
    path: String,
    added: u64,
    removed: u64,
}

#[derive(Deserialize)]
struct InForce {
    version: String,
}

#[derive(Deserialize)]
struct Version {
    version: String,
    files: BTreeMap<String, String>,
    /// It was in force once; else it was sent along for a replay.
    pushed: bool,
}

#[derive(Deserialize)]
struct History {
    entries: Vec<Value>,
    next: Option<u64>,
}

#[derive(Deserialize)]
struct Entry {
    number: u64,
    short: String,
    at: String,
    author: String,
    way: String,
    message: String,
    stay: bool,
    changes: Vec<Change>,
}

pub(super) fn folder(given: Option<&PathBuf>) -> Result<PathBuf, Failure> {
    match given {
        Some(dir) => Ok(dir.clone()),
        None => check::usual("--playbook DIR"),
    }
}

pub(crate) fn push(args: &PushArgs) -> Done {
    access::with(&args.data, async |access| push_on(args, access).await)
}

async fn push_on(args: &PushArgs, access: &Access) -> Done {
    let dir = folder(args.playbook.as_ref())?;
    let checked = playbook_folder::check(&dir).map_err(check::failure)?;
    let mut output = Output::new();
    if checked.playbook.is_none() {
        for fault in &checked.faults {
            output.line(&check::told(&dir, fault))?;
        }
        output.line(&check::summary(&dir, &checked))?;
        hint("nothing was pushed; the version in force stays");
        return Ok(Answer::No);
    }
    for fault in &checked.faults {
        if fault.severity == Severity::Warning {
            hint(&check::told(&dir, fault));
        }
    }
    let body = json!({
        "files": texts(&checked.read),
        "message": args.message,
        "stay": args.stay,
        "redraft": args.redraft,
        "base": base(&dir),
    });
    if !args.json {
        let in_force = files_in_force(access).await?;
        let reached = reaches(&in_force, &checked.read);
        examples(
            access,
            &args.data,
            &reached,
            &checked.read,
            false,
            &mut output,
        )
        .await?;
    }
    let pushed: Pushed = access.post("playbook/versions", &body).await?;
    keep_base(&dir, &pushed.version)?;
    if args.json {
        output.json(&pushed)?;
        return Ok(Answer::Yes);
    }
    tell(&mut output, &pushed, "is in force")?;
    if !pushed.changed {
        return Ok(Answer::Yes);
    }
    let begun = match (args.stay, args.redraft) {
        (true, _) => "conversations that have begun stay with the version before",
        (false, true) => "conversations that have begun follow, and what waits is written anew",
        (false, false) => {
            "conversations that have begun follow from their next draft on; what waits is linted anew"
        }
    };
    output.line(begun)?;
    Ok(Answer::Yes)
}

fn tell(output: &mut Output, pushed: &Pushed, how: &str) -> Result<(), Failure> {
    let short = one_line(&pushed.short);
    if !pushed.changed {
        return output.line(&format!("{short} is in force already; nothing changed"));
    }
    output.line(&format!("{short} {how}"))?;
    for Change {
        path,
        added,
        removed,
    } in &pushed.changes
    {
        output.line(&one_line(&format!("  {path}  +{added} -{removed}")))?;
    }
    let reached = match pushed.reaches.as_slice() {
        [] => "it reaches no agent".to_owned(),
        names => format!(
            "it reaches {}: {}",
            counted(names.len(), "agent", "agents"),
            names.join(", ")
        ),
    };
    output.line(&one_line(&reached))
}

pub(crate) fn rollback(args: &RollbackArgs) -> Done {
    access::with(&args.data, async |access| rollback_on(args, access).await)
}

async fn rollback_on(args: &RollbackArgs, access: &Access) -> Done {
    let body = json!({
        "version": args.version,
        "message": args.message,
        "stay": args.stay,
    });
    let pushed: Pushed = access.post("playbook/rollback", &body).await?;
    tell(&mut Output::new(), &pushed, "is in force again")?;
    hint("the folder is as it was: `onloop pull` writes this version into it");
    Ok(Answer::Yes)
}

pub(crate) fn history(args: &HistoryArgs) -> Done {
    access::with(&args.data, async |access| history_on(args, access).await)
}

async fn history_on(args: &HistoryArgs, access: &Access) -> Done {
    let mut output = Output::new();
    let mut left = args.limit;
    let mut before = None::<u64>;
    let mut answer = Answer::No;
    while left > 0 {
        let mut query = vec![("limit", left.min(PAGE).to_string())];
        query.extend(before.map(|before| ("before", before.to_string())));
        let page: History = access.get("playbook/versions", &query).await?;
        for value in page.entries {
            left = left.saturating_sub(1);
            answer = Answer::Yes;
            if args.json {
                output.json(&value)?;
            } else {
                let entry: Entry = serde_json::from_value(value).map_err(|error| {
                    Failure::refused(
                        format!("an entry of the history can't be read: {error}"),
                        "use the same version of onloop for this command and for `up`",
                    )
                })?;
                output.line(&line(&entry))?;
            }
        }
        match page.next {
            Some(next) => before = Some(next),
            None => break,
        }
    }
    if answer == Answer::No {
        hint("nothing was pushed yet");
    }
    Ok(answer)
}

fn line(entry: &Entry) -> String {
    let (added, removed) = entry.changes.iter().fold((0_u64, 0_u64), |(a, r), change| {
        (
            a.saturating_add(change.added),
            r.saturating_add(change.removed),
        )
    });
    let way = match entry.way.as_str() {
        "rollback" => " rollback",
        _ => "",
    };
    let stay = if entry.stay { " stay" } else { "" };
    one_line(&format!(
        "{:>4} {} {} {}{way}{stay}, {} +{added} -{removed}: {}",
        entry.number,
        entry.at,
        entry.short,
        entry.author,
        counted(entry.changes.len(), "file", "files"),
        entry.message,
    ))
}

pub(crate) fn diff(args: &DiffArgs) -> Done {
    access::with(&args.data, async |access| diff_on(args, access).await)
}

async fn diff_on(args: &DiffArgs, access: &Access) -> Done {
    let from = match &args.from {
        Some(name) => files_of(access, name).await?,
        None => files_in_force(access).await?,
    };
    let to = match &args.to {
        Some(name) => files_of(access, name).await?,
        None => {
            let dir = folder(args.playbook.as_ref())?;
            playbook_folder::read(&dir).map_err(check::failure)?
        }
    };
    let changes = playbook::diff(&from, &to);
    let mut output = Output::new();
    for FileChange { unified, .. } in &changes {
        for line in unified.lines() {
            output.line(&one_line(line))?;
        }
    }
    if changes.is_empty() {
        hint("they are the same");
        return Ok(Answer::Yes);
    }
    let reached = reaches(&from, &to);
    for line in reach_lines(&reached) {
        output.line(&line)?;
    }
    if args.from.is_none() {
        examples(
            access,
            &args.data,
            &reached,
            &to,
            args.examples,
            &mut output,
        )
        .await?;
    }
    Ok(Answer::No)
}

/// Whom an edit reaches; nobody can be told of files with faults.
fn reaches(from: &Files, to: &Files) -> Vec<Reach> {
    match (playbook::load(from), playbook::load(to)) {
        (Ok(from), Ok(to)) => playbook::reaches(&from, &to),
        (_, Err(_)) => {
            hint("it has faults, `onloop check` tells them: whom it would reach can't be said");
            Vec::new()
        }
        (Err(_), Ok(_)) => Vec::new(),
    }
}

/// Whom an edit reaches, in words.
pub(super) fn reach_lines(reached: &[Reach]) -> Vec<String> {
    if reached.is_empty() {
        return Vec::new();
    }
    let agents = counted(reached.len(), "agent", "agents");
    let line = |reach: &Reach| one_line(&format!("  {}, by {}", reach.agent, reach.by.join(", ")));
    let mut lines = vec![format!("it reaches {agents}:")];
    lines.extend(reached.iter().map(line));
    lines
}

/// A letter of each agent that an edit reaches, as it would read. No example is a reason to stop: it is told.
async fn examples(
    access: &Access,
    place: &DataArgs,
    reached: &[Reach],
    files: &Files,
    pay: bool,
    output: &mut Output,
) -> Result<(), Failure> {
    let mut unpaid = replay::Unpaid::default();
    for Reach { agent, .. } in reached {
        let body = json!({ "agent": agent, "last": 1, "files": texts(files) });
        match replay::example(access, place, agent, &body, pay, &mut unpaid).await {
            Ok(lines) => {
                for line in lines {
                    output.line(&line)?;
                }
            }
            Err(failure) => hint(&one_line(&format!("{agent}: no letter to show: {failure}"))),
        }
    }
    unpaid.tell();
    Ok(())
}

pub(crate) fn pull(args: &PullArgs) -> Done {
    access::with(&args.data, async |access| pull_on(args, access).await)
}

async fn pull_on(args: &PullArgs, access: &Access) -> Done {
    let dir = folder(args.playbook.as_ref())?;
    let name = match &args.version {
        Some(name) => name.clone(),
        None => in_force(access).await?,
    };
    let wanted = version(access, &name).await?;
    let held = playbook_folder::read(&dir).map_err(check::failure)?;
    let holds = playbook::version(&held);
    let known = holds == wanted.version || held.is_empty();
    let was_pushed = async || matches!(version(access, &holds).await, Ok(found) if found.pushed);
    if !known && !was_pushed().await {
        return Err(Failure::refused(
            format!("{} holds what was never pushed", dir.display()),
            "push it, or move it away: `onloop diff` shows what is different; nothing was touched",
        ));
    }
    let files: Files = wanted
        .files
        .into_iter()
        .map(|(path, text)| (path, text.into_bytes()))
        .collect();
    let changes = playbook::diff(&held, &files);
    for change in &changes {
        // Names come from a stack that may be somebody else's: they must stay below the folder.
        let path = below(&dir, &change.path)?;
        let done = match files.get(&change.path) {
            Some(bytes) => playbook_folder::write_file(&path, bytes),
            None => fs::remove_file(&path),
        };
        done.map_err(|error| {
            Failure::refused(
                format!("can't write {}: {error}", path.display()),
                "make the folder writable and pull again",
            )
        })?;
    }
    keep_base(&dir, &wanted.version)?;
    let mut output = Output::new();
    for change in &changes {
        output.line(&one_line(&format!(
            "  {}  +{} -{}",
            change.path, change.added, change.removed
        )))?;
    }
    output.line(&one_line(&format!(
        "{} holds {}",
        dir.display(),
        playbook::short_version(&wanted.version)
    )))?;
    Ok(Answer::Yes)
}

fn below(dir: &Path, path: &str) -> Result<PathBuf, Failure> {
    let odd = |part: &str| matches!(part, "" | "." | "..") || part.contains(['\\', '\0']);
    if path.split('/').any(odd) {
        return Err(Failure::refused(
            format!(
                "the version names the file {}, which leads elsewhere",
                one_line(path)
            ),
            "look at who pushed it: onloop history",
        ));
    }
    Ok(dir.join(path))
}

/// The files in force.
pub(super) async fn files_in_force(access: &Access) -> Result<Files, Failure> {
    files_of(access, &in_force(access).await?).await
}

async fn in_force(access: &Access) -> Result<String, Failure> {
    let page: InForce = access.get("playbook", &[]).await?;
    Ok(page.version)
}

async fn version(access: &Access, name: &str) -> Result<Version, Failure> {
    if !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
        return Err(Failure::misuse(
            format!("{} names no version", one_line(name)),
            "write it as `onloop history` does",
        ));
    }
    access.get(&format!("playbook/versions/{name}"), &[]).await
}

async fn files_of(access: &Access, name: &str) -> Result<Files, Failure> {
    let files = version(access, name).await?.files;
    Ok(files
        .into_iter()
        .map(|(path, text)| (path, text.into_bytes()))
        .collect())
}

pub(super) fn texts(files: &Files) -> BTreeMap<&str, String> {
    let text = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).into_owned();
    files
        .iter()
        .map(|(path, bytes)| (path.as_str(), text(bytes)))
        .collect()
}

fn base(dir: &Path) -> Option<String> {
    let text = fs::read_to_string(dir.join(playbook_folder::BASE_FILE)).ok()?;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn keep_base(dir: &Path, version: &str) -> Result<(), Failure> {
    let path = dir.join(playbook_folder::BASE_FILE);
    fs::write(&path, format!("{version}\n")).map_err(|error| {
        Failure::refused(
            format!("can't write {}: {error}", path.display()),
            "make the folder writable; the push or pull itself is done",
        )
    })
}
