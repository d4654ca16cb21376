//! The playbook's versions: what is in force, its history, and putting another in force.

use super::{Operator, given_playbook, stir};
use crate::address::{Path, Query};
use crate::body::Json;
use crate::doors::Doors;
use crate::problem::Problem;
use crate::wire::{
    NewPlaybook, PlaybookChange, PlaybookDiff, PlaybookFault, PlaybookFiles, PlaybookHistory,
    PlaybookPage, PlaybookPushed, Reloaded, Rollback,
};
use axum::extract::State;
use domain::Actor;
use flow::versions::{self, Behind, NewVersion, Pushed, Way};
use playbook::Files;
use serde::Deserialize;
use utoipa::IntoParams;

/// The playbook in force.
#[utoipa::path(get, path = "/playbook", responses((status = 200, body = PlaybookPage)))]
pub(crate) async fn playbook(
    State(doors): State<Doors>,
    _: Operator,
) -> Result<axum::Json<PlaybookPage>, Problem> {
    let playbook = doors.ports.playbook.get();
    let folder = doors.playbook.holds().await;
    Ok(axum::Json(PlaybookPage {
        version: playbook.version.clone(),
        short: playbook::short_version(&playbook.version),
        since: doors.ports.playbook.since(),
        agents: playbook.agents.keys().cloned().collect(),
        folder_waits: folder
            .as_ref()
            .is_some_and(|folder| *folder != playbook.version),
        folder: folder.map(|folder| playbook::short_version(&folder)),
        faults: doors.playbook.faults(),
    }))
}

/// Which entries.
#[derive(Debug, Deserialize, IntoParams)]
pub(crate) struct HistoryQuery {
    /// Only those before the entry of this number.
    before: Option<u64>,
    /// 1 to 100.
    limit: Option<usize>,
}

/// Every version that was put in force, newest first.
#[utoipa::path(get, path = "/playbook/versions", params(HistoryQuery), responses((status = 200, body = PlaybookHistory)))]
pub(crate) async fn history(
    State(doors): State<Doors>,
    _: Operator,
    Query(query): Query<HistoryQuery>,
) -> Result<axum::Json<PlaybookHistory>, Problem> {
    let limit = query.limit.unwrap_or(20).clamp(1, 100);
    let rows = versions::history(&doors.ports, query.before, limit).await?;
    Ok(axum::Json(PlaybookHistory {
        next: rows
            .last()
            .filter(|row| row.number > 1 && rows.len() == limit)
            .map(|row| row.number),
        entries: rows.iter().map(Into::into).collect(),
    }))
}

/// The files of a version.
#[utoipa::path(get, path = "/playbook/versions/{version}", responses((status = 200, body = PlaybookFiles), (status = 404, body = Problem)))]
pub(crate) async fn files(
    State(doors): State<Doors>,
    _: Operator,
    Path(name): Path<String>,
) -> Result<axum::Json<PlaybookFiles>, Problem> {
    let version = versions::find(&doors.ports, &name).await?;
    let files = versions::files(&doors.ports, &version).await?;
    let pushed = versions::was_pushed(&doors.ports, &version).await?;
    let files = files
        .into_iter()
        .map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned()))
        .collect();
    Ok(axum::Json(PlaybookFiles {
        version,
        files,
        pushed,
    }))
}

/// Which versions.
#[derive(Debug, Deserialize, IntoParams)]
pub(crate) struct DiffQuery {
    /// The older one; left out: nothing, so that all is new.
    from: Option<String>,
    /// The newer one; left out: what is in force.
    to: Option<String>,
}

/// What is different in two versions.
#[utoipa::path(get, path = "/playbook/diff", params(DiffQuery), responses((status = 200, body = PlaybookDiff), (status = 404, body = Problem)))]
pub(crate) async fn diff(
    State(doors): State<Doors>,
    _: Operator,
    Query(query): Query<DiffQuery>,
) -> Result<axum::Json<PlaybookDiff>, Problem> {
    let ports = &doors.ports;
    let named = |name: Option<String>| name.filter(|name| !name.is_empty());
    let from = match named(query.from) {
        Some(name) => Some(versions::find(ports, &name).await?),
        None => None,
    };
    let to = match named(query.to) {
        Some(name) => versions::find(ports, &name).await?,
        None => ports.playbook.get().version.clone(),
    };
    let old = match &from {
        Some(version) => versions::files(ports, version).await?,
        None => Files::new(),
    };
    let new = versions::files(ports, &to).await?;
    Ok(axum::Json(PlaybookDiff {
        files: playbook::diff(&old, &new)
            .into_iter()
            .map(Into::into)
            .collect(),
        from,
        to,
    }))
}

/// Puts a version in force, if it is fit to use.
#[utoipa::path(post, path = "/playbook/versions", request_body = NewPlaybook, responses((status = 200, body = PlaybookPushed), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub(crate) async fn push(
    State(doors): State<Doors>,
    Operator(by): Operator,
    Json(given): Json<NewPlaybook>,
) -> Result<axum::Json<PlaybookPushed>, Problem> {
    if given.message.trim().is_empty() {
        return Err(Problem::bad_request(
            "Say in a message why: the diff says what.",
        ));
    }
    let pushed = given_playbook::read(
        given.files,
        "Nothing was pushed; the version in force stays. ",
    )?;
    let new = NewVersion {
        files: pushed.files,
        playbook: pushed.playbook,
        way: Way::Push,
        message: given.message.trim().to_owned(),
        stay: given.stay,
        redraft: given.redraft,
        base: given.base,
        folder: doors.playbook.holds().await,
    };
    match versions::push(&doors.ports, &Actor::Operator(by), new).await? {
        Ok(done) => {
            stir(&doors);
            Ok(axum::Json(wire(done, &pushed.faults)))
        }
        Err(Behind { by, version, since }) => {
            let short = playbook::short_version(&version);
            let mut problem = Problem::conflict(format!(
                "{by} pushed {short} at {since:.0}, after what you started from. Nothing was pushed: look at it with `onloop diff`, and pull it or take it in by hand."
            ));
            problem.decided_by = Some(by.to_string());
            problem.decided_at = Some(since);
            Err(problem)
        }
    }
}

fn wire(pushed: Pushed, faults: &[playbook::Fault]) -> PlaybookPushed {
    PlaybookPushed {
        short: playbook::short_version(&pushed.version),
        version: pushed.version,
        changed: pushed.changed,
        changes: pushed.changes.iter().map(PlaybookChange::from).collect(),
        reaches: pushed.reaches,
        faults: faults.iter().map(PlaybookFault::from).collect(),
    }
}

/// Puts an earlier version in force again.
#[utoipa::path(post, path = "/playbook/rollback", request_body = Rollback, responses((status = 200, body = PlaybookPushed), (status = 404, body = Problem)))]
pub(crate) async fn rollback(
    State(doors): State<Doors>,
    Operator(by): Operator,
    Json(given): Json<Rollback>,
) -> Result<axum::Json<PlaybookPushed>, Problem> {
    let folder = doors.playbook.holds().await;
    let pushed = versions::rollback(
        &doors.ports,
        &Actor::Operator(by),
        &given.version,
        given.message.trim().to_owned(),
        given.stay,
        folder,
    )
    .await?;
    stir(&doors);
    Ok(axum::Json(wire(pushed, &[])))
}

/// Reads the stack's own folder again, and puts what it holds in force.
#[utoipa::path(post, path = "/playbook/reload", responses((status = 200, body = Reloaded)))]
pub(crate) async fn reload(
    State(doors): State<Doors>,
    Operator(by): Operator,
) -> Result<axum::Json<Reloaded>, Problem> {
    let reading = doors.playbook.read().await.map_err(Problem::bad_request)?;
    let changed = match reading.playbook {
        Some(playbook) => {
            let by = Actor::Operator(by);
            versions::take_folder(&doors.ports, &by, reading.files, playbook, true).await?
        }
        None => false,
    };
    if changed {
        stir(&doors);
    }
    Ok(axum::Json(Reloaded {
        version: playbook::short_version(&doors.ports.playbook.get().version),
        changed,
        faults: doors.playbook.faults(),
    }))
}
