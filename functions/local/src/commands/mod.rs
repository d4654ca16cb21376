//! The commands, one file each. All of them end in an [`Answer`] or a [`Failure`].

mod access;
mod agent;
mod certificate;
mod check;
mod cost;
mod effect;
mod export;
mod failure;
mod fields;
mod forget;
mod halt;
mod init;
mod input;
mod json_lines;
mod label;
mod lift;
mod lint;
mod log;
mod mail;
mod mcp;
mod moving;
mod object;
mod output;
mod remote;
mod replay;
mod report;
mod schema;
mod sender_records;
mod server;
mod sign_in;
mod simulate;
mod simulate_operator;
mod simulate_trust;
mod skim;
mod status;
mod store;
mod tune;
mod up;
mod versions;
mod webhook;
mod why;

pub use failure::{Answer, Done, Failure};

use crate::cli::{Cli, Command};
use std::process::ExitCode;

/// Exit code of an answer that is no.
pub const NO: u8 = 1;
/// Exit code of misuse.
pub const MISUSE: u8 = 2;

/// Does what was typed and says how it went, as an exit code.
pub fn run(cli: Cli) -> ExitCode {
    let done = match cli.command {
        None => up::run(cli.up),
        Some(Command::Up(args)) => up::run(args),
        Some(Command::Init(args)) => init::run(&args),
        Some(Command::Agent(args)) => agent::run(&args),
        Some(Command::Push(args)) => versions::push(&args),
        Some(Command::Pull(args)) => versions::pull(&args),
        Some(Command::Diff(args)) => versions::diff(&args),
        Some(Command::Lift(args)) => lift::run(&args),
        Some(Command::History(args)) => versions::history(&args),
        Some(Command::Replay(args)) => replay::run(&args),
        Some(Command::Effect(args)) => effect::run(&args),
        Some(Command::Rollback(args)) => versions::rollback(&args),
        Some(Command::Check(args)) => check::run(&args),
        Some(Command::Log(args)) => log::run(&args),
        Some(Command::Export(args)) => export::run(&args),
        Some(Command::Report(args)) => report::run(&args),
        Some(Command::Tune(args)) => tune::run(&args),
        Some(Command::Skim(args)) => skim::run(&args),
        Some(Command::Why(args)) => why::run(&args),
        Some(Command::Forget(args)) => forget::run(&args),
        Some(Command::SignIn(args)) => sign_in::run(&args),
        Some(Command::Status(args)) => status::run(&args),
        Some(Command::Webhook(args)) => webhook::run(&args),
        Some(Command::Certificate(args)) => certificate::run(&args),
        Some(Command::Pack(args)) => moving::pack(&args),
        Some(Command::Migrate(args)) => moving::migrate(&args),
        Some(Command::Unpack(args)) => moving::unpack(&args),
        Some(Command::Halt(args)) => halt::run(&args.data, &args.scope, true, false),
        Some(Command::Resume(args)) => {
            halt::run(&args.data, &args.scope, false, args.although_moved)
        }
        Some(Command::Label(args)) => label::run(&args),
        Some(Command::Lint(args)) => lint::run(&args),
        Some(Command::Mail(args)) => mail::run(&args),
        Some(Command::Mcp(args)) => mcp::run(&args),
        Some(Command::Simulate(args)) => simulate::run(&args),
        Some(Command::Cost(args)) => cost::run(&args),
        Some(Command::Schema(args)) => schema::run(&args),
    };
    match done {
        Ok(Answer::Yes) => ExitCode::SUCCESS,
        Ok(Answer::No) => ExitCode::from(NO),
        Err(failure) => failure.tell(),
    }
}
