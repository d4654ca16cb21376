//! Invariant 11: No timeout ever sends, approves or rejects: each decision is a verdict that the operator whom it
//! names really gave.

use super::{Invariant, Known, Say, Truth};
use domain::conversation::{Event, Recorded};
use domain::{Actor, VerdictId};

/// See the module.
pub(super) struct TimeDecidesNothing;

/// The verdict that an event carries out.
pub(super) fn verdict_of(event: &Event) -> Option<&VerdictId> {
    match event {
        Event::Accepted { verdict, .. }
        | Event::Rejected { verdict, .. }
        | Event::Approved { verdict, .. }
        | Event::Edited { verdict, .. }
        | Event::Killed { verdict, .. }
        | Event::Undone { verdict }
        | Event::ContradictionSeen { verdict }
        | Event::MeetingAgreed { verdict }
        | Event::Relabelled { verdict, .. }
        | Event::ReplyFiled { verdict, .. }
        | Event::Finishing { verdict, .. }
        | Event::TakenOver { verdict, .. }
        | Event::HandedBack { verdict, .. } => Some(verdict),
        Event::SentBack { verdict, .. } | Event::Stopped { verdict, .. } => verdict.as_ref(),
        Event::Sourced { .. }
        | Event::Drafted { .. }
        | Event::DraftFailed { .. }
        | Event::PutOff { .. }
        | Event::Routed { .. }
        | Event::Returned { .. }
        | Event::Deferred { .. }
        | Event::Released { .. }
        | Event::Claimed { .. }
        | Event::Sent { .. }
        | Event::NotSent { .. }
        | Event::InDoubt { .. }
        | Event::Contradicted { .. }
        | Event::Reported { .. }
        | Event::Replied { .. }
        | Event::Paused { .. }
        | Event::Resumed
        | Event::Voided { .. }
        | Event::Escalated
        | Event::WrittenByHand { .. }
        | Event::MailboxChanged { .. }
        | Event::Planned { .. }
        | Event::Scheduled { .. }
        | Event::Closed { .. } => None,
    }
}

impl Invariant for TimeDecidesNothing {
    fn number(&self) -> u8 {
        11
    }

    fn event(&mut self, truth: &Truth<'_>, known: &Known, recorded: &Recorded, say: &mut Say) {
        let Some(verdict) = verdict_of(&recorded.event) else {
            return;
        };
        // Who throws a task away has its conversation in hands, by an id that the program makes.
        if let (Event::TakenOver { inbound: None, .. }, Actor::Operator(by)) =
            (&recorded.event, &recorded.by)
            && truth.given.threw_away(known.id(), by)
        {
            return;
        }
        let given = truth.given.by(verdict);
        say.is(given.is_some(), || {
            format!(
                "verdict {verdict} was carried out ({}) and nobody gave it",
                recorded.event.name()
            )
        });
        if let Some(given) = given {
            // A repeat or an undo may come from the other one's page.
            let operator = matches!(&recorded.by, Actor::Operator(by) if *by == given);
            say.is(operator, || {
                format!(
                    "verdict {verdict} of {given} is recorded as {}'s",
                    recorded.by
                )
            });
        }
    }
}
