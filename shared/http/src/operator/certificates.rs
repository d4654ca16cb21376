//! Certificates: what each class of messages has proven, and the operator's word on it.

use super::{Operator, stir};
use crate::address::Path;
use crate::body::Json;
use crate::doors::Doors;
use crate::problem::Problem;
use crate::wire::{
    AgentStands, Apart, Certificate, Certificates, EndedLife, HistoryRow, LiveRate, Proven,
    Stratum, ThresholdRow,
};
use axum::extract::State;
use domain::AgentName;
use domain::planted::Misses;
use domain::trust::{self, ClassId, Rules};
use flow::items::ClassRow;
use flow::trust::Change;
use flow::{keys, planted, trust as classes};
use std::collections::BTreeMap;

/// All classes, those with a live certificate first, and where each agent stands.
#[utoipa::path(get, path = "/certificates", responses((status = 200, body = Certificates)))]
pub(crate) async fn all(
    State(doors): State<Doors>,
    _: Operator,
) -> Result<axum::Json<Certificates>, Problem> {
    let agents = agents(&doors).await?;
    let misses = planted::misses(&doors.ports).await?;
    let mut certificates = Vec::new();
    for id in classes::classes(&doors.ports).await? {
        if let Some(row) = classes::class_row(&doors.ports, &id).await? {
            certificates.push(page(&doors, &id, &row, &agents, misses).await?);
        }
    }
    certificates.sort_by_key(|one| (one.proven.is_none(), one.agents.is_empty()));
    Ok(axum::Json(Certificates {
        certificates,
        agents: agents.into_values().collect(),
    }))
}

/// One certificate, by the name of its class or of an agent.
#[utoipa::path(get, path = "/certificates/{name}",
    responses((status = 200, body = Certificate), (status = 404, body = Problem)))]
pub(crate) async fn one(
    State(doors): State<Doors>,
    _: Operator,
    Path(name): Path<String>,
) -> Result<axum::Json<Certificate>, Problem> {
    let agents = agents(&doors).await?;
    let id = match agents.get(&name) {
        Some(agent) => agent
            .class
            .as_deref()
            .and_then(ClassId::parse)
            .ok_or_else(|| {
                Problem::not_found(format!(
                    "Agent {name} has drafted nothing yet, so there is nothing to certify."
                ))
            })?,
        None => ClassId::parse(&name).ok_or_else(|| unknown(&name))?,
    };
    let row = classes::class_row(&doors.ports, &id)
        .await?
        .ok_or_else(|| unknown(&name))?;
    let misses = planted::misses(&doors.ports).await?;
    Ok(axum::Json(page(&doors, &id, &row, &agents, misses).await?))
}

/// Takes trust away from a class or a part of it: everything of it is reviewed from now on.
#[utoipa::path(post, path = "/certificates/{name}/demote", request_body = Stratum,
    responses((status = 200, body = Certificate), (status = 404, body = Problem)))]
pub(crate) async fn demote(
    State(doors): State<Doors>,
    by: Operator,
    Path(name): Path<String>,
    Json(stratum): Json<Stratum>,
) -> Result<axum::Json<Certificate>, Problem> {
    change(&doors, by, &name, stratum, &Change::Demote).await
}

/// Lets a part that was set apart ship with its class again.
#[utoipa::path(post, path = "/certificates/{name}/rejoin", request_body = Stratum,
    responses((status = 200, body = Certificate), (status = 404, body = Problem)))]
pub(crate) async fn rejoin(
    State(doors): State<Doors>,
    by: Operator,
    Path(name): Path<String>,
    Json(stratum): Json<Stratum>,
) -> Result<axum::Json<Certificate>, Problem> {
    change(&doors, by, &name, stratum, &Change::Rejoin).await
}

async fn change(
    doors: &Doors,
    Operator(by): Operator,
    name: &str,
    stratum: Stratum,
    change: &Change,
) -> Result<axum::Json<Certificate>, Problem> {
    let id = ClassId::parse(name).ok_or_else(|| unknown(name))?;
    let stratum = stratum.read().ok_or_else(|| {
        Problem::bad_request(
            "A part is {\"kind\":\"class\"}, or has the kind agent, segment or step with its name.",
        )
    })?;
    let row = classes::change(&doors.ports, &id, &stratum, change, &by).await?;
    stir(doors);
    let agents = agents(doors).await?;
    let misses = planted::misses(&doors.ports).await?;
    Ok(axum::Json(page(doors, &id, &row, &agents, misses).await?))
}

fn unknown(name: &str) -> Problem {
    let shown: String = name.chars().take(80).collect();
    Problem::not_found(format!(
        "There is no agent and no class {shown:?}. GET /certificates lists all classes."
    ))
}

/// Where each agent of the playbook stands.
async fn agents(doors: &Doors) -> Result<BTreeMap<String, AgentStands>, Problem> {
    let mut all = BTreeMap::new();
    let playbook = doors.ports.playbook.get();
    for name in playbook.agents.keys() {
        let Ok(agent) = AgentName::parse(name) else {
            continue;
        };
        let row = classes::at_work(&doors.ports, &agent).await?;
        let stands = AgentStands {
            agent: name.clone(),
            class: row.as_ref().map(|row| row.class.to_string()),
            since: row.as_ref().map(|row| row.since),
            reviewed_until: row.as_ref().map(|row| {
                let days = i64::from(trust::FIRST_DAYS);
                domain::calendar::later(row.since, jiff::SignedDuration::from_hours(days * 24))
            }),
        };
        all.insert(name.clone(), stands);
    }
    Ok(all)
}

async fn page(
    doors: &Doors,
    id: &ClassId,
    row: &ClassRow,
    agents: &BTreeMap<String, AgentStands>,
    misses: Misses,
) -> Result<Certificate, Problem> {
    let rules = Rules::new(row.class.terms);
    let known = trust::certificate(&row.class, &rules);
    let mut words = known.words();
    // What makes all that follows worthless stands first.
    if misses.is_trusted() {
        words.extend(misses.words(row.class.terms.kills));
    } else {
        words.splice(0..0, misses.words(row.class.terms.kills));
    }
    let history = classes::history(&doors.ports, id, keys::CLASS_HISTORY).await?;
    let name = id.to_string();
    Ok(Certificate {
        agents: agents
            .values()
            .filter(|agent| agent.class.as_ref() == Some(&name))
            .map(|agent| agent.agent.clone())
            .collect(),
        class: name,
        channel: id.channel.as_str().to_owned(),
        words,
        proven: known.proven.map(|proven| Proven {
            threshold: thousandths(proven.threshold.thousandths()),
            provisional: proven.level == trust::Level::Provisional,
            kills_below: proven.kills_below,
            certainty: proven.certainty,
        }),
        certified_since: row.certified,
        opened: row.opened,
        last_audit: row.audited,
        clean_needed: known.clean_needed,
        messages: known.messages,
        judged: known.judged,
        killed: known.killed,
        must_fix: known.must_fix,
        shipped: known.shipped,
        audited: known.audited,
        kill_limit: row.class.terms.kills.share(),
        must_fix_limit: row.class.terms.must_fix.share(),
        live: LiveRate {
            estimate: known.live_kills.estimate,
            low: known.live_kills.low,
            high: known.live_kills.high,
        },
        corrected_limit: misses
            .corrected(row.class.terms.kills)
            .map(domain::trust::Limit::share),
        misses: misses.into(),
        thresholds: known
            .thresholds
            .iter()
            .map(|at| ThresholdRow {
                confidence: thousandths(at.confidence.thousandths()),
                kills: at.kills,
                must_fix: at.must_fix,
                needed: 1.0 / row.class.terms.delta,
                clean_needed: at.clean_needed,
            })
            .collect(),
        apart: known
            .apart
            .iter()
            .map(|(stratum, cause)| Apart {
                part: Stratum::write(stratum),
                words: format!("{stratum} is reviewed in full, because {cause}"),
                by_operator: *cause == trust::Cause::Operator,
            })
            .collect(),
        rising: known.rising.iter().map(ToString::to_string).collect(),
        run_length: known.run_length,
        jump_found_after: known.jump_found_after.map(|(first, later)| [first, later]),
        history: history
            .iter()
            .rev()
            .flat_map(|batch| {
                batch.events.iter().map(|event| HistoryRow {
                    at: batch.at,
                    who: batch.by.to_string(),
                    words: classes::words(event),
                })
            })
            .collect(),
        ended: known
            .ended
            .iter()
            .map(|ended| EndedLife {
                life: ended.life,
                cause: ended.cause.to_string(),
                shipped: ended.shipped.total().all(),
                killed: ended.shipped.total().killed,
            })
            .collect(),
    })
}

fn thousandths(thousandths: u16) -> f64 {
    f64::from(thousandths) / 1000.0
}
