//! Runs one task from a queue. A repeated or outdated task does nothing; a failing one is given back
//! with its reason and tried again by the queue.

use crate::due::{Task, TaskMessage};
use crate::{
    Ports, StepError, carry, drafting, goal, keys, listing, mailboxes, relay, relint, replies,
    retire, rounds, sending, sourcing, step, trust,
};
use ::ports::{Action, Delivery, Expect, MOST_RECEIVES, PortError, QueueName};
use domain::Actor;
use domain::conversation::{DueKind, Input};
use futures::FutureExt;
use std::panic::AssertUnwindSafe;

/// A worker has so long, in milliseconds, before the queue hands its message to another.
pub const VISIBILITY_MS: u32 = 120_000;
/// A failed task is tried again after so long, in milliseconds.
const RETRY_MS: u32 = 5_000;

/// Handles one delivery and tells the queue how it went. A task that fails is tried again by the
/// queue, then, after longer and longer pauses, by the relay.
#[tracing::instrument(skip_all, fields(queue = queue.as_str(), message = %delivery.id))]
pub async fn handle(ports: &Ports, queue: QueueName, delivery: &Delivery) -> Result<(), StepError> {
    let message = TaskMessage::read(&delivery.body);
    let outcome = match &message {
        // A fault in the program on one input is that task's trouble, not its neighbours'. What a panic
        // says may hold a person's words, so only the process's own output has it.
        Ok(message) => match AssertUnwindSafe(run(ports, message)).catch_unwind().await {
            Ok(outcome) => outcome,
            Err(_) => Err(StepError::Invalid(
                "a fault in this program stopped it; its output on the console has the place"
                    .to_owned(),
            )),
        },
        Err(error) => Err(error.clone()),
    };
    match outcome {
        Ok(()) => ports.queue.done(queue, &delivery.receipt).await?,
        Err(error) => {
            // The queue would give up now: the due row knows the task, so the relay goes on with it.
            if let Ok(message) = &message
                && delivery.receives >= MOST_RECEIVES
            {
                relay::postpone(ports, &message.row, &error.to_string()).await?;
                ports.queue.done(queue, &delivery.receipt).await?;
                return Err(error);
            }
            let delay = RETRY_MS.saturating_mul(delivery.receives.max(1));
            ports
                .queue
                .release(queue, &delivery.receipt, delay, &error.to_string())
                .await?;
            return Err(error);
        }
    }
    Ok(())
}

/// Runs a task. A refusal of the domain ends it: what it was for is no longer wanted.
pub async fn run(ports: &Ports, message: &TaskMessage) -> Result<(), StepError> {
    let row = &message.row;
    let outcome = match &message.task {
        Task::Conversation { id, kind } => conversation(ports, id, *kind).await,
        Task::Inbound { id } => return replies::run(ports, id, row).await,
        Task::Source { agent } => return sourcing::run(ports, agent, row).await,
        Task::ListVerdict { list, verdict } => {
            return listing::carry_out(ports, list, verdict, row).await;
        }
        Task::Class { id } => return trust::take(ports, id, row).await,
        Task::Release { agent, after } => {
            let next = |cursor| Task::Release {
                agent: agent.clone(),
                after: Some(cursor),
            };
            return rounds::sweep(ports, agent, after.clone(), row, &Input::Release, next).await;
        }
        Task::Retire { .. } => return retire::sweep(ports, &message.task, row).await,
        Task::Goal { agent } => return goal::run(ports, agent, row).await,
        Task::Carry { order } => return carry::carry_out(ports, order, row).await,
        Task::LeaveMailbox { .. } => return mailboxes::leave(ports, &message.task, row).await,
        Task::Relint {
            version,
            redraft,
            agent,
            after,
        } => {
            return relint::sweep(ports, version, *redraft, agent, after.clone(), row).await;
        }
        Task::RedraftAll { agent, why, after } => {
            let next = |cursor| Task::RedraftAll {
                agent: agent.clone(),
                why: why.clone(),
                after: Some(cursor),
            };
            return rounds::sweep(
                ports,
                agent,
                after.clone(),
                row,
                &Input::RedraftAll { why: why.clone() },
                next,
            )
            .await;
        }
    };
    match outcome {
        Ok(()) | Err(StepError::Refused(_)) => outdated(ports, message).await,
        // The person was forgotten while the task was on its way.
        Err(StepError::NotFound(_)) => outdated(ports, message).await,
        Err(error) => Err(error),
    }
}

async fn conversation(
    ports: &Ports,
    id: &domain::ConversationId,
    kind: DueKind,
) -> Result<(), StepError> {
    match kind {
        DueKind::Draft => drafting::run(ports, id).await,
        DueKind::Send => sending::run(ports, id).await,
        DueKind::Settle => sending::settle_old(ports, id).await,
        DueKind::Stale => drafting::stale(ports, id).await.map(|_| ()),
        DueKind::Resume => drafting::resume(ports, id).await.map(|_| ()),
        DueKind::Close => step::step(ports, id, &Actor::Policy, &Input::Close, &[])
            .await
            .map(|_| ()),
    }
}

/// After a task of a conversation its due row is gone with the state that asked for it. A row that
/// no state asks for is deleted, or it would come back for ever.
async fn outdated(ports: &Ports, message: &TaskMessage) -> Result<(), StepError> {
    let Task::Conversation { id, .. } = &message.task else {
        return Ok(());
    };
    let (asked, as_read) = match step::load(ports, id).await? {
        Some(loaded) => {
            let due = loaded.head.due;
            let row = due.map(|due| crate::due::of_conversation(loaded.state(), due).0);
            let asked = row.as_ref() == Some(&message.row);
            (asked, Expect::Version(loaded.version))
        }
        None => (false, Expect::Absent),
    };
    if asked {
        // Nothing was done, yet the state still asks: leave the row to the relay.
        return Ok(());
    }
    // A state that comes meanwhile may ask for a row at the very same instant, which is this key.
    let unchanged = Action::Check {
        key: keys::head(id),
        expect: as_read,
    };
    let gone = Action::Delete {
        key: message.row.clone(),
        expect: Expect::Any,
    };
    match step::finish(ports, &[gone, unchanged]).await {
        Err(StepError::Port(PortError::Conflict { .. })) => Ok(()),
        done => done,
    }
}
