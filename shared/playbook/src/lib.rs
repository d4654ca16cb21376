//! Markdown in, checked and versioned configuration out. Pure.
//!
//! A playbook is a set of files: `house.md`, `agents/NAME.md` and `patterns/NAME.md`, each with YAML
//! front matter. [`check`] tells every fault at once, with file, line, column and fix; [`load`] gives
//! the playbook, or its faults.
//!
//! Invariants: nothing here reads a file, a clock or the environment; no input makes it panic; what
//! [`load`] returns holds only values that were checked.

mod agent;
mod cold_mail;
mod cold_mail_table;
pub mod columns;
mod country;
mod country_table;
mod diff;
mod edit;
mod exclude;
mod fault;
mod front_matter;
mod house;
mod includes;
mod keys;
mod lift;
mod nearest;
mod number;
mod pattern;
pub mod person;
mod reach;
mod read;
mod read_agent;
mod read_cold_mail;
mod read_house;
mod read_rubric;
mod read_sequence;
mod read_sources;
mod reader;
pub mod rubric;
mod schema;
mod send_window;
mod steps;
mod template;
mod version;
mod wait;
mod when;
mod yaml;

pub use agent::{
    Agent, Cadence, Channel, Format, Motion, Review, Sequence, Source, Step, Template,
};
pub use cold_mail::{Basis, ColdMail, ColdMailHeld, Recorded};
pub use columns::{Columns, MappedLead};
pub use country::{country_code, time_zone_of};
pub use diff::{ChangeKind, FileChange, diff};
pub use edit::{agent_path, ban, say};
pub use exclude::Exclude;
pub use fault::{Fault, Faults, Severity};
pub use house::{
    Customers, DoNotContact, FirstLater, House, HouseFact, Identity, Limits, Mailbox, WarmUp,
};
pub use lift::{Lifted, lift};
pub use number::lenient_number;
pub use pattern::Pattern;
pub use reach::{Reach, reaches};
pub use rubric::{Borderline, Criterion, Reason, Rubric, Score, Standing};
pub use schema::{SchemaKind, schema};
pub use send_window::{Day, SendWindow};
pub use template::TEMPLATE_NAMES;
pub use version::{pattern_set, short_version, version};
pub use wait::{LONGEST_WAIT_DAYS, Wait};
pub use when::When;

use serde::Serialize;
use std::collections::BTreeMap;

/// The files of a playbook: path below its folder, with `/`, and bytes. Only what ends in `.md` is read.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Most bytes of one file.
pub const LARGEST_FILE_BYTES: usize = 1 << 20;
/// Most files.
pub const MOST_FILES: usize = 500;

/// A playbook, checked. Never changes; a push makes another one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Playbook {
    /// Hash of the files: see [`version()`].
    pub version: String,
    /// What binds every agent.
    pub house: House,
    /// By name.
    pub agents: BTreeMap<String, Agent>,
    /// By name.
    pub patterns: BTreeMap<String, Pattern>,
}

/// Checks and reads a playbook. Warnings don't stop it; [`check`] tells them.
///
/// # Errors
/// All errors and warnings, when there is at least one error.
pub fn load(files: &Files) -> Result<Playbook, Faults> {
    let (playbook, faults) = read(files);
    playbook.ok_or(Faults(faults))
}

/// The playbook, if it is fit to use, and every fault, in one reading; see [`load`] and [`check`].
#[must_use]
pub fn read(files: &Files) -> (Option<Playbook>, Vec<Fault>) {
    let (faults, playbook) = read::read(files);
    (playbook, faults)
}

/// Every fault of a playbook, in the order of files, lines and columns. Empty: fit to use.
#[must_use]
pub fn check(files: &Files) -> Vec<Fault> {
    read(files).1
}
