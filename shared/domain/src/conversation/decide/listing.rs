//! From the source to the list and off it.

use super::{Event, Events, NewLead, Refusal, out_of_turn};
use crate::conversation::state::{CloseReason, Conversation, MAX_STEPS, Phase, Plan};
use crate::ids::VerdictId;

pub(super) fn source(lead: &NewLead) -> Events {
    Ok(vec![Event::Sourced {
        conversation: lead.conversation.clone(),
        agent: lead.agent.clone(),
        contact: lead.contact.clone(),
        company: lead.company.clone(),
        place: lead.place.clone(),
        list: lead.list.clone(),
        score: lead.score,
    }])
}

pub(super) fn accept(state: &Conversation, verdict: &VerdictId, plan: &Plan) -> Events {
    if plan.steps.is_empty() || plan.steps.len() > MAX_STEPS {
        return Err(Refusal::Unsound(format!(
            "a sequence has 1 to {MAX_STEPS} steps, not {}",
            plan.steps.len()
        )));
    }
    match state.phase {
        Phase::Listed => Ok(vec![Event::Accepted {
            verdict: verdict.clone(),
            plan: plan.clone(),
        }]),
        Phase::Active
        | Phase::Paused { .. }
        | Phase::WithOperator { .. }
        | Phase::Ending { .. }
        | Phase::Stopped { .. }
        | Phase::Closed { .. } => Err(decided(state)),
    }
}

pub(super) fn reject(state: &Conversation, verdict: &VerdictId, reason: &str) -> Events {
    match state.phase {
        Phase::Listed => Ok(vec![Event::Rejected {
            verdict: verdict.clone(),
            reason: reason.to_owned(),
        }]),
        Phase::Active
        | Phase::Paused { .. }
        | Phase::WithOperator { .. }
        | Phase::Ending { .. }
        | Phase::Stopped { .. }
        | Phase::Closed { .. } => Err(decided(state)),
    }
}

pub(super) fn company_busy(state: &Conversation) -> Events {
    match state.phase {
        Phase::Listed => Ok(vec![Event::Closed {
            reason: CloseReason::CompanyBusy,
        }]),
        Phase::Active
        | Phase::Paused { .. }
        | Phase::WithOperator { .. }
        | Phase::Ending { .. }
        | Phase::Stopped { .. }
        | Phase::Closed { .. } => Ok(Vec::new()),
    }
}

fn decided(state: &Conversation) -> Refusal {
    match state.verdicts.first() {
        Some(first) => Refusal::Decided {
            by: first.by.to_string(),
            at: first.at,
            what: first.what.clone(),
        },
        None => out_of_turn(state),
    }
}
