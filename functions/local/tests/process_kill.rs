//! `kill -9` in the middle of sending, again and again: no letter twice, no lead lost, nothing to
//! anybody who was stopped.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common_process;

use common_process::api::{Api, approval, unwritten, verdict_id};
use common_process::audit::audit;
use common_process::log_lines::Line;
use common_process::playbooks::{Playbook, leads};
use common_process::server::{Server, Start};
use common_process::{Dice, outbox, until};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

const LEADS: usize = 150;
const KILLS: usize = 10;

/// Kills the process once so many letters more are in its folder: between the letter and its
/// receipt, more often than not.
fn kill_after(server: &Server, more: usize) -> (JoinHandle<()>, Arc<AtomicBool>) {
    let (kill, data) = (server.killer(), server.data.clone());
    let over = Arc::new(AtomicBool::new(false));
    let stop = over.clone();
    let target = outbox::count(&data) + more;
    let killer = std::thread::spawn(move || {
        while outbox::count(&data) < target {
            if stop.load(Ordering::SeqCst) {
                return;
            }
            std::thread::sleep(Duration::from_micros(50));
        }
        kill();
    });
    (killer, over)
}

/// A verdict that is given until there is an answer, over every kill.
struct Pending {
    path: String,
    body: Value,
}

struct Run {
    start: Start,
    server: Server,
    api: Api,
    /// Verdicts whose answer never came: they are given again, under the same id.
    pending: VecDeque<Pending>,
    kills: usize,
    /// Claims that had no receipt when the process died.
    caught: usize,
    looks: BTreeMap<String, usize>,
    stopped: BTreeSet<String>,
}

impl Run {
    fn begin(data: PathBuf, playbook: &Path) -> Self {
        let start = Start::new(&data, playbook);
        let server = start.serve();
        let mut api = server.api();
        api.pause();
        Self {
            start,
            server,
            api,
            pending: VecDeque::new(),
            kills: 0,
            caught: 0,
            looks: BTreeMap::new(),
            stopped: BTreeSet::new(),
        }
    }

    /// The same data, a new process.
    fn again(&mut self) {
        until("the killed process is gone", || {
            (!self.server.runs()).then_some(())
        });
        assert!(
            !self.server.words().contains("panicked"),
            "{}",
            self.server.words()
        );
        self.server = self.start.serve();
        self.api = self.server.api();
        self.kills += 1;
        self.caught +=
            usize::try_from(self.api.get("/status")["in_flight"].as_u64().unwrap()).unwrap();
        self.api.pause();
        while let Some(pending) = self.pending.pop_front() {
            let answer = self.api.call("POST", &pending.path, Some(&pending.body));
            // Given in time before the kill, or now; a conversation that ended meanwhile says so.
            assert!(
                [200, 409].contains(&answer.status),
                "{}",
                String::from_utf8_lossy(&answer.body)
            );
        }
    }

    /// False: the process is gone, and the verdict is given again later.
    fn give(&mut self, path: String, decision: &Value) -> bool {
        let body = json!({ "verdict": verdict_id(), "decision": decision });
        match self.api.try_call("POST", &path, Some(&body)) {
            Ok(answer) => {
                assert!(
                    [200, 409].contains(&answer.status),
                    "{}",
                    String::from_utf8_lossy(&answer.body)
                );
                true
            }
            Err(_) => {
                self.pending.push_back(Pending { path, body });
                false
            }
        }
    }

    /// Decides at most `most` cards. False: the process is gone.
    fn work(&mut self, most: usize) -> bool {
        let Ok(answer) = self.api.try_call("GET", "/queue?limit=100", None) else {
            return false;
        };
        let queue = answer.json();
        for card in queue["cards"].as_array().unwrap().iter().take(most) {
            let id = card["id"].as_str().unwrap();
            let path = format!("/cards/{id}/verdict");
            let look = self.looks.entry(id.to_owned()).or_default();
            *look += 1;
            let number = self.looks.len();
            let goes_on = match card["kind"].as_str().unwrap() {
                "draft" if unwritten(card) => {
                    let conversation = card["conversation"].as_str().unwrap();
                    self.give(
                        format!("/conversations/{conversation}/act"),
                        &json!({ "type": "take_over" }),
                    )
                }
                "draft" if number.is_multiple_of(13) => {
                    let conversation = card["conversation"].as_str().unwrap().to_owned();
                    self.stopped.insert(conversation.clone());
                    self.give(path, &approval(card))
                        && self.give(
                            format!("/conversations/{conversation}/act"),
                            &json!({ "type": "stop" }),
                        )
                }
                "draft" => self.give(path, &approval(card)),
                "reply" if number.is_multiple_of(2) => {
                    let back =
                        json!({ "type": "hand_back", "note": "Thank them and offer Tuesday." });
                    self.give(path.clone(), &back) && self.give(path, &json!({ "type": "done" }))
                }
                "reply" => self.give(path, &json!({ "type": "done" })),
                "in_doubt" => self.give(path, &json!({ "type": "settle", "outcome": "sent" })),
                other => panic!("no {other} is expected here"),
            };
            if !goes_on {
                return false;
            }
        }
        true
    }

    /// Lets a day pass. False: the process is gone.
    fn skip_day(&mut self) -> bool {
        let now = |api: &mut Api| -> Option<jiff::Timestamp> {
            let status = api.try_call("GET", "/status", None).ok()?.json();
            status["now"].as_str().unwrap().parse().ok()
        };
        let Some(before) = now(&mut self.api) else {
            return false;
        };
        if self
            .api
            .try_call("POST", "/clock", Some(&json!({ "action": "skip_day" })))
            .is_err()
        {
            return false;
        }
        let target = before + jiff::SignedDuration::from_hours(24);
        until(
            "a simulated day passes, or the process dies",
            || match now(&mut self.api) {
                Some(now) => (now >= target).then_some(true),
                None => Some(false),
            },
        )
    }
}

#[test]
fn killed_at_any_moment_it_loses_nothing_and_sends_nothing_twice() {
    let room = tempfile::tempdir().unwrap();
    let playbook = Playbook::roomy(&room.path().join("playbook"));
    playbook.write("leads.csv", leads("kill", LEADS));
    let data = room.path().join("data");
    let mut run = Run::begin(data.clone(), &playbook.dir);
    let mut dice = Dice(20_261_123);

    // Once while leads are accepted and drafted.
    let list = run.api.list_of("first-agent")["list"]["list"]
        .as_str()
        .unwrap()
        .to_owned();
    let accept =
        json!({ "verdict": verdict_id(), "decision": { "type": "accept", "leads": "rest" } });
    run.api.post(&format!("/lists/{list}/verdict"), &accept);
    until("the first leads are taken", || {
        (run.api.get(&format!("/lists/{list}"))["accepted"]
            .as_u64()
            .unwrap()
            > 0)
        .then_some(())
    });
    (run.server.killer())();
    run.again();
    // What the killed process was at is leased until its time is over.
    assert!(run.skip_day());
    let decided = run.api.list_decided(&list);
    assert_eq!(decided["accepted"], LEADS);

    // Then while letters leave and verdicts come in.
    while run.kills < KILLS {
        let (killer, over) = kill_after(&run.server, usize::try_from(1 + dice.roll(6)).unwrap());
        let mut alive = true;
        for _ in 0..12 {
            alive = alive && run.work(12) && run.skip_day();
        }
        if alive {
            // Too few letters were left to wait for: any moment will do.
            (run.server.killer())();
        }
        over.store(true, Ordering::SeqCst);
        killer.join().unwrap();
        run.again();
    }

    let mut days = 0_u32;
    let left = loop {
        while !run.api.cards("").is_empty() {
            assert!(run.work(100), "it died by itself: {}", run.server.words());
        }
        let left: Vec<Value> = if days.is_multiple_of(5) {
            let all = run.api.conversations();
            assert_eq!(all.len(), LEADS, "a lead is lost");
            all.into_iter()
                .filter(|row| {
                    !["closed", "stopped", "with_operator"]
                        .contains(&row["phase"].as_str().unwrap())
                })
                .collect()
        } else {
            vec![Value::Null]
        };
        if left.is_empty() || days > 420 {
            break left;
        }
        assert!(run.skip_day());
        days += 1;
    };
    assert_eq!(
        left,
        Vec::<Value>::new(),
        "conversations without an end after {days} days"
    );
    let status = run.api.get("/status");
    assert_eq!(
        (&status["dead_letters"], &status["in_flight"]),
        (&json!(0), &json!(0)),
        "{status}"
    );
    let lines: Vec<Line> = run.api.log().iter().map(Line::read).collect();
    let letters = outbox::letters(&data);
    let told = audit(&lines);
    told.agrees_with(&letters);
    for conversation in &run.stopped {
        assert!(
            told.stopped.contains_key(conversation),
            "the stop of {conversation} was lost"
        );
    }
    eprintln!(
        "{} kills, {} claims without a receipt at that moment; {} letters, {} claims settled by asking, {} not sent, {days} days",
        run.kills,
        run.caught,
        letters.len(),
        told.sent.values().filter(|letter| letter.settled).count(),
        told.not_sent.len(),
    );
    assert!(
        run.caught > 0,
        "no kill came between a claim and its receipt: the test has lost its point"
    );
    let Run { server, .. } = run;
    assert!(server.terminate().success());
}
