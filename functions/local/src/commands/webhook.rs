//! `webhook`: where programs post replies to, and the secret that they sign with.

use super::fields::text;
use super::output::{Output, hint, one_line};
use super::server::{Server, wait};
use super::{Answer, Done};
use crate::cli::WebhookArgs;
use onloop_http::REPLIES_HOOK;
use serde_json::Value;

pub(crate) fn run(args: &WebhookArgs) -> Done {
    let server = Server::need(&args.data)?;
    let told: Value = wait(server.get("webhook", &[]))?;
    let mut output = Output::new();
    if args.json {
        output.pretty(&told)?;
        return Ok(Answer::Yes);
    }
    let address = match text(&told, "url") {
        "" => format!("{}{REPLIES_HOOK}, from this machine only", server.address()),
        url => one_line(url),
    };
    output.line(&format!("address  {address}"))?;
    output.line(&format!("secret   {}", one_line(text(&told, "secret"))))?;
    if text(&told, "url").is_empty() {
        hint("there is no public address: start with --public https://…, or set ONLOOP_PUBLIC_URL");
    }
    Ok(Answer::Yes)
}
