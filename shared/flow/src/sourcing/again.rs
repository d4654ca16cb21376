//! Leads that were left out because their country had no record of consent, once `cold_mail:` covers it: the rows
//! that were read before are read a second time, and only people of those countries are looked at.

use super::judge::Judged;
use crate::cold_mail;
use crate::items::{AgainRow, CursorRow};
use ::ports::LeadBatch;
use playbook::{Agent, Playbook};

/// The pass that is under way, or has to begin now.
pub(super) fn of(playbook: &Playbook, config: &Agent, cursor: &CursorRow) -> Option<AgainRow> {
    if let Some(under_way) = &cursor.again {
        return Some(under_way.clone());
    }
    let free = |country: &&String| cold_mail::held(playbook, Some(config), country).is_none();
    let pass = AgainRow {
        cursor: None,
        rows: cursor.rows,
        countries: cursor.held.keys().filter(free).cloned().collect(),
    };
    (!pass.countries.is_empty()).then_some(pass)
}

/// Where reading goes on after a batch, in the pass or behind what was read before.
pub(super) fn after(
    cursor: &CursorRow,
    pass: Option<&AgainRow>,
    read: &LeadBatch,
    judged: &[Judged],
) -> CursorRow {
    let count = u64::try_from(read.rows.len()).unwrap_or(0);
    let mut after = match pass {
        Some(pass) => {
            let rows = pass.rows.saturating_sub(count);
            let ended = rows == 0 || read.end || count == 0;
            let next = AgainRow {
                cursor: Some(read.cursor.0.clone()),
                rows,
                countries: pass.countries.clone(),
            };
            let mut held = cursor.held.clone();
            if cursor.again.is_none() {
                held.retain(|country, _| !pass.countries.contains(country));
            }
            CursorRow {
                again: (!ended).then_some(next),
                held,
                ..cursor.clone()
            }
        }
        None => CursorRow {
            cursor: Some(read.cursor.0.clone()),
            rows: cursor.rows.saturating_add(count),
            end: read.end,
            ..cursor.clone()
        },
    };
    for row in judged {
        if let Judged::Excluded {
            held: Some(country),
            ..
        } = row
        {
            let count = after.held.entry(country.clone()).or_default();
            *count = count.saturating_add(1);
        }
    }
    after
}
