//! `halt` and `resume`: of the fleet, one agent or one mailbox.

use super::access;
use super::output::{Output, one_line};
use super::server::{Server, wait};
use super::{Answer, Done, Failure};
use crate::cli::{DataArgs, Scope};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Acknowledged {
    acknowledged_at: String,
    #[serde(default)]
    in_flight: u64,
}

/// A stack that was moved away doesn't start, so that it is resumed without a server, too.
pub(crate) fn run(data: &DataArgs, scope: &Scope, on: bool, although_moved: bool) -> Done {
    let (kind, name, told) = match (&scope.agent, &scope.mailbox) {
        (Some(agent), _) => ("agent", Some(agent.trim()), format!("the agent {agent}")),
        (None, Some(mailbox)) => (
            "mailbox",
            Some(mailbox.trim()),
            format!("the mailbox {mailbox}"),
        ),
        (None, None) => ("fleet", None, "the whole fleet".to_owned()),
    };
    if name == Some("") {
        return Err(Failure::misuse(
            format!("the name of the {kind} is empty"),
            format!("give it, or leave --{kind} out for the whole fleet"),
        ));
    }
    let mut body = json!({ "scope": kind, "name": name, "on": on });
    let done: Acknowledged = if although_moved {
        body["although_moved"] = true.into();
        access::with(data, async |access| access.post("halt", &body).await)?
    } else {
        wait(Server::need(data)?.post("halt", &body))?
    };
    let (told, at) = (one_line(&told), one_line(&done.acknowledged_at));
    Output::new().line(&if on {
        let already = match done.in_flight {
            0 => "nothing was on its way".to_owned(),
            1 => "1 message was already on its way".to_owned(),
            many => format!("{many} messages were already on their way"),
        };
        format!("halted: {told}, at {at}; {already}")
    } else {
        format!("resumed: {told}, at {at}")
    })?;
    Ok(Answer::Yes)
}
