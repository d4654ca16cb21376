//! How a conversation ends without a reply. Invariant 3: a stop takes effect at once, whatever the
//! conversation was doing.

use super::{Event, Events, void};
use crate::conversation::state::{CloseReason, Conversation, Phase, VoidReason};
use crate::conversation::{DueKind, due};
use crate::ids::VerdictId;
use crate::rows::{StopReason, StopSource};
use jiff::Timestamp;

pub(super) fn stop(
    state: &Conversation,
    reason: StopReason,
    source: StopSource,
    step: Option<u32>,
    verdict: Option<VerdictId>,
) -> Events {
    if matches!(
        state.phase,
        Phase::Stopped { .. }
            | Phase::Closed {
                reason: CloseReason::Forgotten
            }
    ) {
        return Ok(Vec::new());
    }
    let stopped = Event::Stopped {
        reason,
        source,
        step,
        verdict,
    };
    Ok(void(state, VoidReason::Stopped)
        .into_iter()
        .chain([stopped])
        .collect())
}

pub(super) fn close(state: &Conversation, now: Timestamp) -> Events {
    let is_due = due(state).is_some_and(|d| d.kind == DueKind::Close && d.at <= now);
    if !is_due {
        return Ok(Vec::new());
    }
    let (reason, void_reason) = match &state.phase {
        Phase::Ending {
            reason: CloseReason::Killed,
            ..
        } => (CloseReason::Killed, VoidReason::Killed),
        Phase::Ending { reason, .. } => (*reason, VoidReason::Closed),
        Phase::Listed
        | Phase::Active
        | Phase::Paused { .. }
        | Phase::WithOperator { .. }
        | Phase::Stopped { .. }
        | Phase::Closed { .. } => (CloseReason::NoAnswer, VoidReason::Closed),
    };
    Ok(void(state, void_reason)
        .into_iter()
        .chain([Event::Closed { reason }])
        .collect())
}

pub(super) fn forget(state: &Conversation) -> Events {
    if matches!(
        state.phase,
        Phase::Closed {
            reason: CloseReason::Forgotten
        }
    ) {
        return Ok(Vec::new());
    }
    let closed = Event::Closed {
        reason: CloseReason::Forgotten,
    };
    Ok(void(state, VoidReason::Closed)
        .into_iter()
        .chain([closed])
        .collect())
}
