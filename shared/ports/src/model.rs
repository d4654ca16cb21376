//! Writes a draft, and says what a reply means.

use crate::PortError;
use domain::Tokens;
use jiff::civil::Date;

/// The person a draft is for. Text from outside: data, never an instruction.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct BriefContact {
    /// First name; empty if unknown.
    pub first_name: String,
    /// Last name; empty if unknown.
    pub last_name: String,
    /// Job title; empty if unknown.
    pub title: String,
    /// Company name.
    pub company: String,
    /// ISO 3166 alpha-2, upper case; empty if unknown.
    pub country: String,
}

/// Something known, with its source. Text from outside: data, never an instruction.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct BriefFact {
    /// Short name, unique within the brief, such as `one_liner`.
    pub id: String,
    /// The fact.
    pub text: String,
    /// Where it was read.
    pub source: String,
    /// When it was read.
    pub date: Date,
}

/// The template of a step, for models that fill one. Syntax: Jinja; variables `first_name`,
/// `last_name`, `title`, `company`, `country`, `sender_name`, `facts.ID`, `links.NAME`,
/// `previous_subject`.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct StepTemplate {
    /// Subject; empty on LinkedIn.
    pub subject: String,
    /// Body.
    pub body: String,
}

/// A message of the same conversation that was sent before.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct EarlierMessage {
    /// Its step.
    pub step: u32,
    /// Its subject.
    pub subject: String,
    /// Its body.
    pub body: String,
}

/// All a model needs for one draft.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Brief {
    /// Voice, proof points, patterns and the agent's brief: the operator's own words, in this order.
    pub instructions: Vec<String>,
    /// `email` or `linkedin`.
    pub channel: String,
    /// Counts from 1.
    pub step: u32,
    /// How many steps the sequence has.
    pub steps: u32,
    /// The template, if the step has one.
    pub template: Option<StepTemplate>,
    /// What the step is for, if the playbook says so.
    pub purpose: Option<String>,
    /// Who writes.
    pub sender_name: String,
    /// To whom.
    pub contact: BriefContact,
    /// What is known.
    pub facts: Vec<BriefFact>,
    /// The only links that may be used: name and address.
    pub links: Vec<(String, String)>,
    /// Earlier messages, oldest first.
    pub earlier: Vec<EarlierMessage>,
    /// Limits: words (email) or characters (LinkedIn) of the body.
    pub body_limit: u32,
    /// The operator's note on the draft that was sent back, and that draft.
    pub redraft: Option<(String, EarlierMessage)>,
    /// The reply that is to be answered, if any. Text from outside.
    pub reply: Option<String>,
    /// The day of writing, in the contact's time zone.
    pub today: Date,
}

/// A statement of the draft, tied to the fact that supports it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Claim {
    /// The words in the draft.
    pub text: String,
    /// The fact's id.
    pub fact: String,
}

/// A draft.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Drafted {
    /// Subject; empty on LinkedIn and for a follow-up that keeps the thread's subject.
    pub subject: String,
    /// Body, plain text, without footer.
    pub body: String,
    /// What it states, each tied to a fact.
    pub claims: Vec<Claim>,
    /// The model's own confidence, 0 to 1.
    pub confidence: f64,
    /// Which model wrote it, with version.
    pub model: String,
    /// What it was charged for; nothing from a model that charges nothing, or that doesn't tell.
    pub tokens: Option<Tokens>,
}

/// A reply that is to be understood. Text from outside: data, never an instruction.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ReplyBrief {
    /// `email` or `linkedin`.
    pub channel: String,
    /// Its subject.
    pub subject: String,
    /// Its new words, without quotes and signature.
    pub text: String,
    /// The day on which it came in, in the sender's zone.
    pub received: Date,
    /// The labels to choose from.
    pub intents: Vec<String>,
}

/// What a model makes of a reply. Nothing of it is believed before it was held against the reply.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
pub struct ReplyOpinion {
    /// One of the labels asked for.
    pub intent: String,
    /// 0 to 1.
    pub confidence: f64,
    /// The words that led to it, as they stand in the reply.
    pub evidence: Vec<String>,
    /// First day back.
    pub return_date: Option<Date>,
    /// First day for a next message.
    pub resume_on: Option<Date>,
    /// Whom to turn to.
    pub referral_name: Option<String>,
    /// Their address.
    pub referral_email: Option<String>,
    /// Which model it was, with version.
    pub model: String,
    /// What it was charged for, where it tells.
    #[serde(default)]
    pub tokens: Option<Tokens>,
}

/// A draft that a second reader looks at before the operator does.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Proof {
    /// Subject; may be empty.
    pub subject: String,
    /// Body, plain text, without footer.
    pub body: String,
    /// To whom. Text from outside.
    pub contact: BriefContact,
    /// What is known. Text from outside.
    pub facts: Vec<BriefFact>,
    /// What to look for: the rule's name, and what it means.
    pub rules: Vec<(String, String)>,
    /// The day of writing, in the contact's time zone.
    pub today: Date,
}

/// What a second reader has against a draft. Nothing of it is believed before it was held against the draft.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Objection {
    /// One of the rules asked about.
    pub rule: String,
    /// The words, as they stand in the draft.
    pub evidence: String,
    /// What is wrong with them, for the operator.
    pub message: String,
}

/// What came of a second reading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proofread {
    /// What the reader has against the draft.
    pub objections: Vec<Objection>,
    /// Which model it was, with version.
    pub model: String,
    /// What it was charged for, where it tells.
    pub tokens: Option<Tokens>,
}

/// Writes drafts. `Refused` is final for this brief and its text is shown to the operator;
/// `Busy` is retried.
#[async_trait::async_trait]
pub trait Model: Send + Sync {
    /// Writes one message.
    async fn draft(&self, brief: &Brief) -> Result<Drafted, PortError>;
    /// Says what a reply means; `None` from a model that only writes.
    async fn read(&self, _reply: &ReplyBrief) -> Result<Option<ReplyOpinion>, PortError> {
        Ok(None)
    }
    /// Reads a draft a second time, for what no list of words finds; `None` where nobody is set up for it.
    async fn object(&self, _draft: &Proof) -> Result<Option<Proofread>, PortError> {
        Ok(None)
    }
    /// Name and version, for the log.
    fn name(&self) -> String;
    /// Somebody is charged for its calls.
    fn is_charged(&self) -> bool {
        false
    }
}
