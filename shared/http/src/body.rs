//! JSON bodies: every fault is a problem that says what is wrong.

use crate::problem::Problem;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use serde::de::DeserializeOwned;

/// Most bytes of a JSON body.
const MOST_JSON: usize = 1024 * 1024;

/// A body of at most 1 MiB, read as JSON whatever its content type says.
pub(crate) struct Json<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let bytes = bytes(request, state).await?;
        if bytes.len() > MOST_JSON {
            return Err(too_large());
        }
        serde_json::from_slice(&bytes).map(Json).map_err(|error| {
            Problem::bad_request(format!("The body is not what this call takes: {error}."))
        })
    }
}

/// The bytes of a body, or the problem with them.
pub(crate) async fn bytes<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Problem> {
    Bytes::from_request(request, state)
        .await
        .map_err(|rejection| cut_off(&rejection))
}

fn cut_off(rejection: &BytesRejection) -> Problem {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        too_large()
    } else {
        Problem::bad_request(format!("The body did not arrive whole: {rejection}."))
    }
}

fn too_large() -> Problem {
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "too-large",
        "Body too large",
        "The body is larger than this call takes (a message 25 MiB, anything else 1 MiB). Nothing was stored.",
    )
}
