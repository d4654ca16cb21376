//! What may be typed to move a whole stack.

use super::FolderArgs;
use clap::Args;
use std::path::PathBuf;

/// Options of `pack`.
#[derive(Debug, Args)]
#[command(after_help = "\
Halts the fleet, takes what waits in the queues out of them (it waits in the table, too), marks the stack
as moved, and writes all of it into one file: items, bodies, keys. The stack here then neither sends nor
starts any more, so that of the two never both do; `onloop resume --although-moved` takes that back.
Interrupted, the same command goes on. Stop `onloop up` first.

The file is a tar archive of JSON Lines: about.json, keys.json, blobs/, items/*.jsonl, counts.json. It holds
people's data and the keys; only you can read it, and `onloop forget` does not reach into it: delete it once
it is unpacked. Lists of leads (CSV) lie in the playbook's folder and are not in it.

Examples:
  onloop pack acme.tar
  onloop pack acme.tar --data acme-data
  tar -xOf acme.tar counts.json | jq .items
  tar -xOf acme.tar items/0000000001.jsonl | jq -c 'select(.sk == \"head\").body.d.state.phase'

Exit codes: 0 written, read back and compared, 1 it is not whole yet or can't be moved as things are,
2 the file is there already.")]
pub struct PackArgs {
    /// File to write
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Although the stack was moved elsewhere before, and the copy there is not used
    #[arg(long)]
    pub again: bool,
    /// Where the data is.
    #[command(flatten)]
    pub data: FolderArgs,
}

/// Options of `unpack`.
#[derive(Debug, Args)]
#[command(after_help = "\
Copies a stack that `onloop pack` wrote into an empty data folder, counts it, folds every conversation
from its events and compares all with what the file says. Until that is done nothing starts there. The
stack arrives halted: look at it, then `onloop resume`. Interrupted, the same command goes on.

Examples:
  onloop unpack acme.tar --data acme-data
  onloop up --data acme-data
  onloop resume --data acme-data

Exit codes: 0 all of it is there, 1 the file is damaged or the folder holds something else,
2 no such file.")]
pub struct UnpackArgs {
    /// File that `pack` wrote
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Where the data is to be.
    #[command(flatten)]
    pub data: FolderArgs,
}

/// Options of `migrate`.
#[derive(Debug, Args)]
#[command(after_help = "\
Moves the stack of a data folder straight into a new one on AWS: table, bodies and keys. As `onloop pack`
does, it halts the stack here and marks it as moved, so that of the two never both send; there it arrives
halted, after all was counted, and every conversation folded from its events and compared. Interrupted,
the same command goes on. Stop `onloop up` first, with the same environment.

Before: deploy the stack, and give it no playbook yet, so that nothing begins there. This prints what
--to takes:
  aws cloudformation describe-stacks --stack-name onloop-prod --output text \\
    --query \"Stacks[0].Outputs[?OutputKey=='Stack'].OutputValue\" > stack.json
Credentials and region come from the environment, as for the AWS CLI. The program must be built with
Amazon's clients: cargo run --release --features aws -- migrate …

Examples:
  onloop migrate --to stack.json
  onloop migrate --to stack.json --data acme-data

Exit codes: 0 all of it is there, 1 it is not yet, or can't be moved as things are, 2 no such stack.")]
pub struct MigrateArgs {
    /// The output `Stack` of the deployed stack, or a file that holds it
    #[arg(long, value_name = "STACK")]
    pub to: String,
    /// Although the stack was moved elsewhere before, and the copy there is not used
    #[arg(long)]
    pub again: bool,
    /// Where the data is.
    #[command(flatten)]
    pub data: FolderArgs,
}
