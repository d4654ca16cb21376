//! What comes of a letter: the market's people and machines, people who mean ill, and, in a plain run,
//! a script.

use super::{Left, Outside};
use crate::faults::{Fault, Faults};
use crate::scene::hostile;
use domain::calendar::later;
use jiff::{SignedDuration, Timestamp};
use market::{MarketConfig, What};

/// Something that comes in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Happening {
    /// When.
    pub(crate) at: Timestamp,
    /// What.
    pub(crate) what: What,
    /// What it is meant to say.
    pub(crate) intended: &'static str,
    /// The conversation of the letter it is about.
    pub(crate) conversation: String,
    /// Whom that letter went to.
    pub(crate) address: String,
    /// The hand-over it reports on, for a report that shows a provider's lie.
    pub(crate) claim: Option<String>,
}

impl Happening {
    /// A person wrote it.
    pub(crate) fn is_human(&self) -> bool {
        matches!(self.what, What::Mail { .. })
            && !matches!(
                self.intended,
                "out_of_office" | "auto_reply" | "bounce" | "delay"
            )
    }
}

/// What comes of a letter.
pub(crate) fn react(
    seed: u64,
    plain: bool,
    left: &Left,
    conversation: &str,
    outside: &Outside,
    faults: &Faults,
) -> Vec<Happening> {
    let about = |at: Timestamp, what: What, intended: &'static str| Happening {
        at,
        what,
        intended,
        conversation: conversation.to_owned(),
        address: left.envelope.to.clone(),
        claim: None,
    };
    if plain {
        return script(left, about);
    }
    let config = MarketConfig {
        seed,
        ..MarketConfig::default()
    };
    let mut all = Vec::new();
    for happening in market::react(&config, &left.letter, left.at) {
        let intended = match happening.what {
            What::OneClick { .. } => "one_click",
            What::Scan { .. } => continue,
            What::Mail { .. } => happening.intended.unwrap_or("human"),
        };
        all.push(about(happening.at, happening.what, intended));
    }
    if outside.lied_about(&left.envelope.claim)
        && let Some(raw) = report(left, "4.4.1", "451 4.4.1 connection timed out", "late")
    {
        let at = later(left.at, SignedDuration::from_hours(5));
        let mut report = about(at, mail(raw, left), "delay");
        report.claim = Some(left.envelope.claim.clone());
        all.push(report);
    }
    if faults.happens(Fault::HostileMail, 40)
        && let Some(text) = hostile::ANSWERS.get(faults.below(hostile::ANSWERS.len()))
        && let Some(raw) = answer(left, text, "hostile")
    {
        let minutes = i64::try_from(faults.below(4_000)).unwrap_or(0);
        let at = later(left.at, SignedDuration::from_mins(minutes));
        all.push(about(at, mail(raw, left), "hostile"));
    }
    // Mail systems deliver copies.
    let copies: Vec<Happening> = all
        .iter()
        .filter(|_| faults.happens(Fault::DoubledMail, 20))
        .map(|happening| Happening {
            at: later(happening.at, SignedDuration::from_mins(7)),
            ..happening.clone()
        })
        .collect();
    all.extend(copies);
    all
}

fn mail(raw: Vec<u8>, left: &Left) -> What {
    What::Mail {
        raw,
        envelope_to: left.envelope.from.clone(),
    }
}

/// An answer in the thread, from the address that was written to.
fn answer(left: &Left, text: &str, name: &str) -> Option<Vec<u8>> {
    let reading = ::mail::read(&left.letter);
    let to = reading
        .reply_to
        .as_ref()
        .map_or(left.envelope.from.clone(), |to| to.address.clone());
    let header = |name: &str, value: String| (name.to_owned(), value);
    let id = &left.envelope.message_id;
    ::mail::render_raw(&::mail::Raw {
        headers: vec![
            header("From", format!("{name} <{}>", left.envelope.to)),
            header("To", to),
            header("Subject", format!("Re: {}", reading.subject)),
            header("Message-ID", format!("<{name}.{id}>")),
            header("In-Reply-To", format!("<{id}>")),
            header("References", format!("<{id}>")),
        ],
        text: text.to_owned(),
    })
    .ok()
}

fn report(left: &Left, status: &str, diagnostic: &str, name: &str) -> Option<Vec<u8>> {
    let failure = ::mail::DeliveryFailure {
        recipient: left.envelope.to.clone(),
        status: status.to_owned(),
        diagnostic: diagnostic.to_owned(),
        message_id: format!("{name}.{}@mx.example", left.envelope.claim),
        date: left.at,
        from: ::mail::Mailbox::new("", "MAILER-DAEMON@mx.example"),
    };
    ::mail::delivery_failure(&left.letter, &failure).ok()
}

/// By the recipient, so that it does not matter when and under which id a letter left: one agrees, one
/// leaves by the link, one address is dead, the others say nothing.
fn script(
    left: &Left,
    about: impl Fn(Timestamp, What, &'static str) -> Happening,
) -> Vec<Happening> {
    let at = later(left.at, SignedDuration::from_hours(3));
    let to = person_number(&left.envelope.to);
    let happening = match to {
        6 => answer(left, "Yes, a call next week would be great.", "positive")
            .map(|raw| about(at, mail(raw, left), "positive")),
        8 => one_click(left).map(|url| about(at, What::OneClick { url }, "one_click")),
        10 => report(left, "5.1.1", "550 5.1.1 no such user", "dead")
            .map(|raw| about(at, mail(raw, left), "bounce")),
        _ => None,
    };
    happening.into_iter().collect()
}

fn person_number(address: &str) -> u32 {
    let digits: String = address
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse().unwrap_or(0)
}

fn one_click(left: &Left) -> Option<String> {
    let reading = ::mail::read(&left.letter);
    let header = reading.header("List-Unsubscribe")?;
    let from = header.find("https://")?;
    let rest = header.get(from..)?;
    Some(rest.split('>').next().unwrap_or(rest).to_owned())
}
