//! The playbook's versions through the commands, on a running server and on the store without one; and a
//! replay that is cut off and goes on.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common_process;

use common_process::playbooks::Playbook;
use common_process::server::Start;
use common_process::until;
use std::path::Path;
use std::process::Command;

struct Room {
    dir: tempfile::TempDir,
    playbook: Playbook,
    start: Start,
}

impl Room {
    /// Leads whom letters may reach now, and nobody who plays them.
    fn with(leads: usize) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let playbook = Playbook::roomy(&dir.path().join("playbook"));
        playbook.by_the_real_clock(leads);
        let mut start = Start::new(&dir.path().join("data"), &playbook.dir);
        start.args = vec!["--market".to_owned(), "none".to_owned()];
        Self {
            dir,
            playbook,
            start,
        }
    }
}

struct Ran {
    code: i32,
    out: String,
    err: String,
}

fn run(room: &Path, args: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onloop"));
    command.args(args).arg("--data").arg(room.join("data"));
    if !matches!(args[0], "history" | "rollback") {
        command.arg("--playbook").arg(room.join("playbook"));
    }
    let done = command.env("USER", "ada").output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran {
        code: done.status.code().unwrap(),
        out: text(done.stdout),
        err: text(done.stderr),
    }
}

/// What the command said; it must end so.
#[track_caller]
fn ends(ran: Ran, code: i32) -> String {
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
    assert_eq!(ran.code, code, "{}\n{}", ran.out, ran.err);
    format!("{}{}", ran.out, ran.err)
}

#[test]
fn versions_are_pushed_told_rolled_back_and_pulled_with_and_without_a_server() {
    let Room {
        dir,
        playbook,
        start,
    } = Room::with(1);
    let room = dir.path();
    let server = start.serve();
    let mut api = server.api();
    let first = api.get("/playbook")["short"].as_str().unwrap().to_owned();
    assert!(ends(run(room, &["diff"]), 0).contains("the same"));

    // A saved file changes nothing by itself.
    playbook.change(
        "house.md",
        "  - quick question\n",
        "  - quick question\n  - warmest regards\n",
    );
    assert_eq!(api.get("/playbook")["short"], first.as_str());
    assert_eq!(api.get("/playbook")["folder_waits"], true);
    let diff = ends(run(room, &["diff"]), 1);
    assert!(diff.contains("+  - warmest regards"), "{diff}");
    let pushed = ends(run(room, &["push", "-m", "fewer stock phrases"]), 0);
    assert!(
        pushed.contains("house.md  +1 -0") && pushed.contains("it reaches 1 agent: first-agent"),
        "{pushed}"
    );
    let second = api.get("/playbook")["short"].as_str().unwrap().to_owned();
    assert_ne!(first, second);
    assert!(ends(run(room, &["push", "-m", "again"]), 0).contains("nothing changed"));

    // What has faults replaces nothing.
    playbook.change("agents/first-agent.md", "motion: new", "motion: sideways");
    let refused = ends(run(room, &["push", "-m", "oops"]), 1);
    assert!(refused.contains("first-agent.md:"), "{refused}");
    assert_eq!(api.get("/playbook")["short"], second.as_str());
    playbook.change("agents/first-agent.md", "motion: sideways", "motion: new");

    let back = ends(run(room, &["rollback", &first, "-m", "too strict"]), 0);
    assert!(
        back.contains(&format!("{first} is in force again")),
        "{back}"
    );
    assert!(server.terminate().success());

    // Without a server the same words work on the store, and the rollback outlives the restart although
    // the folder holds what was rolled back.
    let history = ends(run(room, &["history"]), 0);
    let lines: Vec<&str> = history.lines().collect();
    assert_eq!(lines.len(), 3, "{history}");
    assert!(
        lines[0].contains("Ada rollback") && lines[0].ends_with("too strict"),
        "{history}"
    );
    assert!(
        lines[1].contains("Ada") && lines[1].ends_with("fewer stock phrases"),
        "{history}"
    );
    assert!(lines[2].contains(" folder, "), "{history}");
    let server = start.serve();
    assert_eq!(server.api().get("/playbook")["short"], first.as_str());
    assert!(server.terminate().success());
    ends(run(room, &["pull"]), 0);
    let house = std::fs::read_to_string(playbook.dir.join("house.md")).unwrap();
    assert!(!house.contains("warmest regards"));
    assert!(ends(run(room, &["diff"]), 0).contains("the same"));
    // What was never pushed is not run over.
    playbook.change(
        "house.md",
        "  - quick question\n",
        "  - quick question\n  - kindest\n",
    );
    assert!(ends(run(room, &["pull", &second]), 1).contains("never pushed"));
    ends(run(room, &["push", "-m", "kinder"]), 0);
    ends(run(room, &["pull", &second]), 0);
    let house = std::fs::read_to_string(playbook.dir.join("house.md")).unwrap();
    assert!(house.contains("warmest regards") && !house.contains("kindest"));
    ends(run(room, &["rollback", "pb_00000000"]), 1);
}

#[test]
fn a_replay_that_is_cut_off_goes_on_where_it_was() {
    let Room {
        dir,
        playbook,
        start,
    } = Room::with(6);
    let room = dir.path();
    let server = start.serve();
    let mut api = server.api();
    assert!(ends(run(room, &["replay", "first-agent"]), 1).contains("was written to yet"));
    api.accept_rest("first-agent");
    until("all leads are drafted", || {
        (api.cards("draft").len() == 6).then_some(())
    });
    playbook.change(
        "agents/first-agent.md",
        "Would 20 minutes next week suit you for a look at it?",
        "Would ten minutes next week suit you for a look at it?",
    );
    let told = ends(run(room, &["replay", "first-agent"]), 0);
    assert!(told.contains("6 letters of composer"), "{told}");
    assert_eq!(
        told.matches("Would [-20-]{+ten+} minutes").count(),
        6,
        "{told}"
    );
    assert!(told.contains("6 letters: 6 of 6 read otherwise"), "{told}");

    // As a power cut leaves it: two letters whole, the third cut off.
    let mut folder = std::fs::read_dir(room.join("data/replays")).unwrap();
    let kept = folder.next().unwrap().unwrap().path();
    let text = std::fs::read_to_string(&kept).unwrap();
    let two: usize = text.split_inclusive('\n').take(2).map(str::len).sum();
    std::fs::write(&kept, &text[..two + 40]).unwrap();
    let again = ends(run(room, &["replay", "first-agent"]), 0);
    assert!(
        again.contains("4 letters of composer") && again.contains("2 are there from before"),
        "{again}"
    );
    assert_eq!(
        again.matches("Would [-20-]{+ten+} minutes").count(),
        6,
        "{again}"
    );
    assert_eq!(std::fs::read_to_string(&kept).unwrap().lines().count(), 6);
    ends(run(room, &["replay", "nobody"]), 1);
    assert_eq!(
        api.get("/playbook")["folder_waits"],
        true,
        "nothing was put in force"
    );
    assert!(server.terminate().success());
}
