//! Events in words, for the log and the timeline. No text about a person can come of it.

use super::event::{Carried, Event};
use super::judged::Routing;
use super::state::{Conversation, VoidReason};

fn steps(steps: &[u32]) -> String {
    match steps {
        [one] => format!("step {one}"),
        many => format!(
            "steps {}",
            many.iter()
                .map(u32::to_string)
                .collect::<Vec<_>>()
                .join(", ")
        ),
    }
}

/// The same, for a reader who may yet judge: what policy thinks of a draft is told after the verdict, as a
/// judgement that knew of it would prove nothing. `state` is the conversation as it is now.
pub fn told(state: Option<&Conversation>, event: &Event) -> String {
    match (event, state) {
        (Event::Routed { steps: routed, .. }, Some(state))
            if routed.iter().any(|step| state.is_blind_at(*step)) =>
        {
            format!(
                "{} waits; what policy thinks of it is told after the verdict",
                steps(routed)
            )
        }
        _ => words(event),
    }
}

/// The whole decision: who reads the log can do the sum again.
fn routed_words(routed: &[u32], routing: &Routing) -> String {
    let route = &routing.route;
    let percent = |thousandths: u16| f64::from(thousandths) / 10.0;
    let look = match (route.clear, route.drawn) {
        (true, true) => "drawn for an audit",
        (true, false) => "nobody looks",
        (false, _) => "reviewed",
    };
    format!(
        "{} {}; {look} (drawn with a chance of {:.1} %, confidence {:.1} %, class {}, life {}, agent at work for {} days)",
        steps(routed),
        route.reason,
        percent(route.propensity.thousandths()),
        percent(routing.confidence.thousandths()),
        routing.class,
        route.life,
        routing.agent_days,
    )
}

/// One sentence without a full stop.
pub fn words(event: &Event) -> String {
    match event {
        Event::Sourced { score, list, .. } => {
            format!("sourced with score {score}, waits on list {list}")
        }
        Event::Accepted { plan, .. } => {
            format!("lead accepted; {} planned", count(plan.steps.len(), "step"))
        }
        Event::Rejected { reason, .. } => format!("lead rejected: {reason}"),
        Event::Drafted {
            step,
            revision,
            draft,
            why_held,
        } => {
            let held = if draft.held {
                "; the linter holds it"
            } else {
                ""
            };
            let why = why_held
                .as_ref()
                .map(|why| format!("; {why}"))
                .unwrap_or_default();
            format!(
                "step {step} drafted, revision {revision}, fingerprint {:.12}{held}{why}",
                draft.fingerprint.0
            )
        }
        Event::PutOff {
            steps: late,
            until,
            why,
        } => format!("{} not begun before {until}: {why}", steps(late)),
        Event::DraftFailed { step, why } => format!("step {step} could not be drafted: {why}"),
        Event::Routed {
            steps: routed,
            routing,
            ..
        } => routed_words(routed, routing),
        Event::Approved { clearances, .. } => {
            let all: Vec<String> = clearances
                .iter()
                .map(|(step, c)| format!("step {step} ({:.12})", c.fingerprint.0))
                .collect();
            format!("approved {}", all.join(", "))
        }
        Event::Edited {
            step,
            revision,
            draft,
            lapsed,
            polish,
            carried,
            ..
        } => {
            let lapsed = match (carried, lapsed) {
                (Some(Carried::Over(_)), _) => "; carried over from another draft",
                (Some(Carried::Back(_)), _) => "; what was carried over is taken back",
                (None, true) => "; the approval lapsed",
                (None, false) => "",
            };
            let polish = if *polish { ", wording only" } else { "" };
            format!(
                "edited step {step}, revision {revision}, fingerprint {:.12}{polish}{lapsed}",
                draft.fingerprint.0
            )
        }
        Event::Killed {
            reason,
            steps: killed,
            ..
        } => format!("killed {}: {reason}", steps(killed)),
        Event::SentBack {
            steps: back,
            why: Some(why),
            ..
        } => format!("{} written anew: {why}", steps(back)),
        Event::SentBack {
            steps: back, note, ..
        } => {
            let note = if note.is_some() { " with a note" } else { "" };
            format!("sent back {}{note}", steps(back))
        }
        Event::Returned { step, why } => format!("step {step} is back with the operator: {why}"),
        Event::Undone { verdict } => format!("undid verdict {verdict}"),
        Event::Deferred { step, until, why } => format!("step {step} waits until {until}: {why}"),
        Event::Released { step } => format!("step {step} need not wait any more"),
        Event::Claimed { step, claim } => format!("step {step} claimed as {}", claim.id),
        Event::Sent {
            step,
            claim,
            settled: None,
            ..
        } => format!("step {step} sent ({claim})"),
        Event::Sent {
            step,
            claim,
            settled: Some(how),
            ..
        } => format!("step {step} was sent ({claim}): {how}"),
        Event::NotSent {
            step,
            claim,
            proof,
            retry_at,
        } => {
            let then = retry_at.map_or_else(
                || "; the operator has to look".to_owned(),
                |at| format!("; tried again from {at} on"),
            );
            format!("step {step} was not sent ({claim}): {proof}{then}")
        }
        Event::InDoubt { step, claim, why } => format!("step {step} is in doubt ({claim}): {why}"),
        Event::Contradicted { step, claim } => {
            format!(
                "ALARM: the provider reports on {claim} of step {step}, which was settled as not sent"
            )
        }
        Event::ContradictionSeen { .. } => "alarm seen".to_owned(),
        Event::Reported {
            claim,
            what,
            status,
        } => {
            let status = status
                .as_ref()
                .map(|s| format!(" ({s})"))
                .unwrap_or_default();
            let about = claim
                .as_ref()
                .map(|c| format!(" on {c}"))
                .unwrap_or_default();
            format!("provider reported{about}: {what}{status}")
        }
        Event::Replied {
            intent,
            confidence,
            matched_by,
            card,
            why,
            ..
        } => {
            let shown = if *card { "shown" } else { "not shown" };
            let percent = confidence / 10;
            format!(
                "reply labelled {intent} ({percent} %), matched by {matched_by}; {shown}: {why}"
            )
        }
        Event::Relabelled { from, to, .. } => format!("relabelled {from} to {to}"),
        Event::ReplyFiled { .. } => "reply dealt with".to_owned(),
        Event::Finishing { final_at, .. } => format!("filed; closes at {final_at}"),
        Event::Paused { until, why, .. } => format!("paused until {until}: {why}"),
        Event::Resumed => "pause over".to_owned(),
        Event::Voided {
            steps: voided,
            reason,
        } => {
            let why = match reason {
                VoidReason::Replied => "a human replied",
                VoidReason::Stopped => "nobody may write any more",
                VoidReason::Killed => "killed",
                VoidReason::TakenOver => "the operator took over",
                VoidReason::Closed => "the conversation ended",
            };
            format!("{} will not be sent: {why}", steps(voided))
        }
        Event::Escalated => "waits for the operator".to_owned(),
        Event::TakenOver { .. } => "taken over".to_owned(),
        Event::MeetingAgreed { .. } => "a meeting is agreed".to_owned(),
        Event::WrittenByHand { .. } => {
            "somebody wrote to them by hand: with the operator".to_owned()
        }
        Event::HandedBack { step, .. } => format!("handed back; step {step} answers"),
        Event::Planned {
            step,
            draft_at,
            not_before,
            ..
        } => {
            format!("step {step} planned: drafted from {draft_at}, sent not before {not_before}")
        }
        Event::Scheduled { step, not_before } => format!("step {step} not before {not_before}"),
        Event::MailboxChanged { from, to, drafts } => {
            let held = if drafts.is_empty() {
                String::new()
            } else {
                let moved: Vec<u32> = drafts.iter().map(|(step, ..)| *step).collect();
                format!("; {} held for review", steps(&moved))
            };
            format!("moved from mailbox {from} to {to}{held}")
        }
        Event::Stopped { reason, step, .. } => {
            let by = step
                .map(|step| format!(" (link in step {step})"))
                .unwrap_or_default();
            format!("stopped: {}{by}", reason.words())
        }
        Event::Closed { reason } => format!("closed: {}", reason.words()),
    }
}

fn count(n: usize, thing: &str) -> String {
    if n == 1 {
        format!("1 {thing}")
    } else {
        format!("{n} {thing}s")
    }
}
