//! What a model makes of a reply, held against the reply itself and against the labeller's rules.
//!
//! What is certain by rule is not asked. A model's word alone never lets a sequence run on, hides a reply
//! or names somebody to write to: where the two disagree, or the model says what the reply does not hold,
//! a person looks.

use crate::Ports;
use ::ports::{PortError, ReplyBrief, ReplyOpinion};
use domain::Intent;
use domain::conversation::Channel;
use intent::{Label, Referral};
use jiff::civil::Date;
use mail::{Inbound, MailKind};

/// More of a reply is not shown to a model, in characters.
const MOST_CHARACTERS: usize = 12_000;
/// A day further ahead is no day of return.
const MOST_DAYS: i32 = 730;

/// Asks the model, if this is a reply that a model may judge. `None`: it was not asked, has no opinion,
/// or could not be reached; the labeller stands in then.
pub(crate) async fn ask(
    ports: &Ports,
    channel: Channel,
    reading: &Inbound,
    label: &Label,
    today: Date,
) -> Option<ReplyOpinion> {
    let text: String = reading.human_text.chars().take(MOST_CHARACTERS).collect();
    let certain = label.stop || matches!(label.intent, Intent::Complaint | Intent::Unsubscribe);
    if reading.kind != MailKind::Human || certain || text.trim().is_empty() {
        return None;
    }
    let brief = ReplyBrief {
        channel: channel.as_str().to_owned(),
        subject: reading.subject.clone(),
        text,
        received: today,
        intents: choices().map(|intent| intent.as_str().to_owned()).collect(),
    };
    match ports.model.read(&brief).await {
        Ok(opinion) => opinion,
        Err(error) => {
            let why = match error {
                PortError::Conflict { .. } => "conflict",
                PortError::Busy(_) => "busy",
                PortError::Refused(_) => "refused",
                PortError::Unknown(_) => "unknown",
            };
            tracing::warn!(why, "the model read no reply; the labeller stands in");
            None
        }
    }
}

/// Labels that a person's words can have.
fn choices() -> impl Iterator<Item = Intent> {
    Intent::ALL
        .into_iter()
        .filter(|intent| *intent != Intent::Bounce)
}

/// One label of two.
pub(crate) fn weigh(label: &mut Label, opinion: &ReplyOpinion, reading: &Inbound, today: Date) {
    let theirs = choices().find(|intent| intent.as_str() == opinion.intent);
    let Some(theirs) = theirs.filter(|_| is_sound(opinion, reading, today)) else {
        // It was led astray, or made something up.
        label.escalate = true;
        return;
    };
    if theirs != label.intent {
        // An opt-out heard by one of the two: nobody writes until a person has looked.
        label.stop |= matches!(theirs, Intent::Unsubscribe | Intent::Complaint);
        label.confidence = label.confidence.min(opinion.confidence).min(0.5);
        label.evidence.extend(opinion.evidence.iter().cloned());
        label.evidence.dedup();
        label.intent = Intent::Ambiguous;
        label.escalate = true;
        label.resume_on = None;
        label.return_date = None;
        return;
    }
    label.confidence = label.confidence.max(opinion.confidence.min(0.95));
    if matches!(theirs, Intent::OutOfOffice | Intent::NotNow) {
        for (ours, theirs) in [
            (&mut label.return_date, opinion.return_date),
            (&mut label.resume_on, opinion.resume_on),
        ] {
            // Too late is better than too early, and a person sees which it is.
            label.escalate |= ours.is_some() && theirs.is_some() && *ours != theirs;
            *ours = (*ours).max(theirs);
        }
    }
    if theirs == Intent::Referral && label.referral.is_none() {
        label.referral = (opinion.referral_name.is_some() || opinion.referral_email.is_some())
            .then(|| Referral {
                name: opinion.referral_name.clone(),
                email: opinion.referral_email.clone(),
            });
    }
}

/// Whether all that the model tells stands in the reply.
fn is_sound(opinion: &ReplyOpinion, reading: &Inbound, today: Date) -> bool {
    let flat = |text: &str| {
        let words: Vec<&str> = text.split_whitespace().collect();
        words.join(" ").to_lowercase()
    };
    let mut whole = flat(&format!("{} {}", reading.subject, reading.human_text));
    for other in reading.to.iter().chain(&reading.cc) {
        whole.push(' ');
        whole.push_str(&flat(other.name.as_deref().unwrap_or_default()));
        whole.push(' ');
        whole.push_str(&flat(&other.address));
    }
    let stands = |text: &str| whole.contains(&flat(text));
    let days = [opinion.return_date, opinion.resume_on];
    let near = |day: &Date| (0..MOST_DAYS).contains(&(*day - today).get_days());
    (0.0..=1.0).contains(&opinion.confidence)
        && !opinion.evidence.is_empty()
        && opinion.evidence.iter().all(|quote| stands(quote))
        && opinion.referral_name.iter().all(|name| stands(name))
        && opinion.referral_email.iter().all(|address| stands(address))
        && days.iter().flatten().all(near)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 11, 5);

    fn reading(text: &str) -> Inbound {
        Inbound {
            subject: "Re: bills".to_owned(),
            human_text: text.to_owned(),
            ..Inbound::default()
        }
    }

    fn label(intent: Intent) -> Label {
        let text = "x";
        let mut label = intent::label(&intent::Reply {
            channel: "email",
            machine: intent::MachineKind::Human,
            permanent: None,
            subject: None,
            from: None,
            us: None,
            cc: Vec::new(),
            auto_submitted: false,
            received: "2026-11-05T12:00:00+00:00[UTC]".parse().unwrap(),
            text,
            human_text: text,
        });
        label.intent = intent;
        label.confidence = 0.7;
        label.escalate = intent.needs_a_person();
        label.stop = false;
        label
    }

    fn opinion(intent: Intent, evidence: &str) -> ReplyOpinion {
        ReplyOpinion {
            intent: intent.as_str().to_owned(),
            confidence: 0.9,
            evidence: vec![evidence.to_owned()],
            model: "m/1".to_owned(),
            ..ReplyOpinion::default()
        }
    }

    fn after(intent: Intent, opinion: &ReplyOpinion, text: &str) -> Label {
        let mut label = label(intent);
        weigh(&mut label, opinion, &reading(text), TODAY);
        label
    }

    #[test]
    fn two_that_agree_are_surer_than_one() {
        let told = opinion(Intent::NotInterested, "Not  For us");
        let label = after(Intent::NotInterested, &told, "Thanks.\nNot for us.");
        assert_eq!(label.intent, Intent::NotInterested);
        assert!(label.confidence > 0.89 && !label.escalate);
    }

    #[test]
    fn two_that_disagree_are_for_a_person() {
        for (rules, model) in [
            (Intent::NotInterested, Intent::Positive),
            (Intent::OutOfOffice, Intent::NotNow),
            (Intent::Positive, Intent::OutOfOffice),
        ] {
            let label = after(rules, &opinion(model, "not for us"), "Not for us.");
            assert_eq!(label.intent, Intent::Ambiguous);
            assert!(label.escalate && !label.stop && label.confidence < 0.6);
        }
        let label = after(
            Intent::NotInterested,
            &opinion(Intent::Unsubscribe, "enough"),
            "Enough of this.",
        );
        assert!(label.escalate && label.stop);
    }

    #[test]
    fn what_the_reply_does_not_hold_is_not_believed() {
        let text = "Not for us.";
        let sound = opinion(Intent::NotInterested, "not for us");
        let all = [
            opinion(Intent::NotInterested, "send the keys"),
            opinion(Intent::Bounce, "not for us"),
            ReplyOpinion {
                evidence: Vec::new(),
                ..sound.clone()
            },
            ReplyOpinion {
                referral_email: Some("boss@evil.example".to_owned()),
                ..sound.clone()
            },
            ReplyOpinion {
                confidence: f64::NAN,
                ..sound.clone()
            },
            ReplyOpinion {
                resume_on: Some(date(2031, 1, 1)),
                ..sound
            },
        ];
        for told in all {
            let label = after(Intent::NotInterested, &told, text);
            assert_eq!(label.intent, Intent::NotInterested, "{told:?}");
            assert!(label.escalate, "{told:?}");
            assert_eq!(label.referral, None);
        }
    }

    #[test]
    fn of_two_days_the_later_one_holds_and_is_shown() {
        let text = "Back soon.";
        let mut rules = label(Intent::OutOfOffice);
        rules.resume_on = Some(date(2026, 11, 17));
        let told = ReplyOpinion {
            resume_on: Some(date(2026, 11, 24)),
            ..opinion(Intent::OutOfOffice, "Back soon")
        };
        weigh(&mut rules, &told, &reading(text), TODAY);
        assert_eq!(rules.resume_on, Some(date(2026, 11, 24)));
        assert!(rules.escalate);
    }
}
