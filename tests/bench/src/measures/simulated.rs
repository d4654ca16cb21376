//! Simulated weeks of an agent: faults on every port, every invariant checked after every step.

use crate::Failure;
use crate::figures::{Figures, rounded};
use crate::size::Size;
use simulation::{Level, Options};
use std::path::Path;
use std::time::Instant;

/// Runs some seeds, one after the other, on one processor.
pub(super) fn run(_: &Path, size: &Size) -> Result<Figures, Failure> {
    let (agents, days, seeds) = size.simulated;
    let (mut simulated_days, mut steps) = (0_u32, 0_u64);
    let began = Instant::now();
    for seed in 1..=seeds {
        eprintln!("  seed {seed} of {seeds}");
        let options = Options {
            seed,
            agents,
            days,
            level: Level::Heavy,
            mutant: None,
            crash_at: None,
            plain: false,
        };
        let report = simulation::run(&options).map_err(|failure| failure.to_string())?;
        simulated_days = simulated_days.saturating_add(report.days);
        steps = steps.saturating_add(report.steps);
    }
    let took = began.elapsed();
    // Only the days that were asked for count; the quiet time after them is little work.
    let agent_days = u32::try_from(agents)?
        .saturating_mul(days)
        .saturating_mul(u32::try_from(seeds)?);
    let weeks = f64::from(agent_days) / 7.0;
    let mut figures = Figures::default();
    figures
        .add("seeds", seeds)
        .add("agents", agents)
        .add("days", days)
        .add("days_until_the_end", simulated_days)
        .add("steps", steps)
        .add("seconds", rounded(took.as_secs_f64()))
        .add(
            "agent_weeks_per_minute",
            rounded(weeks * 60.0 / took.as_secs_f64().max(1e-9)),
        );
    Ok(figures)
}
