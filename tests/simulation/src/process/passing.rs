//! Time: when nothing is left to do at an instant, the clock moves to the next one.

use super::Sim;
use crate::faults::Fault;
use crate::options::Level;
use crate::report::Failure;
use crate::stored::read;
use crate::world::Happening;
use domain::ConversationId;
use domain::calendar::later;
use domain::conversation::DueKind;
use flow::items::Head;
use flow::keys;
use jiff::{SignedDuration, Timestamp};
use ports::Clock;

impl Sim {
    /// Moves the clock. False: everything has come to an end.
    pub(super) fn let_time_pass(&mut self) -> Result<bool, Box<Failure>> {
        let now = self.clock.now();
        if !self.quiet && now >= self.end {
            self.be_quiet(now);
            return Ok(true);
        }
        let over = self.quiet && self.is_over();
        let too_long = self.quiet && now > later(self.end, SignedDuration::from_hours(24 * 400));
        if over || too_long {
            self.liveness()?;
            return Ok(false);
        }
        self.answer_at_the_last_moment(now);
        if !self.asleep.is_empty() && !self.quiet && self.random.in_thousand(60) {
            self.halt_something();
        }
        let jump = if self.faults.happens(Fault::ClockForward, 2) {
            let minutes = i64::try_from(self.faults.below(1_800)).unwrap_or(0);
            SignedDuration::from_mins(minutes)
        } else {
            SignedDuration::ZERO
        };
        let mut next: Vec<Timestamp> = self.resumes.iter().map(|(_, at)| *at).collect();
        next.extend(self.scripted_halt);
        if self.has_work() {
            next.push(self.next_operator);
        }
        next.extend(self.coming.keys().next().map(|(at, _)| *at));
        next.extend(self.watched.next_due(now));
        next.extend(self.queue.next_visible());
        next.extend(self.asleep.iter().map(|sleeper| sleeper.until));
        if !self.quiet {
            next.push(self.end);
        }
        // What is visible or due already was passed over by a fault; it is looked at again soon.
        let soon = later(now, SignedDuration::from_secs(5));
        if self.watched.is_due(now) {
            next.push(soon);
        }
        let to = next
            .into_iter()
            .map(|at| if at <= now { soon } else { at })
            .min()
            .unwrap_or(soon);
        let to = later(to, jump);
        self.clock
            .set(to.max(later(now, SignedDuration::from_millis(1))));
        self.relay_wanted = true;
        self.wake(self.clock.now());
        Ok(true)
    }

    /// Faults stop, and caps are lifted: from here on everything must come to its end.
    fn be_quiet(&mut self, now: Timestamp) {
        self.quiet = true;
        self.faults.off(true);
        self.next_operator = now;
        self.house.lifted = true;
        self.push();
    }

    /// Now and then somebody answers just before the next letter to them is due.
    fn answer_at_the_last_moment(&mut self, now: Timestamp) {
        if self.options.level == Level::None || !self.random.in_thousand(100) {
            return;
        }
        let late = self.coming.iter().find_map(|(key, happening)| {
            let id = ConversationId::parse(&happening.conversation).ok()?;
            let due = read::<Head>(&self.table, keys::head(&id))?.due?;
            let sends = due.kind == DueKind::Send;
            (sends && happening.is_human() && key.0 > due.at && due.at > now)
                .then_some((*key, due.at))
        });
        if let Some((key, due)) = late
            && self.faults.happens(Fault::LastMoment, 400)
            && let Some(happening) = self.coming.remove(&key)
        {
            let at = later(due, SignedDuration::from_secs(-1));
            self.happen(Happening { at, ..happening });
        }
    }
}
