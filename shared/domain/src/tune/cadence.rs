//! When a round is due: every week for a new agent, every other week for a stable one, every four weeks after a
//! clean quarter.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// An agent is new for so many days.
pub const NEW_DAYS: i64 = 28;
/// A quarter, in days.
pub const QUARTER_DAYS: i64 = 91;
/// With fewer verdicts than these a quarter says nothing.
const FEWEST: u32 = 20;
/// A round that is not held so many days after it came due was missed.
const GRACE_DAYS: i64 = 3;

/// How an agent stands, which says how often it is tuned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// In its first four weeks.
    #[default]
    New,
    /// Past them.
    Stable,
    /// After a quarter within the limits that a certificate has.
    Clean,
}

impl Standing {
    /// Days from one round to the next.
    #[must_use]
    pub fn every_days(self) -> u32 {
        match self {
            Self::New => 7,
            Self::Stable => 14,
            Self::Clean => 28,
        }
    }

    /// As it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Stable => "stable",
            Self::Clean => "clean",
        }
    }
}

/// The first decisions of a quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Quarter {
    /// Drafts.
    pub judged: u32,
    /// Of these, killed.
    pub killed: u32,
    /// Of these, edited in substance.
    pub fixed: u32,
    /// Of these, killed as harmful.
    pub harmful: u32,
}

impl Quarter {
    /// Nothing harmful, at most 3 % killed and at most 10 % mended: the limits of a certificate.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        let within = |found: u32, percent: u32| {
            u64::from(found).saturating_mul(100)
                <= u64::from(self.judged).saturating_mul(u64::from(percent))
        };
        self.judged >= FEWEST
            && self.harmful == 0
            && within(self.killed, 3)
            && within(self.fixed, 10)
    }
}

/// How an agent stands that has been at work for so many days.
#[must_use]
pub fn standing(days_at_work: i64, quarter: &Quarter) -> Standing {
    if days_at_work < NEW_DAYS {
        Standing::New
    } else if days_at_work >= QUARTER_DAYS && quarter.is_clean() {
        Standing::Clean
    } else {
        Standing::Stable
    }
}

/// When the next round is due, and how it stands with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// From then on.
    pub at: Timestamp,
    /// It is due.
    pub is_due: bool,
    /// Rounds that were missed since the last one.
    pub missed: u32,
}

/// After the last round, or after the agent began to work.
#[must_use]
pub fn due(last: Timestamp, standing: Standing, now: Timestamp) -> Due {
    let days = |days: i64| SignedDuration::from_hours(days.saturating_mul(24));
    let every = days(i64::from(standing.every_days()));
    let at = crate::calendar::later(last, every);
    let late = now.duration_since(at).saturating_sub(days(GRACE_DAYS));
    let missed = if late.is_negative() {
        0
    } else {
        let more = late.as_secs().checked_div(every.as_secs()).unwrap_or(0);
        u32::try_from(more.saturating_add(1)).unwrap_or(u32::MAX)
    };
    Due {
        at,
        is_due: now >= at,
        missed,
    }
}
