//! A lead that a reply brought: the person named in it joins the list of the agent who was answered.

use super::{card, judge, list_of, record};
use crate::items::{self, SourcingRow, Vault};
use crate::{Ports, StepError, drafting, keys, step};
use ::ports::{Action, Expect};
use domain::conversation::{Conversation, Rank};
use playbook::{Columns, Format, Source};
use std::collections::BTreeMap;

/// Under which name the lead's origin is shown.
const SOURCE: &str = "a reply";

/// What lists a person as a lead of the agent of a conversation, at the company of its contact.
///
/// # Errors
/// `Invalid`, in words for the operator, if they may not be a lead.
pub async fn referred(
    ports: &Ports,
    state: &Conversation,
    name: &str,
    email: &str,
) -> Result<Vec<Action>, StepError> {
    let agent = &state.agent;
    let playbook = ports.playbook.get();
    let config = playbook
        .agents
        .get(agent.as_str())
        .ok_or_else(|| StepError::NotFound(format!("agent {agent} in the playbook")))?;
    let vault = drafting::vault(ports, &state.id).await?;
    let fields = fields(&vault, name, email);
    let lead = judge::referred(ports, &playbook, config, &fields, &state.id)
        .await?
        .map_err(|why| StepError::Invalid(format!("no lead: {why}")))?;
    let (sourcing, sourcing_item) = step::read::<SourcingRow>(ports, keys::sourcing(agent))
        .await?
        .ok_or_else(|| StepError::NotFound(format!("sourcing row of agent {agent}")))?;
    let is_filling = super::open_list(ports, agent)
        .await?
        .is_some_and(|list| list.filling);
    let (list_id, mut list, expect) = list_of(ports, agent, &sourcing).await?;
    let source = Source {
        file: String::new(),
        format: Format::Csv,
        columns: Columns::default(),
        label: SOURCE.to_owned(),
        date: None,
    };
    let mut actions =
        record::new_conversation(ports, agent, &list_id, &source, lead, &playbook.version).await?;
    list.waiting = list.waiting.saturating_add(1);
    list.filling = is_filling;
    if !is_filling {
        list.card = true;
        actions.push(items::put(
            keys::card(Rank::List, list.opened, list_id.as_str()),
            &card(&list),
            Expect::Any,
        ));
    }
    actions.push(items::put(keys::list_head(&list_id), &list, expect));
    if sourcing.list.as_ref() != Some(&list_id) {
        let row = SourcingRow {
            list: Some(list_id),
            ..sourcing
        };
        actions.push(items::put(
            keys::sourcing(agent),
            &row,
            Expect::Version(sourcing_item.version),
        ));
    }
    Ok(actions)
}

/// As a row of a list: the company, country and zone are those of whoever named them.
fn fields(vault: &Vault, name: &str, email: &str) -> BTreeMap<String, String> {
    let (first, last) = name.trim().split_once(' ').unwrap_or((name.trim(), ""));
    [
        ("first_name", first),
        ("last_name", last),
        ("email", email.trim()),
        ("company", &vault.company),
        ("domain", vault.domain.as_deref().unwrap_or_default()),
        ("country", &vault.country),
        ("timezone", &vault.timezone),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(column, value)| (column.to_owned(), value.to_owned()))
    .collect()
}
