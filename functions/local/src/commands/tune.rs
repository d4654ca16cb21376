//! `tune`: the tuning round of an agent, for a terminal. It shows; accepting is a tap on the page.

use super::access::{self, Access};
use super::fields::{list, text};
use super::output::{Output, counted, hint, one_line};
use super::{Answer, Done, Failure};
use crate::cli::TuneArgs;
use domain::AgentName;
use serde_json::Value;

pub(crate) fn run(args: &TuneArgs) -> Done {
    let name = AgentName::parse(&args.agent).map_err(|error| {
        Failure::misuse(error, "give an agent's name, as `onloop status` tells it")
    })?;
    let round: Value = access::with(&args.data, async |access: &Access| {
        access.get(&format!("tune/{name}"), &[]).await
    })?;
    let mut output = Output::new();
    if args.json {
        output.pretty(&round)?;
        return Ok(Answer::Yes);
    }
    tell(&mut output, &round)?;
    hint(&format!(
        "accept rules and end the round on the page: #/tune/{name}"
    ));
    Ok(Answer::Yes)
}

fn number(value: &Value, name: &str) -> u64 {
    value.get(name).and_then(Value::as_u64).unwrap_or(0)
}

fn tell(output: &mut Output, round: &Value) -> Result<(), Failure> {
    let mut line = |text: String| output.line(&one_line(&text));
    let tuning = round.get("tuning").unwrap_or(&Value::Null);
    let missed = match number(tuning, "missed") {
        0 => String::new(),
        n => format!(", {} missed", counted(n, "round", "rounds")),
    };
    let due = if tuning.get("due").and_then(Value::as_bool) == Some(true) {
        "due since"
    } else {
        "due at"
    };
    line(format!(
        "{}: {}, every {} days; {due} {}{missed}",
        text(round, "agent"),
        text(tuning, "standing"),
        number(tuning, "every_days"),
        text(tuning, "due_at")
    ))?;
    let counts = |name: &str| {
        let all = round.get(name).and_then(Value::as_object);
        let all: Vec<String> = all
            .into_iter()
            .flatten()
            .map(|(how, n)| format!("{n} {}", how.replace('_', " ")))
            .collect();
        if all.is_empty() {
            "nothing".to_owned()
        } else {
            all.join(", ")
        }
    };
    line(format!(
        "since {}: {}; kills: {}",
        text(round, "since"),
        counts("decided"),
        counts("reasons")
    ))?;
    for stratum in list(round, "sample") {
        let sample = text(stratum, "sample");
        for drawn in list(stratum, "drawn") {
            line(format!(
                "{sample} {} {}, {}: {}: {}",
                text(drawn, "conversation"),
                text(drawn, "name"),
                text(drawn, "company"),
                why(drawn),
                words(drawn)
            ))?;
        }
    }
    for edit in list(round, "edits") {
        line(format!(
            "edit {}x “{}” → “{}”",
            number(edit, "count"),
            text(edit, "old"),
            text(edit, "new")
        ))?;
    }
    for phrase in list(round, "phrases") {
        line(format!(
            "killed {}x, approved {}x “{}”",
            number(phrase, "killed"),
            number(phrase, "approved"),
            text(phrase, "phrase")
        ))?;
    }
    for note in list(round, "notes") {
        line(format!(
            "noted {}x “{}”",
            number(note, "count"),
            text(note, "phrase")
        ))?;
    }
    for proposal in list(round, "rules") {
        line(rule(proposal))?;
        for file in list(proposal, "patch") {
            for patched in text(file, "unified").lines() {
                line(format!("  {patched}"))?;
            }
        }
        if let Some(why) = proposal.get("by_hand").and_then(Value::as_str) {
            line(format!("  by hand: {why}"))?;
        }
    }
    if list(round, "rules").is_empty() {
        line("no rule is asked for by these verdicts".to_owned())?;
    }
    weights(&mut line, round.get("weights").unwrap_or(&Value::Null))?;
    for held in list(round, "rounds") {
        line(format!(
            "held {} by {}: {} minutes, {} verdicts, {}",
            text(held, "at"),
            text(held, "by"),
            number(held, "minutes"),
            number(held, "judged"),
            counted(number(held, "rules"), "rule", "rules")
        ))?;
    }
    Ok(())
}

/// What the verdicts on lists ask of the rubric.
fn weights(
    line: &mut impl FnMut(String) -> Result<(), Failure>,
    weights: &Value,
) -> Result<(), Failure> {
    let criteria = list(weights, "criteria");
    if criteria.is_empty() {
        return Ok(());
    }
    let moved: Vec<String> = criteria
        .iter()
        .map(|one| {
            format!(
                "“{}” {} → {}",
                text(one, "criterion"),
                number(one, "from"),
                number(one, "to")
            )
        })
        .collect();
    line(format!(
        "weigh {}: of {} turned down {} would fall below {}, now {}; of {} taken {}, now {}",
        moved.join(", "),
        counted(number(weights, "rejected"), "lead", "leads"),
        number(weights, "rejected_below"),
        number(weights, "accept_at"),
        number(weights, "rejected_below_now"),
        counted(number(weights, "accepted"), "lead", "leads"),
        number(weights, "accepted_below"),
        number(weights, "accepted_below_now"),
    ))?;
    for file in list(weights, "patch") {
        for patched in text(file, "unified").lines() {
            line(format!("  {patched}"))?;
        }
    }
    if let Some(why) = weights.get("by_hand").and_then(Value::as_str) {
        line(format!("  by hand: {why}"))?;
    }
    Ok(())
}

fn why(drawn: &Value) -> String {
    let reason = text(drawn, "reason");
    let how = text(drawn, "how");
    if reason.is_empty() {
        how.to_owned()
    } else {
        format!("{how} ({reason})")
    }
}

/// What went in brackets, what came in braces.
fn words(drawn: &Value) -> String {
    let parts = list(drawn, "text").iter().map(|part| {
        let words = text(part, "text");
        match text(part, "what") {
            "gone" => format!("[{}]", words.trim()),
            "come" => format!("{{{}}}", words.trim()),
            _ => words.to_owned(),
        }
    });
    let all: String = parts.collect::<Vec<_>>().join(" ");
    all.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn rule(proposal: &Value) -> String {
    let rule = proposal.get("rule").unwrap_or(&Value::Null);
    let what = match text(rule, "type") {
        "say" => format!("say “{}” for “{}”", text(rule, "new"), text(rule, "old")),
        _ => format!("ban “{}”", text(rule, "phrase")),
    };
    format!(
        "rule: {what}: of the last {} verdicts it would have caught {}, and {} wrongly; reaches {}",
        number(proposal, "of"),
        number(proposal, "caught"),
        number(proposal, "wrongly"),
        counted(list(proposal, "reaches").len(), "agent", "agents")
    )
}
