//! The question of the week: an agent whose goal has an aim and a last day is asked about every Monday of that
//! quarter. The card shows what was to be reached and what was, and takes keep, change or stop.
//!
//! Invariant: no answer is no answer. A card that waits is brought up to date, and nothing is kept, changed or
//! stopped because time has passed.

use crate::due::{self, Task};
use crate::halts::{self, Scope};
use crate::items;
use crate::report::{self, Left, Numbers};
use crate::{Ports, StepError, keys, log, step};
use ::ports::{Action, Expect, Key, PortError};
use domain::calendar::Place;
use domain::conversation::{CardRef, CardShows, Rank, Refusal};
use domain::goal::{self, Answer, Answered, Asked};
use domain::rows::AgentRow;
use domain::{Actor, AgentName, OperatorId, VerdictId};
use jiff::civil::{Date, Time};
use jiff::{Timestamp, ToSpan};
use playbook::{Aim, Playbook};
use serde::{Deserialize, Serialize};

/// Begins the id of a goal's card.
const CARD: &str = "goal_";
/// The hour, where the house is, at which a week's question is put.
const MORNING: Time = Time::constant(7, 0, 0, 0);

/// How the question about an agent's goal stands.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct GoalRow {
    /// The due row that asks next; nothing while there is no aim.
    pub next: Option<Key>,
    /// The question that waits.
    pub asked: Option<Asked>,
    /// The last answer.
    pub answered: Option<Answered>,
}

/// The id of the card of an agent's goal.
#[must_use]
pub fn card_id(agent: &AgentName) -> String {
    format!("{CARD}{agent}")
}

/// The agent that a card's id names.
#[must_use]
pub fn of_card(id: &str) -> Option<AgentName> {
    AgentName::parse(id.strip_prefix(CARD)?).ok()
}

/// The card of a question.
#[must_use]
pub fn card(agent: &AgentName, asked: &Asked) -> CardRef {
    CardRef {
        id: card_id(agent),
        // Beside the lists: both are about whom an agent works for, and neither is urgent.
        rank: Rank::List,
        since: asked.since,
        shows: CardShows::Goal {
            agent: agent.clone(),
        },
        place: 0,
        agent: Some(agent.clone()),
        own_hour: false,
    }
}

/// How it stands; nothing if nobody was ever asked.
pub async fn of(ports: &Ports, agent: &AgentName) -> Result<Option<GoalRow>, StepError> {
    let found = step::read::<GoalRow>(ports, keys::goal(agent)).await?;
    Ok(found.map(|(row, _)| row))
}

fn house(playbook: &Playbook) -> Place {
    Place {
        zone: playbook.house.default_timezone.clone(),
        country: String::new(),
    }
}

fn aim_of(playbook: &Playbook, agent: &AgentName) -> Option<Aim> {
    playbook.agents.get(agent.as_str())?.aim
}

/// The next Monday morning.
fn monday(place: &Place, now: Timestamp) -> Timestamp {
    let week = domain::rows::week_of(place.day(now));
    let this = place.at(week, MORNING);
    if this > now {
        return this;
    }
    place.at(week.saturating_add(7.days()), MORNING)
}

fn due_row(agent: &AgentName, at: Timestamp) -> (Key, Action) {
    let key = keys::due(at, &format!("goal-{agent}"));
    let task = Task::Goal {
        agent: agent.clone(),
    };
    (key.clone(), due::put(key, task))
}

/// Sees to it that an agent with an aim is asked about.
pub(crate) async fn ensure(ports: &Ports, agent: &AgentName) -> Result<(), StepError> {
    let playbook = ports.playbook.get();
    if aim_of(&playbook, agent).is_none() {
        return Ok(());
    }
    let found = step::read::<GoalRow>(ports, keys::goal(agent)).await?;
    if found.is_some_and(|(row, _)| row.next.is_some()) {
        return Ok(());
    }
    plan(ports, agent, None).await
}

/// A question that was thrown away is put on the next Monday.
pub(crate) async fn next_week(
    ports: &Ports,
    agent: &AgentName,
    thrown_away: Action,
) -> Result<(), StepError> {
    plan(ports, agent, Some(thrown_away)).await
}

/// Plans the next question; in the place of a task that was thrown away, or where none is planned.
async fn plan(
    ports: &Ports,
    agent: &AgentName,
    thrown_away: Option<Action>,
) -> Result<(), StepError> {
    for _ in 0..step::ATTEMPTS {
        let found = step::read::<GoalRow>(ports, keys::goal(agent)).await?;
        let (row, item) = found.map_or((GoalRow::default(), None), |(row, item)| (row, Some(item)));
        if row.next.is_some() && thrown_away.is_none() {
            return Ok(());
        }
        let place = house(&ports.playbook.get());
        let (next, put) = due_row(agent, monday(&place, ports.clock.now()));
        let row = GoalRow {
            next: Some(next),
            ..row
        };
        let own = items::put(keys::goal(agent), &row, items::as_read(item.as_ref()));
        let mut actions = vec![own, put];
        actions.extend(thrown_away.clone());
        match step::commit(ports, actions, Some(keys::goal(agent))).await {
            Err(StepError::Port(PortError::Conflict { failed })) if !failed.contains(&2) => {}
            done => return done,
        }
    }
    Err(step::lost())
}

/// Puts the question of the week, or takes it off where there is no aim any more.
pub(crate) async fn run(ports: &Ports, agent: &AgentName, row: &Key) -> Result<(), StepError> {
    let gone = Action::Delete {
        key: row.clone(),
        expect: Expect::Any,
    };
    for _ in 0..step::ATTEMPTS {
        let found = step::read::<GoalRow>(ports, keys::goal(agent)).await?;
        let Some((known, item)) = found.filter(|(known, _)| known.next.as_ref() == Some(row))
        else {
            // Asked already, by this task when it came before.
            return step::finish(ports, &[gone]).await;
        };
        let playbook = ports.playbook.get();
        let now = ports.clock.now();
        let mut actions = vec![gone.clone()];
        let asked = match aim_of(&playbook, agent) {
            Some(aim) => {
                let (next, put) = due_row(agent, monday(&house(&playbook), now));
                actions.push(put);
                let asked = ask(ports, agent, aim, known.asked.as_ref()).await?;
                (Some(next), asked)
            }
            None => (None, None),
        };
        let (next, asked) = asked;
        if let Some(asked) = &asked {
            let card = card(agent, asked);
            actions.push(items::put(keys::card(&card), &card, Expect::Any));
            actions.push(log::note(
                ports,
                Actor::Policy,
                "goal_asked",
                asked.words(),
                Some(agent.clone()),
            ));
        } else if let Some(old) = &known.asked {
            actions.push(no_card(agent, old));
        }
        let new = GoalRow {
            next,
            asked,
            answered: known.answered,
        };
        actions.push(items::put(
            keys::goal(agent),
            &new,
            Expect::Version(item.version),
        ));
        match step::commit(ports, actions, Some(keys::goal(agent))).await {
            Err(StepError::Port(PortError::Conflict { .. })) => {}
            done => return done,
        }
    }
    Err(step::lost())
}

/// Takes the question about an agent off that has no aim any more, or is given up. It may still be planned for Monday:
/// then nothing is asked.
pub(crate) async fn withdraw(ports: &Ports, agent: &AgentName) -> Result<(), StepError> {
    for _ in 0..step::ATTEMPTS {
        let found = step::read::<GoalRow>(ports, keys::goal(agent)).await?;
        let Some((mut row, item)) = found else {
            return Ok(());
        };
        let Some(asked) = row.asked.take() else {
            return Ok(());
        };
        let actions = vec![
            no_card(agent, &asked),
            items::put(keys::goal(agent), &row, Expect::Version(item.version)),
        ];
        match step::commit(ports, actions, Some(keys::goal(agent))).await {
            Err(StepError::Port(PortError::Conflict { .. })) => {}
            done => return done,
        }
    }
    Err(step::lost())
}

/// The same for those who had an aim by this playbook and have none by the one in force.
pub(crate) async fn withdraw_aimless(ports: &Ports, before: &Playbook) -> Result<(), StepError> {
    let playbook = ports.playbook.get();
    for name in before
        .agents
        .keys()
        .filter_map(|name| AgentName::parse(name).ok())
    {
        if aim_of(before, &name).is_some() && aim_of(&playbook, &name).is_none() {
            withdraw(ports, &name).await?;
        }
    }
    Ok(())
}

fn no_card(agent: &AgentName, asked: &Asked) -> Action {
    Action::Delete {
        key: keys::card(&card(agent, asked)),
        expect: Expect::Any,
    }
}

/// The question of this week. None before the quarter begins, and none about an agent that is halted: what should it
/// be kept at?
async fn ask(
    ports: &Ports,
    agent: &AgentName,
    aim: Aim,
    waits: Option<&Asked>,
) -> Result<Option<Asked>, StepError> {
    let now = ports.clock.now();
    let place = house(&ports.playbook.get());
    let (day, begins) = (place.day(now), goal::begins(aim.ends));
    let halted = step::read::<AgentRow>(ports, keys::agent(agent))
        .await?
        .is_some_and(|(row, _)| row.halted);
    if day < begins || halted {
        return Ok(None);
    }
    let numbers = reached(ports, agent, &place, begins, aim.ends).await?;
    Ok(Some(Asked {
        since: waits.map_or(now, |waits| waits.since),
        day,
        aim: aim.positives,
        begins,
        ends: aim.ends,
        positives: numbers.positives,
        begun: numbers.begun,
        letters: numbers.letters,
    }))
}

async fn reached(
    ports: &Ports,
    agent: &AgentName,
    place: &Place,
    begins: Date,
    ends: Date,
) -> Result<Numbers, StepError> {
    let from = place.at(begins, Time::midnight());
    let to = place.at(ends.saturating_add(1.day()), Time::midnight());
    let mut numbers = Numbers::default();
    for id in report::changed(ports, agent, from, &mut Left::default()).await? {
        numbers.take(&step::events(ports, &id).await?, from, to);
    }
    Ok(numbers)
}

/// Answers the question. `seen` is since when the card stands that is answered; a card that somebody else answered
/// meanwhile is refused. A repeat of a verdict decides nothing.
pub async fn answer(
    ports: &Ports,
    by: &OperatorId,
    verdict: &VerdictId,
    agent: &AgentName,
    answer: Answer,
    seen: Option<Timestamp>,
) -> Result<(), StepError> {
    let record = keys::goal_answer(agent, verdict);
    for _ in 0..step::ATTEMPTS {
        let found = ports
            .table
            .get(&[keys::goal(agent), record.clone()])
            .await?;
        let [row, given] = found.as_slice() else {
            continue;
        };
        if given.is_some() {
            return Ok(());
        }
        let Some(item) = row else {
            return Err(StepError::NotFound(format!("a question about {agent}")));
        };
        let row: GoalRow = items::decode(item)?;
        let Some(asked) = row
            .asked
            .filter(|asked| seen.is_none_or(|seen| seen == asked.since))
        else {
            return Err(match row.answered {
                Some(last) => Refusal::Decided {
                    by: last.by.to_string(),
                    at: last.at,
                    what: last.answer.done().to_owned(),
                },
                None => Refusal::OutOfTurn("not waiting for an answer about this goal".to_owned()),
            }
            .into());
        };
        if answer == Answer::Stop {
            // First: once the card is gone, nothing of it may leave any more. Repeatable.
            halts::halt(ports, by, &Scope::Agent(agent.clone()), true).await?;
        }
        let answered = Answered {
            by: by.clone(),
            at: ports.clock.now(),
            answer,
        };
        let words = format!("the goal is {}: {}", answer.done(), asked.words());
        let actions = vec![
            items::put(record.clone(), &answered, Expect::Absent),
            no_card(agent, &asked),
            log::note(
                ports,
                Actor::Operator(by.clone()),
                "goal_answered",
                words,
                Some(agent.clone()),
            ),
            items::put(
                keys::goal(agent),
                &GoalRow {
                    next: row.next,
                    asked: None,
                    answered: Some(answered),
                },
                Expect::Version(item.version),
            ),
        ];
        match step::commit(ports, actions, Some(keys::goal(agent))).await {
            Err(StepError::Port(PortError::Conflict { .. })) => {}
            done => return done,
        }
    }
    Err(step::lost())
}
