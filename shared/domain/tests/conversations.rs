//! What becomes of a conversation, told as short stories.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use domain::Actor;
use domain::conversation::{
    CardShows, CloseReason, DueKind, Event, Input, MessageState, Phase, Refusal, Review,
    VoidReason, cards,
};
use domain::intent::Intent;
use domain::rows::{StopReason, StopSource};
use jiff::civil::date;
use support::{HOLD, World, blob, claim, draft, fingerprint, inbound, operator, reply, verdict};

#[track_caller]
fn is_void(world: &World, step: u32, reason: VoidReason) {
    assert_eq!(
        world.state().message(step).unwrap().state,
        MessageState::Void { reason }
    );
}

#[track_caller]
fn is_in_review(world: &World, step: u32) {
    let state = &world.state().message(step).unwrap().state;
    assert!(matches!(state, MessageState::InReview { .. }), "{state:?}");
}

#[track_caller]
fn is_cleared(world: &World, step: u32) {
    let state = &world.state().message(step).unwrap().state;
    assert!(matches!(state, MessageState::Cleared { .. }), "{state:?}");
}

#[track_caller]
fn is_sent(world: &World, step: u32) {
    assert!(world.state().message(step).unwrap().sent_at().is_some());
}

/// Lets the due row do what it says.
fn until_due(world: &mut World, kind: DueKind) {
    let due = world.due().unwrap();
    assert_eq!(due.kind, kind);
    world.now = world.now.max(due.at);
}

// Undo, kind by kind.

#[test]
fn an_undone_approval_is_dead() {
    let mut world = World::drafted(Review::Together, 2);
    let seen = world.seen();
    world.approve("yes");
    world.undo("yes");
    is_in_review(&world, 1);
    is_in_review(&world, 2);
    assert!(world.undo("yes").is_empty());
    world.wait(HOLD);
    assert_eq!(
        world.refused(Input::Approve {
            verdict: verdict("yes"),
            seen
        }),
        Refusal::Undone
    );
    let input = Input::Claim {
        step: 1,
        claim: claim("1"),
        message_id: "1@seller.example".to_owned(),
        letter: 1,
    };
    assert!(world.give(support::agent(), input).is_err());
    world.approve("again");
    world.wait(HOLD);
    world.claim(1, "1");
}

#[test]
fn an_approval_can_be_undone_after_the_hold_until_a_claim_exists() {
    let mut world = World::cleared(Review::Together, 2);
    world.wait(3600);
    assert_eq!(world.clone().undo("approve").len(), 1);
    world.claim(1, "1");
    assert!(matches!(
        world.refused(Input::Undo {
            verdict: verdict("approve")
        }),
        Refusal::TooLate(_)
    ));
    world.went("1");
    assert!(matches!(
        world.refused(Input::Undo {
            verdict: verdict("approve")
        }),
        Refusal::TooLate(_)
    ));
}

#[test]
fn a_claim_that_was_certainly_not_sent_leaves_the_approval_to_be_undone() {
    let mut world = World::claimed(Review::Together, 2);
    world.not_sent("1", true);
    world.undo("approve");
    is_in_review(&world, 1);
}

#[test]
fn the_approval_of_a_later_step_is_not_bound_by_an_earlier_letter() {
    let mut world = World::cleared(Review::Together, 2);
    let seen = fingerprint("step 2 revision 1");
    world.say(Input::Edit {
        verdict: verdict("edit"),
        seen,
        draft: draft("better", world.now),
        polish: false,
    });
    world.approve("second");
    world.claim(1, "1");
    world.wait(1);
    world.went("1");
    world.undo("second");
    is_in_review(&world, 2);
}

#[test]
fn a_kill_takes_effect_when_its_hold_is_over() {
    let mut world = World::drafted(Review::Together, 2);
    world.kill("kill");
    assert!(matches!(
        world.state().phase,
        Phase::Ending {
            reason: CloseReason::Killed,
            ..
        }
    ));
    assert!(cards(world.state()).is_empty());
    assert!(
        world.give(Actor::Policy, Input::Close).unwrap().is_empty(),
        "too early"
    );
    let undone = {
        let mut world = world.clone();
        world.undo("kill");
        world
    };
    assert_eq!(
        (undone.state().phase.clone(), undone.seen().len()),
        (Phase::Active, 2)
    );
    until_due(&mut world, DueKind::Close);
    world.give(Actor::Policy, Input::Close).unwrap();
    assert_eq!(
        world.state().phase,
        Phase::Closed {
            reason: CloseReason::Killed
        }
    );
    is_void(&world, 1, VoidReason::Killed);
    assert!(matches!(
        world.refused(Input::Undo {
            verdict: verdict("kill")
        }),
        Refusal::TooLate(_)
    ));
}

#[test]
fn nothing_of_a_killed_card_is_claimed_during_its_hold() {
    let mut world = World::cleared(Review::Together, 2);
    let seen = fingerprint("step 2 revision 1");
    world.say(Input::Edit {
        verdict: verdict("edit"),
        seen,
        draft: draft("better", world.now),
        polish: false,
    });
    world.kill("kill");
    let input = Input::Claim {
        step: 1,
        claim: claim("1"),
        message_id: "1@seller.example".to_owned(),
        letter: 1,
    };
    assert!(matches!(
        world.give(support::agent(), input),
        Err(Refusal::OutOfTurn(_))
    ));
}

#[test]
fn an_out_of_office_does_not_take_a_kill_back() {
    let mut world = World::drafted(Review::Together, 2);
    world.kill("kill");
    let mut away = reply("away", Intent::OutOfOffice);
    away.resume_on = Some(date(2026, 9, 21));
    world.hears(away);
    let undone = {
        let mut world = world.clone();
        world.undo("kill");
        world
    };
    assert_eq!(
        undone.state().phase,
        Phase::Paused {
            until: date(2026, 9, 21)
        },
        "undone: they are away all the same"
    );
    until_due(&mut world, DueKind::Close);
    world.give(Actor::Policy, Input::Close).unwrap();
    assert_eq!(
        world.state().phase,
        Phase::Closed {
            reason: CloseReason::Killed
        }
    );
}

#[test]
fn a_not_now_does_not_begin_anew_what_was_just_killed() {
    let mut world = World::drafted(Review::Together, 1);
    world.kill("kill");
    let mut later = reply("later", Intent::NotNow);
    later.resume_on = Some(date(2026, 11, 2));
    world.hears(later);
    assert_eq!(
        world.state().phase,
        Phase::Closed {
            reason: CloseReason::NotNow
        }
    );
}

#[test]
fn a_letter_that_goes_out_while_a_kill_is_held_gives_the_next_step_its_time() {
    let mut world = World::claimed(Review::Together, 2);
    let seen = fingerprint("step 2 revision 1");
    world.say(Input::Edit {
        verdict: verdict("edit"),
        seen,
        draft: draft("better", world.now),
        polish: false,
    });
    world.kill("kill");
    world.went("1");
    world.undo("kill");
    assert!(
        world.state().message(2).unwrap().not_before.unwrap() > world.now,
        "a follow-up waits"
    );
}

#[test]
fn a_letter_that_was_not_sent_while_a_kill_is_held_is_still_the_first_after_its_undo() {
    let mut world = World::claimed(Review::Together, 2);
    let seen = fingerprint("step 2 revision 1");
    world.say(Input::Edit {
        verdict: verdict("edit"),
        seen,
        draft: draft("better", world.now),
        polish: false,
    });
    world.kill("kill");
    world.not_sent("1", true);
    let mut killed = world.clone();
    world.undo("kill");
    assert_eq!(world.state().current().unwrap().step, 1);
    is_cleared(&world, 1);
    until_due(&mut killed, DueKind::Close);
    killed.give(Actor::Policy, Input::Close).unwrap();
    is_void(&killed, 1, VoidReason::Killed);
}

#[test]
fn a_redraft_is_undone_until_it_is_written() {
    let mut world = World::drafted(Review::Together, 2);
    let seen = world.seen();
    world.say(Input::Redraft {
        verdict: verdict("back"),
        seen,
        note: Some(blob("note")),
    });
    let mut undone = world.clone();
    undone.undo("back");
    is_in_review(&undone, 1);
    assert_eq!(undone.state().message(1).unwrap().note, None);
    world.wait(HOLD);
    assert!(matches!(
        world.refused(Input::Undo {
            verdict: verdict("back")
        }),
        Refusal::TooLate(_)
    ));
}

#[test]
fn an_old_redraft_is_not_undone_by_way_of_a_new_one() {
    let mut world = World::drafted(Review::Together, 1);
    let seen = world.seen();
    world.say(Input::Redraft {
        verdict: verdict("old"),
        seen,
        note: None,
    });
    world.wait(HOLD);
    world.draft_all();
    let seen = world.seen();
    world.say(Input::Redraft {
        verdict: verdict("new"),
        seen,
        note: None,
    });
    assert!(matches!(
        world.refused(Input::Undo {
            verdict: verdict("old")
        }),
        Refusal::TooLate(_)
    ));
    assert_eq!(world.undo("new").len(), 1);
}

#[test]
fn a_filed_reply_comes_back_with_its_undo() {
    let mut world = World::sent(Review::Each, 2);
    world.hears(reply("r", Intent::InfoRequest));
    world.say(Input::File {
        verdict: verdict("file"),
        inbound: inbound("r"),
    });
    assert!(matches!(
        world.state().phase,
        Phase::Ending {
            reason: CloseReason::Done,
            ..
        }
    ));
    let mut undone = world.clone();
    undone.undo("file");
    assert_eq!(
        undone.state().phase,
        Phase::WithOperator { taken_over: None }
    );
    assert_eq!(cards(undone.state()).len(), 1);
    until_due(&mut world, DueKind::Close);
    world.give(Actor::Policy, Input::Close).unwrap();
    assert_eq!(
        world.state().phase,
        Phase::Closed {
            reason: CloseReason::Done
        }
    );
}

#[test]
fn a_take_over_from_a_card_is_undone_within_its_hold() {
    let mut world = World::sent(Review::Each, 2);
    world.hears(reply("r", Intent::Positive));
    world.say(Input::TakeOver {
        verdict: verdict("mine"),
        inbound: Some(inbound("r")),
    });
    assert!(cards(world.state()).is_empty());
    let mut undone = world.clone();
    undone.undo("mine");
    assert_eq!(
        (undone.state().phase.clone(), cards(undone.state()).len()),
        (Phase::WithOperator { taken_over: None }, 1)
    );
    world.wait(HOLD + 1);
    assert!(matches!(
        world.refused(Input::Undo {
            verdict: verdict("mine")
        }),
        Refusal::TooLate(_)
    ));
}

#[test]
fn opt_out_stop_accept_and_relabel_have_no_undo() {
    let mut world = World::drafted(Review::Together, 1);
    assert!(matches!(
        world.refused(Input::Undo {
            verdict: verdict("accept")
        }),
        Refusal::TooLate(_)
    ));
    assert_eq!(
        world.refused(Input::Undo {
            verdict: verdict("never")
        }),
        Refusal::Unknown("verdict")
    );
    let stop = Input::Stop {
        reason: StopReason::Operator,
        source: StopSource::Operator,
        step: None,
        verdict: Some(verdict("stop")),
    };
    world.say(stop.clone());
    assert!(matches!(
        world.refused(Input::Undo {
            verdict: verdict("stop")
        }),
        Refusal::TooLate(_)
    ));
    assert!(world.say(stop).is_empty());
}

#[test]
fn only_an_operator_gives_and_undoes_verdicts() {
    for by in [
        support::agent(),
        Actor::Policy,
        Actor::Contact,
        Actor::Provider,
    ] {
        let mut world = World::drafted(Review::Together, 1);
        let seen = world.seen();
        let approve = Input::Approve {
            verdict: verdict("yes"),
            seen,
        };
        assert!(world.give(by.clone(), approve).is_err());
        assert!(
            world
                .give(
                    by.clone(),
                    Input::TakeOver {
                        verdict: verdict("mine"),
                        inbound: None
                    }
                )
                .is_err()
        );
        world.approve("real");
        assert!(
            world
                .give(
                    by,
                    Input::Undo {
                        verdict: verdict("real")
                    }
                )
                .is_err()
        );
    }
}

// Two operators.

#[test]
fn the_second_of_two_operators_is_told_who_was_first() {
    let mut world = World::drafted(Review::Together, 1);
    let seen = world.seen();
    world.approve("ann");
    let late = world.give(
        operator("bob"),
        Input::Kill {
            verdict: verdict("bob"),
            seen,
            reason: "other".to_owned(),
            note: None,
        },
    );
    assert!(
        matches!(late, Err(Refusal::Decided { by, what, .. }) if by == "ann" && what == "approve")
    );
}

#[test]
fn two_steps_with_the_same_text_can_be_decided() {
    let mut world = World::accepted(Review::Together, 2);
    for step in [1, 2] {
        let input = Input::Drafted {
            step,
            after_revision: 0,
            draft: draft("same", world.now),
            why_held: None,
        };
        world.give(support::agent(), input).unwrap();
    }
    assert!(
        matches!(world.clone().kill("kill").as_slice(), [Event::Killed { steps, .. }] if *steps == [1, 2])
    );
    world.say(Input::Approve {
        verdict: verdict("yes"),
        seen: vec![fingerprint("same")],
    });
    is_cleared(&world, 1);
    is_cleared(&world, 2);
    world.wait(HOLD);
    world.claim(1, "1");
    world.went("1");
    // The one that is out has the same fingerprint: the other one is meant.
    world.say(Input::Edit {
        verdict: verdict("edit"),
        seen: fingerprint("same"),
        draft: draft("other", world.now),
        polish: false,
    });
    is_in_review(&world, 2);
}

// Out of office, and later.

#[test]
fn out_of_office_moves_the_sequence_to_after_the_return() {
    let mut world = World::sent(Review::Together, 2);
    world.wait(3600);
    let mut away = reply("away", Intent::OutOfOffice);
    away.resume_on = Some(date(2026, 9, 21));
    world.hears(away.clone());
    assert_eq!(
        world.state().phase,
        Phase::Paused {
            until: date(2026, 9, 21)
        }
    );
    is_cleared(&world, 2);
    assert_eq!(
        world.state().message(2).unwrap().not_before,
        Some("2026-09-21T09:00+02:00".parse().unwrap())
    );
    let earlier = {
        let mut r = away.clone();
        r.inbound = inbound("earlier");
        r.resume_on = Some(date(2026, 9, 14));
        r
    };
    world.hears(earlier);
    assert_eq!(
        world.state().phase,
        Phase::Paused {
            until: date(2026, 9, 21)
        },
        "an earlier return moves nothing"
    );
    until_due(&mut world, DueKind::Resume);
    assert_eq!(world.now, "2026-09-18T16:00+02:00".parse().unwrap());
    world.give(Actor::Policy, Input::Resume).unwrap();
    assert_eq!(world.state().phase, Phase::Active);
    let input = Input::Claim {
        step: 2,
        claim: claim("2"),
        message_id: "2@seller.example".to_owned(),
        letter: 1,
    };
    assert!(
        world.give(support::agent(), input).is_err(),
        "not before the return"
    );
    until_due(&mut world, DueKind::Send);
    world.claim(2, "2");
}

#[test]
fn out_of_office_without_a_date_waits_five_working_days() {
    let mut world = World::sent(Review::Each, 2);
    world.hears(reply("away", Intent::OutOfOffice));
    assert_eq!(
        world.state().phase,
        Phase::Paused {
            until: date(2026, 9, 14)
        }
    );
}

#[test]
fn out_of_office_by_relabel_moves_a_running_sequence_too() {
    let mut world = World::sent(Review::Together, 2);
    world.hears(reply("r", Intent::AutoReply));
    world.say(Input::Relabel {
        verdict: verdict("v"),
        inbound: inbound("r"),
        to: Intent::OutOfOffice,
        resume_on: Some(date(2026, 9, 21)),
    });
    assert_eq!(
        world.state().phase,
        Phase::Paused {
            until: date(2026, 9, 21)
        }
    );
    is_cleared(&world, 2);
}

#[test]
fn a_not_now_with_a_date_begins_anew_on_that_date() {
    let mut world = World::sent(Review::Together, 3);
    let mut later = reply("later", Intent::NotNow);
    later.resume_on = Some(date(2026, 11, 2));
    world.hears(later);
    is_void(&world, 2, VoidReason::Replied);
    is_void(&world, 3, VoidReason::Replied);
    // Being away on top of it changes nothing of what they asked for.
    let mut away = reply("away", Intent::OutOfOffice);
    away.resume_on = Some(date(2026, 11, 9));
    world.hears(away);
    assert_eq!(
        world.state().phase,
        Phase::Paused {
            until: date(2026, 11, 9)
        }
    );
    until_due(&mut world, DueKind::Resume);
    world.give(Actor::Policy, Input::Resume).unwrap();
    let next = world.state().current().unwrap().clone();
    assert_eq!(
        (next.step, next.not_before),
        (4, Some("2026-11-09T09:00+01:00".parse().unwrap()))
    );
    world.draft_all();
    world.approve("yes");
    world.wait(HOLD);
    until_due(&mut world, DueKind::Send);
    world.claim(4, "4");
    world.went("4");
    // Away after that: no further letter is made up.
    let mut away = reply("again", Intent::OutOfOffice);
    away.resume_on = Some(date(2026, 12, 1));
    world.hears(away);
    until_due(&mut world, DueKind::Resume);
    world.give(Actor::Policy, Input::Resume).unwrap();
    assert!(world.state().current().is_none());
}

// Replies while a letter is with the provider.

#[test]
fn a_letter_from_before_a_reply_is_not_tried_again() {
    for retry in [true, false] {
        let mut world = World::claimed(Review::Together, 2);
        let mut later = reply("later", Intent::NotNow);
        later.resume_on = Some(date(2026, 11, 2));
        world.hears(later);
        world.not_sent("1", retry);
        is_void(&world, 1, VoidReason::Replied);
    }
}

#[test]
fn a_letter_in_doubt_from_before_a_reply_does_not_keep_the_new_one_from_being_planned() {
    let mut world = World::claimed(Review::Together, 1);
    world.doubt("1");
    let mut later = reply("later", Intent::NotNow);
    later.resume_on = Some(date(2026, 11, 2));
    world.hears(later);
    until_due(&mut world, DueKind::Resume);
    world.give(Actor::Policy, Input::Resume).unwrap();
    assert!(world.state().message(2).is_some());
    world.say(Input::Settle {
        verdict: verdict("v"),
        claim: claim("1"),
        sent: false,
    });
    is_void(&world, 1, VoidReason::Replied);
    assert_eq!(world.state().current().unwrap().step, 2);
}

#[test]
fn what_a_person_must_decide_is_on_screen_whatever_the_labeller_says() {
    for intent in Intent::ALL
        .into_iter()
        .filter(|intent| intent.needs_a_person())
    {
        let mut world = World::sent(Review::Each, 2);
        let mut hidden = reply("r", intent);
        hidden.escalate = false;
        hidden.stop = false;
        world.hears(hidden);
        assert_eq!(
            world.state().phase,
            Phase::WithOperator { taken_over: None }
        );
        assert_eq!(cards(world.state()).len(), 1, "{intent}");
    }
}

#[test]
fn a_hidden_reply_relabelled_as_positive_gets_its_card() {
    let mut world = World::sent(Review::Each, 2);
    world.hears(reply("r", Intent::AutoReply));
    assert!(cards(world.state()).is_empty());
    world.say(Input::Relabel {
        verdict: verdict("v"),
        inbound: inbound("r"),
        to: Intent::Positive,
        resume_on: None,
    });
    assert_eq!(cards(world.state()).len(), 1);
}

#[test]
fn forty_auto_replies_do_not_push_a_waiting_reply_off_the_screen() {
    let mut world = World::sent(Review::Each, 2);
    world.hears(reply("human", Intent::Positive));
    for n in 0..60 {
        world.hears(reply(&format!("robot{n}"), Intent::AutoReply));
    }
    assert!(
        cards(world.state())
            .iter()
            .any(|c| matches!(&c.shows, CardShows::Reply { inbound: i } if *i == inbound("human")))
    );
}

#[test]
fn forgetting_takes_the_reply_cards_off_the_queue() {
    let mut world = World::sent(Review::Each, 2);
    world.hears(reply("r", Intent::Positive));
    world.say(Input::Forget);
    assert!(cards(world.state()).is_empty());
    assert!(world.say(Input::Forget).is_empty());
}

// In doubt.

#[test]
fn a_send_in_doubt_is_settled_by_the_operator() {
    let mut world = World::claimed(Review::Together, 2);
    world.doubt("1");
    assert!(world.due().is_none());
    assert!(matches!(
        cards(world.state())[0].shows,
        CardShows::InDoubt { step: 1, .. }
    ));
    let settle = |sent| Input::Settle {
        verdict: verdict("v"),
        claim: claim("1"),
        sent,
    };
    let mut out = world.clone();
    out.say(settle(true));
    is_sent(&out, 1);
    assert!(out.state().message(2).unwrap().not_before.is_some());
    let mut not_out = world.clone();
    not_out.say(settle(false));
    is_in_review(&not_out, 1);
    assert!(matches!(
        not_out.refused(settle(true)),
        Refusal::Decided { .. }
    ));
    not_out.say(Input::Approve {
        verdict: verdict("again"),
        seen: vec![fingerprint("step 1 revision 1")],
    });
    not_out.wait(HOLD);
    not_out.claim(1, "2");
}

#[test]
fn a_send_in_doubt_is_settled_by_a_report() {
    let mut world = World::claimed(Review::Together, 2);
    world.doubt("1");
    world.report("1", "delivered");
    is_sent(&world, 1);
    assert!(cards(world.state()).is_empty());
    assert!(matches!(
        world.refused(Input::Settle {
            verdict: verdict("v"),
            claim: claim("1"),
            sent: false
        }),
        Refusal::Decided { .. }
    ));
}

#[test]
fn a_claim_of_fifteen_minutes_is_due_to_be_settled_whatever_became_of_the_conversation() {
    let mut world = World::claimed(Review::Together, 2);
    world.say(Input::Stop {
        reason: StopReason::OptOut,
        source: StopSource::OneClick,
        step: Some(1),
        verdict: None,
    });
    let due = world.due().unwrap();
    assert_eq!(
        (due.kind, due.at),
        (
            DueKind::Settle,
            world.now + jiff::SignedDuration::from_mins(15)
        )
    );
}

/// The alarm must sound, and above all no second letter may follow the first.
#[test]
fn a_report_on_a_letter_that_was_not_sent_is_an_alarm_and_stops_the_next_try() {
    let mut world = World::claimed(Review::Together, 2);
    world.not_sent("1", true);
    let events = world.report("1", "delivered");
    assert!(
        events
            .iter()
            .any(|e| matches!(e, Event::Contradicted { step: 1, .. }))
    );
    is_sent(&world, 1);
    assert!(world.state().message(2).unwrap().not_before.is_some());
    assert!(matches!(
        cards(world.state())[0].shows,
        CardShows::Contradiction { .. }
    ));
    assert_eq!(world.report("1", "bounced").len(), 1, "one alarm");
    world.say(Input::SeeContradiction {
        verdict: verdict("seen"),
    });
    assert!(cards(world.state()).is_empty());
}

#[test]
fn a_report_on_the_first_of_two_hand_overs_is_an_alarm() {
    let mut world = World::claimed(Review::Together, 1);
    world.not_sent("1", true);
    world.wait(600);
    world.claim(1, "2");
    world.went("2");
    let events = world.report("1", "delivered");
    assert!(
        events
            .iter()
            .any(|e| matches!(e, Event::Contradicted { step: 1, .. })),
        "two letters went out"
    );
}

#[test]
fn a_report_on_a_letter_that_is_void_is_an_alarm() {
    let mut world = World::claimed(Review::Together, 1);
    world.not_sent("1", false);
    world.say(Input::Stop {
        reason: StopReason::Operator,
        source: StopSource::Operator,
        step: None,
        verdict: None,
    });
    let events = world.report("1", "delivered");
    assert!(
        events
            .iter()
            .any(|e| matches!(e, Event::Contradicted { .. }))
    );
}

#[test]
fn a_report_on_somebody_elses_letter_is_no_alarm() {
    let mut world = World::cleared(Review::Together, 1);
    assert_eq!(world.report("unknown", "bounced").len(), 1);
}

// Hand-back.

#[test]
fn a_hand_back_has_its_answer_drafted_judged_and_sent() {
    let mut world = World::sent(Review::Together, 2);
    world.hears(reply("r", Intent::InfoRequest));
    world.say(Input::HandBack {
        verdict: verdict("back"),
        note: blob("say this"),
        inbound: None,
    });
    let answer = world.state().current().unwrap().clone();
    assert_eq!(
        (answer.step, answer.answers.clone(), answer.note),
        (3, Some(inbound("r")), Some(blob("say this")))
    );
    world.draft_all();
    // A rule that has it written anew keeps what it should say.
    world
        .give(
            Actor::Policy,
            Input::RedraftAll {
                why: "new playbook".to_owned(),
            },
        )
        .unwrap();
    assert_eq!(
        world.state().current().unwrap().note,
        Some(blob("say this"))
    );
    world.draft_all();
    world.approve("yes");
    world.wait(HOLD);
    world.claim(3, "3");
    world.went("3");
    assert!(
        world.state().current().is_none(),
        "an answer has no follow-up"
    );
    until_due(&mut world, DueKind::Close);
    world.give(Actor::Policy, Input::Close).unwrap();
    assert_eq!(
        world.state().phase,
        Phase::Closed {
            reason: CloseReason::NoAnswer
        }
    );
}

#[test]
fn nothing_is_handed_back_while_a_letter_is_unsettled() {
    let mut world = World::claimed(Review::Together, 2);
    world.hears(reply("r", Intent::InfoRequest));
    let back = Input::HandBack {
        verdict: verdict("back"),
        note: blob("say this"),
        inbound: None,
    };
    assert!(matches!(world.refused(back.clone()), Refusal::OutOfTurn(_)));
    world.went("1");
    world.say(back);
}
