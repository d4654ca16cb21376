//! Errors as `application/problem+json` (RFC 9457). `detail` is a sentence the operator reads as it
//! stands.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::conversation::Refusal;
use flow::StepError;
use jiff::Timestamp;
use ports::PortError;
use serde::Serialize;
use utoipa::ToSchema;

/// A problem.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Problem {
    /// What kind: a path under which the documentation explains it.
    #[serde(rename = "type")]
    pub kind: String,
    /// In a few words.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// What, where and what to do.
    pub detail: String,
    /// Who was faster, for a lost race.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<String>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub decided_at: Option<Timestamp>,
    /// What they decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<String>,
    /// The card as it is now; null if it is gone. Only where a card was meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub card: Option<serde_json::Value>,
}

impl Problem {
    /// A problem with a sentence.
    pub fn new(status: StatusCode, kind: &str, title: &str, detail: impl Into<String>) -> Self {
        Self {
            kind: format!("/problems/{kind}"),
            title: title.to_owned(),
            status: status.as_u16(),
            detail: detail.into(),
            decided_by: None,
            decided_at: None,
            decision: None,
            card: None,
        }
    }

    /// 400.
    pub fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "bad-request",
            "Bad request",
            detail,
        )
    }

    /// 401.
    pub fn unauthorized(detail: impl Into<String>) -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "unauthorized",
            "Not signed in",
            detail,
        )
    }

    /// 404.
    pub fn not_found(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", "Not found", detail)
    }

    /// 409.
    pub fn conflict(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, "conflict", "Not possible now", detail)
    }
}

impl From<StepError> for Problem {
    fn from(error: StepError) -> Self {
        match error {
            StepError::Refused(refusal) => refusal.into(),
            StepError::NotFound(what) => Self::not_found(format!("There is no {what}.")),
            StepError::Invalid(what) => Self::bad_request(sentence(&what)),
            StepError::Port(PortError::Refused(why)) => Self::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "refused",
                "Refused",
                sentence(&why),
            ),
            StepError::Port(
                error @ (PortError::Busy(_) | PortError::Conflict { .. } | PortError::Unknown(_)),
            ) => {
                tracing::warn!(%error, "a port is busy");
                Self::new(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "busy",
                    "Busy",
                    format!("It was not done: {error}. Nothing is lost; try again."),
                )
            }
            StepError::Corrupt { key, why } => {
                tracing::error!(key, why, "a stored item can't be read");
                Self::new(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "unreadable",
                    "Stored data can't be read",
                    format!(
                        "The stored item {key} can't be read ({why}). It was left as it is; restore a backup or ask for help."
                    ),
                )
            }
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let words = sentence(&refusal.to_string());
        let mut problem = match &refusal {
            Refusal::Stale { .. } => {
                Self::new(StatusCode::CONFLICT, "stale", "The card has changed", words)
            }
            Refusal::Decided { .. } => {
                Self::new(StatusCode::CONFLICT, "decided", "Already decided", words)
            }
            Refusal::Undone => Self::new(
                StatusCode::CONFLICT,
                "undone",
                "This verdict was undone",
                words,
            ),
            Refusal::TooLate(_) => Self::new(StatusCode::CONFLICT, "too-late", "Too late", words),
            Refusal::OutOfTurn(_) | Refusal::Exists | Refusal::CompanyBusy => Self::conflict(words),
            Refusal::Unknown(_) => Self::not_found(words),
            Refusal::Unsound(_) => Self::bad_request(words),
        };
        match refusal {
            Refusal::Stale { by, at } => {
                problem.decided_by = Some(by);
                problem.decided_at = Some(at);
                problem.decision = Some("edit".to_owned());
            }
            Refusal::Decided { by, at, what } => {
                problem.decided_by = Some(by);
                problem.decided_at = Some(at);
                problem.decision = Some(what);
            }
            Refusal::Undone
            | Refusal::TooLate(_)
            | Refusal::OutOfTurn(_)
            | Refusal::Exists
            | Refusal::CompanyBusy
            | Refusal::Unknown(_)
            | Refusal::Unsound(_) => {}
        }
        problem
    }
}

/// With a capital letter and a full stop.
fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    let first: String = chars
        .next()
        .map(|c| c.to_uppercase().collect())
        .unwrap_or_default();
    let stop = if words.ends_with(['.', '!', '?']) {
        ""
    } else {
        "."
    };
    format!("{first}{}{stop}", chars.as_str())
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, axum::Json(self)).into_response();
        response.headers_mut().insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        response
    }
}
