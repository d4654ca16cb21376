//! `replay`: what an edited playbook would have written to an agent's last leads. Each letter is kept in
//! the data folder as soon as it is written, so that a replay that was interrupted goes on where it was.

use super::access::{self, Access};
use super::output::{Output, counted, hint, one_line};
use super::{Answer, Done, Failure, check, remote, versions};
use crate::cli::ReplayArgs;
use crate::playbook_folder;
use indicatif::{ProgressBar, ProgressStyle};
use serde::{Deserialize, Serialize};
use serde_json::json;
use similar::{ChangeTag, TextDiff};
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
struct Plan {
    version: String,
    short: String,
    conversations: Vec<String>,
    model: String,
}

#[derive(Deserialize, Serialize)]
struct Letter {
    subject: String,
    body: String,
    findings: Vec<Finding>,
}

#[derive(Deserialize, Serialize)]
struct Finding {
    rule: String,
    evidence: String,
    message: String,
}

#[derive(Deserialize, Serialize)]
struct Replayed {
    conversation: String,
    name: String,
    company: String,
    old: Letter,
    old_version: String,
    new: Option<Letter>,
    failure: Option<String>,
    changed: bool,
    past: String,
    reason: Option<String>,
}

pub(crate) fn run(args: &ReplayArgs) -> Done {
    let dir = versions::folder(args.playbook.as_ref())?;
    let checked = playbook_folder::check(&dir).map_err(check::failure)?;
    let mut output = Output::new();
    if checked.playbook.is_none() {
        for fault in &checked.faults {
            output.line(&check::told(&dir, fault))?;
        }
        output.line(&check::summary(&dir, &checked))?;
        return Ok(Answer::No);
    }
    let body = json!({
        "agent": args.agent,
        "last": args.last,
        "files": versions::texts(&checked.read),
    });
    access::with(&args.data, async |access| {
        replay(args, access, &body, &mut output).await
    })
}

async fn replay(
    args: &ReplayArgs,
    access: &Access,
    body: &serde_json::Value,
    output: &mut Output,
) -> Done {
    let plan: Plan = access.post("replay/plan", body).await?;
    if plan.conversations.is_empty() {
        hint("no lead of this agent was written to yet");
        return Ok(Answer::No);
    }
    let mut kept = Kept::open(&remote::folder(&args.data)?, &args.agent, &plan)?;
    let left: Vec<&String> = plan
        .conversations
        .iter()
        .filter(|id| !kept.done.contains_key(*id))
        .collect();
    let all = plan.conversations.len();
    let before = all.saturating_sub(left.len());
    hint(&format!(
        "{} with {}: {} of {}{}; nothing is sent",
        args.agent,
        plan.short,
        counted(left.len(), "letter", "letters"),
        one_line(&plan.model),
        if before > 0 {
            format!(", {before} are there from before")
        } else {
            String::new()
        }
    ));
    let bar = ProgressBar::new(u64::try_from(left.len()).unwrap_or(u64::MAX));
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len} letters, {eta} left") {
        bar.set_style(style);
    }
    for id in left {
        let asked = json!({ "version": plan.version, "conversation": id });
        let replayed: Replayed = access.post("replay/letter", &asked).await?;
        kept.keep(replayed)?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    let letters = plan.conversations.iter().filter_map(|id| kept.done.get(id));
    let mut tally = Tally::default();
    for letter in letters {
        tally.take(letter);
        if args.json {
            output.json(letter)?;
        } else if letter.changed || letter.failure.is_some() {
            for line in shown(letter) {
                output.line(&line)?;
            }
        }
    }
    if !args.json {
        for line in tally.told(&plan.short) {
            output.line(&line)?;
        }
    }
    Ok(Answer::Yes)
}

/// What was written so far, one JSON object a line. Named by agent and version: another edit is another
/// replay.
struct Kept {
    path: PathBuf,
    file: File,
    done: BTreeMap<String, Replayed>,
}

impl Kept {
    fn open(data: &Path, agent: &str, plan: &Plan) -> Result<Self, Failure> {
        let folder = data.join("replays");
        // The server has accepted the name as an agent's: it leads nowhere else.
        let path = folder.join(format!("{agent}-{}.jsonl", plan.short));
        let unwritable = |error: std::io::Error| {
            Failure::refused(
                format!("can't use {}: {error}", path.display()),
                "make the data folder writable and see that its disk has space",
            )
        };
        fs::create_dir_all(&folder).map_err(unwritable)?;
        let mut done = BTreeMap::new();
        let mut whole = 0_u64;
        if let Ok(file) = File::open(&path) {
            let mut lines = BufReader::new(file);
            let mut line = String::new();
            while lines.read_line(&mut line).map_err(unwritable)? > 0 {
                // A line that was cut off is written anew.
                let Ok(replayed) = serde_json::from_str::<Replayed>(&line) else {
                    break;
                };
                whole = whole.saturating_add(u64::try_from(line.len()).unwrap_or(u64::MAX));
                done.insert(replayed.conversation.clone(), replayed);
                line.clear();
            }
        }
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&path)
            .map_err(unwritable)?;
        file.set_len(whole).map_err(unwritable)?;
        Ok(Self { path, file, done })
    }

    fn keep(&mut self, replayed: Replayed) -> Result<(), Failure> {
        let unwritable = |error: String| {
            Failure::refused(
                format!("can't write {}: {error}", self.path.display()),
                "see that the disk has space, and run it again: it goes on where it was",
            )
        };
        let mut line =
            serde_json::to_vec(&replayed).map_err(|error| unwritable(error.to_string()))?;
        line.push(b'\n');
        let written = self.file.write_all(&line).and_then(|()| self.file.flush());
        written.map_err(|error| unwritable(error.to_string()))?;
        self.done.insert(replayed.conversation.clone(), replayed);
        Ok(())
    }
}

/// A letter that reads otherwise, word by word.
fn shown(letter: &Replayed) -> Vec<String> {
    let past = match &letter.reason {
        Some(reason) => format!("killed, {reason}"),
        None => letter.past.clone(),
    };
    let mut lines = vec![
        String::new(),
        one_line(&format!(
            "{}, {} ({}), written by {}: {past}",
            letter.name, letter.company, letter.conversation, letter.old_version
        )),
    ];
    let Some(new) = &letter.new else {
        let why = letter.failure.as_deref().unwrap_or_default();
        lines.push(one_line(&format!("  no letter: {why}")));
        return lines;
    };
    let text = |letter: &Letter| format!("{}\n\n{}", letter.subject, letter.body);
    for line in words(&text(&letter.old), &text(new)).lines() {
        lines.push(one_line(&format!("  {line}")));
    }
    for (name, findings) in [("old", &letter.old.findings), ("new", &new.findings)] {
        for finding in findings {
            lines.push(one_line(&format!(
                "  lint, {name}: {} \"{}\"",
                finding.rule, finding.evidence
            )));
        }
    }
    lines
}

/// As `git diff --word-diff` writes it.
fn words(old: &str, new: &str) -> String {
    let diff = TextDiff::from_words(old, new);
    let mut out = String::new();
    for (tag, text) in runs(&diff) {
        match tag {
            ChangeTag::Equal => out.push_str(&text),
            ChangeTag::Delete => out.push_str(&format!("[-{text}-]")),
            ChangeTag::Insert => out.push_str(&format!("{{+{text}+}}")),
        }
    }
    out
}

/// Neighbours of one kind together.
fn runs<'t>(diff: &TextDiff<'t, 't, 't, str>) -> Vec<(ChangeTag, String)> {
    let mut runs: Vec<(ChangeTag, String)> = vec![];
    for change in diff.iter_all_changes() {
        match runs.last_mut() {
            Some((tag, text)) if *tag == change.tag() => text.push_str(change.value()),
            _ => runs.push((change.tag(), change.value().to_owned())),
        }
    }
    runs
}

#[derive(Default)]
struct Tally {
    all: usize,
    changed: usize,
    failed: usize,
    kills: usize,
    kills_changed: usize,
    kills_held: usize,
    approvals: usize,
    approvals_changed: usize,
    old_findings: usize,
    new_findings: usize,
}

impl Tally {
    fn take(&mut self, letter: &Replayed) {
        let count = |number: &mut usize, is: bool| {
            *number = number.saturating_add(usize::from(is));
        };
        let held = letter
            .new
            .as_ref()
            .is_some_and(|new| !new.findings.is_empty());
        let (killed, approved) = (letter.past == "killed", letter.past == "approved");
        count(&mut self.all, true);
        count(&mut self.changed, letter.changed);
        count(&mut self.failed, letter.failure.is_some());
        count(&mut self.kills, killed);
        count(&mut self.kills_changed, killed && letter.changed);
        count(&mut self.kills_held, killed && !letter.changed && held);
        count(&mut self.approvals, approved);
        count(&mut self.approvals_changed, approved && letter.changed);
        count(&mut self.old_findings, !letter.old.findings.is_empty());
        count(&mut self.new_findings, held);
    }

    fn told(&self, short: &str) -> Vec<String> {
        vec![
            String::new(),
            format!(
                "{}: {} of {} read otherwise with {short}{}",
                counted(self.all, "letter", "letters"),
                self.changed,
                self.all,
                match self.failed {
                    0 => String::new(),
                    failed => format!(", {failed} could not be written"),
                }
            ),
            format!(
                "past kills: {} of {} would read otherwise, {} more would be held by the linter",
                self.kills_changed, self.kills, self.kills_held
            ),
            format!(
                "past approvals: {} of {} would read otherwise and need a new look",
                self.approvals_changed, self.approvals
            ),
            format!(
                "lint: {} with findings then, {} now",
                counted(self.old_findings, "letter", "letters"),
                self.new_findings
            ),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn changed_words_stand_together_and_the_rest_stays_as_it_is() {
        assert_eq!(
            words(
                "Would 20 minutes suit you?\n\nMara",
                "Would ten minutes suit you?\n\nMara"
            ),
            "Would [-20-]{+ten+} minutes suit you?\n\nMara"
        );
        assert_eq!(words("same", "same"), "same");
    }
}
