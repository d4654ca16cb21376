//! `agent`: the next agent from one that works, and one that is given up.

use super::access::{self, Access};
use super::fields::text;
use super::output::{Output, counted, one_line};
use super::{Answer, Done, Failure, check};
use crate::cli::{AgentArgs, AgentNewArgs, AgentRetireArgs, AgentWhat};
use crate::playbook_folder;
use domain::AgentName;
use playbook::Files;
use serde_json::{Value, json};
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;

/// What makes a copy another agent.
const ITS_OWN: [&str; 4] = ["goal:", "segment:", "weekly_target:", "sources:"];

pub(crate) fn run(args: &AgentArgs) -> Done {
    match &args.what {
        AgentWhat::New(args) => new(args),
        AgentWhat::Retire(args) => retire(args),
    }
}

fn retire(args: &AgentRetireArgs) -> Done {
    let named = |name: &str| {
        AgentName::parse(name).map_err(|error| {
            Failure::misuse(error, "give an agent's name, as `onloop status` tells it")
        })
    };
    let name = named(&args.name)?;
    let to = args.to.as_deref().map(named).transpose()?;
    let body = json!({ "to": to.map(|to| to.to_string()) });
    let retired: Value = access::with(&args.data, async |access: &Access| {
        access.post(&format!("agents/{name}/retire"), &body).await
    })?;
    let mut output = Output::new();
    if args.json {
        output.pretty(&retired)?;
        return Ok(Answer::Yes);
    }
    output.line(&one_line(text(&retired, "words")))?;
    let in_flight = retired
        .get("in_flight")
        .and_then(Value::as_u64)
        .unwrap_or(0);
    if in_flight > 0 {
        let letters = counted(in_flight, "letter was", "letters were");
        output.line(&format!("{letters} at the provider already"))?;
    }
    Ok(Answer::Yes)
}

fn new(args: &AgentNewArgs) -> Done {
    let dir = match &args.playbook {
        Some(dir) => dir.clone(),
        None => check::usual("--playbook DIR")?,
    };
    let name = AgentName::parse(&args.name).map_err(|error| {
        Failure::misuse(
            error,
            "give another name: lower-case letters, digits and hyphens",
        )
    })?;
    let files = playbook_folder::read(&dir).map_err(check::failure)?;
    if let Some(path) = file_of(&files, name.as_str()) {
        return Err(Failure::misuse(
            format!("the name {name} is taken by {}/{path}", dir.display()),
            "give another name",
        ));
    }
    let Some(text) = file_of(&files, &args.from).and_then(|path| files.get(path)) else {
        let known: Vec<&str> = files.keys().filter_map(|path| agent_of(path)).collect();
        return Err(Failure::misuse(
            format!(
                "there is no agent {} in {}",
                one_line(&args.from),
                dir.display()
            ),
            format!("give one of: {}", one_line(&known.join(", "))),
        ));
    };
    let path = dir.join("agents").join(format!("{name}.md"));
    write(&path, text).map_err(|error| {
        Failure::refused(
            format!("can't write {}: {error}", path.display()),
            "make the playbook's folder writable (chmod u+w)",
        )
    })?;
    let mut output = Output::new();
    for (index, line) in String::from_utf8_lossy(text).lines().enumerate() {
        if ITS_OWN.iter().any(|key| line.starts_with(key)) {
            let at = index.saturating_add(1);
            let line = one_line(line);
            output.line(&format!("{}:{at}: make it its own: {line}", path.display()))?;
        }
    }
    let checked = playbook_folder::check(&dir).map_err(check::failure)?;
    for fault in &checked.faults {
        output.line(&check::told(&dir, fault))?;
    }
    output.line(&check::summary(&dir, &checked))?;
    Ok(if checked.playbook.is_some() {
        Answer::Yes
    } else {
        Answer::No
    })
}

/// The agent's name, of a path that is an agent's.
fn agent_of(path: &str) -> Option<&str> {
    path.strip_prefix("agents/")?
        .rsplit('/')
        .next()?
        .strip_suffix(".md")
}

fn file_of<'f>(files: &'f Files, name: &str) -> Option<&'f str> {
    let of_name = |path: &&String| agent_of(path).is_some_and(|found| found == name);
    files.keys().find(of_name).map(String::as_str)
}

/// Never over a file that is there.
fn write(path: &Path, text: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text)?;
    file.sync_all()
}
