//! What a conversation costs in read and write units, by stage, on the table in memory: the units are
//! counted by the same code on every adapter.

use super::block_on;
use crate::Failure;
use crate::figures::{Figures, rounded};
use crate::lab::Lab;
use crate::scene;
use crate::size::Size;
use adapters_local::ManualClock;
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use std::path::Path;

/// Lives every conversation to its end; every other prospect answers the first letter.
pub(super) fn run(folder: &Path, size: &Size) -> Result<Figures, Failure> {
    block_on(async {
        scene::write(folder, size.agents, scene::rows_for(size.conversations))?;
        let mut lab = Lab::in_memory(folder, size.agents, ManualClock::new(Timestamp::now()))?;
        lab.live().await?;
        let conversations = u32::try_from(scene::index(&lab.ports, &lab.agents).await?.len())?;
        let each = |units: u64| -> Result<f64, Failure> {
            let units = f64::from(u32::try_from(units)?);
            Ok(rounded(units / f64::from(conversations.max(1))))
        };
        let (mut stages, mut read, mut write) = (Map::new(), 0, 0);
        for (stage, units) in &lab.spent {
            stages.insert(
                (*stage).to_owned(),
                json!({ "read_units": each(units.read)?, "write_units": each(units.write)? }),
            );
            read += units.read;
            write += units.write;
        }
        let mut figures = Figures::default();
        figures
            .add("conversations", conversations)
            .add("letters", lab.letters()?)
            .add("replies", lab.replies)
            .add("read_units", each(read)?)
            .add("write_units", each(write)?)
            .add("by_stage", Value::Object(stages));
        Ok(figures)
    })
}
