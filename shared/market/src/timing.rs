//! When people read their mail.

use jiff::civil::{Time, Weekday, time};
use jiff::{SignedDuration, Timestamp, ZonedDateTime};

use crate::draw::Draw;

/// Nobody searches further for a working day.
const DAYS_LIMIT: usize = 14;
const MORNING: Time = time(8, 20, 0, 0);
const EVENING: Time = time(18, 20, 0, 0);

/// When somebody answers a letter that came in at `from`: some within minutes, most within a day,
/// a few after days; nearly always in working hours.
pub(crate) fn answer_at(draw: &Draw, from: &ZonedDateTime) -> ZonedDateTime {
    let minutes = match draw.share("haste") {
        haste if haste < 0.35 => draw.between("minutes", 4, 170),
        haste if haste < 0.80 => draw.between("hours", 170, 26 * 60),
        _ => draw.between("days", 26 * 60, 4 * 24 * 60),
    };
    let seconds = minutes
        .saturating_mul(60)
        .saturating_add(draw.between("seconds", 0, 59));
    let at = later(from, seconds);
    let at_night = draw.share("evening person") < 0.08 && (7..22).contains(&at.hour());
    if at_night {
        at
    } else {
        next_working_moment(draw, &at)
    }
}

/// The moment itself in working hours, else some time in the next morning.
fn next_working_moment(draw: &Draw, at: &ZonedDateTime) -> ZonedDateTime {
    let mut day = at.clone();
    for step in 0..DAYS_LIMIT {
        let works = !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        if works && step == 0 && day.time() >= MORNING && day.time() < EVENING {
            return day;
        }
        if works && (step > 0 || day.time() < MORNING) {
            let morning = day
                .with()
                .time(MORNING)
                .build()
                .unwrap_or_else(|_| day.clone());
            return later(&morning, draw.between("morning", 0, 3 * 60 * 60));
        }
        day = day.tomorrow().unwrap_or(day);
    }
    day
}

/// So many seconds later, or the same moment at the end of time.
pub(crate) fn later(at: &ZonedDateTime, seconds: i64) -> ZonedDateTime {
    at.checked_add(SignedDuration::from_secs(seconds))
        .unwrap_or_else(|_| at.clone())
}

/// So many seconds after an instant.
pub(crate) fn after(at: Timestamp, seconds: i64) -> Timestamp {
    at.checked_add(SignedDuration::from_secs(seconds))
        .unwrap_or(at)
}
