//! Tasks that were given up: looking, another life, throwing away.

use super::{Operator, stir};
use crate::address::Path;
use crate::body::Json;
use crate::doors::Doors;
use crate::problem::Problem;
use crate::wire::{DeadLetter, DeadLetters, Queued, Redriven, Which};
use axum::extract::State;
use domain::OperatorId;
use flow::{StepError, dead_letters, log};
use ports::{Key, PortError, QueueName};

/// Tasks that were given up.
#[utoipa::path(get, path = "/dead-letters", responses((status = 200, body = DeadLetters)))]
pub(crate) async fn all(
    State(doors): State<Doors>,
    _: Operator,
) -> Result<axum::Json<DeadLetters>, Problem> {
    let mut letters = Vec::new();
    for (key, row) in dead_letters::list(&doors.ports, 200).await? {
        let times = row.deliveries;
        letters.push(DeadLetter {
            id: row_id(&key),
            queue: row.task.queue().as_str().to_owned(),
            at: None,
            reason: row.failure.unwrap_or_else(|| {
                format!("handed out {times} times, and no worker came back with an answer")
            }),
            body: serde_json::to_string(&row.task).unwrap_or_default(),
        });
    }
    for (queue, letter) in dead_letters::unreadable(&doors.ports).await? {
        letters.push(DeadLetter {
            id: format!("q-{}-{}", queue.as_str(), letter.id),
            queue: queue.as_str().to_owned(),
            at: Some(letter.at),
            reason: letter
                .reason
                .unwrap_or_else(|| "no worker said why".to_owned()),
            body: letter.body,
        });
    }
    Ok(axum::Json(DeadLetters { letters }))
}

fn row_id(key: &Key) -> String {
    let name = format!("{}/{}", key.pk, key.sk);
    let text = data_encoding::BASE32_NOPAD.encode(name.as_bytes());
    format!("r-{}", text.to_lowercase())
}

/// What an id names: a due row, or a message of a queue.
enum Named {
    Row(Key),
    Message(QueueName, String),
}

fn named(id: &str) -> Option<Named> {
    if let Some(text) = id.strip_prefix("r-") {
        let bytes = data_encoding::BASE32_NOPAD
            .decode(text.to_uppercase().as_bytes())
            .ok()?;
        let text = String::from_utf8(bytes).ok()?;
        let (pk, sk) = text.split_once('/')?;
        return Some(Named::Row(Key {
            pk: pk.to_owned(),
            sk: sk.to_owned(),
        }));
    }
    let (queue, letter) = id.strip_prefix("q-")?.split_once('-')?;
    let queue = queue_named(queue)?;
    Some(Named::Message(queue, letter.to_owned()))
}

fn queue_named(name: &str) -> Option<QueueName> {
    QueueName::ALL
        .into_iter()
        .find(|known| known.as_str() == name)
}

fn unknown() -> Problem {
    Problem::not_found("There is no dead letter of this id.")
}

/// A queue that is busy may have it all the same.
fn not_taken_out(error: PortError) -> Problem {
    match error {
        PortError::Refused(_) => unknown(),
        busy => StepError::Port(busy).into(),
    }
}

async fn note(doors: &Doors, by: OperatorId, event: &str, words: String) -> Result<(), Problem> {
    let note = log::note(
        &doors.ports,
        domain::Actor::Operator(by),
        event,
        words,
        None,
    );
    Ok(flow::step::finish(&doors.ports, &[note]).await?)
}

/// Gives all given-up tasks another life, or those of one queue.
#[utoipa::path(post, path = "/dead-letters/redrive", request_body = Which, responses((status = 200, body = Redriven)))]
pub(crate) async fn redrive_all(
    State(doors): State<Doors>,
    Operator(by): Operator,
    Json(which): Json<Which>,
) -> Result<axum::Json<Redriven>, Problem> {
    let queue = match &which.queue {
        None => None,
        Some(name) => Some(queue_named(name).ok_or_else(|| {
            let known: Vec<&str> = QueueName::ALL.iter().map(|queue| queue.as_str()).collect();
            let known = known.join(", ");
            Problem::bad_request(format!(
                "There is no queue {name:?}; the queues are {known}."
            ))
        })?),
    };
    let redriven = dead_letters::redrive_all(&doors.ports, queue).await?;
    note(
        &doors,
        by,
        "redriven",
        format!("{redriven} given-up tasks were given another life"),
    )
    .await?;
    stir(&doors);
    Ok(axum::Json(Redriven { redriven }))
}

/// Gives a task another life.
#[utoipa::path(post, path = "/dead-letters/{id}/redrive", responses((status = 200, body = Queued)))]
pub(crate) async fn redrive(
    State(doors): State<Doors>,
    Operator(by): Operator,
    Path(id): Path<String>,
) -> Result<axum::Json<Queued>, Problem> {
    match named(&id).ok_or_else(unknown)? {
        Named::Row(key) => dead_letters::redrive(&doors.ports, &key).await?,
        Named::Message(queue, letter) => doors
            .ports
            .queue
            .redrive(queue, &letter)
            .await
            .map_err(not_taken_out)?,
    }
    note(
        &doors,
        by,
        "redriven",
        "a given-up task was given another life".to_owned(),
    )
    .await?;
    stir(&doors);
    Ok(axum::Json(Queued { queued: true }))
}

/// Throws a task away; what it was for goes to the operator.
#[utoipa::path(post, path = "/dead-letters/{id}/discard", responses((status = 200, body = Queued)))]
pub(crate) async fn discard(
    State(doors): State<Doors>,
    Operator(by): Operator,
    Path(id): Path<String>,
) -> Result<axum::Json<Queued>, Problem> {
    match named(&id).ok_or_else(unknown)? {
        Named::Row(key) => dead_letters::discard(&doors.ports, &by, &key).await?,
        Named::Message(queue, letter) => doors
            .ports
            .queue
            .discard(queue, &letter)
            .await
            .map_err(not_taken_out)?,
    }
    note(
        &doors,
        by,
        "discarded",
        "a given-up task was thrown away".to_owned(),
    )
    .await?;
    stir(&doors);
    Ok(axum::Json(Queued { queued: false }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_queue_that_is_busy_nobody_says_that_it_has_no_such_letter() {
        let busy = not_taken_out(PortError::Busy("SQS: slow down".to_owned()));
        assert_eq!((busy.status, busy.title.as_str()), (503, "Busy"));
        let none = not_taken_out(PortError::Refused("no letter of this id".to_owned()));
        assert_eq!(none.status, 404);
    }
}
