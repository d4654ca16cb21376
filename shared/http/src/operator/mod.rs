//! The operator's API: everything the page and the command line may do.

mod agents;
mod attention;
mod carry;
mod certificates;
mod dead_letters;
mod effect;
mod given_playbook;
mod goals;
mod lists;
mod mailboxes;
mod queue;
mod records;
mod replay;
mod report;
mod skim;
mod stack;
mod tune;
mod versions;
mod webhook;
mod why;

use crate::access;
use crate::doors::Doors;
use crate::problem::Problem;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::Response;
use domain::conversation::Through;
use domain::{OperatorId, VerdictId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The operator who asks; refuses everybody else.
pub(crate) struct Operator(pub(crate) OperatorId);

/// The operator who asks, and through which door.
pub(crate) struct Giver(pub(crate) OperatorId, pub(crate) Through);

impl FromRequestParts<Doors> for Giver {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, doors: &Doors) -> Result<Self, Problem> {
        if let Some(access::SignedIn(operator)) = parts.extensions.get() {
            return Ok(Self(operator.clone(), Through::Page));
        }
        access::giver(&doors.ports, &parts.headers)
            .await
            .map(|(operator, through)| Self(operator, through))
    }
}

impl FromRequestParts<Doors> for Operator {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, doors: &Doors) -> Result<Self, Problem> {
        let Giver(operator, _) = Giver::from_request_parts(parts, doors).await?;
        Ok(Self(operator))
    }
}

/// Turns away unknown hosts and foreign origins before anything else is looked at.
pub(crate) async fn guard(
    State(doors): State<Doors>,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    doors.hosts.check(request.headers())?;
    Ok(next.run(request).await)
}

/// The routes under `/api/v1`, with their description.
pub(crate) fn router() -> OpenApiRouter<Doors> {
    OpenApiRouter::new()
        .routes(routes!(stack::sign_in))
        .routes(routes!(stack::sign_out))
        .routes(routes!(stack::sign_in_link))
        .routes(routes!(stack::status))
        .routes(routes!(stack::halt))
        .routes(routes!(stack::clock))
        .routes(routes!(effect::effects))
        .routes(routes!(replay::plan))
        .routes(routes!(replay::letter))
        .routes(routes!(replay::verdict))
        .routes(routes!(versions::playbook))
        .routes(routes!(versions::reload))
        .routes(routes!(versions::history, versions::push))
        .routes(routes!(versions::files))
        .routes(routes!(versions::diff))
        .routes(routes!(versions::rollback))
        .routes(routes!(dead_letters::all))
        .routes(routes!(dead_letters::redrive_all))
        .routes(routes!(dead_letters::redrive))
        .routes(routes!(dead_letters::discard))
        .routes(routes!(queue::queue))
        .routes(routes!(attention::looking))
        .routes(routes!(queue::card))
        .routes(routes!(queue::verdict))
        .routes(routes!(queue::propose))
        .routes(routes!(queue::undo))
        .routes(routes!(carry::same))
        .routes(routes!(carry::over))
        .routes(routes!(carry::carried))
        .routes(routes!(carry::undo_carried))
        .routes(routes!(lists::list))
        .routes(routes!(lists::leads))
        .routes(routes!(lists::excluded))
        .routes(routes!(lists::verdict))
        .routes(routes!(agents::agents))
        .routes(routes!(agents::agent))
        .routes(routes!(agents::source))
        .routes(routes!(agents::redraft))
        .routes(routes!(agents::retire))
        .routes(routes!(agents::conversations))
        .routes(routes!(agents::conversation))
        .routes(routes!(agents::act))
        .routes(routes!(goals::answer_goal))
        .routes(routes!(mailboxes::mailboxes))
        .routes(routes!(mailboxes::answer_mailbox))
        .routes(routes!(certificates::all))
        .routes(routes!(certificates::one))
        .routes(routes!(certificates::demote))
        .routes(routes!(certificates::rejoin))
        .routes(routes!(records::log))
        .routes(routes!(records::stop))
        .routes(routes!(records::stopped))
        .routes(routes!(records::forget))
        .routes(routes!(records::export))
        .routes(routes!(report::week))
        .routes(routes!(skim::skim))
        .routes(routes!(skim::seen))
        .routes(routes!(tune::round))
        .routes(routes!(tune::asked))
        .routes(routes!(tune::try_rule))
        .routes(routes!(tune::accept))
        .routes(routes!(tune::hold))
        .routes(routes!(why::why))
        .routes(routes!(why::stop_company))
        .routes(routes!(records::unmatched))
        .routes(routes!(records::file_unmatched))
        .routes(routes!(records::attach))
        .routes(routes!(records::inbound))
        .routes(routes!(records::inbound_linkedin))
        .routes(routes!(records::sent))
        .routes(routes!(webhook::webhook))
}

/// What only a person decides.
pub(crate) fn by_a_person(through: Through, else_words: &str) -> Result<(), Problem> {
    if through.is_page() {
        Ok(())
    } else {
        Err(Problem::bad_request(else_words))
    }
}

pub(crate) fn verdict_id(text: &str) -> Result<VerdictId, Problem> {
    VerdictId::parse(text).map_err(|error| {
        Problem::bad_request(format!(
            "{error}. Make one per decision, such as vrd_ and a UUID."
        ))
    })
}

/// An operator decided something.
pub(crate) fn decided(doors: &Doors) {
    if let Some(market) = &doors.market {
        market.decided();
    }
    stir(doors);
}

/// Something was committed that workers and badges should see soon.
pub(crate) fn stir(doors: &Doors) {
    doors.totals.clear();
    (doors.wake)();
}
