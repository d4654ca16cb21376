//! Writes a judged row down: a lead with its conversation, or why there is none.

use super::judge::{Judged, Lead};
use crate::items::{
    self, ExcludedRow, IdentifierRow, LeadStatus, ListHead, ListLead, Origin, ScoreReason, Vault,
    VaultFact,
};
use crate::{Ports, StepError, keys, step};
use ::ports::{Action, Expect};
use domain::conversation::{Command, Input, NewLead, Through, Versions, decide};
use domain::{Actor, AgentName, ConversationId, ListId};
use playbook::Source;

#[expect(
    clippy::too_many_arguments,
    reason = "one row and all that its commit touches"
)]
pub(super) async fn record(
    ports: &Ports,
    agent: &AgentName,
    list_id: &ListId,
    list: &mut ListHead,
    index: usize,
    source: &Source,
    judged: Judged,
    actions: &mut Vec<Action>,
) -> Result<(), StepError> {
    let excluded = |line: u64, company: String, reason: &str, words: String| {
        let row = ExcludedRow {
            file: source.file.clone(),
            line,
            company,
            reason: reason.to_owned(),
            words,
        };
        items::put(keys::list_excluded(list_id, index, line), &row, Expect::Any)
    };
    match judged {
        Judged::Bad { line, why } => {
            list.bad_rows = list.bad_rows.saturating_add(1);
            actions.push(excluded(line, String::new(), "bad_row", why));
        }
        Judged::Excluded {
            line,
            company,
            reason,
            words,
            held: _,
        } => {
            let count = list.excluded.entry(reason.to_owned()).or_default();
            *count = count.saturating_add(1);
            actions.push(excluded(line, company, reason, words));
        }
        Judged::Lead(lead) => {
            list.waiting = list.waiting.saturating_add(1);
            let playbook = ports.playbook.get();
            actions.extend(
                new_conversation(
                    ports,
                    agent,
                    list_id,
                    vault(&lead, source),
                    *lead,
                    &playbook.version,
                )
                .await?,
            );
        }
    }
    Ok(())
}

pub(super) async fn new_conversation(
    ports: &Ports,
    agent: &AgentName,
    list: &ListId,
    vault: Vault,
    lead: Lead,
    version: &str,
) -> Result<Vec<Action>, StepError> {
    let now = ports.clock.now();
    let id = ConversationId::mint(now, ports.entropy.bytes());
    let input = Input::Source(NewLead {
        conversation: id.clone(),
        agent: agent.clone(),
        contact: lead.contact.contact.clone(),
        company: lead.company.clone(),
        place: lead.place.clone(),
        list: list.clone(),
        score: lead.score.total,
    });
    let command = Command {
        at: now,
        by: Actor::Agent(agent.clone()),
        versions: Versions {
            playbook: version.to_owned(),
            ..Versions::default()
        },
        through: Through::Page,
        input,
    };
    let events = decide(None, &command)?;
    let (_, mut actions) = step::plan(ports, None, &events).await?;
    actions.push(items::put(keys::vault(&id), &vault, Expect::Absent));
    actions.push(items::put(
        keys::contact_conversation(&lead.contact.contact, &id),
        &id,
        Expect::Absent,
    ));
    let mut contact = lead.contact;
    contact
        .identifiers
        .extend(lead.new_identifiers.iter().cloned());
    // Invariant 5: the lock is taken when the lead is listed, so that no two agents list one person.
    contact.holder = Some((id.clone(), agent.clone()));
    contact.last_conversation = Some(id.clone());
    for hash in &lead.new_identifiers {
        let row = IdentifierRow {
            contact: contact.contact.clone(),
        };
        actions.push(items::put(keys::identifier(hash), &row, Expect::Absent));
    }
    actions.push(items::put(
        keys::contact(&contact.contact),
        &contact,
        items::as_read(lead.contact_item.as_ref()),
    ));
    let entry = ListLead {
        conversation: id.clone(),
        company: vault.company,
        country: vault.country,
        score: lead.score.total,
        status: LeadStatus::Waiting,
        verdict: None,
    };
    actions.push(items::put(
        keys::list_lead(list, lead.score.total, &id),
        &entry,
        Expect::Absent,
    ));
    Ok(actions)
}

pub(super) fn vault(lead: &Lead, source: &Source) -> Vault {
    let mapped = &lead.mapped;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    Vault {
        first_name: text(&mapped.first_name),
        last_name: text(&mapped.last_name),
        title: text(&mapped.title),
        company: text(&mapped.company),
        domain: mapped.domain.clone(),
        country: lead.place.country.clone(),
        timezone: lead.place.zone.clone(),
        email: mapped.email.clone(),
        linkedin: mapped.linkedin.clone(),
        facts: mapped
            .facts
            .iter()
            .map(|(id, value)| VaultFact {
                id: id.clone(),
                text: value.clone(),
                source: source.label.clone(),
                date: source.date.unwrap_or(lead.today),
            })
            .collect(),
        reasons: reasons(lead),
        origin: Some(Origin {
            file: source.file.clone(),
            line: lead.line,
        }),
    }
}

/// Why the score is what it is.
pub(super) fn reasons(lead: &Lead) -> Vec<ScoreReason> {
    let reasons = lead.score.reasons.iter();
    reasons
        .map(|reason| ScoreReason {
            criterion: reason.criterion.clone(),
            weight: reason.weight,
            met: reason.met,
            words: reason.words.clone(),
        })
        .collect()
}
