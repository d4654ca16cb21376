//! Markdown files with front matter, as an operator or a broken editor left them.
//!
//! Input: files, each behind a line `=== PATH`. What stands before the first such line is an agent
//! beside a sound house.

use ::playbook::{Files, Severity, check, load, version};

const HOUSE: &str = include_str!("../../../functions/local/starter-playbook/house.md");
const OPENING: &str = include_str!("../../../functions/local/starter-playbook/patterns/opening.md");
const FOLLOW_UP: &str =
    include_str!("../../../functions/local/starter-playbook/patterns/follow-up.md");

/// Checks and loads the playbook.
pub fn law(bytes: &[u8]) {
    let files = files(bytes);
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
        placed(&files, &fault.file, fault.line, fault.column);
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

/// The place is inside the file, or right behind its end.
fn placed(files: &Files, path: &str, line: usize, column: usize) {
    assert!(line >= 1 && column >= 1, "places count from 1");
    let Some(bytes) = files.get(path) else {
        assert_eq!((path, line, column), ("house.md", 1, 1), "a missing file");
        return;
    };
    let text = String::from_utf8_lossy(bytes);
    // YAML knows further line ends: CR alone, NEL, LS, PS.
    let breaks = ['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'];
    let lines = text.split(breaks).count();
    assert!(line <= lines + 1, "{path}:{line}:{column} of {lines} lines");
    let longest = text
        .split('\n')
        .map(|line| line.chars().count())
        .max()
        .unwrap_or(0);
    assert!(
        column <= longest + 2,
        "{path}:{line}:{column} of {longest} columns"
    );
}
