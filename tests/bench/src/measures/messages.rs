//! From a draft on a card to a letter that is known to have left: approved, due, delivered, claimed,
//! handed over, settled. Caps, holds and windows are open, so that the pipeline is the limit.

use super::block_on;
use crate::Failure;
use crate::figures::{Figures, per_second, rounded};
use crate::scene;
use crate::size::Size;
use std::fs;
use std::path::Path;
use std::time::Instant;

/// Sources, accepts and drafts.
pub(super) fn prepare(folder: &Path, size: &Size) -> Result<(), Failure> {
    block_on(scene::draft_all(folder, size.agents, size.messages))
}

/// Approves every card while the engine runs; over when every letter is known to have left.
pub(super) fn run(folder: &Path, size: &Size) -> Result<Figures, Failure> {
    block_on(async {
        let names = scene::agents(size.agents)?;
        let running = scene::start(folder).await?;
        let ports = running.ports();
        let cards = scene::cards(ports, &names).await?;
        let (messages, outbox) = (cards.len(), folder.join("data").join("outbox"));
        let units = ports.table.units();
        let began = Instant::now();
        let approving = async {
            let times = scene::approve(&running, cards).await?;
            Ok::<_, Failure>((times, began.elapsed()))
        };
        // Files are counted first: that costs the store nothing.
        let sending = async {
            scene::until("letters left", began, messages, || async {
                Ok(fs::read_dir(&outbox)?.count())
            })
            .await?;
            scene::until("letters settled", began, messages, || {
                scene::sent(ports, &names)
            })
            .await
        };
        let (approved, took) = tokio::try_join!(approving, sending)?;
        let after = ports.table.units();
        scene::stop(running).await?;
        let letters = fs::read_dir(&outbox)?.count();
        if letters != messages {
            return Err(format!("{letters} letters for {messages} approvals").into());
        }
        let mut figures = Figures::default();
        figures
            .add("messages", messages)
            .add("agents", size.agents)
            .add("seconds", rounded(took.as_secs_f64()))
            .add("per_second", per_second(messages, took))
            .add("approved_per_second", per_second(messages, approved.1))
            .times("approval", approved.0)
            .add("read_units", after.read.saturating_sub(units.read))
            .add("write_units", after.write.saturating_sub(units.write));
        Ok(figures)
    })
}
