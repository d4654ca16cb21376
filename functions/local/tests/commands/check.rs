//! `check`: faults with their place and fix.

use crate::support::{Ran, onloop, ran, run};
use serde_json::json;
use std::fs;
use std::path::Path;

const STARTER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/starter-playbook");

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn starter() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(Path::new(STARTER), folder.path());
    folder
}

fn check(dir: &Path) -> Ran {
    ran(&["check".as_ref(), dir.as_os_str()], "")
}

fn check_json(dir: &Path) -> Ran {
    ran(&["check".as_ref(), dir.as_os_str(), "--json".as_ref()], "")
}

#[test]
fn the_playbook_to_start_from_is_fit_to_use() {
    let done = check(Path::new(STARTER)).ends(0);
    assert!(
        done.out.contains(": fit to use, 1 agent, version "),
        "{}",
        done.out
    );
    assert_eq!(done.out.lines().count(), 1);
    let report = check_json(Path::new(STARTER)).ends(0).json();
    assert_eq!(
        (&report["errors"], &report["warnings"], &report["faults"]),
        (&json!(0), &json!(0), &json!([]))
    );
}

#[test]
fn a_fault_has_its_place_and_fix() {
    let folder = starter();
    let agent = folder.path().join("agents/first-agent.md");
    let text = fs::read_to_string(&agent)
        .unwrap()
        .replace("channel: email", "channel: fax");
    let line = text
        .lines()
        .position(|line| line == "channel: fax")
        .unwrap()
        + 1;
    fs::write(&agent, &text).unwrap();
    let done = check(folder.path()).ends(1);
    let place = format!("{}:{line}:10: ", agent.display());
    let fault = done
        .out
        .lines()
        .position(|found| found.starts_with(&place))
        .unwrap_or_else(|| panic!("{}", done.out));
    assert!(
        done.out
            .lines()
            .nth(fault + 1)
            .unwrap()
            .starts_with("  fix: ")
    );
    assert!(
        done.out
            .lines()
            .last()
            .unwrap()
            .contains("not fit to use, 1 fault")
    );

    let report = check_json(folder.path()).ends(1).json();
    assert_eq!(report["errors"], 1);
    let fault = &report["faults"][0];
    assert_eq!(
        (&fault["file"], &fault["line"], &fault["column"]),
        (&json!("agents/first-agent.md"), &json!(line), &json!(10))
    );
    assert!(fault["what"].is_string() && fault["fix"].is_string() && fault["severity"] == "error");
}

#[test]
fn a_list_that_is_not_there_is_a_warning_at_its_place() {
    let folder = starter();
    fs::remove_file(folder.path().join("leads.csv")).unwrap();
    let report = check_json(folder.path()).ends(0).json();
    assert_eq!(
        (&report["errors"], &report["warnings"]),
        (&json!(0), &json!(1))
    );
    let text = fs::read_to_string(folder.path().join("agents/first-agent.md")).unwrap();
    let line = text
        .lines()
        .position(|line| line.contains("file: leads.csv"))
        .unwrap()
        + 1;
    let fault = &report["faults"][0];
    assert_eq!(
        (&fault["line"], &fault["column"], &fault["severity"]),
        (&json!(line), &json!(11), &json!("warning"))
    );
    assert!(fault["what"].as_str().unwrap().contains("leads.csv"));
    assert!(
        check(folder.path())
            .ends(0)
            .out
            .contains(": warning: the list leads.csv ")
    );
}

#[cfg(unix)]
#[test]
fn links_are_told_and_not_followed() {
    let folder = starter();
    let outside = tempfile::tempdir().unwrap();
    let list = outside.path().join("leads.csv");
    fs::rename(folder.path().join("leads.csv"), &list).unwrap();
    std::os::unix::fs::symlink(&list, folder.path().join("leads.csv")).unwrap();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("patterns/round")).unwrap();
    std::os::unix::fs::symlink(
        outside.path().join("no.md"),
        folder.path().join("patterns/no.md"),
    )
    .unwrap();
    let report = check_json(folder.path()).ends(0).json();
    let told: Vec<&str> = report["faults"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| fault["file"].as_str().unwrap())
        .collect();
    assert_eq!(
        told,
        ["agents/first-agent.md", "patterns/no.md", "patterns/round"]
    );
}

#[test]
fn files_that_cannot_be_text_or_are_too_large_are_faults() {
    let folder = starter();
    fs::write(
        folder.path().join("patterns/latin.md"),
        b"---\ndescription: x\n---\n\ncaf\xe9\n",
    )
    .unwrap();
    fs::write(
        folder.path().join("patterns/large.md"),
        vec![b'a'; (1 << 20) + 1],
    )
    .unwrap();
    fs::create_dir_all(folder.path().join(".git")).unwrap();
    fs::write(folder.path().join(".git/notes.md"), b"\xff").unwrap();
    let done = check(folder.path()).ends(1);
    let at = |name: &str| folder.path().join(name).display().to_string();
    assert!(
        done.out
            .contains(&format!("{}:5:4: ", at("patterns/latin.md"))),
        "{}",
        done.out
    );
    assert!(
        done.out
            .contains(&format!("{}:1:1: ", at("patterns/large.md"))),
        "{}",
        done.out
    );
    assert!(!done.out.contains(".git"));
}

#[test]
fn an_empty_folder_is_not_fit_to_use() {
    let folder = tempfile::tempdir().unwrap();
    assert!(
        check(folder.path())
            .ends(1)
            .out
            .contains("house.md is missing")
    );
}

#[test]
fn what_is_no_playbook_folder_is_misuse() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..501 {
        fs::write(folder.path().join(format!("{number}.md")), "x").unwrap();
    }
    let many = check(folder.path()).ends(2);
    assert!(
        many.err.contains("more than 500 files") && many.err.contains("\n  fix: "),
        "{}",
        many.err
    );

    let deep = tempfile::tempdir().unwrap();
    fs::create_dir_all(deep.path().join("a/".repeat(20))).unwrap();
    check(deep.path()).ends(2);

    assert!(
        check(Path::new("/nowhere/at-all"))
            .ends(2)
            .err
            .contains("there is no folder /nowhere/at-all")
    );
    assert!(
        check(&Path::new(STARTER).join("house.md"))
            .ends(2)
            .err
            .contains("is no folder")
    );
}

#[test]
fn the_usual_places_are_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    let here = |dir: &Path| {
        let mut command = onloop(&["check"]);
        command.current_dir(dir);
        run(command, b"")
    };
    assert!(here(folder.path()).ends(2).err.contains("onloop check DIR"));
    copy(
        Path::new(STARTER),
        &folder.path().join("onloop-data/playbook"),
    );
    assert!(
        here(folder.path())
            .ends(0)
            .out
            .starts_with("onloop-data/playbook: fit to use")
    );
    copy(Path::new(STARTER), &folder.path().join("playbook"));
    assert!(
        here(folder.path())
            .ends(0)
            .out
            .starts_with("playbook: fit to use")
    );
    assert!(
        here(&folder.path().join("playbook"))
            .ends(0)
            .out
            .starts_with(".: fit to use")
    );
}

#[cfg(unix)]
#[test]
fn a_hostile_name_stays_on_its_line() {
    let folder = starter();
    fs::write(folder.path().join("agents/a\n\u{1b}[31m.md"), "x").unwrap();
    let done = check(folder.path()).ends(1);
    assert!(
        !done.out.contains('\u{1b}') && done.out.contains("agents/a\\n\\u{1b}[31m.md:1:1: "),
        "{}",
        done.out
    );
}

#[test]
fn what_the_sending_domains_lack_is_told_with_the_record_to_add() {
    let folder = tempfile::tempdir().unwrap();
    let records = folder.path().join("records.json");
    let full = json!({
        "dockwell.example": {
            "MX": ["aspmx.l.google.com"],
            "TXT": ["v=spf1 include:_spf.google.com ~all"]
        },
        "acme._domainkey.dockwell.example": { "TXT": ["v=DKIM1; k=rsa; p=MIIB"] },
        "_dmarc.dockwell.example": { "TXT": ["v=DMARC1; p=none"] }
    });
    let look = |records_of: &serde_json::Value, more: &[&str]| {
        fs::write(&records, records_of.to_string()).unwrap();
        let mut args = vec!["check".as_ref(), STARTER.as_ref(), "--dns".as_ref()];
        args.extend(["--dns-file".as_ref(), records.as_os_str()]);
        args.extend(more.iter().map(std::ffi::OsStr::new));
        ran(&args, "")
    };
    let told = look(&full, &["--selector", "acme"]).ends(0).out;
    assert_eq!(told.lines().count(), 5, "{told}");
    let told = look(&full, &[]).ends(1).out;
    assert!(
        told.contains("dockwell.example: DKIM: no key at any of the usual selectors\n  fix: "),
        "{told}"
    );
    let report = look(&json!({}), &["--json"]).ends(1).json();
    let findings = report["domains"][0]["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 4, "{report}");
    assert!(
        findings.iter().all(|finding| finding["fix"].is_string()),
        "{report}"
    );
    fs::write(&records, "no records").unwrap();
    look(&json!([]), &[]).ends(2);
}
