//! Starts the built program, talks to its API, and makes playbooks and lists for it.
//!
//! All on loopback, all data in folders that vanish, every process ended by its own id.

pub(crate) mod api;
pub(crate) mod audit;
pub(crate) mod log_lines;
pub(crate) mod model;
pub(crate) mod outbox;
pub(crate) mod playbooks;
pub(crate) mod server;
pub(crate) mod verdicts;

use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

/// Nothing that is waited for takes longer, even on a slow machine.
const LONGEST: Duration = Duration::from_secs(120);

/// Asks again and again until there is an answer; ends the test when none comes.
#[track_caller]
pub(crate) fn until<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(
            begun.elapsed() < LONGEST,
            "waited {LONGEST:?} in vain: {what}"
        );
        thread::sleep(Duration::from_millis(5));
    }
}

/// A folder or file of the corpora, or a loud word that it is missing.
pub(crate) fn corpus(name: &str) -> Option<PathBuf> {
    let corpora = match std::env::var_os("ONLOOP_CORPORA") {
        Some(path) => path.into(),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora"),
    };
    let path = corpora.join(name);
    if path.exists() {
        return Some(path);
    }
    eprintln!("corpora missing at {}: NOT RUN", path.display());
    None
}

/// Numbers that look random and are the same in every run (SplitMix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// From 0 to `below`, without it.
    pub(crate) fn roll(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % below.max(1)
    }
}
