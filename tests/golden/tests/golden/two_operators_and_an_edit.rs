//! Ada and Bo look at one card. An edit within the hold voids the approval, a click on the old text is
//! refused with the news, an undone approval is dead; a "yes" to an either-or question is relabelled.

use domain::Intent;
use domain::conversation::{Event, Refusal};
use flow::StepError;
use flow::verdicts::Decision;
use golden::Cast;
use golden::casts::two_operators_and_an_edit::{ZONE, labelled, ours};
use harness::{AgentText, HouseText, Reply, Shown, World, at, load, plain_draft};

told_twice!(story);

async fn story(cast: Cast) {
    let agent = AgentText {
        name: "lots",
        steps: &["email", "email 3 working days"],
    };
    let playbook = load(
        &HouseText {
            timezone: ZONE,
            ..HouseText::default()
        },
        &[agent],
    );
    let mut world = World::start("2026-11-12 09:00+01:00", playbook).await;
    world.model.write(|brief| {
        let plain = plain_draft(brief);
        let added = match (brief.step, &brief.redraft) {
            (1, _) => "It is set up in less than two minutes.",
            (_, None) => "As agreed, here is more.",
            (_, Some(_)) => "Here is more.",
        };
        Ok(ports::Drafted {
            body: format!("{}\n\n{added}", plain.body),
            ..plain
        })
    });
    world.leads.add("lots.csv", &cast.contact);
    world.accept_leads("Ada", "lots").await;
    let id = world.conversation_with(&cast.contact.email).await;

    // Both have revision 1 open. Ada approves it, Bo edits it four seconds later.
    world.run_until("2026-11-12 09:30+01:00").await;
    let old = world.seen(&id).await;
    let (subject, body) = world.draft(&id, 1).await;
    world.run_until("2026-11-12 09:41:00+01:00").await;
    world
        .decide("Ada", &id, Decision::Approve { seen: old.clone() })
        .await
        .unwrap();
    assert_eq!(world.cards().await, []);
    world.run_until("2026-11-12 09:41:04+01:00").await;
    let body = body.replace("in less than two minutes", "in a few minutes");
    world
        .decide(
            "Bo",
            &id,
            Decision::Edit {
                seen: old[0].clone(),
                subject,
                body,
            },
        )
        .await
        .unwrap();
    assert_eq!(
        world.cards().await[0].shows,
        Shown::Drafts(vec![1]),
        "the approval lapsed and the card is open"
    );
    assert_eq!(world.head(&id).await.state.message(1).unwrap().revision, 2);

    // Ada's other window still shows revision 1.
    world.run_until("2026-11-12 09:41:30+01:00").await;
    let refused = world
        .decide("Ada", &id, Decision::Approve { seen: old })
        .await
        .unwrap_err();
    let edited_at = at("2026-11-12 09:41:04+01:00");
    assert_eq!(
        refused,
        StepError::Refused(Refusal::Stale {
            by: "Bo".to_owned(),
            at: edited_at
        })
    );
    assert_eq!(
        world.cards().await.len(),
        1,
        "it does not count for revision 2"
    );

    world
        .approve_at("2026-11-12 09:45:00+01:00", "Bo", &id)
        .await;
    world.run_until("2026-11-12 09:45:09+01:00").await;
    assert_eq!(world.mailer.left().len(), 0);
    world.run_until("2026-11-12 09:46:00+01:00").await;
    let first = world.mailer.left()[0].clone();
    assert!(first.at >= at("2026-11-12 09:45:10+01:00"));
    assert!(
        first.read.text.contains("in a few minutes") && !first.read.text.contains("two minutes")
    );
    world.report(&first, "delivered", None).await;

    // Step 2 claims an agreement; Ada sends it back, approves, undoes, approves.
    world.run_until("2026-11-16 17:00+01:00").await;
    assert!(world.draft(&id, 2).await.1.contains("As agreed"));
    world.run_until("2026-11-17 08:20+01:00").await;
    let seen = world.seen(&id).await;
    let note = "nothing is agreed yet, leave that out".to_owned();
    world
        .decide("Ada", &id, Decision::Redraft { seen, note })
        .await
        .unwrap();
    world.run_until("2026-11-17 08:21+01:00").await;
    assert_eq!(world.head(&id).await.state.message(2).unwrap().revision, 2);
    let approved = world
        .approve_at("2026-11-17 08:30:00+01:00", "Ada", &id)
        .await;
    world.run_until("2026-11-17 08:30:06+01:00").await;
    world.undo("Ada", &id, &approved).await.unwrap();
    assert_eq!(
        world.cards().await[0].shows,
        Shown::Drafts(vec![2]),
        "open again"
    );
    world.approve_at("2026-11-17 08:33+01:00", "Ada", &id).await;
    world.run_until("2026-11-17 09:05+01:00").await;
    let second = world.mailer.left()[1].clone();
    assert!(second.at >= at("2026-11-17 09:00+01:00"));
    assert!(!second.read.text.contains("As agreed"));
    world.report(&second, "delivered", None).await;

    // The answer.
    world.run_until("2026-11-17 12:12+01:00").await;
    let (name, address) = (cast.contact.name(), cast.contact.email.as_str());
    let reply = Reply {
        from: (&name, address),
        answers: Some(&second),
        text: &cast.says[0],
        timezone: ZONE,
        ..Reply::default()
    };
    let accepted = world.receive(reply.raw(world.now())).await;
    world.run_until("2026-11-17 12:30+01:00").await;
    // A "yes" to an either-or question; `positive` is acceptable.
    let from = world.reading(&accepted.inbound).await.intent;
    assert!(
        matches!(from, Intent::Ambiguous | Intent::Positive),
        "{from}"
    );
    assert_eq!(
        world.cards().await[0].shows,
        Shown::Reply(accepted.inbound.clone())
    );
    let relabelled = world.relabel("Bo", &id, Intent::Positive).await;
    world.take_over("Bo", &id).await;

    world.run_until("2026-12-17 12:00+01:00").await;
    assert_eq!(world.mailer.left().len(), 2);
    assert_eq!(world.stops().await, []);
    assert_eq!(world.phase(&id).await, "taken over by Bo");
    assert_eq!(world.due(&id).await, []);
    assert_eq!(world.cards().await, []);
    let events = world.events(&id).await;
    let label = Event::Relabelled {
        verdict: relabelled,
        inbound: accepted.inbound,
        from,
        to: Intent::Positive,
    };
    assert!(events.contains(&label), "both labels stay in the history");
    assert!(events.contains(&Event::Undone { verdict: approved }));
    let verdicts = world.head(&id).await.state.verdicts;
    let given: Vec<(&str, &str)> = verdicts
        .iter()
        .map(|v| (v.what.as_str(), v.by.as_str()))
        .collect();
    for wanted in [
        ("edit", "Bo"),
        ("redraft", "Ada"),
        ("relabel", "Bo"),
        ("take over", "Bo"),
    ] {
        assert!(given.contains(&wanted), "{wanted:?} is not among {given:?}");
    }
    assert_eq!(world.failures, Vec::<String>::new());
    if from == Intent::Ambiguous {
        insta::assert_snapshot!("two_operators_and_an_edit", world.timeline(ZONE).await);
    }
}
