//! The clock of the simulated market. It moves only when no work is left, one event at a time, so
//! that a day in ten seconds happens in the order in which a real day would.

use jiff::{SignedDuration, Timestamp};
use onloop_http::MarketClock as ClockDoor;
use onloop_http::wire::{ClockAction, Market};
use ports::Clock;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::Notify;

/// Real seconds of a real day.
const REAL: u64 = 86_400;
/// After a verdict the clock runs no faster than a real one for so long: the time of the undo.
const CALM: Duration = Duration::from_secs(10);

/// Rows are due at whole milliseconds, and a long task hands on to the next one.
const INSTANT: SignedDuration = SignedDuration::from_millis(10);
/// On its way through a day the clock is kept so far ahead.
const STRIDE: SignedDuration = SignedDuration::from_hours(1);

struct State {
    now: Timestamp,
    running: bool,
    seconds_per_day: u64,
    calm_until: Option<Instant>,
    moved: Instant,
    /// Jump to the next event.
    jump: bool,
    /// Run as fast as the work allows until then.
    fast_until: Option<Timestamp>,
}

/// The clock.
pub(super) struct SimulatedClock {
    state: Mutex<State>,
    stirred: Arc<Notify>,
}

impl SimulatedClock {
    /// Starts where it was left, or now; runs like a real clock.
    pub(super) fn new(start: Timestamp, stirred: Arc<Notify>) -> Self {
        let state = State {
            now: start,
            running: true,
            seconds_per_day: REAL,
            calm_until: None,
            moved: Instant::now(),
            jump: false,
            fast_until: None,
        };
        Self {
            state: Mutex::new(state),
            stirred,
        }
    }

    fn with<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Where the clock goes next, and what has to be kept before it goes there: a restart goes on from
    /// what was kept, so that the clock never goes back.
    pub(super) fn plan(&self, next: Option<Timestamp>) -> (Timestamp, Timestamp) {
        self.with(|state| {
            let real = state.moved.elapsed();
            let target = state.target(real, next);
            let to = next
                .filter(|next| *next <= target)
                .unwrap_or(target)
                .max(state.now);
            let keep = match state.fast_until {
                _ if state.jump => to,
                // Not at every event on the way: that would double the work of a day.
                Some(until) => domain::calendar::later(to, STRIDE).min(until),
                None if state.running => state.later(real + Duration::from_secs(1)),
                None => to,
            };
            (to, keep.max(to))
        })
    }

    /// Moves, now that no work is left: at most to `next`, the first thing that happens, and at most
    /// to `kept`. Returns true if it reached `next`, so that there is work again.
    pub(super) fn advance(&self, next: Option<Timestamp>, kept: Timestamp) -> bool {
        self.with(|state| {
            let real = state.moved.elapsed();
            state.moved = Instant::now();
            let target = state.target(real, next).min(kept);
            let reached = next.filter(|next| *next <= target);
            let to = reached.unwrap_or(target);
            if to > state.now {
                state.now = to;
            }
            if reached.is_some() {
                state.jump = false;
            }
            if state.fast_until.is_some_and(|until| until <= state.now) {
                state.fast_until = None;
            }
            reached.is_some()
        })
    }
}

impl State {
    fn target(&self, real: Duration, next: Option<Timestamp>) -> Timestamp {
        if self.jump {
            return next.unwrap_or(self.now);
        }
        if let Some(until) = self.fast_until {
            return until;
        }
        if !self.running {
            // Work that goes on in the next instant is still that of this one: a clock that stands
            // must not leave it half done.
            let same = domain::calendar::later(self.now, INSTANT);
            return next.filter(|next| *next <= same).unwrap_or(self.now);
        }
        self.later(real)
    }

    fn later(&self, real: Duration) -> Timestamp {
        let calm = self.calm_until.is_some_and(|until| until > Instant::now());
        let per_day = if calm {
            REAL
        } else {
            self.seconds_per_day.max(1)
        };
        let millis = i64::try_from(real.as_millis()).unwrap_or(i64::MAX);
        let factor = i64::try_from(REAL / per_day.min(REAL)).unwrap_or(1).max(1);
        domain::calendar::later(
            self.now,
            SignedDuration::from_millis(millis.saturating_mul(factor)),
        )
    }

    fn market(&self) -> Market {
        Market {
            on: true,
            running: self.running,
            seconds_per_day: self.seconds_per_day,
        }
    }
}

impl Clock for SimulatedClock {
    fn now(&self) -> Timestamp {
        self.with(|state| state.now)
    }
}

#[async_trait::async_trait]
impl ClockDoor for SimulatedClock {
    fn state(&self) -> Market {
        self.with(|state| state.market())
    }

    fn decided(&self) {
        self.with(|state| state.calm_until = Some(Instant::now() + CALM));
    }

    async fn set(
        &self,
        action: ClockAction,
        seconds_per_day: Option<u64>,
    ) -> Result<Market, String> {
        let market = self.with(|state| {
            if let Some(seconds) = seconds_per_day {
                state.seconds_per_day = seconds;
            }
            match action {
                ClockAction::Pause => {
                    state.running = false;
                    state.fast_until = None;
                }
                ClockAction::Run => {
                    state.moved = Instant::now();
                    state.running = true;
                    // Asked for on purpose: the undo's time is over.
                    state.calm_until = None;
                }
                ClockAction::Next => state.jump = true,
                ClockAction::SkipDay => {
                    state.fast_until = Some(domain::calendar::later(
                        state.now,
                        SignedDuration::from_hours(24),
                    ));
                }
            }
            state.market()
        });
        self.stirred.notify_one();
        Ok(market)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    fn clock() -> SimulatedClock {
        SimulatedClock::new(
            "2026-11-02T08:00:00Z".parse().unwrap(),
            Arc::new(Notify::new()),
        )
    }

    #[tokio::test]
    async fn it_stops_at_every_event_on_its_way() {
        let clock = clock();
        let event: Timestamp = "2026-11-02T09:00:00Z".parse().unwrap();
        clock.set(ClockAction::SkipDay, None).await.unwrap();
        assert!(clock.advance(Some(event), Timestamp::MAX));
        assert_eq!(clock.now(), event);
        assert!(!clock.advance(None, Timestamp::MAX));
        assert_eq!(clock.now(), "2026-11-03T08:00:00Z".parse().unwrap());
    }

    #[tokio::test]
    async fn paused_it_only_moves_when_told_to() {
        let clock = clock();
        let event: Timestamp = "2026-11-09T09:00:00Z".parse().unwrap();
        clock.set(ClockAction::Pause, None).await.unwrap();
        assert!(!clock.advance(Some(event), Timestamp::MAX));
        clock.set(ClockAction::Next, None).await.unwrap();
        assert!(clock.advance(Some(event), Timestamp::MAX));
        assert!(!clock.advance(
            Some("2026-11-09T10:00:00Z".parse().unwrap()),
            Timestamp::MAX
        ));
        assert_eq!(clock.now(), event);
    }

    #[tokio::test]
    async fn paused_it_lets_what_was_begun_go_on() {
        let clock = clock();
        clock.set(ClockAction::Pause, None).await.unwrap();
        let rounded_up = domain::calendar::later(clock.now(), SignedDuration::from_millis(1));
        assert!(clock.advance(Some(rounded_up), Timestamp::MAX));
        assert_eq!(clock.now(), rounded_up);
    }

    #[tokio::test]
    async fn it_never_passes_what_was_kept() {
        let clock = clock();
        for action in [ClockAction::Next, ClockAction::SkipDay, ClockAction::Run] {
            clock.set(action, Some(1)).await.unwrap();
            let begun = clock.now();
            let event = domain::calendar::later(begun, SignedDuration::from_hours(30));
            assert!(!clock.advance(Some(event), begun));
            assert_eq!(clock.now(), begun);
            let (to, keep) = clock.plan(Some(event));
            assert!(begun <= to && to <= keep, "{begun} {to} {keep}");
            clock.advance(Some(event), keep);
            assert!(clock.now() <= keep);
        }
    }
}
