//! What follows from a verdict: dates, flags, evidence.

use domain::Intent;

use crate::dates;
use crate::label::{Label, MachineKind, Referral, Reply};
use crate::ladder::Verdict;
use crate::learned;
use crate::lexicon::Cue;
use crate::reading::Reading;
use crate::second::Doubt;

/// Stems of having taken over.
const TAKEN_OVER: &[&str] = &[
    "taken",
    "uebernommen",
    "repris",
    "asumido",
    "overgenomen",
    "assumi",
    "tagit",
    "overtag",
    "overtatt",
    "przej",
    "preso",
    "hoitaa",
];

/// Dates, flags and evidence for a verdict.
pub(crate) fn finish(
    reply: &Reply,
    reading: &Reading,
    heading: &Reading,
    verdict: Verdict,
    doubt: Doubt,
    referral: Referral,
) -> Label {
    let intent = verdict.intent;
    let today = reading.today;
    let machine = reply.auto_submitted || !matches!(reply.machine, MachineKind::Human);
    let mut return_date = None;
    let mut resume_on = None;
    if intent == Intent::OutOfOffice {
        let away = reading.spans(&[Cue::Away]);
        return_date = dates::return_day(
            &reading.words,
            &reading.mentions,
            today,
            &reading.spans(&[Cue::PartTime]),
            &away,
        )
        .or_else(|| dates::return_day(&heading.words, &heading.mentions, today, &[], &[]));
        resume_on = return_date.map(dates::next_weekday);
    } else if intent == Intent::NotNow {
        resume_on = dates::resume_day(
            &reading.words,
            &reading.mentions,
            today,
            &reading.spans(&[Cue::Later, Cue::Quiet]),
        );
    }
    // "Take me off, and write to her": the one is done, and the other is for a person to take up.
    let names_another =
        referral.email.is_some() && reading.any(&[Cue::Refer, Cue::TookOver, Cue::Handed]);
    let referral = match intent {
        Intent::Referral if reading.has(Cue::TookOver) && referral.email.is_none() => {
            let own = reply.from.map(|(name, address)| Referral {
                name: Some(name.to_owned()).filter(|name| !name.is_empty()),
                email: Some(address.to_lowercase()).filter(|mail| !mail.is_empty()),
            });
            own.or(Some(referral))
        }
        Intent::Referral => Some(referral),
        // A deputy for urgent matters is none; who has taken over for good is one.
        Intent::OutOfOffice
            if referral.email.is_some()
                && (reading.quotes_with(Cue::Refer, TAKEN_OVER)
                    || reading.quotes_with(Cue::TookOver, TAKEN_OVER)) =>
        {
            Some(referral)
        }
        Intent::WrongPerson | Intent::AutoReply
            if reading.has(Cue::Gone) || intent == Intent::WrongPerson =>
        {
            Some(referral).filter(|referral| referral.email.is_some())
        }
        _ => None,
    };
    let stop = match intent {
        Intent::Unsubscribe | Intent::Complaint => true,
        Intent::Bounce => reply.machine == MachineKind::Bounce && reply.permanent == Some(true),
        Intent::WrongPerson => !reading.has(Cue::KeepMe),
        Intent::AutoReply => reading.any(&[Cue::Gone, Cue::Death]),
        Intent::NotInterested => reading.any(&[Cue::HardNo, Cue::Abuse]),
        _ => false,
    } || doubt.stop;
    let incident = !machine
        && (reading.right_used() || reading.has(Cue::Missed) && reading.opt_out())
        || reading.has(Cue::Death);
    let escalate = match intent {
        Intent::Positive | Intent::InfoRequest | Intent::Referral | Intent::Ambiguous => true,
        Intent::Complaint => reply.machine != MachineKind::Complaint,
        // Anger that may be a complaint after all is looked at: a look is cheap.
        Intent::Unsubscribe => {
            incident
                || names_another
                || reading.any(&[
                    Cue::Missed,
                    Cue::Who,
                    Cue::Rights,
                    Cue::Meet,
                    Cue::Inject,
                    Cue::Report,
                    Cue::Lawyer,
                    Cue::Accuse,
                    Cue::Basis,
                ])
        }
        // Words of an opt-out that were not believed, or a door left open: better a look too many.
        Intent::NotInterested => {
            incident
                || verdict.confidence < 0.5
                || reading.any(&[Cue::Quiet, Cue::Stop, Cue::Odd])
                || reading.opens_a_door()
        }
        Intent::NotNow => incident || verdict.confidence < 0.5 || reading.opens_a_door(),
        Intent::WrongPerson => {
            incident || verdict.confidence < 0.5 || reading.any(&[Cue::Refer, Cue::Handed])
        }
        Intent::OutOfOffice if !machine => {
            reading.any(&[Cue::Accept, Cue::Trial]) || reading.has(Cue::Death)
        }
        // A notice that somebody has left names a colleague; an address elsewhere may have been put into it.
        Intent::AutoReply => {
            let named = referral.as_ref().and_then(|who| who.email.as_deref());
            reading.has(Cue::Death) || named.is_some_and(|email| is_elsewhere(reply, email))
        }
        Intent::OutOfOffice => reading.has(Cue::Death),
        Intent::Bounce => false,
    } || doubt.escalate;
    let mut evidence = reading.evidence(verdict.cues);
    if doubt.learned {
        evidence = learned::words_for(reading.words.text, intent);
    }
    if evidence.is_empty() {
        evidence = heading.evidence(verdict.cues);
    }
    Label {
        intent,
        confidence: verdict.confidence,
        escalate,
        stop,
        return_date,
        resume_on,
        referral,
        evidence,
    }
}

/// An address at another domain than the writer's and what is below it. Without a writer nobody can tell.
fn is_elsewhere(reply: &Reply, email: &str) -> bool {
    let domain = |address: &str| {
        let (_, domain) = address.rsplit_once('@')?;
        Some(domain.to_lowercase())
    };
    let (Some(theirs), Some(own)) = (
        domain(email),
        reply.from.and_then(|(_, address)| domain(address)),
    ) else {
        return false;
    };
    let below = |one: &str, other: &str| {
        one.strip_suffix(other)
            .is_some_and(|rest| rest.ends_with('.'))
    };
    theirs != own && !below(&theirs, &own) && !below(&own, &theirs)
}
