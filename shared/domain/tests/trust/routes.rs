//! Hold or clear, and who looks.

use crate::given::{certified, class, message, rules, share, strata, sure};
use domain::secrets::Secrets;
use domain::trust::{
    Cause, Class, Counts, Event, Grid, MessageRef, Must, Propensity, Question, Reason, Route,
    Rules, Stratum, demote, evolve, route,
};

fn secrets(draws: u8) -> Secrets {
    Secrets {
        identity: [1; 32],
        links: [2; 32],
        replies: [3; 32],
        draws: [draws; 32],
    }
}

struct Asked {
    agent: &'static str,
    confidence: u16,
    must: Option<Must>,
    agent_days: u32,
    certified_days: u32,
}

const USUAL: Asked = Asked {
    agent: "ann",
    confidence: 700,
    must: None,
    agent_days: 40,
    certified_days: 3,
};

fn ask(class: Option<&Class>, rules: &Rules, asked: &Asked, draw: f64) -> Route {
    let question = Question {
        message: &message(1),
        strata: &strata(asked.agent),
        confidence: sure(asked.confidence),
        must: asked.must,
        agent_days: asked.agent_days,
        certified_days: asked.certified_days,
    };
    route(class, rules, &question, draw)
}

#[track_caller]
fn held(routed: &Route, words: &str) {
    assert!(!routed.clear && routed.drawn, "{routed:?}");
    assert_eq!(routed.propensity, Propensity::CERTAIN);
    let said = routed.reason.to_string();
    assert!(said.starts_with("held: ") && said.contains(words), "{said}");
}

#[test]
fn nothing_is_cleared_without_a_live_certificate() {
    let rules = rules(0.05);
    held(&ask(None, &rules, &USUAL, 0.9), "nothing is proven");
    let young = class(&rules, Grid::everything());
    let routed = ask(Some(&young), &rules, &USUAL, 0.9);
    held(&routed, "nothing is proven");
    assert_eq!(routed.counts, Counts::Class(sure(700)));
    let mut class = certified(&rules, &["ann"]);
    assert!(ask(Some(&class), &rules, &USUAL, 0.9).clear);
    let _ = demote(&mut class, Stratum::Class);
    held(&ask(Some(&class), &rules, &USUAL, 0.9), "nothing is proven");
}

#[test]
fn what_is_held_whatever_the_confidence_says_why() {
    let rules = rules(0.05);
    let mut class = certified(&rules, &["ann", "bob"]);
    let unsafe_draft = Asked {
        must: Some(Must::Lint),
        ..USUAL
    };
    let routed = ask(Some(&class), &rules, &unsafe_draft, 0.9);
    held(&routed, "the linter");
    assert_eq!(routed.counts, Counts::Nothing);
    let young = Asked {
        agent_days: 6,
        ..USUAL
    };
    held(&ask(Some(&class), &rules, &young, 0.9), "for 6 days");
    let unknown = Asked {
        agent: "zoe",
        ..USUAL
    };
    held(
        &ask(Some(&class), &rules, &unknown, 0.9),
        "reviewed in full at first",
    );
    let _ = demote(&mut class, Stratum::Agent(strata("ann").agent));
    let routed = ask(Some(&class), &rules, &USUAL, 0.9);
    held(
        &routed,
        "agent ann is reviewed in full, because the operator",
    );
    assert_eq!(routed.counts, Counts::Canaries(vec![1]));
    let bob = Asked {
        agent: "bob",
        ..USUAL
    };
    assert!(ask(Some(&class), &rules, &bob, 0.9).clear);
}

#[test]
fn confidence_below_what_is_proven_is_held() {
    let rules = rules(0.05);
    let mut class = certified(&rules, &["ann"]);
    class.evidence = domain::trust::Evidence::new(Grid::try_from(vec![sure(800)]).unwrap());
    let routed = ask(Some(&class), &rules, &USUAL, 0.9);
    held(&routed, "confidence 70.0 % is below 80.0 %");
    let sure_one = Asked {
        confidence: 800,
        ..USUAL
    };
    let routed = ask(Some(&class), &rules, &sure_one, 0.9);
    assert!(routed.clear);
    assert!(matches!(routed.reason, Reason::Certified { .. }));
}

#[test]
fn audits_are_drawn_with_the_logged_share_which_rises_with_a_detector() {
    let rules = rules(0.05);
    let mut class = certified(&rules, &["ann"]);
    let drawn = |class: &Class, asked: &Asked, draw| {
        let routed = ask(Some(class), &rules, asked, draw);
        (routed.propensity, routed.drawn)
    };
    assert_eq!(drawn(&class, &USUAL, 0.19), (share(200), true));
    assert_eq!(drawn(&class, &USUAL, 0.2), (share(200), false));
    let later = Asked {
        certified_days: 30,
        ..USUAL
    };
    assert_eq!(drawn(&class, &later, 0.04), (share(50), true));
    assert_eq!(drawn(&class, &later, 0.05), (share(50), false));
    let mut number = 700;
    while class
        .detectors
        .values()
        .all(|detector| !detector.rises(&rules.watch))
    {
        number += 1;
        let first = crate::given::waiting(number, "ann");
        let _ = crate::given::give(&mut class, &rules, first, domain::trust::Outcome::Killed);
    }
    assert!(class.certificate.is_some(), "it rises before it rings");
    assert_eq!(drawn(&class, &later, 0.4), (share(500), true));
}

#[test]
fn a_draw_belongs_to_conversation_and_step_and_to_the_secret() {
    let one = secrets(4).audit_draw(&message(1));
    assert_eq!(one.to_bits(), secrets(4).audit_draw(&message(1)).to_bits());
    assert_ne!(one.to_bits(), secrets(5).audit_draw(&message(1)).to_bits());
    let next = MessageRef {
        step: 2,
        ..message(1)
    };
    assert_ne!(one.to_bits(), secrets(4).audit_draw(&next).to_bits());
    let negatives = secrets(4).draw("negatives", &message(1).to_string());
    assert_ne!(
        one.to_bits(),
        negatives.to_bits(),
        "one draw says nothing of another"
    );
    let drawn = (0..2000).filter(|number| secrets(4).audit_draw(&message(*number)) < 0.2);
    let share = f64::from(u32::try_from(drawn.count()).unwrap()) / 2000.0;
    assert!((share - 0.2).abs() < 0.03, "{share}");
}

#[test]
fn the_decision_is_logged_whole() {
    let rules = rules(0.05);
    let class = certified(&rules, &["ann"]);
    let routed = ask(Some(&class), &rules, &USUAL, 0.1);
    let text = serde_json::to_value(&routed).unwrap();
    assert_eq!(text["propensity"], 200);
    assert_eq!(text["counts"]["class"], 700);
    assert_eq!(text["life"], 1);
    assert_eq!(text["reason"]["reason"], "certified");
    assert_eq!(serde_json::from_value::<Route>(text).unwrap(), routed);
    let apart = Event::SetApart {
        stratum: Stratum::Class,
        cause: Cause::Drift,
    };
    let class = evolve(Some(class), &apart).unwrap();
    let routed = ask(Some(&class), &rules, &USUAL, 0.1);
    let text = serde_json::to_string(&routed).unwrap();
    assert_eq!(serde_json::from_str::<Route>(&text).unwrap(), routed);
}
