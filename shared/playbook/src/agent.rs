//! What `agents/NAME.md` says: one configured worker.

use crate::{columns::Columns, exclude::Exclude, rubric::Rubric, wait::Wait};
use jiff::civil::Date;
use serde::Serialize;

/// One configured worker, checked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Agent {
    /// The file's name without `.md`: lower-case letters, digits and hyphens.
    pub name: String,
    /// What the goal is about.
    pub motion: Motion,
    /// What it is to bring about, in words.
    pub goal: String,
    /// What it is to reach in a quarter. Nobody is asked about a goal without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aim: Option<Aim>,
    /// Whom it writes to, in words.
    pub segment: String,
    /// Channel of its steps, where a step says nothing else.
    pub channel: Channel,
    /// New conversations it is to start in a week.
    pub weekly_target: u32,
    /// Most messages in a week, follow-ups included. Default 5 × its mailboxes' caps per day.
    pub weekly_cap: u32,
    /// Addresses of the mailboxes it writes from, in the order written; some of the house's, lower case. At
    /// least one. A conversation stays on the one that its first letter was drafted for.
    pub mailboxes: Vec<String>,
    /// Names of the patterns it works by: in the order written, each behind those that it includes.
    pub patterns: Vec<String>,
    /// Where its leads come from. At least one.
    pub sources: Vec<Source>,
    /// Whom it never writes to.
    pub exclude: Exclude,
    /// How leads are scored.
    pub rubric: Rubric,
    /// The planned messages.
    pub sequence: Sequence,
    /// How often it sources leads. Default weekly.
    pub cadence: Cadence,
    /// Leads in one sourcing run. Default 50.
    pub max_list: u32,
    /// Language to write in (BCP 47), if not English.
    pub language: Option<String>,
    /// Its letters go once more as plain HTML beside their text. Default false: text alone.
    pub html_alternative: bool,
    /// The body before the first step: what to know and how to write.
    pub brief: String,
}

impl Agent {
    /// The step of that number, from 1.
    #[must_use]
    pub fn step(&self, number: u32) -> Option<&Step> {
        self.sequence
            .steps
            .iter()
            .find(|step| step.number == number)
    }
}

/// What a goal is to reach, and by when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Aim {
    /// So many people who answer with a positive reply.
    pub positives: u32,
    /// Last day of the quarter, where the house is.
    pub ends: Date,
}

/// What a goal is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Motion {
    /// New logos.
    New,
    /// Dormant pipeline; only a named list from the CRM.
    Reactivate,
    /// Customers; only a named list from the CRM.
    Renew,
}

impl Motion {
    /// Spelling in the playbook and value.
    pub(crate) const NAMES: [(&str, Self); 3] = [
        ("new", Self::New),
        ("reactivate", Self::Reactivate),
        ("renew", Self::Renew),
    ];
}

/// What carries a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// E-mail.
    Email,
    /// LinkedIn.
    Linkedin,
}

impl Channel {
    /// Spelling in the playbook and value.
    pub(crate) const NAMES: [(&str, Self); 2] =
        [("email", Self::Email), ("linkedin", Self::Linkedin)];
}

/// How often an agent sources leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cadence {
    /// Every 7 days.
    Weekly,
    /// Every 14 days.
    Fortnightly,
    /// Every 28 days.
    Monthly,
}

impl Cadence {
    /// Spelling in the playbook and value.
    pub(crate) const NAMES: [(&str, Self); 3] = [
        ("weekly", Self::Weekly),
        ("fortnightly", Self::Fortnightly),
        ("monthly", Self::Monthly),
    ];

    /// Days between two runs.
    #[must_use]
    pub fn days(self) -> u32 {
        match self {
            Self::Weekly => 7,
            Self::Fortnightly => 14,
            Self::Monthly => 28,
        }
    }
}

/// How a list of leads is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// RFC 4180 with a header line.
    Csv,
    /// One JSON object a line.
    Jsonl,
}

impl Format {
    /// Spelling in the playbook and value.
    pub(crate) const NAMES: [(&str, Self); 2] = [("csv", Self::Csv), ("jsonl", Self::Jsonl)];
}

/// Where leads come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Path below the playbook's folder; never absolute, never with `..`.
    pub file: String,
    /// How the file is written; told by its ending unless said.
    pub format: Format,
    /// Which column holds what.
    pub columns: Columns,
    /// Name under which the facts are shown. Default: the file's name.
    #[serde(rename = "source")]
    pub label: String,
    /// Day on which the facts were true; `None`: the day on which they are read.
    pub date: Option<Date>,
}

/// The planned messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sequence {
    /// How its drafts are judged.
    pub review: Review,
    /// In order; numbers run from 1. At least one.
    pub steps: Vec<Step>,
}

/// How the drafts of a sequence are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Review {
    /// All on one card, before the first leaves.
    Together,
    /// Each on its own card when it is due.
    Each,
}

impl Review {
    /// Spelling in the playbook and value.
    pub(crate) const NAMES: [(&str, Self); 2] =
        [("together", Self::Together), ("each", Self::Each)];
}

/// One planned message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Place in the sequence, from 1.
    pub number: u32,
    /// What carries it.
    pub channel: Channel,
    /// How long after the step before; for step 1 after the approval.
    pub wait: Wait,
    /// What it is for, in words.
    pub purpose: Option<String>,
    /// What it says, under the heading `## Step N`.
    pub template: Template,
}

/// What a step says, in Jinja.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Template {
    /// Subject. `None` on LinkedIn, and on a later e-mail step that answers in the thread.
    pub subject: Option<String>,
    /// Body.
    pub body: String,
}
