//! The weekly report.

use super::Operator;
use crate::address::Query;
use crate::doors::Doors;
use crate::problem::Problem;
use crate::wire::WeekReport;
use axum::extract::State;
use domain::AgentName;
use flow::report::{self, Usual, Week};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which report.
#[derive(Debug, Deserialize, IntoParams)]
pub(crate) struct ReportQuery {
    /// Of this agent; all without it.
    agent: Option<String>,
    /// Such as `2026-W40` (ISO 8601); the present week without it.
    week: Option<String>,
    /// For the client: what was done and what came of it, without kills, edits and minutes.
    #[serde(default)]
    client: bool,
}

/// A week of an agent or of the fleet: volume by stage, kills and edits by reason, the kill rate with its interval,
/// the operators' minutes, the pipeline, and the three questions of a trial. Reads the events of at most 20,000
/// conversations in which something changed since the week before.
#[utoipa::path(get, path = "/report", params(ReportQuery),
    responses((status = 200, body = WeekReport), (status = 400, body = Problem), (status = 404, body = Problem)))]
pub(crate) async fn week(
    State(doors): State<Doors>,
    _: Operator,
    Query(query): Query<ReportQuery>,
) -> Result<axum::Json<WeekReport>, Problem> {
    let agent = agent_named(query.agent.as_deref())?;
    let week = query.week.as_deref().filter(|name| !name.is_empty());
    let week = Week::read(&doors.ports, week)?;
    let made = report::report(&doors.ports, agent.as_ref(), week, Usual::default()).await?;
    Ok(axum::Json(WeekReport::of(made, query.client)))
}

/// The agent that a query names; an empty name is none.
pub(super) fn agent_named(name: Option<&str>) -> Result<Option<AgentName>, Problem> {
    let name = name.filter(|name| !name.is_empty());
    name.map(AgentName::parse)
        .transpose()
        .map_err(|_| Problem::not_found("There is no agent of this name."))
}
