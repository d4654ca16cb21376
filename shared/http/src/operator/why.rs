//! Why somebody was written to, and the word that ends it for their whole company.

use super::{Operator, stir};
use crate::body::Json;
use crate::doors::Doors;
use crate::problem::Problem;
use crate::wire::{AskWhy, CompanyStopped, StopCompany, Why};
use axum::extract::State;

/// What stands behind letters: where the people came from, what was known, who or what cleared each message,
/// by which versions, and what stands against writing again. At most 10 conversations; at a domain an answer
/// goes through 2,000 and says where to go on. By POST, so that no address stands in a log of requests.
#[utoipa::path(post, path = "/why", request_body = AskWhy,
    responses((status = 200, body = Why), (status = 400, body = Problem), (status = 404, body = Problem)))]
pub(crate) async fn why(
    State(doors): State<Doors>,
    _: Operator,
    Json(given): Json<AskWhy>,
) -> Result<axum::Json<Why>, Problem> {
    let told = flow::why::why(&doors.ports, &given.q, given.after.as_deref()).await?;
    Ok(axum::Json(told.into()))
}

/// Nobody writes to this company again: its domains, those that the CRM counts to it as well, its name, and
/// what is live there ends. There is no undo.
#[utoipa::path(post, path = "/why/stop-company", request_body = StopCompany,
    responses((status = 200, body = CompanyStopped), (status = 400, body = Problem), (status = 404, body = Problem)))]
pub(crate) async fn stop_company(
    State(doors): State<Doors>,
    Operator(by): Operator,
    Json(given): Json<StopCompany>,
) -> Result<axum::Json<CompanyStopped>, Problem> {
    let done = flow::why::stop_company(&doors.ports, &by, &given.q).await?;
    stir(&doors);
    Ok(axum::Json(done.into()))
}
