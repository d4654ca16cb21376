//! The weekly report: what an agent or the fleet did in a week, what came of it, what it asked of the operator,
//! and the three questions of a trial, answered from the same events. Where the data don't carry a verdict it
//! says "not enough yet".

pub(crate) mod looks;
mod markdown;
mod numbers;
mod questions;

pub use looks::Usual;
pub use markdown::markdown;
pub use numbers::{Numbers, Used};
pub use questions::{Answer, Question};

use crate::items::IndexRow;
use crate::{Ports, StepError, items, keys, planted, step, trust as classes, tune};
use domain::calendar::Place;
use domain::planted::Misses;
use domain::rows::AgentRow;
use domain::trust::{self, Rules, exact};
use domain::{AgentName, ConversationId};
use jiff::civil::{Date, ISOWeekDate, Time, Weekday};
use jiff::{Timestamp, ToSpan};
use looks::Look;
use std::collections::BTreeMap;

/// Rows of agents' indexes that one report goes through.
pub const MOST_ROWS: usize = 200_000;
/// Conversations whose events one report reads: those in which something changed since the week before.
pub const MOST_CONVERSATIONS: usize = 20_000;
/// Intervals are at 95 %, half of the rest on each side.
const ALPHA: f64 = 0.05;

/// A week from Monday to Sunday, in the house's time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Week {
    /// Monday.
    pub monday: Date,
    /// Its beginning.
    pub from: Timestamp,
    /// Its end; the next one begins there.
    pub to: Timestamp,
    /// Beginning of the week before.
    pub before: Timestamp,
    /// It has ended.
    pub over: bool,
}

impl Week {
    /// The week that is named as in `2026-W40` (ISO 8601), or the present one.
    pub fn read(ports: &Ports, name: Option<&str>) -> Result<Self, StepError> {
        let place = Place {
            zone: ports.playbook.get().house.default_timezone.clone(),
            country: String::new(),
        };
        let now = ports.clock.now();
        let monday = match name {
            Some(name) => monday_of(name)
                .ok_or_else(|| StepError::Invalid("a week is written as in 2026-W40".to_owned()))?,
            None => domain::rows::week_of(place.day(now)),
        };
        let at = |days: i32| place.at(monday.saturating_add(days.days()), Time::midnight());
        Ok(Self {
            monday,
            from: at(0),
            to: at(7),
            before: at(-7),
            over: at(7) <= now,
        })
    }

    /// As it is written: `2026-W40`.
    #[must_use]
    pub fn name(&self) -> String {
        let week = self.monday.iso_week_date();
        format!("{:04}-W{:02}", week.year(), week.week())
    }
}

fn monday_of(name: &str) -> Option<Date> {
    let (year, week) = name.trim().split_once("-W")?;
    if year.len() != 4 || week.len() != 2 {
        return None;
    }
    let week = ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, Weekday::Monday);
    week.ok().map(ISOWeekDate::date)
}

/// A share with its interval at 95 %.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// So many…
    pub found: u32,
    /// …of so many.
    pub of: u32,
    /// Not less (Clopper, Pearson).
    pub low: f64,
    /// Not more.
    pub high: f64,
}

impl Share {
    /// So many of so many.
    #[must_use]
    pub fn of(found: u32, of: u32) -> Self {
        Self {
            found,
            of,
            low: exact::at_least(found, of, ALPHA / 2.0).max(0.0),
            high: exact::at_most(found, of, ALPHA / 2.0),
        }
    }

    /// The estimate; nothing is known of nothing.
    #[must_use]
    pub fn estimate(&self) -> Option<f64> {
        (self.of > 0).then(|| f64::from(self.found) / f64::from(self.of))
    }
}

/// The kills among what policy shipped of an agent's class, at every moment at once.
#[derive(Debug, Clone, PartialEq)]
pub struct Live {
    /// The class; agents share it.
    pub class: String,
    /// What policy shipped of it.
    pub shipped: u32,
    /// The rate.
    pub rate: trust::Rate,
}

/// The tuning rounds of a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tuned {
    /// Rounds that were held.
    pub held: u32,
    /// How long they took, in seconds.
    pub seconds: u64,
    /// Rules that were accepted in them.
    pub rules: u32,
    /// Rounds that were missed at the week's end, since the last one that was held.
    pub missed: u32,
    /// Since when one was due at the week's end, missed or not.
    pub due_since: Option<Timestamp>,
}

/// One agent's week.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OfAgent {
    /// In this week.
    pub week: Numbers,
    /// In the week before.
    pub before: Numbers,
    /// What it asked of the operators, in seconds.
    pub seconds: u64,
    /// Decisions that these seconds went into.
    pub looks: u32,
    /// Since when it is at work; nothing before its first letter may leave.
    pub since: Option<Timestamp>,
    /// The live kill rate of its class, if policy ever shipped any of it.
    pub live: Option<Live>,
    /// Its tuning rounds.
    pub tuned: Tuned,
}

impl OfAgent {
    fn add(&mut self, other: &Self) {
        self.week.add(&other.week);
        self.before.add(&other.before);
        self.seconds = self.seconds.saturating_add(other.seconds);
        self.looks = self.looks.saturating_add(other.looks);
        self.since = match (self.since, other.since) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
        let (mine, theirs) = (&mut self.tuned, &other.tuned);
        mine.held = mine.held.saturating_add(theirs.held);
        mine.seconds = mine.seconds.saturating_add(theirs.seconds);
        mine.rules = mine.rules.saturating_add(theirs.rules);
        mine.missed = mine.missed.saturating_add(theirs.missed);
        mine.due_since = match (mine.due_since, theirs.due_since) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
    }
}

/// The report.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Of this agent; nothing: of the fleet.
    pub agent: Option<AgentName>,
    /// The week.
    pub week: Week,
    /// When it was made.
    pub made_at: Timestamp,
    /// All that it is about together.
    pub total: OfAgent,
    /// Each agent, for the fleet.
    pub agents: BTreeMap<AgentName, OfAgent>,
    /// The three questions.
    pub questions: Vec<Question>,
    /// What the operators missed of the planted cards that they answered in the week.
    pub misses: Misses,
    /// False: there was more than one report goes through, and the oldest is left out.
    pub complete: bool,
}

/// Makes the report of a week. A reply to a conversation that was over for long changes nothing in its index and
/// is not counted.
pub async fn report(
    ports: &Ports,
    agent: Option<&AgentName>,
    week: Week,
    usual: Usual,
) -> Result<Report, StepError> {
    let playbook = ports.playbook.get();
    if let Some(agent) = agent.filter(|agent| !playbook.agents.contains_key(agent.as_str())) {
        return Err(StepError::no_agent(agent));
    }
    let mut agents: BTreeMap<AgentName, OfAgent> = BTreeMap::new();
    // Whoever looks at one agent's card looked at another one's before: the pace is that of the fleet.
    let mut looks: Vec<Look<AgentName>> = Vec::new();
    let mut left = Left::default();
    for name in playbook
        .agents
        .keys()
        .filter_map(|name| AgentName::parse(name).ok())
    {
        let mut of = OfAgent {
            since: step::read::<AgentRow>(ports, keys::agent(&name))
                .await?
                .map(|(row, _)| row.since),
            live: live(ports, &name).await?,
            tuned: tuned(ports, &name, &week).await?,
            ..OfAgent::default()
        };
        for id in changed(ports, &name, week.before, &mut left).await? {
            let events = step::events(ports, &id).await?;
            of.week.take(&events, week.from, week.to);
            of.before.take(&events, week.before, week.from);
            let within = |at: Timestamp| at >= week.from && at < week.to;
            looks::take(&mut looks, &events, within, |_| name.clone());
        }
        agents.insert(name, of);
    }
    for (name, (seconds, count)) in looks::seconds(looks, usual) {
        if let Some(of) = agents.get_mut(&name) {
            of.seconds = seconds;
            of.looks = count;
        }
    }
    let mut total = OfAgent::default();
    match agent {
        Some(agent) => total = agents.remove(agent).unwrap_or_default(),
        None => agents.values().for_each(|of| total.add(of)),
    }
    if agent.is_some() {
        agents.clear();
    }
    let misses = planted::misses_between(ports, week.from, week.to).await?;
    let misses = misses.into_values().fold(Misses::default(), Misses::and);
    let questions = questions::ask(ports, &week, &total, agents.len()).await?;
    Ok(Report {
        agent: agent.cloned(),
        week,
        made_at: ports.clock.now(),
        total,
        agents,
        questions,
        misses,
        complete: left.complete,
    })
}

async fn tuned(ports: &Ports, agent: &AgentName, week: &Week) -> Result<Tuned, StepError> {
    let mut tuned = Tuned::default();
    for round in tune::held_between(ports, agent, week.from, week.to).await? {
        tuned.held = tuned.held.saturating_add(1);
        tuned.seconds = tuned.seconds.saturating_add(round.seconds);
        tuned.rules = tuned.rules.saturating_add(round.rules);
    }
    let end = week.to.min(ports.clock.now());
    if let Some(due) = tune::missed_by(ports, agent, end).await? {
        tuned.missed = due.missed;
        tuned.due_since = due.is_due.then_some(due.at);
    }
    Ok(tuned)
}

/// What a report may still read.
pub(crate) struct Left {
    rows: usize,
    conversations: usize,
    complete: bool,
}

impl Default for Left {
    fn default() -> Self {
        Self {
            rows: MOST_ROWS,
            conversations: MOST_CONVERSATIONS,
            complete: true,
        }
    }
}

/// Conversations of an agent in which something changed since then, newest first.
pub(crate) async fn changed(
    ports: &Ports,
    agent: &AgentName,
    since: Timestamp,
    left: &mut Left,
) -> Result<Vec<ConversationId>, StepError> {
    let mut ids = Vec::new();
    let mut pages = step::Pages::newest(&keys::agent_index(agent));
    while let Some(items) = pages.next(ports).await? {
        for item in &items {
            if left.rows == 0 || left.conversations == 0 {
                left.complete = false;
                return Ok(ids);
            }
            left.rows = left.rows.saturating_sub(1);
            let row: IndexRow = items::decode(item)?;
            if row.last < since {
                continue;
            }
            if let Ok(id) = ConversationId::parse(&item.key.sk) {
                left.conversations = left.conversations.saturating_sub(1);
                ids.push(id);
            }
        }
    }
    Ok(ids)
}

async fn live(ports: &Ports, agent: &AgentName) -> Result<Option<Live>, StepError> {
    let Some(at_work) = classes::at_work(ports, agent).await? else {
        return Ok(None);
    };
    let Some(row) = classes::class_row(ports, &at_work.class).await? else {
        return Ok(None);
    };
    let known = trust::certificate(&row.class, &Rules::new(row.class.terms));
    Ok((known.shipped > 0).then(|| Live {
        class: at_work.class.to_string(),
        shipped: known.shipped,
        rate: known.live_kills,
    }))
}
