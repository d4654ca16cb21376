//! The log, the stop list, forget, and mail at the door.

use super::{Operator, stir};
use crate::address::{Path, Query};
use crate::body::{self, Json};
use crate::doors::Doors;
use crate::problem::Problem;
use crate::wire::{
    Attach, Forget, Forgotten, InboundAccepted, Log, LogLine, NewStop, SentTaken, StopAdded,
    StopEntry, StopKind, Unmatched, UnmatchedMail,
};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use domain::identity::{normal_domain, slug};
use domain::rows::{StopReason, StopRow, StopSource};
use domain::{Actor, CompanyId, ConversationId, Identifier, InboundId};
use flow::by_hand::{self, SentByHand};
use flow::items::{self, InboundRow, ReadingBlob};
use flow::log::LogCursor;
use flow::{drafting, inbound, keys, step, stops};
use ports::{Key, PageRequest};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which lines.
#[derive(Debug, Deserialize, IntoParams)]
pub(crate) struct LogQuery {
    /// Only lines with this in them, in any case.
    grep: Option<String>,
    /// 1 to 1,000.
    limit: Option<usize>,
    /// Cursor of the page before.
    before: Option<String>,
}

/// The log, newest first.
#[utoipa::path(get, path = "/log", params(LogQuery), responses((status = 200, body = Log)))]
pub(crate) async fn log(
    State(doors): State<Doors>,
    _: Operator,
    Query(query): Query<LogQuery>,
) -> Result<axum::Json<Log>, Problem> {
    let limit = query.limit.unwrap_or(100).clamp(1, 1000);
    let cursor = query.before.filter(|text| !text.is_empty()).map(LogCursor);
    let page = flow::log::page(
        &doors.ports,
        query.grep.as_deref().unwrap_or_default(),
        limit,
        cursor.as_ref(),
    )
    .await?;
    let lines = page
        .lines
        .into_iter()
        .map(|line| LogLine {
            line: line.line(),
            at: line.at,
            who: line.who,
            stream: line.stream,
            event: line.event,
            words: line.words,
            conversation: line.conversation.map(|id| id.to_string()),
            contact: line.contact,
            agent: line.agent,
            playbook: line.versions.playbook,
            model: line.versions.model,
            policy: line.versions.policy,
        })
        .collect();
    Ok(axum::Json(Log {
        lines,
        next: page.next.map(|cursor| cursor.0),
    }))
}

/// The key of a stop entry.
enum StopTarget {
    Person(Identifier),
    Other(Key),
}

fn target(kind: StopKind, value: &str) -> Result<StopTarget, Problem> {
    let bad = |what: &str| Problem::bad_request(format!("This is no {what}."));
    Ok(match kind {
        StopKind::Email => {
            StopTarget::Person(Identifier::email(value).ok_or_else(|| bad("mail address"))?)
        }
        StopKind::Linkedin => StopTarget::Person(
            Identifier::linkedin(value).ok_or_else(|| bad("link to a LinkedIn profile"))?,
        ),
        StopKind::Domain => StopTarget::Other(keys::stop_domain(
            &normal_domain(value).ok_or_else(|| bad("domain"))?,
        )),
        StopKind::Company => {
            let text = normal_domain(value).unwrap_or_else(|| slug(value));
            StopTarget::Other(keys::stop_company(
                &CompanyId::parse(&text).map_err(|_| bad("company"))?,
            ))
        }
    })
}

/// Adds to the stop list. There is no undo.
#[utoipa::path(post, path = "/stops", request_body = NewStop, responses((status = 200, body = StopAdded)))]
pub(crate) async fn stop(
    State(doors): State<Doors>,
    Operator(by): Operator,
    Json(given): Json<NewStop>,
) -> Result<axum::Json<StopAdded>, Problem> {
    let ports = &doors.ports;
    let actor = Actor::Operator(by);
    let row = stops::row(
        ports,
        StopReason::Operator,
        StopSource::Operator,
        actor.clone(),
        None,
    );
    let kind = format!("{:?}", given.kind).to_lowercase();
    let added = match target(given.kind, &given.value)? {
        StopTarget::Person(identifier) => {
            let person = match stops::find(ports, &identifier).await? {
                Some(known) => known.contact,
                None => ports.secrets.contact(&identifier),
            };
            stops::stop_person(ports, &person, None, &row, None, None).await?
        }
        StopTarget::Other(key) => stops::stop_place(ports, key, &row).await?,
    };
    if added {
        let words = format!("a stop entry was added ({kind})");
        step::finish(
            ports,
            &[flow::log::note(ports, actor, "stop_added", words, None)],
        )
        .await?;
    }
    stir(&doors);
    Ok(axum::Json(StopAdded { added }))
}

/// Whom to look up.
#[derive(Debug, Deserialize, IntoParams)]
pub(crate) struct StopQuery {
    /// `email`, `linkedin`, `domain` or `company`.
    #[param(value_type = String)]
    kind: StopKind,
    /// Address, link, domain or name.
    value: String,
}

/// Whether somebody is on the stop list.
#[utoipa::path(get, path = "/stops", params(StopQuery), responses((status = 200, body = StopEntry)))]
pub(crate) async fn stopped(
    State(doors): State<Doors>,
    _: Operator,
    Query(query): Query<StopQuery>,
) -> Result<axum::Json<StopEntry>, Problem> {
    let key = match target(query.kind, &query.value)? {
        StopTarget::Person(identifier) => {
            keys::stop_identifier(&doors.ports.secrets.hash(&identifier))
        }
        StopTarget::Other(key) => key,
    };
    let row = step::read::<StopRow>(&doors.ports, key)
        .await?
        .map(|(row, _)| row);
    Ok(axum::Json(StopEntry {
        stopped: row.is_some(),
        reason: row.as_ref().map(|row| row.reason.words().to_owned()),
        since: row.map(|row| row.since),
    }))
}

/// Erases a person. There is no undo.
#[utoipa::path(post, path = "/forget", request_body = Forget, responses((status = 200, body = Forgotten)))]
pub(crate) async fn forget(
    State(doors): State<Doors>,
    Operator(by): Operator,
    Json(given): Json<Forget>,
) -> Result<axum::Json<Forgotten>, Problem> {
    let done = flow::forget::forget(&doors.ports, &by, &given.address).await?;
    stir(&doors);
    Ok(axum::Json(Forgotten {
        conversations: done.conversations,
        blobs: done.blobs,
    }))
}

/// Takes a raw message (RFC 5322, at most 25 MiB).
#[utoipa::path(post, path = "/inbound", request_body(content = Vec<u8>, content_type = "message/rfc822"),
    responses((status = 202, body = InboundAccepted), (status = 413, body = Problem)))]
pub(crate) async fn inbound(
    State(doors): State<Doors>,
    _: Operator,
    request: Request,
) -> Result<(StatusCode, axum::Json<InboundAccepted>), Problem> {
    let raw = body::bytes(request, &doors).await?;
    let accepted = inbound::accept(&doors.ports, raw.to_vec()).await?;
    stir(&doors);
    let answer = InboundAccepted {
        inbound: accepted.inbound.to_string(),
        duplicate: accepted.duplicate,
    };
    Ok((StatusCode::ACCEPTED, axum::Json(answer)))
}

/// Takes a raw letter from a mailbox's Sent folder. One that a person wrote by hand ends the sequence of
/// everybody it went to; what this software sent does nothing.
#[utoipa::path(post, path = "/sent", request_body(content = Vec<u8>, content_type = "message/rfc822"),
    responses((status = 200, body = SentTaken), (status = 400, body = Problem), (status = 413, body = Problem)))]
pub(crate) async fn sent(
    State(doors): State<Doors>,
    _: Operator,
    request: Request,
) -> Result<axum::Json<SentTaken>, Problem> {
    let raw = body::bytes(request, &doors).await?;
    let taken = by_hand::accept_sent(&doors.ports, &raw).await?;
    stir(&doors);
    let (known, ended) = match taken {
        SentByHand::Known => (true, 0),
        SentByHand::Ended(ended) => (false, ended),
    };
    Ok(axum::Json(SentTaken { known, ended }))
}

/// Mail that matched nothing, newest first.
#[utoipa::path(get, path = "/unmatched", responses((status = 200, body = Unmatched)))]
pub(crate) async fn unmatched(
    State(doors): State<Doors>,
    _: Operator,
) -> Result<axum::Json<Unmatched>, Problem> {
    let request = PageRequest {
        pk: keys::UNMATCHED.to_owned(),
        prefix: String::new(),
        after: None,
        until: None,
        descending: true,
        limit: 100,
    };
    let page = doors
        .ports
        .table
        .page(&request)
        .await
        .map_err(flow::StepError::from)?;
    let mut mails = Vec::new();
    for item in &page.items {
        let id: InboundId = items::decode(item)?;
        let Some((row, _)) = step::read::<InboundRow>(&doors.ports, keys::inbound(&id)).await?
        else {
            continue;
        };
        let Some(hash) = &row.reading else { continue };
        let reading: ReadingBlob = drafting::read_blob(&doors.ports, hash, "mail").await?;
        mails.push(UnmatchedMail {
            inbound: id.to_string(),
            received_at: row.at,
            from: reading.from,
            subject: reading.subject,
            text: reading.text,
            intent: reading.intent.to_string(),
        });
    }
    Ok(axum::Json(Unmatched { mails }))
}

/// Takes a message that matched nothing off the screen; it stays stored.
#[utoipa::path(post, path = "/unmatched/{inbound}/file", responses((status = 204), (status = 404, body = Problem)))]
pub(crate) async fn file_unmatched(
    State(doors): State<Doors>,
    Operator(by): Operator,
    Path(inbound): Path<String>,
) -> Result<StatusCode, Problem> {
    let id =
        InboundId::parse(&inbound).map_err(|error| Problem::bad_request(format!("{error}.")))?;
    flow::inbound::file_unmatched(&doors.ports, &by, &id).await?;
    stir(&doors);
    Ok(StatusCode::NO_CONTENT)
}

/// Says to which conversation a message that matched nothing belongs: it becomes a reply card there.
#[utoipa::path(post, path = "/unmatched/{inbound}/attach", request_body = Attach,
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub(crate) async fn attach(
    State(doors): State<Doors>,
    Operator(by): Operator,
    Path(inbound): Path<String>,
    Json(given): Json<Attach>,
) -> Result<StatusCode, Problem> {
    let id =
        InboundId::parse(&inbound).map_err(|error| Problem::bad_request(format!("{error}.")))?;
    let conversation = ConversationId::parse(&given.conversation)
        .map_err(|error| Problem::bad_request(format!("{error}.")))?;
    flow::inbound::attach(&doors.ports, &by, &id, &conversation).await?;
    stir(&doors);
    Ok(StatusCode::NO_CONTENT)
}
