//! `check`: every fault of a playbook, with file, line, column and fix.

use super::output::{Output, counted, hint, one_line};
use super::sender_records::{self, Domain};
use super::{Answer, Done, Failure};
use crate::cli::{CheckArgs, DEFAULT_DATA};
use crate::environment::variable;
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
    /// Agents whose letters go once more as HTML.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    html_alternative: Vec<&'a str>,
    /// Where they were looked up.
    #[serde(skip_serializing_if = "Option::is_none")]
    domains: Option<&'a [Domain]>,
}

pub(crate) fn run(args: &CheckArgs) -> Done {
    let dir = match &args.dir {
        Some(dir) => dir.clone(),
        None => usual("onloop check DIR")?,
    };
    let checked = playbook_folder::check(&dir).map_err(failure)?;
    let (errors, warnings) = counts(&checked);
    let domains = match &checked.playbook {
        Some(playbook) if args.dns => Some(sender_records::look_up(args, playbook)?),
        Some(_) | None => None,
    };
    let mut output = Output::new();
    if args.json {
        output.pretty(&Report {
            dir: dir.display().to_string(),
            files: checked.files,
            version: &checked.version,
            errors,
            warnings,
            faults: &checked.faults,
            html_alternative: with_html(&checked),
            domains: domains.as_deref(),
        })?;
    } else {
        for fault in &checked.faults {
            output.line(&told(&dir, fault))?;
        }
        output.line(&summary(&dir, &checked))?;
        let with_html = with_html(&checked);
        if !with_html.is_empty() {
            let names = with_html.join(", ");
            output.line(&format!(
                "letters go as text and once more as plain HTML (html_alternative): {names}"
            ))?;
        }
        sender_records::print(&mut output, domains.as_deref().unwrap_or_default())?;
    }
    if by_mailto_alone() {
        hint(
            "letters carry a mailto opt-out alone: many receivers want one by a click (RFC 8058)\n  fix: set ONLOOP_PUBLIC_URL, or start with --public https://…",
        );
    }
    let fit = errors == 0 && domains.iter().flatten().all(Domain::is_fit);
    Ok(if fit { Answer::Yes } else { Answer::No })
}

/// Real letters leave, and no address is known under which a click reaches us.
fn by_mailto_alone() -> bool {
    variable("ONLOOP_SMTP_URL").is_some() && variable("ONLOOP_PUBLIC_URL").is_none()
}

/// The agents that ask for HTML beside the text.
fn with_html(checked: &Checked) -> Vec<&str> {
    let agents = checked
        .playbook
        .iter()
        .flat_map(|playbook| &playbook.agents);
    agents
        .filter(|(_, agent)| agent.html_alternative)
        .map(|(name, _)| name.as_str())
        .collect()
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
