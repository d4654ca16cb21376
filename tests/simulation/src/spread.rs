//! Spreads runs over the processor's cores. Each run stays on one thread, so that its seed alone decides
//! it; results come in the order of the runs.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc;

/// Does `work` for 0 to `count` and hands each result to `take` in that order, until it says that it has
/// enough.
pub fn spread<T: Send>(
    count: u64,
    work: impl Fn(u64) -> T + Sync,
    mut take: impl FnMut(u64, T) -> bool,
) {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicU64::new(0);
    let enough = AtomicBool::new(false);
    let (send, receive) = mpsc::channel::<(u64, T)>();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let (send, work, next, enough) = (send.clone(), &work, &next, &enough);
            scope.spawn(move || {
                while !enough.load(Ordering::Relaxed) {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= count || send.send((number, work(number))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        let mut early = BTreeMap::new();
        let mut wanted = 0;
        for (number, result) in receive {
            early.insert(number, result);
            while let Some(result) = early.remove(&wanted) {
                if !enough.load(Ordering::Relaxed) && !take(wanted, result) {
                    enough.store(true, Ordering::Relaxed);
                }
                wanted = wanted.saturating_add(1);
            }
        }
    });
}
