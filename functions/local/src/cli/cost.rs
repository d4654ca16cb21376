//! What may be typed after `onloop cost`.

use super::trust::share;
use clap::Args;
use std::path::PathBuf;

/// Options of `cost`.
#[derive(Debug, Args)]
#[command(after_help = "\
Read and write units, requests and bodies of a contact are measured on the real code; prices and
waiting times come from a table that you can replace (infra/prices.json). Running on one machine costs
no more than the machine, and the model's tokens.

Examples:
  onloop cost                                 1, 10 and 50 agents
  onloop cost --agents 30 --contacts 80       thirty agents, 80 new contacts a week each
  onloop cost --prices eu.json --json | jq .months")]
pub struct CostArgs {
    /// Agents of the fleet [default: tells of 1, 10 and 50]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub agents: Option<u32>,
    /// New contacts that each agent works in a week
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub contacts: u32,
    /// Share of the contacts that answer the first letter
    #[arg(long, value_name = "SHARE", default_value = "5%", value_parser = share)]
    pub answers: f64,
    /// Table of prices [default: the shipped one, us-east-1]
    #[arg(long, value_name = "FILE")]
    pub prices: Option<PathBuf>,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
}
