//! All of Onloop in one process, and the operator's commands.
//!
//! `up` serves; every other command either works offline on what it is given, or asks the `up` that
//! runs on the same data folder. Reads no queue itself: [`up`] wires them.
//!
//! Exit codes: 0 done, 1 the answer is no, 2 misuse. A reader that goes away (`| head`) ends a
//! command quietly.

pub mod cli;
pub mod commands;
mod environment;
pub mod playbook_folder;
mod starter;
pub mod up;

use clap::Parser;
use std::process::ExitCode;

/// What `onloop` does with the words it was started with.
pub fn start() -> ExitCode {
    match cli::Cli::try_parse() {
        Ok(cli) => commands::run(cli),
        Err(error) => {
            // Help goes to standard output, faults to standard error; a closed pipe is no fault.
            let _ = error.print();
            match error.exit_code() {
                0 => ExitCode::SUCCESS,
                _ => ExitCode::from(commands::MISUSE),
            }
        }
    }
}
