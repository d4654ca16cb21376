//! How long to wait before a step.

use serde::Serialize;
use std::fmt;

/// How long to wait after the step before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Wait {
    /// Working days of the contact's country.
    WorkingDays(u32),
    /// Days of the calendar.
    Days(u32),
}

/// Longest wait in days.
pub const LONGEST_WAIT_DAYS: u32 = 365;

impl Wait {
    /// Reads "3 working days", "1 day", "2 weeks" or "none".
    ///
    /// # Errors
    /// A sentence that says what was expected.
    pub fn parse(text: &str) -> Result<Self, String> {
        let lower = text.trim().to_lowercase();
        let mut words = lower.split_whitespace();
        let count = words.next().unwrap_or_default();
        if matches!(lower.as_str(), "none" | "0") {
            return Ok(Self::WorkingDays(0));
        }
        let number: u32 = count
            .parse()
            .map_err(|_| format!("\"{text}\" doesn't begin with a whole number of days"))?;
        let unit: Vec<&str> = words.take(3).collect();
        let wait = match *unit.as_slice() {
            ["day" | "days"] => Self::Days(number),
            ["week" | "weeks"] => Self::Days(number.saturating_mul(7)),
            ["working" | "business" | "work", "day" | "days"] | ["workday" | "workdays"] => {
                Self::WorkingDays(number)
            }
            [] => return Err(format!("\"{text}\" has no unit")),
            _ => return Err(format!("\"{text}\" isn't a wait")),
        };
        let (Self::WorkingDays(days) | Self::Days(days)) = wait;
        if days > LONGEST_WAIT_DAYS {
            return Err(format!(
                "\"{text}\" is longer than {LONGEST_WAIT_DAYS} days"
            ));
        }
        Ok(wait)
    }
}

impl fmt::Display for Wait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WorkingDays(0) | Self::Days(0) => write!(f, "none"),
            Self::WorkingDays(1) => write!(f, "1 working day"),
            Self::Days(1) => write!(f, "1 day"),
            Self::WorkingDays(days) => write!(f, "{days} working days"),
            Self::Days(days) => write!(f, "{days} days"),
        }
    }
}
