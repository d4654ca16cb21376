//! The target list gate: one verdict on many leads. The intent and a cursor are committed first;
//! durable rows do the rest.

use crate::due::{self, Task};
use crate::items::{self, LeadStatus, ListDecision, ListHead, ListLead, ListVerdictRow, Which};
use crate::{Ports, StepError, config, keys, log, sourcing, step};
use ::ports::{Action, Expect, Key, PageRequest, PortError};
use domain::conversation::{Input, Refusal, decide};
use domain::{Actor, ListId, OperatorId, VerdictId};

/// Takes a verdict; a repeat of its id decides nothing. Returns how many leads it is about.
pub async fn decide_list(
    ports: &Ports,
    list: &ListId,
    by: &OperatorId,
    verdict: &VerdictId,
    decision: ListDecision,
) -> Result<u32, StepError> {
    let Some((head, _)) = step::read::<ListHead>(ports, keys::list_head(list)).await? else {
        return Err(StepError::NotFound(format!("list {list}")));
    };
    if head.filling {
        return Err(StepError::Invalid(
            "the list is still being filled: wait a moment".to_owned(),
        ));
    }
    let which = match &decision {
        ListDecision::Accept { leads } | ListDecision::Reject { leads, .. } => leads,
    };
    let about = match which {
        Which::Rest => head.waiting,
        Which::These(ids) if ids.is_empty() || ids.len() > 5_000 => {
            return Err(StepError::Invalid(
                "name 1 to 5,000 leads, or \"rest\"".to_owned(),
            ));
        }
        Which::These(ids) => u32::try_from(ids.len()).unwrap_or(u32::MAX),
    };
    let now = ports.clock.now();
    let row = ListVerdictRow {
        by: by.clone(),
        at: now,
        decision,
        after: None,
        count: 0,
        done: false,
    };
    let task = Task::ListVerdict {
        list: list.clone(),
        verdict: verdict.clone(),
    };
    let actions = vec![
        items::put(keys::list_verdict(list, verdict), &row, Expect::Absent),
        due::put(keys::due(now, &format!("list-{verdict}")), task),
    ];
    step::once(ports, &actions).await.map(|_| about)
}

/// Carries a verdict out, page by page.
pub async fn carry_out(
    ports: &Ports,
    list: &ListId,
    verdict: &VerdictId,
    due_row: &Key,
) -> Result<(), StepError> {
    loop {
        let key = keys::list_verdict(list, verdict);
        let Some((mut row, item)) = step::read::<ListVerdictRow>(ports, key.clone()).await? else {
            return step::finish(
                ports,
                &[Action::Delete {
                    key: due_row.clone(),
                    expect: Expect::Any,
                }],
            )
            .await;
        };
        if row.done {
            return step::finish(
                ports,
                &[Action::Delete {
                    key: due_row.clone(),
                    expect: Expect::Any,
                }],
            )
            .await;
        }
        let page = ports
            .table
            .page(&PageRequest {
                after: row.after.clone(),
                ..PageRequest::new(keys::list(list), keys::LIST_LEADS, 50)
            })
            .await?;
        let (mut accepted, mut rejected) = (0u32, 0u32);
        for item in &page.items {
            match one(ports, &row, verdict, item).await? {
                Some(LeadStatus::Accepted) => accepted = accepted.saturating_add(1),
                Some(LeadStatus::Rejected) => rejected = rejected.saturating_add(1),
                Some(LeadStatus::Waiting) | None => {}
            }
        }
        row.count = row.count.saturating_add(accepted).saturating_add(rejected);
        row.after.clone_from(&page.next);
        row.done = page.next.is_none();
        let mut actions = vec![items::put(key, &row, Expect::Version(item.version))];
        if row.done {
            actions.push(Action::Delete {
                key: due_row.clone(),
                expect: Expect::Any,
            });
            actions.push(log::note(
                ports,
                Actor::Operator(row.by.clone()),
                "list_decided",
                words(&row, list),
                None,
            ));
        }
        actions.extend(counted(ports, list, accepted, rejected).await?);
        match step::commit(ports, actions, None).await {
            // Another worker carried this page out, or sourcing wrote the head: read anew. Leads that
            // this verdict decided are counted again by their mark, not decided again.
            Err(StepError::Port(PortError::Conflict { .. })) => {}
            Err(error) => return Err(error),
            Ok(()) if row.done => return Ok(()),
            Ok(()) => {}
        }
    }
}

fn words(row: &ListVerdictRow, list: &ListId) -> String {
    match &row.decision {
        ListDecision::Accept { .. } => format!("{} leads of list {list} accepted", row.count),
        ListDecision::Reject { reason, .. } => {
            format!("{} leads of list {list} rejected: {reason}", row.count)
        }
    }
}

/// The list's new counts, and its card's end when nothing waits any more.
async fn counted(
    ports: &Ports,
    list: &ListId,
    accepted: u32,
    rejected: u32,
) -> Result<Vec<Action>, StepError> {
    let Some((mut head, item)) = step::read::<ListHead>(ports, keys::list_head(list)).await? else {
        return Ok(Vec::new());
    };
    head.accepted = head.accepted.saturating_add(accepted);
    head.rejected = head.rejected.saturating_add(rejected);
    head.waiting = head
        .waiting
        .saturating_sub(accepted)
        .saturating_sub(rejected);
    let mut actions = Vec::new();
    if head.card && head.waiting == 0 {
        head.card = false;
        actions.push(Action::Delete {
            key: keys::card(&sourcing::card(&head)),
            expect: Expect::Any,
        });
    }
    actions.push(items::put(
        keys::list_head(list),
        &head,
        Expect::Version(item.version),
    ));
    Ok(actions)
}

/// Decides one lead, if the verdict is about it. Returns what this verdict made of it, now or in an
/// earlier try.
async fn one(
    ports: &Ports,
    row: &ListVerdictRow,
    verdict: &VerdictId,
    item: &::ports::Item,
) -> Result<Option<LeadStatus>, StepError> {
    let mut entry: ListLead = items::decode(item)?;
    if entry.verdict.as_ref() == Some(verdict) {
        return Ok(Some(entry.status));
    }
    let which = match &row.decision {
        ListDecision::Accept { leads } | ListDecision::Reject { leads, .. } => leads,
    };
    let meant = match which {
        Which::Rest => true,
        Which::These(ids) => ids.contains(&entry.conversation),
    };
    if !meant || entry.status != LeadStatus::Waiting {
        return Ok(None);
    }
    let by = Actor::Operator(row.by.clone());
    for _ in 0..step::ATTEMPTS {
        let Some(loaded) = step::load(ports, &entry.conversation).await? else {
            return Ok(None);
        };
        let playbook = ports.playbook.get();
        let agent = playbook.agents.get(loaded.state().agent.as_str());
        let mut input = match (&row.decision, agent) {
            (ListDecision::Accept { .. }, Some(agent)) => Input::Accept {
                verdict: verdict.clone(),
                plan: config::plan(&playbook.house, agent),
            },
            (ListDecision::Accept { .. }, None) => Input::Reject {
                verdict: verdict.clone(),
                reason: "the agent left the playbook".to_owned(),
            },
            (ListDecision::Reject { reason, .. }, _) => Input::Reject {
                verdict: verdict.clone(),
                reason: reason.clone(),
            },
        };
        // The first try is as the operator said; a full company is the only other way.
        for _ in 0..2 {
            let command = step::command(ports, by.clone(), input.clone());
            let events = decide(Some(loaded.state()), &command).unwrap_or_default();
            entry.status = match &input {
                Input::Accept { .. } => LeadStatus::Accepted,
                _ => LeadStatus::Rejected,
            };
            entry.verdict = Some(verdict.clone());
            let mark = items::put(item.key.clone(), &entry, Expect::Version(item.version));
            if events.is_empty() {
                // Decided elsewhere meanwhile (forgotten, stopped): off the list all the same.
                entry.status = LeadStatus::Rejected;
                let mark = items::put(item.key.clone(), &entry, Expect::Version(item.version));
                match step::finish(ports, &[mark]).await {
                    Ok(()) => return Ok(Some(entry.status)),
                    // Not elsewhere, but by another verdict on this list, carried out side by side.
                    Err(StepError::Port(PortError::Conflict { .. })) => break,
                    Err(error) => return Err(error),
                }
            }
            match step::write(ports, Some(&loaded), events, vec![mark]).await {
                Ok(_) => return Ok(Some(entry.status)),
                Err(StepError::Refused(Refusal::CompanyBusy)) => input = Input::CompanyBusy,
                Err(StepError::Port(PortError::Conflict { .. })) => break,
                Err(error) => return Err(error),
            }
        }
        // A conflict on the mark itself means that another verdict was faster.
        let now = ports
            .table
            .get(std::slice::from_ref(&item.key))
            .await?
            .into_iter()
            .next()
            .flatten();
        match now {
            Some(now) if now.version == item.version => {}
            // Or that another worker carries this very verdict out: whoever commits the page counts it.
            Some(now) => {
                let entry: ListLead = items::decode(&now)?;
                return Ok((entry.verdict.as_ref() == Some(verdict)).then_some(entry.status));
            }
            None => return Ok(None),
        }
    }
    Err(step::lost())
}
