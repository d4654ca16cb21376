//! A delay, told twice, changes nothing; a hard bounce, told twice, stops the address and nothing
//! else. A late click on the withdrawn card is refused with the reason; a colleague may become a lead.
//! The mail systems speak by status mails (RFC 3464), as they do to a mailbox of one's own.

use domain::Intent;
use domain::conversation::Event;
use domain::rows::{StopReason, StopSource};
use flow::verdicts::Decision;
use golden::Cast;
use golden::casts::delay_then_hard_bounce::{ZONE, labelled, ours};
use harness::{AgentText, HouseText, Person, Shown, World, at, delivery_status, load};

told_twice!(story);

async fn story(cast: Cast) {
    // Two working days, so that the draft of step 2 waits on the evening before the bounce.
    let agent = AgentText {
        name: "gates",
        steps: &["email", "email 2 working days", "email 5 working days"],
    };
    let playbook = load(
        &HouseText {
            timezone: ZONE,
            ..HouseText::default()
        },
        &[agent],
    );
    let mut world = World::start("2026-06-01 16:00+01:00", playbook).await;
    world.leads.add("gates.csv", &cast.contact);
    world.accept_leads("Ada", "gates").await;
    let id = world.conversation_with(&cast.contact.email).await;
    world.approve_at("2026-06-01 18:00+01:00", "Ada", &id).await;

    // The delay, twice.
    world.run_until("2026-06-02 09:07+01:00").await;
    let letter = world.mailer.left()[0].clone();
    world
        .receive(delivery_status(
            &letter,
            "d1",
            "delayed",
            "4.2.2",
            "452 4.2.2 mailbox full",
        ))
        .await;
    world.run_until("2026-06-02 15:07+01:00").await;
    world
        .receive(delivery_status(
            &letter,
            "d2",
            "delayed",
            "4.2.2",
            "452 4.2.2 mailbox full",
        ))
        .await;
    world.run_until("2026-06-03 16:00+01:00").await;
    assert_eq!(
        world.shown_so_far(&id),
        [Shown::Drafts(vec![1]), Shown::Drafts(vec![2])]
    );
    assert_eq!(world.phase(&id).await, "active");
    assert_eq!(world.stops().await, []);
    let loaded_yesterday = world.seen(&id).await;

    // The bounce, twice.
    world.run_until("2026-06-04 03:10+01:00").await;
    let first = world
        .receive(delivery_status(
            &letter,
            "b1",
            "failed",
            "5.1.1",
            "550 5.1.1 user unknown",
        ))
        .await;
    world.run_until("2026-06-04 03:10:30+01:00").await;
    let second = world
        .receive(delivery_status(
            &letter,
            "b2",
            "failed",
            "5.1.1",
            "550 5.1.1 user unknown",
        ))
        .await;
    world.run_until("2026-06-04 08:30+01:00").await;
    for inbound in [&first.inbound, &second.inbound] {
        assert_eq!(world.reading(inbound).await.intent, Intent::Bounce);
    }
    let entry = world.stop_of_address(&cast.contact.email).await.unwrap();
    assert_eq!(world.stops().await, std::slice::from_ref(&entry));
    assert_eq!(
        (entry.reason, entry.source),
        (StopReason::HardBounce, StopSource::Provider)
    );
    assert_eq!(entry.since, at("2026-06-04 03:10+01:00"));
    assert_eq!(world.cards().await, [], "the card is withdrawn");

    // A late click.
    let refused = world
        .decide(
            "Ada",
            &id,
            Decision::Approve {
                seen: loaded_yesterday,
            },
        )
        .await
        .unwrap_err();
    assert!(
        refused.to_string().contains("the address bounced"),
        "{refused}"
    );

    // A colleague.
    let colleague = Person {
        first_name: "Kit".to_owned(),
        last_name: "Marlow".to_owned(),
        title: "Operations Director".to_owned(),
        email: cast.other_address.clone(),
        ..cast.contact.clone()
    };
    world.leads.add("gates.csv", &colleague);
    world.run_until("2026-06-05 10:00+01:00").await;
    world.accept_leads("Ada", "gates").await;
    let other = world.conversation_with(&cast.other_address).await;
    assert_eq!(world.phase(&other).await, "active");

    assert_eq!(world.mailer.left().len(), 1, "the delay causes no resend");
    let stopped = world
        .events(&id)
        .await
        .into_iter()
        .filter(|event| matches!(event, Event::Stopped { .. }))
        .count();
    assert_eq!(stopped, 1);
    assert_eq!(
        world.shown_so_far(&id),
        [Shown::Drafts(vec![1]), Shown::Drafts(vec![2])]
    );
    assert_eq!(world.phase(&id).await, "stopped: the address bounced");
    assert_eq!(world.due(&id).await, []);
    assert_eq!(world.failures, Vec::<String>::new());
    insta::assert_snapshot!("delay_then_hard_bounce", world.timeline(ZONE).await);
}
