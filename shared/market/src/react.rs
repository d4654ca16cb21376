//! From a letter to its consequences.

use jiff::{SignedDuration, Timestamp};

use crate::config::MarketConfig;
use crate::draw::Draw;
use crate::happening::{Happening, What};
use crate::human::{self, Meaning};
use crate::letter::{Letter, letter};
use crate::machines;
use crate::person::Person;
use crate::timing::{after, answer_at};

/// With which letter of a thread people act, if they do.
const STEPS: [(usize, f64); 3] = [(1, 0.5), (2, 0.3), (3, 0.2)];
/// What people mean who answer without agreeing.
const OTHERS: [(Meaning, f64); 7] = [
    (Meaning::InfoRequest, 0.17),
    (Meaning::Referral, 0.09),
    (Meaning::NotNow, 0.19),
    (Meaning::NotInterested, 0.26),
    (Meaning::Unsubscribe, 0.09),
    (Meaning::WrongPerson, 0.09),
    (Meaning::Ambiguous, 0.11),
];
/// Nothing comes of a letter so long after it: who is away for two weeks takes some days to answer.
pub const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Of those who agreed or asked and got an answer, those who write once more.
const ANSWERS_AGAIN: f64 = 0.7;

/// What somebody will do in a thread, whatever is written to them.
enum Plan {
    Nothing,
    Answer { step: usize, meaning: Meaning },
    OneClick { step: usize },
    Report { step: usize },
}

/// What comes of a letter, in order of time. `letter` is the mail as it was handed over, `sent_at`
/// the moment; equal input gives equal output. A letter that can't be read or has no recipient
/// leads to nothing.
#[must_use]
pub fn react(config: &MarketConfig, letter: &[u8], sent_at: Timestamp) -> Vec<Happening> {
    let Some(seen) = self::letter(letter) else {
        return Vec::new();
    };
    let person = Person::new(config, &seen.to);
    let draw = Draw::new(config.seed, "letter", &seen.message_id);
    let mut all = Vec::new();
    if person.dead {
        let at = after(sent_at, draw.between("bounce", 2, 240));
        // Reports go to the envelope's sender, which is the letter's.
        mail(
            &mut all,
            at,
            machines::bounce(&draw, &person, letter, at),
            &seen.from.address,
            "bounce",
        );
        return all;
    }
    let mut arrived = after(sent_at, draw.between("transit", 1, 20));
    if draw.share("late") < config.delay_share {
        let at = after(sent_at, draw.between("report", 4 * 3_600, 5 * 3_600));
        mail(
            &mut all,
            at,
            machines::delay(&draw, &person, letter, at),
            &seen.from.address,
            "delay",
        );
        arrived = after(at, draw.between("at last", 600, 3 * 3_600));
    }
    if person.scanned {
        for (index, url) in seen.links.iter().enumerate() {
            let at = after(
                arrived,
                i64::try_from(index)
                    .unwrap_or(0)
                    .saturating_add(draw.between("scan", 1, 40)),
            );
            all.push(Happening {
                at,
                what: What::Scan { url: url.clone() },
                intended: None,
            });
        }
    }
    let times = (sent_at, arrived);
    inbox(config, &person, (&seen, letter), &draw, times, &mut all);
    all.sort_by_key(|happening| happening.at);
    all
}

/// What happens once the letter is in the mailbox.
fn inbox(
    config: &MarketConfig,
    person: &Person,
    (letter, original): (&Letter, &[u8]),
    draw: &Draw,
    (sent, arrived): (Timestamp, Timestamp),
    all: &mut Vec<Happening>,
) {
    // By the person alone, and not by an identifier that is new each time: who tries the same list again
    // meets the same people.
    let thread = &person.draw;
    let ours = letter
        .references
        .iter()
        .filter(|id| !human::is_own(person, id))
        .count();
    let step = ours + 1;
    let away = person.away(arrived);
    if let Some(away) = &away {
        let at = person.local(after(arrived, draw.between("note", 2, 90)));
        let raw = machines::absence(draw, person, letter, away, &at);
        mail(all, at.timestamp(), raw, &letter.reply_to, "out_of_office");
    } else if step == 1 && thread.share("receipt") < config.auto_reply_share {
        let at = person.local(after(arrived, draw.between("receipt", 2, 300)));
        mail(
            all,
            at.timestamp(),
            machines::receipt(draw, person, letter, &at),
            &letter.reply_to,
            "auto_reply",
        );
    }
    // Who is away reads it on the first morning back.
    let read_at = away.map_or_else(|| person.local(arrived), |away| away.back_at);
    match plan(config, thread) {
        Plan::Answer { step: at, meaning } if at == step => {
            respond(all, person, letter, draw, meaning, sent, &read_at)
        }
        // Our answer to theirs. What follows a note of absence is not one: they had not written yet.
        Plan::Answer {
            step: at,
            meaning: Meaning::Positive | Meaning::InfoRequest,
        } if at + 1 == step => {
            let answered = letter
                .references
                .last()
                .is_some_and(|id| human::is_own(person, id));
            if answered && thread.share("answers again") < ANSWERS_AGAIN {
                respond(all, person, letter, draw, Meaning::Agreed, sent, &read_at);
            }
        }
        Plan::OneClick { step: at } if at == step => {
            if let Some(url) = &letter.one_click {
                let at = answer_at(draw, &read_at).timestamp();
                all.push(Happening {
                    at,
                    what: What::OneClick { url: url.clone() },
                    intended: None,
                });
            }
        }
        Plan::Report { step: at } if at == step => {
            // Providers gather reports for some hours.
            let at = after(read_at.timestamp(), draw.between("spam", 600, 6 * 3_600));
            let raw = machines::spam_report(draw, person, letter, original, at);
            mail(all, at, raw, &letter.from.address, "complaint");
        }
        Plan::Nothing | Plan::Answer { .. } | Plan::OneClick { .. } | Plan::Report { .. } => {}
    }
}

fn plan(config: &MarketConfig, thread: &Draw) -> Plan {
    // Dead addresses do nothing, so those that live do a little more.
    let living = (1.0 - config.hard_bounce_share).max(0.01);
    let reply = config.reply_share.clamp(0.0, 1.0) / living;
    let one_click = config.one_click_share.clamp(0.0, 1.0) / living;
    let spam = config.spam_report_share.clamp(0.0, 1.0) / living;
    let step = thread.weighted("step", &STEPS).unwrap_or(1);
    match thread.share("plan") {
        share if share < reply => {
            let agrees = thread.share("agrees") < config.positive_share;
            let other = thread
                .weighted("meaning", &OTHERS)
                .unwrap_or(Meaning::Ambiguous);
            Plan::Answer {
                step,
                meaning: if agrees { Meaning::Positive } else { other },
            }
        }
        share if share < reply + one_click => Plan::OneClick { step },
        share if share < reply + one_click + spam => Plan::Report { step },
        _ => Plan::Nothing,
    }
}

fn respond(
    all: &mut Vec<Happening>,
    person: &Person,
    letter: &Letter,
    draw: &Draw,
    meaning: Meaning,
    sent: Timestamp,
    read_at: &jiff::ZonedDateTime,
) {
    let at = answer_at(draw, read_at);
    let raw = human::answer(draw, person, letter, meaning, sent, &at);
    mail(all, at.timestamp(), raw, &letter.reply_to, meaning.intent());
}

fn mail(
    all: &mut Vec<Happening>,
    at: Timestamp,
    raw: Option<Vec<u8>>,
    envelope_to: &str,
    intended: &'static str,
) {
    if let Some(raw) = raw {
        all.push(Happening {
            at,
            what: What::Mail {
                raw,
                envelope_to: envelope_to.to_owned(),
            },
            intended: Some(intended),
        });
    }
}
