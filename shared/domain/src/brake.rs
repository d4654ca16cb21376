//! The brake of a mailbox: what came back of its last letters, and when that is too much.
//!
//! What comes back is counted by the number of the letter that it is about, so that a report that comes
//! twice counts once and old trouble goes out of sight with the letters that follow it. The limits are
//! those at which the large receivers begin to refuse a sender: 2 % dead addresses, 0.1 to 0.3 %
//! complaints (Google's and Yahoo's rules for senders of 2024).

use crate::ids::OperatorId;
use crate::rows::MailboxRow;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Hard bounces and refusals are judged over so many letters.
pub const BOUNCE_WINDOW: u64 = 100;
/// Fewer bounces than this say nothing, however few letters there were.
pub const FEWEST_BOUNCES: usize = 3;
/// So many per cent of the letters may bounce.
pub const BOUNCE_PERCENT: u64 = 2;
/// Complaints are judged over so many letters.
pub const COMPLAINT_WINDOW: u64 = 1_000;
/// So many complaints are too many.
pub const FEWEST_COMPLAINTS: usize = 2;
/// At most so many letters of each kind are remembered; the oldest are forgotten first.
const MOST_KEPT: usize = 100;

/// What came back of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The address is dead: a bounce says so, or the server at the hand-over.
    Bounced,
    /// Refused for policy or reputation: it is about us and says nothing of the address.
    Refused,
    /// Somebody pressed "this is spam".
    Complained,
}

/// Why a mailbox's card is on the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Cause {
    /// Too many dead addresses: halted.
    Bounces {
        /// How many.
        count: u32,
        /// Of how many letters.
        of: u32,
    },
    /// Too many complaints: halted.
    Complaints {
        /// How many.
        count: u32,
        /// Of how many letters.
        of: u32,
    },
    /// One complaint: somebody should look before there is a second.
    Complaint,
    /// Servers refuse us.
    Refusals {
        /// How many.
        count: u32,
        /// Of how many letters.
        of: u32,
    },
}

impl Cause {
    /// It halts the mailbox.
    pub const fn halts(self) -> bool {
        matches!(self, Self::Bounces { .. } | Self::Complaints { .. })
    }

    /// In words, without a full stop.
    pub fn words(self) -> String {
        match self {
            Self::Bounces { count, of } => {
                format!("{count} of its last {of} letters went to dead addresses")
            }
            Self::Complaints { count, of } => {
                format!("{count} readers of its last {of} letters reported them as spam")
            }
            Self::Complaint => "a reader reported one of its letters as spam".to_owned(),
            Self::Refusals { count, of } => {
                format!("{count} of its last {of} letters were refused for policy or reputation")
            }
        }
    }
}

/// The card of a mailbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alarm {
    /// Since when it waits.
    pub since: Timestamp,
    /// Why.
    #[serde(flatten)]
    pub cause: Cause,
}

/// What becomes of the conversations of a mailbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// They go on from another mailbox of their agent; their drafts are reviewed again.
    Move,
    /// They wait until the mailbox is resumed.
    Pause,
    /// They end.
    End,
    /// Nothing changes: the operator has seen it.
    Seen,
}

impl Answer {
    /// In a word, past tense.
    pub const fn done(self) -> &'static str {
        match self {
            Self::Move => "moved its conversations",
            Self::Pause => "paused its conversations",
            Self::End => "ended its conversations",
            Self::Seen => "saw it and left it as it is",
        }
    }
}

/// The last answer to a mailbox's card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// Who.
    pub by: OperatorId,
    /// When.
    pub at: Timestamp,
    /// What.
    pub answer: Answer,
}

/// How many of a mailbox's last letters came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Dead addresses, of the last [`BOUNCE_WINDOW`].
    pub bounced: u32,
    /// Refusals, of the last [`BOUNCE_WINDOW`].
    pub refused: u32,
    /// Complaints, of the last [`COMPLAINT_WINDOW`].
    pub complained: u32,
}

/// What came back of a mailbox's letters. Part of its row.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Health {
    /// Letters claimed so far: the number of the last one.
    #[serde(default)]
    pub letters: u64,
    /// Letters to dead addresses.
    #[serde(default)]
    pub bounced: Vec<u64>,
    /// Letters refused for policy or reputation.
    #[serde(default)]
    pub refused: Vec<u64>,
    /// Letters reported as spam.
    #[serde(default)]
    pub complained: Vec<u64>,
    /// Since when the brake holds; until the mailbox is resumed.
    #[serde(default)]
    pub braked: Option<Timestamp>,
    /// Its card, if one waits.
    #[serde(default)]
    pub alarm: Option<Alarm>,
    /// How the last card was answered.
    #[serde(default)]
    pub answered: Option<Answered>,
}

impl Health {
    fn kept(&mut self, trouble: Trouble) -> &mut Vec<u64> {
        match trouble {
            Trouble::Bounced => &mut self.bounced,
            Trouble::Refused => &mut self.refused,
            Trouble::Complained => &mut self.complained,
        }
    }

    /// How many of the last `window` letters had it, and of how many.
    fn recent(&self, kept: &[u64], window: u64) -> (usize, u64) {
        let count = kept
            .iter()
            .filter(|letter| self.letters.saturating_sub(**letter) < window)
            .count();
        (count, self.letters.clamp(1, window))
    }

    fn share(&self, kept: &[u64]) -> Option<(u32, u32)> {
        let (count, of) = self.recent(kept, BOUNCE_WINDOW);
        let many = u64::try_from(count).unwrap_or(u64::MAX);
        (count >= FEWEST_BOUNCES && many.saturating_mul(100) > of.saturating_mul(BOUNCE_PERCENT))
            .then(|| (small(many), small(of)))
    }

    /// What is wrong, the worst first.
    fn cause(&self, latest: Trouble) -> Option<Cause> {
        let (complaints, of) = self.recent(&self.complained, COMPLAINT_WINDOW);
        if complaints >= FEWEST_COMPLAINTS {
            let count = small(u64::try_from(complaints).unwrap_or(u64::MAX));
            return Some(Cause::Complaints {
                count,
                of: small(of),
            });
        }
        if let Some((count, of)) = self.share(&self.bounced) {
            return Some(Cause::Bounces { count, of });
        }
        match latest {
            Trouble::Complained => Some(Cause::Complaint),
            Trouble::Refused => self
                .share(&self.refused)
                .map(|(count, of)| Cause::Refusals { count, of }),
            Trouble::Bounced => None,
        }
    }

    /// What is counted now.
    pub fn counts(&self) -> Counts {
        let of = |kept: &[u64], window| {
            let (count, _) = self.recent(kept, window);
            small(u64::try_from(count).unwrap_or(u64::MAX))
        };
        Counts {
            bounced: of(&self.bounced, BOUNCE_WINDOW),
            refused: of(&self.refused, BOUNCE_WINDOW),
            complained: of(&self.complained, COMPLAINT_WINDOW),
        }
    }

    /// Counts anew, and nothing waits any more: what was before a resume is dealt with.
    pub fn resumed(&mut self) {
        self.bounced.clear();
        self.refused.clear();
        self.complained.clear();
        self.braked = None;
        self.alarm = None;
    }
}

fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A mailbox's row after trouble with one of its letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The row.
    pub row: MailboxRow,
    /// A card that is new, or tells more than the one before.
    pub raised: Option<Alarm>,
}

/// Judges trouble with a letter, by its number where that is known. Nothing: it was counted before.
pub fn judge(
    row: &MailboxRow,
    trouble: Trouble,
    letter: Option<u64>,
    now: Timestamp,
) -> Option<Judged> {
    let mut row = row.clone();
    let latest = row.health.letters;
    let kept = row.health.kept(trouble);
    if letter.is_some_and(|letter| kept.contains(&letter)) {
        return None;
    }
    kept.push(letter.unwrap_or(latest).min(latest));
    if kept.len() > MOST_KEPT {
        kept.sort_unstable();
        kept.remove(0);
    }
    let raised = row.health.cause(trouble).and_then(|cause| {
        let since = row.health.alarm.map_or(now, |alarm| alarm.since);
        let tells = if cause.halts() {
            row.health.braked.is_none()
        } else {
            row.health.alarm.is_none() && row.health.braked.is_none()
        };
        tells.then_some(Alarm { since, cause })
    });
    if let Some(alarm) = raised {
        row.health.alarm = Some(alarm);
        if alarm.cause.halts() {
            row.halted = true;
            row.health.braked = Some(now);
        }
    }
    Some(Judged { row, raised })
}

/// The row after an answer to its card; a mailbox can be given up without one. Every answer but the last keeps the mailbox halted until it is
/// resumed; where the brake did not halt it, having seen it is enough.
pub fn answered(row: &MailboxRow, answered: Answered) -> Result<MailboxRow, &'static str> {
    let mut row = row.clone();
    let alarm = row.health.alarm.take();
    if alarm.is_none() && matches!(answered.answer, Answer::Seen | Answer::Pause) {
        return Err("no card of this mailbox waits: to pause it, halt it");
    }
    if answered.answer == Answer::Seen {
        if alarm.is_some_and(|alarm| alarm.cause.halts()) {
            return Err(
                "the mailbox is halted: say what becomes of its conversations, or resume it",
            );
        }
        // Refusals are counted anew, or the next one would bring the card back. A complaint stays: a
        // second one halts.
        row.health.refused.clear();
    } else {
        row.halted = true;
    }
    row.health.answered = Some(answered);
    Ok(row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::Date;

    fn now() -> Timestamp {
        Timestamp::from_second(1_790_000_000).unwrap()
    }

    fn row(letters: u64) -> MailboxRow {
        MailboxRow {
            halted: false,
            fleet_halted: false,
            day: Date::MIN,
            count: 0,
            last: None,
            reserved: None,
            health: Health {
                letters,
                ..Health::default()
            },
        }
    }

    /// Feeds trouble with letters of these numbers; what the last one raised, and the row.
    fn fed(mut row: MailboxRow, trouble: Trouble, letters: &[u64]) -> (Option<Cause>, MailboxRow) {
        let mut raised = None;
        for letter in letters {
            if let Some(judged) = judge(&row, trouble, Some(*letter), now()) {
                raised = judged.raised.map(|alarm| alarm.cause);
                row = judged.row;
            }
        }
        (raised, row)
    }

    #[test]
    fn the_third_bounce_of_the_last_hundred_letters_halts() {
        let (raised, after) = fed(row(5), Trouble::Bounced, &[1, 2]);
        assert_eq!((raised, after.halted), (None, false));
        let (raised, after) = fed(after, Trouble::Bounced, &[3]);
        assert_eq!(raised, Some(Cause::Bounces { count: 3, of: 5 }));
        assert!(after.halted && after.health.braked.is_some());
        let (raised, after) = fed(row(200), Trouble::Bounced, &[100, 150, 200]);
        assert_eq!((raised, after.halted), (None, false), "100 is out of sight");
        let (raised, _) = fed(after, Trouble::Bounced, &[101]);
        assert_eq!(raised, Some(Cause::Bounces { count: 3, of: 100 }));
    }

    #[test]
    fn a_report_that_comes_twice_counts_once() {
        let (raised, after) = fed(row(9), Trouble::Bounced, &[4, 4, 4, 4]);
        assert_eq!((raised, after.health.bounced.len()), (None, 1));
    }

    #[test]
    fn one_complaint_makes_a_card_and_the_second_within_a_thousand_letters_halts() {
        let (raised, after) = fed(row(1_500), Trouble::Complained, &[501]);
        assert_eq!((raised, after.halted), (Some(Cause::Complaint), false));
        let since = after.health.alarm.unwrap().since;
        let (raised, after) = fed(after, Trouble::Complained, &[1_400]);
        let many = Cause::Complaints {
            count: 2,
            of: 1_000,
        };
        assert_eq!((raised, after.halted), (Some(many), true));
        assert_eq!(after.health.alarm.unwrap().since, since, "the same card");
        let (raised, after) = fed(row(1_500), Trouble::Complained, &[500]);
        assert_eq!(raised, Some(Cause::Complaint));
        let (raised, after) = fed(after, Trouble::Complained, &[1_400]);
        assert_eq!(
            (raised, after.halted),
            (None, false),
            "500 is out of sight, and a card waits already"
        );
    }

    #[test]
    fn refusals_make_a_card_and_halt_nothing() {
        let (raised, after) = fed(row(50), Trouble::Refused, &[48, 49, 50]);
        assert_eq!(raised, Some(Cause::Refusals { count: 3, of: 50 }));
        assert!(!after.halted);
        let (raised, _) = fed(after.clone(), Trouble::Refused, &[47]);
        assert_eq!(raised, None, "its card waits already");
        let seen = Answered {
            by: OperatorId::parse("Ada").unwrap(),
            at: now(),
            answer: Answer::Seen,
        };
        let after = answered(&after, seen).unwrap();
        assert_eq!(after.health.alarm, None);
        let (raised, _) = fed(after, Trouble::Refused, &[46]);
        assert_eq!(raised, None, "counted anew");
    }

    #[test]
    fn what_comes_after_the_brake_is_counted_and_told_no_more_until_a_resume() {
        let (_, after) = fed(row(5), Trouble::Bounced, &[1, 2, 3]);
        let answer = |answer| Answered {
            by: OperatorId::parse("Ada").unwrap(),
            at: now(),
            answer,
        };
        assert!(answered(&after, answer(Answer::Seen)).is_err());
        let mut after = answered(&after, answer(Answer::Pause)).unwrap();
        assert!(after.halted && after.health.alarm.is_none());
        assert!(answered(&after, answer(Answer::Pause)).is_err(), "decided");
        assert!(answered(&after, answer(Answer::End)).is_ok(), "given up");
        let (raised, _) = fed(after.clone(), Trouble::Bounced, &[4, 5]);
        assert_eq!(raised, None);
        after.halted = false;
        after.health.resumed();
        let (raised, after) = fed(after, Trouble::Bounced, &[4, 5]);
        assert_eq!((raised, after.halted), (None, false), "counted anew");
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let many: Vec<u64> = (1..=500).collect();
        let (_, after) = fed(row(500), Trouble::Refused, &many);
        assert_eq!(after.health.refused.len(), MOST_KEPT);
        assert!(serde_json::to_vec(&after).unwrap().len() < 4_000);
    }
}
