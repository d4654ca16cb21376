//! Proposals: drafts that a program would approve in the operator's name. A proposal clears nothing: it
//! stands on the card until a person decides, and his approval of it is no label, for it was led.

use crate::items;
use crate::{Ports, StepError, keys, log, planted, step};
use ::ports::{Action, Expect};
use domain::conversation::{Command, Input, Through, decide};
use domain::{Actor, ConversationId, Fingerprint, OperatorId, VerdictId};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// So long a proposal is kept: by then its card is decided or stale.
const KEPT: SignedDuration = SignedDuration::from_hours(14 * 24);
/// Characters of a program's name.
const LONGEST_NAME: usize = 40;

/// What a program would approve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The program, as it calls itself.
    pub program: String,
    /// In whose name it acts.
    pub by: OperatorId,
    /// When.
    pub at: Timestamp,
    /// Fingerprints of all drafts that it saw.
    pub seen: Vec<Fingerprint>,
}

/// Writes a proposal down, if the card could be approved as it was seen.
pub async fn propose(
    ports: &Ports,
    id: &ConversationId,
    card: &str,
    by: &OperatorId,
    program: &str,
    seen: Vec<Fingerprint>,
) -> Result<(), StepError> {
    let program: String = program
        .chars()
        .filter(|c| !c.is_control())
        .take(LONGEST_NAME)
        .collect();
    if program.trim().is_empty() {
        return Err(StepError::Invalid("say which program proposes".to_owned()));
    }
    let now = ports.clock.now();
    let agent = match step::load_known(ports, id).await {
        Ok(loaded) => {
            let approval = Input::Approve {
                verdict: VerdictId::mint(now, ports.entropy.bytes()),
                seen: seen.clone(),
            };
            let command = Command {
                through: Through::Machine,
                ..step::command(ports, Actor::Operator(by.clone()), approval)
            };
            decide(Some(loaded.state()), &command)?;
            loaded.state().agent.clone()
        }
        // A program is not to know either which card was planted.
        Err(StepError::NotFound(what)) => match planted::shown_as(ports, id, &seen).await? {
            Some(planted) => planted.agent,
            None => return Err(StepError::NotFound(what)),
        },
        Err(error) => return Err(error),
    };
    let words = format!("{program} proposes to approve card {card}; it waits for a tap");
    let proposal = Proposal {
        program,
        by: by.clone(),
        at: now,
        seen,
    };
    let actions = vec![
        Action::Put {
            key: keys::proposal(card),
            body: items::encode(&proposal),
            expect: Expect::Any,
            expires: Some(domain::calendar::later(now, KEPT)),
        },
        log::note(
            ports,
            Actor::Operator(by.clone()),
            "proposed",
            words,
            Some(agent),
        ),
    ];
    step::commit(ports, actions, None).await
}

/// The proposal that stands on a card.
pub async fn of(ports: &Ports, card: &str) -> Result<Option<Proposal>, StepError> {
    let found = step::read::<Proposal>(ports, keys::proposal(card)).await?;
    Ok(found.map(|(proposal, _)| proposal))
}
