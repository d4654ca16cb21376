//! What goes wrong, how often, and the yield points at which other work gets its turn.

use crate::options::Level;
use crate::process::clock::SimClock;
use crate::random::Random;
use jiff::{SignedDuration, Timestamp};
use ports::{Clock, PortError};
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

macro_rules! faults {
    ($($(#[$doc:meta])* $name:ident = $words:literal,)*) => {
        /// A kind of fault.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Fault { $($(#[$doc])* $name,)* }

        impl Fault {
            /// As reported.
            pub(crate) const fn name(self) -> &'static str {
                match self { $(Self::$name => $words,)* }
            }
        }

        /// Every kind of fault, as reported.
        pub const FAULTS: &[&str] = &[$($words),*];
    };
}

faults! {
    /// Not done, ask again.
    Throttled = "throttled",
    /// A commit fails as if it had lost a race.
    Conflict = "conflict",
    /// Not done, and nobody says so.
    UnknownNotDone = "unknown, not done",
    /// Done, and nobody says so.
    UnknownDone = "unknown, done",
    /// The process dies before the call.
    CrashBefore = "crash before",
    /// The process dies after the call.
    CrashAfter = "crash after",
    /// A port takes seconds.
    Slow = "slow",
    /// A queue message is lost.
    Lost = "message lost",
    /// A queue message comes twice.
    Doubled = "message doubled",
    /// A queue message comes late.
    Delayed = "message delayed",
    /// Queue messages change places.
    Reordered = "message reordered",
    /// The provider refuses for good.
    Refused = "provider refused",
    /// The provider takes minutes.
    SlowProvider = "slow provider",
    /// The provider never answers.
    SilentProvider = "silent provider",
    /// The provider says "not sent" of what it sends.
    FalseProof = "provider's false proof",
    /// The model declines.
    Declined = "model declined",
    /// The model writes nonsense.
    Nonsense = "model nonsense",
    /// The model does what outside text tells it.
    Gullible = "model obeys outside text",
    /// The model takes minutes.
    SlowModel = "slow model",
    /// The model never answers.
    SilentModel = "silent model",
    /// A list can't be read for now.
    SourceAway = "lead source away",
    /// A lead with hostile text.
    HostileLead = "hostile lead",
    /// A hostile mail.
    HostileMail = "hostile mail",
    /// A mail comes in twice.
    DoubledMail = "mail doubled",
    /// Somebody answers just before the next letter to them.
    LastMoment = "answer at the last moment",
    /// The clock jumps forward.
    ClockForward = "clock forward",
    /// The clock steps back a little while the process is down.
    ClockBack = "clock back",
    /// Two operators decide one card.
    Disagreement = "operators disagree",
    /// A page loaded long ago, or a verdict given twice.
    StalePage = "stale page",
}

/// A job waits until then.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sleep {
    /// Until when.
    pub(crate) until: Timestamp,
    /// It never gets an answer: the platform ends the invocation then.
    pub(crate) for_ever: bool,
}

struct State {
    random: Random,
    level: Level,
    on: bool,
    crashed: bool,
    sleep: Option<Sleep>,
    counts: BTreeMap<Fault, u64>,
    calls: u64,
    /// Die at this numbered point, once.
    crash_at: Option<u64>,
    points: u64,
}

/// Shared by all ports of a simulated process.
#[derive(Clone)]
pub(crate) struct Faults {
    state: Arc<Mutex<State>>,
    clock: SimClock,
}

/// The platform ends an invocation after so long, as Lambda does.
const INVOCATION: SignedDuration = SignedDuration::from_mins(15);

impl Faults {
    /// Faults of a level, by a seed.
    pub(crate) fn new(level: Level, seed: u64, clock: SimClock, crash_at: Option<u64>) -> Self {
        let state = State {
            random: Random::new(seed ^ 0x0066_6175_6c74),
            level,
            on: true,
            crashed: false,
            sleep: None,
            counts: BTreeMap::new(),
            calls: 0,
            crash_at,
            points: 0,
        };
        Self {
            state: Arc::new(Mutex::new(state)),
            clock,
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many points were passed.
    pub(crate) fn points(&self) -> u64 {
        self.state().points
    }

    /// Nothing goes wrong from here on, or it does again.
    pub(crate) fn off(&self, off: bool) {
        self.state().on = !off;
    }

    /// The process died since it was asked last.
    pub(crate) fn take_crash(&self) -> bool {
        std::mem::take(&mut self.state().crashed)
    }

    /// What was polled last waits for time to pass.
    pub(crate) fn take_sleep(&self) -> Option<Sleep> {
        self.state().sleep.take()
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

    /// Lets others have their turn, then perhaps dies, before a call.
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
        if self.happens(Fault::Slow, 2) {
            self.seconds(60).await;
        }
    }

    /// Perhaps dies after a call that wrote.
    pub(crate) async fn after(&self) {
        let dies = self.state().point();
        if dies || self.happens(Fault::CrashAfter, 1) {
            self.die().await;
        }
    }

    /// A fault that any port may have.
    pub(crate) fn busy(&self, what: &str) -> Result<(), PortError> {
        if self.happens(Fault::Throttled, 5) {
            Err(PortError::Busy(format!("{what} is throttled")))
        } else {
            Ok(())
        }
    }

    /// Takes up to so many seconds of virtual time.
    pub(crate) async fn seconds(&self, most: usize) {
        let seconds = i64::try_from(self.below(most))
            .unwrap_or(0)
            .saturating_add(1);
        self.sleep(SignedDuration::from_secs(seconds), false).await;
    }

    /// Never answers.
    pub(crate) async fn silence(&self) {
        self.sleep(INVOCATION, true).await;
        std::future::pending::<()>().await;
    }

    fn sleep(&self, time: SignedDuration, for_ever: bool) -> impl Future<Output = ()> {
        let until = domain::calendar::later(self.clock.now(), time);
        self.state().sleep = Some(Sleep { until, for_ever });
        yield_now()
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
