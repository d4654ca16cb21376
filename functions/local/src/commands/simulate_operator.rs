//! `simulate --operator`: weeks of one operator with a fleet, against his budget.

use super::output::Output;
use super::{Answer, Done, Failure};
use crate::cli::SimulateArgs;
use simulation::{OperatorOptions, OperatorReport, simulate_operator};
use std::io::{IsTerminal, Write};

pub(crate) fn run(args: &SimulateArgs) -> Done {
    if args.seeds != 1 {
        return Err(Failure::misuse(
            "--operator runs one seed",
            "leave --seeds away: onloop simulate --operator --seed 7",
        ));
    }
    let options = OperatorOptions {
        seed: args.seed,
        agents: args.agents.unwrap_or(50),
        weeks: args.weeks,
        misses: args.misses,
        ..OperatorOptions::default()
    };
    let shown = std::io::stderr().is_terminal();
    let report = simulate_operator(&options, |week| {
        if shown {
            // Where nobody reads it, it is no loss.
            let _ = write!(
                std::io::stderr().lock(),
                "\r\x1b[Kweek {week} of {}",
                options.weeks
            );
        }
    });
    if shown {
        let _ = write!(std::io::stderr().lock(), "\r\x1b[K");
    }
    let mut out = Output::new();
    if args.json {
        out.json(&report)?;
    } else {
        tell(&mut out, &report)?;
    }
    Ok(if report.broken.is_empty() {
        Answer::Yes
    } else {
        Answer::No
    })
}

fn tell(out: &mut Output, report: &OperatorReport) -> Result<(), Failure> {
    out.line(
        "week   queue min/day    all min/day    min/agent   cards  killed  letters of target  unseen  put off   left  certified",
    )?;
    out.line("       mean    most    mean    most   mean   most")?;
    for one in &report.weeks {
        out.line(&format!(
            "{:>4}  {:>5.1}  {:>6.1}  {:>6.1}  {:>6.1}  {:>5.1}  {:>5.1}  {:>6}  {:>6}  {:>7} {:>9}  {:>6}  {:>7}  {:>5}  {:>9}",
            one.week,
            one.minutes_a_day.mean,
            one.minutes_a_day.most,
            one.all_minutes_a_day.mean,
            one.all_minutes_a_day.most,
            one.minutes_per_agent.mean,
            one.minutes_per_agent.most,
            one.cards,
            one.killed,
            one.letters,
            one.target,
            one.cleared,
            one.put_off,
            one.left,
            one.certified,
        ))?;
    }
    let share = |part: u32, all: u32| f64::from(part) / f64::from(all.max(1)) * 100.0;
    out.line(&format!(
        "Went out: {} cards, {} to be killed ({:.2} %); unseen: {}, {} to be killed ({:.2} %); the limit is {:.1} %.",
        report.sent,
        report.bad_sent,
        share(report.bad_sent, report.sent),
        report.sent_unseen,
        report.bad_sent_unseen,
        share(report.bad_sent_unseen, report.sent_unseen),
        report.limit * 100.0,
    ))?;
    for words in &report.words {
        out.line(words)?;
    }
    for broken in &report.broken {
        out.line(&format!("broken: {broken}"))?;
    }
    if report.broken.is_empty() {
        out.line("All budgets, targets and limits were kept.")?;
    }
    Ok(())
}
