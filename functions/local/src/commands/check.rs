//! `check`: every fault of a playbook, with file, line, column and fix.

use super::output::{Output, counted, one_line};
use super::{Answer, Done, Failure};
use crate::cli::{CheckArgs, DEFAULT_DATA};
use crate::playbook_folder::{self, Checked, FolderError};
use playbook::{Fault, Severity};
use serde::Serialize;
use std::path::{Path, PathBuf};

#[derive(Serialize)]
struct Report<'a> {
    dir: String,
    files: usize,
    version: &'a str,
    errors: usize,
    warnings: usize,
    faults: &'a [Fault],
}

pub(crate) fn run(args: &CheckArgs) -> Done {
    let dir = match &args.dir {
        Some(dir) => dir.clone(),
        None => usual("onloop check DIR")?,
    };
    let checked = playbook_folder::check(&dir).map_err(failure)?;
    let (errors, warnings) = counts(&checked);
    let mut output = Output::new();
    if args.json {
        output.pretty(&Report {
            dir: dir.display().to_string(),
            files: checked.files,
            version: &checked.version,
            errors,
            warnings,
            faults: &checked.faults,
        })?;
    } else {
        for fault in &checked.faults {
            output.line(&told(&dir, fault))?;
        }
        output.line(&summary(&dir, &checked))?;
    }
    Ok(if errors == 0 { Answer::Yes } else { Answer::No })
}

/// Errors and warnings.
fn counts(checked: &Checked) -> (usize, usize) {
    let count = |severity: Severity| {
        let of = |fault: &&Fault| fault.severity == severity;
        checked.faults.iter().filter(of).count()
    };
    (count(Severity::Error), count(Severity::Warning))
}

/// Where a playbook usually is, for a command that can be told otherwise so.
pub(super) fn usual(otherwise: &str) -> Result<PathBuf, Failure> {
    // The last one is where `up` puts a playbook to start from.
    let own = Path::new(DEFAULT_DATA).join("playbook");
    let found = [PathBuf::from("playbook"), PathBuf::from("."), own]
        .into_iter()
        .find(|dir| dir.join("house.md").is_file());
    found.ok_or_else(|| {
        Failure::misuse(
            format!("there is no house.md in playbook/, in the current folder or in {DEFAULT_DATA}/playbook/"),
            format!("say where the playbook is ({otherwise}), or write one with `onloop init playbook`"),
        )
    })
}

/// Its words hold the fix already.
pub(super) fn failure(error: FolderError) -> Failure {
    let text = error.to_string();
    let (what, fix) = text.split_once("\n  fix: ").unwrap_or((&text, ""));
    Failure::misuse(one_line(what), fix)
}

pub(super) fn told(dir: &Path, fault: &Fault) -> String {
    // With the folder before it, an editor or a terminal finds the file.
    let path = match dir.to_str() {
        Some(".") => PathBuf::from(&fault.file),
        _ => dir.join(&fault.file),
    };
    let path = path.display().to_string();
    let mark = match fault.severity {
        Severity::Error => "",
        Severity::Warning => "warning: ",
    };
    let Fault {
        line,
        column,
        what,
        fix,
        ..
    } = fault;
    let (path, what, fix) = (one_line(&path), one_line(what), one_line(fix));
    format!("{path}:{line}:{column}: {mark}{what}\n  fix: {fix}")
}

/// One line: whether it is fit to use.
pub(super) fn summary(dir: &Path, checked: &Checked) -> String {
    let (errors, warnings) = counts(checked);
    let dir = one_line(&dir.display().to_string());
    let warned = match warnings {
        0 => String::new(),
        _ => format!(", {}", counted(warnings, "warning", "warnings")),
    };
    match &checked.playbook {
        Some(playbook) => {
            let agents = counted(playbook.agents.len(), "agent", "agents");
            let version = playbook::short_version(&checked.version);
            format!("{dir}: fit to use, {agents}, version {version}{warned}")
        }
        None => format!(
            "{dir}: not fit to use, {}{warned}",
            counted(errors, "fault", "faults")
        ),
    }
}
