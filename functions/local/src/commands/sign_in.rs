//! `sign-in`: a new single-use link for a running `up`, or signing in at a stack elsewhere.

use super::output::{Output, hint, one_line};
use super::remote::{self, Stack};
use super::server::{Server, wait};
use super::{Answer, Done, Failure};
use crate::cli::SignInArgs;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Link {
    url: String,
}

pub(crate) fn run(args: &SignInArgs) -> Done {
    if let Some(stack) = &args.data.stack {
        return elsewhere(args, &Stack::read(stack)?);
    }
    let name = args.name.as_deref().map(str::trim);
    if name == Some("") {
        return Err(Failure::misuse(
            "the name is empty",
            "give one: --name Jonas",
        ));
    }
    let server = Server::need(&args.data)?;
    let link: Link = wait(server.post("sign-in-links", &json!({ "name": name })))?;
    Output::new().line(&link.url)?;
    Ok(Answer::Yes)
}

/// The stack itself says who is signed in: what the token says of itself proves nothing.
fn elsewhere(args: &SignInArgs, stack: &Stack) -> Done {
    let kept = wait(remote::sign_in(stack, args.port, !args.no_browser))?;
    let server = Server::need(&args.data)?;
    let status: Value = wait(server.get("status", &[]))?;
    let operator = status["operator"].as_str().unwrap_or("-");
    Output::new().line(&format!(
        "signed in at {stack} as {}, until {:.0}",
        one_line(operator),
        kept.until
    ))?;
    if kept.refresh.is_some() {
        hint("it is renewed by itself");
    }
    Ok(Answer::Yes)
}
