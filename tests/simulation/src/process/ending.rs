//! Liveness: once faults have stopped, everything comes to its end. The outbox is drained, every message
//! is labelled or was on screen, every due row is done, nothing is left among the dead letters.

use super::Sim;
use crate::invariants::{Broken, at_the_end};
use crate::report::Failure;
use crate::stored::{is_there, partition, read};
use domain::conversation::{CloseReason, Phase};
use domain::rows::UnreadRow;
use domain::{AgentName, ConversationId};
use flow::due::{DueRow, Task};
use flow::items::{Head, InboundRow};
use flow::{items, keys};

impl Sim {
    /// Nothing waits and nothing runs.
    pub(super) fn is_over(&self) -> bool {
        self.watched.waiting() == 0
            && self.watched.ending() == 0
            && self.watched.dead().is_empty()
            && self.coming.is_empty()
            && self.retries.is_empty()
            && self.jobs.is_empty()
            && self.asleep.is_empty()
            && self.resumes.is_empty()
            && self.scripted_halt.is_none()
    }

    /// Where it stands, for a run that does not end.
    pub(super) fn standing(&self) -> String {
        let cards: Vec<String> = self
            .watched
            .cards()
            .into_iter()
            .take(3)
            .map(|c| c.id)
            .collect();
        format!(
            "at {}, quiet {}, {} jobs, {} asleep, retries {:?}, resumes {:?}, {} coming, {} due, cards {cards:?}, acts {:?}",
            ports::Clock::now(&self.clock),
            self.quiet,
            self.jobs.len(),
            self.asleep.len(),
            self.retries.iter().take(2).collect::<Vec<_>>(),
            self.resumes,
            self.coming.len(),
            self.watched.ending(),
            self.report.acts,
        )
    }

    /// Looks at all that is stored.
    pub(super) fn liveness(&mut self) -> Result<(), Box<Failure>> {
        let mut broken = Vec::new();
        let mut report = |what: String, conversation: Option<String>| {
            broken.push(Broken {
                invariant: 10,
                what,
                conversation,
            });
        };
        if !self.is_over() {
            report(
                format!(
                    "400 days after the last fault it has not come to an end: {}",
                    self.standing()
                ),
                self.watched
                    .card(0)
                    .map(|card| format!("conv#{}", card.id.split('.').next().unwrap_or_default())),
            );
        }
        for pk in keys::due_partitions() {
            for item in partition(&self.table, &pk, "") {
                // A daily look for leads never ends; everything else does.
                let endless = items::decode::<DueRow>(&item)
                    .is_ok_and(|row| matches!(row.task, Task::Source { .. }));
                if !endless {
                    let about = item.key.sk.split('#').nth(1).unwrap_or_default();
                    let about = ConversationId::parse(about).ok();
                    let about = about.as_ref().map(keys::conversation);
                    report(format!("due row {} is left", item.key.sk), about);
                }
            }
        }
        for pk in keys::card_partitions() {
            for item in partition(&self.table, &pk, "") {
                report(format!("card {} is left", item.key.sk), None);
            }
        }
        for item in partition(&self.table, keys::DEAD, "") {
            report(format!("dead letter {} is left", item.key.sk), None);
        }
        for id in self.outside.accepted_since(0) {
            let row = read::<InboundRow>(&self.table, keys::inbound(&id));
            if row.is_none_or(|row| row.intent.is_none() && !row.forgotten) {
                report(format!("message {id} has no label"), None);
            }
        }
        let mut heads: Vec<Head> = Vec::new();
        for agent in 0..self.options.agents {
            let Ok(name) = AgentName::parse(&format!("agent-{agent}")) else {
                continue;
            };
            for item in partition(&self.table, &keys::in_flight(&name), "") {
                report(format!("claim {} is in flight", item.key.sk), None);
            }
            for item in partition(&self.table, &keys::agent_index(&name), "") {
                let Ok(id) = ConversationId::parse(&item.key.sk) else {
                    continue;
                };
                let Some(head) = read::<Head>(&self.table, keys::head(&id)) else {
                    report(format!("conversation {id} has no head"), None);
                    continue;
                };
                let name = head.state.phase.name().to_owned();
                let count = self.report.phases.entry(name).or_default();
                *count = count.saturating_add(1);
                let forgotten = head.state.phase
                    == Phase::Closed {
                        reason: CloseReason::Forgotten,
                    };
                if forgotten && is_there(&self.table, keys::vault(&id)) {
                    report(
                        "the person was forgotten, their data is not".to_owned(),
                        Some(keys::conversation(&id)),
                    );
                }
                let unread = read::<UnreadRow>(&self.table, keys::unread(&id));
                if unread.is_some_and(|row| !row.waiting.is_empty()) {
                    report(
                        "an accepted message was never read".to_owned(),
                        Some(keys::conversation(&id)),
                    );
                }
                let open = head.state.messages.iter().any(|m| m.is_at_provider());
                if open {
                    report(
                        "a claim was never settled".to_owned(),
                        Some(keys::conversation(&id)),
                    );
                }
                heads.push(head);
            }
        }
        for what in at_the_end(&self.table, &heads) {
            report(what, None);
        }
        if !is_there(&self.table, keys::stack()) {
            report("the stack has no beginning".to_owned(), None);
        }
        if broken.is_empty() {
            Ok(())
        } else {
            self.fail(broken)
        }
    }
}
