//! The functions' real programs, wired from the template, on emulators.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod accounts;
mod chaos;
mod conversation;
mod doors;
mod golden;
mod mailbox;
mod migrate;
mod model;
mod records;
mod relay;
