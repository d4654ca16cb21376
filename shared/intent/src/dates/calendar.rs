//! Sums with days: weekdays, weeks, quarters, feasts.

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span, ToSpan};

/// A day so many days on; the last day of the calendar if there is none.
pub(super) fn plus(day: Date, span: Span) -> Date {
    day.saturating_add(span)
}

/// Whether the day is Monday to Friday.
pub(super) fn works(day: Date) -> bool {
    day.weekday().to_monday_one_offset() <= 5
}

/// The day itself if Monday to Friday, else the Monday after.
pub(crate) fn forward(day: Date) -> Date {
    let mut day = day;
    for _ in 0..2 {
        if !works(day) {
            day = plus(day, 1.day());
        }
    }
    day
}

/// The next Monday-to-Friday day after a day.
pub(crate) fn next_weekday(day: Date) -> Date {
    forward(plus(day, 1.day()))
}

/// The next day with this weekday (1 is Monday), never today.
pub(super) fn coming(today: Date, weekday: i8) -> Date {
    let ahead = (i64::from(weekday) - i64::from(today.weekday().to_monday_one_offset()) + 6)
        .rem_euclid(7)
        + 1;
    plus(today, ahead.days())
}

/// The Monday of the week of a day.
pub(super) fn monday_of(day: Date) -> Date {
    day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days())
}

/// The Monday of ISO week `week`, this year or, if that week is over, the next.
pub(super) fn week(today: Date, week: i32) -> Option<Date> {
    let week = i8::try_from(week).ok()?;
    let year = today.iso_week_date().year();
    let in_year = |year| {
        ISOWeekDate::new(year, week, Weekday::Monday)
            .ok()
            .map(ISOWeekDate::date)
    };
    let monday = in_year(year)?;
    if plus(monday, 6.days()) < today {
        in_year(year.checked_add(1)?)
    } else {
        Some(monday)
    }
}

/// Easter Sunday of a year (Gregorian, the Meeus/Jones/Butcher sum).
pub(super) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let (month, day) = ((h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The first day of the quarter (1 to 4) that is not over before `today`.
pub(super) fn quarter(today: Date, number: i8, year: Option<i16>) -> Option<Date> {
    let month = number.checked_mul(3)?.checked_sub(2)?;
    let first = |year| Date::new(year, month, 1).ok();
    match year {
        Some(year) => first(year),
        None => {
            let this = first(today.year())?;
            if this > today {
                Some(this)
            } else {
                first(today.year().checked_add(1)?)
            }
        }
    }
}

/// The first day of the quarter after the one of `today`.
pub(super) fn next_quarter(today: Date) -> Option<Date> {
    let first = Date::new(today.year(), (today.month() - 1) / 3 * 3 + 1, 1).ok()?;
    Some(plus(first, 3.months()))
}
