//! What comes again in the operator's verdicts: the same edit, the same phrase in what he killed, the same words
//! in his notes.

use super::words::{Word, changes, words};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What comes less often than this is no habit.
const HABIT: u32 = 2;
/// A phrase that stands in fewer killed drafts proves nothing.
const FEWEST_KILLS: u32 = 3;
/// Words of a phrase.
const PHRASE: std::ops::RangeInclusive<usize> = 2..=6;
/// Words of an edit that may become a rule: of a whole paragraph none is made.
const LONGEST_EDIT: usize = 14;
/// So many are told.
const MOST: usize = 12;

/// The first decision on a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// As it stood.
    Approved,
    /// Edited in wording alone.
    Polished,
    /// Edited in substance.
    Fixed,
    /// Killed.
    Killed,
    /// Sent back.
    SentBack,
}

/// A draft that somebody decided on.
#[derive(Debug, Clone, Copy)]
pub struct Read<'a> {
    /// What was decided.
    pub how: How,
    /// The text as the agent wrote it, subject first.
    pub text: &'a str,
    /// What the operator made of it, if he edited it.
    pub kept: Option<&'a str>,
    /// Words that are about the person: names, company. Lower case; none of them may get into a rule.
    pub personal: &'a BTreeSet<String>,
}

/// An edit that comes again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What stood there; empty where words were added.
    pub old: String,
    /// What the operator put there; empty where words were taken out.
    pub new: String,
    /// In so many drafts.
    pub count: u32,
}

pub(super) fn slice(text: &str, words: &[Word], range: &Range<usize>) -> String {
    let words = words.get(range.clone()).unwrap_or_default();
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => {
            let text = text.get(first.at.start..last.at.end).unwrap_or_default();
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        }
        _ => String::new(),
    }
}

pub(super) fn folded(words: &[Word], range: &Range<usize>) -> String {
    let words = words.get(range.clone()).unwrap_or_default();
    let folds: Vec<&str> = words.iter().map(|word| word.fold.as_str()).collect();
    folds.join(" ")
}

/// Edits that come again, the most frequent first.
#[must_use]
pub fn edits(read: &[Read<'_>]) -> Vec<Edit> {
    let mut found: BTreeMap<(String, String), Edit> = BTreeMap::new();
    for draft in read {
        let Some(kept) = draft.kept else { continue };
        let (old, new) = (words(draft.text), words(kept));
        let folds = |words: &[Word]| -> Vec<String> {
            words.iter().map(|word| word.fold.clone()).collect()
        };
        let mut seen = BTreeSet::new();
        for hunk in changes(&folds(&old), &folds(&new), 1) {
            let is_personal = |words: &[Word], range: &Range<usize>| {
                let words = words.get(range.clone()).unwrap_or_default();
                words.iter().any(|word| draft.personal.contains(&word.fold))
            };
            if hunk.old.len() > LONGEST_EDIT
                || hunk.new.len() > LONGEST_EDIT
                || is_personal(&old, &hunk.old)
                || is_personal(&new, &hunk.new)
            {
                continue;
            }
            let key = (folded(&old, &hunk.old), folded(&new, &hunk.new));
            if !seen.insert(key.clone()) {
                continue;
            }
            let edit = found.entry(key).or_insert_with(|| Edit {
                old: slice(draft.text, &old, &hunk.old),
                new: slice(kept, &new, &hunk.new),
                count: 0,
            });
            edit.count = edit.count.saturating_add(1);
        }
    }
    let mut all: Vec<Edit> = found
        .into_values()
        .filter(|edit| edit.count >= HABIT)
        .collect();
    all.sort_by(|one, other| other.count.cmp(&one.count).then(one.old.cmp(&other.old)));
    all.truncate(MOST);
    all
}

/// A phrase that stands in what was killed more often than in what was approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KillPhrase {
    /// The phrase.
    pub phrase: String,
    /// In so many killed drafts.
    pub killed: u32,
    /// In so many drafts that were approved as they stood.
    pub approved: u32,
}

/// The phrases of a text, each once: within a sentence, without what is about the person.
pub(super) fn phrases(text: &str, personal: &BTreeSet<String>) -> BTreeMap<String, String> {
    let all = words(text);
    let mut out = BTreeMap::new();
    for first in 0..all.len() {
        for length in PHRASE {
            let range = first..first.saturating_add(length);
            let Some(words) = all.get(range.clone()) else {
                break;
            };
            let inner = words.get(..length.saturating_sub(1)).unwrap_or_default();
            if inner.iter().any(|word| word.ends)
                || words.iter().any(|word| personal.contains(&word.fold))
            {
                break;
            }
            if words.iter().any(|word| word.fold.chars().count() > 3) {
                out.entry(folded(&all, &range))
                    .or_insert_with(|| slice(text, &all, &range));
            }
        }
    }
    out
}

/// Drops a phrase that a longer one says as well.
pub(super) fn longest(mut all: Vec<(String, String, u32)>) -> Vec<(String, String, u32)> {
    all.sort_by(|one, other| other.0.len().cmp(&one.0.len()).then(one.0.cmp(&other.0)));
    let mut kept: Vec<(String, String, u32)> = Vec::new();
    for (fold, phrase, count) in all {
        let within = |longer: &str| format!(" {longer} ").contains(&format!(" {fold} "));
        if !kept
            .iter()
            .any(|(longer, _, more)| within(longer) && *more >= count)
        {
            kept.push((fold, phrase, count));
        }
    }
    kept
}

/// Phrases of what was killed, those that tell the most first.
#[must_use]
pub fn kill_phrases(read: &[Read<'_>]) -> Vec<KillPhrase> {
    let (mut kills, mut approvals) = (0_u32, 0_u32);
    let mut counted: BTreeMap<String, (String, u32)> = BTreeMap::new();
    for draft in read {
        match draft.how {
            How::Killed => {
                kills = kills.saturating_add(1);
                for (fold, phrase) in phrases(draft.text, draft.personal) {
                    let (_, count) = counted.entry(fold).or_insert((phrase, 0));
                    *count = count.saturating_add(1);
                }
            }
            How::Approved => approvals = approvals.saturating_add(1),
            How::Polished | How::Fixed | How::SentBack => {}
        }
    }
    counted.retain(|_, (_, count)| *count >= FEWEST_KILLS);
    let mut approved: BTreeMap<&str, u32> = counted.keys().map(|key| (key.as_str(), 0)).collect();
    for draft in read.iter().filter(|draft| draft.how == How::Approved) {
        for fold in phrases(draft.text, draft.personal).into_keys() {
            if let Some(count) = approved.get_mut(fold.as_str()) {
                *count = count.saturating_add(1);
            }
        }
    }
    // Twice as large a share of the killed ones as of the approved ones.
    let tells = |killed: u32, approved: u32| {
        u64::from(killed).saturating_mul(u64::from(approvals))
            > u64::from(approved)
                .saturating_mul(u64::from(kills))
                .saturating_mul(2)
            || (approvals == 0 && killed < kills)
    };
    let telling = counted
        .iter()
        .filter(|(fold, (_, killed))| {
            tells(*killed, approved.get(fold.as_str()).copied().unwrap_or(0))
        })
        .map(|(fold, (phrase, killed))| (fold.clone(), phrase.clone(), *killed))
        .collect();
    let mut all: Vec<KillPhrase> = longest(telling)
        .into_iter()
        .map(|(fold, phrase, killed)| KillPhrase {
            phrase,
            killed,
            approved: approved.get(fold.as_str()).copied().unwrap_or(0),
        })
        .collect();
    all.sort_by(|one, other| {
        let worth = |phrase: &KillPhrase| {
            i64::from(phrase.killed).saturating_sub(i64::from(phrase.approved))
        };
        worth(other)
            .cmp(&worth(one))
            .then(other.phrase.len().cmp(&one.phrase.len()))
            .then(one.phrase.cmp(&other.phrase))
    });
    let mut kept: Vec<KillPhrase> = Vec::new();
    for one in all {
        // The same words seen through a window that moved on by one tell nothing more.
        let same = |known: &KillPhrase| {
            (known.killed, known.approved) == (one.killed, one.approved)
                && (overlap(&known.phrase, &one.phrase) || overlap(&one.phrase, &known.phrase))
        };
        if !kept.iter().any(same) {
            kept.push(one);
        }
    }
    kept.truncate(MOST);
    kept
}

/// The last two words or more of one phrase are the first of the other.
fn overlap(one: &str, other: &str) -> bool {
    let fold = |text: &str| -> Vec<String> { words(text).into_iter().map(|w| w.fold).collect() };
    let (one, other) = (fold(one), fold(other));
    (2..=one.len().min(other.len())).any(|n| {
        let tail = one.get(one.len().saturating_sub(n)..);
        tail.is_some() && tail == other.get(..n)
    })
}

/// What comes again in notes: the phrase, and in how many of them.
#[must_use]
pub fn note_phrases(notes: &[String]) -> Vec<(String, u32)> {
    let nobody = BTreeSet::new();
    let mut counted: BTreeMap<String, (String, u32)> = BTreeMap::new();
    for note in notes {
        for (fold, phrase) in phrases(note, &nobody) {
            let (_, count) = counted.entry(fold).or_insert((phrase, 0));
            *count = count.saturating_add(1);
        }
    }
    let all = counted
        .into_iter()
        .filter(|(_, (_, count))| *count >= HABIT)
        .map(|(fold, (phrase, count))| (fold, phrase, count))
        .collect();
    let mut all: Vec<(String, u32)> = longest(all)
        .into_iter()
        .map(|(_, phrase, count)| (phrase, count))
        .collect();
    all.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
    all.truncate(MOST);
    all
}
