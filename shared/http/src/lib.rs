//! The two doors: the operator's API with its page, and the public entries.
//!
//! Must never be here: a decision (that is `domain`), a commit (that is `flow`), a listening socket.

#![expect(
    clippy::result_large_err,
    reason = "a problem is made once a request and goes straight to the wire"
)]

pub mod access;
mod address;
mod at_hand;
mod body;
mod cards;
mod doors;
mod hooks;
mod operator;
mod problem;
mod public;
mod replies;
pub mod site;
pub mod wire;

pub use access::{Hosts, SignedIn};
pub use doors::{Amended, Doors, Edit, MarketClock, PlaybookReader, Reading, TotalsCache};
pub use hooks::REPLIES_HOOK;
pub use problem::Problem;

use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderValue, header};
use axum::{Router, middleware};
use tower_http::set_header::SetResponseHeaderLayer;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

#[derive(OpenApi)]
#[openapi(info(
    title = "Onloop, operator's API",
    version = "1",
    description = "Everything the page and the command line may do. Errors are application/problem+json."
))]
struct Description;

/// The API's description.
pub fn openapi() -> utoipa::openapi::OpenApi {
    described().into_openapi()
}

fn described() -> OpenApiRouter<Doors> {
    OpenApiRouter::with_openapi(Description::openapi()).nest("/api/v1", operator::router())
}

/// All routes: API, public entries and the page.
pub fn router(doors: Doors, files: &'static [site::File]) -> Router {
    let (api, description) = described().split_for_parts();
    let inside = api
        .route(
            "/api/v1/openapi.json",
            axum::routing::get(move || {
                let description = description.clone();
                async move { axum::Json(description) }
            }),
        )
        .route("/api/{*rest}", axum::routing::any(unknown))
        .merge(site::router(files))
        .layer(middleware::from_fn_with_state(
            doors.clone(),
            operator::guard,
        ));
    hardened(inside.merge(public::router()), doors)
}

/// The public entries alone, for where they have an address of their own.
pub fn public_router(doors: Doors) -> Router {
    hardened(public::router(), doors)
}

/// What every answer of either door carries.
fn hardened(routes: Router<Doors>, doors: Doors) -> Router {
    let fixed =
        |name, value| SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value));
    routes
        // One limit for all; JSON bodies are small, a message may be 25 MiB.
        .layer(DefaultBodyLimit::max(flow::inbound::MAX_RAW))
        .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(fixed(header::REFERRER_POLICY, "no-referrer"))
        .layer(fixed(header::X_FRAME_OPTIONS, "DENY"))
        .with_state(doors)
}

async fn unknown() -> Problem {
    Problem::not_found("There is no such call; the API is described at /api/v1/openapi.json.")
}
