//! An agent is given up: nothing of it leaves any more, its leads go to another or end, and nobody is lost or held twice.

use crate::write_back;
use domain::conversation::{CloseReason, Phase};
use domain::{Actor, AgentName, ConversationId};
use flow::items::{IndexRow, decode};
use flow::{keys, sourcing, step, versions};
use harness::{AgentText, HouseText, Method, NORTH, Person, World, files};
use serde_json::json;

const SOUTH: AgentText = AgentText {
    name: "south",
    steps: &["email"],
};

fn name(agent: &str) -> AgentName {
    AgentName::parse(agent).unwrap()
}

fn address(one: &str) -> String {
    format!("{0}@{0}-fjord.example", one.to_lowercase())
}

/// Two agents. At north: Kari was written to and answered, Liv was written to, Ola's drafts wait, Per waits on a list.
async fn world() -> World {
    let files = files(&HouseText::default(), &[NORTH, SOUTH]);
    let playbook = playbook::load(&files).unwrap();
    let mut world = World::start("2026-09-07T07:00+00:00", playbook.clone()).await;
    versions::take_folder(&world.ports, &Actor::Policy, files, playbook, false)
        .await
        .unwrap();
    let add = |world: &World, one: &str| {
        let person = Person::of(one, &format!("{one} Fjord"));
        world.leads.add("north.csv", &person);
    };
    for one in ["Kari", "Liv", "Ola"] {
        add(&world, one);
    }
    world.accept_leads("ann", "north").await;
    for one in ["Kari", "Liv"] {
        let id = world.conversation_with(&address(one)).await;
        world.approve("ann", &id).await;
    }
    world.run_until("2026-09-07T12:00+00:00").await;
    let from = address("Kari");
    write_back(
        &mut world,
        "Kari",
        &from,
        "Sounds good, please call me on Thursday at ten.",
    )
    .await;
    add(&world, "Per");
    sourcing::now(&world.ports, &name("north")).await.unwrap();
    world.work().await;
    world
}

async fn retire(world: &mut World, to: Option<&str>) {
    let (status, told) = world
        .ask(
            "ann",
            Method::POST,
            "/agents/north/retire",
            Some(json!({ "to": to })),
        )
        .await;
    assert_eq!(status, 200, "{told}");
    world.work().await;
}

async fn phase(world: &World, id: &ConversationId) -> Phase {
    world.head(id).await.state.phase.clone()
}

/// People who wait on the list of an agent.
async fn listed(world: &World, agent: &str) -> usize {
    let index = keys::agent_index(&name(agent));
    let rows = step::all(&world.ports, &index, "").await.unwrap();
    rows.iter()
        .filter(|item| decode::<IndexRow>(item).unwrap().phase == "listed")
        .count()
}

#[tokio::test]
async fn leads_that_were_not_written_to_wait_on_the_other_list_and_the_rest_ends() {
    let mut world = world().await;
    let [kari, liv, ola, per] = [
        world.conversation_with(&address("Kari")).await,
        world.conversation_with(&address("Liv")).await,
        world.conversation_with(&address("Ola")).await,
        world.conversation_with(&address("Per")).await,
    ];
    retire(&mut world, Some("south")).await;
    let retired = Phase::Closed {
        reason: CloseReason::AgentRetired,
    };
    for id in [&liv, &ola, &per] {
        assert_eq!(phase(&world, id).await, retired);
    }
    assert!(
        matches!(phase(&world, &kari).await, Phase::WithOperator { .. }),
        "a reply that waits for a person stays with him"
    );
    assert_eq!(listed(&world, "south").await, 2);
    let list = sourcing::open_list(&world.ports, &name("south"))
        .await
        .unwrap()
        .unwrap();
    assert_eq!((list.waiting, list.card), (2, true));
    assert!(!world.ports.playbook.get().agents.contains_key("north"));
    // Both are written to by the other agent; nobody is twice.
    world.accept_leads("ann", "south").await;
    for one in ["Ola", "Per"] {
        let id = world.conversation_with(&address(one)).await;
        assert_eq!(world.head(&id).await.state.agent, name("south"), "{one}");
        world.approve("ann", &id).await;
    }
    world.run_until("2026-09-30T12:00+00:00").await;
    assert_eq!(
        world.letters_to(&address("Liv")).len(),
        1,
        "its sequence is over"
    );
    for one in ["Ola", "Per"] {
        assert_eq!(world.letters_to(&address(one)).len(), 1, "{one}");
    }
    assert_eq!(world.failures, Vec::<String>::new());
}

#[tokio::test]
async fn without_another_agent_all_of_it_ends_and_no_list_waits() {
    let mut world = world().await;
    retire(&mut world, None).await;
    assert_eq!(
        listed(&world, "south").await + listed(&world, "north").await,
        0
    );
    let (_, status) = world.ask("ann", Method::GET, "/status", None).await;
    assert_eq!(
        (&status["cards"]["list"], &status["cards"]["draft"]),
        (&json!(0), &json!(0))
    );
    assert_eq!(status["cards"]["reply"], 1, "{status}");
    world.run_until("2026-09-30T12:00+00:00").await;
    for one in ["Kari", "Liv"] {
        assert_eq!(world.letters_to(&address(one)).len(), 1, "{one}");
    }
    assert_eq!(world.failures, Vec::<String>::new());
}

#[tokio::test]
async fn nobody_hands_over_to_nobody_or_to_himself() {
    let world = world().await;
    for (path, to, said) in [
        ("/agents/north/retire", "north", 400),
        ("/agents/north/retire", "west", 404),
        ("/agents/west/retire", "north", 404),
    ] {
        let body = json!({ "to": to });
        let (status, told) = world.ask("ann", Method::POST, path, Some(body)).await;
        assert_eq!(status, said, "{path} {told}");
    }
    assert!(world.ports.playbook.get().agents.contains_key("north"));
}
