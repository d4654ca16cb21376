//! What tests share: a whole stack in memory, in virtual time, with a scripted world around it.
//!
//! [`World`] wires the flow as a process does, on memory adapters. Time moves only by
//! [`World::run_until`], event by event. Everything random comes from a seed, so a run repeats to the
//! byte. Must never be here: a rule of the product; what a test expects stands in the test.

#![expect(
    clippy::unwrap_used,
    reason = "a harness fails by panicking, as the tests do that use it"
)]

mod acts;
pub mod corpora;
mod every_phase;
mod front_door;
mod inbound_mail;
mod look;
mod playbook_text;
mod scripted_crm;
mod scripted_exchangers;
mod scripted_leads;
mod scripted_mailer;
mod scripted_messenger;
mod scripted_model;
mod timeline;
mod watched_table;
mod world;

pub use every_phase::every_phase_files;
pub use front_door::{Answered, Method};
pub use inbound_mail::{Reply, delivery_status};
pub use look::{OpenedCard, Shown};
pub use playbook_text::{
    AgentText, HouseText, MAILBOX, NORTH, PROFILE, WARM_UP_MARK, files, load, new_version,
};
pub use scripted_crm::ScriptedCrm;
pub use scripted_exchangers::ScriptedExchangers;
pub use scripted_leads::{Person, ScriptedLeads};
pub use scripted_mailer::{Letter, Outcome, ScriptedMailer, renamed};
pub use scripted_messenger::{ScriptedMessenger, Written};
pub use scripted_model::{ScriptedModel, plain_draft};
pub use watched_table::WatchedTable;
pub use world::{World, at};
