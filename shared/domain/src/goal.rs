//! A goal's quarter: what is to be reached by when, what was reached, and the question of the week.

use crate::ids::OperatorId;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

/// Days of a quarter: thirteen weeks.
pub const QUARTER_DAYS: i64 = 91;

/// What an operator says of a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Go on as it is.
    Keep,
    /// Go on otherwise: he writes the agent's markdown anew.
    Change,
    /// The agent is halted, until somebody resumes it.
    Stop,
}

impl Answer {
    /// What was done, in words.
    #[must_use]
    pub const fn done(self) -> &'static str {
        match self {
            Self::Keep => "kept",
            Self::Change => "to be changed",
            Self::Stop => "stopped",
        }
    }
}

/// An answer that was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// Who.
    pub by: OperatorId,
    /// When.
    pub at: Timestamp,
    /// What.
    pub answer: Answer,
}

/// The question of a week: what was to be reached, and what was, when it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Since when it waits for an answer.
    pub since: Timestamp,
    /// The day that the counts were made on.
    pub day: Date,
    /// Positive replies to reach.
    pub aim: u32,
    /// First day of the quarter.
    pub begins: Date,
    /// Its last day.
    pub ends: Date,
    /// Positive replies so far.
    pub positives: u32,
    /// People written to so far.
    pub begun: u32,
    /// Letters so far.
    pub letters: u32,
}

/// First day of the quarter that ends on that day.
#[must_use]
pub fn begins(ends: Date) -> Date {
    ends.saturating_sub(QUARTER_DAYS.saturating_sub(1).days())
}

impl Asked {
    /// Weeks that are left, begun ones too.
    #[must_use]
    pub fn weeks_left(&self) -> u32 {
        let days = days(self.day, self.ends).saturating_add(1).max(0);
        u32::try_from(days).unwrap_or(0).div_ceil(7)
    }

    /// Its last day has gone by.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.day > self.ends
    }

    /// So many positive replies would be there on the last day, went it on as until now. Nothing in the first week:
    /// a few days tell nothing of thirteen weeks.
    #[must_use]
    pub fn at_this_pace(&self) -> Option<u32> {
        let gone = days(self.begins, self.day);
        let whole = u32::try_from(QUARTER_DAYS).ok()?;
        let gone = u32::try_from(gone).ok().filter(|gone| *gone >= 7)?;
        self.positives
            .saturating_mul(whole)
            .checked_div(gone.min(whole))
    }

    /// In a sentence.
    #[must_use]
    pub fn words(&self) -> String {
        let Self {
            aim,
            positives,
            letters,
            ends,
            ..
        } = self;
        let reached = format!("{positives} of {aim} positive replies from {letters} letters");
        if self.is_over() {
            return format!("The quarter ended on {ends}: {reached}. Set a new aim, or stop.");
        }
        let weeks = self.weeks_left();
        let left = format!("{weeks} {} left", if weeks == 1 { "week" } else { "weeks" });
        match self.at_this_pace() {
            _ if positives >= aim => format!("{reached}, {left}: the aim is reached."),
            Some(pace) => format!("{reached}, {left}; at this pace {pace} by {ends}."),
            None => format!("{reached}, {left}."),
        }
    }
}

fn days(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[track_caller]
    fn check(day: Date, positives: u32, words: &str) {
        let ends = date(2026, 12, 31);
        let asked = Asked {
            since: Timestamp::UNIX_EPOCH,
            day,
            aim: 12,
            begins: begins(ends),
            ends,
            positives,
            begun: 30,
            letters: 80,
        };
        assert_eq!(asked.words(), words);
    }

    #[test]
    fn a_goal_is_told_with_what_is_left_and_where_it_leads() {
        assert_eq!(begins(date(2026, 12, 31)), date(2026, 10, 2));
        check(
            date(2026, 10, 5),
            0,
            "0 of 12 positive replies from 80 letters, 13 weeks left.",
        );
        check(
            date(2026, 11, 2),
            3,
            "3 of 12 positive replies from 80 letters, 9 weeks left; at this pace 8 by 2026-12-31.",
        );
        check(
            date(2026, 12, 28),
            12,
            "12 of 12 positive replies from 80 letters, 1 week left: the aim is reached.",
        );
        check(
            date(2027, 1, 4),
            9,
            "The quarter ended on 2026-12-31: 9 of 12 positive replies from 80 letters. Set a new aim, or stop.",
        );
    }
}
