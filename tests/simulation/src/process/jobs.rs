//! What the process is doing: tasks from queues, ticks of the relay, requests of operators and messages
//! that come in. Polled one at a time; killed all together when the process dies.

use super::Sim;
use crate::faults::Fault;
use crate::invariants::Broken;
use crate::world::{Act, Happening};
use domain::InboundId;
use domain::calendar::later;
use flow::halts::{Halted, Scope};
use flow::{Lanes, Ports, StepError, relay, worker};
use jiff::{SignedDuration, Timestamp};
use ports::{Clock, PortError, QueueName};
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

/// At once at most.
pub(super) const AT_ONCE: usize = 5;

/// What a job ended with.
pub(super) enum Done {
    Work(Result<(), StepError>),
    Relay,
    Acted(Act, Result<(), StepError>),
    Accepted(Happening, Result<InboundId, StepError>),
    OptedOut(Happening, Result<(), StepError>),
    /// A halt, with its ticket, or the end of one.
    Halted(Scope, Option<u64>, Result<Halted, StepError>),
    Pushed(Result<(), StepError>),
}

/// Something that is being done.
pub(super) struct Job {
    number: u64,
    future: Pin<Box<dyn Future<Output = Done>>>,
}

/// A job that waits for time to pass.
pub(super) struct Sleeper {
    job: Job,
    pub(super) until: Timestamp,
    for_ever: bool,
}

/// What somebody waits for an answer to: asked again after a crash.
#[derive(Default)]
pub(super) struct InHands {
    pub(super) acts: Vec<Act>,
    pub(super) happenings: Vec<Happening>,
    pub(super) halts: Vec<(Scope, Option<u64>)>,
    pub(super) push: bool,
}

impl Sim {
    pub(super) fn spawn(&mut self, future: impl Future<Output = Done> + 'static) {
        self.job_count = self.job_count.saturating_add(1);
        self.jobs.push(Job {
            number: self.job_count,
            future: Box::pin(future),
        });
    }

    /// Polls to the end something that only yields; nothing if the process died.
    pub(super) fn to_end<T>(&self, future: impl Future<Output = T>) -> Option<T> {
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

    pub(super) fn poll_one(&mut self) {
        let index = self.random.below(self.jobs.len());
        let Some(job) = self.jobs.get_mut(index) else {
            return;
        };
        let mut context = Context::from_waker(Waker::noop());
        let polled = job.future.as_mut().poll(&mut context);
        if self.faults.take_crash() {
            self.crash();
            return;
        }
        let sleep = self.faults.take_sleep();
        if let Poll::Ready(done) = polled {
            drop(self.jobs.swap_remove(index));
            // A tick asks for no tick: what it delivered asks for one when it is done.
            self.relay_wanted |= !matches!(done, Done::Relay);
            self.finished(done);
        } else if let Some(sleep) = sleep {
            let job = self.jobs.swap_remove(index);
            self.asleep.push(Sleeper {
                job,
                until: sleep.until,
                for_ever: sleep.for_ever,
            });
        }
    }

    /// Whoever slept long enough goes on; who never gets an answer is ended by the platform.
    pub(super) fn wake(&mut self, now: Timestamp) {
        let (woken, asleep) = std::mem::take(&mut self.asleep)
            .into_iter()
            .partition::<Vec<_>, _>(|sleeper| sleeper.until <= now);
        self.asleep = asleep;
        let on = woken.into_iter().filter(|sleeper| !sleeper.for_ever);
        self.jobs.extend(on.map(|sleeper| sleeper.job));
    }

    /// The oldest job that still runs.
    pub(super) fn oldest_job(&self) -> u64 {
        let asleep = self.asleep.iter().map(|sleeper| &sleeper.job);
        self.jobs
            .iter()
            .chain(asleep)
            .map(|job| job.number)
            .min()
            .unwrap_or(u64::MAX)
    }

    /// The process dies: everything it was doing is gone; what was committed stays. It is started again
    /// on a machine whose clock may be a little behind.
    fn crash(&mut self) {
        self.report.crashes = self.report.crashes.saturating_add(1);
        self.jobs.clear();
        self.asleep.clear();
        let _ = self.faults.take_sleep();
        self.relay_runs = false;
        self.relay_wanted = true;
        let now = self.clock.now();
        let seconds = if self.faults.happens(Fault::ClockBack, 150) {
            -i64::try_from(self.faults.below(90)).unwrap_or(0)
        } else {
            1
        };
        self.clock
            .set(later(now, SignedDuration::from_secs(seconds)));
        self.recover();
    }

    /// What was in hands when the process died is done again by those who waited for an answer.
    fn recover(&mut self) {
        let now = self.clock.now();
        let in_hands = std::mem::take(&mut self.in_hands);
        self.retries.extend(in_hands.acts);
        for happening in in_hands.happenings {
            self.happen_again(happening, 3);
        }
        for (scope, ticket) in in_hands.halts {
            // Whether the halt took effect is unknown: its end is asked for soon.
            if let Some(ticket) = ticket {
                self.halts.failed(ticket);
            }
            self.resume_at(scope, later(now, SignedDuration::from_mins(5)));
        }
        if in_hands.push {
            self.start_push();
        }
    }

    /// Starts something that wants to happen now.
    pub(super) fn start_one(&mut self) -> bool {
        let now = self.clock.now();
        self.read_letters();
        let due = self
            .coming
            .first_key_value()
            .map(|(key, _)| *key)
            .filter(|(at, _)| *at <= now);
        if let Some(key) = due
            && let Some(happening) = self.coming.remove(&key)
        {
            self.start_happening(happening);
            return true;
        }
        if self.relay_wanted && !self.relay_runs && self.watched.is_due(now) {
            self.relay_wanted = false;
            self.relay_runs = true;
            let ports = self.own_ports();
            self.spawn(async move {
                let _ = relay::tick(&ports).await;
                Done::Relay
            });
            return true;
        }
        if self.start_work() {
            return true;
        }
        if let Some(act) = self.retries.pop_front() {
            self.start_act(act);
            return true;
        }
        self.start_operating(now)
    }

    /// A message from one of the queues, to a worker.
    fn start_work(&mut self) -> bool {
        let first = self.random.below(QueueName::ALL.len());
        for offset in 0..QueueName::ALL.len() {
            let Some(queue) = QueueName::ALL
                .get((first + offset) % QueueName::ALL.len())
                .copied()
            else {
                continue;
            };
            let received = self.faulty_queue.receive(queue, 1, worker::VISIBILITY_MS);
            let Some(Ok(deliveries)) = crate::stored::now_or_never(received) else {
                continue;
            };
            if let Some(delivery) = deliveries.into_iter().next() {
                let ports = self.own_ports();
                self.spawn(
                    async move { Done::Work(worker::handle(&ports, queue, &delivery).await) },
                );
                return true;
            }
        }
        false
    }

    /// As if each job were in a process of its own: one process keeps its work out of its own way, and races that
    /// several can have would go untried. Time would not pass either, while one waits for another that is asleep.
    pub(super) fn own_ports(&self) -> Ports {
        Ports {
            lanes: Lanes::default(),
            ..self.ports.clone()
        }
    }

    fn finished(&mut self, done: Done) {
        match done {
            Done::Work(outcome) => self.refused("a task", &outcome),
            Done::Relay => self.relay_runs = false,
            Done::Acted(act, outcome) => self.acted(act, &outcome),
            Done::Accepted(happening, outcome) => self.accepted(happening, outcome),
            Done::OptedOut(happening, outcome) => self.opted_out(happening, &outcome),
            Done::Halted(scope, ticket, outcome) => self.halted(scope, ticket, outcome),
            Done::Pushed(outcome) => {
                self.in_hands.push = false;
                if outcome.is_err() {
                    self.start_push();
                }
            }
        }
    }

    /// A commit that the table can never take is a fault of ours: it would be tried for ever.
    pub(super) fn refused<T>(&mut self, what: &str, outcome: &Result<T, StepError>) {
        let what = match outcome {
            Err(StepError::Port(PortError::Refused(why))) => {
                format!("{what} can never be done: {why}")
            }
            Err(StepError::Corrupt { key, why }) => format!("{what} can't read {key}: {why}"),
            Ok(_) | Err(_) => return,
        };
        self.impossible.push(Broken {
            invariant: 10,
            what,
            conversation: None,
        });
    }
}
