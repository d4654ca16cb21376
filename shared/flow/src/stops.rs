//! The stop list. Invariant 3: after an opt-out, hard bounce, complaint or entry, nobody writes to
//! that person again on any channel.

use crate::{Ports, StepError, items, keys, step};
use ::ports::{Action, Expect, Item, Key};
use domain::conversation::Conversation;
use domain::rows::{ContactRow, StopReason, StopRow, StopSource};
use domain::{Actor, ContactId, ConversationId, Identifier};
use playbook::Playbook;

/// Keys of all stop entries that can concern a person.
pub fn keys_of(
    identifiers: &[String],
    company: Option<&domain::CompanyId>,
    domains: &[String],
) -> Vec<Key> {
    let mut all: Vec<Key> = identifiers
        .iter()
        .map(|hash| keys::stop_identifier(hash))
        .collect();
    all.extend(company.map(keys::stop_company));
    all.extend(
        domains
            .iter()
            .flat_map(|domain| parents(domain))
            .map(|domain| keys::stop_domain(&domain)),
    );
    all.sort();
    all.dedup();
    all
}

/// A domain and those above it, down to two labels: a stop of `a.example` holds for `b.a.example`.
fn parents(domain: &str) -> Vec<String> {
    let labels: Vec<&str> = domain.split('.').collect();
    (0..labels.len().saturating_sub(1))
        .take(6)
        .filter_map(|n| labels.get(n..))
        .map(|rest| rest.join("."))
        .collect()
}

/// Reads stop entries: those found, and what a commit has to guard for those not found.
pub async fn look(ports: &Ports, keys: &[Key]) -> Result<(Vec<StopRow>, Vec<Action>), StepError> {
    let found = ports.table.get(keys).await?;
    let mut rows = Vec::new();
    let mut guards = Vec::new();
    for (key, item) in keys.iter().zip(found) {
        match item {
            Some(item) => rows.push(items::decode(&item)?),
            None => guards.push(Action::Check {
                key: key.clone(),
                expect: Expect::Absent,
            }),
        }
    }
    Ok((rows, guards))
}

/// What stands against writing to a person.
pub struct Checked {
    /// Entries of the stop list.
    pub rows: Vec<StopRow>,
    /// What a commit has to guard: entries that are not there.
    pub guards: Vec<Action>,
    /// What the playbook's house rules say.
    pub by_playbook: Option<StopReason>,
}

/// Invariant 3 for one person: the stop list by identifier, domain and company, and the bars and
/// customers of house.md. Asked when a message is cleared, and again in the claim.
pub async fn check(
    ports: &Ports,
    playbook: &Playbook,
    state: &Conversation,
    contact: Option<&ContactRow>,
    vault: &items::Vault,
    to: Option<&str>,
) -> Result<Checked, StepError> {
    let (keys, domains) = concerning(ports, state, contact, vault, to);
    let (rows, guards) = look(ports, &keys).await?;
    let by_playbook = by_playbook(playbook, state, vault, to, &domains);
    Ok(Checked {
        rows,
        guards,
        by_playbook,
    })
}

/// Keys of all stop entries that can concern a conversation, and the domains they are about.
pub(crate) fn concerning(
    ports: &Ports,
    state: &Conversation,
    contact: Option<&ContactRow>,
    vault: &items::Vault,
    to: Option<&str>,
) -> (Vec<Key>, Vec<String>) {
    let address = to.and_then(Identifier::email);
    let mut domains: Vec<String> = address
        .as_ref()
        .and_then(|address| address.domain().map(str::to_owned))
        .into_iter()
        .collect();
    domains.extend(
        vault
            .domain
            .as_deref()
            .and_then(domain::identity::normal_domain),
    );
    let identifiers = contact.map_or(&[][..], |row| &row.identifiers);
    let mut keys = keys_of(identifiers, state.company.as_ref(), &domains);
    // The address of this very letter, whatever the contact's row says.
    if let Some(address) = &address {
        let own = keys::stop_identifier(&ports.secrets.hash(address));
        if !keys.contains(&own) {
            keys.push(own);
        }
    }
    (keys, domains)
}

/// What the house rules say against writing to a person.
pub(crate) fn by_playbook(
    playbook: &Playbook,
    state: &Conversation,
    vault: &items::Vault,
    to: Option<&str>,
    domains: &[String],
) -> Option<StopReason> {
    let house = &playbook.house;
    let company = (!vault.company.is_empty()).then_some(vault.company.as_str());
    let may_be_customer = playbook
        .agents
        .get(state.agent.as_str())
        .is_some_and(|agent| agent.motion != playbook::Motion::New);
    let is_customer = || {
        let mut domains = domains.iter();
        domains.any(|domain| house.is_customer(Some(domain), company))
    };
    if house.barred(to, vault.domain.as_deref(), company).is_some() {
        Some(StopReason::Playbook)
    } else if !may_be_customer && is_customer() {
        Some(StopReason::CurrentCustomer)
    } else {
        None
    }
}

/// Entries for identifiers that have none yet.
pub async fn entries(
    ports: &Ports,
    hashes: &[String],
    row: &StopRow,
) -> Result<Vec<Action>, StepError> {
    let keys = hashes
        .iter()
        .map(|hash| keys::stop_identifier(hash))
        .collect();
    entries_at(ports, keys, row).await
}

/// The same by the entries' keys: identifiers, domains, companies.
pub(crate) async fn entries_at(
    ports: &Ports,
    keys: Vec<Key>,
    row: &StopRow,
) -> Result<Vec<Action>, StepError> {
    let found = ports.table.get(&keys).await?;
    Ok(keys
        .into_iter()
        .zip(found)
        .filter(|(_, item)| item.is_none())
        .map(|(key, _)| items::put(key, row, Expect::Any))
        .collect())
}

/// The row of a person.
pub async fn contact(
    ports: &Ports,
    id: &ContactId,
) -> Result<Option<(ContactRow, Item)>, StepError> {
    step::read(ports, keys::contact(id)).await
}

/// The person an identifier names, if we know one.
pub async fn find(ports: &Ports, identifier: &Identifier) -> Result<Option<ContactRow>, StepError> {
    let hash = ports.secrets.hash(identifier);
    let Some((row, _)) = step::read::<items::IdentifierRow>(ports, keys::identifier(&hash)).await?
    else {
        return Ok(None);
    };
    Ok(contact(ports, &row.contact).await?.map(|(row, _)| row))
}

/// Stops a person everywhere: entries for all identifiers, and an end to the conversation given and
/// to the live one. Repeatable; the first entry stands.
pub async fn stop_person(
    ports: &Ports,
    person: &ContactId,
    conversation: Option<&ConversationId>,
    row: &StopRow,
    link_step: Option<u32>,
    verdict: Option<domain::VerdictId>,
) -> Result<bool, StepError> {
    let known = contact(ports, person).await?.map(|(row, _)| row);
    // A contact id is the hash of the first identifier, so that a link still works when the person
    // was forgotten or the row has not been moved yet.
    let hashes = known.as_ref().map_or_else(
        || {
            vec![
                person
                    .as_str()
                    .trim_start_matches(ContactId::PREFIX)
                    .to_owned(),
            ]
        },
        |known| known.identifiers.clone(),
    );
    let new = entries(ports, &hashes, row).await?;
    let added = !new.is_empty();
    let mut all: Vec<ConversationId> = conversation.into_iter().cloned().collect();
    if let Some((holder, _)) = known.and_then(|known| known.holder)
        && !all.contains(&holder)
    {
        all.push(holder);
    }
    let mut rest = new;
    for id in all {
        if step::load(ports, &id).await?.is_none() {
            continue;
        }
        let link_step = if conversation == Some(&id) {
            link_step
        } else {
            None
        };
        let input = domain::conversation::Input::Stop {
            reason: row.reason,
            source: row.source,
            step: link_step,
            verdict: verdict.clone(),
        };
        step::step(ports, &id, &row.by, &input, &rest).await?;
        rest = Vec::new();
    }
    step::finish(ports, &rest).await?;
    Ok(added)
}

/// Stops a domain or a company, by the key of its entry. False: there was an entry, and it stands.
pub async fn stop_place(ports: &Ports, key: Key, row: &StopRow) -> Result<bool, StepError> {
    step::once(ports, &[items::put(key, row, Expect::Absent)]).await
}

/// A stop entry of now.
pub fn row(
    ports: &Ports,
    reason: StopReason,
    source: StopSource,
    by: Actor,
    of: Option<&Conversation>,
) -> StopRow {
    StopRow {
        reason,
        source,
        since: ports.clock.now(),
        by,
        conversation: of.map(|state| state.id.clone()),
    }
}

/// The same of an operator's own entry.
pub fn by_operator(ports: &Ports, by: &domain::OperatorId) -> StopRow {
    let actor = Actor::Operator(by.clone());
    row(
        ports,
        StopReason::Operator,
        StopSource::Operator,
        actor,
        None,
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_stopped_domain_stops_what_is_below_it() {
        assert_eq!(
            super::parents("mail.a.example"),
            ["mail.a.example", "a.example"]
        );
        assert_eq!(super::parents("example"), Vec::<String>::new());
    }
}
