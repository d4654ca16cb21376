//! Lifting: what one agent's brief says becomes a pattern that all of them can include.
//!
//! Invariant: what comes out is fit to use, the agent is told the same words by the pattern, or nothing comes
//! out.

use crate::edit::{agent_path, body_start, ending, text_of, with_item};
use crate::{Files, read};
use similar::{ChangeTag, TextDiff};

/// What is lifted.
#[derive(Debug, Clone, Copy)]
pub enum Lifted<'a> {
    /// The paragraphs and points of the brief that these files, the version in force, don't hold.
    Edit(&'a Files),
    /// These words, which stand in the brief once.
    Text(&'a str),
}

/// The files in which a part of an agent's brief stands in a pattern, at its end, which the agent includes. A
/// pattern that isn't there is made.
///
/// # Errors
/// In words: there is nothing to lift, or the files can't be edited so.
pub fn lift(files: &Files, agent: &str, pattern: &str, what: Lifted<'_>) -> Result<Files, String> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    if pattern.is_empty() || !pattern.chars().all(fits) {
        return Err(format!(
            "{pattern:?} can't name a pattern: write lower-case letters, digits and hyphens"
        ));
    }
    if let (None, faults) = read(files) {
        let first = faults.first().map(ToString::to_string);
        return Err(format!(
            "the files have faults, mend these first: {}",
            first.unwrap_or_default()
        ));
    }
    let path = agent_path(files, agent).ok_or_else(|| format!("there is no agent {agent}"))?;
    let text = text_of(files, &path)?;
    let Parts {
        matter,
        brief,
        steps,
    } = parts(text);
    let (left, lifted) = match what {
        Lifted::Text(words) => cut_out(brief, words, &path)?,
        Lifted::Edit(in_force) => edited(brief, in_force, agent, &path)?,
    };
    let end = ending(text);
    let mut out = files.clone();
    let left = left.trim_end();
    let gap = if left.is_empty() { "" } else { end };
    let below = if steps.is_empty() { "" } else { end };
    let matter = match includes(files, agent, pattern) {
        true => matter.to_owned(),
        false => with_item(matter, "patterns", pattern, false)
            .ok_or_else(|| format!("{path} is written in a way that can't be edited safely: add {pattern} to its `patterns` by hand"))?,
    };
    out.insert(
        path.clone(),
        format!("{matter}{left}{gap}{below}{steps}").into_bytes(),
    );
    let target = pattern_path(files, pattern);
    let known = target
        .as_deref()
        .map(|path| text_of(files, path))
        .transpose()?;
    let becomes = match known {
        // It may have been lifted out of another agent already.
        Some(known) if squeezed(known).contains(&squeezed(&lifted)) => known.to_owned(),
        Some(known) => with_below(known, &lifted),
        None => format!(
            "---{end}description: What was lifted out of {path}{end}---{end}{end}{}{end}",
            lifted.trim()
        ),
    };
    let target = target.unwrap_or_else(|| format!("patterns/{pattern}.md"));
    out.insert(target.clone(), becomes.into_bytes());
    let (playbook, faults) = read(&out);
    let Some(playbook) = playbook else {
        let first = faults.first().map(ToString::to_string);
        return Err(format!(
            "it would have faults: {}",
            first.unwrap_or_default()
        ));
    };
    let says = playbook
        .patterns
        .get(pattern)
        .is_some_and(|pattern| squeezed(&pattern.body).contains(&squeezed(&lifted)));
    if !says || !includes(&out, agent, pattern) {
        return Err(format!(
            "{path} and {target} are written in a way that can't be edited safely: move the words by hand"
        ));
    }
    Ok(out)
}

/// The agent is told what the pattern says, by its own list or by a pattern of it.
fn includes(files: &Files, agent: &str, pattern: &str) -> bool {
    let playbook = read(files).0;
    let agent = playbook
        .as_ref()
        .and_then(|playbook| playbook.agents.get(agent));
    agent.is_some_and(|agent| agent.patterns.iter().any(|name| name == pattern))
}

fn pattern_path(files: &Files, pattern: &str) -> Option<String> {
    let ending = format!("/{pattern}.md");
    let mut paths = files.keys();
    paths
        .find(|path| path.starts_with("patterns/") && path.ends_with(&ending))
        .cloned()
}

/// An agent's file.
struct Parts<'t> {
    /// With both fences.
    matter: &'t str,
    brief: &'t str,
    /// From the first step on.
    steps: &'t str,
}

fn parts(text: &str) -> Parts<'_> {
    let (matter, body) = text
        .split_at_checked(body_start(text))
        .unwrap_or(("", text));
    let mut at = 0_usize;
    for line in body.split_inclusive('\n') {
        if line.trim_start().to_lowercase().starts_with("## step") {
            break;
        }
        at = at.saturating_add(line.len());
    }
    let (brief, steps) = body.split_at_checked(at).unwrap_or((body, ""));
    Parts {
        matter,
        brief,
        steps,
    }
}

/// The brief without these words, and the words.
fn cut_out(brief: &str, words: &str, path: &str) -> Result<(String, String), String> {
    let words = words.trim();
    if words.is_empty() {
        return Err("name the words that are to be lifted".to_owned());
    }
    let mut found = brief.match_indices(words);
    let (Some((at, _)), None) = (found.next(), found.next()) else {
        return Err(match brief.matches(words).count() {
            0 => format!(
                "the words don't stand in the brief of {path}: name them as they are written there, line breaks too"
            ),
            many => {
                format!("the words stand in the brief of {path} {many} times: name more of them")
            }
        });
    };
    let before = brief.get(..at).unwrap_or_default();
    let after = brief
        .get(at.saturating_add(words.len())..)
        .unwrap_or_default();
    // A paragraph that went leaves one gap, not two.
    let alone = before.trim_end_matches([' ', '\t']).ends_with('\n') || before.is_empty();
    let left = match (alone, after.trim_start_matches([' ', '\t'])) {
        (true, rest) if rest.starts_with(['\r', '\n']) || rest.is_empty() => {
            format!("{before}{}", rest.trim_start())
        }
        (_, rest) => format!("{before}{rest}"),
    };
    Ok((left, words.to_owned()))
}

/// The brief without what it says beyond the version in force, and what that is.
fn edited(
    brief: &str,
    in_force: &Files,
    agent: &str,
    path: &str,
) -> Result<(String, String), String> {
    let old = agent_path(in_force, agent)
        .ok_or_else(|| {
            format!("{agent} isn't in force yet, so all of its brief is new: name the words")
        })
        .and_then(|path| text_of(in_force, &path))?;
    let (old, new) = (blocks(parts(old).brief), blocks(brief));
    let bare =
        |blocks: &[&str]| -> Vec<String> { blocks.iter().map(|block| squeezed(block)).collect() };
    let (old, bare_new) = (bare(&old), bare(&new));
    let (old, bare_new): (Vec<&str>, Vec<&str>) = (
        old.iter().map(String::as_str).collect(),
        bare_new.iter().map(String::as_str).collect(),
    );
    let (mut left, mut lifted) = (String::new(), String::new());
    for change in TextDiff::from_slices(&old, &bare_new).iter_all_changes() {
        let block = change.new_index().and_then(|index| new.get(index));
        match (change.tag(), block) {
            (ChangeTag::Insert, Some(block)) => lifted.push_str(block),
            (ChangeTag::Equal, Some(block)) => left.push_str(block),
            (ChangeTag::Delete, _) | (_, None) => {}
        }
    }
    if lifted.trim().is_empty() {
        return Err(format!(
            "the brief of {path} says nothing beyond the version in force: edit it first, or name the words"
        ));
    }
    Ok((left, lifted.trim().to_owned()))
}

/// Paragraphs and points, each with what is empty below it. A sentence is in one of them.
fn blocks(text: &str) -> Vec<&str> {
    let mut blocks = Vec::new();
    let (mut from, mut at, mut after_gap) = (0_usize, 0_usize, true);
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let begins = !bare.is_empty() && (after_gap || is_point(bare));
        if begins && at > from && !text.get(from..at).unwrap_or_default().trim().is_empty() {
            blocks.extend(text.get(from..at));
            from = at;
        }
        after_gap = bare.is_empty();
        at = at.saturating_add(line.len());
    }
    blocks.extend(text.get(from..).filter(|rest| !rest.is_empty()));
    blocks
}

fn is_point(line: &str) -> bool {
    let bare = line.trim_start_matches(|c: char| c.is_ascii_digit());
    ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark))
        || (bare.len() < line.len() && bare.starts_with(". "))
}

/// A pattern with more at its end.
fn with_below(text: &str, more: &str) -> String {
    let end = ending(text);
    let text = text.trim_end();
    let last = text.lines().next_back().unwrap_or_default().trim_start();
    let points = is_point(last) && is_point(more.trim_start());
    let gap = if points { "" } else { end };
    format!("{text}{end}{gap}{}{end}", more.trim())
}

/// Words alone: however they are broken into lines.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
