//! Cuts a page out of rows that come in reading order.

use jiff::Timestamp;
use ports::table_rules::conditions::is_expired;
use ports::table_rules::limits::PAGE_BYTES;
use ports::table_rules::range::{Range, SortKeys};
use ports::table_rules::units::read_units;
use ports::{Item, Page, PageRequest, Units};

/// What to do with the next row.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Give it to [`PageBuilder::take`].
    Take,
    /// Stop.
    Stop,
}

/// Where reading starts.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Start {
    /// At this sort key, itself included, upwards.
    From(Vec<u8>),
    /// Above this sort key, upwards.
    Above(Vec<u8>),
    /// Below this sort key, downwards.
    Below(Vec<u8>),
    /// At the last one, downwards.
    Last,
}

/// Where to start.
pub(crate) fn start(range: &Range, descending: bool) -> Start {
    let lowest = match &range.keys {
        SortKeys::All | SortKeys::UpTo(_) => "",
        SortKeys::StartingWith(lowest) | SortKeys::Between(lowest, _) => lowest,
    };
    match (&range.beyond, descending) {
        (Some(beyond), false) => Start::Above(beyond.clone().into_bytes()),
        (Some(beyond), true) => Start::Below(beyond.clone().into_bytes()),
        (None, false) => Start::From(lowest.as_bytes().to_vec()),
        (None, true) => successor(lowest).map_or(Start::Last, Start::Below),
    }
}

/// The first key that is above all that start with the prefix; `None` if the prefix is empty. UTF-8
/// has no byte 0xFF, so the last byte can always be raised; the result need not be UTF-8.
fn successor(prefix: &str) -> Option<Vec<u8>> {
    let mut bytes = prefix.as_bytes().to_vec();
    let last = bytes.last_mut()?;
    *last = last.saturating_add(1);
    Some(bytes)
}

/// Collects rows.
pub(crate) struct PageBuilder<'a> {
    limit: usize,
    keys: &'a SortKeys,
    now: Timestamp,
    items: Vec<Item>,
    last: Option<String>,
    taken: usize,
    bytes: usize,
    next: Option<String>,
}

impl<'a> PageBuilder<'a> {
    pub(crate) fn new(request: &PageRequest, range: &'a Range, now: Timestamp) -> Self {
        Self {
            limit: request.limit,
            keys: &range.keys,
            now,
            items: Vec::new(),
            last: None,
            taken: 0,
            bytes: 0,
            next: None,
        }
    }

    /// Whether to read another row.
    pub(crate) fn look(&mut self) -> Next {
        if self.taken >= self.limit {
            self.next = self.last.take();
            return Next::Stop;
        }
        Next::Take
    }

    /// Takes a row, if it belongs to the page.
    pub(crate) fn take(&mut self, item: Item) -> Next {
        if !self.keys.hold(&item.key.sk) {
            return Next::Stop;
        }
        let bytes = self.bytes.saturating_add(item.size());
        if bytes > PAGE_BYTES && self.taken > 0 {
            self.next = self.last.take();
            return Next::Stop;
        }
        self.bytes = bytes;
        self.taken += 1;
        self.last = Some(item.key.sk.clone());
        if !is_expired(item.expires, self.now) {
            self.items.push(item);
        }
        Next::Take
    }

    /// The page and what it cost: all that was read, expired items too, rounded up once.
    pub(crate) fn finish(self) -> (Page, Units) {
        let units = Units {
            read: read_units(self.bytes),
            write: 0,
        };
        (
            Page {
                items: self.items,
                next: self.next,
            },
            units,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begin(keys: SortKeys, beyond: Option<&str>, descending: bool) -> Start {
        let beyond = beyond.map(str::to_owned);
        start(&Range { keys, beyond }, descending)
    }

    #[test]
    fn reading_starts_at_the_bound() {
        let prefix = || SortKeys::StartingWith("b".to_owned());
        assert_eq!(begin(SortKeys::All, None, false), Start::From(Vec::new()));
        assert_eq!(begin(prefix(), None, false), Start::From(b"b".to_vec()));
        assert_eq!(
            begin(prefix(), Some("bx"), false),
            Start::Above(b"bx".to_vec())
        );
        assert_eq!(begin(SortKeys::All, None, true), Start::Last);
        assert_eq!(begin(prefix(), None, true), Start::Below(b"c".to_vec()));
        assert_eq!(
            begin(prefix(), Some("bx"), true),
            Start::Below(b"bx".to_vec())
        );
    }

    #[test]
    fn the_successor_of_the_highest_character_is_above_it() {
        let highest = "\u{10FFFF}";
        let above = successor(highest).unwrap();
        assert!(above.as_slice() > format!("{highest}{highest}").as_bytes());
    }
}
