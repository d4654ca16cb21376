//! `report`: a week of an agent or of the fleet, as markdown.

use super::access;
use super::cost::prices::Prices;
use super::fields::text;
use super::output::{Output, one_line};
use super::{Answer, Done, Failure};
use crate::cli::ReportArgs;
use domain::Tokens;
use serde::Deserialize;
use serde_json::Value;

/// A model's week.
#[derive(Deserialize)]
struct Charged {
    model: String,
    tokens: Tokens,
}

pub(crate) fn run(args: &ReportArgs) -> Done {
    let prices = Prices::read(args.prices.as_deref())?;
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
        for one in charges(&report)? {
            output.line(&one_line(&dollars(&one, &prices)))?;
        }
    }
    Ok(Answer::Yes)
}

/// What models took; a report for the client tells nothing of it.
fn charges(report: &Value) -> Result<Vec<Charged>, Failure> {
    let Some(charged) = report.pointer("/judged/charged") else {
        return Ok(Vec::new());
    };
    serde_json::from_value(charged.clone()).map_err(|error| {
        Failure::refused(
            format!("what the server says of models' tokens can't be read: {error}"),
            "have this program and the server be of one version",
        )
    })
}

/// The price of a model's tokens, if it is in the table.
fn dollars(charged: &Charged, prices: &Prices) -> String {
    let (priced, as_of) = prices.of_model();
    if charged.model.contains(priced) {
        let dollars = prices.counted(&charged.tokens);
        format!("{}: ${dollars:.2} ({as_of})", charged.model)
    } else {
        format!(
            "{}: its price is not known here; put it into a copy of infra/prices.json, --prices FILE",
            charged.model
        )
    }
}
