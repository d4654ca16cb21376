//! The power fails, at many moments of one run: what was acknowledged is there, what left was claimed
//! before, nothing leaves twice. See `power_loss/disk.rs` for what a disk may lose.

mod disk;
mod journal;
mod layer;

use crate::common::api::{Api, approval, fingerprints, unwritten, verdict_id};
use crate::common::audit::audit;
use crate::common::log_lines::Line;
use crate::common::playbooks::{Playbook, leads};
use crate::common::server::{Server, Start};
use crate::common::verdicts::{self, Verdict};
use crate::common::{Dice, outbox, until};
use disk::{Disk, Forgets, Loss};
use jiff::Timestamp;
use journal::{Journal, Record};
use layer::Layer;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

const LEADS: usize = 14;
const SEED: u64 = 20_261_130;
/// Moments at which the power fails, and how many of them are lived on to the end of all leads.
const MOMENTS: usize = 120;
const LIVED_ON: usize = 15;

/// What a program may forget to sync.
const FORGOTTEN_SYNCS: [(&str, Forgets); 6] = [
    ("the log of the store", |path| path.ends_with("-wal")),
    ("a letter", |path| path.contains("/.unfinished-")),
    ("the outbox folder", |path| path == "data/outbox"),
    ("the data folder", |path| path == "data"),
    ("the folder that the data folder is in", |path| {
        path.is_empty()
    }),
    ("the file of keys", |path| path == "data/keys.new"),
];

/// What was acknowledged to somebody outside.
#[derive(Debug, Clone)]
enum Fact {
    /// A verdict on a conversation.
    Verdict(Verdict),
    /// A mail was taken in.
    Mail(Vec<u8>),
    /// Somebody left by the link of a letter, or by a mail that was read.
    Stopped { conversation: String },
    /// A halt of all, or its end.
    Halted(bool),
    /// Somebody was erased.
    Forgotten {
        conversation: String,
        address: String,
    },
    /// The clock stood there.
    Clock(Timestamp),
}

/// A fact and the length of the journal before it was asked for and after it was acknowledged.
struct Noted {
    asked: u64,
    known: u64,
    fact: Fact,
}

/// The recorded run.
struct Run {
    /// None where nothing is recorded any more.
    layer: Option<Layer>,
    start: Start,
    server: Option<Server>,
    api: Api,
    noted: Vec<Noted>,
    looks: usize,
    kills: usize,
}

impl Run {
    fn begin(layer: Option<Layer>, start: Start) -> Self {
        let mut run = Self {
            layer,
            start,
            server: None,
            api: Api::new("", ""),
            noted: Vec::new(),
            looks: 0,
            kills: 0,
        };
        run.serve(None);
        run
    }

    /// A new process on the same data.
    fn serve(&mut self, stop: Option<u64>) {
        if let Some(layer) = &self.layer {
            self.start.env = layer.environment(stop);
        }
        let server = self.start.serve();
        self.api = server.api();
        self.server = Some(server);
        self.api.pause();
    }

    /// How long the journal is now.
    fn length(&self) -> u64 {
        self.layer.as_ref().map_or(0, Layer::length)
    }

    fn data(&self) -> &Path {
        &self.start.data
    }

    /// One call whose answer is a fact if it is taken. False: the process is gone.
    fn told(&mut self, path: &str, body: &Value, fact: Fact) -> bool {
        let asked = self.length();
        let Ok(answer) = self.api.try_call("POST", path, Some(body)) else {
            return false;
        };
        let known = self.length();
        match answer.status {
            200 => self.noted.push(Noted { asked, known, fact }),
            409 => {}
            other => panic!("{path} {body}: {other}"),
        }
        true
    }

    fn verdict(&mut self, path: &str, card: &Value, event: &'static str, decision: &Value) -> bool {
        let verdict = Verdict::on(card, path.to_owned(), event, decision);
        let asked = self.length();
        let Some(taken) = verdict.give(&mut self.api) else {
            return false;
        };
        let known = self.length();
        if taken {
            let fact = Fact::Verdict(verdict);
            self.noted.push(Noted { asked, known, fact });
        }
        true
    }

    /// Decides whatever waits. False: the process is gone.
    fn work(&mut self) -> bool {
        let Ok(answer) = self.api.try_call("GET", "/queue?limit=100", None) else {
            return false;
        };
        for card in answer.json()["cards"].as_array().unwrap() {
            self.looks += 1;
            let look = self.looks;
            let path = format!("/cards/{}/verdict", card["id"].as_str().unwrap());
            let act = format!(
                "/conversations/{}/act",
                card["conversation"].as_str().unwrap_or_default()
            );
            let seen = fingerprints(card);
            let goes_on = match card["kind"].as_str().unwrap() {
                "list" => {
                    let path = format!("/lists/{}/verdict", card["list"]["list"].as_str().unwrap());
                    let all = json!({ "type": "accept", "leads": "rest" });
                    let body = json!({ "verdict": verdict_id(), "decision": all });
                    self.api.try_call("POST", &path, Some(&body)).is_ok()
                }
                "draft" if unwritten(card) => {
                    self.verdict(&act, card, "taken_over", &json!({ "type": "take_over" }))
                }
                "draft" if look == 3 => {
                    let kill = json!({ "type": "kill", "fingerprints": seen, "reason": "off_tone", "note": "no" });
                    self.verdict(&path, card, "killed", &kill)
                }
                "draft" if look == 5 => {
                    let back =
                        json!({ "type": "redraft", "fingerprints": seen, "note": "shorter" });
                    self.verdict(&path, card, "sent_back", &back)
                }
                "draft" if look == 7 => {
                    let message = &card["draft"]["messages"][0];
                    let body = format!("{}\n\nA word of mine.", message["body"].as_str().unwrap());
                    let edit = json!({ "type": "edit", "fingerprint": message["fingerprint"], "subject": "docks", "body": body });
                    self.verdict(&path, card, "edited", &edit)
                }
                "draft" => self.verdict(&path, card, "approved", &approval(card)),
                "reply" if look.is_multiple_of(2) => {
                    let back =
                        json!({ "type": "hand_back", "note": "Thank them and offer Tuesday." });
                    self.verdict(&path, card, "handed_back", &back)
                }
                "reply" => self.verdict(&path, card, "reply_filed", &json!({ "type": "done" })),
                "mailbox" => self.api.resume_mailbox(card).is_ok(),
                other => panic!("no {other} is expected here"),
            };
            if !goes_on {
                return false;
            }
        }
        true
    }

    fn clock(&mut self) -> Option<Timestamp> {
        let status = self.api.try_call("GET", "/status", None).ok()?.json();
        let now = status["now"].as_str().unwrap().parse().unwrap();
        let known = self.length();
        self.noted.push(Noted {
            asked: known,
            known,
            fact: Fact::Clock(now),
        });
        Some(now)
    }

    /// Lets a day pass. False: the process is gone.
    fn skip_day(&mut self) -> bool {
        let Some(before) = self.clock() else {
            return false;
        };
        let skip = json!({ "action": "skip_day" });
        if self.api.try_call("POST", "/clock", Some(&skip)).is_err() {
            return false;
        }
        let target = before + jiff::SignedDuration::from_hours(24);
        until("a day passes, or the process dies", || match self.clock() {
            Some(now) => (now >= target).then_some(true),
            None => Some(false),
        })
    }

    /// Works day by day. False: the process is gone.
    fn days(&mut self, many: usize) -> bool {
        (0..many).all(|_| self.work() && self.skip_day())
    }

    /// Works on until the process dies by itself, and starts it anew.
    fn die_after(&mut self, records: u64) {
        self.stop();
        self.serve(Some(records));
        assert!(!self.days(400), "so many records were never written");
        until("the process is gone", || {
            (!self.server.as_ref().unwrap().runs()).then_some(())
        });
        self.kills += 1;
        self.serve(None);
    }

    /// Stops it in order, which folds the log into the file.
    fn stop(&mut self) {
        assert!(self.server.take().unwrap().terminate().success());
    }

    fn letters(&self) -> Vec<outbox::Letter> {
        outbox::letters(self.data())
    }

    /// Somebody leaves by the link of a letter, as RFC 8058 has it.
    fn one_click(&mut self, letter: &outbox::Letter, conversation: String) {
        let asked = self.length();
        assert_eq!(outbox::one_click(&mut self.api, letter).unwrap(), 200);
        self.noted.push(Noted {
            asked,
            known: self.length(),
            fact: Fact::Stopped { conversation },
        });
    }

    /// Somebody asks by mail to be left alone.
    fn stop_by_mail(&mut self, letter: &outbox::Letter) {
        let raw = outbox::answer(letter, "Please unsubscribe me from this list.");
        let asked = self.length();
        assert_eq!(self.api.inbound(&raw).unwrap().status, 202);
        self.noted.push(Noted {
            asked,
            known: self.length(),
            fact: Fact::Mail(raw),
        });
    }

    fn halt(&mut self, on: bool) {
        let halt = json!({ "scope": "fleet", "on": on });
        assert!(self.told("/halt", &halt, Fact::Halted(on)));
    }

    fn conversation_of(&mut self, letter: &outbox::Letter) -> String {
        let lines: Vec<Line> = self.api.log().iter().map(Line::read).collect();
        lines
            .iter()
            .find(|line| line.event == "claimed" && line.words.contains(&letter.claim))
            .unwrap()
            .stream
            .clone()
    }
}

/// A letter that had its name in the outbox, whether or not that was durable: whoever reads the
/// folder could have seen it.
struct Seen {
    claim: String,
    from: usize,
    /// Erased with its person.
    until: Option<usize>,
    bytes: Vec<u8>,
}

/// What one moment is checked against.
struct Told<'a> {
    journal: &'a Journal,
    noted: &'a [Noted],
    seen: Vec<Seen>,
    playbook: &'a Path,
}

/// A moment at which the power fails, in records, and what is lost.
#[derive(Debug, Clone, Copy)]
struct Moment {
    at: usize,
    loss: Loss,
    lives_on: bool,
}

impl<'a> Told<'a> {
    fn new(journal: &'a Journal, noted: &'a [Noted], playbook: &'a Path) -> Self {
        let mut seen: Vec<Seen> = Vec::new();
        let mut disk = Disk::new(journal);
        for (index, record) in journal.records.iter().enumerate() {
            let claim_of = |path: &str| {
                let name = path.strip_prefix("data/outbox/")?.strip_suffix(".eml")?;
                Some(name.to_owned())
            };
            match record {
                Record::Rename(_, to) if claim_of(to).is_some() => {
                    disk.play_to(index + 1);
                    seen.push(Seen {
                        claim: claim_of(to).unwrap(),
                        from: index + 1,
                        until: None,
                        bytes: disk.content(to).unwrap(),
                    });
                }
                Record::Remove(path) => {
                    let claim = claim_of(path);
                    for letter in seen.iter_mut().filter(|l| Some(&l.claim) == claim.as_ref()) {
                        letter.until = Some(index + 1);
                    }
                }
                _ => {}
            }
        }
        Self {
            journal,
            noted,
            seen,
            playbook,
        }
    }

    /// Moments all over the run: right after an answer, around a letter, and anywhere.
    fn moments(&self, dice: &mut Dice) -> Vec<Moment> {
        let all = self.journal.records.len();
        let roll = |dice: &mut Dice, below: usize| {
            usize::try_from(dice.roll(u64::try_from(below).unwrap())).unwrap()
        };
        let mut moments: Vec<Moment> = (0..MOMENTS)
            .map(|number| {
                let at = match number % 4 {
                    0 => {
                        let noted = &self.noted[roll(dice, self.noted.len())];
                        self.journal.records_in(noted.known)
                    }
                    1 => self.seen[roll(dice, self.seen.len())].from + roll(dice, 3),
                    _ => roll(dice, all + 1),
                };
                let loss = match number / 4 % 6 {
                    0 | 1 => Loss::All,
                    2 => Loss::Pages(dice.roll(u64::MAX)),
                    3 => Loss::Sectors(dice.roll(u64::MAX)),
                    4 => Loss::Contents,
                    _ => Loss::Names,
                };
                Moment {
                    at: at.min(all),
                    loss,
                    lives_on: number % (MOMENTS / LIVED_ON) == 0,
                }
            })
            .collect();
        // The first start is short, and has its own dangers.
        let first = self.journal.records_in(self.noted[0].known);
        for moment in moments.iter_mut().skip(2).step_by(8) {
            moment.at = roll(dice, first);
        }
        moments.sort_by_key(|moment| moment.at);
        moments
    }

    /// The power fails, and the program is started on what the disk still holds.
    fn check(&self, disk: &Disk, moment: Moment) {
        let room = tempfile::tempdir().unwrap();
        disk.lose(moment.loss, room.path());
        let data = room.path().join("data");
        let mut run = Run::begin(None, Start::new(&data, self.playbook));
        let lines: Vec<Line> = run.api.log().iter().map(Line::read).collect();
        self.facts_hold(&mut run, &lines, moment);
        self.letters_hold(&data, &lines, moment);
        if moment.lives_on {
            self.live_on(&mut run);
        }
        run.stop();
        let folder = adapters_local::DataFolder::open(&data).unwrap();
        let clock = std::sync::Arc::new(adapters_local::SystemClock::new());
        let store = adapters_local::SqliteStore::open(&folder.store_file(), clock).unwrap();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(store.integrity()).unwrap();
    }

    fn facts_hold(&self, run: &mut Run, lines: &[Line], moment: Moment) {
        let at = moment.at;
        let context = format!("{moment:?}");
        let decided = verdicts::decided(lines);
        let known: Vec<&Noted> = (self.noted.iter())
            .filter(|noted| self.journal.records_in(noted.known) <= at)
            .collect();
        let taken = || {
            known.iter().filter_map(|noted| match &noted.fact {
                Fact::Verdict(verdict) => Some(verdict),
                _ => None,
            })
        };
        verdicts::are_all_in(taken(), &decided, &context);
        let mut clock = None;
        let mut halted = None;
        for noted in &known {
            match &noted.fact {
                Fact::Verdict(_) => {}
                Fact::Stopped { conversation } => assert!(
                    lines
                        .iter()
                        .any(|line| line.event == "stopped" && line.stream == *conversation),
                    "{moment:?}: the opt-out of {conversation} is lost"
                ),
                Fact::Mail(raw) => {
                    let again = run.api.inbound(raw).unwrap().json();
                    assert_eq!(again["duplicate"], true, "{moment:?}: a mail is lost");
                }
                Fact::Halted(on) => halted = Some(*on),
                Fact::Forgotten {
                    conversation,
                    address,
                } => {
                    let page = run.api.get(&format!("/log?grep={conversation}"));
                    assert!(!page["lines"].as_array().unwrap().is_empty());
                    assert!(
                        page["lines"]
                            .as_array()
                            .unwrap()
                            .iter()
                            .all(|line| line["contact"].is_null()),
                        "{moment:?}: {conversation} was forgotten and is not"
                    );
                    let back: Vec<String> = (outbox::letters(&run.start.data).into_iter())
                        .filter(|letter| letter.to == *address)
                        .map(|letter| letter.claim)
                        .collect();
                    assert_eq!(
                        back,
                        Vec::<String>::new(),
                        "{moment:?}: letters of {address} are back"
                    );
                }
                Fact::Clock(now) => clock = clock.max(Some(*now)),
            }
        }
        let status = run.api.get("/status");
        let now: Timestamp = status["now"].as_str().unwrap().parse().unwrap();
        assert!(
            clock.is_none_or(|clock| clock <= now),
            "{moment:?}: {clock:?} was shown, and it is {now}"
        );
        let asked_since = self.noted.iter().any(|noted| {
            matches!(noted.fact, Fact::Halted(_))
                && self.journal.records_in(noted.asked) <= at
                && self.journal.records_in(noted.known) > at
        });
        if let Some(halted) = halted.filter(|_| !asked_since) {
            assert_eq!(status["halted"]["fleet"], halted, "{moment:?}");
        }
        // The same verdict once more decides nothing. Whatever else waits goes on meanwhile: the rest
        // of a list may still be on its way to being accepted.
        let again: Vec<&Verdict> = taken().rev().take(5).collect();
        for verdict in &again {
            assert!(verdict.give(&mut run.api).is_some(), "{context}");
        }
        let lines: Vec<Line> = run.api.log().iter().map(Line::read).collect();
        let now_decided = verdicts::decided(&lines);
        for verdict in again {
            let key = (verdict.conversation.clone(), verdict.event.to_owned());
            assert_eq!(
                now_decided.get(&key),
                decided.get(&key),
                "{moment:?}: {verdict:?} was repeated, and decided something"
            );
        }
    }

    fn letters_hold(&self, data: &Path, lines: &[Line], moment: Moment) {
        let at = moment.at;
        let claims = |event: &str| -> BTreeSet<String> {
            let lines = lines.iter().filter(|line| line.event == event);
            lines.filter_map(Line::claim).collect()
        };
        let (claimed, sent) = (claims("claimed"), claims("sent"));
        for letter in self.seen.iter().filter(|letter| letter.from <= at) {
            // Nothing is handed over before its claim is durable.
            assert!(
                claimed.contains(&letter.claim),
                "{moment:?}: {} left, and its claim is lost",
                letter.claim
            );
        }
        for claim in &sent {
            let letter = self.seen.iter().find(|letter| letter.claim == *claim);
            let erased = letter.and_then(|letter| letter.until);
            let file = data.join(format!("outbox/{claim}.eml"));
            match (std::fs::read(&file), letter) {
                (Ok(there), Some(letter)) => {
                    assert_eq!(there, letter.bytes, "{moment:?}: {claim} is damaged");
                }
                // This process has sent it.
                (Ok(_), None) => {}
                (Err(error), _) => assert!(
                    erased.is_some_and(|erased| erased <= at),
                    "{moment:?}: {claim} is sent, and gone: {error}"
                ),
            }
        }
    }

    /// Goes on to the end of all leads; then the log and the letters have to agree.
    fn live_on(&self, run: &mut Run) {
        run.accept();
        run.run_to_the_end();
        // Begun before or not: it can be asked for again.
        let mut gone = BTreeSet::new();
        for noted in self.noted {
            if let Fact::Forgotten {
                conversation,
                address,
            } = &noted.fact
            {
                run.api.post("/forget", &json!({ "address": address }));
                gone.insert(conversation.clone());
            }
        }
        run.audit(&gone);
    }
}

impl Run {
    /// Takes the list, as far as that was not done before.
    fn accept(&mut self) {
        until("all leads are taken", || {
            assert!(self.work());
            let all = self.api.conversations();
            let taken = all.iter().filter(|row| row["phase"] != "listed").count();
            (taken == LEADS).then_some(())
        });
    }

    fn run_to_the_end(&mut self) {
        self.halt(false);
        let mut days = 0_u32;
        loop {
            while !self.api.cards("").is_empty() {
                assert!(self.work());
            }
            let is_open = |row: &Value| {
                !["closed", "stopped", "with_operator"].contains(&row["phase"].as_str().unwrap())
            };
            let all = self.api.conversations();
            assert_eq!(all.len(), LEADS, "a lead is lost");
            if !all.iter().any(is_open) {
                return;
            }
            assert!(days < 420, "they do not end: {all:?}");
            assert!(self.days(5));
            days += 5;
        }
    }

    /// The log and the letters agree; those who were erased aside.
    fn audit(&mut self, gone: &BTreeSet<String>) -> usize {
        let status = self.api.get("/status");
        assert_eq!(
            (&status["dead_letters"], &status["in_flight"]),
            (&json!(0), &json!(0))
        );
        let lines: Vec<Line> = self.api.log().iter().map(Line::read).collect();
        let mut told = audit(&lines);
        told.sent
            .retain(|_, letter| !gone.contains(&letter.conversation));
        let letters = self.letters();
        told.agrees_with(&letters);
        letters.len()
    }
}

#[test]
fn after_a_power_loss_what_was_acknowledged_holds_and_nothing_leaves_twice() {
    let room = tempfile::tempdir().unwrap();
    let Some(layer) = Layer::build(room.path()) else {
        return;
    };
    let (root, file) = (layer.root.clone(), layer.journal.clone());
    let playbook = Playbook::roomy(&room.path().join("playbook"));
    playbook.write("leads.csv", leads("power", LEADS));
    let mut dice = Dice(SEED);
    let mut run = Run::begin(Some(layer), Start::new(&root.join("data"), &playbook.dir));
    run.accept();
    assert!(run.days(3));
    // A kill keeps what was not synced, and a power loss after it does not.
    for _ in 0..4 {
        run.die_after(20 + dice.roll(900));
    }
    run.halt(true);
    assert!(run.days(1));
    run.halt(false);
    assert!(run.days(4));
    let letters = run.letters();
    let (first, second, third) = (&letters[0], &letters[1], &letters[2]);
    let conversation = run.conversation_of(first);
    run.one_click(first, conversation);
    run.stop_by_mail(second);
    assert!(run.days(2));
    let conversation = run.conversation_of(third);
    let address = third.to.clone();
    let forgotten = Fact::Forgotten {
        conversation: conversation.clone(),
        address: address.clone(),
    };
    assert!(run.told("/forget", &json!({ "address": address }), forgotten));
    assert!(run.days(12));
    run.stop();

    let journal = Journal::read(&file);
    let mut disk = Disk::new(&journal);
    disk.play_to(journal.records.len());
    assert_eq!(
        disk.differences(&root),
        Vec::<String>::new(),
        "the layer has missed something"
    );
    let told = Told::new(&journal, &run.noted, &playbook.dir);
    let moments = told.moments(&mut dice);
    eprintln!(
        "{} records, {} MB, {} syncs, {} letters, {} facts, {} kills; seed {SEED}",
        journal.records.len(),
        journal.bytes.len() / 1_000_000,
        journal
            .records
            .iter()
            .filter(|r| matches!(r, Record::Sync(_)))
            .count(),
        told.seen.len(),
        run.noted.len(),
        run.kills,
    );
    std::thread::scope(|scope| {
        for part in 0..2 {
            let (told, moments) = (&told, &moments);
            scope.spawn(move || {
                let mut disk = Disk::new(told.journal);
                for moment in moments.iter().skip(part).step_by(2) {
                    disk.play_to(moment.at);
                    told.check(&disk, *moment);
                }
            });
        }
    });
    // The same checks, with a program that forgets a sync: each is told.
    for (what, forgets) in FORGOTTEN_SYNCS {
        let mut disk = Disk::forgetting(&journal, forgets);
        let mut told_of = None;
        for moment in moments.iter().step_by(3).filter(|moment| !moment.lives_on) {
            disk.play_to(moment.at);
            let check = std::panic::AssertUnwindSafe(|| told.check(&disk, *moment));
            if std::panic::catch_unwind(check).is_err() {
                told_of = Some(moment);
                break;
            }
        }
        eprintln!("{what} is not synced: told of at {told_of:?}");
        assert!(
            told_of.is_some(),
            "{what} is not synced, and no check tells"
        );
    }
}
