//! A colleague answers in place of the contact: her sequence ends, both are shown, and no agent takes him
//! for a stranger.

use domain::{Identifier, Intent};
use golden::Cast;
use golden::casts::colleague_answers::{ZONE, labelled, ours};
use harness::{AgentText, HouseText, MAILBOX, Reply, Shown, World, load};

told_twice!(story);

async fn story(cast: Cast) {
    let steps: &[&str] = &["email", "email 3 working days", "email 5 working days"];
    let agents = [
        AgentText {
            name: "kilns",
            steps,
        },
        AgentText {
            name: "energy",
            steps,
        },
    ];
    let house = HouseText {
        timezone: ZONE,
        ..HouseText::default()
    };
    let mut world = World::start("2026-10-12 08:00+02:00", load(&house, &agents)).await;
    world.leads.add("kilns.csv", &cast.contact);
    world.accept_leads("Ada", "kilns").await;
    let id = world.conversation_with(&cast.contact.email).await;
    world
        .approve_at("2026-10-12 09:14:50+02:00", "Ada", &id)
        .await;
    world.run_until("2026-10-12 09:15+02:00").await;
    let letter = world.mailer.left()[0].clone();

    // He answers her letter, with her in copy, to the plain mailbox.
    world.run_until("2026-10-13 15:40+02:00").await;
    let (name, colleague) = ("Korbinian Lechner", cast.other_address.as_str());
    let in_copy = format!("{} <{}>", cast.contact.name(), cast.contact.email);
    let reply = Reply {
        from: (name, colleague),
        to: Some(MAILBOX),
        answers: Some(&letter),
        text: &cast.says[0],
        headers: vec![("Cc", &in_copy)],
        timezone: ZONE,
        ..Reply::default()
    };
    let answer = world.receive(reply.raw(world.now())).await;
    let domain = colleague.split('@').next_back().unwrap();
    let gateway = format!("gateway@{domain}");
    world.run_until("2026-10-13 15:41+02:00").await;
    let receipt = Reply {
        from: ("", &gateway),
        to: Some(MAILBOX),
        subject: Some("Read: waiting at your gate"),
        text: "Your message was read.",
        headers: vec![("Auto-Submitted", "auto-replied")],
        timezone: ZONE,
        ..Reply::default()
    };
    let receipt = world.receive(receipt.raw(world.now())).await;
    world.run_until("2026-10-13 15:42+02:00").await;
    let reading = world.reading(&answer.inbound).await;
    assert!(
        matches!(
            reading.intent,
            Intent::Referral | Intent::Positive | Intent::InfoRequest
        ),
        "{:?}",
        reading.intent
    );
    assert!(reading.other_writer, "the card says who answered");
    assert_eq!(
        world.reading(&receipt.inbound).await.intent,
        Intent::AutoReply
    );
    let cards: Vec<Shown> = world.cards().await.into_iter().map(|c| c.shows).collect();
    assert_eq!(cards, [Shown::Reply(answer.inbound.clone())]);
    assert_eq!(world.phase(&id).await, "with the operator");
    world.run_until("2026-10-14 09:02+02:00").await;
    world.take_over("Ada", &id).await;

    // Step 2 would have been due on the 15th; another agent finds him on the 16th.
    world.run_until("2026-10-15 12:00+02:00").await;
    let mut found = cast.contact.clone();
    (found.first_name, found.last_name) = ("Korbinian".to_owned(), "Lechner".to_owned());
    found.email = colleague.to_owned();
    world.leads.add("energy.csv", &found);
    world.run_until("2026-10-30 12:00+01:00").await;
    assert_eq!(world.mailer.left().len(), 1);
    let reasons: Vec<String> = world
        .excluded()
        .await
        .into_iter()
        .map(|row| row.0)
        .collect();
    assert_eq!(reasons, ["recently_contacted"]);
    assert_eq!(world.stops().await, []);
    let known = flow::stops::find(&world.ports, &Identifier::email(colleague).unwrap())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(known.last_conversation, Some(id.clone()));
    assert_eq!(
        world.shown_so_far(&id),
        [Shown::Drafts(vec![1]), Shown::Reply(answer.inbound)]
    );
    assert_eq!(world.phase(&id).await, "taken over by Ada");
    assert_eq!(world.failures, Vec::<String>::new());
    insta::assert_snapshot!("colleague_answers", world.timeline(ZONE).await);
}
