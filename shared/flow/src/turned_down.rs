//! A letter that was turned down for good while it was handed over. Where a mail server said so it is what a
//! bounce says later: the mailbox's brake counts it, and an address that doesn't exist is written to no more.

use crate::items::MessageIdRow;
use crate::{Ports, StepError, keys, log, mailboxes, step, stops};
use ::ports::{Action, Expect, PortError};
use domain::brake::Trouble;
use domain::conversation::{Conversation, Input, MessageState, Recorded, decide, evolve};
use domain::rows::{StopReason, StopSource};
use domain::{Actor, ClaimId, Identifier};
use mail::FinalAnswer;

/// Records it, and what follows from it, in one commit.
pub(crate) async fn settle(
    ports: &Ports,
    known: step::Loaded,
    claim: &ClaimId,
    proof: &str,
) -> Result<(), StepError> {
    let answer = mail::final_answer(proof);
    let mut loaded = known;
    for _ in 0..step::ATTEMPTS {
        let state = loaded.state();
        let not_sent = Input::NotSent {
            claim: claim.clone(),
            proof: log::without_addresses(proof),
            retry_at: None,
        };
        let mut events = decide(
            Some(state),
            &step::command(ports, Actor::Provider, not_sent),
        )?;
        let mut actions = vec![Action::Delete {
            key: keys::in_flight_claim(&state.agent, claim),
            expect: Expect::Any,
        }];
        if events.is_empty() {
            // Settled meanwhile by somebody else, who knew better.
            return step::finish(ports, &actions).await;
        }
        match answer {
            Some(FinalAnswer::DeadAddress) => {
                actions.extend(counted(ports, state, claim, Trouble::Bounced).await?);
                actions.extend(stopped(ports, state).await?);
                events.extend(stop(ports, state, &events)?);
            }
            Some(FinalAnswer::Refused) => {
                actions.extend(counted(ports, state, claim, Trouble::Refused).await?);
            }
            Some(FinalAnswer::MailboxFull) | None => {}
        }
        match step::write(ports, Some(&loaded), events, actions).await {
            Err(StepError::Port(PortError::Conflict { .. })) => {}
            done => return done.map(|_| ()),
        }
        loaded = step::load_known(ports, &loaded.head.state.id).await?;
    }
    Err(step::lost())
}

/// What the letter's mailbox makes of it.
async fn counted(
    ports: &Ports,
    state: &Conversation,
    claim: &ClaimId,
    trouble: Trouble,
) -> Result<Vec<Action>, StepError> {
    let message = state.messages.iter().find(|message| {
        matches!(
            &message.state,
            MessageState::Claimed { claim: open, .. } | MessageState::InDoubt { claim: open, .. }
                if open.id == *claim
        )
    });
    let Some(message) = message else {
        return Ok(Vec::new());
    };
    let letter = MessageIdRow {
        conversation: state.id.clone(),
        step: message.step,
        claim: claim.clone(),
    };
    mailboxes::trouble(ports, state, Some(&letter), trouble).await
}

/// The stop entry of the one address that is dead.
async fn stopped(ports: &Ports, state: &Conversation) -> Result<Vec<Action>, StepError> {
    let vault = crate::drafting::vault(ports, &state.id).await?;
    let address = vault.email.as_deref().and_then(Identifier::email);
    let Some(address) = address else {
        return Ok(Vec::new());
    };
    let row = stops::row(
        ports,
        StopReason::HardBounce,
        StopSource::Provider,
        Actor::Provider,
        Some(state),
    );
    stops::entries(ports, &[ports.secrets.hash(&address)], &row).await
}

/// Ends the conversation, in the state that these events lead to.
fn stop(
    ports: &Ports,
    state: &Conversation,
    so_far: &[Recorded],
) -> Result<Vec<Recorded>, StepError> {
    let Some(after) = so_far.iter().fold(Some(state.clone()), evolve) else {
        return Ok(Vec::new());
    };
    let input = Input::Stop {
        reason: StopReason::HardBounce,
        source: StopSource::Provider,
        step: None,
        verdict: None,
    };
    let command = step::command(ports, Actor::Provider, input);
    Ok(decide(Some(&after), &command)?)
}
