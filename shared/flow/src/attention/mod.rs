//! The operator's attention: what his looks took, what waits for him, and whether a day or an agent's week has
//! room for more.
//!
//! How long a card was on screen is told with its verdict and written down after it, in a commit of its own: a
//! look that is lost costs nothing but a second of an estimate, and no verdict waits for it.

mod looking;
mod room;
mod slow;

pub use looking::{LEASE, MOST_CARDS, look, taken};
pub(crate) use slow::put_off;

use crate::items::{self, AgentTimeRow, LooksRow, RoomRow};
use crate::{Ports, StepError, keys, step};
use ::ports::PortError;
use domain::attention::{Budget, Kind, LONGEST_LOOK_MS, Load, Over, Pace, Reserve};
use domain::calendar::Place;
use domain::conversation::{CardRef, CardShows};
use domain::rows::week_of;
use domain::{AgentName, OperatorId, VerdictId};
use jiff::civil::{Date, Weekday};
use jiff::{Timestamp, ToSpan};
use playbook::House;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Verdicts whose looks are remembered, so that one that is told twice counts once.
const REMEMBERED: usize = 16;
/// Rows that are read at a time.
const AT_ONCE: usize = 50;
/// Who had no look for so many days has left, and neither his pace nor his share of a day counts.
const LEFT_DAYS: i32 = 28;

/// What looks at a card are like.
pub const fn kind_of(card: &CardRef) -> Kind {
    match card.shows {
        CardShows::List { .. } => Kind::List,
        CardShows::Drafts { .. } | CardShows::Planted { .. } => Kind::Draft,
        CardShows::Reply { .. } => Kind::Reply,
        CardShows::InDoubt { .. } | CardShows::Contradiction { .. } => Kind::InDoubt,
        CardShows::Mailbox { .. } => Kind::Mailbox,
        CardShows::Goal { .. } => Kind::Goal,
    }
}

/// A look that led to a verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// At what.
    pub kind: Kind,
    /// Whose; nothing for what many share.
    pub agent: Option<AgentName>,
    /// It is billed to the agent's own hour alone.
    pub own_hour: bool,
    /// It could not be put off: a reply, a send in doubt, an audit, a planted card.
    pub must: bool,
    /// How long, in milliseconds.
    pub ms: u32,
}

/// The day and the Monday of its week, where the house is.
fn today(house: &House, now: Timestamp) -> (Date, Date) {
    let day = place(house).day(now);
    (day, week_of(day))
}

fn place(house: &House) -> Place {
    Place {
        zone: house.default_timezone.clone(),
        country: String::new(),
    }
}

/// What the operator has to give.
pub fn budget(house: &House) -> Budget {
    Budget::minutes(
        house.limits.minutes_a_day,
        house.limits.minutes_per_agent_week,
    )
}

/// Writes down how long a look took. One that is told again with the same verdict counts once.
pub async fn looked(
    ports: &Ports,
    by: &OperatorId,
    verdict: &VerdictId,
    look: &Look,
) -> Result<(), StepError> {
    if look.ms == 0 || look.ms > LONGEST_LOOK_MS {
        return Ok(());
    }
    let (day, week) = today(&ports.playbook.get().house, ports.clock.now());
    for _ in 0..step::ATTEMPTS {
        let mut wanted = vec![keys::looks(by)];
        wanted.extend(look.agent.as_ref().map(keys::agent_time));
        let found = ports.table.get(&wanted).await?;
        let mut found = found.into_iter();
        let mine = found.next().flatten();
        let mut row: LooksRow = mine
            .as_ref()
            .map(items::decode)
            .transpose()?
            .unwrap_or_default();
        if row.verdicts.contains(verdict) {
            return Ok(());
        }
        row.verdicts.push_back(verdict.clone());
        while row.verdicts.len() > REMEMBERED {
            row.verdicts.pop_front();
        }
        row.pace.took(look.kind, look.ms);
        on(&mut row, day);
        if look.must {
            row.reserve.looked(u64::from(look.ms));
        }
        if !look.own_hour {
            row.spent_ms = row.spent_ms.saturating_add(u64::from(look.ms));
        }
        let mut actions = vec![items::put(
            keys::looks(by),
            &row,
            items::as_read(mine.as_ref()),
        )];
        if let Some(agent) = &look.agent {
            let item = found.next().flatten();
            let row: Option<AgentTimeRow> = item.as_ref().map(items::decode).transpose()?;
            let row = more(row, week, u64::from(look.ms));
            let expect = items::as_read(item.as_ref());
            actions.push(items::put(keys::agent_time(agent), &row, expect));
        }
        match step::commit(ports, actions, None).await {
            Err(StepError::Port(PortError::Conflict { .. })) => {}
            done => return done,
        }
    }
    Err(step::lost())
}

/// The agent's week with so much more in it.
fn more(row: Option<AgentTimeRow>, week: Date, ms: u64) -> AgentTimeRow {
    let spent_ms = row
        .filter(|row| row.week == week)
        .map_or(0, |row| row.spent_ms);
    AgentTimeRow {
        week,
        spent_ms: spent_ms.saturating_add(ms),
    }
}

/// A tuning round is a part of the agent's week.
pub(crate) async fn tuned(ports: &Ports, agent: &AgentName, seconds: u64) -> Result<(), StepError> {
    let (_, week) = today(&ports.playbook.get().house, ports.clock.now());
    for _ in 0..step::ATTEMPTS {
        let found = step::read::<AgentTimeRow>(ports, keys::agent_time(agent)).await?;
        let expect = items::as_read(found.as_ref().map(|(_, item)| item));
        let row = more(
            found.map(|(row, _)| row),
            week,
            seconds.saturating_mul(1_000),
        );
        let put = items::put(keys::agent_time(agent), &row, expect);
        match step::commit(ports, vec![put], None).await {
            Err(StepError::Port(PortError::Conflict { .. })) => {}
            done => return done,
        }
    }
    Err(step::lost())
}

/// The row as it stands on a day.
fn on(row: &mut LooksRow, day: Date) {
    if row.day.is_some_and(|last| day <= last) {
        return;
    }
    if let Some(last) = row.day {
        // Nobody expects answers to be looked at on a weekend.
        let is_off = |day: &Date| matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        let passed = last.series(1.day()).take_while(|passed| *passed < day);
        let worked = passed.filter(|day| !is_off(day)).count();
        // More halve it to nothing.
        for _ in 0..worked.clamp(1, 64) {
            row.reserve.next_day();
        }
    }
    row.day = Some(day);
    row.spent_ms = 0;
}

/// The rows of those operators who had a look lately, as they stand on a day.
async fn looks_lately(ports: &Ports, day: Date) -> Result<Vec<LooksRow>, StepError> {
    let rows = step::all(ports, keys::LOOKS, "").await?;
    let mut lately = Vec::with_capacity(rows.len());
    for item in &rows {
        let mut row: LooksRow = items::decode(item)?;
        let oldest = day.saturating_sub(LEFT_DAYS.days());
        if row.day.is_some_and(|last| oldest <= last) {
            on(&mut row, day);
            lately.push(row);
        }
    }
    Ok(lately)
}

/// The pace of one operator.
pub async fn pace(ports: &Ports, by: &OperatorId) -> Result<Pace, StepError> {
    let row = step::read::<LooksRow>(ports, keys::looks(by)).await?;
    Ok(row.map_or_else(Pace::default, |(row, _)| row.pace))
}

/// Cards that wait, by kind.
pub type Cards = BTreeMap<Kind, u64>;

/// What waits, and on whose account.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Waiting {
    /// What is billed to the queue's day.
    pub queue: Cards,
    /// What is billed to each agent's week: all of its cards.
    pub agents: BTreeMap<AgentName, Cards>,
}

impl Waiting {
    /// One card more.
    pub fn add(&mut self, card: &CardRef) {
        let kind = kind_of(card);
        let one_more = |cards: &mut Cards| {
            let count = cards.entry(kind).or_default();
            *count = count.saturating_add(1);
        };
        if !card.own_hour {
            one_more(&mut self.queue);
        }
        if let Some(agent) = &card.agent {
            one_more(self.agents.entry(agent.clone()).or_default());
        }
    }
}

/// Seconds that cards take at this pace.
pub fn seconds(cards: &Cards, pace: &Pace) -> u64 {
    let ms = cards.iter().map(|(kind, count)| {
        let look = u64::from(pace.look_ms(*kind));
        count.saturating_mul(look)
    });
    ms.fold(0_u64, u64::saturating_add) / 1_000
}

/// What was looked at, what waits, and what is kept free.
struct Loads {
    /// Of all who look.
    pace: Pace,
    /// The queue's day.
    queue: Load,
    /// What waits for each agent, in seconds.
    agents: BTreeMap<AgentName, u64>,
}

impl Loads {
    /// Without what waits.
    fn new(looks: &[LooksRow]) -> Self {
        let ms = looks.iter().map(|row| row.spent_ms);
        Self {
            pace: Pace::together(looks.iter().map(|row| &row.pace)),
            queue: Load {
                spent: ms.fold(0_u64, u64::saturating_add) / 1_000,
                waiting: 0,
                reserved: Reserve::left_of_all(looks.iter().map(|row| row.reserve)) / 1_000,
            },
            agents: BTreeMap::new(),
        }
    }

    /// With what waits.
    fn with(mut self, waiting: &Waiting) -> Self {
        self.queue.waiting = seconds(&waiting.queue, &self.pace);
        let agents = waiting.agents.iter();
        self.agents = agents
            .map(|(agent, cards)| (agent.clone(), seconds(cards, &self.pace)))
            .collect();
        self
    }

    /// With what waits and what was begun.
    fn with_begun(self, room: &RoomRow) -> Self {
        let mut all = self.with(&room.waiting);
        let look = all.pace.look_seconds(Kind::Draft);
        for draft in room.begun.values() {
            let of_agent = all.agents.entry(draft.agent.clone()).or_default();
            *of_agent = of_agent.saturating_add(look);
            if !draft.own_hour {
                all.queue.waiting = all.queue.waiting.saturating_add(look);
            }
        }
        all
    }

    /// An agent's week.
    fn of_agent(&self, agent: &AgentName, row: Option<&AgentTimeRow>, week: Date) -> Load {
        Load {
            spent: row
                .filter(|row| row.week == week)
                .map_or(0, |row| row.spent_ms / 1_000),
            waiting: self.agents.get(agent).copied().unwrap_or_default(),
            reserved: 0,
        }
    }
}

/// How the day stands, and the weeks of the agents.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// What the operator has to give.
    pub budget: Budget,
    /// The queue's day.
    pub queue: Load,
    /// Why no new draft is begun for what has no proof, if none is.
    pub over: Option<Over>,
    /// Agents whose week is full.
    pub agents: Vec<(AgentName, Load)>,
}

/// How everything stands, for what waits.
pub async fn standing(ports: &Ports, waiting: &Waiting) -> Result<Standing, StepError> {
    let playbook = ports.playbook.get();
    let budget = budget(&playbook.house);
    let (day, week) = today(&playbook.house, ports.clock.now());
    let loads = Loads::new(&looks_lately(ports, day).await?).with(waiting);
    // Full is where no further draft fits.
    let look = loads.pace.look_seconds(Kind::Draft);
    let queue = loads.queue;
    let mut agents = Vec::new();
    let names: Vec<AgentName> = playbook
        .agents
        .keys()
        .filter_map(|name| AgentName::parse(name).ok())
        .collect();
    for names in names.chunks(AT_ONCE) {
        let wanted: Vec<_> = names.iter().map(keys::agent_time).collect();
        for (name, item) in names.iter().zip(ports.table.get(&wanted).await?) {
            let row: Option<AgentTimeRow> = item.as_ref().map(items::decode).transpose()?;
            let load = loads.of_agent(name, row.as_ref(), week);
            if load.all().saturating_add(look) > budget.week {
                agents.push((name.clone(), load));
            }
        }
    }
    Ok(Standing {
        budget,
        queue,
        over: budget.day_is_full(Load {
            waiting: queue.waiting.saturating_add(look),
            ..queue
        }),
        agents,
    })
}

impl Standing {
    /// What the operator is told, where something waits for want of his time.
    pub fn words(&self) -> Vec<String> {
        let minutes = |seconds: u64| seconds.div_ceil(60);
        let mut words = Vec::new();
        if let Some(over) = self.over {
            let until = match over {
                Over::Day { spent: true } => "until tomorrow",
                Over::Day { spent: false } | Over::Week { .. } => "until there is room",
            };
            words.push(format!(
                "The queue's {} minutes of today are full ({} looked at, {} wait, {} are kept for \
                 answers and audits). New drafts of agents that have proven nothing yet are not begun {until}. \
                 Replies, audits and all checks go on as ever.",
                minutes(self.budget.day),
                minutes(self.queue.spent),
                minutes(self.queue.waiting),
                minutes(self.queue.reserved),
            ));
        }
        words.extend(self.agents.iter().map(|(agent, load)| {
            format!(
                "{agent} has asked all of its {} minutes of this week ({} looked at, {} wait). While it has \
                 proven nothing, it begins no new draft{}.",
                minutes(self.budget.week),
                minutes(load.spent),
                minutes(load.waiting),
                if load.spent >= self.budget.week {
                    " before Monday"
                } else {
                    " until there is room"
                },
            )
        }));
        words
    }
}
