//! `label`: what a reply means, by the rules that work on real replies.

use super::json_lines::{self, Judged};
use super::object::Object;
use super::Done;
use crate::cli::LabelArgs;
use intent::{Intent, Label, MachineKind, Referral, Reply};
use jiff::ZonedDateTime;
use jiff::civil::{Date, Time};
use jiff::fmt::temporal::Pieces;
use jiff::tz::TimeZone;
use mail::{Inbound, MailKind};
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
    let channel: String = object.take("channel")?.unwrap_or_else(|| "email".to_owned());
    let headers = object.headers()?;
    let received: String = object.need("received", "when it came in, with offset")?;
    let received = instant(&received)?;
    let body: String = object.need("body", "the text as it came in")?;
    let reading = match channel.as_str() {
        "email" => mail::read_parts(&headers, &body),
        // Only people write there: nothing of a mail system is to be looked for.
        "linkedin" => Inbound {
            human_text: mail::human_text(&body),
            text: body,
            ..Inbound::default()
        },
        other => return Err(format!("`channel`: \"{other}\" is neither email nor linkedin")),
    };
    let label = label(&channel, &reading, received);
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

fn label(channel: &str, reading: &Inbound, received: ZonedDateTime) -> Label {
    let machine = match reading.kind {
        MailKind::Human | MailKind::Unreadable => MachineKind::Human,
        MailKind::Bounce => MachineKind::Bounce,
        MailKind::Complaint => MachineKind::Complaint,
        MailKind::AutoReply => MachineKind::AutoReply,
        MailKind::Delay => MachineKind::Delay,
        MailKind::Calendar => MachineKind::Calendar,
    };
    let name_of = |mailbox: &mail::Mailbox| mailbox.name.clone().unwrap_or_default();
    intent::label(&Reply {
        channel,
        machine,
        permanent: reading
            .recipients
            .iter()
            .find_map(|recipient| recipient.permanent),
        subject: Some(reading.subject.as_str()).filter(|subject| !subject.is_empty()),
        from: reading.from.as_ref().map(|from| {
            (
                from.name.as_deref().unwrap_or_default(),
                from.address.as_str(),
            )
        }),
        cc: reading
            .cc
            .iter()
            .map(|mailbox| (name_of(mailbox), mailbox.address.clone()))
            .collect(),
        auto_submitted: reading.auto_submitted,
        received,
        text: &reading.text,
        human_text: &reading.human_text,
    })
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
