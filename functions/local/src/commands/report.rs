//! `report`: a week of an agent or of the fleet, as markdown.

use super::access;
use super::cost::prices::Prices;
use super::fields::text;
use super::output::{Output, one_line};
use super::{Answer, Done};
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
        let charged = report.pointer("/judged/charged").cloned();
        let charged: Vec<Charged> = charged
            .and_then(|charged| serde_json::from_value(charged).ok())
            .unwrap_or_default();
        for one in charged {
            output.line(&one_line(&dollars(&one, &prices)))?;
        }
    }
    Ok(Answer::Yes)
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
