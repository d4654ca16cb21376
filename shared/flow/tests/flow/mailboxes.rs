//! Mailboxes: the brake and its card, what becomes of the conversations of one that is given up, and which
//! one a new conversation writes from.

use domain::brake::{Answer, Cause};
use domain::conversation::{MessageState, Refusal};
use domain::rows::StopReason;
use domain::{OperatorId, VerdictId};
use flow::halts::Scope;
use flow::verdicts::Decision;
use flow::{StepError, mailboxes};
use harness::{
    HouseText, Letter, MAILBOX, NORTH, Outcome, Person, Shown, World, delivery_status, load,
};
use ports::PortError;
use std::collections::{BTreeMap, BTreeSet};

const OTHER: &str = "ole@quayline.example";

fn person(number: usize) -> Person {
    Person {
        last_name: format!("Berg{number}"),
        email: format!("kari{number}@fjord{number}.example"),
        ..Person::of("Kari", &format!("Fjord {number}"))
    }
}

/// A first letter left for so many people.
async fn written(people: usize, more: &'static [&'static str]) -> World {
    let house = HouseText {
        more_mailboxes: more,
        ..HouseText::default()
    };
    let mut world = World::start("2026-09-07T07:00+02:00", load(&house, &[NORTH])).await;
    for number in 0..people {
        world.leads.add("north.csv", &person(number));
    }
    world.accept_leads("ann", "north").await;
    world.run_until("2026-09-07T08:30+02:00").await;
    for number in 0..people {
        let id = world.conversation_with(&person(number).email).await;
        world.approve("ann", &id).await;
    }
    world.run_until("2026-09-07T12:00+02:00").await;
    assert_eq!(world.mailer.left().len(), people);
    world
}

fn letter(world: &World, number: usize) -> Letter {
    world.letters_to(&person(number).email).pop().unwrap()
}

async fn bounce(world: &mut World, number: usize, status: &str, said: &str) {
    let raw = delivery_status(
        &letter(world, number),
        &format!("b{number}{status}"),
        "failed",
        status,
        said,
    );
    world.receive(raw).await;
    world.work().await;
}

async fn dead(world: &mut World, number: usize) {
    bounce(world, number, "5.1.1", "550 5.1.1 no such user").await;
}

async fn complain(world: &mut World, number: usize) {
    let letter = letter(world, number);
    let raw = format!(
        "From: complaints@big.example\r\nTo: {from}\r\nSubject: Complaint\r\nMessage-ID: <c{number}@big.example>\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=feedback-report; boundary=\"f\"\r\n\r\n\
         --f\r\nContent-Type: text/plain\r\n\r\nThis is an email abuse report.\r\n\r\n\
         --f\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nVersion: 1\r\n\r\n\
         --f\r\nContent-Type: text/rfc822-headers\r\n\r\nFrom: {from}\r\nTo: {to}\r\nMessage-ID: <{id}>\r\n\r\n--f--\r\n",
        from = letter.envelope.from,
        to = letter.envelope.to,
        id = letter.envelope.message_id,
    );
    world.receive(raw.into_bytes()).await;
    world.work().await;
}

async fn cards(world: &World) -> Vec<String> {
    let all = world.cards().await.into_iter();
    all.filter_map(|card| match card.shows {
        Shown::Mailbox(mailbox) => Some(mailbox),
        _ => None,
    })
    .collect()
}

async fn cause(world: &World) -> Option<Cause> {
    let row = world.mailbox(MAILBOX).await;
    row.health.alarm.map(|alarm| alarm.cause)
}

async fn answer(world: &mut World, by: &str, answer: Answer) -> Result<VerdictId, StepError> {
    let verdict = world.verdict();
    let seen = world.mailbox(MAILBOX).await.health.alarm;
    let by = OperatorId::parse(by).unwrap();
    mailboxes::answer(
        &world.ports,
        &by,
        &verdict,
        MAILBOX,
        answer,
        seen.map(|alarm| alarm.since),
    )
    .await?;
    world.work().await;
    Ok(verdict)
}

async fn logged(world: &World, event: &str) -> Vec<String> {
    let lines = world.log().await.into_iter();
    lines
        .filter(|line| line.event == event)
        .map(|line| line.words)
        .collect()
}

/// Follow-ups of the people who did not bounce, approved.
async fn follow_ups_cleared(world: &mut World, people: std::ops::Range<usize>) {
    world.run_until("2026-09-09T17:00+02:00").await;
    for number in people {
        let id = world.conversation_with(&person(number).email).await;
        world.approve("ann", &id).await;
    }
}

#[tokio::test]
async fn the_third_hard_bounce_halts_the_mailbox_in_the_commit_that_records_it() {
    let mut world = written(5, &[]).await;
    dead(&mut world, 0).await;
    dead(&mut world, 1).await;
    assert_eq!(cards(&world).await, Vec::<String>::new());
    assert!(!world.mailbox(MAILBOX).await.halted);
    let before = world.table.all("mailbox#").await;
    dead(&mut world, 2).await;
    let row = world.mailbox(MAILBOX).await;
    assert!(row.halted);
    let after = world.table.all("mailbox#").await;
    let head = world.conversation_with(&person(2).email).await;
    let events = world.table.all(&flow::keys::conversation(&head)).await;
    assert_ne!(before, after);
    assert!(
        events.iter().any(|item| item.attempt == after[0].attempt),
        "one commit"
    );
    assert_eq!(cards(&world).await, [MAILBOX]);
    assert_eq!(
        cause(&world).await,
        Some(Cause::Bounces { count: 3, of: 5 })
    );
    assert_eq!(
        logged(&world, "mailbox_halted").await,
        [format!(
            "mailbox {MAILBOX} halted by its brake: 3 of its last 5 letters went to dead addresses"
        )]
    );
    follow_ups_cleared(&mut world, 3..5).await;
    world.run_until("2026-09-11T12:00+02:00").await;
    assert_eq!(world.mailer.left().len(), 5, "nothing leaves it any more");
}

#[tokio::test]
async fn copies_of_a_bounce_and_full_mailboxes_halt_nothing() {
    let mut world = written(4, &[]).await;
    for again in ["5.1.1", "5.1.10", "5.1.2", "5.1.3"] {
        bounce(&mut world, 0, again, "550 no such user").await;
    }
    for number in 1..4 {
        bounce(&mut world, number, "5.2.2", "552 5.2.2 mailbox is full").await;
    }
    let row = world.mailbox(MAILBOX).await;
    assert_eq!((row.health.bounced.len(), row.halted), (1, false));
    assert_eq!(row.health.refused, Vec::<u64>::new());
}

#[tokio::test]
async fn refusals_for_policy_stop_nobody_and_make_a_card() {
    let mut world = written(4, &[]).await;
    for number in 0..3 {
        bounce(
            &mut world,
            number,
            "5.7.1",
            "550 5.7.1 blocked for poor reputation",
        )
        .await;
    }
    assert_eq!(
        cause(&world).await,
        Some(Cause::Refusals { count: 3, of: 4 })
    );
    assert!(!world.mailbox(MAILBOX).await.halted);
    assert!(world.stops().await.is_empty());
    for number in 0..4 {
        let id = world.conversation_with(&person(number).email).await;
        assert_eq!(world.phase(&id).await, "active", "{number}");
    }
    answer(&mut world, "ann", Answer::Seen).await.unwrap();
    assert_eq!(cards(&world).await, Vec::<String>::new());
    assert!(!world.mailbox(MAILBOX).await.halted);
}

#[tokio::test]
async fn one_complaint_makes_a_card_and_the_second_halts() {
    let mut world = written(4, &[]).await;
    complain(&mut world, 0).await;
    assert_eq!(cause(&world).await, Some(Cause::Complaint));
    assert!(!world.mailbox(MAILBOX).await.halted);
    answer(&mut world, "ann", Answer::Seen).await.unwrap();
    assert_eq!(cards(&world).await, Vec::<String>::new());
    complain(&mut world, 1).await;
    let two = Cause::Complaints { count: 2, of: 4 };
    assert_eq!(cause(&world).await, Some(two));
    assert!(world.mailbox(MAILBOX).await.halted);
    assert_eq!(cards(&world).await, [MAILBOX]);
}

#[tokio::test]
async fn a_move_holds_the_drafts_again_and_they_leave_from_the_other_mailbox() {
    let mut world = written(8, &[OTHER]).await;
    let from = |world: &World, number: usize| letter(world, number).envelope.from;
    let here: Vec<usize> = (0..8).filter(|n| from(&world, *n) == MAILBOX).collect();
    let there: Vec<usize> = (0..8).filter(|n| from(&world, *n) == OTHER).collect();
    assert!(here.len() >= 4 && !there.is_empty(), "{here:?} {there:?}");
    let (stays, moves) = (there[0], here[3]);
    follow_ups_cleared(&mut world, moves..moves + 1).await;
    follow_ups_cleared(&mut world, stays..stays + 1).await;
    let id = world.conversation_with(&person(moves).email).await;
    let before = world.head(&id).await.state.message(2).unwrap().clone();
    assert!(matches!(before.state, MessageState::Cleared { .. }));
    for number in &here[..3] {
        dead(&mut world, *number).await;
    }
    answer(&mut world, "ann", Answer::Move).await.unwrap();
    let after = world.head(&id).await.state;
    let draft = after.message(2).unwrap().draft.clone().unwrap();
    assert_eq!(after.mailbox.as_deref(), Some(OTHER));
    assert!(matches!(
        after.message(2).unwrap().state,
        MessageState::InReview { .. }
    ));
    assert_ne!(draft.fingerprint, before.draft.unwrap().fingerprint);
    world.run_until("2026-09-10T15:00+02:00").await;
    assert_eq!(world.letters_to(&person(moves).email).len(), 1, "held");
    assert_eq!(
        letter(&world, stays).envelope.from,
        OTHER,
        "nothing changed for it"
    );
    assert_eq!(world.letters_to(&person(stays).email).len(), 2);
    world.approve("ann", &id).await;
    world.run_until("2026-09-10T16:00+02:00").await;
    let letters = world.letters_to(&person(moves).email);
    assert_eq!(letters.len(), 2);
    assert_eq!(letters[1].envelope.from, OTHER);
    assert!(
        letters[1].read.references == [letters[0].envelope.message_id.clone()],
        "the same thread"
    );
    assert_eq!(
        logged(&world, "mailbox_changed").await.len(),
        here.len() - 3,
        "those who bounced are over"
    );
}

#[tokio::test]
async fn without_another_mailbox_nothing_moves_and_the_answer_says_what_to_do() {
    let mut world = written(4, &[]).await;
    for number in 0..3 {
        dead(&mut world, number).await;
    }
    let error = answer(&mut world, "ann", Answer::Move).await.unwrap_err();
    assert!(
        matches!(&error, StepError::Invalid(why) if why.contains("add one to its `mailboxes`")),
        "{error}"
    );
    assert_eq!(cards(&world).await, [MAILBOX], "the card still waits");
}

#[tokio::test]
async fn paused_conversations_wait_for_the_resume_and_go_on_then() {
    let mut world = written(5, &[]).await;
    for number in 0..3 {
        dead(&mut world, number).await;
    }
    answer(&mut world, "ann", Answer::Pause).await.unwrap();
    assert_eq!(cards(&world).await, Vec::<String>::new());
    follow_ups_cleared(&mut world, 3..5).await;
    world.run_until("2026-09-10T12:00+02:00").await;
    assert_eq!(world.mailer.left().len(), 5);
    let scope = Scope::Mailbox(MAILBOX.to_owned());
    world.halt("ann", &scope, false).await;
    world.run_until("2026-09-10T13:00+02:00").await;
    assert_eq!(world.mailer.left().len(), 7);
    let health = world.mailbox(MAILBOX).await.health;
    assert_eq!((health.braked, health.bounced), (None, vec![]));
}

#[tokio::test]
async fn a_resume_takes_the_card_away() {
    let mut world = written(3, &[]).await;
    for number in 0..3 {
        dead(&mut world, number).await;
    }
    let scope = Scope::Mailbox(MAILBOX.to_owned());
    world.halt("ann", &scope, true).await;
    assert_eq!(cards(&world).await, [MAILBOX], "a halt does not");
    world.halt("ann", &scope, false).await;
    assert_eq!(cards(&world).await, Vec::<String>::new());
    assert!(!world.mailbox(MAILBOX).await.halted);
}

#[tokio::test]
async fn ended_conversations_are_over_and_free_their_people() {
    let mut world = written(5, &[]).await;
    for number in 0..3 {
        dead(&mut world, number).await;
    }
    answer(&mut world, "ann", Answer::End).await.unwrap();
    for number in 3..5 {
        let id = world.conversation_with(&person(number).email).await;
        assert_eq!(
            world.phase(&id).await,
            "closed: its mailbox was given up",
            "{number}"
        );
        assert!(!world.head(&id).await.state.holds_contact());
    }
    assert!(world.mailbox(MAILBOX).await.halted);
}

#[tokio::test]
async fn of_two_answers_to_one_card_the_first_counts_and_a_repeat_decides_nothing() {
    let mut world = written(4, &[]).await;
    for number in 0..3 {
        dead(&mut world, number).await;
    }
    let since = world.mailbox(MAILBOX).await.health.alarm.unwrap().since;
    let first = answer(&mut world, "ann", Answer::Pause).await.unwrap();
    let ann = OperatorId::parse("ann").unwrap();
    let again = mailboxes::answer(&world.ports, &ann, &first, MAILBOX, Answer::Pause, None).await;
    assert!(again.is_ok(), "{again:?}");
    let bob = OperatorId::parse("bob").unwrap();
    let verdict = world.verdict();
    let lost = mailboxes::answer(
        &world.ports,
        &bob,
        &verdict,
        MAILBOX,
        Answer::End,
        Some(since),
    )
    .await;
    assert!(
        matches!(&lost, Err(StepError::Refused(Refusal::Decided { by, .. })) if by == "ann"),
        "{lost:?}"
    );
    let id = world.conversation_with(&person(3).email).await;
    assert_eq!(world.phase(&id).await, "active");
    assert_eq!(logged(&world, "mailbox_answered").await.len(), 1);
}

#[tokio::test]
async fn a_letter_that_was_with_the_provider_during_a_move_comes_back_to_review_from_the_other() {
    let mut world = written(8, &[OTHER]).await;
    let here: Vec<usize> = (0..8)
        .filter(|n| letter(&world, *n).envelope.from == MAILBOX)
        .collect();
    let moves = here[3];
    follow_ups_cleared(&mut world, moves..moves + 1).await;
    let to = person(moves).email;
    world.mailer.next([Outcome::Silence { taken: false }]);
    world.run_until("2026-09-10T10:00+02:00").await;
    let id = world.conversation_with(&to).await;
    let step = world.head(&id).await.state.message(2).unwrap().clone();
    let MessageState::InDoubt { claim, .. } = &step.state else {
        panic!("{step:?}");
    };
    for number in &here[..3] {
        dead(&mut world, *number).await;
    }
    answer(&mut world, "ann", Answer::Move).await.unwrap();
    let state = world.head(&id).await.state;
    assert_eq!(state.mailbox.as_deref(), Some(OTHER));
    assert_eq!(state.message(2), Some(&step), "nobody touches it there");
    let settle = Decision::Settle {
        claim: claim.id.clone(),
        sent: false,
    };
    world.decide("ann", &id, settle).await.unwrap();
    world.approve("ann", &id).await;
    world.run_until("2026-09-10T12:00+02:00").await;
    let step = world.head(&id).await.state.message(2).unwrap().clone();
    assert!(
        matches!(step.state, MessageState::InReview { .. }),
        "{step:?}"
    );
    assert_eq!(step.draft.unwrap().mailbox, OTHER);
    assert_eq!(world.letters_to(&to).len(), 1);
    world.approve("ann", &id).await;
    world.run_until("2026-09-10T13:00+02:00").await;
    assert_eq!(letter(&world, moves).envelope.from, OTHER);
}

#[tokio::test]
async fn conversations_spread_over_the_mailboxes_and_each_stays_on_its_own() {
    let mut world = written(24, &[OTHER]).await;
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    for letter in world.mailer.left() {
        *first.entry(letter.envelope.from).or_default() += 1;
    }
    // Each draw is a coin: fewer than 6 of 24 on a side happens once in a hundred seeds.
    assert!(
        first.len() == 2 && first.values().all(|count| *count >= 6),
        "{first:?}"
    );
    follow_ups_cleared(&mut world, 0..24).await;
    world.run_until("2026-09-11T16:00+02:00").await;
    for number in 0..24 {
        let letters = world.letters_to(&person(number).email);
        let from: Vec<&String> = letters.iter().map(|l| &l.envelope.from).collect();
        assert_eq!(from.len(), 2, "{number}");
        assert_eq!(from[0], from[1], "{number}");
    }
}

#[tokio::test]
async fn the_cap_of_a_receiving_provider_holds_over_all_domains_whose_mail_it_takes() {
    let house = HouseText {
        provider_caps: "{proofpoint: 2, other: 1}",
        ..HouseText::default()
    };
    let mut world = World::start("2026-09-07T07:00+02:00", load(&house, &[NORTH])).await;
    // Three domains with one service, two with another that has no cap of its own, one that nobody can
    // look up.
    let mut found = vec!["mxa-1.gslb.pphosted.com"; 3];
    found.extend(["eu-smtp-1.mimecast.com"; 2]);
    for (number, host) in found.into_iter().enumerate() {
        let domain = format!("fjord{number}.example");
        world.exchangers.set(&domain, Ok(vec![host.to_owned()]));
    }
    let away = PortError::Busy("timed out".to_owned());
    world.exchangers.set("fjord5.example", Err(away));
    for number in 0..7 {
        world.leads.add("north.csv", &person(number));
    }
    world.accept_leads("ann", "north").await;
    world.run_until("2026-09-07T08:30+02:00").await;
    for number in 0..7 {
        let id = world.conversation_with(&person(number).email).await;
        world.approve("ann", &id).await;
    }
    let left = |world: &World, people: std::ops::Range<usize>| {
        people
            .map(|number| world.letters_to(&person(number).email).len())
            .sum::<usize>()
    };
    world.run_until("2026-09-07T20:00+02:00").await;
    assert_eq!(
        (left(&world, 0..3), left(&world, 3..5), left(&world, 5..7)),
        (2, 1, 2)
    );
    world.run_until("2026-09-08T20:00+02:00").await;
    assert_eq!((left(&world, 0..3), left(&world, 3..5)), (3, 2));
}

#[tokio::test]
async fn a_halted_mailbox_gets_no_new_conversation() {
    let house = HouseText {
        more_mailboxes: &[OTHER],
        ..HouseText::default()
    };
    let mut world = World::start("2026-09-07T07:00+02:00", load(&house, &[NORTH])).await;
    for number in 0..12 {
        world.leads.add("north.csv", &person(number));
    }
    let scope = Scope::Mailbox(MAILBOX.to_owned());
    world.halt("ann", &scope, true).await;
    world.accept_leads("ann", "north").await;
    world.run_until("2026-09-07T08:30+02:00").await;
    for number in 0..12 {
        let id = world.conversation_with(&person(number).email).await;
        assert_eq!(world.head(&id).await.state.mailbox.as_deref(), Some(OTHER));
    }
}

/// What the server says at the hand-over of the next letters, one each; all others are taken.
async fn turned_down(said: &[&str], people: usize) -> World {
    let mut world = World::start(
        "2026-09-07T07:00+02:00",
        load(&HouseText::default(), &[NORTH]),
    )
    .await;
    for number in 0..people {
        world.leads.add("north.csv", &person(number));
    }
    world.accept_leads("ann", "north").await;
    world.run_until("2026-09-07T08:30+02:00").await;
    let refuse = |said: &&str| Outcome::Refuse(format!("smtp mx.example:587: RCPT: {said}"));
    world.mailer.next(said.iter().map(refuse));
    for number in 0..people {
        let id = world.conversation_with(&person(number).email).await;
        world.approve("ann", &id).await;
    }
    world.run_until("2026-09-07T12:00+02:00").await;
    world
}

#[tokio::test]
async fn dead_addresses_that_the_server_names_at_the_hand_over_halt_the_mailbox() {
    let dead = "550 5.1.1 no such user";
    let world = turned_down(&[dead, dead, dead], 5).await;
    let row = world.mailbox(MAILBOX).await;
    assert!(row.halted);
    assert!(matches!(
        cause(&world).await,
        Some(Cause::Bounces { count: 3, .. })
    ));
    assert_eq!(cards(&world).await, [MAILBOX]);
    let mut stopped = 0;
    for number in 0..5 {
        let id = world.conversation_with(&person(number).email).await;
        let left = world.letters_to(&person(number).email).len();
        let entry = world.stop_of_address(&person(number).email).await;
        assert_eq!(
            entry.is_some(),
            world.phase(&id).await.starts_with("stopped")
        );
        if let Some(entry) = entry {
            assert_eq!((entry.reason, left), (StopReason::HardBounce, 0));
            stopped += 1;
        }
    }
    assert_eq!(stopped, 3);
    // What was on its way when the brake came may still have left.
    assert!(world.mailer.left().len() <= 2);
}

#[tokio::test]
async fn refusals_at_the_hand_over_make_a_card_and_stop_nobody() {
    let no = "554 5.7.1 rejected for policy reasons";
    let full = "552 5.2.2 mailbox full";
    let sign_in = "535 5.7.8 bad credentials";
    let world = turned_down(&[no, full, sign_in, no, no], 6).await;
    let row = world.mailbox(MAILBOX).await;
    assert!(!row.halted);
    assert_eq!(
        cause(&world).await,
        Some(Cause::Refusals { count: 3, of: 5 })
    );
    assert_eq!(world.mailer.left().len(), 1);
    for number in 0..6 {
        assert!(world.stop_of_address(&person(number).email).await.is_none());
    }
}

#[tokio::test]
async fn letters_of_one_mailbox_keep_distances_of_chance() {
    let house = HouseText {
        gap_seconds: 100,
        ..HouseText::default()
    };
    let mut world = World::start("2026-09-07T07:00+02:00", load(&house, &[NORTH])).await;
    for number in 0..8 {
        world.leads.add("north.csv", &person(number));
    }
    world.accept_leads("ann", "north").await;
    world.run_until("2026-09-07T08:30+02:00").await;
    for number in 0..8 {
        let id = world.conversation_with(&person(number).email).await;
        world.approve("ann", &id).await;
    }
    world.run_until("2026-09-07T12:00+02:00").await;
    let left = world.mailer.left();
    assert_eq!(left.len(), 8);
    let gaps: BTreeSet<i64> = left
        .windows(2)
        .map(|two| two[1].at.as_second() - two[0].at.as_second())
        .collect();
    assert!(gaps.iter().all(|gap| (100..=150).contains(gap)), "{gaps:?}");
    assert!(gaps.len() > 3, "{gaps:?}");
}
