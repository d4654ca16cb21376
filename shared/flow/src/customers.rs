//! The CRM's word on a company, asked before a letter is claimed (invariant 3): a customer is stopped with
//! all that the CRM counts to it, and where there is no answer nothing is sent.

use crate::items::Vault;
use crate::{Ports, StepError, companies, log, step, stops};
use ::ports::{Account, Standing};
use domain::Actor;
use domain::conversation::{Conversation, Input, Message};
use domain::rows::{StopReason, StopSource};
use jiff::SignedDuration;
use playbook::{Motion, Playbook};

/// Why a letter waits for the CRM.
const NO_ANSWER: &str = "the customer check gave no answer";
/// After the first question without an answer, and after each further one.
const FIRST: SignedDuration = SignedDuration::from_mins(5);
const NEXT: SignedDuration = SignedDuration::from_mins(10);

/// False: the letter may not be claimed now, and what follows from that is committed.
pub(crate) async fn allow(
    ports: &Ports,
    playbook: &Playbook,
    state: &Conversation,
    message: &Message,
    vault: &Vault,
) -> Result<bool, StepError> {
    let agent = playbook.agents.get(state.agent.as_str());
    if agent.is_some_and(|agent| agent.motion != Motion::New) {
        return Ok(true);
    }
    for domain in companies::domains_of(vault) {
        match ports.crm.account(&domain).await {
            Ok(None) => {}
            Ok(Some(account)) => {
                stop(ports, state, &account, &domain).await?;
                return Ok(false);
            }
            Err(error) => {
                tracing::warn!(%error, "{NO_ANSWER}");
                let waited = message
                    .deferral
                    .as_ref()
                    .is_some_and(|d| d.why == NO_ANSWER);
                let input = Input::Defer {
                    step: message.step,
                    until: domain::calendar::later(
                        ports.clock.now(),
                        if waited { NEXT } else { FIRST },
                    ),
                    why: NO_ANSWER.to_owned(),
                };
                step::step(ports, &state.id, &Actor::Policy, &input, &[]).await?;
                return Ok(false);
            }
        }
    }
    Ok(true)
}

/// Stops the company for every agent: its domains, and its name as we know it.
async fn stop(
    ports: &Ports,
    state: &Conversation,
    account: &Account,
    asked: &str,
) -> Result<(), StepError> {
    let reason = match account.standing {
        Standing::Customer => StopReason::CurrentCustomer,
        Standing::OpenDeal => StopReason::OpenDeal,
    };
    let row = stops::row(ports, reason, StopSource::Crm, Actor::Policy, Some(state));
    let mut domains = companies::domains_of_account(account);
    domains.insert(asked.to_owned());
    let wanted = companies::stop_keys(&domains, state.company.as_ref());
    let mut actions = stops::entries_at(ports, wanted, &row).await?;
    let words = format!("the CRM names the company: {}", reason.words());
    actions.push(log::note(ports, Actor::Policy, "stop_added", words, None));
    let input = Input::Stop {
        reason,
        source: StopSource::Crm,
        step: None,
        verdict: None,
    };
    step::step(ports, &state.id, &Actor::Policy, &input, &actions).await?;
    Ok(())
}
