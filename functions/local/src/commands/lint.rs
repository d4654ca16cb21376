//! `lint`: what is wrong with a draft, by the rules that hold real drafts.

use super::Done;
use super::json_lines::{self, Judged};
use super::object::Object;
use crate::cli::LintArgs;
use domain::lint::wire::{LintInput, WireFinding, judge as judge_draft};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;

#[derive(Serialize)]
struct Linted {
    findings: Vec<WireFinding>,
    hold: bool,
}

pub(crate) fn run(args: &LintArgs) -> Done {
    let today = Timestamp::now().to_zoned_datetime(TimeZone::UTC).date();
    json_lines::run(&args.input, |object| judge(object, today).map(Judged::from))
}

fn judge(mut object: Object, today: Date) -> Result<Linted, String> {
    let input = LintInput {
        id: String::new(),
        today: object.take("today")?,
        banned_phrases: object.take("banned_phrases")?,
        allowed_links: object.take("allowed_links")?,
        facts: object.take("facts")?.unwrap_or_default(),
        contact: object.take("contact")?.unwrap_or_default(),
        step: object.take("step")?.unwrap_or(1),
        channel: channel(object.take("channel")?)?,
        subject: object.take("subject")?.unwrap_or_default(),
        body: object.need("body", "the text of the letter")?,
    };
    let judged = judge_draft(input, today);
    Ok(Linted {
        findings: judged.findings,
        hold: judged.hold,
    })
}

fn channel(written: Option<String>) -> Result<String, String> {
    match written.as_deref() {
        None | Some("email") => Ok("email".to_owned()),
        Some("linkedin") => Ok("linkedin".to_owned()),
        Some(other) => Err(format!(
            "`channel`: \"{other}\" is neither email nor linkedin"
        )),
    }
}
