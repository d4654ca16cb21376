//! An automatic answer moves the sequence to after the return date; a real reply before that date
//! ends it.

use domain::Intent;
use golden::Cast;
use golden::casts::out_of_office_then_a_reply::{ZONE, labelled, ours};
use harness::{AgentText, HouseText, Reply, Shown, World, load};
use jiff::civil::date;

told_twice!(story);

async fn story(cast: Cast) {
    let agent = AgentText {
        name: "pumps",
        steps: &["email", "email 3 working days", "email 5 working days"],
    };
    let playbook = load(
        &HouseText {
            timezone: ZONE,
            ..HouseText::default()
        },
        &[agent],
    );
    let mut world = World::start("2026-07-20 08:30+02:00", playbook).await;
    world.leads.add("pumps.csv", &cast.contact);
    world.accept_leads("Ada", "pumps").await;
    let id = world.conversation_with(&cast.contact.email).await;
    world
        .approve_at("2026-07-20 09:09:50+02:00", "Ada", &id)
        .await;
    world.run_until("2026-07-20 09:10:31+02:00").await;
    let letter = world.mailer.left()[0].clone();
    let (name, address) = (cast.contact.name(), cast.contact.email.as_str());

    // The automatic answer.
    let automatic = Reply {
        from: (&name, address),
        to: Some(&letter.envelope.from),
        subject: Some("Automatisch antwoord"),
        text: &cast.says[0],
        headers: vec![("Auto-Submitted", "auto-generated")],
        timezone: ZONE,
        ..Reply::default()
    };
    let away = world.receive(automatic.raw(world.now())).await;
    world.run_until("2026-07-20 09:11+02:00").await;
    let reading = world.reading(&away.inbound).await;
    assert_eq!(reading.intent, Intent::OutOfOffice);
    assert_eq!(
        (reading.return_date, reading.resume_on),
        (Some(date(2026, 8, 10)), Some(date(2026, 8, 11)))
    );
    assert_eq!(world.phase(&id).await, "paused until 2026-08-11");
    assert_eq!(world.cards().await, []);

    // Step 2 would have been due on the 23rd of July.
    world.run_until("2026-08-04 19:22+02:00").await;
    assert_eq!(world.mailer.left().len(), 1);
    assert_eq!(world.phase(&id).await, "paused until 2026-08-11");
    let reply = Reply {
        from: (&name, address),
        answers: Some(&letter),
        text: &cast.says[1],
        timezone: ZONE,
        ..Reply::default()
    };
    let real = world.receive(reply.raw(world.now())).await;
    world.run_until("2026-08-04 19:22:05+02:00").await;
    assert_eq!(world.mailer.left().len(), 1);
    assert_eq!(
        world.reading(&real.inbound).await.intent,
        Intent::InfoRequest
    );
    assert_eq!(
        world.cards().await[0].shows,
        Shown::Reply(real.inbound.clone())
    );
    assert_eq!(world.phase(&id).await, "with the operator");
    world.run_until("2026-08-05 08:50+02:00").await;
    world.take_over("Ada", &id).await;

    // The sequence would have resumed on the 11th of August.
    world.run_until("2026-09-30 12:00+02:00").await;
    assert_eq!(world.mailer.left().len(), 1);
    assert_eq!(world.stops().await, []);
    assert_eq!(
        world.shown_so_far(&id),
        [Shown::Drafts(vec![1]), Shown::Reply(real.inbound)]
    );
    assert_eq!(world.phase(&id).await, "taken over by Ada");
    assert_eq!(world.due(&id).await, []);
    assert_eq!(world.failures, Vec::<String>::new());
    insta::assert_snapshot!("out_of_office_then_a_reply", world.timeline(ZONE).await);
}
