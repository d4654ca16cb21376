//! What whoever posts replies has to be told.

use super::Operator;
use crate::doors::Doors;
use crate::hooks::REPLIES_HOOK;
use crate::wire::Webhook;
use axum::extract::State;

/// Where programs post replies to, and the secret that they sign with.
#[utoipa::path(get, path = "/webhook", responses((status = 200, body = Webhook)))]
pub(crate) async fn webhook(State(doors): State<Doors>, _: Operator) -> axum::Json<Webhook> {
    let base = doors.ports.reached_at();
    axum::Json(Webhook {
        url: base.map(|base| format!("{base}{REPLIES_HOOK}")),
        secret: doors.ports.secrets.webhook().text(),
    })
}
