//! A playbook that a client sends along: its files, read and fit to use.

use crate::problem::Problem;
use axum::http::StatusCode;
use playbook::{Fault, Files, Playbook};
use std::collections::BTreeMap;

/// Files of a request, of which only Markdown counts.
pub(super) struct Given {
    pub(super) files: Files,
    pub(super) playbook: Playbook,
    /// What it should rather do otherwise.
    pub(super) faults: Vec<Fault>,
}

/// Reads them; one that can't be used is refused with its faults, after `consequence` where there is one.
pub(super) fn read(given: BTreeMap<String, String>, consequence: &str) -> Result<Given, Problem> {
    let files: Files = given
        .into_iter()
        .filter(|(path, _)| path.ends_with(".md"))
        .map(|(path, text)| (path, text.into_bytes()))
        .collect();
    let (read, faults) = playbook::read(&files);
    match read {
        Some(playbook) => Ok(Given {
            files,
            playbook,
            faults,
        }),
        None => {
            let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
            Err(Problem::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "faulty-playbook",
                "The playbook has faults",
                format!("{consequence}{}", faults.join("\n")),
            ))
        }
    }
}
