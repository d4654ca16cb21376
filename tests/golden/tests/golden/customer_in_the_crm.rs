//! The CRM can't be asked: nothing is sent. Then it names a customer: the company is stopped for everybody.

use domain::Intent;
use domain::rows::{StopReason, StopSource};
use golden::Cast;
use golden::casts::customer_in_the_crm::{ZONE, labelled, ours};
use harness::{AgentText, HouseText, Reply, Shown, World, at, load};

told_twice!(story);

async fn story(cast: Cast) {
    let agent = AgentText {
        name: "contracts",
        steps: &["email", "email 3 working days", "email 5 working days"],
    };
    let house = HouseText {
        timezone: ZONE,
        ..HouseText::default()
    };
    let mut world = World::start("2026-09-14 08:00+01:00", load(&house, &[agent])).await;
    world.leads.add("contracts.csv", &cast.contact);
    world.accept_leads("Ada", "contracts").await;
    let id = world.conversation_with(&cast.contact.email).await;
    world
        .approve_at("2026-09-14 09:09:50+01:00", "Ada", &id)
        .await;
    world.run_until("2026-09-14 09:10+01:00").await;
    let letter = world.mailer.left()[0].clone();
    assert_eq!(world.crm.asked(), 1, "before the claim");
    world.run_until("2026-09-16 16:00+01:00").await;
    world.approve_at("2026-09-16 16:20+01:00", "Ada", &id).await;

    // A deal is booked; then the CRM can't be reached.
    world.run_until("2026-09-16 22:40+01:00").await;
    let own = cast
        .contact
        .email
        .split('@')
        .next_back()
        .unwrap()
        .to_owned();
    world.crm.add_customer(&[&cast.other_address, &own]);
    world.crm.silent(true);
    for time in [
        "2026-09-17 09:01+01:00",
        "2026-09-17 09:06+01:00",
        "2026-09-17 09:16+01:00",
        "2026-09-17 09:34+01:00",
    ] {
        world.run_until(time).await;
        assert_eq!(world.mailer.left().len(), 1, "{time}");
        let message = world.head(&id).await.state.message(2).cloned().unwrap();
        let deferral = message.deferral.expect("it is visible as a delay");
        assert_eq!(deferral.why, "the customer check gave no answer");
    }
    assert_eq!(world.phase(&id).await, "active");
    world.crm.silent(false);
    world.run_until("2026-09-17 09:36+01:00").await;
    assert_eq!(world.mailer.left().len(), 1);
    assert_eq!(world.phase(&id).await, "stopped: current customer");
    let stops = world.stops().await;
    assert_eq!(stops.len(), 2, "both domains of the account");
    for stop in stops {
        assert_eq!(stop.reason, StopReason::CurrentCustomer);
        assert_eq!(stop.source, StopSource::Crm);
        assert_eq!(stop.since, at("2026-09-17 09:35+01:00"));
    }
    assert!(
        world.stop_of_address(&cast.contact.email).await.is_none(),
        "it is no opt-out"
    );

    // She has an opinion of it, and the operator sees it.
    world.run_until("2026-09-18 11:00+01:00").await;
    let name = cast.contact.name();
    let reply = Reply {
        from: (&name, &cast.contact.email),
        answers: Some(&letter),
        text: &cast.says[0],
        timezone: ZONE,
        ..Reply::default()
    };
    let reply = world.receive(reply.raw(world.now())).await;
    world.run_until("2026-09-18 11:01+01:00").await;
    let intent = world.reading(&reply.inbound).await.intent;
    assert!(
        matches!(intent, Intent::Ambiguous | Intent::Complaint),
        "{intent:?}"
    );
    assert_eq!(
        world.cards().await[0].shows,
        Shown::Reply(reply.inbound.clone())
    );
    // Whoever else is there is not written to, by no agent.
    let mut other = cast.contact.clone();
    other.email = format!("somebody@{own}");
    world.leads.add("contracts.csv", &other);
    world.run_until("2026-09-30 12:00+01:00").await;
    let reasons: Vec<String> = world
        .excluded()
        .await
        .into_iter()
        .map(|row| row.0)
        .collect();
    assert_eq!(reasons, ["stop_list"]);
    assert_eq!(world.mailer.left().len(), 1);
    assert_eq!(world.phase(&id).await, "stopped: current customer");
    assert_eq!(
        world.shown_so_far(&id),
        [
            Shown::Drafts(vec![1]),
            Shown::Drafts(vec![2]),
            Shown::Reply(reply.inbound)
        ]
    );
    assert_eq!(world.failures, Vec::<String>::new());
    insta::assert_snapshot!("customer_in_the_crm", world.timeline(ZONE).await);
}
