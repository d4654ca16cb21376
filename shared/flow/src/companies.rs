//! A company as a whole: under which domains it is known, who there is written to, and how all of it is
//! stopped at once.

use crate::items::{Head, Vault};
use crate::{Ports, StepError, keys, log, step, stops};
use ::ports::{Account, Key, PageRequest};
use domain::conversation::{Conversation, Input};
use domain::identity::normal_domain;
use domain::rows::{CompanyRow, StopReason, StopSource};
use domain::{Actor, AgentName, CompanyId, ConversationId, Identifier, OperatorId};
use std::collections::BTreeSet;

/// Domains that one account of the CRM tells at most; so many entries are written at a time.
const MOST_DOMAINS: usize = 50;
/// A company counts as so many at most: people of more than these have no more in common than where their
/// addresses are.
const MOST_IDS: usize = 8;
/// Conversations that one look goes through, newest first in each agent.
pub const MOST_LOOKED_THROUGH: usize = 2_000;
/// Conversations that are read at a time.
const AT_ONCE: usize = 50;

/// A domain of a firm, not one where anybody may have an address.
pub(crate) fn of_a_firm(domain: &str) -> bool {
    !playbook::person::is_free_mail(domain)
}

/// The domains under which the company of a person is known.
pub(crate) fn domains_of(vault: &Vault) -> Vec<String> {
    let of_address = vault.email.as_deref().and_then(Identifier::email);
    let of_address = of_address.as_ref().and_then(Identifier::domain);
    let mut all: Vec<String> = of_address
        .map(str::to_owned)
        .into_iter()
        .chain(vault.domain.as_deref().and_then(normal_domain))
        .filter(|domain| of_a_firm(domain))
        .collect();
    all.dedup();
    all
}

/// The domains that the CRM counts to a company.
pub(crate) fn domains_of_account(account: &Account) -> BTreeSet<String> {
    let all = account.domains.iter();
    all.filter_map(|domain| normal_domain(domain))
        .take(MOST_DOMAINS)
        .collect()
}

/// Keys of the stop entries of a company: its domains, and its name unless one of these says it.
pub(crate) fn stop_keys(domains: &BTreeSet<String>, company: Option<&CompanyId>) -> Vec<Key> {
    let company = company.filter(|company| !domains.contains(company.as_str()));
    domains
        .iter()
        .map(|domain| keys::stop_domain(domain))
        .chain(company.map(keys::stop_company))
        .collect()
}

/// One conversation with somebody at a company.
pub(crate) struct AtCompany {
    pub(crate) state: Conversation,
    pub(crate) vault: Option<Vault>,
}

impl AtCompany {
    /// The person is at this domain or below it.
    fn is_at(&self, domain: &str) -> bool {
        let below = |known: &str| {
            known == domain
                || known
                    .strip_suffix(domain)
                    .is_some_and(|sub| sub.ends_with('.'))
        };
        let company = self.state.company.as_ref();
        let vault = self.vault.iter();
        let address = vault.clone().flat_map(|vault| vault.email.as_deref());
        company.is_some_and(|company| below(company.as_str()))
            || vault.flat_map(domains_of).any(|known| below(&known))
            || address
                .filter_map(|address| address.rsplit('@').next())
                .any(|known| below(&known.to_lowercase()))
    }
}

/// Heads and vaults of conversations; what is not there is left out.
pub(crate) async fn read(
    ports: &Ports,
    ids: &[ConversationId],
) -> Result<Vec<AtCompany>, StepError> {
    let found = step::heads_and_vaults(ports, ids).await?.into_iter();
    let at_company = |(head, vault): (Head, Option<Vault>)| AtCompany {
        state: head.state,
        vault,
    };
    Ok(found.flatten().map(at_company).collect())
}

/// Conversations with people at a domain and below it, agent by agent, newest first: until so many are
/// found or [`MOST_LOOKED_THROUGH`] were looked through. The text is where to go on; nothing at the end.
pub(crate) async fn conversations_at(
    ports: &Ports,
    domain: &str,
    most: usize,
    after: Option<&str>,
) -> Result<(Vec<AtCompany>, Option<String>), StepError> {
    let (from, mut key) = match after {
        Some(after) => {
            let (agent, key) = after
                .split_once('/')
                .ok_or_else(|| StepError::Invalid("this is no place to go on from".to_owned()))?;
            (Some(agent.to_owned()), Some(key.to_owned()))
        }
        None => (None, None),
    };
    let playbook = ports.playbook.get();
    let names = playbook
        .agents
        .keys()
        .filter_map(|name| AgentName::parse(name).ok());
    let names = names.skip_while(|name| from.as_deref().is_some_and(|from| from != name.as_str()));
    let (mut found, mut looked) = (Vec::new(), 0usize);
    for agent in names {
        loop {
            let request = PageRequest {
                after: key.take(),
                descending: true,
                ..PageRequest::new(keys::agent_index(&agent), "", AT_ONCE)
            };
            let page = ports.table.page(&request).await?;
            let ids: Vec<ConversationId> = page
                .items
                .iter()
                .filter_map(|item| ConversationId::parse(&item.key.sk).ok())
                .collect();
            looked = looked.saturating_add(ids.len());
            for one in read(ports, &ids).await? {
                let sk = one.state.id.to_string();
                if one.is_at(domain) {
                    found.push(one);
                }
                if found.len() >= most {
                    return Ok((found, Some(format!("{agent}/{sk}"))));
                }
            }
            match page.next {
                Some(next) if looked >= MOST_LOOKED_THROUGH => {
                    return Ok((found, Some(format!("{agent}/{next}"))));
                }
                Some(next) => key = Some(next),
                None => break,
            }
        }
    }
    Ok((found, None))
}

/// A company as it is known: what a stop of it would be about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Company {
    /// Its name as it was written, if it was.
    pub name: String,
    /// Its domains, as far as we know them.
    pub domains: BTreeSet<String>,
    /// By what conversations count to it.
    pub ids: BTreeSet<CompanyId>,
}

impl Company {
    /// Of conversations with people there, and of a domain.
    pub(crate) fn of<'a>(
        all: impl IntoIterator<Item = &'a AtCompany>,
        domain: Option<&str>,
    ) -> Self {
        let mut company = Self::default();
        company
            .domains
            .extend(domain.filter(|domain| of_a_firm(domain)).map(str::to_owned));
        for one in all {
            company.ids.extend(one.state.company.clone());
            if let Some(vault) = &one.vault {
                if company.name.is_empty() {
                    company.name.clone_from(&vault.company);
                }
                company.domains.extend(domains_of(vault));
            }
        }
        let own = company.domains.iter();
        let own: Vec<CompanyId> = own.filter_map(|own| CompanyId::parse(own).ok()).collect();
        company.ids.extend(own);
        company
    }

    /// It is one company, and something of it is known by which it could be stopped.
    #[must_use]
    pub fn is_one(&self) -> bool {
        !self.ids.is_empty() && self.ids.len() <= MOST_IDS
    }

    /// Keys of all its stop entries.
    pub(crate) fn stop_keys(&self) -> Vec<Key> {
        let ids = self.ids.iter();
        let names = ids.filter(|id| !self.domains.contains(id.as_str()));
        stop_keys(&self.domains, None)
            .into_iter()
            .chain(names.map(keys::stop_company))
            .collect()
    }
}

/// What a stop of a company did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stopped {
    /// Its domains and names that are stopped now.
    pub stopped: Vec<String>,
    /// How many of these were not before.
    pub added: usize,
    /// Conversations that it ended.
    pub ended: usize,
    /// The CRM told which further domains are its.
    pub crm_answered: bool,
}

/// Stops a company for every agent: its domains, those that the CRM counts to it as well, its name, and
/// whatever conversation is live there. Repeatable, and each part of it; there is no undo. The entries come
/// first: whatever is interrupted after them, nobody there is written to. A CRM that doesn't answer holds
/// nothing up.
pub async fn stop(
    ports: &Ports,
    by: &OperatorId,
    company: &Company,
    known: &[ConversationId],
) -> Result<Stopped, StepError> {
    if !company.is_one() {
        return Err(StepError::Invalid(
            "no single company is known here: stop the person, or a domain by itself".to_owned(),
        ));
    }
    let mut company = company.clone();
    let mut crm_answered = true;
    for domain in company.domains.clone().iter().take(MOST_DOMAINS) {
        match ports.crm.account(domain).await {
            Ok(account) => company
                .domains
                .extend(account.iter().flat_map(domains_of_account)),
            Err(error) => {
                tracing::warn!(%error, "the CRM did not tell the further domains of a company");
                crm_answered = false;
            }
        }
    }
    let more = company.domains.iter();
    let more: Vec<CompanyId> = more.filter_map(|own| CompanyId::parse(own).ok()).collect();
    company.ids.extend(more);
    let wanted = company.stop_keys();
    let actor = Actor::Operator(by.clone());
    let row = stops::by_operator(ports, by);
    let stopped = wanted.iter().filter_map(keys::stop_of).filter_map(named);
    let stopped = stopped.collect();
    let mut added = 0usize;
    for keys in wanted.chunks(MOST_DOMAINS) {
        let mut actions = stops::entries_at(ports, keys.to_vec(), &row).await?;
        if actions.is_empty() {
            continue;
        }
        added = added.saturating_add(actions.len());
        let words = format!("a company was stopped, by {} entries", actions.len());
        actions.push(log::note(ports, actor.clone(), "stop_added", words, None));
        step::finish(ports, &actions).await?;
    }
    let mut live: BTreeSet<ConversationId> = known.iter().cloned().collect();
    for id in &company.ids {
        let row = step::read::<CompanyRow>(ports, keys::company(id)).await?;
        live.extend(row.map(|(row, _)| row.live).unwrap_or_default());
    }
    let mut ended = 0usize;
    for id in live {
        let Some(loaded) = step::load(ports, &id).await? else {
            continue;
        };
        if loaded.state().phase.is_final() {
            continue;
        }
        let input = Input::Stop {
            reason: StopReason::Operator,
            source: StopSource::Operator,
            step: None,
            verdict: None,
        };
        step::step_from(ports, loaded, &id, &actor, &input, &[]).await?;
        ended = ended.saturating_add(1);
    }
    Ok(Stopped {
        stopped,
        added,
        ended,
        crm_answered,
    })
}

fn named(of: keys::StopOf) -> Option<String> {
    match of {
        keys::StopOf::Domain(name) | keys::StopOf::Company(name) => Some(name),
        keys::StopOf::Person => None,
    }
}
