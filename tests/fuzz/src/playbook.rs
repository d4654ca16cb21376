//! Markdown files with front matter, as an operator or a broken editor left them.
//!
//! Input: files, each behind a line `=== PATH`. What stands before the first such line is an agent
//! beside a sound house.

use ::playbook::{Fault, Files, Severity, check, load, version};
use std::collections::BTreeMap;

const HOUSE: &str = include_str!("../../../functions/local/starter-playbook/house.md");
const OPENING: &str = include_str!("../../../functions/local/starter-playbook/patterns/opening.md");
const FOLLOW_UP: &str =
    include_str!("../../../functions/local/starter-playbook/patterns/follow-up.md");

/// Checks and loads the playbook.
pub fn law(bytes: &[u8]) {
    let files = files(bytes);
    let sizes = sizes(&files);
    let faults = check(&files);
    assert!(
        faults.len() <= 2_000 && faults.is_sorted(),
        "{}",
        faults.len()
    );
    for fault in &faults {
        assert!(
            !fault.what.is_empty() && !fault.fix.is_empty(),
            "{fault} says what to do"
        );
        assert!(
            fault.what.len() + fault.fix.len() < 4_096,
            "{fault} can be read"
        );
        assert!(
            !fault.what.contains(['\n', '\r']) && !fault.fix.contains(['\n', '\r']),
            "{fault:?} is two lines"
        );
        placed(&sizes, fault);
    }
    match load(&files) {
        Ok(playbook) => {
            assert!(
                faults
                    .iter()
                    .all(|fault| fault.severity == Severity::Warning)
            );
            assert_eq!(playbook.version, version(&files));
            serde_json::to_string(&playbook).expect("a playbook can be shown");
        }
        Err(told) => {
            assert_eq!(told.0, faults);
            assert!(faults.iter().any(|fault| fault.severity == Severity::Error));
        }
    }
}

fn files(bytes: &[u8]) -> Files {
    let mut files = Files::new();
    let mut path = "agents/first.md".to_owned();
    let mut content = Vec::new();
    let mut told = false;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_prefix(b"=== ") {
            Some(next) => {
                if told || !content.is_empty() {
                    files.insert(path, std::mem::take(&mut content));
                }
                path = String::from_utf8_lossy(next).trim_end().to_owned();
                told = true;
            }
            None => content.extend_from_slice(line),
        }
    }
    files.insert(path, content);
    if files.contains_key("agents/first.md") && !files.contains_key("house.md") {
        for (path, text) in [
            ("house.md", HOUSE),
            ("patterns/opening.md", OPENING),
            ("patterns/follow-up.md", FOLLOW_UP),
        ] {
            files.entry(path.to_owned()).or_insert_with(|| text.into());
        }
    }
    files
}

/// The size of each file: lines, and characters of the longest one.
fn sizes(files: &Files) -> BTreeMap<&str, (usize, usize)> {
    let size = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes);
        // YAML knows further line ends: CR alone, NEL, LS, PS.
        let lines = text
            .split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'])
            .count();
        let longest = text.split('\n').map(|line| line.chars().count()).max();
        (lines, longest.unwrap_or(0))
    };
    files
        .iter()
        .map(|(path, bytes)| (path.as_str(), size(bytes)))
        .collect()
}

/// The place is inside the file, or right behind its end.
fn placed(sizes: &BTreeMap<&str, (usize, usize)>, fault: &Fault) {
    let (line, column) = (fault.line, fault.column);
    assert!(line >= 1 && column >= 1, "places count from 1");
    let (lines, longest) = sizes.get(fault.file.as_str()).copied().unwrap_or_default();
    let inside = line <= lines + 1 && column <= longest + 2;
    assert!(
        inside,
        "{fault} of {lines} lines, the longest of {longest} characters"
    );
}
