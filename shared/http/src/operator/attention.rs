//! Who looks at which card, and how long looks take.

use super::Operator;
use crate::body::Json;
use crate::doors::Doors;
use crate::problem::Problem;
use crate::wire::{Looking, Taken};
use axum::extract::State;
use domain::conversation::Through;
use domain::{OperatorId, VerdictId};
use flow::attention::{self, Look};

/// An operator looks at the first of these cards and comes to the others next: they are offered to others later.
/// Nothing is locked.
#[utoipa::path(post, path = "/looking", request_body = Looking,
    responses((status = 200, body = Taken), (status = 400, body = Problem)))]
pub(crate) async fn looking(
    State(doors): State<Doors>,
    Operator(by): Operator,
    Json(given): Json<Looking>,
) -> Result<axum::Json<Taken>, Problem> {
    let taken = attention::look(&doors.ports, &by, &given.cards).await?;
    let taken = taken.into_iter();
    Ok(axum::Json(Taken {
        taken: taken.map(|(card, by)| (card, by.to_string())).collect(),
    }))
}

/// Writes down how long the look took that led to a verdict. The verdict stands whatever becomes of it.
pub(super) async fn looked(
    doors: &Doors,
    by: &OperatorId,
    through: Through,
    verdict: &VerdictId,
    look: Look,
) {
    if !through.is_page() {
        return;
    }
    if let Err(error) = attention::looked(&doors.ports, by, verdict, &look).await {
        tracing::warn!(%error, "how long a look took was not written down");
    }
}
