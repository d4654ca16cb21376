//! `sign-in`: a new single-use link for a running `up`.

use super::output::Output;
use super::server::{Server, wait};
use super::{Answer, Done, Failure};
use crate::cli::SignInArgs;
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Link {
    url: String,
}

pub(crate) fn run(args: &SignInArgs) -> Done {
    let name = args.name.as_deref().map(str::trim);
    if name == Some("") {
        return Err(Failure::misuse(
            "the name is empty",
            "give one: --name Jonas",
        ));
    }
    let server = Server::need(&args.data.data)?;
    let link: Link = wait(server.post("sign-in-links", &json!({ "name": name })))?;
    Output::new().line(&link.url)?;
    Ok(Answer::Yes)
}
