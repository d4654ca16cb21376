//! Did it work: what was decided on the drafts of each version of the playbook, and what came of their
//! letters. Read from the events, so that nothing has to be counted ahead.

use crate::report::{Usual, looks};
use crate::{Ports, StepError, items, keys, step};
use domain::comparison::Share;
use domain::conversation::{Carried, Event, Recorded};
use domain::{AgentName, BlobHash, ConversationId, Intent, VerdictId};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// What is known of one version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Drafts that an operator decided on first: approved, edited, killed or sent back.
    pub judged: u32,
    /// Of these, killed.
    pub killed: u32,
    /// Of these, edited.
    pub edited: u32,
    /// Conversations whose first letter went out.
    pub written_to: u32,
    /// Of these, with a positive reply.
    pub positive: u32,
    /// Drafts that a person decided on at the page, once or several times.
    pub looked_at: u32,
    /// What the looks took that led to these decisions.
    pub seconds: u64,
}

impl Tally {
    /// Kills of what was judged.
    pub fn kills(&self) -> Share {
        Share {
            found: self.killed,
            of: self.judged,
        }
    }

    /// Edits of what was judged.
    pub fn edits(&self) -> Share {
        Share {
            found: self.edited,
            of: self.judged,
        }
    }

    /// What a hundred drafts took of the operators' time, in tenths of a minute; nothing before the first look.
    pub fn tenths_of_minutes(&self) -> Option<u64> {
        let drafts = u64::from(self.looked_at);
        // 100 drafts, 10 tenths, 60 seconds; to the nearest.
        let tenths = self
            .seconds
            .saturating_mul(1_000)
            .saturating_add(drafts.saturating_mul(30));
        tenths.checked_div(drafts.saturating_mul(60))
    }

    /// Positive replies of the conversations that were begun.
    pub fn positives(&self) -> Share {
        Share {
            found: self.positive,
            of: self.written_to,
        }
    }
}

/// The first decision on a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum First {
    /// As it stood.
    Approved,
    /// With another text.
    Edited {
        /// In wording alone.
        polish: bool,
    },
    /// Ended there.
    Killed,
    /// To be written anew.
    SentBack,
}

/// A draft that an operator decided on.
pub(crate) struct Decided<'a> {
    /// Version of the playbook that it was written by.
    pub(crate) version: &'a str,
    /// What was decided.
    pub(crate) how: First,
    /// When.
    pub(crate) at: Timestamp,
    /// Its step.
    pub(crate) step: u32,
    /// The text, as the agent wrote it.
    pub(crate) draft: &'a BlobHash,
    /// By this verdict.
    pub(crate) verdict: &'a VerdictId,
}

/// By version: of one agent, or of all together.
pub async fn tallies(
    ports: &Ports,
    of: Option<&AgentName>,
) -> Result<BTreeMap<String, Tally>, StepError> {
    let mut tallies = BTreeMap::new();
    let mut looks = Vec::new();
    let playbook = ports.playbook.get();
    if let Some(agent) = of.filter(|agent| !playbook.agents.contains_key(agent.as_str())) {
        return Err(StepError::no_agent(agent));
    }
    let names = playbook.agents.keys();
    for agent in names.filter_map(|name| AgentName::parse(name).ok()) {
        let counts = of.is_none_or(|of| *of == agent);
        for item in step::all(ports, &keys::agent_index(&agent), "").await? {
            let index: items::IndexRow = items::decode(&item)?;
            if index.phase == "listed" {
                continue;
            }
            if let Ok(id) = ConversationId::parse(&item.key.sk) {
                let events = step::events(ports, &id).await?;
                if counts {
                    take(&mut tallies, &events);
                    look(&mut tallies, &mut looks, &events);
                } else {
                    looks::take(&mut looks, &events, |_| true, |_| None);
                }
            }
        }
    }
    // The time since the look before counts, whatever that one was at: so all of them are put in order.
    for (version, (seconds, _)) in looks::seconds(looks, Usual::default()) {
        if let Some(tally) = version.and_then(|version| tallies.get_mut(&version)) {
            tally.seconds = seconds;
        }
    }
    Ok(tallies)
}

/// Takes the looks of one conversation, each about the version of the draft that was decided on, and counts the
/// drafts. An edit and the approval of it are two looks at one draft.
fn look(
    tallies: &mut BTreeMap<String, Tally>,
    looks: &mut Vec<looks::Look<Option<String>>>,
    events: &[Recorded],
) {
    let mut drafts: BTreeMap<u32, (&str, bool)> = BTreeMap::new();
    let mut versions = Vec::with_capacity(events.len());
    for recorded in events {
        let steps: Vec<u32> = match &recorded.event {
            Event::Drafted { step, .. } => {
                drafts.insert(*step, (recorded.versions.playbook.as_str(), false));
                Vec::new()
            }
            Event::Approved { clearances, .. } => {
                clearances.iter().map(|(step, _)| *step).collect()
            }
            Event::Edited { step, .. } => vec![*step],
            Event::Killed { steps, .. } | Event::SentBack { steps, .. } => steps.clone(),
            _ => Vec::new(),
        };
        let mut about = None;
        for step in steps {
            let Some((version, seen)) = drafts.get_mut(&step) else {
                continue;
            };
            about = about.or(Some((*version).to_owned()));
            if looks::looker(recorded).is_some() && !*seen {
                *seen = true;
                let tally = tallies.entry((*version).to_owned()).or_default();
                tally.looked_at = tally.looked_at.saturating_add(1);
            }
        }
        versions.push(about);
    }
    let mut versions = versions.into_iter();
    looks::take(looks, events, |_| true, |_| versions.next().flatten());
}

/// The first decision on each draft of a conversation; what was undone is none.
pub(crate) fn firsts(events: &[Recorded]) -> Vec<Decided<'_>> {
    // The version of each step's draft as it stands, until somebody decides on it.
    let mut open: BTreeMap<u32, (&str, &BlobHash)> = BTreeMap::new();
    // An edit that was carried over from another draft is what is decided, once somebody approves it here.
    let mut carried: BTreeMap<u32, (Timestamp, bool)> = BTreeMap::new();
    let mut first: Vec<Decided<'_>> = Vec::new();
    let mut undone: BTreeSet<&VerdictId> = BTreeSet::new();
    for recorded in events {
        let decided: (Vec<u32>, First, &VerdictId) = match &recorded.event {
            Event::Drafted { step, draft, .. } => {
                open.insert(*step, (recorded.versions.playbook.as_str(), &draft.blob));
                carried.remove(step);
                continue;
            }
            Event::Edited {
                step,
                polish,
                carried: Some(way),
                ..
            } => {
                match way {
                    Carried::Over(_) => carried.insert(*step, (recorded.at, *polish)),
                    Carried::Back(_) => carried.remove(step),
                };
                continue;
            }
            Event::Approved {
                verdict,
                clearances,
            } => (
                clearances.iter().map(|(step, _)| *step).collect(),
                First::Approved,
                verdict,
            ),
            Event::Edited {
                verdict,
                step,
                polish,
                ..
            } => (vec![*step], First::Edited { polish: *polish }, verdict),
            Event::Killed { verdict, steps, .. } => (steps.clone(), First::Killed, verdict),
            Event::SentBack {
                verdict: Some(verdict),
                steps,
                ..
            } => (steps.clone(), First::SentBack, verdict),
            Event::Undone { verdict } => {
                undone.insert(verdict);
                continue;
            }
            _ => continue,
        };
        let (steps, how, verdict) = decided;
        for step in steps {
            if let Some((version, draft)) = open.remove(&step) {
                let (how, at) = match (how, carried.remove(&step)) {
                    (First::Approved, Some((at, polish))) => (First::Edited { polish }, at),
                    _ => (how, recorded.at),
                };
                first.push(Decided {
                    version,
                    how,
                    at,
                    step,
                    draft,
                    verdict,
                });
            }
        }
    }
    first.retain(|decided| !undone.contains(decided.verdict));
    first
}

/// Counts one conversation.
fn take(tallies: &mut BTreeMap<String, Tally>, events: &[Recorded]) {
    for first in firsts(events) {
        let tally = tallies.entry(first.version.to_owned()).or_default();
        tally.judged = tally.judged.saturating_add(1);
        match first.how {
            First::Killed => tally.killed = tally.killed.saturating_add(1),
            First::Edited { .. } => tally.edited = tally.edited.saturating_add(1),
            First::Approved | First::SentBack => {}
        }
    }
    let mut wrote: BTreeMap<u32, &str> = BTreeMap::new();
    let mut began: Option<&str> = None;
    let mut positive = false;
    for recorded in events {
        match &recorded.event {
            Event::Drafted { step, .. } => {
                wrote.insert(*step, recorded.versions.playbook.as_str());
            }
            Event::Sent { step, .. } => began = began.or_else(|| wrote.get(step).copied()),
            Event::Replied { intent, .. } => positive |= *intent == Intent::Positive,
            _ => {}
        }
    }
    if let Some(version) = began {
        let tally = tallies.entry(version.to_owned()).or_default();
        tally.written_to = tally.written_to.saturating_add(1);
        tally.positive = tally.positive.saturating_add(u32::from(positive));
    }
}
