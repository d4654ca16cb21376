//! What each version of the playbook led to.

use super::Operator;
use crate::doors::Doors;
use crate::problem::Problem;
use crate::wire::{Effect, Effects};
use axum::extract::State;
use flow::{effect, versions};

/// Entries that are compared.
const MOST: usize = 20;

/// Kill, edit and positive-reply rates before and after each push.
#[utoipa::path(get, path = "/playbook/effect", responses((status = 200, body = Effects)))]
pub(crate) async fn effects(
    State(doors): State<Doors>,
    _: Operator,
) -> Result<axum::Json<Effects>, Problem> {
    let tallies = effect::tallies(&doors.ports).await?;
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
