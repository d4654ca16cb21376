//! The CRM's word on a company, asked before a letter is claimed (invariant 3): a customer is stopped with
//! all that the CRM counts to it, and where there is no answer nothing is sent.

use crate::items::Vault;
use crate::{Ports, StepError, keys, log, step, stops};
use ::ports::{Account, Standing};
use domain::conversation::{Conversation, Input, Message};
use domain::identity::normal_domain;
use domain::rows::{StopReason, StopSource};
use domain::{Actor, CompanyId, Identifier};
use jiff::SignedDuration;
use playbook::{Motion, Playbook};

/// Why a letter waits for the CRM.
const NO_ANSWER: &str = "the customer check gave no answer";
/// After the first question without an answer, and after each further one.
const FIRST: SignedDuration = SignedDuration::from_mins(5);
const NEXT: SignedDuration = SignedDuration::from_mins(10);
/// Stop entries of one account.
const MOST_DOMAINS: usize = 50;

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
    for domain in domains(vault) {
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

/// The domains under which the CRM may know the company.
fn domains(vault: &Vault) -> Vec<String> {
    let of_address = vault.email.as_deref().and_then(Identifier::email);
    let mut all: Vec<String> = of_address
        .as_ref()
        .and_then(Identifier::domain)
        .filter(|domain| !playbook::person::is_free_mail(domain))
        .map(str::to_owned)
        .into_iter()
        .chain(vault.domain.as_deref().and_then(normal_domain))
        .collect();
    all.dedup();
    all
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
    let mut domains: Vec<String> = account
        .domains
        .iter()
        .filter_map(|domain| normal_domain(domain))
        .take(MOST_DOMAINS)
        .chain([asked.to_owned()])
        .collect();
    domains.sort();
    domains.dedup();
    let mut wanted: Vec<::ports::Key> = domains
        .iter()
        .map(|domain| keys::stop_domain(domain))
        .collect();
    let company = state.company.as_ref().filter(|company| {
        // Named by one of these domains it is stopped already.
        !domains
            .iter()
            .any(|domain| CompanyId::parse(domain).as_ref() == Ok(*company))
    });
    wanted.extend(company.map(keys::stop_company));
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
