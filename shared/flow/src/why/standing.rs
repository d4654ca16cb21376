//! What stands against writing to somebody.

use super::asked::Asked;
use crate::companies::{AtCompany, Company};
use crate::items::Vault;
use crate::keys::StopOf;
use crate::{Ports, StepError, items, keys, stops};
use ::ports::Key;
use domain::ConversationId;
use domain::rows::{StopReason, StopRow, StopSource};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// The table is asked for so many items at a time.
const AT_ONCE: usize = 100;

/// Something that stands against writing to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Whom it is about: a person's name or address, a domain, a company.
    pub about: String,
    /// Why.
    pub reason: StopReason,
    /// From where we know.
    pub source: StopSource,
    /// Since when; nothing where the playbook says it.
    pub since: Option<Timestamp>,
    /// Who said so.
    pub by: String,
    /// In which conversation.
    pub conversation: Option<ConversationId>,
}

/// With the key that tells two of them apart.
pub(super) struct Found(String, Standing);

/// Each entry once, in the order they were found.
pub(super) fn each_once(all: Vec<Found>) -> Vec<Standing> {
    let mut seen = BTreeSet::new();
    let once = all
        .into_iter()
        .filter(|Found(key, _)| seen.insert(key.clone()));
    once.map(|Found(_, standing)| standing).collect()
}

/// Entries about what was asked for by itself, whoever we wrote to.
pub(super) async fn of_asked(
    ports: &Ports,
    asked: &Asked,
    company: &Company,
) -> Result<Vec<Found>, StepError> {
    let (hashes, name) = match asked {
        Asked::Person(identifier) => {
            let known = stops::find(ports, identifier).await?;
            let mut hashes = vec![ports.secrets.hash(identifier)];
            hashes.extend(known.map(|row| row.identifiers).unwrap_or_default());
            (hashes, identifier.normal.clone())
        }
        _ => (Vec::new(), String::new()),
    };
    let domains: Vec<String> = asked.domain().map(str::to_owned).into_iter().collect();
    let mut wanted = stops::keys_of(&hashes, None, &domains);
    wanted.extend(company.stop_keys());
    look(ports, wanted, &name).await
}

/// Entries that can concern a conversation, and what the house rules say of it.
pub(super) async fn of_conversation(
    ports: &Ports,
    one: &AtCompany,
) -> Result<Vec<Found>, StepError> {
    let none = Vault::default();
    let (state, vault) = (&one.state, one.vault.as_ref().unwrap_or(&none));
    let contact = stops::contact(ports, &state.contact).await?;
    let contact = contact.map(|(row, _)| row);
    let to = vault.email.as_deref();
    let (wanted, domains) = stops::concerning(ports, state, contact.as_ref(), vault, to);
    let name = one.vault.as_ref().map(Vault::name);
    let name = name.unwrap_or_else(|| "a forgotten person".to_owned());
    let mut all = look(ports, wanted, &name).await?;
    let playbook = ports.playbook.get();
    if let Some(reason) = stops::by_playbook(&playbook, state, vault, to, &domains) {
        let version = playbook::short_version(&playbook.version);
        all.push(Found(
            format!("house.md {}", state.contact),
            Standing {
                about: name,
                reason,
                source: StopSource::Playbook,
                since: None,
                by: format!("house.md of playbook {version}"),
                conversation: None,
            },
        ));
    }
    Ok(all)
}

async fn look(ports: &Ports, mut wanted: Vec<Key>, name: &str) -> Result<Vec<Found>, StepError> {
    wanted.sort();
    wanted.dedup();
    let mut all = Vec::new();
    for keys in wanted.chunks(AT_ONCE) {
        for item in ports.table.get(keys).await?.into_iter().flatten() {
            let row: StopRow = items::decode(&item)?;
            let about = match keys::stop_of(&item.key) {
                Some(StopOf::Domain(name) | StopOf::Company(name)) => name,
                Some(StopOf::Person) | None => name.to_owned(),
            };
            all.push(Found(
                item.key.pk.clone(),
                Standing {
                    about,
                    reason: row.reason,
                    source: row.source,
                    since: Some(row.since),
                    by: row.by.to_string(),
                    conversation: row.conversation,
                },
            ));
        }
    }
    Ok(all)
}
