//! The public door: one-click unsubscribe (RFC 8058), and replies that programs post (`hooks.rs`). No sign-in, no
//! cookie, no redirect. GET changes nothing, because link scanners follow every link.

use crate::doors::Doors;
use crate::hooks::{self, REPLIES_HOOK};
use crate::operator::stir;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use domain::Actor;
use domain::rows::{StopReason, StopSource};
use domain::tokens::UnsubscribeToken;
use flow::stops;

/// The routes, all of them. On AWS each has one of its own in `infra/template.yaml`.
pub(crate) fn router() -> Router<Doors> {
    Router::new()
        .route("/u/{token}", get(ask).post(opt_out))
        .route(REPLIES_HOOK, post(hooks::reply))
}

async fn ask(State(doors): State<Doors>, Path(token): Path<String>) -> Response {
    match UnsubscribeToken::read(&token, &doors.ports.secrets) {
        Some(_) => page(
            StatusCode::OK,
            "Stop these messages?",
            "<form method=\"post\"><button>Yes, do not write to me again</button></form>",
        ),
        None => unknown(),
    }
}

async fn opt_out(State(doors): State<Doors>, Path(token): Path<String>) -> Response {
    let Some(token) = UnsubscribeToken::read(&token, &doors.ports.secrets) else {
        return unknown();
    };
    let row = stops::row(
        &doors.ports,
        StopReason::OptOut,
        StopSource::OneClick,
        Actor::Contact,
        None,
    );
    let row = domain::rows::StopRow {
        conversation: Some(token.conversation.clone()),
        ..row
    };
    let done = stops::stop_person(
        &doors.ports,
        &token.contact,
        Some(&token.conversation),
        &row,
        Some(token.step),
        None,
    )
    .await;
    stir(&doors);
    match done {
        Ok(_) => page(
            StatusCode::OK,
            "Done",
            "<p>Nobody here will write to you again.</p>",
        ),
        Err(error) => {
            tracing::error!(%error, "an opt-out failed");
            page(
                StatusCode::SERVICE_UNAVAILABLE,
                "Please try again",
                "<p>It could not be stored just now. Press the button once more, or answer the letter with \"stop\".</p>\
                 <form method=\"post\"><button>Stop these messages</button></form>",
            )
        }
    }
}

fn unknown() -> Response {
    page(
        StatusCode::NOT_FOUND,
        "This link is not ours",
        "<p>It may have been cut on the way. Answer the letter with \"stop\" instead; that works as well.</p>",
    )
}

/// A page without anything from outside in it.
fn page(status: StatusCode, title: &str, body: &str) -> Response {
    let html = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><meta name=\"robots\" content=\"noindex\">\
         <title>{title}</title><h1>{title}</h1>{body}</html>"
    );
    let mut response = (status, html).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; form-action 'self'; frame-ancestors 'none'"),
    );
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
