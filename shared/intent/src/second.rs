//! Two opinions become one: the ladder's rules and what was learnt from sentences.
//!
//! A rule that is sure stays. Where the rules found little, what was learnt speaks. Where the two disagree a
//! person looks; and if one of them hears an opt-out, nobody is written to until then.

use domain::Intent;

use crate::label::{MachineKind, Reply};
use crate::ladder::Verdict;
use crate::learned::Opinion;
use crate::lexicon::Cue;
use crate::reading::Reading;

/// Below this the rules have only guessed.
const GUESS: f64 = 0.6;
/// From here on what was learnt counts against a guess.
const LIKELY: f32 = 0.35;
/// From here on it counts as much as a plain rule.
const STRONG: f32 = 0.75;

/// From here on it makes a plain rule doubtful.
const CONTRADICTS: f32 = 0.55;

/// What follows from a disagreement.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Doubt {
    /// A person has to look.
    pub(crate) escalate: bool,
    /// Nobody may write until then.
    pub(crate) stop: bool,
    /// The label was learnt, so that no cue tells why.
    pub(crate) learned: bool,
}

/// The verdict of both.
pub(crate) fn weigh(
    reply: &Reply,
    reading: &Reading,
    text: &str,
    mut verdict: Verdict,
) -> (Verdict, Doubt) {
    let mut doubt = Doubt::default();
    let by_machine = reply.auto_submitted || reply.machine != MachineKind::Human;
    if by_machine
        || matches!(verdict.intent, Intent::Bounce | Intent::AutoReply)
        || reading.has(Cue::Inject)
    {
        return (verdict, doubt);
    }
    let Some(opinion) = Opinion::of(text) else {
        return (verdict, doubt);
    };
    // Two words weigh little: "no ta", "well well".
    let short = reading.words.list.len() < 4;
    let (other, share) = opinion.best();
    let ends = opinion.share(Intent::Unsubscribe) + opinion.share(Intent::Complaint);
    if other == verdict.intent {
        if share >= STRONG {
            verdict.confidence = verdict.confidence.max(0.8);
        }
    } else if verdict.intent == Intent::OutOfOffice {
        // Absence is told by days and rules; no sentence was learnt for it.
        doubt.escalate = share >= STRONG && verdict.confidence < 0.8;
    } else if verdict.confidence < GUESS {
        let likely = if short { STRONG } else { LIKELY };
        if share >= likely && f64::from(share) > verdict.confidence {
            doubt.learned = true;
            // What the rules know to be neither is shown, whatever it was taken for.
            doubt.escalate =
                verdict.intent == Intent::Ambiguous && reading.any(&[Cue::Odd, Cue::Who]);
            verdict.intent = other;
            verdict.confidence = if share >= STRONG {
                0.7
            } else {
                f64::from(share).min(0.59)
            };
        }
    } else if share >= STRONG && verdict.confidence < 0.8 {
        doubt.learned = true;
        doubt.escalate = true;
        verdict.intent = other;
        verdict.confidence = GUESS;
    } else {
        // Which of two quiet labels it is can wait; whether it is one of them can't.
        let quiet = |intent: Intent| matches!(intent, Intent::NotNow | Intent::NotInterested);
        let harmless = quiet(verdict.intent) && quiet(other)
            || verdict.intent == Intent::Unsubscribe && other != Intent::Complaint;
        doubt.escalate = share >= CONTRADICTS && !harmless;
    }
    if matches!(verdict.intent, Intent::NotInterested | Intent::Ambiguous)
        && reading.may_mean_an_opt_out()
    {
        doubt.stop = true;
        doubt.escalate = true;
        if verdict.confidence < GUESS {
            verdict.intent = Intent::Unsubscribe;
            verdict.cues = &[Cue::Hush];
        }
    }
    // An opt-out heard by one of the two: better a stop too many until a person has looked.
    let heard = match verdict.confidence {
        sure if sure >= 0.8 => 0.7,
        sure if sure >= GUESS => 0.5,
        _ => 0.25,
    };
    if ends >= heard
        && !short
        && !reading.has(Cue::Who)
        && matches!(verdict.intent, Intent::NotInterested | Intent::Ambiguous)
    {
        doubt.stop = true;
        doubt.escalate = true;
    }
    (verdict, doubt)
}
