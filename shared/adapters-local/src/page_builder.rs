//! Cuts a page out of rows that come in reading order.

use crate::conditions::is_expired;
use crate::limits::{PAGE_BYTES, item_size};
use crate::units::read_units;
use jiff::Timestamp;
use ports::{Item, Page, PageRequest, Units};

/// Expired items that one page may step over before it ends, so that a page is never a scan.
const MOST_SKIPPED: usize = 5_000;

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

/// Where to start for this request.
pub(crate) fn start(request: &PageRequest) -> Start {
    if !request.descending {
        return match &request.after {
            Some(after) if *after >= request.prefix => Start::Above(after.clone().into_bytes()),
            Some(_) | None => Start::From(request.prefix.clone().into_bytes()),
        };
    }
    let after = request.after.clone().map(String::into_bytes);
    match [successor(&request.prefix), after]
        .into_iter()
        .flatten()
        .min()
    {
        Some(bound) => Start::Below(bound),
        None => Start::Last,
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
    request: &'a PageRequest,
    now: Timestamp,
    items: Vec<Item>,
    last: Option<String>,
    body_bytes: usize,
    read_bytes: usize,
    skipped: usize,
    next: Option<String>,
}

impl<'a> PageBuilder<'a> {
    pub(crate) fn new(request: &'a PageRequest, now: Timestamp) -> Self {
        Self {
            request,
            now,
            items: Vec::new(),
            last: None,
            body_bytes: 0,
            read_bytes: 0,
            skipped: 0,
            next: None,
        }
    }

    /// Looks at the key of the next row before its body is read.
    pub(crate) fn look(&mut self, sk: &str) -> Next {
        if !sk.starts_with(&self.request.prefix) {
            return Next::Stop;
        }
        let beyond = !self.request.descending
            && self
                .request
                .until
                .as_deref()
                .is_some_and(|until| sk > until);
        if beyond {
            return Next::Stop;
        }
        let full = self.items.len() >= self.request.limit
            || self.body_bytes >= PAGE_BYTES
            || self.skipped >= MOST_SKIPPED;
        if full {
            self.next.clone_from(&self.last);
            return Next::Stop;
        }
        Next::Take
    }

    /// Takes a row that [`Self::look`] said yes to.
    pub(crate) fn take(&mut self, item: Item) {
        self.last = Some(item.key.sk.clone());
        self.read_bytes += item_size(&item.key, item.body.len());
        if is_expired(item.expires, self.now) {
            self.skipped += 1;
            return;
        }
        self.body_bytes += item.body.len();
        self.items.push(item);
    }

    /// The page and what it cost: all that was read, expired items too, rounded up once.
    pub(crate) fn finish(self) -> (Page, Units) {
        let units = Units {
            read: read_units(self.read_bytes),
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

    fn request(prefix: &str, after: Option<&str>, descending: bool) -> PageRequest {
        PageRequest {
            pk: "p".to_owned(),
            prefix: prefix.to_owned(),
            after: after.map(str::to_owned),
            until: None,
            descending,
            limit: 10,
        }
    }

    #[test]
    fn reading_starts_at_the_tighter_of_prefix_and_after() {
        assert_eq!(start(&request("", None, false)), Start::From(Vec::new()));
        assert_eq!(
            start(&request("b", Some("a"), false)),
            Start::From(b"b".to_vec())
        );
        assert_eq!(
            start(&request("b", Some("b"), false)),
            Start::Above(b"b".to_vec())
        );
        assert_eq!(start(&request("", None, true)), Start::Last);
        assert_eq!(
            start(&request("b", None, true)),
            Start::Below(b"c".to_vec())
        );
        assert_eq!(
            start(&request("b", Some("bx"), true)),
            Start::Below(b"bx".to_vec())
        );
        assert_eq!(
            start(&request("b", Some("x"), true)),
            Start::Below(b"c".to_vec())
        );
    }

    #[test]
    fn the_successor_of_the_highest_character_is_above_it() {
        let highest = "\u{10FFFF}";
        let above = successor(highest).unwrap();
        assert!(above.as_slice() > format!("{highest}{highest}").as_bytes());
    }
}
