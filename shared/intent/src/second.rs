//! Two opinions become one: the ladder's rules and what was learnt from sentences.
//!
//! A rule that is sure stays. Where the rules found little, what was learnt speaks. Where the two disagree a
//! person looks; and if one of them hears an opt-out, in all of the text or in one sentence of it, nobody is
//! written to until then.

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

/// From here on an opt-out counts against a guess.
const LIKELY_END: f32 = 0.55;
/// From here on somebody is taken for the wrong one against a guess: that stops too.
const LIKELY_WRONG: f32 = 0.6;
/// From here on an opt-out is one, whatever the rules guessed.
const CERTAIN: f32 = 0.8;
/// From here on a plain rule's quiet label is shown to a person: it is as likely as not that one has to see it.
/// Which of two quiet labels it is can wait. Lower shares, tried on replies that nobody had looked at, showed more
/// harmless ones and none more of those that must be seen (`tests/fresh_replies.md`).
const SHOWN: f32 = 0.5;
/// The same where the rules found little. By cross-validation (`tests/fresh_replies.md`) what was learnt alone hides
/// 2.5 % of what must be seen at this share, and shows 7 % of the rest.
const SHOWN_IN_DOUBT: f32 = 0.25;
/// The same where the days of an absence speak.
const SHOWN_AWAY: f32 = 0.75;
/// The same of a plain rule's label for a few words.
const SHOWN_SHORT: f32 = 0.9;
/// From here on who refuses is stopped without a look: with a refusal little is lost.
const NO_LOOK: f32 = 0.9;
/// What a sentence that may mean something else counts.
const DOUBTFUL: f32 = 0.85;
/// What an opt-out must reach where the rules know what else is wanted.
const NOT_HEARD: f32 = 0.97;
/// What an opt-out must reach beside its words as a thing of the product's world.
const MENTIONED: f32 = 0.95;
/// What the rest of a text counts beside its loudest sentence.
const REST: f32 = 0.15;
/// Sentences from the beginning, and from the end, that are weighed by themselves.
const MOST_SENTENCES: usize = 24;

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
    let ends = opinion.ends();
    if other == verdict.intent {
        if share >= STRONG {
            verdict.confidence = verdict.confidence.max(0.8);
        }
    } else if verdict.intent == Intent::OutOfOffice {
        // Absence is told by days and rules; no sentence was learnt for it.
        doubt.escalate = share >= STRONG && verdict.confidence < 0.8;
    } else if verdict.confidence < GUESS {
        // Put off to a day: more than a guess, whatever else the words sound like.
        let dated = verdict.intent == Intent::NotNow
            && reading.put_off_to_a_day()
            && !matches!(other, Intent::Unsubscribe | Intent::Complaint);
        let likely = match other {
            _ if dated => f32::INFINITY,
            _ if short => STRONG,
            // Irony speaks with the words of an end.
            Intent::Unsubscribe if reading.has(Cue::Odd) => CERTAIN,
            Intent::Unsubscribe if reading.only_mentions_an_end() => MENTIONED,
            // Who is taken for the wrong one is never written to again.
            Intent::WrongPerson => LIKELY_WRONG,
            Intent::Unsubscribe | Intent::Complaint => LIKELY_END,
            _ => LIKELY,
        };
        if share >= likely && f64::from(share) > verdict.confidence {
            doubt.learned = true;
            // What the rules know to be neither is shown, whatever it was taken for.
            doubt.escalate = verdict.intent == Intent::Ambiguous
                && reading.any(&[Cue::Odd, Cue::Who])
                || other == Intent::OutOfOffice
                || other == Intent::Unsubscribe && (short || share < CERTAIN);
            verdict.intent = other;
            verdict.confidence = if share >= STRONG {
                0.7
            } else {
                f64::from(share).min(0.59)
            };
        }
    } else if share >= STRONG && verdict.confidence < 0.8 {
        doubt.escalate = true;
        // Put off to a day: that is more than a guess, whatever else the words sound like.
        let dated = verdict.intent == Intent::NotNow
            && reading.puts_off()
            && !reading.mentions.is_empty()
            && other != Intent::Unsubscribe;
        if !dated {
            doubt.learned = true;
            verdict.intent = other;
            verdict.confidence = GUESS;
        }
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
    let from = match verdict.intent {
        Intent::OutOfOffice => SHOWN_AWAY,
        // A plain rule needs few words, and what was learnt many.
        _ if reading.words.list.len() < 6 && verdict.confidence >= 0.8 => SHOWN_SHORT,
        _ if verdict.confidence < 0.8 => SHOWN_IN_DOUBT,
        _ => SHOWN,
    };
    doubt.escalate |= opinion.shown() >= from;
    // An opt-out heard by one of the two: better a stop too many until a person has looked.
    let heard = heard_from(reading, &verdict);
    let ends = ends_of(reading, ends);
    // Who is not the one meant is stopped as that.
    let stopped = verdict.intent == Intent::WrongPerson && !reading.has(Cue::KeepMe);
    if ends >= heard
        && !matches!(verdict.intent, Intent::Unsubscribe | Intent::Complaint)
        && !stopped
    {
        doubt.stop = true;
        doubt.escalate |= ends < NO_LOOK || verdict.intent != Intent::NotInterested;
        let kind = matches!(verdict.intent, Intent::Positive | Intent::OutOfOffice);
        if ends >= CERTAIN && !(kind && verdict.confidence >= 0.8) {
            doubt.learned = true;
            verdict.intent = Intent::Unsubscribe;
            verdict.confidence = GUESS;
        } else if verdict.intent == Intent::Positive {
            // One hears a yes and the other an end: nobody knows.
            verdict.intent = Intent::Ambiguous;
            verdict.confidence = verdict.confidence.min(0.5);
        }
    }
    (verdict, doubt)
}

/// How loud an opt-out must be to be heard beside what the rules found.
fn heard_from(reading: &Reading, verdict: &Verdict) -> f32 {
    let sure = verdict.confidence >= 0.8;
    let share = match verdict.intent {
        // Somebody was told of us, or may have been: that is more than a guess.
        _ if reading.has(Cue::Report) => 0.4,
        _ if reading.has(Cue::KeepMe) => 0.9,
        _ if reading.only_mentions_an_end() => 0.93,
        _ if reading.has(Cue::Odd) => CERTAIN,
        // Who asks where an address came from, and ends on a short order, wants it gone.
        _ if reading.has(Cue::Rights) && short_end(reading) => 0.6,
        // What is asked about rights and data is asked of the offer, until one is used.
        _ if reading.has(Cue::Rights) && !reading.questions().is_empty() => 0.9,
        _ if reading.has(Cue::Rights) => 0.78,
        // A question about us is none about mail.
        _ if reading.has(Cue::Who) => 0.9,
        // Absence is told by days.
        Intent::Positive | Intent::OutOfOffice => 0.9,
        Intent::NotInterested | Intent::Ambiguous | Intent::NotNow
            if reading.wishes_well() && !reading.any(&[Cue::Hush, Cue::LooseStop, Cue::Quiet]) =>
        {
            0.85
        }
        Intent::NotInterested | Intent::Ambiguous if !sure => 0.5,
        Intent::NotInterested | Intent::Ambiguous => 0.76,
        // Who is named, or a day until which we wait, and no word of an end: none is heard.
        Intent::Referral if sure && !reading.speaks_of_an_end() => NOT_HEARD,
        Intent::NotNow if reading.put_off_to_a_day() && !reading.speaks_of_an_end() => NOT_HEARD,
        Intent::Referral if verdict.confidence >= 0.7 => 0.85,
        _ if sure => 0.75,
        _ => 0.62,
    };
    // Two words weigh little ("no ta", "well well"), and one nothing.
    match reading.words.list.len() {
        0 | 1 => f32::INFINITY,
        2 | 3 if sure => 0.9,
        2 | 3 => STRONG.max(share),
        _ => share,
    }
}

/// Whether the last of several sentences is a few words long and asks nothing.
fn short_end(reading: &Reading) -> bool {
    let [_, .., last] = reading.words.sentences.as_slice() else {
        return false;
    };
    !last.question && last.end - last.first < 7
}

/// How likely a text ends the correspondence: by all of it, or by the sentence that sounds most like it.
fn ends_of(reading: &Reading, whole: f32) -> f32 {
    let sentences = &reading.words.sentences;
    let late = sentences.len().saturating_sub(MOST_SENTENCES);
    let loudest = sentences
        .iter()
        .enumerate()
        .filter(|(number, _)| *number < MOST_SENTENCES || *number >= late)
        .filter_map(|(_, sentence)| {
            let ends = Opinion::of(reading.words.quote(sentence.first, sentence.end))?.ends();
            // A question may be about the product, and of three words one knows little.
            let doubtful = sentence.question || sentence.end - sentence.first < 4;
            Some(if doubtful { ends * DOUBTFUL } else { ends })
        })
        .fold(0.0, f32::max);
    let asks = sentences.iter().all(|sentence| sentence.question);
    let whole = if asks { whole * DOUBTFUL } else { whole };
    whole.max(loudest * (1.0 - REST) + whole * REST)
}
