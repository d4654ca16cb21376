//! Dead letters: tasks that were given up. The operator sees each with its reason, gives it another
//! life, or throws it away; then its conversation is his to decide (invariant 10: nothing waits for
//! nobody).

use crate::due::{self, DueRow, Task, TaskMessage};
use crate::{Ports, StepError, goal, items, keys, replies, sourcing, step};
use ::ports::{Action, DeadLetter, Expect, Item, Key, PageRequest, PortError, QueueName};
use domain::conversation::{Conversation, DueKind, Input, MessageState};
use domain::{Actor, ConversationId, OperatorId, VerdictId};

/// Letters that one call looks at.
const AT_ONCE: usize = 200;
/// Why a message goes back to the operator.
const THROWN_AWAY: &str = "its task failed again and again and was thrown away";

/// Moves a due row to the dead letters.
pub(crate) async fn give_up(ports: &Ports, item: &Item, row: &DueRow) -> Result<(), StepError> {
    let dead = DueRow {
        leased_until: None,
        ..row.clone()
    };
    let actions = vec![
        Action::Delete {
            key: item.key.clone(),
            expect: Expect::Version(item.version),
        },
        items::put(
            keys::dead(&item.key),
            &(item.key.clone(), dead),
            Expect::Any,
        ),
    ];
    match step::commit(ports, actions, None).await {
        Err(StepError::Port(PortError::Conflict { .. })) => Ok(()),
        other => other,
    }
}

/// Tasks that were given up: key and due row.
pub async fn list(ports: &Ports, limit: usize) -> Result<Vec<(Key, DueRow)>, StepError> {
    let request = PageRequest::new(keys::DEAD, "", limit);
    let page = ports.table.page(&request).await?;
    page.items
        .iter()
        .map(items::decode::<(Key, DueRow)>)
        .collect()
}

/// Dead letters of the queues that are no task of ours. A task's message may die too: its due row
/// lives on, so it is delivered again or stands in [`list`].
pub async fn unreadable(ports: &Ports) -> Result<Vec<(QueueName, DeadLetter)>, StepError> {
    let mut all = Vec::new();
    for queue in QueueName::ALL {
        for letter in ports.queue.dead(queue, AT_ONCE).await? {
            if TaskMessage::read(&letter.body).is_err() {
                all.push((queue, letter));
            }
        }
    }
    Ok(all)
}

/// Gives a task another life.
pub async fn redrive(ports: &Ports, row: &Key) -> Result<(), StepError> {
    let (at, dead, gone) = find(ports, row).await?;
    step::commit(ports, vec![gone, due::put(at, dead.task)], None).await
}

/// Gives all tasks another life, or those of one queue. Says how many.
pub async fn redrive_all(ports: &Ports, queue: Option<QueueName>) -> Result<usize, StepError> {
    let mut done = 0usize;
    for item in step::all(ports, keys::DEAD, "").await? {
        let (key, row): (Key, DueRow) = items::decode(&item)?;
        if queue.is_some_and(|queue| row.task.queue() != queue) {
            continue;
        }
        match redrive(ports, &key).await {
            Ok(()) => done = done.saturating_add(1),
            // Another operator was faster.
            Err(StepError::NotFound(_) | StepError::Port(PortError::Conflict { .. })) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(done)
}

/// Throws a task away. What it was for goes to the operator or is tried at its next regular time.
pub async fn discard(ports: &Ports, by: &OperatorId, row: &Key) -> Result<(), StepError> {
    let (_, dead, gone) = find(ports, row).await?;
    match &dead.task {
        Task::Conversation { id, kind } => conversation(ports, by, id, *kind, gone).await,
        Task::Inbound { id } => {
            let mut actions = vec![gone];
            // It holds the conversation's letters no longer.
            if let Some((inbound, _)) =
                step::read::<items::InboundRow>(ports, keys::inbound(id)).await?
                && let Some((conversation, _)) = &inbound.matched
            {
                actions.extend(replies::no_longer_unread(ports, conversation, id).await?);
            }
            step::commit(ports, actions, None).await
        }
        Task::Source { agent } => sourcing::tomorrow_again(ports, agent, gone).await,
        Task::Goal { agent } => goal::next_week(ports, agent, gone).await,
        // A label that its class never hears of counts as bad there: what is not known proves nothing.
        Task::Class { .. }
        | Task::ListVerdict { .. }
        | Task::Release { .. }
        | Task::LeaveMailbox { .. }
        | Task::Retire { .. }
        | Task::Relint { .. }
        | Task::Carry { .. }
        | Task::RedraftAll { .. } => step::commit(ports, vec![gone], None).await,
    }
}

async fn find(ports: &Ports, row: &Key) -> Result<(Key, DueRow, Action), StepError> {
    let key = keys::dead(row);
    let Some(((at, dead), item)) = step::read::<(Key, DueRow)>(ports, key.clone()).await? else {
        return Err(StepError::NotFound("such dead letter".to_owned()));
    };
    let gone = Action::Delete {
        key,
        expect: Expect::Version(item.version),
    };
    Ok((at, dead, gone))
}

async fn conversation(
    ports: &Ports,
    by: &OperatorId,
    id: &ConversationId,
    kind: DueKind,
    gone: Action,
) -> Result<(), StepError> {
    let Some(loaded) = step::load(ports, id).await? else {
        return step::commit(ports, vec![gone], None).await;
    };
    let actor = Actor::Operator(by.clone());
    let verdict = VerdictId::mint(ports.clock.now(), ports.entropy.bytes());
    for input in instead(loaded.state(), kind, verdict) {
        match step::step(ports, id, &actor, &input, &[]).await {
            // The conversation has gone on meanwhile: nothing waits for this task.
            Ok(_) | Err(StepError::Refused(_)) => {}
            Err(error) => return Err(error),
        }
    }
    step::commit(ports, vec![gone], None).await
}

/// What becomes of a conversation whose task is thrown away.
fn instead(state: &Conversation, kind: DueKind, verdict: VerdictId) -> Vec<Input> {
    let why = THROWN_AWAY.to_owned();
    match kind {
        DueKind::Draft => state
            .messages
            .iter()
            .filter(|m| matches!(m.state, MessageState::Planned { .. }))
            .map(|message| Input::DraftFailed {
                step: message.step,
                after_revision: message.revision,
                why: why.clone(),
            })
            .collect(),
        DueKind::Send => state
            .current()
            .map(|message| Input::Return {
                step: message.step,
                why,
            })
            .into_iter()
            .collect(),
        DueKind::Settle => state
            .messages
            .iter()
            .filter_map(|message| match &message.state {
                MessageState::Claimed { claim, .. } => Some(Input::Doubt {
                    claim: claim.id.clone(),
                    why: why.clone(),
                }),
                MessageState::Planned { .. }
                | MessageState::InReview { .. }
                | MessageState::Cleared { .. }
                | MessageState::InDoubt { .. }
                | MessageState::Sent { .. }
                | MessageState::Void { .. } => None,
            })
            .collect(),
        DueKind::Resume | DueKind::Close => vec![Input::TakeOver {
            verdict,
            inbound: None,
        }],
        // Its card waits as it is.
        DueKind::Stale => Vec::new(),
    }
}
