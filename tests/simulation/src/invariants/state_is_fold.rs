//! Invariant 9: State is the fold of its events. Every event names who, when, and the versions that led to it.

use super::trust_is_fold::Classes;
use super::{Invariant, Known, Say, Truth};
use crate::stored::is_there;
use domain::Actor;
use domain::conversation::{Event, Recorded};
use flow::items::Head;
use flow::keys;

/// See the module.
#[derive(Default)]
pub(super) struct StateIsFold {
    classes: Classes,
}

/// Who can have done it.
fn fits(by: &Actor, event: &Event) -> bool {
    match event {
        Event::Sourced { .. } | Event::Drafted { .. } | Event::Claimed { .. } => {
            matches!(by, Actor::Agent(_))
        }
        // Or its task was thrown away.
        Event::DraftFailed { .. } => matches!(by, Actor::Agent(_) | Actor::Operator(_)),
        Event::Returned { .. } => matches!(by, Actor::Policy | Actor::Operator(_)),
        Event::Accepted { .. }
        | Event::Rejected { .. }
        | Event::Approved { .. }
        | Event::Edited { .. }
        | Event::Killed { .. }
        | Event::Undone { .. }
        | Event::ContradictionSeen { .. }
        | Event::MeetingAgreed { .. }
        | Event::Relabelled { .. }
        | Event::ReplyFiled { .. }
        | Event::Finishing { .. }
        | Event::TakenOver { .. }
        | Event::HandedBack { .. } => matches!(by, Actor::Operator(_)),
        Event::Replied { .. } => matches!(by, Actor::Contact | Actor::Provider),
        Event::Routed { .. }
        | Event::PutOff { .. }
        | Event::Deferred { .. }
        | Event::Released { .. }
        | Event::WrittenByHand { .. } => {
            matches!(by, Actor::Policy)
        }
        Event::MailboxChanged { .. } => matches!(by, Actor::Policy | Actor::Operator(_)),
        Event::SentBack { verdict, .. } => {
            matches!(by, Actor::Operator(_)) || (verdict.is_none() && *by == Actor::Policy)
        }
        Event::Sent { .. } | Event::NotSent { .. } | Event::InDoubt { .. } => {
            matches!(by, Actor::Provider | Actor::Operator(_))
        }
        Event::Contradicted { .. } | Event::Reported { .. } => matches!(by, Actor::Provider),
        Event::Paused { .. }
        | Event::Resumed
        | Event::Voided { .. }
        | Event::Escalated
        | Event::Planned { .. }
        | Event::Scheduled { .. }
        | Event::Stopped { .. }
        | Event::Closed { .. } => true,
    }
}

impl Invariant for StateIsFold {
    fn number(&self) -> u8 {
        9
    }

    fn event(&mut self, truth: &Truth<'_>, _: &Known, recorded: &Recorded, say: &mut Say) {
        let name = recorded.event.name();
        say.is(fits(&recorded.by, &recorded.event), || {
            format!("{name} is recorded as done by {}", recorded.by)
        });
        // While the process was down the clock may have stepped back a little.
        let slack = jiff::SignedDuration::from_mins(5);
        let soon = domain::calendar::later(truth.now, slack);
        let first = domain::calendar::later(truth.start, -slack);
        say.is(first <= recorded.at && recorded.at <= soon, || {
            format!(
                "{name} is recorded at {}, now is {}",
                recorded.at, truth.now
            )
        });
        let versions = &recorded.versions;
        let complete = match recorded.event {
            Event::Drafted { .. } | Event::Routed { .. } => {
                !versions.model.is_empty() && !versions.policy.is_empty()
            }
            Event::DraftFailed { .. } => {
                !versions.model.is_empty() || matches!(recorded.by, Actor::Operator(_))
            }
            Event::Replied { .. } => !versions.model.is_empty(),
            _ => true,
        };
        say.is(complete && !versions.playbook.is_empty(), || {
            format!("{name} does not name the versions that led to it: {versions:?}")
        });
    }

    fn written(&mut self, truth: &Truth<'_>, known: &Known, head: &Head, say: &mut Say) {
        say.is(known.state.as_ref() == Some(&head.state), || {
            "the state is not the fold of its events".to_owned()
        });
        say.is(known.count == head.seq, || {
            format!(
                "the head counts {} events, {} are stored",
                head.seq, known.count
            )
        });
        // The log points to the last events that were stored.
        let first = known
            .read_to
            .as_ref()
            .and_then(|sk| sk.trim_start_matches(keys::EVENTS).parse().ok());
        if let Some(first) = first {
            let line = keys::log(head.state.last, head.state.id.as_str(), first);
            say.is(is_there(truth.table, line), || {
                format!("the log has no line for events {first}")
            });
        }
    }

    fn always(&mut self, truth: &Truth<'_>, say: &mut Say) {
        let wrong = self.classes.look(truth.table);
        say.is(wrong.is_empty(), || wrong.join("; "));
    }
}
