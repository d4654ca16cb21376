//! How long an operator's looks take, by kind of card: measured from the moment a card is on screen to its
//! verdict.
//!
//! A queue takes as long as the sum of its looks, so what is wanted is a mean, and a mean is ruined by one
//! look that was a cup of coffee. So looks count up to three times the median (a winsorised mean: Tukey,
//! *The future of data analysis*, Ann. Math. Statist. 33, 1962). Until there are some, what such a look
//! usually takes counts as if it had been seen [`PRIOR_LOOKS`] times, so that the estimate moves gently from
//! the guess to what was measured.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, VecDeque};

/// Kinds of cards whose looks differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A list of leads.
    List,
    /// Drafts.
    Draft,
    /// A reply.
    Reply,
    /// A send in doubt.
    InDoubt,
    /// A mailbox of whose letters too much comes back.
    Mailbox,
    /// A goal's week.
    Goal,
}

impl Kind {
    /// All.
    pub const ALL: [Self; 6] = [
        Self::List,
        Self::Draft,
        Self::Reply,
        Self::InDoubt,
        Self::Mailbox,
        Self::Goal,
    ];

    /// Milliseconds that such a look usually takes.
    pub const fn usual_ms(self) -> u32 {
        match self {
            Self::List => 90_000,
            Self::Draft => 20_000,
            Self::Reply => 45_000,
            Self::InDoubt | Self::Mailbox | Self::Goal => 60_000,
        }
    }
}

/// Whoever looked longer was away, in milliseconds.
pub const LONGEST_LOOK_MS: u32 = 300_000;
/// Only the latest looks count: one gets quicker, and tired.
const KEPT: usize = 30;
/// The usual look counts as so many of one's own.
const PRIOR_LOOKS: usize = 5;
/// Looks count up to so many medians.
const MEDIANS: u32 = 3;

/// An operator's pace: the latest looks of each kind, in milliseconds, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Pace(BTreeMap<Kind, VecDeque<u32>>);

impl Pace {
    /// Keeps how long a look took. No time at all, or too long a time, was no look.
    pub fn took(&mut self, kind: Kind, ms: u32) {
        if ms == 0 || ms > LONGEST_LOOK_MS {
            return;
        }
        let looks = self.0.entry(kind).or_default();
        looks.push_back(ms);
        while looks.len() > KEPT {
            looks.pop_front();
        }
    }

    /// Looks of the operator's own that an estimate rests on.
    pub fn own(&self, kind: Kind) -> usize {
        self.0.get(&kind).map_or(0, VecDeque::len)
    }

    /// How long a look at such a card takes, in milliseconds; at least a second.
    pub fn look_ms(&self, kind: Kind) -> u32 {
        let own = self.0.get(&kind).into_iter().flatten().copied();
        let mut looks: Vec<u32> = own
            .chain(std::iter::repeat_n(kind.usual_ms(), PRIOR_LOOKS))
            .collect();
        looks.sort_unstable();
        let median = looks.get(looks.len() / 2).copied().unwrap_or(1);
        let most = median.saturating_mul(MEDIANS);
        let sum: u64 = looks.iter().map(|look| u64::from(*look.min(&most))).sum();
        let count = u64::try_from(looks.len()).unwrap_or(u64::MAX).max(1);
        u32::try_from(sum / count).unwrap_or(u32::MAX).max(1_000)
    }

    /// The same in seconds, to the nearest.
    pub fn look_seconds(&self, kind: Kind) -> u64 {
        u64::from(self.look_ms(kind).saturating_add(500) / 1_000)
    }

    /// The looks of several operators together: a queue that they share is worked off at the pace of both.
    #[must_use]
    pub fn together<'a>(all: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut sum = Self::default();
        for pace in all {
            for (kind, looks) in &pace.0 {
                sum.0.entry(*kind).or_default().extend(looks);
            }
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pace(looks: &[u32]) -> Pace {
        let mut pace = Pace::default();
        looks.iter().for_each(|ms| pace.took(Kind::Draft, *ms));
        pace
    }

    #[test]
    fn nobody_knows_an_operator_without_looks() {
        for kind in Kind::ALL {
            assert_eq!(Pace::default().look_ms(kind), kind.usual_ms());
        }
    }

    #[test]
    fn the_estimate_moves_from_the_usual_look_to_ones_own() {
        let quick = [8_000; 30];
        assert_eq!(pace(&quick[..1]).look_ms(Kind::Draft), 18_000);
        assert_eq!(pace(&quick[..5]).look_ms(Kind::Draft), 14_000);
        assert!(pace(&quick).look_ms(Kind::Draft) < 10_000);
        assert_eq!(pace(&quick).look_ms(Kind::Reply), 45_000, "another kind");
    }

    #[test]
    fn one_cup_of_coffee_spoils_no_pace() {
        let mut looks = [10_000; 20];
        let usual = pace(&looks).look_ms(Kind::Draft);
        looks[7] = 290_000;
        let spoilt = pace(&looks).look_ms(Kind::Draft);
        assert!(spoilt < usual + 1_000, "{usual} became {spoilt}");
    }

    #[test]
    fn some_looks_are_long_and_the_queue_knows_it() {
        // A median would say ten seconds; two in ten take twice as long.
        let looks: Vec<u32> = (0..30)
            .map(|n| if n % 5 == 0 { 20_000 } else { 10_000 })
            .collect();
        assert!(pace(&looks).look_ms(Kind::Draft) > 12_000);
    }

    #[test]
    fn no_look_is_no_look() {
        assert_eq!(pace(&[0, 300_001, u32::MAX]), Pace::default());
        assert_eq!(pace(&[1; 40]).own(Kind::Draft), KEPT);
        assert!(pace(&[1; 40]).look_ms(Kind::Draft) >= 1_000);
    }

    #[test]
    fn two_operators_are_as_quick_as_both() {
        let both = Pace::together([&pace(&[10_000; 10]), &pace(&[30_000; 10])]);
        assert_eq!(both.own(Kind::Draft), 20);
        assert_eq!(both.look_ms(Kind::Draft), 20_000);
    }
}
