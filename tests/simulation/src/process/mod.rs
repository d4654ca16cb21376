//! The run: a pool of things that happen at once, polled in an order that the seed decides. One poll
//! is one step; between two of them every other worker, operator and prospect may have its turn.

pub(crate) mod clock;
mod ending;
mod jobs;
mod operating;
mod passing;
mod receiving;
mod telling;
mod wiring;

use crate::faults::Faults;
use crate::invariants::{Broken, Checks};
use crate::options::Options;
use crate::random::Random;
use crate::report::{Failure, Report};
use crate::scene::House;
use crate::world::{Act, Given, Halts, Happening, Operators, Outside, Watched};
use adapters_local::{MemoryBlobs, MemoryQueue, MemoryTable};
use clock::SimClock;
use flow::Ports;
use flow::halts::Scope;
use jiff::Timestamp;
use jobs::{InHands, Job, Sleeper};
use playbook::Playbook;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
pub(crate) use wiring::secrets;

/// A run has at most so many steps for each agent and day, and some for the quiet time.
const MOST_STEPS: u64 = 3_000_000;

/// Where a run stands.
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    /// Steps so far.
    pub steps: u64,
    /// Simulated days so far.
    pub days: i64,
}

/// One run.
pub(crate) struct Sim {
    options: Options,
    ports: Ports,
    faulty_queue: Arc<dyn ports::Queue>,
    table: Arc<MemoryTable>,
    queue: Arc<MemoryQueue>,
    blobs: Arc<MemoryBlobs>,
    clock: SimClock,
    faults: Faults,
    outside: Outside,
    given: Given,
    operators: Operators,
    random: Random,
    watched: Watched,
    checks: Checks,
    halts: Halts,
    /// What checkers looked at last: commits, letters, halts asked and answered.
    looked: (u64, usize, usize),
    house: House,
    /// What binds: the last version pushed, once nothing runs that began before it.
    binding: House,
    binding_playbook: Arc<Playbook>,
    pushed_at: u64,
    jobs: Vec<Job>,
    asleep: Vec<Sleeper>,
    job_count: u64,
    relay_runs: bool,
    relay_wanted: bool,
    coming: BTreeMap<(Timestamp, u64), Happening>,
    coming_count: u64,
    reacted: usize,
    retries: VecDeque<Act>,
    in_hands: InHands,
    impossible: Vec<Broken>,
    known: BTreeSet<String>,
    resumes: Vec<(Scope, Timestamp)>,
    scripted_halt: Option<Timestamp>,
    next_operator: Timestamp,
    start: Timestamp,
    end: Timestamp,
    quiet: bool,
    report: Report,
}

/// Simulates.
///
/// # Errors
/// The first step at which an invariant did not hold.
pub fn run(options: &Options) -> Result<Report, Box<Failure>> {
    run_watched(options, |_| {})
}

/// Simulates, and tells now and then where it stands.
///
/// # Errors
/// The first step at which an invariant did not hold.
pub fn run_watched(
    options: &Options,
    mut tell: impl FnMut(Progress),
) -> Result<Report, Box<Failure>> {
    let mut sim = Sim::new(options.clone())?;
    sim.go(&mut tell)?;
    Ok(sim.report())
}

impl Sim {
    /// Runs to the end of everything.
    pub(crate) fn go(&mut self, tell: &mut dyn FnMut(Progress)) -> Result<(), Box<Failure>> {
        self.set_up()?;
        loop {
            self.report.steps = self.report.steps.saturating_add(1);
            if self.report.steps.is_multiple_of(20_000) {
                tell(self.progress());
            }
            if self.report.steps > MOST_STEPS {
                let what = format!(
                    "it did not end within {MOST_STEPS} steps: {}",
                    self.standing()
                );
                return self.fail(vec![Broken {
                    invariant: 10,
                    what,
                    conversation: None,
                }]);
            }
            if !self.turn() && !self.let_time_pass()? {
                return Ok(());
            }
            self.look()?;
        }
    }

    /// One step; false if there is nothing to do at this instant.
    fn turn(&mut self) -> bool {
        let busy = !self.jobs.is_empty();
        if busy && (self.jobs.len() >= jobs::AT_ONCE || self.random.in_thousand(700)) {
            self.poll_one();
            return true;
        }
        if self.start_one() {
            return true;
        }
        if busy {
            self.poll_one();
        }
        busy
    }
}
