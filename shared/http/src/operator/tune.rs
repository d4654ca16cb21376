//! Tuning rounds: what the verdicts say, and rules that are put in force from there.

use super::{Giver, Operator, by_a_person, stir, verdict_id};
use crate::address::Path;
use crate::body::Json;
use crate::doors::{Amended, Doors};
use crate::problem::Problem;
use crate::wire::{
    TuneAccept, TuneAccepted, TuneAsked, TuneEnded, TuneHold, TuneProposal, TuneRound, TuneRule,
    TuneTry,
};
use axum::extract::State;
use domain::AgentName;
use domain::tune::Rule;
use flow::versions::{self, Behind, Pushed};
use flow::{StepError, tune};

fn name_of(text: &str) -> Result<AgentName, Problem> {
    AgentName::parse(text).map_err(|_| Problem::not_found("There is no agent of this name."))
}

/// A model must not write the rules that it is held to.
const REFUSED: &str = "Only a person at the page holds a round and accepts its rules; a program may show it and propose markdown with a push.";

/// The tuning round of an agent: when it is due, a sample of everything since the last one, what comes again in the
/// last 500 verdicts, and rules that these ask for, tried on them, with the markdown.
#[utoipa::path(get, path = "/tune/{agent}", responses((status = 200, body = TuneRound), (status = 404, body = Problem)))]
pub(crate) async fn round(
    State(doors): State<Doors>,
    _: Operator,
    Path(agent): Path<String>,
) -> Result<axum::Json<TuneRound>, Problem> {
    let round = tune::round(&doors.ports, &name_of(&agent)?).await?;
    Ok(axum::Json(round.into()))
}

/// The rules that an edit, the approval of an edited draft, or a kill could become, tried on the last 500 verdicts.
/// Nothing is put in force.
#[utoipa::path(get, path = "/verdicts/{id}/rules", responses((status = 200, body = TuneAsked), (status = 404, body = Problem)))]
pub(crate) async fn asked(
    State(doors): State<Doors>,
    _: Operator,
    Path(id): Path<String>,
) -> Result<axum::Json<TuneAsked>, Problem> {
    let asked = tune::asked(&doors.ports, &verdict_id(&id)?).await?;
    Ok(axum::Json(asked.into()))
}

/// Tries a rule on the last 500 verdicts. Nothing is put in force.
#[utoipa::path(post, path = "/tune/{agent}/try", request_body = TuneTry,
    responses((status = 200, body = TuneProposal), (status = 400, body = Problem), (status = 404, body = Problem)))]
pub(crate) async fn try_rule(
    State(doors): State<Doors>,
    _: Operator,
    Path(agent): Path<String>,
    Json(given): Json<TuneTry>,
) -> Result<axum::Json<TuneProposal>, Problem> {
    let rule = Rule::from(given.rule);
    if rule.phrase().trim().is_empty() {
        return Err(Problem::bad_request("Write the phrase that it is about."));
    }
    let tried = tune::tried(&doors.ports, &name_of(&agent)?, rule).await?;
    Ok(axum::Json(tried.into()))
}

/// Puts rules in force: writes the operator's own files, where they are with this stack, and pushes a version.
/// Through a machine client it is refused.
#[utoipa::path(post, path = "/tune/{agent}/accept", request_body = TuneAccept,
    responses((status = 200, body = TuneAccepted), (status = 400, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub(crate) async fn accept(
    State(doors): State<Doors>,
    Giver(by, through): Giver,
    Path(agent): Path<String>,
    Json(given): Json<TuneAccept>,
) -> Result<axum::Json<TuneAccepted>, Problem> {
    by_a_person(through, REFUSED)?;
    let agent = name_of(&agent)?;
    let ports = &doors.ports;
    if !ports.playbook.get().agents.contains_key(agent.as_str()) {
        return Err(Problem::not_found(
            "There is no agent of this name in the playbook.",
        ));
    }
    let message = match given.message.trim() {
        "" => message(&agent, &given.rules),
        own => own.to_owned(),
    };
    let rules: Vec<Rule> = given.rules.into_iter().map(Rule::from).collect();
    let current = versions::current(ports).await?.ok_or_else(|| {
        Problem::conflict("No version of the playbook was pushed yet: `onloop push` first.")
    })?;
    let files = versions::files(ports, &current.version).await?;
    let becomes = tune::patched(&files, &agent, &rules).map_err(StepError::Invalid)?;
    let becomes = playbook::version(&becomes);
    // The operator's files first: what is in force and not in them would be undone by his next push.
    let edit = {
        let (agent, rules) = (agent.clone(), rules.clone());
        move |files: &playbook::Files| tune::patched(files, &agent, &rules)
    };
    let amended = doors.playbook.amend(&edit, &becomes).await;
    let folder = doors.playbook.holds().await;
    let pushed = tune::accept(ports, &by, &agent, &rules, &message, folder).await?;
    match pushed {
        Ok(pushed) => {
            stir(&doors);
            Ok(axum::Json(told(pushed, amended)))
        }
        Err(Behind { by, version, since }) => {
            let short = playbook::short_version(&version);
            let mut problem = Problem::conflict(format!(
                "{by} pushed {short} at {since:.0}, just now. Nothing was put in force: open the round again."
            ));
            problem.decided_by = Some(by.to_string());
            problem.decided_at = Some(since);
            Err(problem)
        }
    }
}

fn message(agent: &AgentName, rules: &[TuneRule]) -> String {
    let all: Vec<String> = rules
        .iter()
        .map(|rule| match rule {
            TuneRule::Ban { phrase } => format!("no more “{phrase}”"),
            TuneRule::Say { old, new } => format!("“{new}” for “{old}”"),
            TuneRule::Weigh { criterion, weight } => format!("“{criterion}” counts {weight}"),
        })
        .collect();
    let message = format!("Tuning round of {agent}: {}", all.join("; "));
    message.chars().take(versions::MOST_MESSAGE).collect()
}

fn told(pushed: Pushed, amended: Result<Amended, String>) -> TuneAccepted {
    let short = playbook::short_version(&pushed.version);
    let (files, words) = match amended {
        Ok(Amended::Written(paths)) => (
            "written",
            format!("{short} is in force, and {} says so.", paths.join(", ")),
        ),
        Ok(Amended::Elsewhere) => (
            "elsewhere",
            format!(
                "{short} is in force. Your files are not with this stack: `onloop pull` writes it into your folder."
            ),
        ),
        Err(why) => (
            "untouched",
            format!(
                "{short} is in force, but your folder was left as it is: {}. Pull, or write it by hand, before you push.",
                why.trim_end_matches('.')
            ),
        ),
    };
    TuneAccepted {
        version: pushed.version,
        short,
        reaches: pushed.reaches,
        files: files.to_owned(),
        words,
    }
}

/// Ends the round: its minutes go into the log, and the next one is due a week, two or four later. Through a machine
/// client it is refused.
#[utoipa::path(post, path = "/tune/{agent}/rounds", request_body = TuneHold,
    responses((status = 200, body = TuneEnded), (status = 400, body = Problem), (status = 404, body = Problem)))]
pub(crate) async fn hold(
    State(doors): State<Doors>,
    Giver(by, through): Giver,
    Path(agent): Path<String>,
    Json(given): Json<TuneHold>,
) -> Result<axum::Json<TuneEnded>, Problem> {
    by_a_person(through, REFUSED)?;
    let held = tune::hold(&doors.ports, &by, &name_of(&agent)?, given.seconds).await?;
    stir(&doors);
    Ok(axum::Json(TuneEnded {
        round: held.round.into(),
        next: held.next,
    }))
}
