//! Leads sourced and scored: every agent's list, all agents at once, from the start on.

use super::block_on;
use crate::Failure;
use crate::figures::{Figures, per_second};
use crate::scene;
use crate::size::Size;
use std::path::Path;
use std::time::Instant;

/// Writes the lists.
pub(super) fn prepare(folder: &Path, size: &Size) -> Result<(), Failure> {
    scene::write(folder, size.agents, size.leads)
}

/// Starts, and waits until all lists are filled.
pub(super) fn run(folder: &Path, size: &Size) -> Result<Figures, Failure> {
    block_on(async {
        let names = scene::agents(size.agents)?;
        let began = Instant::now();
        let running = scene::start(folder).await?;
        let ports = running.ports();
        let took = scene::until("lists filled", began, size.agents, || {
            scene::lists_filled(ports, &names)
        })
        .await?;
        let (leads, excluded) = scene::listed(ports, &names).await?;
        if leads + excluded != size.leads {
            return Err(format!("{leads} leads and {excluded} excluded of {}", size.leads).into());
        }
        let units = ports.table.units();
        scene::stop(running).await?;
        let mut figures = Figures::default();
        figures
            .add("rows", size.leads)
            .add("leads", leads)
            .add("excluded", excluded)
            .add("seconds", crate::figures::rounded(took.as_secs_f64()))
            .add("rows_per_second", per_second(size.leads, took))
            .add("leads_per_second", per_second(leads, took))
            .add("read_units", units.read)
            .add("write_units", units.write);
        Ok(figures)
    })
}
