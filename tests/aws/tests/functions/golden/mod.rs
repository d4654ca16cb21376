//! Golden conversations through a deployed stack: the operator by the API, letters by SES, answers by S3 and SNS, and
//! the clocks of all programs put forward by the hour.
//!
//! `tests/golden` tells them to the second, in virtual time. Here a clock can only be put forward from now, so a story
//! begins on the next Monday, and no country is told, which has holidays: the days of the week and the hours are
//! as they are there.

mod answers;
mod ends;

use aws_tests::{Deployed, playbooks};
use harness::{AgentText, HouseText, Letter, MAILBOX, Person, files};
use jiff::civil::{Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, ZonedDateTime};
use ports::Envelope;
use serde_json::{Value, json};
use std::time::Duration;

/// The clocks move in such steps, so that a letter leaves within the hour in which it may.
const STEP: Duration = Duration::from_secs(3600);
/// What is done in a step takes less.
const SOON: Duration = Duration::from_secs(60);

/// A stack with one lead, and the Monday on which it begins.
struct Story {
    stack: Deployed,
    monday: ZonedDateTime,
    verdicts: u32,
}

/// Who is written to where no labelled conversation says so.
fn person(name: &str, email: &str) -> Person {
    let (first_name, last_name) = name.split_once(' ').unwrap();
    Person {
        first_name: first_name.to_owned(),
        last_name: last_name.to_owned(),
        title: "Head of Logistics".to_owned(),
        company: "Nordstein".to_owned(),
        email: email.to_owned(),
        linkedin: String::new(),
        country: String::new(),
        timezone: "Europe/Oslo".to_owned(),
    }
}

impl Story {
    /// The lead is accepted at half past seven on a Monday, and its first draft waits.
    async fn begin(steps: &'static [&'static str], contact: &Person) -> Self {
        let house = HouseText {
            consent: "everywhere, unknown",
            ..HouseText::default()
        };
        let agent = AgentText {
            name: "north",
            steps,
        };
        let mut all = files(&house, &[agent]);
        let list = format!(
            "first_name,last_name,title,company,email,timezone\n{},{},{},{},{},{}\n",
            contact.first_name,
            contact.last_name,
            contact.title,
            contact.company,
            contact.email,
            contact.timezone
        );
        all.insert("north.csv".to_owned(), list.into_bytes());
        let stack = Deployed::start(playbooks::of_files(&all)).await;
        let zone = TimeZone::get(&contact.timezone).unwrap();
        let monday = Timestamp::now()
            .to_zoned_datetime(zone)
            .nth_weekday(1, Weekday::Monday)
            .unwrap();
        let mut story = Self {
            stack,
            monday,
            verdicts: 0,
        };
        let begins = story.time(0, "07:30");
        story.pass_until(&begins);
        let list = story.cards_of("list").await.remove(0);
        let list = list["list"]["list"].as_str().unwrap().to_owned();
        let accept = json!({"type": "accept", "leads": "rest"});
        let accepted = story
            .decide(&format!("/lists/{list}/verdict"), accept)
            .await;
        assert_eq!(accepted.0, 200, "{}", accepted.1);
        story.settle().await;
        story
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
    async fn decide(&mut self, path: &str, decision: Value) -> (u16, Value) {
        self.verdicts += 1;
        let body = json!({"verdict": format!("vrd_{:08}", self.verdicts), "decision": decision});
        let first = self.stack.api("POST", path, Some(body.clone())).await;
        let second = self.stack.api("POST", path, Some(body)).await;
        assert_eq!(first.0, second.0, "{} {}", first.1, second.1);
        first
    }

    async fn decide_card(&mut self, card: &Value, decision: Value) -> (u16, Value) {
        let path = format!("/cards/{}/verdict", card["id"].as_str().unwrap());
        self.decide(&path, decision).await
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
                    claim: letter.claim,
                    from: MAILBOX.to_owned(),
                    to: letter.to[0].clone(),
                    // SES puts an id of its own in the place of the letter's.
                    message_id: format!("{}@email.amazonses.com", letter.id),
                },
                raw: letter.raw,
                read,
            }
        });
        letters.collect()
    }

    /// SES took the mail under this name, for the address that letters are answered to.
    async fn mail(&mut self, name: &str, to: &Letter, raw: &[u8]) {
        self.stack.mail(name, &to.reply_address(), raw).await;
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

    /// Nothing failed, and nothing is on its way.
    async fn is_quiet(&mut self) {
        let status = self.get("/status").await;
        assert_eq!(
            (&status["dead_letters"], &status["in_flight"]),
            (&json!(0), &json!(0)),
            "{status}"
        );
    }
}

/// Approves what a card shows.
fn approval(card: &Value) -> Value {
    let messages = card["draft"]["messages"].as_array().unwrap();
    let seen: Vec<&Value> = messages.iter().map(|m| &m["fingerprint"]).collect();
    json!({"type": "approve", "fingerprints": seen})
}
