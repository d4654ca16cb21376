//! How long the operators looked, from the times of their decisions: the time since the one before, where that
//! is no cup of coffee; else what a look of its kind usually takes.

use domain::conversation::{Event, Recorded};
use domain::{Actor, AgentName, OperatorId, VerdictId};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Seconds after which a decision follows no look at the one before.
const AWAY_SECONDS: u64 = 300;

/// Seconds a look usually takes.
#[derive(Debug, Clone, Copy)]
pub struct Usual {
    /// At a list.
    pub list: u64,
    /// At a card of drafts.
    pub draft: u64,
    /// At a reply.
    pub reply: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    List,
    Draft,
    Reply,
}

/// A decision of a person at the page.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Look {
    by: OperatorId,
    at: Timestamp,
    verdict: VerdictId,
    kind: Kind,
    agent: AgentName,
}

/// The decisions among events of a span of time.
pub(super) fn take(
    looks: &mut Vec<Look>,
    agent: &AgentName,
    events: &[Recorded],
    from: Timestamp,
    to: Timestamp,
) {
    for recorded in events {
        let (kind, verdict) = match &recorded.event {
            Event::Accepted { verdict, .. } | Event::Rejected { verdict, .. } => {
                (Kind::List, verdict)
            }
            Event::Approved { verdict, .. }
            | Event::Edited {
                verdict,
                carried: None,
                ..
            }
            | Event::Killed { verdict, .. }
            | Event::SentBack {
                verdict: Some(verdict),
                ..
            } => (Kind::Draft, verdict),
            Event::Relabelled { verdict, .. }
            | Event::ReplyFiled { verdict, .. }
            | Event::TakenOver { verdict, .. }
            | Event::HandedBack { verdict, .. } => (Kind::Reply, verdict),
            _ => continue,
        };
        let Actor::Operator(by) = &recorded.by else {
            continue;
        };
        if recorded.through.is_page() && recorded.at >= from && recorded.at < to {
            looks.push(Look {
                by: by.clone(),
                at: recorded.at,
                verdict: verdict.clone(),
                kind,
                agent: agent.clone(),
            });
        }
    }
}

/// Seconds and decisions of each agent.
pub(super) fn seconds(mut looks: Vec<Look>, usual: Usual) -> BTreeMap<AgentName, (u64, u32)> {
    looks.sort();
    let mut seen: BTreeSet<VerdictId> = BTreeSet::new();
    // One verdict on a list is one look, at however many leads.
    looks.retain(|look| seen.insert(look.verdict.clone()));
    let mut all: BTreeMap<AgentName, (u64, u32)> = BTreeMap::new();
    let mut before: Option<(&OperatorId, Timestamp)> = None;
    for look in &looks {
        let gap = before
            .filter(|(by, _)| **by == look.by)
            .and_then(|(_, at)| u64::try_from(look.at.duration_since(at).as_secs()).ok())
            .filter(|gap| (1..=AWAY_SECONDS).contains(gap));
        let took = gap.unwrap_or(match look.kind {
            Kind::List => usual.list,
            Kind::Draft => usual.draft,
            Kind::Reply => usual.reply,
        });
        let (seconds, count) = all.entry(look.agent.clone()).or_default();
        *seconds = seconds.saturating_add(took);
        *count = count.saturating_add(1);
        before = Some((&look.by, look.at));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    const USUAL: Usual = Usual {
        list: 90,
        draft: 20,
        reply: 45,
    };

    fn look(by: &str, second: i64, verdict: &str, kind: Kind, agent: &str) -> Look {
        Look {
            by: OperatorId::parse(by).unwrap(),
            at: Timestamp::from_second(1_800_000_000 + second).unwrap(),
            verdict: VerdictId::parse(verdict).unwrap(),
            kind,
            agent: AgentName::parse(agent).unwrap(),
        }
    }

    #[test]
    fn a_look_takes_the_time_since_the_one_before_unless_that_was_coffee() {
        let looks = vec![
            look("ann", 0, "vrd_1", Kind::List, "north"),
            look("ann", 0, "vrd_1", Kind::List, "north"),
            look("ann", 12, "vrd_2", Kind::Draft, "north"),
            look("bo", 13, "vrd_3", Kind::Draft, "south"),
            look("ann", 20, "vrd_4", Kind::Reply, "south"),
            look("ann", 9_000, "vrd_5", Kind::Reply, "south"),
        ];
        let told: Vec<(String, (u64, u32))> = seconds(looks, USUAL)
            .into_iter()
            .map(|(agent, told)| (agent.to_string(), told))
            .collect();
        assert_eq!(
            told,
            [
                ("north".to_owned(), (90 + 12, 2)),
                ("south".to_owned(), (20 + 8 + 45, 3))
            ]
        );
    }
}
