//! What goes wrong, how often, and the yield points at which other work gets its turn.

use crate::random::Random;
use ports::PortError;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

/// How much goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Nothing.
    None,
    /// Now and then.
    Light,
    /// All the time.
    Heavy,
}

impl Level {
    /// Rare faults, in a thousand port calls.
    fn share(self) -> u32 {
        match self {
            Self::None => 0,
            Self::Light => 3,
            Self::Heavy => 20,
        }
    }
}

/// A kind of fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fault {
    /// Not done, ask again.
    Busy,
    /// A commit fails as if it had lost a race.
    Conflict,
    /// Not done, and nobody says so.
    UnknownNotDone,
    /// Done, and nobody says so.
    UnknownDone,
    /// The process dies before the call.
    CrashBefore,
    /// The process dies after the call.
    CrashAfter,
    /// A queue message is lost.
    Lost,
    /// A queue message comes twice.
    Doubled,
    /// A queue message comes late.
    Delayed,
    /// The provider refuses for good.
    Refused,
    /// The model writes nonsense.
    Nonsense,
    /// The clock jumps.
    ClockJump,
}

impl Fault {
    /// As reported.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Busy => "busy",
            Self::Conflict => "conflict",
            Self::UnknownNotDone => "unknown, not done",
            Self::UnknownDone => "unknown, done",
            Self::CrashBefore => "crash before",
            Self::CrashAfter => "crash after",
            Self::Lost => "message lost",
            Self::Doubled => "message doubled",
            Self::Delayed => "message delayed",
            Self::Refused => "provider refused",
            Self::Nonsense => "model nonsense",
            Self::ClockJump => "clock jump",
        }
    }
}

struct State {
    random: Random,
    level: Level,
    on: bool,
    crashed: bool,
    counts: BTreeMap<Fault, u64>,
    calls: u64,
    /// Crash before (even) or after (odd) this numbered point, once.
    crash_at: Option<u64>,
    points: u64,
}

/// Shared by all ports of a simulated process.
#[derive(Clone)]
pub(crate) struct Faults(Arc<Mutex<State>>);

impl Faults {
    /// Faults of a level, by a seed.
    pub(crate) fn new(level: Level, seed: u64) -> Self {
        Self(Arc::new(Mutex::new(State {
            random: Random::new(seed ^ 0x0066_6175_6c74),
            level,
            on: true,
            crashed: false,
            counts: BTreeMap::new(),
            calls: 0,
            crash_at: None,
            points: 0,
        })))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Dies once at a numbered point: 2n before the nth port call, 2n+1 after it.
    pub(crate) fn crash_at(&self, point: u64) {
        self.state().crash_at = Some(point);
    }

    /// How many points were passed.
    pub(crate) fn points(&self) -> u64 {
        self.state().points
    }

    /// Nothing goes wrong from here on.
    pub(crate) fn stop(&self) {
        self.state().on = false;
    }

    /// Faults off (true) or on while a stack is set up.
    pub(crate) fn stop_for_setup(&self, off: bool) {
        self.state().on = !off;
    }

    /// The process died since it was asked last.
    pub(crate) fn take_crash(&self) -> bool {
        std::mem::take(&mut self.state().crashed)
    }

    /// What happened, by name.
    pub(crate) fn counts(&self) -> BTreeMap<&'static str, u64> {
        self.state()
            .counts
            .iter()
            .map(|(fault, count)| (fault.name(), *count))
            .collect()
    }

    /// Port calls.
    pub(crate) fn calls(&self) -> u64 {
        self.state().calls
    }

    /// Rolls for a fault; `weight` scales the level's share.
    pub(crate) fn happens(&self, fault: Fault, weight: u32) -> bool {
        let mut state = self.state();
        let share = state.level.share().saturating_mul(weight) / 10;
        if !state.on || share == 0 || !state.random.in_thousand(share) {
            return false;
        }
        let count = state.counts.entry(fault).or_default();
        *count = count.saturating_add(1);
        true
    }

    /// A number below `n`.
    pub(crate) fn below(&self, n: usize) -> usize {
        self.state().random.below(n)
    }

    /// Lets others have their turn before a call that only reads. To die there is to have died after
    /// the last call that wrote, so it has no number of its own.
    pub(crate) async fn before_read(&self) {
        yield_now().await;
        {
            let mut state = self.state();
            state.calls = state.calls.saturating_add(1);
        }
        if self.happens(Fault::CrashBefore, 1) {
            self.die().await;
        }
    }

    /// Lets others have their turn, then perhaps dies, before a call that writes.
    pub(crate) async fn before(&self) {
        yield_now().await;
        let dies = {
            let mut state = self.state();
            state.calls = state.calls.saturating_add(1);
            state.point()
        };
        if dies || self.happens(Fault::CrashBefore, 1) {
            self.die().await;
        }
    }

    /// Perhaps dies after a call.
    pub(crate) async fn after(&self) {
        let dies = self.state().point();
        if dies || self.happens(Fault::CrashAfter, 1) {
            self.die().await;
        }
    }

    /// A fault that any port may have.
    pub(crate) fn busy(&self, what: &str) -> Result<(), PortError> {
        if self.happens(Fault::Busy, 5) {
            Err(PortError::Busy(format!("{what} is throttled")))
        } else {
            Ok(())
        }
    }

    async fn die(&self) {
        self.state().crashed = true;
        std::future::pending::<()>().await;
    }
}

impl State {
    fn point(&mut self) -> bool {
        let here = self.points;
        self.points = self.points.saturating_add(1);
        if self.crash_at == Some(here) {
            self.crash_at = None;
            return true;
        }
        false
    }
}

/// Gives way once.
fn yield_now() -> impl Future<Output = ()> {
    struct Yield(bool);
    impl Future for Yield {
        type Output = ();
        fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
            if self.0 {
                return Poll::Ready(());
            }
            self.0 = true;
            Poll::Pending
        }
    }
    Yield(false)
}
