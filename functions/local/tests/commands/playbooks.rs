//! `init` and `agent`: playbooks and agents to start from.

use crate::support::ran;
use std::fs;
use std::path::Path;

fn init(dir: &Path) -> crate::support::Ran {
    ran(&["init".as_ref(), dir.as_os_str()], "")
}

fn new_agent(dir: &Path, name: &str, from: &str) -> crate::support::Ran {
    ran(
        &[
            "agent".as_ref(),
            "new".as_ref(),
            name.as_ref(),
            "--from".as_ref(),
            from.as_ref(),
            "--playbook".as_ref(),
            dir.as_os_str(),
        ],
        "",
    )
}

#[test]
fn a_playbook_to_start_from_has_three_agents_and_no_fault() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("clients/playbook");
    let done = init(&dir).ends(0);
    assert!(
        done.out.contains(": fit to use, 3 agents, version ") && done.out.lines().count() == 1,
        "{}",
        done.out
    );
    let check = ran(&["check".as_ref(), dir.as_os_str()], "").ends(0);
    assert_eq!(check.out, done.out, "neither faults nor warnings");
    assert_eq!(fs::read_dir(dir.join("patterns")).unwrap().count(), 4);
    for list in ["leads.csv", "dormant.csv", "renewals.csv"] {
        assert!(dir.join(list).is_file(), "{list}");
    }
}

#[test]
fn nothing_is_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("playbook");
    fs::create_dir(&dir).unwrap();
    init(&dir).ends(0);
    fs::write(dir.join("house.md"), "mine").unwrap();
    let again = init(&dir).ends(2);
    assert!(again.err.contains("isn't empty"), "{}", again.err);
    assert_eq!(fs::read_to_string(dir.join("house.md")).unwrap(), "mine");
    init(&dir.join("house.md")).ends(2);
}

#[test]
fn the_next_agent_is_a_copy_that_says_what_to_change() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("playbook");
    init(&dir).ends(0);
    let done = new_agent(&dir, "nordics", "first-agent").ends(0);
    let (first, new) = (
        dir.join("agents/first-agent.md"),
        dir.join("agents/nordics.md"),
    );
    let text = fs::read_to_string(&first).unwrap();
    assert_eq!(text, fs::read_to_string(&new).unwrap());
    let goal = text
        .lines()
        .position(|line| line.starts_with("goal:"))
        .unwrap()
        + 1;
    assert!(
        done.out.contains(&format!("{}:{goal}: ", new.display())),
        "{}",
        done.out
    );
    assert!(done.out.contains("fit to use, 4 agents"), "{}", done.out);
    let taken = new_agent(&dir, "nordics", "first-agent").ends(2);
    assert!(taken.err.contains("taken by"), "{}", taken.err);
    new_agent(&dir, "No Name", "first-agent").ends(2);
    let unknown = new_agent(&dir, "alps", "second-agent").ends(2);
    assert!(
        unknown
            .err
            .contains("dormant-pipeline, first-agent, nordics, renewals"),
        "{}",
        unknown.err
    );
}
