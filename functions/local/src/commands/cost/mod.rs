//! `cost`: what a stack on AWS costs, from measured units and a table of prices.

mod bill;
pub(super) mod prices;
mod usage;

use super::output::Output;
use super::{Answer, Done, Failure};
use crate::cli::CostArgs;
use bill::{Month, Parts};
use prices::Prices;
use serde_json::json;
use usage::{Measured, Usage};

/// Fleets that are told of when none is named.
const FLEETS: [u32; 3] = [1, 10, 50];

pub(crate) fn run(args: &CostArgs) -> Done {
    let prices = Prices::read(args.prices.as_deref())?;
    let usage = Measured::read()?.usage(args.answers);
    let parts = bill::thousand(&prices, &usage);
    let fleets = args.agents.map_or(FLEETS.to_vec(), |agents| vec![agents]);
    let months: Vec<Month> = fleets
        .into_iter()
        .map(|agents| bill::month(&prices, &parts, agents, f64::from(args.contacts)))
        .collect();
    let mut out = Output::new();
    if args.json {
        out.json(&json!({
            "currency": "USD",
            "region": prices.region,
            "prices_as_of": prices.as_of,
            "model": prices.model.name,
            "letters_per_contact": usage.letters,
            "replies_per_contact": usage.replies,
            "thousand_contacts": parts,
            "thousand_contacts_without_model": parts.without_model(),
            "thousand_contacts_with_model": parts.with_model(),
            "months": months,
        }))?;
    } else {
        tell(&mut out, &prices, &usage, &parts, &months)?;
    }
    Ok(Answer::Yes)
}

fn tell(
    out: &mut Output,
    prices: &Prices,
    usage: &Usage,
    parts: &Parts,
    months: &[Month],
) -> Result<(), Failure> {
    out.line(&format!(
        "A thousand contacts, {:.2} letters and {:.2} replies each, in US dollars",
        usage.letters, usage.replies
    ))?;
    let model = format!("model, {}", prices.model.name);
    let rows = [
        ("table", parts.table),
        ("queues", parts.queues),
        ("bodies", parts.objects),
        ("functions", parts.functions),
        ("API", parts.api),
        ("mail, if by SES", parts.mail),
        ("all without a model", parts.without_model()),
        (model.as_str(), parts.model),
        ("all with the model", parts.with_model()),
    ];
    for (name, dollars) in rows {
        out.line(&format!("  {name:<28}{dollars:>9.4}"))?;
    }
    out.line("")?;
    out.line("A month     contacts     idle   without a model   with the model")?;
    for month in months {
        let agents = super::output::counted(month.agents, "agent", "agents");
        out.line(&format!(
            "{agents:<10}{:>10.0}{:>9.2}{:>18.2}{:>17.2}",
            month.contacts, month.idle, month.without_model, month.with_model
        ))?;
    }
    out.line("")?;
    out.line(&format!(
        "Prices of {} ({}). {}",
        prices.region, prices.as_of, prices.source
    ))?;
    out.line(
        "Units and requests are measured (docs/units.json); waiting times and tokens are assumptions of the",
    )?;
    out.line("price table. Not in it: lead data, stored gigabytes, logs, traffic, mail by your own server.")
}
