//! Two sends in doubt: one is settled by the provider's event, the other by the operator alone. The clocks
//! change between them. The second goes by LinkedIn, where its reader complains of both: that ends it on every
//! channel.

use domain::conversation::MessageState;
use domain::rows::{CompanyRow, StopReason};
use domain::{CompanyId, ConversationId, Intent};
use flow::verdicts::Decision;
use golden::Cast;
use golden::casts::two_sends_in_doubt::{ZONE, labelled, ours};
use harness::{AgentText, HouseText, Outcome, PROFILE, Shown, World, at, load};

told_twice!(story);

async fn story(cast: Cast) {
    let agent = AgentText {
        name: "labs",
        steps: &["email", "linkedin 3 working days", "email 4 working days"],
    };
    let house = HouseText {
        timezone: ZONE,
        ..HouseText::default()
    };
    let mut world = World::start("2026-10-29 07:30-04:00", load(&house, &[agent])).await;
    world.leads.add("labs.csv", &cast.contact);
    world.accept_leads("Ada", "labs").await;
    let id = world.conversation_with(&cast.contact.email).await;
    world.approve_at("2026-10-29 08:00-04:00", "Ada", &id).await;

    // The connection breaks after the last byte; the task comes again; the event settles it.
    world.mailer.next([Outcome::Silence { taken: true }]);
    let task = world.task_of(&id).await;
    world.run_until("2026-10-29 09:00:30-04:00").await;
    let first = world.mailer.left()[0].clone();
    assert!(first.at >= at("2026-10-29 13:00Z"));
    world.idle_until("2026-10-29 09:02-04:00");
    world.deliver_again(&task, ports::QueueName::Sending).await;
    world.run_until("2026-10-29 09:41-04:00").await;
    assert_eq!(world.mailer.left().len(), 1);
    assert_eq!(world.shown_so_far(&id).last(), Some(&Shown::InDoubt(1)));
    world.report(&first, "delivered", None).await;
    assert_eq!(world.cards().await, []);
    assert_eq!(world.sent_steps(&id).await, [1]);

    // An hour later by the clock of the world, at the same hour by theirs.
    world.run_until("2026-11-02 17:30-05:00").await;
    world.approve("Ada", &id).await;
    world.messenger.next([Outcome::Silence { taken: false }]);
    world.run_until("2026-11-03 08:59:59-05:00").await;
    assert_eq!(world.sent_steps(&id).await, [1]);
    let tried = |state: &MessageState| matches!(state, MessageState::InDoubt { .. });
    let second = world.head(&id).await.state.message(2).cloned().unwrap();
    assert!(!tried(&second.state), "not at 13:00Z");
    world.run_until("2026-11-03 11:15-05:00").await;
    let second = world.head(&id).await.state.message(2).cloned().unwrap();
    let MessageState::InDoubt { claim, .. } = second.state else {
        panic!("{:?}", second.state)
    };
    assert!(claim.at >= at("2026-11-03 14:00Z"));
    let settled = Decision::Settle {
        claim: claim.id,
        sent: false,
    };
    world.decide("Ada", &id, settled).await.unwrap();
    world.approve("Ada", &id).await;
    world.run_until("2026-11-03 11:16-05:00").await;
    let written = world.messenger.left();
    assert_eq!(written.len(), 1, "once, as far as he sees");
    assert!(written[0].at >= at("2026-11-03 11:15:10-05:00"));
    let ends = (
        written[0].message.from.as_str(),
        written[0].message.to.as_str(),
    );
    assert_eq!(ends, (PROFILE, cast.contact.linkedin.as_str()));
    assert_eq!(written[0].message.text, world.draft(&id, 2).await.1);
    assert_eq!(world.mailbox(harness::MAILBOX).await.health.letters, 1);

    // He complains, where the second message reached him.
    world.run_until("2026-11-03 18:40-05:00").await;
    let name = cast.contact.name();
    let reply = world
        .hear((&name, &cast.contact.linkedin), &cast.says[0])
        .await;
    world.run_until("2026-11-03 18:41-05:00").await;
    let intent = world.reading(&reply.inbound).await.intent;
    assert!(
        matches!(intent, Intent::Complaint | Intent::Unsubscribe),
        "{intent:?}"
    );
    let stop = world.stop_of_address(&cast.contact.email).await.unwrap();
    assert_eq!(stop.since, at("2026-11-03 18:40-05:00"));
    let profile = world.stop_of_profile(&cast.contact.linkedin).await.unwrap();
    assert_eq!((profile.reason, profile.since), (stop.reason, stop.since));
    assert!(matches!(
        stop.reason,
        StopReason::Complaint | StopReason::OptOut
    ));
    assert_eq!(
        world.cards().await[0].shows,
        Shown::Reply(reply.inbound.clone())
    );

    // "Anybody in my lab": whether all of the company is meant is for the operator to say. Until then no agent
    // starts there.
    let company = world.head(&id).await.state.company.clone().unwrap();
    assert!(is_held(&world, &company, &id).await);

    // Step 3 would have been due on the 9th.
    world.run_until("2026-11-20 12:00-05:00").await;
    assert_eq!(world.mailer.left().len(), 1);
    assert_eq!(world.messenger.left().len(), 1);
    assert!(world.phase(&id).await.starts_with("stopped: "));
    assert_eq!(world.due(&id).await, []);
    assert_eq!(
        world.shown_so_far(&id),
        [
            Shown::Drafts(vec![1]),
            Shown::InDoubt(1),
            Shown::Drafts(vec![2]),
            Shown::InDoubt(2),
            Shown::Drafts(vec![2]),
            Shown::Reply(reply.inbound.clone())
        ]
    );
    assert_eq!(world.failures, Vec::<String>::new());
    insta::assert_snapshot!("two_sends_in_doubt", world.timeline(ZONE).await);

    let inbound = reply.inbound;
    let seen = Decision::File { inbound };
    world.decide("Ada", &id, seen).await.unwrap();
    assert!(!is_held(&world, &company, &id).await);
}

/// The conversation counts against the limit of its company.
async fn is_held(world: &World, company: &CompanyId, id: &ConversationId) -> bool {
    let row = flow::step::read::<CompanyRow>(&world.ports, flow::keys::company(company)).await;
    row.unwrap().is_some_and(|(row, _)| row.live.contains(id))
}
