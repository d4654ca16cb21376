//! The functions' real programs, wired from the template, on emulators.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod conversation;
mod doors;
mod migrate;
mod playbooks;
mod records;
