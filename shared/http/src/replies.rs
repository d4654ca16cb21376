//! What comes in, whichever door it comes through: it is stored, workers are woken, and only then is it
//! acknowledged. A copy of what was here before changes nothing.

use crate::doors::Doors;
use crate::operator::stir;
use crate::wire::{InboundAccepted, LinkedinMessage};
use axum::http::StatusCode;
use flow::StepError;
use flow::chat::{self, ChatIn};
use flow::inbound::{self, Accepted};

/// It is stored; what it means is found out later.
pub(crate) type Taken = (StatusCode, axum::Json<InboundAccepted>);

/// Takes a raw mail. Copies have the same Message-ID and sender.
pub(crate) async fn mail(doors: &Doors, raw: Vec<u8>) -> Result<Taken, StepError> {
    Ok(taken(doors, inbound::accept(&doors.ports, raw).await?))
}

/// Takes a message from LinkedIn. Copies have the same id and writer.
pub(crate) async fn linkedin(doors: &Doors, given: LinkedinMessage) -> Result<Taken, StepError> {
    let message = ChatIn {
        v: 1,
        id: given.id,
        profile: given.profile,
        name: given.name,
        text: given.text,
        at: doors.ports.clock.now(),
    };
    Ok(taken(doors, chat::accept(&doors.ports, &message).await?))
}

fn taken(doors: &Doors, accepted: Accepted) -> Taken {
    stir(doors);
    let answer = InboundAccepted {
        inbound: accepted.inbound.to_string(),
        duplicate: accepted.duplicate,
    };
    (StatusCode::ACCEPTED, axum::Json(answer))
}
