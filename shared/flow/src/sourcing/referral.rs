//! A lead that no list brought: the person named in a reply joins the list of the agent who was answered, and the
//! lead of an agent that is given up the list of another.

use super::judge::Lead;
use super::{card, judge, list_of, record};
use crate::items::{self, SourcingRow, Vault};
use crate::{Ports, StepError, drafting, keys, step};
use ::ports::{Action, Expect};
use domain::conversation::Conversation;
use domain::{AgentName, ConversationId};
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
        .ok_or_else(|| StepError::no_agent(agent))?;
    let vault = drafting::vault(ports, &state.id).await?;
    let fields = fields(&vault, name, email);
    let lead = judge::referred(ports, &playbook, config, &fields, &state.id)
        .await?
        .map_err(|why| StepError::Invalid(format!("no lead: {why}")))?;
    let source = Source {
        file: String::new(),
        format: Format::Csv,
        columns: Columns::default(),
        label: SOURCE.to_owned(),
        date: None,
    };
    let vault = record::vault(&lead, &source);
    join(ports, agent, vault, lead, &playbook.version).await
}

/// What lists the lead of a conversation at another agent, or why it is none there. It belongs into the commit that
/// ends the conversation, so that the person is never held by both and never lost.
pub(crate) async fn handed_over(
    ports: &Ports,
    to: &AgentName,
    vault: &Vault,
    from: &ConversationId,
) -> Result<Result<Vec<Action>, String>, StepError> {
    let playbook = ports.playbook.get();
    let config = playbook
        .agents
        .get(to.as_str())
        .ok_or_else(|| StepError::no_agent(to))?;
    let mut columns = Columns::default();
    for fact in &vault.facts {
        columns.facts.insert(fact.id.clone(), fact.id.clone());
    }
    let fields = whole(vault);
    let judged = judge::handed_over(ports, &playbook, config, &columns, &fields, from).await?;
    let lead = match judged {
        Ok(lead) => lead,
        Err(why) => return Ok(Err(why)),
    };
    let vault = Vault {
        reasons: record::reasons(&lead),
        ..vault.clone()
    };
    join(ports, to, vault, lead, &playbook.version)
        .await
        .map(Ok)
}

/// A lead joins the open list of an agent, or opens one.
async fn join(
    ports: &Ports,
    agent: &AgentName,
    vault: Vault,
    lead: Lead,
    version: &str,
) -> Result<Vec<Action>, StepError> {
    let (sourcing, sourcing_item) = step::read::<SourcingRow>(ports, keys::sourcing(agent))
        .await?
        .ok_or_else(|| StepError::NotFound(format!("sourcing row of agent {agent}")))?;
    let is_filling = super::open_list(ports, agent)
        .await?
        .is_some_and(|list| list.filling);
    let (list_id, mut list, expect) = list_of(ports, agent, &sourcing).await?;
    let mut actions =
        record::new_conversation(ports, agent, &list_id, vault, lead, version).await?;
    list.waiting = list.waiting.saturating_add(1);
    list.filling = is_filling;
    if !is_filling {
        list.card = true;
        actions.push(items::put(
            keys::card(&card(&list)),
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

/// All that is known of somebody, as a row of a list whose columns are named as the fields are.
fn whole(vault: &Vault) -> BTreeMap<String, String> {
    let known = [
        ("first_name", vault.first_name.as_str()),
        ("last_name", &vault.last_name),
        ("title", &vault.title),
        ("company", &vault.company),
        ("domain", vault.domain.as_deref().unwrap_or_default()),
        ("country", &vault.country),
        ("timezone", &vault.timezone),
        ("email", vault.email.as_deref().unwrap_or_default()),
        ("linkedin", vault.linkedin.as_deref().unwrap_or_default()),
    ];
    let facts = vault.facts.iter();
    known
        .into_iter()
        .chain(facts.map(|fact| (fact.id.as_str(), fact.text.as_str())))
        .filter(|(_, value)| !value.is_empty())
        .map(|(column, value)| (column.to_owned(), value.to_owned()))
        .collect()
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
