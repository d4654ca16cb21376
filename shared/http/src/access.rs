//! Who may come in: single-use sign-in tokens, bearers, and which hosts and origins are answered.

use crate::problem::Problem;
use axum::http::{HeaderMap, header};
use domain::OperatorId;
use domain::conversation::Through;
use flow::{Ports, StepError, items, keys, step};
use jiff::{SignedDuration, Timestamp};
use ports::{Action, Expect, PortError};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A sign-in link is good for so long.
const LINK: SignedDuration = SignedDuration::from_hours(24);
/// A session is good for so long.
const SESSION: SignedDuration = SignedDuration::from_hours(30 * 24);

/// What a stored token is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum TokenKind {
    Link,
    /// Of a page that a person signed in at.
    Bearer,
    /// Of a program. What it decides is no label.
    Machine,
}

/// A stored token: its hash is the key, so the table tells nobody how to sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct TokenRow {
    kind: TokenKind,
    operator: OperatorId,
    until: Timestamp,
}

fn hash(token: &str) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(token.as_bytes()))
}

fn fresh(ports: &Ports, prefix: &str) -> String {
    let mut bytes = ports.entropy.bytes().to_vec();
    bytes.extend(ports.entropy.bytes());
    format!(
        "{prefix}{}",
        data_encoding::BASE32_NOPAD.encode(&bytes).to_lowercase()
    )
}

/// Real time: a session's life does not run with a simulated market.
fn now() -> Timestamp {
    Timestamp::now()
}

async fn make(ports: &Ports, kind: TokenKind, operator: &OperatorId) -> Result<String, StepError> {
    let (prefix, life) = match kind {
        TokenKind::Link => ("sgn_", LINK),
        TokenKind::Bearer => ("brr_", SESSION),
        TokenKind::Machine => ("mch_", SESSION),
    };
    let token = fresh(ports, prefix);
    let row = TokenRow {
        kind,
        operator: operator.clone(),
        until: domain::calendar::later(now(), life),
    };
    step::finish(
        ports,
        &[items::put(
            keys::session(&hash(&token)),
            &row,
            Expect::Absent,
        )],
    )
    .await?;
    Ok(token)
}

/// A single-use sign-in token for an operator, good for a day.
pub async fn sign_in_token(ports: &Ports, operator: &OperatorId) -> Result<String, StepError> {
    make(ports, TokenKind::Link, operator).await
}

/// A bearer for an operator's programs, the commands among them, good for 30 days.
pub async fn bearer(ports: &Ports, operator: &OperatorId) -> Result<String, StepError> {
    make(ports, TokenKind::Machine, operator).await
}

/// Exchanges a sign-in token; it can't be used again.
pub async fn exchange(ports: &Ports, token: &str) -> Result<(String, OperatorId), Problem> {
    let refused = || {
        Problem::unauthorized(
            "This sign-in link is unknown, was used, or is older than a day. Make a new one with `onloop sign-in`.",
        )
    };
    let key = keys::session(&hash(token));
    let Some((row, item)) = step::read::<TokenRow>(ports, key.clone()).await? else {
        return Err(refused());
    };
    if row.kind != TokenKind::Link || row.until < now() {
        return Err(refused());
    }
    match step::finish(
        ports,
        &[Action::Delete {
            key,
            expect: Expect::Version(item.version),
        }],
    )
    .await
    {
        Ok(()) => {}
        Err(StepError::Port(PortError::Conflict { .. })) => return Err(refused()),
        Err(error) => return Err(error.into()),
    }
    let bearer = make(ports, TokenKind::Bearer, &row.operator).await?;
    Ok((bearer, row.operator))
}

/// An operator whom something in front of this program has signed in already. Whoever wires puts it
/// into a request's extensions; nothing that a client sends can.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn(pub OperatorId);

/// The operator who comes with these headers.
pub async fn operator(ports: &Ports, headers: &HeaderMap) -> Result<OperatorId, Problem> {
    giver(ports, headers).await.map(|(operator, _)| operator)
}

/// The operator who comes with these headers, and through which door.
pub(crate) async fn giver(
    ports: &Ports,
    headers: &HeaderMap,
) -> Result<(OperatorId, Through), Problem> {
    let bearer = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "))
        .ok_or_else(|| {
            Problem::unauthorized("Send the header `Authorization: Bearer …`; sign in to get one.")
        })?;
    let found = step::read::<TokenRow>(ports, keys::session(&hash(bearer.trim()))).await?;
    let known = found.map(|(row, _)| row).filter(|row| row.until >= now());
    match known.map(|row| (row.kind, row.operator)) {
        Some((TokenKind::Bearer, operator)) => Ok((operator, Through::Page)),
        Some((TokenKind::Machine, operator)) => Ok((operator, Through::Machine)),
        Some((TokenKind::Link, _)) | None => Err(Problem::unauthorized(
            "This bearer is unknown or too old. Sign in again with a new link.",
        )),
    }
}

/// Ends a session.
pub async fn sign_out(ports: &Ports, headers: &HeaderMap) -> Result<(), Problem> {
    let bearer = headers
        .get(header::AUTHORIZATION)
        .and_then(|v| v.to_str().ok())
        .and_then(|v| v.strip_prefix("Bearer "));
    if let Some(bearer) = bearer {
        let key = keys::session(&hash(bearer.trim()));
        step::finish(
            ports,
            &[Action::Delete {
                key,
                expect: Expect::Any,
            }],
        )
        .await?;
    }
    Ok(())
}

/// Which hosts are answered. A page of another origin that reaches our address by a DNS trick
/// (rebinding) sends its own name as `Host` and is turned away.
#[derive(Debug, Clone, Default)]
pub struct Hosts(pub Vec<String>);

impl Hosts {
    /// Checks `Host` and, where a browser sends one, `Origin`.
    pub fn check(&self, headers: &HeaderMap) -> Result<(), Problem> {
        let host = headers
            .get(header::HOST)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        if !self.knows(host) {
            let shown: String = host.chars().take(80).collect();
            return Err(Problem::new(
                axum::http::StatusCode::MISDIRECTED_REQUEST,
                "host",
                "Unknown host",
                format!("This server does not answer for the host {shown:?}."),
            ));
        }
        let origin = headers
            .get(header::ORIGIN)
            .and_then(|value| value.to_str().ok());
        let foreign = origin.is_some_and(|origin| {
            !origin
                .split_once("://")
                .is_some_and(|(_, host)| self.knows(host))
        });
        if foreign {
            return Err(Problem::new(
                axum::http::StatusCode::FORBIDDEN,
                "origin",
                "Foreign origin",
                "Requests from pages of another origin are refused.",
            ));
        }
        Ok(())
    }

    fn knows(&self, host: &str) -> bool {
        self.0.iter().any(|known| known.eq_ignore_ascii_case(host))
    }
}
