//! The stop list. Invariant 3: after an opt-out, hard bounce, complaint or entry, nobody writes to
//! that person again on any channel.

use crate::{Ports, StepError, items, keys, step};
use ::ports::{Action, Expect, Item, Key};
use domain::conversation::Conversation;
use domain::rows::{ContactRow, StopReason, StopRow, StopSource};
use domain::{Actor, ContactId, ConversationId, Identifier};

/// Keys of all stop entries that can concern a person.
pub fn keys_of(
    contact: &ContactRow,
    company: Option<&domain::CompanyId>,
    domains: &[String],
) -> Vec<Key> {
    let mut all: Vec<Key> = contact
        .identifiers
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

/// Entries for identifiers that have none yet.
pub async fn entries(
    ports: &Ports,
    hashes: &[String],
    row: &StopRow,
) -> Result<Vec<Action>, StepError> {
    let keys: Vec<Key> = hashes
        .iter()
        .map(|hash| keys::stop_identifier(hash))
        .collect();
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
