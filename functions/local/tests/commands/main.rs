//! The operator's commands as they are typed: what they print, and how they end.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../support/mod.rs"]
mod support;

mod check;
mod cost;
mod fake_server;
mod help;
mod label;
mod lint;
mod mail;
#[cfg(unix)]
mod moving;
mod pipes;
mod playbooks;
#[cfg(unix)]
mod remote;
mod report;
mod running;
mod schema;
mod serving;
mod simulate;
mod simulate_operator;
mod simulate_trust;
mod skim;
mod tune;
mod why;
