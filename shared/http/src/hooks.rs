//! The public door for replies: a mail-forwarding service, a tool for LinkedIn or a small script posts what came in
//! elsewhere, and its signature (`domain::webhook`) is checked on the very bytes. Whoever knows the secret may bring
//! replies, and reports that something bounced, and nothing else.
//!
//! Nothing is kept on who posted: a repeat is known by the mail or message that it brings, however much later it
//! comes and whatever its `webhook-id`.

use crate::body;
use crate::doors::Doors;
use crate::problem::Problem;
use crate::replies::{self, Taken};
use crate::wire::LinkedinMessage;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use domain::webhook::{Signed, Unproven};
use flow::StepError;
use ports::PortError;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Where replies are posted to, below the public address.
pub const REPLIES_HOOK: &str = "/hooks/replies";

/// What is posted, by its content type.
enum Posted {
    /// A raw mail.
    Mail,
    /// An event in JSON.
    Event,
}

/// An event, as Standard Webhooks advises. `timestamp` and whatever else stands there is not looked at.
#[derive(Deserialize)]
struct Event {
    #[serde(rename = "type")]
    kind: String,
    data: Value,
}

/// A mail in an event.
#[derive(Deserialize)]
struct MailData {
    raw: String,
}

pub(crate) async fn reply(State(doors): State<Doors>, request: Request) -> Result<Taken, Problem> {
    let headers = request.headers().clone();
    let header = |name: &'static str| headers.get(name).and_then(|value| value.to_str().ok());
    let unproven = |why| unproven(&doors, &why);
    let signed = Signed::read(header, doors.ports.clock.now()).map_err(unproven)?;
    let body = body::bytes(request, &doors).await?;
    let secret = doors.ports.secrets.webhook();
    signed.check(&secret, &body).map_err(unproven)?;
    match posted(&headers)? {
        Posted::Mail => replies::mail(&doors, body.into()).await.map_err(again),
        Posted::Event => event(&doors, &body).await,
    }
}

fn posted(headers: &HeaderMap) -> Result<Posted, Problem> {
    let told = headers.get(header::CONTENT_TYPE);
    let told = told.and_then(|value| value.to_str().ok()).unwrap_or("");
    let kind = told.split(';').next().unwrap_or("").trim();
    match kind.to_ascii_lowercase().as_str() {
        "message/rfc822" | "application/octet-stream" => Ok(Posted::Mail),
        "application/json" => Ok(Posted::Event),
        _ => Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "content-type",
            "Unknown content type",
            "Send a raw mail as message/rfc822 or application/octet-stream, or an event as application/json.",
        )),
    }
}

async fn event(doors: &Doors, body: &[u8]) -> Result<Taken, Problem> {
    let Event { kind, data } = serde_json::from_slice(body).map_err(|error| {
        Problem::bad_request(format!(
            "The body is no event {{\"type\": …, \"data\": {{…}}}}: {error}."
        ))
    })?;
    let done = match kind.as_str() {
        "reply.email" => {
            let mail: MailData = read(&kind, data)?;
            replies::mail(doors, bytes_of(&mail.raw)?).await
        }
        "reply.linkedin" => {
            let message: LinkedinMessage = read(&kind, data)?;
            replies::linkedin(doors, message).await
        }
        _ => {
            return Err(Problem::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "unknown-type",
                "Unknown type of event",
                "Known types are reply.email (data: raw, a mail in base64) and reply.linkedin (data: id, profile, name, text). Nothing was stored.",
            ));
        }
    };
    done.map_err(again)
}

fn read<T: DeserializeOwned>(kind: &str, data: Value) -> Result<T, Problem> {
    serde_json::from_value(data)
        .map_err(|error| Problem::bad_request(format!("The data of {kind} is not sound: {error}.")))
}

/// Base64 in either alphabet (RFC 4648 sections 4 and 5), in lines or in one, padded or not: services differ.
fn bytes_of(text: &str) -> Result<Vec<u8>, Problem> {
    let plain: Vec<u8> = text
        .bytes()
        .filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=')
        .map(|byte| match byte {
            b'-' => b'+',
            b'_' => b'/',
            other => other,
        })
        .collect();
    data_encoding::BASE64_NOPAD
        .decode(&plain)
        .map_err(|_| Problem::bad_request("The field raw of reply.email is no base64."))
}

/// Says what to mend. The market's clock may be anywhere: that is said, too.
fn unproven(doors: &Doors, why: &Unproven) -> Problem {
    let is_of_time = matches!(why, Unproven::Old(_) | Unproven::Early(_));
    let market = match &doors.market {
        Some(_) if is_of_time => {
            " The simulated market has a clock of its own; `onloop up --market none` goes by the real one."
        }
        _ => "",
    };
    Problem::new(
        StatusCode::UNAUTHORIZED,
        "signature",
        "Not signed as agreed",
        format!(
            "Nothing was stored: {why}.{market} `onloop webhook --help` shows how a post is signed."
        ),
    )
}

/// What could not be stored is for the sender to send again, whatever the reason: it holds the reply, we don't.
fn again(error: StepError) -> Problem {
    match error {
        StepError::Invalid(_)
        | StepError::Port(
            PortError::Busy(_) | PortError::Conflict { .. } | PortError::Unknown(_),
        ) => error.into(),
        error => {
            tracing::error!(%error, "a reply that was posted could not be stored");
            Problem::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "busy",
                "Busy",
                "The reply could not be stored just now. Send it again.",
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::bytes_of;

    #[test]
    fn base64_is_read_however_a_service_writes_it() {
        let mail = b"From: a@b.example\r\n\r\n\xfb\xff\xfe";
        for text in [
            "RnJvbTogYUBiLmV4YW1wbGUNCg0K+//+",
            "RnJvbTogYUBiLmV4YW1wbGUNCg0K-__-",
            "RnJvbTogYUBi\r\nLmV4YW1wbGUN\nCg0K+//+\n",
        ] {
            assert_eq!(bytes_of(text).ok().as_deref(), Some(&mail[..]), "{text}");
        }
        assert_eq!(bytes_of("YQ==").ok(), bytes_of("YQ").ok());
        for wrong in ["no, words", "YQ%3D", "Y"] {
            assert!(bytes_of(wrong).is_err(), "{wrong}");
        }
    }
}
