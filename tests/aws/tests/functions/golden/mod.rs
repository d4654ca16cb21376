//! Golden conversations through a deployed stack: the operator by the API, letters by SES, answers by S3 and SNS, and
//! the clocks of all programs put forward three hours at a time.
//!
//! `tests/golden` tells them to the second, in virtual time. Here a clock can only be put forward from now, so a story
//! begins on the next Monday, and no country is told, which has holidays: the days of the week and the hours are
//! as they are there.

mod answers;
mod ends;
mod in_doubt;
mod operators;
mod others;

use ::golden::Cast;
use aws_tests::{Deployed, Report, playbooks};
use harness::{AgentText, HouseText, Letter, MAILBOX, Person, Reply, files};
use jiff::civil::{Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, ZonedDateTime};
use playbook::Files;
use ports::{Envelope, QueueName};
use serde_json::{Value, json};
use std::time::Duration;

/// The clocks move in such steps: no window in which a letter may leave is shorter.
const STEP: Duration = Duration::from_secs(3 * 3600);
/// What is done in a step takes less.
const SOON: Duration = Duration::from_secs(60);

const ADA: &str = "ada@quayline.example";
const BO: &str = "bo@quayline.example";

/// A stack, and the Monday on which its story begins.
struct Story {
    stack: Deployed,
    files: Files,
    monday: ZonedDateTime,
    verdicts: u32,
}

/// The cast of the labelled corpora where they are there, or else our own; of no country.
fn cast(labelled: Option<Cast>, ours: fn() -> Cast) -> Cast {
    let mut cast = labelled.unwrap_or_else(ours);
    cast.contact.country.clear();
    cast
}

/// An agent's list.
fn list(people: &[Person]) -> Vec<u8> {
    let mut list = "first_name,last_name,title,company,email,timezone\n".to_owned();
    for one in people {
        list.push_str(&format!(
            "{},{},{},\"{}\",{},{}\n",
            one.first_name, one.last_name, one.title, one.company, one.email, one.timezone
        ));
    }
    list.into_bytes()
}

impl Story {
    /// One agent with these steps, and one lead.
    async fn begin(steps: &'static [&'static str], contact: &Person) -> Self {
        let agent = AgentText {
            name: "north",
            steps,
        };
        Self::of(
            HouseText::default(),
            &[agent],
            std::slice::from_ref(contact),
        )
        .await
    }

    /// The leads of the first agent are accepted at half past seven on a Monday, and their first drafts wait.
    async fn of(house: HouseText, agents: &[AgentText], people: &[Person]) -> Self {
        let house = HouseText {
            consent: "everywhere, unknown",
            ..house
        };
        let mut all = files(&house, agents);
        for (number, agent) in agents.iter().enumerate() {
            let leads = if number == 0 { people } else { &[] };
            all.insert(format!("{}.csv", agent.name), list(leads));
        }
        let stack = Deployed::start(playbooks::of_files(&all)).await;
        let zone = TimeZone::get(&people[0].timezone).unwrap();
        let monday = Timestamp::now()
            .to_zoned_datetime(zone)
            .nth_weekday(1, Weekday::Monday)
            .unwrap();
        let mut story = Self {
            stack,
            files: all,
            monday,
            verdicts: 0,
        };
        let begins = story.time(0, "07:30");
        story.pass_until(&begins);
        let list = story.cards_of("list").await.remove(0);
        let list = list["list"]["list"].as_str().unwrap().to_owned();
        let accept = json!({"type": "accept", "leads": "rest"});
        let accepted = story
            .decide(ADA, &format!("/lists/{list}/verdict"), accept)
            .await;
        assert_eq!(accepted.0, 200, "{}", accepted.1);
        story.settle().await;
        story
    }

    /// From now on the playbook's file reads so.
    async fn put(&mut self, file: &str, bytes: Vec<u8>) {
        self.files.insert(file.to_owned(), bytes);
        let archive = playbooks::of_files(&self.files);
        self.stack.put_playbook(&archive).await;
        // A list is no part of what a version is made of.
        let changed = !file.ends_with(".csv");
        let (status, read) = self.stack.api("POST", "/playbook/reload", None).await;
        assert_eq!((status, &read["changed"]), (200, &json!(changed)), "{read}");
    }

    /// A time on that day after the Monday, where the contact is.
    fn time(&self, day: i64, time: &str) -> ZonedDateTime {
        let time: Time = time.parse().unwrap();
        let day = self.monday.date().saturating_add(day.days());
        day.to_datetime(time)
            .to_zoned_datetime(self.monday.time_zone().clone())
            .unwrap()
    }

    fn left_until(&self, to: &ZonedDateTime) -> Duration {
        let left = to.timestamp().duration_since(self.stack.now());
        Duration::try_from(left).unwrap_or_default()
    }

    fn pass_until(&mut self, to: &ZonedDateTime) {
        let left = self.left_until(to);
        self.stack.pass(left);
    }

    /// All that is due until then is done, hour by hour.
    async fn until(&mut self, day: i64, time: &str) {
        let to = self.time(day, time);
        loop {
            let left = self.left_until(&to);
            if left.is_zero() {
                break;
            }
            self.stack.pass(left.min(STEP));
            self.stack.work().await;
        }
        self.settle().await;
    }

    /// Minute by minute, until so many letters have left.
    async fn until_left(&mut self, letters: usize) {
        for _ in 0..60 {
            if self.letters().len() >= letters {
                return;
            }
            self.settle().await;
        }
        panic!("{letters} letters don't leave within the hour");
    }

    /// What was due a moment ago, and the time of an undo.
    async fn settle(&mut self) {
        for _ in 0..2 {
            self.stack.pass(SOON / 2);
            self.stack.work().await;
        }
    }

    async fn get(&mut self, path: &str) -> Value {
        let (status, told) = self.stack.api("GET", path, None).await;
        assert_eq!(status, 200, "{path}: {told}");
        told
    }

    /// Cards of a kind; there may be none.
    async fn waiting(&mut self, kind: &str) -> Vec<Value> {
        let mut queue = self.get("/queue?limit=100").await;
        let Value::Array(mut cards) = queue["cards"].take() else {
            panic!("no cards in {queue}");
        };
        cards.retain(|card| card["kind"] == kind);
        cards
    }

    /// Cards of a kind, once there are some.
    async fn cards_of(&mut self, kind: &str) -> Vec<Value> {
        for _ in 0..20 {
            let cards = self.waiting(kind).await;
            if !cards.is_empty() {
                return cards;
            }
            self.settle().await;
        }
        panic!("there is never a card of {kind}");
    }

    /// A verdict, given twice by the same id: the second time it decides nothing.
    async fn decide(&mut self, by: &str, path: &str, decision: Value) -> (u16, Value) {
        self.verdicts += 1;
        let body =
            Some(json!({"verdict": format!("vrd_{:08}", self.verdicts), "decision": decision}));
        let first = self.stack.api_by(by, "POST", path, body.clone()).await;
        let second = self.stack.api_by(by, "POST", path, body).await;
        assert_eq!(first.0, second.0, "{} {}", first.1, second.1);
        first
    }

    async fn decide_card(&mut self, card: &Value, decision: Value) -> (u16, Value) {
        self.decide_card_by(ADA, card, decision).await
    }

    async fn decide_card_by(&mut self, by: &str, card: &Value, decision: Value) -> (u16, Value) {
        let path = format!("/cards/{}/verdict", card["id"].as_str().unwrap());
        self.decide(by, &path, decision).await
    }

    /// Approves the one draft that waits, which is of this step.
    async fn approve(&mut self, step: u32) {
        let card = self.cards_of("draft").await.remove(0);
        assert_eq!(card["draft"]["messages"][0]["step"], json!(step), "{card}");
        let done = self.decide_card(&card, approval(&card)).await;
        assert_eq!(done.0, 200, "{}", done.1);
        self.settle().await;
    }

    /// The operator answers by themselves from now on.
    async fn take_over(&mut self, card: &Value) {
        let taken = self.decide_card(card, json!({"type": "take_over"})).await;
        assert_eq!(taken.0, 200, "{}", taken.1);
    }

    /// The letters that left, as somebody who answers has them.
    fn letters(&self) -> Vec<Letter> {
        let letters = self.stack.ses.letters().into_iter();
        let letters = letters.map(|letter| {
            let read = mail::read(&letter.raw);
            Letter {
                at: self.stack.now(),
                envelope: Envelope {
                    claim: letter.claim.clone(),
                    from: MAILBOX.to_owned(),
                    to: letter.to[0].clone(),
                    message_id: letter.message_id(),
                },
                raw: letter.raw,
                read,
            }
        });
        letters.collect()
    }

    /// SES took the mail under this name, for the address that letters are answered to.
    async fn mail(&mut self, name: &str, to: &Letter, raw: &[u8]) {
        self.mail_to(name, &to.reply_address(), raw).await;
    }

    async fn mail_to(&mut self, name: &str, address: &str, raw: &[u8]) {
        self.stack.mail(name, address, raw).await;
        self.settle().await;
    }

    /// Somebody answers a letter in the thread.
    async fn answer(&mut self, by: &Person, letter: &Letter, text: &str) {
        let name = by.name();
        let reply = Reply {
            from: (&name, &by.email),
            answers: Some(letter),
            text,
            timezone: &by.timezone,
            ..Reply::default()
        };
        let raw = reply.raw(self.stack.now());
        self.mail("r1", letter, &raw).await;
    }

    /// What SES says of the letter of that number, which it took, comes twice.
    async fn report(&mut self, letter: usize, what: Report) {
        let letter = self.stack.ses.letters().remove(letter);
        for id in ["e1", "e2"] {
            let told = letter.report(what, id);
            self.stack.put_into(QueueName::Replies, &told).await;
        }
        self.settle().await;
    }

    /// The one conversation.
    async fn conversation(&mut self) -> Value {
        let all = self.get("/conversations?limit=100").await;
        let all = all["conversations"].as_array().unwrap();
        assert_eq!(all.len(), 1, "{all:?}");
        all[0].clone()
    }

    /// Where it stands, in words.
    async fn phase(&mut self) -> String {
        let one = self.conversation().await;
        one["phase_words"].as_str().unwrap().to_owned()
    }

    async fn is_stopped(&mut self, email: &str) -> Value {
        self.get(&format!("/stops?kind=email&value={email}")).await
    }

    /// Whether all at this address's domain are.
    async fn is_stopped_at(&mut self, email: &str) -> Value {
        let (_, domain) = email.split_once('@').unwrap();
        self.get(&format!("/stops?kind=domain&value={domain}"))
            .await
    }

    /// Nothing failed, and nothing is on its way.
    async fn is_quiet(&mut self) {
        let status = self.get("/status").await;
        assert_eq!(
            (&status["dead_letters"], &status["in_flight"]),
            (&json!(0), &json!(0)),
            "{status}"
        );
        // The playbook is warned of, and in force all the same.
        let next = status["next"]["text"].as_str().unwrap();
        assert!(!next.contains("faults"), "{next}");
    }
}

/// Approves what a card shows.
fn approval(card: &Value) -> Value {
    let messages = card["draft"]["messages"].as_array().unwrap();
    let seen: Vec<&Value> = messages.iter().map(|m| &m["fingerprint"]).collect();
    json!({"type": "approve", "fingerprints": seen})
}
