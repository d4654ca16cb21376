//! When letters may leave.

use jiff::civil::{Time, Weekday};
use serde::Serialize;

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it all")]
pub enum Day {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

impl Day {
    /// Spelling in the playbook and value.
    pub(crate) const NAMES: [(&str, Self); 7] = [
        ("mon", Self::Mon),
        ("tue", Self::Tue),
        ("wed", Self::Wed),
        ("thu", Self::Thu),
        ("fri", Self::Fri),
        ("sat", Self::Sat),
        ("sun", Self::Sun),
    ];
}

impl From<Day> for Weekday {
    fn from(day: Day) -> Self {
        match day {
            Day::Mon => Self::Monday,
            Day::Tue => Self::Tuesday,
            Day::Wed => Self::Wednesday,
            Day::Thu => Self::Thursday,
            Day::Fri => Self::Friday,
            Day::Sat => Self::Saturday,
            Day::Sun => Self::Sunday,
        }
    }
}

/// When letters may leave, in the recipient's time zone. Public holidays are off besides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SendWindow {
    /// Days of the week, each once, Monday first. Default Monday to Friday.
    pub days: Vec<Day>,
    /// First minute. Default 09:00.
    pub from: Time,
    /// First minute that is too late; after `from`. Default 17:00.
    pub to: Time,
}

impl SendWindow {
    /// Whether letters may leave on such a day.
    #[must_use]
    pub fn allows(&self, weekday: Weekday) -> bool {
        self.days.iter().any(|day| Weekday::from(*day) == weekday)
    }
}

impl Default for SendWindow {
    fn default() -> Self {
        Self {
            days: vec![Day::Mon, Day::Tue, Day::Wed, Day::Thu, Day::Fri],
            from: Time::constant(9, 0, 0, 0),
            to: Time::constant(17, 0, 0, 0),
        }
    }
}
