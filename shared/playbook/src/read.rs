//! Reads all files of a playbook.

use crate::{
    Agent, Fault, Files, House, MOST_FILES, Pattern, Playbook, Severity,
    front_matter::{split, text_of},
    includes::{self, WrittenPattern},
    keys,
    nearest::nearest,
    read_agent::{Surroundings, read_agent},
    read_house::read_house,
    reader::{Reader, shown},
    version,
    yaml::Place,
};
use std::collections::BTreeMap;

const START: Place = Place { line: 1, column: 1 };
/// Most faults told at once; a file of nonsense needs no more.
const MOST_FAULTS: usize = 1_000;

/// All faults, and the playbook if none of them is an error.
pub(crate) fn read(files: &Files) -> (Vec<Fault>, Option<Playbook>) {
    let mut faults = vec![];
    let written = files.keys().filter(|path| path.ends_with(".md")).count();
    if written > MOST_FILES {
        let mut reader = Reader::new("house.md");
        reader.fault(
            START,
            format!("the playbook has {written} files, more than {MOST_FILES}"),
            "take some out",
        );
        return (reader.faults, None);
    }
    check_paths(files, &mut faults);
    let house = house(files, &mut faults);
    let patterns = patterns(files, &mut faults);
    includes::check(&patterns, &mut faults);
    let patterns: BTreeMap<String, Pattern> = patterns
        .into_iter()
        .map(|written| (written.pattern.name.clone(), written.pattern))
        .collect();
    let agents = agents(files, house.as_ref(), &patterns, &mut faults);
    faults.sort();
    faults.dedup();
    let fit = faults.iter().all(|fault| fault.severity != Severity::Error);
    if faults.len() > MOST_FAULTS {
        // What stops the playbook must not be cut off behind a heap of warnings.
        faults.retain(|fault| fit || fault.severity == Severity::Error);
        faults.truncate(MOST_FAULTS);
    }
    let playbook = house.filter(|_| fit).map(|house| Playbook {
        version: version(files),
        house,
        agents,
        patterns,
    });
    (faults, playbook)
}

/// Tells files that are in no place that is read, and paths that no folder has.
fn check_paths(files: &Files, faults: &mut Vec<Fault>) {
    for path in files.keys() {
        let mut reader = Reader::new(path);
        if path.starts_with('/')
            || path.contains(['\\', '\0'])
            || path.split('/').any(|part| matches!(part, "" | "." | ".."))
        {
            reader.fault(
                START,
                "the path isn't one below the playbook's folder",
                "rename or move the file",
            );
        } else if path.ends_with(".md")
            && path != "house.md"
            && path != "README.md"
            && path != "CLAUDE.md"
            && named(path).is_none()
        {
            let folder = path.split('/').next().unwrap_or_default();
            let fix = match nearest(folder, ["house.md", "agents", "patterns"]) {
                Some(near) => format!("did you mean `{near}`?"),
                None => {
                    "move it to agents/ or patterns/, or give it another ending than .md".to_owned()
                }
            };
            reader.warn(
                START,
                "the file isn't read: only house.md, agents/ and patterns/ are",
                fix,
            );
        }
        faults.append(&mut reader.faults);
    }
}

/// Folder and name of an agent's or pattern's file.
fn named(path: &str) -> Option<(&str, &str)> {
    let (folder, rest) = path.split_once('/')?;
    let name = rest.rsplit('/').next()?.strip_suffix(".md")?;
    matches!(folder, "agents" | "patterns").then_some((folder, name))
}

/// Files of one of the two folders with their names. A name that can't be one, or stands twice, is a fault.
fn in_folder<'f>(
    files: &'f Files,
    folder: &str,
    faults: &mut Vec<Fault>,
) -> Vec<(&'f str, &'f str, &'f [u8])> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    let mut out = vec![];
    for (path, bytes) in files {
        let Some((_, name)) = named(path).filter(|(found, _)| *found == folder) else {
            continue;
        };
        // Names of one folder must differ beyond case, since not every disk tells case apart.
        let folded = name.to_lowercase();
        let mut reader = Reader::new(path);
        if let Some(first) = seen.get(folded.as_str()) {
            reader.fault(
                START,
                format!("the name \"{}\" is taken by {first}", shown(name)),
                "rename one of the files",
            );
        } else if name.is_empty()
            || name.len() > 60
            || name.starts_with('-')
            || !name
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        {
            let fix = "rename the file: lower-case letters, digits and hyphens, at most 60";
            reader.fault(START, format!("\"{}\" can't be a name", shown(name)), fix);
        }
        seen.entry(folded).or_insert(path);
        faults.append(&mut reader.faults);
        out.push((path.as_str(), name, bytes.as_slice()));
    }
    out
}

fn house(files: &Files, faults: &mut Vec<Fault>) -> Option<House> {
    let mut reader = Reader::new("house.md");
    let house = match files.get("house.md") {
        None => {
            reader.fault(
                START,
                "house.md is missing",
                "write house.md with `identity` and `mailboxes`",
            );
            None
        }
        Some(bytes) => text_of(&mut reader, bytes).and_then(|text| {
            let document = split(&mut reader, text, true);
            let matter = document.matter?;
            Some(read_house(&mut reader, &matter, document.body))
        }),
    };
    faults.append(&mut reader.faults);
    house
}

fn patterns<'f>(files: &'f Files, faults: &mut Vec<Fault>) -> Vec<WrittenPattern<'f>> {
    let mut out = vec![];
    for (path, name, bytes) in in_folder(files, "patterns", faults) {
        let mut reader = Reader::new(path);
        // A pattern that can't be read keeps its name, so that agents aren't told it is missing.
        let mut pattern = Pattern {
            name: name.to_owned(),
            description: None,
            includes: vec![],
            body: String::new(),
        };
        let mut named = vec![];
        if let Some(text) = text_of(&mut reader, bytes) {
            let document = split(&mut reader, text, false);
            if let Some(matter) = &document.matter {
                let top = reader.section(matter, keys::PATTERN);
                pattern.description = reader.text(top, "description");
                named = reader.placed_texts(top, "includes");
                pattern.includes = named.iter().map(|(_, name)| name.clone()).collect();
            }
            document.body.trim().clone_into(&mut pattern.body);
            if pattern.body.is_empty() && reader.faults.is_empty() {
                let at = Place {
                    line: document.body_line,
                    column: 1,
                };
                reader.fault(
                    at,
                    "the pattern is empty",
                    "write the instructions below the front matter",
                );
            }
        }
        faults.append(&mut reader.faults);
        out.push(WrittenPattern {
            path,
            pattern,
            named,
        });
    }
    out
}

fn agents(
    files: &Files,
    house: Option<&House>,
    patterns: &BTreeMap<String, Pattern>,
    faults: &mut Vec<Fault>,
) -> BTreeMap<String, Agent> {
    let names: Vec<String> = patterns.keys().cloned().collect();
    let around = Surroundings {
        house,
        patterns: &names,
    };
    let mut out = BTreeMap::new();
    for (path, name, bytes) in in_folder(files, "agents", faults) {
        let mut reader = Reader::new(path);
        if let Some(text) = text_of(&mut reader, bytes) {
            let document = split(&mut reader, text, true);
            if let Some(matter) = &document.matter {
                let mut agent = read_agent(
                    &mut reader,
                    name,
                    matter,
                    document.body,
                    document.body_line,
                    &around,
                );
                agent.patterns = includes::expand(&agent.patterns, patterns);
                out.insert(name.to_owned(), agent);
            }
        }
        faults.append(&mut reader.faults);
    }
    out
}
