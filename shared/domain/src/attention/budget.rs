//! What the operator's day and an agent's week may ask, and what gives way when they would ask more: the
//! drafting of what nobody has earned trust for. No guard is ever lowered, nothing is skipped, nothing
//! clears itself: a letter that isn't drafted yet is the one thing that costs nobody anything.
//!
//! What counts is the time that went into looks and the time that what waits will take: a draft that nobody
//! has time for only grows stale. And what can't be put off has its share kept free, as it was on other days: else
//! drafts would fill the day before the audits and answers come. In the days in which a new agent is reviewed in full whatever its class has
//! earned, its drafts are billed to its own hour and not to the queue's day, or a fleet could never grow.

use serde::{Deserialize, Serialize};

/// Seconds that may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// For the queue, in a day.
    pub day: u64,
    /// For one agent in all, in a week.
    pub week: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self::minutes(20, 60)
    }
}

impl Budget {
    /// From minutes.
    pub fn minutes(a_day: u32, per_agent_week: u32) -> Self {
        Self {
            day: u64::from(a_day) * 60,
            week: u64::from(per_agent_week) * 60,
        }
    }

    /// All there is of a day and a week: nobody wants to be spared.
    pub const fn is_without_bounds(&self) -> bool {
        self.day >= 24 * 3_600 && self.week >= 7 * 24 * 3_600
    }
}

/// Seconds that were asked, and that what waits will ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Load {
    /// Went into looks.
    pub spent: u64,
    /// Will go into what waits, the draft that is asked about included.
    pub waiting: u64,
    /// Will go, as on other days, into what can't be put off: replies, sends in doubt, audits.
    pub reserved: u64,
}

impl Load {
    /// All of it.
    pub const fn all(&self) -> u64 {
        self.spent
            .saturating_add(self.waiting)
            .saturating_add(self.reserved)
    }
}

/// What can't be put off, in milliseconds of a day: how much of it came today, and how much usually comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Reserve {
    today: u64,
    usual: u64,
}

impl Reserve {
    /// A look at it.
    pub fn looked(&mut self, ms: u64) {
        self.today = self.today.saturating_add(ms);
    }

    /// A day with looks has begun. The last days count most.
    pub fn next_day(&mut self) {
        self.usual = u64::midpoint(self.usual, self.today);
        self.today = 0;
    }

    /// What is still to come today, for all who look together: what one of them has not seen another may have.
    pub fn left_of_all(all: impl IntoIterator<Item = Self>) -> u64 {
        let (usual, today) = all.into_iter().fold((0_u64, 0_u64), |(usual, today), one| {
            (
                usual.saturating_add(one.usual),
                today.saturating_add(one.today),
            )
        });
        usual.saturating_sub(today)
    }
}

/// Why no new draft is begun now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// The queue's day is full.
    Day {
        /// With what was looked at alone: nothing changes before tomorrow.
        spent: bool,
    },
    /// The agent's week is full.
    Week {
        /// With what was looked at alone: nothing changes before Monday.
        spent: bool,
    },
}

impl Over {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Day { .. } => "the queue's minutes of today are full",
            Self::Week { .. } => "its agent's minutes of this week are full",
        }
    }
}

impl Budget {
    /// What stands against a new draft of an agent without proof; `own_hour` while it is new.
    pub fn over(&self, queue: Load, agent: Load, own_hour: bool) -> Option<Over> {
        if agent.all() > self.week {
            return Some(Over::Week {
                spent: agent.spent >= self.week,
            });
        }
        self.day_is_full(queue).filter(|_| !own_hour)
    }

    /// What is planned of a day. How long looks take and how many answers come is known on average only, and a
    /// day that is planned to its end is over it every other time.
    pub const fn planned_day(&self) -> u64 {
        self.day - self.day / 10
    }

    /// Whether the queue's day is full.
    pub fn day_is_full(&self, queue: Load) -> Option<Over> {
        (queue.all() > self.planned_day()).then_some(Over::Day {
            spent: queue.spent >= self.day,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left<const N: usize>(all: [Reserve; N]) -> u64 {
        Reserve::left_of_all(all)
    }

    const NONE: Load = Load {
        spent: 0,
        waiting: 0,
        reserved: 0,
    };

    fn load(spent: u64, waiting: u64) -> Load {
        Load {
            spent,
            waiting,
            reserved: 0,
        }
    }

    #[test]
    fn what_cannot_be_put_off_keeps_its_share_of_the_day() {
        let budget = Budget::default();
        let mut kept = Reserve::default();
        assert_eq!(left([kept]), 0);
        for _ in 0..8 {
            kept.next_day();
            kept.looked(400_000);
        }
        kept.next_day();
        let day = Load {
            reserved: left([kept]) / 1_000,
            ..load(500, 400)
        };
        assert!(day.reserved > 300, "{day:?}");
        assert_eq!(budget.over(load(500, 400), NONE, false), None);
        let full = Some(Over::Day { spent: false });
        assert_eq!(budget.over(day, NONE, false), full);
        let mut other = Reserve::default();
        other.looked(left([kept]));
        assert_eq!(left([kept, other]), 0, "it has come, to somebody else");
    }

    #[test]
    fn a_day_is_full_with_what_was_looked_at_and_what_waits() {
        let budget = Budget::default();
        assert_eq!(budget.over(load(600, 480), NONE, false), None, "it fits");
        let full = Some(Over::Day { spent: false });
        assert_eq!(budget.over(load(600, 481), NONE, false), full);
        let spent = Some(Over::Day { spent: true });
        assert_eq!(budget.over(load(1_200, 20), NONE, false), spent);
    }

    #[test]
    fn a_new_agent_has_its_own_hour_and_no_more() {
        let budget = Budget::default();
        let full = load(1_200, 9_000);
        assert_eq!(budget.over(full, load(1_800, 1_700), true), None);
        let week = Some(Over::Week { spent: false });
        assert_eq!(budget.over(full, load(1_800, 1_801), true), week);
        assert_eq!(
            budget.over(NONE, load(3_600, 20), false),
            Some(Over::Week { spent: true })
        );
    }

    #[test]
    fn who_gives_all_day_has_no_bounds() {
        assert!(Budget::minutes(1_440, 10_080).is_without_bounds());
        assert!(!Budget::minutes(1_440, 60).is_without_bounds());
    }
}
