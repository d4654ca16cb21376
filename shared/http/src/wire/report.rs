//! The weekly report.

use super::{MissRate, ModelTokens};
use flow::report;
use jiff::Timestamp;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A week of an agent or of the fleet.
#[derive(Debug, Serialize, ToSchema)]
pub struct WeekReport {
    /// The agent; null: all of them.
    pub agent: Option<String>,
    /// Such as `2026-W40` (ISO 8601).
    pub week: String,
    /// Its beginning: Monday in the house's time zone.
    #[schema(value_type = String, format = DateTime)]
    pub from: Timestamp,
    /// Its end.
    #[schema(value_type = String, format = DateTime)]
    pub to: Timestamp,
    /// It has ended.
    pub over: bool,
    /// When the report was made.
    #[schema(value_type = String, format = DateTime)]
    pub made_at: Timestamp,
    /// False: there was more than one report goes through (20,000 conversations in which something changed), and
    /// the oldest is left out.
    pub complete: bool,
    /// This week.
    pub numbers: WeekNumbers,
    /// The week before.
    pub before: WeekNumbers,
    /// What was judged; null for the client.
    pub judged: Option<WeekJudged>,
    /// What the operators missed of the planted cards that they answered in the week; null for the client.
    pub misses: Option<MissRate>,
    /// Each agent, for the fleet; none for the client.
    pub agents: Vec<WeekOfAgent>,
    /// The questions of a trial; for the client the first of them.
    pub questions: Vec<WeekQuestion>,
    /// All of it as text.
    pub markdown: String,
}

/// Counts of a week.
#[derive(Debug, Serialize, ToSchema)]
pub struct WeekNumbers {
    /// Leads that waited on a list.
    pub sourced: u32,
    /// Leads that were taken.
    pub accepted: u32,
    /// Letters that left.
    pub letters: u32,
    /// Of these, the first to somebody.
    pub begun: u32,
    /// Replies that a person wrote, by label.
    pub replies: BTreeMap<String, u32>,
    /// Conversations with their first positive reply.
    pub positives: u32,
    /// Conversations that an operator took over.
    pub handed_over: u32,
    /// Conversations in which a meeting was agreed.
    pub meetings: u32,
    /// Conversations after which nobody may write again.
    pub stopped: u32,
}

/// What the operators decided in a week, and what it took them.
#[derive(Debug, Serialize, ToSchema)]
pub struct WeekJudged {
    /// Leads that were turned down.
    pub rejected: u32,
    /// Drafts written, rewritten ones included.
    pub drafted: u32,
    /// Drafts that policy cleared and nobody looked at.
    pub by_policy: u32,
    /// Drafts that an operator decided on.
    pub judged: u32,
    /// Of these, approved as they stood.
    pub approved: u32,
    /// Of these, edited in wording alone.
    pub polished: u32,
    /// Of these, edited in substance.
    pub fixed: u32,
    /// Of these, sent back.
    pub sent_back: u32,
    /// Of these, killed.
    pub killed: u32,
    /// Kills by reason.
    pub kills: BTreeMap<String, u32>,
    /// Their share; null of nothing.
    pub kill_rate: Option<f64>,
    /// Not less, at 95 % (Clopper, Pearson).
    pub low: f64,
    /// Not more.
    pub high: f64,
    /// Kills among what policy shipped of the agent's class, at every moment at once; null for the fleet and while
    /// it shipped nothing.
    pub live: Option<WeekLive>,
    /// Minutes of the operators, by the time between their decisions.
    pub minutes: u64,
    /// These decisions.
    pub looks: u32,
    /// The tuning rounds.
    pub tuning: WeekTuning,
    /// What models were charged for: drafts and labels that were kept, and second readings.
    pub charged: Vec<WeekCharged>,
}

/// A model's week.
#[derive(Debug, Serialize, ToSchema)]
pub struct WeekCharged {
    /// Which model, with version.
    pub model: String,
    /// So many calls.
    pub calls: u32,
    /// Their tokens together.
    pub tokens: ModelTokens,
}

/// The tuning rounds of a week.
#[derive(Debug, Serialize, ToSchema)]
pub struct WeekTuning {
    /// Rounds that were held.
    pub held: u32,
    /// How long they took.
    pub minutes: u64,
    /// Rules that were accepted in them.
    pub rules: u32,
    /// Rounds that were missed at the week's end.
    pub missed: u32,
    /// Since when one was due at the week's end.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due_since: Option<Timestamp>,
}

impl From<report::Tuned> for WeekTuning {
    fn from(of: report::Tuned) -> Self {
        Self {
            held: of.held,
            minutes: of.seconds.div_ceil(60),
            rules: of.rules,
            missed: of.missed,
            due_since: of.due_since,
        }
    }
}

impl WeekCharged {
    fn of((model, used): (String, report::Used)) -> Self {
        Self {
            model,
            calls: used.calls,
            tokens: used.tokens.into(),
        }
    }
}

/// A live kill rate.
#[derive(Debug, Serialize, ToSchema)]
pub struct WeekLive {
    /// Of this class.
    pub class: String,
    /// What policy shipped of it.
    pub shipped: u32,
    /// The estimate.
    pub estimate: Option<f64>,
    /// Not less.
    pub low: f64,
    /// Not more.
    pub high: f64,
}

/// One agent's week in the fleet's report.
#[derive(Debug, Serialize, ToSchema)]
pub struct WeekOfAgent {
    /// Its name.
    pub agent: String,
    /// Letters that left.
    pub letters: u32,
    /// Conversations with their first positive reply.
    pub positives: u32,
    /// Drafts that an operator decided on.
    pub judged: u32,
    /// Of these, killed.
    pub killed: u32,
    /// Minutes of the operators.
    pub minutes: u64,
    /// Tuning rounds that were missed at the week's end.
    pub rounds_missed: u32,
}

/// A question of a trial.
#[derive(Debug, Serialize, ToSchema)]
pub struct WeekQuestion {
    /// The question.
    pub question: String,
    /// `yes`, `no` or `not enough yet`.
    pub answer: String,
    /// From what.
    pub words: String,
}

impl From<&report::Numbers> for WeekNumbers {
    fn from(of: &report::Numbers) -> Self {
        let reply = |(intent, n): (&domain::Intent, &u32)| (intent.to_string(), *n);
        Self {
            sourced: of.sourced,
            accepted: of.accepted,
            letters: of.letters,
            begun: of.begun,
            replies: of.replies.iter().map(reply).collect(),
            positives: of.positives,
            handed_over: of.handed_over,
            meetings: of.meetings,
            stopped: of.stopped,
        }
    }
}

impl From<report::OfAgent> for WeekJudged {
    fn from(of: report::OfAgent) -> Self {
        let week = of.week;
        let kills = report::Share::of(week.killed, week.judged);
        let live = |live: report::Live| WeekLive {
            class: live.class,
            shipped: live.shipped,
            estimate: live.rate.estimate,
            low: live.rate.low,
            high: live.rate.high,
        };
        Self {
            rejected: week.rejected,
            drafted: week.drafted,
            by_policy: week.by_policy,
            judged: week.judged,
            approved: week.approved,
            polished: week.polished,
            fixed: week.fixed,
            sent_back: week.sent_back,
            killed: week.killed,
            kills: week.kills,
            kill_rate: kills.estimate(),
            low: kills.low,
            high: kills.high,
            live: of.live.map(live),
            minutes: of.seconds / 60,
            looks: of.looks,
            tuning: of.tuned.into(),
            charged: week.charged.into_iter().map(WeekCharged::of).collect(),
        }
    }
}

impl WeekReport {
    /// As the client reads it, or the operator.
    #[must_use]
    pub fn of(report: report::Report, client: bool) -> Self {
        let markdown = report::markdown(&report, client);
        let agent = |(name, of): (domain::AgentName, report::OfAgent)| WeekOfAgent {
            agent: name.to_string(),
            letters: of.week.letters,
            positives: of.week.positives,
            judged: of.week.judged,
            killed: of.week.killed,
            minutes: of.seconds / 60,
            rounds_missed: of.tuned.missed,
        };
        let question = |one: report::Question| WeekQuestion {
            question: one.question.to_owned(),
            answer: one.answer.as_str().to_owned(),
            words: one.words,
        };
        Self {
            agent: report.agent.map(|name| name.to_string()),
            week: report.week.name(),
            from: report.week.from,
            to: report.week.to,
            over: report.week.over,
            made_at: report.made_at,
            complete: report.complete,
            numbers: (&report.total.week).into(),
            before: (&report.total.before).into(),
            judged: (!client).then(|| report.total.into()),
            misses: (!client).then(|| report.misses.into()),
            agents: if client {
                Vec::new()
            } else {
                report.agents.into_iter().map(agent).collect()
            },
            questions: report
                .questions
                .into_iter()
                .take(if client { 1 } else { 3 })
                .map(question)
                .collect(),
            markdown,
        }
    }
}
