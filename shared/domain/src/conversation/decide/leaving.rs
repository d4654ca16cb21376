//! A mailbox is given up: its conversations go on from another, or end; or an agent is. Only an operator has this
//! done; invariant 1 holds because a draft from another sender is another draft.

use super::{Event, Events, operator, void};
use crate::conversation::state::{
    CloseReason, Conversation, Draft, MessageState, Phase, VoidReason,
};
use crate::ids::Actor;

/// Drafts that may still go from `from` come from `to`, under new revisions that nobody has cleared. What is
/// at the provider is left alone.
pub(super) fn change(
    state: &Conversation,
    by: &Actor,
    from: &str,
    to: &str,
    drafts: &[(u32, u32, Draft)],
) -> Events {
    if state.phase == Phase::Listed || state.phase.is_final() || from == to {
        return Ok(Vec::new());
    }
    let moved: Vec<(u32, u32, Draft)> = drafts
        .iter()
        .filter(|(step, revision, _)| {
            state.message(*step).is_some_and(|message| {
                let waits = matches!(
                    message.state,
                    MessageState::InReview { .. } | MessageState::Cleared { .. }
                );
                let read = message.draft.as_ref();
                waits
                    && message.revision == *revision
                    && read.is_some_and(|draft| draft.mailbox == from)
            })
        })
        .map(|(step, revision, draft)| (*step, revision.saturating_add(1), draft.clone()))
        .collect();
    let is_there = match state.mailbox.as_deref() {
        Some(mailbox) if mailbox == from => {
            operator(by)?;
            true
        }
        // It went there before; a letter came back since that was with the provider then.
        Some(mailbox) => mailbox == to && !moved.is_empty(),
        None => false,
    };
    if !is_there {
        return Ok(Vec::new());
    }
    Ok(vec![Event::MailboxChanged {
        from: from.to_owned(),
        to: to.to_owned(),
        drafts: moved,
    }])
}

/// Ends a sequence that runs from that mailbox. What a person has to decide stays with him.
pub(super) fn end(state: &Conversation, mailbox: &str) -> Events {
    let runs = matches!(state.phase, Phase::Active | Phase::Paused { .. });
    if !runs || state.mailbox.as_deref() != Some(mailbox) {
        return Ok(Vec::new());
    }
    let closed = Event::Closed {
        reason: CloseReason::MailboxEnded,
    };
    Ok(void(state, VoidReason::Closed)
        .into_iter()
        .chain([closed])
        .collect())
}

/// Ends a lead or a sequence whose agent is given up. What a person has to decide stays with him.
pub(super) fn retire(state: &Conversation) -> Events {
    let runs = matches!(
        state.phase,
        Phase::Listed | Phase::Active | Phase::Paused { .. }
    );
    if !runs {
        return Ok(Vec::new());
    }
    let closed = Event::Closed {
        reason: CloseReason::AgentRetired,
    };
    Ok(void(state, VoidReason::Closed)
        .into_iter()
        .chain([closed])
        .collect())
}
