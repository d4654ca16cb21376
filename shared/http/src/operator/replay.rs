//! Replays: what another version of the playbook would have written to leads of before. A client asks
//! letter by letter, so that it can stop, go on and tell what it costs.

use super::{Giver, Operator, by_a_person, given_playbook, stir};
use crate::body::Json;
use crate::cards;
use crate::doors::Doors;
use crate::problem::Problem;
use crate::wire::{
    JudgeReplayed, PlanReplay, PlaybookFault, ReplayLetter, ReplayOne, ReplayPlan, ReplayStanding,
    ReplayTrust, ReplayedLetter,
};
use axum::extract::State;
use domain::{AgentName, ConversationId};
use flow::replay::{self, Letter, Past, Verdict};
use flow::versions;
use playbook::Playbook;

/// Says what a replay will do and cost. Nothing is written yet.
#[utoipa::path(post, path = "/replay/plan", request_body = PlanReplay, responses((status = 200, body = ReplayPlan), (status = 422, body = Problem)))]
pub(crate) async fn plan(
    State(doors): State<Doors>,
    _: Operator,
    Json(given): Json<PlanReplay>,
) -> Result<axum::Json<ReplayPlan>, Problem> {
    if !(1..=500).contains(&given.last) {
        return Err(Problem::bad_request("last is 1 to 500."));
    }
    let other = given_playbook::read(given.files, "")?;
    let agent = AgentName::parse(&given.agent)
        .ok()
        .filter(|name| other.playbook.agents.contains_key(name.as_str()))
        .ok_or_else(|| Problem::not_found("There is no agent of this name in the playbook."))?;
    let version = versions::stage(&doors.ports, &other.files).await?;
    let found = replay::candidates(&doors.ports, &agent, given.last).await?;
    let charged_then = replay::charged_then(&doors.ports, &other.playbook, &found).await?;
    let carried = replay::carried(&doors.ports, &other.playbook, &agent).await?;
    Ok(axum::Json(ReplayPlan {
        short: playbook::short_version(&version),
        version,
        conversations: found.iter().map(ToString::to_string).collect(),
        charged_then: charged_then
            .into_iter()
            .map(|tokens| tokens.map(Into::into))
            .collect(),
        letters: replay::letters_of(&other.playbook, &agent),
        model: doors.ports.model.name(),
        is_charged: doors.ports.model.is_charged(),
        trust: ReplayTrust::of(carried, agent.as_str()),
        faults: other.faults.iter().map(PlaybookFault::from).collect(),
    }))
}

/// Writes one letter anew, of the first card that the version would show of a lead, and shows what is written of it.
/// Asked again it goes on, and then shows the same card.
#[utoipa::path(post, path = "/replay/letter", request_body = ReplayOne, responses((status = 200, body = ReplayedLetter), (status = 404, body = Problem)))]
pub(crate) async fn letter(
    State(doors): State<Doors>,
    _: Operator,
    Json(given): Json<ReplayOne>,
) -> Result<axum::Json<ReplayedLetter>, Problem> {
    let gone = || Problem::not_found("There is no letter in this conversation to replay.");
    let id = ConversationId::parse(&given.conversation).map_err(|_| gone())?;
    let playbook = staged(&doors, &given.version).await?;
    let replayed = replay::one(&doors.ports, &playbook, &id)
        .await?
        .ok_or_else(gone)?;
    let vault = cards::vault(&doors, &id).await?.unwrap_or_default();
    let (past, reason) = match &replayed.past {
        Past::Approved => ("approved", None),
        Past::Edited => ("edited", None),
        Past::Killed(reason) => ("killed", Some(reason.clone())),
        Past::Undecided => ("undecided", None),
    };
    Ok(axum::Json(ReplayedLetter {
        conversation: id.to_string(),
        name: vault.name(),
        company: vault.company,
        changed: replayed.is_changed(),
        old: wire(&replayed.old),
        old_version: playbook::short_version(&replayed.old_version),
        failure: replayed.new.as_ref().err().cloned(),
        new: replayed.new.as_ref().ok().map(wire),
        past: past.to_owned(),
        reason,
        letters: replayed.letters,
        left: replayed.left,
        tokens: replayed.tokens.map(Into::into),
        standing: replayed.standing.into(),
    }))
}

/// Says what the operator makes of a card that a replay has shown. It counts for the class of the version: from its
/// first verdict on, every card that was shown for it counts, as killed until it is judged. A verdict can become
/// stricter, not milder. Through a machine client it is refused.
#[utoipa::path(post, path = "/replay/verdict", request_body = JudgeReplayed, responses((status = 200, body = ReplayStanding), (status = 400, body = Problem), (status = 404, body = Problem)))]
pub(crate) async fn verdict(
    State(doors): State<Doors>,
    Giver(by, through): Giver,
    Json(given): Json<JudgeReplayed>,
) -> Result<axum::Json<ReplayStanding>, Problem> {
    by_a_person(through, "What a letter is worth is said by a person.")?;
    let id = ConversationId::parse(&given.conversation)
        .map_err(|_| Problem::not_found("There is no such conversation."))?;
    let verdict = match (given.verdict.as_str(), given.reason) {
        ("approve", None) => Verdict::Approve,
        ("fix", None) => Verdict::Fix,
        ("kill", Some(reason)) => Verdict::Kill(reason),
        _ => {
            return Err(Problem::bad_request(
                "verdict is approve, fix, or kill with a reason.",
            ));
        }
    };
    let playbook = staged(&doors, &given.version).await?;
    let standing = replay::judge(&doors.ports, &by, &playbook, &id, &verdict).await?;
    stir(&doors);
    Ok(axum::Json(standing.into()))
}

/// A version that a plan has staged.
async fn staged(doors: &Doors, version: &str) -> Result<Playbook, Problem> {
    let files = versions::files(&doors.ports, version).await?;
    playbook::load(&files)
        .map_err(|faults| Problem::bad_request(format!("The playbook has faults: {faults}")))
}

fn wire(letter: &Letter) -> ReplayLetter {
    ReplayLetter {
        subject: letter.subject.clone(),
        body: letter.body.clone(),
        findings: letter.findings.iter().map(cards::finding).collect(),
    }
}
