//! How instants and counts stand in columns.

use jiff::Timestamp;
use rusqlite::types::Type;
use rusqlite::{Error, Row};

/// Second and nanosecond, so that an instant comes back exactly.
pub(super) fn split(at: Option<Timestamp>) -> (Option<i64>, Option<i32>) {
    (
        at.map(Timestamp::as_second),
        at.map(Timestamp::subsec_nanosecond),
    )
}

/// The other way round, from two neighbouring columns.
pub(super) fn instant(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Timestamp>> {
    let second: Option<i64> = row.get(column)?;
    let nanosecond: Option<i32> = row.get(column + 1)?;
    let Some(second) = second else {
        return Ok(None);
    };
    let at = Timestamp::new(second, nanosecond.unwrap_or(0));
    at.map(Some)
        .map_err(|error| Error::FromSqlConversionFailure(column, Type::Integer, Box::new(error)))
}

/// A key is text stored as bytes, so that SQLite orders it by bytes.
pub(super) fn text(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    let bytes: Vec<u8> = row.get(column)?;
    String::from_utf8(bytes)
        .map_err(|error| Error::FromSqlConversionFailure(column, Type::Blob, Box::new(error)))
}

/// A count that is never negative.
pub(super) fn count<T: TryFrom<i64>>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let stored: i64 = row.get(column)?;
    T::try_from(stored).map_err(|_| Error::IntegralValueOutOfRange(column, stored))
}

/// A count on its way into a column; versions and sizes stay far below the limit.
pub(super) fn signed<T: TryInto<i64>>(count: T) -> i64 {
    count.try_into().unwrap_or(i64::MAX)
}
