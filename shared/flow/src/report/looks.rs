//! How long the operators looked, from the times of their decisions: the time since the one before, where that
//! is no cup of coffee; else what a look of its kind usually takes.

use domain::attention::{Kind as LookKind, Pace};
use domain::conversation::{Event, Recorded};
use domain::{Actor, OperatorId, VerdictId};
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

impl Default for Usual {
    /// As long as looks are taken to last before anything was measured.
    fn default() -> Self {
        let usual = |kind| Pace::default().look_seconds(kind);
        Self {
            list: usual(LookKind::List),
            draft: usual(LookKind::Draft),
            reply: usual(LookKind::Reply),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    List,
    Draft,
    Reply,
}

/// A decision of a person at the page, about something.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Look<T> {
    by: OperatorId,
    at: Timestamp,
    verdict: VerdictId,
    kind: Kind,
    about: T,
}

/// The decisions among a conversation's events that lie within a time. `about` is asked of each event.
pub(crate) fn take<T>(
    looks: &mut Vec<Look<T>>,
    events: &[Recorded],
    within: impl Fn(Timestamp) -> bool,
    mut about: impl FnMut(&Recorded) -> T,
) {
    for recorded in events {
        let about = about(recorded);
        let (kind, verdict) = match &recorded.event {
            Event::Accepted { verdict, .. } | Event::Rejected { verdict, .. } => {
                (Kind::List, verdict)
            }
            Event::Approved { verdict, .. }
            | Event::Edited { verdict, .. }
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
        if let Some(by) = looker(recorded).filter(|_| within(recorded.at)) {
            looks.push(Look {
                by: by.clone(),
                at: recorded.at,
                verdict: verdict.clone(),
                kind,
                about,
            });
        }
    }
}

/// The person who decided at the page: a program's decision is nobody's look.
pub(crate) fn looker(recorded: &Recorded) -> Option<&OperatorId> {
    match &recorded.by {
        Actor::Operator(by) if recorded.through.is_page() => Some(by),
        _ => None,
    }
}

/// Seconds and decisions of each that looks were about.
pub(crate) fn seconds<T: Ord + Clone>(
    mut looks: Vec<Look<T>>,
    usual: Usual,
) -> BTreeMap<T, (u64, u32)> {
    looks.sort();
    let mut seen: BTreeSet<VerdictId> = BTreeSet::new();
    // One verdict on a list is one look, at however many leads.
    looks.retain(|look| seen.insert(look.verdict.clone()));
    let mut all: BTreeMap<T, (u64, u32)> = BTreeMap::new();
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
        let (seconds, count) = all.entry(look.about.clone()).or_default();
        *seconds = seconds.saturating_add(took);
        *count = count.saturating_add(1);
        before = Some((&look.by, look.at));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::AgentName;

    const USUAL: Usual = Usual {
        list: 90,
        draft: 20,
        reply: 45,
    };

    fn look(by: &str, second: i64, verdict: &str, kind: Kind, agent: &str) -> Look<AgentName> {
        Look {
            by: OperatorId::parse(by).unwrap(),
            at: Timestamp::from_second(1_800_000_000 + second).unwrap(),
            verdict: VerdictId::parse(verdict).unwrap(),
            kind,
            about: AgentName::parse(agent).unwrap(),
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
