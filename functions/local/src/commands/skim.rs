//! `skim`: negatives that nobody was shown, one line each, least certain first.

use super::access::{self, Access};
use super::fields::{list, text};
use super::output::{Output, hint, one_line};
use super::{Answer, Done, Failure};
use crate::cli::SkimArgs;
use serde_json::Value;

pub(crate) fn run(args: &SkimArgs) -> Done {
    let skim = access::with(&args.data, async |access| {
        all(access, args.agent.as_deref()).await
    })?;
    let mut output = Output::new();
    let lines = list(&skim, "lines");
    if args.json {
        output.pretty(&skim)?;
    } else {
        for line in lines {
            output.line(&one_line(&line_of(line)))?;
        }
        for bound in list(&skim, "bounds") {
            output.line(&one_line(&bound_of(bound)))?;
        }
    }
    if lines.is_empty() {
        hint("no negative of the last seven days is unread");
        return Ok(Answer::No);
    }
    Ok(Answer::Yes)
}

/// All pages as one.
async fn all(access: &Access, agent: Option<&str>) -> Result<Value, Failure> {
    let mut query: Vec<(&str, String)> = Vec::new();
    query.extend(agent.map(|agent| ("agent", agent.to_owned())));
    let mut whole: Value = access.get("skim", &query).await?;
    let mut after: Option<String> = None;
    loop {
        let next = whole.get("next").and_then(Value::as_str).map(str::to_owned);
        // A cursor that stands still would go round for ever.
        let Some(next) = next.filter(|next| after.as_ref() != Some(next)) else {
            return Ok(whole);
        };
        let mut query = query.clone();
        query.push(("after", next.clone()));
        after = Some(next);
        let page: Value = access.get("skim", &query).await?;
        let more = list(&page, "lines").to_vec();
        if let Some(lines) = whole.get_mut("lines").and_then(Value::as_array_mut) {
            lines.extend(more);
        }
        if let Some(next) = whole.get_mut("next") {
            *next = page.get("next").cloned().unwrap_or_default();
        }
    }
}

fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "-".to_owned(), |share| format!("{:.1} %", share * 100.0))
}

fn line_of(line: &Value) -> String {
    let evidence: Vec<&str> = list(line, "evidence")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let words = match evidence.as_slice() {
        [] => text(line, "words").to_owned(),
        evidence => evidence.join(" … "),
    };
    format!(
        "{} {} {} {}, {}: {}: {words}",
        percent(line.get("confidence").and_then(Value::as_f64)),
        text(line, "card"),
        text(line, "agent"),
        text(line, "name"),
        text(line, "company"),
        text(line, "intent")
    )
}

fn bound_of(bound: &Value) -> String {
    let count = |name: &str| bound.get(name).and_then(Value::as_u64).unwrap_or(0);
    let share = |name: &str| percent(bound.get(name).and_then(Value::as_f64));
    let (looked_at, negatives) = (count("looked_at"), count("negatives"));
    let agent = text(bound, "agent");
    if looked_at == 0 {
        return format!("{agent}: 0 of {negatives} negatives looked at: not enough yet");
    }
    format!(
        "{agent}: {looked_at} of {negatives} negatives looked at, {} overturned: {}, between {} and {}",
        count("overturned"),
        share("estimate"),
        share("low"),
        share("high")
    )
}
