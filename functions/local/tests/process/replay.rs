//! Fifty leads are written to again by a model that counts: interrupted, killed and gone on with, a replay
//! pays for no letter twice, and costs what it said.

use crate::common::api::approval;
use crate::common::model::{self, draft, tokens};
use crate::common::playbooks::Playbook;
use crate::common::server::{Server, Start};
use crate::common::until;
use serde_json::{Value, json};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex};

const LEADS: usize = 50;
/// As many characters as what it replaces: the prompt is not longer, so the same is charged again.
const EDIT: (&str, &str) = ("Would 20 minutes", "Would 15 minutes");

/// What the model was asked for the replay, and the call at which it waits.
#[derive(Default)]
struct Asked {
    calls: usize,
    input: usize,
    output: usize,
    waits_at: Option<usize>,
}

type Model = Arc<(Mutex<Asked>, Condvar)>;

/// Holds back the answer to the call of that number.
fn hold_back(model: &Model, call: Option<usize>) {
    model.0.lock().unwrap().waits_at = call;
    model.1.notify_all();
}

fn calls(model: &Model) -> usize {
    model.0.lock().unwrap().calls
}

/// A server with so many drafted leads of its one agent, and the cards.
fn drafted(
    room: &Path,
    (leads, review): (usize, &str),
    write: impl Fn(&str) -> Value + Send + 'static,
) -> (Playbook, Server, Vec<Value>) {
    let playbook = Playbook::roomy(&room.join("playbook"));
    playbook.by_the_real_clock(leads);
    playbook.two_steps();
    playbook.change("agents/first-agent.md", "review: together", review);
    let mut start = Start::new(&room.join("data"), &playbook.dir);
    start.args = vec!["--market".to_owned(), "none".to_owned()];
    start.env = model::serve(move |asked| Ok(write(asked)));
    let server = start.serve();
    let mut api = server.api();
    api.accept_rest("first-agent");
    // A planted card is of no conversation.
    let cards = until("all leads are drafted", || {
        let all = api.conversations();
        let known = |card: &Value| all.iter().any(|row| row["id"] == card["conversation"]);
        let mut cards = api.cards("draft");
        cards.retain(known);
        (cards.len() == leads).then_some(cards)
    });
    (playbook, server, cards)
}

fn write(model: &Model, asked: &str) -> Value {
    let of_replay = asked.contains(EDIT.1);
    let minutes = if of_replay { 15 } else { 20 };
    let letter = draft(
        "trucks at your docks",
        &format!(
            "Hello,\n\nI write about the trucks that stop at your docks.\n\nWould {minutes} minutes next week suit you for a look at it?\n\nMara Lindholt"
        ),
    );
    if of_replay {
        let mut state = model.0.lock().unwrap();
        let (input, output) = tokens(asked, &letter);
        state.calls += 1;
        state.input += input;
        state.output += output;
        let call = state.calls;
        let waits = |state: &mut Asked| state.waits_at == Some(call);
        drop(model.1.wait_while(state, waits).unwrap());
    }
    letter
}

fn onloop(room: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onloop"));
    command.args(args);
    command.arg("--data").arg(room.join("data"));
    command.arg("--playbook").arg(room.join("playbook"));
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn replay(room: &Path, args: &[&str]) -> Command {
    onloop(room, &[&["replay", "first-agent"], args].concat())
}

/// What a push would change, as it is told.
fn diff(room: &Path) -> String {
    let done = onloop(room, &["diff"]).output().unwrap();
    assert_eq!(done.status.code(), Some(1));
    let words = [done.stdout, done.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    words.concat()
}

/// A replay that has come to a call, whose answer the model holds back.
fn replay_until(room: &Path, model: &Model, call: usize) -> Child {
    hold_back(model, Some(call));
    let child = replay(room, &[]).spawn().unwrap();
    until("the replay comes to that letter", || {
        (calls(model) == call).then_some(())
    });
    child
}

/// Exit code and words of a replay that has ended.
fn ended(child: Child) -> (Option<i32>, String) {
    let done = child.wait_with_output().unwrap();
    let words = [done.stdout, done.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    assert!(!words[1].contains("panicked"), "{}", words[1]);
    (done.status.code(), words.concat())
}

fn signal(child: &Child, name: &str) {
    let id = child.id().to_string();
    let sent = Command::new("kill").args([name, &id]).status().unwrap();
    assert!(sent.success());
}

/// Letters that are kept.
fn kept(room: &Path) -> usize {
    let mut folder = std::fs::read_dir(room.join("data/replays")).unwrap();
    let text = std::fs::read_to_string(folder.next().unwrap().unwrap().path()).unwrap();
    text.lines()
        .filter(|line| line.starts_with("{\"letter\""))
        .count()
}

#[test]
fn a_replay_of_fifty_is_interrupted_goes_on_pays_nothing_twice_and_costs_what_it_said() {
    let dir = tempfile::tempdir().unwrap();
    let room = dir.path();
    let model = Model::default();
    let (playbook, server, cards) = drafted(room, (LEADS, "review: each"), {
        let model = Arc::clone(&model);
        move |asked| write(&model, asked)
    });
    let api = server.api();
    let (mut page, _) = api.sign_in(&server.token);
    let [killed, approved, ..] = cards.as_slice() else {
        panic!("{cards:?}");
    };
    let kill = json!({ "type": "kill", "reason": "weak_offer",
        "fingerprints": approval(killed)["fingerprints"] });
    page.decided(killed["id"].as_str().unwrap(), kill);
    page.decided(approved["id"].as_str().unwrap(), approval(approved));
    playbook.change("agents/first-agent.md", EDIT.0, EDIT.1);

    // A letter that is paid for is not written unasked.
    let words = diff(room);
    assert!(
        words.contains("first-agent, by agents/first-agent.md")
            && words.contains("about 1 call, ")
            && words.contains("onloop diff --examples"),
        "{words}"
    );
    assert_eq!(calls(&model), 0);

    // Told to stop, it waits for the letter in hand, which is paid, and asks for no other.
    let child = replay_until(room, &model, 20);
    signal(&child, "-INT");
    hold_back(&model, None);
    let (code, words) = ended(child);
    assert_eq!(code, Some(1), "{words}");
    assert_eq!((calls(&model), kept(room)), (20, 20), "{words}");
    assert!(words.contains("20 of 50 cards are kept"), "{words}");
    let said = |words: &str, before: &str| {
        let told = words.lines().find_map(|line| {
            let (_, told) = line.split_once(before)?;
            Some(told.split(['$', ';']).next()?.to_owned())
        });
        told.unwrap_or_else(|| panic!("{before:?} in {words}"))
    };
    let before = said(&words, "it will cost about ");
    assert!(before.starts_with("50 calls, "), "{words}");

    // Killed without a word, it loses no more than the letter in hand.
    let child = replay_until(room, &model, 36);
    signal(&child, "-KILL");
    let (code, words) = ended(child);
    hold_back(&model, None);
    assert_eq!(code, None);
    assert!(words.contains("20 are there from before"), "{words}");
    assert!(words.contains("30 of 50 cards, $"), "{words}");
    assert_eq!((calls(&model), kept(room)), (36, 35));

    // Run again, it writes the rest, and nothing else.
    let done = replay(room, &[]).output().unwrap();
    let words = [done.stdout, done.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    let words = words.concat();
    assert_eq!(done.status.code(), Some(0), "{words}");
    assert_eq!((calls(&model), kept(room)), (51, 50), "{words}");
    assert!(words.contains("35 are there from before"), "{words}");
    assert_eq!(
        words.matches("Would [-20-]{+15+} minutes").count(),
        LEADS,
        "{words}"
    );
    assert!(words.contains("past kills: 1 of 1"), "{words}");
    assert!(words.contains("weak_offer; reads otherwise"), "{words}");
    assert!(words.contains("past approvals: 1 of 1"), "{words}");
    assert!(words.contains("trust: nothing is proven"), "{words}");

    // What it did cost is what was said before the first letter, token by token, and what the model counted,
    // but for the letter that was in hand when it was killed.
    assert_eq!(said(&words, "it did cost "), before, "{words}");
    assert_eq!(said(&words, "said before it began: "), before, "{words}");
    let again = replay(room, &["--json"]).output().unwrap();
    assert_eq!(calls(&model), 51, "all of it is there");
    // What it wrote is the example of a diff, and costs nothing there.
    let words = diff(room);
    assert_eq!(
        words.matches("Would [-20-]{+15+} minutes").count(),
        1,
        "{words}"
    );
    assert_eq!(calls(&model), 51);
    let lines = String::from_utf8(again.stdout).unwrap();
    let lines: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), LEADS + 1);
    let summary = &lines[LEADS]["summary"];
    assert_eq!(summary["cost"]["calls"], 50);
    let counted = |field: &str| {
        let letters = lines[..LEADS].iter();
        letters
            .map(|letter| letter["tokens"][field].as_u64().unwrap())
            .sum::<u64>()
    };
    let state = model.0.lock().unwrap();
    for (field, all) in [("input", state.input), ("output", state.output)] {
        assert_eq!(summary["cost"]["tokens"][field], counted(field));
        let one = counted(field) / 50;
        let all = u64::try_from(all).unwrap();
        let beyond = all.checked_sub(counted(field)).unwrap();
        assert!(
            beyond.abs_diff(one) < 40,
            "{field}: one letter more, not {beyond}"
        );
    }
    let dollars = summary["cost"]["dollars"].as_f64().unwrap();
    let (input, output) = (counted("input"), counted("output"));
    let prices: Value =
        serde_json::from_str(include_str!("../../../../infra/prices.json")).unwrap();
    let price = |name: &str| prices["model"][name].as_f64().unwrap();
    let whole = |tokens: u64| f64::from(u32::try_from(tokens).unwrap());
    let by_table = (whole(input) * price("million_input_tokens")
        + whole(output) * price("million_output_tokens"))
        / 1e6;
    assert!((dollars - by_table).abs() < 1e-9, "{dollars} {by_table}");
    drop(state);
    assert!(server.terminate().success());
}

#[test]
fn what_was_replayed_is_judged_at_the_page_and_by_nobody_else() {
    let dir = tempfile::tempdir().unwrap();
    let room = dir.path();
    let (playbook, server, _) = drafted(room, (5, "review: together"), |asked| {
        let way = match asked.contains("Name the gate first.") {
            true => "gate",
            false => "docks",
        };
        draft(
            "trucks at your site",
            &format!(
                "Hello,\n\nI write about the trucks that stop at your {way}.\n\nWould 20 minutes next week suit you for a look at it?\n\nMara Lindholt"
            ),
        )
    });
    playbook.change(
        "patterns/opening.md",
        "1. Begin with",
        "1. Name the gate first. Begin with",
    );
    let done = replay(room, &[]).output().unwrap();
    let words = String::from_utf8(done.stdout).unwrap();
    assert!(words.contains("[-docks.-]{+gate.+}"), "{words}");
    assert!(words.contains("--- letter 2"), "the whole card: {words}");
    let (_, link) = words.split_once("#/replay/first-agent?version=").unwrap();
    let version = link.split_whitespace().next().unwrap();
    assert!(
        words.contains("5 cards would count for the proof"),
        "{words}"
    );
    let lines = replay(room, &["--json"]).output().unwrap();
    let lines = String::from_utf8(lines.stdout).unwrap();
    let ids: Vec<String> = lines
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .filter_map(|line| Some(line["conversation"].as_str()?.to_owned()))
        .collect();
    assert_eq!(ids.len(), 5);

    let (mut page, _) = server.api().sign_in(&server.token);
    let said = |id: &str, verdict: &str| {
        let reason = (verdict == "kill").then_some("off_tone");
        json!({ "version": version, "conversation": id, "verdict": verdict, "reason": reason })
    };
    let approved = said(&ids[0], "approve");
    let refused = server
        .api()
        .call("POST", "/replay/verdict", Some(&approved));
    assert!(refused.problem(400).contains("by a person"));
    for (id, verdict) in ids
        .iter()
        .zip(["approve", "fix", "kill", "approve", "approve"])
    {
        let told = page.post("/replay/verdict", &said(id, verdict));
        assert_eq!(told["verdict"], json!(verdict));
    }
    let again = json!({ "version": version, "conversation": ids[2] });
    let again = page.post("/replay/letter", &again);
    assert_eq!(again["standing"]["verdict"], json!("kill"));
    let mut log = Command::new(env!("CARGO_BIN_EXE_onloop"));
    log.args(["log", "--data"]).arg(room.join("data"));
    let log = String::from_utf8(log.output().unwrap().stdout).unwrap();
    assert_eq!(log.matches("replay_judged").count(), 5, "{log}");
    assert!(log.contains("killed, off_tone; counts for class"), "{log}");
    assert!(server.terminate().success());
}
