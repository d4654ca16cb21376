//! What one verdict asks for: the words that an operator replaced in a draft, or that stand in what he killed, as
//! rules that could be tried.

use super::mined::{How, Read, folded, longest, phrases, slice};
use super::proposal::{Rule, test};
use super::words::{Word, changes, words};
use std::collections::BTreeSet;
use std::ops::Range;

/// So many rules of one verdict.
const MOST: usize = 6;
/// Fewer words mean something else in every letter.
const FEWEST_WORDS: usize = 3;
/// Words of an edit that may become a rule: of a whole paragraph none is made.
const LONGEST: usize = 14;

/// The rules that an edit could become: the words that went are said otherwise from then on, or by nobody.
#[must_use]
pub fn edit_rules(old: &str, new: &str, personal: &BTreeSet<String>) -> Vec<Rule> {
    let (was, is) = (words(old), words(new));
    let folds =
        |words: &[Word]| -> Vec<String> { words.iter().map(|word| word.fold.clone()).collect() };
    let mut rules: Vec<Rule> = Vec::new();
    for hunk in changes(&folds(&was), &folds(&is), 1) {
        if hunk.old.is_empty() {
            // What was only added is no word to look for.
            continue;
        }
        let (lead, tail) = around(&was, &hunk.old, personal);
        let old_at = hunk.old.start.saturating_sub(lead)..hunk.old.end.saturating_add(tail);
        let new_at = hunk.new.start.saturating_sub(lead)..hunk.new.end.saturating_add(tail);
        let about = |words: &[Word], at: &Range<usize>| {
            let words = words.get(at.clone()).unwrap_or_default();
            words.iter().any(|word| personal.contains(&word.fold))
        };
        if old_at.len() < FEWEST_WORDS
            || old_at.len() > LONGEST
            || new_at.len() > LONGEST
            || about(&was, &old_at)
            || about(&is, &new_at)
        {
            continue;
        }
        let (old, new) = (slice(old, &was, &old_at), slice(new, &is, &new_at));
        if !new.is_empty() {
            rules.push(Rule::Say {
                old: old.clone(),
                new,
            });
        }
        rules.push(Rule::Ban { phrase: old });
    }
    rules.truncate(MOST);
    rules
}

/// How many words on either side make a change long enough to mean the same elsewhere.
fn around(all: &[Word], at: &Range<usize>, personal: &BTreeSet<String>) -> (usize, usize) {
    let (mut lead, mut tail) = (0_usize, 0_usize);
    let length = |lead: usize, tail: usize| at.len().saturating_add(lead).saturating_add(tail);
    while length(lead, tail) < FEWEST_WORDS {
        let first = at.start.saturating_sub(lead);
        let before = first.checked_sub(1).and_then(|before| all.get(before));
        let last = at.end.saturating_add(tail);
        let ends = last
            .checked_sub(1)
            .and_then(|last| all.get(last))
            .is_none_or(|word| word.ends);
        let behind = all.get(last).filter(|_| !ends);
        let fits = |word: &Word| !personal.contains(&word.fold);
        if before.is_some_and(|word| fits(word) && !word.ends) {
            lead = lead.saturating_add(1);
        } else if behind.is_some_and(fits) {
            tail = tail.saturating_add(1);
        } else {
            break;
        }
    }
    (lead, tail)
}

/// The phrases of a killed draft that stand in more drafts that were killed, sent back or rid of them than in
/// approved ones, those that tell the most first. A phrase of this draft alone tells nothing yet.
#[must_use]
pub fn kill_rules(text: &str, personal: &BTreeSet<String>, all: &[Read<'_>]) -> Vec<Rule> {
    let mut found: Vec<(String, String, u32)> = phrases(text, personal)
        .into_iter()
        .map(|(fold, phrase)| (fold, phrase, 0))
        .collect();
    let judged: Vec<(bool, String)> = all
        .iter()
        .filter(|read| matches!(read.how, How::Killed | How::Approved))
        .map(|read| {
            let all = words(read.text);
            let text = folded(&all, &(0..all.len()));
            (read.how == How::Killed, format!(" {text} "))
        })
        .collect();
    found.retain_mut(|(fold, _, killed)| {
        let phrase = format!(" {fold} ");
        let (mut kills, mut approvals) = (0_u32, 0_u32);
        for (was_killed, _) in judged.iter().filter(|(_, text)| text.contains(&phrase)) {
            let count = if *was_killed {
                &mut kills
            } else {
                &mut approvals
            };
            *count = count.saturating_add(1);
        }
        *killed = kills;
        kills >= 2 && kills > approvals
    });
    let mut rules: Vec<(i64, Rule)> = longest(found)
        .into_iter()
        .map(|(_, phrase, _)| {
            let rule = Rule::Ban { phrase };
            let tested = test(&rule, all);
            let worth = i64::from(tested.caught).saturating_sub(i64::from(tested.wrongly));
            (worth, rule)
        })
        .filter(|(worth, _)| *worth > 0)
        .collect();
    rules.sort_by_key(|(worth, _)| std::cmp::Reverse(*worth));
    rules.truncate(MOST);
    rules.into_iter().map(|(_, rule)| rule).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn an_edit_could_be_said_otherwise_or_banned() {
        let personal = of(&["ana"]);
        let old = "Hello Ana, it takes no effort whatsoever. Would 20 minutes suit you?";
        let new = "Hello Ana, it takes a day. Would 20 minutes suit you?";
        assert_eq!(
            edit_rules(old, new, &personal),
            [
                Rule::Say {
                    old: "no effort whatsoever".to_owned(),
                    new: "a day".to_owned()
                },
                Rule::Ban {
                    phrase: "no effort whatsoever".to_owned()
                },
            ]
        );
        // A word alone means nothing: its neighbours go along.
        let new = "Hello Ana, it takes no effort whatsoever. Would 30 minutes suit you?";
        assert_eq!(
            edit_rules(old, new, &personal)[1],
            Rule::Ban {
                phrase: "Would 20 minutes".to_owned()
            }
        );
        let gone = "Hello Ana. Would 20 minutes suit you?";
        assert_eq!(
            edit_rules(old, gone, &personal),
            [Rule::Ban {
                phrase: "it takes no effort whatsoever".to_owned()
            }]
        );
        for about in [
            "Hello Bo, it takes no effort whatsoever. Would 20 minutes suit you?",
            old,
        ] {
            assert_eq!(edit_rules(old, about, &personal), []);
        }
    }

    #[test]
    fn a_kill_points_to_what_was_killed_before() {
        let nobody = BTreeSet::new();
        let read = |how, text| Read {
            how,
            text,
            kept: None,
            personal: &nobody,
        };
        let killed = "We know docks. It takes no effort whatsoever.";
        let all = [
            read(How::Killed, killed),
            read(
                How::Killed,
                "Dear all. It takes no effort whatsoever, really.",
            ),
            read(How::Approved, "We know docks. Shall we talk?"),
            read(How::Approved, "We know docks. May I call?"),
        ];
        assert_eq!(
            kill_rules(killed, &nobody, &all),
            [Rule::Ban {
                phrase: "It takes no effort whatsoever".to_owned()
            }]
        );
        assert_eq!(kill_rules(killed, &nobody, &all[2..]), []);
        assert_eq!(kill_rules("We know docks.", &nobody, &all), []);
    }
}
