//! Cuts a part of the whole table out of rows that come in its order.

use jiff::Timestamp;
use ports::table_rules::conditions::is_expired;
use ports::table_rules::limits::PAGE_BYTES;
use ports::table_rules::units::read_units;
use ports::{Item, Key, Scan, ScanRequest, Units};

/// Collects rows.
pub(crate) struct ScanBuilder {
    limit: usize,
    now: Timestamp,
    items: Vec<Item>,
    last: Option<Key>,
    taken: usize,
    bytes: usize,
    is_full: bool,
}

impl ScanBuilder {
    pub(crate) fn new(request: &ScanRequest, now: Timestamp) -> Self {
        Self {
            limit: request.limit,
            now,
            items: Vec::new(),
            last: None,
            taken: 0,
            bytes: 0,
            is_full: false,
        }
    }

    /// Takes a row, if it belongs to this part. False: no more do.
    pub(crate) fn take(&mut self, item: Item) -> bool {
        let bytes = self.bytes.saturating_add(item.size());
        if bytes > PAGE_BYTES && self.taken > 0 {
            self.is_full = true;
            return false;
        }
        self.bytes = bytes;
        self.taken += 1;
        self.last = Some(item.key.clone());
        if !is_expired(item.expires, self.now) {
            self.items.push(item);
        }
        self.is_full = self.taken >= self.limit;
        !self.is_full
    }

    /// The part and what it cost: all that was read, expired items too, rounded up once.
    pub(crate) fn finish(self) -> (Scan, Units) {
        let units = Units {
            read: read_units(self.bytes),
            write: 0,
        };
        let next = if self.is_full { self.last } else { None };
        (
            Scan {
                items: self.items,
                next,
            },
            units,
        )
    }
}
