//! Over budget no new draft is begun for what has proven nothing: its task is put off until there is room again.
//! What was begun goes on, and so do answers, follow-ups, and all that a certificate covers; guards know nothing
//! of budgets.

use super::{budget, place, room, today};
use crate::items::{Begun, ClassRow};
use crate::step::Loaded;
use crate::{Ports, StepError, draft_gate, step, trust};
use domain::Actor;
use domain::attention::Over;
use domain::calendar::later;
use domain::conversation::{Channel, Conversation, Input, Message};
use domain::trust::{FIRST_DAYS, StepKind, Strata, Stratum};
use jiff::civil::Time;
use jiff::{SignedDuration, Timestamp, ToSpan};
use playbook::{Agent, House, Playbook};

/// What waits may have been looked at after so long.
const LOOK_AGAIN: SignedDuration = SignedDuration::from_mins(30);
/// Time that is spent does not come back before tomorrow, but the budget may be raised, or a class be proven.
const LOOK_AT_LATEST: SignedDuration = SignedDuration::from_hours(4);

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
    let Some(agent) = agent.filter(|_| !budget.is_without_bounds() && state.is_untouched()) else {
        return Ok(false);
    };
    let now = ports.clock.now();
    let instructions = draft_gate::own_instructions(agent);
    let days = trust::agent_days(ports, &state.agent, &instructions, now).await?;
    let is_new = days < FIRST_DAYS;
    if !is_new && is_trusted(ports, playbook, agent, state, due).await? {
        return Ok(false);
    }
    let draft = Begun {
        agent: state.agent.clone(),
        own_hour: is_new,
        at: now,
    };
    let Some(over) = room::take(ports, &state.id, &draft).await? else {
        return Ok(false);
    };
    let input = Input::PutOff {
        until: until(house, over, now.duration_since(state.last), now),
        why: over.words().to_owned(),
    };
    step::step(ports, &state.id, &Actor::Policy, &input, &[]).await?;
    Ok(true)
}

/// When there may be room again.
///
/// Whoever has `waited` long already is looked at less often: each time stands in the log.
fn until(house: &House, over: Over, waited: SignedDuration, now: Timestamp) -> Timestamp {
    let (day, week) = today(house, now);
    let soon = later(
        now,
        waited.saturating_mul(2).clamp(LOOK_AGAIN, LOOK_AT_LATEST),
    );
    let days = match over {
        Over::Day { spent: true } => day.saturating_add(1.day()),
        Over::Week { spent: true } => week.saturating_add(7.days()),
        Over::Day { spent: false } | Over::Week { spent: false } => return soon,
    };
    let midnight = place(house).at(days, Time::midnight());
    midnight.min(later(now, LOOK_AT_LATEST))
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
