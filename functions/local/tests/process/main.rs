//! The built program, from outside: its API, its files, its log, and what a kill or a failing power leaves of them.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod answer;
mod bad_input;
mod common;
mod companies;
mod dead_letters;
mod hooks;
mod hostile_text;
mod imap;
mod kill;
mod mail_servers;
mod mcp;
mod playbook;
mod power_loss;
mod public;
mod reader;
mod replay;
mod restart;
mod whole_way;
