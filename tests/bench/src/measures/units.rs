//! What a conversation asks of the table, the queues and the bodies, by stage, on the stack in memory:
//! units are counted by the same code on every adapter.
//!
//! Two scenes stand for all: nobody answers, and everybody answers the first letter. What a contact
//! costs lies between them, by the share of those who answer.

use super::block_on;
use crate::Failure;
use crate::counted::Spent;
use crate::figures::{Figures, rounded};
use crate::lab::{Answers, Lab};
use crate::scene;
use crate::size::Size;
use adapters_local::ManualClock;
use serde_json::{Map, Value, json};
use std::path::Path;

/// A Monday morning: weekends and holidays come at the same place in every run.
const BEGINS: &str = "2026-09-07T08:00:00Z";

/// Agents look for leads every day, found or not: with few of them that weighs as little as with lists that
/// last for months.
const AGENTS: usize = 2;

/// Lives every conversation of both scenes to its end.
pub(super) fn run(folder: &Path, size: &Size) -> Result<Figures, Failure> {
    block_on(async {
        let mut figures = Figures::default();
        let silent = scene(&folder.join("silent"), size, Answers::Nobody).await?;
        let answered = scene(&folder.join("answered"), size, Answers::Everybody).await?;
        // As one figure, for the eye: those who never answer are most people.
        figures
            .add("read_units", silent["read_units"].clone())
            .add("write_units", silent["write_units"].clone())
            .add("nobody_answers", silent)
            .add("everybody_answers", answered);
        Ok(figures)
    })
}

async fn scene(folder: &Path, size: &Size, answers: Answers) -> Result<Value, Failure> {
    std::fs::create_dir_all(folder)?;
    let agents = size.agents.min(AGENTS);
    scene::write(folder, agents, scene::rows_for(size.conversations))?;
    let clock = ManualClock::new(BEGINS.parse()?);
    let mut lab = Lab::in_memory(folder, agents, clock, answers)?;
    lab.live().await?;
    let conversations = u32::try_from(scene::index(&lab.ports, &lab.agents).await?.len())?;
    let each = |count: u64| -> Result<f64, Failure> {
        let count = f64::from(u32::try_from(count)?);
        Ok(rounded(count / f64::from(conversations.max(1))))
    };
    let row = |spent: &Spent| -> Result<Value, Failure> {
        Ok(json!({
            "read_units": each(spent.read_units)?,
            "write_units": each(spent.write_units)?,
            "table_calls": each(spent.table_calls)?,
            "queue_messages": each(spent.queue_messages)?,
            "blobs_written": each(spent.blobs_written)?,
            "blobs_read": each(spent.blobs_read)?,
            "tasks": each(spent.tasks)?,
        }))
    };
    let (mut stages, mut all) = (Map::new(), Spent::default());
    for (stage, spent) in &lab.spent {
        stages.insert((*stage).to_owned(), row(spent)?);
        all.add(&Spent::default(), spent);
    }
    Ok(json!({
        "conversations": conversations,
        "letters": each(u64::try_from(lab.letters()?)?)?,
        "replies": each(u64::try_from(lab.replies)?)?,
        "read_units": each(all.read_units)?,
        "write_units": each(all.write_units)?,
        "by_stage": stages,
    }))
}
