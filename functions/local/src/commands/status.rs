//! `status`: whether `up` runs on the data, and what waits for the operator.

use super::output::{Output, counted, one_line};
use super::server::{Server, wait};
use super::{Answer, Done};
use crate::cli::StatusArgs;
use serde_json::Value;

pub(crate) fn run(args: &StatusArgs) -> Done {
    let server = Server::need(&args.data)?;
    let status: Value = wait(server.get("status", &[]))?;
    let mut output = Output::new();
    if args.json {
        output.pretty(&status)?;
        return Ok(Answer::Yes);
    }
    for (name, value) in rows(&status) {
        output.line(&one_line(&format!("{name:<10} {value}")))?;
    }
    Ok(Answer::Yes)
}

/// What a person wants to know, in the order in which they want to know it.
fn rows(status: &Value) -> Vec<(&'static str, String)> {
    let text = |path: &str| {
        status
            .pointer(path)
            .and_then(Value::as_str)
            .unwrap_or("-")
            .to_owned()
    };
    let count = |path: &str| status.pointer(path).and_then(Value::as_u64).unwrap_or(0);
    let is = |path: &str| {
        status
            .pointer(path)
            .and_then(Value::as_bool)
            .unwrap_or(false)
    };
    let mut rows = vec![("next", text("/next/text"))];
    let waits = match count("/cards/total") {
        0 => "nothing".to_owned(),
        total => {
            let minutes = status.pointer("/minutes").and_then(Value::as_f64);
            let kinds: Vec<String> = [
                ("/cards/list", "list", "lists"),
                ("/cards/draft", "draft", "drafts"),
                ("/cards/reply", "reply", "replies"),
                ("/cards/in_doubt", "send in doubt", "sends in doubt"),
            ]
            .into_iter()
            .filter(|(path, ..)| count(path) > 0)
            .map(|(path, one, many)| counted(count(path), one, many))
            .collect();
            format!(
                "{}, about {} min: {}",
                counted(total, "card", "cards"),
                minutes.unwrap_or(0.0).ceil(),
                kinds.join(", ")
            )
        }
    };
    rows.push(("waiting", waits));
    let tuning = status.pointer("/tuning").and_then(Value::as_array);
    for round in tuning.into_iter().flatten() {
        rows.push(("tuning", due(round)));
    }
    rows.push(("halted", halted(status)));
    rows.push((
        "market",
        match (
            status.pointer("/market/on").is_some(),
            is("/market/running"),
        ) {
            (false, _) => "off".to_owned(),
            (true, true) => "simulated, the clock runs".to_owned(),
            (true, false) => "simulated, the clock is paused".to_owned(),
        },
    ));
    let real = if is("/mailer_is_real") {
        "real mail leaves this machine"
    } else {
        "nothing leaves this machine"
    };
    rows.push(("mailer", format!("{}: {real}", text("/mailer"))));
    let reading = status.pointer("/reading").and_then(Value::as_array);
    for mailbox in reading.into_iter().flatten() {
        rows.push(("replies", read_from(mailbox)));
    }
    rows.push(("model", text("/model")));
    let faults = status
        .pointer("/playbook/faults")
        .and_then(Value::as_array)
        .map_or(0, Vec::len);
    let fit = match faults {
        0 => String::new(),
        _ => format!(
            "; the folder now has {}: onloop check",
            counted(u64::try_from(faults).unwrap_or(u64::MAX), "fault", "faults")
        ),
    };
    rows.push((
        "playbook",
        format!(
            "{}{}{fit}",
            text("/playbook/version"),
            status
                .pointer("/playbook/loaded_at")
                .and_then(Value::as_str)
                .map(|since| format!(", since {since}"))
                .unwrap_or_default()
        ),
    ));
    for (name, path) in [
        ("in flight", "/in_flight"),
        ("unmatched", "/unmatched"),
        ("dead", "/dead_letters"),
    ] {
        if count(path) > 0 {
            rows.push((name, count(path).to_string()));
        }
    }
    if count("/failing/tasks") > 0 {
        let tasks = counted(count("/failing/tasks"), "task", "tasks");
        let (again, why) = (text("/failing/again"), text("/failing/why"));
        rows.push(("failing", format!("{tasks}, again at {again}: {why}")));
    }
    rows.push(("operator", text("/operator")));
    rows.push(("time", text("/now")));
    rows
}

/// A tuning round that is due.
fn due(round: &Value) -> String {
    let text = |name: &str| round[name].as_str().unwrap_or("-");
    let missed = match round["missed"].as_u64().unwrap_or(0) {
        0 => String::new(),
        n => format!(", {} missed", counted(n, "round", "rounds")),
    };
    let (agent, since) = (text("agent"), text("since"));
    format!("{agent}: due since {since}{missed}: onloop tune {agent}")
}

/// How the reading of a mailbox stands.
fn read_from(mailbox: &Value) -> String {
    let text = |name: &str| mailbox[name].as_str().unwrap_or("-");
    match mailbox["trouble"].as_str() {
        None => format!("read from {} since {}", text("mailbox"), text("since")),
        Some(why) => format!(
            "not read since {}, again at {}: {why}",
            text("since"),
            text("again")
        ),
    }
}

fn halted(status: &Value) -> String {
    if status.pointer("/halted/fleet").and_then(Value::as_bool) == Some(true) {
        return "the whole fleet".to_owned();
    }
    let mut parts = vec![];
    for (path, what) in [
        ("/halted/agents", "agent"),
        ("/halted/mailboxes", "mailbox"),
    ] {
        let names = status.pointer(path).and_then(Value::as_array);
        for name in names.into_iter().flatten().filter_map(Value::as_str) {
            parts.push(format!("{what} {name}"));
        }
    }
    if parts.is_empty() {
        "nothing".to_owned()
    } else {
        parts.join(", ")
    }
}
