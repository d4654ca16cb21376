//! An edit, carried over into other waiting drafts that say the same.

use super::{Giver, Operator, by_a_person, stir, verdict_id};
use crate::address::{Path, Query};
use crate::body::Json;
use crate::doors::Doors;
use crate::problem::Problem;
use crate::wire::{CarryOver, CarryTo, Carrying, SameDrafts};
use axum::extract::State;
use flow::carry::{self, Among};
use serde::Deserialize;
use utoipa::IntoParams;

/// Where to look.
#[derive(Debug, Deserialize, IntoParams)]
pub(crate) struct AmongQuery {
    /// `agent` (default): drafts of the same agent; `class`: of all agents that write by the same instructions.
    among: Option<String>,
}

/// The waiting drafts that hold the very words that were replaced in the draft of this approval.
#[utoipa::path(get, path = "/verdicts/{id}/same", params(AmongQuery),
    responses((status = 200, body = SameDrafts), (status = 404, body = Problem)))]
pub(crate) async fn same(
    State(doors): State<Doors>,
    _: Operator,
    Path(id): Path<String>,
    Query(query): Query<AmongQuery>,
) -> Result<axum::Json<SameDrafts>, Problem> {
    let among = match query.among.as_deref().unwrap_or_default() {
        "" | "agent" => Among::Agent,
        "class" => Among::Class,
        _ => return Err(Problem::bad_request("among is agent or class.")),
    };
    let offer = carry::offer(&doors.ports, &verdict_id(&id)?, among).await?;
    Ok(axum::Json(offer.into()))
}

/// Makes the same replacement in these drafts. None of them is approved by it. Through a machine client it is refused.
#[utoipa::path(post, path = "/verdicts/{id}/same", request_body = CarryOver,
    responses((status = 200, body = Carrying), (status = 400, body = Problem), (status = 404, body = Problem)))]
pub(crate) async fn over(
    State(doors): State<Doors>,
    Giver(by, through): Giver,
    Path(id): Path<String>,
    Json(given): Json<CarryOver>,
) -> Result<axum::Json<Carrying>, Problem> {
    by_a_person(through, REFUSED)?;
    let order = verdict_id(&given.order)?;
    let drafts: Option<Vec<_>> = given.drafts.into_iter().map(CarryTo::wanted).collect();
    let drafts = drafts.ok_or_else(|| Problem::bad_request("One of these is no conversation."))?;
    let row = carry::order(&doors.ports, &by, &order, &verdict_id(&id)?, drafts).await?;
    stir(&doors);
    Ok(axum::Json(Carrying::of(&order, row)))
}

/// How an order stands.
#[utoipa::path(get, path = "/carried/{order}",
    responses((status = 200, body = Carrying), (status = 404, body = Problem)))]
pub(crate) async fn carried(
    State(doors): State<Doors>,
    _: Operator,
    Path(order): Path<String>,
) -> Result<axum::Json<Carrying>, Problem> {
    let order = verdict_id(&order)?;
    let row = carry::of(&doors.ports, &order).await?;
    Ok(axum::Json(Carrying::of(&order, row)))
}

/// Takes an order back: what it changed and nobody decided on since is as it was. Through a machine client it is
/// refused.
#[utoipa::path(post, path = "/carried/{order}/undo",
    responses((status = 200, body = Carrying), (status = 404, body = Problem)))]
pub(crate) async fn undo_carried(
    State(doors): State<Doors>,
    Giver(by, through): Giver,
    Path(order): Path<String>,
) -> Result<axum::Json<Carrying>, Problem> {
    by_a_person(through, REFUSED)?;
    let order = verdict_id(&order)?;
    let row = carry::undo(&doors.ports, &by, &order).await?;
    stir(&doors);
    Ok(axum::Json(Carrying::of(&order, row)))
}

const REFUSED: &str =
    "Only a person at the page carries an edit over; a program may edit each draft by itself.";
