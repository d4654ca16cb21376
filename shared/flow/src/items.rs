//! The versioned codec of stored items, and the items that only the flow knows.
//!
//! An item's body is `{"v":1,"d":…}`. Fields are added with a default, never renamed; a change of
//! meaning is a new version with a reader for the old one.

use crate::StepError;
use ::ports::{Action, BlobHash, Expect, Item, Key};
use domain::attention::{Pace, Reserve};
use domain::conversation::{CardRef, Channel, Conversation, Due, Recorded};
use domain::lint::Finding;
use domain::trust::{Class, ClassId, Label, MessageRef};
use domain::{
    Actor, AgentName, ClaimId, ContactId, ConversationId, InboundId, Intent, ListId, OperatorId,
    PlantedId, VerdictId,
};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

const VERSION: u32 = 1;

#[derive(Serialize)]
struct Writing<'a, T> {
    v: u32,
    d: &'a T,
}

#[derive(Deserialize)]
struct Reading<T> {
    v: u32,
    d: T,
}

/// Encodes a body.
pub fn encode<T: Serialize>(value: &T) -> Vec<u8> {
    // Our own types serialise without maps that have other keys than text: this can't fail.
    serde_json::to_vec(&Writing {
        v: VERSION,
        d: value,
    })
    .unwrap_or_default()
}

/// Decodes a body; an unreadable one is reported with its key and never overwritten.
pub fn decode<T: DeserializeOwned>(item: &Item) -> Result<T, StepError> {
    let corrupt = |why: String| StepError::Corrupt {
        key: format!("{}/{}", item.key.pk, item.key.sk),
        why,
    };
    let reading: Reading<T> =
        serde_json::from_slice(&item.body).map_err(|error| corrupt(error.to_string()))?;
    if reading.v != VERSION {
        return Err(corrupt(format!(
            "it is of version {}, this program reads {VERSION}",
            reading.v
        )));
    }
    Ok(reading.d)
}

/// A `Put` of an encoded value.
pub fn put<T: Serialize>(key: Key, value: &T, expect: Expect) -> Action {
    Action::Put {
        key,
        body: encode(value),
        expect,
        expires: None,
    }
}

/// What to expect of an item that was read, or was not there.
pub fn as_read(item: Option<&Item>) -> Expect {
    item.map_or(Expect::Absent, |item| Expect::Version(item.version))
}

/// The head of a conversation: its state and the rows that follow from it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// Of [`domain::conversation::FOLD_VERSION`].
    pub fold_version: u32,
    /// How many events there are.
    pub seq: u64,
    /// The fold of them.
    pub state: Conversation,
    /// Its due row.
    pub due: Option<Due>,
    /// Its cards.
    pub cards: Vec<CardRef>,
}

/// The personal texts of a conversation. Forget deletes them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Vault {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Title.
    pub title: String,
    /// Company as written.
    pub company: String,
    /// Domain, if known.
    pub domain: Option<String>,
    /// ISO 3166 alpha-2, upper case, or empty.
    pub country: String,
    /// IANA zone.
    pub timezone: String,
    /// Address as written.
    pub email: Option<String>,
    /// Profile as written.
    pub linkedin: Option<String>,
    /// What is known.
    pub facts: Vec<VaultFact>,
    /// Why the score is what it is.
    pub reasons: Vec<ScoreReason>,
    /// Where all of it was read; nothing of leads from before it was written down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
}

impl Vault {
    /// First and last name, or what there is.
    pub fn name(&self) -> String {
        let name = format!("{} {}", self.first_name, self.last_name);
        let name = name.trim();
        if name.is_empty() {
            self.email.clone().unwrap_or_default()
        } else {
            name.to_owned()
        }
    }
}

/// The row that a lead was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Its file; empty for somebody whom a reply named.
    pub file: String,
    /// Its line there.
    pub line: u64,
}

/// A fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VaultFact {
    /// Its name.
    pub id: String,
    /// What is known.
    pub text: String,
    /// Where it was read.
    pub source: String,
    /// When.
    pub date: Date,
}

/// One criterion of a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreReason {
    /// Its name.
    pub criterion: String,
    /// Its weight.
    pub weight: u32,
    /// Whether it is met.
    pub met: bool,
    /// In words.
    pub words: String,
}

/// The events of one commit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventBatch {
    /// In order.
    pub events: Vec<Recorded>,
}

/// A line of the log that belongs to no conversation, or nothing for a pointer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LogRow {
    /// The note.
    pub note: Option<LogNote>,
}

/// What happened outside a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogNote {
    /// Who.
    pub by: Actor,
    /// A word.
    pub event: String,
    /// A sentence without text about a person.
    pub words: String,
    /// The agent it is about.
    pub agent: Option<AgentName>,
}

/// Points from an identifier to its person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentifierRow {
    /// The person.
    pub contact: ContactId,
}

/// Points from a Message-ID of ours to its letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageIdRow {
    /// The conversation.
    pub conversation: ConversationId,
    /// The step.
    pub step: u32,
    /// The hand-over.
    pub claim: ClaimId,
}

/// A conversation in its agent's index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexRow {
    /// [`domain::conversation::Phase::name`].
    pub phase: String,
    /// Sent messages.
    pub sent: u32,
    /// Waiting cards.
    pub cards: u32,
    /// When something last happened.
    pub last: Timestamp,
}

/// A claim that is not settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InFlightRow {
    /// Of which conversation.
    pub conversation: ConversationId,
    /// From which mailbox.
    pub mailbox: String,
}

/// A draft's texts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DraftBlob {
    /// Conversation; keeps the blobs of two people apart.
    pub conversation: ConversationId,
    /// Channel.
    pub channel: String,
    /// Address or profile it goes to.
    pub to: String,
    /// Sender's mailbox.
    pub from: String,
    /// Sender's name.
    pub from_name: String,
    /// Subject.
    pub subject: String,
    /// Body without footer.
    pub body: String,
    /// Footer.
    pub footer: String,
    /// The text goes once more as HTML beside itself.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub html: bool,
    /// Links in body and footer, in order.
    pub links: Vec<String>,
    /// What it states.
    pub claims: Vec<::ports::Claim>,
    /// What the linter found, and a second reader after it.
    pub findings: Vec<Finding>,
    /// A second reader is set up, and gave no usable answer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unread: bool,
    /// Its model.
    pub model: String,
    /// The model's confidence in thousandths.
    pub confidence: u32,
    /// Version of the playbook.
    pub playbook: String,
    /// What the model was charged for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tokens: Option<domain::Tokens>,
}

/// An operator's note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteBlob {
    /// The verdict; keeps equal notes apart.
    pub verdict: VerdictId,
    /// The words.
    pub text: String,
}

/// An inbound message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboundRow {
    /// Its raw bytes.
    pub raw: BlobHash,
    /// When it was accepted.
    pub at: Timestamp,
    /// The conversation it was matched to, and how.
    pub matched: Option<(ConversationId, String)>,
    /// Its due row, while it waits to be read.
    pub due: Option<Key>,
    /// Its label, once it was read.
    pub intent: Option<Intent>,
    /// Its reading, once it was read.
    pub reading: Option<BlobHash>,
    /// Its texts were erased; the row stays, so that a copy of it is told.
    #[serde(default)]
    pub forgotten: bool,
    /// Where it came from, and so how its bytes are read.
    #[serde(default = "email")]
    pub channel: Channel,
}

/// What came in before there was another channel.
const fn email() -> Channel {
    Channel::Email
}

/// What was read in an inbound message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReadingBlob {
    /// Its id.
    pub inbound: InboundId,
    /// Its raw bytes.
    pub raw: BlobHash,
    /// Who wrote it.
    pub from: String,
    /// Subject.
    pub subject: String,
    /// The new words.
    pub human_text: String,
    /// All words.
    pub text: String,
    /// Confidence of the label, 0 to 1.
    pub confidence: f64,
    /// The words that led to it.
    pub evidence: Vec<String>,
    /// First day back.
    pub return_date: Option<Date>,
    /// First day for a next message.
    pub resume_on: Option<Date>,
    /// Who to turn to: name and address.
    pub referral: Option<(Option<String>, Option<String>)>,
    /// How it was matched.
    pub matched_by: String,
    /// Somebody else than the person we wrote to wrote it.
    #[serde(default)]
    pub other_writer: bool,
    /// What labelled it: the rules, and the model that was asked beside them.
    #[serde(default)]
    pub labeller: String,
    /// The software's label.
    pub intent: Intent,
}

/// A list of leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListHead {
    /// Its id.
    pub id: ListId,
    /// Whose.
    pub agent: AgentName,
    /// Since when.
    pub opened: Timestamp,
    /// Leads that wait.
    pub waiting: u32,
    /// Leads that were taken.
    pub accepted: u32,
    /// Leads that were turned down.
    pub rejected: u32,
    /// Rows left out, by reason.
    pub excluded: BTreeMap<String, u32>,
    /// Rows that could not be read.
    pub bad_rows: u32,
    /// Sourcing still adds to it.
    pub filling: bool,
    /// Its card is on the queue.
    pub card: bool,
}

/// Where a lead on a list stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeadStatus {
    /// Waits.
    Waiting,
    /// Taken.
    Accepted,
    /// Turned down.
    Rejected,
}

/// A lead on a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListLead {
    /// Its conversation.
    pub conversation: ConversationId,
    /// Company, for sorting.
    pub company: String,
    /// Country, for sorting.
    pub country: String,
    /// 0 to 100.
    pub score: u32,
    /// Where it stands.
    pub status: LeadStatus,
    /// By this verdict.
    pub verdict: Option<VerdictId>,
}

/// A row that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExcludedRow {
    /// File.
    pub file: String,
    /// Line.
    pub line: u64,
    /// Company, if it was told.
    pub company: String,
    /// Reason code.
    pub reason: String,
    /// In words, without text about a person.
    pub words: String,
}

/// A verdict on many leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListVerdictRow {
    /// By whom.
    pub by: OperatorId,
    /// When.
    pub at: Timestamp,
    /// What.
    pub decision: ListDecision,
    /// How far it was carried out.
    pub after: Option<String>,
    /// How many it decided so far.
    pub count: u32,
    /// It is done.
    pub done: bool,
}

/// What was decided on a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ListDecision {
    /// Take.
    Accept {
        /// Which.
        leads: Which,
    },
    /// Turn down.
    Reject {
        /// Which.
        leads: Which,
        /// Why.
        reason: String,
    },
}

/// Which leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// All that still wait.
    Rest,
    /// These.
    These(Vec<ConversationId>),
}

/// Where an agent's sourcing stands.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SourcingRow {
    /// The list that is open or being filled.
    pub list: Option<ListId>,
    /// Due row of the next run.
    pub next: Option<Key>,
}

/// Where reading a source goes on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CursorRow {
    /// The source's own cursor.
    pub cursor: Option<String>,
    /// Rows read.
    pub rows: u64,
    /// Nothing more for now.
    pub end: bool,
    /// Rows left out because nothing stood under `cold_mail:` for their country, by country (ISO 3166-1 alpha-2;
    /// empty where it isn't known).
    #[serde(default)]
    pub held: BTreeMap<String, u64>,
    /// The pass over rows read before, since something stands there.
    #[serde(default)]
    pub again: Option<AgainRow>,
}

/// A second pass over the beginning of a source.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AgainRow {
    /// The source's own cursor.
    pub cursor: Option<String>,
    /// Rows still to be read.
    pub rows: u64,
    /// Only people of these countries are looked at.
    pub countries: BTreeSet<String>,
}

/// What a class has earned.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClassRow {
    /// The fold of its events.
    pub class: Class,
    /// How many commits of events there are.
    pub seq: u64,
    /// When it began.
    pub opened: Timestamp,
    /// When the live certificate was earned.
    pub certified: Option<Timestamp>,
    /// When an audit was judged last.
    pub audited: Option<Timestamp>,
    /// The last card that was planted among its drafts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planted: Option<PlantedMark>,
    /// The frozen classifier that the fold names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judge: Option<JudgeRow>,
    /// Verdicts of this life when a classifier was looked for last.
    #[serde(default, skip_serializing_if = "is_none")]
    pub tried: u32,
    /// Version of the playbook of the draft that it heard of last.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub playbook: String,
}

/// Nothing to write down.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands what it skips by reference"
)]
const fn is_none(number: &u32) -> bool {
    *number == 0
}

/// A frozen classifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JudgeRow {
    /// [`domain::classifier::Frozen::version`].
    pub version: String,
    /// The classifier itself.
    pub blob: BlobHash,
    /// Verdicts that it learned from.
    pub verdicts: u32,
}

/// What a draft looked like to the classifier. No word of it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenRow {
    /// Its features.
    pub vector: domain::classifier::Vector,
}

/// The last card that was planted among the drafts of a class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlantedMark {
    /// Which.
    pub id: PlantedId,
    /// On which day.
    pub day: Date,
    /// Shipped texts that were planted lately, oldest first.
    pub used: VecDeque<String>,
}

/// Kills of a class that may be planted one day, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PastKillsRow {
    /// What, and when the class heard of it.
    pub kills: VecDeque<(MessageRef, Timestamp)>,
}

/// The events of a class in one commit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClassEvents {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: Actor,
    /// In order.
    pub events: Vec<domain::trust::Event>,
}

/// What a class was told of a message and has not taken yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldRow {
    /// What is known now.
    pub label: Label,
    /// Hash of the instructions that its agent drafted it by.
    pub instructions: String,
    /// When that was.
    pub drafted: Timestamp,
    /// Version of the playbook that it drafted it by.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub playbook: String,
    /// It was written for a replay: it says nothing of what the agent is at.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub replayed: bool,
}

/// Letters of one card that were written for a replay, in their order. Their texts go when the person is forgotten.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReplayCardRow {
    /// Their texts.
    pub drafts: Vec<BlobHash>,
}

/// A card that was written for a replay by a version that may not be in force. No word of it is in here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplayedRow {
    /// The version.
    pub version: String,
    /// When it was written and shown.
    pub at: Timestamp,
    /// What the class is told of it. Its look is what was said of the same letters before, if they read the same and
    /// were judged.
    pub label: Label,
    /// Hash of the instructions that are its agent's own.
    pub instructions: String,
    /// The class was told of it.
    pub told: bool,
}

/// Cards of replays are judged for a class from here on: each one that is shown counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplaysJudged {
    /// By whom first.
    pub by: OperatorId,
    /// Since when.
    pub at: Timestamp,
}

/// Since when an agent writes by its present instructions. Its first days are counted from there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AtWorkRow {
    /// Hash of the instructions that are its own.
    pub instructions: String,
    /// Its first draft by them.
    pub since: Timestamp,
    /// The class of its last draft.
    pub class: ClassId,
    /// When that was.
    pub last: Timestamp,
}

/// What an operator's looks took.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LooksRow {
    /// The latest ones.
    pub pace: Pace,
    /// The day that `spent_ms` is about.
    pub day: Option<Date>,
    /// What the queue asked of the operator on that day, in milliseconds.
    pub spent_ms: u64,
    /// What can't be put off, on that day and on others.
    #[serde(default)]
    pub reserve: Reserve,
    /// The latest verdicts, so that one that is told twice counts once.
    pub verdicts: VecDeque<VerdictId>,
}

/// What an agent asked of the operators in a week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentTimeRow {
    /// Monday.
    pub week: Date,
    /// In milliseconds.
    pub spent_ms: u64,
}

/// What waits for the operators, counted now and then, and what was begun since.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RoomRow {
    /// When it was counted.
    pub counted: Timestamp,
    /// What waited then.
    pub waiting: crate::attention::Waiting,
    /// Drafts that were begun before and were on no card then.
    pub kept: usize,
    /// These, and what was begun since.
    pub begun: BTreeMap<ConversationId, Begun>,
}

/// Drafts of a conversation that are being written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begun {
    /// Whose.
    pub agent: AgentName,
    /// They are billed to the agent's own hour alone.
    pub own_hour: bool,
    /// Since when.
    pub at: Timestamp,
}

/// What an operator looks at, and comes to next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookingRow {
    /// When he last said so.
    pub at: Timestamp,
    /// The cards, and since when they are his.
    pub cards: BTreeMap<String, Timestamp>,
}

/// Where reading a folder of a mailbox goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailCursorRow {
    /// For which the numbers hold.
    pub validity: u32,
    /// The last mail that was taken, or passed over with a line in the log.
    pub last: u32,
    /// While a window is read: the day on which it begins.
    pub since: Option<Date>,
    /// When reading came so far.
    pub at: Timestamp,
    /// So often the provider did not give the next mail.
    pub failed: u32,
}

/// How the reading of a mailbox stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailReadingRow {
    /// Its name.
    pub mailbox: String,
    /// Since when it stands so.
    pub since: Timestamp,
    /// Why it can't be read, if it can't: what, where, and what to do.
    pub trouble: Option<String>,
    /// When that is tried again.
    pub again: Option<Timestamp>,
}
