//! Work of one process that writes the same rows goes one after another: letters of one mailbox would only
//! lose races to each other, read again and write again. It guards nothing: other processes know nothing of
//! it, and what a commit rests on is guarded in the commit.

use ::ports::Key;
use futures::lock::{Mutex, MutexGuard};
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// Rows that share a lane wait for each other without need.
const LANES: u64 = 512;

/// The lanes of one process.
#[derive(Clone)]
pub struct Lanes(Arc<[Mutex<()>]>);

impl Default for Lanes {
    fn default() -> Self {
        Self((0..LANES).map(|_| Mutex::new(())).collect())
    }
}

impl Lanes {
    /// Waits until nobody else in this process writes these rows, and keeps others waiting until what it
    /// returns is dropped.
    pub(crate) async fn take(&self, keys: &[Key]) -> Vec<MutexGuard<'_, ()>> {
        // All take their lanes in one order, so that no two wait for each other.
        let wanted: BTreeSet<u64> = keys.iter().map(lane).collect();
        let mut taken = Vec::with_capacity(wanted.len());
        for (place, lane) in (0..).zip(self.0.iter()) {
            if wanted.contains(&place) {
                taken.push(lane.lock().await);
            }
        }
        taken
    }
}

/// The place of a row's lane.
fn lane(key: &Key) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish() % LANES
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::executor::block_on;
    use futures::future::{Either, select};
    use std::pin::pin;

    fn key(name: &str) -> Key {
        Key {
            pk: name.to_owned(),
            sk: "row".to_owned(),
        }
    }

    #[test]
    fn one_waits_until_the_other_is_done_in_whatever_order_they_ask() {
        let lanes = Lanes::default();
        block_on(async {
            let first = lanes.take(&[key("a"), key("b"), key("a")]).await;
            let other_way = [key("b"), key("a")];
            let second = pin!(lanes.take(&other_way));
            let Either::Right(((), second)) = select(second, pin!(async {})).await else {
                panic!("both went at once");
            };
            drop(first);
            assert!(!second.await.is_empty());
        });
    }

    #[test]
    fn others_do_not_wait() {
        let lanes = Lanes::default();
        let free = (0..100).map(|n| key(&n.to_string()));
        let free = free.filter(|other| lane(other) != lane(&key("a")));
        block_on(async {
            let _taken = lanes.take(&[key("a")]).await;
            for other in free {
                lanes.take(&[other]).await;
            }
        });
    }
}
