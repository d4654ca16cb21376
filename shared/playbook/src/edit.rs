//! Small edits of an operator's files that leave the rest of them, comments and all, as he wrote it.
//!
//! Invariant: what comes out is fit to use and says what was asked, or nothing comes out.

use crate::front_matter::FENCE;
use crate::yaml::{self, Node, Place, Value};
use crate::{Files, read};

const HOUSE: &str = "house.md";
const BANNED: &str = "banned_phrases";

/// The files with one more phrase that no letter may hold.
///
/// # Errors
/// In words, when it stands there already or the file can't be edited safely.
pub fn ban(files: &Files, phrase: &str) -> Result<Files, String> {
    let phrase = phrase.split_whitespace().collect::<Vec<_>>().join(" ");
    if phrase.is_empty() {
        return Err("a banned phrase has at least one word".to_owned());
    }
    let is_banned = |files: &Files| {
        let (playbook, _) = read(files);
        playbook.map(|playbook| {
            let mut all = playbook.house.banned_phrases.iter();
            all.any(|known| known.eq_ignore_ascii_case(&phrase))
        })
    };
    match is_banned(files) {
        Some(true) => return Err(format!("“{phrase}” is banned already")),
        Some(false) => {}
        None => return Err("the files have faults: mend these first".to_owned()),
    }
    let text = text_of(files, HOUSE)?;
    let edited = with_item(text, BANNED, &quoted(&phrase), true)
        .ok_or_else(|| format!("{HOUSE} has no front matter that can be edited"))?;
    let mut out = files.clone();
    out.insert(HOUSE.to_owned(), edited.into_bytes());
    match is_banned(&out) {
        Some(true) => Ok(out),
        _ => Err(format!(
            "{HOUSE} is written in a way that can't be edited safely: add \"{phrase}\" to {BANNED} by hand"
        )),
    }
}

/// The files in which an agent says something in other words: wherever its file says it; where it doesn't, its
/// brief tells whoever writes.
///
/// # Errors
/// In words, when there is no such agent or the file can't be edited safely.
pub fn say(files: &Files, agent: &str, old: &str, new: &str) -> Result<Files, String> {
    let (old_words, new) = (words(old), words(new).join(" "));
    if old_words.is_empty() || new.is_empty() {
        return Err("say what stands there, and what should".to_owned());
    }
    let path = agent_path(files, agent).ok_or_else(|| format!("there is no agent {agent}"))?;
    let text = text_of(files, &path)?;
    let body = body_start(text);
    let (matter, body) = (
        text.get(..body).unwrap_or(text),
        text.get(body..).unwrap_or_default(),
    );
    let edited = replaced(body, &old_words, &new).unwrap_or_else(|| {
        with_advice(
            body,
            &format!("- Write “{new}”, not “{}”.", old_words.join(" ")),
        )
    });
    let mut out = files.clone();
    out.insert(path.clone(), format!("{matter}{edited}").into_bytes());
    match read(&out) {
        (Some(_), _) => Ok(out),
        (None, faults) => Err(format!(
            "{path} can't be edited so: {}",
            faults.first().map(ToString::to_string).unwrap_or_default()
        )),
    }
}

/// The file of an agent.
#[must_use]
pub fn agent_path(files: &Files, agent: &str) -> Option<String> {
    let ending = format!("/{agent}.md");
    let mut paths = files.keys();
    paths
        .find(|path| path.starts_with("agents/") && path.ends_with(&ending))
        .cloned()
}

pub(crate) fn text_of<'f>(files: &'f Files, path: &str) -> Result<&'f str, String> {
    let bytes = files
        .get(path)
        .ok_or_else(|| format!("there is no {path}"))?;
    std::str::from_utf8(bytes).map_err(|_| format!("{path} isn't UTF-8 text"))
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// As YAML reads it back, whatever is in it. JSON's strings are YAML's.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

pub(crate) fn ending(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// Where the front matter begins and ends, in lines from 0: the first line of it, and its closing fence.
fn matter(lines: &[&str]) -> Option<(usize, usize)> {
    let first = lines.first()?.trim_start_matches('\u{feff}').trim_end();
    if first != FENCE {
        return None;
    }
    let end = lines
        .iter()
        .skip(1)
        .position(|line| line.trim_end() == FENCE)?;
    Some((1, end.checked_add(1)?))
}

/// Byte at which the body begins.
pub(crate) fn body_start(text: &str) -> usize {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let Some((_, fence)) = matter(&lines) else {
        return 0;
    };
    let taken = lines.iter().take(fence.saturating_add(1));
    taken.map(|line| line.len()).sum()
}

/// The text with one more item in a list of its front matter; in a list in brackets it goes first or last.
pub(crate) fn with_item(text: &str, list: &str, written: &str, first: bool) -> Option<String> {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let borrowed: Vec<&str> = lines.iter().map(String::as_str).collect();
    let (from, fence) = matter(&borrowed)?;
    let root = yaml::parse(&borrowed.get(from..fence)?.concat(), from.checked_add(1)?).0?;
    let Value::Map(entries) = root.value else {
        return None;
    };
    let found = entries.iter().find(|(key, _)| key.text == list);
    let end = ending(text);
    let item = |indent: &str| format!("{indent}- {written}{end}");
    match found {
        None => lines.insert(fence, format!("{list}:{end}{}", item("  "))),
        Some((
            key,
            Node {
                value: Value::Nothing,
                ..
            },
        )) => {
            lines.insert(key.at.line, item("  "));
        }
        Some((
            _,
            Node {
                at,
                value: Value::List(items),
            },
        )) => match (items.first(), items.last()) {
            (Some(top), Some(last)) if is_dash(&lines, top.at) => {
                let indent = indent_of(lines.get(top.at.line.checked_sub(1)?)?).to_owned();
                // Below the last one, unless that goes on over several lines.
                let next = lines.get(last.at.line);
                let goes_on = next.is_some_and(|next| {
                    !next.trim().is_empty() && indent_of(next).len() > indent.len()
                });
                let at = if goes_on {
                    top.at.line.checked_sub(1)?
                } else {
                    last.at.line
                };
                lines.insert(at, item(&indent));
            }
            (top, _) => {
                let line = lines.get_mut(at.line.checked_sub(1)?)?;
                let column = at.column.checked_sub(1)?;
                let (byte, bracket) = line.char_indices().nth(column)?;
                if bracket != '[' {
                    return None;
                }
                let comma = if top.is_some() { ", " } else { "" };
                // Its end, where nothing of it holds a bracket; else the beginning is as good.
                let close = line
                    .get(byte..)?
                    .find(']')
                    .and_then(|at| at.checked_add(byte));
                match close.filter(|_| !first) {
                    Some(close) => line.insert_str(close, &format!("{comma}{written}")),
                    None => line.insert_str(byte.checked_add(1)?, &format!("{written}{comma}")),
                }
            }
        },
        Some(_) => return None,
    }
    Some(lines.concat())
}

/// The item at this place is one of those that begin with a dash.
fn is_dash(lines: &[String], at: Place) -> bool {
    let line = at.line.checked_sub(1).and_then(|line| lines.get(line));
    line.is_some_and(|line| line.trim_start().starts_with("- "))
}

fn indent_of(line: &str) -> &str {
    let bare = line.trim_start_matches(' ');
    line.get(..line.len().saturating_sub(bare.len()))
        .unwrap_or_default()
}

/// The text with the words replaced wherever they stand as whole words, however they are broken into lines;
/// nothing where they don't.
fn replaced(text: &str, old: &[&str], new: &str) -> Option<String> {
    let first = old.first()?;
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut before, mut any) = (text, None::<char>, false);
    while let Some(at) = rest.find(first) {
        let lead = rest.get(..at).unwrap_or_default();
        let starts = lead
            .chars()
            .next_back()
            .or(before)
            .is_none_or(|c| !c.is_alphanumeric());
        let from_here = rest.get(at..).unwrap_or_default();
        let length = starts.then(|| whole(from_here, old)).flatten();
        out.push_str(lead);
        let step = match length {
            Some(length) => {
                any = true;
                out.push_str(new);
                length
            }
            None => {
                let one = from_here.chars().next().map_or(0, char::len_utf8);
                out.push_str(from_here.get(..one).unwrap_or_default());
                one
            }
        };
        let taken = from_here.get(..step).unwrap_or_default();
        before = taken.chars().next_back().or(before);
        rest = from_here.get(step..).unwrap_or_default();
    }
    out.push_str(rest);
    any.then_some(out)
}

/// How many bytes the words take at the beginning of a text, if they stand there.
fn whole(text: &str, words: &[&str]) -> Option<usize> {
    let mut rest = text;
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            let bare = rest.trim_start();
            if bare.len() == rest.len() {
                return None;
            }
            rest = bare;
        }
        rest = rest.strip_prefix(word)?;
    }
    let ends = rest.chars().next().is_none_or(|c| !c.is_alphanumeric());
    ends.then(|| text.len().saturating_sub(rest.len()))
}

/// The body with a line of advice at the end of the brief, which ends where the first step begins.
fn with_advice(body: &str, advice: &str) -> String {
    let end = ending(body);
    let lines: Vec<&str> = body.split_inclusive('\n').collect();
    let steps = lines
        .iter()
        .position(|line| line.trim_start().to_lowercase().starts_with("## step"))
        .unwrap_or(lines.len());
    let (brief, steps) = (
        lines.get(..steps).unwrap_or_default().concat(),
        lines.get(steps..).unwrap_or_default().concat(),
    );
    let brief = brief.trim_end();
    let last = brief.lines().next_back().unwrap_or_default();
    let gap = if brief.is_empty() || last.trim_start().starts_with("- ") {
        end.to_owned()
    } else {
        format!("{end}{end}")
    };
    let below = if steps.is_empty() {
        String::new()
    } else {
        end.to_owned()
    };
    format!("{brief}{gap}{advice}{end}{below}{steps}")
}
