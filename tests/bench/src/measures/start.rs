//! All that `onloop up` does until it listens, on a store that has grown for years.

use super::block_on;
use crate::Failure;
use crate::figures::Figures;
use crate::lab::{self, Lab};
use crate::size::Size;
use crate::{herd, scene};
use adapters_local::{ManualClock, SqliteStore};
use jiff::{SignedDuration, Timestamp};
use std::path::Path;
use std::time::Instant;

/// Conversations that the real flow brings to their end; the others are copies of these.
const REAL: usize = 50;

/// A store with so many events.
pub(super) fn prepare(folder: &Path, size: &Size) -> Result<(), Failure> {
    block_on(async {
        scene::write(folder, size.agents, scene::rows_for(REAL.min(size.events)))?;
        let began = Timestamp::now().saturating_sub(SignedDuration::from_hours(24 * 120))?;
        let clock = ManualClock::new(began);
        std::fs::create_dir_all(folder.join("lab"))?;
        let file = folder.join("lab").join("store.sqlite");
        let store = SqliteStore::open(&file, clock.shared())?;
        let mut lab = Lab::on(folder, size.agents, &store, clock)?;
        lab.live().await?;
        let mut originals = Vec::new();
        let mut events = 0;
        for (id, _) in scene::index(&lab.ports, &lab.agents).await? {
            let original = herd::read(&lab.ports, &id).await?;
            events += original.events;
            originals.push(original);
        }
        let each = events.div_ceil(originals.len().max(1)).max(1);
        let copies = size.events.saturating_sub(events).div_ceil(each);
        eprintln!(
            "  {} conversations with {events} events, and {copies} copies",
            originals.len()
        );
        herd::copy(&lab.ports, originals, copies).await?;
        store.close().await?;
        drop(lab);
        drop(store);
        // The keys are made with the store; what is measured opens a store with its keys.
        scene::stop(scene::start(folder).await?).await?;
        let data = folder.join("data");
        std::fs::rename(file, lab::store_file(&data))?;
        Ok(())
    })
}

/// Starts some times.
pub(super) fn run(folder: &Path, size: &Size) -> Result<Figures, Failure> {
    let file = lab::store_file(&folder.join("data"));
    let bytes = u32::try_from(std::fs::metadata(&file)?.len() / 1_000_000)?;
    let mut times = Vec::new();
    for _ in 0..size.starts {
        let took = block_on(async {
            let before = Instant::now();
            let running = scene::start(folder).await?;
            let took = before.elapsed();
            scene::stop(running).await?;
            Ok(took)
        })?;
        times.push(took);
    }
    let events = lab::count_events(&file)?;
    let mut figures = Figures::default();
    figures
        .add("events", events)
        .add("store_mb", bytes)
        .add("starts", size.starts)
        .times("start", times);
    Ok(figures)
}
