//! The run: a pool of things that happen at once, polled in an order that the seed decides. One poll
//! is one step; between two of them every other worker, operator and prospect may have its turn.

use crate::checks::{Broken, Checks, HaltLog, Truth, now_or_never, partition, read};
use crate::faults::{Fault, Faults, Level};
use crate::faulty_ports::{FaultyBlobs, FaultyMailer, FaultyModel, FaultyQueue, FaultyTable};
use crate::mutants::Mutant;
use crate::operator::{self, Act, Given, Operators};
use crate::outside::Outside;
use crate::random::Random;
use crate::scene::{self, Pool};
use adapters_local::{ManualClock, MemoryBlobs, MemoryQueue, MemoryTable, SeededEntropy};
use domain::rows::{StopReason, StopSource};
use domain::secrets::Secrets;
use domain::tokens::UnsubscribeToken;
use domain::{Actor, AgentName, OperatorId};
use flow::due::DueRow;
use flow::halts::Scope;
use flow::items::{Head, InboundRow};
use flow::{
    PlaybookInForce, Ports, StepError, halts, inbound, keys, listing, relay, setup, stops,
    verdicts, worker,
};
use jiff::{SignedDuration, Timestamp};
use market::{MarketConfig, What};
use ports::{Clock, PortError, Queue, QueueName};
use std::collections::{BTreeMap, VecDeque};
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};

/// What to simulate.
#[derive(Debug, Clone)]
pub struct Options {
    /// Decides everything.
    pub seed: u64,
    /// Agents.
    pub agents: usize,
    /// Days with faults; a quiet time follows in which everything must come to an end.
    pub days: u32,
    /// How much goes wrong.
    pub level: Level,
    /// A guard that is missing on purpose.
    pub mutant: Option<Mutant>,
    /// Dies once at this point.
    pub crash_at: Option<u64>,
    /// No prospects, no disagreement: everything is accepted and approved, so that two runs end alike
    /// whatever happens on the way.
    pub plain: bool,
}

/// What happened.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct Report {
    /// The seed.
    pub seed: u64,
    /// Polls.
    pub steps: u64,
    /// Port calls.
    pub port_calls: u64,
    /// Numbered points at which a crash may be put.
    pub points: u64,
    /// Crashes.
    pub crashes: u64,
    /// Faults by kind.
    pub faults: BTreeMap<&'static str, u64>,
    /// Conversations by phase at the end.
    pub phases: BTreeMap<String, u64>,
    /// Letters that left.
    pub letters: usize,
    /// Operators' acts by kind.
    pub acts: BTreeMap<&'static str, u64>,
    /// Prospects' acts by kind.
    pub prospects: BTreeMap<&'static str, u64>,
    /// How often each invariant was checked.
    pub checked: BTreeMap<u8, u64>,
    /// Address and step of each letter, in order of address.
    pub left: Vec<String>,
    /// Simulated days until everything had come to an end.
    pub days: u32,
}

/// A broken invariant with what led to it.
#[derive(Debug, Clone)]
pub struct Failure {
    /// What broke, all at the same step.
    pub broken: Vec<Broken>,
    /// At which step.
    pub step: u64,
    /// The last events of the conversation.
    pub last_events: Vec<String>,
    /// How to see it again.
    pub rerun: String,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for broken in &self.broken {
            let of = broken.conversation.as_deref().unwrap_or("-");
            writeln!(
                f,
                "invariant {} broken at step {} ({of}): {}",
                broken.invariant, self.step, broken.what
            )?;
        }
        for line in &self.last_events {
            writeln!(f, "  {line}")?;
        }
        write!(f, "rerun: {}", self.rerun)
    }
}

type Job = Pin<Box<dyn Future<Output = Done>>>;

/// What a job ended with.
enum Done {
    Work(Result<(), StepError>),
    Relay,
    Operator(Act, Result<(), StepError>),
    Inbound(What, Option<&'static str>, String, Result<(), StepError>),
    OptOut(String, String, Result<(), StepError>),
    Halt(String, bool, Result<Timestamp, StepError>),
}

/// At once at most.
const AT_ONCE: usize = 5;
/// A run has at most so many steps.
const MOST_STEPS: u64 = 1_000_000;

struct Sim {
    options: Options,
    ports: Ports,
    table: Arc<MemoryTable>,
    queue: Arc<MemoryQueue>,
    blobs: Arc<MemoryBlobs>,
    clock: ManualClock,
    faults: Faults,
    outside: Outside,
    given: Given,
    operators: Operators,
    random: Random,
    touched: Arc<Mutex<Vec<String>>>,
    checks: Checks,
    halts: HaltLog,
    jobs: Vec<Job>,
    relay_runs: bool,
    relay_wanted: bool,
    coming: BTreeMap<(Timestamp, u64), (What, Option<&'static str>, String)>,
    coming_count: u64,
    reacted: usize,
    retries: VecDeque<Act>,
    in_hands: InHands,
    impossible: Vec<Broken>,
    known: std::collections::BTreeSet<String>,
    resume_at: Option<(Scope, Timestamp)>,
    next_operator: Timestamp,
    end: Timestamp,
    quiet: bool,
    report: Report,
}

/// Simulates.
///
/// # Errors
/// The first step at which an invariant did not hold.
pub fn run(options: &Options) -> Result<Report, Box<Failure>> {
    let mut sim = Sim::new(options.clone())?;
    sim.go()?;
    Ok(sim.report())
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
        rerun: rerun(options),
    })
}

fn rerun(options: &Options) -> String {
    let level = match options.level {
        Level::None => "none",
        Level::Light => "light",
        Level::Heavy => "heavy",
    };
    format!(
        "onloop simulate --seed {} --agents {} --days {} --faults {level}",
        options.seed, options.agents, options.days
    )
}

impl Sim {
    fn new(options: Options) -> Result<Self, Box<Failure>> {
        let start: Timestamp = "2026-11-02T06:00:00Z"
            .parse()
            .unwrap_or(Timestamp::UNIX_EPOCH);
        let clock = ManualClock::new(start);
        let shared: Arc<dyn Clock> = clock.shared();
        let faults = Faults::new(options.level, options.seed);
        let table = Arc::new(MemoryTable::new(shared.clone()));
        let queue = Arc::new(MemoryQueue::new(shared.clone()));
        let blobs = Arc::new(MemoryBlobs::new());
        let outside = Outside::default();
        let given = Given::default();
        let touched = Arc::new(Mutex::new(Vec::new()));
        let mutant = options.mutant;
        let book = scene::playbook(options.agents).map_err(|why| setup_failed(&options, &why))?;
        let least = if options.plain { 3 } else { 8 };
        let per_agent = usize::try_from(options.days)
            .unwrap_or(30)
            .saturating_mul(5)
            .clamp(least, 60);
        let ports = Ports {
            table: Arc::new(FaultyTable {
                inner: table.clone(),
                faults: faults.clone(),
                mutant,
                touched: touched.clone(),
            }),
            queue: Arc::new(FaultyQueue {
                inner: queue.clone(),
                faults: faults.clone(),
            }),
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
            }),
            leads: Arc::new(Pool::new(
                options.seed,
                per_agent,
                options.plain,
                shared.clone(),
            )),
            clock: shared,
            entropy: Arc::new(SeededEntropy::new(options.seed)),
            secrets: Secrets {
                identity: [1; 32],
                links: [2; 32],
                replies: [3; 32],
                draws: [4; 32],
            },
            playbook: PlaybookInForce::new(book),
            public_base: Some("https://seller.example".to_owned()),
            market: true,
        };
        if let Some(point) = options.crash_at {
            faults.crash_at(point);
        }
        let hours = i64::from(options.days).saturating_mul(24);
        Ok(Self {
            operators: Operators::new(options.seed, given.clone()),
            random: Random::new(options.seed),
            end: domain::calendar::later(start, SignedDuration::from_hours(hours)),
            report: Report {
                seed: options.seed,
                ..Report::default()
            },
            options,
            ports,
            table,
            queue,
            blobs,
            clock,
            faults,
            outside,
            given,
            touched,
            checks: Checks::default(),
            halts: HaltLog::default(),
            jobs: Vec::new(),
            relay_runs: false,
            relay_wanted: true,
            coming: BTreeMap::new(),
            coming_count: 0,
            reacted: 0,
            retries: VecDeque::new(),
            in_hands: InHands::default(),
            impossible: Vec::new(),
            known: std::collections::BTreeSet::new(),
            resume_at: None,
            next_operator: start,
            quiet: false,
        })
    }

    fn go(&mut self) -> Result<(), Box<Failure>> {
        // The stack is set up without faults: a start that fails is tried again by a person.
        self.faults.stop_for_setup(true);
        let ports = self.ports.clone();
        loop {
            let ports = ports.clone();
            match self.to_end(async move { setup::ensure(&ports).await }) {
                Some(Ok(())) => break,
                Some(Err(error)) => return Err(setup_failed(&self.options, &error.to_string())),
                // It died while it was set up, and is started again.
                None => self.report.crashes = self.report.crashes.saturating_add(1),
            }
        }
        self.faults.stop_for_setup(false);
        loop {
            self.report.steps = self.report.steps.saturating_add(1);
            if self.report.steps > MOST_STEPS {
                return self.fail(vec![Broken {
                    invariant: 10,
                    what: format!(
                        "it did not end within {MOST_STEPS} steps: {}",
                        self.standing()
                    ),
                    conversation: None,
                }]);
            }
            if !self.turn() && !self.let_time_pass()? {
                return Ok(());
            }
            self.look()?;
        }
    }

    /// Where it stands, for a run that does not end.
    fn standing(&self) -> String {
        let ready: usize = QueueName::ALL
            .iter()
            .filter(|queue| matches!(now_or_never(self.queue.depth(**queue)), Some(Ok(depth)) if depth.ready > 0))
            .count();
        format!(
            "at {}, quiet {}, {} jobs, retries {:?}, resume {:?}, {} coming, {ready} queues ready, acts {:?}",
            self.clock.now(),
            self.quiet,
            self.jobs.len(),
            self.retries.iter().take(2).collect::<Vec<_>>(),
            self.resume_at,
            self.coming.len(),
            self.report.acts,
        )
    }

    /// Polls to the end something that only yields; nothing if the process died.
    fn to_end<T>(&self, future: impl Future<Output = T>) -> Option<T> {
        let mut future = std::pin::pin!(future);
        let mut context = Context::from_waker(Waker::noop());
        loop {
            if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
                return Some(value);
            }
            if self.faults.take_crash() {
                return None;
            }
        }
    }

    /// One step; false if there is nothing to do at this instant.
    fn turn(&mut self) -> bool {
        let busy = !self.jobs.is_empty();
        if busy && (self.jobs.len() >= AT_ONCE || self.random.in_thousand(700)) {
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

    fn poll_one(&mut self) {
        let index = self.random.below(self.jobs.len());
        let Some(job) = self.jobs.get_mut(index) else {
            return;
        };
        let mut context = Context::from_waker(Waker::noop());
        let polled = job.as_mut().poll(&mut context);
        if self.faults.take_crash() {
            // The process dies: everything it was doing is gone; what was committed stays.
            self.report.crashes = self.report.crashes.saturating_add(1);
            self.jobs.clear();
            self.relay_runs = false;
            self.relay_wanted = true;
            self.clock.advance(std::time::Duration::from_secs(1));
            self.recover();
            return;
        }
        if let Poll::Ready(done) = polled {
            drop(self.jobs.swap_remove(index));
            // A tick asks for no tick: what it delivered asks for one when it is done.
            self.relay_wanted |= !matches!(done, Done::Relay);
            self.finished(done);
        }
    }

    /// What was in hands when the process died is done again by those who waited for an answer.
    fn recover(&mut self) {
        for act in std::mem::take(&mut self.in_hands.acts) {
            self.retries.push_back(act);
        }
        let happenings = std::mem::take(&mut self.in_hands.happenings);
        for (what, intended, conversation) in happenings {
            let at = domain::calendar::later(self.clock.now(), SignedDuration::from_mins(3));
            self.happen_at(at, what, intended, conversation);
        }
        if let Some(scope) = self.in_hands.halt.take() {
            // Whether the halt took effect is unknown: resume soon.
            self.resume_at = Some((
                scope,
                domain::calendar::later(self.clock.now(), SignedDuration::from_mins(5)),
            ));
        }
    }

    fn happen_at(
        &mut self,
        at: Timestamp,
        what: What,
        intended: Option<&'static str>,
        conversation: String,
    ) {
        self.coming_count = self.coming_count.saturating_add(1);
        self.coming
            .insert((at, self.coming_count), (what, intended, conversation));
    }

    fn finished(&mut self, done: Done) {
        match done {
            Done::Work(outcome) => self.refused("a task", &outcome),
            Done::Relay => self.relay_runs = false,
            Done::Operator(act, outcome) => {
                self.refused(act.name(), &outcome);
                self.in_hands
                    .acts
                    .retain(|other| format!("{other:?}") != format!("{act:?}"));
                // A page asks again with the same verdict until it is answered.
                if matches!(outcome, Err(StepError::Port(_))) {
                    self.retries.push_back(act);
                }
            }
            Done::Inbound(what, intended, conversation, outcome) => {
                self.in_hands
                    .happenings
                    .retain(|(other, _, _)| *other != what);
                let now = self.clock.now();
                match outcome {
                    Ok(()) => {
                        // A copy of a message binds us no more than the first one did.
                        if self.known.insert(format!("{what:?}")) {
                            self.accepted(intended, &conversation, now);
                        }
                    }
                    Err(_) => {
                        let at = domain::calendar::later(now, SignedDuration::from_mins(2));
                        self.happen_at(at, what, intended, conversation);
                    }
                }
            }
            Done::OptOut(url, conversation, outcome) => {
                let what = What::OneClick { url };
                self.in_hands
                    .happenings
                    .retain(|(other, _, _)| *other != what);
                let now = self.clock.now();
                match outcome {
                    Ok(()) => {
                        if let Some(address) = self.address_of(&conversation) {
                            self.outside.stop(&address, now);
                        }
                    }
                    Err(_) => {
                        let at = domain::calendar::later(now, SignedDuration::from_mins(2));
                        self.happen_at(at, what, None, conversation);
                    }
                }
            }
            Done::Halt(scope, on, outcome) => {
                self.in_hands.halt = None;
                match (on, outcome) {
                    (true, Ok(at)) => self.halts.intervals.push((scope, at, None)),
                    (true, Err(_)) | (false, Ok(_)) => {}
                    (false, Err(_)) => {
                        let scope = if scope == "fleet" {
                            Scope::Fleet
                        } else {
                            self.scope_of(&scope)
                        };
                        self.resume_at = Some((
                            scope,
                            domain::calendar::later(self.clock.now(), SignedDuration::from_mins(3)),
                        ));
                    }
                }
            }
        }
    }

    /// A commit that the table can never take is a fault of ours: it would be tried for ever.
    fn refused(&mut self, what: &str, outcome: &Result<(), StepError>) {
        if let Err(StepError::Port(PortError::Refused(why))) = outcome {
            let what = format!("{what} can never be done: {why}");
            self.impossible.push(Broken {
                invariant: 10,
                what,
                conversation: None,
            });
        }
        if let Err(StepError::Corrupt { key, why }) = outcome {
            let what = format!("{what} can't read {key}: {why}");
            self.impossible.push(Broken {
                invariant: 10,
                what,
                conversation: None,
            });
        }
    }

    fn scope_of(&self, words: &str) -> Scope {
        let name = words.trim_start_matches("agent ");
        AgentName::parse(name).map_or(Scope::Fleet, Scope::Agent)
    }

    /// We said that we have it: from here on it binds us.
    fn accepted(&mut self, intended: Option<&'static str>, conversation: &str, now: Timestamp) {
        let intended = intended.unwrap_or("human");
        let machine = matches!(
            intended,
            "out_of_office" | "auto_reply" | "bounce" | "delay"
        );
        if !machine {
            self.outside.reply(conversation, now);
        }
        if intended == "unsubscribe"
            && let Some(address) = self.address_of(conversation)
        {
            self.outside.stop(&address, now);
        }
    }

    fn address_of(&self, conversation: &str) -> Option<String> {
        let id = domain::ConversationId::parse(conversation).ok()?;
        read::<flow::items::Vault>(&self.table, keys::vault(&id))?.email
    }

    /// Starts something that wants to happen now.
    fn start_one(&mut self) -> bool {
        let now = self.clock.now();
        self.react();
        let due = self
            .coming
            .first_key_value()
            .map(|(key, _)| *key)
            .filter(|(at, _)| *at <= now);
        if let Some(key) = due
            && let Some((what, intended, conversation)) = self.coming.remove(&key)
        {
            self.start_happening(what, intended, conversation);
            return true;
        }
        if self.relay_wanted && !self.relay_runs {
            self.relay_wanted = false;
            self.relay_runs = true;
            let ports = self.ports.clone();
            self.jobs.push(Box::pin(async move {
                let _ = relay::tick(&ports).await;
                Done::Relay
            }));
            return true;
        }
        let first = self.random.below(QueueName::ALL.len());
        for offset in 0..QueueName::ALL.len() {
            let Some(queue) = QueueName::ALL
                .get((first + offset) % QueueName::ALL.len())
                .copied()
            else {
                continue;
            };
            let received = now_or_never(self.queue.receive(queue, 1, worker::VISIBILITY_MS));
            let Some(Ok(deliveries)) = received else {
                continue;
            };
            if let Some(delivery) = deliveries.into_iter().next() {
                let ports = self.ports.clone();
                self.jobs.push(Box::pin(async move {
                    Done::Work(worker::handle(&ports, queue, &delivery).await)
                }));
                return true;
            }
        }
        if let Some(act) = self.retries.pop_front() {
            self.start_act(act);
            return true;
        }
        if let Some((scope, at)) = self.resume_at.clone()
            && at <= now
        {
            self.resume_at = None;
            self.start_halt(scope, false);
            return true;
        }
        if now >= self.next_operator {
            self.operator(now);
            return true;
        }
        false
    }

    fn operator(&mut self, now: Timestamp) {
        let minutes = if self.quiet {
            20
        } else {
            30 + i64::try_from(self.random.below(300)).unwrap_or(0)
        };
        self.next_operator = domain::calendar::later(now, SignedDuration::from_mins(minutes));
        if self.options.plain {
            while let Some(act) =
                self.operators
                    .approve_next(&self.table, &self.outside, &self.retries)
            {
                self.retries.push_back(act);
            }
            return;
        }
        if !self.quiet
            && self.resume_at.is_none()
            && self.in_hands.halt.is_none()
            && self.random.in_thousand(15)
        {
            let scope = if self.random.below(2) == 0 {
                Scope::Fleet
            } else {
                let name = format!("agent-{}", self.random.below(self.options.agents));
                AgentName::parse(&name).map_or(Scope::Fleet, Scope::Agent)
            };
            self.start_halt(scope, true);
            return;
        }
        if self.options.mutant == Some(Mutant::TimeApproves)
            && let Some(act) = operator::ghost(&self.table)
        {
            self.start_act(act);
        }
        // A sitting: some cards one after another, sometimes two people at one.
        let cards = 1 + self.random.below(if self.quiet { 30 } else { 12 });
        for _ in 0..cards {
            let Some(act) = self
                .operators
                .act(&self.table, &self.outside, now, self.quiet)
            else {
                return;
            };
            self.retries.push_back(act);
        }
    }

    fn start_act(&mut self, act: Act) {
        let count = self.report.acts.entry(act.name()).or_default();
        *count = count.saturating_add(1);
        self.in_hands.acts.push(act.clone());
        let ports = self.ports.clone();
        self.jobs.push(Box::pin(async move {
            let outcome = match &act {
                Act::Verdict(id, by, verdict, decision) => {
                    verdicts::give(&ports, id, by, verdict, decision)
                        .await
                        .map(|_| ())
                }
                Act::Undo(id, by, verdict) => {
                    verdicts::undo(&ports, id, by, verdict).await.map(|_| ())
                }
                Act::List(list, by, verdict, decision) => {
                    listing::decide_list(&ports, list, by, verdict, decision.clone())
                        .await
                        .map(|_| ())
                }
            };
            Done::Operator(act, outcome)
        }));
    }

    fn start_halt(&mut self, scope: Scope, on: bool) {
        let words = match &scope {
            Scope::Fleet => "fleet".to_owned(),
            Scope::Agent(name) => format!("agent {name}"),
            Scope::Mailbox(address) => format!("mailbox {address}"),
        };
        if on {
            let hours = 1 + i64::try_from(self.random.below(40)).unwrap_or(0);
            self.resume_at = Some((
                scope.clone(),
                domain::calendar::later(self.clock.now(), SignedDuration::from_hours(hours)),
            ));
            self.in_hands.halt = Some(scope.clone());
        } else {
            // From the moment the resume is asked for, claims are allowed again.
            let now = self.clock.now();
            for interval in self
                .halts
                .intervals
                .iter_mut()
                .filter(|(of, _, to)| *of == words && to.is_none())
            {
                interval.2 = Some(now);
            }
            self.in_hands.halt = Some(scope.clone());
        }
        let ports = self.ports.clone();
        let Ok(by) = OperatorId::parse("Ada") else {
            return;
        };
        self.jobs.push(Box::pin(async move {
            let outcome = halts::halt(&ports, &by, &scope, on)
                .await
                .map(|halted| halted.acknowledged);
            Done::Halt(words, on, outcome)
        }));
    }

    /// Prospects read what left since they looked last.
    fn react(&mut self) {
        let config = MarketConfig {
            seed: self.options.seed,
            ..MarketConfig::default()
        };
        if self.options.plain {
            return;
        }
        for left in self.outside.since(self.reacted) {
            self.reacted = self.reacted.saturating_add(1);
            let pointer =
                keys::message_id(&self.ports.secrets.message_id(&left.envelope.message_id));
            let row = read::<flow::items::MessageIdRow>(&self.table, pointer);
            let conversation = row
                .map(|row| row.conversation.to_string())
                .unwrap_or_default();
            for happening in market::react(&config, &left.letter, left.at) {
                self.happen_at(
                    happening.at,
                    happening.what.clone(),
                    happening.intended,
                    conversation.clone(),
                );
                // Mail systems deliver copies.
                if self.faults.happens(Fault::Doubled, 20) {
                    let at = domain::calendar::later(happening.at, SignedDuration::from_mins(7));
                    self.happen_at(at, happening.what, happening.intended, conversation.clone());
                }
            }
        }
    }

    fn start_happening(
        &mut self,
        what: What,
        intended: Option<&'static str>,
        conversation: String,
    ) {
        let name = match &what {
            What::Mail { .. } => intended.unwrap_or("mail"),
            What::OneClick { .. } => "one-click",
            What::Scan { .. } => return,
        };
        let count = self.report.prospects.entry(name).or_default();
        *count = count.saturating_add(1);
        self.in_hands
            .happenings
            .push((what.clone(), intended, conversation.clone()));
        let ports = self.ports.clone();
        match what {
            What::Mail { ref raw, .. } => {
                let raw = raw.clone();
                self.jobs.push(Box::pin(async move {
                    let outcome = inbound::accept(&ports, raw).await.map(|_| ());
                    Done::Inbound(what, intended, conversation, outcome)
                }));
            }
            What::OneClick { url } => {
                self.jobs.push(Box::pin(async move {
                    let token = url
                        .rsplit('/')
                        .next()
                        .and_then(|token| UnsubscribeToken::read(token, &ports.secrets));
                    let outcome = match token {
                        Some(token) => {
                            let row = stops::row(
                                &ports,
                                StopReason::OptOut,
                                StopSource::OneClick,
                                Actor::Contact,
                                None,
                            );
                            stops::stop_person(
                                &ports,
                                &token.contact,
                                Some(&token.conversation),
                                &row,
                                Some(token.step),
                                None,
                            )
                            .await
                            .map(|_| ())
                        }
                        None => Err(StepError::Port(PortError::Refused(
                            "an unsubscribe link that is not ours".to_owned(),
                        ))),
                    };
                    Done::OptOut(url, conversation, outcome)
                }));
            }
            What::Scan { .. } => {}
        }
    }

    /// Nothing is left to do at this instant: moves the clock. False: everything has come to an end.
    fn let_time_pass(&mut self) -> Result<bool, Box<Failure>> {
        let now = self.clock.now();
        if !self.quiet && now >= self.end {
            self.quiet = true;
            self.faults.stop();
            self.next_operator = now;
            return Ok(true);
        }
        if self.quiet && self.is_over() {
            self.liveness()?;
            return Ok(false);
        }
        if self.quiet
            && now > domain::calendar::later(self.end, SignedDuration::from_hours(24 * 400))
        {
            self.liveness()?;
            return Ok(false);
        }
        self.answer_at_the_last_moment(now);
        if self.faults.happens(Fault::ClockJump, 2) {
            self.clock.advance(std::time::Duration::from_secs(3600));
        }
        let mut next = vec![self.next_operator];
        next.extend(self.coming.keys().next().map(|(at, _)| *at));
        next.extend(self.resume_at.as_ref().map(|(_, at)| *at));
        next.extend(self.next_due(now));
        if self.hidden() {
            next.push(domain::calendar::later(now, SignedDuration::from_secs(30)));
        }
        let to = next
            .into_iter()
            .filter(|at| *at > now)
            .min()
            .unwrap_or(self.end);
        self.clock
            .set(to.max(domain::calendar::later(now, SignedDuration::from_millis(1))));
        self.relay_wanted = true;
        Ok(true)
    }

    fn hidden(&self) -> bool {
        QueueName::ALL.iter().any(|queue| {
            matches!(now_or_never(self.queue.depth(*queue)), Some(Ok(depth)) if depth.hidden > 0 || depth.ready > 0)
        })
    }

    /// Now and then somebody answers just before the next letter to them is due.
    fn answer_at_the_last_moment(&mut self, now: Timestamp) {
        if self.options.level == Level::None || !self.random.in_thousand(100) {
            return;
        }
        let late = self
            .coming
            .iter()
            .find_map(|(key, (what, _, conversation))| {
                let id = domain::ConversationId::parse(conversation).ok()?;
                let due = read::<Head>(&self.table, keys::head(&id))?.due?;
                let sends = due.kind == domain::conversation::DueKind::Send;
                let mail = matches!(what, What::Mail { .. });
                (sends && mail && key.0 > due.at && due.at > now).then_some((*key, due.at))
            });
        if let Some((key, due)) = late
            && let Some((what, intended, conversation)) = self.coming.remove(&key)
        {
            let at = domain::calendar::later(due, SignedDuration::from_secs(-1));
            self.happen_at(at, what, intended, conversation);
        }
    }

    /// The first instant at which a row is due or its lease is over.
    fn next_due(&self, now: Timestamp) -> Option<Timestamp> {
        let mut first = None;
        for pk in keys::due_partitions() {
            for item in partition(&self.table, &pk, "") {
                let Some(at) = keys::read_instant(&item.key.sk) else {
                    continue;
                };
                let Ok(row) = flow::items::decode::<DueRow>(&item) else {
                    continue;
                };
                let at = row.leased_until.map_or(at, |lease| at.max(lease));
                // Keys hold milliseconds: a row of this very millisecond is due already.
                if at > now {
                    first = Some(first.map_or(at, |known: Timestamp| known.min(at)));
                    if row.leased_until.is_none() {
                        break;
                    }
                }
            }
        }
        first
    }

    fn is_over(&self) -> bool {
        let no_cards = Operators::cards(&self.table).is_empty();
        // A daily look for leads never ends; everything else does.
        let rows = keys::due_partitions()
            .into_iter()
            .flat_map(|pk| partition(&self.table, &pk, ""))
            .all(|item| {
                flow::items::decode::<DueRow>(&item)
                    .is_ok_and(|row| matches!(row.task, flow::due::Task::Source { .. }))
            });
        no_cards
            && rows
            && self.coming.is_empty()
            && self.retries.is_empty()
            && self.jobs.is_empty()
            && self.resume_at.is_none()
    }

    /// Everything has come to its end: the outbox is drained, every inbound message is labelled.
    fn liveness(&mut self) -> Result<(), Box<Failure>> {
        let mut broken = Vec::new();
        let mut report = |what: String, conversation: Option<String>| {
            broken.push(Broken {
                invariant: 10,
                what,
                conversation,
            });
        };
        if !self.is_over() {
            let cards: Vec<String> = Operators::cards(&self.table)
                .into_iter()
                .take(3)
                .map(|card| card.id)
                .collect();
            let rows: Vec<String> = keys::due_partitions()
                .into_iter()
                .flat_map(|pk| partition(&self.table, &pk, ""))
                .filter(|item| {
                    !flow::items::decode::<DueRow>(item)
                        .is_ok_and(|row| matches!(row.task, flow::due::Task::Source { .. }))
                })
                .take(3)
                .map(|item| format!("{} {}", item.key.sk, String::from_utf8_lossy(&item.body)))
                .collect();
            report(
                format!(
                    "400 days after the last fault it has not come to an end: cards {cards:?}, due {rows:?}, {} coming, {} retries",
                    self.coming.len(),
                    self.retries.len()
                ),
                cards
                    .first()
                    .map(|id| format!("conv#{}", id.split('.').next().unwrap_or_default())),
            );
        }
        for agent in 0..self.options.agents {
            let Ok(name) = AgentName::parse(&format!("agent-{agent}")) else {
                continue;
            };
            for item in partition(&self.table, &keys::agent_index(&name), "") {
                let Ok(id) = domain::ConversationId::parse(&item.key.sk) else {
                    continue;
                };
                let Some(head) = read::<Head>(&self.table, keys::head(&id)) else {
                    continue;
                };
                let pk = keys::conversation(&id);
                let name = head.state.phase.name().to_owned();
                let count = self.report.phases.entry(name).or_default();
                *count = count.saturating_add(1);
                for inbound in &head.state.inbound {
                    let labelled = read::<InboundRow>(&self.table, keys::inbound(&inbound.id))
                        .is_some_and(|row| row.intent.is_some());
                    if !labelled {
                        report(
                            format!("message {} has no label", inbound.id),
                            Some(pk.clone()),
                        );
                    }
                }
                let unread = read::<domain::rows::UnreadRow>(&self.table, keys::unread(&id));
                if unread.is_some_and(|row| !row.waiting.is_empty()) {
                    report(
                        "an accepted message was never read".to_owned(),
                        Some(pk.clone()),
                    );
                }
            }
        }
        let dead = partition(&self.table, keys::DEAD, "");
        if !dead.is_empty() && self.options.level == Level::None {
            report(
                format!("{} tasks were given up without a fault", dead.len()),
                None,
            );
        }
        if broken.is_empty() {
            Ok(())
        } else {
            self.fail(broken)
        }
    }

    /// The checkers look at what changed.
    fn look(&mut self) -> Result<(), Box<Failure>> {
        let touched =
            std::mem::take(&mut *self.touched.lock().unwrap_or_else(PoisonError::into_inner));
        let truth = Truth {
            table: &self.table,
            blobs: self.blobs.as_ref(),
            outside: &self.outside,
            given: &self.given,
            halts: &self.halts,
            secrets: &self.ports.secrets,
        };
        let mut broken = self.checks.step(&truth, &touched);
        broken.append(&mut self.impossible);
        if broken.is_empty() {
            Ok(())
        } else {
            self.fail(broken)
        }
    }

    fn fail<T>(&self, broken: Vec<Broken>) -> Result<T, Box<Failure>> {
        let of = broken.iter().find_map(|broken| broken.conversation.clone());
        let last_events = of
            .map(|pk| crate::checks::events(&self.table, &pk))
            .unwrap_or_default()
            .iter()
            .rev()
            .take(14)
            .rev()
            .map(|recorded| {
                format!(
                    "{} {}: {}",
                    recorded.at,
                    recorded.by,
                    domain::conversation::words(&recorded.event)
                )
            })
            .collect();
        Err(Box::new(Failure {
            broken,
            step: self.report.steps,
            last_events,
            rerun: rerun(&self.options),
        }))
    }

    fn left(&self) -> Vec<String> {
        let step = |id: &str| {
            let pointer = keys::message_id(&self.ports.secrets.message_id(id));
            read::<flow::items::MessageIdRow>(&self.table, pointer).map_or(0, |row| row.step)
        };
        let letters = self.outside.since(0);
        let mut left: Vec<String> = letters
            .iter()
            .map(|left| {
                format!(
                    "{} {}",
                    left.envelope.to.to_lowercase(),
                    step(&left.envelope.message_id)
                )
            })
            .collect();
        left.sort();
        left
    }

    fn report(mut self) -> Report {
        self.report.port_calls = self.faults.calls();
        self.report.points = self.faults.points();
        self.report.faults = self.faults.counts();
        self.report.letters = self.outside.count();
        self.report.left = self.left();
        self.report.checked = self.checks.counts.clone();
        let began = self
            .end
            .as_second()
            .saturating_sub(i64::from(self.options.days).saturating_mul(86_400));
        let days = self.clock.now().as_second().saturating_sub(began) / 86_400;
        self.report.days = u32::try_from(days).unwrap_or(0);
        self.report
    }
}

/// What somebody waits for an answer to: asked again after a crash.
#[derive(Default)]
struct InHands {
    acts: Vec<Act>,
    happenings: Vec<(What, Option<&'static str>, String)>,
    halt: Option<Scope>,
}
