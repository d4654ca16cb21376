//! Pushes and canaries.

use crate::given::{clean, give, id, rules, waiting};
use domain::trust::canary::clean_in_a_row;
use domain::trust::push::{Change, Push, Replay, carry_over, kind};
use domain::trust::{
    Class, Event, Grid, Held, Level, Limit, Outcome, Rules, certificate, corrected, evolve, overdue,
};

fn canary(rules: &Rules) -> Class {
    let event = Event::Opened {
        class: id("two"),
        terms: rules.terms,
        grid: Grid::everything(),
        succeeds: Some(id("one")),
    };
    evolve(None, &event).unwrap()
}

#[test]
fn fifty_nine_clean_ones_show_five_percent() {
    let five = Limit::new(0.05).unwrap();
    assert_eq!(clean_in_a_row(five, 0.05), 59);
    let rules = rules(0.03);
    let mut class = canary(&rules);
    assert_eq!(certificate(&class, &rules).clean_needed, 59);
    let _ = clean(&mut class, &rules, "ann", 0..58);
    assert_eq!(class.certificate, None);
    let _ = clean(&mut class, &rules, "ann", 58..59);
    let held = |level| {
        Some(Held {
            threshold: 0,
            level,
        })
    };
    assert_eq!(class.certificate, held(Level::Provisional));
    let proven = certificate(&class, &rules).proven.unwrap();
    assert!(
        (proven.kills_below - 0.05).abs() < 1e-12,
        "no more than was shown"
    );
    let _ = clean(&mut class, &rules, "ann", 59..150);
    assert_eq!(class.certificate, held(Level::Full));
}

#[test]
fn one_kill_and_only_the_full_proof_will_do() {
    let rules = rules(0.03);
    let mut class = canary(&rules);
    let _ = give(&mut class, &rules, waiting(900, "ann"), Outcome::Killed);
    let _ = clean(&mut class, &rules, "ann", 0..120);
    assert_eq!(class.certificate, None);
    let _ = clean(&mut class, &rules, "ann", 120..400);
    assert_eq!(class.certificate.map(|held| held.level), Some(Level::Full));
}

#[test]
fn a_push_is_of_the_kind_that_its_change_allows() {
    let narrowing = Change {
        past_leads: true,
        ..Change::default()
    };
    assert_eq!(kind(narrowing), Push::Narrowing);
    let prompt = Change {
        prompt: true,
        ..narrowing
    };
    assert_eq!(kind(prompt), Push::Replayable);
    let unknown = Change {
        past_leads: false,
        ..prompt
    };
    assert_eq!(kind(unknown), Push::Canary);
    for prompt in [false, true] {
        let looser = Change {
            prompt,
            loosened: true,
            past_leads: true,
        };
        assert_eq!(
            kind(looser),
            Push::Canary,
            "what is loosened could let anything through"
        );
    }
}

#[test]
fn a_bound_carries_over_with_both_parts_stated() {
    let rules = rules(0.05);
    let replay = Replay {
        leads: 150,
        changed: 40,
        judged: 40,
        killed: 0,
    };
    let carried = carry_over(&rules, 0.02, replay);
    assert!(
        carried.carries && carried.leads_needed == Some(0),
        "{carried:?}"
    );
    assert!((carried.added - (1.0 - 0.025_f64.powf(1.0 / 150.0))).abs() < 1e-9);
    let unjudged = Replay {
        judged: 39,
        ..replay
    };
    assert!(
        !carry_over(&rules, 0.02, unjudged).carries,
        "what isn't judged is feared"
    );
    let killed = carry_over(
        &rules,
        0.02,
        Replay {
            killed: 1,
            ..replay
        },
    );
    assert!(!killed.carries && killed.leads_needed.is_none());
    let few = carry_over(
        &rules,
        0.02,
        Replay {
            leads: 100,
            ..replay
        },
    );
    assert!(!few.carries);
    let more = Replay {
        leads: 100 + few.leads_needed.unwrap(),
        ..replay
    };
    assert!(carry_over(&rules, 0.02, more).carries);
    let fewer = Replay {
        leads: more.leads - 1,
        ..more
    };
    assert!(!carry_over(&rules, 0.02, fewer).carries, "exactly so many");
    assert_eq!(
        carry_over(&rules, 0.05, replay).leads_needed,
        None,
        "nothing is left for the new one"
    );
}

#[test]
fn an_operator_who_misses_kills_proves_less() {
    let limit = Limit::new(0.05).unwrap();
    let sharp = corrected(limit, 0, 60, 0.05).unwrap().share();
    let lazy = corrected(limit, 18, 60, 0.05).unwrap().share();
    assert!(sharp > 0.05 && sharp < 0.053, "{sharp}");
    assert!(lazy > 0.08, "{lazy}");
    assert_eq!(corrected(limit, 0, 0, 0.05), None, "nobody knows");
}

#[test]
fn an_agent_without_proof_after_a_month_is_overdue() {
    assert!(!overdue(30, 129, false));
    assert!(overdue(30, 130, false));
    assert!(!overdue(30, 9999, true));
}
