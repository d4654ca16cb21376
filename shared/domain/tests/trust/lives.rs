//! Promotion, demotion, strata set apart.

use crate::given::{certified, class, clean, give, judged, rules, strata, sure, waiting};
use domain::AgentName;
use domain::trust::{
    Apart, Cause, Class, Confidence, Counts, Event, Grid, Held, Label, Level, Outcome, Rules,
    Stratum, certificate, demote, label, take_back,
};

fn agent(name: &str) -> Stratum {
    Stratum::Agent(AgentName::parse(name).unwrap())
}

/// Kills until the class's events say what is asked for.
fn until(
    class: &mut Class,
    rules: &Rules,
    from: u32,
    wanted: impl Fn(&Event) -> bool,
) -> Vec<Event> {
    let mut all = Vec::new();
    for number in from..from + 60 {
        let events = give(class, rules, waiting(number, "ann"), Outcome::Killed);
        let enough = events.iter().any(&wanted);
        all.extend(events);
        if enough {
            return all;
        }
    }
    panic!("it never came: {all:?}");
}

#[test]
fn clean_verdicts_earn_a_certificate_when_it_says_so() {
    let rules = rules(0.05);
    let mut class = class(&rules, Grid::everything());
    let needed = certificate(&class, &rules).clean_needed;
    assert!(
        clean(&mut class, &rules, "ann", 0..needed - 1)
            .iter()
            .all(|event| !matches!(event, Event::Proven { .. }))
    );
    assert_eq!(certificate(&class, &rules).clean_needed, 1);
    let events = clean(&mut class, &rules, "ann", 500..501);
    let proven = Event::Proven {
        threshold: 0,
        level: Level::Full,
    };
    assert_eq!(events.last(), Some(&proven));
    assert!(certificate(&class, &rules).proven.is_some());
}

#[test]
fn must_fix_edits_have_a_limit_of_their_own() {
    let rules = rules(0.05);
    let mut class = class(&rules, Grid::everything());
    for number in 0..400 {
        let outcome = if number % 7 == 0 {
            Outcome::MustFix
        } else {
            Outcome::Polished
        };
        let _ = give(&mut class, &rules, waiting(number, "ann"), outcome);
    }
    assert_eq!(class.certificate, None, "one in seven is too many");
    let at = certificate(&class, &rules).thresholds[0];
    assert!(at.kills > 20.0 && at.must_fix < 20.0, "{at:?}");
}

#[test]
fn the_walk_stops_at_the_first_threshold_without_proof() {
    let rules = rules(0.05);
    let grid = Grid::try_from(vec![sure(800), sure(500), Confidence::NONE]).unwrap();
    let mut class = class(&rules, grid);
    let mut number = 0;
    let mut give_at = |class: &mut Class, confidence: u16, outcome, count: u32| {
        for _ in 0..count {
            number += 1;
            let first = Label {
                counts: Counts::Class(sure(confidence)),
                ..waiting(number, "ann")
            };
            let _ = give(class, &rules, first, outcome);
        }
    };
    give_at(&mut class, 100, Outcome::Approved, 400);
    assert_eq!(
        class.certificate, None,
        "the laxest has proof, the strictest has none"
    );
    give_at(&mut class, 600, Outcome::Killed, 10);
    give_at(&mut class, 900, Outcome::Approved, 81);
    let level = Level::Full;
    assert_eq!(
        class.certificate,
        Some(Held {
            threshold: 0,
            level
        }),
        "the second one is bad"
    );
    give_at(&mut class, 900, Outcome::Approved, 900);
    assert_eq!(
        class.certificate,
        Some(Held {
            threshold: 2,
            level
        }),
        "enough carries all three"
    );
}

#[test]
fn a_harmful_message_ends_it_at_once_and_proof_begins_anew() {
    let rules = rules(0.05);
    let mut class = certified(&rules, &["ann", "bob"]);
    let first = waiting(900, "ann");
    let events = give(&mut class, &rules, first.clone(), Outcome::Harmful);
    let cause = Cause::Harmful {
        message: first.message,
    };
    assert_eq!(
        events.last(),
        Some(&Event::Demoted {
            cause: cause.clone()
        })
    );
    assert_eq!((class.certificate, class.life), (None, 2));
    assert_eq!(class.ended[0].cause, cause);
    assert_eq!(
        certificate(&class, &rules).messages,
        0,
        "old evidence is never counted again"
    );
    // A verdict on a message of the old life comes late.
    let late = judged(&waiting(901, "ann"), Outcome::Approved);
    let _ = label(&mut class, &rules, None, late);
    assert_eq!(certificate(&class, &rules).messages, 0);
}

#[test]
fn one_agent_that_gets_worse_is_set_apart_and_the_others_ship_on() {
    let rules = rules(0.05);
    let names = [
        "ann", "bob", "cat", "dan", "eve", "fay", "gil", "hal", "ivy", "jon",
    ];
    let mut class = certified(&rules, &names);
    let mut events = Vec::new();
    for round in 0..12 {
        let number = 1000 + round * 20;
        events.extend(give(
            &mut class,
            &rules,
            waiting(number, "ann"),
            Outcome::Killed,
        ));
        for (other, name) in (number + 1..).zip(&names[1..]) {
            events.extend(clean(&mut class, &rules, name, other..other + 1));
        }
        if class.set_apart(&agent("ann")).is_some() {
            break;
        }
    }
    let stratum = agent("ann");
    let cause = Cause::Drift;
    assert!(
        events.contains(&Event::SetApart { stratum, cause }),
        "{events:?}"
    );
    assert_eq!(class.apart.len(), 1, "nobody else");
    assert!(class.certificate.is_some(), "the others ship on");
}

#[test]
fn a_class_that_gets_worse_loses_its_certificate() {
    let rules = rules(0.05);
    let mut class = certified(&rules, &["ann", "bob"]);
    let events = until(&mut class, &rules, 1000, |event| {
        matches!(event, Event::Demoted { .. })
    });
    let cause = Cause::Drift;
    assert_eq!(events.last(), Some(&Event::Demoted { cause }));
    assert!(events.len() < 20, "within some kills: {events:?}");
}

#[test]
fn what_was_set_apart_joins_again_after_fifty_nine_clean_ones_and_not_after_a_kill() {
    let rules = rules(0.05);
    let mut class = certified(&rules, &["ann", "bob"]);
    let set_apart = Event::SetApart {
        stratum: agent("ann"),
        cause: Cause::Drift,
    };
    class = domain::trust::evolve(Some(class), &set_apart).unwrap();
    let mut spoiled = class.clone();
    let number = class.set_apart(&agent("ann")).unwrap().number;
    let tried = |message: u32| Label {
        counts: Counts::Canaries(vec![number]),
        ..waiting(message, "ann")
    };
    let _ = give(&mut spoiled, &rules, tried(3000), Outcome::Killed);
    for message in 1000..1058 {
        let _ = give(&mut class, &rules, tried(message), Outcome::Approved);
        let _ = give(&mut spoiled, &rules, tried(message), Outcome::Approved);
    }
    assert!(class.set_apart(&agent("ann")).is_some());
    // What waits is feared.
    let _ = label(&mut class, &rules, None, tried(1058));
    let _ = give(&mut class, &rules, tried(1059), Outcome::Approved);
    assert!(class.set_apart(&agent("ann")).is_some());
    let _ = label(
        &mut class,
        &rules,
        Some(tried(1058)),
        judged(&tried(1058), Outcome::Approved),
    );
    assert_eq!(class.set_apart(&agent("ann")), None);
    let _ = give(&mut spoiled, &rules, tried(1060), Outcome::Approved);
    assert!(spoiled.set_apart(&agent("ann")).is_some());
}

#[test]
fn an_agent_that_comes_after_the_proof_is_tried_first() {
    let rules = rules(0.05);
    let mut class = certified(&rules, &["ann"]);
    let events = clean(&mut class, &rules, "newcomer", 800..801);
    let stratum = agent("newcomer");
    assert_eq!(
        events[0],
        Event::SetApart {
            stratum: stratum.clone(),
            cause: Cause::New
        }
    );
    assert!(matches!(
        class.set_apart(&stratum),
        Some(Apart {
            cause: Cause::New,
            ..
        })
    ));
    assert_eq!(class.set_apart(&agent("ann")), None);
}

#[test]
fn when_several_of_a_kind_are_gone_the_class_goes() {
    let rules = rules(0.05);
    let mut class = certified(&rules, &["ann", "bob", "cat"]);
    for name in ["ann", "bob"] {
        let event = Event::SetApart {
            stratum: agent(name),
            cause: Cause::Drift,
        };
        class = domain::trust::evolve(Some(class), &event).unwrap();
    }
    let events = clean(&mut class, &rules, "cat", 700..701);
    assert!(events.contains(&Event::Demoted {
        cause: Cause::Several
    }));
    assert_eq!(class.certificate, None);
}

#[test]
fn the_operator_takes_trust_away_and_gives_a_stratum_back() {
    let rules = rules(0.05);
    let mut class = certified(&rules, &["ann", "bob"]);
    assert_eq!(demote(&mut class, agent("ann")).len(), 1);
    let number = class.set_apart(&agent("ann")).unwrap().number;
    for message in 1000..1200 {
        let first = Label {
            counts: Counts::Canaries(vec![number]),
            ..waiting(message, "ann")
        };
        let _ = give(&mut class, &rules, first, Outcome::Approved);
    }
    assert!(
        class.set_apart(&agent("ann")).is_some(),
        "what the operator took, no rule gives back"
    );
    assert_eq!(take_back(&mut class, agent("ann")).len(), 1);
    assert!(take_back(&mut class, agent("ann")).is_empty());
    let _ = demote(&mut class, Stratum::Class);
    assert_eq!((class.certificate, class.life), (None, 2));
    assert_eq!(class.ended[0].cause, Cause::Operator);
}

#[test]
fn the_page_claims_an_average_and_says_so() {
    let rules = rules(0.05);
    let class = certified(&rules, &["ann", "bob"]);
    let words = certificate(&class, &rules).words().join("\n");
    for wanted in [
        "Proven at 95 %",
        "on average",
        "fewer than 5.0 %",
        "single agents may be worse",
        "once in 10000 messages",
        "A jump to 15 %",
    ] {
        assert!(words.contains(wanted), "{wanted:?} is missing in {words}");
    }
    let strata = strata("ann");
    assert_eq!(strata.all()[0], Stratum::Class);
}
