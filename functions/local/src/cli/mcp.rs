//! What may be typed after `onloop mcp`.

use super::DataArgs;
use clap::Args;
use std::path::PathBuf;

/// Options of `mcp`.
#[derive(Debug, Args)]
#[command(after_help = "\
A client that speaks the Model Context Protocol starts this command and talks to it over standard
input and output. `onloop up` must be running on the data. Claude Code, for one, is told so once:
  claude mcp add onloop -- onloop mcp --data onloop-data --playbook playbook

The program may read, edit, kill, send back, hold and halt, in your name; the log marks it /program.
It may not approve and not resume: what it proposes waits on its card for your tap. Nothing that it
decides is a label, so that no model proves a model.")]
pub struct McpArgs {
    /// Where the data is.
    #[command(flatten)]
    pub data: DataArgs,
    /// Folder of the playbook that `replay` reads; without it, the usual one
    #[arg(long, value_name = "DIR")]
    pub playbook: Option<PathBuf>,
}
