//! Agents, leads and playbooks of a run, and the texts that wish us ill.

pub(crate) mod hostile;
mod house;
mod people;
mod proof;

pub(crate) use house::{House, LINK};
pub(crate) use people::People;
pub(crate) use proof::prove;
