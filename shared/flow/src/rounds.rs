//! Sweeps over many conversations: a cursor in the task, one step each, repeatable.

use crate::due::{self, Task};
use crate::{Ports, StepError, keys, step};
use ::ports::{Action, Expect, Key, PageRequest};
use domain::conversation::Input;
use domain::{Actor, AgentName, ConversationId};

/// Conversations of one sweep task before it hands on to the next.
const PER_TASK: usize = 200;

/// Names the row that goes on: what it is about, and from where, so that it is never the row itself and
/// never grows.
pub(crate) fn next_name(row: &Key, cursor: &str) -> String {
    let about = row.sk.split('#').nth(1).unwrap_or("sweep");
    let base = about.split(':').next().unwrap_or(about);
    format!("{base}:{cursor}")
}

/// Applies an input to all live conversations of an agent; `next` makes the task that goes on.
pub(crate) async fn sweep(
    ports: &Ports,
    agent: &AgentName,
    after: Option<String>,
    row: &Key,
    input: &Input,
    next: impl Fn(String) -> Task,
) -> Result<(), StepError> {
    let page = ports
        .table
        .page(&PageRequest {
            after,
            ..PageRequest::new(keys::agent_index(agent), "", PER_TASK)
        })
        .await?;
    for item in &page.items {
        let index: crate::items::IndexRow = crate::items::decode(item)?;
        if matches!(index.phase.as_str(), "listed" | "stopped" | "closed") {
            continue;
        }
        let Ok(id) = ConversationId::parse(&item.key.sk) else {
            continue;
        };
        step::step(ports, &id, &Actor::Policy, input, &[]).await?;
    }
    let mut actions = vec![Action::Delete {
        key: row.clone(),
        expect: Expect::Any,
    }];
    if let Some(cursor) = page.next {
        let key = keys::due(ports.clock.now(), &next_name(row, &cursor));
        actions.push(due::put(key, next(cursor)));
    }
    step::finish(ports, &actions).await
}

#[cfg(test)]
mod tests {
    use super::next_name;
    use crate::keys;
    use jiff::Timestamp;

    #[test]
    fn the_row_that_goes_on_is_never_the_row_itself_and_never_grows() {
        let mut row = keys::due(Timestamp::UNIX_EPOCH, "release-nordic");
        for cursor in ["cnv_a", "cnv_b", "cnv_c"] {
            let next = keys::due(Timestamp::UNIX_EPOCH, &next_name(&row, cursor));
            assert_ne!(next, row);
            assert_eq!(next.sk, format!("00000000000000#release-nordic:{cursor}"));
            row = next;
        }
    }
}
