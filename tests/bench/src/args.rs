//! The command line.

use clap::{Parser, ValueEnum};
use std::path::PathBuf;

/// Measures how fast Onloop is on this machine: the real code, SQLite with full durability, letters
/// as files.
///
/// Prints one JSON object a line and measure on standard output; progress goes to standard error.
/// Times are real time, so close what else uses processors and disk. Every figure that ends in
/// `_per_second`, `_ms`, `_mb` or `_units` is in that unit; `of_` is a ratio to what stands beside it.
#[derive(Debug, Parser)]
#[command(
    name = "bench",
    after_help = "Examples:
  cargo run --release -p bench                            everything (about ten minutes)
  cargo run --release -p bench -- --list                  what can be measured
  cargo run --release -p bench -- --only messages,disk    two of them
  cargo run --release -p bench -- --only cold_start       the functions' programs for AWS
  cargo run --release -p bench -- --size tiny             does it run at all (seconds)
  … | jq -r 'select(.measure==\"messages\").per_second'     one figure

The store lies in a new folder below --folder, which must be on the disk that is to be measured: a
folder in memory would measure nothing. All of it (some gigabytes) is removed at the end. Wait five minutes
before you measure again: ext4 makes new files more slowly while it remembers removed ones."
)]
pub(crate) struct Args {
    /// Tells what can be measured, one a line, and ends.
    #[arg(long)]
    pub(crate) list: bool,
    /// Only these, separated by commas.
    #[arg(long, value_name = "NAME,…", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    /// How much there is to do.
    #[arg(long, value_enum, default_value_t = SizeName::Full)]
    pub(crate) size: SizeName,
    /// Where the store lies; by default the folder for temporary files.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) folder: Option<PathBuf>,
    /// One part of a measure, in this process.
    #[arg(long, hide = true, value_enum, requires_all = ["only", "folder"])]
    pub(crate) part: Option<Part>,
}

/// How much there is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SizeName {
    /// What the README tells.
    Full,
    /// A fifth of it, for a look while one works.
    Small,
    /// Enough to see that it runs; the figures mean nothing.
    Tiny,
}

/// The two halves of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// Makes what is measured.
    Prepare,
    /// Measures.
    Run,
}
