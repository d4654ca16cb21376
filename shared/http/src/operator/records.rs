//! The log, the stop list, forget, and mail at the door.

use super::{Operator, stir};
use crate::address::{Path, Query};
use crate::body::{self, Json};
use crate::doors::Doors;
use crate::problem::Problem;
use crate::replies::{self, Taken};
use crate::wire::{
    Attach, Exported, Forget, Forgotten, InboundAccepted, LinkedinMessage, Log, LogLine, NewStop,
    SentTaken, StopAdded, StopEntry, StopKind, Unmatched, UnmatchedMail,
};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use domain::identity::{normal_domain, slug};
use domain::rows::StopRow;
use domain::{Actor, CompanyId, ConversationId, Identifier, InboundId};
use flow::by_hand::{self, SentByHand};
use flow::items::{self, InboundRow, ReadingBlob};
use flow::log::LogCursor;
use flow::{drafting, keys, step, stops};
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
            through: (!line.through.is_page()).then(|| "machine".to_owned()),
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
    let row = stops::by_operator(ports, &by);
    let actor = Actor::Operator(by);
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

/// Gives all that is held on a person, with its source. By POST, so that no address stands in a log of requests.
#[utoipa::path(post, path = "/export", request_body = Forget, responses((status = 200, body = Exported)))]
pub(crate) async fn export(
    State(doors): State<Doors>,
    Operator(by): Operator,
    Json(given): Json<Forget>,
) -> Result<axum::Json<Exported>, Problem> {
    let held = flow::export::export(&doors.ports, &by, &given.address).await?;
    Ok(axum::Json(held.into()))
}

/// Takes a raw message (RFC 5322, at most 25 MiB).
#[utoipa::path(post, path = "/inbound", request_body(content = Vec<u8>, content_type = "message/rfc822"),
    responses((status = 202, body = InboundAccepted), (status = 413, body = Problem)))]
pub(crate) async fn inbound(
    State(doors): State<Doors>,
    _: Operator,
    request: Request,
) -> Result<Taken, Problem> {
    let raw = body::bytes(request, &doors).await?;
    Ok(replies::mail(&doors, raw.into()).await?)
}

/// Takes a message from LinkedIn, where a program or a person reads the account.
#[utoipa::path(post, path = "/inbound/linkedin", request_body = LinkedinMessage,
    responses((status = 202, body = InboundAccepted), (status = 400, body = Problem)))]
pub(crate) async fn inbound_linkedin(
    State(doors): State<Doors>,
    _: Operator,
    Json(given): Json<LinkedinMessage>,
) -> Result<Taken, Problem> {
    Ok(replies::linkedin(&doors, given).await?)
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

/// Which mail.
#[derive(Debug, Deserialize, IntoParams)]
pub(crate) struct UnmatchedQuery {
    /// True: newsletters, notices and receipts that are none of our business, instead of what waits.
    #[serde(default)]
    not_ours: bool,
    /// Only mail with this in sender, subject or text, in any case.
    grep: Option<String>,
}

/// At most so many mails are told, and looked through for a search.
const MOST_TOLD: usize = 100;
const MOST_SEARCHED: usize = 2_000;

/// Mail that matched nothing, newest first: at most 100, of the newest 2,000.
#[utoipa::path(get, path = "/unmatched", params(UnmatchedQuery), responses((status = 200, body = Unmatched)))]
pub(crate) async fn unmatched(
    State(doors): State<Doors>,
    _: Operator,
    Query(query): Query<UnmatchedQuery>,
) -> Result<axum::Json<Unmatched>, Problem> {
    let place = if query.not_ours {
        keys::NOT_OURS
    } else {
        keys::UNMATCHED
    };
    let wanted = query.grep.unwrap_or_default().to_lowercase();
    let mut request = PageRequest {
        descending: true,
        ..PageRequest::new(place, "", MOST_TOLD)
    };
    let (mut mails, mut seen) = (Vec::new(), 0);
    loop {
        let page = doors
            .ports
            .table
            .page(&request)
            .await
            .map_err(flow::StepError::from)?;
        for item in &page.items {
            seen += 1;
            let id: InboundId = items::decode(item)?;
            if let Some(mail) = unmatched_mail(&doors, &id, &wanted).await? {
                mails.push(mail);
            }
            if mails.len() >= MOST_TOLD || seen >= MOST_SEARCHED {
                return Ok(axum::Json(Unmatched { mails }));
            }
        }
        match page.next {
            Some(next) => request.after = Some(next),
            None => return Ok(axum::Json(Unmatched { mails })),
        }
    }
}

async fn unmatched_mail(
    doors: &Doors,
    id: &InboundId,
    wanted: &str,
) -> Result<Option<UnmatchedMail>, Problem> {
    let row = step::read::<InboundRow>(&doors.ports, keys::inbound(id)).await?;
    let Some((row, hash)) = row.and_then(|(row, _)| row.reading.clone().map(|hash| (row, hash)))
    else {
        return Ok(None);
    };
    let reading: ReadingBlob = drafting::read_blob(&doors.ports, &hash, "mail").await?;
    let has = |text: &str| text.to_lowercase().contains(wanted);
    if !(has(&reading.from) || has(&reading.subject) || has(&reading.text)) {
        return Ok(None);
    }
    Ok(Some(UnmatchedMail {
        inbound: id.to_string(),
        received_at: row.at,
        from: reading.from,
        subject: reading.subject,
        text: reading.text,
        intent: reading.intent.to_string(),
    }))
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
    let conversation = match Identifier::email(&given.conversation) {
        Some(address) => stops::find(&doors.ports, &address)
            .await?
            .and_then(|row| row.holder.map(|(id, _)| id).or(row.last_conversation))
            .ok_or_else(|| Problem::not_found("No conversation with this address is known."))?,
        None => ConversationId::parse(&given.conversation)
            .map_err(|error| Problem::bad_request(format!("{error}.")))?,
    };
    flow::inbound::attach(&doors.ports, &by, &id, &conversation).await?;
    stir(&doors);
    Ok(StatusCode::NO_CONTENT)
}
