//! `why`: what stands behind the letters to an address or a domain, or behind one letter.

use super::access::{self, Access};
use super::fields::{list, text};
use super::output::{Output, hint, one_line};
use super::{Answer, Done, Failure};
use crate::cli::WhyArgs;
use serde_json::{Value, json};

pub(crate) fn run(args: &WhyArgs) -> Done {
    let asked = args.whom.trim();
    if asked.is_empty() {
        return Err(Failure::misuse(
            "nobody is asked for",
            "give an address, a domain or a Message-ID: onloop why sam@example.com",
        ));
    }
    let told = access::with(&args.data, async |access| all(access, asked).await)?;
    let mut output = Output::new();
    let nothing = list(&told, "conversations").is_empty() && list(&told, "stops").is_empty();
    if args.json {
        output.pretty(&told)?;
    } else if !nothing {
        print(&mut output, &told)?;
    }
    if nothing {
        hint(&format!("nothing is known of {}", one_line(asked)));
        return Ok(Answer::No);
    }
    Ok(Answer::Yes)
}

/// All pages of the answer as one.
async fn all(access: &Access, asked: &str) -> Result<Value, Failure> {
    let mut whole: Option<Value> = None;
    let mut after = Value::Null;
    loop {
        let page: Value = access
            .post("why", &json!({ "q": asked, "after": after }))
            .await?;
        let next = page.get("next").cloned().unwrap_or(Value::Null);
        match &mut whole {
            None => whole = Some(page),
            Some(whole) => {
                for part in ["conversations", "stops"] {
                    let more = list(&page, part).to_vec();
                    if let Some(known) = whole.get_mut(part).and_then(Value::as_array_mut) {
                        let new: Vec<Value> = more
                            .into_iter()
                            .filter(|one| !known.contains(one))
                            .collect();
                        known.extend(new);
                    }
                }
            }
        }
        // A cursor that stands still would go round for ever.
        if next.is_null() || next == after {
            break;
        }
        after = next;
    }
    let mut whole = whole.unwrap_or_default();
    if let Some(next) = whole.get_mut("next") {
        *next = Value::Null;
    }
    Ok(whole)
}

fn print(output: &mut Output, told: &Value) -> Result<(), Failure> {
    let mut lines = Vec::new();
    for stop in list(told, "stops") {
        lines.push((0, stop_line(stop)));
    }
    if let Some(company) = told.get("company").filter(|company| !company.is_null()) {
        let domains: Vec<&str> = list(company, "domains")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        let line = format!("company: {} {}", text(company, "name"), domains.join(", "));
        lines.push((0, line.trim_end().to_owned()));
    }
    for one in list(told, "conversations") {
        lines.push((0, String::new()));
        conversation(&mut lines, one);
    }
    for (indent, line) in lines {
        output.line(&format!("{}{}", " ".repeat(indent), one_line(&line)))?;
    }
    Ok(())
}

fn stop_line(stop: &Value) -> String {
    let since = match text(stop, "since") {
        "" => String::new(),
        since => format!(" since {since}"),
    };
    format!(
        "stopped: {}: {}{since}, by {}, from {}",
        text(stop, "about"),
        text(stop, "reason"),
        text(stop, "by"),
        text(stop, "source")
    )
}

fn conversation(lines: &mut Vec<(usize, String)>, one: &Value) {
    let name = match text(one, "name") {
        "" => "a forgotten person",
        name => name,
    };
    lines.push((0, format!("{name}, {}", text(one, "company"))));
    lines.push((
        2,
        format!(
            "conversation {} of agent {}: {}",
            text(one, "id"),
            text(one, "agent"),
            text(one, "standing")
        ),
    ));
    let none = Value::Null;
    let came = one.get("came").unwrap_or(&none);
    let score = came.get("score").and_then(Value::as_u64).unwrap_or(0);
    let list_id = text(came, "list");
    lines.push((
        2,
        format!(
            "sourced {}, list {list_id}, score {score}, playbook {}",
            text(came, "at"),
            text(came, "playbook")
        ),
    ));
    let certain = came.get("certain").and_then(Value::as_bool) == Some(true);
    for place in list(came, "places") {
        let guess = if certain { "" } else { "one of: " };
        let at = match (
            text(place, "file"),
            place.get("line").and_then(Value::as_u64),
        ) {
            ("", _) => "no file".to_owned(),
            (file, Some(row)) => format!("{file}:{row}"),
            (file, None) => file.to_owned(),
        };
        let date = match text(place, "date") {
            "" => "the day it was read",
            date => date,
        };
        lines.push((
            2,
            format!("from {guess}{at} ({}, as of {date})", text(place, "source")),
        ));
    }
    if !text(came, "accepted_by").is_empty() {
        lines.push((
            2,
            format!(
                "taken from the list by {}, {}",
                text(came, "accepted_by"),
                text(came, "accepted_at")
            ),
        ));
    }
    for message in list(one, "messages") {
        self::message(lines, message);
    }
    for mail in list(one, "mail") {
        let intent = match text(mail, "intent") {
            "" => "nothing yet",
            intent => intent,
        };
        lines.push((
            2,
            format!(
                "mail {} of {}, taken for {intent}",
                text(mail, "id"),
                text(mail, "at")
            ),
        ));
    }
}

fn message(lines: &mut Vec<(usize, String)>, message: &Value) {
    let number = message.get("step").and_then(Value::as_u64).unwrap_or(0);
    let state = match text(message, "sent_at") {
        "" => text(message, "state").replace('_', " "),
        sent => format!("sent {sent}"),
    };
    lines.push((
        2,
        format!("step {number} ({}): {state}", text(message, "channel")),
    ));
    if !text(message, "subject").is_empty() {
        lines.push((4, format!("subject: {}", text(message, "subject"))));
    }
    if !text(message, "message_id").is_empty() {
        lines.push((4, format!("message-id: {}", text(message, "message_id"))));
    }
    if let Some(written) = message.get("written").filter(|written| !written.is_null()) {
        lines.push((
            4,
            format!(
                "written {} by {}: model {}, playbook {}",
                text(written, "at"),
                text(written, "by"),
                text(written, "model"),
                text(written, "playbook")
            ),
        ));
    }
    if let Some(cleared) = message.get("cleared").filter(|cleared| !cleared.is_null()) {
        let who = match (text(cleared, "who"), text(cleared, "through")) {
            ("", _) => "policy".to_owned(),
            (who, "machine") => format!(
                "{who} through a machine, verdict {}",
                text(cleared, "verdict")
            ),
            (who, _) => format!("{who}, verdict {}", text(cleared, "verdict")),
        };
        lines.push((4, format!("cleared {} by {who}", text(cleared, "at"))));
    }
    if let Some(policy) = message.get("policy").filter(|policy| !policy.is_null()) {
        let share = |name: &str| policy.get(name).and_then(Value::as_f64);
        let percent = |share: Option<f64>| {
            share.map_or_else(|| "-".to_owned(), |share| format!("{:.1} %", share * 100.0))
        };
        let count = |name: &str| policy.get(name).and_then(Value::as_u64);
        let days = count("certified_days")
            .map_or_else(String::new, |days| format!(", certificate {days} days old"));
        lines.push((4, format!("policy: {}", text(policy, "words"))));
        lines.push((
            6,
            format!(
                "confidence {}, threshold {}, drawn with a chance of {}, class {}, life {}{days}",
                percent(share("confidence")),
                percent(share("threshold")),
                percent(share("propensity")),
                text(policy, "class"),
                count("life").unwrap_or(0)
            ),
        ));
    }
    for fact in list(message, "known") {
        let used = if list(fact, "claims").is_empty() {
            "known"
        } else {
            "rests on"
        };
        let age = match fact.get("age_days").and_then(Value::as_i64) {
            Some(days) => format!("{}, {days} days old then", text(fact, "date")),
            None => "not kept any more".to_owned(),
        };
        lines.push((
            4,
            format!(
                "{used}: {}: {} ({}, {age})",
                text(fact, "id"),
                text(fact, "text"),
                text(fact, "source")
            ),
        ));
    }
}
