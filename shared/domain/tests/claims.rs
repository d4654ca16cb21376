//! The claim's guards: each one alone blocks, with the reason that the operator reads and the time of
//! the next try.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use domain::claim::{ClaimLimits, ClaimRows, Held, judge, spaced};
use domain::conversation::{Event, Input, Review, evolve};
use domain::rows::{
    AgentRow, ContactRow, DayCount, MailboxRow, StopReason, StopRow, StopSource, UnreadRow, WarmUp,
};
use domain::trust::{Confidence, Gate, MessageRef, Shut, Stratum};
use domain::{Actor, AgentName, ContactId, ConversationId};
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;
use support::World;

const TODAY: Date = date(2026, 9, 7);

/// All that a claim reads, when nothing stands against it.
struct Case {
    world: World,
    step: u32,
    rows: ClaimRows,
    limits: ClaimLimits,
}

fn ts(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn free() -> Case {
    let mut world = World::cleared(Review::Together, 2);
    world.wait(60);
    let holder = Some((
        ConversationId::parse("cnv_1").unwrap(),
        AgentName::parse("nordic").unwrap(),
    ));
    let rows = ClaimRows {
        contact: ContactRow {
            contact: ContactId::parse("ctc_1").unwrap(),
            identifiers: vec!["h1".to_owned()],
            holder,
            last_conversation: None,
            last_contacted: None,
        },
        stops: Vec::new(),
        unread: UnreadRow::default(),
        mailbox: MailboxRow {
            halted: false,
            fleet_halted: false,
            day: TODAY,
            count: 3,
            last: None,
            reserved: None,
            health: domain::brake::Health {
                letters: 40,
                ..domain::brake::Health::default()
            },
        },
        agent: AgentRow {
            halted: false,
            fleet_halted: false,
            week: TODAY,
            count: 9,
            since: support::monday(),
        },
        domain: Some(DayCount {
            day: TODAY,
            count: 4,
        }),
        provider: Some(DayCount {
            day: TODAY,
            count: 99,
        }),
        gate: Gate::default(),
    };
    let limits = ClaimLimits {
        today: TODAY,
        tomorrow: ts("2026-09-08T00:00+02:00"),
        next_week: ts("2026-09-14T00:00+02:00"),
        mailbox_per_day: 30,
        warm_up: None,
        mailbox_gap_seconds: 90,
        agent_per_week: 150,
        domain_per_day: 5,
        provider_per_day: 100,
        window: domain::calendar::Window::default(),
    };
    Case {
        world,
        step: 1,
        rows,
        limits,
    }
}

fn judged(case: &Case) -> Result<domain::claim::ClaimedRows, Held> {
    judge(
        case.world.state(),
        case.step,
        &case.rows,
        &case.limits,
        case.world.now,
    )
}

/// Changes one thing; the claim must be held until then, for that reason.
#[track_caller]
fn held(change: impl Fn(&mut Case), until: &str, why: &str) {
    let mut case = free();
    change(&mut case);
    assert_eq!(
        judged(&case).unwrap_err(),
        Held::Until {
            at: ts(until),
            why: why.to_owned()
        }
    );
}

#[track_caller]
fn nothing(change: impl Fn(&mut Case)) {
    let mut case = free();
    change(&mut case);
    assert_eq!(judged(&case).unwrap_err(), Held::Nothing);
}

#[test]
fn a_free_claim_counts_itself_everywhere() {
    let case = free();
    let after = judged(&case).unwrap();
    assert_eq!(after.contact.last_contacted, Some(case.world.now));
    assert_eq!(
        (
            after.mailbox.count,
            after.mailbox.health.letters,
            after.mailbox.last
        ),
        (4, 41, Some(case.world.now))
    );
    assert_eq!(after.agent.count, 10);
    assert_eq!(
        after.domain,
        DayCount {
            day: TODAY,
            count: 5
        }
    );
    assert_eq!(
        after.provider,
        DayCount {
            day: TODAY,
            count: 100
        }
    );
}

#[test]
fn every_stop_ends_it_and_the_oldest_names_the_reason() {
    let row = |reason, since: &str| StopRow {
        reason,
        source: StopSource::Reply,
        since: ts(since),
        by: Actor::Contact,
        conversation: None,
    };
    let mut case = free();
    case.rows.stops = vec![
        row(StopReason::Operator, "2026-09-02T00:00Z"),
        row(StopReason::OptOut, "2026-09-01T00:00Z"),
    ];
    assert_eq!(
        judged(&case).unwrap_err(),
        Held::Stopped(StopReason::OptOut)
    );
    // A stop comes before everything that only delays.
    case.rows.agent.halted = true;
    assert_eq!(
        judged(&case).unwrap_err(),
        Held::Stopped(StopReason::OptOut)
    );
}

#[test]
fn the_lock_must_be_this_conversations() {
    nothing(|case| case.rows.contact.holder = None);
    nothing(|case| {
        case.rows.contact.holder = Some((
            ConversationId::parse("cnv_2").unwrap(),
            AgentName::parse("nordic").unwrap(),
        ));
    });
}

#[test]
fn only_the_cleared_first_open_step_of_an_active_conversation_is_claimed() {
    nothing(|case| case.step = 2);
    nothing(|case| case.step = 7);
    nothing(|case| case.world = World::drafted(Review::Together, 2));
    nothing(|case| case.world = World::claimed(Review::Together, 2));
    nothing(|case| {
        case.world.say(Input::TakeOver {
            verdict: support::verdict("mine"),
            inbound: None,
        });
    });
    nothing(|case| {
        let seen = support::fingerprint("step 1 revision 1");
        let draft = support::draft("better", case.world.now);
        case.world.say(Input::Edit {
            verdict: support::verdict("edit"),
            seen,
            draft,
            polish: false,
        });
    });
}

/// Nothing in this program makes such a log; the check at the door stands all the same.
#[test]
fn a_clearance_for_another_text_claims_nothing() {
    let mut world = World::drafted(Review::Together, 1);
    let seen = world.seen();
    let mut events = world
        .ask(
            support::operator("ann"),
            Input::Approve {
                verdict: support::verdict("v"),
                seen,
            },
        )
        .unwrap();
    for recorded in &mut events {
        if let Event::Approved { clearances, .. } = &mut recorded.event {
            clearances[0].1.fingerprint = support::fingerprint("another");
        }
        world.state = evolve(world.state.take(), recorded);
    }
    world.wait(60);
    let claim = Input::Claim {
        step: 1,
        claim: support::claim("1"),
        message_id: "1@seller.example".to_owned(),
        letter: 1,
    };
    assert!(world.give(support::agent(), claim).is_err());
    nothing(|case| case.world = world.clone());
}

#[test]
fn each_halt_holds() {
    let next = "2026-09-08T10:01:10+02:00";
    held(
        |case| case.rows.agent.fleet_halted = true,
        next,
        "the fleet is halted",
    );
    held(
        |case| case.rows.mailbox.fleet_halted = true,
        next,
        "the fleet is halted",
    );
    held(
        |case| case.rows.agent.halted = true,
        next,
        "the agent is halted",
    );
    held(
        |case| case.rows.mailbox.halted = true,
        next,
        "the mailbox is halted",
    );
}

#[test]
fn an_unread_reply_holds() {
    held(
        |case| {
            case.rows.unread.waiting = BTreeMap::from([("inb_1".to_owned(), case.world.now)]);
        },
        "2026-09-07T10:02:10+02:00",
        "a reply came in and is being read",
    );
}

#[test]
fn the_hold_and_the_wait_of_the_step_hold() {
    held(
        |case| {
            case.world = World::drafted(Review::Together, 2);
            case.world.approve("approve");
            case.world.wait(9);
        },
        "2026-09-07T10:00:10+02:00",
        "the approval can still be undone",
    );
    held(
        |case| {
            case.world = World::sent(Review::Together, 2);
            case.step = 2;
        },
        "2026-09-10T09:00+02:00",
        "the wait of this step is not over",
    );
}

/// Found by the simulation: a restart on a machine whose clock is a little behind, just after midnight.
#[test]
fn a_clock_set_back_over_midnight_empties_no_count() {
    held(
        |case| {
            case.rows.mailbox.day = date(2026, 9, 8);
            case.rows.mailbox.count = 30;
        },
        "2026-09-08T09:00+02:00",
        "the mailbox's cap of today is used",
    );
    held(
        |case| {
            case.rows.agent.week = date(2026, 9, 14);
            case.rows.agent.count = 150;
        },
        "2026-09-14T09:00+02:00",
        "the agent's cap of this week is used",
    );
    // A day that no clock can have seen yet binds nobody.
    let mut case = free();
    case.rows.mailbox.day = date(2026, 9, 20);
    case.rows.mailbox.count = 30;
    let after = judged(&case).unwrap().mailbox;
    assert_eq!((after.day, after.count), (TODAY, 1));
}

#[test]
fn the_window_of_the_recipient_holds() {
    let outside = "outside the send window of the recipient";
    held(
        |case| case.world.now = ts("2026-09-07T17:00+02:00"),
        "2026-09-08T09:00+02:00",
        outside,
    );
    held(
        |case| case.world.now = ts("2026-09-12T12:00+02:00"),
        "2026-09-14T09:00+02:00",
        outside,
    );
    held(
        |case| case.limits.window.days = vec![2],
        "2026-09-08T09:00+02:00",
        outside,
    );
}

#[test]
fn each_cap_holds() {
    let tomorrow = "2026-09-08T09:00+02:00";
    held(
        |case| case.limits.mailbox_per_day = 3,
        tomorrow,
        "the mailbox's cap of today is used",
    );
    let ramp = |from| {
        Some(WarmUp {
            start: TODAY,
            from,
            add_per_day: 2,
        })
    };
    held(
        |case| case.limits.warm_up = ramp(3),
        tomorrow,
        "the mailbox's warm-up cap of today is used",
    );
    let not_begun = WarmUp {
        start: date(2026, 9, 8),
        from: 5,
        add_per_day: 2,
    };
    held(
        |case| case.limits.warm_up = Some(not_begun),
        tomorrow,
        "the mailbox's warm-up cap of today is used",
    );
    held(
        |case| case.limits.agent_per_week = 9,
        "2026-09-14T09:00+02:00",
        "the agent's cap of this week is used",
    );
    held(
        |case| case.limits.domain_per_day = 4,
        tomorrow,
        "the cap for the recipient's domain is used today",
    );
    held(
        |case| case.limits.provider_per_day = 99,
        tomorrow,
        "the cap for the recipient's mail provider is used today",
    );
}

/// Letters of one mailbox are spaced: each that waits gets a slot of its own, one behind the other.
#[test]
fn the_gap_holds_and_gives_slots() {
    let slot = |case: &Case| match judged(case) {
        Err(Held::Slot { at, mailbox, .. }) => {
            assert_eq!((mailbox.reserved, mailbox.count), (Some(at), 3));
            (at, *mailbox)
        }
        other => panic!("{other:?}"),
    };
    let mut case = free();
    case.rows.mailbox.last = Some(case.world.now - SignedDuration::from_secs(89));
    let (first, mailbox) = slot(&case);
    assert_eq!(first, ts("2026-09-07T10:01:11+02:00"));
    case.rows.mailbox = mailbox;
    assert_eq!(slot(&case).0, ts("2026-09-07T10:02:41+02:00"));
}

/// The letter before was a few seconds late for its slot: this one keeps its turn, and the next ones stay
/// behind it.
#[test]
fn a_letter_whose_slot_has_come_keeps_its_turn() {
    let mut case = free();
    let queue = ts("2026-09-07T10:30:00+02:00");
    case.rows.mailbox.last = Some(case.world.now - SignedDuration::from_secs(87));
    case.rows.mailbox.reserved = Some(queue);
    let slot = Input::Defer {
        step: 1,
        until: case.world.now,
        why: "letters of one mailbox are spaced".to_owned(),
    };
    case.world.give(Actor::Policy, slot).unwrap();
    match judged(&case) {
        Err(Held::Slot { at, mailbox, .. }) => {
            assert_eq!(at, case.world.now + SignedDuration::from_secs(3));
            assert_eq!(mailbox.reserved, Some(queue));
        }
        other => panic!("{other:?}"),
    }
    // A whole gap is no matter of seconds: a letter that slept through its slot waits behind the others.
    case.rows.mailbox.last = Some(case.world.now);
    match judged(&case) {
        Err(Held::Slot { at, .. }) => assert!(at > queue, "{at}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn distances_are_at_least_the_mailboxs_own_and_at_most_half_as_long_again() {
    let all = [0, 1, 500, 999, 1_000, u32::MAX].map(|draw| spaced(90, draw));
    assert_eq!(all, [90, 90, 112, 134, 135, 135]);
    assert_eq!(spaced(0, 700), 0);
}

#[test]
fn counts_of_another_day_or_week_are_over() {
    let mut case = free();
    case.rows.mailbox = MailboxRow {
        day: date(2026, 9, 4),
        count: 30,
        ..case.rows.mailbox
    };
    case.rows.agent = AgentRow {
        week: date(2026, 8, 31),
        count: 150,
        ..case.rows.agent
    };
    case.rows.domain = Some(DayCount {
        day: date(2026, 9, 4),
        count: 5,
    });
    case.rows.provider = None;
    let after = judged(&case).unwrap();
    assert_eq!(
        (
            after.mailbox.count,
            after.agent.count,
            after.domain.count,
            after.provider.count
        ),
        (1, 1, 1, 1)
    );
}

/// Two mailboxes in zones that are a day apart share the count of a recipient's domain.
#[test]
fn a_mailbox_where_it_is_still_yesterday_does_not_empty_the_count_of_a_domain() {
    let mut case = free();
    case.rows.domain = Some(DayCount {
        day: date(2026, 9, 8),
        count: 4,
    });
    let after = judged(&case).unwrap();
    assert_eq!(
        after.domain,
        DayCount {
            day: date(2026, 9, 8),
            count: 5
        }
    );
    case.rows.domain = Some(after.domain);
    assert!(matches!(judged(&case), Err(Held::Until { .. })));
}

#[test]
fn the_gap_is_over_when_it_is_over() {
    let mut case = free();
    case.rows.mailbox.last = Some(case.world.now - SignedDuration::from_secs(90));
    assert!(judged(&case).is_ok());
}

/// A draft that policy cleared, with the gate as it was then.
fn by_policy() -> Case {
    let mut case = free();
    case.world = World::drafted(Review::Together, 2);
    case.world.route(true, false).unwrap();
    case.world.wait(60);
    case.rows.gate = Gate {
        life: 1,
        threshold: Some(Confidence::new(800).unwrap()),
        apart: Vec::new(),
        harm: Vec::new(),
    };
    case
}

#[test]
fn what_policy_cleared_goes_while_its_class_has_a_certificate() {
    assert!(judged(&by_policy()).is_ok());
}

#[test]
fn what_policy_cleared_goes_back_once_its_gate_is_shut() {
    #[track_caller]
    fn shut(change: impl Fn(&mut Gate), why: Shut) {
        let mut case = by_policy();
        change(&mut case.rows.gate);
        assert_eq!(judged(&case).unwrap_err(), Held::Shut(why));
    }
    shut(|gate| *gate = Gate::default(), Shut::Revoked);
    shut(|gate| gate.threshold = None, Shut::Revoked);
    shut(|gate| gate.life = 2, Shut::Revoked);
    shut(|gate| gate.threshold = Confidence::new(901), Shut::Revoked);
    let harmful = MessageRef {
        conversation: ConversationId::parse("cnv_9").unwrap(),
        step: 1,
    };
    shut(|gate| gate.harm.push(harmful.clone()), Shut::Harm);
    let agent = Stratum::Agent(AgentName::parse("nordic").unwrap());
    shut(
        |gate| gate.apart.push(agent.clone()),
        Shut::Apart(agent.clone()),
    );
    let other = Stratum::Agent(AgentName::parse("other").unwrap());
    let mut case = by_policy();
    case.rows.gate.apart.push(other);
    assert!(judged(&case).is_ok(), "another part is no part of it");
}

#[test]
fn what_an_operator_cleared_needs_no_gate() {
    assert!(judged(&free()).is_ok());
}
