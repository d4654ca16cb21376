//! What becomes of an agent's goal, asked once a week.

use super::{Operator, decided as note_decided, verdict_id};
use crate::address::Path;
use crate::body::Json;
use crate::doors::Doors;
use crate::problem::Problem;
use crate::wire::{AnswerGoal, Decided, GoalAnswer};
use axum::extract::State;
use domain::AgentName;
use domain::goal::Answer;
use flow::goal;

/// Keeps a goal, says that it will be changed, or halts its agent. What was stopped can be resumed.
#[utoipa::path(post, path = "/agents/{name}/goal", request_body = AnswerGoal,
    responses((status = 200, body = Decided), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub(crate) async fn answer_goal(
    State(doors): State<Doors>,
    Operator(by): Operator,
    Path(name): Path<String>,
    Json(given): Json<AnswerGoal>,
) -> Result<axum::Json<Decided>, Problem> {
    let verdict = verdict_id(&given.verdict)?;
    let agent = AgentName::parse(&name)
        .map_err(|_| Problem::not_found("There is no agent of this name."))?;
    let answer = match given.decision.answer {
        GoalAnswer::Keep => Answer::Keep,
        GoalAnswer::Change => Answer::Change,
        GoalAnswer::Stop => Answer::Stop,
    };
    let seen = given.decision.opened_at;
    goal::answer(&doors.ports, &by, &verdict, &agent, answer, seen).await?;
    note_decided(&doors);
    Ok(axum::Json(Decided {
        verdict: verdict.to_string(),
        decided: answer.done().to_owned(),
        undo_until: None,
        card: None,
        policy: Vec::new(),
        planted: None,
    }))
}
