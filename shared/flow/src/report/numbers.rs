//! What happened in a span of time, counted from events.

use crate::effect::{self, First};
use domain::Intent;
use domain::Tokens;
use domain::conversation::{Event, Recorded};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Counts of a span of time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Numbers {
    /// Leads that waited on a list.
    pub sourced: u32,
    /// Leads that were taken.
    pub accepted: u32,
    /// Leads that were turned down.
    pub rejected: u32,
    /// Drafts written, rewritten ones included.
    pub drafted: u32,
    /// Drafts that an operator decided on first: approved, edited, killed or sent back.
    pub judged: u32,
    /// Of these, approved as they stood.
    pub approved: u32,
    /// Of these, edited in wording alone.
    pub polished: u32,
    /// Of these, edited in substance.
    pub fixed: u32,
    /// Of these, sent back.
    pub sent_back: u32,
    /// Of these, killed.
    pub killed: u32,
    /// Kills by reason, each verdict once.
    pub kills: BTreeMap<String, u32>,
    /// Drafts that policy cleared and nobody looked at.
    pub by_policy: u32,
    /// Letters that left.
    pub letters: u32,
    /// Of these, the first to somebody.
    pub begun: u32,
    /// Replies that a person wrote, by label.
    pub replies: BTreeMap<Intent, u32>,
    /// Conversations with their first positive reply.
    pub positives: u32,
    /// Conversations that an operator took over.
    pub handed_over: u32,
    /// Conversations in which a meeting was agreed.
    pub meetings: u32,
    /// Conversations after which nobody may write again.
    pub stopped: u32,
    /// What models were charged for, by model: drafts and labels that were kept, and second readings.
    pub charged: BTreeMap<String, Used>,
}

/// Calls of a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Used {
    /// So many.
    pub calls: u32,
    /// Their tokens.
    pub tokens: Tokens,
}

impl Used {
    fn and(self, other: Self) -> Self {
        Self {
            calls: self.calls.saturating_add(other.calls),
            tokens: self.tokens.and(other.tokens),
        }
    }
}

fn one_more(count: &mut u32) {
    *count = count.saturating_add(1);
}

impl Numbers {
    /// Replies that a person wrote.
    #[must_use]
    pub fn replied(&self) -> u32 {
        self.replies
            .values()
            .fold(0, |all, n| all.saturating_add(*n))
    }

    pub(super) fn add(&mut self, other: &Self) {
        for (mine, theirs) in [
            (&mut self.sourced, other.sourced),
            (&mut self.accepted, other.accepted),
            (&mut self.rejected, other.rejected),
            (&mut self.drafted, other.drafted),
            (&mut self.judged, other.judged),
            (&mut self.approved, other.approved),
            (&mut self.polished, other.polished),
            (&mut self.fixed, other.fixed),
            (&mut self.sent_back, other.sent_back),
            (&mut self.killed, other.killed),
            (&mut self.by_policy, other.by_policy),
            (&mut self.letters, other.letters),
            (&mut self.begun, other.begun),
            (&mut self.positives, other.positives),
            (&mut self.handed_over, other.handed_over),
            (&mut self.meetings, other.meetings),
            (&mut self.stopped, other.stopped),
        ] {
            *mine = mine.saturating_add(theirs);
        }
        for (reason, n) in &other.kills {
            let mine = self.kills.entry(reason.clone()).or_default();
            *mine = mine.saturating_add(*n);
        }
        for (intent, n) in &other.replies {
            let mine = self.replies.entry(*intent).or_default();
            *mine = mine.saturating_add(*n);
        }
        for (model, used) in &other.charged {
            self.charge(model, *used);
        }
    }

    /// Counts what one conversation's events say of a span of time.
    pub(crate) fn take(&mut self, events: &[Recorded], from: Timestamp, to: Timestamp) {
        let within = |at: Timestamp| at >= from && at < to;
        for first in effect::firsts(events)
            .iter()
            .filter(|first| within(first.at))
        {
            one_more(&mut self.judged);
            one_more(match first.how {
                First::Approved => &mut self.approved,
                First::Edited { polish: true } => &mut self.polished,
                First::Edited { polish: false } => &mut self.fixed,
                First::Killed => &mut self.killed,
                First::SentBack => &mut self.sent_back,
            });
        }
        let undone: BTreeSet<_> = events
            .iter()
            .filter_map(|recorded| match &recorded.event {
                Event::Undone { verdict } => Some(verdict),
                _ => None,
            })
            .collect();
        let (mut begun, mut positive, mut handed) = (false, false, false);
        for recorded in events {
            let now = within(recorded.at);
            let is_models = matches!(
                recorded.event,
                Event::Drafted { .. } | Event::Replied { .. }
            );
            for charged in recorded
                .versions
                .charged
                .iter()
                .filter(|_| now && is_models)
            {
                let tokens = charged.tokens;
                self.charge(&charged.model, Used { calls: 1, tokens });
            }
            match &recorded.event {
                Event::Sourced { .. } if now => one_more(&mut self.sourced),
                Event::Accepted { .. } if now => one_more(&mut self.accepted),
                Event::Rejected { .. } if now => one_more(&mut self.rejected),
                Event::Drafted { .. } if now => one_more(&mut self.drafted),
                Event::Routed { clearances, .. } if now => {
                    let cleared = u32::try_from(clearances.len()).unwrap_or(u32::MAX);
                    self.by_policy = self.by_policy.saturating_add(cleared);
                }
                Event::Killed {
                    verdict, reason, ..
                } if now && !undone.contains(verdict) => {
                    one_more(self.kills.entry(reason.clone()).or_default());
                }
                Event::Sent { .. } => {
                    if now {
                        one_more(&mut self.letters);
                        if !begun {
                            one_more(&mut self.begun);
                        }
                    }
                    begun = true;
                }
                Event::Replied { intent, .. } => {
                    if now && !intent.is_machine() {
                        one_more(self.replies.entry(*intent).or_default());
                    }
                    self.positive(*intent, now, &mut positive);
                }
                Event::Relabelled { to, .. } => self.positive(*to, now, &mut positive),
                Event::TakenOver { verdict, .. } if !undone.contains(verdict) => {
                    if now && !handed {
                        one_more(&mut self.handed_over);
                    }
                    handed = true;
                }
                Event::MeetingAgreed { verdict } if now && !undone.contains(verdict) => {
                    one_more(&mut self.meetings);
                }
                Event::Stopped { .. } if now => one_more(&mut self.stopped),
                _ => {}
            }
        }
    }

    fn charge(&mut self, model: &str, used: Used) {
        let mine = self.charged.entry(model.to_owned()).or_default();
        *mine = mine.and(used);
    }

    fn positive(&mut self, intent: Intent, now: bool, known: &mut bool) {
        if intent == Intent::Positive {
            if now && !*known {
                one_more(&mut self.positives);
            }
            *known = true;
        }
    }
}
