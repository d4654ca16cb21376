//! The checkers look at what changed, and the run tells what happened.

use super::Sim;
use crate::invariants::{Broken, Known, Truth};
use crate::report::{Failure, Report};
use crate::stored::{events, partition, read};
use flow::items::{ListHead, MessageIdRow};
use flow::keys;
use ports::Clock;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Stages, and the events of each.
const STAGES: [(&str, &[&str]); 7] = [
    ("sourcing", &["sourced"]),
    ("list gate", &["accepted", "rejected"]),
    (
        "drafting",
        &["drafted", "draft_failed", "planned", "scheduled"],
    ),
    (
        "draft gate",
        &[
            "approved",
            "edited",
            "killed",
            "sent_back",
            "undone",
            "returned",
        ],
    ),
    (
        "trust",
        &[
            "held",
            "cleared by policy",
            "cleared and audited",
            "claimed by policy",
        ],
    ),
    (
        "sending",
        &[
            "claimed",
            "sent",
            "not_sent",
            "in_doubt",
            "contradicted",
            "deferred",
            "released",
            "mailbox_changed",
        ],
    ),
    (
        "replies",
        &[
            "replied",
            "reported",
            "relabelled",
            "reply_filed",
            "taken_over",
            "handed_back",
            "paused",
            "resumed",
            "escalated",
            "stopped",
            "closed",
        ],
    ),
];
/// Events that are verdicts of operators.
const VERDICTS: [&str; 10] = [
    "accepted",
    "rejected",
    "approved",
    "edited",
    "killed",
    "undone",
    "relabelled",
    "reply_filed",
    "taken_over",
    "handed_back",
];

impl Sim {
    /// The checkers look, if anything was committed, left, or was said about a halt.
    pub(super) fn look(&mut self) -> Result<(), Box<Failure>> {
        let answered = self.halts.all.iter().filter(|one| one.answer.is_some());
        let halts = self
            .halts
            .all
            .len()
            .saturating_mul(1_000)
            .saturating_add(answered.count());
        let seen = (self.watched.commits(), self.outside.count(), halts);
        if seen == self.looked && self.impossible.is_empty() {
            return Ok(());
        }
        self.looked = seen;
        if self.house.lifted != self.binding.lifted {
            // Higher caps hold at once; lower ones would not.
            self.binding.lifted = self.house.lifted;
            if let Ok(book) = self.house.playbook() {
                self.binding_playbook = Arc::new(book);
            }
        }
        // What was pushed binds once nothing runs that began before.
        if self.pushed_at > 0 && self.oldest_job() > self.pushed_at {
            self.pushed_at = 0;
            self.binding = self.house.clone();
        }
        let truth = Truth {
            table: &self.table,
            blobs: self.blobs.as_ref(),
            outside: &self.outside,
            given: &self.given,
            halts: &self.halts,
            playbook: &self.binding_playbook,
            house: &self.binding,
            now: self.clock.now(),
            start: self.start,
        };
        let mut broken = self.checks.step(&truth, self.watched.take_touched());
        broken.append(&mut self.impossible);
        if broken.is_empty() {
            Ok(())
        } else {
            self.fail(broken)
        }
    }

    pub(super) fn fail<T>(&self, broken: Vec<Broken>) -> Result<T, Box<Failure>> {
        let of = broken.iter().find_map(|broken| broken.conversation.clone());
        let all = of.map(|pk| events(&self.table, &pk)).unwrap_or_default();
        let last_events = all
            .iter()
            .skip(all.len().saturating_sub(14))
            .map(|recorded| {
                format!(
                    "{} {}: {}",
                    recorded.at,
                    recorded.by,
                    domain::conversation::words(&recorded.event)
                )
            })
            .collect();
        Err(Box::new(Failure {
            broken,
            step: self.report.steps,
            last_events,
            rerun: self.options.rerun(),
        }))
    }

    fn left(&self) -> Vec<String> {
        let step = |id: &str| {
            let pointer = keys::message_id(&self.ports.secrets.message_id(id));
            read::<MessageIdRow>(&self.table, pointer).map_or(0, |row| row.step)
        };
        let mut left: Vec<String> = self
            .outside
            .since(0)
            .iter()
            .map(|left| {
                format!(
                    "{} {}",
                    left.envelope.to.to_lowercase(),
                    step(&left.envelope.message_id)
                )
            })
            .collect();
        left.sort();
        left
    }

    /// What each stage did.
    fn volume(&self) -> BTreeMap<&'static str, BTreeMap<String, u64>> {
        let mut volume: BTreeMap<&'static str, BTreeMap<String, u64>> = BTreeMap::new();
        for (stage, names) in STAGES {
            let of = names.iter().filter_map(|name| {
                let count = self.checks.volume.get(name)?;
                Some(((*name).to_owned(), *count))
            });
            volume.insert(stage, of.collect());
        }
        let lists = self.checks.known().filter_map(|known| {
            let list = known.state.as_ref()?.list.clone();
            Some(keys::list(&list))
        });
        let lists: std::collections::BTreeSet<String> = lists.collect();
        let sourcing = volume.entry("sourcing").or_default();
        let mut add = |name: String, count: u32| {
            let sum = sourcing.entry(name).or_default();
            *sum = sum.saturating_add(u64::from(count));
        };
        for pk in lists {
            for item in partition(&self.table, &pk, "head") {
                if let Ok(head) = flow::items::decode::<ListHead>(&item) {
                    add("bad rows".to_owned(), head.bad_rows);
                    for (reason, count) in head.excluded {
                        add(format!("excluded: {reason}"), count);
                    }
                }
            }
        }
        volume
    }

    pub(super) fn report(mut self) -> Report {
        self.report.port_calls = self.faults.calls();
        self.report.points = self.faults.points();
        self.report.faults = self.faults.counts();
        self.report.letters = self.outside.count();
        self.report.left = self.left();
        self.report.volume = self.volume();
        self.report.verdicts = VERDICTS
            .iter()
            .filter_map(|name| Some((*name, *self.checks.volume.get(name)?)))
            .collect();
        self.report.replies = self.checks.labels.clone();
        self.report.cards = self.watched.shown();
        self.report.checked = self.checks.counts();
        let days = self.clock.now().duration_since(self.start).as_hours() / 24;
        self.report.days = u32::try_from(days).unwrap_or(0);
        self.report
    }

    /// What is stored, for those who cut logs.
    pub(crate) fn stored(&self) -> (&adapters_local::MemoryTable, Vec<&Known>) {
        (&self.table, self.checks.known().collect())
    }
}
