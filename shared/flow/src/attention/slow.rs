//! Over budget no new draft is begun for what has proven nothing: its task is put off until there is room again.
//! What was begun goes on, and so do answers, follow-ups, and all that a certificate covers; guards know nothing
//! of budgets.

use super::{all_looks, budget, place, reserved, seconds, spent_in, spent_today, today, waiting};
use crate::due::{self, DueRow};
use crate::items::{self, AgentTimeRow, ClassRow};
use crate::step::Loaded;
use crate::{Ports, StepError, draft_gate, keys, step, trust};
use ::ports::{Expect, PortError};
use domain::attention::{Kind, Load, Over, Pace};
use domain::conversation::{Channel, Conversation, Message};
use domain::trust::{FIRST_DAYS, StepKind, Strata, Stratum};
use jiff::civil::Time;
use jiff::{SignedDuration, Timestamp, ToSpan};
use playbook::{Agent, Playbook};

/// What waits may have been looked at after so long.
const LOOK_AGAIN: SignedDuration = SignedDuration::from_mins(30);

/// Puts the drafts of a conversation off, if they would be its first ones, nobody has earned trust for them and
/// there is no room for a look at them. True: nothing is to be drafted now.
pub(crate) async fn put_off(
    ports: &Ports,
    playbook: &Playbook,
    loaded: &Loaded,
    due: &[Message],
) -> Result<bool, StepError> {
    let state = loaded.state();
    let house = &ports.playbook.get().house;
    let budget = budget(house);
    let agent = playbook.agents.get(state.agent.as_str());
    let Some(agent) = agent.filter(|_| !budget.is_without_bounds() && begins(state, due)) else {
        return Ok(false);
    };
    let now = ports.clock.now();
    let instructions = draft_gate::own_instructions(agent);
    let days = trust::agent_days(ports, &state.agent, &instructions, now).await?;
    let is_new = days < FIRST_DAYS;
    if !is_new && is_trusted(ports, playbook, agent, state, due).await? {
        return Ok(false);
    }
    let (day, week) = today(house, now);
    let looks = all_looks(ports).await?;
    let pace = Pace::together(looks.iter().map(|(_, row)| &row.pace));
    let row = step::read::<AgentTimeRow>(ports, keys::agent_time(&state.agent)).await?;
    // The draft itself has to fit.
    let look = pace.look_seconds(Kind::Draft);
    let mut queue = Load {
        spent: spent_today(&looks, day),
        waiting: look,
        reserved: reserved(&looks, day),
    };
    let mut week_of_agent = Load {
        spent: spent_in(row.as_ref().map(|(row, _)| row), week),
        waiting: look,
        reserved: 0,
    };
    let mut over = budget.over(queue, week_of_agent, is_new);
    if over.is_none() {
        let loads = |known: &super::Waiting| {
            let waits = seconds(&known.queue, &pace).saturating_add(look);
            let of_agent = known.of_agent(&state.agent, &pace);
            (waits, of_agent.saturating_add(look))
        };
        let known = waiting(ports, |known| {
            let (waits, of_agent) = loads(known);
            let queue = Load {
                waiting: waits,
                ..queue
            };
            let agent = Load {
                waiting: of_agent,
                ..week_of_agent
            };
            budget.over(queue, agent, is_new).is_some()
        })
        .await?;
        (queue.waiting, week_of_agent.waiting) = loads(&known);
        over = budget.over(queue, week_of_agent, is_new);
    }
    let Some(over) = over else {
        return Ok(false);
    };
    let zone = place(house);
    let midnight = |days: i32| zone.at(day.saturating_add(days.days()), Time::midnight());
    let until = match over {
        Over::Day { spent: true } => midnight(1),
        Over::Week { spent: true } => zone.at(week.saturating_add(7.days()), Time::midnight()),
        Over::Day { spent: false } | Over::Week { spent: false } => {
            domain::calendar::later(now, LOOK_AGAIN)
        }
    };
    later(ports, loaded, until).await?;
    tracing::debug!(agent = %state.agent, %until, "over budget: a draft is not begun");
    Ok(true)
}

/// Nothing of this conversation was ever written, and nobody asked for it in particular.
fn begins(state: &Conversation, due: &[Message]) -> bool {
    let untouched = |message: &Message| {
        message.revision == 0 && message.note.is_none() && message.answers.is_none()
    };
    state.resume_note.is_none() && due.iter().all(untouched) && state.messages.iter().all(untouched)
}

/// Policy may clear such drafts, so that few of them ask for a look.
async fn is_trusted(
    ports: &Ports,
    playbook: &Playbook,
    agent: &Agent,
    state: &Conversation,
    due: &[Message],
) -> Result<bool, StepError> {
    let channels: Vec<Channel> = due.iter().map(|message| message.channel).collect();
    let class = draft_gate::class_of(playbook, agent, &ports.model.name(), &channels);
    let Some(class) = class else {
        return Ok(false);
    };
    let row = trust::class_row(ports, &class).await?;
    let Some(ClassRow { class, .. }) = row else {
        return Ok(false);
    };
    let strata = Strata {
        agent: state.agent.clone(),
        segment: agent.segment.clone(),
        step: StepKind::First,
    };
    let is_known = class
        .detectors
        .contains_key(&Stratum::Agent(state.agent.clone()));
    let apart = strata.all();
    let is_apart = apart
        .iter()
        .any(|stratum| class.set_apart(stratum).is_some());
    Ok(class.certificate.is_some() && is_known && !is_apart)
}

/// The relay leaves the task alone until then. It has not failed, and it is not delivered too often.
async fn later(ports: &Ports, loaded: &Loaded, until: Timestamp) -> Result<(), StepError> {
    let Some(due) = loaded.head.due else {
        return Ok(());
    };
    let (key, _) = due::of_conversation(loaded.state(), due);
    let Some((row, item)) = step::read::<DueRow>(ports, key.clone()).await? else {
        return Ok(());
    };
    let put_off = DueRow {
        deliveries: 0,
        leased_until: Some(until),
        ..row
    };
    let put = items::put(key, &put_off, Expect::Version(item.version));
    match step::commit(ports, vec![put], None).await {
        // Somebody else dealt with the row; if it is still there, it comes back by itself.
        Err(StepError::Port(PortError::Conflict { .. })) => Ok(()),
        done => done,
    }
}
