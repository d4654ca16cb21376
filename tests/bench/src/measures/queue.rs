//! The queue page, asked for through the real router without a socket: as it is looked at again and
//! again, and as it is loaded after each verdict.

use super::block_on;
use crate::Failure;
use crate::figures::Figures;
use crate::size::Size;
use crate::{herd, scene};
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use local::up::Running;
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};
use tower::ServiceExt;

/// Conversations that the real flow brings to a card; the others are copies of these.
const REAL: usize = 200;
/// No page is larger.
const LARGEST_PAGE: usize = 16 * 1024 * 1024;

/// So many cards that the page has to be fast.
pub(super) fn prepare(folder: &Path, size: &Size) -> Result<(), Failure> {
    with_cards(folder, size, size.cards)
}

/// So many that it is only reported.
pub(super) fn prepare_long(folder: &Path, size: &Size) -> Result<(), Failure> {
    with_cards(folder, size, size.many_cards)
}

fn with_cards(folder: &Path, size: &Size, cards: usize) -> Result<(), Failure> {
    block_on(async {
        let real = REAL.min(cards);
        scene::draft_all(folder, size.agents, real).await?;
        let running = scene::start(folder).await?;
        let ports = running.ports();
        let mut originals = Vec::new();
        let seen = scene::cards(ports, &scene::agents(size.agents)?).await?;
        let missing = cards.saturating_sub(seen.len());
        for (id, _) in seen {
            originals.push(herd::read(ports, &id).await?);
        }
        herd::copy(ports, originals, missing).await?;
        scene::stop(running).await
    })
}

/// Asks for pages, decides, asks again.
pub(super) fn run(folder: &Path, size: &Size) -> Result<Figures, Failure> {
    block_on(async {
        let running = scene::start(folder).await?;
        let (first, page) = timed(&running).await?;
        let total = page["totals"]["total"].as_u64().unwrap_or_default();
        let mut looking = Vec::new();
        for _ in 0..size.requests {
            looking.push(timed(&running).await?.0);
        }
        let (mut deciding, mut after) = (Vec::new(), Vec::new());
        let mut page = page;
        for _ in 0..size.requests {
            deciding.push(kill_first(&running, &page).await?);
            let (took, next) = timed(&running).await?;
            if next["cards"][0]["id"] == page["cards"][0]["id"] {
                return Err("a card that was decided is still on top".into());
            }
            after.push(took);
            page = next;
        }
        let shown = page["cards"].as_array().map_or(0, Vec::len);
        scene::stop(running).await?;
        let mut figures = Figures::default();
        figures
            .add("cards", total)
            .add("shown", shown)
            .add("requests", size.requests)
            .add("first_ms", crate::figures::milliseconds(first))
            .times("page", looking)
            .times("page_after_verdict", after)
            .times("verdict", deciding);
        Ok(figures)
    })
}

async fn timed(running: &Running) -> Result<(Duration, Value), Failure> {
    ask(running, Method::GET, "/api/v1/queue", Body::empty()).await
}

/// Kills the card on top, as the page would.
async fn kill_first(running: &Running, page: &Value) -> Result<Duration, Failure> {
    let card = &page["cards"][0];
    let fingerprints: Vec<&Value> = card["draft"]["messages"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|message| &message["fingerprint"])
        .collect();
    let id = card["id"].as_str().ok_or("there is no card any more")?;
    let verdict = json!({
        "verdict": scene::verdict(running.ports()).to_string(),
        "decision": { "type": "kill", "fingerprints": fingerprints, "reason": "off_tone" },
    });
    let path = format!("/api/v1/cards/{id}/verdict");
    let body = Body::from(verdict.to_string());
    Ok(ask(running, Method::POST, &path, body).await?.0)
}

/// The time until the whole answer is there.
async fn ask(
    running: &Running,
    method: Method,
    path: &str,
    body: Body,
) -> Result<(Duration, Value), Failure> {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, running.host())
        .header(
            header::AUTHORIZATION,
            format!("Bearer {}", running.bearer()),
        )
        .header(header::CONTENT_TYPE, "application/json")
        .body(body)?;
    let app = running.app().clone();
    let before = Instant::now();
    let answer = app.oneshot(request).await?;
    let status = answer.status();
    let bytes = to_bytes(answer.into_body(), LARGEST_PAGE).await?;
    let took = before.elapsed();
    if status != StatusCode::OK {
        return Err(format!(
            "{path} answered {status}: {}",
            String::from_utf8_lossy(&bytes)
        )
        .into());
    }
    Ok((took, serde_json::from_slice(&bytes)?))
}
