//! The harness itself: a lead goes all the way, and the plain drafts are clean.

use harness::{AgentText, HouseText, Outcome, Person, Shown, World, load};

async fn world() -> (World, domain::ConversationId) {
    let agent = AgentText {
        name: "gates",
        steps: &["email", "email 3 working days"],
    };
    let playbook = load(
        &HouseText {
            timezone: "Europe/Copenhagen",
            ..HouseText::default()
        },
        &[agent],
    );
    let mut world = World::start("2026-09-07 07:00+02:00", playbook).await;
    let person = Person {
        first_name: "Signe".to_owned(),
        last_name: "Aaboe".to_owned(),
        title: "Head of Logistics".to_owned(),
        company: "Nordkorn".to_owned(),
        email: "signe@nordkorn.example".to_owned(),
        country: "Denmark".to_owned(),
        timezone: "Europe/Copenhagen".to_owned(),
        ..Person::default()
    };
    world.leads.add("gates.csv", &person);
    world.accept_leads("Ada", "gates").await;
    let id = world.conversation_with(&person.email).await;
    (world, id)
}

#[tokio::test]
async fn a_lead_becomes_two_clean_letters() {
    let (mut world, id) = world().await;
    let head = world.head(&id).await;
    assert!(
        head.state
            .messages
            .iter()
            .all(|m| m.draft.as_ref().is_some_and(|draft| !draft.held))
    );
    world.approve("Ada", &id).await;
    world.run_until("2026-09-10 08:00+02:00").await;
    let blob = &world.head(&id).await.state.messages[1]
        .draft
        .clone()
        .unwrap()
        .blob;
    assert_eq!(
        flow::drafting::read_draft(&world.ports, blob)
            .await
            .unwrap()
            .findings,
        []
    );
    world.approve("Ada", &id).await;
    world.run_until("2026-10-20 12:00+02:00").await;
    assert_eq!(world.mailer.left().len(), 2);
    assert_eq!(
        world.shown_so_far(&id),
        [Shown::Drafts(vec![1]), Shown::Drafts(vec![2])]
    );
    assert_eq!(world.phase(&id).await, "closed: no answer");
    assert_eq!(world.failures, Vec::<String>::new());
}

#[tokio::test]
async fn a_lost_answer_of_the_provider_is_in_doubt_and_a_busy_one_is_tried_again() {
    let (mut world, id) = world().await;
    world.mailer.next([
        Outcome::Busy("421 later".to_owned()),
        Outcome::Silence { taken: true },
    ]);
    world.approve("Ada", &id).await;
    world.run_until("2026-09-08 12:00+02:00").await;
    assert_eq!(world.mailer.left().len(), 1);
    assert_eq!(
        world.shown_so_far(&id),
        [Shown::Drafts(vec![1]), Shown::InDoubt(1)]
    );
    let letter = world.mailer.left()[0].clone();
    world.report(&letter, "delivered", None).await;
    assert_eq!(world.sent_steps(&id).await, [1]);
    assert_eq!(world.cards().await, []);
}

#[tokio::test]
async fn the_same_seed_gives_the_same_timeline() {
    let (mut one, id) = world().await;
    one.approve("Ada", &id).await;
    one.run_until("2026-09-08 12:00+02:00").await;
    let (mut two, id) = world().await;
    two.approve("Ada", &id).await;
    two.run_until("2026-09-08 12:00+02:00").await;
    assert_eq!(one.timeline("UTC").await, two.timeline("UTC").await);
    assert_eq!(one.mailer.left()[0].raw, two.mailer.left()[0].raw);
}
