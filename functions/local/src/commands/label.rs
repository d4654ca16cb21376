//! `label`: what a reply means, by the rules that work on real replies.

use super::Done;
use super::json_lines::{self, Judged};
use super::object::Object;
use crate::cli::LabelArgs;
use domain::conversation::Channel;
use intent::{Intent, Referral};
use jiff::ZonedDateTime;
use jiff::civil::{Date, Time};
use jiff::fmt::temporal::Pieces;
use jiff::tz::TimeZone;
use mail::Inbound;
use serde::Serialize;

#[derive(Serialize)]
struct Labelled {
    intent: Intent,
    confidence: f64,
    escalate: bool,
    stop: bool,
    return_date: Option<Date>,
    resume_on: Option<Date>,
    referral: Option<Referral>,
    human_text: String,
    evidence: Vec<String>,
}

pub(crate) fn run(args: &LabelArgs) -> Done {
    json_lines::run(&args.input, |object| judge(object).map(Judged::from))
}

fn judge(mut object: Object) -> Result<Labelled, String> {
    let channel: String = object
        .take("channel")?
        .unwrap_or_else(|| "email".to_owned());
    let headers = object.headers()?;
    let received: String = object.need("received", "when it came in, with offset")?;
    let received = instant(&received)?;
    let body: String = object.need("body", "the text as it came in")?;
    let (channel, reading) = match channel.as_str() {
        "email" => (Channel::Email, mail::read_parts(&headers, &body)),
        // Only people write there: nothing of a mail system is to be looked for.
        "linkedin" => (
            Channel::Linkedin,
            Inbound {
                human_text: mail::human_text(&body),
                text: body,
                ..Inbound::default()
            },
        ),
        other => {
            return Err(format!(
                "`channel`: \"{other}\" is neither email nor linkedin"
            ));
        }
    };
    let label = flow::replies::label_of(&reading, channel, received, |address| {
        is_ours(&reading, address)
    });
    Ok(Labelled {
        intent: label.intent,
        confidence: label.confidence,
        escalate: label.escalate,
        stop: label.stop,
        return_date: label.return_date,
        resume_on: label.resume_on,
        referral: label
            .referral
            .filter(|referral| referral.name.is_some() || referral.email.is_some()),
        human_text: reading.human_text,
        evidence: label.evidence,
    })
}

/// Who of the recipients is us is not told: it is taken that a recipient at the writer's own company is
/// not, and that the others of `To` are.
fn is_ours(reading: &Inbound, address: &str) -> bool {
    let domain = |address: &str| {
        address
            .rsplit_once('@')
            .map(|(_, domain)| domain.to_lowercase())
    };
    let writer = reading.from.as_ref().and_then(|from| domain(&from.address));
    writer != domain(address) && reading.to.iter().any(|to| to.address == address)
}

/// A time with its offset, which is kept: "tomorrow" is counted in the writer's day.
fn instant(text: &str) -> Result<ZonedDateTime, String> {
    let wrong = || {
        format!("`received`: \"{text}\" is no time with offset, such as 2026-11-16T09:00:00+01:00")
    };
    let pieces = Pieces::parse(text.trim()).map_err(|_| wrong())?;
    let offset = pieces.to_numeric_offset().ok_or_else(wrong)?;
    let time = pieces.time().unwrap_or_else(Time::midnight);
    let instant = offset
        .to_timestamp(pieces.date().to_datetime(time))
        .map_err(|_| wrong())?;
    Ok(instant.to_zoned_datetime(TimeZone::fixed(offset)))
}
