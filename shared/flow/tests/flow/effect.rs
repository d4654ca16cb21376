//! What a version led to, of one agent or of all together.

use domain::AgentName;
use flow::verdicts::Decision;
use flow::{StepError, effect};
use harness::{AgentText, HouseText, Method, NORTH, Person, World, files, new_version};

const SOUTH: AgentText = AgentText {
    name: "south",
    steps: &["email"],
};

/// The draft of Kari at north is killed, that of Liv at south is approved.
async fn world() -> World {
    let files = files(&HouseText::default(), &[NORTH, SOUTH]);
    let playbook = playbook::load(&files).unwrap();
    let mut world = World::start("2026-09-07T07:00+00:00", playbook).await;
    world.push("ann", new_version(&files)).await;
    for (one, agent) in [("Kari", "north"), ("Liv", "south")] {
        let person = Person::of(one, &format!("{one} Fjord"));
        world.leads.add(&format!("{agent}.csv"), &person);
    }
    for agent in ["north", "south"] {
        world.accept_leads("ann", agent).await;
    }
    let kari = world.conversation_with("kari@kari-fjord.example").await;
    let kill = Decision::Kill {
        seen: world.seen(&kari).await,
        reason: "off_tone".to_owned(),
        note: None,
    };
    world.decide("ann", &kari, kill).await.unwrap();
    let liv = world.conversation_with("liv@liv-fjord.example").await;
    world.approve("ann", &liv).await;
    world.run_until("2026-09-07T12:00+00:00").await;
    world
}

#[tokio::test]
async fn an_agents_own_letters_are_counted_and_those_of_all() {
    let world = world().await;
    let version = world.ports.playbook.get().version.clone();
    let of = async |agent: Option<&str>| {
        let agent = agent.map(|name| AgentName::parse(name).unwrap());
        let all = effect::tallies(&world.ports, agent.as_ref()).await.unwrap();
        let tally = all[&version];
        (
            tally.judged,
            tally.killed,
            tally.written_to,
            tally.looked_at,
        )
    };
    assert_eq!(of(Some("north")).await, (1, 1, 0, 1));
    assert_eq!(of(Some("south")).await, (1, 0, 1, 1));
    assert_eq!(of(None).await, (2, 1, 1, 2));
    let nobody = AgentName::parse("nobody").unwrap();
    let found = effect::tallies(&world.ports, Some(&nobody)).await;
    assert!(matches!(found, Err(StepError::NotFound(_))), "{found:?}");
}

#[tokio::test]
async fn the_page_asks_for_one_agent_or_for_all() {
    let world = world().await;
    let kills = async |query: &str| {
        let path = format!("/playbook/effect{query}");
        let (status, told) = world.ask("ann", Method::GET, &path, None).await;
        let of = &told["versions"][0]["kills"];
        (status, of["found"].as_u64(), of["of"].as_u64())
    };
    assert_eq!(kills("").await, (200, Some(1), Some(2)));
    assert_eq!(kills("?agent=").await, (200, Some(1), Some(2)));
    assert_eq!(kills("?agent=south").await, (200, Some(0), Some(1)));
    assert_eq!(kills("?agent=nobody").await.0, 404);
    assert_eq!(kills("?agent=no%20name").await.0, 404);
}
