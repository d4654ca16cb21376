//! What may be typed about a playbook and its agents.

use super::DataArgs;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Options of `init`.
#[derive(Debug, Args)]
#[command(after_help = "\
Writes house rules, four patterns and three agents: one that finds new customers in a segment, one that
takes up talks that went quiet, one that prepares renewals. What each line does is said where it stands.
`onloop up` reads ./playbook by itself.

Examples:
  onloop init playbook
  onloop init clients/acme/playbook

Exit codes: 0 written, 2 the folder is there already and isn't empty.")]
pub struct InitArgs {
    /// Folder to write it to; made if it isn't there
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
}

/// Options of `agent`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onloop agent new nordics --from first-agent
  onloop agent retire nordics --to first-agent")]
pub struct AgentArgs {
    /// What to do
    #[command(subcommand)]
    pub what: AgentWhat,
}

/// What may be done with an agent.
#[derive(Debug, Subcommand)]
pub enum AgentWhat {
    /// Write a new agent's file from one that works
    New(AgentNewArgs),
    /// Give an agent up: its leads go to another or end, its sequences end
    Retire(AgentRetireArgs),
}

/// Options of `agent retire`.
#[derive(Debug, Args)]
#[command(after_help = "\
The agent is halted at once. Leads that it has not written to go to the list of the other agent, where they are
scored anew by its rubric and wait for you; without --to they end, and so do its sequences. Replies that wait for you
stay with you. Its file is removed, and a version without it is put in force; `onloop rollback` brings the file back,
not the conversations.

Examples:
  onloop agent retire nordics --to first-agent
  onloop agent retire nordics

Exit codes: 0 done, 1 there is no such agent or the data can't be asked, 2 a name that can't be one.")]
pub struct AgentRetireArgs {
    /// Its name
    pub name: String,
    /// The agent that gets the leads that it has not written to
    #[arg(long, value_name = "NAME")]
    pub to: Option<String>,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
    /// Where the data is.
    #[command(flatten)]
    pub data: DataArgs,
}

/// Options of `agent new`.
#[derive(Debug, Args)]
#[command(after_help = "\
The new agent is a copy, and says which lines make it another one: goal, segment, sources. It begins
once it is pushed or the playbook is loaded again.

Examples:
  onloop agent new nordics --from first-agent
  onloop agent new nordics --from first-agent --playbook clients/acme/playbook

Exit codes: 0 written, 1 the playbook has faults now, 2 a name that can't be one or is taken.")]
pub struct AgentNewArgs {
    /// Its name: lower-case letters, digits and hyphens
    pub name: String,
    /// The agent to start from
    #[arg(long, value_name = "NAME")]
    pub from: String,
    /// Folder of the playbook [default: as of `check`]
    #[arg(long, value_name = "DIR")]
    pub playbook: Option<PathBuf>,
}

/// Options of `push`.
#[derive(Debug, Args)]
#[command(after_help = "\
Checks the folder and makes it an immutable version that is in force from then on: for the next drafts,
for what waits in the queue, and for what is approved and not out yet. A folder with faults is not
pushed; the version in force stays. Saving a file changes nothing by itself, so that a half-finished edit
of three files reaches nobody. It names every agent that the edit reaches, and shows a letter of each as
`onloop diff` does.

Examples:
  onloop push -m \"No more quick questions\"
  onloop push -m \"A shorter opening\" --stay       conversations that have begun go on as they began
  onloop push -m \"New voice\" --redraft            what waits is written anew, too

Exit codes: 0 in force (also if it was before), 1 faults, or another operator pushed meanwhile,
2 no such folder.")]
pub struct PushArgs {
    /// Why, in a sentence; the history tells it beside the diff
    #[arg(short, long, value_name = "TEXT")]
    pub message: String,
    /// Folder of the playbook [default: as of `check`]
    #[arg(long, value_name = "DIR")]
    pub playbook: Option<PathBuf>,
    /// Conversations that have begun stay with the version before; without this they follow
    #[arg(long)]
    pub stay: bool,
    /// Write anew what waits for a verdict, or is approved and not out yet
    #[arg(long, conflicts_with = "stay")]
    pub redraft: bool,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
    /// Where the data is.
    #[command(flatten)]
    pub data: DataArgs,
}

/// Options of `pull`.
#[derive(Debug, Args)]
#[command(after_help = "\
Writes a version's files into the folder. What the folder holds beside it must have been pushed once, or
nothing is touched.

Examples:
  onloop pull
  onloop pull pb_1f0c

Exit codes: 0 written, 1 the folder holds what was never pushed, or there is no such version,
2 no such folder.")]
pub struct PullArgs {
    /// The version [default: the one in force]
    pub version: Option<String>,
    /// Folder of the playbook [default: as of `check`]
    #[arg(long, value_name = "DIR")]
    pub playbook: Option<PathBuf>,
    /// Where the data is.
    #[command(flatten)]
    pub data: DataArgs,
}

/// Options of `diff`.
#[derive(Debug, Args)]
#[command(after_help = "\
What a push would change: lines, then every agent that the edit reaches, by which file, and the first letter
to the last lead of each as it would read, word by word: [-gone-] {+new+}. Where somebody is charged for the
model's letters, only those that are there already are shown; --examples has the others written, and
says what that costs. Written letters are kept: `onloop replay` doesn't pay for them again.

Examples:
  onloop diff                     what a push would change
  onloop diff --examples          with a letter of each agent, also by a model that is paid
  onloop diff pb_1f0c             from that version to the folder
  onloop diff pb_1f0c pb_77ab     from one version to another

Exit codes: 0 they are the same, 1 they differ, 2 no such folder.")]
pub struct DiffArgs {
    /// The older version [default: the one in force]
    pub from: Option<String>,
    /// The newer version [default: what the folder holds]
    pub to: Option<String>,
    /// Have a letter of each agent written, also by a model that is paid
    #[arg(long, conflicts_with = "from")]
    pub examples: bool,
    /// Folder of the playbook [default: as of `check`]
    #[arg(long, value_name = "DIR")]
    pub playbook: Option<PathBuf>,
    /// Where the data is.
    #[command(flatten)]
    pub data: DataArgs,
}

/// Options of `lift`.
#[derive(Debug, Args)]
#[command(after_help = "\
Takes the paragraphs and points that the agent's brief holds beyond the version in force out of its file,
puts them below what patterns/PATTERN.md says (the file is made where it isn't there), and names the
pattern in the agent's `patterns`. The agent is told the same as before; others are, once they include the
pattern. The result is checked and shown as a diff with the agents that it reaches. On a fault no file is
touched. Nothing is pushed.

Examples:
  onloop lift nordics --into plain-words            what you changed in agents/nordics.md since the last push
  onloop lift nordics --into opening --text \"Name the gate, never the software.\"

Exit codes: 0 written, 1 there is nothing to lift, or it would have faults, 2 no such folder.")]
pub struct LiftArgs {
    /// Name of the agent
    pub agent: String,
    /// Name of the pattern: lower-case letters, digits and hyphens
    #[arg(long = "into", value_name = "PATTERN")]
    pub pattern: String,
    /// Words that stand in the brief once, as they are written there, instead of what was changed
    #[arg(long, value_name = "WORDS")]
    pub text: Option<String>,
    /// Folder of the playbook [default: as of `check`]
    #[arg(long, value_name = "DIR")]
    pub playbook: Option<PathBuf>,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
    /// Where the data is.
    #[command(flatten)]
    pub data: DataArgs,
}

/// Options of `history`.
#[derive(Debug, Args)]
#[command(after_help = "\
A line: number, time, version, author, changed files, message. Newest first.

Examples:
  onloop history
  onloop history --json | jq -r .version

Exit codes: 0 lines were printed, 1 nothing was pushed yet.")]
pub struct HistoryArgs {
    /// At most so many lines
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u64).range(1..))]
    pub limit: u64,
    /// Print one JSON object a line
    #[arg(long)]
    pub json: bool,
    /// Where the data is.
    #[command(flatten)]
    pub data: DataArgs,
}

/// Options of `rollback`.
#[derive(Debug, Args)]
#[command(after_help = "\
Puts an earlier version in force again. The folder is left as it is; `onloop pull` brings it along.

Examples:
  onloop rollback pb_1f0c -m \"The new opening was killed too often\"

Exit codes: 0 in force, 1 there is no such version.")]
pub struct RollbackArgs {
    /// The version, as `history` tells it
    pub version: String,
    /// Why, in a sentence
    #[arg(short, long, value_name = "TEXT", default_value = "")]
    pub message: String,
    /// Conversations that have begun stay with the version that is in force now
    #[arg(long)]
    pub stay: bool,
    /// Where the data is.
    #[command(flatten)]
    pub data: DataArgs,
}

/// Options of `replay`.
#[derive(Debug, Args)]
#[command(after_help = "\
Writes the first cards of the agent's last leads anew with what the folder holds, all letters of a card
where they are judged together, and shows what reads otherwise, word by word: [-gone-] {+new+}. Then: which past kills would be avoided, which past approvals
would change, how trust would carry over and which cards a canary would carry. Nothing is sent, and
nothing is put in force.

It says what it will cost before it begins, from what these letters were charged for when they were
written, and at the end what it did cost: tokens as the model counts them, at the prices of
`onloop cost`. Ctrl-C ends it once the letter in hand is there; the same command goes on where it was
and pays for no letter twice, as long as the folder holds the same.

What is shown can be judged at the page, and counts there for the class that the version begins when it is
pushed, so that it may ship from its first day; `onloop certificate` says what is proved. From the first
verdict on every card that was shown for it counts, as killed until it is judged. A card that reads as it
did when it was judged stands as it was. Here nothing is judged: what a program types is no label.

Examples:
  onloop replay first-agent
  onloop replay first-agent --last 10 --playbook clients/acme/playbook
  onloop replay first-agent --prices mine.json     a copy of infra/prices.json with your model's prices
  onloop replay first-agent --json | jq 'select(.changed)'
  onloop replay first-agent --json | jq 'select(.summary).summary.cost'

Exit codes: 0 done, 1 interrupted, the folder has faults, or nothing can be replayed, 2 no such folder.")]
pub struct ReplayArgs {
    /// Name of the agent
    pub agent: String,
    /// So many of the leads that were written to last
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u64).range(1..=500))]
    pub last: u64,
    /// Folder of the playbook [default: as of `check`]
    #[arg(long, value_name = "DIR")]
    pub playbook: Option<PathBuf>,
    /// Table of prices [default: the shipped one]
    #[arg(long, value_name = "FILE")]
    pub prices: Option<PathBuf>,
    /// Print one JSON object a letter, and one with `summary` at the end
    #[arg(long)]
    pub json: bool,
    /// Where the data is.
    #[command(flatten)]
    pub data: DataArgs,
}

/// Options of `effect`.
#[derive(Debug, Args)]
#[command(after_help = "\
For each version: kills, edits and positive replies with the version before and with it, and the
difference in points with its interval (95 %, Newcombe). Where chance can explain the difference it says
how many more drafts or conversations would be enough. Your time is what a hundred drafts took, by the
times of your decisions at the page: the time since the one before, breaks left out.

Examples:
  onloop effect
  onloop effect --json | jq '.versions[0].kills'

Exit codes: 0 lines were printed, 1 nothing was pushed yet.")]
pub struct EffectArgs {
    /// Name of an agent; all together without it
    pub agent: Option<String>,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
    /// Where the data is.
    #[command(flatten)]
    pub data: DataArgs,
}
