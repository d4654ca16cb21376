//! `mcp`: the operator's desk as tools of the Model Context Protocol, over standard input and output, so
//! that a program such as Claude Code can work at it.
//!
//! What a program does is done in the operator's name and is logged as such; none of it is a label, for a
//! model must not prove a model. It may read, edit, kill, send back, take over and halt. It may not
//! approve: its proposal waits on the card for a person's tap. It may not resume what was halted.

mod asked;
mod desk;

use super::server::{Server, wait};
use super::{Answer, Done, Failure};
use crate::cli::McpArgs;
use desk::Desk;
use rmcp::ServiceExt;

pub(crate) fn run(args: &McpArgs) -> Done {
    let server = Server::need(&args.data)?;
    wait(async {
        let failed = |error: &dyn std::fmt::Display| {
            Failure::refused(
                format!("the client could not be served: {error}"),
                "a client that speaks the Model Context Protocol starts this command by itself; see `onloop mcp --help`",
            )
        };
        let desk = Desk::new(server, args.playbook.clone());
        let served = desk.serve(rmcp::transport::stdio()).await;
        let served = served.map_err(|error| failed(&error))?;
        served.waiting().await.map_err(|error| failed(&error))?;
        Ok(Answer::Yes)
    })
}
