//! All that `onloop up` does until it listens, on a store that has grown for years.

use super::block_on;
use crate::Failure;
use crate::figures::Figures;
use crate::lab::{self, Lab};
use crate::size::Size;
use crate::{herd, scene};
use adapters_local::{ManualClock, SqliteStore, SystemEntropy};
use domain::ClaimId;
use jiff::{SignedDuration, Timestamp};
use local::up::MarketChoice;
use ports::Entropy;
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
        letters(&lab, &folder.join("data").join("outbox"), copies, began)?;
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

/// Letters that such a store would have sent, in the folder that a simulated market looks into.
fn letters(lab: &Lab, outbox: &Path, copies: usize, began: Timestamp) -> Result<(), Failure> {
    let real = lab.all_letters()?;
    std::fs::create_dir_all(outbox)?;
    let wanted = copies.saturating_mul(real.len()) / REAL.max(1);
    let entropy = SystemEntropy::new();
    for (number, (_, letter)) in real.iter().cycle().take(wanted).enumerate() {
        // One a minute, so that they are spread over months.
        let minutes = i64::try_from(number % (24 * 60 * 120))?;
        let at = began.saturating_add(SignedDuration::from_mins(minutes))?;
        let claim = ClaimId::mint(at, entropy.bytes());
        std::fs::write(outbox.join(format!("{claim}.eml")), letter)?;
    }
    Ok(())
}

/// Starts some times, without and with the simulated market.
pub(super) fn run(folder: &Path, size: &Size) -> Result<Figures, Failure> {
    let data = folder.join("data");
    let file = lab::store_file(&data);
    let bytes = u32::try_from(std::fs::metadata(&file)?.len() / 1_000_000)?;
    let letters = std::fs::read_dir(data.join("outbox"))?.count();
    let start = |market| {
        block_on(async {
            let before = Instant::now();
            let running = scene::start_in(folder, market).await?;
            let took = before.elapsed();
            scene::stop(running).await?;
            Ok(took)
        })
    };
    let (mut alone, mut with_market) = (Vec::new(), Vec::new());
    for _ in 0..size.starts {
        alone.push(start(MarketChoice::None)?);
        with_market.push(start(MarketChoice::Simulated)?);
    }
    let mut figures = Figures::default();
    figures
        .add("events", lab::count_events(&file)?)
        .add("store_mb", bytes)
        .add("letters", letters)
        .add("starts", size.starts)
        .times("start", alone)
        .times("start_with_market", with_market);
    Ok(figures)
}
