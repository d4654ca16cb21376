//! Two steps, then a positive reply in the thread. The operator answers from their own mail program;
//! the third step is never drafted.

use domain::Intent;
use domain::conversation::MessageState;
use golden::Cast;
use golden::casts::positive_after_step_2::{ZONE, labelled, ours};
use harness::{AgentText, HouseText, Reply, Shown, World, at, load};

told_twice!(story);

async fn story(cast: Cast) {
    let agent = AgentText {
        name: "freight",
        steps: &["email", "email 3 working days", "email 4 working days"],
    };
    let playbook = load(
        &HouseText {
            timezone: ZONE,
            ..HouseText::default()
        },
        &[agent],
    );
    let mut world = World::start("2026-09-07 07:30+02:00", playbook).await;
    world.leads.add("freight.csv", &cast.contact);
    world.accept_leads("Ada", "freight").await;
    let id = world.conversation_with(&cast.contact.email).await;

    // The draft of step 1 waits; it is approved before the window opens.
    world.run_until("2026-09-07 07:40+02:00").await;
    assert_eq!(world.shown_so_far(&id), [Shown::Drafts(vec![1])]);
    world.approve_at("2026-09-07 08:12+02:00", "Ada", &id).await;
    world.run_until("2026-09-07 08:59:59+02:00").await;
    assert_eq!(world.mailer.left().len(), 0);
    world.run_until("2026-09-07 09:02+02:00").await;
    let first = world.mailer.left()[0].clone();
    assert!(first.at >= at("2026-09-07 09:00+02:00"));
    world.report(&first, "delivered", None).await;

    // Step 2.
    world.run_until("2026-09-09 18:00+02:00").await;
    assert_eq!(
        world.shown_so_far(&id),
        [Shown::Drafts(vec![1]), Shown::Drafts(vec![2])]
    );
    world.approve_at("2026-09-10 08:40+02:00", "Ada", &id).await;
    world.run_until("2026-09-10 09:03+02:00").await;
    let second = world.mailer.left()[1].clone();
    assert!(second.at >= at("2026-09-10 09:00+02:00"));
    assert_eq!(
        second.read.in_reply_to,
        std::slice::from_ref(&first.envelope.message_id)
    );
    world.report(&second, "delivered", None).await;

    // The answer, with step 2 quoted.
    world.run_until("2026-09-10 16:20+02:00").await;
    let (name, address) = (cast.contact.name(), cast.contact.email.as_str());
    let reply = Reply {
        from: (&name, address),
        answers: Some(&second),
        text: &cast.says[0],
        timezone: ZONE,
        ..Reply::default()
    };
    let accepted = world.receive(reply.raw(world.now())).await;
    world.run_until("2026-09-10 16:21+02:00").await;
    let top = world.cards().await[0].clone();
    assert_eq!(
        top.shows,
        Shown::Reply(accepted.inbound.clone()),
        "it stands first in the queue"
    );
    let reading = world.reading(&accepted.inbound).await;
    assert_eq!(reading.intent, Intent::Positive);
    assert_eq!(reading.human_text, cast.says[0], "without the quote");
    assert_eq!(world.phase(&id).await, "with the operator");
    world.run_until("2026-09-10 16:31+02:00").await;
    world.take_over("Ada", &id).await;

    // Step 3 would have been due on the 16th.
    world.run_until("2026-10-16 12:00+02:00").await;
    assert_eq!(world.mailer.left().len(), 2, "nothing else");
    let third = world.head(&id).await.state.message(3).cloned();
    assert!(
        third.is_none_or(|m| m.draft.is_none() && matches!(m.state, MessageState::Void { .. }))
    );
    assert_eq!(world.stops().await, []);
    assert_eq!(
        world.shown_so_far(&id),
        [
            Shown::Drafts(vec![1]),
            Shown::Drafts(vec![2]),
            Shown::Reply(accepted.inbound)
        ]
    );
    assert_eq!(world.cards().await, []);
    assert_eq!(world.phase(&id).await, "taken over by Ada");
    assert_eq!(world.due(&id).await, []);
    assert_eq!(world.failures, Vec::<String>::new());
    insta::assert_snapshot!("positive_after_step_2", world.timeline(ZONE).await);
}
