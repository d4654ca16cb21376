//! Target lists: leads, rows left out, and the verdict on many.

use super::{Giver, Operator, stir, verdict_id};
use crate::address::{Path, Query};
use crate::body::Json;
use crate::cards;
use crate::doors::Doors;
use crate::problem::Problem;
use crate::wire::{
    ExcludedRow, ExcludedRows, GiveListVerdict, Lead, Leads, List, ListDecided, ListDecision,
    WhichLeads,
};
use axum::extract::State;
use domain::attention::Kind;
use domain::{ConversationId, ListId};
use flow::attention::Look;
use flow::items::{self, LeadStatus, ListHead, ListLead, Vault, Which};
use flow::verdicts::REJECT_REASONS;
use flow::{keys, listing, step};
use ports::{Key, PageRequest};
use serde::Deserialize;
use utoipa::IntoParams;

/// More leads than a page of the table are sorted in memory up to this.
const MOST: usize = 20_000;

fn list_id(text: &str) -> Result<ListId, Problem> {
    ListId::parse(text).map_err(|_| Problem::not_found("There is no list of this id."))
}

async fn head(doors: &Doors, id: &ListId) -> Result<ListHead, Problem> {
    let head = step::read::<ListHead>(&doors.ports, keys::list_head(id)).await?;
    head.map(|(head, _)| head)
        .ok_or_else(|| Problem::not_found("There is no list of this id."))
}

/// A list's counts.
#[utoipa::path(get, path = "/lists/{id}", responses((status = 200, body = List)))]
pub(crate) async fn list(
    State(doors): State<Doors>,
    _: Operator,
    Path(id): Path<String>,
) -> Result<axum::Json<List>, Problem> {
    let head = head(&doors, &list_id(&id)?).await?;
    Ok(axum::Json(List {
        id: head.id.to_string(),
        agent: head.agent.to_string(),
        waiting: head.waiting,
        accepted: head.accepted,
        rejected: head.rejected,
        excluded: head.excluded,
        bad_rows: head.bad_rows,
        opened_at: head.opened,
        filling: head.filling,
    }))
}

/// Which leads.
#[derive(Debug, Deserialize, IntoParams)]
pub(crate) struct LeadsQuery {
    /// `score` (best first), `company` or `country`.
    sort: Option<String>,
    /// 1 to 200.
    limit: Option<usize>,
    /// Cursor of the page before.
    after: Option<String>,
}

/// Leads of a list.
#[utoipa::path(get, path = "/lists/{id}/leads", params(LeadsQuery), responses((status = 200, body = Leads)))]
pub(crate) async fn leads(
    State(doors): State<Doors>,
    _: Operator,
    Path(id): Path<String>,
    Query(query): Query<LeadsQuery>,
) -> Result<axum::Json<Leads>, Problem> {
    let id = list_id(&id)?;
    let limit = query.limit.unwrap_or(50).clamp(1, 200);
    let rows = match query.sort.as_deref().unwrap_or("score") {
        "score" => by_score(&doors, &id, query.after, limit).await?,
        sort @ ("company" | "country") => sorted(&doors, &id, sort, query.after, limit).await?,
        _ => return Err(Problem::bad_request("sort is score, company or country.")),
    };
    let (rows, next) = rows;
    let vaults: Vec<Key> = rows
        .iter()
        .map(|row| keys::vault(&row.conversation))
        .collect();
    let mut leads = Vec::with_capacity(rows.len());
    for (rows, keys) in rows.chunks(100).zip(vaults.chunks(100)) {
        let found = doors
            .ports
            .table
            .get(keys)
            .await
            .map_err(flow::StepError::from)?;
        for (row, item) in rows.iter().zip(found) {
            let vault: Option<Vault> = item.as_ref().map(items::decode).transpose()?;
            leads.push(lead(row, vault.as_ref()));
        }
    }
    Ok(axum::Json(Leads { leads, next }))
}

type Rows = (Vec<ListLead>, Option<String>);

async fn by_score(
    doors: &Doors,
    id: &ListId,
    after: Option<String>,
    limit: usize,
) -> Result<Rows, Problem> {
    let request = PageRequest {
        after,
        ..PageRequest::new(keys::list(id), keys::LIST_LEADS, limit)
    };
    let page = doors
        .ports
        .table
        .page(&request)
        .await
        .map_err(flow::StepError::from)?;
    let rows = page
        .items
        .iter()
        .map(items::decode)
        .collect::<Result<Vec<ListLead>, _>>()?;
    Ok((rows, page.next))
}

async fn sorted(
    doors: &Doors,
    id: &ListId,
    sort: &str,
    after: Option<String>,
    limit: usize,
) -> Result<Rows, Problem> {
    let mut all = Vec::new();
    let mut cursor = None;
    loop {
        let (rows, next) = by_score(doors, id, cursor, 1000).await?;
        all.extend(rows);
        match next {
            Some(next) if all.len() < MOST => cursor = Some(next),
            Some(_) | None => break,
        }
    }
    let country = sort == "country";
    all.sort_by_key(|row: &ListLead| {
        let word = if country { &row.country } else { &row.company };
        (
            word.to_lowercase(),
            std::cmp::Reverse(row.score),
            row.conversation.clone(),
        )
    });
    let from: usize = after
        .as_deref()
        .unwrap_or("0")
        .parse()
        .map_err(|_| Problem::bad_request("after is no cursor of this list."))?;
    let end = from.saturating_add(limit);
    let next = (end < all.len()).then(|| end.to_string());
    Ok((all.into_iter().skip(from).take(limit).collect(), next))
}

fn lead(row: &ListLead, vault: Option<&Vault>) -> Lead {
    let empty = Vault::default();
    let known = vault.unwrap_or(&empty);
    Lead {
        lead: row.conversation.to_string(),
        name: if vault.is_some() {
            known.name()
        } else {
            "(forgotten)".to_owned()
        },
        title: known.title.clone(),
        company: row.company.clone(),
        country: row.country.clone(),
        email: known.email.clone(),
        linkedin: known.linkedin.clone(),
        score: row.score,
        reasons: cards::reasons(vault),
        facts: cards::facts(known.facts.clone()),
        status: match row.status {
            LeadStatus::Waiting => "waiting",
            LeadStatus::Accepted => "accepted",
            LeadStatus::Rejected => "rejected",
        }
        .to_owned(),
    }
}

/// Which rows.
#[derive(Debug, Deserialize, IntoParams)]
pub(crate) struct RowsQuery {
    /// 1 to 1,000.
    limit: Option<usize>,
    /// Cursor of the page before.
    after: Option<String>,
}

/// Rows that were left out, with the reason.
#[utoipa::path(get, path = "/lists/{id}/excluded", params(RowsQuery), responses((status = 200, body = ExcludedRows)))]
pub(crate) async fn excluded(
    State(doors): State<Doors>,
    _: Operator,
    Path(id): Path<String>,
    Query(query): Query<RowsQuery>,
) -> Result<axum::Json<ExcludedRows>, Problem> {
    let id = list_id(&id)?;
    let request = PageRequest {
        after: query.after,
        ..PageRequest::new(
            keys::list(&id),
            keys::LIST_EXCLUDED,
            query.limit.unwrap_or(100).clamp(1, 1000),
        )
    };
    let page = doors
        .ports
        .table
        .page(&request)
        .await
        .map_err(flow::StepError::from)?;
    let mut rows = Vec::with_capacity(page.items.len());
    for item in &page.items {
        let row: items::ExcludedRow = items::decode(item)?;
        rows.push(ExcludedRow {
            file: row.file,
            line: row.line,
            company: row.company,
            reason: row.reason,
            words: row.words,
        });
    }
    Ok(axum::Json(ExcludedRows {
        rows,
        next: page.next,
    }))
}

/// Takes or turns down leads.
#[utoipa::path(post, path = "/lists/{id}/verdict", request_body = GiveListVerdict,
    responses((status = 200, body = ListDecided)))]
pub(crate) async fn verdict(
    State(doors): State<Doors>,
    Giver(by, through): Giver,
    Path(id): Path<String>,
    Json(given): Json<GiveListVerdict>,
) -> Result<axum::Json<ListDecided>, Problem> {
    let id = list_id(&id)?;
    let verdict = verdict_id(&given.verdict)?;
    let (decision, decided) = match given.decision {
        ListDecision::Accept { leads } => (
            items::ListDecision::Accept {
                leads: which(leads)?,
            },
            "accepted",
        ),
        ListDecision::Reject { leads, reason } => {
            if !REJECT_REASONS.contains(&reason.as_str()) {
                return Err(Problem::bad_request(format!(
                    "{reason:?} is no reason; use one of {}.",
                    REJECT_REASONS.join(", ")
                )));
            }
            (
                items::ListDecision::Reject {
                    leads: which(leads)?,
                    reason,
                },
                "rejected",
            )
        }
    };
    let count = listing::decide_list(&doors.ports, &id, &by, &verdict, decision).await?;
    stir(&doors);
    if let Some(ms) = given.looked_ms {
        let head = step::read::<ListHead>(&doors.ports, keys::list_head(&id)).await?;
        let look = Look {
            kind: Kind::List,
            agent: head.map(|(head, _)| head.agent),
            own_hour: true,
            must: false,
            ms,
        };
        super::attention::looked(&doors, &by, through, &verdict, look).await;
    }
    Ok(axum::Json(ListDecided {
        verdict: verdict.to_string(),
        decided: decided.to_owned(),
        count,
        undo_until: None,
    }))
}

fn which(leads: WhichLeads) -> Result<Which, Problem> {
    match leads {
        WhichLeads::Rest(word) if word == "rest" => Ok(Which::Rest),
        WhichLeads::Rest(_) => Err(Problem::bad_request(
            "leads is a list of ids or the word \"rest\".",
        )),
        WhichLeads::These(ids) => {
            let ids = ids
                .iter()
                .map(|id| ConversationId::parse(id))
                .collect::<Result<Vec<_>, _>>();
            ids.map(Which::These)
                .map_err(|error| Problem::bad_request(format!("{error}.")))
        }
    }
}
