//! What policy decided, what the operator said of it, and the label that comes of both.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use domain::conversation::{
    Carried, Clearance, ClearedBy, Event, HARMFUL, Input, Labelled, MessageState, Review, Through,
    decide, evolve, labels,
};
use domain::trust::{Counts, Look, Outcome};
use support::{World, operator, verdict};

fn routed(clear: bool, drawn: bool) -> World {
    let mut world = World::drafted(Review::Together, 2);
    world.route(clear, drawn).unwrap();
    world
}

#[track_caller]
fn one(world: &World) -> Labelled {
    let mut all = labels(world.state(), 7);
    assert_eq!(all.len(), 1, "one card is one label: {all:?}");
    all.remove(0)
}

#[track_caller]
fn look(world: &World, expected: Look) {
    let known = one(world);
    assert_eq!(known.label.look, expected);
    assert_eq!(known.label.decision, 7);
}

fn kill(world: &mut World, name: &str, reason: &str) {
    let seen = world.seen();
    world.say(Input::Kill {
        verdict: verdict(name),
        seen,
        reason: reason.to_owned(),
        note: None,
    });
}

fn edit(world: &mut World, name: &str, polish: bool) {
    let seen = world.seen().remove(0);
    let draft = support::draft(name, world.now);
    world.say(Input::Edit {
        verdict: verdict(name),
        seen,
        draft,
        polish,
    });
}

#[test]
fn what_policy_clears_waits_for_nobody_and_what_it_holds_or_draws_is_a_card() {
    for (clear, drawn, cleared) in [
        (true, false, true),
        (true, true, false),
        (false, true, false),
    ] {
        let world = routed(clear, drawn);
        let is_cleared = |state: &MessageState| matches!(state, MessageState::Cleared { .. });
        let state = world.state();
        assert!(
            state
                .messages
                .iter()
                .all(|m| is_cleared(&m.state) == cleared)
        );
        assert_eq!(domain::conversation::cards(state).is_empty(), cleared);
    }
    let world = routed(true, false);
    let MessageState::Cleared { clearance } = &world.state().messages[0].state else {
        panic!("not cleared");
    };
    let draft = world.state().messages[0].draft.as_ref().unwrap();
    assert_eq!(clearance.fingerprint, draft.fingerprint);
    assert_eq!(clearance.verdict(), None);
    assert_eq!(clearance.leave().unwrap().life, 1);
}

#[test]
fn policy_clears_nothing_beside_what_waits_and_nothing_without_a_text() {
    let mut world = World::drafted(Review::Together, 2);
    let input = |steps: Vec<u32>| Input::Route {
        steps,
        routing: Box::new(support::routing(true, false)),
    };
    let policy = domain::Actor::Policy;
    assert!(world.ask(policy.clone(), input(vec![1])).is_err());
    assert!(world.ask(policy.clone(), input(vec![1, 2, 3])).is_err());
    assert!(world.ask(policy.clone(), input(Vec::new())).is_err());
    assert!(world.ask(operator("ann"), input(vec![1, 2])).is_err());
    assert!(world.ask(support::agent(), input(vec![1, 2])).is_err());
    world.give(policy.clone(), input(vec![1, 2])).unwrap();
    assert!(world.ask(policy, input(vec![1, 2])).is_err(), "once");
}

#[test]
fn an_edit_voids_what_policy_cleared() {
    let mut world = routed(true, false);
    let seen = world.state().messages[0]
        .draft
        .as_ref()
        .unwrap()
        .fingerprint
        .clone();
    let draft = support::draft("better", world.now);
    world.say(Input::Edit {
        verdict: verdict("e"),
        seen,
        draft,
        polish: true,
    });
    assert!(matches!(
        world.state().messages[0].state,
        MessageState::InReview { .. }
    ));
}

#[test]
fn drawn_and_not_judged_waits_and_what_nobody_was_to_see_passed() {
    look(&routed(false, true), Look::Waiting);
    look(&routed(true, true), Look::Waiting);
    look(&routed(true, false), Look::Passed);
}

#[test]
fn the_worst_that_was_said_of_a_card_stands() {
    let mut world = routed(false, true);
    world.approve("a");
    look(&world, Look::Judged(Outcome::Approved));
    let mut world = routed(false, true);
    edit(&mut world, "e", true);
    look(&world, Look::Judged(Outcome::Polished));
    world.approve("a");
    look(&world, Look::Judged(Outcome::Polished));
    let mut world = routed(false, true);
    edit(&mut world, "e", false);
    world.approve("a");
    look(&world, Look::Judged(Outcome::MustFix));
    let mut world = routed(false, true);
    kill(&mut world, "k", "off_tone");
    look(&world, Look::Judged(Outcome::Killed));
    let mut world = routed(false, true);
    let seen = world.seen();
    world.say(Input::Redraft {
        verdict: verdict("r"),
        seen,
        note: None,
    });
    look(&world, Look::Judged(Outcome::MustFix));
}

#[test]
fn an_undone_verdict_waits_again_and_turns_no_kill_into_an_approval() {
    let mut world = routed(false, true);
    kill(&mut world, "k", "off_tone");
    world.undo("k");
    look(&world, Look::Waiting);
    world.approve("a");
    look(&world, Look::Judged(Outcome::Killed));
    let mut world = routed(false, true);
    world.approve("a");
    world.undo("a");
    look(&world, Look::Waiting);
    world.approve("b");
    look(&world, Look::Judged(Outcome::Approved));
}

#[test]
fn harm_is_told_once_it_can_not_be_undone_and_an_undone_slip_is_no_harm() {
    let mut world = routed(false, true);
    kill(&mut world, "k", HARMFUL);
    look(&world, Look::Judged(Outcome::Killed));
    assert!(one(&world).harm_pending);
    let mut undone = world.clone();
    undone.undo("k");
    assert!(!one(&undone).harm_pending);
    undone.approve("a");
    look(&undone, Look::Judged(Outcome::Killed));
    world.wait(support::HOLD);
    world.give(domain::Actor::Policy, Input::Close).unwrap();
    look(&world, Look::Judged(Outcome::Harmful));
    assert!(!one(&world).harm_pending);
}

#[test]
fn a_machines_verdict_is_no_label_but_harm_is_harm() {
    #[track_caller]
    fn machine(reason: Option<&str>, expected: Look) {
        let mut world = routed(false, true);
        let seen = world.seen();
        let input = match reason {
            None => Input::Approve {
                verdict: verdict("m"),
                seen,
            },
            Some(reason) => Input::Kill {
                verdict: verdict("m"),
                seen,
                reason: reason.to_owned(),
                note: None,
            },
        };
        let mut command = world.command(operator("ann"), input);
        command.through = Through::Machine;
        for recorded in decide(world.state.as_ref(), &command).unwrap() {
            world.state = evolve(world.state.take(), &recorded);
        }
        if reason.is_some() {
            world.wait(support::HOLD);
            world.give(domain::Actor::Policy, Input::Close).unwrap();
        }
        look(&world, expected);
    }
    machine(None, Look::Waiting);
    machine(Some("off_tone"), Look::Waiting);
    machine(Some(HARMFUL), Look::Judged(Outcome::Harmful));
}

#[test]
fn what_is_written_anew_keeps_its_name_and_what_was_said_of_it() {
    let mut world = routed(false, true);
    let seen = world.seen();
    world.say(Input::Redraft {
        verdict: verdict("r"),
        seen,
        note: None,
    });
    world.wait(support::HOLD);
    world.draft_all();
    world.route(false, true).unwrap();
    world.approve("a");
    let known = one(&world);
    assert_eq!(known.label.message.step, 1);
    assert_eq!(known.label.look, Look::Judged(Outcome::MustFix));
    assert!(matches!(known.label.counts, Counts::Class(_)));
}

#[test]
fn policys_thoughts_are_told_after_the_verdict_only() {
    let mut world = routed(true, true);
    let told = |world: &World| {
        let units: Vec<_> = world.state().units().collect();
        units[0].1.told().map(ToString::to_string)
    };
    assert_eq!(told(&world), None);
    world.approve("a");
    assert!(told(&world).unwrap().starts_with("cleared by policy"));
}

#[test]
fn clearances_are_written_as_they_were_and_policys_say_what_they_rest_on() {
    let old = r#"{"fingerprint":"fp","verdict":"vrd_1","by":"ann","at":"2026-09-07T08:00:00Z","hold_until":"2026-09-07T08:00:10Z"}"#;
    let read: Clearance = serde_json::from_str(old).unwrap();
    assert_eq!(read.verdict(), Some(&verdict("1")));
    assert_eq!(serde_json::to_string(&read).unwrap(), old);
    let mut world = World::drafted(Review::Together, 1);
    let events = world.route(true, false).unwrap();
    let Event::Routed { clearances, .. } = &events[0] else {
        panic!("{events:?}");
    };
    let text = serde_json::to_string(&clearances[0].1).unwrap();
    let read: Clearance = serde_json::from_str(&text).unwrap();
    assert_eq!(read, clearances[0].1);
    assert!(matches!(read.cleared_by, ClearedBy::Policy(_)), "{text}");
}

fn carry(world: &mut World, name: &str, polish: bool, carried: Carried) {
    let seen = world.seen().remove(0);
    let draft = support::draft(name, world.now);
    world.say(Input::Carry {
        verdict: verdict(name),
        seen,
        draft,
        polish,
        carried,
    });
}

#[test]
fn what_was_carried_over_counts_from_the_look_at_it_on_and_tells_nothing_before() {
    let mut world = routed(true, true);
    carry(&mut world, "over", false, Carried::Over(verdict("order")));
    look(&world, Look::Waiting);
    let state = world.state();
    assert!(state.is_blind(), "nobody has said what he thinks of it");
    assert!(state.units().all(|(_, unit)| unit.told().is_none()));
    assert!(
        matches!(state.messages[0].state, MessageState::InReview { .. }),
        "it clears nothing"
    );
    world.approve("approve");
    look(&world, Look::Judged(Outcome::MustFix));
    // Taken back before anybody looked it is as if it had never been.
    let mut world = routed(true, true);
    carry(&mut world, "over", false, Carried::Over(verdict("order")));
    carry(&mut world, "back", false, Carried::Back(verdict("over")));
    world.approve("approve");
    look(&world, Look::Judged(Outcome::Approved));
    // A machine's is no label.
    let mut world = routed(true, true);
    let input = Input::Carry {
        verdict: verdict("over"),
        seen: world.seen().remove(0),
        draft: support::draft("over", world.now),
        polish: false,
        carried: Carried::Over(verdict("order")),
    };
    let mut command = world.command(operator("ann"), input);
    command.through = Through::Machine;
    for event in decide(world.state.as_ref(), &command).unwrap() {
        world.state = evolve(world.state.take(), &event);
    }
    world.approve("approve");
    look(&world, Look::Judged(Outcome::Approved));
}

#[test]
fn nothing_is_carried_over_into_what_was_cleared() {
    let mut world = routed(false, true);
    let seen = world.seen().remove(0);
    world.approve("approve");
    let input = Input::Carry {
        verdict: verdict("over"),
        seen,
        draft: support::draft("over", world.now),
        polish: true,
        carried: Carried::Over(verdict("order")),
    };
    world.refused(input);
}
