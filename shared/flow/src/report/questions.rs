//! The three questions of a trial, after two weeks.

use super::{OfAgent, Share, Week};
use crate::{Ports, StepError, effect, versions};
use domain::comparison;
use jiff::{SignedDuration, Timestamp};

/// Days at work before the volume is judged.
const TRIAL_DAYS: i64 = 14;
/// Minutes that an agent may ask for in a week.
const MINUTES: u64 = 60;
/// Below this share nobody calls it pipeline.
const HARDLY_ANY: f64 = 0.02;
/// Pushes that are compared.
const MOST_PUSHES: usize = 50;

/// What the data say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// They don't carry a verdict.
    NotEnoughYet,
}

impl Answer {
    /// As it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::NotEnoughYet => "not enough yet",
        }
    }
}

/// A question with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The question.
    pub question: &'static str,
    /// The answer.
    pub answer: Answer,
    /// From what.
    pub words: String,
}

/// `agents` is how many there are, for the fleet.
pub(super) async fn ask(
    ports: &Ports,
    week: &Week,
    total: &OfAgent,
    agents: usize,
) -> Result<Vec<Question>, StepError> {
    let until = week.to.min(ports.clock.now());
    let (answer, words) = pipeline(total, until);
    let (tuned, tuned_words) = tuning(ports, week).await?;
    let (hour, hour_words) = hour(week, total, agents);
    Ok(vec![
        Question {
            question: "Did the volume become pipeline?",
            answer,
            words,
        },
        Question {
            question: "Did tuning move the next week?",
            answer: tuned,
            words: tuned_words,
        },
        Question {
            question: "Was the hour enough?",
            answer: hour,
            words: hour_words,
        },
    ])
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

fn pipeline(total: &OfAgent, until: Timestamp) -> (Answer, String) {
    // A begun day is one: a trial that starts on a Monday morning is two weeks old on the second Sunday.
    let days = total.since.map_or(0, |since| {
        let hours = until.duration_since(since).as_hours();
        hours.saturating_add(24).div_euclid(24)
    });
    if days < TRIAL_DAYS {
        let more = TRIAL_DAYS - days.max(0);
        return (
            Answer::NotEnoughYet,
            format!("{more} more days make two weeks at work"),
        );
    }
    let of = total.week.begun.saturating_add(total.before.begun);
    let found = total.week.positives.saturating_add(total.before.positives);
    let handed = total
        .week
        .handed_over
        .saturating_add(total.before.handed_over);
    let share = Share::of(found.min(of), of);
    let told = format!(
        "{found} positive replies to {of} conversations begun in two weeks, between {} and {}; {handed} taken over by a person, {met} meetings agreed",
        percent(share.low),
        percent(share.high),
        met = total.week.meetings.saturating_add(total.before.meetings)
    );
    let answer = match (found, of) {
        (_, 0) => Answer::NotEnoughYet,
        (0, _) if share.high < HARDLY_ANY => Answer::No,
        (0, _) => Answer::NotEnoughYet,
        _ if share.high < HARDLY_ANY => Answer::No,
        _ if share.low >= HARDLY_ANY / 4.0 => Answer::Yes,
        _ => Answer::NotEnoughYet,
    };
    (answer, told)
}

/// Of all agents together, as a version is everybody's.
async fn tuning(ports: &Ports, week: &Week) -> Result<(Answer, String), StepError> {
    let pushes = versions::history(ports, None, MOST_PUSHES).await?;
    let pushes: Vec<_> = pushes
        .into_iter()
        .filter(|push| push.before.is_some() && push.at >= week.before && push.at < week.to)
        .collect();
    if pushes.is_empty() {
        return Ok((
            Answer::NotEnoughYet,
            "nothing was pushed in this week and the one before".to_owned(),
        ));
    }
    let tallies = effect::tallies(ports, None).await?;
    let of = |version: Option<&String>| {
        version
            .and_then(|version| tallies.get(version))
            .copied()
            .unwrap_or_default()
    };
    let mut moved = Vec::new();
    let mut more: Option<u32> = None;
    for push in &pushes {
        let (before, after) = (of(push.before.as_ref()), of(Some(&push.version)));
        let short = playbook::short_version(&push.version);
        for (what, before, after) in [
            ("kills", before.kills(), after.kills()),
            ("edits", before.edits(), after.edits()),
            ("positive replies", before.positives(), after.positives()),
        ] {
            let Some(difference) = comparison::difference(before, after) else {
                continue;
            };
            if difference.is_clear() {
                moved.push(format!(
                    "{what} with {short} {}/{}, before {}/{}",
                    after.found, after.of, before.found, before.of
                ));
            } else if let Some(needed) = comparison::more_needed(before, after) {
                more = Some(more.map_or(needed, |more| more.min(needed)));
            }
        }
    }
    if !moved.is_empty() {
        return Ok((Answer::Yes, moved.join("; ")));
    }
    let pushes = pushes.len();
    let words = match more {
        Some(more) => format!(
            "versions put in force: {pushes}; no difference is more than chance: {more} more would tell one, if the rates stay"
        ),
        None => format!("versions put in force: {pushes}; no difference is to be seen"),
    };
    Ok((Answer::NotEnoughYet, words))
}

fn hour(week: &Week, total: &OfAgent, agents: usize) -> (Answer, String) {
    let allowed = MINUTES.saturating_mul(u64::try_from(agents.max(1)).unwrap_or(1));
    let spent = SignedDuration::from_secs(i64::try_from(total.seconds).unwrap_or(i64::MAX));
    let minutes = u64::try_from(spent.as_mins()).unwrap_or(0);
    let words = format!(
        "{minutes} minutes for {} decisions, of {allowed} allowed",
        total.looks
    );
    let answer = match (total.looks, minutes > allowed, week.over) {
        (0, _, _) => Answer::NotEnoughYet,
        (_, true, _) => Answer::No,
        (_, false, true) => Answer::Yes,
        (_, false, false) => Answer::NotEnoughYet,
    };
    let words = if week.over {
        words
    } else {
        format!("{words}; the week isn't over")
    };
    (answer, words)
}
