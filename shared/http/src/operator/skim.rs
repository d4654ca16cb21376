//! The skim of the negatives. A label is changed by the verdict that changes a card's.

use super::{Giver, Operator, stir};
use crate::address::Query;
use crate::body::Json;
use crate::doors::Doors;
use crate::problem::Problem;
use crate::wire::{Skim, SkimCounted, SkimSeen};
use axum::extract::State;
use domain::AgentName;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which negatives.
#[derive(Debug, Deserialize, IntoParams)]
pub(crate) struct SkimQuery {
    /// Only those of this agent; the bounds are of all.
    agent: Option<String>,
    /// `next` of the page before.
    after: Option<String>,
}

/// Negatives of the last 7 days that nobody was shown or looked at, least certain first, 50 a page; and for each
/// agent how many of those that were looked at were none. Goes through the newest 20,000 of 28 days.
#[utoipa::path(get, path = "/skim", params(SkimQuery), responses((status = 200, body = Skim)))]
pub(crate) async fn skim(
    State(doors): State<Doors>,
    _: Operator,
    Query(query): Query<SkimQuery>,
) -> Result<axum::Json<Skim>, Problem> {
    let agent = query.agent.as_deref().filter(|name| !name.is_empty());
    let agent = agent
        .map(AgentName::parse)
        .transpose()
        .map_err(|_| Problem::not_found("There is no agent of this name."))?;
    let page = flow::skim::skim(&doors.ports, agent.as_ref(), query.after.as_deref()).await?;
    Ok(axum::Json(page.into()))
}

/// Says that the labels of these lines are right. It counts as a look at each of them, so a person has to do it:
/// through a machine client it is refused.
#[utoipa::path(post, path = "/skim/seen", request_body = SkimSeen,
    responses((status = 200, body = SkimCounted), (status = 400, body = Problem)))]
pub(crate) async fn seen(
    State(doors): State<Doors>,
    Giver(by, through): Giver,
    Json(given): Json<SkimSeen>,
) -> Result<axum::Json<SkimCounted>, Problem> {
    if !through.is_page() {
        return Err(Problem::bad_request(
            "Only a person at the page can say that he has read them.",
        ));
    }
    let counted = flow::skim::seen(&doors.ports, &by, &given.lines).await?;
    stir(&doors);
    Ok(axum::Json(SkimCounted { counted }))
}
