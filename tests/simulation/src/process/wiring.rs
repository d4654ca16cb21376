//! Wires the real flow to the simulated ports, and sets the stack up.

use super::clock::SimClock;
use super::jobs::InHands;
use super::{Progress, Sim};
use crate::faults::Faults;
use crate::faulty::{
    FaultyBlobs, FaultyLeads, FaultyMailer, FaultyModel, FaultyQueue, FaultyTable,
};
use crate::invariants::{Broken, Checks};
use crate::options::Options;
use crate::random::Random;
use crate::report::{Failure, Report};
use crate::scene::{House, People};
use crate::world::{Given, Halts, Operators, Outside, Watched};
use adapters_local::{MemoryBlobs, MemoryQueue, MemoryTable, SeededEntropy};
use domain::secrets::Secrets;
use flow::{PlaybookInForce, Ports, setup};
use jiff::{SignedDuration, Timestamp};
use ports::Clock;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

/// The keys of the simulated stack.
pub(crate) const fn secrets() -> Secrets {
    Secrets {
        identity: [1; 32],
        links: [2; 32],
        replies: [3; 32],
        draws: [4; 32],
    }
}

/// Leads that each agent finds in a run.
fn leads_per_agent(options: &Options) -> usize {
    if options.plain {
        return 4;
    }
    usize::try_from(options.days)
        .unwrap_or(30)
        .saturating_mul(5)
        .clamp(8, 60)
}

fn setup_failed(options: &Options, what: &str) -> Box<Failure> {
    Box::new(Failure {
        broken: vec![Broken {
            invariant: 0,
            what: what.to_owned(),
            conversation: None,
        }],
        step: 0,
        last_events: Vec::new(),
        rerun: options.rerun(),
    })
}

impl Sim {
    pub(crate) fn new(options: Options) -> Result<Self, Box<Failure>> {
        let start: Timestamp = "2026-11-02T06:00:00Z"
            .parse()
            .unwrap_or(Timestamp::UNIX_EPOCH);
        let clock = SimClock::new(start);
        let shared: Arc<dyn Clock> = Arc::new(clock.clone());
        let faults = Faults::new(options.level, options.seed, clock.clone(), options.crash_at);
        let table = Arc::new(MemoryTable::new(shared.clone()));
        let queue = Arc::new(MemoryQueue::new(shared.clone()));
        let blobs = Arc::new(MemoryBlobs::new());
        let (outside, given, watched) = (Outside::default(), Given::default(), Watched::default());
        let mutant = options.mutant;
        let house = House::new(options.agents);
        let book = house
            .playbook()
            .map_err(|why| setup_failed(&options, &why))?;
        let people = People::new(
            options.seed,
            leads_per_agent(&options),
            options.agents,
            options.plain,
            clock.clone(),
        );
        let faulty_queue = Arc::new(FaultyQueue {
            inner: queue.clone(),
            faults: faults.clone(),
        });
        let ports = Ports {
            table: Arc::new(FaultyTable {
                inner: table.clone(),
                faults: faults.clone(),
                mutant,
                watched: watched.clone(),
            }),
            queue: faulty_queue.clone(),
            blobs: Arc::new(FaultyBlobs {
                inner: blobs.clone(),
                faults: faults.clone(),
            }),
            mailer: Arc::new(FaultyMailer {
                outside: outside.clone(),
                faults: faults.clone(),
                clock: shared.clone(),
                mutant,
            }),
            model: Arc::new(FaultyModel {
                faults: faults.clone(),
                outside: outside.clone(),
                mutant,
            }),
            crm: Arc::new(ports::NoCrm),
            messenger: Arc::new(ports::NoMessenger),
            exchangers: Arc::new(crate::faulty::Exchangers { mutant }),
            leads: Arc::new(FaultyLeads {
                people,
                faults: faults.clone(),
            }),
            clock: shared,
            entropy: Arc::new(SeededEntropy::new(options.seed)),
            secrets: secrets(),
            playbook: PlaybookInForce::new(book),
            public_base: Some("https://seller.example".to_owned()),
            market: true,
            lanes: flow::Lanes::default(),
        };
        let hours = i64::from(options.days).saturating_mul(24);
        let scripted = domain::calendar::later(start, SignedDuration::from_hours(5));
        Ok(Self {
            operators: Operators::new(options.seed, given.clone(), faults.clone()),
            random: Random::new(options.seed),
            start,
            end: domain::calendar::later(start, SignedDuration::from_hours(hours)),
            report: Report {
                seed: options.seed,
                agents: options.agents,
                days_asked: options.days,
                ..Report::default()
            },
            scripted_halt: options.plain.then_some(scripted),
            binding_playbook: ports.playbook.get(),
            options,
            ports,
            faulty_queue,
            table,
            queue,
            blobs,
            clock,
            faults,
            outside,
            given,
            watched,
            checks: Checks::new(),
            halts: Halts::default(),
            looked: (0, 0, 0),
            binding: house.clone(),
            house,
            pushed_at: 0,
            jobs: Vec::new(),
            asleep: Vec::new(),
            job_count: 0,
            relay_runs: false,
            relay_wanted: true,
            coming: BTreeMap::new(),
            coming_count: 0,
            reacted: 0,
            retries: VecDeque::new(),
            in_hands: InHands::default(),
            impossible: Vec::new(),
            known: BTreeSet::new(),
            resumes: Vec::new(),
            next_operator: start,
            quiet: false,
        })
    }

    /// Without faults but a crash: a start that fails is tried again by a person.
    pub(super) fn set_up(&mut self) -> Result<(), Box<Failure>> {
        self.faults.off(true);
        loop {
            let ports = self.ports.clone();
            match self.to_end(async move { setup::ensure(&ports).await }) {
                Some(Ok(())) => break,
                Some(Err(error)) => return Err(setup_failed(&self.options, &error.to_string())),
                // It died while it was set up, and is started again.
                None => self.report.crashes = self.report.crashes.saturating_add(1),
            }
        }
        crate::scene::prove(&self.table, &self.ports, self.start)
            .map_err(|why| setup_failed(&self.options, &why))?;
        self.faults.off(false);
        Ok(())
    }

    pub(super) fn progress(&self) -> Progress {
        let hours = self.clock.now().duration_since(self.start).as_hours();
        Progress {
            steps: self.report.steps,
            days: hours / 24,
        }
    }
}
