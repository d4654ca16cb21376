//! The send window and working days, in the recipient's time zone. Invariant 6.

use crate::holidays::is_holiday;
use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

/// So much later; the end of time where that would pass it.
pub fn later(at: Timestamp, by: jiff::SignedDuration) -> Timestamp {
    at.checked_add(by).unwrap_or(Timestamp::MAX)
}

/// When letters may leave: on which days and between which hours, local to the recipient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// Days of the week, 1 (Monday) to 7 (Sunday).
    pub days: Vec<i8>,
    /// First minute, inclusive.
    pub from: Time,
    /// End, exclusive.
    pub to: Time,
}

impl Default for Window {
    /// Monday to Friday, 9 to 17.
    fn default() -> Self {
        Self {
            days: vec![1, 2, 3, 4, 5],
            from: Time::constant(9, 0, 0, 0),
            to: Time::constant(17, 0, 0, 0),
        }
    }
}

/// Where a recipient is: their zone and country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// IANA name; an unknown one counts as UTC.
    pub zone: String,
    /// ISO 3166 alpha-2, upper case; empty if unknown (then no holidays are known).
    pub country: String,
}

/// How long to wait between two steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wait {
    /// Working days of the recipient's country.
    WorkingDays(u32),
    /// Days of any kind; the send then moves into the window.
    Days(u32),
}

/// Looking for an open day ends after this many days; no country is closed for a year.
const HORIZON_DAYS: u32 = 366;

impl Place {
    /// The zone, or UTC if the name is unknown.
    pub fn time_zone(&self) -> TimeZone {
        TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC)
    }

    /// The local day.
    pub fn day(&self, at: Timestamp) -> Date {
        at.to_zoned_datetime(self.time_zone()).date()
    }

    /// The instant of a local time of day. In a gap of the clocks it is the time after it.
    pub fn at(&self, day: Date, time: Time) -> Timestamp {
        let moment = day.to_datetime(time);
        self.time_zone()
            .to_timestamp(moment)
            .or_else(|_| TimeZone::UTC.to_timestamp(moment))
            .unwrap_or(Timestamp::MAX)
    }

    /// Monday to Friday and no public holiday.
    pub fn is_working_day(&self, day: Date) -> bool {
        !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
            && !is_holiday(&self.country, day)
    }

    /// The working day before `day`.
    pub fn working_day_before(&self, day: Date) -> Date {
        let mut day = day;
        for _ in 0..HORIZON_DAYS {
            day = day.saturating_sub(1.day());
            if self.is_working_day(day) {
                break;
            }
        }
        day
    }

    /// `day` itself if it is a working day, else the next one.
    pub fn working_day_from(&self, day: Date) -> Date {
        let mut day = day;
        for _ in 0..HORIZON_DAYS {
            if self.is_working_day(day) {
                break;
            }
            day = day.saturating_add(1.day());
        }
        day
    }

    /// The day on which a wait that began on `start` is over.
    pub fn after(&self, start: Date, wait: Wait) -> Date {
        match wait {
            Wait::Days(days) => start.saturating_add(i64::from(days).days()),
            Wait::WorkingDays(days) => {
                let mut day = start;
                for _ in 0..days.min(HORIZON_DAYS) {
                    day = self.working_day_from(day.saturating_add(1.day()));
                }
                day
            }
        }
    }
}

impl Window {
    fn open_on(&self, day: Date, place: &Place) -> bool {
        self.days.contains(&day.weekday().to_monday_one_offset())
            && !is_holiday(&place.country, day)
    }

    /// True if a letter may leave now.
    pub fn is_open(&self, at: Timestamp, place: &Place) -> bool {
        let local = at.to_zoned_datetime(place.time_zone());
        self.open_on(local.date(), place) && (self.from..self.to).contains(&local.time())
    }

    /// The first instant from `at` on at which a letter may leave. With a window that never opens
    /// it is a year away, which holds the letter and shows it.
    pub fn next_open(&self, at: Timestamp, place: &Place) -> Timestamp {
        if self.is_open(at, place) {
            return at;
        }
        let local = at.to_zoned_datetime(place.time_zone());
        let mut day = local.date();
        if local.time() >= self.to {
            day = day.saturating_add(1.day());
        }
        for _ in 0..HORIZON_DAYS {
            if self.open_on(day, place) {
                return place.at(day, self.from).max(at);
            }
            day = day.saturating_add(1.day());
        }
        place.at(day, self.from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn place(zone: &str, country: &str) -> Place {
        Place {
            zone: zone.to_owned(),
            country: country.to_owned(),
        }
    }

    #[track_caller]
    fn opens(at: &str, zone: &str, country: &str, expected: &str) {
        let at: Timestamp = at.parse().unwrap();
        let open = Window::default().next_open(at, &place(zone, country));
        assert_eq!(
            open,
            expected.parse::<Timestamp>().unwrap(),
            "{at} in {zone}"
        );
    }

    #[test]
    fn the_window_follows_the_recipients_clock_and_holidays() {
        opens(
            "2026-09-07T08:12+02:00",
            "Europe/Oslo",
            "NO",
            "2026-09-07T09:00+02:00",
        );
        opens(
            "2026-09-07T10:00+02:00",
            "Europe/Oslo",
            "NO",
            "2026-09-07T10:00+02:00",
        );
        opens(
            "2026-09-04T17:00+02:00",
            "Europe/Oslo",
            "NO",
            "2026-09-07T09:00+02:00",
        );
        opens(
            "2026-05-25T10:00+02:00",
            "Europe/Berlin",
            "DE",
            "2026-05-26T09:00+02:00",
        );
        opens(
            "2026-10-31T12:00-04:00",
            "America/New_York",
            "US",
            "2026-11-02T09:00-05:00",
        );
    }

    #[test]
    fn waits_count_the_working_days_of_the_country() {
        let spain = place("Europe/Madrid", "ES");
        assert_eq!(
            spain.after(date(2026, 10, 9), Wait::WorkingDays(3)),
            date(2026, 10, 15),
            "the 12th is off"
        );
        let germany = place("Europe/Berlin", "DE");
        assert_eq!(
            germany.after(date(2026, 5, 20), Wait::WorkingDays(3)),
            date(2026, 5, 26)
        );
        assert_eq!(
            germany.working_day_before(date(2026, 5, 26)),
            date(2026, 5, 22)
        );
        assert_eq!(germany.working_day_from(date(2027, 1, 1)), date(2027, 1, 4));
    }

    #[test]
    fn a_window_that_never_opens_ends_the_search() {
        let never = Window {
            days: vec![],
            ..Window::default()
        };
        let at: Timestamp = "2026-01-01T00:00Z".parse().unwrap();
        assert!(never.next_open(at, &place("UTC", "")) > at);
        assert!(!never.is_open(at, &place("nonsense", "")));
    }
}
