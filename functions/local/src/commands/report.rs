//! `report`: a week of an agent or of the fleet, as markdown.

use super::access;
use super::fields::text;
use super::output::{Output, one_line};
use super::{Answer, Done};
use crate::cli::ReportArgs;
use serde_json::Value;

pub(crate) fn run(args: &ReportArgs) -> Done {
    let mut query: Vec<(&str, String)> = Vec::new();
    query.extend(args.agent.iter().map(|agent| ("agent", agent.clone())));
    query.extend(args.week.iter().map(|week| ("week", week.clone())));
    if args.client {
        query.push(("client", "true".to_owned()));
    }
    let report: Value = access::with(&args.data, async |access| {
        access.get("report", &query).await
    })?;
    let mut output = Output::new();
    if args.json {
        output.pretty(&report)?;
    } else {
        for line in text(&report, "markdown").lines() {
            output.line(&one_line(line))?;
        }
    }
    Ok(Answer::Yes)
}
