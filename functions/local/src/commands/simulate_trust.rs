//! `simulate trust`: classes that earn and lose certificates, against a known truth.

use super::output::Output;
use super::{Answer, Done, Failure};
use crate::cli::SimulateTrustArgs;
use domain::trust::{Limit, Rules, Terms};
use simulation::{TrustOptions, TrustReport, simulate_trust};

pub(crate) fn run(args: &SimulateTrustArgs) -> Done {
    let options = options(args)?;
    let report = simulate_trust(&options);
    let mut out = Output::new();
    if args.json {
        out.json(&report)?;
    } else {
        tell(&mut out, &options, &report)?;
    }
    Ok(Answer::Yes)
}

fn options(args: &SimulateTrustArgs) -> Result<TrustOptions, Failure> {
    let misuse = |what: &str| Failure::misuse(what, "see `onloop simulate trust --help`");
    let (least, most) = args.propensity;
    if least > most {
        return Err(misuse("--propensity goes from the smaller to the larger"));
    }
    if args.bad_agents > args.agents {
        return Err(misuse("--bad-agents are some of --agents, not more"));
    }
    if args.rate + args.must_fix > 1.0 {
        return Err(misuse(
            "--rate and --must-fix are shares of the same drafts",
        ));
    }
    Ok(TrustOptions {
        limit: args.limit,
        rate: args.rate,
        must_fix: args.must_fix,
        runs: args.runs,
        seed: args.seed,
        messages: args.messages,
        look_least: least,
        look_most: most,
        audit: args.audit,
        agents: args.agents,
        bad_agents: args.bad_agents,
        bad_rate: args.bad_rate,
        jump: args.jump,
        jump_after: args.jump_after,
        thresholds: usize::from(args.thresholds),
        skill: args.skill,
        sitting: args.sitting,
    })
}

fn tell(out: &mut Output, options: &TrustOptions, report: &TrustReport) -> Result<(), Failure> {
    let more = &report.more;
    let number = |value: Option<u32>| value.map_or("never".to_owned(), |value| value.to_string());
    let percent = |share: f64| format!("{:.2} %", share * 100.0);
    let of_runs = |count: u32| {
        let share = f64::from(count) / f64::from(more.runs.max(1));
        format!("{count} of {} ({})", more.runs, percent(share))
    };
    let rules = Rules::new(Terms {
        kills: options.limit,
        ..Terms::default()
    });
    let mut rows = vec![
        ("proven", of_runs(more.promoted)),
        ("wrongly proven", percent(report.false_promotion_rate)),
        (
            "verdicts until then, median",
            number(report.labels_to_promotion.median),
        ),
        (
            "verdicts until then, nine in ten",
            number(report.labels_to_promotion.p90),
        ),
        ("messages cleared by policy", more.shipped.to_string()),
    ];
    if let (Some(mean), Some(p90)) = (report.bad_shipped.mean, report.bad_shipped.p90) {
        rows.push(("bad ones among them, a class", format!("{mean:.2}")));
        rows.push(("bad ones among them, nine in ten", p90.to_string()));
    }
    let since = match options.jump {
        Some(_) => (
            "demoted after the jump, median",
            "demoted after the jump, nine in ten",
        ),
        None => (
            "demoted after the proof, median",
            "demoted after the proof, nine in ten",
        ),
    };
    rows.push((since.0, number(report.demoted_after.median)));
    rows.push((since.1, number(report.demoted_after.p90)));
    rows.push(("demoted with nothing worse", of_runs(more.demoted_early)));
    if options.bad_agents > 0 {
        rows.push(("a worse agent was found", of_runs(more.found)));
        rows.push(("other agents set apart", more.good_apart.to_string()));
    }
    if let Some(jump) = options
        .jump
        .and_then(Limit::new)
        .filter(|jump| *jump > options.limit)
    {
        let delay = rules.watch.expected_delay(jump, options.audit);
        rows.push(("expected delay, from nothing", format!("{delay:.0}")));
    }
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    for (name, value) in rows {
        out.line(&format!("{name:<width$}  {value}"))?;
    }
    Ok(())
}
