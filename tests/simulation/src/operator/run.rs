//! The weeks themselves.

use super::OperatorOptions;
use super::tell::{Ended, OperatorReport, OperatorWeek, Spread};
use crate::random::Random;
use domain::attention::{Budget, Kind, Load, Pace, Reserve};
use domain::conversation::Channel;
use domain::planted::{Misses, Said};
use domain::secrets::Secrets;
use domain::trust::{
    Class, ClassId, Confidence, Event, FIRST_DAYS, Grid, Label, Look, MessageRef, Outcome,
    Question, Route, Rules, StepKind, Strata, Stratum, Terms, evolve, label, route,
};
use domain::{AgentName, ConversationId};
use std::collections::BTreeMap;

/// Working days of a week.
const DAYS: u32 = 5;
/// Sittings of a day: drafts are begun, then the queue is cleared.
const SITTINGS: u32 = 2;
/// Working days after the letter before it on which a follow-up leaves.
const FOLLOW_UP_DAYS: u32 = 3;
/// Share of letters that a person answers; the sequence ends.
const ANSWERED: f64 = 0.02;
/// Share of the answers that become a card: positives, what is unclear, and a sample of the rest.
const ANSWERS_SHOWN: f64 = 0.45;
/// Share of letters whose sending ends in doubt.
const IN_DOUBT: f64 = 0.001;
/// Share of good drafts that the operator kills all the same, and of those that he edits in wording alone.
const KILLED_IN_ERROR: f64 = 0.002;
const POLISHED: f64 = 0.05;
/// Each further letter on a card takes so much of the time that the first takes.
const FURTHER_LETTER: f64 = 0.25;
/// An edit takes so many looks.
const EDIT_LOOKS: f64 = 4.0;
/// What a tuning round leaves of an agent's bad drafts.
const TUNED: f64 = 0.97;
/// Verdicts that a class has had before anything is planted.
const ROUTINE: u32 = 20;

struct Agent {
    strata: Strata,
    class: usize,
    /// The share of its drafts that is truly bad.
    bad: f64,
    /// The day of its first draft by its present instructions.
    since: u32,
    /// First letters that it would like to begin, in parts of one.
    wants: f64,
    /// Milliseconds of this week.
    week_ms: u64,
    /// Its cards that wait.
    waits: u64,
}

struct Group {
    class: Class,
    certified: u32,
    planted_on: Option<u32>,
}

/// A card of drafts that waits.
struct Card {
    agent: usize,
    truth: Outcome,
    own_hour: bool,
    label: Label,
}

struct Run<'a> {
    options: &'a OperatorOptions,
    rules: Rules,
    budget: Budget,
    random: Random,
    secrets: Secrets,
    groups: Vec<Group>,
    agents: Vec<Agent>,
    cards: Vec<Card>,
    /// Sequences by the day on which their next letter leaves: how many letters are left.
    leaving: BTreeMap<u32, Vec<u32>>,
    pace: Pace,
    reserve: Reserve,
    day: u32,
    number: u32,
    day_ms: u64,
    all_day_ms: u64,
    week: OperatorWeek,
    ended: Ended,
}

/// Runs all weeks; `watch` is told each one that is over.
pub fn simulate_operator(options: &OperatorOptions, mut watch: impl FnMut(u32)) -> OperatorReport {
    let mut run = Run::new(options);
    for week in 1..=options.weeks {
        run.week(week);
        watch(week);
    }
    OperatorReport::of(options, run.ended)
}

/// A chance in [0, 1), 32 bits of it.
fn chance(random: &mut Random) -> f64 {
    let bits = u32::try_from(random.next() >> 32).unwrap_or(u32::MAX);
    f64::from(bits) / 4_294_967_296.0
}

fn minutes(ms: u64) -> f64 {
    f64::from(u32::try_from(ms / 1_000).unwrap_or(u32::MAX)) / 60.0
}

fn name(what: &str, number: usize) -> Option<AgentName> {
    AgentName::parse(&format!("{what}-{number:03}")).ok()
}

impl<'a> Run<'a> {
    fn new(options: &'a OperatorOptions) -> Self {
        let mut random = Random::new(options.seed);
        let mut key = || {
            let mut key = [0; 32];
            for part in key.chunks_mut(8) {
                part.copy_from_slice(&random.next().to_be_bytes());
            }
            key
        };
        let secrets = Secrets {
            identity: key(),
            links: key(),
            replies: key(),
            draws: key(),
        };
        let groups: Vec<Group> = (0..options.classes.max(1))
            .filter_map(|number| {
                let opened = Event::Opened {
                    class: ClassId {
                        patterns: format!("set{number}"),
                        channel: Channel::Email,
                    },
                    terms: Terms::default(),
                    grid: Grid::everything(),
                    succeeds: None,
                };
                Some(Group {
                    class: evolve(None, &opened)?,
                    certified: 0,
                    planted_on: None,
                })
            })
            .collect();
        let count = usize::try_from(options.agents).unwrap_or(0);
        let agents = (0..count).filter_map(|number| {
            Some(Agent {
                strata: Strata {
                    agent: name("agent", number)?,
                    segment: format!("segment-{}", number % 8),
                    step: StepKind::First,
                },
                class: number % groups.len().max(1),
                // From half of the average to one and a half.
                bad: options.bad * (0.5 + chance(&mut random)),
                since: 0,
                wants: 0.0,
                week_ms: 0,
                waits: 0,
            })
        });
        Self {
            options,
            rules: Rules::new(Terms::default()),
            budget: Budget::default(),
            agents: agents.collect(),
            random,
            secrets,
            groups,
            cards: Vec::new(),
            leaving: BTreeMap::new(),
            pace: Pace::default(),
            reserve: Reserve::default(),
            day: 0,
            number: 0,
            day_ms: 0,
            all_day_ms: 0,
            week: blank(0),
            ended: Ended {
                weeks: Vec::new(),
                sent: 0,
                bad_sent: 0,
                sent_unseen: 0,
                bad_sent_unseen: 0,
                misses: Misses::default(),
            },
        }
    }

    fn week(&mut self, number: u32) {
        self.week = OperatorWeek {
            target: self
                .options
                .weekly_target
                .saturating_mul(self.options.agents),
            ..blank(number)
        };
        for agent in &mut self.agents {
            agent.week_ms = 0;
        }
        let (mut queue, mut all) = (Vec::new(), Vec::new());
        for _ in 0..DAYS {
            (self.day_ms, self.all_day_ms) = (0, 0);
            self.reserve.next_day();
            self.letters_leave();
            for sitting in 0..SITTINGS {
                self.begin(sitting);
                self.clear();
            }
            queue.push(minutes(self.day_ms));
            all.push(minutes(self.all_day_ms));
            self.day = self.day.saturating_add(1);
        }
        self.tune();
        // The weekend, in which agents grow older.
        self.day = self.day.saturating_add(7 - DAYS);
        self.week.minutes_a_day = Spread::of(queue);
        self.week.all_minutes_a_day = Spread::of(all);
        let of_agents = self.agents.iter().map(|agent| minutes(agent.week_ms));
        self.week.minutes_per_agent = Spread::of(of_agents);
        let certified = self.groups.iter().filter(|g| g.class.certificate.is_some());
        self.week.certified = u32::try_from(certified.count()).unwrap_or(u32::MAX);
        let left = self.cards.iter().filter(|card| !card.own_hour).count();
        self.week.left = u32::try_from(left).unwrap_or(u32::MAX);
        let week = std::mem::replace(&mut self.week, blank(0));
        self.ended.weeks.push(week);
    }

    /// Each agent's round, and what is pushed after it: a ban changes no certificate, another brief makes its agent
    /// new for seven days.
    fn tune(&mut self) {
        let round = u64::from(seconds(self.options.round_minutes * 60.0)).saturating_mul(1_000);
        for agent in &mut self.agents {
            agent.week_ms = agent.week_ms.saturating_add(round);
            agent.bad *= TUNED;
        }
        self.week.pushes = 1;
        for _ in 0..self.options.rewritten_a_week {
            let place = self.random.below(self.agents.len());
            // It is new with its next draft, on the day after the weekend.
            let monday = self.day.saturating_add(7 - DAYS);
            if let Some(agent) = self.agents.get_mut(place) {
                agent.since = monday;
                self.week.pushes = self.week.pushes.saturating_add(1);
            }
        }
    }

    /// Letters that fall due today, with what comes back of them.
    fn letters_leave(&mut self) {
        let due: Vec<u32> = {
            let later = self.leaving.split_off(&self.day.saturating_add(1));
            let due = std::mem::replace(&mut self.leaving, later);
            due.into_values().flatten().collect()
        };
        for left in due {
            self.week.letters = self.week.letters.saturating_add(1);
            if chance(&mut self.random) < IN_DOUBT {
                self.look_at_other(Kind::InDoubt);
            }
            if chance(&mut self.random) < ANSWERED {
                if chance(&mut self.random) < ANSWERS_SHOWN {
                    self.look_at_other(Kind::Reply);
                }
                continue;
            }
            if left > 1 {
                self.leaves(FOLLOW_UP_DAYS, left.saturating_sub(1));
            }
        }
    }

    /// The next letter of a sequence leaves so many working days later.
    fn leaves(&mut self, working_days: u32, left: u32) {
        let weekday = self.day % 7;
        let weekend = if weekday.saturating_add(working_days) >= DAYS {
            7 - DAYS
        } else {
            0
        };
        let day = self
            .day
            .saturating_add(working_days)
            .saturating_add(weekend);
        self.leaving.entry(day).or_default().push(left);
    }

    /// A reply or a send in doubt: nothing slows these.
    fn look_at_other(&mut self, kind: Kind) {
        let usual = f64::from(kind.usual_ms()) / 1_000.0;
        let ms = self.took(usual);
        self.pace.took(kind, ms);
        self.reserve.looked(u64::from(ms));
        self.day_ms = self.day_ms.saturating_add(u64::from(ms));
        self.all_day_ms = self.all_day_ms.saturating_add(u64::from(ms));
    }

    /// Milliseconds of a look that takes so many seconds on average: between half and one and a half of it.
    fn took(&mut self, average: f64) -> u32 {
        let ms = average * (0.5 + chance(&mut self.random)) * 1_000.0;
        seconds(ms)
    }

    /// Agents begin drafts, in turns, as many as their target asks for and the operator has time for.
    fn begin(&mut self, sitting: u32) {
        let letters = f64::from(self.options.letters.max(1));
        // What becomes of a sequence on average, answers ending it early.
        let kept = 1.0 - ANSWERED;
        let (mut length, mut survives) = (0.0, 1.0);
        for _ in 0..self.options.letters.max(1) {
            length += survives;
            survives *= kept;
        }
        let good = 1.0 - self.options.bad - KILLED_IN_ERROR;
        let a_day =
            f64::from(self.options.weekly_target) / length.min(letters) / good / f64::from(DAYS);
        if sitting == 0 {
            for agent in &mut self.agents {
                // What was put off is caught up with, a day's worth of it.
                agent.wants = (agent.wants + a_day).min(a_day * 2.0);
            }
        }
        let part = f64::from(SITTINGS - sitting);
        let mut turns: Vec<usize> = Vec::new();
        for (place, agent) in self.agents.iter().enumerate() {
            let now = agent.wants / part;
            let mut begun = 1.0;
            while begun <= now {
                turns.push(place);
                begun += 1.0;
            }
        }
        // In no order that favours anybody.
        for place in (1..turns.len()).rev() {
            let other = self.random.below(place.saturating_add(1));
            turns.swap(place, other);
        }
        for place in turns {
            self.draft(place);
        }
    }

    fn is_new(&self, agent: &Agent) -> bool {
        self.day.saturating_sub(agent.since) < FIRST_DAYS
    }

    /// The rule of the drafting stage: nothing is begun without room, unless it has proof.
    fn has_room(&self, agent: &Agent) -> bool {
        let is_new = self.is_new(agent);
        let group = self.groups.get(agent.class);
        let trusted = group.is_some_and(|group| {
            let class = &group.class;
            let known = class
                .detectors
                .contains_key(&Stratum::Agent(agent.strata.agent.clone()));
            let apart = agent.strata.all();
            let apart = apart
                .iter()
                .any(|stratum| class.set_apart(stratum).is_some());
            class.certificate.is_some() && known && !apart
        });
        if trusted && !is_new {
            return true;
        }
        let look = u64::from(self.pace.look_ms(Kind::Draft));
        let waiting = self.cards.iter().filter(|card| !card.own_hour).count();
        let waiting = u64::try_from(waiting).unwrap_or(u64::MAX);
        let queue = Load {
            spent: self.day_ms / 1_000,
            waiting: waiting.saturating_add(1).saturating_mul(look) / 1_000,
            reserved: Reserve::left_of_all([self.reserve]) / 1_000,
        };
        let of_agent = Load {
            spent: agent.week_ms / 1_000,
            waiting: agent.waits.saturating_add(1).saturating_mul(look) / 1_000,
            reserved: 0,
        };
        self.budget.over(queue, of_agent, is_new).is_none()
    }

    fn draft(&mut self, place: usize) {
        let Some(agent) = self.agents.get(place) else {
            return;
        };
        if !self.has_room(agent) {
            self.week.put_off = self.week.put_off.saturating_add(1);
            return;
        }
        let (bad, own_hour) = (agent.bad, self.is_new(agent));
        let truth = {
            let drawn = chance(&mut self.random);
            if drawn < bad {
                Outcome::Killed
            } else if drawn < bad + self.options.must_fix {
                Outcome::MustFix
            } else {
                Outcome::Approved
            }
        };
        if let Some(agent) = self.agents.get_mut(place) {
            agent.wants -= 1.0;
        }
        let Some((label, routed)) = self.routed(place) else {
            return;
        };
        self.take(place, None, label.clone());
        if !routed.drawn {
            self.week.cleared = self.week.cleared.saturating_add(1);
            self.sent(truth, true);
            return;
        }
        if let Some(agent) = self.agents.get_mut(place) {
            agent.waits = agent.waits.saturating_add(1);
        }
        self.cards.push(Card {
            agent: place,
            truth,
            own_hour,
            label,
        });
    }

    fn routed(&mut self, place: usize) -> Option<(Label, Route)> {
        let agent = self.agents.get(place)?;
        let group = self.groups.get(agent.class)?;
        self.number = self.number.saturating_add(1);
        let message = MessageRef {
            conversation: ConversationId::parse(&format!("cnv_{}", self.number)).ok()?,
            step: 1,
        };
        let asked = Question {
            message: &message,
            strata: &agent.strata,
            confidence: Confidence::NONE,
            must: None,
            agent_days: self.day.saturating_sub(agent.since),
            certified_days: self.day.saturating_sub(group.certified),
        };
        let draw = self.secrets.audit_draw(&message);
        let routed = route(Some(&group.class), &self.rules, &asked, draw);
        let label = Label {
            decision: 0,
            look: if routed.drawn {
                Look::Waiting
            } else {
                Look::Passed
            },
            strata: agent.strata.clone(),
            message,
            life: routed.life,
            counts: routed.counts.clone(),
            propensity: routed.propensity,
            cleared: routed.clear,
        };
        Some((label, routed))
    }

    fn take(&mut self, place: usize, before: Option<Label>, after: Label) {
        let class = self.agents.get(place).map(|agent| agent.class);
        let Some(group) = class.and_then(|class| self.groups.get_mut(class)) else {
            return;
        };
        let had = group.class.certificate.is_some();
        let _ = label(&mut group.class, &self.rules, before, after);
        if !had && group.class.certificate.is_some() {
            group.certified = self.day;
        }
    }

    /// A card went out, and its first letter leaves today.
    fn sent(&mut self, truth: Outcome, unseen: bool) {
        let bad = u32::from(truth.is_kill());
        self.ended.sent = self.ended.sent.saturating_add(1);
        self.ended.bad_sent = self.ended.bad_sent.saturating_add(bad);
        if unseen {
            self.ended.sent_unseen = self.ended.sent_unseen.saturating_add(1);
            self.ended.bad_sent_unseen = self.ended.bad_sent_unseen.saturating_add(bad);
        }
        self.leaves(1, self.options.letters.max(1));
    }

    /// The operator looks at what waits, what can't wait first, until his minutes of the day are over; the rest is
    /// there tomorrow. New agents' cards are looked at in their own hours.
    fn clear(&mut self) {
        let mut cards = std::mem::take(&mut self.cards);
        cards.sort_by_key(|card| !card.label.cleared);
        for card in cards {
            if !card.own_hour && self.day_ms >= self.budget.day.saturating_mul(1_000) {
                self.cards.push(card);
                continue;
            }
            self.plant(&card);
            let said = self.judge(card.truth);
            self.look(card.agent, card.own_hour, said, card.label.cleared);
            self.week.cards = self.week.cards.saturating_add(1);
            if let Some(agent) = self.agents.get_mut(card.agent) {
                agent.waits = agent.waits.saturating_sub(1);
            }
            if said.is_kill() {
                self.week.killed = self.week.killed.saturating_add(1);
            } else if said == Outcome::MustFix {
                // What he mended is not what was bad.
                self.sent(Outcome::Approved, false);
            } else {
                self.sent(card.truth, false);
            }
            let judged = Label {
                decision: 1,
                look: Look::Judged(said),
                ..card.label.clone()
            };
            self.take(card.agent, Some(card.label), judged);
        }
    }

    /// What he says of a draft, by what it truly is.
    fn judge(&mut self, truth: Outcome) -> Outcome {
        let sees = chance(&mut self.random) >= self.options.misses;
        match truth {
            Outcome::Killed | Outcome::Harmful | Outcome::MustFix if sees => truth,
            _ => {
                let drawn = chance(&mut self.random);
                if drawn < KILLED_IN_ERROR {
                    Outcome::Killed
                } else if drawn < KILLED_IN_ERROR + POLISHED {
                    Outcome::Polished
                } else {
                    Outcome::Approved
                }
            }
        }
    }

    fn look(&mut self, place: usize, own_hour: bool, said: Outcome, audit: bool) {
        let further = f64::from(self.options.letters.max(1) - 1) * FURTHER_LETTER;
        let looks = match said {
            Outcome::Polished | Outcome::MustFix => EDIT_LOOKS,
            Outcome::Approved | Outcome::Killed | Outcome::Harmful => 1.0 + further,
        };
        let ms = self.took(self.options.look_seconds * looks);
        self.pace.took(Kind::Draft, ms);
        let ms = u64::from(ms);
        if audit {
            self.reserve.looked(ms);
        }
        self.all_day_ms = self.all_day_ms.saturating_add(ms);
        if !own_hour {
            self.day_ms = self.day_ms.saturating_add(ms);
        }
        if let Some(agent) = self.agents.get_mut(place) {
            agent.week_ms = agent.week_ms.saturating_add(ms);
        }
    }

    /// One known-bad card a day and class at most, beside one that waits.
    fn plant(&mut self, beside: &Card) {
        let class = self.agents.get(beside.agent).map(|agent| agent.class);
        let day = self.day;
        let Some(group) = class.and_then(|class| self.groups.get_mut(class)) else {
            return;
        };
        let detector = group.class.detectors.get(&Stratum::Class);
        let judged = detector.map_or(0, |detector| detector.judged);
        if judged < ROUTINE || group.planted_on == Some(day) {
            return;
        }
        group.planted_on = Some(day);
        let said = match self.judge(Outcome::Killed) {
            Outcome::Killed | Outcome::Harmful => Said::Killed,
            Outcome::MustFix => Said::Mended,
            Outcome::Polished => Said::Polished,
            Outcome::Approved => Said::Approved,
        };
        let looked = if said == Said::Killed {
            Outcome::Killed
        } else {
            Outcome::Approved
        };
        self.look(beside.agent, beside.own_hour, looked, true);
        self.ended.misses.add(said.catches());
    }
}

fn blank(week: u32) -> OperatorWeek {
    OperatorWeek {
        week,
        minutes_a_day: Spread::default(),
        all_minutes_a_day: Spread::default(),
        minutes_per_agent: Spread::default(),
        cards: 0,
        killed: 0,
        letters: 0,
        target: 0,
        cleared: 0,
        certified: 0,
        put_off: 0,
        left: 0,
        pushes: 0,
    }
}

/// A whole number of what is not negative, to the nearest.
fn seconds(value: f64) -> u32 {
    format!("{:.0}", value.max(0.0)).parse().unwrap_or(u32::MAX)
}
