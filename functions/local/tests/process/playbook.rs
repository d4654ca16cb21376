//! The playbook's versions through the commands, on a running server and on the store without one; and a
//! replay that is cut off and goes on.

use crate::common::playbooks::Playbook;
use crate::common::server::Start;
use crate::common::until;
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

impl Ran {
    fn to_its_end(command: &mut Command) -> Self {
        let done = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Self {
            code: done.status.code().unwrap(),
            out: text(done.stdout),
            err: text(done.stderr),
        }
    }
}

fn run(room: &Path, args: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onloop"));
    command.args(args).arg("--data").arg(room.join("data"));
    if !matches!(args[0], "history" | "rollback") {
        command.arg("--playbook").arg(room.join("playbook"));
    }
    Ran::to_its_end(command.env("USER", "ada"))
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

/// The same command about a stack elsewhere: a sign-in at the server is kept in a home folder.
struct Elsewhere {
    home: tempfile::TempDir,
    url: String,
}

impl Elsewhere {
    fn signed_in(server: &crate::common::server::Server) -> Self {
        let home = tempfile::tempdir().unwrap();
        let folder = server.address.replace(':', "_");
        let folder = home.path().join(".config/onloop").join(folder);
        std::fs::create_dir_all(&folder).unwrap();
        let bearer = std::fs::read_to_string(server.data.join("api-token")).unwrap();
        let kept = serde_json::json!({
            "pool": { "domain": "https://sign-in.example", "client": "command" },
            "bearer": bearer.trim(), "until": "2099-01-01T00:00:00Z", "refresh": null,
        });
        std::fs::write(folder.join("sign-in.json"), kept.to_string()).unwrap();
        Self {
            home,
            url: format!("http://{}", server.address),
        }
    }

    fn run(&self, folder: &Path, args: &[&str]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onloop"));
        command.args(args).args(["--stack", &self.url]);
        if !matches!(args[0], "history" | "rollback" | "effect") {
            command.arg("--playbook").arg(folder);
        }
        command.env_remove("XDG_CONFIG_HOME");
        Ran::to_its_end(command.env("HOME", self.home.path()))
    }
}

#[test]
fn a_stack_elsewhere_is_pushed_to_told_rolled_back_and_pulled_with_the_same_words() {
    let Room {
        dir,
        playbook,
        start,
    } = Room::with(1);
    let room = dir.path();
    let server = start.serve();
    let far = Elsewhere::signed_in(&server);
    let mut api = server.api();
    let first = api.get("/playbook")["short"].as_str().unwrap().to_owned();

    // Another folder on another machine is filled by a pull, and holds what is in force.
    let theirs = room.join("theirs");
    std::fs::create_dir(&theirs).unwrap();
    let pulled = ends(far.run(&theirs, &["pull"]), 0);
    assert!(pulled.contains(&format!("holds {first}")), "{pulled}");
    assert!(ends(far.run(&theirs, &["diff"]), 0).contains("the same"));
    let same = |path: &str| {
        let of = |dir: &Path| std::fs::read(dir.join(path)).unwrap();
        assert_eq!(of(&theirs), of(&playbook.dir), "{path}");
    };
    same("house.md");
    same("agents/first-agent.md");

    // Both say the same of the same edit, before it is pushed and after.
    for folder in [&theirs, &playbook.dir] {
        let path = folder.join("house.md");
        let text = std::fs::read_to_string(&path).unwrap();
        let more = text.replacen(
            "  - quick question\n",
            "  - quick question\n  - warmest regards\n",
            1,
        );
        std::fs::write(&path, more).unwrap();
    }
    let diff = ends(far.run(&theirs, &["diff"]), 1);
    assert_eq!(diff, ends(run(room, &["diff"]), 1));
    assert!(
        diff.contains("+  - warmest regards") && diff.contains("  first-agent, by house.md"),
        "{diff}"
    );
    let pushed = ends(far.run(&theirs, &["push", "-m", "fewer stock phrases"]), 0);
    assert!(
        pushed.contains("house.md  +1 -0") && pushed.contains("it reaches 1 agent: first-agent"),
        "{pushed}"
    );
    let second = api.get("/playbook")["short"].as_str().unwrap().to_owned();
    assert_ne!(first, second);
    assert!(ends(run(room, &["push", "-m", "again"]), 0).contains("nothing changed"));
    let between = ends(far.run(&theirs, &["diff", &first, &second]), 1);
    assert_eq!(between, ends(run(room, &["diff", &first, &second]), 1));

    let back = ends(
        far.run(&theirs, &["rollback", &first, "-m", "too strict"]),
        0,
    );
    assert!(
        back.contains(&format!("{first} is in force again")),
        "{back}"
    );
    let history = ends(far.run(&theirs, &["history"]), 0);
    assert_eq!(history, ends(run(room, &["history"]), 0));
    let lines: Vec<&str> = history.lines().collect();
    assert!(
        lines.len() == 3 && lines[0].ends_with("too strict") && lines[0].contains(" rollback"),
        "{history}"
    );
    let effect = ends(far.run(&theirs, &["effect"]), 0);
    assert!(effect.contains("your time "), "{effect}");
    ends(far.run(&theirs, &["pull"]), 0);
    assert!(ends(far.run(&theirs, &["diff"]), 0).contains("the same"));

    // What was never pushed is not run over, though a diff has sent it along; nor is a faulty folder pushed.
    let house = std::fs::read_to_string(theirs.join("house.md")).unwrap();
    let edited = house.replacen("  - quick question\n", "  - kindest\n", 1);
    std::fs::write(theirs.join("house.md"), &edited).unwrap();
    ends(far.run(&theirs, &["diff"]), 1);
    assert!(ends(far.run(&theirs, &["pull", &second]), 1).contains("never pushed"));
    std::fs::write(theirs.join("house.md"), "nothing").unwrap();
    let refused = ends(far.run(&theirs, &["push", "-m", "oops"]), 1);
    assert!(refused.contains("house.md:1:1"), "{refused}");
    assert_eq!(api.get("/playbook")["short"], first.as_str());
    ends(far.run(&theirs, &["rollback", "pb_00000000"]), 1);
    assert!(server.terminate().success());
}

#[test]
fn an_edit_is_lifted_into_a_pattern_and_each_agent_that_it_reaches_shows_a_letter() {
    let Room {
        dir,
        playbook,
        start,
    } = Room::with(2);
    playbook.second_agent("second", "second.csv", "together");
    playbook.change(
        "agents/second.md",
        "patterns: [opening, follow-up]",
        "patterns: [follow-up]",
    );
    playbook.write(
        "second.csv",
        crate::common::playbooks::leads("other", 1).replace("Denmark", ""),
    );
    let room = dir.path();
    let server = start.serve();
    let mut api = server.api();
    api.accept_rest("first-agent");
    until("all leads are drafted", || {
        (api.cards("draft").len() == 2).then_some(())
    });

    // Nothing to lift: nothing is touched.
    let before = |path: &str| std::fs::read_to_string(playbook.dir.join(path)).unwrap();
    let agent = before("agents/first-agent.md");
    let nothing = ends(run(room, &["lift", "first-agent", "--into", "trade"]), 1);
    assert!(
        nothing.contains("edit it first") && nothing.contains("nothing was changed"),
        "{nothing}"
    );
    assert!(!playbook.dir.join("patterns/trade.md").exists());
    assert_eq!(before("agents/first-agent.md"), agent);

    // An edit of the brief becomes a pattern; the agent's file is as before but for its name.
    playbook.change(
        "agents/first-agent.md",
        "If the site note is missing",
        "Name the gate, never the software.\n\nIf the site note is missing",
    );
    let lifted = ends(run(room, &["lift", "first-agent", "--into", "trade"]), 0);
    assert!(
        lifted.contains("+++ b/patterns/trade.md")
            && lifted.contains("+Name the gate, never the software.")
            && lifted.contains("+patterns: [opening, follow-up, trade]")
            && lifted.contains("-Name the gate, never the software."),
        "{lifted}"
    );
    assert!(before("patterns/trade.md").ends_with("\n\nName the gate, never the software.\n"));
    assert_eq!(
        before("agents/first-agent.md"),
        agent.replacen("follow-up]", "follow-up, trade]", 1)
    );
    assert!(
        ends(run(room, &["push", "-m", "lifted"]), 0).contains("it reaches 1 agent: first-agent")
    );

    // An edit of the house reaches both, and each shows a letter, or says why there is none.
    playbook.change(
        "house.md",
        "  - quick question\n",
        "  - quick question\n  - look at it\n",
    );
    let diff = ends(run(room, &["diff"]), 1);
    assert!(
        diff.contains("it reaches 2 agents:")
            && diff.contains("  first-agent, by house.md")
            && diff.contains("  second, by house.md"),
        "{diff}"
    );
    assert!(
        diff.contains("first-agent: ")
            && diff.contains("it reads the same")
            && diff.contains("lint, new: banned_phrase \"look at it\""),
        "{diff}"
    );
    assert!(diff.contains("second: nobody was written to yet"), "{diff}");
    // An edit of one agent reaches it alone, and its letter is shown word by word.
    ends(run(room, &["push", "-m", "no looks"]), 0);
    playbook.change(
        "agents/first-agent.md",
        "Would 20 minutes next week",
        "Would ten minutes next week",
    );
    let diff = ends(run(room, &["diff"]), 1);
    assert!(
        diff.contains("it reaches 1 agent:")
            && diff.contains("first-agent, by agents/first-agent.md"),
        "{diff}"
    );
    assert_eq!(
        diff.matches("Would [-20-]{+ten+} minutes").count(),
        1,
        "{diff}"
    );
    let pushed = ends(run(room, &["push", "-m", "ten"]), 0);
    assert_eq!(
        pushed.matches("Would [-20-]{+ten+} minutes").count(),
        1,
        "{pushed}"
    );
    assert!(server.terminate().success());
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
    assert!(told.contains("6 cards of composer"), "{told}");
    assert_eq!(
        told.matches("Would [-20-]{+ten+} minutes").count(),
        6,
        "{told}"
    );
    assert!(told.contains("6 cards: 6 of 6 read otherwise"), "{told}");

    // As a power cut leaves it: what was set out to do and two letters whole, the third cut off.
    let mut folder = std::fs::read_dir(room.join("data/replays")).unwrap();
    let kept = folder.next().unwrap().unwrap().path();
    let text = std::fs::read_to_string(&kept).unwrap();
    let two: usize = text.split_inclusive('\n').take(3).map(str::len).sum();
    std::fs::write(&kept, &text[..two + 40]).unwrap();
    let again = ends(run(room, &["replay", "first-agent"]), 0);
    assert!(
        again.contains("4 cards of composer") && again.contains("2 are there from before"),
        "{again}"
    );
    assert_eq!(
        again.matches("Would [-20-]{+ten+} minutes").count(),
        6,
        "{again}"
    );
    assert_eq!(std::fs::read_to_string(&kept).unwrap().lines().count(), 7);
    ends(run(room, &["replay", "nobody"]), 1);
    assert_eq!(
        api.get("/playbook")["folder_waits"],
        true,
        "nothing was put in force"
    );
    assert!(server.terminate().success());
}
