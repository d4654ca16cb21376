//! The ports of the simulated process: real memory adapters behind faults and mutants.

mod blobs;
mod exchangers;
mod leads;
mod mailer;
mod model;
mod queue;
mod table;

pub(crate) use blobs::FaultyBlobs;
pub(crate) use exchangers::{Exchangers, is_hosted};
pub(crate) use leads::FaultyLeads;
pub(crate) use mailer::FaultyMailer;
pub(crate) use model::FaultyModel;
pub(crate) use queue::FaultyQueue;
pub(crate) use table::FaultyTable;
