//! `simulate`: invented weeks with faults, every promise checked after every step.

use super::output::Output;
use super::{Answer, Done};
use crate::cli::{FaultLevel, SimulateArgs};
use simulation::{Level, Options, Report};
use std::io::IsTerminal;

pub(crate) fn run(args: &SimulateArgs) -> Done {
    let level = match args.faults {
        FaultLevel::None => Level::None,
        FaultLevel::Light => Level::Light,
        FaultLevel::Heavy => Level::Heavy,
    };
    let progress = args.seeds > 1 && std::io::stderr().is_terminal();
    let mut out = Output::new();
    let (mut steps, mut faults, mut letters) = (0_u64, 0_u64, 0_usize);
    for seed in (args.seed..).take(usize::try_from(args.seeds).unwrap_or(usize::MAX)) {
        let options = Options {
            seed,
            agents: usize::try_from(args.agents).unwrap_or(1),
            days: args.days,
            level,
            mutant: None,
            crash_at: None,
            plain: false,
        };
        match simulation::run(&options) {
            Ok(report) => {
                steps = steps.saturating_add(report.steps);
                faults = faults.saturating_add(report.faults.values().sum());
                letters = letters.saturating_add(report.letters);
                if args.json {
                    out.line(&serde_json::to_string(&report).unwrap_or_default())?;
                } else if args.seeds == 1 {
                    tell(&mut out, &report)?;
                }
            }
            Err(failure) => {
                if args.json {
                    let broken: Vec<_> = failure
                        .broken
                        .iter()
                        .map(|b| (b.invariant, b.what.clone()))
                        .collect();
                    let line = serde_json::json!({ "seed": seed, "broken": broken, "step": failure.step, "rerun": failure.rerun });
                    out.line(&line.to_string())?;
                } else {
                    out.line(&failure.to_string())?;
                }
                return Ok(Answer::No);
            }
        }
        if progress {
            eprint!("\rseed {seed}, {steps} steps, {faults} faults ");
        }
    }
    if progress {
        eprintln!();
    }
    if args.seeds > 1 && !args.json {
        out.line(&format!(
            "{} seeds held: {steps} steps, {faults} faults, {letters} letters",
            args.seeds
        ))?;
    }
    Ok(Answer::Yes)
}

fn tell(out: &mut Output, report: &Report) -> Result<(), super::Failure> {
    let mut section = |title: &str, rows: Vec<(String, String)>| -> Result<(), super::Failure> {
        out.line(title)?;
        for (name, value) in rows {
            out.line(&format!("  {name:<24} {value}"))?;
        }
        Ok(())
    };
    let rows = |map: &std::collections::BTreeMap<&'static str, u64>| {
        map.iter()
            .map(|(name, count)| ((*name).to_owned(), count.to_string()))
            .collect::<Vec<_>>()
    };
    section(
        &format!("seed {}: held", report.seed),
        vec![
            ("simulated days".to_owned(), report.days.to_string()),
            ("steps".to_owned(), report.steps.to_string()),
            ("port calls".to_owned(), report.port_calls.to_string()),
            ("crashes".to_owned(), report.crashes.to_string()),
            ("letters".to_owned(), report.letters.to_string()),
        ],
    )?;
    let phases = report
        .phases
        .iter()
        .map(|(name, count)| (name.clone(), count.to_string()))
        .collect();
    section("conversations", phases)?;
    section("operators", rows(&report.acts))?;
    section("prospects", rows(&report.prospects))?;
    section("faults", rows(&report.faults))?;
    let checked = report
        .checked
        .iter()
        .map(|(n, count)| (format!("invariant {n}"), count.to_string()))
        .collect();
    section("checked", checked)
}
