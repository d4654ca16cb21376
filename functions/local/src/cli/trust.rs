//! What may be typed after `onloop simulate trust`, and how shares are written.

use clap::Args;
use domain::trust::{Limit, Propensity};

/// Options of `simulate trust`.
#[derive(Debug, Args)]
#[command(after_help = "\
Each run is one class of messages under the real rules: everything is reviewed until the kill rate is
proven to be below the limit; then policy clears messages, a share of them is audited, and detectors
take the certificate away when kills become more frequent. Only the truth and the operator are
invented, so it is known how often a proof is wrong.

What --json prints, one object:
  false_promotion_rate          share of the runs proven although what was tested is truly at the
                                limit or over it; must not be over 0.05
  labels_to_promotion           {median, p90} of the verdicts until the proof, over all runs: a run
                                never proven counts as the longest, so null says \"so many never were\"
  bad_shipped                   {mean, p90} of the bad messages that policy cleared, over proven runs
  demoted_after                 {median, p90} of the messages from the proof (with --jump: from the
                                jump) to the demotion, over proven runs; null: so many never were
Without --json a table says the same and more. The same seed gives the same figures.

Examples:
  onloop simulate trust --limit 5% --rate 5% --runs 2000          at the limit: how often wrongly proven?
  onloop simulate trust --limit 3% --rate 1% --runs 2000 --json   how many verdicts does a proof cost?
  onloop simulate trust --limit 5% --rate 5% --propensity 5%-100% looked at with mixed chances
  onloop simulate trust --limit 5% --rate 1% --jump 15%           it gets worse: when is it noticed?
  onloop simulate trust --limit 5% --rate 1% --agents 10 --bad-agents 1 --bad-rate 10%
  onloop simulate trust --limit 3% --rate 1% --messages 10000     false alarms over a stated run length

Shares may be written 0.05 or 5%.")]
pub struct SimulateTrustArgs {
    /// Limit on kills that has to be proven
    #[arg(long, value_name = "X", default_value = "3%", value_parser = limit)]
    pub limit: Limit,
    /// True share of drafts that are to be killed
    #[arg(long, value_name = "P", default_value = "1%", value_parser = share)]
    pub rate: f64,
    /// True share of drafts that need an edit in substance; its limit is 10 %
    #[arg(long, value_name = "P", default_value = "0%", value_parser = share)]
    pub must_fix: f64,
    /// Classes to simulate
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub runs: u64,
    /// What decides everything
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// Drafts until a class without proof is given up, and again after the proof or the jump
    #[arg(long, value_name = "N", default_value_t = 2000, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub messages: u32,
    /// Chance with which a draft is looked at before the proof; A-B: evenly mixed between the two
    #[arg(long, value_name = "A[-B]", default_value = "100%", value_parser = propensities)]
    pub propensity: (Propensity, Propensity),
    /// Share of cleared messages that is audited; half of them, at least, while a detector rises
    #[arg(long, value_name = "A", default_value = "20%", value_parser = propensity)]
    pub audit: Propensity,
    /// Agents that share the class
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=50))]
    pub agents: u32,
    /// So many of them are worse
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub bad_agents: u32,
    /// True share of the worse agents' drafts that are to be killed
    #[arg(long, value_name = "P", default_value = "10%", value_parser = share)]
    pub bad_rate: f64,
    /// After the proof everything gets as bad as this
    #[arg(long, value_name = "P", value_parser = share)]
    pub jump: Option<f64>,
    /// So many messages after the proof
    #[arg(long, value_name = "N", default_value_t = 300)]
    pub jump_after: u32,
    /// Thresholds of confidence: the strictest covers half of the drafts, the laxest all; 1: all drafts
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=8))]
    pub thresholds: u8,
    /// How well confidence tells kills apart, from 0 to 1
    #[arg(long, value_name = "S", default_value = "0", value_parser = share)]
    pub skill: f64,
    /// The operator judges all that waits once in so many drafts; what waits counts as bad
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub sitting: u32,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
}

/// A share above 0 and below 1.
fn limit(text: &str) -> Result<Limit, String> {
    Limit::new(share(text)?).ok_or_else(|| "a limit is between 0 and 1".to_owned())
}

/// A share from 0 to 1: `0.05` or `5%`.
pub(super) fn share(text: &str) -> Result<f64, String> {
    let parsed = match text.strip_suffix('%') {
        Some(percent) => percent.trim().parse().map(|share: f64| share / 100.0),
        None => text.parse(),
    };
    let share = parsed.map_err(|_| "a share is written as 0.05 or 5%".to_owned())?;
    if (0.0..=1.0).contains(&share) {
        Ok(share)
    } else {
        Err("a share is between 0 and 1".to_owned())
    }
}

/// A share of messages that is looked at, in thousandths.
fn propensity(text: &str) -> Result<Propensity, String> {
    let thousandths = format!("{:.0}", share(text)? * 1000.0);
    let thousandths = thousandths.parse().ok();
    thousandths
        .and_then(Propensity::new)
        .ok_or_else(|| "at least one in a thousand has to be looked at".to_owned())
}

/// Two of them, `5%-100%`, or one.
fn propensities(text: &str) -> Result<(Propensity, Propensity), String> {
    match text.split_once('-') {
        Some((least, most)) => Ok((propensity(least)?, propensity(most)?)),
        None => propensity(text).map(|one| (one, one)),
    }
}
