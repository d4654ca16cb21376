//! `lift`: what one agent was told becomes a pattern, in one step.

use super::access;
use super::output::{Output, counted, hint, one_line};
use super::{Answer, Done, Failure, check, versions};
use crate::cli::LiftArgs;
use crate::playbook_folder;
use playbook::{FileChange, Files, Lifted, Reach};
use serde_json::json;

pub(crate) fn run(args: &LiftArgs) -> Done {
    let dir = versions::folder(args.playbook.as_ref())?;
    let held = playbook_folder::read(&dir).map_err(check::failure)?;
    let in_force = match &args.text {
        Some(_) => Files::new(),
        None => access::with(&args.data, async |access| {
            versions::files_in_force(access).await
        })?,
    };
    let what = match &args.text {
        Some(text) => Lifted::Text(text),
        None => Lifted::Edit(&in_force),
    };
    let refused = |why: String| {
        Failure::refused(
            one_line(&why),
            "nothing was changed; `onloop help lift` says what can be lifted",
        )
    };
    let lift = |held: &Files| playbook::lift(held, &args.agent, &args.pattern, what);
    let after = lift(&held).map_err(refused)?;
    let changes = playbook::diff(&held, &after);
    let reaches = reached(&held, &after);
    playbook_folder::amend(&dir, &lift_as_read(&held, &after), "").map_err(refused)?;
    let mut output = Output::new();
    if args.json {
        output.pretty(&json!({ "files": changes, "reaches": reaches }))?;
        return Ok(Answer::Yes);
    }
    for FileChange { unified, .. } in &changes {
        for line in unified.lines() {
            output.line(&one_line(line))?;
        }
    }
    for line in versions::reach_lines(&reaches) {
        output.line(&line)?;
    }
    let checked = playbook_folder::check(&dir).map_err(check::failure)?;
    for fault in &checked.faults {
        hint(&check::told(&dir, fault));
    }
    hint(&format!(
        "{} written, nothing is pushed: `onloop diff` shows a letter of each agent that it reaches; \
         others get it by `{}` in their `patterns`",
        counted(changes.len(), "file is", "files are"),
        args.pattern
    ));
    Ok(Answer::Yes)
}

/// What was shown is what is written: a file that somebody saved meanwhile stops it.
fn lift_as_read<'a>(
    held: &'a Files,
    after: &'a Files,
) -> impl Fn(&Files) -> Result<Files, String> + Send + Sync + 'a {
    move |now| match now == held {
        true => Ok(after.clone()),
        false => Err("the folder was changed just now: run it again".to_owned()),
    }
}

fn reached(before: &Files, after: &Files) -> Vec<Reach> {
    match (playbook::load(before), playbook::load(after)) {
        (Ok(before), Ok(after)) => playbook::reaches(&before, &after),
        _ => Vec::new(),
    }
}
