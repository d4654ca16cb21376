//! Late, repeated, changed and reordered labels.

use crate::given::{class, opened, rules, share, strata, sure, waiting};
use domain::trust::{
    Class, Confidence, Counts, Event, Grid, Label, Look, MessageRef, Outcome, Rules, certificate,
    evolve, fold, label,
};
use proptest::prelude::*;
use std::collections::BTreeMap;

const OUTCOMES: [Outcome; 4] = [
    Outcome::Approved,
    Outcome::Polished,
    Outcome::MustFix,
    Outcome::Killed,
];

/// A message, and the verdicts that were given on it one after the other.
fn history() -> impl Strategy<Value = (u16, bool, u16, u8, Vec<usize>)> {
    let verdicts = proptest::collection::vec(prop_oneof![6 => Just(0), 1 => 0..4usize], 0..3);
    let propensity = prop_oneof![Just(1000), Just(200), Just(50), 1..=1000u16];
    (propensity, any::<bool>(), 0..=1000u16, 0..3u8, verdicts)
}

fn labels(histories: &[(u16, bool, u16, u8, Vec<usize>)]) -> Vec<Label> {
    let mut all = Vec::new();
    for (number, (propensity, drawn, confidence, agent, verdicts)) in histories.iter().enumerate() {
        let drawn = *drawn || *propensity == 1000;
        let first = Label {
            look: if drawn { Look::Waiting } else { Look::Passed },
            counts: Counts::Class(sure(*confidence)),
            propensity: share(*propensity),
            strata: strata(["ann", "bob", "cat"][usize::from(*agent)]),
            ..waiting(u32::try_from(number).unwrap(), "ann")
        };
        all.push(first.clone());
        for (decision, verdict) in verdicts.iter().enumerate().filter(|_| drawn) {
            all.push(Label {
                decision: u32::try_from(decision).unwrap() + 1,
                look: Look::Judged(OUTCOMES[*verdict]),
                ..first.clone()
            });
        }
    }
    all
}

/// What the store does: the last label of each message beside the class.
struct Store<'a> {
    rules: &'a Rules,
    class: Class,
    known: BTreeMap<MessageRef, Label>,
    events: Vec<Event>,
}

impl<'a> Store<'a> {
    fn new(rules: &'a Rules) -> Self {
        let grid = Grid::covering((0..100).map(|n| sure(n * 10)).collect(), 4);
        Self {
            rules,
            class: class(rules, grid.clone()),
            known: BTreeMap::new(),
            events: vec![opened(rules, grid)],
        }
    }

    fn take(&mut self, after: &Label) -> usize {
        let before = self.known.get(&after.message).cloned();
        let events = label(&mut self.class, self.rules, before, after.clone());
        let count = events.len();
        if count > 0 {
            self.known.insert(after.message.clone(), after.clone());
        }
        self.events.extend(events);
        count
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn evidence_is_the_same_in_any_order_and_with_repeats(
        histories in proptest::collection::vec(history(), 1..60),
        order in proptest::collection::vec(any::<prop::sample::Index>(), 150),
        repeats in proptest::collection::vec(any::<prop::sample::Index>(), 20),
    ) {
        let rules = rules(0.05);
        let labels = labels(&histories);
        let mut straight = Store::new(&rules);
        for label in &labels {
            straight.take(label);
        }
        let mut mixed = labels.clone();
        for (place, other) in order.iter().enumerate().take(labels.len()) {
            mixed.swap(place, other.index(labels.len()));
        }
        mixed.extend(repeats.iter().map(|index| labels[index.index(labels.len())].clone()));
        let mut shuffled = Store::new(&rules);
        for label in &mixed {
            shuffled.take(label);
        }
        // With few messages nothing is demoted, so both are in their first life.
        prop_assert_eq!(&straight.class.evidence, &shuffled.class.evidence);
        let (one, other) = (certificate(&straight.class, &rules), certificate(&shuffled.class, &rules));
        prop_assert_eq!(&one.thresholds, &other.thresholds);
        prop_assert_eq!(one.judged, other.judged);
        prop_assert_eq!(one.clean_needed, other.clean_needed);
    }

    #[test]
    fn a_repeat_decides_nothing_and_the_log_gives_the_class(
        histories in proptest::collection::vec(history(), 1..40),
    ) {
        let rules = rules(0.05);
        let labels = labels(&histories);
        let mut store = Store::new(&rules);
        for label in &labels {
            store.take(label);
        }
        for label in &labels {
            prop_assert_eq!(store.take(label), 0);
        }
        prop_assert_eq!(fold(&store.events), Some(store.class.clone()));
        let written = serde_json::to_string(&store.events).unwrap();
        let read: Vec<Event> = serde_json::from_str(&written).unwrap();
        prop_assert_eq!(fold(&read), Some(store.class.clone()));
        let state = serde_json::to_string(&store.class).unwrap();
        prop_assert_eq!(serde_json::from_str::<Class>(&state).unwrap(), store.class);
    }

    #[test]
    fn a_verdict_that_is_held_back_never_helps(
        histories in proptest::collection::vec(history(), 1..60),
        late in proptest::collection::vec(any::<bool>(), 200),
    ) {
        let rules = rules(0.05);
        // One verdict each: where one is changed later, the earlier may have been the better one.
        let mut labels = labels(&histories);
        labels.retain(|label| label.decision <= 1);
        let (mut all, mut some) = (Store::new(&rules), Store::new(&rules));
        for (label, late) in labels.iter().zip(late.iter().cycle()) {
            all.take(label);
            if !late || label.decision == 0 {
                some.take(label);
            }
        }
        let at = |store: &Store<'_>| {
            let known = store.class.evidence.walk(&rules.kills, &rules.must_fix, 0.05);
            known.map(|at| (at.kills, at.must_fix)).collect::<Vec<_>>()
        };
        for (all, some) in at(&all).into_iter().zip(at(&some)) {
            prop_assert!(some.0 <= all.0 + 1e-9 && some.1 <= all.1 + 1e-9);
        }
    }
}

#[test]
fn of_two_verdicts_the_later_one_stands_however_they_come() {
    let rules = rules(0.05);
    let first = waiting(1, "ann");
    let approved = Label {
        decision: 1,
        look: Look::Judged(Outcome::Approved),
        ..first.clone()
    };
    let edited = Label {
        decision: 2,
        look: Look::Judged(Outcome::MustFix),
        ..first.clone()
    };
    for order in [
        [&first, &approved, &edited],
        [&edited, &approved, &first],
        [&approved, &first, &edited],
    ] {
        let mut store = Store::new(&rules);
        for label in order {
            store.take(label);
        }
        let counts = store.class.evidence.reaching(9).total();
        assert_eq!(
            (counts.must_fix, counts.approved, counts.waiting),
            (1, 0, 0)
        );
        assert_eq!(store.class.detectors.values().next().unwrap().judged, 1);
    }
}

#[test]
fn the_state_of_a_large_class_is_small() {
    let rules = rules(0.05);
    let mut store = Store::new(&rules);
    for number in 0..6000_u32 {
        let agent = format!("agent-with-a-long-name-{}", number % 50);
        let tenths = u16::try_from(number % 20).unwrap();
        let first = Label {
            counts: Counts::Class(sure(u16::try_from(number % 1001).unwrap())),
            propensity: share(50 + tenths * 50),
            ..waiting(number, &agent)
        };
        let kill = number % 97 == 0;
        let last = crate::given::judged(
            &first,
            if kill {
                Outcome::Killed
            } else {
                Outcome::Approved
            },
        );
        store.take(&first);
        store.take(&last);
    }
    let bytes = serde_json::to_vec(&store.class).unwrap().len();
    assert!(bytes < 60_000, "{bytes}");
}

#[test]
fn nothing_comes_before_the_beginning_and_nothing_begins_twice() {
    let rules = rules(0.05);
    let after = waiting(1, "ann");
    let before = None;
    assert_eq!(evolve(None, &Event::Labelled { before, after }), None);
    let class = class(&rules, Grid::everything());
    let again = opened(&rules, Grid::covering(vec![Confidence::NONE], 3));
    assert_eq!(evolve(Some(class.clone()), &again), Some(class));
}
