//! A reply in a new thread is found by its sender, whatever the case of the letters. One from an address
//! that nobody knows is not guessed at: the operator says where it belongs, and nobody is stopped by it.

use domain::{Intent, OperatorId};
use golden::Cast;
use golden::casts::new_thread::{ZONE, labelled, ours};
use harness::{AgentText, HouseText, MAILBOX, Reply, Shown, World, load};

told_twice!(story);

async fn story(cast: Cast) {
    let agent = AgentText {
        name: "tiles",
        steps: &["email", "email 3 working days"],
    };
    let house = HouseText {
        timezone: ZONE,
        ..HouseText::default()
    };
    let mut world = World::start("2026-11-03 08:30+01:00", load(&house, &[agent])).await;
    world.leads.add("tiles.csv", &cast.contact);
    world.accept_leads("Ada", "tiles").await;
    let id = world.conversation_with(&cast.contact.email).await;
    world
        .approve_at("2026-11-03 09:24:50+01:00", "Ada", &id)
        .await;
    world.run_until("2026-11-05 20:15+01:00").await;
    assert_eq!(world.mailer.left().len(), 1);

    // No token, no thread, no quote; her address in mixed case.
    let (local, domain) = cast.contact.email.split_once('@').unwrap();
    let mut mixed = local[..1].to_uppercase();
    mixed.push_str(&local[1..]);
    let mixed = format!("{mixed}@{}", domain.to_uppercase());
    let name = cast.contact.name();
    let reply = Reply {
        from: (&name, &mixed),
        to: Some(MAILBOX),
        subject: Some("your meter thing"),
        text: &cast.says[0],
        timezone: ZONE,
        ..Reply::default()
    };
    let hers = world.receive(reply.raw(world.now())).await;
    world.run_until("2026-11-05 21:02+01:00").await;
    let reading = world.reading(&hers.inbound).await;
    assert!(
        matches!(reading.intent, Intent::Positive | Intent::InfoRequest),
        "{:?}",
        reading.intent
    );
    assert_eq!(reading.matched_by, "sender");
    assert!(!reading.other_writer);

    // A stranger: kept where it is seen, with no conversation.
    let reply = Reply {
        from: ("", &cast.other_address),
        to: Some(MAILBOX),
        subject: Some("your letter"),
        text: &cast.says[1],
        timezone: ZONE,
        ..Reply::default()
    };
    let strange = world.receive(reply.raw(world.now())).await;
    world.run_until("2026-11-05 21:03+01:00").await;
    let reading = world.reading(&strange.inbound).await;
    assert!(
        matches!(
            reading.intent,
            Intent::Ambiguous | Intent::InfoRequest | Intent::Complaint
        ),
        "{:?}",
        reading.intent
    );
    assert_eq!(
        world.unmatched().await,
        std::slice::from_ref(&strange.inbound)
    );
    assert_eq!(
        world.shown_so_far(&id),
        [
            Shown::Drafts(vec![1]),
            Shown::Drafts(vec![2]),
            Shown::Reply(hers.inbound.clone())
        ]
    );

    // The operator takes over, then puts the stranger's mail beside it and files it.
    world.run_until("2026-11-06 08:30+01:00").await;
    world.take_over("Ada", &id).await;
    let ada = OperatorId::parse("Ada").unwrap();
    flow::inbound::attach(&world.ports, &ada, &strange.inbound, &id)
        .await
        .unwrap();
    world.run_until("2026-11-06 08:31+01:00").await;
    assert_eq!(world.unmatched().await, []);
    let reading = world.reading(&strange.inbound).await;
    assert_eq!(reading.matched_by, "operator");
    assert!(reading.other_writer);
    assert_eq!(
        world.cards().await[0].shows,
        Shown::Reply(strange.inbound.clone())
    );
    world.take_over("Ada", &id).await;

    // Step 2 would have been due at nine.
    world.run_until("2026-11-20 12:00+01:00").await;
    assert_eq!(world.mailer.left().len(), 1);
    assert_eq!(world.stops().await, []);
    assert_eq!(world.cards().await, []);
    assert_eq!(world.phase(&id).await, "taken over by Ada");
    assert_eq!(world.failures, Vec::<String>::new());
    insta::assert_snapshot!("new_thread", world.timeline(ZONE).await);
}
