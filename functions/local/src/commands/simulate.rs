//! `simulate`: invented weeks with faults, every promise checked after every step.

use super::output::Output;
use super::{Answer, Done};
use crate::cli::{FaultLevel, SimulateArgs, SimulateWhat};
use simulation::{Failure, Level, Options, Progress, Report, invariant_name};
use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// In the order of the way of one prospect.
const STAGES: [&str; 7] = [
    "sourcing",
    "list gate",
    "drafting",
    "draft gate",
    "trust",
    "sending",
    "replies",
];
/// What takes no longer shows no progress.
const PATIENCE: Duration = Duration::from_secs(1);

pub(crate) fn run(args: &SimulateArgs) -> Done {
    if let Some(SimulateWhat::Trust(args)) = &args.what {
        return super::simulate_trust::run(args);
    }
    if args.operator {
        return super::simulate_operator::run(args);
    }
    let mut out = Output::new();
    let mut told = Told::new();
    let mut sum = Sum::default();
    let mut answer = Ok(Answer::Yes);
    let mut take = |number: u64, outcome: Result<Report, Box<Failure>>, told: &mut Told| {
        let said = match outcome {
            Ok(report) => {
                sum.add(&report);
                told.seeds(number.saturating_add(1), args.seeds, &sum);
                say(&mut out, told, args, &report).map(|()| Answer::Yes)
            }
            Err(failure) => {
                told.clear();
                let seed = args.seed.saturating_add(number);
                broken(&mut out, args.json, seed, &failure).map(|()| Answer::No)
            }
        };
        let on = matches!(said, Ok(Answer::Yes));
        if !on {
            answer = said;
        }
        on
    };
    if args.seeds == 1 {
        let outcome =
            simulation::run_watched(&options(args, 0), |progress| told.days(args, progress));
        take(0, outcome, &mut told);
    } else {
        simulation::spread(
            args.seeds,
            |number| simulation::run(&options(args, number)),
            |number, outcome| take(number, outcome, &mut told),
        );
    }
    told.clear();
    if args.seeds > 1 && !args.json && matches!(answer, Ok(Answer::Yes)) {
        out.line(&format!("{} seeds held: {sum}", args.seeds))?;
    }
    answer
}

fn options(args: &SimulateArgs, number: u64) -> Options {
    Options {
        seed: args.seed.saturating_add(number),
        agents: usize::try_from(args.agents.unwrap_or(3)).unwrap_or(1),
        days: args.days,
        level: match args.faults {
            FaultLevel::None => Level::None,
            FaultLevel::Light => Level::Light,
            FaultLevel::Heavy => Level::Heavy,
        },
        mutant: None,
        crash_at: None,
        plain: false,
    }
}

/// Many runs together.
#[derive(Default)]
struct Sum {
    steps: u64,
    faults: u64,
    letters: usize,
}

impl Sum {
    fn add(&mut self, report: &Report) {
        self.steps = self.steps.saturating_add(report.steps);
        self.faults = self
            .faults
            .saturating_add(report.faults.values().sum::<u64>());
        self.letters = self.letters.saturating_add(report.letters);
    }
}

impl Display for Sum {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            steps,
            faults,
            letters,
        } = self;
        write!(f, "{steps} steps, {faults} faults, {letters} letters")
    }
}

/// Progress for whoever sits at a terminal and has waited for a second.
struct Told {
    since: Instant,
    terminal: bool,
    shown: bool,
}

impl Told {
    fn new() -> Self {
        Self {
            since: Instant::now(),
            terminal: std::io::stderr().is_terminal(),
            shown: false,
        }
    }

    fn show(&mut self, text: &str) {
        if self.terminal && self.since.elapsed() > PATIENCE {
            // Where nobody reads it, it is no loss.
            let _ = write!(std::io::stderr().lock(), "\r\x1b[K{text}");
            self.shown = true;
        }
    }

    fn days(&mut self, args: &SimulateArgs, progress: Progress) {
        let Progress { days, steps } = progress;
        self.show(&format!(
            "day {days} of {} and a quiet time, {steps} steps",
            args.days
        ));
    }

    fn seeds(&mut self, done: u64, of: u64, sum: &Sum) {
        if of > 1 {
            self.show(&format!("{done} of {of} seeds, {sum}"));
        }
    }

    fn clear(&mut self) {
        if std::mem::take(&mut self.shown) {
            let _ = write!(std::io::stderr().lock(), "\r\x1b[K");
        }
    }
}

fn broken(
    out: &mut Output,
    json: bool,
    seed: u64,
    failure: &Failure,
) -> Result<(), super::Failure> {
    if !json {
        return out.line(&failure.to_string());
    }
    let broken: Vec<_> = failure
        .broken
        .iter()
        .map(|broken| {
            serde_json::json!({
                "invariant": broken.invariant,
                "name": invariant_name(broken.invariant),
                "what": broken.what,
                "conversation": broken.conversation,
            })
        })
        .collect();
    out.json(&serde_json::json!({
        "seed": seed,
        "held": false,
        "broken": broken,
        "step": failure.step,
        "last_events": failure.last_events,
        "rerun": failure.rerun,
    }))
}

fn say(
    out: &mut Output,
    told: &mut Told,
    args: &SimulateArgs,
    report: &Report,
) -> Result<(), super::Failure> {
    if args.json {
        told.clear();
        out.json(report)
    } else if args.seeds == 1 {
        told.clear();
        tell(out, report)
    } else {
        Ok(())
    }
}

fn tell(out: &mut Output, report: &Report) -> Result<(), super::Failure> {
    let title = format!("seed {}: everything held", report.seed);
    section(
        out,
        &title,
        [
            ("simulated days", u64::from(report.days)),
            ("steps", report.steps),
            ("port calls", report.port_calls),
            ("crashes", report.crashes),
            ("letters", u64::try_from(report.letters).unwrap_or(u64::MAX)),
        ],
    )?;
    for stage in STAGES {
        if let Some(rows) = report.volume.get(stage) {
            section(out, stage, rows)?;
        }
    }
    section(out, "verdicts that took effect", &report.verdicts)?;
    section(out, "what operators asked for", &report.acts)?;
    section(out, "what came in, as it was meant", &report.prospects)?;
    section(
        out,
        "replies by intent, as they were labelled",
        &report.replies,
    )?;
    section(out, "cards by kind", &report.cards)?;
    section(out, "conversations at the end", &report.phases)?;
    section(out, "faults", &report.faults)?;
    let named: BTreeMap<String, u64> = report
        .checked
        .iter()
        .map(|(number, count)| (format!("{number:>2}. {}", invariant_name(*number)), *count))
        .collect();
    section(out, "invariants checked", &named)
}

fn section<N: Display, V: Display>(
    out: &mut Output,
    title: &str,
    rows: impl IntoIterator<Item = (N, V)>,
) -> Result<(), super::Failure> {
    out.line(title)?;
    let rows: Vec<(String, String)> = rows
        .into_iter()
        .map(|(name, value)| (name.to_string(), value.to_string()))
        .collect();
    let width = rows
        .iter()
        .map(|(name, _)| name.chars().count())
        .max()
        .unwrap_or(0)
        .max(24);
    for (name, value) in rows {
        out.line(&format!("  {name:<width$} {value:>9}"))?;
    }
    Ok(())
}
