//! Deletes items that have expired. Nobody can see them any more, so only space depends on it.

use jiff::Timestamp;
use ports::Clock;
use rusqlite::{Connection, params};
use std::sync::Arc;

/// Seconds between two looks, as long as nothing is found.
const PAUSE: i64 = 60;
/// Items deleted at a time: the next commit must not wait for long.
const MOST: i64 = 200;

/// Remembers when to look next.
pub(super) struct Sweep {
    clock: Arc<dyn Clock>,
    next: i64,
}

impl Sweep {
    pub(super) fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            next: Timestamp::MIN.as_second(),
        }
    }

    /// Looks if it is time to.
    pub(super) fn run(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        let now = self.clock.now().as_second();
        if now < self.next {
            return Ok(());
        }
        self.next = now.saturating_add(PAUSE);
        // One statement is one transaction. Seconds are rounded down, so what goes has expired.
        let mut delete = connection.prepare_cached(
            "DELETE FROM items WHERE (pk, sk) IN
             (SELECT pk, sk FROM items WHERE expires_second IS NOT NULL AND expires_second < ?1 LIMIT ?2)",
        )?;
        let deleted = delete.execute(params![now, MOST])?;
        if i64::try_from(deleted).unwrap_or(MOST) >= MOST {
            self.next = now;
        }
        Ok(())
    }
}
