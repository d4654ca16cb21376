//! The operator's time: measured with his verdicts, kept within its budget by drafting less, and shared by two
//! who look at one queue.

use domain::ConversationId;
use domain::conversation::MessageState;
use futures::future::join_all;
use harness::{AgentText, HouseText, Method, Person, World, load};
use jiff::SignedDuration;
use ports::{Brief, Drafted, Model, PortError};
use serde_json::{Value, json};
use std::sync::Arc;

const AGENT: AgentText = AgentText {
    name: "north",
    steps: &["email"],
};
const NAMES: [&str; 10] = [
    "Alma", "Bera", "Cara", "Dina", "Embla", "Frid", "Gro", "Hild", "Inga", "Jorun",
];

fn person(name: &str) -> Person {
    Person::of(name, &format!("{name} Fjord"))
}

/// Ten leads of a new agent on a Monday, with so many minutes for a day and for an agent's week.
async fn world(minutes: (u32, u32)) -> World {
    let house = HouseText {
        minutes,
        ..HouseText::default()
    };
    let mut world = World::start("2026-09-07T07:00+00:00", load(&house, &[AGENT])).await;
    for name in NAMES {
        world.leads.add("north.csv", &person(name));
    }
    world.run_until("2026-09-07T08:00+00:00").await;
    world.accept_leads("ann", "north").await;
    world
}

/// Those of whose letters none was begun.
async fn put_off(world: &World) -> Vec<ConversationId> {
    let mut ids = Vec::new();
    for name in NAMES {
        let id = world.conversation_with(&person(name).email).await;
        let head = world.head(&id).await;
        let planned = |state: &MessageState| matches!(state, MessageState::Planned { .. });
        if head.state.messages.iter().all(|m| planned(&m.state)) {
            ids.push(id);
        }
    }
    ids
}

async fn not_begun(world: &World) -> usize {
    put_off(world).await.len()
}

/// Approves at the page, after so long a look.
async fn approve(world: &mut World, by: &str, id: &ConversationId, ms: u64) -> Value {
    let verdict = world.verdict().to_string();
    let seen = world.seen(id).await;
    let prints: Vec<String> = seen.into_iter().map(|print| print.0).collect();
    let body = json!({
        "verdict": verdict,
        "decision": {"type": "approve", "fingerprints": prints},
        "looked_ms": ms,
    });
    let path = format!("/cards/{id}.d1/verdict");
    let (status, told) = world.ask(by, Method::POST, &path, Some(body.clone())).await;
    assert_eq!(status, 200, "{told}");
    body
}

async fn status(world: &World, by: &str) -> Value {
    let (code, told) = world.ask(by, Method::GET, "/status", None).await;
    assert_eq!(code, 200, "{told}");
    told
}

#[tokio::test]
async fn over_an_agents_week_no_draft_is_begun_until_there_is_room() {
    // Two minutes are six looks at the usual twenty seconds.
    let mut world = world((20, 2)).await;
    assert_eq!(world.waiting_drafts().await.len(), 6);
    assert_eq!(not_begun(&world).await, 4);
    let told = status(&world, "ann").await;
    let words = told["attention"]["words"][0].as_str().unwrap();
    assert!(
        words.starts_with("north has asked all of its 2 minutes of this week"),
        "{words}"
    );
    // Two looks of ten seconds: the week has asked twenty, and what waits is read a little faster.
    for id in world.waiting_drafts().await.iter().take(2) {
        approve(&mut world, "ann", id, 10_000).await;
    }
    world.run_until("2026-09-07T09:00+00:00").await;
    assert_eq!(not_begun(&world).await, 3, "there was room for one");
    assert_eq!(world.failures, Vec::<String>::new());
    // Why they wait stands in the log, and a raised budget is seen within hours.
    world.run_until("2026-09-08T08:00+00:00").await;
    let full = "its agent's minutes of this week are full";
    let log = world.log().await;
    assert!(log.iter().any(|line| line.words.ends_with(full)));
    for id in put_off(&world).await {
        for (at, _) in world.due(&id).await {
            assert!(at > world.now(), "it stands at an hour that is over");
            assert!(at <= world.now() + SignedDuration::from_hours(4));
        }
    }
    // Time that went into looks comes back with the next week.
    let left = world.waiting_drafts().await;
    for id in &left {
        approve(&mut world, "ann", id, 30_000).await;
    }
    world.run_until("2026-09-13T20:00+00:00").await;
    assert_eq!(not_begun(&world).await, 3, "its week is spent");
    world.run_until("2026-09-14T09:00+00:00").await;
    assert_eq!(not_begun(&world).await, 0);
    assert_eq!(world.failures, Vec::<String>::new(), "it never failed");
}

#[tokio::test]
async fn an_agent_that_is_new_has_its_own_hour_and_then_shares_the_day() {
    // A day of one minute holds no ten cards; a new agent's are not billed to it.
    let mut world = world((1, 60)).await;
    assert_eq!(not_begun(&world).await, 0);
    let told = status(&world, "ann").await;
    assert_eq!(told["attention"]["minutes_waiting"], 0);
    assert_eq!(told["minutes"], 4, "two hundred seconds");
    for id in world.waiting_drafts().await {
        approve(&mut world, "ann", &id, 20_000).await;
    }
    let told = status(&world, "ann").await;
    assert_eq!(told["attention"]["minutes_today"], 0);
    // A week later it is new no more.
    world.run_until("2026-09-15T05:00+00:00").await;
    for number in 0..5 {
        let name = ["Kaja", "Liv", "Mona", "Nora", "Oda"][number];
        world.leads.add("north.csv", &person(name));
    }
    world.run_until("2026-09-15T08:00+00:00").await;
    world.accept_leads("ann", "north").await;
    assert_eq!(
        world.waiting_drafts().await.len(),
        2,
        "nine tenths of a minute are planned"
    );
    let told = status(&world, "ann").await;
    assert_eq!(told["attention"]["slowed"], true);
    let words = told["attention"]["words"][0].as_str().unwrap();
    assert!(words.starts_with("The queue's 1 minutes of today are full"));
}

#[tokio::test]
async fn the_pace_is_that_of_whoever_asks_and_a_verdict_told_twice_counts_once() {
    let mut world = world((20, 60)).await;
    let told = status(&world, "ann").await;
    assert_eq!(told["seconds"]["draft"], 20);
    assert_eq!(told["own_looks"]["draft"], 0);
    let ids = world.waiting_drafts().await;
    for id in ids.iter().take(5) {
        approve(&mut world, "ann", id, 8_000).await;
    }
    let told = status(&world, "ann").await;
    assert_eq!(told["seconds"]["draft"], 14);
    assert_eq!(told["own_looks"]["draft"], 5);
    let told = status(&world, "bo").await;
    assert_eq!(told["seconds"]["draft"], 20, "somebody else");
    let body = approve(&mut world, "bo", &ids[5], 8_000).await;
    let path = format!("/cards/{}.d1/verdict", ids[5]);
    world.ask("bo", Method::POST, &path, Some(body)).await;
    assert_eq!(status(&world, "bo").await["own_looks"]["draft"], 1);
}

#[tokio::test]
async fn two_operators_are_offered_different_cards() {
    let world = world((20, 60)).await;
    let queue = async |by: &str| -> Vec<(String, Value)> {
        let (_, told) = world.ask(by, Method::GET, "/queue", None).await;
        let cards = told["cards"].as_array().unwrap().iter();
        cards
            .map(|card| {
                (
                    card["id"].as_str().unwrap().to_owned(),
                    card["looking"].clone(),
                )
            })
            .collect()
    };
    let look = async |by: &str, cards: &[&String]| {
        let body = json!({ "cards": cards });
        let (status, told) = world.ask(by, Method::POST, "/looking", Some(body)).await;
        assert_eq!(status, 200, "{told}");
        told["taken"].clone()
    };
    let before = queue("ann").await;
    assert!(before.iter().all(|(_, looking)| looking.is_null()));
    let (first, second) = (&before[0].0, &before[1].0);
    assert_eq!(look("ann", &[first, second]).await, json!({}));
    let bo = queue("bo").await;
    assert_eq!(bo.len(), before.len(), "nothing is kept from anybody");
    assert_eq!(bo[0].0, before[2].0);
    assert_eq!(bo[8], (first.clone(), json!("ann")));
    assert_eq!(
        queue("ann").await,
        before,
        "her own cards stay where they are"
    );
    // Bo comes to her card by another way: he is told, and may decide first.
    assert_eq!(look("bo", &[second]).await, json!({second: "ann"}));
    // Who has gone holds nothing.
    world.idle_until("2026-09-07T08:30+00:00");
    assert_eq!(queue("bo").await, before);
    let too_many = json!({ "cards": vec!["x"; 6] });
    let (status, _) = world
        .ask("bo", Method::POST, "/looking", Some(too_many))
        .await;
    assert_eq!(status, 400);
}

/// Lets others go on before it answers, as a model that takes its time does.
struct Slow(Arc<dyn Model>);

#[async_trait::async_trait]
impl Model for Slow {
    async fn draft(&self, brief: &Brief) -> Result<Drafted, PortError> {
        tokio::task::yield_now().await;
        self.0.draft(brief).await
    }

    fn name(&self) -> String {
        self.0.name()
    }
}

#[tokio::test]
async fn drafts_that_are_begun_at_once_do_not_all_take_the_last_room() {
    // At first three looks of twenty seconds fit, then six.
    let mut world = world((20, 1)).await;
    assert_eq!(not_begun(&world).await, 7);
    let house = HouseText {
        minutes: (20, 2),
        ..HouseText::default()
    };
    world.ports.playbook.set(load(&house, &[AGENT]));
    world.ports.model = Arc::new(Slow(world.ports.model.clone()));
    world.idle_until("2026-09-07T13:00+00:00");
    let ids = put_off(&world).await;
    let ports = &world.ports;
    let all = ids.iter().map(|id| flow::drafting::run(ports, id));
    for done in join_all(all).await {
        done.unwrap();
    }
    assert_eq!(world.waiting_drafts().await.len(), 6);
    // Those for which there was no room are not lost.
    let late = put_off(&world).await;
    assert_eq!(late.len(), 4);
    for id in late {
        assert_eq!(world.due(&id).await.len(), 1);
    }
}
