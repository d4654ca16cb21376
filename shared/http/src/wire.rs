//! What the operator's API says and takes. Separate from what is stored; a change here is a change
//! of the API and shows in its snapshots.

mod carry;
mod effect;
mod replay;
mod report;
mod skim;
mod tune;
mod versions;
mod why;

pub use carry::{CarriedBack, CarryOver, CarryTo, Carrying, SameChange, SameDraft, SameDrafts};
pub use effect::{Compared, Effect, Effects, Minutes};
pub use replay::{
    JudgeReplayed, ModelTokens, PlanReplay, ReplayLetter, ReplayOne, ReplayPlan, ReplayStanding,
    ReplayTrust, ReplayedLetter,
};
pub use report::{
    WeekJudged, WeekLive, WeekNumbers, WeekOfAgent, WeekQuestion, WeekReport, WeekTuning,
};
pub use skim::{Skim, SkimBound, SkimCounted, SkimLine, SkimSeen};
pub use tune::{
    TuneAccept, TuneAccepted, TuneAsked, TuneDrawn, TuneDue, TuneEdit, TuneEnded, TuneHeld,
    TuneHold, TuneNote, TunePart, TunePhrase, TuneProposal, TuneRound, TuneRule, TuneStanding,
    TuneStratum, TuneTry, TuneWeight, TuneWeights, TuneWrong,
};
pub use versions::{
    NewPlaybook, PlaybookChange, PlaybookDiff, PlaybookFileDiff, PlaybookFiles, PlaybookHistory,
    PlaybookPage, PlaybookPush, PlaybookPushed, Rollback,
};
pub use why::{
    AskWhy, CompanyStopped, StopCompany, Why, WhyCame, WhyCleared, WhyCompany, WhyConversation,
    WhyFact, WhyMail, WhyMessage, WhyPlace, WhyPolicy, WhyStop, WhyWritten,
};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Gives an agent up.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Retire {
    /// The agent that gets the leads that it has not written to; without it they end.
    #[serde(default)]
    pub to: Option<String>,
}

/// An agent is given up.
#[derive(Debug, Serialize, ToSchema)]
pub struct Retired {
    /// The version in force, without it.
    pub version: String,
    /// The same for people.
    pub short: String,
    /// Letters that were at the provider.
    pub in_flight: usize,
    /// What became of its file.
    pub words: String,
}

/// A sign-in token.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// From the link's fragment.
    pub token: String,
}

/// A session.
#[derive(Debug, Serialize, ToSchema)]
pub struct Session {
    /// For the header `Authorization: Bearer …`.
    pub bearer: String,
    /// Who signed in.
    pub operator: String,
}

/// For whom a link is made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewLink {
    /// The operator's name; nothing for oneself.
    pub name: Option<String>,
}

/// A link.
#[derive(Debug, Serialize, ToSchema)]
pub struct Link {
    /// Single use, good for a day.
    pub url: String,
    /// For whom.
    pub operator: String,
}

/// Where everything stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct Status {
    /// Who asks.
    pub operator: String,
    /// The clock of this stack; simulated while the market is.
    #[schema(value_type = String, format = DateTime)]
    pub now: Timestamp,
    /// The simulated market, if it is on.
    pub market: Option<Market>,
    /// Where letters go.
    pub mailer: String,
    /// Letters leave this machine.
    pub mailer_is_real: bool,
    /// Who writes drafts.
    pub model: String,
    /// The playbook in force.
    pub playbook: PlaybookState,
    /// What is halted.
    pub halted: Halts,
    /// Cards that wait.
    pub cards: Totals,
    /// How long the queue takes whoever asks, in minutes, from `seconds`.
    pub minutes: u64,
    /// Seconds that whoever asks needs for a look at a card of each kind.
    pub seconds: Pace,
    /// How many of his own looks these rest on; at most 30 of each kind.
    pub own_looks: Pace,
    /// How long the operators' day may be, and was.
    pub attention: Attention,
    /// Letters at the provider.
    pub in_flight: usize,
    /// Tasks that were given up.
    pub dead_letters: usize,
    /// What fails now and is tried again, if anything does.
    pub failing: Option<Failing>,
    /// Mail that matched nothing.
    pub unmatched: usize,
    /// The mailboxes that replies are read from.
    pub reading: Vec<MailReading>,
    /// Tuning rounds that are due, the longest waiting first.
    pub tuning: Vec<TuneDue>,
    /// What to do next.
    pub next: Next,
}

/// How the reading of a mailbox stands.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MailReading {
    /// Who, and where.
    pub mailbox: String,
    /// Since when it stands so.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
    /// Why it can't be read, if it can't, and what to do.
    pub trouble: Option<String>,
    /// When that is tried again.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub again: Option<Timestamp>,
}

/// Seconds a look at a card takes, by its kind.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct Pace {
    /// A list.
    pub list: u64,
    /// A card of drafts.
    pub draft: u64,
    /// A reply.
    pub reply: u64,
    /// A send in doubt.
    pub in_doubt: u64,
    /// A mailbox.
    pub mailbox: u64,
    /// A goal's week.
    pub goal: u64,
}

/// What the queue asks of the operators today.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Attention {
    /// It may ask so many minutes.
    pub minutes_a_day: u64,
    /// So many went into looks.
    pub minutes_today: u64,
    /// So many will go into what waits, reviews of new agents aside.
    pub minutes_waiting: u64,
    /// So many are kept for answers and audits that come as on other days.
    pub minutes_kept: u64,
    /// The day is full: no new draft is begun for what has proven nothing.
    pub slowed: bool,
    /// What waits for want of time, in sentences.
    pub words: Vec<String>,
}

/// The cards that an operator looks at, and comes to next; at most five.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Looking {
    /// The one on screen first.
    pub cards: Vec<String>,
}

/// Cards that others look at.
#[derive(Debug, Serialize, ToSchema)]
pub struct Taken {
    /// Who, by card.
    pub taken: BTreeMap<String, String>,
}

/// The simulated market.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Market {
    /// Always true.
    pub on: bool,
    /// The clock runs.
    pub running: bool,
    /// Real seconds for a simulated day.
    pub seconds_per_day: u64,
}

/// The playbook in force.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PlaybookState {
    /// Short version.
    pub version: String,
    /// When it was loaded; nothing for the first one.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub loaded_at: Option<Timestamp>,
    /// Faults of the files as they are now; the version in force has none.
    pub faults: Vec<PlaybookFault>,
}

/// A fault of the playbook.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PlaybookFault {
    /// File.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub fix: String,
    /// It only warns.
    pub warning: bool,
}

impl From<&playbook::Fault> for PlaybookFault {
    fn from(fault: &playbook::Fault) -> Self {
        Self {
            file: fault.file.clone(),
            line: fault.line,
            column: fault.column,
            what: fault.what.clone(),
            fix: fault.fix.clone(),
            warning: fault.severity == playbook::Severity::Warning,
        }
    }
}

/// What is halted.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct Halts {
    /// Everything.
    pub fleet: bool,
    /// Agents.
    pub agents: Vec<String>,
    /// Mailboxes.
    pub mailboxes: Vec<String>,
}

/// Cards by kind.
#[derive(Debug, Clone, Copy, Default, Serialize, ToSchema)]
pub struct Totals {
    /// Lists.
    pub list: usize,
    /// Drafts.
    pub draft: usize,
    /// Replies.
    pub reply: usize,
    /// Sends in doubt.
    pub in_doubt: usize,
    /// Mailboxes.
    pub mailbox: usize,
    /// Goals.
    pub goal: usize,
    /// All.
    pub total: usize,
}

/// What to do next.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Next {
    /// In words.
    pub text: String,
    /// A route of the page.
    pub href: Option<String>,
}

/// A page of the queue.
#[derive(Debug, Serialize, ToSchema)]
pub struct Queue {
    /// Best first.
    pub cards: Vec<Card>,
    /// For the next page.
    pub next: Option<String>,
    /// Cards by kind.
    pub totals: Totals,
    /// How long the queue takes whoever asks, in minutes.
    pub minutes: u64,
}

/// A card.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Card {
    /// Its id.
    pub id: String,
    /// `list`, `draft`, `reply`, `in_doubt`, `mailbox` or `goal`.
    pub kind: String,
    /// Whose; of a mailbox's card, all who write from it.
    pub agent: String,
    /// Since when it waits.
    #[schema(value_type = String, format = DateTime)]
    pub opened_at: Timestamp,
    /// Its conversation.
    pub conversation: Option<String>,
    /// Why it is here.
    pub why: Vec<String>,
    /// With whom.
    pub contact: Option<Contact>,
    /// For lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<ListCard>,
    /// For drafts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draft: Option<DraftCard>,
    /// For replies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply: Option<ReplyCard>,
    /// For sends in doubt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_doubt: Option<InDoubtCard>,
    /// For mailboxes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mailbox: Option<MailboxCard>,
    /// For goals.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goal: Option<GoalCard>,
    /// Another operator looks at it now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub looking: Option<String>,
}

/// A person.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Contact {
    /// First and last name, or the address.
    pub name: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Title.
    pub title: String,
    /// Company.
    pub company: String,
    /// Domain.
    pub domain: String,
    /// ISO 3166 alpha-2.
    pub country: String,
    /// IANA zone.
    pub timezone: String,
    /// Address.
    pub email: Option<String>,
    /// Profile.
    pub linkedin: Option<String>,
}

/// What a list card shows.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ListCard {
    /// Its id.
    pub list: String,
    /// Leads that wait.
    pub waiting: u32,
    /// Leads taken.
    pub accepted: u32,
    /// Leads turned down.
    pub rejected: u32,
    /// Rows left out, by reason.
    pub excluded: BTreeMap<String, u32>,
    /// Rows that could not be read.
    pub bad_rows: u32,
}

/// One criterion of a score.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Reason {
    /// Its name.
    pub criterion: String,
    /// Its weight.
    pub weight: u32,
    /// Met.
    pub met: bool,
    /// In words.
    pub words: String,
}

/// A fact.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Fact {
    /// Its name.
    pub id: String,
    /// What is known.
    pub text: String,
    /// Where it was read.
    pub source: String,
    /// When.
    #[schema(value_type = String, format = Date)]
    pub date: Date,
}

/// What a draft card shows.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DraftCard {
    /// 0 to 100.
    pub score: u32,
    /// Why.
    pub reasons: Vec<Reason>,
    /// What is known.
    pub facts: Vec<Fact>,
    /// The drafts.
    pub messages: Vec<Message>,
    /// What went out before.
    pub earlier: Vec<Earlier>,
    /// The operator's note that led to this revision.
    pub note: Option<String>,
    /// A program would approve it. Who takes that over gives a verdict that is no label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proposal: Option<Proposal>,
}

/// What a program would approve.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Proposal {
    /// The program, as it calls itself.
    pub program: String,
    /// In whose name.
    pub by: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

/// A program would approve these drafts.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Propose {
    /// The program, as it calls itself; at most 40 characters are kept.
    pub program: String,
    /// Of all messages shown.
    pub fingerprints: Vec<String>,
}

/// A claim.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Claim {
    /// The words.
    pub text: String,
    /// The fact's name.
    pub fact: String,
}

/// What the linter found.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Finding {
    /// Rule.
    pub rule: String,
    /// The words.
    pub evidence: String,
    /// What to do.
    pub message: String,
}

/// A draft.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Message {
    /// Its step.
    pub step: u32,
    /// `email` or `linkedin`.
    pub channel: String,
    /// Its revision.
    pub revision: u32,
    /// What a verdict names.
    pub fingerprint: String,
    /// Sender.
    pub from: String,
    /// Recipient.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Body.
    pub body: String,
    /// Footer.
    pub footer: String,
    /// What it states.
    pub claims: Vec<Claim>,
    /// What the linter found.
    pub findings: Vec<Finding>,
    /// The linter would hold it whatever the confidence.
    #[serde(rename = "unsafe")]
    pub unsafe_: bool,
    /// The earliest it may go; nothing until the step before is sent.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub not_before: Option<Timestamp>,
    /// Who wrote it.
    pub model: String,
    /// Short version of the playbook that it was written by.
    pub playbook: String,
    /// The operator who edited it.
    pub edited_by: Option<String>,
    /// Why it could not be drafted.
    pub failure: Option<String>,
    /// Where it stands: planned, in_review, cleared, claimed, in_doubt, sent, void.
    pub state: String,
    /// In words.
    pub state_words: String,
    /// When it went out.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub sent_at: Option<Timestamp>,
}

/// A message that went out.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Earlier {
    /// Its step.
    pub step: u32,
    /// `email` or `linkedin`.
    pub channel: String,
    /// Subject.
    pub subject: String,
    /// Body.
    pub body: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub sent_at: Timestamp,
}

/// A referral.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Referral {
    /// Name.
    pub name: Option<String>,
    /// Address.
    pub email: Option<String>,
}

/// What a reply card shows.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReplyCard {
    /// Its id.
    pub inbound: String,
    /// When it was accepted.
    #[schema(value_type = String, format = DateTime)]
    pub received_at: Timestamp,
    /// Who wrote it.
    pub from: String,
    /// Subject.
    pub subject: String,
    /// The new words.
    pub human_text: String,
    /// All words.
    pub text: String,
    /// How it was matched.
    pub matched_by: String,
    /// Somebody else than the person we wrote to wrote it.
    pub other_writer: bool,
    /// Its label.
    pub intent: String,
    /// 0 to 1.
    pub intent_confidence: f64,
    /// The words that led to it.
    pub evidence: Vec<String>,
    /// First day back.
    #[schema(value_type = Option<String>, format = Date)]
    pub return_date: Option<Date>,
    /// First day for a next message.
    #[schema(value_type = Option<String>, format = Date)]
    pub resume_on: Option<Date>,
    /// Whom to turn to.
    pub referral: Option<Referral>,
    /// Who relabelled it.
    pub relabelled_by: Option<String>,
    /// What went out before.
    pub earlier: Vec<Earlier>,
    /// It matched no conversation.
    pub unmatched: bool,
}

/// What a card of a send in doubt shows.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct InDoubtCard {
    /// The hand-over.
    pub claim: String,
    /// Its step.
    pub step: u32,
    /// `email` or `linkedin`.
    pub channel: String,
    /// Subject.
    pub subject: String,
    /// Body.
    pub body: String,
    /// Recipient.
    pub to: String,
    /// When it was claimed.
    #[schema(value_type = String, format = DateTime)]
    pub claimed_at: Timestamp,
    /// What is known.
    pub words: String,
    /// An alarm: it was settled as not sent, and the provider says otherwise. There is nothing to settle
    /// any more; `done` says that it was seen.
    pub alarm: bool,
}

/// A verdict on a card.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GiveVerdict {
    /// `vrd_` and an id made by the client; a repeat decides nothing.
    pub verdict: String,
    /// What.
    pub decision: Decision,
    /// How long the card was on screen, in milliseconds; the pace of whoever decides is measured by it.
    #[serde(default)]
    pub looked_ms: Option<u32>,
}

/// A decision. Which are possible depends on the card's kind.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Decision {
    /// Draft: clear all messages.
    Approve {
        /// Of all messages shown.
        fingerprints: Vec<String>,
    },
    /// Draft: put another text in place of one.
    Edit {
        /// Of the message shown.
        fingerprint: String,
        /// New subject.
        #[serde(default)]
        subject: String,
        /// New body.
        body: String,
    },
    /// Draft: end it here.
    Kill {
        /// Of all messages shown.
        fingerprints: Vec<String>,
        /// Reason code.
        reason: String,
        /// In words.
        #[serde(default)]
        note: Option<String>,
    },
    /// Draft: send it back.
    Redraft {
        /// Of all messages shown.
        fingerprints: Vec<String>,
        /// What should change.
        #[serde(default)]
        note: String,
    },
    /// Reply, conversation: the operator writes himself.
    TakeOver,
    /// Reply: another label.
    Relabel {
        /// The label.
        intent: String,
        /// For `not_now` and `out_of_office`.
        #[serde(default)]
        #[schema(value_type = Option<String>, format = Date)]
        resume_on: Option<Date>,
    },
    /// Conversation: a meeting is agreed.
    Meeting,
    /// Reply, conversation: the agent drafts an answer.
    HandBack {
        /// What it should say.
        note: String,
    },
    /// Reply: whom it names becomes a lead of the same agent, and the reply is filed.
    AddLead {
        /// Their name.
        #[serde(default)]
        name: String,
        /// Their address.
        email: String,
    },
    /// Reply: read, file it. Alarm: seen.
    Done,
    /// In doubt: what became of it.
    Settle {
        /// `sent` or `not_sent`.
        outcome: Outcome,
    },
    /// Conversation: nobody may write to this person again.
    Stop {
        /// Why, in words.
        #[serde(default)]
        reason_note: Option<String>,
    },
}

/// What became of a send in doubt.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It went out.
    Sent,
    /// It did not.
    NotSent,
}

/// The answer to a verdict.
#[derive(Debug, Serialize, ToSchema)]
pub struct Decided {
    /// Its id.
    pub verdict: String,
    /// What was decided.
    pub decided: String,
    /// It can be undone until then at least.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub undo_until: Option<Timestamp>,
    /// The card, if it is still open.
    pub card: Option<Card>,
    /// What policy thought of the drafts that were judged.
    pub policy: Vec<PolicyThought>,
    /// The card was planted: nothing is sent, and nothing is learnt from it but how much is missed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planted: Option<PlantedTold>,
}

/// What is told of a planted card with the answer to its verdict, never before.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlantedTold {
    /// It would not have gone as it stood. Nothing where a program answered.
    pub caught: Option<bool>,
    /// What was wrong, in words.
    pub words: String,
}

/// How much the operators miss of what is known to be bad.
#[derive(Debug, Serialize, ToSchema)]
pub struct MissRate {
    /// Planted cards that were answered in the last 90 days.
    pub planted: u32,
    /// Of these, missed.
    pub missed: u32,
    /// The share; null of nothing.
    pub estimate: Option<f64>,
    /// Not less, at 95 % (Clopper, Pearson).
    pub low: f64,
    /// Not more.
    pub high: f64,
    /// False: surely more than 10 % is missed, and certificates are not to be trusted.
    pub trusted: bool,
}

impl From<domain::planted::Misses> for MissRate {
    fn from(misses: domain::planted::Misses) -> Self {
        let (low, high) = misses.bounds();
        Self {
            planted: misses.planted,
            missed: misses.missed,
            estimate: misses.estimate(),
            low,
            high,
            trusted: misses.is_trusted(),
        }
    }
}

/// What policy thought of the drafts of a card. Told with the answer to a verdict, never before.
#[derive(Debug, Serialize, ToSchema)]
pub struct PolicyThought {
    /// Its first step.
    pub step: u32,
    /// It would have gone without a look.
    pub would_clear: bool,
    /// It was drawn for an audit.
    pub audit: bool,
    /// Policy's confidence, 0 to 1.
    pub confidence: f64,
    /// Why, in words.
    pub words: String,
    /// What spoke loudest for and against it, where the second classifier had a word in the confidence.
    pub reasons: Vec<String>,
}

/// All certificates.
#[derive(Debug, Serialize, ToSchema)]
pub struct Certificates {
    /// Of each class.
    pub certificates: Vec<Certificate>,
    /// Where each agent stands.
    pub agents: Vec<AgentStands>,
}

/// Where an agent stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgentStands {
    /// Its name.
    pub agent: String,
    /// The class of its last draft.
    pub class: Option<String>,
    /// Its first draft by its present instructions.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub since: Option<Timestamp>,
    /// All it writes is reviewed until then, whatever its class has earned.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub reviewed_until: Option<Timestamp>,
}

/// What a class of messages has proven.
#[derive(Debug, Serialize, ToSchema)]
pub struct Certificate {
    /// Its name.
    pub class: String,
    /// `email` or `linkedin`.
    pub channel: String,
    /// Agents whose drafts are of it now.
    pub agents: Vec<String>,
    /// What it says, in sentences.
    pub words: Vec<String>,
    /// What is proven, if anything is.
    pub proven: Option<Proven>,
    /// Since when.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub certified_since: Option<Timestamp>,
    /// When the class began.
    #[schema(value_type = String, format = DateTime)]
    pub opened: Timestamp,
    /// When an audit was judged last.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_audit: Option<Timestamp>,
    /// Clean verdicts that are missing for the first proof.
    pub clean_needed: u32,
    /// Cards that were tested in this life of the class.
    pub messages: u32,
    /// Of these, judged.
    pub judged: u32,
    /// Of these, killed.
    pub killed: u32,
    /// Of these, edited in substance or sent back.
    pub must_fix: u32,
    /// Cards that policy cleared.
    pub shipped: u32,
    /// Of these, audited.
    pub audited: u32,
    /// Kills stay below this share.
    pub kill_limit: f64,
    /// Edits in substance stay below this share.
    pub must_fix_limit: f64,
    /// Kills among what policy cleared.
    pub live: LiveRate,
    /// What the operators miss.
    pub misses: MissRate,
    /// The limit on kills that holds if so much is missed, at 95 %; null where nothing would be left of it.
    pub corrected_limit: Option<f64>,
    /// Each threshold of confidence with its evidence.
    pub thresholds: Vec<ThresholdRow>,
    /// Parts that are reviewed in full.
    pub apart: Vec<Apart>,
    /// Parts in which kills rise.
    pub rising: Vec<String>,
    /// Messages until the first false alarm, on average.
    pub run_length: u32,
    /// Messages until a jump to 15 % is found, on average: in the first month, and later.
    pub jump_found_after: Option<[f64; 2]>,
    /// What befell its trust, the last first.
    pub history: Vec<HistoryRow>,
    /// Earlier lives, the last first.
    pub ended: Vec<EndedLife>,
}

/// What a live certificate proves.
#[derive(Debug, Serialize, ToSchema)]
pub struct Proven {
    /// What has this confidence or more ships by policy, 0 to 1.
    pub threshold: f64,
    /// By its canary alone.
    pub provisional: bool,
    /// Fewer are killed on average.
    pub kills_below: f64,
    /// With this chance of being right.
    pub certainty: f64,
}

/// A rate with its interval, which holds at any time.
#[derive(Debug, Serialize, ToSchema)]
pub struct LiveRate {
    /// The estimate.
    pub estimate: Option<f64>,
    /// Not less.
    pub low: f64,
    /// Not more.
    pub high: f64,
}

/// The evidence at one threshold.
#[derive(Debug, Serialize, ToSchema)]
pub struct ThresholdRow {
    /// 0 to 1.
    pub confidence: f64,
    /// Evidence that kills are below their limit.
    pub kills: f64,
    /// Evidence that edits in substance are below theirs.
    pub must_fix: f64,
    /// From so much on it is proven.
    pub needed: f64,
    /// Clean verdicts that are missing.
    pub clean_needed: u32,
}

/// A part that is reviewed in full.
#[derive(Debug, Serialize, ToSchema)]
pub struct Apart {
    /// Which.
    pub part: Stratum,
    /// In words.
    pub words: String,
    /// The operator set it apart, and only he lets it join again.
    pub by_operator: bool,
}

/// A class, or a part of it.
#[derive(Debug, Serialize, serde::Deserialize, ToSchema)]
pub struct Stratum {
    /// `class`, `agent`, `segment` or `step`.
    pub kind: String,
    /// The agent, the segment, or `first`, `follow_up`, `answer`; nothing for the class.
    #[serde(default)]
    pub name: Option<String>,
}

impl Stratum {
    /// As the domain has it.
    pub(crate) fn read(self) -> Option<domain::trust::Stratum> {
        let mut value = serde_json::json!({ "kind": self.kind });
        if let (Some(name), Some(fields)) = (self.name, value.as_object_mut()) {
            fields.insert("name".to_owned(), name.into());
        }
        serde_json::from_value(value).ok()
    }

    /// As the wire has it.
    pub(crate) fn write(stratum: &domain::trust::Stratum) -> Self {
        let value = serde_json::to_value(stratum).unwrap_or_default();
        let text = |field: &str| value.get(field)?.as_str().map(str::to_owned);
        Self {
            kind: text("kind").unwrap_or_default(),
            name: text("name"),
        }
    }
}

/// What befell the trust in a class.
#[derive(Debug, Serialize, ToSchema)]
pub struct HistoryRow {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Who.
    pub who: String,
    /// What and why.
    pub words: String,
}

/// A life of a class that ended.
#[derive(Debug, Serialize, ToSchema)]
pub struct EndedLife {
    /// Which.
    pub life: u32,
    /// Why it ended.
    pub cause: String,
    /// What policy had cleared in it.
    pub shipped: u32,
    /// Kills among what was looked at of these.
    pub killed: u32,
}

/// The answer to an undo.
#[derive(Debug, Serialize, ToSchema)]
pub struct Undone {
    /// Always true.
    pub undone: bool,
    /// The card that is open again.
    pub card: Option<Card>,
}

/// A list.
#[derive(Debug, Serialize, ToSchema)]
pub struct List {
    /// Its id.
    pub id: String,
    /// Whose.
    pub agent: String,
    /// Leads that wait.
    pub waiting: u32,
    /// Leads taken.
    pub accepted: u32,
    /// Leads turned down.
    pub rejected: u32,
    /// Rows left out, by reason.
    pub excluded: BTreeMap<String, u32>,
    /// Rows that could not be read.
    pub bad_rows: u32,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    pub opened_at: Timestamp,
    /// Sourcing still adds to it.
    pub filling: bool,
}

/// A page of leads.
#[derive(Debug, Serialize, ToSchema)]
pub struct Leads {
    /// Leads.
    pub leads: Vec<Lead>,
    /// For the next page.
    pub next: Option<String>,
}

/// A lead.
#[derive(Debug, Serialize, ToSchema)]
pub struct Lead {
    /// Its id, that of its conversation.
    pub lead: String,
    /// Name.
    pub name: String,
    /// Title.
    pub title: String,
    /// Company.
    pub company: String,
    /// Country.
    pub country: String,
    /// Address.
    pub email: Option<String>,
    /// Profile.
    pub linkedin: Option<String>,
    /// 0 to 100.
    pub score: u32,
    /// Why.
    pub reasons: Vec<Reason>,
    /// What is known.
    pub facts: Vec<Fact>,
    /// `waiting`, `accepted` or `rejected`.
    pub status: String,
}

/// A page of rows that were left out.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExcludedRows {
    /// Rows.
    pub rows: Vec<ExcludedRow>,
    /// For the next page.
    pub next: Option<String>,
}

/// A row that was left out.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExcludedRow {
    /// File.
    pub file: String,
    /// Line.
    pub line: u64,
    /// Company, if it was told.
    pub company: String,
    /// Reason code.
    pub reason: String,
    /// In words.
    pub words: String,
}

/// A verdict on leads.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GiveListVerdict {
    /// `vrd_` and an id made by the client; a repeat decides nothing.
    pub verdict: String,
    /// What.
    pub decision: ListDecision,
    /// How long the list was on screen since it was opened, or since the verdict on it before, in milliseconds.
    #[serde(default)]
    pub looked_ms: Option<u32>,
}

/// A decision on leads.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum ListDecision {
    /// Take.
    Accept {
        /// Which.
        leads: WhichLeads,
    },
    /// Turn down.
    Reject {
        /// Which.
        leads: WhichLeads,
        /// Reason code.
        reason: String,
    },
}

/// Ids, or the word `rest`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum WhichLeads {
    /// These.
    These(Vec<String>),
    /// `rest`: all that still wait.
    Rest(String),
}

/// The answer to a verdict on leads.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListDecided {
    /// Its id.
    pub verdict: String,
    /// What was decided.
    pub decided: String,
    /// How many leads it is about.
    pub count: u32,
    /// Never: what was taken can be killed, what was turned down can be sourced again.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub undo_until: Option<Timestamp>,
}

/// A halt or its end.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Halt {
    /// What.
    pub scope: HaltScope,
    /// The agent's name or the mailbox's address.
    #[serde(default)]
    pub name: Option<String>,
    /// On or off.
    pub on: bool,
    /// To resume a stack that was moved away: whoever says so answers for it that the other one doesn't send.
    #[serde(default)]
    pub although_moved: bool,
}

/// What is halted.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum HaltScope {
    /// Everything.
    Fleet,
    /// One agent.
    Agent,
    /// One mailbox.
    Mailbox,
}

/// The answer to a halt.
#[derive(Debug, Serialize, ToSchema)]
pub struct Halted {
    /// From here on nothing is claimed.
    #[schema(value_type = String, format = DateTime)]
    pub acknowledged_at: Timestamp,
    /// Letters that were already at the provider.
    pub in_flight: usize,
    /// On or off.
    pub on: bool,
}

/// Agents.
#[derive(Debug, Serialize, ToSchema)]
pub struct Agents {
    /// By name.
    pub agents: Vec<Agent>,
}

/// An agent.
#[derive(Debug, Serialize, ToSchema)]
pub struct Agent {
    /// Its name.
    pub name: String,
    /// Its goal.
    pub goal: String,
    /// `email` or `linkedin`.
    pub channel: String,
    /// `new`, `reactivate` or `renew`.
    pub motion: String,
    /// Its mailboxes.
    pub mailboxes: Vec<String>,
    /// New conversations a week.
    pub weekly_target: u32,
    /// It is halted, by itself or with the fleet.
    pub halted: bool,
    /// Conversations by phase.
    pub phases: BTreeMap<String, u32>,
    /// Cards that wait.
    pub cards: u32,
    /// Letters of this week.
    pub sent_this_week: u32,
    /// Most letters in a week.
    pub weekly_cap: u32,
}

/// An agent's page.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgentPage {
    /// As in the list.
    #[serde(flatten)]
    pub agent: Agent,
    /// Segment.
    pub segment: String,
    /// The brief.
    pub brief: String,
    /// The sequence.
    pub sequence: Vec<Step>,
    /// The rubric.
    pub rubric: Vec<Criterion>,
    /// Sources.
    pub sources: Vec<Source>,
    /// Its mailboxes today.
    pub mailboxes_today: Vec<Mailbox>,
}

/// A step.
#[derive(Debug, Serialize, ToSchema)]
pub struct Step {
    /// From 1.
    pub step: u32,
    /// `email` or `linkedin`.
    pub channel: String,
    /// In words.
    pub wait: String,
}

/// A criterion.
#[derive(Debug, Serialize, ToSchema)]
pub struct Criterion {
    /// Its name.
    pub name: String,
    /// Its weight.
    pub weight: u32,
    /// In words.
    pub words: String,
}

/// A source.
#[derive(Debug, Serialize, ToSchema)]
pub struct Source {
    /// File.
    pub file: String,
    /// Rows read.
    pub read_rows: u64,
    /// Nothing more for now.
    pub end: bool,
}

/// A mailbox today.
#[derive(Debug, Serialize, ToSchema)]
pub struct Mailbox {
    /// Its address.
    pub address: String,
    /// The sender's name.
    pub name: String,
    /// The agents that write from it.
    pub agents: Vec<String>,
    /// Letters today.
    pub sent: u32,
    /// Most letters today.
    pub cap: u32,
    /// Its cap still grows.
    pub warming_up: bool,
    /// Nothing leaves it.
    pub halted: bool,
    /// Since when its brake holds.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub braked_at: Option<Timestamp>,
    /// Of its last 100 letters, those to dead addresses.
    pub bounced: u32,
    /// Of its last 100 letters, those refused for policy or reputation.
    pub refused: u32,
    /// Of its last 1,000 letters, those reported as spam.
    pub complained: u32,
    /// Its card, if one waits.
    pub card: Option<String>,
}

/// All mailboxes.
#[derive(Debug, Serialize, ToSchema)]
pub struct Mailboxes {
    /// In the playbook's order.
    pub mailboxes: Vec<Mailbox>,
}

/// An answer about a mailbox.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerMailbox {
    /// `vrd_` and an id made by the client; a repeat decides nothing.
    pub verdict: String,
    /// What.
    pub decision: MailboxDecision,
}

/// What becomes of the conversations of a mailbox.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MailboxDecision {
    /// What.
    pub answer: MailboxAnswer,
    /// `opened_at` of the card that this answers: if somebody else answered it meanwhile, nothing is done.
    /// Without it a mailbox that has no card is given up.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub opened_at: Option<Timestamp>,
}

/// What becomes of the conversations of a mailbox.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailboxAnswer {
    /// They go on from another mailbox of their agent; their drafts are reviewed again.
    Move,
    /// They wait until the mailbox is resumed.
    Pause,
    /// They end.
    End,
    /// Nothing changes; for cards of mailboxes that are not halted.
    Seen,
}

/// What a mailbox's card shows.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MailboxCard {
    /// Its address.
    pub mailbox: String,
    /// `bounces`, `complaints`, `complaint` or `refusals`.
    pub cause: String,
    /// It was halted for it.
    pub halted: bool,
    /// What can be done, in words.
    pub words: String,
    /// The agents that write from it.
    pub agents: Vec<String>,
    /// Other mailboxes of theirs, to which conversations can move.
    pub others: Vec<String>,
}

/// How a goal stands in its quarter, counted on the Monday that the card was put or brought up to date.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct GoalCard {
    /// The goal, in words.
    pub goal: String,
    /// Positive replies to reach.
    pub aim: u32,
    /// First day of the quarter.
    #[schema(value_type = String, format = Date)]
    pub begins: Date,
    /// Its last day.
    #[schema(value_type = String, format = Date)]
    pub ends: Date,
    /// The day that the counts were made on.
    #[schema(value_type = String, format = Date)]
    pub day: Date,
    /// Positive replies so far.
    pub positives: u32,
    /// People written to so far.
    pub begun: u32,
    /// Letters so far.
    pub letters: u32,
    /// Weeks left, begun ones too; 0 when it is over.
    pub weeks_left: u32,
    /// Positive replies on the last day, went it on like this.
    pub at_this_pace: Option<u32>,
    /// All of it in a sentence.
    pub words: String,
}

/// An answer about a goal.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerGoal {
    /// `vrd_` and an id made by the client; a repeat decides nothing.
    pub verdict: String,
    /// What.
    pub decision: GoalDecision,
}

/// What becomes of a goal.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GoalDecision {
    /// What.
    pub answer: GoalAnswer,
    /// `opened_at` of the card that this answers: if somebody else answered it meanwhile, nothing is done.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub opened_at: Option<Timestamp>,
}

/// What becomes of a goal.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum GoalAnswer {
    /// It goes on as it is.
    Keep,
    /// The operator writes the agent's markdown anew.
    Change,
    /// The agent is halted until somebody resumes it.
    Stop,
}

/// A page of conversations.
#[derive(Debug, Serialize, ToSchema)]
pub struct Conversations {
    /// Conversations.
    pub conversations: Vec<ConversationRow>,
    /// For the next page.
    pub next: Option<String>,
}

/// A conversation in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConversationRow {
    /// Its id.
    pub id: String,
    /// Whose.
    pub agent: String,
    /// With whom.
    pub name: String,
    /// Company.
    pub company: String,
    /// Phase.
    pub phase: String,
    /// In words.
    pub phase_words: String,
    /// Messages sent.
    pub step: u32,
    /// Messages planned.
    pub steps: u32,
    /// When something happens next by itself.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub next_at: Option<Timestamp>,
    /// When something last happened.
    #[schema(value_type = String, format = DateTime)]
    pub last_at: Timestamp,
}

/// A conversation.
#[derive(Debug, Serialize, ToSchema)]
pub struct Conversation {
    /// Its id.
    pub id: String,
    /// Whose.
    pub agent: String,
    /// With whom; null once forgotten.
    pub contact: Option<Contact>,
    /// Phase.
    pub phase: String,
    /// In words.
    pub phase_words: String,
    /// 0 to 100.
    pub score: u32,
    /// Why.
    pub reasons: Vec<Reason>,
    /// What is known.
    pub facts: Vec<Fact>,
    /// Messages.
    pub messages: Vec<Message>,
    /// Replies.
    pub replies: Vec<ReplyCard>,
    /// What happened.
    pub timeline: Vec<TimelineRow>,
    /// A meeting is agreed.
    pub meeting: bool,
    /// Its first card.
    pub card: Option<String>,
}

/// Something that happened.
#[derive(Debug, Serialize, ToSchema)]
pub struct TimelineRow {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Who.
    pub who: String,
    /// A word.
    pub event: String,
    /// A sentence.
    pub words: String,
}

/// A page of the log.
#[derive(Debug, Serialize, ToSchema)]
pub struct Log {
    /// Newest first.
    pub lines: Vec<LogLine>,
    /// For the next page.
    pub next: Option<String>,
}

/// A line of the log.
#[derive(Debug, Serialize, ToSchema)]
pub struct LogLine {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Who.
    pub who: String,
    /// Conversation id, or `fleet`.
    pub stream: String,
    /// A word.
    pub event: String,
    /// A sentence.
    pub words: String,
    /// Its conversation.
    pub conversation: Option<String>,
    /// Whom it is with.
    pub contact: Option<String>,
    /// Its agent.
    pub agent: Option<String>,
    /// The line as `onloop log` prints it.
    pub line: String,
    /// Version of the playbook.
    pub playbook: String,
    /// Model.
    pub model: String,
    /// Rules.
    pub policy: String,
    /// `machine`: a program did it in their name; left out: they did it themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub through: Option<String>,
}

/// A stop.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewStop {
    /// `email`, `linkedin`, `domain` or `company`.
    pub kind: StopKind,
    /// Address, link, domain or name.
    pub value: String,
    /// Why, in words.
    #[serde(default)]
    pub note: Option<String>,
}

/// What a stop is about.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StopKind {
    /// A person, by address.
    Email,
    /// A person, by profile.
    Linkedin,
    /// A domain and all below it.
    Domain,
    /// A company, by domain or name.
    Company,
}

/// The answer to a stop.
#[derive(Debug, Serialize, ToSchema)]
pub struct StopAdded {
    /// False: it was there already.
    pub added: bool,
}

/// An entry of the stop list.
#[derive(Debug, Serialize, ToSchema)]
pub struct StopEntry {
    /// Nobody may write to them.
    pub stopped: bool,
    /// Why.
    pub reason: Option<String>,
    /// Since when.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub since: Option<Timestamp>,
}

/// Whom to forget, or to give what is held on them.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Forget {
    /// Mail address or profile link.
    pub address: String,
}

/// What was erased.
#[derive(Debug, Serialize, ToSchema)]
pub struct Forgotten {
    /// Conversations.
    pub conversations: usize,
    /// Texts.
    pub blobs: usize,
}

/// All that is held on a person, with its source.
#[derive(Debug, Serialize, ToSchema)]
pub struct Exported {
    /// What was asked for.
    pub address: String,
    /// When it was gathered.
    #[schema(value_type = String, format = DateTime)]
    pub made_at: Timestamp,
    /// Who holds it: the firm and its postal address.
    pub controller: String,
    /// Who else gets to see it.
    pub recipients: Vec<String>,
    /// Where they stand on the stop list.
    pub stops: Vec<StopEntry>,
    /// Every conversation there was with them.
    pub conversations: Vec<ExportedConversation>,
    /// Mail of theirs that belongs to none of these.
    pub other_mail: Vec<ExportedMail>,
}

/// A conversation with a person.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExportedConversation {
    /// Its id.
    pub id: String,
    /// The agent.
    pub agent: String,
    /// What the agent writes for.
    pub purpose: String,
    /// Where it stands.
    pub standing: String,
    /// Where the data come from.
    pub sources: Vec<String>,
    /// What is known; nothing once forgotten.
    pub known: Vec<ExportedValue>,
    /// Each draft and letter, in order.
    pub letters: Vec<ExportedLetter>,
    /// What came in.
    pub mail: Vec<ExportedMail>,
    /// What operators noted.
    pub notes: Vec<String>,
    /// What happened: instant, who and a sentence.
    pub history: Vec<String>,
}

/// One thing that is known of a person.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExportedValue {
    /// What it is.
    pub what: String,
    /// Its value.
    pub value: String,
    /// Where it was read, if it has a source of its own.
    pub source: Option<String>,
    /// When it was true.
    #[schema(value_type = Option<String>, format = Date)]
    pub date: Option<Date>,
}

/// A draft or a letter to a person.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExportedLetter {
    /// Its step.
    pub step: u32,
    /// Its revision.
    pub revision: u32,
    /// When it was written.
    #[schema(value_type = String, format = DateTime)]
    pub written_at: Timestamp,
    /// When it left, if it did.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub sent_at: Option<Timestamp>,
    /// From which mailbox.
    pub from: String,
    /// To which address.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Body with its footer.
    pub text: String,
}

/// A message from or about a person.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExportedMail {
    /// Its id.
    pub id: String,
    /// When it came in.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Who wrote it.
    pub from: String,
    /// Subject.
    pub subject: String,
    /// All words.
    pub text: String,
    /// What it was taken for, once it was read.
    pub intent: Option<String>,
}

impl From<flow::export::Export> for Exported {
    fn from(export: flow::export::Export) -> Self {
        let stop = |stop: flow::export::Stop| StopEntry {
            stopped: true,
            reason: Some(stop.reason.words().to_owned()),
            since: Some(stop.since),
        };
        Self {
            address: export.address,
            made_at: export.made_at,
            controller: export.controller,
            recipients: export.recipients,
            stops: export.stops.into_iter().map(stop).collect(),
            conversations: export.conversations.into_iter().map(Into::into).collect(),
            other_mail: export.other_mail.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<flow::export::Conversation> for ExportedConversation {
    fn from(of: flow::export::Conversation) -> Self {
        let letter = |letter: flow::export::Letter| ExportedLetter {
            step: letter.step,
            revision: letter.revision,
            written_at: letter.written_at,
            sent_at: letter.sent_at,
            from: letter.from,
            to: letter.to,
            subject: letter.subject,
            text: letter.text,
        };
        Self {
            id: of.id.to_string(),
            agent: of.agent,
            purpose: of.purpose,
            standing: of.standing,
            sources: of.sources,
            known: of.known.into_iter().map(Into::into).collect(),
            letters: of.letters.into_iter().map(letter).collect(),
            mail: of.mail.into_iter().map(Into::into).collect(),
            notes: of.notes,
            history: of.history.into_iter().map(happened).collect(),
        }
    }
}

impl From<flow::export::Known> for ExportedValue {
    fn from(known: flow::export::Known) -> Self {
        Self {
            what: known.what,
            value: known.value,
            source: known.source,
            date: known.date,
        }
    }
}

/// A line of a history.
fn happened(one: flow::export::Happening) -> String {
    format!("{} {}: {}", one.at, one.who, one.words)
}

impl From<flow::export::Mail> for ExportedMail {
    fn from(mail: flow::export::Mail) -> Self {
        Self {
            id: mail.id.to_string(),
            at: mail.at,
            from: mail.from,
            subject: mail.subject,
            text: mail.text,
            intent: mail.intent.map(|intent| intent.to_string()),
        }
    }
}

/// A message that came in on LinkedIn.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkedinMessage {
    /// The network's id of it: a second message of the same id and writer decides nothing.
    pub id: String,
    /// Profile of its writer, `https://www.linkedin.com/in/…`.
    pub profile: String,
    /// The writer's name.
    #[serde(default)]
    pub name: String,
    /// The text.
    pub text: String,
}

/// A message at the door.
#[derive(Debug, Serialize, ToSchema)]
pub struct InboundAccepted {
    /// Its id.
    pub inbound: String,
    /// It was here before.
    pub duplicate: bool,
}

/// What whoever posts replies to the public door has to be told.
#[derive(Serialize, ToSchema)]
pub struct Webhook {
    /// Where to; nothing where this stack has no public address.
    pub url: Option<String>,
    /// What each post is signed with (Standard Webhooks), `whsec_…`.
    pub secret: String,
}

/// Where a message that matched nothing belongs.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Attach {
    /// The conversation's id, or the mail address of its contact.
    pub conversation: String,
}

/// What a letter from a Sent folder did.
#[derive(Debug, Serialize, ToSchema)]
pub struct SentTaken {
    /// This software sent it, or it was here before.
    pub known: bool,
    /// Sequences that it ended.
    pub ended: usize,
}

/// Mail that matched nothing.
#[derive(Debug, Serialize, ToSchema)]
pub struct Unmatched {
    /// Newest first.
    pub mails: Vec<UnmatchedMail>,
}

/// A mail that matched nothing.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnmatchedMail {
    /// Its id.
    pub inbound: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub received_at: Timestamp,
    /// Who wrote it.
    pub from: String,
    /// Subject.
    pub subject: String,
    /// Its words.
    pub text: String,
    /// What it reads like.
    pub intent: String,
}

/// Tasks that were given up.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeadLetters {
    /// Oldest first.
    pub letters: Vec<DeadLetter>,
}

/// A task that was given up.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeadLetter {
    /// For redrive and discard.
    pub id: String,
    /// Its queue.
    pub queue: String,
    /// When, if known.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Timestamp>,
    /// Why.
    pub reason: String,
    /// The task.
    pub body: String,
}

/// What the clock of the simulated market should do.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetClock {
    /// What.
    pub action: ClockAction,
    /// Real seconds for a simulated day, 1 to 86,400.
    #[serde(default)]
    pub seconds_per_day: Option<u64>,
}

/// What the clock should do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClockAction {
    /// Stand still.
    Pause,
    /// Run.
    Run,
    /// Jump to what comes next.
    Next,
    /// Run a day as fast as the work allows.
    SkipDay,
}

/// Tasks that failed and are tried again.
#[derive(Debug, Serialize, ToSchema)]
pub struct Failing {
    /// How many.
    pub tasks: usize,
    /// What went wrong with the first of them.
    pub why: String,
    /// When the first is tried again.
    #[schema(value_type = String, format = DateTime)]
    pub again: Timestamp,
}

/// Which dead letters.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Which {
    /// Those of this queue; all without it.
    #[serde(default)]
    pub queue: Option<String>,
}

/// How many tasks were given another life.
#[derive(Debug, Serialize, ToSchema)]
pub struct Redriven {
    /// So many.
    pub redriven: usize,
}

/// Work was asked for.
#[derive(Debug, Serialize, ToSchema)]
pub struct Queued {
    /// Whether it is queued now.
    pub queued: bool,
}

/// A playbook was read again.
#[derive(Debug, Serialize, ToSchema)]
pub struct Reloaded {
    /// Short version in force.
    pub version: String,
    /// It is another than before.
    pub changed: bool,
    /// Faults; with an error among them the old version stays in force.
    pub faults: Vec<PlaybookFault>,
}
