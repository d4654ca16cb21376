//! A link scanner opens every link, which changes nothing; a one-click POST ends it all, on every
//! channel and for every agent; its repeat adds nothing.

use domain::conversation::Event;
use domain::rows::{StopReason, StopSource};
use golden::Cast;
use golden::casts::one_click_opt_out::{ZONE, labelled, ours};
use harness::{AgentText, Answered, HouseText, Person, Shown, World, at, load};

told_twice!(story);

async fn story(cast: Cast) {
    let agents = [
        AgentText {
            name: "retail",
            steps: &["email", "email 4 working days", "linkedin 3 working days"],
        },
        AgentText {
            name: "loyalty",
            steps: &["email"],
        },
    ];
    let playbook = load(
        &HouseText {
            timezone: ZONE,
            ..HouseText::default()
        },
        &agents,
    );
    let mut world = World::start("2026-10-05 08:30+02:00", playbook).await;
    world.leads.add("retail.csv", &cast.contact);
    world.accept_leads("Ada", "retail").await;
    let id = world.conversation_with(&cast.contact.email).await;

    // Step 1, and the scanner four seconds later.
    world
        .approve_at("2026-10-05 09:19:50+02:00", "Ada", &id)
        .await;
    world.run_until("2026-10-05 09:20:04+02:00").await;
    let first = world.mailer.left()[0].clone();
    assert_eq!(
        first.read.header("List-Unsubscribe-Post"),
        Some("List-Unsubscribe=One-Click")
    );
    assert_eq!(world.get(&first.one_click_path()).await, Answered(200));
    world.report(&first, "delivered", None).await;

    // Step 2, and the scanner again.
    world.run_until("2026-10-08 17:30+02:00").await;
    assert_eq!(
        world.shown_so_far(&id),
        [Shown::Drafts(vec![1]), Shown::Drafts(vec![2])]
    );
    world.approve_at("2026-10-08 17:41+02:00", "Ada", &id).await;
    world.run_until("2026-10-09 09:06:03+02:00").await;
    let second = world.mailer.left()[1].clone();
    assert!(second.at >= at("2026-10-09 09:00+02:00"));
    assert_eq!(world.get(&second.one_click_path()).await, Answered(200));
    assert_eq!(world.get(&first.one_click_path()).await, Answered(200));
    assert_eq!(world.stops().await, [], "a GET changes nothing");
    assert_eq!(world.phase(&id).await, "active");

    // The opt-out, on a Saturday, twice.
    world.run_until("2026-10-10 11:47:20+02:00").await;
    assert_eq!(
        world.post_one_click(&second.one_click_path()).await,
        Answered(200)
    );
    let entries = world.stops().await;
    world.run_until("2026-10-10 11:47:22+02:00").await;
    assert_eq!(
        world.post_one_click(&second.one_click_path()).await,
        Answered(200)
    );
    assert_eq!(world.stops().await, entries, "a repeat adds nothing");
    let of_address = world.stop_of_address(&cast.contact.email).await.unwrap();
    let of_profile = world.stop_of_profile(&cast.contact.linkedin).await.unwrap();
    assert_eq!(
        of_address, of_profile,
        "one entry, under both of her identifiers"
    );
    assert_eq!(
        entries.len(),
        2,
        "and nothing for the company or its domain"
    );
    assert_eq!(
        (of_address.reason, of_address.source),
        (StopReason::OptOut, StopSource::OneClick)
    );
    assert_eq!(of_address.since, at("2026-10-10 11:47:20+02:00"));
    let stopped: Vec<Event> = world
        .events(&id)
        .await
        .into_iter()
        .filter(|event| matches!(event, Event::Stopped { .. }))
        .collect();
    let source = StopSource::OneClick;
    assert_eq!(
        stopped,
        [Event::Stopped {
            reason: StopReason::OptOut,
            source,
            step: Some(2),
            verdict: None
        }]
    );

    // The LinkedIn step would be drafted on the 14th.
    world.run_until("2026-10-14 18:00+02:00").await;
    assert_eq!(world.cards().await, []);

    // Another agent finds her on another list, by her profile and another address.
    world.leads.add(
        "loyalty.csv",
        &Person {
            email: cast.other_address,
            ..cast.contact.clone()
        },
    );
    world.run_until("2026-10-20 06:00+02:00").await;
    assert_eq!(
        world.excluded().await,
        [(
            "stop_list".to_owned(),
            "on the stop list: opted out".to_owned()
        )]
    );
    world.run_until("2026-10-27 12:00+01:00").await;

    assert_eq!(world.mailer.left().len(), 2, "nothing after the opt-out");
    assert_eq!(world.inbound_count().await, 0, "no message was received");
    assert_eq!(
        world.shown_so_far(&id),
        [Shown::Drafts(vec![1]), Shown::Drafts(vec![2])]
    );
    assert_eq!(world.cards().await, []);
    assert_eq!(world.phase(&id).await, "stopped: opted out");
    assert_eq!(world.due(&id).await, []);
    assert_eq!(world.failures, Vec::<String>::new());
    insta::assert_snapshot!("one_click_opt_out", world.timeline(ZONE).await);
}
