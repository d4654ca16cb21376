//! What follows from a state: its cards and its one due row. Derived, never stored by hand, so
//! there is no state without its message and no message without its state (invariant 10).

use super::state::{Conversation, MessageState, Phase};
use crate::calendar::later;
use crate::ids::{AgentName, ClaimId, ConversationId, InboundId, PlantedId};
use crate::intent::Intent;
use crate::trust::FIRST_DAYS;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// A claim so old without a receipt is in doubt (DESIGN section 3, invariant 2).
pub const CLAIM_DEADLINE: SignedDuration = SignedDuration::from_mins(15);
/// A draft that nobody looked at in so many revisions waits as it is: to write it once more would only
/// fill the log.
const STALE_REVISIONS: u32 = 4;
/// A sequence without an answer is closed so long after its last letter.
pub const QUIET: SignedDuration = SignedDuration::from_hours(21 * 24);

/// What is to be done when a due row's time comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueKind {
    /// Write drafts.
    Draft,
    /// Claim and hand over.
    Send,
    /// A claim is old: settle it.
    Settle,
    /// Drafts wait too long: write them anew.
    Stale,
    /// A pause is about to end: plan the next step.
    Resume,
    /// The undo is over, or nobody answered: close.
    Close,
}

/// The one due row of a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Due {
    /// When.
    pub at: Timestamp,
    /// What.
    pub kind: DueKind,
}

/// A card that waits for the operator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardRef {
    /// Its id: the conversation's id, a dot, and what it is about.
    pub id: String,
    /// Its place in the queue.
    pub rank: Rank,
    /// Since when it waits.
    pub since: Timestamp,
    /// What it shows.
    pub shows: CardShows,
    /// Its place among the cards of its rank, lower is sooner. 0: by its age alone.
    #[serde(default)]
    pub place: u16,
    /// Whose. Nothing on a mailbox's card, which many write from.
    #[serde(default)]
    pub agent: Option<AgentName>,
    /// The agent is new: the look is billed to its own hour and not to the queue's day.
    #[serde(default)]
    pub own_hour: bool,
}

/// What a look is worth, best first; the queue's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rank {
    /// Positive replies.
    Positive,
    /// Other escalated replies.
    Reply,
    /// Sends in doubt, and mailboxes of whose letters too much comes back.
    InDoubt,
    /// Lists, and goals once a week.
    List,
    /// Drafts.
    Draft,
    /// Sampled negatives.
    Sample,
}

impl Rank {
    /// All, the first on top.
    pub const ALL: [Self; 6] = [
        Self::Positive,
        Self::Reply,
        Self::InDoubt,
        Self::List,
        Self::Draft,
        Self::Sample,
    ];

    /// One digit for sort keys.
    pub const fn digit(self) -> char {
        match self {
            Self::Positive => '0',
            Self::Reply => '1',
            Self::InDoubt => '2',
            Self::List => '3',
            Self::Draft => '4',
            Self::Sample => '5',
        }
    }
}

/// What a card shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "shows", rename_all = "snake_case")]
pub enum CardShows {
    /// The drafts of these steps.
    Drafts {
        /// Steps.
        steps: Vec<u32>,
    },
    /// A reply.
    Reply {
        /// The message.
        inbound: InboundId,
    },
    /// A list of leads.
    List {
        /// Which.
        list: crate::ids::ListId,
    },
    /// A send in doubt.
    InDoubt {
        /// Its step.
        step: u32,
        /// The hand-over.
        claim: ClaimId,
    },
    /// The provider contradicts a "not sent".
    Contradiction {
        /// The hand-over.
        claim: ClaimId,
    },
    /// A mailbox of whose letters too much comes back.
    Mailbox {
        /// Its address.
        mailbox: String,
    },
    /// How an agent's goal stands, once a week.
    Goal {
        /// Whose.
        agent: AgentName,
    },
    /// A draft that is known to be bad, and belongs to no conversation.
    Planted {
        /// Which.
        planted: PlantedId,
    },
}

/// The id of the card of a reply, whether it waits or not.
pub fn reply_card(conversation: &ConversationId, inbound: &InboundId) -> String {
    let inbound = inbound.as_str().trim_start_matches(InboundId::PREFIX);
    format!("{conversation}.r{inbound}")
}

/// The cards of a state, in queue order.
pub fn cards(state: &Conversation) -> Vec<CardRef> {
    let mut cards: Vec<CardRef> = Vec::new();
    for inbound in state.inbound.iter().filter(|i| i.card) {
        let rank = match inbound.intent {
            Intent::Positive => Rank::Positive,
            Intent::NotNow
            | Intent::NotInterested
            | Intent::OutOfOffice
            | Intent::AutoReply
            | Intent::Bounce => Rank::Sample,
            Intent::InfoRequest
            | Intent::Referral
            | Intent::Unsubscribe
            | Intent::WrongPerson
            | Intent::Complaint
            | Intent::Ambiguous => Rank::Reply,
        };
        cards.push(CardRef {
            id: reply_card(&state.id, &inbound.id),
            rank,
            since: inbound.at,
            shows: CardShows::Reply {
                inbound: inbound.id.clone(),
            },
            place: 0,
            agent: Some(state.agent.clone()),
            own_hour: false,
        });
    }
    if let Some(claim) = &state.contradiction {
        let id = format!(
            "{}.y{}",
            state.id,
            claim.as_str().trim_start_matches(ClaimId::PREFIX)
        );
        let shows = CardShows::Contradiction {
            claim: claim.clone(),
        };
        cards.push(CardRef {
            id,
            rank: Rank::InDoubt,
            since: state.last,
            shows,
            place: 0,
            agent: Some(state.agent.clone()),
            own_hour: false,
        });
    }
    for message in &state.messages {
        if let MessageState::InDoubt { claim, since, .. } = &message.state {
            let id = format!(
                "{}.x{}",
                state.id,
                claim.id.as_str().trim_start_matches(ClaimId::PREFIX)
            );
            let shows = CardShows::InDoubt {
                step: message.step,
                claim: claim.id.clone(),
            };
            cards.push(CardRef {
                id,
                rank: Rank::InDoubt,
                since: *since,
                shows,
                place: 0,
                agent: Some(state.agent.clone()),
                own_hour: false,
            });
        }
    }
    if matches!(state.phase, Phase::Active | Phase::Paused { .. }) {
        let waiting: Vec<(u32, Timestamp)> = state
            .messages
            .iter()
            .filter_map(|m| match m.state {
                MessageState::InReview { since } => Some((m.step, since)),
                MessageState::Planned { .. }
                | MessageState::Cleared { .. }
                | MessageState::Claimed { .. }
                | MessageState::InDoubt { .. }
                | MessageState::Sent { .. }
                | MessageState::Void { .. } => None,
            })
            .collect();
        if let (Some((first, _)), Some(since)) = (
            waiting.first(),
            waiting.iter().map(|(_, since)| *since).min(),
        ) {
            let steps: Vec<u32> = waiting.iter().map(|(step, _)| *step).collect();
            // What could not be drafted was never routed, and needs somebody at once.
            let (mut place, mut own_hour) = (None, false);
            for (_, unit) in state.units_of(&steps) {
                let routing = &unit.routing;
                place = Some(place.map_or(routing.place, |place: u16| place.min(routing.place)));
                own_hour |= routing.agent_days < FIRST_DAYS;
            }
            cards.push(CardRef {
                id: format!("{}.d{first}", state.id),
                rank: Rank::Draft,
                since,
                place: place.unwrap_or_default(),
                agent: Some(state.agent.clone()),
                own_hour,
                shows: CardShows::Drafts { steps },
            });
        }
    }
    cards.sort_by(|a, b| (a.rank, a.place, a.since, &a.id).cmp(&(b.rank, b.place, b.since, &b.id)));
    cards
}

/// The one due row of a state: the earliest thing that must happen without anybody's doing.
pub fn due(state: &Conversation) -> Option<Due> {
    let mut all: Vec<Due> = Vec::new();
    // A claim is settled whatever became of the conversation meanwhile.
    for message in &state.messages {
        if let MessageState::Claimed { claim, .. } = &message.state {
            all.push(Due {
                at: later(claim.at, CLAIM_DEADLINE),
                kind: DueKind::Settle,
            });
        }
    }
    match &state.phase {
        Phase::Listed
        | Phase::WithOperator { .. }
        | Phase::Stopped { .. }
        | Phase::Closed { .. } => {}
        Phase::Ending { at, .. } => all.push(Due {
            at: *at,
            kind: DueKind::Close,
        }),
        Phase::Paused { until } => all.push(Due {
            at: resume_at(state, *until),
            kind: DueKind::Resume,
        }),
        Phase::Active => active(state, &mut all),
    }
    all.into_iter().min()
}

/// When the step after a pause is drafted: the afternoon of the working day before it may go.
fn resume_at(state: &Conversation, until: jiff::civil::Date) -> Timestamp {
    draft_time(state, state.place.working_day_from(until))
}

/// Drafts are written at 16:00 local on the working day before the day on which they may go, so
/// that the operator finds them before that day begins.
pub(super) fn draft_time(state: &Conversation, send_day: jiff::civil::Date) -> Timestamp {
    const AFTERNOON: jiff::civil::Time = jiff::civil::Time::constant(16, 0, 0, 0);
    state
        .place
        .at(state.place.working_day_before(send_day), AFTERNOON)
}

fn active(state: &Conversation, all: &mut Vec<Due>) {
    let stale_days = state.plan.as_ref().map_or(14, |plan| plan.stale_after_days);
    for message in &state.messages {
        match &message.state {
            MessageState::Planned { draft_at } => all.push(Due {
                at: *draft_at,
                kind: DueKind::Draft,
            }),
            MessageState::InReview { since }
                if message.draft.is_some() && message.revision < STALE_REVISIONS =>
            {
                let stale = SignedDuration::from_hours(i64::from(stale_days) * 24);
                all.push(Due {
                    at: later(*since, stale),
                    kind: DueKind::Stale,
                });
            }
            MessageState::InReview { .. }
            | MessageState::Cleared { .. }
            | MessageState::Claimed { .. }
            | MessageState::InDoubt { .. }
            | MessageState::Sent { .. }
            | MessageState::Void { .. } => {}
        }
    }
    // Only the first open message may go: order within a conversation is kept here.
    if let Some(message) = state.current()
        && let MessageState::Cleared { clearance } = &message.state
    {
        let deferred = message.deferral.as_ref().map(|d| d.until);
        let at = [Some(clearance.hold_until), message.not_before, deferred]
            .into_iter()
            .flatten()
            .max();
        all.push(Due {
            at: at.unwrap_or(clearance.hold_until),
            kind: DueKind::Send,
        });
    }
    if state.current().is_none() {
        let last = state
            .last_sent()
            .and_then(super::Message::sent_at)
            .unwrap_or(state.last);
        all.push(Due {
            at: later(last, QUIET),
            kind: DueKind::Close,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_sort_as_their_digits_do() {
        assert!(
            Rank::ALL
                .windows(2)
                .all(|pair| pair[0] < pair[1] && pair[0].digit() < pair[1].digit())
        );
    }
}
