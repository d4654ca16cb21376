//! Sweeps over many conversations: a cursor in the task, one step each, repeatable.

use crate::due::{self, Task};
use crate::{Ports, StepError, keys, step};
use ::ports::{Action, Expect, Key, PageRequest};
use domain::conversation::Input;
use domain::{Actor, AgentName, ConversationId};

/// Conversations of one sweep task before it hands on to the next.
const PER_TASK: usize = 200;

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
            pk: keys::agent_index(agent),
            prefix: String::new(),
            after,
            until: None,
            descending: false,
            limit: PER_TASK,
        })
        .await?;
    for item in &page.items {
        let index: crate::items::IndexRow = crate::items::decode(item)?;
        if matches!(index.phase.as_str(), "listed" | "stopped" | "closed") {
            continue;
        }
        let Ok(id) = ConversationId::parse(&item.key.sk) else { continue };
        step::step(ports, &id, &Actor::Policy, input, &[]).await?;
    }
    let mut actions = vec![Action::Delete { key: row.clone(), expect: Expect::Any }];
    if let Some(cursor) = page.next {
        let about = format!("{}-{}", row.sk.rsplit('#').next().unwrap_or("sweep"), ports.clock.now().as_millisecond());
        let key = keys::due(ports.clock.now(), &about);
        if key != *row {
            actions.push(due::put(key, next(cursor)));
        }
    }
    step::finish(ports, &actions).await
}
