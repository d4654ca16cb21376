//! Beginning anew with what the verdicts have taught, where that loses nothing.

use crate::given::{certified, class, clean, give, rules, sure, waiting};
use domain::trust::{
    Class, Confidence, Counts, Event, Grid, Label, Outcome, Rules, Stratum, begin_anew, demote,
    would_lose_nothing,
};

fn grid() -> Grid {
    Grid::try_from(vec![sure(800), Confidence::NONE]).unwrap()
}

/// Verdicts at one confidence.
fn at(
    class: &mut Class,
    rules: &Rules,
    confidence: u16,
    outcome: Outcome,
    numbers: std::ops::Range<u32>,
) {
    for number in numbers {
        let first = Label {
            counts: Counts::Class(sure(confidence)),
            life: class.life,
            ..waiting(number, "ann")
        };
        let _ = give(class, rules, first, outcome);
    }
}

#[test]
fn a_proof_that_is_under_way_is_not_thrown_away() {
    let rules = rules(0.03);
    let mut class = class(&rules, Grid::everything());
    assert!(!would_lose_nothing(&class, &rules), "it has hardly begun");
    clean(&mut class, &rules, "ann", 0..80);
    assert!(!would_lose_nothing(&class, &rules));
    assert_eq!(
        begin_anew(&mut class, &rules, "one".to_owned(), grid()),
        None
    );
    assert_eq!(class.judge, None);
    let held = certified(&rules, &["ann"]);
    assert!(!would_lose_nothing(&held, &rules), "it is certified");
}

#[test]
fn where_nothing_was_gained_proof_begins_anew_and_old_labels_count_no_more() {
    let rules = rules(0.03);
    let mut class = class(&rules, Grid::everything());
    at(&mut class, &rules, 900, Outcome::Approved, 0..56);
    at(&mut class, &rules, 900, Outcome::Killed, 56..62);
    assert!(would_lose_nothing(&class, &rules));
    // One threshold tells nothing apart.
    let alike = begin_anew(&mut class, &rules, "one".to_owned(), Grid::everything());
    assert_eq!(alike, None);
    let begun = begin_anew(&mut class, &rules, "one".to_owned(), grid());
    assert!(matches!(begun, Some(Event::BegunAnew { .. })));
    let judge = class.judge.clone().unwrap();
    assert_eq!((class.life, judge.life), (2, 2));
    assert_eq!(class.evidence.reaching(1).total().all(), 0);
    // A label of the life before that comes late.
    let late = Label {
        life: 1,
        ..waiting(70, "ann")
    };
    let _ = give(&mut class, &rules, late, Outcome::Approved);
    assert_eq!(class.evidence.reaching(1).total().all(), 0);
    assert!(
        !would_lose_nothing(&class, &rules),
        "what was begun is given its time"
    );
}

#[test]
fn a_demotion_leaves_nothing_to_lose_once() {
    let rules = rules(0.03);
    let mut class = certified(&rules, &["ann"]);
    let _ = demote(&mut class, Stratum::Class);
    assert!(would_lose_nothing(&class, &rules));
    assert!(begin_anew(&mut class, &rules, "two".to_owned(), grid()).is_some());
    assert!(!would_lose_nothing(&class, &rules));
}

#[test]
fn kills_below_the_threshold_say_nothing_of_what_ships() {
    let rules = rules(0.03);
    let mut class = class(&rules, grid());
    at(&mut class, &rules, 100, Outcome::Killed, 600..630);
    at(&mut class, &rules, 900, Outcome::Approved, 0..300);
    let held = class.certificate;
    assert!(held.is_some_and(|held| held.threshold == 0), "{held:?}");
    at(&mut class, &rules, 100, Outcome::Killed, 300..500);
    assert_eq!(class.certificate, held);
    assert!(class.apart.is_empty());
    // And those that reach it are noticed.
    at(&mut class, &rules, 900, Outcome::Killed, 500..530);
    assert!(class.certificate.is_none() || !class.apart.is_empty());
}
