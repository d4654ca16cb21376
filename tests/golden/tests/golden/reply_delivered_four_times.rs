//! One reply, delivered four times: by a repeated webhook, by a queue that hands one task to two
//! workers, by a poll after a gateway rewrote the mail, and out of a dead-letter queue.

use domain::Intent;
use domain::conversation::Event;
use flow::{relay, worker};
use golden::Cast;
use golden::casts::reply_delivered_four_times::{ZONE, labelled, ours};
use harness::{AgentText, HouseText, Reply, Shown, World, load};
use ports::QueueName;

told_twice!(story);

async fn story(cast: Cast) {
    let agent = AgentText {
        name: "boxes",
        steps: &["email", "email 4 working days"],
    };
    let playbook = load(
        &HouseText {
            timezone: ZONE,
            ..HouseText::default()
        },
        &[agent],
    );
    let mut world = World::start("2026-09-08 09:00+02:00", playbook).await;
    world.leads.add("boxes.csv", &cast.contact);
    world.accept_leads("Ada", "boxes").await;
    let id = world.conversation_with(&cast.contact.email).await;
    world
        .approve_at("2026-09-08 09:39:50+02:00", "Ada", &id)
        .await;
    world.run_until("2026-09-10 10:02:11+02:00").await;
    let letter = world.mailer.left()[0].clone();

    let (name, address) = (cast.contact.name(), cast.contact.email.as_str());
    let written = world.now();
    let reply = Reply {
        from: (&name, address),
        answers: Some(&letter),
        text: &cast.says[0],
        message_id: Some("once.4711@mail.example"),
        timezone: ZONE,
        ..Reply::default()
    };
    let accepted = world.receive(reply.raw(written)).await;
    assert!(!accepted.duplicate);

    // A worker takes it and is slow. Its acknowledgement is lost, so the webhook comes again.
    relay::tick(&world.ports).await.unwrap();
    let taken = world
        .ports
        .queue
        .receive(QueueName::Replies, 10, worker::VISIBILITY_MS)
        .await
        .unwrap();
    let [first] = taken.as_slice() else {
        panic!("one task, not {taken:?}")
    };
    world.idle_until("2026-09-10 10:02:40+02:00");
    assert!(world.receive(reply.raw(written)).await.duplicate);
    // The queue hands the same task to a second worker while the first one is at it.
    world.idle_until("2026-09-10 10:02:41+02:00");
    world.table.interleave(true);
    let (one, two) = tokio::join!(
        worker::handle(&world.ports, QueueName::Replies, first),
        worker::handle(&world.ports, QueueName::Replies, first),
    );
    world.table.interleave(false);
    assert_eq!((one, two), (Ok(()), Ok(())));
    world.run_until("2026-09-10 10:03+02:00").await;
    assert_eq!(
        world.reading(&accepted.inbound).await.intent,
        Intent::InfoRequest
    );
    assert_eq!(
        world.cards().await[0].shows,
        Shown::Reply(accepted.inbound.clone())
    );

    // The poll finds it, as a gateway left it.
    world.run_until("2026-09-10 10:07:00+02:00").await;
    let subject = format!("[EXT] Re: {}", letter.read.subject);
    let polled = Reply {
        subject: Some(&subject),
        headers: vec![(
            "Received",
            "from gateway.example by mx.quayline.example; Thu, 10 Sep 2026 10:06:58 +0200",
        )],
        ..reply.clone()
    };
    let copy = world.receive(polled.raw(written)).await;
    assert_eq!(
        (copy.inbound.clone(), copy.duplicate),
        (accepted.inbound.clone(), true)
    );
    world.run_until("2026-09-10 10:15+02:00").await;
    world.take_over("Ada", &id).await;

    // A dead letter is redriven.
    world.run_until("2026-09-10 10:21:00+02:00").await;
    world.deliver_again(&first.body, QueueName::Replies).await;
    assert!(world.receive(reply.raw(written)).await.duplicate);

    // Step 2 would have been due on the 14th.
    world.run_until("2026-10-20 12:00+02:00").await;
    assert_eq!(world.mailer.left().len(), 1);
    assert_eq!(world.stops().await, []);
    assert_eq!(world.inbound_count().await, 1, "one message");
    let labels = world
        .events(&id)
        .await
        .into_iter()
        .filter(|event| matches!(event, Event::Replied { .. }))
        .count();
    assert_eq!(labels, 1, "one label");
    assert_eq!(
        world.shown_so_far(&id),
        [Shown::Drafts(vec![1]), Shown::Reply(accepted.inbound)]
    );
    assert_eq!(world.cards().await, [], "no copy brings the card back");
    assert_eq!(world.phase(&id).await, "taken over by Ada");
    assert_eq!(world.due(&id).await, []);
    assert_eq!(world.failures, Vec::<String>::new());
    insta::assert_snapshot!("reply_delivered_four_times", world.timeline(ZONE).await);
}
