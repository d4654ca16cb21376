//! `kill -9`, 50 times in the run of 2,000 leads: no letter twice, no lead lost, no verdict lost,
//! nothing to anybody who was stopped, and a halt stays a halt.

use crate::common::api::{Api, approval, unwritten};
use crate::common::audit::audit;
use crate::common::outbox::Letter;
use crate::common::playbooks::Playbook;
use crate::common::server::{Server, Start};
use crate::common::verdicts::{self, Verdict};
use crate::common::{Dice, outbox, until};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

const LEADS: usize = 2_000;
const SEED: u64 = 20_261_123;
/// Kills while leads are read and scored, while they are accepted and drafted, while letters leave,
/// and while the last conversations end.
const SOURCING: usize = 4;
const DRAFTING: usize = 8;
const SENDING: usize = 30;
const ENDING: usize = 8;
/// About so many letters leave in the whole run.
const LETTERS: u64 = 3_100;

/// A moment at which the process is killed.
#[derive(Debug, Clone, Copy)]
struct Moment {
    /// Once so many letters are in the folder, by whoever wrote them.
    letters: usize,
    /// And so much later.
    then: Duration,
}

/// Kills the process at a moment of its life.
struct Killer {
    thread: JoinHandle<()>,
    over: Arc<AtomicBool>,
}

impl Killer {
    fn aim(server: &Server, moment: Moment) -> Self {
        let (kill, data) = (server.killer(), server.data.clone());
        let over = Arc::new(AtomicBool::new(false));
        let stop = over.clone();
        let thread = std::thread::spawn(move || {
            while outbox::count(&data) < moment.letters && !stop.load(Ordering::SeqCst) {
                std::thread::sleep(Duration::from_millis(3));
            }
            std::thread::sleep(moment.then);
            kill();
        });
        Self { thread, over }
    }

    /// Whatever it waited for did not come: it kills now.
    fn now(self) {
        self.over.store(true, Ordering::SeqCst);
        self.thread.join().unwrap();
    }
}

/// Somebody who wants no more letters, and how they say it.
#[derive(Debug, Clone)]
enum OptOut {
    Link(Letter),
    Mail(Letter),
    Folder(Letter),
}

struct Run {
    start: Start,
    server: Server,
    api: Api,
    /// Verdicts whose answer never came: they are given again, under the same id.
    pending: VecDeque<Verdict>,
    /// Verdicts that were taken; the last so many since the last kill.
    taken: Vec<Verdict>,
    fresh: usize,
    /// Opt-outs that were not acknowledged yet.
    leaving: VecDeque<OptOut>,
    /// Address, and when it was certain that they are stopped.
    left: BTreeMap<String, Option<Timestamp>>,
    kills: usize,
    /// Claims that had no receipt when the process died.
    caught: usize,
    looks: BTreeSet<String>,
    stopped: BTreeSet<String>,
    /// When the day ends that passes.
    day: Option<Timestamp>,
    days: u32,
    clock: Option<Timestamp>,
    known: BTreeSet<String>,
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
            taken: Vec::new(),
            fresh: 0,
            leaving: VecDeque::new(),
            left: BTreeMap::new(),
            kills: 0,
            caught: 0,
            looks: BTreeSet::new(),
            stopped: BTreeSet::new(),
            day: None,
            days: 0,
            clock: None,
            known: BTreeSet::new(),
        }
    }

    /// The same data, a new process: what was taken from the last one is there, and counts once.
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
        self.api.pause();
        self.kills += 1;
        self.day = None;
        let status = self.api.get("/status");
        self.caught += usize::try_from(status["in_flight"].as_u64().unwrap()).unwrap();
        let now: Timestamp = status["now"].as_str().unwrap().parse().unwrap();
        assert!(
            self.clock.is_none_or(|clock| clock <= now),
            "the clock went back to {now}"
        );
        let fresh = self.taken.split_off(self.taken.len() - self.fresh);
        self.fresh = 0;
        for (number, verdict) in fresh.iter().rev().enumerate() {
            let before = self.timeline(&verdict.conversation);
            assert!(
                verdict.is_in(&before),
                "this was taken and is lost: {verdict:?}"
            );
            if number < 3 {
                assert_eq!(verdict.give(&mut self.api), Some(true), "{verdict:?}");
                let after = self.timeline(&verdict.conversation);
                assert_eq!(before, after, "a repeat of {verdict:?} decided something");
            }
        }
        self.taken.extend(fresh);
        while let Some(verdict) = self.pending.pop_front() {
            assert!(
                self.give(verdict),
                "it died by itself: {}",
                self.server.words()
            );
        }
        while let Some(leaves) = self.leaving.pop_front() {
            assert!(
                self.leave(leaves),
                "it died by itself: {}",
                self.server.words()
            );
        }
    }

    /// What operators decided in one conversation, as its page tells it.
    fn timeline(&mut self, conversation: &str) -> verdicts::Decided {
        let page = self.api.get(&format!("/conversations/{conversation}"));
        let mut all = verdicts::Decided::new();
        for row in page["timeline"].as_array().unwrap() {
            if row["who"].as_str().unwrap().starts_with("operator ") {
                let event = row["event"].as_str().unwrap().to_owned();
                let words = row["words"].as_str().unwrap().to_owned();
                all.entry((conversation.to_owned(), event))
                    .or_default()
                    .push(words);
            }
        }
        all
    }

    /// False: the process is gone, and the verdict is given again later.
    fn give(&mut self, verdict: Verdict) -> bool {
        match verdict.give(&mut self.api) {
            Some(true) => {
                self.taken.push(verdict);
                self.fresh += 1;
                true
            }
            Some(false) => true,
            None => {
                self.pending.push_back(verdict);
                false
            }
        }
    }

    /// Decides at most `most` cards. False: the process is gone.
    fn work(&mut self, most: usize) -> bool {
        let Ok(answer) = self
            .api
            .try_call("GET", &format!("/queue?limit={most}"), None)
        else {
            return false;
        };
        let queue = answer.json();
        let cards = queue["cards"].as_array().unwrap();
        if cards.is_empty() {
            // Who asks all the time keeps the process from its work.
            std::thread::sleep(Duration::from_millis(10));
        }
        for card in cards {
            let id = card["id"].as_str().unwrap();
            self.looks.insert(id.to_owned());
            let number = self.looks.len();
            let path = format!("/cards/{id}/verdict");
            let conversation = card["conversation"].as_str().unwrap_or_default();
            let act = format!("/conversations/{conversation}/act");
            let approve = || Verdict::on(card, path.clone(), "approved", &approval(card));
            let done = || {
                Verdict::on(
                    card,
                    path.clone(),
                    "reply_filed",
                    &json!({ "type": "done" }),
                )
            };
            let decisions = match card["kind"].as_str().unwrap() {
                "draft" if unwritten(card) => {
                    vec![Verdict::on(
                        card,
                        act,
                        "taken_over",
                        &json!({ "type": "take_over" }),
                    )]
                }
                "draft" if number.is_multiple_of(29) => {
                    self.stopped.insert(conversation.to_owned());
                    let stop = Verdict::on(card, act, "stopped", &json!({ "type": "stop" }));
                    vec![approve(), stop]
                }
                "draft" => vec![approve()],
                "reply" if number.is_multiple_of(2) => {
                    let back =
                        json!({ "type": "hand_back", "note": "Thank them and offer Tuesday." });
                    vec![
                        Verdict::on(card, path.clone(), "handed_back", &back),
                        done(),
                    ]
                }
                "reply" => vec![done()],
                "in_doubt" => {
                    let settle = json!({ "type": "settle", "outcome": "sent" });
                    vec![Verdict::on(card, path, "sent", &settle)]
                }
                "mailbox" => {
                    if self.api.resume_mailbox(card).is_err() {
                        return false;
                    }
                    Vec::new()
                }
                other => panic!("no {other} is expected here"),
            };
            let mut decisions = decisions.into_iter();
            while let Some(verdict) = decisions.next() {
                if !self.give(verdict) {
                    // What would have come next is given after it.
                    self.pending.extend(decisions);
                    return false;
                }
            }
        }
        true
    }

    /// The clock, if the process lives.
    fn now(&mut self) -> Option<Timestamp> {
        let status = self.api.try_call("GET", "/status", None).ok()?.json();
        self.clock = Some(status["now"].as_str().unwrap().parse().unwrap());
        self.clock
    }

    /// Decides a little while a day passes. False: the process is gone.
    fn go_on(&mut self) -> bool {
        self.pass() && self.work(20) && self.some_leave()
    }

    /// Lets the next day pass, if none does. False: the process is gone.
    fn pass(&mut self) -> bool {
        let Some(now) = self.now() else { return false };
        if self.day.is_none_or(|day| day <= now) {
            let skip = json!({ "action": "skip_day" });
            if self.api.try_call("POST", "/clock", Some(&skip)).is_err() {
                return false;
            }
            self.day = Some(now + jiff::SignedDuration::from_hours(24));
            self.days += 1;
        }
        true
    }

    /// Now and then the reader of a new letter wants no more of them. False: the process is gone.
    fn some_leave(&mut self) -> bool {
        if outbox::count(&self.start.data) < self.known.len() + 60 {
            return true;
        }
        let fresh = outbox::fresh(&self.start.data, &self.known);
        self.known
            .extend(fresh.iter().map(|letter| letter.claim.clone()));
        for (number, letter) in fresh.into_iter().enumerate().filter(|(n, _)| n % 20 == 0) {
            let leaves = match number / 20 % 3 {
                0 => OptOut::Link(letter),
                1 => OptOut::Mail(letter),
                _ => OptOut::Folder(letter),
            };
            if !self.leave(leaves) {
                return false;
            }
        }
        true
    }

    /// False: the process is gone, and they say it again later.
    fn leave(&mut self, leaves: OptOut) -> bool {
        const WORDS: &str = "Please unsubscribe me from this list.";
        let taken = match &leaves {
            OptOut::Link(letter) => outbox::one_click(&mut self.api, letter).ok(),
            OptOut::Mail(letter) => {
                let answer = self.api.inbound(&outbox::answer(letter, WORDS));
                answer.ok().map(|answer| answer.status)
            }
            OptOut::Folder(letter) => {
                // Whole under its name or not there, as the folder asks for it.
                let inbox = self.start.data.join("inbox");
                let unfinished = inbox.join(format!("{}.part", letter.claim));
                std::fs::write(&unfinished, outbox::answer(letter, WORDS)).unwrap();
                std::fs::rename(unfinished, inbox.join(format!("{}.eml", letter.claim))).unwrap();
                self.left.insert(letter.to.clone(), None);
                return true;
            }
        };
        let at = taken.and_then(|status| self.now().map(|now| (status, now)));
        match (at, &leaves) {
            (Some((200, now)), OptOut::Link(letter)) | (Some((202, now)), OptOut::Mail(letter)) => {
                self.left.insert(letter.to.clone(), Some(now));
                true
            }
            (None, _) => {
                self.leaving.push_back(leaves);
                false
            }
            (Some((status, _)), _) => panic!("{leaves:?}: {status}"),
        }
    }

    /// Works on until the process is killed at a moment, and starts it anew.
    fn until_killed(&mut self, moment: Moment) {
        let begun = (self.now(), outbox::count(&self.start.data));
        let killer = Killer::aim(&self.server, moment);
        let first = self.days;
        while self.go_on() && self.days < first + 30 {}
        killer.now();
        eprintln!(
            "kill {}: {moment:?}; it lived from {begun:?} until {:?} and {} letters",
            self.kills + 1,
            self.clock,
            outbox::count(&self.start.data)
        );
        self.again();
    }

    /// All are halted, the process is killed, and nothing leaves until they may go on.
    fn halted(&mut self) {
        self.api
            .post("/halt", &json!({ "scope": "fleet", "on": true }));
        (self.server.killer())();
        let letters = outbox::count(&self.start.data);
        self.again();
        assert_eq!(self.api.get("/status")["halted"]["fleet"], true);
        for _ in 0..2 {
            let day = self.days;
            while self.days <= day {
                assert!(self.go_on());
            }
        }
        assert_eq!(
            outbox::count(&self.start.data),
            letters,
            "a letter left in spite of the halt"
        );
        self.api
            .post("/halt", &json!({ "scope": "fleet", "on": false }));
    }

    /// Conversations that are neither over nor the operator's own.
    fn open(&mut self) -> Vec<Value> {
        let all = self.api.conversations();
        assert_eq!(all.len(), LEADS, "a lead is lost");
        let is_open = |row: &Value| {
            !["closed", "stopped", "with_operator"].contains(&row["phase"].as_str().unwrap())
        };
        all.into_iter().filter(is_open).collect()
    }
}

#[test]
fn killed_fifty_times_it_loses_nothing_and_sends_nothing_twice() {
    let begun = Instant::now();
    let room = tempfile::tempdir().unwrap();
    let playbook = Playbook::roomy(&room.path().join("playbook"));
    playbook.two_steps();
    playbook.fleet(&["nils", "oona", "pia"], LEADS);
    let data = room.path().join("data");
    let mut run = Run::begin(data.clone(), &playbook.dir);
    let mut dice = Dice(SEED);
    eprintln!("seed {SEED}");
    let mut kill = |run: &mut Run, most: u64| {
        let then = Duration::from_micros(dice.roll(most * 1_000));
        std::thread::sleep(then);
        (run.server.killer())();
        eprintln!("kill {}: {then:?} after its start", run.kills + 1);
        run.again();
    };
    for _ in 0..SOURCING {
        kill(&mut run, 500);
    }
    // What a killed process was at is leased until its time is over.
    let lists = until("all lists are filled", || {
        assert!(run.pass());
        let cards = run.api.cards("list");
        let waiting: u64 = (cards.iter())
            .map(|card| card["list"]["waiting"].as_u64().unwrap())
            .sum();
        (waiting == u64::try_from(LEADS).unwrap()).then_some(cards)
    });
    eprintln!("sourced after {:?}", begun.elapsed());
    let accept = |run: &mut Run| {
        for card in &lists {
            let path = format!("/lists/{}/verdict", card["list"]["list"].as_str().unwrap());
            let all = json!({ "type": "accept", "leads": "rest" });
            run.api.post(
                &path,
                &json!({ "verdict": verdict_of(card), "decision": all }),
            );
        }
    };
    for _ in 0..DRAFTING {
        accept(&mut run);
        kill(&mut run, 1_500);
    }
    accept(&mut run);
    until("all lists are decided", || {
        assert!(run.pass());
        let all = run.api.conversations();
        assert_eq!(all.len(), LEADS, "a lead is lost");
        all.iter().all(|row| row["phase"] != "listed").then_some(())
    });
    eprintln!("accepted after {:?}", begun.elapsed());

    let mut moments: Vec<Moment> = (0..SENDING)
        .map(|_| Moment {
            letters: usize::try_from(dice.roll(LETTERS)).unwrap(),
            then: Duration::from_micros(dice.roll(20_000)),
        })
        .collect();
    moments.sort_by_key(|moment| moment.letters);
    for (number, moment) in moments.into_iter().enumerate() {
        run.until_killed(moment);
        if number % 12 == 5 {
            run.halted();
        }
    }
    eprintln!("sent to after {:?}", begun.elapsed());
    for _ in 0..ENDING {
        let first = run.days;
        while run.days < first + 10 {
            assert!(run.go_on(), "it died by itself: {}", run.server.words());
        }
        run.until_killed(Moment {
            letters: 0,
            then: Duration::from_micros(dice.roll(40_000)),
        });
    }
    let mut left = run.open();
    while !left.is_empty() && run.days < 600 {
        let first = run.days;
        while run.days < first + 10 || !run.api.cards("").is_empty() {
            assert!(run.go_on(), "it died by itself: {}", run.server.words());
        }
        left = run.open();
    }
    assert_eq!(
        left,
        Vec::<Value>::new(),
        "conversations without an end after {} days; given up: {}",
        run.days,
        run.api.get("/dead-letters")
    );
    eprintln!("all ended after {:?}", begun.elapsed());
    let status = run.api.get("/status");
    assert_eq!(
        (&status["dead_letters"], &status["in_flight"]),
        (&json!(0), &json!(0)),
        "{status}"
    );
    verify(&run);
    eprintln!("verified after {:?}", begun.elapsed());
    let Run { server, .. } = run;
    assert!(server.terminate().success());
}

/// One id for one list, however often it is decided.
fn verdict_of(list: &Value) -> String {
    format!("vrd_{}", list["list"]["list"].as_str().unwrap())
}

/// The command's log and the folder alone have to tell that all went well.
fn verify(run: &Run) {
    let lines = run.start.log();
    let letters = outbox::letters(&run.start.data);
    let told = audit(&lines);
    told.agrees_with(&letters);
    verdicts::are_all_in(run.taken.iter(), &verdicts::decided(&lines), "at the end");
    for conversation in &run.stopped {
        assert!(
            told.stopped.contains_key(conversation),
            "the stop of {conversation} was lost"
        );
    }
    for (address, at) in &run.left {
        let theirs: Vec<&Letter> = letters
            .iter()
            .filter(|letter| letter.to == *address)
            .collect();
        let conversation = &told.sent[&theirs[0].claim].conversation;
        assert!(
            told.stopped.contains_key(conversation),
            "{address} asked for no more, and is not stopped"
        );
        if let Some(at) = at {
            assert!(
                theirs.iter().all(|letter| letter.date <= *at),
                "{address} got a letter after {at}"
            );
        }
    }
    eprintln!(
        "{} kills, {} claims without a receipt at that moment; {} lines, {} letters, {} claims settled by asking, {} not sent, {} verdicts, {} asked for no more, {} days",
        run.kills,
        run.caught,
        lines.len(),
        letters.len(),
        told.sent.values().filter(|letter| letter.settled).count(),
        told.not_sent.len(),
        run.taken.len(),
        run.left.len(),
        run.days,
    );
    assert!(run.kills >= SOURCING + DRAFTING + SENDING + ENDING);
    assert!(
        run.caught > 0,
        "no kill came between a claim and its receipt: the test has lost its point"
    );
}
