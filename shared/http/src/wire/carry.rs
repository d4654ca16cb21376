//! An edit that is carried over into other drafts that say the same.

use flow::carry::{self, CarryRow, Wanted};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Waiting drafts that hold what was replaced in an edited and approved one.
#[derive(Debug, Serialize, ToSchema)]
pub struct SameDrafts {
    /// The agent of the draft that was edited.
    pub agent: String,
    /// What was replaced, without what is about the person. Empty: nothing that another draft could hold.
    pub changes: Vec<SameChange>,
    /// The drafts, agent by agent, at most 200.
    pub drafts: Vec<SameDraft>,
    /// There are more.
    pub more: bool,
}

/// What was replaced.
#[derive(Debug, Serialize, ToSchema)]
pub struct SameChange {
    /// In the subject; else in the body.
    pub in_subject: bool,
    /// What stood there.
    pub old: String,
    /// What stands there now; empty where it was taken out.
    pub new: String,
}

/// A waiting draft.
#[derive(Debug, Serialize, ToSchema)]
pub struct SameDraft {
    /// Its conversation.
    pub conversation: String,
    /// Its agent.
    pub agent: String,
    /// Its step.
    pub step: u32,
    /// The draft, as it is to be named in an order.
    pub fingerprint: String,
    /// Its card.
    pub card: Option<String>,
    /// With whom.
    pub name: String,
    /// Where they work.
    pub company: String,
}

/// Makes the same replacement in these drafts. Each waits on for a verdict of its own.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CarryOver {
    /// Made by the client, `vrd_…`; a repeat of it orders nothing.
    pub order: String,
    /// 1 to 200.
    pub drafts: Vec<CarryTo>,
}

/// A draft as it was shown.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CarryTo {
    /// Its conversation.
    pub conversation: String,
    /// Its step.
    pub step: u32,
    /// The draft.
    pub fingerprint: String,
}

/// How an order stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct Carrying {
    /// The order.
    pub order: String,
    /// Who gave it.
    pub by: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Drafts that it names.
    pub of: usize,
    /// Of these, changed so far.
    pub changed: u32,
    /// Of these, left: they were decided or rewritten meanwhile.
    pub left: u32,
    /// It is carried out.
    pub done: bool,
    /// It is taken back.
    pub back: Option<CarriedBack>,
}

/// How taking it back stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct CarriedBack {
    /// Who had it done.
    pub by: String,
    /// Drafts that are as they were before.
    pub changed: u32,
    /// Drafts that stay: never changed, or decided or rewritten since.
    pub left: u32,
    /// It is carried out.
    pub done: bool,
}

impl From<carry::Offer> for SameDrafts {
    fn from(offer: carry::Offer) -> Self {
        let changes = offer.changes.into_iter().map(|change| SameChange {
            in_subject: change.in_subject,
            old: change.passage.old,
            new: change.passage.new,
        });
        let drafts = offer.drafts.into_iter().map(|draft| SameDraft {
            conversation: draft.conversation.to_string(),
            agent: draft.agent.to_string(),
            step: draft.step,
            fingerprint: draft.fingerprint.0,
            card: draft.card,
            name: draft.name,
            company: draft.company,
        });
        Self {
            agent: offer.agent.to_string(),
            changes: changes.collect(),
            drafts: drafts.collect(),
            more: offer.more,
        }
    }
}

impl CarryTo {
    /// As the flow takes it; nothing if there can be no such conversation.
    pub(crate) fn wanted(self) -> Option<Wanted> {
        Some(Wanted {
            conversation: domain::ConversationId::parse(&self.conversation).ok()?,
            step: self.step,
            fingerprint: domain::Fingerprint(self.fingerprint),
        })
    }
}

impl Carrying {
    /// How an order stands.
    pub(crate) fn of(order: &domain::VerdictId, row: CarryRow) -> Self {
        Self {
            order: order.to_string(),
            by: row.by.to_string(),
            at: row.at,
            of: row.drafts.len(),
            changed: row.over.changed,
            left: row.over.left,
            done: row.over.done,
            back: row.back.map(|(by, how)| CarriedBack {
                by: by.to_string(),
                changed: how.changed,
                left: how.left,
                done: how.done,
            }),
        }
    }
}
