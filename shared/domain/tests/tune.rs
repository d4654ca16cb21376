//! When a round is due, and what is read out of verdicts.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use domain::tune::{
    How, Quarter, Read, Rule, Standing, due, edits, kill_phrases, note_phrases, propose, standing,
    test,
};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;

fn day(n: i64) -> Timestamp {
    let begin: Timestamp = "2026-09-07T07:00:00Z".parse().unwrap();
    begin
        .checked_add(SignedDuration::from_hours(24 * n))
        .unwrap()
}

#[test]
fn a_round_is_due_weekly_then_every_other_week_then_every_four_weeks() {
    for (how, days) in [
        (Standing::New, 7),
        (Standing::Stable, 14),
        (Standing::Clean, 28),
    ] {
        assert!(!due(day(0), how, day(days - 1)).is_due, "{how:?}");
        let on_time = due(day(0), how, day(days));
        assert!(on_time.is_due && on_time.missed == 0, "{how:?}");
        assert_eq!(due(day(0), how, day(days + 2)).missed, 0, "{how:?}");
        assert_eq!(due(day(0), how, day(days + 3)).missed, 1, "{how:?}");
        assert_eq!(due(day(0), how, day(2 * days + 3)).missed, 2, "{how:?}");
    }
}

#[test]
fn a_quarter_is_clean_within_the_limits_of_a_certificate_and_with_verdicts_enough() {
    let clean = Quarter {
        judged: 100,
        killed: 3,
        fixed: 10,
        harmful: 0,
    };
    let of = |days: i64, quarter: Quarter| standing(days, &quarter);
    assert_eq!(of(27, clean), Standing::New);
    assert_eq!(of(28, clean), Standing::Stable);
    assert_eq!(of(91, clean), Standing::Clean);
    for dirty in [
        Quarter { killed: 4, ..clean },
        Quarter { fixed: 11, ..clean },
        Quarter {
            harmful: 1,
            ..clean
        },
        Quarter {
            judged: 19,
            killed: 0,
            fixed: 0,
            ..clean
        },
    ] {
        assert_eq!(of(91, dirty), Standing::Stable, "{dirty:?}");
    }
}

struct Draft {
    how: How,
    text: String,
    kept: Option<String>,
    personal: BTreeSet<String>,
}

fn draft(how: How, name: &str, text: &str, kept: Option<&str>) -> Draft {
    let filled = |text: &str| text.replace("NAME", name);
    Draft {
        how,
        text: filled(text),
        kept: kept.map(filled),
        personal: BTreeSet::from([name.to_lowercase()]),
    }
}

fn reads(drafts: &[Draft]) -> Vec<Read<'_>> {
    drafts
        .iter()
        .map(|one| Read {
            how: one.how,
            text: &one.text,
            kept: one.kept.as_deref(),
            personal: &one.personal,
        })
        .collect()
}

const PLAIN: &str = "Hello NAME,\n\nwe show how long trucks wait. Would Tuesday suit you?";
const HYPED: &str =
    "Hello NAME,\n\nwe show how long trucks wait, a real game changer. Would Tuesday suit you?";

fn some() -> Vec<Draft> {
    let mut all = vec![];
    for name in ["Ana", "Bo", "Cleo"] {
        all.push(draft(How::Killed, name, HYPED, None));
        let kept = PLAIN.replace("Would Tuesday suit you?", "May I call?");
        all.push(draft(How::Fixed, name, PLAIN, Some(&kept)));
    }
    all.push(draft(How::Approved, "Dan", HYPED, None));
    for name in ["Eve", "Finn"] {
        all.push(draft(How::Approved, name, PLAIN, None));
    }
    all
}

#[test]
fn the_same_edit_counts_once_a_draft_and_never_holds_a_name() {
    let mut all = some();
    let named = |name: &str| PLAIN.replace("Hello NAME", &format!("Dear {name}"));
    for name in ["Gil", "Hal"] {
        all.push(draft(How::Polished, name, PLAIN, Some(&named(name))));
    }
    let told: Vec<(String, String, u32)> = edits(&reads(&all))
        .into_iter()
        .map(|edit| (edit.old, edit.new, edit.count))
        .collect();
    assert_eq!(
        told,
        [
            (
                "Would Tuesday suit you".to_owned(),
                "May I call".to_owned(),
                3
            ),
            ("Hello".to_owned(), "Dear".to_owned(), 2),
        ]
    );
}

#[test]
fn a_phrase_of_killed_drafts_is_the_longest_that_tells_them_apart() {
    let told = kill_phrases(&reads(&some()));
    let [phrase] = told.as_slice() else {
        panic!("{told:?}")
    };
    assert_eq!(phrase.phrase, "a real game changer");
    assert_eq!((phrase.killed, phrase.approved), (3, 1));
    // Amid a sentence: one window of it, not each.
    let amid = HYPED.replace("wait, a real", "wait at a real");
    let all: Vec<Draft> = ["Ana", "Bo", "Cleo"]
        .into_iter()
        .map(|name| draft(How::Killed, name, &amid, None))
        .chain(["Eve", "Finn"].map(|name| draft(How::Approved, name, PLAIN, None)))
        .collect();
    let told = kill_phrases(&reads(&all));
    let [phrase] = told.as_slice() else {
        panic!("{told:?}")
    };
    assert_eq!((phrase.killed, phrase.approved), (3, 0));
}

#[test]
fn a_rule_is_tried_as_the_linter_would_find_it() {
    let all = some();
    let ban = Rule::Ban {
        phrase: "game  CHANGER".to_owned(),
    };
    let tested = test(&ban, &reads(&all));
    assert_eq!((tested.of, tested.caught, tested.wrongly), (9, 3, 1));
    assert_eq!(all[tested.wrong[0]].how, How::Approved);
    let say = Rule::Say {
        old: "Would Tuesday suit you".to_owned(),
        new: "May I call".to_owned(),
    };
    let tested = test(&say, &reads(&all));
    // Three edits; three were approved as they stood; that three were killed says nothing about it.
    assert_eq!((tested.caught, tested.wrongly), (3, 3));
}

#[test]
fn what_would_be_wrong_as_often_as_right_is_not_proposed() {
    let mut all = some();
    let proposed = |all: &[Draft]| -> Vec<String> {
        propose(&reads(all), &reads(all))
            .into_iter()
            .map(|one| one.rule.phrase().to_owned())
            .collect()
    };
    let told = proposed(&all);
    assert_eq!(told.len(), 1, "{told:?}");
    for name in ["Ike", "Jan", "Kay"] {
        all.push(draft(How::Approved, name, HYPED, None));
    }
    let told = proposed(&all);
    assert!(
        told.iter().all(|phrase| !phrase.contains("game changer")),
        "{told:?}"
    );
}

#[test]
fn notes_that_say_the_same_are_counted() {
    let notes = ["Too pushy for a first letter.", "too pushy", "wrong site"].map(str::to_owned);
    assert_eq!(note_phrases(&notes), [("Too pushy".to_owned(), 2)]);
    assert_eq!(note_phrases(&[]), []);
}
