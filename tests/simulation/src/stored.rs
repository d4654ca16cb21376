//! Reads what is stored, without faults.

use adapters_local::MemoryTable;
use domain::conversation::Recorded;
use flow::items::{self, EventBatch};
use flow::keys;
use ports::{Item, Key, PageRequest, Table};

/// Memory adapters answer at once.
pub(crate) fn now_or_never<T>(future: impl Future<Output = T>) -> Option<T> {
    let mut future = std::pin::pin!(future);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match future.as_mut().poll(&mut context) {
        std::task::Poll::Ready(value) => Some(value),
        std::task::Poll::Pending => None,
    }
}

/// Reads an item.
pub(crate) fn read<T: serde::de::DeserializeOwned>(table: &MemoryTable, key: Key) -> Option<T> {
    let found = now_or_never(table.get(&[key]))?.ok()?;
    items::decode(found.first()?.as_ref()?).ok()
}

/// Whether there is an item.
pub(crate) fn is_there(table: &MemoryTable, key: Key) -> bool {
    matches!(now_or_never(table.get(&[key])), Some(Ok(found)) if found.iter().all(Option::is_some))
}

/// All items of a partition under a prefix, above a sort key.
pub(crate) fn above(
    table: &MemoryTable,
    pk: &str,
    prefix: &str,
    mut after: Option<String>,
) -> Vec<Item> {
    let mut all = Vec::new();
    loop {
        let request = PageRequest {
            after,
            ..PageRequest::new(pk, prefix, 1000)
        };
        let Some(Ok(page)) = now_or_never(table.page(&request)) else {
            return all;
        };
        all.extend(page.items);
        match page.next {
            Some(next) => after = Some(next),
            None => return all,
        }
    }
}

/// All items of a partition.
pub(crate) fn partition(table: &MemoryTable, pk: &str, prefix: &str) -> Vec<Item> {
    above(table, pk, prefix, None)
}

/// All events of a conversation.
pub(crate) fn events(table: &MemoryTable, pk: &str) -> Vec<Recorded> {
    partition(table, pk, keys::EVENTS)
        .iter()
        .filter_map(|item| items::decode::<EventBatch>(item).ok())
        .flat_map(|batch| batch.events)
        .collect()
}
