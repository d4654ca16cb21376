//! How fast the real code is on this machine, through the real adapters: one JSON object a measure
//! on standard output, progress on standard error.
//!
//! Each measure runs in a process of its own, so that no peak of memory is another's; what it needs
//! is prepared in a process before it. Must never be here: a limit that fails. Figures are told, and
//! who reads them judges.

mod args;
mod counted;
mod figures;
mod herd;
mod lab;
mod measures;
mod process;
mod scene;
mod size;

use clap::Parser;
use std::process::ExitCode;

/// What a measure can go wrong with. It ends with words for whoever started it.
type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> ExitCode {
    let args = args::Args::parse();
    let done = match (&args.part, args.list) {
        (Some(part), _) => measures::part(*part, &args),
        (None, true) => {
            measures::list();
            Ok(())
        }
        (None, false) => process::all(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}
