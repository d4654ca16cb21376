//! The skim: negatives that nobody was shown, least certain first, so that a positive hidden among them is
//! found; and how many of those that were looked at were none.
//!
//! Each negative has a row of its own day, written with its label and again with what an operator said of it.
//! Ids only: forget need not touch it.

use crate::items::{self, ReadingBlob};
use crate::{Ports, StepError, drafting, export, keys, step};
use ::ports::{Action, Expect, Key, PortError};
use domain::conversation::{Conversation, Event, Recorded, Through};
use domain::trust::exact;
use domain::{AgentName, ConversationId, InboundId, Intent, OperatorId};
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Days that are skimmed.
pub const DAYS: i32 = 7;
/// Days whose looks count for the share that was overturned.
pub const COUNTED_DAYS: i32 = 28;
/// Negatives that one look goes through, newest first.
pub const MOST_ROWS: usize = 20_000;
/// Lines of one answer.
pub const MOST_LINES: usize = 50;
/// Lines that are said to be right at once.
pub const MOST_SEEN: usize = 200;
/// The bounds are at 95 %, half of the rest on each side.
const ALPHA: f64 = 0.05;
/// Lines that are marked at a time.
const AT_ONCE: usize = 50;
/// Characters of a reply that a line tells.
const MOST_WORDS: usize = 600;

/// A negative and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NegativeRow {
    /// The message.
    pub inbound: InboundId,
    /// Its conversation.
    pub conversation: ConversationId,
    /// The agent.
    pub agent: AgentName,
    /// The software's label.
    pub intent: Intent,
    /// How sure it was, in thousandths.
    pub confidence: u32,
    /// When it was labelled.
    pub at: Timestamp,
    /// It was drawn for the sample, so that its card was shown.
    pub shown: bool,
    /// What an operator said of it.
    #[serde(default)]
    pub looked: Option<Looked>,
}

/// An operator looked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked {
    /// Who.
    pub by: OperatorId,
    /// When.
    pub at: Timestamp,
    /// The label that is right, where the software's was none of a negative.
    pub overturned: Option<Intent>,
}

/// Rows of the negatives among what was just decided.
pub(crate) fn rows(state: &Conversation, events: &[Recorded]) -> Vec<Action> {
    let row = |recorded: &Recorded| match &recorded.event {
        Event::Replied {
            inbound,
            intent,
            confidence,
            card,
            ..
        } if intent.is_negative() => Some(items::put(
            keys::negative(recorded.at, inbound),
            &NegativeRow {
                inbound: inbound.clone(),
                conversation: state.id.clone(),
                agent: state.agent.clone(),
                intent: *intent,
                confidence: *confidence,
                at: recorded.at,
                shown: *card,
                looked: None,
            },
            Expect::Any,
        )),
        _ => None,
    };
    events.iter().filter_map(row).collect()
}

/// What a verdict on a reply says of its label, for the commit of the verdict. `to` is the label it is given;
/// nothing: it is filed as what it was taken for. What comes through a machine is no look.
pub(crate) async fn looked(
    ports: &Ports,
    state: &Conversation,
    inbound: &InboundId,
    by: &OperatorId,
    through: Through,
    to: Option<Intent>,
) -> Result<Option<Action>, StepError> {
    let entry = state.inbound.iter().find(|entry| entry.id == *inbound);
    // Of what was never taken for a no there is no row, and nothing is read.
    let entry = entry.filter(|entry| entry.intent.is_negative() || entry.relabelled_by.is_some());
    let Some(entry) = entry.filter(|_| through.is_page()) else {
        return Ok(None);
    };
    let key = keys::negative(entry.at, inbound);
    let Some((mut row, item)) = step::read::<NegativeRow>(ports, key.clone()).await? else {
        return Ok(None);
    };
    if to.is_none() && row.looked.is_some() {
        return Ok(None);
    }
    row.looked = Some(Looked {
        by: by.clone(),
        at: ports.clock.now(),
        overturned: to.filter(|to| !to.is_negative()),
    });
    Ok(Some(items::put(key, &row, Expect::Version(item.version))))
}

/// A negative that nobody looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Names the line.
    pub id: String,
    /// The message.
    pub inbound: InboundId,
    /// Its conversation.
    pub conversation: ConversationId,
    /// The agent.
    pub agent: AgentName,
    /// Who wrote.
    pub name: String,
    /// Their company.
    pub company: String,
    /// The label.
    pub intent: Intent,
    /// How sure the software was, 0 to 1.
    pub confidence: f64,
    /// When it was labelled.
    pub at: Timestamp,
    /// The words that led to the label.
    pub evidence: Vec<String>,
    /// The new words of the reply, cut at 600 characters.
    pub words: String,
}

/// What was found of the negatives of one agent that somebody looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bound {
    /// Negatives.
    pub negatives: u32,
    /// Of these, looked at.
    pub looked_at: u32,
    /// Of these, none.
    pub overturned: u32,
    /// The share of these; nothing is known of nothing.
    pub estimate: Option<f64>,
    /// Not less, at 95 % (Clopper, Pearson).
    pub low: f64,
    /// Not more.
    pub high: f64,
}

impl Bound {
    fn of(negatives: u32, looked_at: u32, overturned: u32) -> Self {
        let all = f64::from(looked_at);
        Self {
            negatives,
            looked_at,
            overturned,
            estimate: (looked_at > 0).then(|| f64::from(overturned) / all),
            low: exact::at_least(overturned, looked_at, ALPHA / 2.0).max(0.0),
            high: exact::at_most(overturned, looked_at, ALPHA / 2.0),
        }
    }
}

/// A page of the skim.
#[derive(Debug, Clone, PartialEq)]
pub struct Skim {
    /// Least certain first.
    pub lines: Vec<Line>,
    /// Lines of all pages.
    pub waiting: usize,
    /// Where to go on.
    pub next: Option<String>,
    /// Of each agent, over the last [`COUNTED_DAYS`] days.
    pub bounds: BTreeMap<AgentName, Bound>,
    /// False: there are more than [`MOST_ROWS`], and the oldest are left out.
    pub complete: bool,
}

/// Where a line stands in the order.
fn place(row: &NegativeRow) -> String {
    let key = keys::negative(row.at, &row.inbound);
    format!("{:04}/{}", row.confidence, key.sk)
}

/// Negatives of the last [`DAYS`] days that nobody was shown or looked at.
pub async fn skim(
    ports: &Ports,
    agent: Option<&AgentName>,
    after: Option<&str>,
) -> Result<Skim, StepError> {
    let now = ports.clock.now();
    let since =
        domain::calendar::later(now, jiff::SignedDuration::from_hours(-24 * i64::from(DAYS)));
    let (rows, complete) = all(ports).await?;
    let mut counts: BTreeMap<AgentName, [u32; 3]> = BTreeMap::new();
    for row in &rows {
        let [negatives, looked_at, overturned] = counts.entry(row.agent.clone()).or_default();
        *negatives = negatives.saturating_add(1);
        if let Some(looked) = &row.looked {
            *looked_at = looked_at.saturating_add(1);
            *overturned = overturned.saturating_add(u32::from(looked.overturned.is_some()));
        }
    }
    let mut wanted: Vec<NegativeRow> = rows
        .into_iter()
        .filter(|row| row.at >= since && !row.shown && row.looked.is_none())
        .filter(|row| agent.is_none_or(|agent| row.agent == *agent))
        .collect();
    wanted.sort_by_cached_key(place);
    let waiting = wanted.len();
    let from = after.map_or(0, |after| {
        wanted.partition_point(|row| place(row).as_str() <= after)
    });
    let page = wanted.get(from..).unwrap_or_default();
    let page = page.get(..MOST_LINES).unwrap_or(page);
    let next = page
        .last()
        .filter(|_| from.saturating_add(page.len()) < waiting)
        .map(place);
    Ok(Skim {
        lines: lines(ports, page).await?,
        waiting,
        next,
        bounds: counts
            .into_iter()
            .map(|(agent, [negatives, looked, overturned])| {
                (agent, Bound::of(negatives, looked, overturned))
            })
            .collect(),
        complete,
    })
}

/// Rows of the days that count, newest first.
async fn all(ports: &Ports) -> Result<(Vec<NegativeRow>, bool), StepError> {
    let mut rows: Vec<NegativeRow> = Vec::new();
    let today = keys::day_of(ports.clock.now());
    for back in 0..=COUNTED_DAYS {
        let day = keys::negatives(today.saturating_sub(back.days()));
        let mut pages = step::Pages::newest(&day);
        while let Some(items) = pages.next(ports).await? {
            for item in &items {
                if rows.len() >= MOST_ROWS {
                    return Ok((rows, false));
                }
                rows.push(items::decode(item)?);
            }
        }
    }
    Ok((rows, true))
}

/// With the words; what was relabelled or forgotten meanwhile is left out.
async fn lines(ports: &Ports, rows: &[NegativeRow]) -> Result<Vec<Line>, StepError> {
    let mut lines = Vec::new();
    let ids: Vec<ConversationId> = rows.iter().map(|row| row.conversation.clone()).collect();
    let found = step::heads_and_vaults(ports, &ids).await?;
    for (row, found) in rows.iter().zip(found) {
        let Some((head, Some(vault))) = found else {
            continue;
        };
        let entry = head
            .state
            .inbound
            .iter()
            .find(|entry| entry.id == row.inbound);
        let Some(entry) = entry.filter(|entry| entry.relabelled_by.is_none()) else {
            continue;
        };
        let reading = drafting::read_blob::<ReadingBlob>(ports, &entry.reading, "reading");
        let Some(reading) = export::kept(reading.await)? else {
            continue;
        };
        let said = if reading.human_text.trim().is_empty() {
            &reading.text
        } else {
            &reading.human_text
        };
        lines.push(Line {
            id: keys::negative(row.at, &row.inbound).sk,
            inbound: row.inbound.clone(),
            conversation: row.conversation.clone(),
            agent: row.agent.clone(),
            name: vault.name(),
            company: vault.company,
            intent: row.intent,
            confidence: f64::from(row.confidence) / 1000.0,
            at: row.at,
            words: said.trim().chars().take(MOST_WORDS).collect(),
            evidence: reading.evidence,
        });
    }
    Ok(lines)
}

/// An operator has read these lines and finds their labels right. Returns how many were not looked at before;
/// a repeat decides nothing.
pub async fn seen(ports: &Ports, by: &OperatorId, lines: &[String]) -> Result<usize, StepError> {
    if lines.is_empty() || lines.len() > MOST_SEEN {
        return Err(StepError::Invalid(format!("name 1 to {MOST_SEEN} lines")));
    }
    let mut wanted = Vec::new();
    for line in lines {
        let key = keys::negative_of(line);
        wanted
            .push(key.ok_or_else(|| StepError::Invalid("this is no line of the skim".to_owned()))?);
    }
    wanted.sort();
    wanted.dedup();
    let mut count = 0usize;
    for keys in wanted.chunks(AT_ONCE) {
        count = count.saturating_add(seen_at_once(ports, by, keys).await?);
    }
    Ok(count)
}

async fn seen_at_once(ports: &Ports, by: &OperatorId, keys: &[Key]) -> Result<usize, StepError> {
    for _ in 0..step::ATTEMPTS {
        let mut actions = Vec::new();
        for item in ports.table.get(keys).await?.into_iter().flatten() {
            let mut row: NegativeRow = items::decode(&item)?;
            if row.looked.is_some() {
                continue;
            }
            row.looked = Some(Looked {
                by: by.clone(),
                at: ports.clock.now(),
                overturned: None,
            });
            actions.push(items::put(
                item.key.clone(),
                &row,
                Expect::Version(item.version),
            ));
        }
        match step::finish(ports, &actions).await {
            Err(StepError::Port(PortError::Conflict { .. })) => {}
            Err(error) => return Err(error),
            Ok(()) => return Ok(actions.len()),
        }
    }
    Err(step::lost())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_known_of_nothing_and_few_looks_prove_little() {
        let none = Bound::of(9, 0, 0);
        assert_eq!((none.estimate, none.low, none.high), (None, 0.0, 1.0));
        let clean = Bound::of(100, 20, 0);
        assert_eq!((clean.estimate, clean.low), (Some(0.0), 0.0));
        // Clopper, Pearson: 1 - 0.025^(1/20).
        assert!((clean.high - 0.168_433).abs() < 1e-5, "{}", clean.high);
        let one = Bound::of(100, 20, 1);
        assert!((one.low - 0.001_265).abs() < 1e-5, "{}", one.low);
        assert!((one.high - 0.248_733).abs() < 1e-5, "{}", one.high);
    }
}
