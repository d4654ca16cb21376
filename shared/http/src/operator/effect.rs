//! What each version of the playbook led to.

use super::Operator;
use super::report::agent_named;
use crate::address::Query;
use crate::doors::Doors;
use crate::problem::Problem;
use crate::wire::{Effect, Effects};
use axum::extract::State;
use flow::{effect, versions};
use serde::Deserialize;
use utoipa::IntoParams;

/// Entries that are compared.
const MOST: usize = 20;

/// Of whom.
#[derive(Debug, Deserialize, IntoParams)]
pub(crate) struct EffectQuery {
    /// Of this agent; of all together without it.
    agent: Option<String>,
}

/// Kill, edit and positive-reply rates, and the operators' time, before and after each push.
#[utoipa::path(get, path = "/playbook/effect", params(EffectQuery),
    responses((status = 200, body = Effects), (status = 404, body = Problem)))]
pub(crate) async fn effects(
    State(doors): State<Doors>,
    _: Operator,
    Query(query): Query<EffectQuery>,
) -> Result<axum::Json<Effects>, Problem> {
    let agent = agent_named(query.agent.as_deref())?;
    let tallies = effect::tallies(&doors.ports, agent.as_ref()).await?;
    let of = |version: Option<&String>| {
        version
            .and_then(|version| tallies.get(version))
            .copied()
            .unwrap_or_default()
    };
    let history = versions::history(&doors.ports, None, MOST).await?;
    Ok(axum::Json(Effects {
        versions: history
            .iter()
            .map(|entry| Effect::of(entry, of(entry.before.as_ref()), of(Some(&entry.version))))
            .collect(),
    }))
}
