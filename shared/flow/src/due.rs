//! Tasks: what a due row asks for. A due row lives until the act that deals with it deletes it in
//! its own commit; a queue that loses the message costs time, never the task.

use crate::{StepError, items, keys};
use ::ports::{Action, Expect, Key, QueueName};
use domain::brake::Answer;
use domain::conversation::{Conversation, Due, DueKind};
use domain::trust::ClassId;
use domain::{AgentName, ConversationId, InboundId, ListId, OperatorId, VerdictId};
use jiff::{RoundMode, Timestamp, TimestampRound, Unit};
use serde::{Deserialize, Serialize};

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "task", rename_all = "snake_case")]
pub enum Task {
    /// The next thing of a conversation.
    Conversation {
        /// Which.
        id: ConversationId,
        /// What.
        kind: DueKind,
    },
    /// Read an inbound message.
    Inbound {
        /// Which.
        id: InboundId,
    },
    /// Pull leads.
    Source {
        /// For whom.
        agent: AgentName,
    },
    /// Carry out a verdict on many leads.
    ListVerdict {
        /// The list.
        list: ListId,
        /// The verdict.
        verdict: VerdictId,
    },
    /// Take what a class was told.
    Class {
        /// Which.
        id: ClassId,
    },
    /// Let go what a halt held back.
    Release {
        /// Whose.
        agent: AgentName,
        /// How far it went.
        after: Option<String>,
    },
    /// Have the conversations of a mailbox go on from another, or end.
    LeaveMailbox {
        /// Which.
        mailbox: String,
        /// What becomes of them.
        answer: Answer,
        /// Who had it done.
        by: OperatorId,
        /// Whose conversations come next.
        agent: AgentName,
        /// How far it went with them.
        after: Option<String>,
    },
    /// End the conversations of an agent that is given up, or hand its leads over.
    Retire {
        /// The agent.
        agent: AgentName,
        /// Who gets the leads that were not written to.
        to: Option<AgentName>,
        /// Who had it done.
        by: OperatorId,
        /// How far it went.
        after: Option<String>,
    },
    /// Look at cleared messages with a new version of the playbook, agent by agent.
    Relint {
        /// The version.
        version: String,
        /// What waits or is cleared is written anew.
        redraft: bool,
        /// The agent whose conversations come next.
        agent: AgentName,
        /// How far it went with them.
        after: Option<String>,
    },
    /// Ask about an agent's goal.
    Goal {
        /// Whose.
        agent: AgentName,
    },
    /// Make an edit in other drafts that say the same, or take that back.
    Carry {
        /// The order.
        order: VerdictId,
    },
    /// Write waiting drafts anew.
    RedraftAll {
        /// Whose.
        agent: AgentName,
        /// Why.
        why: String,
        /// How far it went.
        after: Option<String>,
    },
}

impl Task {
    /// The queue that works on it.
    pub fn queue(&self) -> QueueName {
        match self {
            Self::Conversation {
                kind: DueKind::Draft | DueKind::Stale | DueKind::Resume,
                ..
            } => QueueName::Drafting,
            Self::Conversation {
                kind: DueKind::Send | DueKind::Settle,
                ..
            } => QueueName::Sending,
            Self::Inbound { .. } => QueueName::Replies,
            Self::Source { .. } => QueueName::Sourcing,
            Self::Conversation {
                kind: DueKind::Close,
                ..
            }
            | Self::ListVerdict { .. }
            | Self::Class { .. }
            | Self::Release { .. }
            | Self::LeaveMailbox { .. }
            | Self::Retire { .. }
            | Self::Relint { .. }
            | Self::Carry { .. }
            | Self::Goal { .. }
            | Self::RedraftAll { .. } => QueueName::Rounds,
        }
    }
}

/// A due row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueRow {
    /// What.
    pub task: Task,
    /// How often the relay put it into a queue.
    pub deliveries: u32,
    /// How often a worker came back and said that it failed.
    #[serde(default)]
    pub failures: u32,
    /// The relay leaves it alone until then.
    pub leased_until: Option<Timestamp>,
    /// What went wrong when it was tried last.
    #[serde(default)]
    pub failure: Option<String>,
}

/// A message in a queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskMessage {
    /// Version of this message.
    pub v: u32,
    /// What.
    pub task: Task,
    /// Its due row.
    pub row: Key,
}

impl TaskMessage {
    /// Reads a queue's message.
    ///
    /// # Errors
    /// Why it is no task that this program can work on.
    pub fn read(body: &str) -> Result<Self, StepError> {
        match serde_json::from_str::<Self>(body) {
            Ok(message) if message.v == 1 => Ok(message),
            Ok(message) => Err(StepError::Invalid(format!(
                "a task of version {}: this program reads version 1",
                message.v
            ))),
            Err(error) => Err(StepError::Invalid(format!("an unreadable task: {error}"))),
        }
    }
}

/// Writes a due row.
pub fn put(key: Key, task: Task) -> Action {
    items::put(
        key,
        &DueRow {
            task,
            deliveries: 0,
            failures: 0,
            leased_until: None,
            failure: None,
        },
        Expect::Any,
    )
}

/// The due row of a conversation.
pub fn of_conversation(state: &Conversation, due: Due) -> (Key, Task) {
    (
        keys::due(due.at, state.id.as_str()),
        Task::Conversation {
            id: state.id.clone(),
            kind: due.kind,
        },
    )
}

/// The due row that wakes a class. What it is told within a second it takes at once, so a fleet that shares
/// one class writes its row once a second and not once a letter.
pub fn of_class(id: &ClassId, now: Timestamp) -> (Key, Task) {
    let second = TimestampRound::new()
        .smallest(Unit::Second)
        .mode(RoundMode::Ceil);
    let key = keys::due(now.round(second).unwrap_or(now), &format!("class-{id}"));
    (key, Task::Class { id: id.clone() })
}
